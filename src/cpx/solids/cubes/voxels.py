"""Unit cubes in a grid: which of their faces a viewer sees and how much of each, and the three views.

cubes + view -> far to near -> each outward face less the outlines of all nearer cubes -> shares of faces in sight
"""

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from cpx.solids.page.project import View
from cpx.solids.page.vectors import Point, ring

Cube = tuple[int, int, int]  # its left, front, bottom corner

# Corners of a cube's faces, anticlockwise from outside, and the neighbour that would cover each.
FACES: dict[str, tuple[tuple[Cube, Cube, Cube, Cube], Cube]] = {
    "top": (((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)), (0, 0, 1)),
    "front": (((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)), (0, -1, 0)),
    "right": (((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)), (1, 0, 0)),
    "left": (((0, 1, 0), (0, 0, 0), (0, 0, 1), (0, 1, 1)), (-1, 0, 0)),
}


class Seen(NamedTuple):
    """A cube's face and the share of it that is in sight, 0 to 1."""

    cube: Cube
    face: str
    share: float


def sides(view: View) -> tuple[str, str, str]:
    """The three directions from which the viewer sees faces."""
    return "top", "front", "right" if view.toward((0, 0, 0))[0] > 0 else "left"


def far_to_near(cubes: Iterable[Cube], view: View) -> list[Cube]:
    """An order in which each cube hides only cubes before it."""
    side = 1 if sides(view)[2] == "right" else -1
    return sorted(cubes, key=lambda cube: (-cube[1], side * cube[0], cube[2]))


def seen(cubes: Iterable[Cube], view: View) -> list[Seen]:
    """Every face that no neighbour covers and that is turned to the viewer, far to near, with the share that nearer cubes leave."""
    order = far_to_near(cubes, view)
    outlines = [_outline(cube, view) for cube in order]
    found = []
    for i, cube in enumerate(order):
        for face in sides(view):
            corners, beside = FACES[face]
            if _plus(cube, beside) in order:
                continue
            polygon = [view.flat(_plus(cube, corner)) for corner in corners]
            left = [polygon]
            for outline in outlines[i + 1 :]:
                left = [piece for part in left for piece in minus(part, outline)]
            found.append(Seen(cube, face, sum(map(area, left)) / area(polygon)))
    return found


def minus(polygon: list[Point], other: list[Point]) -> list[list[Point]]:
    """What a convex polygon leaves of another one, both anticlockwise: convex pieces, slivers dropped."""
    pieces, rest = [], polygon
    for a, b in ring(other):
        outside = _half(rest, b, a)
        if len(outside) > 2 and area(outside) > 1e-9:
            pieces.append(outside)
        rest = _half(rest, a, b)
        if len(rest) < 3 or area(rest) < 1e-9:
            return [polygon] if sum(map(area, pieces)) > area(polygon) - 1e-9 else pieces
    return pieces


def area(polygon: list[Point]) -> float:
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in ring(polygon)) / 2


def surface(cubes: Iterable[Cube]) -> int:
    """Number of unit squares on the outside, those underneath and in closed hollows among them."""
    cubes = set(cubes)
    steps = ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))
    return sum(_plus(cube, step) not in cubes for cube in cubes for step in steps)


def stacked(heights: list[list[int]]) -> list[Cube]:
    """Cubes piled up: `heights` has a row for each depth, the nearest first."""
    return [(x, y, z) for y, row in enumerate(heights) for x, height in enumerate(row) for z in range(height)]


def grown(rng: Random, count: int) -> list[Cube]:
    """A connected set of cubes, each new one beside an old one, resting on the ground plane at z = 0 or above."""
    cubes = [(0, 0, 0)]
    while len(cubes) < count:
        x, y, z = rng.choice(cubes)
        dx, dy, dz = rng.choice(((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, 1)))
        new = (x + dx, y + dy, z + dz)
        if new not in cubes and max(_spread([*cubes, new])) <= 4:
            cubes.append(new)
    x, y, _ = (min(axis) for axis in zip(*cubes, strict=True))
    return sorted((a - x, b - y, c) for a, b, c in cubes)


def views(cubes: Iterable[Cube]) -> dict[str, list[str]]:
    """What is seen from the front, the right and above: rows of # and . from the top; from above, the back row first."""
    cubes = list(cubes)
    x, y, z = (max(axis) + 1 for axis in zip(*cubes, strict=True))
    front, right, top = {(c[0], c[2]) for c in cubes}, {(c[1], c[2]) for c in cubes}, {(c[0], c[1]) for c in cubes}
    return {
        "front": ["".join("#" if (i, k) in front else "." for i in range(x)) for k in reversed(range(z))],
        "right": ["".join("#" if (j, k) in right else "." for j in range(y)) for k in reversed(range(z))],
        "top": ["".join("#" if (i, j) in top else "." for i in range(x)) for j in reversed(range(y))],
    }


def _outline(cube: Cube, view: View) -> list[Point]:
    """The hexagon that a cube covers on the page, anticlockwise."""
    points = [view.flat(_plus(cube, (i, j, k))) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    return hull(points)


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, anticlockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    halves = []
    for run in (ordered, ordered[::-1]):
        chain: list[Point] = []
        for p in run:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 1e-12:
                chain.pop()
            chain.append(p)
        halves.append(chain[:-1])
    return halves[0] + halves[1]


def _half(polygon: list[Point], a: Point, b: Point) -> list[Point]:
    """The part of a convex polygon to the left of the line from a to b."""
    kept: list[Point] = []
    for p, q in ring(polygon):
        s, t = _turn(a, b, p), _turn(a, b, q)
        if s >= 0:
            kept.append(p)
        if s * t < 0:
            kept.append((p[0] + (q[0] - p[0]) * s / (s - t), p[1] + (q[1] - p[1]) * s / (s - t)))
    return kept


def _turn(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def _plus(a: Cube, b: Cube) -> Cube:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def _spread(cubes: list[Cube]) -> list[int]:
    return [max(axis) - min(axis) + 1 for axis in zip(*cubes, strict=True)]
