"""What each call to the renderer painted, as shapes: a marker at each of its spots, a collection member by member, a text as its box.

SHAPES[stroke.kind](stroke, sheet) -> Shapes, in pixels with y up; `sheet` knows the page and how much more may come
"""

import functools
import itertools
import math
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from numpy.typing import NDArray
from paint import Stroke

Array = NDArray[Any]

PATH, TEXT, IMAGE = 0, 1, 2
LONGEST = 20_000
"""Vertices of a path that are kept as they are; longer ones are simplified as they are for painting."""
CELLS = 400
"""Of a mesh; one with more is an image."""
BESIDE = 100
"""Pixels beside the page where a marker may still show."""
NONE, SOLID = (0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0)
MOVE, LINE, CLOSE = Path.MOVETO, Path.LINETO, Path.CLOSEPOLY
CORNERS = np.array([MOVE, LINE, LINE, LINE, CLOSE], dtype=np.uint8)


class Look(NamedTuple):
    """How rows are painted: each value for one row, or a list with one for each."""

    stroke: Any = NONE
    """RGBA from 0 to 1."""
    fill: Any = NONE
    width: Any = 0.0
    """Points."""
    dash: Any = SOLID
    """Points."""


class Shape(NamedTuple):
    """Rows of one stroke."""

    vertices: Array
    """In pixels, y up; gaps are not finite."""
    codes: Array
    lengths: list[int]
    """How many of the vertices each row has."""
    look: Look
    kind: int = PATH
    text: str = ""
    size: float = 0.0
    angle: float = 0.0


class Sheet(Protocol):
    """What has to be known of the page."""

    renderer: Any
    dpi: float
    width: int
    height: int
    left_out: int
    written: set[int]

    @property
    def room(self) -> int:
        """Rows that may still come."""

    @property
    def space(self) -> int:
        """Vertices that may still come."""


def outline(path: Path, transform: Any) -> tuple[Array, Array]:
    """A path in pixels."""
    vertices = np.asarray(transform.transform(path.vertices), dtype=float).reshape(-1, 2)
    if len(vertices) > LONGEST:
        simple = Path(vertices, path.codes).cleaned(remove_nans=True, simplify=True, curves=False)
        return simple.vertices[:-1], simple.codes[:-1]  # the last says that it stops
    return vertices, codes_of(path)


def codes_of(path: Path) -> Array:
    return polyline(len(path.vertices)) if path.codes is None else path.codes


@functools.cache
def polyline(many: int) -> Array:
    codes = np.full(many, LINE, np.uint8)
    codes[:1] = MOVE
    return codes


def face(pen: Any, rgb: Any) -> Any:
    """A face's colour as it is painted."""
    if rgb is None:
        return NONE
    rgb = tuple(rgb)
    if pen.alpha is not None:
        return (*rgb[:3], pen.alpha)
    return rgb if len(rgb) == 4 else (*rgb, 1.0)


def look(pen: Any, rgb: Any) -> Look:
    """Of a path or marker, from the graphics context and its face."""
    return Look(pen.rgba if pen.width > 0 else NONE, face(pen, rgb), pen.width, dashes(pen.dashes))


def dashes(pattern: Any) -> tuple[float, ...]:
    """The first two on-off pairs; zeros for a solid line."""
    if pattern is None or pattern[1] is None or not len(pattern[1]) or len(pattern[1]) % 2:
        return SOLID
    lengths = [float(length) for length in pattern[1]]
    return tuple((lengths * 2)[:4])


def paths(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    path, transform, rgb = stroke.what
    vertices, codes = outline(path, transform)
    if len(vertices):
        yield Shape(vertices, codes, [len(vertices)], look(stroke.pen, rgb))


def markers(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """The same shape at each spot, as many as there is room for."""
    marker, turn, path, transform, *rest = stroke.what
    spots = np.asarray(transform.transform(path.vertices), dtype=float).reshape(-1, 2)
    if path.codes is not None:
        spots = spots[path.codes != CLOSE]
    spots = spots[((spots > -BESIDE) & (spots < [sheet.width + BESIDE, sheet.height + BESIDE])).all(axis=1)]
    vertices, codes = outline(marker, turn)
    many = min(len(spots), sheet.room, sheet.space // max(len(vertices), 1))
    sheet.left_out += len(spots) - many
    if many and len(vertices):
        every = (vertices[None, :, :] + spots[:many, None, :]).reshape(-1, 2)
        yield Shape(every, np.tile(codes, many), [len(vertices)] * many, look(stroke.pen, rest[0] if rest else None))


def collection(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """As matplotlib paints them: what there is less of is used again from its start."""
    master, members, turns, offsets, shift, fills, edges, widths, styles = stroke.what[:9]
    members = [member if isinstance(member, Path) else Path(member) for member in members[: sheet.room]]
    every = max(len(members), len(offsets)) if members else 0
    many = min(every, sheet.room)
    sheet.left_out += every - many
    if not many:
        return
    order = np.arange(many)
    shapes = [members[i % len(members)] for i in range(many)]
    lengths = [len(shape.vertices) for shape in shapes]
    vertices = np.concatenate([shape.vertices for shape in shapes])
    base = np.asarray(master.get_matrix())
    matrices = base @ np.asarray(turns) if len(turns) else base[None]
    owner = np.repeat(order, lengths)
    vertices = turned(vertices, matrices, owner)
    if len(offsets):
        spots = np.asarray(shift.transform(offsets), dtype=float).reshape(-1, 2)
        vertices = vertices + spots[owner % len(spots)]
    thick = cycled(widths, many, 0.0)
    strokes = [rgba if width else NONE for rgba, width in zip(cycled(edges, many, NONE), thick, strict=True)]
    found = Look(strokes, cycled(fills, many, NONE), thick, cycled([dashes(style) for style in styles], many, SOLID))
    yield Shape(vertices, np.concatenate([codes_of(shape) for shape in shapes]), lengths, found)


def turned(vertices: Array, matrices: Array, owner: Array) -> Array:
    """Vertices by the affine matrix of the row that owns each; there may be fewer matrices than rows."""
    if len(matrices) == 1:
        return np.asarray(vertices @ matrices[0, :2, :2].T + matrices[0, :2, 2])
    own = matrices[owner % len(matrices)]
    return np.einsum("vij,vj->vi", own[:, :2, :2], vertices) + own[:, :2, 2]


def cycled(values: Any, many: int, none: Any) -> list[Any]:
    """So many of the values, from the start again when they end."""
    values = values.tolist() if isinstance(values, np.ndarray) else list(values)
    return list(itertools.islice(itertools.cycle(values or [none]), many))


def mesh(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """A grid of cells; a fine one is an image."""
    master, across, up, points, offsets, shift, fills, _, edges = stroke.what[:9]
    points = np.asarray(master.transform(np.asarray(points, dtype=float).reshape(-1, 2))).reshape(up + 1, across + 1, 2)
    if len(offsets):
        points = points + np.asarray(shift.transform(offsets)).reshape(-1, 2)[0]
    if across * up > CELLS:
        yield from picture(points[[-1, -1, 0, 0], [0, -1, -1, 0]])
        return
    cells = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1], points[:-1, :-1]], axis=2).reshape(-1, 5, 2)
    whole = np.isfinite(cells).all(axis=(1, 2))
    many = len(cells)
    fill = np.array(cycled(np.asarray(fills).reshape(-1, 4), many, NONE))[whole].tolist()
    stroked = np.array(cycled(np.asarray(edges).reshape(-1, 4), many, NONE))[whole].tolist()
    many = int(whole.sum())
    width = stroke.pen.width if len(edges) else 0.0
    yield Shape(cells[whole].reshape(-1, 2), np.tile(CORNERS, many), [5] * many, Look(stroked, fill, width))


def triangles(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    points, _, transform = stroke.what[:3]
    yield from boxed(np.asarray(transform.transform(np.asarray(points, dtype=float).reshape(-1, 2))))


def image(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    x, y, pixels, *rest = stroke.what
    height, width = np.shape(pixels)[:2]
    box = np.array([[0, height], [width, height], [width, 0], [0, 0]], dtype=float)
    if rest and rest[0] is not None:
        box = np.asarray(rest[0].transform(box))
    yield from picture(box + np.array([x, y]))


def filtered(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    left, bottom, right, top = stroke.what
    yield from boxed(np.array([[left, bottom], [right, top]]))


def boxed(points: Array) -> Iterator[Shape]:
    points = points[np.isfinite(points).all(axis=1)]
    if len(points):
        (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
        yield from picture(np.array([[left, top], [right, top], [right, bottom], [left, bottom]]))


def picture(corners: Array) -> Iterator[Shape]:
    """From the top left corner of the picture's own rows, clockwise."""
    if np.isfinite(corners).all():
        yield Shape(np.vstack([corners, corners[:1]]), CORNERS, [5], Look(), IMAGE)


def text(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    x, y, words, prop, angle, ismath = stroke.what
    if str(words).strip():
        width, height, descent = sheet.renderer.measured(words, prop, ismath)
        box = [(0, height - descent), (width, height - descent), (width, -descent), (0, -descent), (0, height - descent)]
        yield written(str(words), box, (x, sheet.height - y), angle, prop.get_size_in_points() * sheet.dpi / 72, stroke.pen.rgba)


def letters(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """A text that was painted as paths, with effects below and above: once for all of them, in its own colour."""
    (writer,) = stroke.what
    if id(writer) not in sheet.written and writer.get_text().strip():
        sheet.written.add(id(writer))
        box = Text.get_window_extent(writer, sheet.renderer)
        corners = [(box.x0, box.y1), (box.x1, box.y1), (box.x1, box.y0), (box.x0, box.y0), (box.x0, box.y1)]
        ink = to_rgba(writer.get_color(), writer.get_alpha())
        yield written(writer.get_text(), corners, (0, 0), 0.0, writer.get_fontsize() * sheet.dpi / 72, ink)


def written(words: str, box: Any, anchor: tuple[float, float], angle: float, size: float, rgba: Any) -> Shape:
    """A line of text in its box, which turns round the anchor."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = np.array([(anchor[0] + x * cos - y * sin, anchor[1] + x * sin + y * cos) for x, y in box])
    return Shape(corners, CORNERS, [5], Look(stroke=rgba), TEXT, words, size, angle)


SHAPES = {
    **{"path": paths, "markers": markers, "collection": collection, "mesh": mesh, "triangles": triangles},
    **{"image": image, "filtered": filtered, "text": text, "letters": letters},
}
