"""Numbers, colours and shapes of a drawing as plain data: rounding, pixel boxes, and what a path looks like.

path in pixels -> shape() -> "circle", "rectangle", "polygon", "curve", ... with the points that say where it lies
"""

import math
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

ROUND_FROM = 24
"""Corners from which a regular polygon looks like a circle."""
FAR = 20_000
"""Pixels from the page's corner up to which curves are followed."""
VISIBLE = 0.02
"""Pixels that an area is wide at least to leave ink."""
STEPS, DIGESTED = 300 * math.pi, 250_000
"""Steps to which numbers are rounded before they are digested, irrational so that no share lies between two; most that are taken."""
AS_STRAIGHT = 0.02
"""Largest sine of the angle by which a side may lean and still look upright, or a corner differ from a right angle."""


class Page(NamedTuple):
    """The image that the figure became."""

    width: int
    height: int
    dpi: float

    def points(self, size: float) -> float:
        """Points as pixels."""
        return size * self.dpi / 72


class Shape(NamedTuple):
    """What a path looks like, in pixels with y up."""

    kind: str
    points: Array
    """Vertices; of round shapes and rectangles the centre and the ends of its two half axes."""
    parts: list[Array]
    angle: float | None = None
    closed: bool = False


def number(value: Any, digits: int = 6) -> float | None:
    """`value` to so many significant digits; None where it is not finite."""
    value = float(value)
    return float(f"{value:.{digits}g}") if math.isfinite(value) else None


def rows(values: ArrayLike, digits: int = 6) -> list[list[float | None]]:
    """An array of points as lists."""
    array = np.atleast_2d(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)) + 0.0  # no -0.0
    if not np.isfinite(array).all():
        return [[number(x, digits) for x in row] for row in array.tolist()]
    spelt = f"%.{digits}g"
    return [[float(spelt % x) for x in row] for row in array.tolist()]


def colour(rgba: ArrayLike | None) -> str | None:
    """`#rrggbb`, `#rrggbbaa` where it is not opaque, None where nothing of it is seen."""
    if rgba is None:
        return None
    channels = np.clip(np.asarray(rgba, dtype=float).ravel()[:4], 0, 1)
    levels = [round(x * 255) for x in channels.tolist()]
    if len(levels) < 3 or (len(levels) == 4 and levels[3] == 0):
        return None
    return "#" + "".join(f"{x:02x}" for x in (levels[:3] if levels[3:] in ([], [255]) else levels))


def same(values: list[Any]) -> Any:
    """The value that all share, else the list; None for an empty list or nothing but None."""
    if not values:
        return None
    return values[0] if all(value == values[0] for value in values) else values


def page_box(left: float, bottom: float, right: float, top: float, page: Page) -> list[float] | None:
    """The part of a box on the page, from its top left corner; None where none of it is."""
    if not all(map(math.isfinite, (left, bottom, right, top))):
        return None
    left, right = max(left, 0.0), min(right, float(page.width))
    bottom, top = max(bottom, 0.0), min(top, float(page.height))
    if right <= left or top <= bottom:
        return None
    return [round(x, 1) for x in (left, page.height - top, right, page.height - bottom)]


def ink(path: Path, pad: float, clip: Bbox | None, page: Page, *, filled: bool = False) -> list[float] | None:
    """The box of what a path covers, `pad` pixels wider on each side for its line, within what it is clipped to."""
    path = tamed(path)
    extents = _extents(path)
    if extents is None:
        return None
    left, bottom, right, top = extents
    if clip is not None and (left < clip.x0 or bottom < clip.y0 or right > clip.x1 or top > clip.y1):
        kept = _clipped(path, clip, pad, filled and min(right - left, top - bottom) > VISIBLE)
        if kept is None:
            return None
        left, bottom, right, top = kept
    box = [left - pad, bottom - pad, right + pad, top + pad]
    if clip is not None:
        box = [max(box[0], clip.x0), max(box[1], clip.y0), min(box[2], clip.x1), min(box[3], clip.y1)]
    return page_box(box[0], box[1], box[2], box[3], page)


def curved(codes: Any) -> Any:
    """Which of a path's codes are of curves."""
    return (codes == Path.CURVE3) | (codes == Path.CURVE4)


def straight(codes: Any) -> Any:
    """Which of a path's codes lead to a point that is drawn to, without a curve."""
    return (codes == Path.MOVETO) | (codes == Path.LINETO)


def bends(path: Path) -> bool:
    return path.codes is not None and bool(curved(path.codes).any())


def tamed(path: Path) -> Path:
    """The path, with straight sides for curves far beyond any page, or nowhere: to flatten those takes time and memory without bound."""
    if not bends(path) or (np.abs(path.vertices) <= FAR).all():
        return path
    return Path(path.vertices, np.where(curved(path.codes), Path.LINETO, path.codes))


def _extents(path: Path) -> list[float] | None:
    if bends(path):
        path = path.cleaned(curves=False)
    vertices = path.vertices if path.codes is None else path.vertices[straight(path.codes)]
    vertices = vertices[np.isfinite(vertices).all(axis=1)]
    return [*vertices.min(axis=0), *vertices.max(axis=0)] if len(vertices) else None


def _clipped(path: Path, clip: Bbox, pad: float, filled: bool) -> list[float] | None:
    """Extents of the part of a path inside a box: of its area if it is filled, else of its line, which may touch from outside."""
    if filled:
        return _extents(path.clip_to_bbox(clip))
    cut = path.cleaned(clip=(clip.x0 - pad, clip.y0 - pad, clip.x1 + pad, clip.y1 + pad), remove_nans=True, curves=False)
    drawn = cut.vertices[straight(cut.codes)]
    return [*drawn.min(axis=0), *drawn.max(axis=0)] if len(drawn) > 1 else None


def shape(path: Path, *, filled: bool) -> Shape | None:
    """What a path in pixels looks like; None where it has no point."""
    path = tamed(path)
    bent = bends(path)
    parts = _subpaths(path, bent)
    if not parts:
        return None
    if len(parts) > 1:
        parts = [(turning(piece), ends) for piece, ends in parts]
        return Shape("polygons" if filled or all(closed for _, closed in parts) else "lines", np.empty((0, 2)), [p for p, _ in parts])
    points, closed = parts[0]
    closed = closed or filled
    if closed and not bent:
        spans = np.ptp(points, axis=0)
        if spans.min() < VISIBLE:  # such as a bar of height 0, whose outline is seen as a line
            along = points[:, np.argmax(spans)]
            return Shape("line", points[[along.argmin(), along.argmax()]], [])
        points = turning(points)
    if closed and (bent or len(points) >= ROUND_FROM):
        fitted = ellipse(points)
        if fitted is not None:
            return fitted
    if bent:
        return Shape("curve", points, [], closed=closed)
    if closed and len(points) == 4:
        return _four_corners(points)
    return Shape("polygon" if closed and len(points) > 2 else "line", points, [], closed=closed)


def _subpaths(path: Path, curved: bool) -> list[tuple[Array, bool]]:
    """The pieces of a path with curves flattened, each without a repeated last point, and whether it closes."""
    if curved:
        pieces = path.to_polygons(closed_only=False)
    elif path.codes is None or np.count_nonzero(path.codes == Path.MOVETO) < 2:
        codes = path.codes
        vertices = path.vertices if codes is None else path.vertices[straight(codes)]
        vertices = vertices[np.isfinite(vertices).all(axis=1)]
        ends = codes is not None and len(codes) > 0 and codes[-1] == Path.CLOSEPOLY
        return [_opened(vertices, ends)] if len(vertices) else []
    else:
        pieces = path.to_polygons(closed_only=False)
    return [_opened(np.asarray(piece), False) for piece in pieces if len(piece)]


def turning(points: Array) -> Array:
    """The corners of a closed outline, without points that lie on a side between them."""
    if len(points) < 5:
        return points
    after = np.roll(points, -1, axis=0) - points
    points, after = points[moved := np.abs(after).max(axis=1) > 1e-6], after[moved]
    before = np.roll(after, 1, axis=0)
    cross = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0])
    straight = (cross <= 1e-6 * np.hypot(*before.T) * np.hypot(*after.T)) & ((before * after).sum(axis=1) > 0)
    return points[~straight] if (~straight).sum() >= 3 else points


def _opened(points: Array, closes: bool) -> tuple[Array, bool]:
    repeats = len(points) > 2 and bool(np.allclose(points[0], points[-1], atol=1e-6))
    return (points[:-1] if repeats else points), closes or repeats


def _four_corners(points: Array) -> Shape:
    """A rectangle, upright or turned, if its corners are right angles; else a polygon."""
    sides = np.roll(points, -1, axis=0) - points
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    if lengths.min() < VISIBLE:
        return Shape("polygon", points, [], closed=True)
    units = sides / lengths[:, None]
    corners = np.abs((units * np.roll(units, -1, axis=0)).sum(axis=1)).max()
    if corners > AS_STRAIGHT or np.abs(points[0] + points[2] - points[1] - points[3]).max() > 0.02 * lengths.max():
        return Shape("polygon", points, [], closed=True)
    centre = points.mean(axis=0)
    across = int(np.argmax(np.abs(units[:2, 0]) >= np.abs(units[:2, 1])))
    half_w, half_h = sides[across] / 2, sides[1 - across] / 2
    half_w, half_h = half_w * (1 if half_w[0] >= 0 else -1), half_h * (1 if half_h[1] >= 0 else -1)
    angle = math.degrees(math.atan2(half_w[1], half_w[0]))
    upright = abs(half_w[1]) <= AS_STRAIGHT * lengths[across] / 2
    return Shape("rectangle", np.array([centre, centre + half_w, centre + half_h]), [], None if upright else angle, closed=True)


def ellipse(points: Array) -> Shape | None:
    """The circle or ellipse on which all points of a closed line lie with no wide gap; None where there is none.

    Least squares for a conic `a x2 + b xy + c y2 + d x + e y = 1` through the points, moved and scaled to about 1.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    middle, scale = (low + high) / 2, float((high - low).max()) / 2
    if scale < 0.5 or (high - low).min() < 0.02 * scale:
        return None
    x, y = ((points - middle) / scale).T
    a, b, c, d, e = np.linalg.lstsq(np.column_stack([x * x, x * y, y * y, x, y]), np.ones(len(x)), rcond=None)[0]
    form = np.array([[a, b / 2], [b / 2, c]])
    if np.linalg.det(form) <= 1e-9 or a <= 0:
        return None
    centre = -0.5 * np.linalg.solve(form, [d, e])
    values, vectors = np.linalg.eigh(form / (1 + centre @ form @ centre))
    if values.min() <= 0:
        return None
    seen = (np.column_stack([x, y]) - centre) @ vectors * np.sqrt(values)
    turns = np.sort(np.arctan2(seen[:, 1], seen[:, 0]))
    gaps = np.diff(np.append(turns, turns[0] + 2 * math.pi))
    if np.abs(np.hypot(seen[:, 0], seen[:, 1]) - 1).max() > 0.01 or gaps.max() > math.radians(40):
        return None
    return round_shape(middle + centre * scale, (vectors / np.sqrt(values)).T * scale)


def round_shape(centre: ArrayLike, axes: Array) -> Shape:
    """A circle or ellipse from its centre and two half axes at right angles (rows)."""
    lengths = np.hypot(axes[:, 0], axes[:, 1])
    if lengths.max() - lengths.min() <= max(0.01 * lengths.max(), 0.05):
        radius = float(lengths.mean())
        return Shape("circle", np.asarray(centre) + np.array([[0.0, 0], [radius, 0], [0, radius]]), [], closed=True)
    across = axes[np.argmax(np.abs(axes[:, 0]) / lengths)]
    up = axes[1] if across is axes[0] or np.array_equal(across, axes[0]) else axes[0]
    across, up = across * (1 if across[0] >= 0 else -1), up * (1 if up[1] >= 0 else -1)
    upright = abs(across[1]) <= AS_STRAIGHT * np.hypot(*across)
    angle = None if upright else math.degrees(math.atan2(across[1], across[0]))
    return Shape("ellipse", np.asarray(centre) + np.array([[0.0, 0], across, up]), [], angle, closed=True)


def flat_rectangle(ends: Array) -> Shape:
    """An upright rectangle without height or width, between two points."""
    (across, up), centre = np.abs(ends[1] - ends[0]) / 2, ends.mean(axis=0)
    return Shape("rectangle", centre + np.array([[0.0, 0], [across, 0], [0, up]]), [], closed=True)


def unit_circle(matrix: Array) -> Shape:
    """The unit circle under an affine matrix (3 x 3)."""
    turned, lengths, _ = np.linalg.svd(matrix[:2, :2])
    return round_shape(matrix[:2, 2], (turned * lengths).T)


def corners(box: Bbox) -> Array:
    """The outline of a box, closed."""
    return np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1], [box.x0, box.y0]])


def picked(points: Array, most: int) -> Array:
    """Indices of at most so many of the points: evenly chosen, with both ends and the extreme ones."""
    if len(points) <= most:
        return np.arange(len(points))
    keep = set(np.linspace(0, len(points) - 1, most - 2 * points.shape[1]).round().astype(int).tolist())
    for column in points.T:
        if np.isfinite(column).any():
            keep |= {int(np.nanargmin(column)), int(np.nanargmax(column))}
    return np.array(sorted(keep))


def thinned(points: Array, most: int) -> Array:
    """At most so many of the points."""
    return points[picked(points, most)]


def spread(points: Array, tidy: Callable[[Array], list[list[float | None]]]) -> list[list[float | None]]:
    """Lowest and highest value along each axis, rounded as `tidy` rounds points."""
    finite = points[np.isfinite(points).all(axis=1)]
    return [list(ends) for ends in zip(*tidy(np.array([finite.min(axis=0), finite.max(axis=0)])), strict=True)] if len(finite) else []


def digest(*columns: ArrayLike) -> str:
    """Eight hex digits of numbers, each column from its lowest to its highest: the same in other units, on another page."""
    told = 0
    for column in columns:
        flat = np.ma.asarray(column).reshape(-1)
        values = np.ma.filled(flat[:: len(flat) // DIGESTED + 1].astype(float), np.nan)
        there = np.isfinite(values)
        low, high = values.min(where=there, initial=np.inf), values.max(where=there, initial=-np.inf)
        steps = np.where(there, (values - low) / (high - low) * STEPS if high > low else 0.0, -1.0)
        told = zlib.crc32(np.rint(steps).astype("<i4").tobytes(), told)
    return f"{told:08x}"
