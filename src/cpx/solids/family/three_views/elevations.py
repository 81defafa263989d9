"""Front, side and top views as drawn lines: of polyhedra by their hidden edges, of upright stacks of round and square parts by formulas.

solid -> Drawing of each view: solid and dashed paths, circles, centre lines, all from its lower left corner
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page import project
from cpx.solids.page.hidden import pieces, screens
from cpx.solids.page.vectors import Point, Vec, between

Side = Literal["front", "left", "right", "top"]
SIDES: dict[str, project.View] = {
    "front": project.orthographic(0, 0), "left": project.orthographic(-90, 0), "right": project.orthographic(90, 0),
    "top": project.orthographic(0, 90),
}  # fmt: skip
Stroke = tuple[Point, Point]
Span = tuple[float, float]


class Circle(NamedTuple):
    """A circle, or the upper half of one."""

    x: float
    y: float
    r: float
    half: bool = False
    dashed: bool = False


class Drawing(NamedTuple):
    """One view."""

    width: float
    height: float
    solid: list[Stroke]
    dashed: list[Stroke]
    circles: list[Circle]
    axes: list[Stroke]  # centre lines


def of_polyhedron(points: Mapping[str, Vec], faces: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]]) -> dict[str, Drawing]:
    """The four views of a polyhedron."""
    corners = [[points[name] for name in face] for face in faces]
    ends = [(points[a], points[b]) for a, b in edges]
    return {side: _seen(corners, ends, view) for side, view in SIDES.items()}


def _seen(faces: Sequence[Sequence[Vec]], ends: Iterable[tuple[Vec, Vec]], view: project.View) -> Drawing:
    flat = [view.flat(corner) for face in faces for corner in face]
    x0, y0 = (min(axis) for axis in zip(*flat, strict=True))
    width, height = (max(axis) - min(axis) for axis in zip(*flat, strict=True))
    solid, dashed = list[Stroke](), list[Stroke]()
    opaque = screens(faces, view)
    for a, b in ends:
        if math.dist(view.flat(a), view.flat(b)) < 1e-6:
            continue  # seen from its end
        for piece in pieces(a, b, opaque, view):
            (px, py), (qx, qy) = (view.flat(between(a, b, share)) for share in (piece.start, piece.end))
            stroke = ((_near(px - x0), _near(py - y0)), (_near(qx - x0), _near(qy - y0)))
            (dashed if piece.hidden else solid).append(stroke)
    return Drawing(_near(width), _near(height), *_distinct(solid, dashed), [], [])


def _near(number: float) -> float:
    return round(number, 6) + 0.0


def _distinct(solid: Iterable[Stroke], dashed: Iterable[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """Strokes along one line joined; a dashed line is not seen where a solid one lies on it."""
    over, under = _by_line(solid), _by_line(dashed)
    kept = {line: _union(spans) for line, spans in over.items()}
    left = {line: _less(_union(spans), kept.get(line, [])) for line, spans in under.items()}
    return _strokes(kept), _strokes(left)


Line = tuple[float, float, float]  # direction, and distance from the origin


def _by_line(strokes: Iterable[Stroke]) -> dict[Line, list[Span]]:
    found: dict[Line, list[Span]] = defaultdict(list)
    for (ax, ay), (bx, by) in strokes:
        long = math.hypot(bx - ax, by - ay)
        ux, uy = (bx - ax) / long, (by - ay) / long
        if ux < -1e-9 or (abs(ux) < 1e-9 and uy < 0):
            ux, uy = -ux, -uy
        line = (round(ux, 5) + 0.0, round(uy, 5) + 0.0, round(ux * ay - uy * ax, 4) + 0.0)
        along = sorted((ux * ax + uy * ay, ux * bx + uy * by))
        found[line].append((along[0], along[1]))
    return found


def _union(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1] + 1e-6:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _less(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """What the taken spans leave."""
    left = list(spans)
    for low, high in taken:
        left = [part for a, b in left for part in ((a, min(b, low)), (max(a, high), b)) if part[1] - part[0] > 1e-6]
    return left


def _strokes(lines: Mapping[Line, Sequence[Span]]) -> list[Stroke]:
    made = []
    for (ux, uy, off), spans in lines.items():
        n = math.hypot(ux, uy)
        ux, uy = ux / n, uy / n
        for low, high in spans:
            a, b = ((_near(ux * t - uy * off), _near(uy * t + ux * off)) for t in (low, high))
            made.append((a, b))
    return sorted(made)


class Layer(NamedTuple):
    """A part of an upright stack: its half widths below and above, and its height."""

    shape: Literal["round", "square", "ball"]  # a ball is the upper half of one
    low: float
    high: float
    tall: float


def of_stack(layers: Sequence[Layer], hole: float = 0) -> dict[str, Drawing]:
    """The views of parts that stand on one another about a common axis, perhaps with a round hole through all of them."""
    widest = max(max(layer.low, layer.high) for layer in layers)
    upright = _elevation(layers, widest, hole)
    return {"front": upright, "left": upright, "right": upright, "top": _plan(layers, widest, hole)}


def _elevation(layers: Sequence[Layer], widest: float, hole: float) -> Drawing:
    solid, circles, z = list[Stroke](), list[Circle](), 0.0
    levels: dict[float, float] = defaultdict(float)
    for layer in layers:
        top = z + layer.tall
        if layer.shape == "ball":
            circles.append(Circle(widest, z, layer.low, half=True))
        else:
            for sign in (-1, 1):
                solid.append(((widest + sign * layer.low, z), (widest + sign * layer.high, top)))
            levels[top] = max(levels[top], layer.high)
        levels[z] = max(levels[z], layer.low)
        z = top
    solid += [((widest - half, level), (widest + half, level)) for level, half in levels.items() if half]
    dashed = [((widest + sign * hole, 0.0), (widest + sign * hole, z)) for sign in (-1, 1) if hole]
    round_ones = any(layer.shape != "square" for layer in layers) or hole
    axes = [((widest, -0.4), (widest, z + 0.4))] if round_ones else []
    return Drawing(2 * widest, z, solid, dashed, circles, axes)


def _plan(layers: Sequence[Layer], widest: float, hole: float) -> Drawing:
    """Every rim, dashed where what stands above it reaches further out."""
    rims = [
        (layer.shape, half) for layer in layers for half in ((layer.low,) if layer.shape == "ball" else (layer.low, layer.high)) if half
    ]
    solid, dashed, circles = list[Stroke](), list[Stroke](), list[Circle]()
    drawn = set()
    for k, (shape, half) in reversed(list(enumerate(rims))):
        kind = "square" if shape == "square" else "round"
        covered = any(_covers(other, (kind, half)) for other in rims[k + 1 :])
        if (kind, half) in drawn:
            continue
        drawn.add((kind, half))
        if kind == "round":
            circles.append(Circle(widest, widest, half, dashed=covered))
        else:
            (dashed if covered else solid).extend(_square(widest, half))
    top = layers[-1]
    if top.shape == "square" and not top.high:
        a, b = widest - top.low, widest + top.low
        solid += [((a, a), (b, b)), ((a, b), (b, a))]
    if hole:
        circles.append(Circle(widest, widest, hole))
    reach = widest + 0.4
    cross = [((widest - reach, widest), (widest + reach, widest)), ((widest, widest - reach), (widest, widest + reach))] if circles else []
    return Drawing(2 * widest, 2 * widest, solid, dashed, circles, cross)


def _covers(upper: tuple[str, float], lower: tuple[str, float]) -> bool:
    """Whether the upper rim hides the lower one from above; Misfit where it hides part of it."""
    (shape, half), (kind, other) = ("square" if upper[0] == "square" else "round", upper[1]), lower
    if shape == kind:
        return half > other
    inner, outer = (half, half * math.sqrt(2)) if shape == "square" else (half / math.sqrt(2), half)
    reach = (other, other * math.sqrt(2)) if kind == "square" else (other, other)
    if shape == "square":
        if inner >= reach[1]:
            return True
        if outer <= reach[0]:
            return False
    elif half >= reach[1]:
        return True
    elif half <= reach[0]:
        return False
    raise Misfit("one part hides another's rim in part")


def _square(middle: float, half: float) -> list[Stroke]:
    a, b = middle - half, middle + half
    corners = [(a, a), (b, a), (b, b), (a, b)]
    return list(zip(corners, corners[1:] + corners[:1], strict=True))
