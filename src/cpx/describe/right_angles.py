"""Finds the small squares in the corners of a drawing that mark right angles."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe.frames import Frame
from cpx.describe.picture import Mark, Point
from cpx.describe.things import Segment, Things, along
from cpx.describe.wording import listing, sentence

SMALLEST, LARGEST = 4.0, 40.0
"""Pixels that the sides of such a square are long."""
NEAR = 2.0


class RightAngle(NamedTuple):
    mark: Mark
    corner: Point
    """The vertex of the angle."""


def find(marks: Sequence[Mark], things: Things) -> list[RightAngle]:
    """Squares, or two sides of one, whose other two sides lie on two lines of the drawing."""
    found = []
    for mark in marks:
        others = [segment for segment in things.segments if segment.mark is not mark and segment.length > SMALLEST]
        corner = next((c for c in _corners(mark) if _fits(c, others, things)), None)
        if corner is not None:
            found.append(RightAngle(mark, corner[0]))
    return found


def _corners(mark: Mark) -> list[tuple[Point, Point, Point, Point]]:
    """Each corner that may be the vertex, with its two neighbours and the corner opposite."""
    if mark.space != "data" or not mark.complete:
        return []
    path = mark.vertices
    if mark.kind == "line" and len(path) == 3 and None not in mark.points and len(path[0]) == 2:
        a, b, c = path
        return [((a[0] + c[0] - b[0], a[1] + c[1] - b[1]), a, c, b)]
    box = mark.bounds if mark.kind == "rectangle" and not mark.angles else None
    if box is None or mark.fills:
        return []
    return [((box[i], box[j]), (box[2 - i], box[j]), (box[i], box[4 - j]), (box[2 - i], box[4 - j])) for i in (0, 2) for j in (1, 3)]


def _fits(places: tuple[Point, Point, Point, Point], others: Sequence[Segment], things: Things) -> bool:
    """Whether the corner is where two lines meet, each neighbour lies on one of them, and the sides make a small square."""
    pixels = [things.frame.pixel(point) for point in places]
    corner, first, second, far = (pixel or (math.nan, math.nan) for pixel in pixels)
    sides = [math.dist(far, first), math.dist(far, second)]
    if not (min(sides) >= SMALLEST and max(sides) <= LARGEST and max(sides) - min(sides) <= 0.1 * max(sides) + 1):
        return False
    dot = (first[0] - far[0]) * (second[0] - far[0]) + (first[1] - far[1]) * (second[1] - far[1])
    carriers = [[s for s in others if _lies(corner, s) and _lies(pixel, s)] for pixel in (first, second)]
    return abs(dot) <= 0.05 * sides[0] * sides[1] and bool(carriers[0]) and bool(carriers[1])


def _lies(pixel: Point, segment: Segment) -> bool:
    share, off = along(pixel, segment)
    return off <= NEAR and -NEAR <= share * segment.length <= segment.length + NEAR


def describe(found: Sequence[RightAngle], frame: Frame) -> list[str]:
    """Where right angles are marked."""
    if not found:
        return []
    corners = listing(dict.fromkeys(frame.point(one.corner) for one in found))
    one = len(found) == 1
    return [sentence(f"{'a small square marks the right angle' if one else 'small squares mark the right angles'} at {corners}")]
