"""Nets on squared paper: the 35 shapes of six squares, which of them fold to a cube, and where each square then comes to lie."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

Cell = tuple[int, int]  # column and row of a square, counted rightwards and upwards
Vector = tuple[int, int, int]


class Frame(NamedTuple):
    """How a square lies in space, seen from outside the cube: `outward` is the cross product of `right` and `up`."""

    outward: Vector
    right: Vector
    up: Vector


@cache
def hexominoes() -> tuple[tuple[Cell, ...], ...]:
    """The 35 shapes of six squares, no two of them equal by turning or reflecting."""
    shapes: set[tuple[Cell, ...]] = {((0, 0),)}
    for _ in range(5):
        shapes = {normal([*shape, cell]) for shape in shapes for square in shape for cell in beside(square) if cell not in shape}
    return tuple(sorted(shapes))


@cache
def cube_nets() -> tuple[tuple[Cell, ...], ...]:
    """The eleven of them that fold to a cube."""
    return tuple(shape for shape in hexominoes() if folds(shape))


@cache
def other_hexominoes() -> tuple[tuple[Cell, ...], ...]:
    """The twenty-four that do not."""
    return tuple(shape for shape in hexominoes() if not folds(shape))


def fold(cells: Iterable[Cell]) -> dict[Cell, Frame]:
    """Each square's place when the paper is folded backwards along every inner edge, the first square staying as it is."""
    left = list(cells)
    placed = {left.pop(0): Frame((0, 0, 1), (1, 0, 0), (0, 1, 0))}
    queue = list(placed)
    for square in queue:
        frame = placed[square]
        for cell, turned in zip(beside(square), neighbours(frame), strict=True):
            if cell in left:
                left.remove(cell)
                placed[cell] = turned
                queue.append(cell)
    return placed


def folds(cells: Iterable[Cell]) -> bool:
    """Whether the squares cover all six faces of a cube."""
    return len({frame.outward for frame in fold(cells).values()}) == 6


def turned(cells: Iterable[Cell], quarters: int, mirrored: bool) -> list[Cell]:
    """The shape turned anticlockwise and reflected, its lowest column and row 0."""
    for _ in range(quarters):
        cells = [(-y, x) for x, y in cells]
    return list(_at_origin([(-x, y) for x, y in cells] if mirrored else cells))


def normal(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """One form for all turns and reflections of a shape: the least of the eight."""
    cells = list(cells)
    return min(tuple(sorted(turned(cells, quarters, mirrored))) for quarters in range(4) for mirrored in (False, True))


def beside(cell: Cell) -> tuple[Cell, Cell, Cell, Cell]:
    """The squares to the right, left, above and below."""
    x, y = cell
    return (x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)


def neighbours(frame: Frame) -> tuple[Frame, Frame, Frame, Frame]:
    """The faces beyond the right, left, upper and lower side, as the paper is folded backwards there."""
    n, r, u = frame
    return Frame(r, _minus(n), u), Frame(_minus(r), n, u), Frame(u, r, _minus(n)), Frame(_minus(u), r, n)


def inner_edges(cells: Iterable[Cell]) -> list[tuple[Cell, Cell]]:
    """Pairs of squares that share an edge."""
    cells = list(cells)
    return [(a, b) for a in cells for b in cells if b in (beside(a)[0], beside(a)[2])]


def outline(cells: Iterable[Cell]) -> list[Cell]:
    """Corners of the border, anticlockwise, for a shape without holes; corners where it runs straight on are left out."""
    steps = dict[Cell, Cell]()
    cells = set(cells)
    for x, y in cells:
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        for start, end, outside in zip(corners, corners[1:] + corners[:1], [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)], strict=True):
            if outside not in cells:
                steps[start] = end
    path = [min(steps)]
    while steps[path[-1]] != path[0]:
        path.append(steps[path[-1]])
    turns = zip(path[-1:] + path[:-1], path, path[1:] + path[:1], strict=True)
    return [b for a, b, c in turns if (b[0] - a[0], b[1] - a[1]) != (c[0] - b[0], c[1] - b[1])]


def _minus(v: Vector) -> Vector:
    return (-v[0], -v[1], -v[2])


def _at_origin(cells: Iterable[Cell]) -> Iterable[Cell]:
    cells = list(cells)
    left, low = min(x for x, _ in cells), min(y for _, y in cells)
    return ((x - left, y - low) for x, y in cells)
