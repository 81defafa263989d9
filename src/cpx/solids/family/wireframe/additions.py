"""Frames of rods, wires bent in a glass box, parcels with ribbons: what each adds to a polyhedron.

Setting (body, view, look) -> frame | wire | parcel -> Made: its scene, counts, sentences and derived facts
"""

from collections.abc import Sequence
from itertools import combinations, pairwise
from random import Random
from typing import Any, NamedTuple

from cpx.solids.draw import Draw, Misfit
from cpx.solids.page.dims import Dim
from cpx.solids.page.hidden import faces_viewer
from cpx.solids.page.look import Look, hidden_lines
from cpx.solids.page.project import View
from cpx.solids.page.vectors import between, ring
from cpx.solids.page.words import NUMBERS, with_article
from cpx.solids.wire import bodies, wording
from cpx.solids.wire.bodies import Body
from cpx.solids.wire.measured import Printer
from cpx.solids.wire.scene import Fill, How, Pair, Scene

INKS = ("crimson", "royalblue", "seagreen", "darkorange")
INK_WORDS = {"crimson": "red", "royalblue": "blue", "seagreen": "green", "darkorange": "orange"}


class Made(NamedTuple):
    """What a form adds to its body."""

    title: str
    subject: str
    scene: Scene
    counts: dict[str, int]
    said: list[str]
    derived: dict[str, Any]


class Setting(NamedTuple):
    """What all forms share."""

    draw: Draw
    body: Body
    view: View
    look: Look
    print: Printer

    @property
    def how(self) -> dict[str, How]:
        return {name: ("at", *(bodies.words(form) for form in spot)) for name, spot in self.body.spots.items()}

    def dims(self, pairs: Sequence[Pair]) -> list[Dim]:
        """Each dimension beside one of these edges that has it."""
        made = []
        for symbol, number in self.body.given.items():
            fitting = [[a, b] for a, b in pairs if abs(bodies.distance(self.body.points, a, b) - number) < 1e-9]
            if fitting:
                a, b = self.draw.value(f"where_{symbol}", lambda rng, fitting=fitting: rng.choice(fitting))  # type: ignore[misc]
                made.append(self.print.given(a, b, symbol, number)._replace(style="plain"))
        return made


def frame(setting: Setting, form: str, level: int) -> Made:
    """Rods along the edges, some of them missing, or some more along diagonals; balls at the corners."""
    draw, body = setting.draw, setting.body
    missing = _pairs(draw.value("missing", lambda rng: _missing(rng, body, level))) if form == "broken frame" else []
    braces = _pairs(draw.value("braces", lambda rng: _braces(rng, body, level))) if form == "braced frame" else []
    rods = [pair for pair in body.edges if pair not in missing] + braces
    balls = draw.one("balls", (True, True, False))
    named = draw.one("names", (True, False)) and len(body.spots) <= 8
    scene = Scene(
        view=setting.view, hidden="dashed", points=body.points, how=setting.how, edges=rods, accent=setting.look.ink, purpose="frame",
        labels=list(body.spots) if named else [], dots=list(body.spots) if balls else [],
        ball=draw.one("ball", (8, 10, 12)) if balls else 4,
        measures=setting.dims([pair for pair in body.edges if pair in rods]),
    )  # fmt: skip
    noun = wording.kind(body).split(" ", 1)[1]
    what = f"a frame of rods in the shape of {with_article(noun)}"
    lacks = f", with {_number(len(missing), 'rod')} missing" if missing else f", with {_number(len(braces), 'brace')}" if braces else ""
    lengths = [round(bodies.distance(body.points, a, b), 6) for a, b in rods]
    said = [f"A rod runs from {a} to {b}." for a, b in braces if named] + (["Every corner bears a ball."] if balls else [])
    return Made(
        f"A frame of rods: {with_article(body.kind)}.",
        what + lacks,
        scene,
        {"rods": len(rods)} | ({"balls": len(body.spots)} if balls else {}),
        said,
        {
            "rods": len(rods),
            "corners": len(body.spots),
            "missing rods": len(missing),
            "rod lengths": lengths,
            "rod ends": _degrees(body, rods),
        },
    )


def _pairs(rows: Sequence[Sequence[str]]) -> list[Pair]:
    return [(a, b) for a, b in rows]


def _degrees(body: Body, rods: Sequence[Pair]) -> dict[str, int]:
    """How many rods meet at each corner."""
    return {name: sum(name in rod for rod in rods) for name in body.spots}


def _number(count: int, noun: str) -> str:
    return f"{NUMBERS[count]} {noun}{'s' if count > 1 else ''}"


def _missing(rng: Random, body: Body, level: int) -> list[list[str]]:
    """Edges to leave out, every corner keeping two rods."""
    left, gone = list(body.edges), list[list[str]]()
    for pair in rng.sample(left, len(left)):
        rest = [other for other in left if other != pair]
        if len(gone) < level - 1 and all(sum(name in other for other in rest) > 1 for name in pair):
            left = rest
            gone.append(list(pair))
    return gone or [list(left[0])]


def _braces(rng: Random, body: Body, level: int) -> list[list[str]]:
    """Diagonals of faces, one to a face."""
    faces = [face for face in body.faces if len(face) == 4]
    if not faces:
        raise Misfit("no face has a diagonal")
    some = rng.sample(faces, min(len(faces), rng.randint(1, level - 2)))
    return [sorted(rng.choice(((face[0], face[2]), (face[1], face[3])))) for face in some]


def wire(setting: Setting, level: int) -> Made:
    """A wire bent along edges, and along diagonals in harder figures."""
    draw, body = setting.draw, setting.body
    path = draw.value("path", lambda rng: _path(rng, body, level))
    segments: list[Pair] = list(pairwise(path))
    covered = {frozenset(pair) for pair in segments}
    edges = [pair for pair in body.edges if frozenset(pair) not in covered]
    scene = Scene(
        view=setting.view, hidden=hidden_lines(draw), points=body.points, how=setting.how,
        edges=edges, segments=segments, faces=body.faces, labels=list(body.spots), dots=[path[0], path[-1]], ball=6,
        measures=setting.dims(edges), accent=draw.one("wire", INKS), stroke=draw.one("wire_width", (1.2, 1.6, 2)), purpose="wire",
    )  # fmt: skip
    along = [segment for segment in segments if tuple(sorted(segment)) in {tuple(sorted(pair)) for pair in body.edges}]
    diagonals = len(segments) - len(along)
    colour = INK_WORDS[scene.accent]
    return Made(
        f"A wire bent inside {with_article(body.kind)}.",
        f"a transparent {body.kind} {body.name} with a thick {colour} wire from {path[0]} to {path[-1]} in it",
        scene,
        {"straight pieces of wire": len(segments)} | ({"pieces of wire along diagonals": diagonals} if diagonals else {}),
        [f"The wire runs along {'-'.join(path)}."],
        {
            "path": path,
            "edges of the box": [list(pair) for pair in body.edges],
            "points": {name: list(p) for name, p in body.points.items()},
        },
    )


def _path(rng: Random, body: Body, level: int) -> list[str]:
    """A way from vertex to vertex that visits none twice."""
    points = body.points
    edges = {frozenset(pair) for pair in body.edges}
    faces = {frozenset(pair) for face in body.faces for pair in combinations(face, 2)}
    path, diagonals = [rng.choice(list(points))], (0, 0, 0, 1, 2, 2)[level]
    for _ in range(rng.randint(2 + (level > 1), 3 + level // 2)):
        near_by = [name for name in points if name not in path and frozenset((name, path[-1])) in edges]
        across = [name for name in points if name not in path and frozenset((name, path[-1])) in faces - edges]
        if across and diagonals and rng.random() < 0.6:
            path.append(rng.choice(across))
            diagonals -= 1
        elif near_by:
            path.append(rng.choice(near_by))
    return path


def parcel(setting: Setting, level: int) -> Made:
    """Ribbons round a box: rectangles parallel to its sides."""
    draw, body = setting.draw, setting.body
    low, high = body.base, [name for name in body.spots if name not in body.base]
    loops = draw.value("loops", lambda rng: _loops(rng, level))
    points, how, segments = dict(body.points), setting.how, list[Pair]()
    for k, (axis, share) in enumerate(loops):
        names = [f"{letter}{k or ''}" for letter in "KLMN"]
        for name, (a, b) in zip(names, _crossed(axis, low, high), strict=True):
            points[name] = between(points[a], points[b], share)
            how[name] = ("between", a, b, str(share))
        segments += ring(names)
    seen = [face for face in body.faces if faces_viewer([body.points[name] for name in face], setting.view)]
    tinted = draw.one("box_colour", ("none", "none", "wheat", "lightyellow", "lavender", "lightgray"))
    scene = Scene(
        view=setting.view, hidden=hidden_lines(draw), points=points, how=how, edges=body.edges,
        segments=segments, faces=body.faces, fills=[Fill(face, tinted, 0.5) for face in seen if tinted != "none"],
        measures=setting.dims(_outer(setting)), accent=draw.one("ribbon", INKS), stroke=draw.one("ribbon_width", (0.8, 1.2, 1.6)),
        purpose="ribbon", loose=[name for name in points if name not in body.spots],
    )  # fmt: skip
    ways = {"x": "over the top from front to back", "y": "over the top from left to right", "z": "round the four upright sides"}
    colour = INK_WORDS[scene.accent]
    return Made(
        "A parcel tied with ribbon.",
        f"a {'cubical' if body.kind == 'cube' else 'rectangular'} parcel tied with {_number(len(loops), f'{colour} ribbon')}",
        scene,
        {"ribbons": len(loops)},
        [f"A ribbon runs {ways[axis]}." for axis, _ in loops],
        {"loops": [axis for axis, _ in loops], "sides": _box(body)},
    )


def _box(body: Body) -> list[float]:
    """Length, width and height."""
    return [max(axis) - min(axis) for axis in zip(*body.points.values(), strict=True)]


def _outer(setting: Setting) -> list[Pair]:
    """The edges on the outline of the picture."""
    faces = [[setting.body.points[name] for name in face] for face in setting.body.faces]
    seen = [face for face, corners in zip(setting.body.faces, faces, strict=True) if faces_viewer(corners, setting.view)]
    return [pair for pair in setting.body.edges if sum(set(pair) <= set(face) for face in seen) == 1]


def _loops(rng: Random, level: int) -> list[list[Any]]:
    """Which way each ribbon runs, and where it crosses the edges."""
    choices: list[list[list[Any]]] = [
        [["x", 0.5]], [["y", 0.5]], [["x", 0.5], ["y", 0.5]], [["x", 0.5], ["y", 0.5]], [["x", 0.3], ["x", 0.7]],
        [["x", 0.3], ["x", 0.7], ["y", 0.5]], [["x", 0.5], ["y", 0.5], ["z", 0.5]], [["y", 0.5], ["z", 0.5]],
    ]  # fmt: skip
    return rng.choice(choices[:2] if level == 1 else choices[2:5] if level < 4 else choices[4:])


def _crossed(axis: str, low: Sequence[str], high: Sequence[str]) -> list[Pair]:
    """The four edges that a ribbon crosses, in order round the box; each runs to the right, into the page or upwards."""
    a, b, c, d = low
    e, f, g, h = high
    return {"x": [(a, b), (e, f), (h, g), (d, c)], "y": [(a, d), (b, c), (f, g), (e, h)], "z": [(a, e), (b, f), (c, g), (d, h)]}[axis]
