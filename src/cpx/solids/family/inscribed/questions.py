"""Questions on solids in solids: what share the inner one fills, volumes, the space between, lengths that touching fixes."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from cpx.solids.questions import Question, chosen, counted, exact, measure
from cpx.solids.wire.questions import COUNTED


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What follows from the way one touches the other; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    story = f"The figure shows {derived['described']}. {derived.get('told', '')}".strip()
    thought = [_share(derived, story)] if derived["share same for all"] else []
    if set(derived["dimensions"]) <= set(derived["printed"]):
        thought += _measures(derived, story, rng)
        thought += [] if derived["share same for all"] else [_share(derived, story)]
    several = [noun for noun in COUNTED if visible["counts"].get(noun, 0) > 1]
    return chosen(thought, counted(visible, rng, several), rng)


def _share(derived: Mapping[str, Any], story: str) -> Question:
    """The inner volume as a share of the outer one."""
    share = derived["share"]
    right = said(share)
    wrong = [said(share * by) for by in (0.5, 2, 2 / 3, 4 / 3, 0.75) if share * by < 1]
    text = f"{story} What share of the volume of the {derived['outer']} does the {derived['inner']} take up?"
    hint = " Round to two decimals." if "." in right else ""
    return Question(text + hint, right, [other for other in dict.fromkeys(wrong) if other != right][:3])


def said(share: float) -> str:
    """A share as a fraction where it is a simple one."""
    fraction = Fraction(share).limit_denominator(60)
    return str(fraction) if abs(float(fraction) - share) < 2e-6 else exact(share)


def _measures(derived: Mapping[str, Any], story: str, rng: Random) -> list[Question]:
    unit = derived["unit"]
    cube = unit and f"{unit}³"
    inner, outer = derived["inner volume"], derived["outer volume"]
    asked = [
        measure(f"{story} What is the volume of the {derived['inner']}?", inner, (3, 1 / 3, 2, 0.5, 0.75), cube, rng),
        measure(f"{story} What is the volume of the space between them?", outer - inner, (2, 0.5, 1.5, outer / (outer - inner)), cube, rng),
    ]
    lengths = [measure(f"{story} What is the {what}?", size, (2, 0.5, 1.5, 0.75), unit, rng) for what, size in derived["lengths"].items()]
    return asked + lengths
