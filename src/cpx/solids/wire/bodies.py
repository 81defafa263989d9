"""Polyhedra with named vertices: prisms, pyramids, frusta and a few others, their coordinates written in their dimensions.

A coordinate is a sum of multiples of dimensions, such as {"a": 0.5} for a / 2, so that a script can state it as a teacher would.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec, dot, length, normal, ring, sub
from cpx.solids.page.words import with_article

Form = Mapping[str, float]
Spot = tuple[Form, Form, Form]

ZERO: Form = {}
_HEIGHT = math.sqrt(3) / 2  # of an equilateral triangle of side 1


class Body(NamedTuple):
    """A polyhedron: what it is called, its dimensions, its vertices, and its faces seen from outside anticlockwise."""

    kind: str
    name: str
    given: dict[str, float]
    said: dict[str, str]  # what each dimension measures
    spots: dict[str, Spot]
    faces: list[list[str]]
    base: list[str]  # the vertices it stands on
    apex: str = ""
    convex: bool = True  # the others are upright prisms

    @property
    def points(self) -> dict[str, Vec]:
        return {name: (value(x, self.given), value(y, self.given), value(z, self.given)) for name, (x, y, z) in self.spots.items()}

    @property
    def edges(self) -> list[tuple[str, str]]:
        """Each edge once, in the order of the faces; a cut from a face's border to its hole runs both ways in this face and is none."""
        sides = [(a, b) for face in self.faces for a, b in ring(face) if (b, a) not in ring(face)]
        order = list(self.spots)
        return list(dict.fromkeys((a, b) if order.index(a) < order.index(b) else (b, a) for a, b in sides))

    def described(self) -> str:
        """What it is, with its vertices' names: "a cube ABCD-A1B1C1D1"."""
        return f"{with_article(self.kind)} {self.name}"


def value(form: Form, given: Mapping[str, float]) -> float:
    """The coordinate's number."""
    return sum(share * (given[name] if name else 1) for name, share in form.items())


def words(form: Form) -> str:
    """The coordinate as a script writes it: `a / 2`, `0.866 * a`, `b + c`."""
    text = ""
    for name, share in form.items():
        if abs(share) < 1e-9:
            continue
        part = (
            num(abs(share))
            if not name
            else name
            if abs(share) == 1
            else f"{name} / 2"
            if abs(abs(share) - 0.5) < 1e-9
            else f"{num(abs(share))} * {name}"
        )
        text += part if not text and share > 0 else f"-{part}" if not text else f" {'+' if share > 0 else '-'} {part}"
    return text or "0"


def volume(points: Mapping[str, Vec], faces: Sequence[Sequence[str]]) -> float:
    """Of a closed polyhedron whose faces are seen anticlockwise from outside."""
    return sum(dot(points[face[0]], normal([points[name] for name in face])) for face in faces) / 6


def area(points: Mapping[str, Vec], face: Sequence[str]) -> float:
    return length(normal([points[name] for name in face])) / 2


def distance(points: Mapping[str, Vec], a: str, b: str) -> float:
    return length(sub(points[a], points[b]))


def plus(*forms: Form) -> Form:
    """Their sum."""
    total: dict[str, float] = {}
    for form in forms:
        for name, share in form.items():
            total[name] = total.get(name, 0) + share
    return total


def scaled(form: Form, by: float) -> Form:
    return {name: share * by for name, share in form.items()}


def body(draw: Draw, kinds: Sequence[str]) -> Body:
    """A polyhedron of one of the kinds, its dimensions and its vertices' names drawn."""
    kind = draw.one("solid", kinds)
    names = Names(draw)
    return _MAKERS[kind](draw, names)


class Names:
    """How vertices are named: ABCD at the bottom, A1B1C1D1 or A'B'C'D' or EFGH on top; an apex is P, S, V or O."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def bottom(self, n: int) -> list[str]:
        return list("ABCDEFGHIJKL"[:n])

    def top(self, n: int) -> list[str]:
        scheme = self.draw.one("top_names", ("1", "1", "'", "next"))
        return list("ABCDEFGHIJKLMNPQRSTUVWXY"[n : 2 * n]) if scheme == "next" else [f"{letter}{scheme}" for letter in self.bottom(n)]

    def apex(self) -> str:
        return self.draw.one("apex_name", ("P", "S", "V"))


def ngon(n: int, symbol: str = "a", turn: float = 0) -> list[tuple[Form, Form]]:
    """A regular polygon round the origin, its front side to the viewer or turned by some degrees; `symbol` is its side."""
    radius = 1 / (2 * math.sin(math.pi / n))
    turns = [math.radians(turn) - math.pi / 2 - math.pi / n + k * math.tau / n for k in range(n)]
    return [({symbol: radius * math.cos(t)}, {symbol: radius * math.sin(t)}) for t in turns]


def rectangle(x: str = "a", y: str = "b") -> list[tuple[Form, Form]]:
    """A rectangle in front of the origin's right."""
    return [(ZERO, ZERO), ({x: 1}, ZERO), ({x: 1}, {y: 1}), (ZERO, {y: 1})]


def prism(
    kind: str,
    base: list[tuple[Form, Form]],
    rise: Form,
    names: Names,
    given: dict[str, float],
    said: dict[str, str],
    shift: tuple[Form, Form] = (ZERO, ZERO),
    shrink: float = 1,
) -> Body:
    """Upright or oblique: the base, and above it the same polygon, moved and made smaller."""
    n = len(base)
    low, high = names.bottom(n), names.top(n)
    spots: dict[str, Spot] = {name: (x, y, ZERO) for name, (x, y) in zip(low, base, strict=True)}
    for name, (x, y) in zip(high, base, strict=True):
        spots[name] = (plus(scaled(x, shrink), shift[0]), plus(scaled(y, shrink), shift[1]), rise)
    sides = [[low[i], low[(i + 1) % n], high[(i + 1) % n], high[i]] for i in range(n)]
    return Body(kind, f"{''.join(low)}-{''.join(high)}", given, said, spots, [low[::-1], high, *sides], low)


def pyramid(
    kind: str, base: list[tuple[Form, Form]], over: tuple[Form, Form], names: Names, given: dict[str, float], said: dict[str, str]
) -> Body:
    """A base, and an apex over the spot that is given, at the height h."""
    low, top = names.bottom(len(base)), names.apex()
    spots: dict[str, Spot] = {name: (x, y, ZERO) for name, (x, y) in zip(low, base, strict=True)}
    spots[top] = (*over, {"h": 1})
    sides = [[a, b, top] for a, b in ring(low)]
    return Body(kind, f"{top}-{''.join(low)}", given, said, spots, [low[::-1], *sides], low, top)


def size(draw: Draw, name: str, low: float, high: float) -> float:
    """A dimension in halves."""

    def half(rng: Random) -> float:
        number = rng.randint(round(low * 2), round(high * 2)) / 2
        return int(number) if number == int(number) else number

    return draw.value(name, half)


def _cube(draw: Draw, names: Names) -> Body:
    return prism("cube", rectangle("a", "a"), {"a": 1}, names, {"a": size(draw, "a", 2, 6)}, {"a": "edge"})


def _cuboid(draw: Draw, names: Names) -> Body:
    given = {"a": size(draw, "a", 3, 6), "b": size(draw, "b", 2, 5), "h": size(draw, "h", 2, 6)}
    return prism("cuboid", rectangle(), {"h": 1}, names, given, {"a": "length", "b": "width", "h": "height"})


def _oblique_prism(draw: Draw, names: Names) -> Body:
    given = {"a": size(draw, "a", 3, 5), "b": size(draw, "b", 2, 4), "h": size(draw, "h", 2, 4), "s": size(draw, "s", 0.5, 1.5)}
    said = {"a": "length", "b": "width", "h": "height", "s": "shift of the top to the right"}
    return prism("parallelepiped", rectangle(), {"h": 1}, names, given, said, ({"s": 1}, ZERO))


def _triangular_prism(draw: Draw, names: Names) -> Body:
    base = draw.one("base", ("equilateral", "right", "isosceles"))
    given = {"a": size(draw, "a", 3, 5), "h": size(draw, "h", 3, 6)}
    if base == "equilateral":
        corners: list[tuple[Form, Form]] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 0.5}, {"a": _HEIGHT})]
        return prism("regular triangular prism", corners, {"h": 1}, names, given, {"a": "side of the base", "h": "height"})
    given["b"] = size(draw, "b", 2, 4)
    corners = [(ZERO, ZERO), ({"a": 1}, ZERO), (ZERO if base == "right" else {"a": 0.5}, {"b": 1})]
    return prism("right triangular prism", corners, {"h": 1}, names, given, {"a": "length of AB", "h": "height", "b": "depth of the base"})


def _regular_prism(n: int, word: str) -> Callable[[Draw, Names], Body]:
    def make(draw: Draw, names: Names) -> Body:
        given = {"a": size(draw, "a", 2, 3), "h": size(draw, "h", 3, 6)}
        return prism(f"regular {word} prism", ngon(n), {"h": 1}, names, given, {"a": "side of the base", "h": "height"})

    return make


def _regular_pyramid(n: int, word: str) -> Callable[[Draw, Names], Body]:
    def make(draw: Draw, names: Names) -> Body:
        given = {"a": size(draw, "a", 2, 3 if n > 4 else 5), "h": size(draw, "h", 3, 6)}
        return pyramid(f"regular {word} pyramid", ngon(n), (ZERO, ZERO), names, given, {"a": "side of the base", "h": "height"})

    return make


def _square_pyramid(draw: Draw, names: Names) -> Body:
    given = {"a": size(draw, "a", 3, 5), "h": size(draw, "h", 3, 6)}
    over: tuple[Form, Form] = ({"a": 0.5}, {"a": 0.5})
    return pyramid("regular square pyramid", rectangle("a", "a"), over, names, given, {"a": "side of the base", "h": "height"})


def _corner_pyramid(draw: Draw, names: Names) -> Body:
    """Its apex stands over the vertex A or D of a rectangle: a lateral edge is its height."""
    given = {"a": size(draw, "a", 3, 5), "b": size(draw, "b", 2, 5), "h": size(draw, "h", 2.5, 5)}
    over: tuple[Form, Form] = (ZERO, ZERO) if draw.one("apex_over", ("A", "D")) == "A" else (ZERO, {"b": 1})
    return pyramid("rectangular pyramid", rectangle(), over, names, given, {"a": "length of AB", "b": "length of BC", "h": "height"})


def _tetrahedron(draw: Draw, names: Names) -> Body:
    kind = draw.one("apex_over", ("centre", "A", "B", "midpoint of BC"))
    corners: list[tuple[Form, Form]]
    if kind == "centre":
        given = {"a": size(draw, "a", 3, 6)}
        corners = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 0.5}, {"a": _HEIGHT})]
        regular = pyramid("regular tetrahedron", corners, ({"a": 0.5}, {"a": _HEIGHT / 3}), names, given, {"a": "edge"})
        top = regular.apex
        return regular._replace(spots={**regular.spots, top: ({"a": 0.5}, {"a": _HEIGHT / 3}, {"a": math.sqrt(2 / 3)})})
    given = {"a": size(draw, "a", 3, 5), "b": size(draw, "b", 2, 4), "h": size(draw, "h", 2.5, 5)}
    corners = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": draw.one("foot_share", (0.3, 0.5, 0.7))}, {"b": 1})]
    c = corners[2]
    over = {"A": (ZERO, ZERO), "B": ({"a": 1}, ZERO), "midpoint of BC": (scaled(plus({"a": 1}, c[0]), 0.5), {"b": 0.5})}[kind]
    return pyramid("triangular pyramid", corners, over, names, given, {"a": "length of AB", "b": "depth of the base", "h": "height"})


def _frustum(n: int, word: str) -> Callable[[Draw, Names], Body]:
    def make(draw: Draw, names: Names) -> Body:
        given = {"a": size(draw, "a", 3, 3.5 if n > 4 else 5), "h": size(draw, "h", 2, 4)}
        said = {"a": "side of the base", "h": "height"}
        return prism(f"{word} frustum", ngon(n), {"h": 1}, names, given, said, shrink=draw.one("shrink", (0.4, 0.5, 0.6)))

    return make


def _roof(draw: Draw, names: Names) -> Body:
    """A wedge: a rectangle with a ridge EF above its middle."""
    given = {"a": size(draw, "a", 4, 6), "b": size(draw, "b", 2, 4), "c": size(draw, "c", 1.5, 3), "h": size(draw, "h", 2, 4)}
    low = names.bottom(4)
    spots: dict[str, Spot] = {name: (x, y, ZERO) for name, (x, y) in zip(low, rectangle(), strict=True)}
    spots["E"] = ({"a": 0.5, "c": -0.5}, {"b": 0.5}, {"h": 1})
    spots["F"] = ({"a": 0.5, "c": 0.5}, {"b": 0.5}, {"h": 1})
    faces = [low[::-1], ["A", "B", "F", "E"], ["C", "D", "E", "F"], ["B", "C", "F"], ["D", "A", "E"]]
    return Body("wedge", "ABCD-EF", given, {"a": "length", "b": "width", "c": "ridge EF", "h": "height"}, spots, faces, low)


def _ell_prism(draw: Draw, names: Names) -> Body:
    """A prism whose base is an L: the only one that is not convex."""
    given = {"a": size(draw, "a", 4, 6), "b": size(draw, "b", 4, 5), "h": size(draw, "h", 1.5, 4)}
    x, y = draw.one("notch_x", (0.4, 0.5, 0.6)), draw.one("notch_y", (0.4, 0.5))
    corners: list[tuple[Form, Form]] = [
        (ZERO, ZERO), ({"a": x}, ZERO), ({"a": x}, {"b": y}), ({"a": 1}, {"b": y}), ({"a": 1}, {"b": 1}), (ZERO, {"b": 1})]  # fmt: skip
    solid = prism("prism with an L-shaped base", corners, {"h": 1}, names, given, {"a": "length", "b": "width", "h": "height"})
    return solid._replace(convex=False)


_MAKERS: dict[str, Callable[[Draw, Names], Body]] = {
    "cube": _cube,
    "cuboid": _cuboid,
    "parallelepiped": _oblique_prism,
    "triangular prism": _triangular_prism,
    "pentagonal prism": _regular_prism(5, "pentagonal"),
    "hexagonal prism": _regular_prism(6, "hexagonal"),
    "square pyramid": _square_pyramid,
    "corner pyramid": _corner_pyramid,
    "tetrahedron": _tetrahedron,
    "pentagonal pyramid": _regular_pyramid(5, "pentagonal"),
    "hexagonal pyramid": _regular_pyramid(6, "hexagonal"),
    "square frustum": _frustum(4, "square"),
    "triangular frustum": _frustum(3, "triangular"),
    "hexagonal frustum": _frustum(6, "hexagonal"),
    "wedge": _roof,
    "ell prism": _ell_prism,
}
KINDS = tuple(_MAKERS)
