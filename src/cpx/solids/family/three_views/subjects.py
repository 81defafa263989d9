"""Solids to be shown by three views: carved boxes, prisms with a profile in front, upright stacks of round and square parts.

kind + random numbers -> plain JSON (boxes, a profile, layers) -> Solid: its views, volume and surface, its edges in space
"""

import math
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from cpx.solids.draw import Draw, Misfit
from cpx.solids.family.three_views import elevations
from cpx.solids.family.three_views.elevations import Drawing, Layer
from cpx.solids.wire import bodies, carve
from cpx.solids.wire.bodies import Body, Spot

Numbers = list[Any]


class Solid(NamedTuple):
    """What is shown."""

    noun: str
    views: dict[str, Drawing]
    size: tuple[float, float, float]  # length, width, height
    volume: float
    area: float
    body: Body | None  # of a polyhedron
    overall: bool  # whether its length, width and height tell all


def solid(draw: Draw, kind: str) -> Solid:
    """A solid of the kind, its numbers drawn."""
    if kind in STACKS:
        return _stack(draw, kind)
    size = draw.value("box", lambda rng: [rng.randint(3, 7), rng.randint(2, 5), rng.randint(3, 5)])
    if kind in PROFILES:
        profile = draw.value("profile", lambda rng: PROFILES[kind](rng, *size))
        return _polyhedron(NOUNS.get(kind, kind), _prism([(x, z) for x, z in profile], size[1]), kind in SIMPLE)
    cuts = draw.value("cuts", lambda rng: CUTS[kind](rng, *size))
    whole = [[0, n] for n in size]
    for box in cuts:
        if not all(0 <= low < high <= n for (low, high), (_, n) in zip(box, whole, strict=True)):
            raise Misfit("the box is too small for this cut")
    made = carve.body(kind, _box(whole), [_box(box) for box in cuts], {}, {})
    return _polyhedron(NOUNS.get(kind, kind), made, kind in SIMPLE)


def _form(number: float) -> dict[str, float]:
    return {"": float(number)}


def _box(spans: Numbers) -> carve.Box:
    x, y, z = ((_form(low), _form(high)) for low, high in spans)
    return x, y, z


def _prism(profile: list[tuple[float, float]], deep: float) -> Body:
    """A profile as seen from the front, anticlockwise, drawn out into the page."""
    n = len(profile)
    near, far = [f"A{k}" for k in range(n)], [f"B{k}" for k in range(n)]
    spots: dict[str, Spot] = {
        name: (_form(x), _form(y), _form(z)) for names, y in ((near, 0.0), (far, deep)) for name, (x, z) in zip(names, profile, strict=True)
    }
    sides = [[near[(k + 1) % n], near[k], far[k], far[(k + 1) % n]] for k in range(n)]
    return Body("prism", "", {}, {}, spots, [near, far[::-1], *sides], near, convex=False)


def _polyhedron(noun: str, body: Body, overall: bool) -> Solid:
    points = body.points
    size = tuple(max(axis) - min(axis) for axis in zip(*points.values(), strict=True))
    volume, area = bodies.volume(points, body.faces), sum(bodies.area(points, face) for face in body.faces)
    return Solid(noun, elevations.of_polyhedron(points, body.faces, body.edges), size, volume, area, body, overall)


def _stack(draw: Draw, kind: str) -> Solid:
    made = draw.value("layers", lambda rng: STACKS[kind](rng))
    layers = [Layer(*row) for row in made]
    hole = draw.value("hole", lambda rng: rng.choice((0.5, 1))) if kind in DRILLED else 0
    if hole and hole >= min(min(layer.low, layer.high) for layer in layers) - 0.4:
        raise Misfit("the hole leaves no wall")
    tall = sum(layer.tall for layer in layers)
    widest = 2 * max(max(layer.low, layer.high) for layer in layers)
    volume = sum(map(_volume, layers)) - math.pi * hole**2 * tall
    return Solid(NOUNS.get(kind, kind), elevations.of_stack(layers, hole), (widest, widest, tall), volume, 0, None, kind in SIMPLE)


def _volume(layer: Layer) -> float:
    shape, r, s, h = layer
    if shape == "ball":
        return 2 / 3 * math.pi * r**3
    frustum = h * (r * r + r * s + s * s) / 3
    return math.pi * frustum if shape == "round" else 4 * frustum


def _half(rng: Random, low: float, high: float) -> float:
    number = rng.randint(round(2 * low), round(2 * high)) / 2
    return int(number) if number == int(number) else number


def _tower(rng: Random, parts: int) -> Numbers:
    """Parts that grow narrower upwards."""
    half = rng.choice((2.5, 3, 3.5))
    rows: Numbers = []
    for k in range(parts):
        last = k == parts - 1
        shape = rng.choice(("round", "round", "square"))
        ending = rng.choice(("flat", "flat", "point", "ball", "taper")) if last else rng.choice(("flat", "flat", "taper"))
        if ending == "ball":
            rows.append(["ball", half, 0, half])
        elif ending == "point":
            rows.append([shape, half, 0, _half(rng, 2, 3.5)])
        elif ending == "taper" and half > 1:
            rows.append([shape, half, half - _half(rng, 0.5, 1), _half(rng, 1, 3)])
        else:
            rows.append([shape, half, half, _half(rng, 1, 3)])
        half = rows[-1][2] - _half(rng, 0.5, 1)
        if half < 1 and not last:
            rows[-1][1:3] = [3, 3]
            half = 2
    return rows


def _flat_tower(rng: Random) -> Numbers:
    """Two straight parts, for a hole through both."""
    low = rng.choice((2.5, 3, 3.5))
    shapes = rng.choice((["round", "round"], ["square", "round"], ["round", "square"], ["square", "square"]))
    high = rng.choice((1.5, 2))
    return [[shapes[0], low, low, _half(rng, 1, 2.5)], [shapes[1], high, high, _half(rng, 1.5, 3)]]


def _turned(shape: str, low: tuple[float, float], high: float | None) -> Callable[[Random], Numbers]:
    """One part: of constant width, pointed (0), or narrower above by so much."""

    def make(rng: Random) -> Numbers:
        half = _half(rng, *low)
        above = half if high is None else 0 if high == 0 else half - high
        return [[shape, half, above, half if shape == "ball" else _half(rng, 3, 6)]]

    return make


STACKS: dict[str, Callable[[Random], Numbers]] = {
    "cylinder": _turned("round", (1.5, 2.5), None),
    "cone": _turned("round", (1.5, 2.5), 0),
    "truncated cone": _turned("round", (2, 3), 1),
    "hemisphere": _turned("ball", (2, 3), 0),
    "square pyramid": _turned("square", (1.5, 2.5), 0),
    "truncated square pyramid": _turned("square", (2, 3), 1),
    "pipe": _turned("round", (2, 2.5), None),
    "drilled square block": _turned("square", (2, 2.5), None),
    "tower of two parts": lambda rng: _tower(rng, 2),
    "tower of three parts": lambda rng: _tower(rng, 3),
    "drilled tower": _flat_tower,
}
DRILLED = ("pipe", "drilled square block", "drilled tower")


def _house(rng: Random, a: int, b: int, c: int) -> Numbers:
    eaves = rng.randint(1, c - 1)
    return [[0, 0], [a, 0], [a, eaves], [a / 2, c], [0, eaves]]


def _trapezoid(rng: Random, a: int, b: int, c: int) -> Numbers:
    inset = rng.choice((0.5, 1, 1))
    return [[0, 0], [a, 0], [a - inset, c], [inset, c]]


def _vee(rng: Random, a: int, b: int, c: int) -> Numbers:
    """A block with a V-groove along its top."""
    wide, deep = rng.choice((1, 1.5)), rng.randint(1, c - 1)
    if wide > a / 2 - 0.5:
        raise Misfit("the groove is as wide as the block")
    return [[0, 0], [a, 0], [a, c], [a / 2 + wide, c], [a / 2, c - deep], [a / 2 - wide, c], [0, c]]


def _dovetail(rng: Random, a: int, b: int, c: int) -> Numbers:
    """A block with a slot that widens downwards."""
    deep = rng.randint(1, c - 1)
    if a < 5:
        raise Misfit("there is no room for a dovetail")
    return [[0, 0], [a, 0], [a, c], [a / 2 + 1, c], [a / 2 + 1.5, c - deep], [a / 2 - 1.5, c - deep], [a / 2 - 1, c], [0, c]]


def _bevel(rng: Random, a: int, b: int, c: int) -> Numbers:
    """A block with a slanting corner."""
    across, down = rng.randint(1, a - 1), rng.randint(1, c - 1)
    return [[0, 0], [a, 0], [a, c - down], [a - across, c], [0, c]]


PROFILES: dict[str, Callable[..., Numbers]] = {
    "isosceles prism": lambda rng, a, b, c: [[0, 0], [a, 0], [a / 2, c]],
    "right prism": lambda rng, a, b, c: [[0, 0], [a, 0], [0, c]] if rng.random() < 0.5 else [[0, 0], [a, 0], [a, c]],
    "house": _house, "trapezoid": _trapezoid, "V-groove": _vee, "dovetail": _dovetail, "bevel": _bevel,
}  # fmt: skip


def _at(rng: Random, whole: int, low: int = 1) -> list[int]:
    """A span at one end."""
    part = rng.randint(low, max(low, whole - 1))
    return rng.choice(([0, part], [whole - part, whole]))


def _inside(rng: Random, whole: int) -> list[int]:
    """A span clear of both ends."""
    if whole < 3:
        raise Misfit("there is no room inside")
    low = rng.randint(1, whole - 2)
    return [low, rng.randint(low + 1, whole - 1)]


def _top(rng: Random, c: int) -> list[int]:
    return [c - rng.randint(1, c - 1), c]


def _stairs(rng: Random, a: int, b: int, c: int) -> Numbers:
    if a < 3 or c < 3:
        raise Misfit("there is no room for stairs")
    x, y = sorted(rng.sample(range(1, a), 2))
    low, high = sorted(rng.sample(range(1, c), 2))
    return [[[x, a], [0, b], [high, c]], [[y, a], [0, b], [low, c]]]


def _two_corners(rng: Random, a: int, b: int, c: int) -> Numbers:
    x = rng.randint(1, a - 1)
    return [[[0, rng.randint(1, x)], _at(rng, b), _top(rng, c)], [[rng.randint(x, a - 1), a], _at(rng, b), _top(rng, c)]]


def _corner_and_tunnel(rng: Random, a: int, b: int, c: int) -> Numbers:
    low = rng.randint(1, c - 2)
    return [[_inside(rng, a), [0, b], [low - 1, low]], [_at(rng, a), [0, rng.randint(1, b - 1)], [low + 1, c]]]


def _tee(rng: Random, a: int, b: int, c: int) -> Numbers:
    """A T: its stem in the middle."""
    wide, low = rng.randint(1, (a - 1) // 2), rng.randint(1, c - 1)
    return [[[0, wide], [0, b], [0, low]], [[a - wide, a], [0, b], [0, low]]]


CUTS: dict[str, Callable[..., Numbers]] = {
    "cuboid": lambda rng, a, b, c: [],
    "step": lambda rng, a, b, c: [[_at(rng, a), [0, b], _top(rng, c)]],
    "back step": lambda rng, a, b, c: [[[0, a], [0, rng.randint(1, b - 1)], _top(rng, c)]],
    "T": _tee, "stairs": _stairs, "two corners": _two_corners, "corner and tunnel": _corner_and_tunnel,
    "slot": lambda rng, a, b, c: [[_inside(rng, a), [0, b], _top(rng, c)]],
    "corner": lambda rng, a, b, c: [[_at(rng, a), _at(rng, b), _top(rng, c)]],
    "notch": lambda rng, a, b, c: [[_inside(rng, a), [0, rng.randint(1, b - 1)], _top(rng, c)]],
    "tunnel": lambda rng, a, b, c: [[_inside(rng, a), [0, b], _inside(rng, c)]],
    "shaft": lambda rng, a, b, c: [[_inside(rng, a), _inside(rng, b), [0, c]]],
    "hollow": lambda rng, a, b, c: [[_inside(rng, a), _inside(rng, b), _top(rng, c)]],
}  # fmt: skip

VAGUE = {"body of two parts", "body of three parts", "drilled body of two parts"}
"""Nouns that might be said of other solids as well."""
SIMPLE = ("cuboid", "cylinder", "cone", "hemisphere", "square pyramid", "isosceles prism", "right prism")
NOUNS = {
    "isosceles prism": "triangular prism", "right prism": "triangular prism", "house": "pentagonal prism", "trapezoid": "trapezoidal prism",
    "V-groove": "block with a V-groove", "dovetail": "block with a dovetail slot", "bevel": "block with a slanting corner",
    "step": "L-shaped block", "back step": "block with a step", "T": "T-shaped block", "stairs": "block with stairs",
    "two corners": "block with two corners cut out", "corner and tunnel": "block with a tunnel and a corner cut out",
    "slot": "block with a slot", "corner": "block with a corner cut out", "notch": "block with a notch", "tunnel": "block with a tunnel",
    "shaft": "block with a square-edged shaft", "hollow": "block with a hollow in its top", "drilled tower": "drilled body of two parts",
    "tower of two parts": "body of two parts", "tower of three parts": "body of three parts",
}  # fmt: skip
