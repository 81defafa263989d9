"""Spheres and hemispheres with their dimensions: radius, equator, meridians, parallels, plane sections and their distance."""

import math

from cpx.solids.draw import Draw, Drawn
from cpx.solids.round import turned
from cpx.solids.round.terms import ZERO, Curve, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured, questions

ask = questions.ask

FORMS = {
    1: ("ball", "ball", "dome", "bowl"),
    2: ("ball", "dome", "bowl", "poles"),
    3: ("poles", "section", "dome"),
    4: ("section", "parallels", "meridian"),
    5: ("section", "parallels", "meridian"),
}
SECTIONS = ((5, 3), (5, 4), (13, 5), (10, 6), (4, 2), (6, 3), (3, 1), (3, 2), (2, 1))


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    if form in ("section", "parallels"):
        given = measured.sizes(draw, ("R", "d"), SECTIONS)
        said = {"R": "radius of the sphere", "d": "distance of the section from the centre"}
    else:
        given = measured.sizes(draw, ("R",), ((2,), (3,), (4,), (5,), (6,), (7,)))
        said = {"R": "radius of the sphere"}
    solid = Turned(draw, given, said, turned.upright(draw))
    subject = _MAKERS[form](solid)
    return solid.picture(f"{subject[0].upper()}{subject[1:]}.", subject, _facts(given, form))


def _whole(solid: Turned) -> Term:
    radius = solid.t("R")
    solid.ball(ZERO, radius)
    if solid.draw.one("tinted", (True, False, False)):
        solid.tinted.append((ZERO, radius))
        solid.remarks.append("The sphere is shaded all over.")
    return radius


def _radius(solid: Turned, turns: tuple[int, ...] = (0, -30, 180, 210, -150)) -> None:
    """From the centre to the equator."""
    a = solid.end
    solid.axis_point("O", ZERO)
    solid.on_rim(a, ZERO, solid.t("R"), solid.draw.one("radius_turn", turns))
    solid.line("O", a)
    solid.given_at("O", a, "R", plain=True)


def _ball(solid: Turned) -> str:
    radius = _whole(solid)
    if solid.draw.one("equator", (True, True, True, False)):
        solid.rim("equator", ZERO, radius)
        if solid.draw.one("diameter", (True, False, False)):
            return _diameter(solid)
    _radius(solid, (0, -30, 180, 210) if solid.curves[1:] else (0, 180))
    return "a sphere with its centre O and a radius"


def _diameter(solid: Turned) -> str:
    radius = solid.t("R")
    solid.axis_point("O", ZERO)
    turn = solid.draw.one("radius_turn", (0, -30, -20))
    solid.on_rim("A", ZERO, radius, turn + 180)
    solid.on_rim("B", ZERO, radius, turn)
    solid.line("A", "O")
    solid.line("O", "B")
    solid.given_at("O", "B", "R", plain=True)
    return "a sphere with its centre O and the diameter AB"


def _poles(solid: Turned) -> str:
    a = solid.end
    radius = _whole(solid)
    solid.rim("equator", ZERO, radius)
    solid.axis_point("N", radius)
    solid.axis_point("O", ZERO)
    solid.axis_point("S", -radius)
    solid.line("N", "O")
    solid.line("O", "S")
    solid.on_rim(a, ZERO, radius, solid.draw.one("radius_turn", (0, -30, 210)))
    solid.line("O", a)
    solid.given_at("O", a, "R", plain=True)
    return f"a sphere with its axis NS and a radius O{a} of its equator"


def _dome(solid: Turned) -> str:
    radius = solid.t("R")
    solid.ball(ZERO, radius, "upper")
    solid.rim("rim of the flat face", ZERO, radius)
    _radius(solid, (0, -30, 180, 210))
    if solid.draw.one("top", (True, False)):
        solid.axis_point("P", radius)
        solid.line("O", "P")
    return "a hemisphere lying on its flat face, with a radius"


def _bowl(solid: Turned) -> str:
    radius = solid.t("R")
    solid.ball(ZERO, radius, "lower")
    solid.rim("rim of the flat face, on top,", ZERO, radius)
    _radius(solid, (0, 20, 180, 160))
    if solid.draw.one("shade", (True, False)):
        solid.discs.append((ZERO, radius))
        solid.remarks.append("The flat face on top is shaded.")
    return "a hemisphere with its flat face on top, and a radius of it"


def _section(solid: Turned) -> str:
    """A plane section at the distance d above or below the centre, with the right triangle of the two radii."""
    a = solid.end
    draw, radius = solid.draw, _whole(solid)
    above = draw.one("above", (True, True, False))
    d = solid.t("d") if above else -solid.t("d")
    small = math.sqrt(solid.given["R"] ** 2 - solid.given["d"] ** 2)
    solid.further.append("rho = np.sqrt(R**2 - d**2)  # radius of the section")
    r = Term(small, "rho")
    solid.rim("rim of the section", d, r)
    if draw.one("equator", (True, False)):
        solid.rim("equator", ZERO, radius)
    solid.axis_point("O", ZERO)
    solid.axis_point("O1", d)
    solid.on_rim(a, d, r, draw.one("radius_turn", (0, -25, 180, 205)))
    for pair in (("O", "O1"), ("O1", a), ("O", a)):
        solid.line(*pair)
    solid.right_angle("O1", "O", a)
    solid.given_at("O", a, "R", plain=True)
    solid.given_at("O", "O1", "d", plain=True)
    solid.found_at("O1", a, "r", small**2, draw.one("asked", (True, False)))
    if not solid.tinted and draw.one("shade", (True, False)):
        solid.discs.append((d, r))
        solid.remarks.append("The section is shaded.")
    return f"a sphere cut by a level plane {'above' if above else 'below'} its centre O, with the triangle OO1{a}"


def _parallels(solid: Turned) -> str:
    """Two parallel sections, alike or not."""
    a = solid.end
    draw, radius = solid.draw, _whole(solid)
    small = math.sqrt(solid.given["R"] ** 2 - solid.given["d"] ** 2)
    solid.further.append("rho = np.sqrt(R**2 - d**2)  # radius of the sections")
    r, d = Term(small, "rho"), solid.t("d")
    solid.rim("upper parallel", d, r)
    solid.rim("lower parallel", -d, r)
    if draw.one("equator", (True, False)):
        solid.rim("equator", ZERO, radius)
    solid.axis_point("O1", d)
    solid.axis_point("O", ZERO)
    solid.axis_point("Q", -d)
    solid.line("O1", "O")
    solid.line("O", "Q")
    solid.on_rim(a, d, r, draw.one("radius_turn", (0, 180)))
    solid.line("O1", a)
    solid.line("O", a)
    solid.given_at("O", a, "R", plain=True)
    solid.given_at("O", "Q", "d", plain=True)
    return "a sphere with two parallel sections equally far from its centre O"


def _meridian(solid: Turned) -> str:
    """The equator and one or two great circles through the poles."""
    draw, radius = solid.draw, _whole(solid)
    solid.rim("equator", ZERO, radius)
    solid.axis_point("N", radius)
    for k, turn in enumerate(draw.one("meridians", ([-60], [-30], [-60, 30], [-20, -70]))):
        a = math.radians(turn)
        u = (Term(radius.value * math.cos(a), f"{math.cos(a):.3f} * R"), Term(radius.value * math.sin(a), f"{math.sin(a):.3f} * R"), ZERO)
        solid.curves.append(Curve(f"{('first', 'second')[k]} meridian", (ZERO, ZERO, ZERO), u, (ZERO, ZERO, radius), 0, 360))
        solid.on_rim("AB"[k], ZERO, radius, turn)
    solid.axis_point("O", ZERO)
    for name in [name for name in solid.labels if name != "O"]:
        solid.line("O", name)
    solid.given_at("O", "A", "R", plain=True)
    return f"a sphere with its equator and {'a meridian' if 'B' not in solid.labels else 'two meridians'} through N"


_MAKERS = {
    "ball": _ball, "dome": _dome, "bowl": _bowl, "poles": _poles, "section": _section, "parallels": _parallels, "meridian": _meridian,
}  # fmt: skip


def _facts(given: dict[str, float], form: str) -> dict[str, object]:
    radius = given["R"]
    whole = {"volume": 4 / 3 * math.pi * radius**3, "surface area": 4 * math.pi * radius**2}
    if form in ("dome", "bowl"):
        whole = {"volume": 2 / 3 * math.pi * radius**3, "surface area": 3 * math.pi * radius**2}
    if "d" in given:
        whole["radius of the section"] = math.sqrt(radius**2 - given["d"] ** 2)
        whole["area of the section"] = math.pi * (radius**2 - given["d"] ** 2)
    return {"solid": "hemisphere" if form in ("dome", "bowl") else "sphere", **{name: round(number, 4) for name, number in whole.items()}}
