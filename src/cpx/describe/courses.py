"""The course of one line: where it rises and falls, winds, closes, or runs along one level."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe.picture import Point
from cpx.describe.relations import TOLERANCE, extent, straight

HUB = 0.1
"""Share of a petal's length within which its line is taken to be at the centre."""


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


def petals(points: Sequence[Point]) -> list[Point]:
    """The tips of two or more equally long petals round (0, 0), anticlockwise, where a line runs out and back to make each of them."""
    radii = [math.hypot(*point) for point in points]
    longest = max(radii, default=0.0)
    if len(points) < 40 or longest == 0 or math.dist(points[0], points[-1]) > 0.05 * longest or min(radii) > HUB * longest:
        return []
    hub = radii.index(min(radii))
    ring = [*range(hub, len(points) - 1), *range(hub + 1)]
    tips: list[Point] = []
    for far, run in itertools.groupby(ring, key=lambda i: radii[i] > HUB * longest):
        petal = list(run)
        reach = [radii[i] for i in petal]
        top = reach.index(max(reach))
        if far and (max(reach) < 0.98 * longest or not _rises_once(reach, top)):
            return []
        tip = _tip([points[i] for i in petal[max(top - 1, 0) : top + 2]])
        if far and all(math.dist(tip, other) > HUB * longest for other in tips):
            tips.append(tip)
    return sorted(tips, key=lambda tip: round(math.degrees(math.atan2(tip[1], tip[0]))) % 360) if len(tips) > 1 else []


def _tip(around: Sequence[Point]) -> Point:
    """The farthest point from (0, 0) of a smooth curve, from its farthest vertex and that one's neighbours, by a parabola."""
    first = math.atan2(around[0][1], around[0][0])
    turns = [math.remainder(math.atan2(p[1], p[0]) - first, math.tau) for p in around]
    radii = [math.hypot(*point) for point in around]
    if len(around) < 3 or len(set(turns)) < 3:
        return around[radii.index(max(radii))]
    before, after = ((radii[i + 1] - radii[i]) / (turns[i + 1] - turns[i]) for i in (0, 1))
    bend = (after - before) / turns[2]
    turn = turns[1] / 2 - before / (2 * bend) if bend else turns[1]
    return max(radii) * math.cos(first + turn), max(radii) * math.sin(first + turn)


def _rises_once(values: Sequence[float], top: int) -> bool:
    return list(values) == [*sorted(values[: top + 1]), *sorted(values[top + 1 :], reverse=True)]


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
