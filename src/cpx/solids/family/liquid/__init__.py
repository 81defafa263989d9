"""Liquid in vessels: glasses, cones on their tips, buckets, bowls, tanks upright or tilted to the brim; a ball or a cube under water."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn
from cpx.solids.family.liquid import tanks, vessels
from cpx.solids.questions import Question, chosen, counted, measure

FORMS = {
    1: ("glass", "tank"),
    2: ("glass", "tank", "cone"),
    3: ("cone", "bucket", "ball", "cube"),
    4: ("bowl", "ball", "tilted", "bucket"),
    5: ("tilted", "bowl", "bucket", "cube"),
}
MAKERS: dict[str, Callable[[Draw], Drawn]] = {
    "glass": vessels.glass, "cone": vessels.cone, "bucket": vessels.bucket, "ball": vessels.ball, "bowl": vessels.bowl,
    "tank": tanks.tank, "cube": tanks.cube, "tilted": tanks.tilted,
}  # fmt: skip
SLIPS = (2, 0.5, 3, 1 / 3, 1.5, 0.75)


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    return MAKERS[draw.one("form", FORMS[level])](draw)


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """How much liquid there is and what happens to it, where all numbers are printed; then what can be counted."""
    derived = facts["derived"]
    known = {*derived["dimensions"], *derived.get("needs", ())} <= set(derived["printed"])
    thought = _of_liquid(derived, rng) if known else []
    return chosen(thought, counted(facts["visible"], rng), rng)


def _of_liquid(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    given = f"The figure shows {derived['described']}; the vessel's walls are thin."
    unit = derived["unit"]
    cubed = unit and f"{unit}³"
    asked = [("What is the volume of the liquid?", derived["liquid"], cubed)]
    if "capacity" in derived:
        asked.append(("How much more liquid fills the vessel to the brim?", derived["capacity"] - derived["liquid"], cubed))
        asked.append(("How many times as much as there is in it can the vessel hold?", derived["capacity"] / derived["liquid"], ""))
    if derived["form"] == "tilted":
        asked[1:2] = [("How deep is the liquid when the tank is put upright again?", derived["upright"], unit)]
    if "fall" in derived:
        what = "ball" if derived["form"] == "ball" else "cube"
        asked.append((f"By how much does the level fall when the {what} is taken out and nothing is spilt?", derived["fall"], unit))
    if "level radius" in derived:
        asked.append(("What is the radius of the liquid's surface?", derived["level radius"], unit))
    return [measure(f"{given} {text}", number, SLIPS, after, rng) for text, number, after in asked]
