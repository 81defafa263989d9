"""Says positions and lengths in the units of one set of axes, or as a place in the picture where there are no such units."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from cpx.describe.names import TOUCH, Name, named
from cpx.describe.picture import Mark, Panel, Picture, Point, Side
from cpx.describe.pixels import from_pixel, to_pixel
from cpx.describe.wording import listing, number, numeral, place, plain

Detail = Literal["brief", "full", "exhaustive"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Scale(NamedTuple):
    """Writes the values along one axis."""

    kind: str
    decimals: int | None
    """Places that a viewer could tell apart; None on a scale that is not linear."""
    names: tuple[str, ...] = ()
    """The categories, where the tick labels name all of them."""
    clock: str = "%Y-%m-%d"
    """How a date is written."""

    def say(self, value: float) -> str:
        if self.kind == "category" and value == int(value) and 0 <= value < len(self.names):
            return f'"{plain(self.names[int(value)])}"'
        if self.kind == "date":
            return _date(value, self.clock)
        return number(value, self.decimals)

    def step(self, value: float) -> str:
        """A distance along the axis."""
        return f"{number(value)} days" if self.kind == "date" else number(value, self.decimals)


def scale(side: Side, detail: Detail) -> Scale:
    low, high = side.limits or (0.0, 0.0)
    span = abs(high - low)
    names = side.ticks if side.scale == "category" and all(numeral(tick) is None for tick in side.ticks) else ()
    decimals = None
    if span > 0 and side.scale in ("linear", "category") and detail != "exhaustive":
        decimals = max(0, 3 - math.floor(math.log10(span)))
    elif span > 0 and side.scale in ("linear", "category"):
        decimals = max(0, 6 - math.floor(math.log10(span)))
    return Scale(side.scale, decimals, names, _clock(span))


def _clock(days: float) -> str:
    """The format of a date that tells moments apart on an axis of so many days."""
    if days > 3:
        return "%Y-%m-%d"
    seconds = days * 86400
    return "%Y-%m-%d %H:%M" if seconds > 600 else "%Y-%m-%d %H:%M:%S" if seconds > 5 else "%Y-%m-%d %H:%M:%S.%f"


def _date(value: float, clock: str) -> str:
    try:
        return (EPOCH + timedelta(days=value)).strftime(clock)
    except (OverflowError, ValueError):
        return number(value)


class Frame(NamedTuple):
    """Where a group's marks are and how its positions are written."""

    panel: Panel | None
    picture: Picture
    x: Scale
    y: Scale
    z: Scale
    detail: Detail
    names: tuple[Name, ...] = ()
    """What the texts of the panel name: a point that has a name is told by it."""
    texts: tuple[Mark, ...] = ()
    """Its other texts."""

    def most(self, brief: int, full: int) -> int | None:
        """How many items a list may hold at this level of detail, fewer where there are many panels; None is all of them."""
        panels = sum(not panel.colorbar for panel in self.picture.panels)
        return {"brief": brief, "full": full if panels < 3 else max(brief, full // 2 if panels < 6 else full // 4), "exhaustive": None}[
            self.detail
        ]

    @property
    def polar(self) -> bool:
        return self.panel is not None and self.panel.kind == "polar"

    @property
    def square(self) -> bool:
        """Whether shapes look as their coordinates say: one unit is as long across as upwards."""
        return self.panel is not None and self.panel.equal and self.panel.kind == "rectilinear"

    @property
    def geometric(self) -> bool:
        """Whether lines are shapes here, and not the courses of values over an axis."""
        return self.panel is not None and self.panel.kind == "rectilinear" and (not self.panel.shown or self.square)

    def pixel(self, point: Point) -> Point | None:
        """Where a point lies in the picture."""
        return to_pixel(point, self.panel) if self.panel and len(point) == 2 else None

    def name(self, point: Point, slack: float = 0.0) -> str:
        """The name of a point; within `slack` pixels of a circle or box with a name, that."""
        return named(self.pixel(point), self.names, slack) if self.names else ""

    def ends(self, first: Point, last: Point) -> tuple[str, str]:
        """The two ends of a line or an arrow: what they lead to, else where they are; a line along the border of a box leads nowhere."""
        near = [self.name(first, TOUCH), self.name(last, TOUCH)]
        if near[0] == near[1] or self.detail == "exhaustive":
            return self.point(first), self.point(last)
        return near[0] or self.point(first), near[1] or self.point(last)

    def side(self, a: Point, b: Point) -> str:
        """`AB`, where both ends of a line have a letter."""
        first, second = self.name(a), self.name(b)
        return f"{first}{second}" if first[:1].isalpha() and second[:1].isalpha() else ""

    def shape(self, noun: str, corners: Sequence[Point]) -> str:
        """`triangle ABC`, where every corner has a letter."""
        letters = [self.name(corner) for corner in corners]
        return f"{noun} {''.join(letters)}" if letters and all(letter[:1].isalpha() for letter in letters) else noun

    def point(self, point: Point) -> str:
        """The name of a point, else its coordinates; both where everything is told."""
        name = self.name(point)
        return f"{name} {self.coordinates(point)}" if name and self.detail == "exhaustive" else name or self.coordinates(point)

    def coordinates(self, point: Point) -> str:
        if len(point) == 2 and self.polar:
            return f"angle {number(math.degrees(point[0]), 1)}° and radius {self.y.say(point[1])}"
        return f"({', '.join(axis.say(value) for axis, value in zip((self.x, self.y, self.z), point, strict=False))})"

    def points(self, points: Sequence[Point], limit: int | None) -> str:
        return listing((self.point(point) for point in points), limit)

    def length(self, value: float) -> str:
        return number(value, self.x.decimals)

    def range(self, points: Sequence[Point]) -> str:
        """`x from 0 to 5 and y from -1 to 1`."""
        if self.polar and all(len(point) == 2 for point in points):
            angles, radii = zip(*points, strict=True)
            turn = f"{number(math.degrees(min(angles)), 1)}° to {number(math.degrees(max(angles)), 1)}°"
            return f"angles from {turn} and radii from {self.y.say(min(radii))} to {self.y.say(max(radii))}"
        spans = []
        for letter, axis, values in zip("xyz", (self.x, self.y, self.z), zip(*points, strict=False), strict=False):
            low, high = axis.say(min(values)), axis.say(max(values))
            spans.append(f"{letter} = {low}" if low == high else f"{letter} from {low} to {high}")
        return listing(spans)

    def where(self, mark: Mark) -> str:
        """The place of one mark: its coordinates, else which part of the axes or picture it lies in."""
        anchor = mark.centre or next(iter(mark.vertices), None)
        if mark.space == "data" and self.panel is not None and anchor is not None:
            return f"at {self.point(anchor)}"
        nearby = self._from_pixels(mark.box) if mark.kind == "text" else None
        return f"near {self.point(nearby)}" if nearby else self.region(mark.box)

    def _from_pixels(self, box: Point | None) -> Point | None:
        """The middle of a pixel box inside flat linear axes with numbers on them, in their units."""
        panel = self.panel
        if panel is None or not panel.shown or panel.box is None or box is None or not all(side.ticks for side in panel.sides[:2]):
            return None
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        inside = panel.box[0] <= x <= panel.box[2] and panel.box[1] <= y <= panel.box[3]
        return from_pixel(x, y, panel) if inside else None

    def region(self, box: Point | None) -> str:
        """`in the upper left of the picture`, from the middle of a pixel box."""
        if box is None:
            return "in the picture"
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        area = self.panel.box if self.panel is not None else None
        whole = "plotting area" if area else "picture"
        if area is None and self.picture.size:
            area = (0.0, 0.0, *self.picture.size)
        if area is None or area[2] <= area[0] or area[3] <= area[1]:
            return "in the picture"
        across, down = (middle[0] - area[0]) / (area[2] - area[0]), (middle[1] - area[1]) / (area[3] - area[1])
        if (
            min(box[2] - box[0], area[2] - area[0]) * 1.6 > area[2] - area[0]
            and min(box[3] - box[1], area[3] - area[1]) * 1.6 > area[3] - area[1]
        ):
            return f"over most of the {whole}"
        side = beside(across, down)
        return f"{side} the {whole}" if side else f"{_preposition(place(across, down))} of the {whole}"


def beside(across: float, down: float) -> str:
    """`to the right of` and the like for what lies outside; `` for what lies inside."""
    if 0 <= across <= 1 and 0 <= down <= 1:
        return ""
    sides = {"to the left of": -across, "to the right of": across - 1, "above": -down, "below": down - 1}
    return max(sides, key=lambda side: sides[side])


def _preposition(where: str) -> str:
    return f"{'on' if where in ('left', 'right') else 'at' if where in ('top', 'bottom') else 'in'} the {where}"


def frame(panel: Panel | None, picture: Picture, detail: Detail) -> Frame:
    x, y, z = (scale(side, detail) for side in panel.sides) if panel else (Scale("linear", None),) * 3
    return Frame(panel, picture, x, y, z, detail)
