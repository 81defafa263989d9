"""Scores that need no judge: structure from two traces, image from two pictures, and the words for what differs."""

from cpx.scores.total import Prepared, Score, prepare, score

__all__ = ["Prepared", "Score", "prepare", "score"]
