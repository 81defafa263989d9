"""Strokes as rows and vertices: what reached the page, in paint order, whatever API it was drawn with.

    of(strokes, page, parts) -> {"rows": bytes, "vertices": bytes, ...}        `cpx.primitives` reads it and says what each field means

Every marker, member of a collection, and cell of a small mesh is a row of its own. Vertices are in pixels, from the page's top left
corner, y down. Curves stay curves, and nothing is clipped: that is left to who compares.
"""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from matplotlib.path import Path
from matplotlib.text import Text
from numpy.typing import NDArray
from paint import Recorder, Stroke

Array = NDArray[Any]

ROW = np.dtype(
    [
        *(("kind", "u1"), ("role", "u1"), ("element", "<i4"), ("line", "<i4"), ("start", "<i4"), ("stop", "<i4")),
        *(("stroke", "u1", 4), ("fill", "u1", 4), ("width", "<f4"), ("dash", "<f4", 4), ("hatch", "u1"), ("clip", "<f4", 4)),
        *(("mask_start", "<i4"), ("mask_stop", "<i4"), ("text", "<i4"), ("size", "<f4"), ("angle", "<f4"), ("image", "<i4")),
    ]
)
PATH, TEXT, IMAGE = 0, 1, 2
DATA, FURNITURE, BACKGROUND = 0, 1, 2
ROWS, VERTICES, IMAGES, STRINGS = 20_000, 400_000, 1000, 200_000
"""At most; of strings, characters in all."""
LONGEST = 20_000
"""Vertices of a path that are kept as they are; longer ones are simplified as they are for painting."""
CELLS = 400
"""Of a mesh; one with more is an image."""
THUMB = 16
FAR = 1e6
"""Pixels from the page that say nothing more about it."""
MOVE, LINE, CLOSE = Path.MOVETO, Path.LINETO, Path.CLOSEPOLY
CORNERS = np.array([MOVE, LINE, LINE, LINE, CLOSE], dtype=np.uint8)


class Part(NamedTuple):
    """What the trace says of an artist."""

    element: int
    """Index into the trace's elements, -1 where it has none."""
    role: str
    line: int


class Shape(NamedTuple):
    """Rows of one stroke that share a kind: `stops` says where the vertices of each end."""

    kind: int
    vertices: Array
    codes: Array
    stops: Any
    stroke: Any
    """One RGBA (0 to 1) for all, or one for each; None paints no line."""
    fill: Any
    width: Any
    dash: Any
    text: str = ""
    size: float = 0.0
    angle: float = 0.0


def of(strokes: list[Stroke], figure: Any, renderer: Any, parts: dict[int, Part]) -> dict[str, bytes]:
    """The fields of `cpx.primitives.Primitives` as bytes; `parts` by id of the artist. The figure has just been drawn."""
    sheet = Sheet(figure, renderer, parts)
    for stroke in strokes:
        for shape in SHAPES[stroke.kind](stroke, sheet):
            sheet.add(stroke, shape)
    return sheet.packed()


class Sheet:
    """The page, and what is gathered for it."""

    def __init__(self, figure: Any, renderer: Any, parts: dict[int, Part]) -> None:
        self.renderer, self.dpi = renderer, float(figure.dpi)
        self.width, self.height = int(renderer.width), int(renderer.height)
        self.parts = parts
        self.grounds = {id(figure.patch), *(id(axes.patch) for axes in figure.axes)}
        self.rows: list[Array] = []
        self.vertices: list[Array] = []
        self.codes: list[Array] = []
        self.filled = 0
        self.count = 0
        self.left_out = Recorder.left_out
        self.strings: dict[str, int] = {}
        self.letters = 0
        self.images: list[Array] = []
        self.masks: dict[int, tuple[int, int]] = {}
        self.written: set[int] = set()
        """Texts with path effects that are there already."""

    def pixels(self, points: Any) -> Any:
        """Points as numbers of pixels."""
        return np.asarray(points, dtype=float) * (self.dpi / 72)

    def put(self, vertices: Array, codes: Array) -> tuple[int, int]:
        """Keep vertices that have y up; where they are."""
        start = self.filled
        self.vertices.append(vertices)
        self.codes.append(codes)
        self.filled += len(vertices)
        return start, self.filled

    def add(self, stroke: Stroke, shape: Shape) -> None:
        many = len(shape.stops)
        if self.count + many > ROWS or self.filled + len(shape.vertices) > VERTICES:
            self.left_out += many
            return
        rows = np.zeros(many, ROW)
        start, _ = self.put(shape.vertices, shape.codes)
        rows["stop"] = start + np.asarray(shape.stops)
        rows["start"][0], rows["start"][1:] = start, rows["stop"][:-1]
        part = self.parts.get(id(stroke.artist))
        rows["kind"], rows["role"] = shape.kind, self.role(stroke, part)
        rows["element"], rows["line"] = (part.element, part.line) if part else (-1, 0)
        rows["stroke"], rows["fill"] = levels(shape.stroke), levels(shape.fill)
        rows["width"], rows["dash"] = self.pixels(shape.width), shape.dash
        rows["hatch"] = stroke.pen.hatched
        rows["clip"] = self.clip(stroke.pen.clip)
        rows["mask_start"], rows["mask_stop"] = self.mask(stroke.pen.mask)
        rows["text"] = self.string(shape.text) if shape.kind == TEXT else -1
        rows["size"], rows["angle"] = shape.size, shape.angle
        rows["image"] = self.thumb(shape.vertices) if shape.kind == IMAGE else -1
        self.rows.append(rows)
        self.count += many

    def role(self, stroke: Stroke, part: Part | None) -> int:
        if id(stroke.artist) in self.grounds:
            return BACKGROUND
        if part:
            return FURNITURE if part.role in ("tick", "grid", "spine", "axis") else DATA
        return FURNITURE if stroke.furniture else DATA

    def clip(self, clip: tuple[float, ...] | None) -> tuple[float, ...]:
        if clip is None:
            return 0, 0, self.width, self.height
        left, bottom, right, top = np.clip(clip, 0, [self.width, self.height] * 2)
        return left, self.height - top, right, self.height - bottom

    def mask(self, mask: tuple[Any, Any] | None) -> tuple[int, int]:
        if mask is None:
            return 0, 0
        path, transform = mask
        if id(path) not in self.masks:
            self.masks[id(path)] = self.put(*outline(path, transform))
        return self.masks[id(path)]

    def string(self, text: str) -> int:
        if text not in self.strings:
            self.letters += len(text)
            if self.letters > STRINGS:
                return -1
            self.strings[text] = len(self.strings)
        return self.strings[text]

    def thumb(self, corners: Array) -> int:
        """A small copy of what the page shows there."""
        page = np.asarray(self.renderer.buffer_rgba())
        left, right = np.clip(np.sort(corners[[0, 2], 0]), 0, self.width)
        low, high = np.clip(np.sort(corners[[0, 2], 1]), 0, self.height)
        x = np.minimum(left + (np.arange(THUMB) + 0.5) * (right - left) / THUMB, self.width - 1).astype(int)
        y = np.minimum(self.height - high + (np.arange(THUMB) + 0.5) * (high - low) / THUMB, self.height - 1).astype(int)
        if len(self.images) < IMAGES:
            self.images.append(page[y[:, None], x[None, :]])
        return len(self.images) - 1

    def packed(self) -> dict[str, bytes]:
        vertices = np.concatenate(self.vertices) if self.vertices else np.zeros((0, 2))
        down = np.column_stack([vertices[:, 0], self.height - vertices[:, 1]]) if len(vertices) else vertices
        codes = np.concatenate(self.codes) if self.codes else np.zeros(0)
        images = np.stack(self.images) if self.images else np.zeros((0, THUMB, THUMB, 4))
        return {
            "rows": b"".join(rows.tobytes() for rows in self.rows),
            "vertices": np.clip(down, -FAR, FAR).astype("<f4").tobytes(),
            "codes": codes.astype(np.uint8).tobytes(),
            "images": images.astype(np.uint8).tobytes(),
            "strings": "\0".join(self.strings).encode("utf-8", "replace"),
            "page": np.array([self.width, self.height, round(self.dpi), self.left_out], "<i4").tobytes(),
        }


def levels(rgba: Any) -> Array:
    """RGBA from 0 to 1 as bytes; None is transparent."""
    if rgba is None:
        return np.zeros(4, np.uint8)
    return np.rint(np.clip(np.asarray(rgba, dtype=float), 0, 1) * 255).astype(np.uint8)


def outline(path: Path, transform: Any) -> tuple[Array, Array]:
    """A path in pixels, without what is not finite: what comes after a gap begins anew."""
    vertices = np.asarray(transform.transform(path.vertices), dtype=float).reshape(-1, 2)
    finite = np.isfinite(vertices).all(axis=1)
    if len(vertices) > LONGEST:
        simple = Path(vertices, path.codes).cleaned(remove_nans=True, simplify=True, curves=False)
        return simple.vertices[:-1], simple.codes[:-1]  # the last says that it stops
    if path.codes is None:
        codes = np.full(len(vertices), LINE, np.uint8)
        if len(codes):
            codes[0] = MOVE
        codes[1:][~finite[:-1]] = MOVE
        return vertices[finite], codes[finite]
    if not finite.all() and not (path.codes[~finite] == CLOSE).all():
        simple = Path(vertices, path.codes).cleaned(remove_nans=True)
        return simple.vertices[:-1], simple.codes[:-1]
    return np.where(finite[:, None], vertices, 0.0), path.codes


def face(pen: Any, rgb: Any) -> Any:
    """A face's colour as it is painted."""
    if rgb is None:
        return None
    rgb = tuple(rgb)
    if pen.alpha is not None:
        return (*rgb[:3], pen.alpha)
    return rgb if len(rgb) == 4 else (*rgb, 1.0)


def edge(pen: Any) -> Any:
    return pen.rgba if pen.width > 0 else None


def dashes(pattern: Any, dpi: float) -> Array:
    """The first two on-off pairs in pixels; zeros for a solid line."""
    found = np.zeros(4)
    if pattern is not None and pattern[1] is not None and len(pattern[1]):
        lengths = np.asarray(pattern[1], dtype=float) * (dpi / 72)
        found[:] = lengths[np.arange(4) % len(lengths)] if len(lengths) % 2 == 0 else 0
    return found


def paths(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    path, transform, rgb = stroke.what
    vertices, codes = outline(path, transform)
    if len(vertices):
        pen = stroke.pen
        yield Shape(PATH, vertices, codes, [len(vertices)], edge(pen), face(pen, rgb), pen.width, dashes(pen.dashes, sheet.dpi))


def markers(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    marker, turn, path, transform, *rest = stroke.what
    spots = np.asarray(transform.transform(path.vertices), dtype=float).reshape(-1, 2)
    if path.codes is not None:
        spots = spots[path.codes != CLOSE]
    room = 100
    seen = np.isfinite(spots).all(axis=1) & (spots > -room).all(axis=1) & (spots < [sheet.width + room, sheet.height + room]).all(axis=1)
    pen = stroke.pen
    look = edge(pen), face(pen, rest[0] if rest else None), pen.width, dashes(pen.dashes, sheet.dpi)
    yield from stamped(outline(marker, turn), spots[seen], look, sheet)


def stamped(shape: tuple[Array, Array], spots: Array, look: tuple[Any, ...], sheet: Sheet) -> Iterator[Shape]:
    """The same shape at each spot, as many as there is room for."""
    vertices, codes = shape
    many = min(len(spots), max(0, ROWS - sheet.count), max(0, VERTICES - sheet.filled) // max(len(vertices), 1))
    sheet.left_out += len(spots) - many
    if many and len(vertices):
        every = (vertices[None, :, :] + spots[:many, None, :]).reshape(-1, 2)
        stops = (np.arange(many) + 1) * len(vertices)
        yield Shape(PATH, every, np.tile(codes, many), stops, *look)


def collection(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """As matplotlib paints them: what there is less of is used again from its start."""
    master, members, turns, offsets, shift, fills, edges, widths, styles = stroke.what[:9]
    offsets = np.asarray(shift.transform(offsets) if len(offsets) else [], dtype=float).reshape(-1, 2)
    base = master.get_matrix() if hasattr(master, "get_matrix") else np.asarray(master)
    shapes: dict[tuple[int, int], tuple[Array, Array]] = {}
    for i in range(max(len(members), len(offsets)) if len(members) else 0):
        if sheet.count >= ROWS:
            sheet.left_out += 1
            continue
        which = i % len(members), i % len(turns) if len(turns) else 0
        if which not in shapes:
            turn = base @ np.asarray(turns[which[1]]) if len(turns) else base
            shapes[which] = outline(as_path(members[which[0]]), Turn(turn))
        vertices, codes = shapes[which]
        if len(offsets):
            vertices = vertices + offsets[i % len(offsets)]
        if len(vertices) and np.isfinite(vertices).all():
            width = cycled(widths, i, 0.0)
            stroked = cycled(edges, i, None) if width else None
            pattern = dashes(cycled(styles, i, None), sheet.dpi)
            yield Shape(PATH, vertices, codes, [len(vertices)], opaque(stroked), opaque(cycled(fills, i, None)), width, pattern)


class Turn:
    """An affine transform given as its matrix."""

    def __init__(self, matrix: Array) -> None:
        self.matrix = matrix

    def transform(self, points: Array) -> Array:
        return np.asarray(points, dtype=float) @ self.matrix[:2, :2].T + self.matrix[:2, 2]


def as_path(member: Any) -> Path:
    return member if isinstance(member, Path) else Path(member)


def cycled(values: Any, i: int, none: Any) -> Any:
    return values[i % len(values)] if len(values) else none


def opaque(rgba: Any) -> Any:
    return rgba if rgba is None or len(rgba) == 4 else (*rgba, 1.0)


def mesh(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """A grid of cells; a fine one is an image."""
    master, across, up, points, offsets, shift, fills, _, edges = stroke.what[:9]
    points = np.asarray(master.transform(np.asarray(points, dtype=float).reshape(-1, 2))).reshape(up + 1, across + 1, 2)
    if len(offsets):
        points = points + np.asarray(shift.transform(offsets)).reshape(-1, 2)[0]
    if across * up > CELLS:
        yield from picture(points[[-1, -1, 0, 0], [0, -1, -1, 0]])
        return
    fills, edges = np.asarray(fills).reshape(-1, 4), np.asarray(edges).reshape(-1, 4)
    corners = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1], points[:-1, :-1]], axis=2).reshape(-1, 5, 2)
    for i, cell in enumerate(corners):
        if np.isfinite(cell).all():
            width = stroke.pen.width if len(edges) else 0.0
            yield Shape(PATH, cell, CORNERS, [5], cycled(edges, i, None), cycled(fills, i, None), width, np.zeros(4))


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
        yield Shape(IMAGE, np.vstack([corners, corners[:1]]), CORNERS, [5], None, None, 0.0, np.zeros(4))


def text(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    x, y, words, prop, angle, ismath = stroke.what
    if str(words).strip():
        width, height, descent = sheet.renderer.get_text_width_height_descent(words, prop, ismath)
        box = np.array([[0, height - descent], [width, height - descent], [width, -descent], [0, -descent]])
        yield written(str(words), box, (x, sheet.height - y), angle, prop.get_size_in_points() * sheet.dpi / 72, stroke)


def letters(stroke: Stroke, sheet: Sheet) -> Iterator[Shape]:
    """A text that was painted as paths, once for all of them."""
    writer, rgb = stroke.what
    if id(writer) not in sheet.written and writer.get_text().strip():
        sheet.written.add(id(writer))
        box = Text.get_window_extent(writer, sheet.renderer)
        corners = np.array([[box.x0, box.y1], [box.x1, box.y1], [box.x1, box.y0], [box.x0, box.y0]])
        size = writer.get_fontsize() * sheet.dpi / 72
        colour = writer.get_color()
        pen = stroke.pen._replace(rgba=face(stroke.pen, rgb) or stroke.pen.rgba) if colour else stroke.pen
        yield written(writer.get_text(), corners, (0, 0), 0.0, size, stroke._replace(pen=pen))


def written(words: str, box: Array, anchor: tuple[float, float], angle: float, size: float, stroke: Stroke) -> Shape:
    """A line of text in its box, which turns round the anchor."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = box @ np.array([[cos, sin], [-sin, cos]]) + anchor
    return Shape(TEXT, np.vstack([corners, corners[:1]]), CORNERS, [5], stroke.pen.rgba, None, 0.0, np.zeros(4), words, size, angle)


SHAPES = {
    **{"path": paths, "markers": markers, "collection": collection, "mesh": mesh, "triangles": triangles},
    **{"image": image, "filtered": filtered, "text": text, "letters": letters},
}
