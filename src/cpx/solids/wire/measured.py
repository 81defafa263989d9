"""Measured polyhedra: a solid with lines inside it and values beside its edges; the picture, its script and what is true of it.

Construction (points, lines) + Plan (what is shaded, marked, measured) -> Scene -> script + facts
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.page import dims, project
from cpx.solids.page.dims import Dim, Placed
from cpx.solids.page.hidden import faces_viewer
from cpx.solids.page.look import FILLS, TONES, Look, hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Point, Vec, length, normal, ring, sub, unit
from cpx.solids.page.words import HIDDEN_NOUN, colour_words, joined, polygon, with_article
from cpx.solids.wire import bodies, marks, wording
from cpx.solids.wire.construct import Construction
from cpx.solids.wire.layout import Layout, laid_out
from cpx.solids.wire.scene import Fill, Lines, Pair, Scene, resolved
from cpx.solids.wire.script import About, write

UNITS = ("cm", "cm", "cm", "m", "dm", "mm")
VALUES = ("value", "value", "unit", "unit", "letter")


class Printer:
    """How values are printed in this figure: bare numbers, numbers with a unit, or letters."""

    def __init__(self, draw: Draw, font: str, values: Sequence[str] = VALUES) -> None:
        self.how = draw.one("values", values)
        self.unit = draw.one("unit", UNITS) if self.how == "unit" else ""
        self.font = font
        self.style = dims.style(draw)

    def given(self, a: str, b: str, symbol: str, number: float, off: str = "") -> Dim:
        """A parameter of the script."""
        how = "letter" if self.how == "letter" else "value"
        return Dim(a, b, *dims.value(number, symbol, how, self.font, self.unit), self.style, "" if how == "letter" else symbol, off)

    def found(self, a: str, b: str, letter: str, square: float, asked: bool = False, tells: str = "") -> Dim | None:
        """What follows from the parameters, by its square: a letter, a root, a question mark; None if it cannot be written exactly."""
        if self.how == "letter" or asked:
            return Dim(a, b, *dims.fixed("?" if asked else letter, self.font))
        text = dims.root(square)
        if text is None or (self.font == "serif italic" and "sqrt" in text):
            return None
        return Dim(a, b, *dims.fixed(text, self.font, self.unit), tells=tells)


class Plan:
    """What a family wants to be seen of a construction."""

    def __init__(
        self,
        draw: Draw,
        made: Construction,
        kinds: Sequence[str] = project.KINDS,
        view: View | None = None,
        values: Sequence[str] = VALUES,
    ) -> None:
        self.draw, self.made = draw, made
        self.view: View = view or project.view(draw, max(length(p) for p in made.points.values()), kinds)
        if not view and self.view.kind in ("orthographic", "perspective") and abs(self.view.angle) < 10:
            raise Misfit("seen straight from the front, edges into the page stand upright on it")
        self.look: Look = look(draw)
        self.print = Printer(draw, self.look.font, values)
        self.dims: list[Dim] = []
        self.shaded: list[list[str]] = []
        self.ticks: list[tuple[str, str, int]] = []
        self.named = True  # whether the vertices have their names
        self.crowded = False  # whether unnamed vertices may lie close together on the page
        self.ghosts: list[Pair] = []
        self.arrows: list[tuple[str, str, str]] = []
        self.arrow_words: dict[str, str] = {}
        self.notes: list[tuple[str, str]] = []  # these points bear a text instead of their name
        self.said: list[str] = []
        self.fills: tuple[str, ...] = ("none", "none", "none", "colour", "three tones")

    def side(self, symbol: str, pairs: Iterable[Pair], letter: str = "") -> None:
        """The dimension that all these edges have, printed beside one of them, on the outline if one is there."""
        number = self.made.body.given[symbol]
        a, b = self.draw.value(f"where_{symbol}", lambda rng: list(rng.choice(self.outer(pairs))))
        self.dims.append(self.print.given(a, b, letter or symbol, number))

    def line(self, a: str, b: str, symbol: str) -> None:
        """A dimension beside a line inside the solid."""
        made = self.print.given(a, b, symbol, self.made.body.given[symbol])
        self.dims.append(made._replace(style="plain"))

    def result(self, a: str, b: str, letter: str, asked: bool = False) -> None:
        """What follows from the dimensions, printed beside a line."""
        found = self.print.found(a, b, letter, bodies.distance(self.made.points, a, b) ** 2, asked)
        if found:
            self.dims.append(found)

    def outer(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Of these edges those on the outline of the picture; all, if none is."""
        pairs = list(pairs)
        flat = {name: self.view.flat(self.made.points[name]) for name in self.made.body.spots}
        return [pair for pair in pairs if _on_outline(pair, flat)] or pairs


def picture(plan: Plan, solid: str, extra: str, further: Mapping[str, Any] | None = None) -> Drawn:
    """The figure of a solid ("a cube ABCD-EFGH") with something extra (" with its height"); `further` goes to the derived facts."""
    title = f"{with_article(plan.made.body.kind)}{extra}."
    title = title[0].upper() + title[1:]
    scene = _scene(plan)
    layout = laid_out(scene, plan.look)
    lines = resolved(scene)
    body = plan.made.body
    about = About(title, body.given, body.said, f"Vertices of the {body.kind}")
    code = write(plan.draw, scene, lines, layout, plan.look, about)
    subject = f"{solid} in {project.words(scene.view)}{extra}"
    named = f"{body.described() if plan.named else with_article(body.kind)}{extra}"
    return Drawn(code, _facts(plan, scene, lines, layout, subject, {"described": named, **(further or {})}))


def _scene(plan: Plan) -> Scene:
    made = plan.made
    tips, noted = {tip for _, tip, _ in plan.arrows}, {name for name, _ in plan.notes}
    inner = [name for name in made.points if name not in made.body.spots and name not in tips]
    for mark in made.right_angles:
        marks.readable(made.points, mark, plan.view)
    return Scene(
        view=plan.view,
        hidden=hidden_lines(plan.draw),
        points=made.points,
        how=made.how,
        edges=made.edges,
        segments=made.segments,
        faces=made.body.faces,
        ghosts=plan.ghosts,
        fills=_fills(plan),
        labels=[name for name in made.points if name not in noted] if plan.named else [],
        dots=inner if inner and plan.named and plan.draw.one("dots", (True, False)) else [],
        right_angles=made.right_angles,
        ticks=plan.ticks,
        accent=plan.draw.one("accent", (plan.look.ink,) * 3 + (("crimson", "royalblue") if made.segments else ())),
        purpose="construction" if inner else "figure",
        measures=plan.dims,
        arrows=plan.arrows,
        arrow_words=plan.arrow_words,
        notes=plan.notes,
        loose=[] if plan.named or (made.body.convex and not plan.crowded) else list(made.points),
    )


def _fills(plan: Plan) -> list[Fill]:
    """The polygons that the family shades; else perhaps the faces in sight, in one colour or three."""
    draw = plan.draw
    if plan.shaded:
        kind = draw.one("fill", ("colour", "colour", "hatch"))
        if kind == "hatch":
            return [Fill(corners, "gray", 1, "///") for corners in plan.shaded]
        colour = draw.one("fill_colour", FILLS)
        return [Fill(corners, colour, 0.6) for corners in plan.shaded]
    kind = draw.one("fill", plan.fills) if not plan.ghosts else "none"
    if kind == "none":
        return []
    points = plan.made.points
    seen = [face for face in plan.made.body.faces if faces_viewer([points[name] for name in face], plan.view)]
    if kind == "colour":
        colour = draw.one("fill_colour", FILLS)
        return [Fill(face, colour, 0.35) for face in seen]
    tones = TONES[draw.one("tones", tuple(TONES))]
    side = 1 if plan.view.toward((0.0, 0.0, 0.0))[0] > 0 else -1
    return [Fill(face, tones[_tone([points[name] for name in face], side)], 1) for face in seen]


def _tone(face: Sequence[Vec], side: int) -> int:
    """Light from above: tops 0, fronts 1, what looks to the side from which the viewer looks 2."""
    x, _, z = unit(normal(face))
    return 0 if z > 0.75 else 2 if side * x > 0.45 else 1


def _facts(plan: Plan, scene: Scene, lines: Lines, layout: Layout, subject: str, further: Mapping[str, Any]) -> Facts:
    body, points = plan.made.body, plan.made.points
    values = [(made.dim.a, made.dim.b, dims.read(made.dim.text)) for made in layout.measures]
    visible: dict[str, Any] = {
        "subject": subject,
        "counts": wording.counts(scene, lines, "inner lines") | counts(scene, layout),
        "labels": scene.labels,
        "statements": _statements(plan, scene, lines, layout),
    }
    if plan.named:
        visible["edges"] = {"solid": lines.seen, HIDDEN_NOUN[scene.hidden]: lines.hidden}
        visible["values"] = {a + b: text for a, b, text in values}
    derived = {
        "solid": body.kind,
        "dimensions": body.given,
        "V": len(body.spots), "E": len(body.edges), "F": len(body.faces),
        "volume": round(bodies.volume(body.points, body.faces), 4),
        "base area": round(bodies.area(body.points, body.base), 4),
        "surface area": round(sum(bodies.area(body.points, face) for face in body.faces), 4),
        "edge lengths": {a + b: round(bodies.distance(points, a, b), 4) for a, b in body.edges},
        "segment lengths": {a + b: round(bodies.distance(points, a, b), 4) for a, b in plan.made.segments},
        **told(scene, layout, plan.print),
        **further,
    }  # fmt: skip
    return {"visible": visible, "derived": derived}


def told(scene: Scene, layout: Layout, printer: Printer) -> dict[str, Any]:
    """The dimensions whose numbers are printed, their unit, and the true lengths of lines that bear a question mark."""
    shown = [made.dim for made in layout.measures]
    asked = {d.a + d.b: round(length(sub(scene.points[d.a], scene.points[d.b])), 4) for d in shown if dims.read(d.text) == "?"}
    return {
        "printed": sorted({dim.tells for dim in shown if dim.tells}),
        "unit": printer.unit,
        **({"asked": asked} if asked else {}),
    }


def counts(scene: Scene, layout: Layout) -> dict[str, int]:
    """Printed values, dimension lines and tick marks, where there are any."""
    lines = sum(made.shift != (0, 0) for made in layout.measures)
    found = {
        "printed values": len(layout.measures),
        "dimension lines": lines,
        "segments with tick marks": len(scene.ticks),
    }
    return {noun: count for noun, count in found.items() if count}


def _statements(plan: Plan, scene: Scene, lines: Lines, layout: Layout) -> list[str]:
    said = wording.hidden_edges(scene, lines) if plan.named else []
    if plan.named:
        said += [wording.drawn_line(pair, scene, lines) for pair in plan.made.segments]
        said += [f"A right-angle mark stands at {at}, between {at}{p} and {at}{q}." for at, p, q in scene.right_angles]
    said += plan.said
    said += shading(scene.fills, plan.named)
    said += ticks(scene, plan.named)
    return said + values(scene, layout)


def shading(fills: Sequence[Fill], named: bool) -> list[str]:
    """What is coloured or hatched."""
    if len(fills) > 1:
        colours = list(dict.fromkeys(colour_words(fill.colour) for fill in fills))
        return [f"The faces in sight are filled with {joined(colours)}."]
    return [
        f"The {polygon(len(fill.corners))}{' ' + ''.join(fill.corners) if named else ''} is "
        + ("hatched." if fill.hatch else f"shaded in {colour_words(fill.colour)}.")
        for fill in fills
    ]


def ticks(scene: Scene, named: bool) -> list[str]:
    """Which segments carry one stroke, which two."""
    said = []
    for strokes in sorted({n for _, _, n in scene.ticks}):
        pairs = [a + b for a, b, n in scene.ticks if n == strokes]
        which = joined(pairs) if named else f"{len(pairs)} edges"
        strokes_said = ("one tick mark", "two tick marks", "three tick marks")[strokes - 1]
        said.append(f"{which} carry {strokes_said} each." if len(pairs) > 1 else f"{which} carries {strokes_said}.")
    return said


def values(scene: Scene, layout: Layout) -> list[str]:
    """A sentence for each value: beside which line it stands, or on what kind of dimension line."""
    flat = {name: scene.view.flat(point) for name, point in scene.points.items()}
    return [_value(made, scene, flat) for made in layout.measures]


def _value(made: Placed, scene: Scene, flat: Mapping[str, Point]) -> str:
    dim = made.dim
    text = dims.read(dim.text)
    shown = "a question mark" if text == "?" else f"the letter {text}" if text.isalpha() and len(text) == 1 else f"the value {text}"
    pair = (dim.a, dim.b)
    line = "line" if {pair, pair[::-1]} & set(scene.segments) else "edge"
    if dim.off:
        line = "height"
    which = f"the {line} {dim.a}{dim.b}" if {dim.a, dim.b} <= set(scene.labels) else f"the {whereabouts(flat, dim.a, dim.b)} {line}"
    if made.shift == (0, 0):
        return f"{shown[0].upper()}{shown[1:]} stands beside {which}."
    ends = {"arrows": "arrowheads", "ticks": "end strokes", "extension": "arrowheads and extension lines"}[dim.style]
    return f"A dimension line with {ends} along {which} bears {shown}."


def whereabouts(flat: Mapping[str, Point], a: str, b: str) -> str:
    """An unnamed line by its direction and its place in the picture: "vertical right", "slanting lower right"."""
    xs, ys = [x for x, _ in flat.values()], [y for _, y in flat.values()]
    (ax, ay), (bx, by) = flat[a], flat[b]
    x, y = ((ax + bx) / 2 - min(xs)) / (max(xs) - min(xs)), ((ay + by) / 2 - min(ys)) / (max(ys) - min(ys))
    way = "horizontal" if abs(by - ay) < 0.12 * abs(bx - ax) else "vertical" if abs(bx - ax) < 0.12 * abs(by - ay) else "slanting"
    row = "lower" if y < 0.34 else "upper" if y > 0.66 else ""
    column = "left" if x < 0.34 else "right" if x > 0.66 else ""
    place = {"horizontal": row, "vertical": column}.get(way) or f"{row} {column}".strip() or "middle"
    return f"{place} {way}"


def _on_outline(pair: Pair, flat: Mapping[str, Point]) -> bool:
    """Whether all vertices lie on one side of the edge, on the page."""
    (ax, ay), (bx, by) = (flat[name] for name in pair)
    sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for name, (x, y) in flat.items() if name not in pair]
    return min(sides) > -1e-9 or max(sides) < 1e-9


def sizes(draw: Draw, names: Sequence[str], choices: Sequence[Sequence[float]]) -> dict[str, float]:
    """Dimensions that go together, such as the sides of a Pythagorean box, all of them times the same whole number."""
    if any(len(row) != len(names) for row in choices):
        raise Misfit("each choice needs a number for every name")
    drawn = draw.value("sizes", lambda rng: _times(list(rng.choice(choices)), rng.choice((1, 1, 2, 3, 5))))
    return dict(zip(names, drawn, strict=True))


def _times(row: Sequence[float], by: int) -> list[float]:
    return [int(by * part) if by * part == int(by * part) else by * part for part in row]


def closed(corners: Sequence[str]) -> list[Pair]:
    """The sides of a polygon."""
    return list(ring(corners))
