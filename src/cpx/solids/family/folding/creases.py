"""Plane figures to fold along a line: into space until the parts make an angle, flat onto themselves, or so that three corners meet.

kind -> Sheet (points of the plane, crease, what moves) -> the points after folding
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.page.vectors import Point, Vec, add, cross, dot, sub, times, unit
from cpx.solids.wire.bodies import ZERO, Form, value
from cpx.solids.wire.scene import Pair

Plane = dict[str, tuple[Form, Form]]


class Sheet(NamedTuple):
    """A figure that is folded into space."""

    noun: str  # "rectangle"
    given: dict[str, float]
    said: dict[str, str]
    points: Plane
    outline: list[str]
    crease: Pair  # what moves lies to the left of it
    moving: list[str]
    parts: list[list[str]]  # the part that stays, the part that moves
    faces: list[list[str]]  # of the solid that the figure and the joined lines bound
    joined: list[Pair]  # lines drawn after folding
    values: dict[str, Pair]  # the line that has each dimension
    reach: tuple[float, str]  # how far the first of the moving corners lies from the crease: a factor and letters
    mirror: str = ""  # the corner that this one is the mirror image of

    def spots(self) -> dict[str, Point]:
        return {name: (value(x, self.given), value(y, self.given)) for name, (x, y) in self.points.items()}


def folded(sheet: Sheet, angle: float) -> dict[str, Vec]:
    """The points in space when the parts make the angle, in degrees; what stays lies level."""
    flat: dict[str, Vec] = {name: (x, y, 0.0) for name, (x, y) in sheet.spots().items()}
    start, end = flat[sheet.crease[0]], flat[sheet.crease[1]]
    return {name: turned(p, start, end, 180 - angle) if name in sheet.moving else p for name, p in flat.items()}


def turned(p: Vec, start: Vec, end: Vec, degrees: float) -> Vec:
    """The point turned round the line from start to end."""
    axis, away, by = unit(sub(end, start)), sub(p, start), math.radians(degrees)
    along = times(axis, dot(away, axis))
    return add(start, add(along, add(times(sub(away, along), math.cos(by)), times(cross(axis, away), math.sin(by)))))


A, B, HALF_A, HALF_B = {"a": 1}, {"b": 1}, {"a": 0.5}, {"b": 0.5}
DIAGONAL = (1, "ab/√(a² + b²)")  # how far a rectangle's corner lies from its diagonal


def _rectangle(draw: Draw) -> Sheet:
    given = draw.sizes("ab", ((4, 3), (8, 6), (12, 5), (4, 4), (6, 6), (6, 4), (5, 3), (12, 9)))
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (A, B), "D": (ZERO, B)}
    noun = "square" if given["a"] == given["b"] else "rectangle"
    faces = [["A", "B", "C"], ["A", "C", "D"], ["A", "B", "D"], ["B", "C", "D"]]
    values = {"a": ("A", "B"), "b": ("B", "C")}
    said = {"a": "length of AB", "b": "length of BC"}
    return Sheet(noun, given, said, points, list("ABCD"), ("A", "C"), ["D"], faces[:2], faces, [("B", "D")], values, DIAGONAL)


def _book(draw: Draw) -> Sheet:
    """A rectangle folded along its middle line."""
    given = draw.sizes("ab", ((8, 5), (6, 4), (8, 3), (10, 6), (12, 5), (6, 6), (4, 3)))
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (A, B), "D": (ZERO, B), "E": (HALF_A, ZERO), "F": (HALF_A, B)}
    parts = [list("EBCF"), list("AEFD")]
    faces = [*parts, list("AEB"), list("DFC"), list("ABCD")]
    values = {"a": ("A", "B"), "b": ("B", "C")}
    noun = "square" if given["a"] == given["b"] else "rectangle"
    said = {"a": "length of AB", "b": "length of BC"}
    return Sheet(
        noun, given, said, points, list("ABCD"), ("E", "F"), ["A", "D"], parts, faces, [("A", "B"), ("D", "C")], values, (0.5, "a"), "B"
    )


def _altitude(draw: Draw) -> Sheet:
    """An isosceles triangle folded along its axis."""
    given = draw.sizes("ab", ((6, 4), (8, 3), (6, 5), (10, 12), (8, 6), (4, 4), (16, 6)))
    points: Plane = {"A": (HALF_A, B), "B": (ZERO, ZERO), "C": (A, ZERO), "D": (HALF_A, ZERO)}
    faces = [["B", "D", "A"], ["A", "D", "C"], ["B", "D", "C"], ["A", "B", "C"]]
    said = {"a": "length of BC", "b": "length of AD"}
    values = {"a": ("B", "C"), "b": ("A", "D")}
    return Sheet(
        "isosceles triangle", given, said, points, list("ABC"), ("A", "D"), ["C"], faces[:2], faces, [("B", "C")], values, (0.5, "a"), "B"
    )


def _right(draw: Draw) -> Sheet:
    """A right triangle with legs as 3 : 4 folded along its height."""
    given = draw.sizes("ab", ((4, 3), (8, 6), (12, 9), (20, 15)))
    points: Plane = {"A": (A, ZERO), "B": (ZERO, B), "C": (ZERO, ZERO), "D": ({"a": 0.36}, {"b": 0.64})}
    faces = [["C", "A", "D"], ["C", "D", "B"], ["A", "B", "D"], ["A", "B", "C"]]
    said = {"a": "length of CA", "b": "length of CB"}
    values = {"a": ("C", "A"), "b": ("C", "B")}
    return Sheet(
        "right triangle", given, said, points, list("CAB"), ("C", "D"), ["B"], faces[:2], faces, [("A", "B")], values, (1, "b²/√(a² + b²)")
    )


def _trapezoid(draw: Draw) -> Sheet:
    """A trapezoid with two right angles, its corner triangle folded up."""
    given = draw.sizes("acb", ((7, 4, 3), (8, 4, 4), (9, 5, 3), (6, 3, 4), (10, 6, 3), (5, 3, 2)))
    c = {"c": 1}
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (c, B), "D": (ZERO, B), "E": (c, ZERO)}
    parts = [list("AECD"), list("ECB")]
    faces = [*parts, list("AEB"), list("CDB"), list("DAB")]
    said = {"a": "length of AB", "c": "length of CD", "b": "length of AD"}
    values = {"a": ("A", "B"), "c": ("C", "D"), "b": ("A", "D")}
    return Sheet(
        "right trapezoid",
        given,
        said,
        points,
        list("ABCD"),
        ("C", "E"),
        ["B"],
        parts,
        faces,
        [("A", "B"), ("D", "B")],
        values,
        (1, "(a - c)"),
    )


def _midline(draw: Draw) -> Sheet:
    """A triangle whose top is folded up along the line through two midpoints."""
    given = draw.sizes("ab", ((6, 6), (8, 6), (6, 8), (8, 8), (10, 8)))
    x = draw.one("apex_share", (0.3, 0.4, 0.5, 0.6))
    points: Plane = {
        "A": ({"a": x}, B), "B": (ZERO, ZERO), "C": (A, ZERO),
        "D": ({"a": x / 2}, HALF_B), "E": ({"a": (1 + x) / 2}, HALF_B),
    }  # fmt: skip
    parts = [list("DBCE"), list("DEA")]
    faces = [*parts, list("ADB"), list("AEC"), list("ABC")]
    said = {"a": "length of BC", "b": "height over BC"}
    joined, values = [("A", "B"), ("A", "C")], {"a": ("B", "C")}
    return Sheet("triangle", given, said, points, list("ABC"), ("D", "E"), ["A"], parts, faces, joined, values, (0.5, "b"))


def _rhombus(draw: Draw) -> Sheet:
    given = draw.sizes("ab", ((8, 6), (6, 8), (4, 4), (6, 4), (10, 6), (12, 10)))
    points: Plane = {"A": (ZERO, ZERO), "B": (HALF_A, {"b": -0.5}), "C": (A, ZERO), "D": (HALF_A, HALF_B)}
    faces = [["A", "B", "C"], ["A", "C", "D"], ["A", "B", "D"], ["B", "C", "D"]]
    noun = "square" if given["a"] == given["b"] else "rhombus"
    said = {"a": "diagonal AC", "b": "diagonal BD"}
    values = {"a": ("A", "C")}
    return Sheet(noun, given, said, points, list("ABCD"), ("A", "C"), ["D"], faces[:2], faces, [("B", "D")], values, (0.5, "b"), "B")


def _hexagon(draw: Draw) -> Sheet:
    given = draw.sizes("a", ((2,), (3,), (4,), (5,), (6,)))
    h = math.sqrt(3) / 2
    points: Plane = {
        "A": ({"a": -1}, ZERO), "B": ({"a": -0.5}, {"a": -h}), "C": (HALF_A, {"a": -h}),
        "D": (A, ZERO), "E": (HALF_A, {"a": h}), "F": ({"a": -0.5}, {"a": h}),
    }  # fmt: skip
    parts = [list("ABCD"), list("DEFA")]
    faces = [*parts, list("ABF"), list("DCE"), list("BCEF")]
    joined, values, outline = [("B", "F"), ("C", "E")], {"a": ("B", "C")}, list("ABCDEF")
    said, crease = {"a": "side"}, ("A", "D")
    return Sheet("regular hexagon", given, said, points, outline, crease, ["E", "F"], parts, faces, joined, values, (h, "a"), "C")


MAKERS: dict[str, Callable[[Draw], Sheet]] = {
    "diagonal": _rectangle,
    "book": _book,
    "altitude": _altitude,
    "right triangle": _right,
    "trapezoid": _trapezoid,
    "midline": _midline,
    "rhombus": _rhombus,
    "hexagon": _hexagon,
}


class FlatFold(NamedTuple):
    """A rectangle folded flat: the flap lies on the rest."""

    noun: str
    given: dict[str, float]
    said: dict[str, str]
    further: Mapping[str, tuple[float, str]]  # numbers that follow, and the script's line for each
    points: Plane  # over the given and those numbers
    mirrored: dict[str, str]  # a point and the one that it is the mirror image of
    crease: Pair
    solid: list[Pair]
    dotted: list[Pair]  # where the flap was
    flap: list[str]
    lengths: dict[str, float]  # that follow


def onto_side(draw: Draw) -> FlatFold:
    """B is folded onto the side CD; the crease starts at A."""
    given = draw.sizes("ab", ((10, 8), (5, 4), (15, 9), (15, 12), (20, 16), (25, 20), (5, 3), (10, 6)))
    a, b = given.values()
    f = math.sqrt(a * a - b * b)
    e = a * (a - f) / b
    further = {"f": (f, "f = np.sqrt(a**2 - b**2)  # length of DF"), "e": (e, "e = a * (a - f) / b  # length of BE")}
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (A, B), "D": (ZERO, B), "E": (A, {"e": 1}), "F": ({"f": 1}, B)}
    solid = [("A", "D"), ("D", "C"), ("C", "E"), ("A", "F"), ("F", "E")]
    lengths = {"DF": f, "CF": a - f, "BE": e, "EF": e, "CE": b - e, "AE": math.hypot(a, e)}
    story = "The corner B is folded along AE onto the point F of the side CD."
    return FlatFold(story, given, _AB, further, points, {}, ("A", "E"), solid, [("A", "B"), ("B", "E")], list("AEF"), lengths)


def diagonal(draw: Draw) -> FlatFold:
    """Folded along AC; the flap sticks out over CD."""
    given = draw.sizes("ab", ((8, 4), (8, 6), (4, 2), (9, 3), (12, 8), (16, 8), (6, 4), (10, 5)))
    a, b = given.values()
    e = (a * a - b * b) / (2 * a)
    further = {"e": (e, "e = (a**2 - b**2) / (2 * a)  # length of DE")}
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (A, B), "D": (ZERO, B), "E": ({"e": 1}, B)}
    solid = [("A", "D"), ("D", "C"), ("A", "B'"), ("B'", "C")]
    lengths = {"DE": e, "CE": a - e, "AE": a - e, "AC": math.hypot(a, b), "B'E": e}
    story = "The triangle ABC is folded along the diagonal AC; B comes to B', and AB' meets CD at E."
    return FlatFold(story, given, _AB, further, points, {"B'": "B"}, ("A", "C"), solid, [("A", "B"), ("B", "C")], ["A", "C", "B'"], lengths)


def onto_corner(draw: Draw) -> FlatFold:
    """C is folded onto A."""
    given = draw.sizes("ab", ((8, 4), (8, 6), (9, 3), (4, 2), (16, 8), (12, 6), (8, 5), (6, 4)))
    a, b = given.values()
    e = (a * a + b * b) / (2 * a)
    further = {"e": (e, "e = (a**2 + b**2) / (2 * a)  # length of AE")}
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (A, B), "D": (ZERO, B), "E": ({"e": 1}, ZERO), "F": ({"a": 1, "e": -1}, B)}
    solid = [("A", "E"), ("F", "D"), ("D", "A"), ("A", "B'"), ("B'", "E"), ("A", "F")]
    lengths = {"AE": e, "BE": a - e, "AF": e, "DF": a - e, "EF": math.hypot(2 * e - a, b)}
    story = "The corner C is folded onto the corner A; the crease is EF, and B comes to B'."
    dotted = [("E", "B"), ("B", "C"), ("C", "F")]
    return FlatFold(story, given, _AB, further, points, {"B'": "B"}, ("E", "F"), solid, dotted, ["A", "B'", "E", "F"], lengths)


_AB = {"a": "length of AB", "b": "length of BC"}
FLAT: dict[str, Callable[[Draw], FlatFold]] = {"onto a side": onto_side, "along a diagonal": diagonal, "onto a corner": onto_corner}


class Meeting(NamedTuple):
    """A figure folded along three lines so that its corners A, B, C meet at P."""

    noun: str
    given: dict[str, float]
    points: Plane
    outline: list[str]
    creases: list[Pair]
    space: dict[str, tuple[str, str, str]]  # after folding, as the script states it
    at: dict[str, Vec]
    further: list[str]


def square_meets(draw: Draw) -> Meeting:
    """A square, folded along the lines between a corner and the middles of two sides, and between these."""
    given = draw.sizes("a", ((2,), (4,), (6,), (8,), (10,), (12,)))
    a = given["a"]
    points: Plane = {"A": (ZERO, ZERO), "B": (A, ZERO), "C": (A, A), "D": (ZERO, A), "E": (HALF_A, ZERO), "F": (A, HALF_A)}
    space = {"P": ("0", "0", "0"), "E": ("a / 2", "0", "0"), "F": ("0", "a / 2", "0"), "D": ("0", "0", "a")}
    at: dict[str, Vec] = {"P": (0, 0, 0), "E": (a / 2, 0, 0), "F": (0, a / 2, 0), "D": (0, 0, a)}
    return Meeting("square", given, points, list("ABCD"), [("D", "E"), ("E", "F"), ("F", "D")], space, at, [])


def triangle_meets(draw: Draw) -> Meeting:
    """An isosceles triangle with acute angles, folded along the lines between the middles of its sides."""
    given = draw.sizes("ab", ((3, 8), (4, 6), (2, 5), (4, 10), (3, 6), (5, 8)))
    a, b = given.values()
    points: Plane = {
        "A": (A, B), "B": (ZERO, ZERO), "C": ({"a": 2}, ZERO), "D": (A, ZERO), "E": ({"a": 1.5}, HALF_B), "F": (HALF_A, HALF_B),
    }  # fmt: skip
    s = a * a / b
    height = math.sqrt(s * (b - s))
    further = ["s = a**2 / b  # from D to the point under P", "h = np.sqrt(s * (b - s))  # height of P"]
    space = {"D": ("a", "0", "0"), "E": ("1.5 * a", "b / 2", "0"), "F": ("a / 2", "b / 2", "0"), "P": ("a", "s", "h")}
    at: dict[str, Vec] = {"D": (a, 0, 0), "E": (1.5 * a, b / 2, 0), "F": (a / 2, b / 2, 0), "P": (a, s, height)}
    return Meeting("isosceles triangle", given, points, list("ABC"), [("D", "E"), ("E", "F"), ("F", "D")], space, at, further)


MEETING: dict[str, Callable[[Draw], Meeting]] = {"square": square_meets, "triangle": triangle_meets}
