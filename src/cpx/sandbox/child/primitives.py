"""Strokes as rows and vertices: what reached the page, in paint order, whatever API it was drawn with.

    of(strokes, figure, renderer, parts) -> {"rows": bytes, "vertices": bytes, ...}     `cpx.primitives` says what each field means

Every marker, member of a collection, and cell of a small mesh is a row of its own. Vertices are in pixels, from the page's top left
corner, y down. Curves stay curves, and nothing is clipped: that is left to who compares.
"""

import itertools
from typing import Any, NamedTuple

import numpy as np
from paint import Recorder, Stroke
from strokes import CLOSE, IMAGE, LINE, MOVE, SHAPES, TEXT, Array, Look, Shape, outline

ROW = np.dtype(
    [
        *(("kind", "u1"), ("role", "u1"), ("element", "<i4"), ("line", "<i4"), ("start", "<i4"), ("stop", "<i4")),
        *(("stroke", "u1", 4), ("fill", "u1", 4), ("width", "<f4"), ("dash", "<f4", 4), ("hatch", "u1"), ("clip", "<f4", 4)),
        *(("mask_start", "<i4"), ("mask_stop", "<i4"), ("text", "<i4"), ("size", "<f4"), ("angle", "<f4"), ("image", "<i4")),
    ]
)
DATA, FURNITURE, BACKGROUND = 0, 1, 2
ROWS, VERTICES, IMAGES, STRINGS = 20_000, 400_000, 1000, 200_000
"""At most; of strings, characters in all."""
THUMB = 16
FAR = 1e6
"""Pixels from the page that say nothing more about it."""


class Part(NamedTuple):
    """What the trace says of an artist."""

    element: int
    """Index into the trace's elements, -1 where it has none."""
    role: str
    line: int


NOWHERE = Part(-1, "", 0)


def of(strokes: list[Stroke], figure: Any, renderer: Any, parts: dict[int, Part]) -> dict[str, bytes]:
    """The fields of `cpx.primitives.Primitives` as bytes; `parts` by id of the artist. The figure has just been drawn."""
    sheet = Sheet(figure, renderer, parts)
    for stroke in strokes:
        for shape in SHAPES[stroke.kind](stroke, sheet):
            sheet.add(stroke, shape)
    return sheet.packed()


class Sheet:
    """The page, and what is gathered for it: plain lists, one entry for each row, until all are there."""

    def __init__(self, figure: Any, renderer: Any, parts: dict[int, Part]) -> None:
        self.renderer, self.dpi = renderer, float(figure.dpi)
        self.width, self.height = int(renderer.width), int(renderer.height)
        self.parts = parts
        self.grounds = {id(figure.patch), *(id(axes.patch) for axes in figure.axes)}
        self.columns: dict[str, list[Any]] = {name: [] for name in ROW.names or ()}
        self.vertices: list[Array] = []
        self.codes: list[Array] = []
        self.filled = 0
        self.left_out = Recorder.left_out
        self.strings: dict[str, int] = {}
        self.letters = 0
        self.images: list[Array] = []
        self.masks: dict[tuple[int, bytes], tuple[int, int]] = {}
        self.written: set[int] = set()
        """Texts with path effects that are there already."""

    @property
    def room(self) -> int:
        """Rows that may still come."""
        return ROWS - len(self.columns["kind"])

    @property
    def space(self) -> int:
        """Vertices that may still come."""
        return VERTICES - self.filled

    def put(self, vertices: Array, codes: Array) -> None:
        self.vertices.append(vertices)
        self.codes.append(codes)
        self.filled += len(vertices)

    def add(self, stroke: Stroke, shape: Shape) -> None:
        many, look = len(shape.lengths), shape.look
        if many > self.room or len(shape.vertices) > self.space:
            self.left_out += many
            return
        part = self.parts.get(id(stroke.artist), NOWHERE)
        mask = self.mask(stroke.pen.mask)
        stops = list(itertools.accumulate(shape.lengths, initial=self.filled))
        self.put(shape.vertices, shape.codes)
        every = {
            "kind": shape.kind,
            "role": self.role(stroke, part),
            "element": part.element,
            "line": part.line,
            "hatch": stroke.pen.hatched,
            "clip": self.clip(stroke.pen.clip),
            "mask_start": mask[0],
            "mask_stop": mask[1],
            "text": self.string(shape.text) if shape.kind == TEXT else -1,
            "size": shape.size,
            "angle": shape.angle,
            "image": self.thumb(shape.vertices) if shape.kind == IMAGE else -1,
        }
        columns = self.columns
        columns["start"] += stops[:-1]
        columns["stop"] += stops[1:]
        for name, value in every.items():
            columns[name] += [value] * many
        for name, value in zip(Look._fields, look, strict=True):
            columns[name] += value if isinstance(value, list) else [value] * many

    def role(self, stroke: Stroke, part: Part) -> int:
        if id(stroke.artist) in self.grounds:
            return BACKGROUND
        return FURNITURE if part.role in ("tick", "grid", "spine", "axis") or (not part.role and stroke.furniture) else DATA

    def clip(self, clip: tuple[float, ...] | None) -> tuple[float, ...]:
        if clip is None:
            return 0, 0, self.width, self.height
        left, bottom, right, top = (float(x) for x in clip)
        high, low = self.height - max(top, 0.0), self.height - max(bottom, 0.0)
        return min(max(left, 0.0), self.width), max(high, 0.0), min(max(right, 0.0), self.width), max(low, 0.0)

    def mask(self, mask: tuple[Any, Any] | None) -> tuple[int, int]:
        if mask is None:
            return 0, 0
        path, transform = mask
        key = id(path), np.asarray(transform.get_matrix()).tobytes()
        if key not in self.masks:
            start = self.filled
            self.put(*outline(path, transform))
            self.masks[key] = start, self.filled
        return self.masks[key]

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
        vertices = np.concatenate([np.zeros((0, 2)), *self.vertices])
        vertices[:, 1] = self.height - vertices[:, 1]
        codes = np.concatenate([np.zeros(0, np.uint8), *self.codes])
        rows = np.zeros(len(self.columns["kind"]), ROW)
        for name, values in self.columns.items():
            if values:
                rows[name] = SCALES.get(name, np.asarray)(np.array(values))
        for name in ("width", "dash"):
            rows[name] *= self.dpi / 72
        vertices, codes = without_gaps(vertices, codes, rows)
        images = np.stack(self.images) if self.images else np.zeros((0, THUMB, THUMB, 4))
        return {
            "rows": rows.tobytes(),
            "vertices": np.clip(vertices, -FAR, FAR).astype("<f4").tobytes(),
            "codes": codes.astype(np.uint8).tobytes(),
            "images": images.astype(np.uint8).tobytes(),
            "strings": "\0".join(self.strings).encode("utf-8", "replace"),
            "page": np.array([self.width, self.height, round(self.dpi), self.left_out], "<i4").tobytes(),
        }


def levels(rgba: Array) -> Array:
    """RGBA from 0 to 1 as bytes."""
    return np.rint(np.clip(rgba, 0, 1) * 255).astype(np.uint8)


SCALES = {"stroke": levels, "fill": levels}


def without_gaps(vertices: Array, codes: Array, rows: Array) -> tuple[Array, Array]:
    """Leave out what is not finite, and begin anew after it; `rows` are told where their vertices are now."""
    finite = np.isfinite(vertices).all(axis=1) | (codes == CLOSE)
    if finite.all():
        return np.where(codes[:, None] == CLOSE, np.nan_to_num(vertices), vertices), codes
    after = np.flatnonzero(~finite) + 1
    after = after[after < len(codes)]
    codes = codes.copy()
    codes[after[codes[after] == LINE]] = MOVE
    before = np.concatenate([[0], np.cumsum(finite)])
    for name in ("start", "stop", "mask_start", "mask_stop"):
        rows[name] = before[rows[name]]
    return np.nan_to_num(vertices[finite]), codes[finite]
