"""Convex parts of round and mixed solids, as what a line of sight finds of them: from where to where it runs inside.

part = (frustum of a cone or ball, or all of space) less what lies beyond some planes, less a hole
solid = several parts; a point is hidden if its way to the viewer runs through one of them
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Vec, cross, dot, sub, unit

Interval = tuple[float, float]
Inside = Callable[[Vec], Interval | None]  # of a point p: from which t to which the line p + t d runs inside
Clip = Callable[[Vec], Inside]  # of a direction d
Frame = tuple[Vec, Vec, Vec]  # two directions across the axis, and along it
Wall = tuple[Vec, Vec]  # a point of a plane, and the direction out of the solid

UPRIGHT: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
THIN = 1e-4  # what a line of sight runs through less than this is touched, not entered


class Part(NamedTuple):
    """A convex body between walls, perhaps with a convex hole in it."""

    clip: Clip | None = None  # None: everywhere
    walls: Sequence[Wall] = ()
    hole: "Part | None" = None

    def along(self, d: Vec) -> Inside:
        """Where lines in this direction run inside, the hole not counted out."""
        clip = self.clip(d) if self.clip else lambda p: (-math.inf, math.inf)
        walls = [(at, outward, dot(outward, d)) for at, outward in self.walls]

        def inside(p: Vec) -> Interval | None:
            found = clip(p)
            if not found:
                return None
            low, high = found
            for at, outward, slope in walls:
                gap = dot(outward, sub(at, p))
                if abs(slope) < 1e-12:
                    if gap < -1e-9:
                        return None
                elif slope > 0:
                    high = min(high, gap / slope)
                else:
                    low = max(low, gap / slope)
            return (low, high) if low < high else None

        return inside


def hides(parts: Sequence[Part], view: View) -> Callable[[Vec], bool]:
    """Whether a point's way to the viewer, who is infinitely far off, runs through one of the parts."""
    gaze = unit(view.toward((0.0, 0.0, 0.0)))
    found = [(part.along(gaze), part.hole.along(gaze) if part.hole else None) for part in parts]
    return lambda p: any(_blocks(p, inside, void) for inside, void in found)


def _blocks(p: Vec, inside: Inside, void: Inside | None) -> bool:
    found = inside(p)
    if not found:
        return False
    low, high = max(found[0], 0.0), found[1]
    if high - low < THIN:
        return False
    left_out = void(p) if void else None
    if not left_out:
        return True
    return max(0.0, min(high, left_out[0]) - low) > THIN or max(0.0, high - max(low, left_out[1])) > THIN


def frustum(base: Vec, r0: float, r1: float, h: float, frame: Frame = UPRIGHT) -> Clip:
    """Between a circle of radius r0 round the base and one of radius r1 at the distance h along the axis."""
    slope = (r1 - r0) / h

    def clip(d: Vec) -> Inside:
        dx, dy, dz = (dot(axis, d) for axis in frame)
        grow = slope * dz
        a = dx * dx + dy * dy - grow * grow

        def inside(p: Vec) -> Interval | None:
            q = (p[0] - base[0], p[1] - base[1], p[2] - base[2])
            px, py, pz = dot(frame[0], q), dot(frame[1], q), dot(frame[2], q)
            low, high = -math.inf, math.inf
            if abs(dz) > 1e-12:
                low, high = (-pz / dz, (h - pz) / dz) if dz > 0 else ((h - pz) / dz, -pz / dz)
            elif not -1e-9 <= pz <= h + 1e-9:
                return None
            radius = r0 + slope * pz
            b, c = px * dx + py * dy - radius * grow, px * px + py * py - radius * radius
            if a < 1e-12:
                return _steep(a, b, c, low, high)
            under = b * b - a * c
            if under <= 0:
                return None
            root = math.sqrt(under)
            low, high = max(low, (-b - root) / a), min(high, (root - b) / a)
            return (low, high) if low < high else None

        return inside

    return clip


def _steep(a: float, b: float, c: float, low: float, high: float) -> Interval | None:
    """For a line steeper than the side of the cone: what lies between the two ends and not between the two nappes."""
    marks = sorted({low, high, *(t for t in _roots(a, b, c) if low <= t <= high)})
    spans = [(s, t) for s, t in pairwise(marks) if a * (m := (s + t) / 2) * m + 2 * b * m + c < 0]
    return (spans[0][0], spans[-1][1]) if spans else None


def ball(centre: Vec, r: float) -> Clip:
    """A whole ball; a wall makes it a hemisphere or a cap."""

    def clip(d: Vec) -> Inside:
        square = dot(d, d)

        def inside(p: Vec) -> Interval | None:
            q = sub(p, centre)
            roots = _roots(square, dot(q, d), dot(q, q) - r * r)
            return (roots[0], roots[1]) if len(roots) == 2 else None

        return inside

    return clip


def block(corners: Sequence[Vec], faces: Sequence[Sequence[Vec]]) -> Part:
    """A convex polyhedron: a wall for each face; the corners show which way is out."""
    middle = tuple(sum(p[k] for p in corners) / len(corners) for k in range(3))
    walls = []
    for face in faces:
        across = unit(cross(sub(face[1], face[0]), sub(face[2], face[0])))
        out = dot(across, sub(face[0], middle)) > 0  # type: ignore[arg-type]
        walls.append((face[0], across if out else (-across[0], -across[1], -across[2])))
    return Part(None, walls)


def silhouette(r0: float, r1: float, h: float, view: View, frame: Frame = UPRIGHT) -> tuple[float, float]:
    """The two angles round the axis, in degrees, at which a cylinder or cone turns away from a viewer infinitely far off.

    Misfit if it turns away nowhere: then it is seen from above and shows no outline but its rims.
    """
    g = unit(view.toward((0.0, 0.0, 0.0)))
    u, v, w = frame
    a, b, c = h * dot(u, g), h * dot(v, g), (r1 - r0) * dot(w, g)
    size = math.hypot(a, b)
    if size < 1e-9 or abs(c) > 0.93 * size:
        raise Misfit("seen so steeply a cone is hardly more than its base")
    turn, half = math.degrees(math.atan2(b, a)), math.degrees(math.acos(c / size))
    return turn - half, turn + half


def _roots(a: float, b: float, c: float) -> list[float]:
    """Where a t^2 + 2 b t + c is 0, in order."""
    if abs(a) < 1e-12:
        return [-c / (2 * b)] if abs(b) > 1e-12 else []
    under = b * b - a * c
    if under <= 0:
        return []
    root = math.sqrt(under)
    return sorted(((-b - root) / a, (-b + root) / a))
