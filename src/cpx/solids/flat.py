"""Flat figures, such as nets, perhaps with a solid beside them: where everything lies on the page, and the script's steps for it.

Flat (points of the plane, lines to keep clear of, marks, names, values, a solid) -> laid out (scale, offsets, page) -> steps of a script

A point of the plane goes by the expression that the script has for it, such as `ends[0]` or `faces[2][1]`.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids import dims, wire
from cpx.solids.bodies import Body, words
from cpx.solids.dims import Dim, Placed
from cpx.solids.draw import Draw, Misfit
from cpx.solids.hidden import Piece
from cpx.solids.labels import Anchor, Box, ink, offset, overlap, place, touches
from cpx.solids.look import HIDDEN, Look, lettering, look, printed
from cpx.solids.measured import Printer
from cpx.solids.project import View, formula
from cpx.solids.script import Script, call, indented, listing, literal, num, page, pair
from cpx.solids.vectors import Point
from cpx.solids.wire import Arc, How, Lines, Pair, Scene
from cpx.solids.wire_script import ARC, arc_rows

Line = tuple[Point, Point]


class Mark(NamedTuple):
    """A text in the middle of something, such as a face."""

    at: Point
    text: str
    size: float


class Beside(NamedTuple):
    """A solid next to a flat figure, moved there on the page."""

    scene: Scene
    lines: Lines
    shift: Point
    noun: str

    def spot(self, name: str) -> Point:
        """Where one of its points lies on the page."""
        x, y = self.scene.view.flat(self.lines.points[name])
        return x + self.shift[0], y + self.shift[1]

    def strokes(self) -> list[Line]:
        """All its lines on the page."""
        pairs = [*self.lines.seen, *self.lines.hidden, *self.lines.seen_segments, *self.lines.hidden_segments]
        straight = [(self.spot(a), self.spot(b)) for a, b in pairs]
        return straight + [line for arc in self.scene.arcs for piece in arc.pieces for line in pairwise(self._curve(arc, piece))]

    def _curve(self, arc: Arc, piece: Piece) -> list[Point]:
        steps = max(2, round((piece.end - piece.start) / 6))
        flat = [self.scene.view.flat(arc.at(piece.start + (piece.end - piece.start) * k / steps)) for k in range(steps + 1)]
        return [(x + self.shift[0], y + self.shift[1]) for x, y in flat]


class Flat:
    """What a flat figure shows."""

    def __init__(self, draw: Draw, span: tuple[int, int] = (250, 360)) -> None:
        self.draw = draw
        self.look: Look = look(draw, span)
        self.print = Printer(draw, self.look.font)
        self.spots: dict[str, Point] = {}
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.names: dict[str, str] = {}  # by the expression of the point
        self.dims: list[tuple[Dim, Point]] = []  # with a point on the side where the value is not to be
        self.solids: list[Beside] = []
        self.arrow: Line | None = None  # from the flat figure to the solid
        self.put_how = draw.one("code_labels", ("annotate", "annotate", "text"))
        self.most = 110.0  # points for a unit

    def width(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all lines."""
        xs, ys = zip(*[end for line in self.strokes() for end in line], strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def strokes(self) -> list[Line]:
        return self.lines + [line for solid in self.solids for line in solid.strokes()] + ([self.arrow] if self.arrow else [])

    def scale(self) -> float:
        """Points for a unit."""
        x0, y0, x1, y1 = self.width()
        return min(self.look.span / max(x1 - x0, y1 - y0), self.most)

    def beside(self, scene: Scene, noun: str, gap: float = 0.3) -> Beside:
        """Put a solid to the right of all that there is, an arrow between them; the gap is a share of the width."""
        lines = wire.resolved(scene)
        at = Beside(scene, lines, (0, 0), noun)
        xs, ys = zip(*[end for line in at.strokes() for end in line], strict=True)
        x0, y0, x1, y1 = self.width()
        gap *= x1 - x0
        shift = (x1 + gap - min(xs), (y0 + y1 - min(ys) - max(ys)) / 2)
        self.solids.append(at._replace(shift=(round(shift[0], 2), round(shift[1], 2))))
        tail, tip = ((round(x1 + share * gap, 2), round((y0 + y1) / 2, 2)) for share in (0.2, 0.8))
        self.arrow = (tail, tip)
        return self.solids[-1]


def of_body(body: Body, view: View, hidden: str) -> Scene:
    """A polyhedron as the scene of its edges."""
    how: dict[str, How] = {name: ("at", *(words(form) for form in spot)) for name, spot in body.spots.items()}
    return Scene(view, hidden, body.points, how, body.edges, faces=body.faces)


class Layout(NamedTuple):
    """The figure on paper, in points."""

    scale: float
    offsets: dict[str, Point]  # of the names, by the expression of the point
    measures: list[Placed]
    boxes: list[Box]  # all that is covered


def laid_out(flat: Flat) -> Layout:
    """Scale and places of names and values; Misfit where there is no room."""
    scale, look = flat.scale(), flat.look
    strokes = [(a[0] * scale, a[1] * scale, b[0] * scale, b[1] * scale) for a, b in flat.strokes()]
    paper = {name: (x * scale, y * scale) for name, (x, y) in flat.spots.items()}
    marks = [ink(mark.text, "sans", mark.size).moved(mark.at[0] * scale, mark.at[1] * scale) for mark in flat.marks]
    if any(touches(line, box.grown(2)) for line in strokes for box in marks):
        raise Misfit("a mark has no room")
    measured, taken, busy = [], [box.grown(3) for box in marks], list(strokes)
    anchors = [Anchor(*paper[spot], printed(name, look.font)) for spot, name in flat.names.items()]
    for dim, inside in flat.dims:
        middle = (inside[0] * scale, inside[1] * scale)
        made = dims.placed([dim], paper, busy, middle, look)[0]
        measured.append(made)
        if made.shift == (0, 0):
            anchors.append(dims.anchor(dim, paper, middle))
        else:
            busy += dims.drawn(made, paper)
            taken.append(dims.box(made, paper, look).grown(4))
    if any(overlap(a, b) for k, a in enumerate(taken) for b in taken[:k]):
        raise Misfit("two texts meet")
    boxes = place(anchors, busy, look.font, look.size, taken=taken)
    offsets = [offset(box, anchor, look.font, look.size) for box, anchor in zip(boxes, anchors, strict=True)]
    beside = iter(offsets[len(flat.names) :])
    measured = [made if made.shift != (0, 0) else made._replace(at=next(beside)) for made in measured]
    covered = [Box(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in busy] + boxes + marks
    covered += [dims.box(made, paper, look) for made in measured if made.shift != (0, 0)]
    return Layout(scale, dict(zip(flat.names, offsets, strict=False)), measured, covered)


class Writer:
    """The steps of a script that flat figures share."""

    def __init__(self, flat: Flat, layout: Layout, script: Script) -> None:
        self.flat, self.layout, self.script = flat, layout, script
        self.pen, self.ink = script.habit.pen, literal(flat.look.ink)
        setting, self.font = lettering(flat.look)
        if setting and (flat.names or flat.dims):
            script.setting(setting)
        if flat.look.font in dims.FAMILY and any("$ " in made.dim.text for made in layout.measures):  # a unit after the number
            script.setting(f'plt.rcParams["font.family"] = "{dims.FAMILY[flat.look.font]}"')

    def text(self, title: str) -> str:
        """The whole script, names and values last."""
        for solid in self.flat.solids:
            self._solid(solid)
        if self.flat.arrow:
            self._arrow(*self.flat.arrow)
        self._names()
        pen = dims.Pen(self.pen, lambda name: name, self.ink, self.font, self.layout.scale, self._put, self._moved)
        for step in dims.steps(self.layout.measures, pen):
            self.script.numpy = True
            self.script.step(*step)
        return self.script.text(title, page(self.layout.boxes, self.layout.scale, self.flat.look.margin))

    def stroke(self, about: str, name: str, pairs: Sequence[str], ends: str, style: str) -> None:
        """A loop that draws straight lines of one style, from a list of pairs p, q."""
        loop = indented(call(f"{self.pen}.plot", [f"*np.transpose({ends})", style]))
        self.script.step(f"# {about}", *listing(name, pairs), f"for p, q in {name}:", *loop)

    def style(self, kind: str) -> str:
        """The keywords of a line: "solid", "fold" of a kind, "thin"."""
        width = self.flat.look.width
        return {
            "solid": f"color={self.ink}, linewidth={num(width)}",
            "dashed": f'color={self.ink}, linestyle="--", linewidth={num(max(0.8, width - 0.5))}',
            "dotted": f'color={self.ink}, linestyle=":", linewidth={num(max(1, width - 0.4))}',
            "thin": f"color={self.ink}, linewidth=0.6",
            "light": f'color="darkgray", linewidth={num(max(0.8, width - 0.5))}',
        }[kind]

    def _arrow(self, tail: Point, tip: Point) -> None:
        self.script.step(
            f"# An arrow to the {self.flat.solids[-1].noun}.",
            f'arrow = {{"arrowstyle": "->", "color": {self.ink}, "lw": 1.5}}',
            f'{self.pen}.annotate("", xy={pair(tip)}, xytext={pair(tail)}, arrowprops=arrow)',
        )

    def _names(self) -> None:
        if not self.layout.offsets:
            return
        rows = [f"({literal(self.flat.names[spot])}, {spot}, {pair(self._moved(at))})," for spot, at in self.layout.offsets.items()]
        unit = "points of the page" if self.flat.put_how == "annotate" else "units of the drawing"
        self.script.step(
            f"# Names of points, each moved off its point by an offset in {unit}.",
            "names = [",
            *indented(rows),
            "]",
            "for name, point, offset in names:",
            *indented(self._put(_shown(self.flat.names.values(), self.flat.look.font), "point", "offset")),
        )

    def _moved(self, at: Point) -> Point:
        scale = 1 if self.flat.put_how == "annotate" else self.layout.scale
        return round(at[0] / scale, 3), round(at[1] / scale, 3)

    def _put(self, text: str, point: str, offset: str) -> list[str]:
        """The call that writes a text beside a point."""
        style = ['ha="center", va="center"', f"{self.font}, color={self.ink}"]
        if self.flat.put_how == "annotate":
            return call(f"{self.pen}.annotate", [text, point, f'xytext={offset}, textcoords="offset points"', *style])
        self.script.numpy = True
        return [f"x, y = np.add({point}, {offset})", *call(f"{self.pen}.text", [f"x, y, {text}", *style])]

    def _solid(self, solid: Beside) -> None:
        """Points in space, moved to their place on the page, then what is hidden and what is seen."""
        self.script.numpy = True
        self.script.function(*formula(solid.scene.view))
        points = solid.lines.how.items()
        stated = [f'"{name}": {how[1] if how[0] == "is" else _coordinates(how)}' for name, how in points if how[0] in ("at", "is")]
        self.script.step(
            f"# The {solid.noun} beside it: x to the right, y into the page, z upwards.",
            *listing("solid", stated, "{}"),
            *self._cuts(solid),
            f"shift = np.array({pair(solid.shift)})",
            "solid = {name: project(point) + shift for name, point in solid.items()}",
        )
        for fill in solid.scene.fills:
            corners = f"*np.transpose([solid[name] for name in {literal(fill.corners)}])"
            style = f"color={literal(fill.colour)}, alpha={num(fill.alpha)}, linewidth=0"
            self.script.step("# A shaded face.", *call(f"{self.pen}.fill", [corners, style]))
        hidden = HIDDEN.get(solid.scene.hidden, "")
        thin = num(max(0.8, self.flat.look.width - 0.5))
        colour = "" if "color" in hidden else f"color={self.ink}, "
        self._pairs("behind", "Edges behind the solid.", solid.lines.hidden, f"{colour}{hidden}, linewidth={thin}")
        self._pairs("in_sight", "Edges that the viewer sees.", solid.lines.seen, self.style("solid"))
        self._arcs(solid, True, f"{colour}{hidden}, linewidth={thin}")
        self._arcs(solid, False, self.style("solid"))

    def _arcs(self, solid: Beside, hidden: bool, style: str) -> None:
        """Arcs of one style."""
        rows = [(arc, piece) for arc in solid.scene.arcs for piece in arc.pieces if piece.hidden == hidden]
        if not rows:
            return
        if not hidden:
            self.script.function(*ARC)
        loop = call(f"{self.pen}.plot", ["*(project(arc(centre, u, v, start, end)) + shift).T", style])
        self.script.step(
            f"# {'Hidden' if hidden else 'Visible'} arcs: centre, two half axes, and from where to where in degrees.",
            f"{'hidden' if hidden else 'visible'}_arcs = [",
            *indented(arc_rows(rows)),
            "]",
            f"for centre, u, v, start, end in {'hidden' if hidden else 'visible'}_arcs:",
            *indented(loop),
        )

    def _cuts(self, solid: Beside) -> Iterable[str]:
        """Points where an edge disappears."""
        for name, how in solid.lines.how.items():
            if how[0] == "between":
                p, q = (f'np.array(solid["{end}"])' for end in how[1:3])
                yield f'solid["{name}"] = {num(1 - float(how[3]))} * {p} + {how[3]} * {q}'

    def _pairs(self, name: str, about: str, pairs: Sequence[Pair], style: str) -> None:
        if pairs:
            self.stroke(about, name, [literal(edge) for edge in pairs], "[solid[p], solid[q]]", style)


def _coordinates(how: How) -> str:
    """A point by its coordinates."""
    return f"({', '.join(how[1:])})"


def _shown(names: Iterable[str], font: str) -> str:
    """The expression that prints `name`."""
    digits, primes = any(name[-1].isdigit() for name in names), any("'" in name for name in names)
    if font == "serif italic":
        return "name" + ('.replace("1", "₁")' if digits else "") + (""".replace("'", "′")""" if primes else "")
    return "f\"${name.replace('1', '_1')}$\"" if digits else 'f"${name}$"'
