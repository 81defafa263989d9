"""What a figure is made of, read off its trace: the geometry and the numbers by which near-duplicates are found.

Letters do not count, numbers do: a copy has other names, another figure other values. Where no axes are shown it counts which fills are
alike: a copy is green where all was red, another figure has another face painted. Places are in data units where axes are shown, else
relative to the box of all that is drawn.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

TURN = 15
"""Degrees to which the direction of an arrow is rounded."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
MOST = 64
"""Numbers that are looked at."""
WHITE = "#ffffff"
"""What has no fill looks like that. Beside painted shapes it is no paint, where all are alike a copy may have painted them."""
CLOSED = ("polygon", "rectangle", "circle", "ellipse", "wedge")
DIGITS = 3
"""Of a place within its box."""


class Figure(NamedTuple):
    """What counts of a drawing."""

    tokens: list[str]
    """A shape and its place, rounded; a number; the limits of axes."""
    numbers: list[tuple[float, float, float]]
    """Each number that is written, and where: from 0 to 1 across and down the box of all shapes."""


def figure(trace: Mapping[str, Any]) -> Figure:
    """Of a trace; its words are all there is where nothing else was drawn."""
    elements = [one for one in trace.get("elements") or [] if isinstance(one, dict) and one.get("role") in ("data", "annotation")]
    axes = [one for one in trace.get("axes") or [] if isinstance(one, dict)]
    shapes = [one for one in elements if one.get("kind") != "text"]
    if not shapes:
        return Figure(counted(json.dumps([one.get("text"), one.get("role")]) for one in elements), [])
    frames = [frame(i, one, shapes) for i, one in enumerate(axes)]
    drawn = [direction(one) if floating(one) else token(one, frames, axes) for one in shapes]
    charted = any(one.get("shown") for one in axes)
    numbers = list(written(elements, shapes))[:MOST]
    values = [str(value) for value, _, _ in numbers]
    ends = [limits(one) for one in axes if one.get("shown")]
    return Figure(counted([*(drawn if charted else painted(shapes, drawn)), *values, *ends]), numbers)


def written(elements: Sequence[Mapping[str, Any]], shapes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[float, float, float]]:
    """Numbers in texts, each with the middle of its text."""
    boxes = [one["box"] for one in shapes if boxed(one)]
    left, top, right, bottom = ([f(box[i] for box in boxes) for i, f in enumerate((min, min, max, max))]) if boxes else (0.0, 0.0, 1.0, 1.0)
    for one in elements:
        x, y = middle(one["box"]) if boxed(one) else (left, top)
        for found in NUMBER.findall(str(one.get("text") or "")):
            yield float(found.replace(",", ".")), (x - left) / ((right - left) or 1.0), (y - top) / ((bottom - top) or 1.0)


def boxed(element: Mapping[str, Any]) -> bool:
    box = element.get("box")
    return isinstance(box, list) and len(box) == 4 and all(isinstance(end, int | float) for end in box)


def middle(box: Sequence[float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def counted(found: Iterable[str]) -> list[str]:
    """Each with how many times it came before, so that two circles at one place are not one."""
    seen: dict[str, int] = {}
    told = []
    for one in found:
        seen[one] = seen.get(one, 0) + 1
        told.append(f"{one}#{seen[one]}")
    return told


def limits(axes: Mapping[str, Any]) -> str:
    ends = [[float(f"{value:.3g}") for value in axes.get(key) or []] for key in ("xlim", "ylim", "zlim")]
    return json.dumps([axes.get("kind"), ends])


def frame(number: int, axes: Mapping[str, Any], shapes: Sequence[Mapping[str, Any]]) -> tuple[list[float], float]:
    """Origin and unit in which places on these axes are told: the box of all that is drawn, or of the axes where they are shown."""
    if axes.get("shown") and axes.get("xlim") and axes.get("ylim"):
        spans = [sorted(axes[key]) for key in ("xlim", "ylim", "zlim") if axes.get(key)]
    else:
        points = [point for one in shapes if one.get("axes") == number for point in places(one)]
        wide = max(map(len, points), default=0)
        spans = [[f(point[i] for point in points if len(point) > i) for f in (min, max)] for i in range(wide)]
    return [low for low, _ in spans], max((high - low for low, high in spans), default=0.0) or 1.0


def places(element: Mapping[str, Any]) -> Iterator[list[float]]:
    """Every point of an element that is told in data units."""
    if element.get("space") == "data":
        for key in ("xy", "parts", "centre", "centres", "range"):
            yield from points(element.get(key), turned=key == "range")


def points(value: Any, turned: bool = False) -> Iterator[list[float]]:
    if not isinstance(value, list) or not value:
        return
    if turned:
        yield from ([float(one[i]) for one in value] for i in (0, 1))
    elif isinstance(value[0], list):
        for inner in value:
            yield from points(inner)
    elif all(isinstance(one, int | float) for one in value):
        yield [float(one) for one in value]


def token(element: Mapping[str, Any], frames: Sequence[tuple[list[float], float]], axes: Sequence[Mapping[str, Any]]) -> str:
    number = element.get("axes", 0)
    origin, unit = frames[number] if isinstance(number, int) and number < len(frames) else ([], 1.0)
    found = [[rounded((value - low) / unit) for value, low in zip(point, origin, strict=False)] for point in places(element)]
    sizes = [rounded(value / unit) for value in element.get("size") or [] if isinstance(value, int | float)]
    panel = number if len(axes) > 1 else 0
    told = [element.get(key) for key in ("count", "values", "digest")]
    return json.dumps([element.get("kind"), panel, sorted(found), sizes, angles(element), *told])


def angles(element: Mapping[str, Any]) -> list[float]:
    """Of a wedge or an arc as they are; a rectangle or an ellipse looks the same after half a turn, a square after a quarter."""
    found = [value for value in element.get("angles") or [] if isinstance(value, int | float)]
    if len(found) != 1:
        return found
    size = element.get("size") or []
    return [round(found[0]) % (90 if len({f"{value:.3g}" for value in size}) == 1 else 180)]


def painted(shapes: Sequence[Mapping[str, Any]], drawn: Sequence[str]) -> Iterator[str]:
    """The tokens, those of closed shapes with the one before it, by place, that is filled alike: one more shape alters two of them."""
    fills = [one.get("fill") or WHITE for one in shapes]
    mixed = len({str(fill) for fill, one in zip(fills, shapes, strict=True) if one.get("kind") in CLOSED}) > 1
    last = {WHITE: "paper"} if mixed else {}
    for place, fill, one in sorted(zip(drawn, fills, shapes, strict=True), key=lambda found: found[0]):
        if isinstance(fill, list):
            yield f"{place} {[fill.index(colour) for colour in fill]}"
        elif one.get("kind") in CLOSED:
            yield f"{place} {last.get(str(fill))}"
            last[str(fill)] = "paper" if mixed and fill == WHITE else place
        else:
            yield place


def floating(element: Mapping[str, Any]) -> bool:
    """An arrow beside a text keeps a distance in points, so that its ends lie elsewhere on a larger page."""
    return element.get("role") == "annotation" and element.get("kind") == "arrow"


def direction(arrow: Mapping[str, Any]) -> str:
    ends = [point for point in places(arrow) if len(point) > 1] or [[0.0, 0.0]]
    angle = math.degrees(math.atan2(ends[-1][1] - ends[0][1], ends[-1][0] - ends[0][0]))
    return f"arrow {round(angle / TURN) * TURN % 360}"


def rounded(value: float) -> float:
    return round(value, DIGITS) + 0.0  # no -0.0
