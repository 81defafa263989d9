"""Relations that a viewer would agree to, derived from coordinates only where they hold exactly (to 1 part in 2,000 of the extent)."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, ...]
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


class Trend(NamedTuple):
    """The course of a line whose x never turns back."""

    start: Point
    end: Point
    peaks: list[Point]
    """Inner points higher than both neighbours, from left to right."""
    troughs: list[Point]
    low: Point
    high: Point
    flat: bool
    straight: bool


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
    return (
        Ring(centre, radius, same(gaps, max(gaps)))
        if max(gaps) < math.pi / 2 + 0.01 or (len(points) < 8 and same(gaps, max(gaps)))
        else None
    )


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


def spiral(points: Sequence[Point]) -> float | None:
    """Turns of a line of many points that winds round its first point, always farther out; None for other lines."""
    if len(points) < 20 or any(len(p) != 2 for p in points):
        return None
    hub = points[0]
    radii = [math.dist(hub, point) for point in points]
    if any(b <= a for a, b in itertools.pairwise(radii)):
        return None
    angles = [math.atan2(p[1] - hub[1], p[0] - hub[0]) for p in points[1:]]
    steps = [math.remainder(b - a, math.tau) for a, b in itertools.pairwise(angles)]
    one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    turns = abs(sum(steps)) / math.tau
    return turns if one_way and turns > 1 and max(map(abs, steps)) < math.pi / 2 else None


def closed(points: Sequence[Point]) -> bool:
    """Whether a path of three or more vertices ends where it began."""
    return len(points) > 3 and math.dist(points[0], points[-1]) <= TOLERANCE * extent(points)


def trend(points: Sequence[Point]) -> Trend | None:
    """The rises and falls of a line whose x always grows (or always shrinks); None for other lines."""
    if len(points) < 2 or any(len(p) != 2 for p in points):
        return None
    path = list(points) if points[0][0] <= points[-1][0] else list(reversed(points))
    if any(b[0] <= a[0] for a, b in itertools.pairwise(path)):
        return None
    heights = [p[1] for p in path]
    span = max(heights) - min(heights)
    peaks, troughs = _turns(path, span)
    return Trend(
        start=path[0],
        end=path[-1],
        peaks=peaks,
        troughs=troughs,
        low=min(path, key=lambda p: p[1]),
        high=max(path, key=lambda p: p[1]),
        flat=span <= 1e-9 * max(abs(h) for h in heights) or span == 0,
        straight=straight(path),
    )


def _turns(path: Sequence[Point], span: float) -> tuple[list[Point], list[Point]]:
    """Where the line turns from rising to falling and back; a wiggle smaller than the tolerance is no turn."""
    peaks: list[Point] = []
    troughs: list[Point] = []
    heading, extreme = 0, path[0]
    for point in path[1:]:
        if (heading >= 0 and point[1] > extreme[1]) or (heading <= 0 and point[1] < extreme[1]):
            step = point[1] - path[0][1]
            if heading == 0 and abs(step) > TOLERANCE * span:
                heading = 1 if step > 0 else -1
            if heading != 0:
                extreme = point
        elif heading and abs(point[1] - extreme[1]) > TOLERANCE * span:
            (peaks if heading > 0 else troughs).append(extreme)
            heading, extreme = -heading, point
    return peaks, troughs


def polygon(corners: Sequence[Point], equal: bool) -> str:
    """`square`, `right triangle`, `regular hexagon`; only what does not depend on lengths where the two axes have different units."""
    corners = without_middles(corners[:-1] if closed(corners) else corners)
    count = len(corners)
    sides = {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon"}.get(count)
    if sides is None:
        return f"polygon with {count} corners"
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
    return "trapezium" if parallel([(a, b), (d, c)]) or parallel([(b, c), (a, d)]) else "quadrilateral"


def _square_corner(a: Point, b: Point, c: Point) -> bool:
    dot = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1])
    return abs(dot) <= TOLERANCE * math.dist(a, b) * math.dist(b, c)
