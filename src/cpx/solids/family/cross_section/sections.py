"""Plane sections of polyhedra: the polygon in which a plane meets the faces, and what is left when one side is cut off."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page.vectors import Vec, between, cross, dot, length, normal, ring, sub, unit

ON = 1e-7


class Crossing(NamedTuple):
    """A corner of the section: on the edge ab at this share of it, or the vertex a where b is empty."""

    a: str
    b: str
    share: float


class Plane(NamedTuple):
    """Points p with normal . p = offset."""

    normal: Vec
    offset: float

    def side(self, p: Vec) -> float:
        """Signed distance."""
        return dot(self.normal, p) - self.offset


def through(p: Vec, q: Vec, r: Vec) -> Plane:
    """The plane through three points."""
    across = cross(sub(q, p), sub(r, p))
    if length(across) < 1e-6:
        raise Misfit("three points on a line fix no plane")
    return Plane(unit(across), dot(unit(across), p))


def section(points: Mapping[str, Vec], faces: Sequence[Sequence[str]], plane: Plane) -> list[Crossing]:
    """Corners of the section of a convex polyhedron, in order round it; Misfit if the plane meets it in less than a polygon."""
    if any(all(abs(plane.side(points[name])) <= ON for name in face) for face in faces):
        raise Misfit("the plane lies along a face")
    links: dict[Crossing, list[Crossing]] = {}
    for face in faces:
        ends = _crossings(points, face, plane)
        if len(ends) == 2:
            for one, other in (ends, ends[::-1]):
                if other not in links.setdefault(one, []):
                    links[one].append(other)
    if len(links) < 3 or any(len(next_to) != 2 for next_to in links.values()):
        raise Misfit("the plane does not cut the solid in a polygon")
    path = [next(iter(links))]
    while len(path) < len(links):
        path.append(next(corner for corner in links[path[-1]] if corner not in path[-2:]))
    return path


def kept(points: Mapping[str, Vec], faces: Sequence[Sequence[str]], plane: Plane, names: Mapping[Crossing, str]) -> list[list[str]]:
    """Faces of the part on the plane's negative side, the section last, each seen anticlockwise from outside."""
    left = []
    for face in faces:
        part: list[str] = []
        for a, b in ring(face):
            if plane.side(points[a]) < -ON:
                part.append(a)
            elif abs(plane.side(points[a])) <= ON:
                part.append(names.get(Crossing(a, "", 0), a))
            if plane.side(points[a]) * plane.side(points[b]) < -ON * ON and abs(plane.side(points[a])) > ON < abs(plane.side(points[b])):
                part.append(names[_crossing(points, a, b, plane)])
        if len(part) > 2:
            left.append(part)
    return left


def facing(corners: list[str], points: Mapping[str, Vec], outward: Vec) -> list[str]:
    """The corners in the order that is anticlockwise for who looks against `outward`."""
    return corners if dot(normal([points[name] for name in corners]), outward) > 0 else corners[::-1]


def _crossings(points: Mapping[str, Vec], face: Sequence[str], plane: Plane) -> list[Crossing]:
    """Where the plane meets the border of a face."""
    ends = []
    for a, b in ring(face):
        p, q = plane.side(points[a]), plane.side(points[b])
        if abs(p) <= ON:
            ends.append(Crossing(a, "", 0))
        elif p * q < 0 and abs(q) > ON:
            ends.append(_crossing(points, a, b, plane))
    return ends


def _crossing(points: Mapping[str, Vec], a: str, b: str, plane: Plane) -> Crossing:
    order = list(points)
    a, b = (a, b) if order.index(a) < order.index(b) else (b, a)
    p, q = plane.side(points[a]), plane.side(points[b])
    return Crossing(a, b, round(p / (p - q), 6))


def at(points: Mapping[str, Vec], crossing: Crossing) -> Vec:
    """Where the corner lies."""
    return between(points[crossing.a], points[crossing.b], crossing.share) if crossing.b else points[crossing.a]
