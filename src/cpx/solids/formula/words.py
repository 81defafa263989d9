"""Formulas in the script's own words, worked out here, so that the script and the facts say the same."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from cpx.solids.page.vectors import Vec


def number(words: str, numbers: Mapping[str, float]) -> float:
    """What the words come to when each name stands for its number."""
    value: float = eval(_code(words), {"np": math, **numbers})
    return value


def point(xyz: Sequence[str], variables: Sequence[str], numbers: Mapping[str, float]) -> Callable[..., Vec]:
    """The words for x, y and z as a function of the variables."""
    known: dict[str, Any] = {"np": math, **numbers}
    parts = [_code(words) for words in xyz]

    def at(*values: float) -> Vec:
        x, y, z = (eval(part, known, dict(zip(variables, values, strict=True))) for part in parts)
        return (x, y, z)

    return at


@cache
def _code(words: str) -> Any:
    """The words, which are our own from the families' tables, ready to be worked out."""
    return compile(words, "formula", "eval")
