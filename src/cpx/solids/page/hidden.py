"""Hidden lines: which parts of a segment or an arc a viewer sees past opaque faces, cut at the exact points where that changes.

segment + faces + view -> breakpoints (edges of faces pass in front, or the face is pierced) -> pieces, each seen or hidden
"""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from cpx.solids.page.project import View
from cpx.solids.page.vectors import Point, Vec, add, between, cross, dot, normal, ring, sub, times

NEAR = 1e-7


class Piece(NamedTuple):
    """A part of a segment (shares of its length) or of an arc (degrees), and whether it is hidden."""

    start: float
    end: float
    hidden: bool


class Surface(NamedTuple):
    """A piece of a convex body's boundary: `value` is negative inside, and `gradient` points out of it."""

    value: Callable[[Vec], float]
    gradient: Callable[[Vec], Vec]


def faces_viewer(face: Sequence[Vec], view: View) -> bool:
    """Whether the viewer sees the outside of the face, whose corners run anticlockwise from outside."""
    return dot(normal(face), view.toward(face[0])) > NEAR


class Screen(NamedTuple):
    """A face that the viewer sees from outside, as what may hide things."""

    flat: list[Point]  # its outline on the page
    low: Point  # and the rectangle round it
    high: Point
    planes: list[tuple[Vec, Vec]]  # a point and a normal each: its own, and those through its sides and the viewer


def screens(faces: Iterable[Sequence[Vec]], view: View) -> list[Screen]:
    """The faces of a closed solid, or of several, that hide what is behind them."""
    return [_screen(face, view) for face in faces if faces_viewer(face, view)]


def _screen(face: Sequence[Vec], view: View) -> Screen:
    flat = [view.flat(corner) for corner in face]
    planes = [(face[0], normal(face))] + [(a, cross(sub(b, a), view.toward(a))) for a, b in ring(face)]
    return Screen(flat, *_rectangle(flat), planes)


def _rectangle(points: Sequence[Point]) -> tuple[Point, Point]:
    xs, ys = zip(*points, strict=True)
    return (min(xs) - 1e-6, min(ys) - 1e-6), (max(xs) + 1e-6, max(ys) + 1e-6)


def pieces(start: Vec, end: Vec, opaque: Iterable[Screen], view: View) -> list[Piece]:
    """The segment cut where it disappears and reappears behind the screens."""
    (x0, y0), (x1, y1) = _rectangle([view.flat(start), view.flat(end)])
    near = [s for s in opaque if s.low[0] <= x1 and x0 <= s.high[0] and s.low[1] <= y1 and y0 <= s.high[1]]
    cuts = {0.0, 1.0}
    along = sub(end, start)
    for screen in near:
        for at, across in screen.planes:
            slope = dot(across, along)
            if abs(slope) > NEAR:
                cuts.add(dot(across, sub(at, start)) / slope)
    kept = _distinct(sorted(cut for cut in cuts if 0 <= cut <= 1))
    middles = [between(start, end, (a + b) / 2) for a, b in pairwise(kept)]
    return _merged([Piece(a, b, obscured(p, near, view)) for a, b, p in zip(kept, kept[1:], middles, strict=False)])


def obscured(p: Vec, opaque: Iterable[Screen], view: View) -> bool:
    """Whether one of the screens lies between the point and the viewer, or two do that meet along an edge right in front of it."""
    at, gaze = view.flat(p), view.toward(p)
    borders = 0
    for screen in opaque:
        covers = _covers(screen, p, at, gaze)
        if covers == "inside":
            return True
        borders += covers == "border"
    return borders > 1


def _covers(screen: Screen, p: Vec, at: Point, gaze: Vec) -> Literal["inside", "border", ""]:
    """Whether the way from the point, which is here on the page, to the viewer meets the face."""
    if not (screen.low[0] <= at[0] <= screen.high[0] and screen.low[1] <= at[1] <= screen.high[1]):
        return ""
    corner, across = screen.planes[0]
    slope = dot(across, gaze)
    if abs(slope) < NEAR or dot(across, sub(corner, p)) / slope < NEAR:
        return ""
    return within(at, screen.flat)


def within(p: Point, polygon: Sequence[Point], near: float = 1e-6) -> Literal["inside", "border", ""]:
    """Whether the point lies inside the polygon, on its border, or neither."""
    inside = False
    for (x0, y0), (x1, y1) in ring(polygon):
        side = (x1 - x0) * (p[1] - y0) - (y1 - y0) * (p[0] - x0)
        long = math.hypot(x1 - x0, y1 - y0)
        along = ((p[0] - x0) * (x1 - x0) + (p[1] - y0) * (y1 - y0)) / long if long else 0
        if abs(side) <= near * long and -near <= along <= long + near:
            return "border"
        if (y0 > p[1]) != (y1 > p[1]) and (side > 0) == (y1 > y0):
            inside = not inside
    return "inside" if inside else ""


def arcs(curve: Callable[[float], Vec], start: float, end: float, body: Sequence[Surface], view: View, steps: int = 90) -> list[Piece]:
    """A curve on a convex body, from `start` to `end` degrees, cut where it passes over the horizon; found to 1e-9 degrees."""
    return runs(curve, start, end, lambda p: beyond(p, body, view), steps)


def runs(
    curve: Callable[[float], Vec], start: float, end: float, hides: Callable[[Vec], bool], steps: int, near: float = 1e-9
) -> list[Piece]:
    """A curve cut where it goes out of sight and comes back; what lasts less than one of the steps may be missed."""
    hidden = lambda t: hides(curve(t))  # noqa: E731
    marks = [start + (end - start) * k / steps for k in range(steps + 1)]
    found = [hidden(t) for t in marks]
    cuts = [_change(a, b, hidden, near) for a, b, p, q in zip(marks, marks[1:], found, found[1:], strict=False) if p != q]
    ends = [start, *cuts, end]
    whole = [Piece(a, b, hidden((a + b) / 2)) for a, b in pairwise(ends)]
    kept = [piece for piece in whole if piece.end - piece.start > 0.003 * (end - start)]  # shorter ones come of ends that touch
    starts = [start, *(piece.start for piece in kept[1:])]
    return _merged([Piece(a, b, piece.hidden) for a, b, piece in zip(starts, [*starts[1:], end], kept, strict=True)])


def beyond(p: Vec, body: Sequence[Surface], view: View, near: float = 1e-6) -> bool:
    """Whether a convex body hides this point of itself: every surface there is turned away, or the point lies inside."""
    here = [surface for surface in body if abs(surface.value(p)) < near]
    gaze = view.toward(p)
    return all(dot(surface.gradient(p), gaze) < -1e-9 for surface in here)


def plane(at: Vec, outward: Vec) -> Surface:
    """A flat piece of a boundary."""
    return Surface(lambda p: dot(outward, sub(p, at)), lambda p: outward)


def ellipse(centre: Vec, u: Vec, v: Vec) -> Callable[[float], Vec]:
    """The curve centre + cos(t) u + sin(t) v, t in degrees."""
    return lambda t: add(centre, add(times(u, math.cos(math.radians(t))), times(v, math.sin(math.radians(t)))))


def _change(a: float, b: float, hidden: Callable[[float], bool], near: float = 1e-9) -> float:
    first = hidden(a)
    while b - a > near:
        middle = (a + b) / 2
        a, b = (middle, b) if hidden(middle) == first else (a, middle)
    return (a + b) / 2


def _distinct(values: list[float]) -> list[float]:
    kept = [values[0]]
    for value in values[1:]:
        if value - kept[-1] > NEAR:
            kept.append(value)
    kept[-1] = values[-1] if values[-1] - kept[-1] <= NEAR else kept[-1]
    return kept


def _merged(parts: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for part in parts:
        if merged and merged[-1].hidden == part.hidden:
            merged[-1] = Piece(merged[-1].start, part.end, part.hidden)
        else:
            merged.append(part)
    return merged


def closed(pieces: list[Piece]) -> list[Piece]:
    """Of a closed curve: its last piece and its first are one where they look alike."""
    if len(pieces) > 1 and pieces[0].hidden == pieces[-1].hidden:
        return [*pieces[1:-1], Piece(pieces[-1].start - 360, pieces[0].end, pieces[0].hidden)]
    return pieces
