"""Relations of whole shapes that a viewer would state: shared edges, one shape inside another, a drawing that is its own mirror image."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cpx.describe import colours, polygons, relations, shapes
from cpx.describe.frames import Frame
from cpx.describe.picture import Mark, Panel, Point
from cpx.describe.pixels import to_pixel
from cpx.describe.relations_lines import Relation
from cpx.describe.wording import listing, plural, sentence

MOST = 60
FEW = 12
FEW_IMAGES = 4
NEAR = 1.5
"""Pixels by which an edge or a mirrored point may miss its place."""
MIRRORED = ("line", "arrow", "polygon", "rectangle", "circle", "points")
Edge = tuple[Point, Point]


def adjacent(marks: Sequence[Mark], frame: Frame) -> list[Relation]:
    """Which of the polygons of one noun share whole edges."""
    named: dict[str, list[tuple[Mark, list[Edge]]]] = {}
    for mark in marks:
        corners = _corners(mark, frame)
        if len(corners) > 2:
            noun = polygons.noun(mark, frame) if mark.kind == "polygon" else shapes.noun(mark, frame)
            named.setdefault(noun, []).append((mark, _edges(corners)))
    return [relation for noun, members in named.items() for relation in _sharing(noun, members, frame)]


def _sharing(noun: str, members: Sequence[tuple[Mark, list[Edge]]], frame: Frame) -> Iterator[Relation]:
    n = len(members)
    centres = [_centre(mark) for mark, _ in members]
    if not 2 <= n <= MOST or relations.grid(centres):
        return
    pairs = [(i, j) for i, j in itertools.combinations(range(n), 2) if _common(members[i][1], members[j][1])]
    touched = Counter(i for pair in pairs for i in pair)
    hub = next((i for i, others in touched.items() if others == n - 1), None)
    if n == 2 and pairs:
        yield Relation(3, sentence(f"the two {plural(noun)} share an edge"))
    elif hub is not None and n > 3:
        ring = len(pairs) == 2 * (n - 1)
        around = ", which form a ring round it" if ring else ""
        yield Relation(1, sentence(f"the {noun} at {frame.point(centres[hub])} shares an edge with each of the other {n - 1}{around}"))
    elif pairs:
        who = f"{len(pairs)} pairs of the {plural(noun)}" if len(pairs) > 1 else f"two of the {plural(noun)}"
        yield Relation(4, sentence(f"{who} share an edge"))


def _corners(mark: Mark, frame: Frame) -> list[Point]:
    """The corners of a polygon or an upright rectangle in the picture."""
    panel = frame.panel
    if panel is None or mark.space != "data" or mark.kind not in ("polygon", "rectangle") or not mark.complete or mark.angles:
        return []
    corners: Sequence[Point] = mark.vertices
    if mark.kind == "rectangle":
        box = mark.bounds
        corners = [(box[i], box[j]) for i, j in ((0, 1), (2, 1), (2, 3), (0, 3))] if box else []
    pixels = [to_pixel(corner, panel) for corner in corners] if len(corners) <= 13 else []
    return [pixel for pixel in pixels if pixel] if None not in pixels else []


def _centre(mark: Mark) -> Point:
    points = [mark.centre] if mark.centre else mark.vertices
    return tuple(sum(axis) / len(points) for axis in zip(*points, strict=True))


def _edges(corners: Sequence[Point]) -> list[Edge]:
    return [(a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True) if math.dist(a, b) > 6]


def _common(first: Sequence[Edge], second: Sequence[Edge]) -> bool:
    return any((_one(a, c) and _one(b, d)) or (_one(a, d) and _one(b, c)) for a, b in first for c, d in second)


def _one(a: Point, b: Point) -> bool:
    return math.dist(a, b) <= NEAR


def inside(marks: Sequence[Mark], frame: Frame) -> list[Relation]:
    """Which shape lies inside which other, where they are few; circles in circles are told with the circles."""
    found = [mark for mark in marks if mark.kind in ("circle", "ellipse", "rectangle", "polygon") and mark.box and mark.space == "data"]
    if not 2 <= len(found) <= FEW:
        return []
    names = [_call(mark, found, frame) for mark in found]
    holders: dict[int, list[int]] = {}
    for i, inner in enumerate(found):
        around = [j for j, outer in enumerate(found) if i != j and _holds(outer, inner)]
        home = min(around, key=lambda j: _area(found[j]), default=None)
        if home is not None and names[i] and names[home] and not (inner.kind == found[home].kind == "circle"):
            holders.setdefault(home, []).append(i)
    return [
        Relation(4, sentence(f"{listing(names[i] for i in members)} {'lies' if len(members) == 1 else 'lie'} inside {names[home]}"))
        for home, members in holders.items()
    ]


def _area(mark: Mark) -> float:
    return (mark.box[2] - mark.box[0]) * (mark.box[3] - mark.box[1]) if mark.box else 0.0


def _holds(outer: Mark, inner: Mark) -> bool:
    """Whether the box of a shape lies inside an upright rectangle, circle or ellipse, and not only just."""
    if outer.box is None or inner.box is None or outer.kind == "polygon" or outer.angles:
        return False
    left, top, right, bottom = outer.box
    corners = [(x, y) for x in inner.box[::2] for y in inner.box[1::2]]
    if outer.kind == "rectangle":
        return all(left + NEAR < x < right - NEAR and top + NEAR < y < bottom - NEAR for x, y in corners)
    across, down = (right - left) / 2, (bottom - top) / 2
    return across > 0 and down > 0 and all(((x - left - across) / across) ** 2 + ((y - top - down) / down) ** 2 < 1 for x, y in corners)


def _call(mark: Mark, among: Sequence[Mark], frame: Frame) -> str:
    """`the plum circle`: colour and kind where no other has both, else the kind alone where it is the only one; `` for others."""
    kind, tint = _noun(mark, frame), _tint(mark)
    if sum(_noun(other, frame) == kind for other in among) == 1:
        return f"the {kind}"
    alone = sum((_noun(other, frame), _tint(other)) == (kind, tint) for other in among) == 1
    return f"the {tint} {kind}" if tint and alone else ""


def _noun(mark: Mark, frame: Frame) -> str:
    return polygons.noun(mark, frame) if mark.kind == "polygon" else shapes.noun(mark, frame)


def _tint(mark: Mark) -> str:
    codes = mark.fills or mark.strokes
    return colours.name(codes[0]) if codes else ""


def images(marks: Sequence[Mark], frame: Frame) -> list[Relation]:
    """Which polygon is another one mirrored in an upright or level line, or moved."""
    shapes_here = [mark for mark in marks if mark.kind == "polygon" and _corners(mark, frame)]
    if not 2 <= len(shapes_here) <= FEW_IMAGES or not frame.square or frame.panel is None:
        return []
    names = [frame.shape(_noun(mark, frame), mark.vertices) for mark in shapes_here]
    names = [
        f"the {name}" if name != _noun(mark, frame) else _call(mark, shapes_here, frame)
        for name, mark in zip(names, shapes_here, strict=True)
    ]
    found = []
    for i, j in itertools.combinations(range(len(shapes_here)), 2):
        how = _mapped(shapes_here[i].vertices, shapes_here[j].vertices, frame)
        if how and names[i] and names[j]:
            found.append(Relation(1, sentence(f"{names[j]} is {names[i]} {how}")))
    return found


def _mapped(first: Sequence[Point], second: Sequence[Point], frame: Frame) -> str:
    """`moved by (2, 0)`, `mirrored in the vertical line x = 0`; `` for shapes that are neither."""
    if len(first) != len(second):
        return ""
    near = NEAR * relations.extent([*first, *second]) / 400
    one, two = (tuple(sum(axis) / len(path) for axis in zip(*path, strict=True)) for path in (first, second))
    shift = tuple(b - a for a, b in zip(one, two, strict=True))
    if _onto([tuple(a + d for a, d in zip(point, shift, strict=True)) for point in first], second, near):
        return f"moved by {frame.coordinates(shift)}"
    for axis, letter, scale, way in ((0, "x", frame.x, "vertical"), (1, "y", frame.y, "horizontal")):
        twice = one[axis] + two[axis]
        if _onto([tuple(twice - v if i == axis else v for i, v in enumerate(point)) for point in first], second, near):
            return f"mirrored in the {way} line {letter} = {scale.say(twice / 2)}"
    return ""


def _onto(image: Sequence[Point], path: Sequence[Point], near: float) -> bool:
    return all(any(math.dist(point, other) <= near for other in path) for point in image)


def mirrored(marks: Sequence[Mark], frame: Frame) -> list[Relation]:
    """The axis about which everything drawn is its own mirror image, colours and all."""
    panel = frame.panel
    if panel is None or panel.kind != "rectilinear" or not 3 <= len(marks) <= MOST or not frame.square:
        return []
    drawn = [_outline(mark, panel) for mark in marks]
    if any(not outline for outline in drawn):
        return []
    styles = [(mark.kind, mark.strokes, mark.fills, mark.dash, mark.marker) for mark in marks]
    for axis, letter, scale, way in ((0, "x", frame.x, "vertical"), (1, "y", frame.y, "horizontal")):
        ends = [point[axis] for outline in drawn for point in outline]
        middle = (min(ends) + max(ends)) / 2
        if _same_when_mirrored(list(zip(styles, drawn, strict=True)), axis, middle):
            about = f"the {way} line {letter} = {scale.say(_value(middle, axis, panel))}"
            drawing = "apart from its lettering, the drawing" if frame.names or frame.texts else "the drawing"
            return [Relation(5, sentence(f"{drawing} is symmetric about {about}"))]
    return []


def _value(pixel: float, axis: int, panel: Panel) -> float:
    limits, box = panel.sides[axis].limits, panel.box
    if limits is None or box is None:
        return 0.0
    start, end = (box[0], box[2]) if axis == 0 else (box[3], box[1])
    value = limits[0] + (pixel - start) / (end - start) * (limits[1] - limits[0])
    span = abs(limits[1] - limits[0])
    return round(value, 2 - math.floor(math.log10(span))) if span else value


def _outline(mark: Mark, panel: Panel) -> list[Point]:
    """Points that say where a mark lies; nothing where they would not say all."""
    if mark.space != "data" or mark.kind not in MIRRORED or not mark.complete or None in mark.points or len(mark.points) > FEW + 1:
        return []
    points = mark.vertices
    if mark.kind in ("circle", "rectangle"):
        box = mark.bounds if not mark.angles else None
        points = [(x, y) for x in box[::2] for y in box[1::2]] if box else []
    pixels = [to_pixel(point, panel) for point in points]
    return [pixel for pixel in pixels if pixel] if None not in pixels else []


def _same_when_mirrored(drawn: Sequence[tuple[Any, list[Point]]], axis: int, middle: float) -> bool:
    for style, outline in drawn:
        image = [tuple(2 * middle - value if i == axis else value for i, value in enumerate(point)) for point in outline]
        twins = (other for kind, other in drawn if kind == style and len(other) == len(image))
        if not any(_same_course(style, image, other) for other in twins):
            return False
    return True


def _same_course(style: Any, image: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two outlines are one; lines and arrows have to visit their points in the same order, arrows from the same end."""
    if not all(any(_one(point, q) for q in other) for point in image):
        return False
    if style[0] not in ("line", "curve", "arrow") or _one(image[0], image[-1]):
        return True
    orders = [other] if style[0] == "arrow" else [other, other[::-1]]
    return any(all(_one(p, q) for p, q in zip(image, order, strict=True)) for order in orders)
