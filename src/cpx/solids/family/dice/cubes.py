"""Dice: cubes with a mark on each face, turned and rolled; and what can be told of one that is seen in several positions.

Die (mark of each face, and which way it is turned) -> turned, rolled -> seen (top, front, right) -> opposite faces that follow
"""

from collections.abc import Sequence
from functools import cache
from itertools import permutations, product
from typing import NamedTuple

from cpx.solids.flat.hexominoes import Vector

Matrix = tuple[Vector, Vector, Vector]

TOP, FRONT, RIGHT = (0, 0, 1), (0, -1, 0), (1, 0, 0)
SEEN = {"top": (TOP, (1, 0, 0)), "front": (FRONT, (1, 0, 0)), "right": (RIGHT, (0, 1, 0))}
"""The faces in sight: which way each looks, and which way its lower side runs."""
ROLLS: dict[str, Matrix] = {
    "right": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
    "left": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "front": ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    "back": ((1, 0, 0), (0, 0, 1), (0, -1, 0)),
}


class Face(NamedTuple):
    """A face: its mark, the way it looks, and the way the lower side of its mark runs."""

    mark: str
    outward: Vector
    right: Vector


Die = tuple[Face, ...]


def die(marks: Sequence[str]) -> Die:
    """Marks of the faces on top, in front, on the right, then those opposite to them."""
    ways = [SEEN[name] for name in ("top", "front", "right")]
    ways += [(_minus(out), right) for out, right in ways]
    return tuple(Face(mark, out, right) for mark, (out, right) in zip(marks, ways, strict=True))


def pips(handed: str) -> Die:
    """A die whose opposite faces add up to seven; seen from their common corner 1, 2, 3 run anticlockwise, or clockwise."""
    return die(("1", "2", "3", "6", "5", "4") if handed == "anticlockwise" else ("1", "2", "4", "6", "5", "3"))


def turned(cube: Die, by: Matrix) -> Die:
    return tuple(Face(mark, _times(by, out), _times(by, right)) for mark, out, right in cube)


@cache
def turns() -> list[Matrix]:
    """The 24 ways to hold a cube."""
    found = []
    for order in permutations(range(3)):
        for signs in product((1, -1), repeat=3):
            rows = [tuple(sign * (k == at) for k in range(3)) for at, sign in zip(order, signs, strict=True)]
            matrix: Matrix = (rows[0], rows[1], rows[2])  # type: ignore[assignment]
            if _determinant(matrix) == 1:
                found.append(matrix)
    return found


def shown(cube: Die) -> dict[str, tuple[str, int]]:
    """Marks in sight, and by how many quarters each is turned to the left."""
    found = {}
    for name, (way, right) in SEEN.items():
        face = next(face for face in cube if face.outward == way)
        up = _cross(way, right)
        found[name] = (face.mark, (right, up, _minus(right), _minus(up)).index(face.right))
    return found


def at(cube: Die, way: Vector) -> str:
    """The mark on the face that looks this way."""
    return next(face.mark for face in cube if face.outward == way)


def opposite(views: Sequence[Sequence[str]], marks: Sequence[str]) -> dict[str, str]:
    """What must lie opposite each mark of a cube seen in these positions (top, front, right), where that follows."""
    first = views[0]
    rest = [mark for mark in marks if mark not in first]
    fits = [cube for cube in (die([*first, *others]) for others in permutations(rest)) if all(_can_show(cube, view) for view in views)]
    found = {}
    for mark in marks:
        partners = {at(cube, _minus(next(face.outward for face in cube if face.mark == mark))) for cube in fits}
        if len(partners) == 1:
            found[mark] = partners.pop()
    return found


def _can_show(cube: Die, view: Sequence[str]) -> bool:
    ways = {face.mark: face.outward for face in cube}
    top, front, right = (ways[mark] for mark in view)
    return _determinant((right, _minus(front), top)) == 1


def _times(by: Matrix, v: Vector) -> Vector:
    a, b, c = (row[0] * v[0] + row[1] * v[1] + row[2] * v[2] for row in by)
    return a, b, c


def _determinant(rows: Matrix) -> int:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _minus(v: Vector) -> Vector:
    return (-v[0], -v[1], -v[2])
