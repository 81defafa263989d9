"""Questions on folded figures whose sizes are letters: lengths and volumes as multiples of these, edges that are equal."""

import math
from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.solids.questions import Question

SLIPS = (2, 0.5, math.sqrt(3), math.sqrt(2), 1 / math.sqrt(2), 1.5, 3)


def space(derived: Mapping[str, Any]) -> list[Question]:
    """How high the moved corner lies, and how far from the corner that it was the mirror image of."""
    story, angle = derived["story"], math.radians(derived["angle"])
    corner, times, of = derived["reach"]
    text = f"{story} How far is {corner} then from the plane of {derived['level part']}, in the letters of the figure?"
    asked = [_multiple(text, times * math.sin(angle), of)]
    apart = 2 * times * math.sin(angle / 2)
    if derived["mirror"] and _root(apart):
        text = f"{story} How far apart are {derived['mirror']} and {corner} then, in the letters of the figure?"
        asked.append(_multiple(text, apart, of))
    return asked


def meeting(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Of the pyramid that a square becomes all sizes; of that of a triangle its opposite edges, which are equal."""
    return _of_square(derived, rng) if set(derived["dimensions"]) == set(derived["letters"]) else _of_triangle(derived, rng)


def _of_square(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    a, pair = derived["dimensions"]["a"], rng.choice(sorted(derived["lengths"]))
    found = {
        "What is the volume of the pyramid": (derived["volume"] / a**3, "a³"),
        "What is the surface area of the pyramid": (derived["surface area"] / a**2, "a²"),
        "How far is P from the plane of DEF": (derived["distance of P"] / a, "a"),
        f"How long is {pair} in the pyramid": (derived["lengths"][pair] / a, "a"),
    }
    return [_multiple(f"{derived['story']} {text}, in the letter of the figure?", times, of) for text, (times, of) in found.items()]


def _of_triangle(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    sizes = derived["lengths"]
    edge = rng.choice(("PD", "PE", "PF"))
    opposite = "".join(sorted({"D", "E", "F"} - {edge[1]}))
    others = [pair for pair, size in sizes.items() if "P" not in pair and abs(size - sizes[opposite]) > 1e-3]
    others += ["".join(sorted(pair, reverse=True)) for pair, size in sizes.items() if "P" in pair and abs(size - sizes[opposite]) > 1e-3]
    return [Question(f"{derived['story']} Which edge of the pyramid is as long as {edge}?", opposite, others[:3])] if others else []


def _multiple(text: str, times: float, of: str) -> Question:
    """The answer is so many times the letters."""
    wrong = dict.fromkeys(_part(times * slip, of) for slip in SLIPS if _root(times * slip))
    return Question(text, _part(times, of), list(wrong)[:3])


def _part(times: float, of: str) -> str:
    """The letters times a root or a fraction: a, a/2, √3/2 · a."""
    factor = _root(times)
    if factor == "1":
        return of
    if factor.startswith("1/") and "/" not in of:
        return f"{of}{factor[1:]}"
    return f"{factor} · {of}"


def _root(number: float) -> str:
    """A root over a small whole number, with nothing rounded; "" for what is none."""
    for under in (1, 2, 3, 4, 6, 8, 12, 16, 24, 48):
        square = (number * under) ** 2
        whole = round(square)
        if whole and abs(square - whole) < 1e-3:
            outside = max(k for k in range(1, math.isqrt(whole) + 1) if whole % (k * k) == 0)
            inside = whole // outside**2
            above = str(outside) if inside == 1 else f"{'' if outside == 1 else outside}√{inside}"
            return above if under == 1 else f"{above}/{under}"
    return ""
