"""Cuts lines and areas at the edges of their axes, so that only what is seen of them is described."""

import itertools
import math
from collections.abc import Sequence

from cpx.describe.frames import Frame
from cpx.describe.picture import Mark, Point

SLACK = 1e-6
Area = tuple[Point, Point]
"""The lower left and the upper right corner of a plotting area."""


def visible(path: Sequence[Point], frame: Frame) -> list[list[Point]]:
    """The pieces of a line inside the plotting area; cut exactly at its edges on linear and logarithmic axes, else at the last vertex."""
    box = limits(frame)
    if frame.polar and frame.panel is not None and frame.panel.sides[1].limits:
        low, high = sorted(frame.panel.sides[1].limits)
        kept = [[*run] for inside, run in itertools.groupby(path, key=lambda p: low - SLACK <= p[1] <= high + SLACK) if inside]
        return [piece for piece in kept if len(piece) > 1]
    if box is None or not path or len(path[0]) != 2 or all(_inside(point, box) for point in path):
        return [list(path)]
    pieces: list[list[Point]] = [[]]
    for start, end in itertools.pairwise(path):
        if _straightened(frame, start, end):
            seen = _cut(start, end, box, frame)
        else:
            seen = (start, end) if _inside(start, box) and _inside(end, box) else None
        if seen is None:
            pieces.append([])
            continue
        if pieces[-1] and pieces[-1][-1] != seen[0]:
            pieces.append([])
        pieces[-1] += [seen[0], seen[1]] if not pieces[-1] else [seen[1]]
    return [piece for piece in pieces if len(piece) > 1]


def trimmed(mark: Mark, frame: Frame) -> Mark | None:
    """An area without what lies beyond the edges of its axes; None where nothing of it is seen."""
    box, corners = limits(frame), mark.vertices
    flat = mark.kind in ("polygon", "region") and mark.space == "data" and mark.faithful and len(corners) > 2 and len(corners[0]) == 2
    if box is None or not flat or all(_inside(point, box) for point in corners) or not _straightened(frame, *corners):
        return mark
    for axis in (0, 1):
        for side, sign in ((0, 1.0), (1, -1.0)):
            corners = _halved(corners, axis, _bent(box[side][axis], axis, frame), sign, frame)
    return mark._replace(points=tuple(corners), total=len(corners), spread=()) if len(corners) > 2 else None


def cropped(mark: Mark, frame: Frame) -> Mark | None:
    """An upright rectangle without what lies beyond the edges of its axes; None where nothing of it is seen."""
    area, box = limits(frame), mark.bounds
    if area is None or box is None or mark.kind != "rectangle" or mark.space != "data" or mark.angles:
        return mark
    if all(area[0][i] <= box[i] and box[i + 2] <= area[1][i] for i in (0, 1)):
        return mark
    low = [max(box[i], area[0][i]) for i in (0, 1)]
    high = [min(box[i + 2], area[1][i]) for i in (0, 1)]
    centre, size = tuple((a + b) / 2 for a, b in zip(low, high, strict=True)), tuple(b - a for a, b in zip(low, high, strict=True))
    return mark._replace(points=(), centre=centre, size=size) if min(size) > 0 else None


def limits(frame: Frame) -> Area | None:
    """The lower left and upper right corner of the plotting area of flat axes, a trifle outwards."""
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


def _inside(point: Point, box: Area) -> bool:
    return all(low <= value <= high for low, value, high in zip(box[0], point, box[1], strict=True))


def _straightened(frame: Frame, *points: Point) -> bool:
    """Whether these axes show a segment between the points as a straight line, once logarithms are taken where they are logarithmic."""
    kinds = (frame.x.kind, frame.y.kind)
    if any(kind not in ("linear", "date", "category", "log") for kind in kinds):
        return False
    return all(point[axis] > 0 for point in points for axis, kind in enumerate(kinds) if kind == "log")


def _bent(value: float, axis: int, frame: Frame) -> float:
    """A coordinate as a place along its axis."""
    return math.log(value) if (frame.x, frame.y)[axis].kind == "log" and value > 0 else value


def _between(start: Point, end: Point, share: float, frame: Frame) -> Point:
    """The point so far along a segment, as it is seen."""
    found = []
    for axis, (s, e) in enumerate(zip(start, end, strict=True)):
        if (frame.x, frame.y)[axis].kind == "log":
            found.append(math.exp(math.log(s) + share * (math.log(e) - math.log(s))))
        else:
            found.append(s + share * (e - s))
    return tuple(found)


def _cut(start: Point, end: Point, box: Area, frame: Frame) -> tuple[Point, Point] | None:
    """The part of a segment inside the box, by Liang and Barsky's method."""
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        s, e, low, high = (_bent(value, axis, frame) for value in (start[axis], end[axis], box[0][axis], box[1][axis]))
        if s == e:
            if not low <= s <= high:
                return None
            continue
        first, last = sorted(((low - s) / (e - s), (high - s) / (e - s)))
        enter, leave = max(enter, first), min(leave, last)
    if enter >= leave:
        return None
    ends = [start if share == 0 else end if share == 1 else _between(start, end, share, frame) for share in (enter, leave)]
    return ends[0], ends[1]


def _halved(corners: Sequence[Point], axis: int, edge: float, sign: float, frame: Frame) -> list[Point]:
    """The part of an area on one side of an edge, by Sutherland and Hodgman's method."""
    found: list[Point] = []
    for before, here in zip([*corners[-1:], *corners[:-1]], corners, strict=True):
        start, end = _bent(before[axis], axis, frame), _bent(here[axis], axis, frame)
        inside = (end - edge) * sign >= 0
        if ((start - edge) * sign >= 0) != inside:
            found.append(_between(before, here, (edge - start) / (end - start), frame))
        if inside:
            found.append(here)
    return found
