"""Questions on planes and lines: how two of them lie to each other, lengths by Pythagoras and by proportion, angles, counts."""

import math
from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.solids.questions import Question, chosen, counted, measure

LINES = {
    "perpendicular": "They are perpendicular and meet.",
    "perpendicular and skew": "They are perpendicular but do not meet.",
    "parallel": "They are parallel.",
    "intersecting": "They meet in one point.",
    "skew": "They are skew.",
}
TO_PLANE = {
    "in the plane": "It lies in the plane.",
    "parallel": "It is parallel to the plane.",
    "meeting in one point": "It meets the plane in one point, not at a right angle.",
    "perpendicular": "It is perpendicular to the plane.",
}
PLANES = {
    "parallel": "They are parallel.",
    "perpendicular": "They are perpendicular.",
    "one": "They are the same plane.",
    "oblique": "They meet in a line, not at right angles.",
}
GREEK = "\u03b1\u03b2\u03b3"


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What follows from the givens that the question states and the values in the picture, then counts."""
    derived = facts["derived"]
    opening = f"The figure shows {derived['described']}."
    thought = [_relation(opening, one, other, how, rng) for one, other, how in derived["relations"]]
    lengths = _lengths(opening, derived, rng)
    rng.shuffle(thought)
    return chosen([*lengths, *thought[:2]], counted(facts["visible"], rng), rng)


def _relation(opening: str, one: str, other: str, how: str, rng: Random) -> Question:
    """How a line lies to a line or to a plane, or a plane to a plane."""
    if one in GREEK:
        options, text = PLANES, f"How do the planes {one} and {other} lie to each other?"
    elif other in GREEK:
        options, text = TO_PLANE, f"How does the line {one} lie to the plane {other}?"
    else:
        options, text = LINES, f"How do the lines {one} and {other} lie to each other?"
    wrong = [said for name, said in options.items() if name != how]
    also = {"intersecting": "perpendicular", "perpendicular and skew": "skew", "skew": "perpendicular and skew"}.get(how)
    if options is LINES and also:
        wrong.remove(LINES[also])  # it may be so by chance, or is so as well
    return Question(f"{opening} {text}", options[how], rng.sample(wrong, 3))


def _lengths(opening: str, derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """A side that the printed ones give, an angle, the number of parts of space."""
    made = []
    sides, printed = derived.get("sides", {}), {name: text for name, text in derived.get("lengths", {}).items() if text != "?"}
    values = " and ".join(f"{name} = {text}" for name, text in printed.items())
    opening_with = f"{opening} It is marked that {values}." if values else opening
    if _enough(derived, printed):
        hidden = sorted(name for name in sides if name not in printed and name[::-1] not in printed)
        for name in rng.sample(hidden, min(len(hidden), 2)):
            text = f"{opening} Use the values in the figure. How long is {name}?"
            made.append(measure(text, sides[name], (2, 1 / 2, 3 / 2, 2 / 3, 5 / 4), "", rng))
    if "angle" in derived and len(printed) > 1:
        made.append(_tangent(f"{opening_with}", derived["angle"]))
    if "dihedral" in derived and derived["dihedral"] < 90 and len(printed) and derived["dihedral shown"]:
        text = f"{opening} Use the values in the figure. How far is P from the plane \u03b1?"
        made.append(measure(text, sides["PO"], (2, 1 / 2, math.sqrt(3), math.sqrt(2)), "", rng))
    if "parts of space" in derived:
        parts = derived["parts of space"]
        text = f"{opening} Into how many parts do the three whole planes, extended without end, divide space?"
        made.append(Question(text, str(parts), [str(k) for k in (4, 5, 6, 7, 8) if k != parts][-3:]))
    return made


def _enough(derived: Mapping[str, Any], printed: Mapping[str, str]) -> bool:
    """Whether the printed values fix all sides."""
    if "dihedral" in derived:
        return bool(printed) and derived["dihedral shown"]
    if "ratio" in derived:
        return len(printed) > 2
    return len(printed) >= (3 if "AB" in derived.get("sides", {}) else 2)


def _tangent(opening: str, legs: list[float]) -> Question:
    """Of the angle between PA and the plane."""
    h, d = legs
    shared = math.gcd(int(h), int(d))
    right = f"{int(h) // shared}/{int(d) // shared}" if int(d) // shared > 1 else str(int(h) // shared)
    upside = f"{int(d) // shared}/{int(h) // shared}" if int(h) // shared > 1 else str(int(d) // shared)
    slips = [upside, "\u221a3", "1", "2/5", "1/2"]
    wrong = [slip for slip in dict.fromkeys(slips) if slip != right]
    return Question(f"{opening} What is the tangent of the angle between PA and the plane \u03b1?", right, wrong[:3])
