"""Cylinders with their dimensions: upright or lying, axial section, inner diagonal, halves, pipes, cylinders cut obliquely."""

import math

from cpx.solids.draw import Draw, Drawn
from cpx.solids.round import halves, turned
from cpx.solids.round.terms import ZERO, Curve, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured, questions

ask = questions.ask

FORMS = ("whole", "whole", "whole", "lying", "half", "half", "pipe", "cut")
SHOW = {
    1: ("axis", "radius"),
    2: ("axis", "radius", "diameter"),
    3: ("radius", "axis and radius", "diameter"),
    4: ("section", "diagonal", "axis and radius"),
    5: ("section", "diagonal"),
}
RIMS = {"upright": ("rim of the base", "rim of the top"), "across": ("left end", "right end"), "deep": ("near end", "far end")}
AXES = {"axis": " with its axis", "radius": " with a radius of its base", "axis and radius": " with its axis and a radius"}
PIPES = ((3, 2, 5), (4, 3, 6), (5, 3, 8), (3, 1, 4), (4, 2, 5), (6, 4, 9))
CUTS = ((3, 4, 8), (2, 3, 5), (3, 5, 9), (2, 4, 7), (4, 5, 8))


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS)
    if form == "pipe":
        return _pipe(draw)
    if form == "cut":
        return _cut(draw)
    if form == "half":
        return halves.half(draw)
    lie: turned.Lie = draw.one("lie", ("across", "deep")) if form == "lying" else "upright"
    return _whole(draw, lie, level)


def _whole(draw: Draw, lie: turned.Lie, level: int) -> Drawn:
    given = measured.sizes(draw, ("r", "h"), halves.SIZES)
    view = turned.upright(draw) if lie == "upright" else turned.lying(draw, lie)
    solid = Turned(draw, given, {"r": "radius", "h": "height" if lie == "upright" else "length"}, view, lie)
    r, h = solid.t("r"), solid.t("h")
    show = draw.one("show", SHOW[level] if lie == "upright" else ("axis", "radius", "axis and radius"))
    named = show in ("section", "diagonal") or (show == "diameter" and draw.one("names", (True, False)))
    corners = ("A", "B", "D", "C") if named else ()
    ends = solid.frustum(ZERO, r, h, r, corners)
    first, second = RIMS[lie]
    solid.rim(first, ZERO, r)
    solid.rim(second, h, r)
    said = _inside(solid, show, ends)
    disc = draw.one("disc", (0, 1))
    solid.shade_disc(RIMS[lie][disc].removeprefix("rim of the "), (ZERO, h)[disc], r)
    if not any(dim.text == "?" or {dim.a, dim.b} == {"O", "O1"} for dim in solid.dims):
        solid.given_at(ends[1], ends[3], "h")
    shape = f"{'upright' if lie == 'upright' else 'lying'} cylinder"
    return solid.picture(
        f"A cylinder{said}.", f"an {shape}{said}" if lie == "upright" else f"a {shape}{said}", facts(given["r"], given["h"])
    )


def _inside(solid: Turned, show: str, ends: list[str]) -> str:
    """The axis, a radius, a diameter, the axial section or its diagonal, with their values."""
    draw, r, h = solid.draw, solid.t("r"), solid.t("h")
    if show in AXES:
        _axis_and_radius(solid, show)
        return AXES[show]
    a, b, d, c = ends
    if show == "diameter":
        solid.line(a, b)
        solid.found_at(a, b, "d", (2 * r.value) ** 2, tells="r")
        return " with a diameter of its base"
    solid.line(a, b)
    if show == "section":
        solid.line(d, c)
        solid.shaded.append([a, b, c, d])
        return f" with its axial section {a}{b}{c}{d}"
    solid.line(a, c)
    solid.found_at(a, b, "d", (2 * r.value) ** 2, tells="r")
    solid.found_at(a, c, "l", (2 * r.value) ** 2 + h.value**2, draw.one("asked", (True, False)))
    return f" with the diagonal {a}{c} of its axial section"


def _axis_and_radius(solid: Turned, show: str) -> None:
    """The axis, a radius of the base or, beside the axis, perhaps of the top; or both."""
    draw, r, h = solid.draw, solid.t("r"), solid.t("h")
    top = draw.one("radius_at", ("top", "base")) == "top" and solid.lie == "upright"
    solid.axis_point("O", ZERO)
    if show != "radius":
        solid.axis_point("O1", h)
        solid.line("O", "O1")
        if draw.one("height_inside", (True, False)):
            solid.given_at("O", "O1", "h", plain=True)
    if show != "axis":
        centre = "O1" if top and show != "radius" else "O"
        at = {"upright": (0, -35, 180, -20), "across": (90, 60, 120), "deep": (0, 30, 90)}[solid.lie]
        solid.on_rim(solid.end, h if centre == "O1" else ZERO, r, draw.one("radius_turn", at))
        solid.line(centre, solid.end)
        solid.given_at(centre, solid.end, "r", plain=True)


def _pipe(draw: Draw) -> Drawn:
    given = measured.sizes(draw, ("R", "r", "h"), PIPES)
    solid = Turned(draw, given, {"R": "outer radius", "r": "inner radius", "h": "height"}, turned.upright(draw))
    big, small, h = solid.t("R"), solid.t("r"), solid.t("h")
    ends = solid.frustum(ZERO, big, h, big)
    solid.frustum(ZERO, small, h, small)
    hole = solid.parts.pop()
    solid.parts[0] = solid.parts[0]._replace(hole=hole)
    for about, z in (("base", ZERO), ("top", h)):
        solid.rim(f"outer rim of the {about}", z, big)
        solid.rim(f"inner rim of the {about}", z, small)
    solid.axis_point("O", h)
    solid.on_rim("A", h, big, draw.one("outer_turn", (0, 20, -20)))
    solid.on_rim("B", h, small, draw.one("inner_turn", (180, 160, 200)))
    for name, symbol in (("A", "R"), ("B", "r")):
        solid.line("O", name)
        solid.given_at("O", name, symbol, plain=True)
    solid.given_at(ends[1], ends[3], "h")
    r2, r1, height = given["R"], given["r"], given["h"]
    derived = {
        "solid": "hollow cylinder",
        "volume": round(math.pi * (r2 * r2 - r1 * r1) * height, 4),
        "surface area": round(2 * math.pi * (r2 + r1) * height + 2 * math.pi * (r2 * r2 - r1 * r1), 4),
    }
    return solid.picture("A pipe.", "an upright hollow cylinder, open through and through, with both radii of its top", derived)


def _cut(draw: Draw) -> Drawn:
    """The upper end is an ellipse, low on one side and high on the other."""
    given = measured.sizes(draw, ("r", "h1", "h2"), CUTS)
    solid = Turned(draw, given, {"r": "radius", "h1": "shortest height", "h2": "longest height"}, turned.upright(draw))
    r, low, high = solid.t("r"), solid.t("h1"), solid.t("h2")
    rising = draw.one("rising", ("right", "left"))
    left, right = (low, high) if rising == "right" else (high, low)
    slope = (right.value - left.value) / 2 / r.value
    walls = [((0.0, 0.0, (low.value + high.value) / 2), (-slope, 0.0, 1.0))]
    names = draw.one("named", ([], ["A", "B", "D", "C"]))
    a, b, d, c = solid.frustum(ZERO, r, high, r, names, walls)
    named = bool(names)
    for name, z in ((d, left), (c, right)):
        solid.point(name, solid.t("r") if name == c else -solid.t("r"), ZERO, z, False)
    solid.labels = [name for name in solid.points if named]
    solid.rim("rim of the base", ZERO, r)
    middle = Term((low.value + high.value) / 2, "(h1 + h2) / 2")
    rise = Term((right.value - left.value) / 2, f"({right.words} - {left.words}) / 2")
    solid.curves.append(Curve("rim of the slanting top", (ZERO, ZERO, middle), (r, ZERO, rise), (ZERO, r, ZERO), 0, 360))
    solid.dims.append(solid.print.given(a, d, left.words, left.value))
    solid.dims.append(solid.print.given(b, c, right.words, right.value))
    _radius(solid, b)
    volume = math.pi * r.value**2 * middle.value
    return solid.picture(
        "A cylinder cut obliquely.",
        f"an upright cylinder whose top is cut off obliquely, {rising} side higher",
        {"solid": "obliquely cut cylinder", "volume": round(volume, 4), "lateral area": round(2 * math.pi * r.value * middle.value, 4)},
    )


def _radius(solid: Turned, end: str) -> None:
    """The radius of the base to the right, with its value."""
    solid.axis_point("O", ZERO)
    solid.line("O", end)
    solid.given_at("O", end, "r", plain=True)


def facts(r: float, h: float) -> dict[str, object]:
    """Of a whole cylinder."""
    return {
        "solid": "cylinder",
        "volume": round(math.pi * r * r * h, 4),
        "lateral area": round(2 * math.pi * r * h, 4),
        "surface area": round(2 * math.pi * r * (r + h), 4),
        "diagonal of the axial section": round(math.hypot(2 * r, h), 4),
    }
