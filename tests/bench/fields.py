"""More STEM diagrams, by another hand than diagrams.py: only measured, never used to set a weight."""

from math import cos, exp, pi, sin, sqrt

from diagrams import Mark, Point

Figure = list[Mark]


def line(*points: Point, colour: str = "#000000", width: float = 1.6, dashed: bool = False) -> Mark:
    return Mark("line", points, colour, width, "--" if dashed else "-")


def fill(*points: Point, colour: str = "#cccccc", alpha: float = 1.0) -> Mark:
    return Mark("fill", points, colour, alpha=alpha)


def dot(x: float, y: float, colour: str = "#000000", size: float = 5) -> Mark:
    return Mark("dot", ((x, y),), colour, size)


def text(x: float, y: float, words: str, colour: str = "#000000", size: float = 12) -> Mark:
    return Mark("text", ((x, y),), colour, words=words, size=size)


def arc(
    x: float, y: float, radius: float, start: float = 0, stop: float = 2 * pi, many: int = 72, high: float | None = None
) -> list[Point]:
    high = radius if high is None else high
    return [
        (x + radius * cos(start + (stop - start) * k / many), y + high * sin(start + (stop - start) * k / many)) for k in range(many + 1)
    ]


def box(x: float, y: float, wide: float, high: float) -> list[Point]:
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]


def curve(f, low: float, high: float, many: int = 80) -> list[Point]:
    return [(x, f(x)) for x in (low + (high - low) * k / many for k in range(many + 1))]


def arrow(start: Point, end: Point, colour: str = "#000000", width: float = 1.6, head: float = 0.15) -> Figure:
    """A shaft and a filled head."""
    (x, y), (u, v) = start, end
    long = sqrt((u - x) ** 2 + (v - y) ** 2)
    a, b = (u - x) / long * head, (v - y) / long * head
    return [
        line(start, (u - a, v - b), colour=colour, width=width),
        fill((u, v), (u - a - b / 2, v - b + a / 2), (u - a + b / 2, v - b - a / 2), colour=colour),
    ]


def spread(words: str, points: list[Point], by: Point = (0.1, 0.1), **look) -> Figure:
    return [text(x + by[0], y + by[1], word, **look) for word, (x, y) in zip(words.split(), points, strict=True)]


def axes(left: float, right: float, low: float, high: float, x: str = "x", y: str = "y", head: float = 0.15) -> Figure:
    return [
        *arrow((left, 0), (right, 0), width=1, head=head),
        *arrow((0, low), (0, high), width=1, head=head),
        text(right, -0.35 * head / 0.15, x),
        text(0.1, high, y),
    ]


def polygon(sides: int, radius: float = 1, x: float = 0, y: float = 0, turn: float = pi / 2) -> list[Point]:
    return [(x + radius * cos(turn + 2 * pi * k / sides), y + radius * sin(turn + 2 * pi * k / sides)) for k in range(sides)]


BLUE, RED, GREEN, ORANGE, PURPLE = "#2255cc", "#cc2233", "#228844", "#dd8811", "#7744aa"


def triangle() -> Figure:
    a, b, c = (0, 0), (5, 0), (1.5, 3.6)
    ring = line(*arc(1.9, 1.2, 1.2), colour=BLUE, width=1.3)
    return [
        line(a, b),
        line(b, c),
        line(c, a),
        ring,
        line(c, (1.5, 0), colour=RED, dashed=True),
        *spread("P Q R", [a, b, c]),
        text(2.4, -0.4, "9 cm"),
        text(1.6, 1.6, "h", colour=RED),
        *(dot(*p) for p in (a, b, c)),
    ]


def chords() -> Figure:
    at = [(2 * cos(t), 2 * sin(t)) for t in (0.3, 1.7, 2.9, 4.1, 5.4)]
    sides = [line(at[i], at[(i + 1) % 5], colour=GREEN) for i in range(5)]
    return [
        line(*arc(0, 0, 2)),
        dot(0, 0),
        text(0.1, 0.1, "M"),
        *sides,
        *(dot(*p, colour=RED) for p in at),
        *spread("A B C D E", [(x * 1.12, y * 1.12) for x, y in at], (-0.07, -0.07)),
        text(0.5, -0.6, r"$52^\circ$", colour=BLUE),
    ]


def functions() -> Figure:
    ticks = [mark for k in (-2, -1, 1, 2, 3) for mark in (line((k, -0.08), (k, 0.08), width=1), text(k - 0.1, -0.5, str(k), size=9))]
    return [
        *axes(-2.8, 3.8, -2, 4.2),
        line(*curve(lambda x: 0.5 * x * x - 1, -2.5, 3), colour=BLUE, width=2),
        line(*curve(lambda x: 1.5 + sin(2.2 * x), -2.5, 3.4), colour=ORANGE, width=2, dashed=True),
        text(1.2, 3.5, "$y=x^2/2-1$", colour=BLUE, size=10),
        *ticks,
    ]


def network() -> Figure:
    at = [(0, 0), (2.2, 0.2), (1.1, 1.9), (3.3, 2.1), (4.4, 0.4), (-0.8, 2.2), (2.2, 3.4)]
    edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (1, 4), (5, 2), (6, 3)]
    nodes = [
        mark
        for k, (x, y) in enumerate(at)
        for mark in (
            fill(*arc(x, y, 0.25), colour="#a6d8ae"),
            line(*arc(x, y, 0.25), width=1.2),
            text(x - 0.07, y - 0.08, str(k + 1), size=11),
        )
    ]
    return [
        *(line(at[a], at[b], width=1.3) for a, b in edges),
        *nodes,
        *(
            text((at[a][0] + at[b][0]) / 2, (at[a][1] + at[b][1]) / 2 + 0.1, w, colour="#884400", size=9)
            for (a, b), w in zip(edges[::2], ["5", "8", "3", "6"], strict=True)
        ),
    ]


def stacked() -> Figure:
    return [
        fill(*box(0, 0, 4, 4), colour="#ffe296"),
        line(*box(0, 0, 4, 4)),
        fill(*arc(2, 2, 1.8), colour="#8cbcff"),
        line(*arc(2, 2, 1.8)),
        fill((2, 0.4), (3.6, 2), (2, 3.6), (0.4, 2), colour="#ffffff"),
        line((2, 0.4), (3.6, 2), (2, 3.6), (0.4, 2), (2, 0.4)),
        *spread("A B C D", [(0, 0), (4, 0), (4, 4), (0, 4)], (-0.3, 0.1)),
        text(1.6, 1.9, "T = 12"),
    ]


def cuboid() -> Figure:
    front, back = box(0, 0, 3, 2.4)[:4], box(1.1, 0.9, 3, 2.4)[:4]
    hidden = {(0, 1), (3, 0)}
    rear = [line(back[a], back[b], dashed=(a, b) in hidden) for a, b in ((0, 1), (1, 2), (2, 3), (3, 0))]
    return [
        *(line(front[k], front[(k + 1) % 4]) for k in range(4)),
        *rear,
        *(line(front[k], back[k], dashed=k == 0) for k in range(4)),
        *spread("A B C D", front, (-0.3, -0.25)),
        *spread("E F G H", back, (0.1, 0.1)),
    ]


def number_line() -> Figure:
    marks = [mark for k in range(-3, 6) for mark in (line((k, -0.12), (k, 0.12), width=1), text(k - 0.1, -0.5, str(k), size=10))]
    return [
        line((-4, 0), (6, 0)),
        *marks,
        line((-1, 0), (4, 0), colour=RED, width=4),
        dot(-1, 0, RED, 9),
        dot(4, 0, RED, 9),
        text(0.6, 0.5, "-1 ≤ t ≤ 4", colour=RED),
    ]


def bars() -> Figure:
    heights, hues = (4, 2.5, 5, 3, 1.5), ("#4d75b3", "#e08650", "#58ab6a", "#c64f54", "#8273b5")
    bodies = [
        mark
        for k, (h, hue) in enumerate(zip(heights, hues, strict=True))
        for mark in (fill(*box(k, 0, 0.7, h), colour=hue), text(k + 0.2, h + 0.1, str(h), size=10))
    ]
    return [
        *bodies,
        line((-0.3, 0), (5, 0)),
        line((-0.3, 0), (-0.3, 5.6)),
        *(text(k + 0.1, -0.45, word) for k, word in enumerate(["Jan", "Feb", "Mar", "Apr", "May"])),
        text(1.2, 5.9, "Rain per month", size=14),
    ]


def loop_circuit() -> Figure:
    wires = [
        ((0, 0), (0, 3)),
        ((0, 3), (1.4, 3)),
        ((2.6, 3), (4, 3)),
        ((4, 3), (4, 2)),
        ((4, 1), (4, 0)),
        ((4, 0), (2.2, 0)),
        ((1.8, 0), (0, 0)),
    ]
    return [
        *(line(*wire) for wire in wires),
        line(*box(1.4, 2.8, 1.2, 0.4)),
        line(*box(3.8, 1, 0.4, 1)),
        line((1.8, -0.35), (1.8, 0.35)),
        line((2.2, -0.15), (2.2, 0.15), width=3),
        text(1.6, 3.4, r"$R_1=6\Omega$"),
        text(4.35, 1.4, "$R_2$"),
        text(1.75, -0.7, "9 V"),
        dot(0, 3),
        dot(4, 0),
    ]


def venn() -> Figure:
    return [
        fill(*arc(0, 0, 1.5), colour="#ff9c9c", alpha=0.5),
        fill(*arc(1.8, 0, 1.5), colour="#9cb5ff", alpha=0.5),
        line(*arc(0, 0, 1.5), width=1.2),
        line(*arc(1.8, 0, 1.5), width=1.2),
        line(*box(-2.2, -2, 6.3, 4)),
        text(-1, 1.6, "M"),
        text(2.5, 1.6, "N"),
        text(-0.8, 0, "14"),
        text(0.75, 0, "6"),
        text(2.3, 0, "11"),
        text(3.6, -1.8, "U"),
    ]


def inclined_plane() -> Figure:
    block = [(1.9, 1.0), (2.7, 1.46), (2.4, 1.98), (1.6, 1.52)]
    return [
        line((0, 0), (4.2, 0), (4.2, 2.4), (0, 0)),
        fill(*block, colour="#c9b18f"),
        line(*block, block[0]),
        *arrow((2.15, 1.5), (2.15, 0.2), RED),
        *arrow((2.15, 1.5), (1.55, 2.6), BLUE),
        *arrow((2.5, 1.75), (3.4, 2.3), GREEN),
        text(2.25, 0.3, "mg", colour=RED),
        text(1.2, 2.5, "N", colour=BLUE),
        text(3.4, 2.4, "F", colour=GREEN),
        line(*arc(0, 0, 0.8, 0, 0.52, 20)),
        text(0.9, 0.15, r"$30^\circ$"),
    ]


def pendulum() -> Figure:
    return [
        line((-2, 0), (2, 0), width=3),
        *(line((k * 0.4 - 2, 0), (k * 0.4 - 1.8, 0.25), width=1) for k in range(10)),
        line((0, 0), (1.5, -2.6)),
        line((0, 0), (0, -3), dashed=True, width=1),
        fill(*arc(1.5, -2.6, 0.25), colour=BLUE),
        line(*arc(0, 0, 1, -pi / 2, -pi / 2 + 0.52, 20)),
        text(0.1, -1.3, r"$\theta$"),
        text(0.9, -1.1, "L"),
        text(1.9, -2.7, "m"),
        *arrow((1.5, -2.6), (1.5, -3.7), RED),
        text(1.6, -3.7, "mg", colour=RED),
    ]


def lens() -> Figure:
    glass = [*arc(-3, 0, 3.35, -0.46, 0.46, 24), *arc(3, 0, 3.35, pi - 0.46, pi + 0.46, 24)]
    return [
        line((-4, 0), (4, 0), width=1),
        fill(*glass, colour="#bfe3ff", alpha=0.8),
        *arrow((-3, 0), (-3, 1), GREEN),
        line((-3, 1), (0, 1), (3, -1), colour=RED),
        line((-3, 1), (3, -1), colour=RED),
        *arrow((3, 0), (3, -1), GREEN),
        dot(-1.5, 0),
        dot(1.5, 0),
        text(-1.6, -0.4, "F"),
        text(1.4, -0.4, "F'"),
        text(-3.2, 1.15, "object", size=10),
        text(2.7, -1.4, "image", size=10),
    ]


def wave() -> Figure:
    return [
        *axes(-0.3, 7, -1.6, 1.9, "t", "u"),
        line(*curve(lambda t: 1.3 * sin(2 * t), 0, 6.5, 140), colour=BLUE, width=2),
        line(*curve(lambda t: 1.3 * exp(-t / 3) * sin(2 * t), 0, 6.5, 140), colour=RED, dashed=True),
        *arrow((0.79, 1.5), (3.93, 1.5), "#555555", 1),
        text(2.2, 1.6, "T"),
        line((0.79, 0), (0.79, 1.3), width=0.8, dashed=True),
        text(0.85, 0.5, "A"),
    ]


def levers() -> Figure:
    return [
        fill((2, 0), (1.6, -0.8), (2.4, -0.8), colour="#888888"),
        line((-0.5, 0), (5.5, 0), width=4, colour="#775533"),
        fill(*box(-0.4, 0.1, 0.8, 0.8), colour=RED),
        fill(*box(4.6, 0.1, 0.5, 0.5), colour=BLUE),
        text(-0.3, 1.05, "6 kg"),
        text(4.5, 0.75, "3 kg"),
        *arrow((0, -0.3), (2, -0.3), width=1),
        *arrow((2, -0.3), (4.85, -0.3), width=1),
        text(0.8, -0.65, "d"),
        text(3.2, -0.65, "2d"),
    ]


def field_lines() -> Figure:
    rays = [
        mark
        for k in range(8)
        for mark in arrow((0.4 * cos(k * pi / 4), 0.4 * sin(k * pi / 4)), (1.8 * cos(k * pi / 4), 1.8 * sin(k * pi / 4)), BLUE, 1.2)
    ]
    return [
        fill(*arc(0, 0, 0.35), colour=RED),
        text(-0.1, -0.1, "+", "#ffffff", 16),
        *rays,
        line(*arc(0, 0, 1), dashed=True, width=1),
        line(*arc(0, 0, 1.9), dashed=True, width=1),
        text(0.75, 0.3, "$r_1$"),
        text(1.5, 1.3, "$r_2$"),
        text(0.4, -0.3, "q"),
    ]


def benzene() -> Figure:
    ring = polygon(6, 1.4)
    inner = polygon(6, 1.15)
    bonds = [line(ring[k], ring[(k + 1) % 6]) for k in range(6)] + [line(inner[k], inner[(k + 1) % 6], width=1.2) for k in (0, 2, 4)]
    return [
        *bonds,
        line(ring[0], (0, 2.2)),
        text(-0.25, 2.3, "OH", RED),
        line(ring[4], (2, -1.1)),
        text(2.05, -1.25, r"CH$_3$"),
        line(ring[2], (-2, -1.1)),
        text(-2.6, -1.25, "Cl", GREEN),
        text(-0.4, -2.3, "p-cresol", size=10),
    ]


def energy_profile() -> Figure:
    def height(x: float) -> float:
        return 1 + 2.4 * exp(-((x - 2.5) ** 2)) - 0.8 / (1 + exp(-3 * (x - 3)))

    return [
        *axes(-0.2, 5.6, -0.2, 4.2, "progress", "E"),
        line(*curve(height, 0.1, 5.2), colour=PURPLE, width=2),
        line((0, 1), (2.5, 1), dashed=True, width=1),
        *arrow((2.5, 1), (2.5, height(2.5)), RED, 1.2),
        text(2.6, 1.7, "$E_a$", RED),
        text(0.3, 1.2, "A + B"),
        text(4.5, 0.5, "AB"),
        *arrow((4.8, 1), (4.8, 0.25), BLUE, 1.2),
        text(4.9, 0.7, r"$\Delta H$", BLUE),
    ]


def titration() -> Figure:
    def ph(v: float) -> float:
        return 3 + 0.04 * v + 7.5 / (1 + exp(-(v - 25) * 0.9))

    ticks = [mark for k in (10, 20, 30, 40) for mark in (line((k, -0.15), (k, 0.15), width=1), text(k - 1, -1.1, str(k), size=9))]
    rows = [mark for k in (3, 7, 11) for mark in (line((-0.4, k), (0.4, k), width=1), text(-2.5, k - 0.2, str(k), size=9))]
    return [
        line((0, 0), (48, 0), width=1),
        line((0, 0), (0, 14), width=1),
        line(*curve(ph, 0, 46, 120), colour=BLUE, width=2),
        line((25, 0), (25, 7.75), dashed=True, width=1),
        dot(25, 7.75, RED, 7),
        text(26, 7.3, "equivalence", RED, 10),
        *ticks,
        *rows,
        text(18, -2.3, "volume / mL"),
        text(-4.2, 13, "pH"),
    ]


def beaker() -> Figure:
    return [
        fill(*box(0, 0, 3, 2), colour="#b7dcf5"),
        line((0, 3.2), (0, 0), (3, 0), (3, 3.2), width=2),
        *(line((2.6, k * 0.5), (3, k * 0.5), width=1) for k in range(1, 6)),
        *(text(3.1, k * 0.5 - 0.1, f"{k * 50}", size=9) for k in range(1, 6)),
        line((0.8, 3.6), (1.4, 0.3), width=3, colour="#999999"),
        *(dot(x, y, RED, 6) for x, y in ((0.5, 0.5), (1.9, 1.2), (2.2, 0.4), (0.9, 1.5))),
        text(0.9, -0.6, "150 mL"),
    ]


def water() -> Figure:
    return [
        line((0, 0), (-1.2, -0.9), width=4, colour="#999999"),
        line((0, 0), (1.2, -0.9), width=4, colour="#999999"),
        fill(*arc(0, 0, 0.6), colour="#e8453c"),
        fill(*arc(-1.2, -0.9, 0.38), colour="#dddddd"),
        fill(*arc(1.2, -0.9, 0.38), colour="#dddddd"),
        line(*arc(0, 0, 0.6), width=1),
        line(*arc(-1.2, -0.9, 0.38), width=1),
        line(*arc(1.2, -0.9, 0.38), width=1),
        text(-0.1, -0.1, "O", "#ffffff"),
        text(-1.3, -1, "H"),
        text(1.1, -1, "H"),
        line(*arc(0, 0, 0.95, -2.5, -0.64, 20), width=1),
        text(-0.35, -1.35, r"$104.5^\circ$", size=10),
    ]


def food_web() -> Figure:
    at = {"hawk": (2, 3), "snake": (3.6, 2), "frog": (0.4, 2), "mouse": (3, 1), "insect": (0.6, 1), "grass": (1.8, 0)}
    eats = [
        ("hawk", "snake"),
        ("hawk", "frog"),
        ("snake", "mouse"),
        ("snake", "frog"),
        ("frog", "insect"),
        ("mouse", "grass"),
        ("insect", "grass"),
    ]
    links = [
        mark for a, b in eats for mark in arrow((at[b][0] + 0.2, at[b][1] + 0.25), (at[a][0] + 0.2, at[a][1] - 0.12), GREEN, 1.3, 0.12)
    ]
    return [
        *links,
        *(text(x, y, name) for name, (x, y) in at.items()),
        *(line(*box(x - 0.1, y - 0.12, 0.8, 0.35), width=1) for x, y in at.values()),
    ]


def phylogeny() -> Figure:
    splits = [
        ((0, 2.2), (1, 3.5)),
        ((0, 2.2), (1, 0.9)),
        ((1, 3.5), (4, 4)),
        ((1, 3.5), (2, 3)),
        ((2, 3), (4, 3.2)),
        ((2, 3), (4, 2.4)),
        ((1, 0.9), (4, 1.4)),
        ((1, 0.9), (4, 0.4)),
    ]
    limbs = [line((a, b), (a, d), (c, d)) for (a, b), (c, d) in splits]
    return [
        *limbs,
        *(
            text(4.15, y - 0.08, name)
            for name, y in zip(["human", "chimp", "mouse", "frog", "trout"], (4, 3.2, 2.4, 1.4, 0.4), strict=True)
        ),
        dot(0, 2.2, RED, 7),
        dot(1, 3.5, BLUE),
        dot(1, 0.9, BLUE),
        dot(2, 3, BLUE),
        line((-0.6, 2.2), (0, 2.2)),
        text(-0.7, 2.35, "root", size=10),
    ]


def cell() -> Figure:
    return [
        fill(*arc(0, 0, 3, high=2), colour="#f7ecc8"),
        line(*arc(0, 0, 3, high=2), colour="#8a6d1d", width=2),
        fill(*arc(-0.6, 0.2, 0.9), colour="#c79ad9"),
        line(*arc(-0.6, 0.2, 0.9), colour=PURPLE),
        fill(*arc(-0.4, 0.3, 0.3), colour="#6b3a86"),
        *(fill(*arc(x, y, 0.5, high=0.22), colour="#ee9966") for x, y in ((1.4, 0.8), (1.6, -0.7), (-1.9, -0.8))),
        *(dot(x, y, GREEN, 4) for x, y in ((0.8, -1.2), (1.1, 1.4), (-1.8, 0.9), (0.5, 1.5))),
        line((-0.4, 0.3), (2.4, 2.4), width=1),
        text(2.5, 2.4, "nucleolus", size=10),
        line((1.6, -0.7), (3.2, -1.6), width=1),
        text(3.25, -1.7, "mitochondrion", size=10),
        line((-2.4, 1.2), (-3, 2.2), width=1),
        text(-4, 2.3, "membrane", size=10),
    ]


def punnett() -> Figure:
    grid = [line((k, 0), (k, 2)) for k in range(3)] + [line((0, k), (2, k)) for k in range(3)]
    return [
        fill(*box(0, 1, 1, 1), colour="#bfe5bf"),
        fill(*box(1, 1, 1, 1), colour="#bfe5bf"),
        fill(*box(0, 0, 1, 1), colour="#bfe5bf"),
        fill(*box(1, 0, 1, 1), colour="#fbe29f"),
        *grid,
        *spread("TT Tt tT tt", [(0, 1), (1, 1), (0, 0), (1, 0)], (0.35, 0.42), size=16),
        *spread("T t", [(0, 2), (1, 2)], (0.42, 0.12), colour=RED),
        *spread("T t", [(0, 1), (0, 0)], (-0.25, 0.42), colour=BLUE),
    ]


def growth() -> Figure:
    return [
        *axes(-0.2, 6.4, -0.3, 5.6, "t", "N"),
        line(*curve(lambda t: 5 / (1 + 24 * exp(-1.3 * t)), 0, 6), colour=GREEN, width=2),
        line(*curve(lambda t: 0.2 * exp(0.9 * t), 0, 3.6), colour=RED, width=2),
        line((0, 5), (6, 5), dashed=True, width=1),
        text(6.05, 4.9, "K"),
        text(4.2, 3.6, "logistic", GREEN, 10),
        text(1.6, 4.6, "exponential", RED, 10),
        dot(2.45, 2.5),
    ]


def bridge() -> Figure:
    left, right, top, low = (0, 0), (4, 0), (2, 1.8), (2, -1.8)
    body = [line(a, b) for a, b in ((left, top), (top, right), (right, low), (low, left))]
    rest = [fill(*box(x - 0.25, y - 0.15, 0.5, 0.3), colour="#ffffff") for x, y in ((1, 0.9), (3, 0.9), (3, -0.9), (1, -0.9))]
    edge = [line(*box(x - 0.25, y - 0.15, 0.5, 0.3), width=1.2) for x, y in ((1, 0.9), (3, 0.9), (3, -0.9), (1, -0.9))]
    return [
        *body,
        *rest,
        *edge,
        line(top, (2, 0.3)),
        line((2, -0.3), low),
        line(*arc(2, 0, 0.3)),
        text(1.9, -0.1, "G"),
        *spread("R_1 R_2 R_3 R_4", [(0.4, 1.1), (3.2, 1.1), (3.2, -1.3), (0.4, -1.3)], size=11),
        *(dot(*p) for p in (left, right, top, low)),
        line(left, (0, -2.5), (1.8, -2.5)),
        line((2.2, -2.5), (4, -2.5), right),
        line((1.8, -2.8), (1.8, -2.2)),
        line((2.2, -2.65), (2.2, -2.35), width=3),
        text(1.75, -3.2, "5 V"),
    ]


def gates() -> Figure:
    def gate(x: float, y: float, name: str) -> Figure:
        return [
            line((x, y - 0.4), (x, y + 0.4), (x + 0.4, y + 0.4), *reversed(arc(x + 0.4, y, 0.4, -pi / 2, pi / 2, 24)), (x, y - 0.4)),
            text(x + 0.12, y - 0.08, name, size=9),
        ]

    wires = [
        ((-1, 1.2), (0, 1.2)),
        ((-1, 0.8), (0, 0.8)),
        ((-1, -0.8), (0, -0.8)),
        ((-1, -1.2), (0, -1.2)),
        ((0.8, 1), (1.4, 1), (1.4, 0.2), (2, 0.2)),
        ((0.8, -1), (1.4, -1), (1.4, -0.2), (2, -0.2)),
        ((2.8, 0), (3.6, 0)),
    ]
    return [
        *gate(0, 1, "AND"),
        *gate(0, -1, "AND"),
        *gate(2, 0, "AND"),
        *(line(*wire, width=1.2) for wire in wires),
        *spread("A B C D", [(-1, 1.2), (-1, 0.8), (-1, -0.8), (-1, -1.2)], (-0.3, -0.07)),
        text(3.7, -0.07, "Y", RED),
    ]


def filter_circuit() -> Figure:
    zigzag = [(0.8, 2), *((0.9 + 0.2 * k, 2 + (0.2 if k % 2 == 0 else -0.2)) for k in range(6)), (2, 2)]
    return [
        line((0, 2), (0.8, 2)),
        line(*zigzag),
        line((2, 2), (4, 2)),
        line((3, 2), (3, 1.2)),
        line((2.7, 1.2), (3.3, 1.2), width=2.5),
        line((2.7, 0.95), (3.3, 0.95), width=2.5),
        line((3, 0.95), (3, 0)),
        line((0, 0), (4, 0)),
        dot(3, 2),
        dot(3, 0),
        *(line(*arc(x, y, 0.08, many=24)) for x, y in ((0, 2), (0, 0), (4, 2), (4, 0))),
        text(1.3, 2.4, "R"),
        text(3.45, 1, "C"),
        text(-0.7, 0.9, "$V_{in}$"),
        text(4.2, 0.9, "$V_{out}$"),
    ]


def seven_hexagons() -> Figure:
    centres = [(0.0, 0.0)] + [(sqrt(3) * cos(k * pi / 3), sqrt(3) * sin(k * pi / 3)) for k in range(6)]
    cells = [line(*polygon(6, 1, x, y), polygon(6, 1, x, y)[0], colour=BLUE) for x, y in centres]
    return [
        *cells,
        *(dot(*centre) for centre in centres),
        line(*centres, colour=RED),
        *(text(x + 0.12, y + 0.12, str(k), size=10) for k, (x, y) in enumerate(centres)),
    ]


def similar_triangles() -> Figure:
    return [
        line((0, 0), (4, 0), (1.5, 3), (0, 0)),
        line((5.5, 0), (7.5, 0), (6.25, 1.5), (5.5, 0)),
        *spread("A B C", [(0, 0), (4, 0), (1.5, 3)], (-0.1, 0.15)),
        *spread("D E F", [(5.5, 0), (7.5, 0), (6.25, 1.5)], (-0.1, 0.15)),
        line(*arc(0, 0, 0.6, 0, 1.1, 16), colour=RED),
        line(*arc(5.5, 0, 0.4, 0, 1.1, 16), colour=RED),
        text(1.8, -0.4, "8"),
        text(6.4, -0.4, "4"),
        text(0.3, 1.6, "7"),
        text(5.5, 0.8, "x"),
    ]


def tangent_circles() -> Figure:
    return [
        line(*arc(0, 0, 1.6), colour=BLUE),
        line(*arc(2.6, 0, 1), colour=GREEN),
        line((-2.2, -1.6), (4.2, -1.0), dashed=True),
        dot(0, 0),
        dot(2.6, 0),
        dot(1.6, 0, RED),
        line((0, 0), (2.6, 0), width=1),
        *spread("O P T", [(0, 0), (2.6, 0), (1.6, 0)], (0.05, 0.15)),
        line((0, 0), (0, -1.4), width=1, dashed=True),
        text(-0.4, -0.8, "R"),
        text(2.7, -0.6, "r"),
        line((2.6, 0), (2.6, -1), width=1, dashed=True),
    ]


def star() -> Figure:
    at = polygon(5, 2)
    return [
        line(*arc(0, 0, 2), width=1, colour="#888888"),
        *(line(at[k], at[(k + 2) % 5], colour=PURPLE, width=2) for k in range(5)),
        fill(*[(x * -0.382, y * -0.382) for x, y in at], colour="#ffe9a8"),
        *(dot(*p, colour=RED, size=7) for p in at),
        *spread("A B C D E", [(x * 1.15, y * 1.15) for x, y in at], (-0.08, -0.08)),
        text(-0.25, -0.1, r"$36^\circ$", size=10),
    ]


def histogram() -> Figure:
    counts = (2, 5, 9, 12, 8, 4, 1)
    bodies = [
        mark
        for k, c in enumerate(counts)
        for mark in (fill(*box(k, 0, 1, c), colour="#7fb2d9"), line(*box(k, 0, 1, c), width=1, colour="#ffffff"))
    ]
    return [
        *bodies,
        line((0, 0), (7.5, 0)),
        line((0, 0), (0, 13.5)),
        *(text(k - 0.15, -1, str(150 + 5 * k), size=9) for k in range(8)),
        line((3.4, 0), (3.4, 13), dashed=True, colour=RED),
        text(3.5, 12.6, "mean", RED),
        text(2.4, -2.2, "height / cm"),
    ]


def box_plots() -> Figure:
    made: Figure = []
    for k, (low, first, mid, third, high) in enumerate(((1, 2, 3, 4.2, 6), (2, 3.1, 3.8, 5, 6.6), (0.5, 1.4, 2.6, 3.2, 4.4))):
        x = 1.5 * k + 1
        made += [
            line((x, low), (x, first)),
            line((x, third), (x, high)),
            fill(*box(x - 0.4, first, 0.8, third - first), colour="#cfe3cf"),
            line(*box(x - 0.4, first, 0.8, third - first)),
            line((x - 0.4, mid), (x + 0.4, mid), colour=ORANGE, width=2.5),
            line((x - 0.2, low), (x + 0.2, low)),
            line((x - 0.2, high), (x + 0.2, high)),
            text(x - 0.3, -0.6, f"run {k + 1}", size=10),
        ]
    return [*made, line((0, 0), (0, 7)), line((0, 0), (5, 0)), dot(4, 6, size=4), dot(1, 6.8, size=4)]


def regression() -> Figure:
    at = [(0.5, 1.1), (1.0, 1.2), (1.4, 2.1), (2.0, 1.9), (2.5, 2.8), (3.1, 2.7), (3.6, 3.9), (4.2, 3.6), (4.8, 4.6)]
    return [
        *axes(-0.2, 5.6, -0.2, 5.2),
        *(dot(*p, colour=BLUE, size=6) for p in at),
        line((0.2, 0.75), (5.2, 4.7), colour=RED),
        *(line((x, y), (x, 0.59 + 0.79 * x), width=0.9, colour="#888888") for x, y in at),
        text(3.2, 1.2, "y = 0.79x + 0.6", RED),
        text(0.4, 4.6, "r = 0.96"),
    ]


def pie() -> Figure:
    shares, hues, made, at = (0.4, 0.25, 0.2, 0.15), ("#4d75b3", "#e08650", "#58ab6a", "#c64f54"), [], 0.0
    for share, hue, name in zip(shares, hues, ["A", "B", "C", "D"], strict=True):
        wedge = [(0.0, 0.0), *arc(0, 0, 2, at * 2 * pi, (at + share) * 2 * pi, 40)]
        mid = (at + share / 2) * 2 * pi
        made += [
            fill(*wedge, colour=hue),
            text(1.2 * cos(mid) - 0.2, 1.2 * sin(mid), f"{share:.0%}", "#ffffff"),
            text(2.2 * cos(mid) - 0.1, 2.2 * sin(mid), name),
        ]
        at += share
    return [*made, text(-0.9, 2.6, "Market share", size=14)]


def bell() -> Figure:
    def f(x: float) -> float:
        return 3 * exp(-x * x / 2)

    return [
        fill((-1, 0), *curve(f, -1, 1, 40), (1, 0), colour="#cfe0f7"),
        line(*curve(f, -3.3, 3.3), colour=BLUE, width=2),
        line((-3.5, 0), (3.5, 0), width=1),
        *(line((k, 0), (k, f(k)), dashed=True, width=1) for k in (-1, 0, 1)),
        *(text(k - 0.15, -0.4, word, size=11) for k, word in ((-1, r"$-\sigma$"), (0, r"$\mu$"), (1, r"$\sigma$"))),
        text(-0.35, 1, "68%"),
    ]


def bipartite() -> Figure:
    left, right = [(0, k) for k in range(4)], [(3, k + 0.5) for k in range(3)]
    links = [line(left[a], right[b], width=1.2, colour="#666666") for a, b in ((0, 0), (0, 1), (1, 0), (2, 1), (2, 2), (3, 1), (3, 2))]
    return [
        *links,
        *(dot(*p, colour=RED, size=14) for p in left),
        *(dot(*p, colour=BLUE, size=14) for p in right),
        *spread("a b c d", left, (-0.4, -0.08)),
        *spread("x y z", right, (0.25, -0.08)),
    ]


def binary_tree() -> Figure:
    at = {8: (3.5, 3), 4: (1.5, 2), 12: (5.5, 2), 2: (0.5, 1), 6: (2.5, 1), 10: (4.5, 1), 14: (6.5, 1), 1: (0, 0)}
    links = [line(at[a], at[b]) for a, b in ((8, 4), (8, 12), (4, 2), (4, 6), (12, 10), (12, 14), (2, 1))]
    nodes = [
        mark
        for k, (x, y) in at.items()
        for mark in (
            fill(*arc(x, y, 0.3), colour="#ffffff"),
            line(*arc(x, y, 0.3)),
            text(x - (0.08 if k < 10 else 0.17), y - 0.09, str(k), size=11),
        )
    ]
    return [*links, *nodes]


def automaton() -> Figure:
    at = [(0, 0), (2.4, 0), (4.8, 0)]
    states = [mark for k, (x, y) in enumerate(at) for mark in (line(*arc(x, y, 0.45)), text(x - 0.15, y - 0.08, f"$q_{k}$"))]
    return [
        *states,
        line(*arc(4.8, 0, 0.36), width=1),
        *arrow((-1.2, 0), (-0.45, 0)),
        *arrow((0.45, 0), (1.95, 0)),
        *arrow((2.85, 0), (4.35, 0)),
        line(*arc(2.4, 0.75, 0.35, -0.9, pi + 0.9, 30)),
        text(1.1, 0.12, "0"),
        text(3.5, 0.12, "1"),
        text(2.3, 1.2, "0"),
        line(*arc(2.4, 0, 2.3, pi + 0.25, 2 * pi - 0.25, 40, 1.1)),
        text(2.3, -1.4, "1"),
    ]


def city_grid() -> Figure:
    roads = [line((0, k), (5, k), width=1, colour="#aaaaaa") for k in range(5)] + [
        line((k, 0), (k, 4), width=1, colour="#aaaaaa") for k in range(6)
    ]
    return [
        *roads,
        line((0, 0), (2, 0), (2, 3), (4, 3), (4, 4), (5, 4), colour=RED, width=3),
        dot(0, 0, GREEN, 10),
        dot(5, 4, BLUE, 10),
        text(-0.5, -0.2, "S"),
        text(5.15, 4, "F"),
        *(text(k + 0.4, -0.45, str(k + 1), size=9) for k in range(5)),
    ]


def vectors() -> Figure:
    return [
        *axes(-0.4, 5.2, -0.4, 4.2),
        *arrow((0, 0), (3, 1), BLUE, 2),
        *arrow((0, 0), (1, 2.5), GREEN, 2),
        *arrow((0, 0), (4, 3.5), RED, 2),
        line((3, 1), (4, 3.5), dashed=True, width=1),
        line((1, 2.5), (4, 3.5), dashed=True, width=1),
        text(1.8, 0.3, "$u$", BLUE),
        text(0.2, 1.5, "$v$", GREEN),
        text(2.2, 2.3, "$u+v$", RED),
    ]


def thermometer() -> Figure:
    marks = [
        mark
        for k in range(6)
        for mark in (line((0.3, 1 + k * 0.6), (0.6, 1 + k * 0.6), width=1), text(0.7, 0.92 + k * 0.6, f"{20 * k}", size=9))
    ]
    return [
        fill(*arc(0, 0, 0.6), colour=RED),
        fill(*box(-0.15, 0.4, 0.3, 2.5), colour=RED),
        line((-0.3, 0.5), (-0.3, 4.3), *reversed(arc(0, 4.3, 0.3, 0, pi, 20)[1:-1]), (0.3, 4.3), (0.3, 0.5)),
        line(*arc(0, 0, 0.6)),
        *marks,
        text(-0.2, 4.8, "°C"),
        *arrow((-1.6, 2.9), (-0.4, 2.9), BLUE),
        text(-2.2, 3.05, "60 °C", BLUE),
    ]


FIELDS = (
    triangle,
    chords,
    functions,
    network,
    stacked,
    cuboid,
    number_line,
    bars,
    loop_circuit,
    venn,
    inclined_plane,
    pendulum,
    lens,
    wave,
    levers,
    field_lines,
    benzene,
    energy_profile,
    titration,
    beaker,
    water,
    food_web,
    phylogeny,
    cell,
    punnett,
    growth,
    bridge,
    gates,
    filter_circuit,
    seven_hexagons,
    similar_triangles,
    tangent_circles,
    star,
    histogram,
    box_plots,
    regression,
    pie,
    bell,
    bipartite,
    binary_tree,
    automaton,
    city_grid,
    vectors,
    thermometer,
)
