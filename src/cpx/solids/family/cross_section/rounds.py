"""Round solids, upright and seen from the front and above: cylinder, cone, sphere, whole or cut by a plane.

dimensions + plane -> surfaces (for hiding), rims (arcs on them), horizon (where the surface turns away), section
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page.hidden import Piece, Surface, arcs, closed, ellipse, plane
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Vec, between, cross, dot, sub, times, unit
from cpx.solids.wire.scene import Arc

Line = tuple[Vec, Vec]
Ellipse = tuple[Vec, Vec, Vec]  # centre and half axes


class Round(NamedTuple):
    """A round solid, perhaps what is left above or below a plane."""

    surfaces: list[Surface]
    rims: list[Arc]
    horizon: list[Line]  # straight parts of the outline
    section: Ellipse  # in which the plane cuts
    corners: dict[str, Vec]  # or of the section through the axis, which is a polygon


def cylinder(r: float, h: float, tilt: float, turn: float, level: float, cut: bool, view: View) -> Round:
    """Radius, height; the plane z = level + tilt * x turned about the axis by `turn` degrees; `cut`: only what is below is left."""
    if level + abs(tilt) * r > h - 0.1 or level - abs(tilt) * r < 0.1:
        raise Misfit("the plane cuts the cylinder's base")
    section = _turned((0, 0, level), (r, 0, tilt * r), (0, r, 0), turn)
    side = Surface(lambda p: p[0] ** 2 + p[1] ** 2 - r * r, lambda p: (p[0], p[1], 0))
    surfaces = [side, plane((0, 0, 0), (0, 0, -1)), _lid(section, h, cut)]
    rims = [("rim of the base", ((0.0, 0.0, 0.0), (r, 0.0, 0.0), (0.0, r, 0.0)))]
    rims += [] if cut else [("rim of the top", ((0.0, 0.0, h), (r, 0.0, 0.0), (0.0, r, 0.0)))]
    rims += [("section", section)]
    tops = [_above(section, (x, 0)) if cut else h for x in (-r, r)]
    return Round(surfaces, _rims(rims, surfaces, view), [((x, 0, 0), (x, 0, z)) for x, z in zip((-r, r), tops, strict=True)], section, {})


def cone(r: float, h: float, tilt: float, turn: float, level: float, cut: bool, view: View) -> Round:
    """As the cylinder, with the apex at height h."""
    slope = r * tilt / h
    if abs(slope) > 0.8:
        raise Misfit("the plane is too steep to cut the cone in an ellipse")
    near, far = r * (1 - level / h) / (1 + slope), -r * (1 - level / h) / (1 - slope)
    x = (near + far) / 2
    z, half = level + tilt * x, (near - far) / 2
    if level + tilt * far < 0.1 or level + tilt * near < 0.1 or max(level + tilt * far, level + tilt * near) > h - 0.1:
        raise Misfit("the plane cuts the cone's base")
    depth = math.sqrt((r * (1 - z / h)) ** 2 - x * x)
    section = _turned((x, 0, z), (half, 0, tilt * half), (0, depth, 0), turn)
    side = Surface(
        lambda p: math.hypot(p[0], p[1]) - r * (1 - p[2] / h),
        lambda p: (p[0] / (math.hypot(p[0], p[1]) or 1), p[1] / (math.hypot(p[0], p[1]) or 1), r / h),
    )
    surfaces = [side, plane((0, 0, 0), (0, 0, -1))] + ([_lid(section, h, cut)] if cut else [])
    rims = _rims([("rim of the base", ((0, 0, 0), (r, 0, 0), (0, r, 0))), ("section", section)], surfaces, view)
    rise = r / h * math.tan(math.radians(view.height))
    if rise > 0.9:
        raise Misfit("seen from so high the cone is hardly more than its base")
    feet = [(r * side * math.sqrt(1 - rise * rise), r * rise, 0.0) for side in (-1, 1)]
    return Round(surfaces, rims, [(foot, _meets(foot, (0, 0, h), section) if cut else (0, 0, h)) for foot in feet], section, {})


def axial(kind: str, r: float, h: float, turn: float, view: View) -> Round:
    """A whole cylinder or cone, and its section through the axis, `turn` degrees from the front plane."""
    whole = (cylinder if kind == "cylinder" else cone)(r, h, 0, 0, h / 2, False, view)
    x, y = round(r * math.cos(math.radians(turn)), 3), round(r * math.sin(math.radians(turn)), 3)
    corners: dict[str, Vec] = {"A": (-x, -y, 0), "B": (x, y, 0)}
    corners |= {"P": (0, 0, h)} if kind == "cone" else {"C": (x, y, h), "D": (-x, -y, h)}
    return whole._replace(rims=[rim for rim in whole.rims if rim.about != "section"], corners=corners)


def sphere(r: float, axis: Vec, offset: float, cut: bool, view: View) -> Round:
    """Radius; the plane at `offset` from the centre, across the unit vector `axis`; `cut`: only what is behind it is left."""
    gaze = unit(view.toward((0, 0, 0)))
    radius = math.sqrt(r * r - offset * offset)
    u = unit(cross(axis, gaze))
    section = (times(axis, offset), times(u, radius), times(cross(axis, u), radius))
    surfaces = [Surface(lambda p: dot(p, p) - r * r, lambda p: p)] + ([plane(section[0], axis)] if cut else [])
    across = (view.right, view.up)
    outline = ("outline", ((0.0, 0.0, 0.0), times(across[0], r), times(across[1], r)))
    equator = ("equator", ((0.0, 0.0, 0.0), (r, 0.0, 0.0), (0.0, r, 0.0)))
    rims = [Arc(*_flat(outline), pieces=_left(ellipse(*outline[1]), section, axis) if cut else [Piece(0, 360, False)])]
    if not cut:
        rims += _rims([equator], surfaces, view)
    return Round(surfaces, rims + _rims([("section", section)], surfaces, view), [], section, {})


def _rims(curves: list[tuple[str, Ellipse]], surfaces: list[Surface], view: View) -> list[Arc]:
    return [Arc(about, *axes, pieces=closed(arcs(ellipse(*axes), 0, 360, surfaces, view))) for about, axes in curves]


def _flat(curve: tuple[str, Ellipse]) -> tuple[str, Vec, Vec, Vec]:
    return curve[0], *curve[1]


def _left(curve: Callable[[float], Vec], section: Ellipse, axis: Vec) -> list[Piece]:
    """The part of a closed curve behind the plane of the section; Misfit if that is all or nothing."""
    beyond = lambda t: dot(axis, sub(curve(t), section[0])) > 0  # noqa: E731
    marks = [k * 2.0 for k in range(181)]
    turns = [(a, b) for a, b in pairwise(marks) if beyond(a) != beyond(b)]
    if len(turns) != 2:
        raise Misfit("the cut does not cross the sphere's outline")
    first, second = (_bisected(a, b, beyond) for a, b in turns)
    return [Piece(second - 360, first, False)] if beyond((first + second) / 2) else [Piece(first, second, False)]


def _bisected(a: float, b: float, test: Callable[[float], bool]) -> float:
    first = test(a)
    while b - a > 1e-9:
        a, b = ((a + b) / 2, b) if test((a + b) / 2) == first else (a, (a + b) / 2)
    return (a + b) / 2


def _lid(section: Ellipse, h: float, cut: bool) -> Surface:
    if not cut:
        return plane((0, 0, h), (0, 0, 1))
    across = cross(section[1], section[2])
    return plane(section[0], unit(across if across[2] > 0 else times(across, -1)))


def _turned(centre: Vec, u: Vec, v: Vec, turn: float) -> Ellipse:
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    a, b, d = ((p[0] * c - p[1] * s, p[0] * s + p[1] * c, p[2]) for p in (centre, u, v))
    return a, b, d


def _above(section: Ellipse, spot: tuple[float, float]) -> float:
    """Height of the section's plane over a spot of the ground."""
    n = cross(section[1], section[2])
    return section[0][2] - (n[0] * (spot[0] - section[0][0]) + n[1] * (spot[1] - section[0][1])) / n[2]


def _meets(a: Vec, b: Vec, section: Ellipse) -> Vec:
    """Where the line ab meets the section's plane."""
    n = cross(section[1], section[2])
    p, q = dot(n, sub(a, section[0])), dot(n, sub(b, section[0]))
    return between(a, b, p / (p - q))
