"""Reads a trace that nobody vouches for into typed marks and panels; what is not of the agreed type is as if it were absent."""

import math
import re
from collections.abc import Mapping
from typing import Any

from cpx.describe.cover import uncovered
from cpx.describe.picture import Mark, Panel, Picture, Point, Side

MOST_MARKS = 20_000


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
        panels=tuple(_panel(axes, tuple(uncovered(inside))) for axes, inside in zip(described, members, strict=True)),
        loose=tuple(uncovered(loose)),
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
        scale=_word(axes.get(f"{letter}scale")) or "linear",
        label=_text(axes.get(f"{letter}label")),
        ticks=tuple(tick for tick in _texts(axes.get(f"{letter}ticks")) if tick.strip()),
        offset=_text(axes.get(f"{letter}offset")),
    )


def _mark(element: Mapping[str, Any]) -> Mark:
    points = _alike([_point(pair) for pair in _items(element.get("xy"))])
    parts = [tuple(p for p in _alike([_point(pair) for pair in _items(part)]) if p) for part in _items(element.get("parts"))]
    parts = [part for part in parts if part]
    parts = [part for part in parts if len(part[0]) == len(parts[0][0])]
    index = element.get("axes")
    return Mark(
        kind=_text(element.get("kind")),
        role=_text(element.get("role")) or "data",
        axes=index if isinstance(index, int) and not isinstance(index, bool) else None,
        space=_text(element.get("space")) or "data",
        points=points,
        parts=tuple(parts),
        total=max(_count(element.get("count")), len(parts) if parts else sum(p is not None for p in points)),
        spread=tuple(pair for item in _items(element.get("range")) if (pair := _point(item))),
        centre=_point(element.get("centre")),
        centres=tuple(centre for item in _items(element.get("centres")) if (centre := _point(item))),
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
        frame_shape=_text(element.get("frame_shape")),
        frame_stroke=_colour(element.get("frame_stroke")),
        frame_fill=_colour(element.get("frame_fill")),
        ends=tuple(end is True for end in _items(element.get("ends"))),
        values=tuple(tuple(map(_float, _items(row))) for row in _items(element.get("values"))),
        cmap=_cmap(element.get("cmap")),
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


def _alike(points: list[Point | None]) -> tuple[Point | None, ...]:
    """The points with gaps for those that have not as many coordinates as the first."""
    size = next((len(point) for point in points if point), 0)
    return tuple(point if point and len(point) == size else None for point in points)


def _box(value: Any) -> Point | None:
    numbers = _numbers(value)
    return numbers if len(numbers) == 4 else None


def _count(value: Any) -> int:
    return int(value) if _finite(value) and value > 0 else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _word(value: Any) -> str:
    """A name of matplotlib's, such as that of a scale; sentences have no place for anything longer."""
    return value if isinstance(value, str) and re.fullmatch(r"\w{1,30}", value) else ""


def _cmap(value: Any) -> str:
    """The name of a colour map; one that its author did not name has none."""
    name = _word(value)
    return name if name not in ("from_list", "unnamed") else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in _items(value) if isinstance(item, str))


def _colour(value: Any) -> str:
    return value.lower() if isinstance(value, str) and re.fullmatch(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})", value) else ""


def _colours(value: Any) -> tuple[str, ...]:
    return tuple(code for item in (_items(value) or [value]) if (code := _colour(item)))
