"""Round solids in round solids: balls, cylinders and cones in cylinders, cones, spheres and hemispheres."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.page import project
from cpx.solids.round import turned
from cpx.solids.round.terms import ZERO, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured

CONES = ((3, 4), (6, 8), (9, 12), (5, 12), (8, 15), (12, 16))
TUBES = ((2, 5), (3, 4), (3, 6), (4, 6), (5, 8), (2, 6), (4, 9))
INNER = ((5, 3), (5, 4), (13, 12), (10, 6), (10, 8), (15, 9), (25, 20))


class Made(NamedTuple):
    """The solid in the making, what it is, and volumes."""

    solid: Turned
    outer: str
    inner: str
    extra: str
    outer_volume: float
    inner_volume: float
    lengths: dict[str, float]  # that follow and can be asked for
    told: str = ""  # what the picture does not print


def begun(draw: Draw, names: Sequence[str], rows: Sequence[Sequence[float]], said: Sequence[str], boxed: bool = False) -> Turned:
    """A solid seen from the front, or from the side where it has edges that would lie on one another."""
    given = measured.sizes(draw, names, rows)
    view = (
        project.orthographic(draw.one("turn", (25, 30, -25, -30)), draw.one("elevation", (15, 18, 20))) if boxed else turned.upright(draw)
    )
    solid = Turned(draw, given, dict(zip(names, said, strict=True)), view)
    solid.print.style = "plain"
    return solid


def radius(solid: Turned, z: Term, r: Term, symbol: str, centre: str = "O") -> None:
    """A radius with its value, from a named centre."""
    end = solid.end
    solid.axis_point(centre, z)
    solid.on_rim(end, z, r, solid.draw.one("radius_turn", (0, -25, -40, 180, 205)))
    solid.line(centre, end)
    solid.given_at(centre, end, symbol, plain=True)


def tube(solid: Turned, r: Term, h: Term) -> list[str]:
    solid.rim("lower rim", ZERO, r)
    solid.rim("upper rim", h, r)
    return solid.frustum(ZERO, r, h, r)


def ball_in_cylinder(draw: Draw) -> Made:
    solid = begun(draw, ("r",), ((2,), (3,), (4,), (5,), (6,)), ("radius of the sphere",))
    r = solid.t("r")
    tube(solid, r, solid.t({"r": 2}))
    solid.ball(r, r)
    solid.rim("circle in which the sphere touches the side", r, r)
    radius(solid, r, r, "r")
    n = r.value
    return Made(solid, "a cylinder", "a sphere", " that it touches all round", math.tau * n**3, 4 / 3 * math.pi * n**3, {})


def balls_in_cylinder(draw: Draw) -> Made:
    """Balls one above the other that fill the cylinder's width and height."""
    solid = begun(draw, ("r",), ((2,), (3,), (4,), (5,), (6,)), ("radius of the balls",))
    count = draw.one("count", (2, 3))
    r, n = solid.t("r"), solid.given["r"]
    tube(solid, r, solid.t({"r": 2 * count}))
    for k in range(count):
        solid.ball(solid.t({"r": 2 * k + 1}), r)
    radius(solid, r, r, "r")
    inner = f"a stack of {('no', 'one', 'two', 'three')[count]} equal balls"
    return Made(solid, "a cylinder", inner, " that they touch all round", 2 * count * math.pi * n**3, count * 4 / 3 * math.pi * n**3, {})


def cone_in_cylinder(draw: Draw) -> Made:
    solid = begun(draw, ("r", "h"), TUBES, ("radius", "height"))
    r, h = solid.t("r"), solid.t("h")
    ends = tube(solid, r, h)
    if draw.one("apex_at", ("top", "top", "bottom")) == "top":
        solid.frustum(ZERO, r, h, ZERO, ("", "", "P", "P"))
        radius(solid, ZERO, r, "r")
    else:
        solid.frustum(ZERO, ZERO, h, r, ("P", "P"))
        radius(solid, h, r, "r")
    solid.given_at(ends[1], ends[3], "h", plain=True)
    volume = math.pi * r.value**2 * h.value
    slant = math.hypot(r.value, h.value)
    return Made(solid, "a cylinder", "a cone", " with the same base and height", volume, volume / 3, {"slant height of the cone": slant})


def ball_in_cone(draw: Draw) -> Made:
    solid = begun(draw, ("r", "h"), CONES, ("radius of the base", "height"))
    r, h = solid.given.values()
    slant = math.hypot(r, h)
    inner = r * h / (r + slant)
    slope = "np.hypot(r, h)"
    up, wide = inner + inner * r / slant, inner * h / slant
    solid.further.append(f"R = r * h / (r + {slope})  # radius of the sphere")
    solid.further.append(f"c = R + R * r / {slope}  # height of the circle of contact")
    solid.further.append(f"b = R * h / {slope}  # its radius")
    whole = Term(inner, "R")
    solid.rim("rim of the base", ZERO, solid.t("r"))
    solid.frustum(ZERO, solid.t("r"), solid.t("h"), ZERO, ("", "", "P", "P"))
    solid.ball(whole, whole)
    solid.rim("circle in which the sphere touches the side", Term(up, "c"), Term(wide, "b"))
    radius(solid, ZERO, solid.t("r"), "r")
    solid.line("O", "P")
    solid.given_at("O", "P", "h", plain=True)
    volume = math.pi * r * r * h / 3
    lengths = {"radius of the sphere": inner, "slant height of the cone": slant}
    return Made(solid, "a cone", "a sphere", " that it touches all round", volume, 4 / 3 * math.pi * inner**3, lengths)


def cylinder_in_ball(draw: Draw) -> Made:
    solid = begun(draw, ("R", "r"), INNER, ("radius of the sphere", "radius of the cylinder"))
    big, small = solid.given.values()
    half = math.sqrt(big * big - small * small)
    solid.further.append("d = np.sqrt(R**2 - r**2)  # half the height of the cylinder")
    d, r = Term(half, "d"), solid.t("r")
    solid.ball(ZERO, solid.t("R"))
    solid.rim("lower rim of the cylinder", -d, r)
    solid.rim("upper rim of the cylinder", d, r)
    solid.frustum(-d, r, d, r)
    solid.axis_point("O", ZERO)
    solid.axis_point("O1", d)
    solid.on_rim("A", d, r, draw.one("radius_turn", (0, -30, 180, 205)))
    for a, b, symbol in (("O1", "A", "r"), ("O", "A", "R")):
        solid.line(a, b)
        solid.given_at(a, b, symbol, plain=True)
    solid.line("O", "O1")
    volume = 4 / 3 * math.pi * big**3
    return Made(
        solid, "a sphere", "a cylinder", " whose rims lie on it", volume, math.tau * small**2 * half, {"height of the cylinder": 2 * half}
    )


def cone_in_ball(draw: Draw) -> Made:
    rows = ((5, 3), (5, 4), (13, 5), (10, 6), (2, 1), (4, 2), (6, 3), (10, 8))
    solid = begun(draw, ("R", "d"), rows, ("radius of the sphere", "distance of the cone's base from the centre"))
    big, down = solid.given.values()
    wide = math.sqrt(big * big - down * down)
    solid.further.append("r = np.sqrt(R**2 - d**2)  # radius of the cone's base")
    r, d, top = Term(wide, "r"), solid.t("d"), solid.t("R")
    solid.ball(ZERO, top)
    solid.rim("rim of the cone", -d, r)
    solid.frustum(-d, r, top, ZERO, ("", "", "P", "P"))
    solid.axis_point("O", ZERO)
    solid.axis_point("Q", -d)
    solid.on_rim("A", -d, r, draw.one("radius_turn", (0, -20, 180, 200)))
    for a, b in (("P", "O"), ("O", "Q"), ("O", "A"), ("Q", "A")):
        solid.line(a, b)
    solid.given_at("O", "A", "R", plain=True)
    solid.given_at("O", "Q", "d", plain=True)
    volume = math.pi * wide**2 * (big + down) / 3
    lengths = {
        "radius of the cone's base": wide,
        "height of the cone": big + down,
        "slant height of the cone": math.hypot(wide, big + down),
    }
    return Made(solid, "a sphere", "a cone", " whose apex and rim lie on it", 4 / 3 * math.pi * big**3, volume, lengths)


def cylinder_in_cone(draw: Draw) -> Made:
    """The upper rim on the side of the cone, half-way up or a third."""
    solid = begun(draw, ("r", "h"), ((6, 9), (6, 12), (6, 8), (12, 18), (6, 6), (12, 12)), ("radius of the cone's base", "height"))
    r, h = solid.given.values()
    part = draw.one("part", (2, 3))
    inner, up = Term(r * (1 - 1 / part), f"r * {part - 1} / {part}" if part > 2 else "r / 2"), Term(h / part, f"h / {part}")
    solid.rim("rim of the base", ZERO, solid.t("r"))
    solid.frustum(ZERO, solid.t("r"), solid.t("h"), ZERO, ("", "", "P", "P"))
    solid.rim("lower rim of the cylinder", ZERO, inner)
    solid.rim("upper rim of the cylinder", up, inner)
    solid.frustum(ZERO, inner, up, inner)
    radius(solid, ZERO, solid.t("r"), "r")
    solid.line("O", "P")
    solid.given_at("O", "P", "h", plain=True)
    volume = math.pi * inner.value**2 * up.value
    told = f"The cylinder's height is {('', '', 'half', 'a third')[part]} of the cone's."
    lengths = {"radius of the cylinder": inner.value}
    return Made(solid, "a cone", "a cylinder", " whose upper rim lies on its side", math.pi * r * r * h / 3, volume, lengths, told)


def in_dome(draw: Draw, kind: str) -> Made:
    """A cone or a cylinder in a hemisphere, on its flat side."""
    return _cone_in_dome(draw) if kind == "cone" else _cylinder_in_dome(draw)


def _cone_in_dome(draw: Draw) -> Made:
    solid = begun(draw, ("R",), ((2,), (3,), (4,), (5,), (6,)), ("radius",))
    r = _dome(solid)
    solid.frustum(ZERO, r, r, ZERO)
    radius(solid, ZERO, r, "R")
    extra, lengths = " with the same base and height", {"slant height of the cone": r.value * math.sqrt(2)}
    return Made(solid, "a hemisphere", "a cone", extra, 2 / 3 * math.pi * r.value**3, math.pi * r.value**3 / 3, lengths)


def _cylinder_in_dome(draw: Draw) -> Made:
    solid = begun(draw, ("R", "r"), INNER, ("radius of the hemisphere", "radius of the cylinder"))
    r = solid.t("r")
    high = math.sqrt(solid.given["R"] ** 2 - r.value**2)
    solid.further.append("h = np.sqrt(R**2 - r**2)  # height of the cylinder")
    top = Term(high, "h")
    whole = _dome(solid)
    solid.rim("lower rim of the cylinder", ZERO, r)
    solid.rim("upper rim of the cylinder", top, r)
    solid.frustum(ZERO, r, top, r)
    solid.axis_point("O", ZERO)
    solid.axis_point("O1", top)
    solid.on_rim("A", top, r, draw.one("radius_turn", (0, -30, 180, 205)))
    for centre, symbol in (("O1", "r"), ("O", "R")):
        solid.line(centre, "A")
        solid.given_at(centre, "A", symbol, plain=True)
    volumes = 2 / 3 * math.pi * whole.value**3, math.pi * r.value**2 * high
    return Made(solid, "a hemisphere", "a cylinder", " whose upper rim lies on it", *volumes, {"height of the cylinder": high})


def _dome(solid: Turned) -> Term:
    """The hemisphere; its radius."""
    whole = solid.t("R")
    solid.ball(ZERO, whole, "upper")
    solid.rim("rim of the hemisphere", ZERO, whole)
    return whole


MAKERS: dict[str, Callable[[Draw], Made]] = {
    "ball in cylinder": ball_in_cylinder,
    "balls in cylinder": balls_in_cylinder,
    "cone in cylinder": cone_in_cylinder,
    "ball in cone": ball_in_cone,
    "cylinder in ball": cylinder_in_ball,
    "cone in ball": cone_in_ball,
    "cylinder in cone": cylinder_in_cone,
    "cone in dome": lambda draw: in_dome(draw, "cone"),
    "cylinder in dome": lambda draw: in_dome(draw, "cylinder"),
}
