"""Curves in space: helices, spirals, waves and sections on cylinders, cones and spheres, Viviani's curve, torus knots, their shadows."""

import math
from collections.abc import Mapping
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.space_curve import curves, script
from cpx.solids.family.space_curve.curves import CURVES, Curve
from cpx.solids.family.space_curve.script import Carrier
from cpx.solids.formula import frames
from cpx.solids.formula.canvas import Canvas
from cpx.solids.page.hidden import Piece
from cpx.solids.page.look import hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.script import habit, num, pair
from cpx.solids.page.vectors import Vec
from cpx.solids.page.words import HIDDEN_NOUN, with_article
from cpx.solids.questions import Question, chosen, counted, measure

COLOURS = {"crimson": "red", "royalblue": "blue", "seagreen": "green", "darkorange": "orange", "black": "black"}
LIES_ON = {
    "helix": "cylinder", "left-handed helix": "cylinder", "conical spiral": "cone", "funnel": "cone", "spherical spiral": "sphere",
    "Viviani": "sphere", "wave": "cylinder", "slanting section": "cylinder", "piercing": "cylinder", "torus knot": "torus",
}  # fmt: skip


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", tuple(name for name, curve in CURVES.items() if max(1, level - 2) <= curve.level <= level))
    curve = CURVES[form]
    numbers = curves.given(curve, draw.row("sizes", curve.sizes))
    show = draw.one("show", _shows(form, curve))
    canvas = Canvas(_view(draw, form, show), look(draw), habit(draw, ("function",)))
    script.formula(canvas, curve, numbers)
    canvas.project()
    point, end = curves.at(curve, numbers), numbers["end"]
    path = script.walked(point, 0.0, end, 60 * max(2, round(end / 6)))
    canvas.path(path)
    if form == "slanting section" and _edge_on(canvas.view, path):
        raise Misfit("the section is seen from its edge")
    carrier = Carrier(curve.on, numbers["r"], curves.top(curve, numbers), curve.height) if show == "surface" else None
    hidden = hidden_lines(draw) if carrier else "dashed"
    pieces = _pieces(form, curve, canvas, point, end, carrier)
    if carrier:
        script.surface(canvas, carrier, hidden)
    if axes := form != "torus knot" and (not carrier or draw.one("axes", (True, False))):
        _axes(canvas, path, carrier)
    if show == "shadow":
        script.shadow(canvas, path)
    colour = draw.one("curve_colour", tuple(COLOURS))
    script.draw(canvas, pieces, hidden, colour)
    named = _ends(draw, canvas, path, curve)
    where = f" on a {carrier.kind}" if carrier and form != "piercing" else ""
    code = canvas.text(script.title(curve, where))
    return Drawn(code, _facts(form, curve, numbers, Shown(show, pieces, hidden, axes, named, colour), path))


def _edge_on(view: View, path: list[Vec]) -> bool:
    """Whether a closed curve is hardly more than a line on the page."""
    flat = [view.flat(p) for p in path]
    area = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise(flat))) / 2
    return area < 0.02 * sum(math.dist(a, b) for a, b in pairwise(flat)) ** 2


def _shows(form: str, curve: Curve) -> tuple[str, ...]:
    if form == "torus knot":
        return ("bare",)
    if form in ("piercing", "slanting section", "wave"):
        return ("surface",)
    return ("surface", "surface", "bare", "shadow") if curve.on else ("bare", "shadow")


def _view(draw: Draw, form: str, show: str) -> View:
    if form == "twisted cubic":
        return frames.oblique(draw.one("angle", (40, 45, 50)), draw.one("depth_ratio", (0.5, 0.6)))
    azimuth = draw.one("azimuth", (15, 20, 25, 30, 35) if form in ("piercing", "Viviani") else (20, 25, 30, 35, 50, 55, 60))
    return frames.orthographic(azimuth, draw.one("elevation", (60, 65, 70, 75) if form == "torus knot" else (15, 20, 25)))


def _pieces(form: str, curve: Curve, canvas: Canvas, point: Any, end: float, carrier: Carrier | None) -> list[Piece]:
    """Parts of the curve, cut where it goes out of sight."""
    if carrier:
        return script.sight(point, end, curve.closed, carrier, canvas.view, 24 * max(2, round(end / 3)))
    if form != "torus knot":
        return [Piece(0, end, False)]
    flat = [canvas.view.flat(point(k * end / 120)) for k in range(120)]
    wide = max(max(p[k] for p in flat) - min(p[k] for p in flat) for k in (0, 1))
    return script.over(point, end, canvas.view, 5.5 * wide / canvas.look.span)


def _axes(canvas: Canvas, path: list[Vec], carrier: Carrier | None) -> None:
    """From the origin, or from where they leave the surface, past the curve."""
    far = [max(0.5, max(p[k] for p in path)) for k in range(3)]
    if carrier:
        far = [carrier.r, carrier.r, carrier.h]
    beyond = 0.25 * max(far)
    rays: list[tuple[Vec, Vec]] = []
    for k in range(3):
        tail = [far[k] if carrier and j == k else 0.0 for j in range(3)]
        tip = [round(far[k] + beyond, 2) if j == k else 0.0 for j in range(3)]
        rays.append(((tail[0], tail[1], tail[2]), (tip[0], tip[1], tip[2])))
    canvas.axes(rays)
    if not carrier:
        canvas.label("O", (0.0, 0.0, 0.0))


def _ends(draw: Draw, canvas: Canvas, path: list[Vec], curve: Curve) -> list[str]:
    """Perhaps the names of its start and its end."""
    if curve.closed or math.dist(path[0], (0, 0, 0)) < 0.1 or not draw.one("ends_named", (True, True, False)):
        return []
    for name, p in (("A", path[0]), ("B", path[-1])):
        canvas.label(name, (round(p[0], 3), round(p[1], 3), round(p[2], 3)), True)
    return ["A", "B"]


class Shown(NamedTuple):
    """What is drawn of a curve, and how."""

    show: str
    pieces: list[Piece]
    hidden: str
    axes: bool
    named: list[str]
    colour: str


def _facts(form: str, curve: Curve, numbers: dict[str, float], shown: Shown, path: list[Vec]) -> Facts:
    on = shown.show == "surface"
    where = f" on a {curve.on}" if on and form != "piercing" else ""
    frame = "" if not shown.axes else " with the axes x, y and z" if on else " in a frame of coordinates Oxyz"
    visible = {
        "subject": f"{with_article(curve.noun)}{where}{frame}",
        "counts": {what: count for what, count in _counts(form, numbers, shown).items() if count},
        "labels": [*("xyz" if shown.axes else ""), *("O" if shown.axes and not on else ""), *shown.named],
        "statements": _statements(form, curve, shown),
    }
    derived = {
        "curve": form,
        "described": f"the curve {curves.readable(curve, numbers)} for t from 0 to {_read(numbers['end'])}",
        "dimensions": {name: number for name, number in numbers.items() if name != "end"},
        "end": numbers["end"],
        "shadow": curve.shadow,
        "surface drawn": on,
        "height": round(max(p[2] for p in path) - min(p[2] for p in path), 4),
        "length": round(sum(math.dist(a, b) for a, b in pairwise(path)), 2),
    }
    return {"visible": visible, "derived": derived}


def _counts(form: str, numbers: Mapping[str, float], shown: Shown) -> dict[str, int]:
    behind, on = sum(piece.hidden for piece in shown.pieces), shown.show == "surface"
    return {
        "axes": 3 * shown.axes,
        "turns": int(numbers.get("turns", 0)),
        "waves": int(numbers.get("n", 0)),
        "crossings": len(shown.pieces) if form == "torus knot" else 0,
        "labelled points": len(shown.named) + (shown.axes and not on),
        f"{HIDDEN_NOUN[shown.hidden]} parts of the curve": behind,
        "solid parts of the curve": len(shown.pieces) - behind if on else 0,
    }


def _statements(form: str, curve: Curve, shown: Shown) -> list[str]:
    said = [f"The curve is {COLOURS[shown.colour]}."]
    if any(piece.hidden for piece in shown.pieces):
        said.append(f"Behind the {curve.on} the curve is {HIDDEN_NOUN[shown.hidden]}.")
    if shown.named:
        said.append("The curve starts at A and ends at B.")
    if shown.show == "shadow":
        said.append("Its projection onto the xy-plane is drawn as a grey dashed line.")
    if form == "torus knot":
        said.append("Where it crosses itself, the lower strand has a gap.")
    return said


def _read(end: float) -> str:
    return f"{num(end / math.pi)}\u03c0" if end > 3 else num(end)


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Projection, surface, formula, handedness, length and points; then counts."""
    derived = facts["derived"]
    form = derived["curve"]
    opening = f"The figure shows {derived['described']}."
    shadows = sorted({curve.shadow for curve in CURVES.values()} - {derived["shadow"]})
    text = f"{opening} What is its projection onto the xy-plane?"
    thought = [Question(text, with_article(derived["shadow"]), [with_article(other) for other in rng.sample(shadows, 3)])]
    if form in LIES_ON and not derived["surface drawn"]:
        others = [f"a {other}" for other in ("cylinder", "cone", "sphere", "torus") if other != LIES_ON[form]]
        thought.append(Question(f"{opening} On which surface does it lie?", f"a {LIES_ON[form]}", others))
    if "helix" in form:
        thought += _helix(opening, derived, rng)
    thought.append(_formula(derived, rng))
    return chosen(thought, counted(facts["visible"], rng), rng)


def _helix(opening: str, derived: Mapping[str, Any], rng: Random) -> list[Question]:
    size = derived["dimensions"]
    around, pitch, turns = 2 * math.pi * size["r"], size["pitch"], size["turns"]
    one = math.hypot(around, pitch)
    left = derived["curve"].startswith("left")
    quarter = (0.0, -size["r"] if left else size["r"], pitch / 4)
    wrong = [pair(p) for p in ((quarter[0], -quarter[1], quarter[2]), (quarter[1], 0.0, quarter[2]), (0.0, quarter[1], pitch / 2))]
    hands = ["right-handed", "left-handed"]
    made = [
        measure(f"{opening} How long is one turn of the helix?", one, (around / one, (around + pitch) / one, 1 / 2), "", rng),
        measure(f"{opening} How high above its start does it end?", pitch * turns, (1 / turns, 2, 1 / 2), "", rng),
        Question(f"{opening} Which point does it reach at t = \u03c0/2?", pair(quarter), wrong),
    ]
    if derived["surface drawn"]:
        made.append(Question("Is the helix in the figure right-handed or left-handed?", hands[left], [hands[not left]]))
    return made


def _formula(derived: Mapping[str, Any], rng: Random) -> Question:
    """Which formula the picture fits; wrong are those of other kinds of curve."""
    noun = CURVES[derived["curve"]].noun
    others = rng.sample([curve for curve in CURVES.values() if curve.noun != noun], 3)
    wrong = [curves.readable(curve, curves.given(curve, curve.sizes[0])) for curve in others]
    right = derived["described"].removeprefix("the curve ").split(" for t from")[0]
    return Question("Which formula gives a curve like the one in the figure?", right, wrong)
