"""Unfolding polyhedra: faces laid into the plane one after the other, each joined to one that lies there already.

Model (shapes of the faces, vertices of each) -> joints (which side of which face) -> Paper (where every face comes to lie)
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page.vectors import Point, ring
from cpx.solids.wire.bodies import Body


class Shape(NamedTuple):
    """A face on its first side, which runs to the right from the origin; and how the script states it."""

    corners: list[Point]
    words: str


class Model(NamedTuple):
    """A polyhedron to unfold; its faces have the body's order, each listing its vertices from its shape's first corner."""

    body: Body
    shapes: dict[str, Shape]
    kinds: list[str]  # the shape of each face
    lateral: list[int]  # faces that are no bases, in order round the solid


class Joint(NamedTuple):
    """A face that is laid down: it, the face it is joined to, that face's side, and its own."""

    face: int
    parent: int
    side: int
    own: int


class Paper(NamedTuple):
    """The unfolded faces in the order in which they are laid down, and how each but the first is joined to an earlier one."""

    order: list[int]
    corners: list[list[Point]]
    joints: list[Joint]  # faces by their places in the order


def regular(n: int, side: float) -> list[Point]:
    """A regular polygon on the side from (0, 0) to (side, 0)."""
    spots = [(0.0, 0.0)]
    for k in range(n - 1):
        x, y = spots[-1]
        spots.append((x + side * math.cos(math.tau * k / n), y + side * math.sin(math.tau * k / n)))
    return spots


def neighbours(model: Model, face: int) -> list[tuple[int, int, int]]:
    """Sides of the face: the side, the face beyond it, and that face's own side."""
    sides = {edge: (k, j) for k, other in enumerate(model.body.faces) for j, edge in enumerate(ring(other))}
    return [(k, *sides[(b, a)]) for k, (a, b) in enumerate(ring(model.body.faces[face]))]


def any_way(rng: Random, model: Model) -> list[list[int]]:
    """Rows of face, parent and parent's side: any way to unfold the solid; the first row has no parent."""
    placed, rows = [rng.randrange(len(model.kinds))], list[list[int]]()
    while len(placed) < len(model.kinds):
        parent = rng.choice(placed)
        side, face, _ = rng.choice(neighbours(model, parent))
        if face not in placed:
            placed.append(face)
            rows.append([face, parent, side])
    return [[placed[0], -1, 0], *rows]


def strip(rng: Random, model: Model) -> list[list[int]]:
    """The faces round the solid in a row, the bases on any of them."""
    chain = model.lateral
    rows = [[chain[0], -1, 0]] + [_row(model, b, a) for a, b in pairwise(chain)]
    bases = [face for face in range(len(model.kinds)) if face not in chain]
    return rows + [_row(model, base, rng.choice(chain)) for base in bases]


def star(rng: Random, model: Model) -> list[list[int]]:
    """All faces round a base; the other base, if there is one, on any of them."""
    bases = [face for face in range(len(model.kinds)) if face not in model.lateral]
    rows = [[bases[0], -1, 0]] + [_row(model, face, bases[0]) for face in model.lateral]
    return rows + [_row(model, base, rng.choice(model.lateral)) for base in bases[1:]]


def _row(model: Model, face: int, parent: int) -> list[int]:
    side = next(k for k, other, _ in neighbours(model, parent) if other == face)
    return [face, parent, side]


def laid(model: Model, rows: Sequence[Sequence[int]]) -> Paper:
    """The faces in the plane; Misfit where two of them overlap or touch without being joined."""
    order = [face for face, _, _ in rows]
    corners = [model.shapes[model.kinds[order[0]]].corners]
    joints = []
    for face, parent, side in rows[1:]:
        at = order.index(parent)
        own = next(own for k, _, own in neighbours(model, parent) if k == side)
        p, q = corners[at][side], corners[at][(side + 1) % len(corners[at])]
        joints.append(Joint(len(corners), at, side, own))
        corners.append(attached(model.shapes[model.kinds[face]].corners, own, q, p))
    _apart(corners, joints)
    return Paper(order, corners, joints)


def attached(shape: Sequence[Point], own: int, p: Point, q: Point) -> list[Point]:
    """The shape turned and moved so that its side `own` runs from p to q."""
    z = [complex(*corner) for corner in shape]
    start, end = z[own], z[(own + 1) % len(z)]
    placed = [complex(*p) + (corner - start) * (complex(*q) - complex(*p)) / (end - start) for corner in z]
    return [(corner.real, corner.imag) for corner in placed]


def cuts(paper: Paper) -> list[tuple[int, int]]:
    """Sides that are no folds: the face and its side."""
    glued = {(joint.parent, joint.side) for joint in paper.joints} | {(joint.face, joint.own) for joint in paper.joints}
    return [(i, k) for i, face in enumerate(paper.corners) for k in range(len(face)) if (i, k) not in glued]


def _apart(faces: Sequence[Sequence[Point]], joints: Sequence[Joint]) -> None:
    """Misfit if two faces that are not joined share more than a corner."""
    joined = {frozenset((joint.face, joint.parent)) for joint in joints}
    for i, face in enumerate(faces):
        for j, other in enumerate(faces[:i]):
            if {i, j} in joined:
                continue
            gap = max(_gap(face, other), _gap(other, face))
            if gap < -1e-6 or (gap < 1e-6 and sum(math.dist(p, q) < 1e-6 for p in face for q in other) != 1):
                raise Misfit("two faces of the net that are not joined meet")


def _gap(face: Sequence[Point], other: Sequence[Point]) -> float:
    """How far the other polygon stays outside one of the face's sides, at best; negative if none parts them."""
    gaps = []
    for (ax, ay), (bx, by) in ring(face):
        long = math.dist((ax, ay), (bx, by))
        gaps.append(min(-((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / long for x, y in other))
    return max(gaps)
