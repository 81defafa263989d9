"""Scores that need no judge: structure from renderer primitives, image from pixels, and the words for what differs.

    reference = prepare(primitives, pixels, trusted=True)      once
    candidate = prepare(their_primitives, their_pixels)
    found = score(reference, candidate)
    found.total, found.flags, explain(found, reference, candidate)

docs/scores.md has the definitions, and how well they tell right from wrong.
"""

from cpx.scores.explain import explain, unmatched
from cpx.scores.total import Prepared, Score, prepare, score

__all__ = ["Prepared", "Score", "explain", "prepare", "score", "unmatched"]
