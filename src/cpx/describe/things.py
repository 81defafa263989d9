"""What relations are about: straight segments and circles of one panel as they lie in the picture, and what to call each."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpx.describe import colours, relations
from cpx.describe.frames import Frame
from cpx.describe.picture import Mark, Panel, Point
from cpx.describe.pixels import to_pixel
from cpx.describe.view import visible

MOST = 60
"""Segments, circles and points of a panel that are looked at; where there are more, no viewer compares them one by one."""
MOST_CORNERS = 13
NEAR = 0.7
"""Pixels by which a point may miss a circle and still lie on it."""
FEW_BOXES = 6


class Segment(NamedTuple):
    """A straight line, or one side of an outline."""

    ends: tuple[Point, Point]
    pixels: tuple[Point, Point]
    mark: Mark
    outline: bool
    """Whether it is a side of a closed outline."""
    way: str
    """`horizontal`, `vertical` or ``."""

    @property
    def length(self) -> float:
        """In pixels."""
        return math.dist(*self.pixels)

    @property
    def turn(self) -> float:
        """Its direction in the picture: an angle from 0 to pi."""
        (x0, y0), (x1, y1) = self.pixels
        return math.atan2(y1 - y0, x1 - x0) % math.pi


class Circle(NamedTuple):
    """A circle that looks like one."""

    centre: Point
    pixel: Point
    radius: float
    """In pixels."""
    mark: Mark


class Things(NamedTuple):
    """What there is to compare in one panel."""

    segments: list[Segment]
    circles: list[Circle]
    boxes: list[list[Segment]]
    """The sides of each upright rectangle, where they are few."""
    frame: Frame

    def call(self, segment: Segment) -> str:
        """`AB`, `the red line`, `the line from (0, 0) to (2, 1)`: the shortest that fits no other."""
        a, b = segment.ends
        return self.short(segment) or f"the line from {self.frame.point(a)} to {self.frame.point(b)}"

    def short(self, segment: Segment) -> str:
        """`AB` or `the red line`; `` where nothing so short fits it alone."""
        if name := self.frame.side(*segment.ends):
            return name
        lines = list({id(other.mark): other for other in self.segments if not other.outline}.values())
        alone = sum(other.mark is segment.mark for other in self.segments) == 1
        for tell in (_tint, _dash, _way) if alone else ():
            if tell(segment) and sum(tell(other) == tell(segment) for other in lines) == 1:
                return f"the {tell(segment)} line"
        return ""

    def call_circle(self, circle: Circle) -> str:
        """`the circle`, `the blue circle`, `the circle round O`."""
        if len(self.circles) == 1:
            return "the circle"
        tint = _shade(circle.mark)
        if tint and sum(_shade(other.mark) == tint for other in self.circles) == 1:
            return f"the {tint} circle"
        if sum(other.centre == circle.centre for other in self.circles) == 1:
            return f"the circle round {self.frame.point(circle.centre)}"
        radius = self.frame.length(circle.mark.size[0] / 2) if circle.mark.size else ""
        return f"the circle of radius {radius}"


def find(marks: Sequence[Mark], frame: Frame) -> Things:
    """The segments and circles among the marks of a panel; none on axes that are not flat."""
    panel = frame.panel
    if panel is None or panel.kind != "rectilinear" or panel.box is None:
        return Things([], [], [], frame)
    found: dict[tuple[Point, ...], Segment] = {}
    for mark in marks:
        for a, b, outline in itertools.islice(_straights(mark, frame), 2 * MOST):
            segment = _segment(a, b, mark, outline, panel, frame)
            if segment:
                found.setdefault(tuple(sorted((a, b))), segment)
    _close(found)
    circles = [circle for mark in marks if (circle := _circle(mark, panel, frame))]
    boxes = [sides for mark in marks if (sides := _box(mark, panel, frame))]
    return Things(
        segments=list(found.values()) if len(found) <= MOST else [],
        circles=circles if len(circles) <= MOST else [],
        boxes=boxes if len(boxes) <= FEW_BOXES else [],
        frame=frame,
    )


def _box(mark: Mark, panel: Panel, frame: Frame) -> list[Segment]:
    """The sides of an upright rectangle, anticlockwise."""
    box = mark.bounds if mark.kind == "rectangle" and mark.space == "data" and not mark.angles else None
    corners = [(box[i], box[j]) for i, j in ((0, 1), (2, 1), (2, 3), (0, 3))] if box else []
    sides = [_segment(a, b, mark, True, panel, frame) for a, b in zip(corners, [*corners[1:], *corners[:1]], strict=True)]
    return [side for side in sides if side] if None not in sides else []


def _close(found: dict[tuple[Point, ...], Segment]) -> None:
    """Lines drawn one after the other that end where the first began are one outline."""
    run: list[tuple[tuple[Point, ...], Segment]] = []
    for key, segment in [*found.items()]:
        follows = run and run[-1][1].ends[1] == segment.ends[0] and run[-1][1].mark.strokes == segment.mark.strokes
        run = [*run, (key, segment)] if follows and not segment.outline else [] if segment.outline else [(key, segment)]
        if len(run) > 2 and segment.ends[1] == run[0][1].ends[0]:
            for one, side in run:
                found[one] = side._replace(mark=run[0][1].mark, outline=True)
            run = []


def _straights(mark: Mark, frame: Frame) -> Iterator[tuple[Point, Point, bool]]:
    if mark.space != "data" or not mark.complete or mark.cmap or mark.levels:
        return
    paths = mark.parts if mark.kind == "lines" else (tuple(mark.vertices),) if mark.kind in ("line", "polygon") else ()
    for path in paths:
        if not 2 <= len(path) <= MOST_CORNERS or len(path[0]) != 2 or None in mark.points:
            continue
        closed = mark.kind == "polygon" or (len(path) > 3 and path[0] == path[-1])
        corners = [*path, path[0]] if mark.kind == "polygon" and path[0] != path[-1] else list(path)
        for a, b in itertools.pairwise(corners):
            for piece in visible([a, b], frame) if not closed else [[a, b]]:
                yield piece[0], piece[-1], closed


def _segment(a: Point, b: Point, mark: Mark, outline: bool, panel: Panel, frame: Frame) -> Segment | None:
    first, second = to_pixel(a, panel), to_pixel(b, panel)
    if first is None or second is None or math.dist(first, second) < 4:
        return None
    return Segment((a, b), (first, second), mark, outline, relations.direction(a, b))


def _circle(mark: Mark, panel: Panel, frame: Frame) -> Circle | None:
    if mark.kind != "circle" or mark.space != "data" or mark.centre is None or len(mark.centre) != 2 or not mark.size or not frame.square:
        return None
    x, y = mark.centre
    middle, side = to_pixel(mark.centre, panel), to_pixel((x + mark.size[0] / 2, y), panel)
    return Circle((x, y), middle, math.dist(middle, side), mark) if middle and side and math.dist(middle, side) > 3 else None


def along(pixel: Point, segment: Segment) -> tuple[float, float]:
    """How far along a line its nearest point to a pixel is, as a share, and how far off the pixel is."""
    (x0, y0), (x1, y1) = segment.pixels
    dx, dy = x1 - x0, y1 - y0
    share = ((pixel[0] - x0) * dx + (pixel[1] - y0) * dy) / segment.length**2
    return share, abs((pixel[0] - x0) * dy - (pixel[1] - y0) * dx) / segment.length


def on(pixel: Point, circle: Circle) -> bool:
    return abs(math.dist(pixel, circle.pixel) - circle.radius) <= max(NEAR, 0.003 * circle.radius)


def _tint(segment: Segment) -> str:
    return colours.name(segment.mark.strokes[0]) if len(segment.mark.strokes) == 1 else ""


def _dash(segment: Segment) -> str:
    return {"dashdot": "dash-dotted"}.get(segment.mark.dash, segment.mark.dash)


def _way(segment: Segment) -> str:
    return segment.way


def _shade(mark: Mark) -> str:
    codes: Sequence[str] = mark.fills or mark.strokes
    return colours.name(codes[0]) if len(codes) == 1 else ""
