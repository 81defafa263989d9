"""STEM diagrams as lists of marks, and the matplotlib scripts that draw them by one API or another.

TUNING were at hand while the scores' formulae were made; HELD_OUT were not looked at until the weights stood.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

Point = tuple[float, float]


class Mark(NamedTuple):
    kind: str
    """`line`, `fill`, `dot` or `text`."""
    points: tuple[Point, ...]
    colour: str = "#000000"
    width: float = 1.6
    """Of a line or dot, points."""
    dash: str = "-"
    words: str = ""
    size: float = 12
    alpha: float = 1.0


def line(*points: Point, c: str = "#000000", w: float = 1.6, d: str = "-") -> Mark:
    return Mark("line", points, c, w, d)


def fill(*points: Point, c: str = "#cccccc", a: float = 1.0) -> Mark:
    return Mark("fill", points, c, alpha=a)


def dot(x: float, y: float, c: str = "#000000", w: float = 5) -> Mark:
    return Mark("dot", ((x, y),), c, w)


def text(x: float, y: float, words: str, c: str = "#000000", size: float = 12) -> Mark:
    return Mark("text", ((x, y),), c, words=words, size=size)


def arc(x: float, y: float, r: float, start: float = 0, end: float = 360, n: int = 72) -> list[Point]:
    turns = (math.radians(start + (end - start) * i / n) for i in range(n + 1))
    return [(x + r * math.cos(t), y + r * math.sin(t)) for t in turns]


def box(x: float, y: float, w: float, h: float) -> list[Point]:
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]


def arrow(a: Point, b: Point, c: str = "#000000", w: float = 1.6, head: float = 0.18) -> list[Mark]:
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    wings = [(b[0] - head * math.cos(turn + s), b[1] - head * math.sin(turn + s)) for s in (0.4, -0.4)]
    return [line(a, b, c=c, w=w), fill(b, *wings, b, c=c)]


def curve(f: Callable[[float], float], start: float, end: float, n: int = 80) -> list[Point]:
    return [(x, f(x)) for x in (start + (end - start) * i / n for i in range(n + 1))]


# What the formulae were tuned on


def incircle() -> list[Mark]:
    names = {"P": (0, 0), "Q": (5, 0), "R": (1.2, 3.4)}
    sides = [line(names[a], names[b]) for a, b in ("PQ", "QR", "RP")]
    labels = [text(x + 0.12, y + 0.15, n) for n, (x, y) in names.items()]
    return [
        *sides,
        line(*arc(1.85, 1.13, 1.12), c="#2255cc"),
        line((1.2, 3.4), (1.2, 0), c="#bb2222", d="--"),
        *labels,
        text(2.2, -0.4, "7 cm"),
    ]


def chords() -> list[Mark]:
    ends = {n: (2 * math.cos(t), 2 * math.sin(t)) for n, t in zip("KLMN", (0.3, 1.7, 3.3, 5.0), strict=True)}
    lines = [line(ends[a], ends[b], c="#116611") for a, b in ("KL", "LM", "MN", "NK", "KM")]
    labels = [m for n, (x, y) in ends.items() for m in (dot(x, y), text(1.13 * x - 0.08, 1.13 * y - 0.06, n))]
    return [line(*arc(0, 0, 2)), *lines, *labels, dot(0, 0), text(0.1, 0.1, "O"), text(-0.6, -0.7, r"$42^\circ$", c="#bb2222")]


def parabola() -> list[Mark]:
    ticks = [m for i in (-2, -1, 1, 2) for m in (line((i, -0.07), (i, 0.07), w=1), text(i - 0.08, -0.4, str(i), size=9))]
    axes = [*arrow((-3, 0), (3, 0), w=1), *arrow((0, -2), (0, 3.5), w=1)]
    return [
        *axes,
        *ticks,
        line(*curve(lambda x: x * x - 1.5, -2.2, 2.2), c="#2255cc", w=2),
        text(1.2, 2.8, "$y=x^2-1.5$", c="#2255cc", size=10),
    ]


def network() -> list[Mark]:
    spots = [(0, 0), (2, 0.4), (0.8, 1.9), (3.1, 2.1), (4.2, 0.5), (-0.7, 2.3)]
    edges = [line(spots[a], spots[b], w=1.2) for a, b in ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (1, 4), (5, 2))]
    nodes = [m for x, y in spots for m in (fill(*arc(x, y, 0.23), c="#a0d8a8"), line(*arc(x, y, 0.23), w=1.2))]
    return [
        *edges,
        *nodes,
        *(text(x - 0.06, y - 0.07, str(i + 1), size=11) for i, (x, y) in enumerate(spots)),
        text(0.95, 0.3, "6", c="#884400"),
    ]


def shaded() -> list[Mark]:
    diamond = [(2, 0), (4, 2), (2, 4), (0, 2), (2, 0)]
    shapes = [fill(*box(0, 0, 4, 4), c="#ffe08a"), line(*box(0, 0, 4, 4)), fill(*arc(2, 2, 2), c="#7fb3ff"), line(*arc(2, 2, 2))]
    return [*shapes, fill(*diamond, c="#ffffff"), line(*diamond), text(1.6, 1.9, "S = 8"), text(-0.3, -0.35, "A"), text(4.1, 4.05, "C")]


def cube() -> list[Mark]:
    front, back = box(0, 0, 3, 3)[:4], box(1.2, 0.9, 3, 3)[:4]
    edges = [line(front[i], front[i - 1]) for i in range(4)] + [
        line(back[i], back[i - 1], d="--" if i in (0, 1) else "-") for i in range(4)
    ]
    across = [line(front[i], back[i], d="--" if i == 0 else "-") for i in range(4)]
    return [*edges, *across, *(text(x + 0.1, y + 0.1, n) for (x, y), n in zip(front + back, "ABCDEFGH", strict=True))]


def interval() -> list[Mark]:
    ticks = [m for i in range(-4, 5) for m in (line((i, -0.12), (i, 0.12), w=1), text(i - 0.12, -0.5, str(i), size=10))]
    ends = [line((-2, 0), (3, 0), c="#bb2222", w=4), dot(-2, 0, "#bb2222", 9), dot(3, 0, "#bb2222", 9)]
    return [line((-5, 0), (5, 0)), *ticks, *ends, text(0.2, 0.45, "-2 ≤ x ≤ 3", c="#bb2222")]


def bars() -> list[Mark]:
    names, colours = ["Mon", "Tue", "Wed", "Thu", "Fri"], ["#4c72b0", "#dd8452", "#55a868", "#c44e52", "#8172b3"]
    columns = [
        m
        for i, (n, c, h) in enumerate(zip(names, colours, (3, 5, 2, 4, 3.5), strict=True))
        for m in (fill(*box(i, 0, 0.7, h), c=c), text(i + 0.15, -0.45, n), text(i + 0.2, h + 0.1, str(h), size=10))
    ]
    return [*columns, line((-0.3, 0), (5, 0)), line((-0.3, 0), (-0.3, 5.5)), text(1.2, 5.8, "Visitors per day", size=14)]


def circuit() -> list[Mark]:
    wires = [
        ((0, 0), (0, 3)),
        ((0, 3), (1.5, 3)),
        ((2.5, 3), (4, 3)),
        ((4, 3), (4, 2)),
        ((4, 1), (4, 0)),
        ((4, 0), (2.2, 0)),
        ((1.8, 0), (0, 0)),
    ]
    parts = [line(*box(1.5, 2.8, 1, 0.4)), line(*box(3.8, 1, 0.4, 1)), line((1.8, -0.3), (1.8, 0.3)), line((2.2, -0.15), (2.2, 0.15), w=3)]
    return [
        *(line(*w) for w in wires),
        *parts,
        text(1.7, 3.35, r"$R_1=4\Omega$"),
        text(4.35, 1.4, "$R_2$"),
        text(1.8, -0.65, "12 V"),
        dot(0, 3),
    ]


def venn() -> list[Mark]:
    discs = [m for x, c in ((0, "#ff9999"), (1.7, "#99b3ff")) for m in (fill(*arc(x, 0, 1.5), c=c, a=0.5), line(*arc(x, 0, 1.5), w=1.2))]
    words = [text(x, 0, n) for x, n in ((-0.8, "12"), (0.75, "5"), (2.2, "9"))]
    return [*discs, *words, line(*box(-2.2, -2, 6.2, 4)), text(-1.4, 1.5, "P"), text(2.9, 1.5, "Q"), text(3.5, -1.8, "U")]


TUNING = (incircle, chords, parabola, network, shaded, cube, interval, bars, circuit, venn)

# What they were not


def incline() -> list[Mark]:
    block = [(2.0, 1.0), (3.0, 1.5), (2.7, 2.1), (1.7, 1.6), (2.0, 1.0)]
    forces = [
        ((2.35, 1.55), (2.35, 0.1), "#bb2222", "mg"),
        ((2.35, 1.55), (1.8, 2.65), "#116611", "N"),
        ((3.0, 1.75), (3.9, 2.2), "#2255cc", "F"),
    ]
    marks = [m for a, b, c, n in forces for m in (*arrow(a, b, c), text(b[0] + 0.1, b[1], n, c=c))]
    return [
        line((0, 0), (5, 0), (5, 2.5), (0, 0)),
        fill(*block, c="#c8a878"),
        line(*block),
        *marks,
        line(*arc(0, 0, 0.9, 0, 26.6)),
        text(1.05, 0.15, r"$\theta$"),
    ]


def lens() -> list[Mark]:
    rays = [((-4, 1.2), (0, 1.2), (3.6, -1.68)), ((-4, 1.2), (3.6, -1.08)), ((-4, 1.2), (0, -0.9), (3.6, -0.9))]
    glass = [*arc(-2, 0, 2.6, -35, 35), *arc(2, 0, 2.6, 145, 215)]
    foci = [m for x, n in ((-1.5, "F"), (1.5, "F'")) for m in (dot(x, 0), text(x - 0.1, -0.4, n))]
    objects = [*arrow((-4, 0), (-4, 1.2), "#116611", 2.4), *arrow((2.9, 0), (2.9, -0.9), "#884400", 2.4)]
    return [
        line((-5, 0), (5, 0), w=1),
        fill(*glass, c="#cfe8ff"),
        *(line(*r, c="#bb2222", w=1.2) for r in rays),
        *foci,
        *objects,
        text(-4.6, 1.3, "object"),
    ]


def pendulum() -> list[Mark]:
    hatch = [line((x, 4), (x + 0.25, 4.25), w=1) for x in (-1, -0.6, -0.2, 0.2, 0.6)]
    bob = (2 * math.sin(0.5) * 1.7, 4 - 3.4 * math.cos(0.5))
    swing = line(*arc(0, 4, 3.4, 242, 298), c="#888888", d=":")
    return [
        line((-1.2, 4), (1.2, 4), w=2.5),
        *hatch,
        line((0, 4), bob),
        line((0, 4), (0, 0.4), d="--"),
        fill(*arc(*bob, 0.3), c="#dd8452"),
        swing,
        text(0.1, 2.2, r"$\alpha$"),
        text(1.2, 2.6, "L = 1.2 m"),
    ]


def springs() -> list[Mark]:
    zigzag = [(0.4 + 0.25 * i, 1.0 + (0.25 if i % 2 else -0.25)) for i in range(1, 12)]
    return [
        line((0, 0), (0, 2), w=3),
        line((0, 0), (6, 0), w=1.4),
        line((0, 1), (0.4, 1), *zigzag, (3.5, 1), c="#444444"),
        fill(*box(3.5, 0.4, 1.4, 1.2), c="#7fb3ff"),
        line(*box(3.5, 0.4, 1.4, 1.2)),
        text(4.0, 0.9, "m"),
        text(1.6, 1.55, "k = 40 N/m"),
        *arrow((4.9, 1), (5.9, 1), "#bb2222"),
        text(5.3, 1.2, "v", c="#bb2222"),
    ]


def benzene() -> list[Mark]:
    ring, inner = arc(0, 0, 1.5, 90, 450, 6), arc(0, 0, 1.25, 90, 450, 6)
    double = [line(inner[i], inner[i + 1]) for i in (0, 2, 4)]
    bonds = [line(p, (1.4 * p[0], 1.4 * p[1])) for p in ring[:6]]
    atoms = [text(1.55 * x - 0.12, 1.55 * y - 0.1, "OH" if i == 0 else "H") for i, (x, y) in enumerate(ring[:6])]
    return [line(*ring), *double, *bonds, *atoms, text(-0.6, -3.0, r"$C_6H_5OH$", size=14)]


def titration() -> list[Mark]:
    rise = [(v, 7 + 5.4 * math.tanh((v - 25) / 3.2) + 0.02 * (v - 25)) for v in (0.5 * i for i in range(101))]
    ticks = [m for v in (10, 20, 30, 40, 50) for m in (line((v, 0), (v, 0.25), w=1), text(v - 1.5, -1.0, str(v), size=9))]
    points = [dot(v, y, "#bb2222", 6) for v, y in rise[::10]]
    return [
        line((0, 0), (52, 0)),
        line((0, 0), (0, 14)),
        *ticks,
        line(*rise, c="#2255cc", w=2),
        *points,
        line((25, 0), (25, 7), d="--"),
        text(27, 6.3, "equivalence point"),
        text(18, -2.2, "volume of NaOH / mL"),
        text(-5, 14.3, "pH"),
    ]


def punnett() -> list[Mark]:
    grid = [line((0, i), (2, i)) for i in range(3)] + [line((i, 0), (i, 2)) for i in range(3)]
    cells = [fill(*box(x, y, 1, 1), c=c) for x, y, c in ((0, 1, "#c8e6c9"), (1, 1, "#dcedc8"), (0, 0, "#dcedc8"), (1, 0, "#fff9c4"))]
    words = [text(x + 0.35, y + 0.42, n, size=16) for x, y, n in ((0, 1, "BB"), (1, 1, "Bb"), (0, 0, "Bb"), (1, 0, "bb"))]
    heads = [text(0.42, 2.12, "B", size=16), text(1.42, 2.12, "b", size=16), text(-0.3, 1.42, "B", size=16), text(-0.3, 0.42, "b", size=16)]
    return [*cells, *grid, *words, *heads]


def food_web() -> list[Mark]:
    names = {"grass": (0, 0), "shrub": (4, 0), "hare": (0, 2), "mouse": (2.5, 1.6), "deer": (5, 2), "fox": (1, 4), "wolf": (4.5, 4)}
    eats = ("grass hare", "grass mouse", "shrub deer", "shrub mouse", "hare fox", "mouse fox", "hare wolf", "deer wolf")
    arrows = [m for pair in eats for a, b in [pair.split()] for m in arrow(names[a], names[b], "#666666", 1.2, 0.25)]
    boxes = [
        m
        for n, (x, y) in names.items()
        for m in (
            fill(*box(x - 0.55, y - 0.25, 1.2, 0.5), c="#fff3d6"),
            line(*box(x - 0.55, y - 0.25, 1.2, 0.5), w=1),
            text(x - 0.45, y - 0.1, n, size=10),
        )
    ]
    return [*arrows, *boxes]


def cell() -> list[Mark]:
    wall = [(4 + 3.6 * math.cos(t) + 0.15 * math.cos(5 * t), 2.5 + 2.3 * math.sin(t)) for t in (math.radians(5 * i) for i in range(73))]
    inside = [
        m
        for x, y in ((2.2, 3.2), (5.7, 3.6), (5.4, 1.4))
        for m in (
            fill(*[(x + 0.55 * p, y + 0.25 * q) for p, q in arc(0, 0, 1)], c="#f4a261"),
            line(*[(x + 0.55 * p, y + 0.25 * q) for p, q in arc(0, 0, 1)], w=1),
        )
    ]
    calls = [
        m
        for a, b, n in (((4, 2.6), (8.2, 2.6), "nucleus"), ((5.9, 3.7), (8.2, 4.2), "mitochondrion"), ((6.6, 1.0), (8.2, 0.6), "membrane"))
        for m in (line(a, b, w=0.9), text(b[0] + 0.1, b[1] - 0.1, n))
    ]
    return [
        fill(*wall, c="#e3f2e1"),
        line(*wall, c="#2e7d32", w=2.4),
        *inside,
        fill(*arc(3.9, 2.4, 0.95), c="#b39ddb"),
        line(*arc(3.9, 2.4, 0.95)),
        fill(*arc(3.7, 2.6, 0.3), c="#5e35b1"),
        *calls,
    ]


def normal_curve() -> list[Mark]:
    bell = curve(lambda x: 4 * math.exp(-x * x / 2), -3.5, 3.5)
    tail = [(x, y) for x, y in bell if x >= 1]
    ticks = [m for i in range(-3, 4) for m in (line((i, 0), (i, -0.1), w=1), text(i - 0.12, -0.5, str(i), size=10))]
    return [
        fill((1, 0), *tail, (3.5, 0), c="#ffb3b3"),
        line(*bell, c="#2255cc", w=2),
        line((-3.7, 0), (3.7, 0)),
        *ticks,
        line((1, 0), (1, 2.43), d="--"),
        text(1.3, 0.5, "15.9%"),
        text(-2.6, 3.2, r"$\mu=0,\ \sigma=1$"),
    ]


def regression() -> list[Mark]:
    spots = [(0.5, 1.2), (1.1, 1.0), (1.6, 2.1), (2.2, 1.8), (2.9, 2.9), (3.3, 2.4), (3.9, 3.4), (4.4, 3.1), (5.0, 4.2), (5.6, 3.9)]
    rest = [line((x, y), (x, 0.55 + 0.65 * x), c="#999999", w=0.9, d=":") for x, y in spots]
    return [
        line((0, 0), (6, 0)),
        line((0, 0), (0, 5)),
        *rest,
        *(dot(x, y, "#2255cc", 6) for x, y in spots),
        line((0, 0.55), (6, 4.45), c="#bb2222", w=2),
        text(0.6, 4.3, "y = 0.65x + 0.55", c="#bb2222"),
        text(2.4, -0.6, "hours"),
        text(-0.2, 5.2, "score"),
    ]


def box_plots() -> list[Mark]:
    found: list[Mark] = [line((0, 0), (4.2, 0)), line((0, 0), (0, 10))]
    for x, name, c, (low, q1, mid, q3, high) in (
        (1, "control", "#bcd4e6", (1, 3, 4, 6, 8)),
        (2.2, "drug A", "#f8c8a0", (2, 4, 5.5, 7, 9)),
        (3.4, "drug B", "#c5e0b4", (1.5, 2.5, 3.2, 4.4, 6)),
    ):
        found += [
            fill(*box(x - 0.35, q1, 0.7, q3 - q1), c=c),
            line(*box(x - 0.35, q1, 0.7, q3 - q1), w=1.2),
            line((x - 0.35, mid), (x + 0.35, mid), c="#bb2222", w=2),
        ]
        found += [
            line((x, low), (x, q1), w=1),
            line((x, q3), (x, high), w=1),
            line((x - 0.2, low), (x + 0.2, low), w=1),
            line((x - 0.2, high), (x + 0.2, high), w=1),
            text(x - 0.4, -0.8, name, size=10),
        ]
    return found


def tree() -> list[Mark]:
    spots = {"8": (4, 4), "3": (2, 3), "10": (6, 3), "1": (1, 2), "6": (3, 2), "14": (7, 2), "4": (2.4, 1), "7": (3.6, 1), "13": (6.4, 1)}
    links = (("8", "3"), ("8", "10"), ("3", "1"), ("3", "6"), ("10", "14"), ("6", "4"), ("6", "7"), ("14", "13"))
    nodes = [
        m
        for n, (x, y) in spots.items()
        for m in (fill(*arc(x, y, 0.3), c="#ffffff"), line(*arc(x, y, 0.3)), text(x - 0.05 - 0.08 * len(n), y - 0.1, n))
    ]
    return [*(line(spots[a], spots[b]) for a, b in links), *nodes]


def unit_circle() -> list[Mark]:
    turns = (0, 30, 45, 60, 90, 120, 180, 225, 270, 330)
    ends = [(a, 2 * math.cos(math.radians(a)), 2 * math.sin(math.radians(a))) for a in turns]
    spokes = [
        m
        for a, x, y in ends
        for m in (
            line((0, 0), (x, y), c="#888888", w=0.9),
            dot(x, y, "#bb2222"),
            text(1.16 * x - 0.2, 1.16 * y - 0.08, rf"${a}^\circ$", size=10),
        )
    ]
    return [line((-2.7, 0), (2.7, 0), w=1), line((0, -2.7), (0, 2.7), w=1), *spokes, line(*arc(0, 0, 2), c="#2255cc", w=2)]


def vectors() -> list[Mark]:
    grid = [line((i, 0), (i, 5), c="#dddddd", w=0.8) for i in range(7)] + [line((0, i), (6, i), c="#dddddd", w=0.8) for i in range(6)]
    sums = [*arrow((0, 0), (4, 1), "#bb2222", 2.2), *arrow((4, 1), (5, 4), "#2255cc", 2.2), *arrow((0, 0), (5, 4), "#116611", 2.2)]
    return [
        *grid,
        *sums,
        text(2.2, 0.2, r"$\vec a$", c="#bb2222"),
        text(4.7, 2.3, r"$\vec b$", c="#2255cc"),
        text(1.8, 2.3, r"$\vec a+\vec b$", c="#116611"),
    ]


def pie() -> list[Mark]:
    found, start = [], 90.0
    for name, share, c in (("coal", 35, "#4c72b0"), ("gas", 25, "#dd8452"), ("wind", 22, "#55a868"), ("solar", 18, "#c44e52")):
        end = start + 3.6 * share
        slice_ = [(0.0, 0.0), *arc(0, 0, 2, start, end, 40), (0.0, 0.0)]
        middle = math.radians((start + end) / 2)
        found += [
            fill(*slice_, c=c),
            line(*slice_, c="#ffffff"),
            text(2.3 * math.cos(middle) - 0.3, 2.3 * math.sin(middle), name),
            text(1.2 * math.cos(middle) - 0.3, 1.2 * math.sin(middle), f"{share}%", c="#ffffff"),
        ]
        start = end
    return found


def logic() -> list[Mark]:
    gate = [(2, 0.5), (2.8, 0.5), *arc(2.8, 1.25, 0.75, -90, 90, 30), (2, 2), (2, 0.5)]
    other = [(2, 2.8), (2.8, 2.8), *arc(2.8, 3.55, 0.75, -90, 90, 30), (2, 4.3), (2, 2.8)]
    wires = [
        ((0.5, 0.9), (2, 0.9)),
        ((0.5, 1.6), (2, 1.6)),
        ((0.5, 3.2), (2, 3.2)),
        ((0.5, 3.9), (2, 3.9)),
        ((3.55, 1.25), (4.6, 1.25), (4.6, 2.2), (5.2, 2.2)),
        ((3.55, 3.55), (4.6, 3.55), (4.6, 2.8), (5.2, 2.8)),
    ]
    final = [(5.2, 1.8), (6, 1.8), *arc(6, 2.5, 0.7, -90, 90, 30), (5.2, 3.2), (5.2, 1.8)]
    names = [text(0.15, y - 0.1, n) for y, n in ((0.9, "D"), (1.6, "C"), (3.2, "B"), (3.9, "A"))]
    return [
        line(*gate),
        line(*other),
        line(*final),
        *(line(*w, w=1.2) for w in wires),
        line((6.7, 2.5), (7.6, 2.5), w=1.2),
        *names,
        text(7.7, 2.4, "Q"),
        dot(4.6, 1.25),
        text(2.2, 1.1, "AND"),
        text(2.2, 3.4, "AND"),
    ]


def flowchart() -> list[Mark]:
    def step(x: float, y: float, words: str, c: str) -> list[Mark]:
        return [fill(*box(x - 1, y - 0.35, 2, 0.7), c=c), line(*box(x - 1, y - 0.35, 2, 0.7)), text(x - 0.8, y - 0.1, words, size=10)]

    test = [(0, 2.6), (1.2, 2.0), (0, 1.4), (-1.2, 2.0), (0, 2.6)]
    joins = [*arrow((0, 3.65), (0, 2.6)), *arrow((0, 1.4), (0, 0.35)), *arrow((1.2, 2), (2.6, 2))]
    return [
        *step(0, 4, "read n", "#dbeafe"),
        fill(*test, c="#fde68a"),
        line(*test),
        text(-0.5, 1.9, "n > 1?", size=10),
        *step(0, 0, "print n", "#dcfce7"),
        *step(3.6, 2, "n = n / 2", "#dbeafe"),
        *joins,
        text(1.6, 2.1, "yes", size=9),
        text(0.1, 0.8, "no", size=9),
        line((3.6, 2.35), (3.6, 4), (1, 4)),
    ]


def phases() -> list[Mark]:
    lines = [
        line((0.3, 0.2), (1.5, 0.8), (2, 1.3), c="#2255cc", w=2),
        line((2, 1.3), (1.7, 4.5), c="#116611", w=2),
        line(*curve(lambda x: 1.3 + 0.5 * (x - 2) ** 1.6, 2, 4.6, 30), c="#bb2222", w=2),
    ]
    return [
        *arrow((0, 0), (5.4, 0)),
        *arrow((0, 0), (0, 5)),
        *lines,
        dot(2, 1.3, w=7),
        dot(4.6, 3.6, w=7),
        text(2.1, 0.9, "triple point"),
        text(3.9, 3.9, "critical point"),
        text(0.6, 2.6, "solid"),
        text(2.4, 3.4, "liquid"),
        text(3.6, 0.9, "gas"),
        text(2, -0.5, "temperature"),
        text(-0.4, 5.1, "pressure"),
    ]


def waves() -> list[Mark]:
    one = line(*curve(lambda x: math.sin(x), 0, 12.5, 160), c="#2255cc", w=2)
    other = line(*curve(lambda x: 0.6 * math.sin(2 * x + 0.8), 0, 12.5, 200), c="#bb2222", w=1.6, d="--")
    return [
        line((0, 0), (13, 0), w=1),
        line((0, -1.4), (0, 1.5), w=1),
        one,
        other,
        line((1.57, 1.15), (7.85, 1.15), w=1),
        text(4.2, 1.22, r"$\lambda$"),
        text(0.2, 1.55, "y / cm"),
        text(12.4, -0.3, "x / m"),
    ]


def projectile() -> list[Mark]:
    path = curve(lambda x: 2.4 * x - 0.4 * x * x, 0, 6, 60)
    balls = [fill(*arc(x, y, 0.15), c="#dd8452") for x, y in path[::10]]
    return [
        line((-0.4, 0), (6.6, 0)),
        line(*path, c="#888888", d="--"),
        *balls,
        *arrow((0, 0), (1, 2.0), "#bb2222"),
        text(0.4, 2.1, "$v_0$", c="#bb2222"),
        *arrow((3, 3.6), (3, 2.6), "#116611"),
        text(3.1, 2.8, "g", c="#116611"),
        line((0, -0.4), (6, -0.4), w=1),
        text(2.5, -0.9, "R = 24 m"),
    ]


HELD_OUT = (
    *(incline, lens, pendulum, springs, benzene, titration, punnett, food_web, cell, normal_curve, regression, box_plots),
    *(tree, unit_circle, vectors, pie, logic, flowchart, phases, waves, projectile),
)

# Scripts


class Page(NamedTuple):
    """How a diagram is put on paper."""

    style: str = "plot"
    """`plot`, `artists`, `collections` or `pieces`: which API draws it."""
    size: tuple[float, float] = (6, 4.5)
    pad: float = 0.08
    axes: bool = False
    fonts: float = 1.0
    """Scale of fonts, widths and markers."""
    aspect: float = 1.0
    """Of a unit upwards to one across."""
    ground: str = "white"
    tight: bool = False


def script(marks: list[Mark], page: Page = Page()) -> str:  # noqa: B008 - it cannot change
    """The program that draws the marks in order."""
    body = [DRAW[page.style](mark, page.fonts, z + 2) for z, mark in enumerate(marks)]
    xs, ys = zip(*(point for mark in marks for point in mark.points), strict=True)
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    head = [
        "import matplotlib.pyplot as plt",
        "from matplotlib.collections import LineCollection, PolyCollection",
        "from matplotlib.lines import Line2D",
    ]
    return "\n".join(
        [
            *head,
            f"fig, ax = plt.subplots(figsize={page.size}, facecolor={page.ground!r})",
            *body,
            f"ax.set(xlim=({min(xs) - page.pad * w}, {max(xs) + page.pad * w}), ylim=({min(ys) - page.pad * h}, {max(ys) + page.pad * h}))",
            f"ax.set_aspect({page.aspect})",
            *([] if page.axes else ["ax.axis('off')"]),
            *(["plt.savefig('a.png', bbox_inches='tight')"] if page.tight else ["plt.show()"]),
        ]
    )


def _plot(mark: Mark, scale: float, z: int) -> str:
    x, y = ([point[k] for point in mark.points] for k in (0, 1))
    if mark.kind == "line":
        return f"ax.plot({x}, {y}, color={mark.colour!r}, lw={mark.width * scale}, ls={mark.dash!r}, zorder={z})"
    if mark.kind == "fill":
        return f"ax.fill({x}, {y}, facecolor={mark.colour!r}, alpha={mark.alpha}, lw=0, zorder={z})"
    if mark.kind == "dot":
        return f"ax.plot({x}, {y}, 'o', color={mark.colour!r}, ms={mark.width * scale}, zorder={z})"
    return f"ax.text({x[0]}, {y[0]}, {mark.words!r}, color={mark.colour!r}, fontsize={mark.size * scale}, zorder={z})"


def _artists(mark: Mark, scale: float, z: int) -> str:
    x, y = ([point[k] for point in mark.points] for k in (0, 1))
    if mark.kind == "line":
        return f"ax.add_line(Line2D({x}, {y}, color={mark.colour!r}, linewidth={mark.width * scale}, linestyle={mark.dash!r}, zorder={z}))"
    if mark.kind == "fill":
        return f"ax.add_patch(plt.Polygon({list(mark.points)}, facecolor={mark.colour!r}, alpha={mark.alpha}, linewidth=0, zorder={z}))"
    if mark.kind == "dot":
        return f"ax.scatter({x}, {y}, s={(mark.width * scale) ** 2}, color={mark.colour!r}, zorder={z})"
    return f"ax.annotate({mark.words!r}, ({x[0]}, {y[0]}), color={mark.colour!r}, fontsize={mark.size * scale}, zorder={z})"


def _collections(mark: Mark, scale: float, z: int) -> str:
    if mark.kind == "line":
        look = f"colors={mark.colour!r}, linewidths={mark.width * scale}, linestyles={mark.dash!r}"
        return f"ax.add_collection(LineCollection([{list(mark.points)}], {look}, zorder={z}))"
    if mark.kind == "fill":
        look = f"facecolors={mark.colour!r}, alpha={mark.alpha}, linewidths=0"
        return f"ax.add_collection(PolyCollection([{list(mark.points)}], {look}, zorder={z}))"
    return _artists(mark, scale, z)


def _pieces(mark: Mark, scale: float, z: int) -> str:
    if mark.kind == "line" and len(mark.points) <= 8:
        return "\n".join(_plot(mark._replace(points=mark.points[i : i + 2]), scale, z) for i in range(len(mark.points) - 1))
    if mark.kind == "line":
        closed = mark.points[0] == mark.points[-1]
        look = f"fill=False, edgecolor={mark.colour!r}, linewidth={mark.width * scale}, linestyle={mark.dash!r}"
        return f"ax.add_patch(plt.Polygon({list(mark.points)}, closed={closed}, {look}, zorder={z}))"
    return _artists(mark, scale, z)


DRAW: dict[str, Any] = {"plot": _plot, "artists": _artists, "collections": _collections, "pieces": _pieces}
