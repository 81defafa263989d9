"""Frames, wires and ribbons: rods with balls at the corners, some rods missing; a bent wire in a glass box; ribbons round a parcel."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.wireframe import additions
from cpx.solids.family.wireframe.additions import Made, Setting
from cpx.solids.page import project
from cpx.solids.page.look import look
from cpx.solids.page.words import HIDDEN_NOUN
from cpx.solids.questions import Question, chosen, counted, measure, near
from cpx.solids.wire import bodies, measured
from cpx.solids.wire.layout import Layout, laid_out
from cpx.solids.wire.measured import Printer
from cpx.solids.wire.questions import complete
from cpx.solids.wire.scene import Lines, Scene, resolved
from cpx.solids.wire.script import About, write

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
EQUAL = "Rods along parallel edges of the shape are equally long, and so are the sides of a regular base."


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
    made = (
        additions.wire(setting, level)
        if form == "wire"
        else additions.parcel(setting, level)
        if form == "parcel"
        else additions.frame(setting, form, level)
    )
    return _drawn(setting, made, form)


def _drawn(setting: Setting, made: Made, form: str) -> Drawn:
    scene = made.scene
    layout = laid_out(scene, setting.look)
    lines = resolved(scene._replace(segments=())) if form == "wire" else resolved(scene)
    if form == "wire":  # it is in sight wherever it runs: the box is of glass
        lines = lines._replace(seen_segments=list(scene.segments))
    about = About(made.title, setting.body.given, setting.body.said, f"Vertices of the {setting.body.kind}")
    code = write(setting.draw, scene, lines, layout, setting.look, about)
    return Drawn(code, _facts(setting, made, lines, layout, form))


def _facts(setting: Setting, made: Made, lines: Lines, layout: Layout, form: str) -> Facts:
    scene = made.scene
    counts = made.counts | _edge_counts(scene, lines, form) | {"labelled points": len(scene.labels)} | measured.counts(scene, layout)
    visible: dict[str, Any] = {
        "subject": f"{made.subject}, in {project.words(setting.view)}",
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


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Lengths of rods, wires and ribbons, what is seen from above; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    form = visible["form"]
    thought = _of_wire(derived, rng) if form == "wire" else _of_parcel(derived, rng) if form == "parcel" else _of_frame(derived, rng)
    return chosen(thought, counted(visible, rng), rng)


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
    if complete(derived):
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
    if not complete(derived):
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
