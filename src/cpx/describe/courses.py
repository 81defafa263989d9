"""The course of one line: where it rises and falls, winds, closes, or runs along one level."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe.picture import Point
from cpx.describe.relations import TOLERANCE, extent, straight


class Trend(NamedTuple):
    """The course of a line whose x never turns back."""

    start: Point
    end: Point
    peaks: list[Point]
    """Inner points higher than both neighbours, from left to right."""
    troughs: list[Point]
    low: Point
    high: Point
    flat: bool
    straight: bool


def trend(points: Sequence[Point]) -> Trend | None:
    """The rises and falls of a line whose x always grows (or always shrinks); None for other lines."""
    if len(points) < 2 or any(len(p) != 2 for p in points):
        return None
    path = list(points) if points[0][0] <= points[-1][0] else list(reversed(points))
    if any(b[0] <= a[0] for a, b in itertools.pairwise(path)):
        return None
    heights = [p[1] for p in path]
    span = max(heights) - min(heights)
    peaks, troughs = _turns(path, span)
    return Trend(
        start=path[0],
        end=path[-1],
        peaks=peaks,
        troughs=troughs,
        low=min(path, key=lambda p: p[1]),
        high=max(path, key=lambda p: p[1]),
        flat=span <= 1e-9 * max(abs(h) for h in heights) or span == 0,
        straight=straight(path),
    )


def _turns(path: Sequence[Point], span: float) -> tuple[list[Point], list[Point]]:
    """Where the line turns from rising to falling and back; a wiggle smaller than the tolerance is no turn."""
    peaks: list[Point] = []
    troughs: list[Point] = []
    heading, extreme = 0, path[0]
    for point in path[1:]:
        if (heading >= 0 and point[1] > extreme[1]) or (heading <= 0 and point[1] < extreme[1]):
            step = point[1] - path[0][1]
            if heading == 0 and abs(step) > TOLERANCE * span:
                heading = 1 if step > 0 else -1
            if heading != 0:
                extreme = point
        elif heading and abs(point[1] - extreme[1]) > TOLERANCE * span:
            (peaks if heading > 0 else troughs).append(extreme)
            heading, extreme = -heading, point
    return peaks, troughs


def spiral(points: Sequence[Point]) -> float | None:
    """Turns of a line of many points that winds round its first point, always farther out; None for other lines."""
    if len(points) < 20 or any(len(p) != 2 for p in points):
        return None
    hub = points[0]
    radii = [math.dist(hub, point) for point in points]
    if any(b <= a for a, b in itertools.pairwise(radii)):
        return None
    angles = [math.atan2(p[1] - hub[1], p[0] - hub[0]) for p in points[1:]]
    steps = [math.remainder(b - a, math.tau) for a, b in itertools.pairwise(angles)]
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    turns = abs(sum(steps)) / math.tau
    return turns if one_way and turns > 1 and max(map(abs, steps)) < math.pi / 2 else None


def closed(points: Sequence[Point]) -> bool:
    """Whether a path of three or more vertices ends where it began."""
    return len(points) > 3 and math.dist(points[0], points[-1]) <= TOLERANCE * extent(points)


def flat_edge(points: Sequence[Point]) -> tuple[str, float] | None:
    """`lower` or `upper` and its y, where an outline of many points runs along one level from its left end to its right."""
    if len(points) < 8 or any(len(point) != 2 for point in points):
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    for name, level in (("lower", min(ys)), ("upper", max(ys))):
        along = [x for x, y in points if y == level]
        if len(along) >= 2 and min(along) == min(xs) and max(along) == max(xs) and min(ys) != max(ys):
            return name, level
    return None
