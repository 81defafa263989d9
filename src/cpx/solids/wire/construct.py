"""Constructions on a polyhedron: midpoints, points on edges, diagonals, perpendiculars, heights, shaded planes, printed lengths.

A construction is a list of steps, plain JSON, that are drawn one after the other and then carried out:

    ["midpoint", "E", "A", "B"]            E halves AB                    ["segment", "A", "C1"]          a line
    ["point", "F", "B", "C", 0.25]         F lies a quarter along BC      ["plane", "A", "B", "C", ...]   a shaded polygon
    ["centre", "O", "A", "B", "C", "D"]    their mean                     ["length", "A", "B"]            the edge's length, printed
    ["foot", "H", "P", "B", "C"]           of the perpendicular on BC     ["height", "O"]                 from the apex to O in the base
"""

from itertools import combinations
from random import Random
from typing import Any

from cpx.solids.draw import Misfit
from cpx.solids.page.hidden import within
from cpx.solids.page.vectors import Vec, between, centre, cross, dot, length, normal, ring, sub, unit
from cpx.solids.wire.bodies import Body, words
from cpx.solids.wire.scene import How, Pair

Step = list[Any]

SHARES = (0.25, 0.333, 0.4, 0.6, 0.667, 0.75)


class Construction:
    """A body's points and lines, and what the steps add to them."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.points: dict[str, Vec] = dict(body.points)
        self.how: dict[str, How] = {name: ("at", *(words(form) for form in spot)) for name, spot in body.spots.items()}
        self.edges: list[Pair] = body.edges
        self.segments: list[Pair] = []
        self.planes: list[list[str]] = []
        self.right_angles: list[tuple[str, str, str]] = []
        self.ticks: list[tuple[str, str, int]] = []
        self.lengths: list[Pair] = []
        self.steps: list[Step] = []
        self.on: dict[str, Pair] = {}  # derived points, and the line each lies on

    def do(self, step: Step) -> None:
        """Carry out one step."""
        kind, *names = step
        missing = [name for name in names if isinstance(name, str) and name not in self.points and name != names[0]]
        if missing:
            raise Misfit(f"the step {step} names {missing[0]}, which is not there")
        getattr(self, f"_{kind}")(*names)
        self.steps.append(step)

    def _midpoint(self, name: str, a: str, b: str) -> None:
        self._add(name, between(self.points[a], self.points[b], 0.5), ("between", a, b, "0.5"), (a, b))
        count = 1 + len({n for _, _, n in self.ticks})
        if count <= 3:
            self.ticks += [(a, name, count), (name, b, count)]

    def _point(self, name: str, a: str, b: str, share: float) -> None:
        self._add(name, between(self.points[a], self.points[b], share), ("between", a, b, str(share)), (a, b))

    def _centre(self, name: str, *around: str) -> None:
        self._add(name, centre([self.points[n] for n in around]), ("mean", *around), None)
        if len(around) == 4:
            self._segment(around[0], around[2])
            self._segment(around[1], around[3])

    def _foot(self, name: str, p: str, a: str, b: str) -> None:
        along = sub(self.points[b], self.points[a])
        share = dot(sub(self.points[p], self.points[a]), along) / dot(along, along)
        if not 0.12 < share < 0.88:
            raise Misfit(f"the foot of the perpendicular from {p} lies near an end of {a}{b}, or beyond it")
        self._add(name, between(self.points[a], self.points[b], share), ("foot", p, a, b), (a, b))
        if not self.joined(a, b):
            self._segment(a, b)
        self._segment(p, name)
        self.right_angles.append((name, p, a if share > 0.5 else b))

    def _height(self, foot: str) -> None:
        self._segment(self.body.apex, foot)
        self.right_angles.append((foot, self.body.apex, self.body.base[-1] if self.body.base[-1] in self.points else self.body.base[0]))

    def _segment(self, a: str, b: str) -> None:
        if a == b or self.joined(a, b):
            return
        if not self.body.convex and not self._holds(a, b):
            raise Misfit(f"the line {a}{b} leaves the solid")
        self.segments.append((a, b))

    def _holds(self, a: str, b: str) -> bool:
        """Whether the line from a to b stays in an upright prism."""
        base = [self.points[name][:2] for name in self.body.base]
        middles = [between(self.points[a], self.points[b], k / 16) for k in range(1, 16)]
        return all(within(p[:2], base) for p in middles)

    def _plane(self, *corners: str) -> None:
        for a, b in ring(corners):
            self._segment(a, b)
        self.planes.append(list(corners))

    def _length(self, a: str, b: str) -> None:
        self.lengths.append((a, b))

    def joined(self, a: str, b: str) -> bool:
        """Whether a drawn line already runs from a to b."""
        return any(self._on_line(a, p, q) and self._on_line(b, p, q) for p, q in self.edges + self.segments)

    def _on_line(self, name: str, p: str, q: str) -> bool:
        return name in (p, q) or on_segment(self.points[name], self.points[p], self.points[q])

    def _add(self, name: str, point: Vec, how: How, on: Pair | None) -> None:
        if name in self.points:
            raise Misfit(f"{name} is named twice")
        if any(length(sub(point, other)) < 1e-3 for other in self.points.values()):
            raise Misfit(f"{name} falls on another point")
        self.points[name] = point
        self.how[name] = how
        if on:
            self.on[name] = on


def on_segment(p: Vec, a: Vec, b: Vec) -> bool:
    """Whether p lies between a and b, ends included."""
    along = sub(b, a)
    share = dot(sub(p, a), along) / dot(along, along)
    return -1e-6 <= share <= 1 + 1e-6 and length(sub(sub(p, a), (along[0] * share, along[1] * share, along[2] * share))) < 1e-3


def steps(rng: Random, body: Body, level: int) -> list[Step]:
    """A construction of about `level` + 1 ideas, each carried out as it is drawn so that the next can build on it."""
    made = Construction(body)
    free = [name for name in rng.choice(("EFGHKM", "MNKQTR", "EFMNGQ")) if name not in made.points]
    chosen: list[Step] = []
    ideas = [_height] if body.apex and rng.random() < 0.5 else []
    ideas += rng.choices(
        (_points_and_plane, _points_and_segment, _diagonal, _plane, _perpendicular, _face_centre), (4, 4, 3, 3, 3, 1), k=(level + 1) // 2
    )
    for idea in ideas:
        for step in idea(rng, made, free):
            made.do(step)
            chosen.append(step)
    if rng.random() < 0.35:
        chosen += _lengths(rng, made)
    if not made.segments and not made.planes:
        raise Misfit("nothing is constructed")
    return chosen


def _new_points(rng: Random, made: Construction, free: list[str], count: int) -> list[Step]:
    edges = [edge for edge in made.body.edges if edge not in made.on.values()]
    if len(free) < count or len(edges) < count:
        raise Misfit("no letters left")
    middles = rng.random() < 0.6
    return [
        ["midpoint", free.pop(0), a, b] if middles else ["point", free.pop(0), a, b, rng.choice(SHARES)]
        for a, b in rng.sample(edges, count)
    ]


def _points_and_plane(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """Points on edges, and a triangle through them and perhaps a vertex."""
    new = _new_points(rng, made, free, rng.choice((1, 2, 3)))
    names = [step[1] for step in new]
    corners = names + rng.sample(list(made.body.spots), 3 - len(names))
    return [*new, ["plane", *corners]]


def _points_and_segment(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """One or two points on edges, joined with each other or with vertices."""
    new = _new_points(rng, made, free, rng.choice((1, 2)))
    names = [step[1] for step in new]
    if len(names) == 2 and rng.random() < 0.7:
        return [*new, ["segment", *names]]
    others = rng.sample([name for name in made.body.spots if name not in new[0][2:4]], 2)
    return [*new, ["segment", names[0], others[0]], *([["segment", names[-1], others[1]]] if rng.random() < 0.5 else [])]


def _diagonal(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """A line between two vertices that no edge joins."""
    pairs = [pair for pair in combinations(made.body.spots, 2) if not made.joined(*pair)]
    if not pairs:
        raise Misfit("every vertex is joined with every other")
    return [["segment", *rng.choice(pairs)]]


def _plane(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """A triangle or a quadrilateral through vertices, not a face."""
    faces = [set(face) for face in made.body.faces]
    names = list(made.body.spots)
    quads = [four for four in combinations(names, 4) if not any(set(four) <= face for face in faces) and _flat(made.points, four)]
    if quads and rng.random() < 0.5:
        return [["plane", *_round(made.points, rng.choice(quads))]]
    threes = [three for three in combinations(names, 3) if not any(set(three) <= face for face in faces)]
    if not threes:
        raise Misfit("every three vertices lie on a face")
    return [["plane", *rng.choice(threes)]]


def _perpendicular(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """From a vertex to an edge or a diagonal of a face that it lies on."""
    face = rng.choice(made.body.faces)
    p, a, b = rng.sample(face, 3)
    if not free:
        raise Misfit("no letters left")
    return [["foot", free.pop(0), p, a, b]]


def _face_centre(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """The centre of a four-sided face, where its diagonals meet, perhaps joined with a vertex."""
    faces = [face for face in made.body.faces if len(face) == 4 and _flat_parallelogram([made.points[name] for name in face])]
    if not faces or "O" in made.points:
        raise Misfit("no face has a centre to mark")
    face = rng.choice(faces)
    others = [name for name in made.body.spots if name not in face]
    return [["centre", "O", *face], *([["segment", "O", rng.choice(others)]] if rng.random() < 0.6 else [])]


def _height(rng: Random, made: Construction, free: list[str]) -> list[Step]:
    """From the apex of a pyramid to the centre of its base, where it stands over that."""
    base, apex = made.body.base, made.points[made.body.apex]
    middle = centre([made.points[name] for name in base])
    if length(sub(middle, (apex[0], apex[1], middle[2]))) > 1e-2:
        raise Misfit("the apex does not stand over the centre")
    return [["centre", "O", *base], ["height", "O"]]


def _lengths(rng: Random, made: Construction) -> list[Step]:
    """Up to three edges of different directions with their lengths."""
    edges = [edge for edge in made.body.edges if edge not in made.on.values()]
    chosen: list[tuple[Vec, Step]] = []
    rng.shuffle(edges)
    for a, b in edges:
        way = unit(sub(made.points[b], made.points[a]))
        long = length(sub(made.points[b], made.points[a]))
        if abs(long * 2 - round(long * 2)) < 1e-6 and all(length(cross(way, other)) > 0.05 for other, _ in chosen):
            chosen.append((way, ["length", a, b]))
    return [step for _, step in chosen[: rng.choice((1, 2, 3))]]


def _flat(points: dict[str, Vec], names: tuple[str, ...]) -> bool:
    a, b, c, d = (points[name] for name in names)
    across = cross(sub(b, a), sub(c, a))
    return length(across) > 1e-6 and abs(dot(unit(across), sub(d, a))) < 1e-6


def _flat_parallelogram(corners: list[Vec]) -> bool:
    a, b, c, d = corners
    return length(sub(sub(b, a), sub(c, d))) < 1e-6


def _round(points: dict[str, Vec], names: tuple[str, ...]) -> list[str]:
    """Four points of a plane in the order in which they go round."""
    orders = ([0, 1, 2, 3], [0, 2, 1, 3], [0, 1, 3, 2])
    return max(([names[i] for i in order] for order in orders), key=lambda order: length(normal([points[name] for name in order])))
