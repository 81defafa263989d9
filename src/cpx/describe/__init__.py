"""From a trace to words: a caption that reads like a careful person's description of the picture."""

from cpx.describe.compose import caption

__all__ = ["caption"]
