"""Frames, wires and ribbons: rods with balls at the corners, some rods missing; a bent wire in a glass box; ribbons round a parcel."""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from random import Random
from typing import Any, NamedTuple

from cpx.record import Facts
from cpx.solids import bodies, construct_words, measured, project
from cpx.solids.bodies import Body
from cpx.solids.dims import Dim
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.hidden import faces_viewer
from cpx.solids.look import HIDDEN_NOUN, Look, look
from cpx.solids.measured import Printer
from cpx.solids.project import View
from cpx.solids.questions import Question, chosen, counted, measure, near
from cpx.solids.vectors import between, ring
from cpx.solids.wire import Fill, How, Layout, Lines, Pair, Scene, resolved
from cpx.solids.wire_script import About, compose

FORMS = {
    1: ("frame", "wire", "parcel"),
    2: ("frame", "wire", "parcel"),
    3: ("broken frame", "wire", "parcel"),
    4: ("broken frame", "braced frame", "wire", "parcel"),
    5: ("braced frame", "wire", "parcel"),
}
FRAMES = (
    "cube", "cuboid", "cuboid", "triangular prism", "pentagonal prism", "hexagonal prism", "square pyramid", "tetrahedron",
    "pentagonal pyramid", "hexagonal pyramid", "wedge",
)  # fmt: skip
INKS = ("crimson", "royalblue", "seagreen", "darkorange")
INK_WORDS = {"crimson": "red", "royalblue": "blue", "seagreen": "green", "darkorange": "orange"}
EQUAL = "Rods along parallel edges of the shape are equally long, and so are the sides of a regular base."


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


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    body = bodies.body(draw, FRAMES if "frame" in form else ("cube", "cube", "cuboid") if form == "wire" else ("cuboid", "cuboid", "cube"))
    view = project.view(draw, max(max(p) for p in body.points.values()))
    if view.kind in ("orthographic", "perspective") and abs(view.angle) < 10:
        raise Misfit("seen straight from the front, edges into the page stand upright on it")
    style = look(draw)
    if "frame" in form:  # rods are thicker than edges
        style = style._replace(width=style.width + draw.one("rod_width", (0.8, 1.4, 2)))
    setting = Setting(draw, body, view, style, Printer(draw, style.font))
    made = _wire(setting, level) if form == "wire" else _parcel(setting, level) if form == "parcel" else _frame(setting, form, level)
    return _drawn(setting, made, form)


def _drawn(setting: Setting, made: Made, form: str) -> Drawn:
    scene = made.scene
    lines = resolved(scene._replace(segments=())) if form == "wire" else resolved(scene)
    if form == "wire":  # it is in sight wherever it runs: the box is of glass
        lines = lines._replace(seen_segments=list(scene.segments))
    about = About(made.title, setting.body.given, setting.body.said, f"Vertices of the {setting.body.kind}")
    code, layout = compose(setting.draw, scene, lines, setting.look, about)
    return Drawn(code, _facts(setting, made, lines, layout, form))


def _facts(setting: Setting, made: Made, lines: Lines, layout: Layout, form: str) -> Facts:
    scene = made.scene
    counts = made.counts | _edge_counts(scene, lines, form) | {"labelled points": len(scene.labels)} | measured.counts(scene, layout)
    visible: dict[str, Any] = {
        "subject": f"{made.subject} in {project.words(setting.view)}",
        "counts": {noun: count for noun, count in counts.items() if count},
        "labels": list(scene.labels),
        "statements": [*made.said, *measured.values(scene, layout)],
        "form": form,
    }
    told = measured.told(scene, layout, setting.print)
    derived = {"solid": setting.body.kind, "dimensions": setting.body.given, "described": made.subject, **told, **made.derived}
    return {"visible": visible, "derived": derived}


def _edge_counts(scene: Scene, lines: Lines, form: str) -> dict[str, int]:
    """Edges of the box; rods are counted by the frame itself."""
    if "frame" in form:
        return {}
    noun = HIDDEN_NOUN[scene.hidden]
    ribbons = {
        "solid ribbon sections": lines.whole["seen segments"],
        f"{noun if noun != 'grey' else 'dashed'} ribbon sections": lines.whole["hidden segments"],
    }
    edges = {"solid edges": lines.whole["seen"], f"{noun} edges": lines.whole["hidden"]}
    return edges | (ribbons if form == "parcel" else {})


def _frame(setting: Setting, form: str, level: int) -> Made:
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
    noun = construct_words.kind(body).split(" ", 1)[1]
    what = f"a frame of rods in the shape of {construct_words.with_article(noun)}"
    lacks = f", with {_number(len(missing), 'rod')} missing" if missing else f", with {_number(len(braces), 'brace')}" if braces else ""
    lengths = [round(bodies.distance(body.points, a, b), 6) for a, b in rods]
    said = [f"A rod runs from {a} to {b}." for a, b in braces if named] + (["Every corner bears a ball."] if balls else [])
    return Made(
        f"A frame of rods: {construct_words.with_article(body.kind)}.",
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
    return f"one {noun}" if count == 1 else f"{('two', 'three', 'four')[count - 2]} {noun}s"


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


def _wire(setting: Setting, level: int) -> Made:
    """A wire bent along edges, and along diagonals in harder figures."""
    draw, body = setting.draw, setting.body
    path = draw.value("path", lambda rng: _path(rng, body, level))
    segments: list[Pair] = list(pairwise(path))
    covered = {frozenset(pair) for pair in segments}
    edges = [pair for pair in body.edges if frozenset(pair) not in covered]
    scene = Scene(
        view=setting.view, hidden=draw.one("hidden", ("dashed", "dashed", "dotted", "light")), points=body.points, how=setting.how,
        edges=edges, segments=segments, faces=body.faces, labels=list(body.spots), dots=[path[0], path[-1]], ball=6,
        measures=setting.dims(edges), accent=draw.one("wire", INKS), stroke=draw.one("wire_width", (1.2, 1.6, 2)), purpose="wire",
    )  # fmt: skip
    along = [segment for segment in segments if tuple(sorted(segment)) in {tuple(sorted(pair)) for pair in body.edges}]
    diagonals = len(segments) - len(along)
    colour = INK_WORDS[scene.accent]
    return Made(
        f"A wire bent inside {construct_words.with_article(body.kind)}.",
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


def _parcel(setting: Setting, level: int) -> Made:
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
        view=setting.view, hidden=draw.one("hidden", ("dashed", "dashed", "dotted", "light")), points=points, how=how, edges=body.edges,
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


def questions(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Lengths of rods, wires and ribbons, what is seen from above; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    form = visible["form"]
    thought = _of_wire(derived, rng) if form == "wire" else _of_parcel(derived, rng) if form == "parcel" else _of_frame(derived, rng)
    return chosen(thought, counted(visible, rng), rng)


def _complete(derived: Mapping[str, Any]) -> bool:
    return set(derived["dimensions"]) <= set(derived["printed"])


def _of_frame(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    given = f"The figure shows {derived['described']}."
    told = [derived["dimensions"][symbol] for symbol in derived["printed"]]
    made = []
    if all(any(abs(length - number) < 1e-5 for number in told) for length in derived["rod lengths"]):
        text = f"{given} {EQUAL} How long are all rods together?"
        total = sum(derived["rod lengths"])
        few = total / len(derived["rod lengths"])
        slips = ((total - few) / total, (total + few) / total, 0.5, 2, (total + 2 * few) / total)
        made.append(measure(text, total, slips, derived["unit"], rng))
    most = max(derived["rod ends"].values())
    at = sum(n == most for n in derived["rod ends"].values())
    made.append(Question(f"{given} At how many corners do exactly {_word(most)} rods meet?", str(at), near(at, rng)))
    return made


def _word(count: int) -> str:
    return ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")[count]


def _of_wire(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    path, points = derived["path"], derived["points"]
    given = f"The figure shows {derived['described']}."
    edges = {frozenset(pair) for pair in derived["edges of the box"]}
    pieces = list(pairwise(path))
    along = sum(frozenset(pair) in edges for pair in pieces)
    made = [Question(f"{given} Along how many edges of the {derived['solid']} does the wire run?", str(along), near(along, rng))]
    above = _from_above(path, points)
    text = f"{given} Seen from straight above, along how many of the four sides of the top does the wire appear to run?"
    made.append(Question(text, str(above), near(above, rng)))
    if _complete(derived):
        total = sum(_distance(points[p], points[q]) for p, q in pieces)
        slips = ((len(pieces) + 1) / len(pieces), (len(pieces) - 1) / len(pieces), 2, 0.75, 1.25)
        made.append(measure(f"{given} How long is the wire?", total, slips, derived["unit"], rng))
        straight = _distance(points[path[0]], points[path[-1]])
        text = f"{given} How far apart are the two ends of the wire?"
        made.append(measure(text, straight, (2**0.5, 0.5**0.5, 2, 0.5, 1.5), derived["unit"], rng))
    return made


def _distance(p: Sequence[float], q: Sequence[float]) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(p, q, strict=True)) ** 0.5)


def _from_above(path: Sequence[str], points: Mapping[str, Sequence[float]]) -> int:
    """Sides of the rectangle, seen from above, on which some piece of the wire lies."""
    flat = [tuple(points[name][:2]) for name in path]
    return len({frozenset((p, q)) for p, q in pairwise(flat) if (p[0] == q[0]) != (p[1] == q[1])})


def _of_parcel(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if not _complete(derived):
        return []
    a, b, c = derived["sides"]
    around = {"x": 2 * (b + c), "y": 2 * (a + c), "z": 2 * (a + b)}
    total = sum(around[axis] for axis in derived["loops"])
    given = f"The figure shows {derived['described']}; each ribbon runs once round the box."
    slips = (0.5, (total + 2 * c) / total, (total - 2 * c) / total, 1.5, 0.75)
    made = [measure(f"{given} How long are the ribbons together, knots not counted?", total, slips, derived["unit"], rng)]
    made.append(
        measure(
            f"The figure shows {derived['described']}. What is the volume of the parcel?",
            a * b * c,
            (0.5, 2, 1 / 3, 1.5),
            _cubed(derived["unit"]),
            rng,
        )
    )
    return made


def _cubed(unit: str) -> str:
    return unit and f"{unit}³"
