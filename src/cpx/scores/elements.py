"""What a viewer sees of a drawing, whatever API drew it: lines, regions, marks, texts and images, from renderer primitives.

    primitives -> flatten, cut, split at corners, join -> elements -> leave out what cannot be seen -> Elements

A polyline is its smooth pieces; a stroke that goes on as another is one line; a small shape is a mark, with the colour of its face. What is
of the ground's colour, covered, beside the page or drawn twice is left out: it neither gains nor costs.
"""

from collections import defaultdict
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpx.primitives import BACKGROUND, FURNITURE, IMAGE, TEXT, Primitives
from cpx.scores import colour, paths
from cpx.scores.words import normal

Array = NDArray[Any]

LINE, REGION, MARK, WORDS, PICTURE = range(5)
"""Kinds."""
NAMES = ("line", "region", "mark", "text", "image")
POINTS = 16
"""That a line or the border of a region is sampled at."""
SMALL = 0.03
"""Of the page's diagonal: a shape no larger is a mark."""
UNSEEN = 3.0
"""CIEDE2000 from what lies under it: less is not seen."""
MOST = 300
"""Elements of one kind that are compared; of more, the largest and an even choice of the rest."""
COVERS = 40
"""Opaque regions that are asked whether they cover something: the largest."""
BESIDE = np.array([[1.5, 0], [-1.5, 0], [0, 1.5], [0, -1.5]])
"""Pixels."""
CLEAR, PALE = 40.0, 0.25
"""Difference from the page from which a line counts in full, and what is left of the palest."""
AXES_SHARE = 0.08
"""Of all weight that axis furniture has at most."""


class Element(NamedTuple):
    kind: int
    points: Array
    """(POINTS, 2) along a line or a region's border; (9, 2) of a text's or an image's box, row by row; a mark's centre (1, 2). Pixels."""
    rgba: Array
    """As painted, bytes."""
    size: float
    """Pixels: a line's width, a mark's larger side, a text's height, the square root of a region's or image's area."""
    length: float
    """Pixels, of a line or border."""
    row: int
    """The primitive it comes from."""
    axis: bool
    """Axis furniture."""
    words: str = ""
    dashed: bool = False
    picture: int = -1
    """Of an image: index into the primitives' images."""
    filled: bool = True
    """Of a mark: whether it has a face."""
    closed: bool = False
    """Of a line: whether it ends where it began."""
    ring: Array | None = None
    """Of a region: all of its border."""


class Elements(NamedTuple):
    """A drawing, ready to be compared."""

    kinds: dict[int, "Group"]
    page: Array
    """Width, height in pixels."""
    dpi: float
    ground: Array
    """RGB of the page."""
    box: Array
    """Left, top, right, bottom of all that is neither axis furniture nor text, pixels."""
    counts: dict[int, int]
    """Of each kind, before any were left out for being too many."""
    images: Array
    lines: Array
    """The script's line of each primitive."""
    ink: float
    """Share of the page under regions, those drawn over others counted again."""


class Group(NamedTuple):
    """Elements of one kind as arrays."""

    points: Array
    lab: Array
    size: Array
    length: Array
    weight: Array
    axis: Array
    row: Array
    words: list[str]
    dashed: Array
    picture: Array
    filled: Array
    closed: Array


def elements(found: Primitives) -> Elements:
    width, height = (float(x) for x in found.page[:2])
    ground = page_ground(found)
    every = unique(seen(list(read(found)), ground))
    counts = {kind: sum(one.kind == kind and not one.axis for one in every) for kind in range(5)}
    own = [one.points for one in every if not one.axis and one.kind != WORDS] or [one.points for one in every]
    spread = np.concatenate(own) if own else np.zeros((1, 2))
    box = np.concatenate([spread.min(axis=0), spread.max(axis=0)])
    weights = weighed(every, max(float(np.hypot(*(box[2:] - box[:2]))), 1.0)) * contrast(every, ground)
    kinds = {}
    for kind in range(5):
        chosen = [i for i, one in enumerate(every) if one.kind == kind]
        if len(chosen) > MOST:
            chosen = sorted(sorted(chosen, key=lambda i: -weights[i])[: MOST // 2] + chosen[:: len(chosen) // (MOST // 2) + 1])
            chosen = list(dict.fromkeys(chosen))
        kinds[kind] = grouped([every[i] for i in chosen], weights[chosen], ground)
    ink = sum(one.size**2 for one in every if one.kind == REGION) / (width * height)
    return Elements(kinds, np.array([width, height]), float(found.page[2]), ground, box, counts, found.images, found.rows["line"], ink)


def contrast(every: list[Element], ground: Array) -> Array:
    """A factor for each element: pale lines, marks and words, such as a grid's, count less. What has the page's own colour lies on
    something else, and counts in full."""
    if not every:
        return np.ones(0)
    shown = colour.lab(colour.over(np.stack([one.rgba for one in every]), ground))
    apart = colour.difference(shown, colour.lab(ground[None]))
    pale = np.array([one.kind in (LINE, MARK, WORDS) for one in every]) & (apart > 5)
    return np.where(pale, np.clip(apart / CLEAR, PALE, 1.0), 1.0)


def grouped(found: list[Element], weights: Array, ground: Array) -> Group:
    many = len(found)
    points = np.stack([one.points for one in found]) if many else np.zeros((0, 1, 2))
    rgba = np.stack([one.rgba for one in found]) if many else np.zeros((0, 4), np.uint8)
    return Group(
        points,
        colour.lab(colour.over(rgba, ground)) if many else np.zeros((0, 3)),
        np.array([one.size for one in found]),
        np.array([one.length for one in found]),
        np.asarray(weights, dtype=float),
        np.array([one.axis for one in found], bool),
        np.array([one.row for one in found], int),
        [one.words for one in found],
        np.array([one.dashed for one in found], bool),
        np.array([one.picture for one in found], int),
        np.array([one.filled for one in found], bool),
        np.array([one.closed for one in found], bool),
    )


def page_ground(found: Primitives) -> Array:
    """The colour of the page: what the figure's own ground paints over all of it."""
    width, height = found.page[:2]
    ground = np.array([255, 255, 255])
    for row in found.rows[found.rows["role"] == BACKGROUND]:
        corners = found.vertices[row["start"] : row["stop"]]
        if len(corners) and row["fill"][3] and np.prod(np.clip(np.ptp(corners, axis=0), 0, [width, height])) > 0.95 * width * height:
            ground = colour.over(row["fill"][None], ground)[0]
    return ground


def weighed(every: list[Element], diagonal: float) -> Array:
    """How much each element counts: long lines and large regions more, but not in proportion."""
    weights = np.zeros(len(every))
    marks = sum(one.kind == MARK for one in every)
    for i, one in enumerate(every):
        if one.kind == LINE:
            weights[i] = np.sqrt(min(max(one.length / diagonal, 0.01), 1.0))
        elif one.kind in (REGION, PICTURE):
            weights[i] = 0.15 + 1.2 * min(one.size / diagonal, 1.0)
        else:
            weights[i] = 0.15 * min(1.0, 60 / marks) if one.kind == MARK else 0.3
    axis = np.array([one.axis for one in every], bool)
    own, theirs = weights[~axis].sum(), weights[axis].sum()
    if theirs:
        weights[axis] *= min(1.0, AXES_SHARE / (1 - AXES_SHARE) * own / theirs) if own else 1.0
    return weights


def read(found: Primitives) -> Any:
    """Elements in paint order, lines of one style joined where they go on as another."""
    width, height = (float(x) for x in found.page[:2])
    diagonal = float(np.hypot(width, height))
    strokes: dict[tuple[Any, ...], list[tuple[int, Array]]] = defaultdict(list)
    rows = found.rows
    for i in map(int, np.flatnonzero(rows["role"] != BACKGROUND)):
        row = rows[i]
        clip = clipped(found, row)
        if (clip[2:] <= clip[:2]).any():
            continue
        if row["kind"] == TEXT:
            yield from text(found, row, i, clip)
        elif row["kind"] == IMAGE:
            yield from image(found, row, i, clip)
        else:
            parts = paths.polylines(found.vertices[row["start"] : row["stop"]].astype(float), found.codes[row["start"] : row["stop"]])
            if not parts:
                continue
            span = np.ptp(np.concatenate(parts), axis=0).max()
            if span < SMALL * diagonal and (row["fill"][3] or sum(map(len, parts)) > 2):
                yield from mark(row, i, parts, clip)
                continue
            if row["fill"][3]:
                yield from regions(row, i, parts, clip)
            if row["stroke"][3] and row["width"] > 0:
                style = (*row["stroke"].tolist(), round(float(row["width"]), 1), bool(row["dash"][0]), row["role"] == FURNITURE)
                strokes[style] += [(i, piece) for part in parts for cut in paths.cut(part, clip) for piece in paths.corners(cut)]
    for style, pieces in strokes.items():
        yield from lines(style, pieces)


def clipped(found: Primitives, row: Any) -> Array:
    """The rectangle that a row shows in: a clip path counts as its box."""
    clip = row["clip"].astype(float)
    if row["mask_stop"] > row["mask_start"]:
        mask = found.vertices[row["mask_start"] : row["mask_stop"]]
        clip = np.concatenate([np.maximum(clip[:2], mask.min(axis=0)), np.minimum(clip[2:], mask.max(axis=0))])
    return clip + np.array([-1, -1, 1, 1])


def text(found: Primitives, row: Any, i: int, clip: Array) -> Any:
    corners = found.vertices[row["start"] : row["start"] + 4].astype(float)
    words = normal(found.strings[row["text"]]) if row["text"] >= 0 else ""
    if words and len(corners) == 4 and row["stroke"][3] > 8 and paths.inside(corners.mean(axis=0), clip):
        nine = nine_points(corners)
        yield Element(WORDS, nine, row["stroke"], float(row["size"]), 0.0, i, row["role"] == FURNITURE, words)


def nine_points(corners: Array) -> Array:
    """Corners, middles of the sides and centre of a box, row by row."""
    a, b, c, d = corners[:4]
    return np.array([a, (a + b) / 2, b, (a + d) / 2, corners[:4].mean(axis=0), (b + c) / 2, d, (c + d) / 2, c])


def image(found: Primitives, row: Any, i: int, clip: Array) -> Any:
    corners = np.clip(found.vertices[row["start"] : row["start"] + 4].astype(float), clip[:2], clip[2:])
    size = float(np.sqrt(abs(paths.area(corners)))) if len(corners) == 4 else 0.0
    if size > 1:
        picture = int(row["image"])
        mean = found.images[picture].reshape(-1, 4).mean(axis=0).astype(np.uint8) if picture >= 0 else np.zeros(4, np.uint8)
        yield Element(PICTURE, nine_points(corners), mean, size, 0.0, i, False, picture=picture)


def mark(row: Any, i: int, parts: list[Array], clip: Array) -> Any:
    every = np.concatenate(parts)
    low, high = every.min(axis=0), every.max(axis=0)
    centre = (low + high) / 2
    rgba = row["fill"] if row["fill"][3] > 8 else row["stroke"]
    if rgba[3] > 8 and paths.inside(centre, clip):
        size = float((high - low).max()) + (float(row["width"]) if row["stroke"][3] else 0.0)
        yield Element(MARK, centre[None], rgba, size, 0.0, i, row["role"] == FURNITURE, filled=row["fill"][3] > 8)


def regions(row: Any, i: int, parts: list[Array], clip: Array) -> Any:
    for part in parts[:50]:
        ring = paths.cut_region(part, clip)
        ring = paths.without_repeats(ring) if len(ring) > 2 else ring
        if len(ring) > 2 and abs(whole := paths.area(ring)) > 4 and row["fill"][3] > 8:
            ring = ring if whole > 0 else ring[::-1]
            ring = np.concatenate([ring, ring[:1]])
            border = paths.sampled(ring, POINTS)
            yield Element(
                REGION, border, row["fill"], float(np.sqrt(abs(whole))), paths.length(ring), i, row["role"] == FURNITURE, ring=ring
            )


def lines(style: tuple[Any, ...], pieces: list[tuple[int, Array]]) -> Any:
    *rgba, width, dashed, axis = style
    if rgba[3] <= 8:
        return
    alone = [piece for _, piece in pieces]
    for group in paths.joined(alone) if len(alone) < 3000 else [[i] for i in range(len(alone))]:
        line = paths.chained(alone, group)
        long = paths.length(line)
        if long > 0.5:
            row = max(pieces[k if k >= 0 else ~k][0] for k in group)
            look = np.array(rgba, np.uint8), width, long, row, axis
            yield Element(LINE, paths.sampled(line, POINTS), *look, dashed=dashed, closed=paths.closed(line))


def seen(every: list[Element], ground: Array) -> list[Element]:
    """Without what is of the colour it lies on, and what is covered."""
    every = sorted(every, key=lambda one: (one.row, one.kind != REGION))
    regions = sorted((one for one in every if one.kind == REGION), key=lambda one: -one.size)[:COVERS]
    rgba = np.array([one.rgba for one in every]).reshape(-1, 4)
    shown = colour.lab(colour.over(rgba, ground))
    pale = colour.difference(shown, colour.lab(ground.astype(np.uint8))) < UNSEEN
    kept = []
    for one, like_ground in zip(every, pale, strict=True):
        covered = any(later.row > one.row and later.rgba[3] == 255 and _covers(later, one) for later in regions)
        hidden = like_ground and one.kind != PICTURE and not any(under.row < one.row and _touches(under, one) for under in regions)
        if not covered and not hidden:
            kept.append(one)
    return kept


def _box(one: Element) -> Array:
    points = one.points if one.ring is None else one.ring
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def _covers(region: Element, one: Element) -> bool:
    outer, inner = _box(region), _box(one)
    if (inner[:2] < outer[:2] - 0.5).any() or (inner[2:] > outer[2:] + 0.5).any():
        return False
    middle = one.points.mean(axis=0)
    near = one.points + np.sign(middle - one.points) * 0.75 if one.kind == REGION else one.points
    return bool(paths.contains(_ring(region), near).all())


def _touches(region: Element, one: Element) -> bool:
    outer, inner = _box(region), _box(one)
    if (inner[2:] < outer[:2]).any() or (inner[:2] > outer[2:]).any():
        return False
    around = (one.points[:, None] + BESIDE[None]).reshape(-1, 2)  # a border lies on its region's edge
    return bool(paths.contains(_ring(region), around).any())


def _ring(region: Element) -> Array:
    return region.points if region.ring is None else region.ring


def unique(every: list[Element]) -> list[Element]:
    """Opaque things drawn again on the same place count once."""
    found: dict[Any, Element] = {}
    for i, one in enumerate(every):
        ends = np.sort(one.points[[0, -1]], axis=0) if one.kind == LINE else one.points[:1]
        place = np.concatenate([ends, one.points.mean(axis=0, keepdims=True)]).round().astype(int).tobytes()
        key = (one.kind, place, one.rgba.tobytes(), round(one.size), one.words) if one.rgba[3] == 255 else i
        found[key] = one
    return list(found.values())
