"""Cuts lines at the edges of their axes, so that only what is seen of them is described."""

import itertools
from collections.abc import Sequence

from cpx.describe.frames import Frame
from cpx.describe.picture import Point

SLACK = 1e-6


def visible(path: Sequence[Point], frame: Frame) -> list[list[Point]]:
    """The pieces of a line inside the plotting area; cut exactly at its edges on linear axes, else at the last vertex inside."""
    box = limits(frame)
    if frame.polar and frame.panel is not None and frame.panel.sides[1].limits:
        low, high = sorted(frame.panel.sides[1].limits)
        kept = [[*run] for inside, run in itertools.groupby(path, key=lambda p: low - SLACK <= p[1] <= high + SLACK) if inside]
        return [piece for piece in kept if len(piece) > 1]
    if box is None or not path or len(path[0]) != 2 or all(_inside(point, box) for point in path):
        return [list(path)]
    linear = frame.x.kind in ("linear", "date") and frame.y.kind == "linear"
    pieces: list[list[Point]] = [[]]
    for start, end in itertools.pairwise(path):
        seen = _cut(start, end, box) if linear else (start, end) if _inside(start, box) and _inside(end, box) else None
        if seen is None:
            pieces.append([])
            continue
        if pieces[-1] and pieces[-1][-1] != seen[0]:
            pieces.append([])
        pieces[-1] += [seen[0], seen[1]] if not pieces[-1] else [seen[1]]
    return [piece for piece in pieces if len(piece) > 1]


def limits(frame: Frame) -> tuple[Point, Point] | None:
    """The lower left and upper right corner of the plotting area of flat axes."""
    if frame.panel is None or frame.panel.kind != "rectilinear":
        return None
    x, y = frame.panel.sides[0].limits, frame.panel.sides[1].limits
    if x is None or y is None:
        return None
    sides = [_slackened(x, frame.x.kind), _slackened(y, frame.y.kind)]
    return (sides[0][0], sides[1][0]), (sides[0][1], sides[1][1])


def _slackened(ends: tuple[float, float], kind: str) -> tuple[float, float]:
    """The two ends of an axis, a trifle farther apart; on a logarithmic one that is a trifle of each."""
    low, high = min(ends), max(ends)
    if kind == "log":
        return low * (1 - SLACK), high * (1 + SLACK)
    return low - SLACK * (high - low), high + SLACK * (high - low)


def _inside(point: Point, box: tuple[Point, Point]) -> bool:
    return all(low <= value <= high for low, value, high in zip(box[0], point, box[1], strict=True))


def _cut(start: Point, end: Point, box: tuple[Point, Point]) -> tuple[Point, Point] | None:
    """The part of a segment inside the box, by Liang and Barsky's method."""
    enter, leave = 0.0, 1.0
    for s, e, low, high in zip(start, end, box[0], box[1], strict=True):
        if s == e:
            if not low <= s <= high:
                return None
            continue
        first, last = sorted(((low - s) / (e - s), (high - s) / (e - s)))
        enter, leave = max(enter, first), min(leave, last)
    if enter >= leave:
        return None
    along = [
        start if t == 0 else end if t == 1 else tuple(s + t * (e - s) for s, e in zip(start, end, strict=True)) for t in (enter, leave)
    ]
    return along[0], along[1]
