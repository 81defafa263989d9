"""Solids in solids: balls in cylinders, cones and cubes; cylinders, cones, cubes and prisms in balls, cylinders and cones; balls packed."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cpx.solids import inscribed_questions, measured, project, turned
from cpx.solids.draw import Draw, Drawn
from cpx.solids.terms import ZERO, Term, share
from cpx.solids.turned import Turned

questions = inscribed_questions.questions

KINDS = {
    1: ("ball in cylinder", "cone in cylinder", "ball in cube"),
    2: ("ball in cylinder", "cone in cylinder", "ball in cube", "prism in cylinder", "balls in cylinder", "cylinder in cube"),
    3: ("cylinder in ball", "ball in cone", "prism in cylinder", "pyramid in cone", "cylinder in cone", "cone in cube", "cone in dome"),
    4: ("cylinder in ball", "cone in ball", "ball in cone", "cube in ball", "pyramid in cone", "cylinder in cone", "balls in cylinder"),
    5: ("cylinder in ball", "cone in ball", "ball in cone", "cube in ball", "cylinder in dome", "pyramid in cone"),
}
CONES = ((3, 4), (6, 8), (9, 12), (5, 12), (8, 15), (12, 16), (4, 6), (5, 8))
TUBES = ((2, 5), (3, 4), (3, 6), (4, 6), (5, 8), (2, 6), (4, 9))
INNER = ((5, 3), (5, 4), (13, 12), (10, 6), (10, 8), (15, 9), (25, 20))
CUBE_FACES = ((3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7))


SAME = ("cone in cylinder", "prism in cylinder", "pyramid in cone", "cylinder in cone")
"""Where the share of the volume does not depend on the dimensions."""


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


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    made = _MAKERS[draw.one("solid", KINDS[level])](draw)
    subject = f"{made.inner} in {made.outer}{made.extra}"
    derived = {
        "solid": draw.params["solid"],
        "outer": made.outer.split(" ", 1)[1],
        "inner": made.inner.split(" ", 1)[1],
        "outer volume": round(made.outer_volume, 4),
        "inner volume": round(made.inner_volume, 4),
        "share": round(made.inner_volume / made.outer_volume, 6),
        "share same for all": len(made.solid.given) == 1 or draw.params["solid"] in SAME,
        "told": made.told,
        "lengths": {what: round(size, 4) for what, size in made.lengths.items()},
    }
    return made.solid.picture(f"{subject[0].upper()}{subject[1:]}.", subject, derived)


def _turned(draw: Draw, names: Sequence[str], rows: Sequence[Sequence[float]], said: Sequence[str], boxed: bool = False) -> Turned:
    """A solid seen from the front, or from the side where it has edges that would lie on one another."""
    given = measured.sizes(draw, names, rows)
    view = (
        project.orthographic(draw.one("turn", (25, 30, -25, -30)), draw.one("elevation", (15, 18, 20))) if boxed else turned.upright(draw)
    )
    solid = Turned(draw, given, dict(zip(names, said, strict=True)), view)
    solid.print.style = "plain"
    return solid


def _radius(solid: Turned, z: Term, r: Term, symbol: str, centre: str = "O") -> None:
    """A radius with its value, from a named centre."""
    end = solid.end
    solid.axis_point(centre, z)
    solid.on_rim(end, z, r, solid.draw.one("radius_turn", (0, -25, -40, 180, 205)))
    solid.line(centre, end)
    solid.given_at(centre, end, symbol, plain=True)


def _tube(solid: Turned, r: Term, h: Term) -> list[str]:
    solid.rim("lower rim", ZERO, r)
    solid.rim("upper rim", h, r)
    return solid.frustum(ZERO, r, h, r)


def _ball_in_cylinder(draw: Draw) -> Made:
    solid = _turned(draw, ("r",), ((2,), (3,), (4,), (5,), (6,)), ("radius of the sphere",))
    r = solid.t("r")
    _tube(solid, r, solid.t({"r": 2}))
    solid.ball(r, r)
    solid.rim("circle in which the sphere touches the side", r, r)
    _radius(solid, r, r, "r")
    n = r.value
    return Made(solid, "a cylinder", "a sphere", " that it touches all round", math.tau * n**3, 4 / 3 * math.pi * n**3, {})


def _balls_in_cylinder(draw: Draw) -> Made:
    """Balls one above the other that fill the cylinder's width and height."""
    solid = _turned(draw, ("r",), ((2,), (3,), (4,), (5,), (6,)), ("radius of the balls",))
    count = draw.one("count", (2, 3))
    r, n = solid.t("r"), solid.given["r"]
    _tube(solid, r, solid.t({"r": 2 * count}))
    for k in range(count):
        solid.ball(solid.t({"r": 2 * k + 1}), r)
    _radius(solid, r, r, "r")
    inner = f"a stack of {('no', 'one', 'two', 'three')[count]} equal balls"
    return Made(solid, "a cylinder", inner, " that they touch all round", 2 * count * math.pi * n**3, count * 4 / 3 * math.pi * n**3, {})


def _cone_in_cylinder(draw: Draw) -> Made:
    solid = _turned(draw, ("r", "h"), TUBES, ("radius", "height"))
    r, h = solid.t("r"), solid.t("h")
    ends = _tube(solid, r, h)
    if draw.one("apex_at", ("top", "top", "bottom")) == "top":
        solid.frustum(ZERO, r, h, ZERO, ("", "", "P", "P"))
        _radius(solid, ZERO, r, "r")
    else:
        solid.frustum(ZERO, ZERO, h, r, ("P", "P"))
        _radius(solid, h, r, "r")
    solid.given_at(ends[1], ends[3], "h", plain=True)
    volume = math.pi * r.value**2 * h.value
    slant = math.hypot(r.value, h.value)
    return Made(solid, "a cylinder", "a cone", " with the same base and height", volume, volume / 3, {"slant height of the cone": slant})


def _ball_in_cone(draw: Draw) -> Made:
    solid = _turned(draw, ("r", "h"), CONES[:6], ("radius of the base", "height"))
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
    _radius(solid, ZERO, solid.t("r"), "r")
    solid.line("O", "P")
    solid.given_at("O", "P", "h", plain=True)
    volume = math.pi * r * r * h / 3
    lengths = {"radius of the sphere": inner, "slant height of the cone": slant}
    return Made(solid, "a cone", "a sphere", " that it touches all round", volume, 4 / 3 * math.pi * inner**3, lengths)


def _cylinder_in_ball(draw: Draw) -> Made:
    solid = _turned(draw, ("R", "r"), INNER, ("radius of the sphere", "radius of the cylinder"))
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


def _cone_in_ball(draw: Draw) -> Made:
    rows = ((5, 3), (5, 4), (13, 5), (10, 6), (2, 1), (4, 2), (6, 3), (10, 8))
    solid = _turned(draw, ("R", "d"), rows, ("radius of the sphere", "distance of the cone's base from the centre"))
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


def _cylinder_in_cone(draw: Draw) -> Made:
    """The upper rim on the side of the cone, half-way up or a third."""
    solid = _turned(draw, ("r", "h"), ((6, 9), (6, 12), (6, 8), (12, 18), (6, 6), (12, 12)), ("radius of the cone's base", "height"))
    r, h = solid.given.values()
    part = draw.one("part", (2, 3))
    inner, up = Term(r * (1 - 1 / part), f"r * {part - 1} / {part}" if part > 2 else "r / 2"), Term(h / part, f"h / {part}")
    solid.rim("rim of the base", ZERO, solid.t("r"))
    solid.frustum(ZERO, solid.t("r"), solid.t("h"), ZERO, ("", "", "P", "P"))
    solid.rim("lower rim of the cylinder", ZERO, inner)
    solid.rim("upper rim of the cylinder", up, inner)
    solid.frustum(ZERO, inner, up, inner)
    _radius(solid, ZERO, solid.t("r"), "r")
    solid.line("O", "P")
    solid.given_at("O", "P", "h", plain=True)
    volume = math.pi * inner.value**2 * up.value
    told = f"The cylinder's height is {('', '', 'half', 'a third')[part]} of the cone's."
    lengths = {"radius of the cylinder": inner.value}
    return Made(solid, "a cone", "a cylinder", " whose upper rim lies on its side", math.pi * r * r * h / 3, volume, lengths, told)


def _in_dome(draw: Draw, kind: str) -> Made:
    """A cone or a cylinder in a hemisphere, on its flat side."""
    if kind == "cone":
        solid = _turned(draw, ("R",), ((2,), (3,), (4,), (5,), (6,)), ("radius",))
        r = top = solid.t("R")
        volume, lengths = math.pi * r.value**3 / 3, {"slant height of the cone": r.value * math.sqrt(2)}
    else:
        solid = _turned(draw, ("R", "r"), INNER, ("radius of the hemisphere", "radius of the cylinder"))
        r = solid.t("r")
        high = math.sqrt(solid.given["R"] ** 2 - r.value**2)
        solid.further.append("h = np.sqrt(R**2 - r**2)  # height of the cylinder")
        top, volume, lengths = Term(high, "h"), math.pi * r.value**2 * high, {"height of the cylinder": high}
    whole = solid.t("R")
    solid.ball(ZERO, whole, "upper")
    solid.rim("rim of the hemisphere", ZERO, whole)
    if kind == "cone":
        solid.frustum(ZERO, r, top, ZERO)
        _radius(solid, ZERO, whole, "R")
    else:
        solid.rim("lower rim of the cylinder", ZERO, r)
        solid.rim("upper rim of the cylinder", top, r)
        solid.frustum(ZERO, r, top, r)
        solid.axis_point("O", ZERO)
        solid.axis_point("O1", top)
        solid.on_rim("A", top, r, draw.one("radius_turn", (0, -30, 180, 205)))
        solid.line("O1", "A")
        solid.line("O", "A")
        solid.given_at("O1", "A", "r", plain=True)
        solid.given_at("O", "A", "R", plain=True)
    extra = " with the same base and height" if kind == "cone" else " whose upper rim lies on it"
    return Made(solid, "a hemisphere", f"a {kind}", extra, 2 / 3 * math.pi * whole.value**3, volume, lengths)


def _corners(n: int, r: Term, z: Term, turn: float) -> list[tuple[Term, Term, Term]]:
    turns = [math.radians(turn + 360 * k / n) for k in range(n)]
    return [(share(r, round(math.cos(t), 4)), share(r, round(math.sin(t), 4)), z) for t in turns]


def _in_round(draw: Draw, pointed: bool) -> Made:
    """A regular prism in a cylinder, or a regular pyramid in a cone, its base in the round one's base."""
    solid = _turned(draw, ("r", "h"), TUBES if not pointed else CONES, ("radius", "height"))
    n = draw.one("sides", (3, 4, 4, 6))
    turn = draw.one("corner_turn", {3: (-100, -80, -70, 40), 4: (-65, -60, -30, -25), 6: (-78, -72, -48, -42)}[n])
    r, h = solid.t("r"), solid.t("h")
    base = _corners(n, r, ZERO, turn)
    sides = [(k, (k + 1) % n) for k in range(n)]
    names = list("ABCDEF"[:n])
    if pointed:
        solid.rim("rim of the cone", ZERO, r)
        solid.frustum(ZERO, r, h, ZERO, ("", "", "P", "P"))
        solid.box([*base, (ZERO, ZERO, h)], [tuple(range(n))[::-1], *((a, b, n) for a, b in sides)], [*names, "P"], True)
        solid.axis_point("O", ZERO)
        solid.line("O", "P")
        solid.given_at("O", "P", "h", plain=True)
    else:
        _tube(solid, r, h)
        faces = [tuple(range(n))[::-1], tuple(range(n, 2 * n)), *((a, b, b + n, a + n) for a, b in sides)]
        solid.box([*base, *_corners(n, r, h, turn)], faces, [*names, *(f"{name}1" for name in names)], True)
        solid.axis_point("O", ZERO)
        solid.given_at(names[0], f"{names[0]}1", "h", plain=True)
    solid.line("O", names[1])
    solid.given_at("O", names[1], "r", plain=True)
    area = n / 2 * r.value**2 * math.sin(math.tau / n)
    by = 3 if pointed else 1
    word = {3: "triangular", 4: "square", 6: "hexagonal"}[n]
    outer, inner, common = ("a cone", "pyramid", "apex and base corners") if pointed else ("a cylinder", "prism", "edges")
    lengths = {f"side of the {inner}'s base": 2 * r.value * math.sin(math.pi / n)}
    volume = math.pi * r.value**2 * h.value / by
    extra = f" whose {common} lie on it" if not pointed else " with the same apex, its corners on the rim"
    return Made(solid, outer, f"a regular {word} {inner}", extra, volume, area * h.value / by, lengths)


def _cube_corners(half: Term, low: Term, high: Term) -> list[tuple[Term, Term, Term]]:
    around = ((-half, -half), (half, -half), (half, half), (-half, half))
    return [(x, y, z) for z in (low, high) for x, y in around]


CORNERS = [*"ABCD", *(f"{name}1" for name in "ABCD")]


def _in_cube(draw: Draw, kind: str) -> Made:
    """A ball, cylinder or cone that touches the faces of a cube."""
    solid = _turned(draw, ("a",), ((2,), (4,), (6,), (8,), (10,)), ("edge of the cube",), boxed=True)
    n = solid.given["a"] / 2
    solid.further.append("r = a / 2  # half the edge")
    r, a = Term(n, "r"), solid.t("a")
    solid.box(_cube_corners(r, ZERO, a), CUBE_FACES, CORNERS, True)
    if kind == "sphere":
        solid.ball(r, r)
        solid.rim("great circle of the sphere", r, r)
        volume = 4 / 3 * math.pi * n**3
    elif kind == "cylinder":
        _tube(solid, r, a)
        volume = math.tau * n**3
    else:
        solid.rim("rim of the cone", ZERO, r)
        solid.frustum(ZERO, r, a, ZERO, ("", "", "P", "P"))
        volume = 2 / 3 * math.pi * n**3
    p, q = draw.one("edge", (["A", "B"], ["B", "C"], ["B", "B1"]))
    solid.given_at(p, q, "a", plain=True)
    extra = {
        "sphere": " whose six faces it touches",
        "cylinder": " that it touches all round",
        "cone": " whose upper face its apex touches",
    }[kind]
    lengths = {f"radius of the {kind}": n} | ({"slant height of the cone": n * math.sqrt(5)} if kind == "cone" else {})
    return Made(solid, "a cube", f"a {kind}", extra, 8 * n**3, volume, lengths)


def _cube_in_ball(draw: Draw) -> Made:
    solid = _turned(draw, ("a",), ((2,), (3,), (4,), (5,), (6,)), ("edge of the cube",), boxed=True)
    half, a = solid.t({"a": 0.5}), solid.given["a"]
    solid.further.append("R = np.sqrt(3) / 2 * a  # radius of the sphere")
    radius = Term(a * math.sqrt(3) / 2, "R")
    solid.ball(ZERO, radius)
    solid.box(_cube_corners(half, -half, half), CUBE_FACES, CORNERS)
    if draw.one("diagonal", (True, False)):
        solid.labels += ["A", "C1"]
        solid.line("A", "C1")
    p, q = draw.one("edge", (["A", "B"], ["B", "C"], ["B", "B1"]))
    solid.given_at(p, q, "a", plain=True)
    volume = 4 / 3 * math.pi * radius.value**3
    return Made(solid, "a sphere", "a cube", " whose corners lie on it", volume, a**3, {"radius of the sphere": radius.value})


_MAKERS: dict[str, Callable[[Draw], Made]] = {
    "ball in cylinder": _ball_in_cylinder,
    "balls in cylinder": _balls_in_cylinder,
    "cone in cylinder": _cone_in_cylinder,
    "ball in cone": _ball_in_cone,
    "cylinder in ball": _cylinder_in_ball,
    "cone in ball": _cone_in_ball,
    "cylinder in cone": _cylinder_in_cone,
    "cone in dome": lambda draw: _in_dome(draw, "cone"),
    "cylinder in dome": lambda draw: _in_dome(draw, "cylinder"),
    "prism in cylinder": lambda draw: _in_round(draw, False),
    "pyramid in cone": lambda draw: _in_round(draw, True),
    "ball in cube": lambda draw: _in_cube(draw, "sphere"),
    "cylinder in cube": lambda draw: _in_cube(draw, "cylinder"),
    "cone in cube": lambda draw: _in_cube(draw, "cone"),
    "cube in ball": _cube_in_ball,
}
