"""From a trace to words: a caption that reads like a careful person's description of the picture; and words held against a trace."""

from cpx.describe.check import check, objections
from cpx.describe.compose import caption

__all__ = ["caption", "check", "objections"]
