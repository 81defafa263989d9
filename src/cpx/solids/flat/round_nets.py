"""Nets of cylinders, cones and frusta of cones: what lies where in the plane, how the script states it, and the solid beside it."""

import math
from collections.abc import Callable
from typing import NamedTuple

from cpx.solids.draw import Draw, Misfit
from cpx.solids.page.hidden import Piece
from cpx.solids.page.project import View
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Point, Vec
from cpx.solids.wire.scene import Arc, How, Scene

Spot = tuple[str, Point]  # as the script states it, and where it lies
FULL = "2 * np.pi * np.linspace(0, 1, 200)"


class RoundNet(NamedTuple):
    """A net with round parts."""

    kind: str
    given: dict[str, float]
    said: dict[str, str]
    further: list[str]  # lines of the script that follow from the dimensions
    polygons: list[tuple[str, str, list[str], list[Point]]]  # a comment, lines before it, the two arguments of `fill`, corners
    values: dict[str, tuple[Spot, Spot]]  # where each dimension can be read
    drawn: list[str]  # which of them need a line of their own: radii
    angle: float  # of the sector, degrees
    apex_angle: float  # distance of the angle's value from the apex


def cylinder(draw: Draw) -> RoundNet:
    r, h = draw.row("sizes", ((2, 5), (2, 7), (1, 4), (3, 8), (3, 5), (1.5, 6), (4, 9), (5, 12)))
    wide = math.tau * r
    low, high = draw.one("low_share", (0.2, 0.3, 0.5, 0.7, 0.8)), draw.one("high_share", (0.2, 0.3, 0.5, 0.7, 0.8))
    side = ("The side unrolls to a rectangle as long as the base's circumference.", "", ["[0, w, w, 0]", "[0, 0, h, h]"])
    polygons = [(*side, [(0.0, 0.0), (wide, 0.0), (wide, h), (0.0, h)])]
    polygons += [_disc("The lower base.", f"{num(low)} * w", "-r", "r", (low * wide, -r), r)]
    polygons += [_disc("The upper base.", f"{num(high)} * w", "h + r", "r", (high * wide, h + r), r)]
    values = {
        "r": ((f"({num(high)} * w, h + r)", (high * wide, h + r)), (f"({num(high)} * w + r, h + r)", (high * wide + r, h + r))),
        "h": (("(w, 0)", (wide, 0.0)), ("(w, h)", (wide, h))),
    }
    said = {"r": "radius of the bases", "h": "height"}
    return RoundNet("cylinder", {"r": r, "h": h}, said, ["w = 2 * np.pi * r  # circumference of a base"], polygons, values, ["r"], 0, 0)


def cone(draw: Draw) -> RoundNet:
    rows = ((2, 6), (3, 6), (2, 8), (3, 8), (4, 6), (5, 12), (1, 4), (3, 4), (2, 5), (5, 8), (4, 9), (7, 12), (4, 12), (3, 10))
    r, slant = draw.row("sizes", rows)
    angle = 360 * r / slant
    further = ["angle = 360 * r / s  # of the sector, degrees"]
    start = "t = np.radians(np.linspace(270 - angle / 2, 270 + angle / 2, 200))"
    corners = [(0.0, 0.0), *_arc(slant, angle)]
    sector = ("The side unrolls to a sector.", start, ["np.append(0, s * np.cos(t))", "np.append(0, s * np.sin(t))"], corners)
    values = {
        "r": (("(0, -s - r)", (0.0, -slant - r)), ("(r, -s - r)", (r, -slant - r))),
        "s": _end("s", slant, angle),
    }
    said = {"r": "radius of the base", "s": "slant height, the radius of the sector"}
    disc = _disc("The base.", "0", "-s - r", "r", (0, -slant - r), r)
    return RoundNet("cone", {"r": r, "s": slant}, said, further, [sector, disc], values, ["r"], angle, 0.34 * slant)


def frustum(draw: Draw) -> RoundNet:
    rows = ((4, 2, 6), (5, 3, 4), (3, 1, 6), (6, 3, 6), (4, 1, 6), (5, 2, 8), (3, 1, 4), (6, 2, 8), (4, 2, 5))
    big, small, slant = draw.row("sizes", rows)
    outer, angle = slant * big / (big - small), 360 * (big - small) / slant
    inner = outer - slant
    further = ["outer = s * R / (R - r)  # radii of the ring's part", "inner = outer - s"]
    further.append("angle = 360 * (R - r) / s  # of this part, degrees")
    start = "t = np.radians(np.linspace(270 - angle / 2, 270 + angle / 2, 200))"
    lists = [f"np.append(outer * np.{f}(t), inner * np.{f}(t[::-1]))" for f in ("cos", "sin")]
    side = ("The side unrolls to a part of a ring.", start, lists, [*_arc(outer, angle), *_arc(inner, angle)[::-1]])
    large = _disc("The larger base.", "0", "-outer - R", "R", (0, -outer - big), big)
    little = _disc("The smaller base.", "0", "r - inner", "r", (0, small - inner), small)
    values = {
        "R": (("(0, -outer - R)", (0.0, -outer - big)), ("(R, -outer - R)", (big, -outer - big))),
        "r": (("(0, r - inner)", (0.0, small - inner)), ("(r, r - inner)", (small, small - inner))),
        "s": (_end("inner", inner, angle)[1], _end("outer", outer, angle)[1]),
    }
    said = {"R": "radius of the larger base", "r": "radius of the smaller base", "s": "slant height"}
    given: dict[str, float] = {"R": big, "r": small, "s": slant}
    return RoundNet("frustum of a cone", given, said, further, [side, large, little], values, ["R", "r"], angle, 0)


MAKERS: dict[str, Callable[[Draw], RoundNet]] = {"cylinder": cylinder, "cone": cone, "cone frustum": frustum}


def height(net: RoundNet) -> float:
    """Of the solid."""
    g = net.given
    return g["h"] if "h" in g else math.sqrt(g["s"] ** 2 - (g.get("R", 0) - g["r"] if "R" in g else g["r"]) ** 2)


def scene(net: RoundNet, view: View, hidden: str) -> tuple[Scene, list[str]]:
    """The solid, seen from the front and above, and the lines of the script that it needs."""
    g, h = net.given, height(net)
    low, high = (g.get("R", g["r"]), {"cylinder": g["r"], "cone": 0, "frustum of a cone": g["r"]}[net.kind])
    big, small = ("R" if "R" in g else "r"), ("r" if high else "0")
    lines = [] if "h" in g else [f"h = np.sqrt(s**2 - {'(R - r) ** 2' if 'R' in g else 'r**2'})  # height of the solid"]
    steep = (low - high) / h * math.tan(math.radians(view.height))
    if steep > 0.6:
        raise Misfit("the solid is too flat for its outline to be seen")
    lean, turn = math.asin(steep), ""
    if lean:
        drop = f"({big} - {small})" if high else big
        lines.append(f"lean = np.arcsin({drop} / h * np.tan(np.radians({num(view.height)})))  # where the outline ends")
        turn = "lean"
    points: dict[str, Vec] = {}
    how: dict[str, How] = {}
    ends = (
        ("left", -1, low, big, "0"),
        ("right", 1, low, big, "0"),
        ("top left", -1, high, small, "h"),
        ("top right", 1, high, small, "h"),
    )
    for name, sign, r, word, z in ends:
        points[name] = (sign * r * math.cos(lean), r * math.sin(lean), h if z == "h" else 0.0)
        across, back = (f"{word} * np.cos({turn})", f"{word} * np.sin({turn})") if turn and r else (word, "0")
        how[name] = ("at", across if sign > 0 or not r else f"-{across}", back, z)
    degrees = math.degrees(lean)
    arcs = [_rim("rim of the base", low, big, 0, "0", [Piece(degrees, 180 - degrees, True), Piece(180 - degrees, 360 + degrees, False)])]
    arcs += [_rim("upper rim", high, small, h, "h", [Piece(0, 360, False)])] if high else []
    return Scene(view, hidden, points, how, [("left", "top left"), ("right", "top right")], arcs=arcs, loose=list(points)), lines


def _rim(about: str, r: float, word: str, z: float, level: str, pieces: list[Piece]) -> Arc:
    how = (f"(0, 0, {level})", f"({word}, 0, 0)", f"(0, {word}, 0)")
    return Arc(about, (0, 0, z), (r, 0, 0), (0, r, 0), pieces, how)


def _disc(about: str, x: str, y: str, r: str, at: Point, radius: float) -> tuple[str, str, list[str], list[Point]]:
    lists = [f"{'' if x == '0' else x + ' + '}{r} * np.cos(t)", f"{y} + {r} * np.sin(t)"]
    turns = [math.tau * k / 60 for k in range(60)]
    return about, f"t = {FULL}", lists, [(at[0] + radius * math.cos(t), at[1] + radius * math.sin(t)) for t in turns]


def _arc(r: float, angle: float) -> list[Point]:
    turns = [math.radians(270 - angle / 2 + angle * k / 60) for k in range(61)]
    return [(r * math.cos(t), r * math.sin(t)) for t in turns]


def _end(word: str, r: float, angle: float) -> tuple[Spot, Spot]:
    """The right straight side of a sector about the origin."""
    turn = math.radians(270 + angle / 2)
    at = "np.radians(270 + angle / 2)"
    return ("(0, 0)", (0.0, 0.0)), (f"({word} * np.cos({at}), {word} * np.sin({at}))", (r * math.cos(turn), r * math.sin(turn)))
