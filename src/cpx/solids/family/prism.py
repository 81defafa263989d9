"""Prisms with their dimensions: triangle, trapezoid, kite, hexagon, L, U, steps and others as cross-section, standing, lying or oblique."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.page.words import with_article
from cpx.solids.round import halves
from cpx.solids.wire import bodies, measured, questions
from cpx.solids.wire.bodies import ZERO, Body, Form, Names
from cpx.solids.wire.construct import Construction

ask = questions.ask

Corner = tuple[Form, Form]


class Shape(NamedTuple):
    """A cross-section: its corners in its dimensions, and between which corners each dimension lies."""

    word: str
    corners: list[Corner]
    sizes: tuple[tuple[float, ...], ...]
    said: dict[str, str]
    sides: dict[str, list[tuple[int, int]]]
    convex: bool = True
    height: tuple[int, int, int] | None = None  # a corner over the side between two others
    slants: tuple[tuple[int, int], ...] = ()  # sides whose length follows

    @property
    def seen(self) -> str:
        """As far as a viewer can tell: equal sides and right angles are not to be seen in every projection."""
        words = {"kite-based": "four-sided", "rhombic": "parallelogram-based"}
        return words.get(self.word, self.word.removeprefix("regular ").removeprefix("right ").removeprefix("isosceles "))


SHOW = {
    1: ("edges",),
    2: ("edges", "edges", "height"),
    3: ("height", "diagonal", "edges"),
    4: ("height", "diagonal", "base"),
    5: ("height", "base", "middle"),
}
KINDS = (
    "right triangle", "isosceles triangle", "equilateral triangle", "right trapezoid", "isosceles trapezoid", "parallelogram", "kite",
    "rhombus", "hexagon", "pentagon", "house", "L", "U", "steps", "half-circle",
)  # fmt: skip


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    kind = draw.one("solid", KINDS)

    if kind == "half-circle":
        return halves.half(draw, "prism with a half-circle as its cross-section")
    shape = SHAPES[kind]()
    lying = draw.one("lying", (False,) if kind in ("kite", "rhombus") else (True, True, False))
    body = _body(draw, kind, shape, lying)
    made = Construction(body)
    show = draw.one("show", [show for show in SHOW[level] if _fits(show, shape)] or ["diagonal"])
    plan = measured.Plan(draw, made)
    front = body.base if lying else [name for name in body.spots if name not in body.base]
    extra = _SHOWN[show](plan, shape, front)
    plan.named = len(shape.corners) <= 6 and (bool(extra) or draw.one("names", (True, False)))
    _dimensions(plan, shape, show)
    seen = "oblique " * body.kind.startswith("oblique") + shape.seen
    solid = f"{with_article(seen)} prism{' ' + body.name if plan.named else ''}{' lying on its side' if lying else ''}"
    return measured.picture(plan, solid, extra, {"cross-section area": round(bodies.area(body.points, body.base), 4)})


def _body(draw: Draw, kind: str, shape: Shape, lying: bool) -> Body:
    names = Names(draw)
    symbols = list(shape.said)
    given = measured.sizes(draw, symbols, shape.sizes)
    rise = "d" if lying else "h"
    widest = max(bodies.value(x, given) for x, _ in shape.corners) - min(bodies.value(x, given) for x, _ in shape.corners)
    given[rise] = draw.value("long", lambda rng: max(1, round(widest * rng.choice((0.8, 1, 1.25, 1.5, 2)))))
    said = {**shape.said, rise: "length" if lying else "height"}
    oblique = not lying and shape.convex and len(shape.corners) < 6 and draw.one("oblique", (True, False, False, False))
    shift: tuple[Form, Form] = (ZERO, ZERO)
    if oblique:
        given["s"], given[rise] = draw.value("lean", lambda rng: _lean(rng, widest))
        said["s"], shift = "shift of the top to the right", ({"s": 1}, ZERO)
    word = f"{'oblique ' * oblique}{shape.word} prism"
    body = bodies.prism(word, shape.corners, {rise: 1}, names, given, said, shift)._replace(convex=shape.convex)
    return body if not lying else body._replace(
        spots={name: (x, z, y) for name, (x, y, z) in body.spots.items()}, faces=[face[::-1] for face in body.faces]
    )  # fmt: skip


def _lean(rng: Random, widest: float) -> list[float]:
    """How far the top of an oblique prism is moved, and its height, so that the lateral edge is whole."""
    shift, height = rng.choice(((3, 4), (5, 12), (7, 24), (8, 15)))
    by = max(1, round(widest / height))
    return [shift * by, height * by]


def _fits(show: str, shape: Shape) -> bool:
    return bool(shape.height) if show == "height" else len(shape.corners) <= 4 if show == "middle" else True


def _dimensions(plan: measured.Plan, shape: Shape, show: str) -> None:
    body = plan.made.body
    low, high = body.base, [name for name in body.spots if name not in body.base]
    rise = "d" if "d" in body.given else "h"
    for symbol, pairs in shape.sides.items():
        if pairs:
            plan.side(symbol, [(end[i], end[j]) for end in (low, high) for i, j in pairs])
    if "s" not in body.given or body.spots[high[0]][0] == body.spots[low[0]][0]:
        plan.side(rise, list(zip(low, high, strict=True)))
    else:
        plan.result(low[1], high[1], "l")
    if shape.slants and show == "base":
        i, j = shape.slants[0]
        plan.result(low[i], low[j], "c", plan.draw.one("asked", (True, False)))
    elif not shape.sides:
        for (i, j), letter in zip(shape.slants, "mn", strict=False):
            plan.result(high[i], high[j], letter)


def _plain(plan: measured.Plan, shape: Shape, front: list[str]) -> str:
    return ""


def _height(plan: measured.Plan, shape: Shape, front: list[str]) -> str:
    """The height of the cross-section, drawn in the face in sight."""
    if not shape.height:
        raise Misfit("this cross-section has no height to draw")
    p, a, b = (front[i] for i in shape.height)
    plan.made.do(["foot", "H" if "H" not in plan.made.points else "K", p, a, b])
    symbol = "b" if shape.word.endswith("triangular") else "e"
    foot = list(plan.made.points)[-1]
    if symbol in plan.made.body.given:
        plan.line(p, foot, symbol)
    return f" with the perpendicular {p}{foot} to {a}{b}"


def _diagonal(plan: measured.Plan, shape: Shape, front: list[str]) -> str:
    """Of a lateral face."""
    body = plan.made.body
    low, high = body.base, [name for name in body.spots if name not in body.base]
    i = plan.draw.one("start", tuple(range(len(low))))
    a, b = low[i], high[(i + 1) % len(low)]
    plan.made.segments.append((a, b))
    return f" with the face diagonal {a}{b}"


def _base(plan: measured.Plan, shape: Shape, front: list[str]) -> str:
    """The cross-section shaded."""
    plan.shaded.append(front)
    return f" with the face {''.join(front)} shaded"


def _middle(plan: measured.Plan, shape: Shape, front: list[str]) -> str:
    """The cross-section half-way."""
    if len(shape.corners) > 4:
        raise Misfit("too many midpoints")
    if plan.print.style == "plain":  # the middles of the edges are taken
        plan.print.style = "extension"
    low, high = plan.made.body.base, [name for name in plan.made.body.spots if name not in plan.made.body.base]
    names = [name for name in "MNQRST" if name not in plan.made.points][: len(low)]
    for name, a, b in zip(names, low, high, strict=True):
        plan.made.do(["midpoint", name, a, b])
    plan.made.segments += measured.closed(names)
    plan.shaded.append(names)
    plan.said.append(f"{', '.join(names[:-1])} and {names[-1]} are the midpoints of the edges between the two bases.")
    return f" with the section {''.join(names)} half-way"


_SHOWN: dict[str, Callable[[measured.Plan, Shape, list[str]], str]] = {
    "edges": _plain, "height": _height, "diagonal": _diagonal, "base": _base, "middle": _middle,
}  # fmt: skip


def _right_triangle() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), (ZERO, {"b": 1})]
    sizes = ((4, 3), (3, 4), (4, 2), (5, 4), (3, 2), (8, 6), (12, 5))
    return Shape("right triangular", corners, sizes, {"a": "leg", "b": "other leg"}, {"a": [(0, 1)], "b": [(0, 2)]}, slants=((1, 2),))


def _isosceles_triangle() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 0.5}, {"b": 1})]
    sizes = ((6, 4), (8, 3), (4, 3), (6, 3), (10, 12), (4, 4))
    said = {"a": "side of the base triangle", "b": "height of the base triangle"}
    return Shape("isosceles triangular", corners, sizes, said, {"a": [(0, 1)]}, height=(2, 0, 1), slants=((1, 2),))


def _equilateral_triangle() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 0.5}, {"a": 0.866025403784})]
    sides = {"a": [(0, 1), (1, 2), (2, 0)]}
    return Shape("regular triangular", corners, ((2,), (3,), (4,), (6,)), {"a": "side of the base"}, sides, height=(2, 0, 1))


def _right_trapezoid() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"b": 1}, {"e": 1}), (ZERO, {"e": 1})]
    sizes = ((6, 3, 4), (5, 2, 4), (4, 2, 2), (7, 4, 4), (6, 4, 3), (5, 3, 3))
    said = {"a": "longer base", "b": "shorter base", "e": "height of the trapezoid"}
    return Shape("trapezoidal", corners, sizes, said, {"a": [(0, 1)], "b": [(3, 2)], "e": [(0, 3)]}, height=(2, 0, 1), slants=((1, 2),))


def _isosceles_trapezoid() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 0.5, "b": 0.5}, {"e": 1}), ({"a": 0.5, "b": -0.5}, {"e": 1})]
    sizes = ((8, 2, 4), (6, 2, 3), (9, 3, 4), (7, 3, 3), (10, 4, 4), (5, 3, 2))
    said = {"a": "longer base", "b": "shorter base", "e": "height of the trapezoid"}
    return Shape("trapezoidal", corners, sizes, said, {"a": [(0, 1)], "b": [(3, 2)]}, height=(2, 0, 1), slants=((1, 2),))


def _parallelogram() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 1, "b": 1}, {"e": 1}), ({"b": 1}, {"e": 1})]
    sizes = ((5, 3, 4), (6, 2, 4), (4, 1, 2), (6, 3, 3), (5, 2, 3))
    said = {"a": "side of the base", "b": "shift of the opposite side", "e": "height of the parallelogram"}
    return Shape("parallelogram-based", corners, sizes, said, {"a": [(0, 1), (3, 2)]}, height=(3, 0, 1), slants=((1, 2),))


def _kite() -> Shape:
    corners: list[Corner] = [({"a": 0.5}, ZERO), ({"a": 1}, {"b": 1}), ({"a": 0.5}, {"b": 1, "e": 1}), (ZERO, {"b": 1})]
    sizes = ((6, 4, 8), (8, 3, 7), (6, 4, 6), (4, 2, 3), (6, 2, 4))
    said = {"a": "diagonal across", "b": "front part of the long diagonal", "e": "back part of the long diagonal"}
    return Shape("kite-based", corners, sizes, said, {}, slants=((0, 1), (1, 2)))


def _rhombus() -> Shape:
    corners: list[Corner] = [({"a": 0.5}, ZERO), ({"a": 1}, {"b": 0.5}), ({"a": 0.5}, {"b": 1}), (ZERO, {"b": 0.5})]
    said = {"a": "diagonal across", "b": "other diagonal"}
    return Shape("rhombic", corners, ((6, 8), (8, 6), (6, 4), (10, 8), (4, 4)), said, {}, slants=((0, 1),))


def _hexagon() -> Shape:
    pairs = [(k, (k + 1) % 6) for k in range(6)]
    return Shape("regular hexagonal", bodies.ngon(6), ((2,), (3,), (4,)), {"a": "side of the base"}, {"a": pairs})


def _pentagon() -> Shape:
    pairs = [(k, (k + 1) % 5) for k in range(5)]
    return Shape("regular pentagonal", bodies.ngon(5), ((2,), (3,), (4,)), {"a": "side of the base"}, {"a": pairs})


def _house() -> Shape:
    corners: list[Corner] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 1}, {"b": 1}), ({"a": 0.5}, {"b": 1, "e": 1}), (ZERO, {"b": 1})]
    sizes = ((6, 4, 3), (8, 5, 3), (6, 3, 2), (4, 3, 1.5), (6, 4, 4))
    said = {"a": "width", "b": "height of the walls", "e": "height of the roof"}
    return Shape("pentagonal", corners, sizes, said, {"a": [(0, 1)], "b": [(1, 2), (0, 4)]}, slants=((2, 3),))


def _ell() -> Shape:
    corners: list[Corner] = [
        (ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 1}, {"e": 1}), ({"s": 1}, {"e": 1}), ({"s": 1}, {"b": 1}), (ZERO, {"b": 1})]  # fmt: skip
    sizes = ((6, 5, 2, 2), (8, 6, 3, 3), (5, 4, 2, 2), (6, 6, 2, 3), (7, 4, 2, 3))
    said = {"a": "width", "b": "height", "e": "thickness of the foot", "s": "thickness of the wall"}
    given = {"a": [(0, 1)], "b": [(0, 5)], "e": [(1, 2)], "s": [(5, 4)]}
    return Shape("L-shaped", corners, sizes, said, given, convex=False)


def _you() -> Shape:
    corners: list[Corner] = [
        (ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 1}, {"b": 1}), ({"a": 1, "e": -1}, {"b": 1}), ({"a": 1, "e": -1}, {"e": 1}),
        ({"e": 1}, {"e": 1}), ({"e": 1}, {"b": 1}), (ZERO, {"b": 1})]  # fmt: skip
    sizes = ((6, 4, 2), (8, 5, 2), (7, 5, 2), (5, 3, 1))
    said = {"a": "width", "b": "height", "e": "thickness"}
    return Shape("U-shaped", corners, sizes, said, {"a": [(0, 1)], "b": [(0, 7), (1, 2)], "e": [(7, 6), (3, 2)]}, convex=False)


def _steps() -> Shape:
    corners: list[Corner] = [
        (ZERO, ZERO), ({"e": 3}, ZERO), ({"e": 3}, {"b": 1}), ({"e": 2}, {"b": 1}), ({"e": 2}, {"b": 2}), ({"e": 1}, {"b": 2}),
        ({"e": 1}, {"b": 3}), (ZERO, {"b": 3})]  # fmt: skip
    said = {"b": "rise of a step", "e": "depth of a step"}
    sides = {"b": [(1, 2), (3, 4)], "e": [(7, 6), (5, 4)]}
    return Shape("step-shaped", corners, ((2, 2), (2, 3), (1, 1.5), (3, 3)), said, sides, convex=False)


SHAPES: dict[str, Callable[[], Shape]] = {
    "right triangle": _right_triangle, "isosceles triangle": _isosceles_triangle, "equilateral triangle": _equilateral_triangle,
    "right trapezoid": _right_trapezoid, "isosceles trapezoid": _isosceles_trapezoid, "parallelogram": _parallelogram, "kite": _kite,
    "rhombus": _rhombus, "hexagon": _hexagon, "pentagon": _pentagon, "house": _house, "L": _ell, "U": _you, "steps": _steps,
}  # fmt: skip
