"""Goes between the units of flat axes and pixels of the picture, since what a viewer can tell apart is a matter of pixels."""

import math
from collections.abc import Sequence

from cpx.describe.picture import Mark, Panel, Point, Side

EVEN = ("linear", "date", "category")
"""Scales on which equal distances are equally long."""


def to_pixel(point: Point, panel: Panel) -> Point | None:
    """Where a point in the units of flat axes lies in the picture; None where the axes do not tell."""
    if panel.kind != "rectilinear" or panel.box is None or len(point) != 2:
        return None
    left, top, right, bottom = panel.box
    across, up = (_share(value, side) for value, side in zip(point, panel.sides[:2], strict=True))
    if across is None or up is None:
        return None
    return left + across * (right - left), bottom + up * (top - bottom)


def _share(value: float, side: Side) -> float | None:
    """How far along its axis a value lies: 0 at the lower end, 1 at the upper."""
    if side.limits is None or side.limits[0] == side.limits[1]:
        return None
    low, high = side.limits
    if side.scale in EVEN:
        return (value - low) / (high - low)
    if side.scale == "log" and min(low, high, value) > 0:
        return (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))
    return None


def from_pixel(x: float, y: float, panel: Panel) -> Point | None:
    """A pixel in the units of flat linear axes, as finely as a viewer could tell."""
    if panel.kind != "rectilinear" or panel.box is None:
        return None
    left, top, right, bottom = panel.box
    found = []
    for side, place, start, end in ((panel.sides[0], x, left, right), (panel.sides[1], y, bottom, top)):
        if side.limits is None or side.scale not in ("linear", "category") or start == end:
            return None
        low, high = side.limits
        value, span = low + (place - start) / (end - start) * (high - low), abs(high - low)
        found.append(round(value, 2 - math.floor(math.log10(span))) if span else value)
    return found[0], found[1]


def located(mark: Mark, panel: Panel | None, size: Sequence[float] | None) -> Mark:
    """A line or an arrow that was placed by pixels or shares of the axes, in the units of its axes, if they are flat and linear."""
    if panel is None or panel.box is None or mark.kind not in ("line", "arrow") or mark.space not in ("pixels", "axes", "figure"):
        return mark
    points = [_of(point, mark.space, panel.box, size) for point in mark.vertices if len(point) == 2]
    placed = [from_pixel(point[0], point[1], panel) for point in points if point]
    if not placed or None in placed or len(placed) != len(mark.points):
        return mark
    return mark._replace(space="data", points=tuple(placed))


def _of(point: Point, space: str, box: Point, size: Sequence[float] | None) -> Point | None:
    if space == "pixels":
        return point
    left, top, right, bottom = box if space == "axes" else (0.0, 0.0, *size) if size else (0.0, 0.0, 0.0, 0.0)
    return (left + point[0] * (right - left), bottom + point[1] * (top - bottom)) if right > left else None
