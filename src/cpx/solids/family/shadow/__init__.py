"""Shadows and projections: poles by lamps, in the sun, up a wall; a plate under a lamp, a box in the sun, a triangle's projection."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn
from cpx.solids.family.shadow import plates, poles
from cpx.solids.questions import Question, chosen, counted, measure

FORMS = {
    1: ("lamp", "sun"),
    2: ("lamp", "sun", "box"),
    3: ("plate", "wall", "box", "two lamps"),
    4: ("plate", "wall", "projection", "two lamps"),
    5: ("plate", "projection", "two lamps"),
}
MAKERS: dict[str, Callable[[Draw], Drawn]] = {
    "lamp": poles.lamp, "two lamps": poles.two_lamps, "sun": poles.sun, "wall": poles.wall, "plate": plates.plate,
    "box": plates.box, "projection": plates.projection,
}  # fmt: skip
SLIPS = (2, 0.5, 1.5, 0.75, 1.25)
Asked = list[tuple[str, float, int]]  # the question, its answer, the power of the unit


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    return MAKERS[draw.one("form", FORMS[level])](draw)


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What follows from similar triangles where all numbers are printed; then what can be counted."""
    derived = facts["derived"]
    thought = []
    if set(derived["known"]) <= set(derived["printed"]):
        given = f"The figure shows {derived['described']}."
        for text, number, power in ASKED[derived["form"]](derived):
            unit = derived["unit"] and derived["unit"] + ("", "", "²")[power] if power else ""
            thought.append(measure(f"{given} {text}", number, SLIPS, unit, rng))
    return chosen(thought, counted(facts["visible"], rng), rng)


def _of_lamp(derived: Mapping[str, Any]) -> Asked:
    d = derived["dimensions"]
    if derived["asks"] == "lamp":
        return [("How high above the ground is the lamp?", d["H"], 1)]
    return [
        ("How long is the shadow?", derived["shadow"], 1),
        ("How far from the foot of the post is the end of the shadow?", d["d"] + derived["shadow"], 1),
    ]


def _of_two_lamps(derived: Mapping[str, Any]) -> Asked:
    return [
        ("How far apart are the feet of the posts?", derived["lamps apart"], 1),
        ("How far apart are the ends of the shadows?", sum(derived["shadows"]), 1),
    ]


def _of_sun(derived: Mapping[str, Any]) -> Asked:
    d = derived["dimensions"]
    if derived["asks"] == "pole":
        return [("How high is the pole CD?", d["h"] * derived["times"], 1)]
    return [("How long is the shadow of the pole CD?", d["m"] * derived["times"], 1)]


def _of_wall(derived: Mapping[str, Any]) -> Asked:
    d = derived["dimensions"]
    slope = d["d"] / (d["h"] - d["w"])
    return [
        ("How long would the shadow on the ground be without the wall?", derived["whole shadow"], 1),
        (
            "How long a shadow on the ground does a stick throw that is half as high as the pole, if it stands far from the wall?",
            slope * d["h"] / 2,
            1,
        ),
    ]


def _of_plate(derived: Mapping[str, Any]) -> Asked:
    long, side = derived["side of the shadow"], derived["dimensions"]["a"]
    return [
        ("How long is a side of the shadow?", long, 1),
        ("What is the area of the shadow?", long * long, 2),
        ("How many times as large as the plate is the shadow?", (long / side) ** 2, 0),
    ]


def _of_box(derived: Mapping[str, Any]) -> Asked:
    d = derived["dimensions"]
    asked: Asked = [("How long a shadow does an upright pole twice as high as the box throw beside it?", 2 * d["t"], 1)]
    return asked + ([("What is the area of the shadow on the ground?", d["b"] * d["t"], 2)] if derived["straight"] else [])


def _of_projection(derived: Mapping[str, Any]) -> Asked:
    d = derived["dimensions"]
    return [
        ("How long is CD?", derived["height"], 1),
        ("What is the area of the triangle ABC?", d["a"] * derived["height"] / 2, 2),
        ("What is the area of the triangle ABE?", d["a"] * d["n"] / 2, 2),
        ("What is the cosine of the angle between the plane of ABC and the plane of ABE?", d["n"] / derived["height"], 0),
    ]


ASKED: dict[str, Callable[[Mapping[str, Any]], Asked]] = {
    "lamp": _of_lamp, "two lamps": _of_two_lamps, "sun": _of_sun, "wall": _of_wall, "plate": _of_plate, "box": _of_box,
    "projection": _of_projection,
}  # fmt: skip
