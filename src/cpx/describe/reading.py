"""Reads a trace that nobody vouches for into typed marks and panels; what is not of the agreed type is as if it were absent."""

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

MOST_MARKS = 20_000
Point = tuple[float, ...]
"""Two or three coordinates."""


class Mark(NamedTuple):
    """One element of the trace, with defaults for what it does not say. Field meanings: `cpx.record.Element`."""

    kind: str = ""
    role: str = "data"
    artist: str = ""
    axes: int | None = None
    space: str = "data"
    points: tuple[Point | None, ...] = ()
    parts: tuple[tuple[Point, ...], ...] = ()
    total: int = 0
    """`count` of the element: vertices, markers, parts or cells in all."""
    spread: tuple[Point, ...] = ()
    """`range` of the element: lowest and highest value along each axis."""
    centre: Point | None = None
    size: Point | None = None
    shape: tuple[int, ...] = ()
    angles: tuple[float, ...] = ()
    box: Point | None = None
    strokes: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    dash: str = "solid"
    marker: str = ""
    marker_sizes: tuple[float, ...] = ()
    hatch: str = ""
    text: str = ""
    font_size: float | None = None
    rotation: float = 0.0
    frame: bool = False
    ends: tuple[bool, ...] = ()
    cmap: str = ""
    clim: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()
    """Of contour lines and areas."""
    hole: float | None = None
    """Of a wedge: the inner diameter of a ring."""
    label: str = ""
    line: int | None = None

    @property
    def vertices(self) -> list[Point]:
        """Its points without the gaps."""
        return [point for point in self.points if point is not None]

    @property
    def complete(self) -> bool:
        """Whether `points` and `parts` hold everything: nothing was summarised."""
        return self.total <= max(len(self.points), len(self.parts))


class Side(NamedTuple):
    """One axis of a panel."""

    limits: tuple[float, float] | None
    scale: str
    label: str
    ticks: tuple[str, ...]


class Panel(NamedTuple):
    """One set of axes with the marks in it."""

    kind: str
    box: Point | None
    shown: bool
    frame: tuple[str, ...] | None
    title: str
    sides: tuple[Side, Side, Side]
    grid: bool
    equal: bool
    legend: tuple[str, ...]
    view: Point | None
    colorbar: bool
    face: str
    marks: tuple[Mark, ...]


class Picture(NamedTuple):
    size: tuple[float, float] | None
    face: str
    title: str
    panels: tuple[Panel, ...]
    loose: tuple[Mark, ...]
    """Marks of the whole figure."""
    omitted: int


def picture(trace: Any) -> Picture:
    trace = trace if isinstance(trace, Mapping) else {}
    described = [axes if isinstance(axes, Mapping) else {} for axes in _items(trace.get("axes"))]
    listed = _items(trace.get("elements"))
    marks = [_mark(element) for element in listed[:MOST_MARKS] if isinstance(element, Mapping)]
    members: list[list[Mark]] = [[] for _ in described]
    loose: list[Mark] = []
    for mark in marks:
        inside = mark.axes is not None and 0 <= mark.axes < len(described)
        (members[mark.axes or 0] if inside else loose).append(mark)
    size = _point(trace.get("size"))
    return Picture(
        size=(size[0], size[1]) if size and size[0] > 0 and size[1] > 0 else None,
        face=_colour(trace.get("face")),
        title=_text(trace.get("title")),
        panels=tuple(_panel(axes, tuple(inside)) for axes, inside in zip(described, members, strict=True)),
        loose=tuple(loose),
        omitted=_count(trace.get("omitted")) + max(0, len(listed) - MOST_MARKS),
    )


def _panel(axes: Mapping[str, Any], marks: tuple[Mark, ...]) -> Panel:
    frame = axes.get("frame")
    return Panel(
        kind=_text(axes.get("kind")) or "rectilinear",
        box=_box(axes.get("box")),
        shown=axes.get("shown") is not False,
        frame=_texts(frame) if isinstance(frame, list | tuple) else None,
        title=_text(axes.get("title")),
        sides=(_side(axes, "x"), _side(axes, "y"), _side(axes, "z")),
        grid=axes.get("grid") is True,
        equal=axes.get("equal") is True,
        legend=_texts(axes.get("legend")),
        view=_point(axes.get("view")),
        colorbar=axes.get("colorbar") is True,
        face=_colour(axes.get("face")),
        marks=marks,
    )


def _side(axes: Mapping[str, Any], letter: str) -> Side:
    limits = _point(axes.get(f"{letter}lim"))
    return Side(
        limits=(limits[0], limits[1]) if limits else None,
        scale=_text(axes.get(f"{letter}scale")) or "linear",
        label=_text(axes.get(f"{letter}label")),
        ticks=tuple(tick for tick in _texts(axes.get(f"{letter}ticks")) if tick.strip()),
    )


def _mark(element: Mapping[str, Any]) -> Mark:
    points = tuple(_point(pair) for pair in _items(element.get("xy")))
    parts = tuple(tuple(p for pair in _items(part) if (p := _point(pair))) for part in _items(element.get("parts")))
    index = element.get("axes")
    return Mark(
        kind=_text(element.get("kind")),
        role=_text(element.get("role")) or "data",
        artist=_text(element.get("artist")),
        axes=index if isinstance(index, int) and not isinstance(index, bool) else None,
        space=_text(element.get("space")) or "data",
        points=points,
        parts=tuple(part for part in parts if part),
        total=max(_count(element.get("count")), len(parts) if parts else sum(p is not None for p in points)),
        spread=tuple(pair for item in _items(element.get("range")) if (pair := _point(item))),
        centre=_point(element.get("centre")),
        size=_point(element.get("size")),
        shape=tuple(int(n) for n in _numbers(element.get("shape"))),
        angles=_numbers(element.get("angles")),
        box=_box(element.get("box")),
        strokes=_colours(element.get("stroke")),
        fills=_colours(element.get("fill")),
        widths=_numbers(element.get("width")),
        dash=_text(element.get("dash")) or "solid",
        marker=_text(element.get("marker")),
        marker_sizes=_numbers(element.get("marker_size")),
        hatch=_text(element.get("hatch")),
        text=_text(element.get("text")),
        font_size=_float(element.get("font_size")),
        rotation=_float(element.get("rotation")) or 0.0,
        frame=element.get("frame") is True,
        ends=tuple(end is True for end in _items(element.get("ends"))),
        cmap=_text(element.get("cmap")),
        clim=_numbers(element.get("clim")),
        levels=_numbers(element.get("levels")),
        hole=_float(element.get("hole")),
        label=_text(element.get("label")),
        line=element["line"] if isinstance(element.get("line"), int) else None,
    )


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300 and math.isfinite(value)


def _float(value: Any) -> float | None:
    return float(value) if _finite(value) else None


def _numbers(value: Any) -> tuple[float, ...]:
    return tuple(float(item) for item in (_items(value) or [value]) if _finite(item))


def _point(value: Any) -> Point | None:
    items = _items(value)
    return tuple(float(item) for item in items) if 2 <= len(items) <= 3 and all(map(_finite, items)) else None


def _box(value: Any) -> Point | None:
    numbers = _numbers(value)
    return numbers if len(numbers) == 4 else None


def _count(value: Any) -> int:
    return int(value) if _finite(value) and value > 0 else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in _items(value) if isinstance(item, str))


def _colour(value: Any) -> str:
    return value.lower() if isinstance(value, str) and re.fullmatch(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})", value) else ""


def _colours(value: Any) -> tuple[str, ...]:
    return tuple(code for item in (_items(value) or [value]) if (code := _colour(item)))
