"""Frusta and truncated solids with their dimensions: round and n-sided frusta, the whole cone, wedges, boxes without a corner."""

import math
from collections.abc import Sequence
from typing import Any

from cpx.solids.draw import Draw, Drawn
from cpx.solids.page.vectors import centre
from cpx.solids.round import turned
from cpx.solids.round.terms import ZERO, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import bodies, marks, measured, questions
from cpx.solids.wire.bodies import ZERO as NOTHING
from cpx.solids.wire.bodies import Body, Names, Spot
from cpx.solids.wire.construct import Construction

ask = questions.ask

FORMS = ("round", "round", "round", "square", "square", "triangular", "hexagonal", "wedge", "cut corner", "cut corner")
ROUND = ((6, 3, 4), (4, 2, 4), (5, 2, 4), (8, 3, 12), (5, 3, 6), (6, 4, 5), (4, 1, 4), (9, 4, 12))
SHOW = {
    1: ("edges", "heights"),
    2: ("radii", "heights"),
    3: ("radii", "whole cone"),
    4: ("trapezoid", "whole cone"),
    5: ("trapezoid", "whole cone"),
}
SIDES = {"square": 4, "triangular": 3, "hexagonal": 6}
FLAT: dict[str, tuple[tuple[float, ...], ...]] = {
    "square": ((8, 2, 4), (6, 4, 5), (6, 3, 4), (10, 4, 4), (16, 6, 12), (5, 3, 3)),
    "triangular": ((6, 3, 4), (6, 2, 3), (5, 3, 4), (8, 4, 5)),
    "hexagonal": ((4, 2, 4), (3, 2, 3), (3, 1, 3), (4, 3, 5)),
    "wedge": ((6, 4, 3, 4), (8, 4, 4, 3), (5, 3, 2, 3), (6, 3, 4, 3), (9, 6, 4, 4)),
    "cut corner": ((4, 4, 4, 2), (6, 6, 6, 3), (6, 6, 6, 2), (5, 4, 4, 2), (6, 4, 5, 2), (3, 3, 3, 1)),
}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS)
    if form == "round":
        return _round(draw, draw.one("show", SHOW[level]))
    if form == "wedge":
        return _wedge(draw)
    if form == "cut corner":
        return _cut_corner(draw)
    return _flat(draw, form, level)


def _round(draw: Draw, show: str) -> Drawn:
    given = measured.sizes(draw, ("R", "r", "h"), ROUND)
    said = {"R": "radius of the base", "r": "radius of the top", "h": "height"}
    solid = Turned(draw, given, said, turned.upright(draw))
    big, small, h = solid.t("R"), solid.t("r"), solid.t("h")
    upside = show in ("radii", "heights") and draw.one("wider_end", ("base", "base", "top")) == "top"
    low, high = (small, big) if upside else (big, small)
    ends = solid.frustum(ZERO, low, h, high)
    solid.rim("rim of the base", ZERO, low)
    solid.rim("rim of the top", h, high)
    slant = (big.value - small.value) ** 2 + h.value**2
    if show != "edges":
        solid.axis_point("O", ZERO)
        solid.axis_point("O1", h)
        solid.line("O", "O1")
    words = _INSIDE[show](solid, low, high, ends)
    if show == "edges" or draw.one("slant_value", (True, False, False)):
        solid.found_at(ends[0], ends[2], "l", slant)
    if draw.one("disc", ("top", "base")) == "top":
        solid.shade_disc("top", h, high)
    else:
        solid.shade_disc("base", ZERO, low)
    shape = "a frustum of a cone" + (", wider on top," if upside else "")
    return solid.picture(f"A frustum of a cone{words}.", f"{shape}{words}", _of_round(big.value, small.value, h.value))


def _of_round(big: float, small: float, h: float) -> dict[str, Any]:
    slant = math.hypot(big - small, h)
    return {
        "solid": "frustum of a cone",
        "slant height": round(slant, 4),
        "volume": round(math.pi * h * (big**2 + big * small + small**2) / 3, 4),
        "lateral area": round(math.pi * (big + small) * slant, 4),
        "surface area": round(math.pi * ((big + small) * slant + big**2 + small**2), 4),
    }


def _radii(solid: Turned, low: Term, high: Term, ends: list[str]) -> str:
    """Both radii with their values, and the height beside the axis."""
    draw = solid.draw
    solid.on_rim("A", ZERO, low, draw.one("radius_turn", (0, -25, 180, 205)))
    solid.on_rim("B", solid.t("h"), high, draw.one("other_turn", (0, 20, 180, 160)))
    for middle, end, r in (("O", "A", low), ("O1", "B", high)):
        solid.line(middle, end)
        solid.given_at(middle, end, r.words, plain=True)
    solid.given_at("O", "O1", "h", plain=True)
    return " with its axis and both radii"


def _heights(solid: Turned, low: Term, high: Term, ends: list[str]) -> str:
    """The height on a dimension line, or beside the axis."""
    solid.given_at("O", "O1", "h", plain=True)
    solid.on_rim("A", ZERO, low, solid.draw.one("radius_turn", (0, 180, -25)))
    solid.line("O", "A")
    solid.given_at("O", "A", low.words, plain=True)
    return " with its axis and the radius of its base"


def _edges(solid: Turned, low: Term, high: Term, ends: list[str]) -> str:
    """Only its rims, both diameters printed."""
    for a, b, r in ((ends[0], ends[1], low), (ends[2], ends[3], high)):
        solid.found_at(a, b, "D" if r.words == "R" else "d", (2 * r.value) ** 2, tells=r.words)
        solid.line(a, b)
    return " with a diameter of either rim"


def _trapezoid(solid: Turned, low: Term, high: Term, ends: list[str]) -> str:
    """Half of the axial section, shaded."""
    turn = solid.draw.one("section_turn", (-50, -35, 215, 230, -60))
    solid.on_rim("A", ZERO, low, turn)
    solid.on_rim("B", solid.t("h"), high, turn)
    for pair in (("O", "A"), ("O1", "B"), ("A", "B")):
        solid.line(*pair)
    solid.shaded.append(["O", "A", "B", "O1"])
    if solid.draw.one("right_angle", (True, False)):
        solid.right_angle("O", "O1", "A")
    solid.given_at("O", "A", low.words, plain=True)
    solid.given_at("O1", "B", high.words, plain=True)
    solid.given_at("O", "O1", "h", plain=True)
    return " with the trapezoid OABO1, half of its axial section"


def _whole_cone(solid: Turned, low: Term, high: Term, ends: list[str]) -> str:
    """The cone it is cut from, the part taken away in thin lines."""
    given = solid.given
    top = given["h"] * given["R"] / (given["R"] - given["r"])
    solid.axis_point("P", Term(top, "h * R / (R - r)"))
    solid.ghosts += [(ends[2], "P"), (ends[3], "P"), ("O1", "P")]
    solid.on_rim("A", ZERO, low, solid.draw.one("radius_turn", (0, -25, 180)))
    solid.on_rim("B", solid.t("h"), high, solid.draw.one("other_turn", (0, 180)))
    for middle, end, r in (("O", "A", low), ("O1", "B", high)):
        solid.line(middle, end)
        solid.given_at(middle, end, r.words, plain=True)
    solid.given_at("O", "O1", "h", plain=True)
    solid.remarks.append("Dotted grey lines complete the cone up to P.")
    return " and the cone with the apex P from which it is cut"


_INSIDE = {"radii": _radii, "heights": _heights, "edges": _edges, "trapezoid": _trapezoid, "whole cone": _whole_cone}


def _flat(draw: Draw, form: str, level: int) -> Drawn:
    """A frustum of a regular pyramid."""
    n = SIDES[form]
    names = Names(draw)
    given = measured.sizes(draw, ("a", "b", "h"), FLAT[form])
    said = {"a": "side of the base", "b": "side of the top", "h": "height"}
    body = bodies.prism(f"{form} frustum", bodies.ngon(n), {"h": 1}, names, given, said)
    high = [name for name in body.spots if name not in body.base]
    tops = {name: (x, y, {"h": 1.0}) for name, (x, y) in zip(high, bodies.ngon(n, "b"), strict=True)}
    body = body._replace(spots={**body.spots, **tops})
    made = Construction(body)
    plan = measured.Plan(draw, made)
    words = _between_faces(plan, body, high, level) if level > 1 else ""
    plan.named = bool(made.segments) or draw.one("names", (True, False))
    plan.side("a", measured.closed(body.base))
    plan.side("b", measured.closed(high))
    return measured.picture(plan, f"a {body.kind}{' ' + body.name if plan.named else ''}", words)


def _between_faces(plan: measured.Plan, body: Body, high: list[str], level: int) -> str:
    """The height between the centres, or the slant height between the middles of two sides."""
    made, draw, low = plan.made, plan.draw, body.base
    at = draw.one("side_at", tuple(range(len(low))))
    a, b, c, d = low[at], low[(at + 1) % len(low)], high[at], high[(at + 1) % len(low)]
    show = draw.one("show", {2: ("height",), 3: ("slant", "height")}.get(level, ("slant", "trapezoid")))
    if show != "slant":
        made._add("O", centre([made.points[name] for name in low]), ("mean", *low), None)
        made._add("O1", centre([made.points[name] for name in high]), ("mean", *high), None)
        made.segments.append(("O", "O1"))
        plan.line("O", "O1", "h")
    if show != "height":
        made.do(["midpoint", "M", a, b])
        made.do(["midpoint", "N", c, d])
        made.segments.append(("M", "N"))
        plan.said.append(f"M and N are the midpoints of {a}{b} and {c}{d}.")
        plan.result("M", "N", "l", draw.one("asked", (True, False)))
    if show == "trapezoid":
        made.segments += [("O", "M"), ("O1", "N")]
        plan.shaded.append(["O", "M", "N", "O1"])
        made.right_angles.append(marks.right_angle(made.points, "O", "O1", "M"))
    if show == "height":
        return " with the height between the centres of its bases"
    return " with a slant height" if show == "slant" else " with the trapezoid OMNO1"


def _wedge(draw: Draw) -> Drawn:
    """A rectangle with a shorter or longer ridge over its middle."""
    given = measured.sizes(draw, ("a", "b", "c", "h"), FLAT["wedge"])
    low = list("ABCD")
    spots: dict[str, Spot] = {name: (x, y, NOTHING) for name, (x, y) in zip(low, bodies.rectangle(), strict=True)}
    spots["E"] = ({"a": 0.5, "c": -0.5}, {"b": 0.5}, {"h": 1})
    spots["F"] = ({"a": 0.5, "c": 0.5}, {"b": 0.5}, {"h": 1})
    faces = [low[::-1], ["A", "B", "F", "E"], ["C", "D", "E", "F"], ["B", "C", "F"], ["D", "A", "E"]]
    said = {"a": "length", "b": "width", "c": "ridge EF", "h": "height"}
    made = Construction(Body("wedge", "ABCD-EF", given, said, spots, faces, low))
    plan = measured.Plan(draw, made)
    words = ""
    if draw.one("height_drawn", (True, False)):
        made._add("H", (given["a"] / 2 - given["c"] / 2, given["b"] / 2, 0), ("at", "(a - c) / 2", "b / 2", "0"), None)
        made.segments.append(("E", "H"))
        made.right_angles.append(marks.right_angle(made.points, "H", "E", "A"))
        plan.line("E", "H", "h")
        words = " with the height EH"
    for symbol, pairs in (("a", [("A", "B"), ("C", "D")]), ("b", [("B", "C"), ("D", "A")]), ("c", [("E", "F")])):
        plan.side(symbol, pairs)
    plan.named = bool(words) or draw.one("names", (True, False))
    return measured.picture(plan, f"a wedge{' ABCD-EF' if plan.named else ''} with a ridge over its rectangular base", words)


def _cut_corner(draw: Draw) -> Drawn:
    """A box without the corner that the viewer sees best; the corner taken away is shown in thin lines, or not."""
    given = measured.sizes(draw, ("a", "b", "c", "t"), FLAT["cut corner"])
    depth = [draw.one(f"cut_{axis}", ("t", "t", "half")) for axis in "xyz"]
    body = _without_corner(given, depth)
    kind = body.kind.split()[0]
    plan = measured.Plan(draw, Construction(body))
    plan.named = draw.one("names", (True, False))
    if draw.one("corner_shown", (True, False)):
        plan.made.points["F"], plan.made.how["F"] = (given["a"], 0, given["c"]), ("at", "a", "0", "c")
        plan.ghosts = [("F", name) for name in "KLM"]
        plan.said.append("The corner taken away is drawn in dotted grey lines.")
    if draw.one("shade", (True, True, False)):
        plan.shaded.append(["K", "L", "M"])
    plan.side("a", [("A", "B"), ("D", "C"), ("H", "G")])
    plan.side("b", [("B", "C"), ("A", "D"), ("E", "H")])
    plan.side("c", [("A", "E"), ("D", "H"), ("C", "G")])
    if plan.ghosts and "t" in depth:
        plan.dims.append(plan.print.given("F", "KLM"[depth.index("t")], "t", given["t"])._replace(style="plain"))
    return measured.picture(plan, f"a {kind} with one corner cut off by a plane", "")


def _without_corner(given: dict[str, float], depth: Sequence[str]) -> Body:
    """A box whose corner F is cut off along each of its edges by t or by half the edge."""
    low, high = list("ABCD"), list("EFGH")
    spots: dict[str, Spot] = {}
    for name, (x, y) in zip(low + high, bodies.rectangle() * 2, strict=True):
        spots[name] = (x, y, {"c": 1} if name in high else NOTHING)
    del spots["F"]
    x, y, z = ({"t": -1.0} if how == "t" else {axis: -0.5} for how, axis in zip(depth, "abc", strict=True))
    spots["K"] = (bodies.plus({"a": 1}, x), NOTHING, {"c": 1})
    spots["L"] = ({"a": 1}, bodies.scaled(y, -1), {"c": 1})
    spots["M"] = ({"a": 1}, NOTHING, bodies.plus({"c": 1}, z))
    cut = [["E", "K", "L", "G", "H"], ["A", "B", "M", "K", "E"], ["B", "C", "G", "L", "M"], ["K", "M", "L"]]
    faces = [low[::-1], ["C", "D", "H", "G"], ["D", "A", "E", "H"], *cut]
    said = {"a": "length", "b": "width", "c": "height", "t": "cut off along an edge"}
    kind = "cube" if given["a"] == given["b"] == given["c"] else "cuboid"
    return Body(f"{kind} with a corner cut off", "ABCD-EKLGHM", given, said, spots, faces, low)
