"""Questions on measured solids: volume, areas and lengths that follow from what is printed, and what a viewer can count or read.

facts -> questions that the picture and the description suffice to answer -> answer written exactly, three wrong ones from usual slips
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.solids.questions import Question, chosen, counted, measure

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


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What follows from the printed dimensions, then what can be counted and read."""
    derived, visible = facts["derived"], facts["visible"]
    thought = [*_asked(derived, rng), *_sizes(derived, rng)] if complete(derived) else []
    plain = [*counted(visible, rng, COUNTED), *_values(visible, rng)]
    return chosen(thought, plain, rng)


def complete(derived: Mapping[str, Any]) -> bool:
    """Whether the picture gives the number of every dimension."""
    return set(derived["dimensions"]) <= set(derived["printed"])


def _asked(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Lines that bear a question mark."""
    made = [
        ("In the figure a line is marked with a question mark. How long is it?", number) for number in derived.get("asked", {}).values()
    ]
    return [
        measure(f"The figure shows {derived['described']}. {text}", number, SLIPS["length"], derived["unit"], rng) for text, number in made
    ]


def _sizes(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    return [
        measure(
            f"The figure shows {derived['described']}. What is the {what} of the {_noun(derived)}?",
            derived[what],
            SLIPS[what],
            derived["unit"] and derived["unit"] + POWERS[what],
            rng,
        )
        for what in POWERS
        if what in derived
    ]


def _noun(derived: Mapping[str, Any]) -> str:
    return "whole solid" if derived["solid"] == "composite" else derived["solid"]


def _values(visible: Mapping[str, Any], rng: Random) -> list[Question]:
    """What is printed beside a named line; the wrong answers are the other values."""
    shown = {pair: text for pair, text in visible.get("values", {}).items() if text != "?"}
    made = []
    for pair, text in shown.items():
        others = list(dict.fromkeys(other for other in shown.values() if other != text))
        if others and not text.isalpha():
            made.append(Question(f"Which value is printed for the line {pair}?", text, others[:3]))
    return made
