"""Polyhedra that nets are made of: prisms, pyramids, frusta, tetrahedron, octahedron, with the shapes of their faces."""

import math
from collections.abc import Callable
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.family.other_net.unfold import Model, Shape, regular
from cpx.solids.wire import bodies
from cpx.solids.wire.bodies import ZERO, Body, Form, Names, Spot

NGON = {3: "triangular", 4: "square", 5: "pentagonal", 6: "hexagonal"}
RECTANGLE = "[(0, 0), ({0}, 0), ({0}, h), (0, h)]"


class Folded(NamedTuple):
    """A model and what its script states."""

    model: Model
    given: dict[str, float]  # the dimensions that can be printed
    said: dict[str, str]
    further: list[str]  # lines of the script that follow from them
    height: list[str]  # lines that only the solid in space needs
    sides: dict[str, list[str]]  # which dimension each side of a shape has; "" for none


def model(draw: Draw, kind: str) -> Folded:
    """A polyhedron of the kind, its dimensions drawn."""
    return _MAKERS[kind](draw)


def _prism(n: int) -> Callable[[Draw], Folded]:
    def make(draw: Draw) -> Folded:
        rows = ((2, 5), (3, 5), (3, 4), (2, 3), (4, 7), (2.5, 6), (4, 4)) if n > 3 else ((3, 5), (4, 6), (4, 3), (5, 8), (6, 5))
        a, h = draw.row("sizes", rows)
        given, said = {"a": a, "h": h}, {"a": "side of the base", "h": "height"}
        body = bodies.prism(f"regular {NGON[n]} prism", bodies.ngon(n), {"h": 1}, Names(draw), given, said)
        shapes = {"base": Shape(regular(n, a), f"regular({n}, a)"), "side": Shape(_rectangle(a, h), RECTANGLE.format("a"))}
        made = Model(body, shapes, ["base"] * 2 + ["side"] * n, list(range(2, n + 2)))
        return Folded(made, given, said, [], [], {"base": ["a"] * n, "side": ["a", "h"] * 2})

    return make


def _right_prism(draw: Draw) -> Folded:
    """On a right triangle with whole sides."""
    a, b, h = draw.row("sizes", ((4, 3, 5), (3, 4, 6), (8, 6, 5), (6, 8, 10), (12, 5, 8), (4, 3, 7), (6, 8, 7)))
    c = math.hypot(a, b)
    given, said = {"a": a, "b": b, "h": h}, {"a": "one leg of the base", "b": "the other leg", "h": "height"}
    base: list[tuple[Form, Form]] = [(ZERO, ZERO), ({"a": 1}, ZERO), (ZERO, {"b": 1})]
    body = bodies.prism("right triangular prism", base, {"h": 1}, Names(draw), given, said)
    low = body.base
    body = body._replace(faces=[[low[0], low[2], low[1]], *body.faces[1:]])
    shapes = {"bottom": Shape([(0, 0), (b, 0), (0, a)], "[(0, 0), (b, 0), (0, a)]")}
    shapes["top"] = Shape([(0, 0), (a, 0), (0, b)], "[(0, 0), (a, 0), (0, b)]")
    shapes |= {f"side {s}": Shape(_rectangle(x, h), RECTANGLE.format(s)) for s, x in (("a", a), ("c", c), ("b", b))}
    made = Model(body, shapes, ["bottom", "top", "side a", "side c", "side b"], [2, 3, 4])
    sides = {"bottom": ["b", "", "a"], "top": ["a", "", "b"], **{f"side {s}": [s, "h", s, "h"] for s in "ab"}, "side c": ["", "h", "", "h"]}
    return Folded(made, given, said, ["c = np.hypot(a, b)  # the longest side of the base"], [], sides)


def _pyramid(n: int) -> Callable[[Draw], Folded]:
    def make(draw: Draw) -> Folded:
        rows = {
            3: ((4, 5), (6, 5), (6, 8), (3, 5), (4, 6)),
            4: ((6, 5), (10, 13), (4, 6), (4, 5), (6, 9), (8, 12)),
            5: ((3, 5), (4, 6), (2, 3), (4, 7)),
            6: ((3, 5), (2, 4), (2, 3), (3, 6)),
        }
        a, e = draw.row("sizes", rows[n])
        s, inner = math.sqrt(e * e - a * a / 4), a / 2 / math.tan(math.pi / n)
        given, said = {"a": a, "e": e}, {"a": "side of the base", "e": "lateral edge"}
        all_given = {**given, "h": math.sqrt(s * s - inner * inner)}
        body = bodies.pyramid(f"regular {NGON[n]} pyramid", bodies.ngon(n), (ZERO, ZERO), Names(draw), all_given, said)
        shapes = {
            "base": Shape(regular(n, a), f"regular({n}, a)"),
            "side": Shape([(0, 0), (a, 0), (a / 2, s)], "[(0, 0), (a, 0), (a / 2, s)]"),
        }
        made = Model(body, shapes, ["base"] + ["side"] * n, list(range(1, n + 1)))
        height = [f"h = np.sqrt(s**2 - (a / 2 / np.tan(np.pi / {n})) ** 2)  # height of the pyramid"]
        return Folded(made, given, said, [SLANT], height, {"base": ["a"] * n, "side": ["a", "e", "e"]})

    return make


SLANT = "s = np.sqrt(e**2 - a**2 / 4)  # height of a side face"


def _frustum(draw: Draw) -> Folded:
    a, b, e = draw.row("sizes", ((8, 2, 5), (9, 3, 5), (10, 4, 5), (6, 3, 4), (7, 4, 5), (16, 6, 13)))
    s = math.sqrt(e * e - (a - b) ** 2 / 4)
    given, said = {"a": a, "b": b, "e": e}, {"a": "side of one base", "b": "side of the other base", "e": "lateral edge"}
    all_given = {**given, "h": math.sqrt(s * s - (a - b) ** 2 / 4)}
    body = bodies.prism("frustum of a square pyramid", bodies.ngon(4), {"h": 1}, Names(draw), all_given, said, shrink=b / a)
    low, high = body.base, [name for name in body.spots if name not in body.base]
    spots = body.spots | {name: ({"b": 0.5 * x}, {"b": 0.5 * y}, {"h": 1}) for name, (x, y) in zip(high, _SQUARE, strict=True)}
    spots |= {name: ({"a": 0.5 * x}, {"a": 0.5 * y}, ZERO) for name, (x, y) in zip(low, _SQUARE, strict=True)}
    shapes = {
        "base": Shape(regular(4, a), "regular(4, a)"),
        "top": Shape(regular(4, b), "regular(4, b)"),
        "side": Shape([(0, 0), (a, 0), ((a + b) / 2, s), ((a - b) / 2, s)], "[(0, 0), (a, 0), ((a + b) / 2, s), ((a - b) / 2, s)]"),
    }
    made = Model(body._replace(spots=spots), shapes, ["base", "top"] + ["side"] * 4, [2, 3, 4, 5])
    further = ["s = np.sqrt(e**2 - (a - b) ** 2 / 4)  # height of a side face"]
    height = ["h = np.sqrt(s**2 - (a - b) ** 2 / 4)  # height of the frustum"]
    return Folded(made, given, said, further, height, {"base": ["a"] * 4, "top": ["b"] * 4, "side": ["a", "e", "b", "e"]})


_SQUARE = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def _tetrahedron(draw: Draw) -> Folded:
    (a,) = draw.row("sizes", ((3,), (4,), (5,), (6,), (8,), (10,)))
    given, said = {"a": a}, {"a": "edge"}
    body = bodies.pyramid("regular tetrahedron", bodies.ngon(3), (ZERO, ZERO), Names(draw), given, said)
    body = body._replace(spots=body.spots | {body.apex: (ZERO, ZERO, {"a": math.sqrt(2 / 3)})})
    made = Model(body, {"face": Shape(regular(3, a), "regular(3, a)")}, ["face"] * 4, [1, 2, 3])
    return Folded(made, given, said, [], [], {"face": ["a"] * 3})


def _octahedron(draw: Draw) -> Folded:
    (a,) = draw.row("sizes", ((2,), (3,), (4,), (5,), (6,)))
    given, said = {"a": a}, {"a": "edge"}
    ring, top, bottom = ["A", "B", "C", "D"], "E", "F"
    spots: dict[str, Spot] = {name: ({"a": 0.5 * x}, {"a": 0.5 * y}, ZERO) for name, (x, y) in zip(ring, _SQUARE, strict=True)}
    spots |= {name: (ZERO, ZERO, {"a": z * math.sqrt(0.5)}) for name, z in ((top, 1), (bottom, -1))}
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    faces = [[p, q, top] for p, q in pairs] + [[q, p, bottom] for p, q in pairs]
    body = Body("regular octahedron", "EABCDF", given, said, spots, faces, ring)
    made = Model(body, {"face": Shape(regular(3, a), "regular(3, a)")}, ["face"] * 8, [])
    return Folded(made, given, said, [], [], {"face": ["a"] * 3})


def _rectangle(wide: float, high: float) -> list[tuple[float, float]]:
    return [(0, 0), (wide, 0), (wide, high), (0, high)]


_MAKERS: dict[str, Callable[[Draw], Folded]] = {
    "triangular prism": _prism(3),
    "right prism": _right_prism,
    "pentagonal prism": _prism(5),
    "hexagonal prism": _prism(6),
    "triangular pyramid": _pyramid(3),
    "square pyramid": _pyramid(4),
    "pentagonal pyramid": _pyramid(5),
    "hexagonal pyramid": _pyramid(6),
    "square frustum": _frustum,
    "tetrahedron": _tetrahedron,
    "octahedron": _octahedron,
}
KINDS = tuple(_MAKERS)
