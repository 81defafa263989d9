"""Finds stems: straight lines that stand on one base line and carry a marker each at their other end."""

from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe import marks, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import subject
from cpx.describe.picture import Mark, Point
from cpx.describe.wording import listing, sentence

FEWEST = 3


class Stems(NamedTuple):
    """Lines and the markers on them."""

    lines: Mark
    tips: Mark
    axis: int
    """The axis along which they run."""
    base: float


def find(drawn: Sequence[Mark]) -> list[Stems]:
    """Every collection of lines whose far ends are the places of a group of markers."""
    heads = {frozenset(mark.vertices): mark for mark in drawn if mark.kind == "points" and mark.complete and mark.space == "data"}
    found = []
    for lines in drawn:
        if lines.kind != "lines" or not lines.complete or len(lines.parts) < FEWEST or any(len(part) != 2 for part in lines.parts):
            continue
        for axis in (1, 0):
            bases = {part[0][axis] for part in lines.parts}
            upright = len(lines.parts[0][0]) == 2 and all(a[1 - axis] == b[1 - axis] for a, b in lines.parts)
            tips = heads.get(frozenset(part[1] for part in lines.parts))
            if upright and len(bases) == 1 and tips is not None:
                found.append(Stems(lines, tips, axis, bases.pop()))
                break
    return found


def describe(stems: Stems, frame: Frame) -> str:
    """A sentence about the stems of one plot, from left to right or from the bottom."""
    n = len(stems.lines.parts)
    label = stems.tips.label if frame.panel and stems.tips.label in frame.panel.legend else ""
    along, across, letters = (frame.y, frame.x, "yx") if stems.axis else (frame.x, frame.y, "xy")
    ends: list[Point] = sorted((part[1] for part in stems.lines.parts), key=lambda end: end[1 - stems.axis])
    places, reach = [end[1 - stems.axis] for end in ends], [end[stems.axis] for end in ends]
    tip = marks.head(Group("points", "", (stems.tips._replace(total=1),)), 1, frame, mixture=False)
    start = (
        f"{subject([stems.lines], n, 'stem', label, frame.detail)} stand on {letters[0]} = {along.say(stems.base)}, each ending in {tip}"
    )
    where = f"{letters[1]} = {across.say(places[0])} to {across.say(places[-1])}"
    step, most = relations.spacing(places), frame.most(3, 24)
    if most is not None and n > most:
        return sentence(f"{start}, at {where}, with ends between {letters[0]} = {along.say(min(reach))} and {along.say(max(reach))}")
    if step:
        return sentence(f"{start}; at {where} in steps of {across.step(step)} they reach {letters[0]} = {listing(map(along.say, reach))}")
    return sentence(f"{start}; they end at {frame.points(ends, None)}")
