"""Questions on measured solids: volume, areas and lengths that follow from what is printed, and what a viewer can count or read.

facts -> questions that the picture and the description suffice to answer -> answer written exactly, three wrong ones from usual slips
"""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from cpx.solids.script import num

POWERS = {"volume": "³", "surface area": "²", "lateral area": "²", "cross-section area": "²"}
SLIPS = {
    "volume": (3, 1 / 3, 2, 1 / 2, 4, 3 / 4),
    "surface area": (1 / 2, 2, 3 / 4, 3 / 2, 4 / 3),
    "lateral area": (1 / 2, 2, 3 / 2, 4 / 3),
    "cross-section area": (2, 1 / 2, 3 / 2, 4),
    "length": (2, 1 / 2, 3 / 2, 3 / 4, 5 / 4),
}
"""By what a wrong answer is too large or too small: a third forgotten, a face left out, a half taken for a whole."""
COUNTED = (
    "dashed edges", "dotted edges", "solid edges", "labelled points", "solid curves", "partly dashed curves", "dashed curves",
    "solid straight edges", "dashed straight edges", "printed values", "dimension lines", "right-angle marks",
)  # fmt: skip


class Question(NamedTuple):
    """A question, its answer, and wrong answers for a choice."""

    question: str
    answer: str
    wrong: list[str]


def questions(facts: Mapping[str, Any], rng: Random, most: int = 3) -> list[Question]:
    """Up to `most` questions; those that need thought come first."""
    derived, visible = facts["derived"], facts["visible"]
    thought = [*_asked(derived, rng), *_sizes(derived, rng)] if _complete(derived) else []
    plain = [*_counts(visible, rng), *_values(visible, rng)]
    rng.shuffle(thought)
    rng.shuffle(plain)
    return (thought[:2] + plain)[:most]


def exact(number: float) -> str:
    """The number as people write it: whole, a fraction of π, a root; else with two decimals."""
    if abs(number - round(number, 2)) < 1e-4:
        return num(number, 2)
    for whole in (1, 2, 3, 4, 6, 8, 12):
        share = number / math.pi * whole
        if abs(share - round(share)) < 1e-4 * whole and round(share):
            return f"{'' if round(share) == 1 else round(share)}π{f'/{whole}' if whole > 1 else ''}"
    return _root(number) or f"{number:.2f}"


def _root(number: float) -> str:
    """The root, where its square is whole and what stays under the sign is small."""
    square = round(number * number)
    if abs(number * number - square) > 2e-4 * number:
        return ""
    outside = max(k for k in range(1, math.isqrt(square) + 1) if square % (k * k) == 0)
    inside = square // (outside * outside)
    return f"{'' if outside == 1 else outside}√{inside}" if inside < 200 else ""


def _complete(derived: Mapping[str, Any]) -> bool:
    """Whether the picture gives the number of every dimension."""
    return set(derived["dimensions"]) <= set(derived["printed"])


def _asked(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Lines that bear a question mark."""
    made = [
        ("In the figure a line is marked with a question mark. How long is it?", number) for number in derived.get("asked", {}).values()
    ]
    return [_question(f"The figure shows {derived['described']}. {text}", number, "length", derived["unit"], rng) for text, number in made]


def _sizes(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    return [
        _question(
            f"The figure shows {derived['described']}. What is the {what} of the {_noun(derived)}?",
            derived[what],
            what,
            derived["unit"],
            rng,
        )
        for what in POWERS
        if what in derived
    ]


def _noun(derived: Mapping[str, Any]) -> str:
    return "whole solid" if derived["solid"] == "composite" else derived["solid"]


def _question(text: str, number: float, what: str, unit: str, rng: Random) -> Question:
    after = f" {unit}{POWERS.get(what, '')}" if unit else ""
    answer = exact(number)
    rounded = "." in answer and abs(float(answer) - number) > 1e-4
    wrong = list(dict.fromkeys(exact(number * slip) for slip in SLIPS[what]))
    others = [other for other in wrong if other != answer]
    rng.shuffle(others)
    others.sort(key=lambda other: ("π" in other, "√" in other) != ("π" in answer, "√" in answer))  # what looks alike first
    hint = " Round to two decimals." if rounded else ""
    return Question(text + hint, answer + after, [other + after for other in others[:3]])


def _counts(visible: Mapping[str, Any], rng: Random) -> list[Question]:
    found = {noun: count for noun, count in visible["counts"].items() if noun in COUNTED}
    return [Question(f"How many {noun} does the figure show?", str(count), _near(count, rng)) for noun, count in found.items()]


def _near(count: int, rng: Random) -> list[str]:
    others: Sequence[int] = [k for k in range(max(0, count - 3), count + 5) if k != count]
    return [str(k) for k in rng.sample(others, 3)]


def _values(visible: Mapping[str, Any], rng: Random) -> list[Question]:
    """What is printed beside a named line; the wrong answers are the other values."""
    shown = {pair: text for pair, text in visible.get("values", {}).items() if text != "?"}
    made = []
    for pair, text in shown.items():
        others = list(dict.fromkeys(other for other in shown.values() if other != text))
        if others and not text.isalpha():
            made.append(Question(f"Which value is printed for the line {pair}?", text, others[:3]))
    return made
