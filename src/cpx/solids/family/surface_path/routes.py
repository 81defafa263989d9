"""Shortest ways over the surface of a solid: where they run in space, and the straight line that they are once the surface is unrolled.

kind -> Way (solid, points of the way, its net) -> length, drawn on the solid, drawn on the net
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.page.vectors import Vec, between
from cpx.solids.wire import bodies
from cpx.solids.wire.bodies import ZERO, Body, Form, Names, plus, scaled
from cpx.solids.wire.scene import How, Pair

Plane = dict[str, tuple[Form, Form]]


class Way(NamedTuple):
    """A way over the faces of a polyhedron, from its first point to its last."""

    body: Body
    given: dict[str, float]
    said: dict[str, str]
    points: dict[str, Vec]  # where it crosses edges; its ends are vertices
    how: dict[str, How]
    stops: list[str]  # all of its points, in order
    net: Plane  # the faces that it runs over, unrolled, by vertices
    copies: dict[str, str]  # a vertex that comes twice: the second one's name in the script, and the vertex
    outline: list[str]
    folds: list[Pair]
    ends: Pair  # of the way, on the net
    length: float
    others: list[float]  # lengths of ways over other faces, and usual slips
    over: str
    values: dict[str, Pair]  # edges that have the dimensions, on the solid


BOXES = ((4, 3, 5), (3, 2, 4), (4, 2, 3), (5, 4, 3), (6, 4, 5), (8, 4, 3), (5, 3, 4), (6, 3, 4), (4, 4, 6), (5, 4, 8), (9, 3, 5), (2, 1, 4))


def box(draw: Draw) -> Way:
    """From a lower corner of a box to the opposite upper one, over two of its faces, the shortest way."""
    given = draw.sizes("abh", BOXES)
    a, b, h = given.values()
    said = {"a": "length", "b": "width", "h": "height"}
    body = bodies.prism("box", bodies.rectangle(), {"h": 1}, Names(draw), given, said)
    low, high = body.base, [name for name in body.spots if name not in body.base]
    (A, B, C, D), (A1, B1, C1, D1) = low, high
    fa, fb, fh = {"a": 1}, {"b": 1}, {"h": 1}
    ways = {"front and right": math.hypot(a + b, h), "front and top": math.hypot(a, b + h), "bottom and right": math.hypot(b, a + h)}
    over = min(ways, key=lambda name: ways[name])
    ab, bh, ah = plus(fa, fb), plus(fb, fh), plus(fa, fh)
    flat: Plane = {A: (ZERO, ZERO), B: (fa, ZERO)}
    nets: dict[str, tuple[Plane, Pair, float]] = {
        "front and right": (flat | {C: (ab, ZERO), C1: (ab, fh), B1: (fa, fh), A1: (ZERO, fh)}, (B, B1), a / (a + b)),
        "front and top": (flat | {B1: (fa, fh), C1: (fa, bh), D1: (ZERO, bh), A1: (ZERO, fh)}, (A1, B1), h / (b + h)),
        "bottom and right": (flat | {B1: (ah, ZERO), C1: (ah, fb), C: (fa, fb), D: (ZERO, fb)}, (B, C), a / (a + h)),
    }
    net, fold, share = nets[over]
    share = round(share, 4)
    points = {"M": between(body.points[fold[0]], body.points[fold[1]], share)}
    how: dict[str, How] = {"M": ("between", *fold, str(share))}
    others = [length for name, length in ways.items() if name != over] + [math.sqrt(a * a + b * b + h * h), a + b + h]
    values = {"a": (A, B), "b": (B, C), "h": (C, C1)}
    return Way(
        body, given, said, points, how, [A, "M", C1], net, {}, list(net), [fold], (A, C1), ways[over], others, f"the {over} faces", values
    )


PRISMS = {
    3: ((4, 5), (3, 12), (4, 9), (1, 4), (5, 8), (3, 4)),
    4: ((3, 5), (2, 6), (3, 9), (1, 3), (2, 15)),
    6: ((2, 5), (1, 8), (2, 9), (1, 3)),
}


def _prism(n: int) -> Callable[[Draw], Way]:
    def make(draw: Draw) -> Way:
        """Once round a regular prism, from a vertex to the one above it."""
        given = draw.sizes("ah", PRISMS[n])
        a, h = given.values()
        word = {3: "triangular", 4: "square", 6: "hexagonal"}[n]
        said = {"a": "side of the base", "h": "height"}
        body = bodies.prism(f"regular {word} prism", bodies.ngon(n), {"h": 1}, Names(draw), given, said)
        low, high = body.base, [name for name in body.spots if name not in body.base]
        crossed = [f"M{k}" for k in range(1, n)] if n > 3 else ["M", "N"]
        points = {name: between(body.points[low[k]], body.points[high[k]], k / n) for k, name in enumerate(crossed, 1)}
        how: dict[str, How] = {name: ("between", low[k], high[k], str(round(k / n, 4))) for k, name in enumerate(crossed, 1)}
        copies = {f"{name} again": name for name in (low[0], high[0])}
        bottom, top = ([*names, f"{names[0]} again"] for names in (low, high))
        net: Plane = {name: (scaled({"a": 1}, k), ZERO) for k, name in enumerate(bottom)}
        net |= {name: (scaled({"a": 1}, k), {"h": 1}) for k, name in enumerate(top)}
        folds = list(zip(bottom[1:-1], top[1:-1], strict=True))
        length = math.hypot(n * a, h)
        others = [math.hypot(a, h), n * a + h, math.hypot((n - 1) * a, h), h]
        values = {"a": (low[0], low[1]), "h": (low[1], high[1])}
        ends = (low[0], f"{high[0]} again")
        outline = [*bottom, *top[::-1]]
        stops, over = [low[0], *crossed, high[0]], "all side faces, once round"
        return Way(body, given, said, points, how, stops, net, copies, outline, folds, ends, length, others, over, values)

    return make


FLAT: dict[str, Callable[[Draw], Way]] = {
    "box": box,
    "triangular prism": _prism(3),
    "square prism": _prism(4),
    "hexagonal prism": _prism(6),
}


class Winding(NamedTuple):
    """A way round a cylinder or cone: at the angle t, in degrees from `start` to `end`, its height and distance from the axis."""

    kind: str
    given: dict[str, float]
    said: dict[str, str]
    further: list[str]
    start: float
    end: float
    script: list[str]  # the function `way(t)` of the script, t in degrees
    at: Callable[[float], Vec]
    length: float
    others: list[float]
    ends: tuple[str, str]  # names of the first and last point
    turns: float
    net: Mapping[str, float]


def cylinder(draw: Draw) -> Winding:
    """A thread that climbs evenly round a cylinder."""
    turns = draw.one("turns", (0.5, 1, 1) if draw.level < 3 else (0.5, 1, 1, 2, 3))
    rows = {0.5: ((12, 8), (16, 6), (12, 5), (10, 5), (6, 4)), 1: ((6, 8), (8, 6), (12, 5), (5, 12), (12, 9), (9, 12), (8, 15)),
            2: ((3, 8), (6, 5), (4, 6), (6, 9), (2.5, 12)), 3: ((4, 9), (4, 5), (2, 8), (3, 12))}  # fmt: skip
    given = draw.sizes("ch", rows[turns])
    c, h = given.values()
    r = c / math.tau
    start = draw.one("start", (180, 180, 0))
    end = start + 360 * turns

    def at(t: float) -> Vec:
        return r * math.cos(math.radians(t)), r * math.sin(math.radians(t)), h * (t - start) / (end - start)

    length = math.hypot(turns * c, h)
    others = [
        math.hypot(c, h) if turns != 1 else math.hypot(c / 2, h),
        turns * c + h,
        math.hypot(2 * turns * c, h),
        turns * math.hypot(c, h),
    ]
    said = {"c": "circumference of the base", "h": "height"}
    script, further = _thread(start, end), ["r = c / (2 * np.pi)  # radius"]
    return Winding("cylinder", given, said, further, start, end, script, at, length, others, ("A", "B"), turns, {})


def _thread(start: int, end: float) -> list[str]:
    return [
        "def way(t):",
        '    """The thread at the angle t, in degrees: it climbs evenly."""',
        f"    climbed = (t - {start}) / {end - start:g}",
        "    t = np.radians(t)",
        "    return np.column_stack((r * np.cos(t), r * np.sin(t), h * climbed))",
    ]


def cone(draw: Draw) -> Winding:
    """The shortest way round a cone, back to its start or to the middle of the line above it."""
    r, slant = draw.value(
        "sizes", lambda rng: list(rng.choice(((1, 3), (2, 6), (1, 4), (2, 8), (1, 6), (2, 12), (3, 9), (3, 12), (4, 12), (2, 5))))
    )
    share = draw.one("ends_at", (1, 1, 0.5, 0.5, 0.667) if draw.level > 2 else (1,))
    share = 2 / 3 if share == 0.667 else share
    given: dict[str, float] = {"r": r, "s": slant}
    angle, h = math.tau * r / slant, math.sqrt(slant * slant - r * r)
    start = draw.one("start", (180, 180, 0))
    m = slant * share

    def at(t: float) -> Vec:
        turned = angle * (t - start) / 360
        s = slant * m * math.sin(angle) / (m * math.sin(angle - turned) + slant * math.sin(turned))
        return s * r / slant * math.cos(math.radians(t)), s * r / slant * math.sin(math.radians(t)), h * (1 - s / slant)

    length = math.sqrt(slant * slant + m * m - 2 * slant * m * math.cos(angle))
    others = [math.tau * r, slant + m, 2 * slant * math.sin(angle / 4), math.hypot(slant, m), math.hypot(math.tau * r, slant - m)]
    further = ["angle = 2 * np.pi * r / s  # of the unrolled cone"]
    further += [f"m = {_words(share)}  # from the apex to the end of the way"]
    said = {"r": "radius of the base", "s": "slant height"}
    names = ("A", "A" if share == 1 else "M")
    net = {"angle": angle, "m": m, "share": share}
    return Winding("cone", given, said, further, start, start + 360, _chord(start), at, length, others, names, 1, net)


def _chord(start: int) -> list[str]:
    return [
        "def way(t):",
        '    """The way at the angle t, in degrees: a straight line on the unrolled cone."""',
        f"    turned = angle * (t - {start}) / 360",
        "    d = s * m * np.sin(angle) / (m * np.sin(angle - turned) + s * np.sin(turned))",
        "    t = np.radians(t)",
        "    return np.column_stack((d * r / s * np.cos(t), d * r / s * np.sin(t), h * (1 - d / s)))",
    ]


def _words(share: float) -> str:
    return {1: "s", 0.5: "s / 2"}.get(share, "2 * s / 3")


ROUND: dict[str, Callable[[Draw], Winding]] = {"cylinder": cylinder, "cone": cone}
