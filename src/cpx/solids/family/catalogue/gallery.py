"""Small solids for a row of them: prisms, pyramids and frusta by their two bases, round solids by two radii, balls and domes.

Piece (sides, radii, height, turn) -> its points, edges and faces, which edges are hidden, its strokes on the page
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Vec, centre, dot, normal, ring, sub, times
from cpx.solids.wire.layout import clear

WORDS = {3: "triangular", 4: "square", 5: "pentagonal", 6: "hexagonal", 8: "octagonal"}


class Piece(NamedTuple):
    """One solid; `sides` is 0 for round ones."""

    kind: str
    sides: int
    low: float  # radius of the lower base, to its corners
    high: float  # of the upper one; 0 for an apex
    height: float
    turn: int  # of the base, degrees
    lying: bool

    def points(self) -> list[Vec]:
        """The lower base's corners, then the upper one's, or the apex."""
        found = [self._corner(self.low, k, 0) for k in range(self.sides)]
        found += [self._corner(self.high, k, self.height) for k in range(self.sides)] if self.high else [(0, 0, self.height)]
        if self.lying:
            lowest = max(x for x, _, _ in found)
            found = [(z - self.height / 2, y, lowest - x) for x, y, z in found]
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return [(x * c - y * s, x * s + y * c, z) for x, y, z in found]

    def _corner(self, r: float, k: int, z: float) -> Vec:
        t = math.tau * (k + 0.5) / self.sides
        return r * math.cos(t), r * math.sin(t), z

    def faces(self) -> list[list[int]]:
        n = self.sides
        around = [(k, (k + 1) % n) for k in range(n)]
        if not self.high:
            return [list(range(n)), *([a, b, n] for a, b in around)]
        return [list(range(n)), list(range(n, 2 * n)), *([a, b, n + b, n + a] for a, b in around)]

    def edges(self) -> list[tuple[int, int]]:
        """Round the lower base, round the upper one, then between them."""
        n = self.sides
        found = [(k, (k + 1) % n) for k in range(n)]
        if self.high:
            return found + [(n + a, n + b) for a, b in found] + [(k, n + k) for k in range(n)]
        return found + [(k, n) for k in range(n)]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Vertices, edges, faces of a polyhedron."""
        return len(self.points()), len(self.edges()), len(self.faces())


def hidden(piece: Piece, view: View) -> list[int]:
    """Numbers of the edges behind the solid: those between two faces that are turned away."""
    points = piece.points()
    middle = centre(points)
    seen: set[frozenset[int]] = set()
    for face in piece.faces():
        corners = [points[k] for k in face]
        across = normal(corners)
        outward = across if dot(across, sub(centre(corners), middle)) > 0 else times(across, -1)
        if dot(outward, view.toward(corners[0])) > 1e-7:
            seen |= {frozenset(side) for side in ring(face)}
    return [k for k, edge in enumerate(piece.edges()) if frozenset(edge) not in seen]


def readable(piece: Piece, view: View, scale: float) -> bool:
    """Whether the picture does not mislead; corners have no names, so half the usual distances are enough."""
    names = {str(k): p for k, p in enumerate(piece.points())}
    paper = {name: (2 * x * scale, 2 * y * scale) for name, p in names.items() for x, y in [view.flat(p)]}
    try:
        clear(names, paper, [(str(a), str(b)) for a, b in piece.edges()])
    except Misfit:
        return False
    return True


def outline(piece: Piece, view: View) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Strokes of a round piece on the page, for its size."""
    e = math.radians(view.height)
    if piece.kind in ("sphere", "hemisphere"):
        z = piece.low if piece.kind == "sphere" else 0
        spots = [(piece.low * math.cos(t), z * math.cos(e) + piece.low * math.sin(t)) for t in _turns(piece.kind)]
        return list(pairwise(spots)) + _circle(piece.low, z, e)
    lines = _circle(piece.low, 0, e) + (_circle(piece.high, piece.height, e) if piece.high else [])
    return [*lines, *(((sign * piece.low, 0.0), (sign * piece.high, piece.height * math.cos(e))) for sign in (-1, 1))]


def _turns(kind: str) -> list[float]:
    return [math.pi * k / 30 for k in range(61 if kind == "sphere" else 31)]


def _circle(r: float, z: float, e: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    spots = [(r * math.cos(t), z * math.cos(e) + r * math.sin(t) * math.sin(e)) for t in _turns("sphere")]
    return list(pairwise(spots))


def strokes(piece: Piece, view: View) -> Sequence[tuple[tuple[float, float], tuple[float, float]]]:
    """All lines of the piece on the page."""
    if not piece.sides:
        return outline(piece, view)
    points = [view.flat(p) for p in piece.points()]
    return [(points[a], points[b]) for a, b in piece.edges()]
