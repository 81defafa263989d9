"""Three views of prisms, carved blocks, cones and drilled towers: hidden and centre lines, squared paper, sizes, a view missing."""

from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn
from cpx.solids.family.three_views import script, subjects
from cpx.solids.family.three_views.elevations import Drawing
from cpx.solids.family.three_views.script import Panel, Size
from cpx.solids.family.three_views.subjects import Solid
from cpx.solids.flat import sheet
from cpx.solids.page import project
from cpx.solids.page.hidden import pieces, screens
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import Look, look
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Habit, Script, call, habit, indented, num, page, pair
from cpx.solids.page.vectors import Vec, between
from cpx.solids.page.words import with_article
from cpx.solids.questions import Question, chosen, counted, measure, near

KINDS = {
    1: ("cuboid", "cylinder", "cone", "hemisphere", "square pyramid", "isosceles prism", "right prism", "step"),
    2: ("house", "trapezoid", "step", "back step", "T", "truncated cone", "truncated square pyramid", "tower of two parts", "pipe"),
    3: ("slot", "stairs", "V-groove", "corner", "bevel", "tower of two parts", "drilled square block", "pipe"),
    4: ("notch", "tunnel", "shaft", "dovetail", "two corners", "drilled tower", "tower of three parts"),
    5: ("hollow", "two corners", "corner and tunnel", "drilled tower", "tower of three parts", "notch"),
}
SHOWS = ("views", "views", "paper", "paper", "sizes", "sizes", "missing", "solid")


class Sample(NamedTuple):
    """What is drawn."""

    show: str
    solid: Solid
    panels: list[Panel]
    missing: str
    arrangement: str
    view: View | None  # of the solid beside its views


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    made = subjects.solid(draw, draw.one("solid", KINDS[level]))
    show = draw.one("show", SHOWS if made.body else tuple(name for name in SHOWS if name != "solid"))
    arrangement = draw.one("arrangement", ("first angle", "first angle", "third angle"))
    sides = sheet.ARRANGEMENTS[arrangement]
    language = draw.one("language", sheet.LANGUAGES)
    named = sheet.names(draw, language) if show != "paper" and draw.one("named", (True, True, False)) else {}
    missing = draw.one("missing", sides) if show == "missing" else ""
    sizes = {side: (made.views[side].width, made.views[side].height) for side in sides}
    places = sheet.corners(sizes, arrangement, 2)
    panels = [Panel(side, made.views[side], places[side], named.get(side, "")) for side in sides]
    view = project.view(draw, 4, ("cabinet", "cabinet", "isometric", "dimetric")) if show == "solid" else None
    sample = Sample(show, made, panels, missing, arrangement, view)
    style = look(draw, (250, 360))
    return Drawn(_script(sample, style, habit(draw, ("tables", "tables", "rows"))), _facts(sample, named))


def _script(sample: Sample, style: Look, way: Habit) -> str:
    made = Script(way)
    block = sheet.extent([sheet.framed(panel.corner, panel.size, 1) for panel in sample.panels])
    edges = _edges(sample) if sample.view else {}
    wide = max((x for part in edges.values() for p, q in part for x, _ in (_on(sample, p), _on(sample, q))), default=-2) + 2
    scale = min(style.span / max(block.x1 - block.x0 + wide, block.y1 - block.y0), 40)
    boxes = script.steps(made, sample.panels, sample.missing, style, scale, way)
    if sample.show == "sizes":
        boxes += script.sizes(made, _sizes(sample, style, scale), style, scale, way)
    sheet.apart(boxes, 5)
    if sample.show == "paper":
        boxes = [script.paper(made, sheet.extent(boxes), scale, way)]
    if edges:
        boxes.append(_beside(made, sample, edges, sheet.extent(boxes), style, scale, way))
    return made.text(f"Three views of {with_article(sample.solid.noun)}.", page(boxes, scale, style.margin))


def _on(sample: Sample, p: Vec) -> tuple[float, float]:
    assert sample.view is not None
    return sample.view.flat(p)


def _edges(sample: Sample) -> dict[str, list[tuple[Vec, Vec]]]:
    """The solid's edges in sight and out of sight, as pairs of points in space."""
    body, view = sample.solid.body, sample.view
    assert body is not None
    assert view is not None
    points = body.points
    opaque = screens(([points[name] for name in face] for face in body.faces), view)
    found: dict[str, list[tuple[Vec, Vec]]] = {"visible": [], "hidden": []}
    for a, b in body.edges:
        for piece in pieces(points[a], points[b], opaque, view):
            ends = between(points[a], points[b], piece.start), between(points[a], points[b], piece.end)
            found["hidden" if piece.hidden else "visible"].append(ends)
    return found


def _beside(
    made: Script, sample: Sample, edges: Mapping[str, list[tuple[Vec, Vec]]], box: Box, style: Look, scale: float, way: Habit
) -> Box:
    """The solid itself, to the right of its views."""
    assert sample.view is not None
    made.function(*formula(sample.view))
    flat = [_on(sample, p) for part in edges.values() for pair in part for p in pair]
    xs, ys = zip(*flat, strict=True)
    dx = sheet.halves(box.x1 / scale + 1.5 - min(xs))
    dy = sheet.halves((box.y0 + box.y1) / 2 / scale - (min(ys) + max(ys)) / 2)
    for kind, pairs in edges.items():
        if not pairs:
            continue
        rows = [f"({pair(p)}, {pair(q)})" for p, q in pairs]
        lines = [f"    {', '.join(rows[k : k + 2])}," for k in range(0, len(rows), 2)]
        dash = "" if kind == "visible" else ', linestyle="--"'
        width = num(style.width if kind == "visible" else max(0.8, style.width - 0.5))
        about = "Edges of the solid in sight" if kind == "visible" else "Edges behind it"
        made.step(
            f"# {about}, in space: x to the right, y into the page, z upwards.",
            f"{kind} = [",
            *lines,
            "]",
            f"for p, q in {kind}:",
            f"    x, y = project([p, q]).T + [[{num(dx)}], [{num(dy)}]]",
            *indented(call(f"{way.pen}.plot", ["x, y", f'color="{style.ink}", linewidth={width}{dash}'])),
        )
    return Box((min(xs) + dx) * scale, (min(ys) + dy) * scale, (max(xs) + dx) * scale, (max(ys) + dy) * scale)


def _sizes(sample: Sample, style: Look, scale: float) -> list[Size]:
    """Length above the upper view of the column, height to the left of the front view, width above the side view."""
    length, width, height = sample.solid.size
    upper = max(sample.panels, key=lambda panel: (panel.corner[0] == 0, panel.corner[1]))
    side = next(panel for panel in sample.panels if panel.side in ("left", "right"))
    gap, rise = 14 / scale, (style.size * 0.6 + 5) / scale
    found = []
    for panel, number in ((upper, length), (side, width)):
        x, y = panel.corner[0], panel.corner[1] + panel.drawing.height + gap + 0.4 * bool(panel.drawing.axes)
        found.append(Size((x, y), (x + number, y), num(number), (x + number / 2, y + rise)))
    x = -gap
    text = ink(num(height), "sans", style.size - 2)
    found.append(Size((x, 0), (x, height), num(height), (x - (text.x1 + 9) / scale, height / 2)))
    return found


def _facts(sample: Sample, named: Mapping[str, str]) -> Facts:
    solid = sample.solid
    shown = {panel.side: panel.drawing for panel in sample.panels if panel.side != sample.missing}
    counts = {"views": len(shown)} | _counts(shown)
    visible: dict[str, Any] = {
        "subject": _subject(sample),
        "counts": {noun: count for noun, count in counts.items() if count},
        "labels": [named[side] for side in sheet.ARRANGEMENTS[sample.arrangement]] if named else [],
        "statements": _statements(sample, shown),
        "shows": sample.show,
    }
    length, width, height = solid.size
    derived = {
        "solid": solid.noun,
        "length": length, "width": width, "height": height,
        "volume": round(solid.volume, 4),
        **_polyhedron(solid),
        "read": sample.show == "paper" or (sample.show == "sizes" and solid.overall),
        "missing": sample.missing,
        "dashed": {panel.side: len(panel.drawing.dashed) for panel in sample.panels},
    }  # fmt: skip
    return {"visible": visible, "derived": derived}


def _polyhedron(solid: Solid) -> dict[str, float]:
    """Surface, faces, edges and vertices."""
    if not solid.body:
        return {}
    body = solid.body
    return {"surface area": round(solid.area, 4), "V": len(body.spots), "E": len(body.edges), "F": len(body.faces)}


def _counts(shown: Mapping[str, Drawing]) -> dict[str, int]:
    circles = [circle for drawing in shown.values() for circle in drawing.circles]
    return {
        "dashed straight lines in the views": sum(len(drawing.dashed) for drawing in shown.values()),
        "circles": sum(not circle.half and not circle.dashed for circle in circles),
        "dashed circles": sum(circle.dashed for circle in circles),
        "half circles": sum(circle.half for circle in circles),
        "centre lines": sum(len(drawing.axes) for drawing in shown.values()),
    }


def _subject(sample: Sample) -> str:
    views = "two of the three views" if sample.missing else "the front, side and top views"
    paper = " on squared paper" if sample.show == "paper" else ""
    return f"{views} of {with_article(sample.solid.noun)}{paper}{', the solid drawn beside them' if sample.view else ''}"


def _statements(sample: Sample, shown: Mapping[str, Drawing]) -> list[str]:
    side = "left" if "left" in sheet.ARRANGEMENTS[sample.arrangement] else "right"
    where = "below" if sample.arrangement == "first angle" else "above"
    said = [f"The {side} view stands to the right of the front view, the top view {where} it."]
    for name, drawing in shown.items():
        if sample.show == "paper":
            said.append(f"The {name} view is {num(drawing.width)} squares wide and {num(drawing.height)} squares high.")
        dashed = len(drawing.dashed)
        if dashed:
            said.append(f"The {name} view has {dashed} dashed straight line{'s' * (dashed > 1)}.")
    if sample.show == "sizes":
        length, width, height = map(num, sample.solid.size)
        said.append(f"Dimension lines give the length {length}, the width {width} and the height {height}.")
    if sample.missing:
        said.append(f"A question mark stands in place of the {sample.missing} view.")
    return said


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What solid it is, how large, how many faces; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    thought = _measured(derived, visible, rng) if derived["read"] else []
    if not derived["missing"]:
        thought += _which(derived["solid"], rng)
    if "F" in derived and not derived["missing"]:
        noun, key = rng.choice((("faces", "F"), ("edges", "E"), ("vertices", "V")))
        thought.append(
            Question(f"The figure shows {visible['subject']}. How many {noun} has the solid?", str(derived[key]), near(derived[key], rng))
        )
    if derived["missing"] and ("F" in derived or derived["missing"] != "top"):  # front and side do not tell round parts from square ones
        dashed = derived["dashed"][derived["missing"]]
        text = "Lines out of sight are dashed. How many dashed straight lines does the missing view have?"
        thought.append(Question(f"The figure shows {visible['subject']}. {text}", str(dashed), near(dashed, rng)))
    return chosen(thought, counted(visible, rng), rng)


def _which(noun: str, rng: Random) -> list[Question]:
    """Of solids whose names tell them apart."""
    names = sorted({subjects.NOUNS.get(kind, kind) for kinds in KINDS.values() for kind in kinds} - subjects.VAGUE)
    steps = ("L-shaped block", "block with a step")
    others = [name for name in names if name != noun and not {name, noun} <= set(steps)]
    return [Question("Which solid has these views?", noun, rng.sample(others, 3))] if noun in names else []


def _measured(derived: Mapping[str, Any], visible: Mapping[str, Any], rng: Random) -> list[Question]:
    given = f"The figure shows {visible['subject']}."
    given += " One square of the paper is one unit wide." if visible["shows"] == "paper" else ""
    made = [measure(f"{given} What is the volume of the solid?", derived["volume"], (3, 1 / 3, 2, 0.5, 4), "", rng)]
    if "surface area" in derived:
        made.append(measure(f"{given} What is the surface area of the solid?", derived["surface area"], (0.5, 2, 0.75, 1.5), "", rng))
    if visible["shows"] == "paper":
        noun, what = rng.choice((("length", "from left to right"), ("width", "from front to back"), ("height", "from bottom to top")))
        made.append(measure(f"{given} How many units does the solid measure {what}?", derived[noun], (2, 0.5, 1.5, 3), "", rng))
    return made
