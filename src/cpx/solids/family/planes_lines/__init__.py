"""Planes and lines in space: perpendiculars, angles between line and plane or two planes, parallel planes, skew lines, three planes."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.planes_lines import questions, three_planes
from cpx.solids.family.planes_lines.planes import GREEK, THETA, Sketch, around, compass
from cpx.solids.page.vectors import Vec, add, between, length, sub, times
from cpx.solids.page.words import joined

ask = questions.ask

FORMS = {
    1: ("perpendicular", "perpendicular", "parallel line", "skew"),
    2: ("perpendicular", "oblique", "skew", "parallel line", "three planes"),
    3: ("oblique", "dihedral", "parallel planes", "skew", "three planes"),
    4: ("three perpendiculars", "dihedral", "parallel planes", "three planes"),
    5: ("three perpendiculars", "three perpendiculars", "dihedral", "parallel planes"),
}
LEVEL: list[Vec] = [(-4.0, -4.0, 0.0), (4.0, -4.0, 0.0), (4.0, 4.0, 0.0), (-4.0, 4.0, 0.0)]
ALPHA, BETA, GAMMA = GREEK.values()
OBLIQUE = ([3, 4], [4, 3], [5, 12], [2, 2], [1, 2], [2, 3], [3, 3], [4, 2], [6, 8])
THREE = ([3, 4, 12], [4, 3, 12], [2, 2, 1], [1, 2, 2], [6, 2, 3], [2, 3, 6], [4, 4, 2], [4, 4, 7], [2, 1, 2], [3, 2, 6], [2, 3, 4])


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    return _MAKERS[form](Sketch(draw))


def _perpendicular(s: Sketch) -> Drawn:
    """A line that pierces a plane at right angles, and lines of the plane through its foot."""
    draw = s.draw
    s.point("O", (0, 0, 0))
    s.point("P", (0, 0, draw.one("height", (3.5, 4, 4.5))))
    s.line("P", "O")
    names = "ABC"[: draw.one("lines_in_plane", (1, 2, 2, 3))]
    turns = draw.value("turns", lambda rng: sorted(rng.sample(range(-170, 190, 20), len(names))))
    if any(abs(a - b) == 180 for a in turns for b in turns):
        raise Misfit("two lines through O are one")
    for name, turn in zip(names, turns, strict=True):
        s.point(name, compass(turn, 2.8))
        s.line("O", name)
    if draw.one("below", (True, True, False)):
        s.line("O", s.point("Q", (0, 0, -2.6)))
    s.plane("alpha", LEVEL)
    for name in names[: draw.one("marks", (1, 2))]:
        s.right_angle("O", "P", name)
    lines = [f"O{name}" for name in names]
    given = (
        f"the line PO, which is perpendicular to the plane {ALPHA} at O, and the line{'s' * (len(names) > 1)} {joined(lines)} in {ALPHA}"
    )
    marked = "with a right-angle mark" if len(s.right_angles) == 1 else "with right-angle marks"
    subject = f"a line PO that meets the plane {ALPHA} in O {marked}, and the line{'s' * (len(names) > 1)} {joined(lines)} in the plane"
    relations: list[list[str]] = [["PO", line, "perpendicular"] for line in lines]
    if len(names) > 1:
        relations += [["PO", f"{names[0]}{names[1]}", "perpendicular and skew"], [lines[0], lines[1], "intersecting"]]
    relations += [["PO", ALPHA, "perpendicular"], [lines[0], ALPHA, "in the plane"], [f"P{names[0]}", ALPHA, "meeting in one point"]]
    return s.picture("A line perpendicular to a plane.", subject, {"described": given, "relations": relations})


def _foot(s: Sketch, h: float, d: float, turn: float) -> None:
    """P over O at the height h, and A in the plane at the distance d from O."""
    s.point("O", (0, 0, 0))
    s.point("P", (0, 0, h))
    s.point("A", compass(turn, d))
    s.line("P", "O")
    s.line("O", "A")
    s.line("A", "P")
    s.right_angle("O", "P", "A")


def _oblique(s: Sketch) -> Drawn:
    """A line oblique to a plane, its projection, and the angle between them."""
    draw = s.draw
    h, d = draw.one("sizes", OBLIQUE)
    if not 0.5 < h / d < 2:
        raise Misfit("the triangle is too flat or too steep")
    _foot(s, h, d, draw.one("turn_in_plane", (180, 190, 200, 0, -10, -20)))
    s.plane("alpha", around([s.points["O"], s.points["A"]], 0.55 * d, 0))
    s.stands_out("P", "alpha")
    values = _values(s, [("P", "O", h * h), ("O", "A", d * d), ("A", "P", h * h + d * d)])
    marked = draw.one("angle_marked", (True, True, False))
    if marked:
        s.angle("A", "O", "P", THETA)
    if draw.one("beyond", (True, False)):
        s.line("A", s.point("Q", between(s.points["P"], s.points["A"], 1.45), False))
    given = f"PO perpendicular to the plane {ALPHA} at O, and A in {ALPHA}" + (f"; {THETA} is the angle PAO" if marked else "")
    subject = f"a line PA that meets the plane {ALPHA} in A, the perpendicular PO to the plane, and the line OA"
    relations = [["PO", "OA", "perpendicular"], ["PA", ALPHA, "meeting in one point"], ["OA", ALPHA, "in the plane"]]
    known = {"lengths": values, "sides": {"PO": h, "OA": d, "PA": math.hypot(h, d)}, "angle": [h, d]}
    return s.picture("A line oblique to a plane, and its projection.", subject, {"described": given, "relations": relations, **known})


def _three_perpendiculars(s: Sketch) -> Drawn:
    """PO upright on a plane, OA upright on a line AB of it: then PA is upright on AB too."""
    draw = s.draw
    h, d, e = draw.one("sizes", THREE)
    if max(h, d, e) > 3.2 * min(h, d, e):
        raise Misfit("the lengths differ too much for a picture")
    turn, side = draw.one("turn_in_plane", (180, 200, 225, 250, 270, 290, 315, 340, 0)), draw.one("line_side", (90, -90))
    _foot(s, h, d, turn)
    s.point("B", compass(turn + side, e, s.points["A"]))
    s.line("A", "B")
    s.line("B", "P")
    if draw.one("ob", (True, False)):
        s.line("O", "B")
    s.right_angle("A", "O", "B")
    s.plane("alpha", around([s.points[name] for name in "OAB"], 0.42 * max(d, e), 0))
    s.stands_out("P", "alpha")
    squares: list[tuple[str, str, float]] = [("P", "O", h * h), ("O", "A", d * d), ("A", "B", e * e), ("B", "P", h * h + d * d + e * e)]
    values = _values(s, squares)
    given = f"PO perpendicular to the plane {ALPHA} at O; A and B lie in {ALPHA}, and OA is perpendicular to AB"
    subject = f"a point P over the plane {ALPHA}, its perpendicular PO, and the lines PA and PB to two points A and B of the plane"
    relations = [["PA", "AB", "perpendicular"], ["PO", "AB", "perpendicular and skew"], ["PB", ALPHA, "meeting in one point"]]
    sides = {"PO": h, "OA": d, "AB": e, "PA": math.hypot(h, d), "OB": math.hypot(d, e), "PB": math.hypot(h, d, e)}
    known = {"lengths": values, "sides": sides, "angle": [h, d]}
    return s.picture("The theorem of the three perpendiculars.", subject, {"described": given, "relations": relations, **known})


def _values(s: Sketch, sides: list[tuple[str, str, float]]) -> dict[str, str]:
    """Values beside all sides but one, which is left out or bears a question mark; what is printed."""
    free = s.draw.one("unknown", tuple(range(len(sides))))
    how = s.draw.one("values", ("asked", "asked", "left out", "none"))
    if how == "none":
        return {}
    found = {a + b: s.value(a, b, square) for k, (a, b, square) in enumerate(sides) if k != free}
    if how == "asked":
        a, b, square = sides[free]
        found[a + b] = s.value(a, b, square, True)
    return found


def _dihedral(s: Sketch) -> Drawn:
    """Two half-planes meeting in a line, a point of one of them, its perpendiculars to the line and to the other plane."""
    draw = s.draw
    degrees, p = draw.one("dihedral", (30, 45, 60, 60, 90, 120)), draw.one("size", (2, 4, 4, 6))
    _half_planes(s, degrees, p)
    end = "O" if degrees < 90 else "B"
    sides = _upright_in_both(s, degrees, p)
    values = {}
    if degrees < 90 and draw.one("values", (True, True, False)):
        given = draw.one("known", (0, 1, 2))
        values = {sides[given][0] + sides[given][1]: s.value(*sides[given])}
    text = draw.one("angle_text", (THETA, f"{degrees}\u00b0", f"{degrees}\u00b0"))
    if degrees != 90:
        s.angle("A", end, "P", text)
        s.said.append(f"The angle {end}AP bears {text}.")
    described = f"the planes {ALPHA} and {BETA}, which meet in the line l; P lies in {BETA}, AP is perpendicular to l"
    described += f" and PO perpendicular to {ALPHA}" if degrees < 90 else f" and AB, in {ALPHA}, as well"
    relations = [["AP", "l", "perpendicular"], ["l", ALPHA, "in the plane"]]
    relations.append(["AP", ALPHA, "perpendicular" if degrees == 90 else "meeting in one point"])
    if degrees < 90:
        relations += [["PO", "l", "perpendicular and skew"], ["PO", ALPHA, "perpendicular"]]
    known = {"lengths": values, "sides": {x + y: math.sqrt(square) for x, y, square in sides}}
    shown = {"dihedral": degrees, "dihedral shown": text != THETA and degrees != 90}
    subject = f"two planes {ALPHA} and {BETA} that meet in the line l, with the point P in {BETA}"
    return s.picture("Two planes and the angle between them.", subject, {"described": described, "relations": relations, **known, **shown})


def _half_planes(s: Sketch, degrees: float, p: float) -> None:
    """One level, one rising from the line l at this angle; P in it, at the distance p from the foot A on l."""
    a, wide, deep = math.radians(degrees), 1.45 * p, 2.1 * p
    out: Vec = (math.cos(a), 0.0, math.sin(a))
    rise = times(out, wide)
    s.plane("alpha", [(0, 0, 0), (wide, 0, 0), (wide, deep, 0), (0, deep, 0)], 1)
    s.plane("beta", [(0, 0, 0), rise, add(rise, (0, deep, 0)), (0, deep, 0)], 1)
    s.point("A", (0.0, 0.5 * deep, 0.0))
    s.point("P", add(s.points["A"], times(out, p)))
    s.line("A", "P")
    s.letter("l", s.point("L", between(s.points["a1"], s.points["a4"], 1.14), False))
    s.lines.append(("a1", "L"))
    s.right_angle("A", "P", "a1")


def _upright_in_both(s: Sketch, degrees: float, p: float) -> list[tuple[str, str, float]]:
    """The foot of the perpendicular from P, or a line upright on l in the level plane; sides with the squares of their lengths."""
    if degrees < 90:
        s.point("O", (s.points["P"][0], s.points["P"][1], 0.0))
        s.line("P", "O", "A")
        s.right_angle("O", "P", "A")
        rise, run = (p * part(math.radians(degrees)) for part in (math.sin, math.cos))
        return [("A", "P", p * p), ("P", "O", rise**2), ("O", "A", run**2)]
    s.point("B", (p, s.points["A"][1], 0.0))
    s.line("A", "B")
    s.right_angle("A", "B", "a1")
    if degrees == 90:
        s.right_angle("A", "B", "P")
    return [("A", "P", p * p)]


def _parallel_planes(s: Sketch) -> Drawn:
    """Two parallel planes cut by two lines through a point: above both, or between them."""
    draw = s.draw
    between_them = draw.one("point_between", (True, False))
    first, second = draw.one("sizes", ([2, 3], [3, 2], [2, 4], [4, 2], [3, 6], [3, 3], [4, 6], [2, 2], [6, 3], [6, 4]))
    upper, turn = draw.one("upper", (2, 3, 4)), draw.one("turn_in_plane", (-40, -30, -20, 10, 20))
    share = second / (first + second)
    apex: Vec = (0.0, 0.0, 5.0 * share if between_them else 6.0)
    top = 5.0 if between_them else 6.0 * share
    reach = -second / first if between_them else (first + second) / first  # from P, by how much farther the lower plane is
    near = 2.2 / max(1.0, abs(reach))
    a, b = (compass(turn + side, near, (0.0, 0.0, top)) for side in (180, 0))
    c, d = (add(apex, times(sub(x, apex), reach)) for x in (a, b))
    wide = max(length(sub(x, (0.0, 0.0, x[2]))) for x in (a, b, c, d)) + 1.6
    for name, z in (("alpha", top), ("beta", 0.0)):
        s.plane(name, [(-wide, -wide * 0.9, z), (wide, -wide * 0.9, z), (wide, wide * 0.9, z), (-wide, wide * 0.9, z)], 0)
    for name, p in zip("PABCD", (apex, a, b, c, d), strict=True):
        s.point(name, p)
    for x, y in (("A", "C"), ("B", "D")):
        s.line(*((x, "P", y) if between_them else ("P", x, y)))
    s.line("A", "B")
    s.line("C", "D")
    lower_side = upper * abs(reach)
    sides = {"PA": first, ("PC" if between_them else "AC"): second, "AB": upper, "CD": lower_side}
    values = _values_on(s, sides) if draw.one("values", (True, True, False)) else {}
    where = "between them" if between_them else "above both"
    subject = f"two level planes {ALPHA} and {BETA}, one above the other, and two lines through a point P {where}"
    described = f"two parallel planes {ALPHA} and {BETA} cut by the lines PA and PB in A and B and in C and D"
    relations = [["AB", "CD", "parallel"], ["AB", BETA, "parallel"], ["PA", BETA, "meeting in one point"], ["AC", "BD", "intersecting"]]
    relations += [[ALPHA, BETA, "parallel"]]
    known = {"lengths": values, "sides": sides, "ratio": [first, second], "between": between_them}
    return s.picture("Two parallel planes cut by two lines.", subject, {"described": described, "relations": relations, **known})


def _values_on(s: Sketch, sides: Mapping[str, float]) -> dict[str, str]:
    """Three of the lengths, and perhaps a question mark on CD, the fourth."""
    values = {pair: s.value(pair[0], pair[1], size * size) for pair, size in list(sides.items())[:3]}
    if s.draw.one("asked", (True, False)) and sides["CD"] == int(sides["CD"]):
        values["CD"] = s.value("C", "D", sides["CD"] ** 2, True)
    return values


def _skew(s: Sketch) -> Drawn:
    """Two lines that neither meet nor are parallel: one in a plane and one through it, or each in one of two planes."""
    draw = s.draw
    two = draw.one("planes", (1, 1, 2)) == 2
    turn = draw.one("turn_a", (0, 15, -15, 30))
    s.plane("alpha", LEVEL, 0)
    middle: Vec = (0.0, 0.0 if two else -1.7, 0.0)
    s.stretch("a", compass(turn + 180, 3.1, middle), compass(turn, 3.1, middle))
    relations = [["a", "b", "skew"], ["a", ALPHA, "in the plane"]]
    if not two:
        return _piercing(s, turn, relations)
    s.plane("beta", [add(corner, (0, 0, 4.4)) for corner in LEVEL], 0)
    other = draw.one("turn_b", (60, 75, 100, 120))
    s.stretch("b", compass(other + 180, 3.1, (0, 0, 4.4)), compass(other, 3.1, (0, 0, 4.4)))
    subject = f"a line a in the plane {ALPHA} and a line b in the plane {BETA} above it"
    described = f"two parallel planes, the line a in {ALPHA} and the line b in {BETA}, in different directions"
    relations += [["a", BETA, "parallel"], [ALPHA, BETA, "parallel"], ["b", BETA, "in the plane"]]
    return s.picture("Skew lines in two parallel planes.", subject, {"described": described, "relations": relations})


def _piercing(s: Sketch, turn: float, relations: list[list[str]]) -> Drawn:
    """The second line goes through the plane beside the first, perhaps with a parallel of this."""
    a = s.points[s.point("A", (0.6, 1.5, 0.0))]
    lean = s.draw.one("lean", (0.35, -0.35, 0.5, 0.0))
    s.stretch("b", add(a, (-2.4 * lean, 0, -2.4)), add(a, (3.4 * lean, 0, 3.4)), "A")
    subject = f"a line a in the plane {ALPHA} and a line b that pierces the plane in a point A beside a"
    described = f"a line a in the plane {ALPHA} and a line b that meets {ALPHA} in the point A, which is not on a"
    if s.draw.one("parallel_through_a", (True, False)):
        s.stretch("c", compass(turn + 180, 2.6, a), compass(turn, 2.6, a), "A")
        described += "; c is parallel to a through A"
        relations = [*relations, ["a", "c", "parallel"], ["b", "c", "intersecting"]]
    return s.picture("Two skew lines.", subject, {"described": described, "relations": relations})


def _parallel_line(s: Sketch) -> Drawn:
    """A line above a plane, parallel to one in it; perhaps with the plane through both."""
    draw = s.draw
    s.plane("alpha", LEVEL, draw.one("letter_corner", (0, 1)))
    turn, lean, h = draw.one("turn_a", (0, 0, 20, -20, 70)), draw.one("lean", (0.0, 0.8, -0.8)), draw.one("height", (3.5, 4, 4.5))
    for letter, middle in (("b", (0.0, 0.3, 0.0)), ("a", (0.0, 0.3 + lean, h))):
        s.stretch(letter, compass(turn + 180, 3.0, middle), compass(turn, 3.0, middle))
    relations = [["a", "b", "parallel"], ["a", ALPHA, "parallel"], ["b", ALPHA, "in the plane"]]
    subject, described = (
        f"a line a above the plane {ALPHA} and a line b in the plane",
        f"a line b in the plane {ALPHA} and a line a outside, parallel to b",
    )
    if draw.one("through_both", (True, False)):
        p, q, r, t = (s.points[name] for name in ("b0_end", "b1_end", "a1_end", "a0_end"))
        s.plane("beta", [between(p, q, 0.08), between(p, q, 0.92), between(t, r, 0.92), between(t, r, 0.08)], 3)
        subject += f", with the plane {BETA} through both"
        described += f"; the plane {BETA} holds both"
        relations += [["a", BETA, "in the plane"]]
    return s.picture("A line parallel to a plane.", subject, {"described": described, "relations": relations})


def _three_planes(s: Sketch) -> Drawn:
    how = s.draw.one("arrangement", ("book", "book", "corner", "tube", "tube", "cut", "cut"))
    subject, described, relations, spaces = three_planes.ARRANGED[how](s)
    derived = {"described": described, "relations": relations, "parts of space": spaces}
    return s.picture("Three planes.", subject, derived)


_MAKERS: dict[str, Callable[[Sketch], Any]] = {
    "perpendicular": _perpendicular,
    "oblique": _oblique,
    "three perpendiculars": _three_perpendiculars,
    "dihedral": _dihedral,
    "parallel planes": _parallel_planes,
    "skew": _skew,
    "parallel line": _parallel_line,
    "three planes": _three_planes,
}
