"""Relations that a viewer would agree to, derived from coordinates only where they hold exactly (to 1 part in 2,000 of the extent)."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe.picture import Point

TOLERANCE = 5e-4


class Grid(NamedTuple):
    rows: int
    columns: int
    across: float | None
    """Distance between neighbouring columns, where it is the same for all."""
    upwards: float | None


class Ring(NamedTuple):
    centre: Point
    radius: float
    even: bool


def extent(points: Sequence[Point]) -> float:
    """The longer side of the box round the points."""
    return max((max(axis) - min(axis) for axis in zip(*points, strict=False)), default=0.0)


def close(a: float, b: float, scale: float) -> bool:
    return abs(a - b) <= TOLERANCE * scale


def same(values: Sequence[float], scale: float | None = None) -> bool:
    """Whether all the values are one, to the tolerance."""
    if not values:
        return False
    return close(min(values), max(values), max(map(abs, values)) if scale is None else scale)


def levels(values: Sequence[float], scale: float) -> list[float]:
    """The distinct values, ascending, with those closer than the tolerance taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or not close(value, found[-1], scale):
            found.append(value)
    return found


def spacing(values: Sequence[float]) -> float | None:
    """The one step between ascending values, if it is the same throughout."""
    if len(values) < 2:
        return None
    steps = [b - a for a, b in itertools.pairwise(values)]
    return (values[-1] - values[0]) / len(steps) if same(steps, (values[-1] - values[0])) else None


def grid(points: Sequence[Point]) -> Grid | None:
    """Rows and columns, where every crossing holds one point and nothing else is there."""
    if len(points) < 2 or any(len(point) != 2 for point in points):
        return None
    scale = extent(points)
    if scale == 0:
        return None
    xs, ys = levels([p[0] for p in points], scale), levels([p[1] for p in points], scale)
    if len(xs) * len(ys) != len(points):
        return None
    cells = {(_nearest(xs, x), _nearest(ys, y)) for x, y in points}
    return Grid(len(ys), len(xs), spacing(xs), spacing(ys)) if len(cells) == len(points) else None


def chequered(points: Sequence[Point], colours: Sequence[str]) -> bool:
    """Whether a full grid of two or more rows and columns alternates between two colours."""
    lattice = grid(points)
    if lattice is None or min(lattice.rows, lattice.columns) < 2 or len(set(colours)) != 2:
        return False
    scale = extent(points)
    xs, ys = levels([p[0] for p in points], scale), levels([p[1] for p in points], scale)
    parity = {((_nearest(xs, x) + _nearest(ys, y)) % 2, colour) for (x, y), colour in zip(points, colours, strict=True)}
    return len(parity) == 2


def _nearest(ascending: list[float], value: float) -> int:
    low, high = 0, len(ascending) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if ascending[middle] < value else (low, middle)
    return low - 1 if low and value - ascending[low - 1] < ascending[low] - value else low


def ring(points: Sequence[Point]) -> Ring | None:
    """The circle that at least five points lie on all round, and whether they are evenly spaced on it."""
    if len(points) < 5 or any(len(point) != 2 for point in points):
        return None
    centre = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    distances = [math.dist(centre, point) for point in points]
    radius = sum(distances) / len(distances)
    if radius == 0 or not same(distances, radius):
        return None
    turns = sorted(math.atan2(p[1] - centre[1], p[0] - centre[0]) for p in points)
    gaps = [b - a for a, b in zip(turns, [*turns[1:], turns[0] + math.tau], strict=True)]
    even = same(gaps, max(gaps))
    return Ring(centre, radius, even) if even or max(gaps) < math.pi / 2 else None


def direction(start: Point, end: Point) -> str:
    """`horizontal`, `vertical` or `` of a segment in the plane."""
    across, upwards = abs(end[0] - start[0]), abs(end[1] - start[1])
    scale = max(across, upwards)
    if len(start) != 2 or scale == 0:
        return ""
    return "horizontal" if close(upwards, 0, scale) else "vertical" if close(across, 0, scale) else ""


def parallel(segments: Sequence[tuple[Point, Point]]) -> bool:
    """Whether two or more segments all point the same way, or straight back."""
    angles = [math.atan2(b[1] - a[1], b[0] - a[0]) % math.pi for a, b in segments if a != b]
    if len(angles) < 2 or len(angles) != len(segments):
        return False
    turns = [abs(angle - angles[0]) for angle in angles]
    return all(min(turn, math.pi - turn) < TOLERANCE for turn in turns)


def straight(points: Sequence[Point]) -> bool:
    """Whether all points lie on the segment from the first to the last."""
    if len(points) < 2 or points[0] == points[-1]:
        return False
    start, end = points[0], points[-1]
    length = math.dist(start, end)
    along = [sum((p - s) * (e - s) for p, s, e in zip(point, start, end, strict=False)) / length**2 for point in points]
    feet = [[s + t * (e - s) for s, e in zip(start, end, strict=False)] for t in along]
    return all(math.dist(foot, point) <= TOLERANCE * length for foot, point in zip(feet, points, strict=True))


def polygon(corners: Sequence[Point], equal: bool) -> str:
    """`square`, `right triangle`, `regular hexagon`; only what does not depend on lengths where the two axes have different units."""
    corners = without_middles(corners[:-1] if corners[0] == corners[-1] else corners)
    count = len(corners)
    sides = {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon"}.get(count)
    if sides is None:
        return f"{count}-cornered polygon" if count > 2 else "polygon"
    if count == 4:
        return _quadrilateral(corners, equal)
    lengths = [math.dist(a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    if equal and same(lengths) and (count == 3 or ring(corners)):
        return "equilateral triangle" if count == 3 else f"regular {sides}"
    if equal and count == 3:
        right = any(_square_corner(corners[i - 1], corners[i], corners[(i + 1) % 3]) for i in range(3))
        twins = any(same([lengths[i - 1], lengths[i]]) for i in range(3))
        return " ".join(word for word in ("right" if right else "", "isosceles" if twins else "", "triangle") if word)
    return sides


def right_corner(corners: Sequence[Point]) -> Point | None:
    """The corner of a triangle at which it has a right angle."""
    corners = without_middles(corners[:-1] if corners[0] == corners[-1] else corners)
    if len(corners) != 3:
        return None
    return next((corners[i] for i in range(3) if _square_corner(corners[i - 1], corners[i], corners[(i + 1) % 3])), None)


def without_middles(corners: Sequence[Point]) -> list[Point]:
    """The corners without repeated ones and without those in the middle of a straight side."""
    distinct = [p for i, p in enumerate(corners) if i == 0 or p != corners[i - 1]]
    if len(distinct) < 4:
        return distinct
    triples = zip([distinct[-1], *distinct[:-1]], distinct, [*distinct[1:], distinct[0]], strict=True)
    kept = [b for a, b, c in triples if not straight([a, b, c])]
    return kept if len(kept) >= 3 else distinct


def _quadrilateral(corners: Sequence[Point], equal: bool) -> str:
    a, b, c, d = corners
    scale = extent(corners)
    first = close(b[0] - a[0], c[0] - d[0], scale) and close(b[1] - a[1], c[1] - d[1], scale)
    lengths = [math.dist(p, q) for p, q in ((a, b), (b, c), (c, d), (d, a))]
    upright = all(direction(p, q) for p, q in ((a, b), (b, c), (c, d), (d, a)))
    if first and equal:
        right = _square_corner(a, b, c)
        return ("square" if right else "rhombus") if same(lengths) else "rectangle" if right else "parallelogram"
    if first:
        return "rectangle" if upright else "parallelogram"
    return "trapezoid" if parallel([(a, b), (d, c)]) or parallel([(b, c), (a, d)]) else "quadrilateral"


def _square_corner(a: Point, b: Point, c: Point) -> bool:
    dot = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1])
    return abs(dot) <= TOLERANCE * math.dist(a, b) * math.dist(b, c)
