"""From a trace to words: a caption that reads like a careful person's description of the picture; and words held against a trace."""

from cpx.describe.by_line import Drawn, by_line
from cpx.describe.check import check, objections
from cpx.describe.compose import caption

__all__ = ["Drawn", "by_line", "caption", "check", "objections"]
