"""Solids in solids: balls in cylinders, cones and cubes; cylinders, cones, cubes and prisms in balls, cylinders and cones; balls packed."""

import math
from collections.abc import Callable

from cpx.solids.draw import Draw, Drawn
from cpx.solids.family.inscribed import in_round, questions
from cpx.solids.family.inscribed.in_round import TUBES, Made, begun, tube
from cpx.solids.round.terms import ZERO, Term, share

ask = questions.ask

KINDS = {
    1: ("ball in cylinder", "cone in cylinder", "ball in cube"),
    2: ("ball in cylinder", "cone in cylinder", "ball in cube", "prism in cylinder", "balls in cylinder", "cylinder in cube"),
    3: ("cylinder in ball", "ball in cone", "prism in cylinder", "pyramid in cone", "cylinder in cone", "cone in cube", "cone in dome"),
    4: ("cylinder in ball", "cone in ball", "ball in cone", "cube in ball", "pyramid in cone", "cylinder in cone", "balls in cylinder"),
    5: ("cylinder in ball", "cone in ball", "ball in cone", "cube in ball", "cylinder in dome", "pyramid in cone"),
}
CUBE_FACES = ((3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7))


WIDE = ((3, 2), (4, 3), (3, 3), (6, 4), (5, 4), (6, 5), (4, 4), (9, 6))
TURNS = {3: (-100, -80, -70, 40), 4: (-65, -60, -30, -25), 6: (-78, -72, -48, -42)}
SAME = ("cone in cylinder", "prism in cylinder", "pyramid in cone", "cylinder in cone")
"""Where the share of the volume does not depend on the dimensions."""


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


def _corners(n: int, r: Term, z: Term, turn: float) -> list[tuple[Term, Term, Term]]:
    turns = [math.radians(turn + 360 * k / n) for k in range(n)]
    return [(share(r, math.cos(t)), share(r, math.sin(t)), z) for t in turns]


def _in_round(draw: Draw, pointed: bool) -> Made:
    """A regular prism in a cylinder, or a regular pyramid in a cone, its base in the round one's base."""
    solid = begun(draw, ("r", "h"), WIDE if pointed else TUBES, ("radius", "height"))
    n = draw.one("sides", (3,) if pointed else (3, 4, 4, 6))  # of more edges from the apex, one seems to be the cone's outline
    turn = draw.one("corner_turn", (78, 80, 82, 98, 100, 102) if pointed else TURNS[n])
    r, h = solid.t("r"), solid.t("h")
    base = _corners(n, r, ZERO, turn)
    sides = [(k, (k + 1) % n) for k in range(n)]
    names = list("ABCDEF"[:n])
    bottom = tuple(range(n))[::-1]
    if pointed:
        solid.rim("rim of the cone", ZERO, r)
        solid.frustum(ZERO, r, h, ZERO, ("", "", "P", "P"))
        solid.box([*base, (ZERO, ZERO, h)], [bottom, *((a, b, n) for a, b in sides)], [*names, "P"], True)
    else:
        tube(solid, r, h)
        faces = [bottom, tuple(range(n, 2 * n)), *((a, b, b + n, a + n) for a, b in sides)]
        solid.box([*base, *_corners(n, r, h, turn)], faces, [*names, *(f"{name}1" for name in names)], True)
    solid.axis_point("O", ZERO)
    if pointed:
        solid.line("O", "P")
    solid.given_at(*(("O", "P") if pointed else (names[0], f"{names[0]}1")), "h", plain=True)
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
    solid = begun(draw, ("a",), ((2,), (4,), (6,), (8,), (10,)), ("edge of the cube",), boxed=True)
    n = solid.given["a"] / 2
    solid.further.append("r = a / 2  # half the edge")
    r, a = Term(n, "r"), solid.t("a")
    solid.box(_cube_corners(r, ZERO, a), CUBE_FACES, CORNERS, True)
    if kind == "sphere":
        solid.ball(r, r)
        solid.rim("great circle of the sphere", r, r)
        volume = 4 / 3 * math.pi * n**3
    elif kind == "cylinder":
        tube(solid, r, a)
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
    solid = begun(draw, ("a",), ((2,), (3,), (4,), (5,), (6,)), ("edge of the cube",), boxed=True)
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
    **in_round.MAKERS,
    "prism in cylinder": lambda draw: _in_round(draw, False),
    "pyramid in cone": lambda draw: _in_round(draw, True),
    "ball in cube": lambda draw: _in_cube(draw, "sphere"),
    "cylinder in cube": lambda draw: _in_cube(draw, "cylinder"),
    "cone in cube": lambda draw: _in_cube(draw, "cone"),
    "cube in ball": _cube_in_ball,
}
