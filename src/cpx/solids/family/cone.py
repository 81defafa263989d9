"""Cones with their dimensions: height, radius, slant height, sections through the apex, the sector beside it, double cones."""

import math

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.page.script import num
from cpx.solids.round import turned
from cpx.solids.round.terms import ZERO, Curve, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured, questions

ask = questions.ask

SIZES = ((3, 4), (5, 12), (6, 8), (4, 6), (3, 6), (2, 5), (8, 15), (3, 3), (4, 8), (2, 3), (5, 6))
PAIRS = ((3, 4, 4), (3, 3, 5), (4, 3, 6), (2, 2, 4), (6, 8, 8), (5, 4, 6))
FORMS = {
    1: ("upright", "upright", "tip down"),
    2: ("upright", "tip down"),
    3: ("upright", "section", "double"),
    4: ("section", "chord", "sector", "double"),
    5: ("chord", "sector", "section"),
}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    if form == "double":
        return _double(draw)
    solid = Turned(draw, measured.sizes(draw, ("r", "h"), SIZES), {"r": "radius of the base", "h": "height"}, turned.upright(draw))
    made = {"upright": _upright, "tip down": _tip_down, "section": _section, "chord": _chord, "sector": _sector}[form]
    said = made(solid)
    noun = "a cone standing on its tip" if form == "tip down" else "a cone"
    return solid.picture(f"A cone{said}.", f"{noun}{said}", _facts(solid.given["r"], solid.given["h"]))


def _apex(draw: Draw) -> str:
    return draw.one("apex_name", ("P", "S", "V"))


def _plain(solid: Turned) -> tuple[str, list[str]]:
    """The cone with its rim and its apex; the names of its outline's ends."""
    r, h = solid.t("r"), solid.t("h")
    apex = _apex(solid.draw)
    ends = solid.frustum(ZERO, r, h, ZERO, ("", "", apex, apex))
    solid.rim("rim of the base", ZERO, r)
    return apex, ends


def _upright(solid: Turned) -> str:
    a = solid.end
    draw, r, h = solid.draw, solid.t("r"), solid.t("h")
    apex, ends = _plain(solid)
    show = draw.one("show", ("height and radius", "height and radius", "slant and radius", "height and slant"))
    solid.axis_point("O", ZERO)
    if "height" in show:
        solid.line(apex, "O")
        solid.height_at(apex, r, ZERO, h, "h")
    if "radius" in show:
        solid.on_rim(a, ZERO, r, draw.one("radius_turn", (-25, -40, 0, 200, 215)))
        solid.line("O", a)
        solid.given_at("O", a, "r", plain=True)
        if "height" in show and draw.one("right_angle", (True, False)):
            solid.right_angle("O", apex, a)
    if "slant" in show:
        side = draw.one("slant_side", (0, 1))
        solid.found_at(ends[side], apex, "l", r.value**2 + h.value**2)
    solid.shade_disc("base", ZERO, r)
    return " with its height and a radius" if show == "height and radius" else " with a radius" if "radius" in show else " with its height"


def _tip_down(solid: Turned) -> str:
    """The base on top, all of it in sight."""
    a = solid.end
    draw, r, h = solid.draw, solid.t("r"), solid.t("h")
    apex = _apex(draw)
    solid.frustum(ZERO, ZERO, h, r, (apex, apex))
    solid.rim("rim of the base, on top,", h, r)
    solid.axis_point("O", h)
    solid.line("O", apex)
    solid.on_rim(a, h, r, draw.one("radius_turn", (0, 20, 180, 160)))
    solid.line("O", a)
    solid.given_at("O", a, "r", plain=True)
    solid.given_at("O", apex, "h", plain=True)
    return " with its height and a radius"


def _section(solid: Turned) -> str:
    """The triangle through the axis, shaded or not."""
    draw, r, h = solid.draw, solid.t("r"), solid.t("h")
    apex, _ = _plain(solid)
    turn = draw.one("section_turn", (-50, -35, 35, 50, 145, 130))
    a, b = solid.on_rim("A", ZERO, r, turn), solid.on_rim("B", ZERO, r, turn + 180)
    for pair in ((a, b), (a, apex), (b, apex)):
        solid.line(*pair)
    shaded = draw.one("shade", (True, True, False))
    if shaded:
        solid.shaded.append([a, b, apex])
    if draw.one("height_too", (True, False)):
        solid.axis_point("O", ZERO)
        solid.line(apex, "O")
        solid.given_at("O", apex, "h", plain=True)
        solid.given_at("O", a, "r", plain=True)
    else:
        solid.found_at(a, b, "d", (2 * r.value) ** 2, tells="r")
        solid.found_at(a, apex, "l", r.value**2 + h.value**2, draw.one("asked", (True, False)))
    return f" with the triangle {a}{b}{apex} through its axis"


def _chord(solid: Turned) -> str:
    """A triangle through the apex and a chord of the base, and the distance of the chord from the centre."""
    draw, r = solid.draw, solid.t("r")
    apex, _ = _plain(solid)
    turn, half = draw.one("chord_turn", (-60, -90, -110, -75)), draw.one("chord_half", (45, 55, 60))
    a, b = solid.on_rim("A", ZERO, r, turn - half), solid.on_rim("B", ZERO, r, turn + half)
    solid.axis_point("O", ZERO)
    for pair in ((a, b), (a, apex), (b, apex), ("O", a), ("O", b), ("O", apex)):
        solid.line(*pair)
    solid.shaded.append([a, b, apex])
    solid.given_at("O", draw.one("radius_to", (a, b)), "r", plain=True)
    solid.given_at("O", apex, "h", plain=True)
    return f" with the triangle {a}{b}{apex} on a chord of its base"


def _sector(solid: Turned) -> str:
    """The lateral surface unrolled beside the cone: a sector whose radius is the slant height."""
    r, h = solid.t("r"), solid.t("h")
    apex, ends = _plain(solid)
    slant = math.hypot(r.value, h.value)
    angle = 360 * r.value / slant
    if angle > 235:
        raise Misfit("the sector is nearly a disc")
    solid.further.append("s = np.hypot(r, h)  # slant height, the radius of the sector")
    wide = slant * (math.sin(math.radians(min(angle, 180) / 2)))
    x = round(r.value + wide + 0.35 * slant, 2)
    high = h.value / 2 + slant / 2 * (1 if angle < 180 else 0.8)
    z = round(high, 2)
    centre = solid.point("S" if apex != "S" else "T", Term(x, num(x)), ZERO, Term(z, num(z)))
    up = solid.view.up
    v = (ZERO, Term(slant * up[1], f"{up[1]:.3f} * s"), Term(slant * up[2], f"{up[2]:.3f} * s"))
    start, end = 270 - angle / 2, 270 + angle / 2
    solid.curves.append(Curve("arc of the sector", _at(solid, centre), (Term(slant, "s"), ZERO, ZERO), v, start, end))
    for name, turn in (("E", start), ("F", end)):
        _sector_end(solid, name, x, z, slant, math.radians(turn))
        solid.edges.append((centre, name))
    solid.found_at(centre, "E", "l", slant**2)
    solid.axis_point("O", ZERO)
    solid.on_rim("A", ZERO, r, solid.draw.one("radius_turn", (-25, 0, 200)))
    solid.line("O", "A")
    solid.given_at("O", "A", "r", plain=True)
    solid.found_at(ends[0], apex, "l", slant**2)
    return " and beside it the sector to which its side unrolls"


def _sector_end(solid: Turned, name: str, x: float, z: float, slant: float, turn: float) -> None:
    """An end of the sector's arc, which lies flat on the page like its centre above x and z."""
    c, d, up = math.cos(turn), math.sin(turn), solid.view.up
    down, back = d * up[2], d * up[1]
    across, high_up = Term(x + slant * c, f"{num(x)} + {c:.4f} * s"), Term(z + slant * down, f"{num(z)} + {down:.4f} * s")
    solid.point(name, across, Term(slant * back, f"{back:.4f} * s"), high_up, False)


def _at(solid: Turned, name: str) -> tuple[Term, Term, Term]:
    x, y, z = (Term(value, words) for value, words in zip(solid.points[name], solid.how[name][1:], strict=True))
    return x, y, z


def _double(draw: Draw) -> Drawn:
    """Two cones base to base, or tip to tip like an hour-glass."""
    given = measured.sizes(draw, ("r", "h1", "h2"), PAIRS)
    solid = Turned(draw, given, {"r": "radius", "h1": "height of the lower cone", "h2": "height of the upper cone"}, turned.upright(draw))
    r, low, whole = solid.t("r"), solid.t("h1"), solid.t({"h1": 1, "h2": 1})
    form = draw.one("joined", ("base to base", "tip to tip"))
    if form == "base to base":
        solid.frustum(ZERO, ZERO, low, r, ("Q", "Q"))
        solid.frustum(low, r, whole, ZERO, ("", "", "P", "P"))
        solid.rim("common rim", low, r)
        solid.axis_point("O", low)
        top, bottom, centre = "P", "Q", "O"
    else:
        solid.frustum(ZERO, r, low, ZERO, ("", "", "O", "O"))
        solid.frustum(low, ZERO, whole, r, ("O", "O"))
        solid.rim("lower rim", ZERO, r)
        solid.rim("upper rim", whole, r)
        top, bottom, centre = solid.axis_point("P", whole), solid.axis_point("Q", ZERO), "O"
    solid.line(top, centre)
    solid.line(centre, bottom)
    solid.given_at(centre, bottom, "h1", plain=True)
    solid.given_at(top, centre, "h2", plain=True)
    at, from_ = (low, centre) if form == "base to base" else (whole, top)
    solid.on_rim("A", at, r, draw.one("radius_turn", (0, 180, -20)))
    solid.line(from_, "A")
    solid.given_at(from_, "A", "r", plain=True)
    volume = math.pi * given["r"] ** 2 * (given["h1"] + given["h2"]) / 3
    derived = {"solid": f"double cone, {form}", "volume": round(volume, 4)}
    return solid.picture("Two cones.", f"two cones {form}, one above the other", derived)


def _facts(r: float, h: float) -> dict[str, object]:
    slant = math.hypot(r, h)
    return {
        "solid": "cone",
        "slant height": round(slant, 4),
        "volume": round(math.pi * r * r * h / 3, 4),
        "lateral area": round(math.pi * r * slant, 4),
        "surface area": round(math.pi * r * (r + slant), 4),
        "angle of the unrolled sector": round(360 * r / slant, 4),
    }
