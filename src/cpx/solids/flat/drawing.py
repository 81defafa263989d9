"""Flat figures, such as nets, perhaps with a solid beside them: where everything lies on the page, and the script's steps for it.

Flat (points of the plane, lines to keep clear of, marks, names, values, a solid) -> laid out (scale, offsets, page) -> steps of a script

A point of the plane goes by the expression that the script has for it, such as `ends[0]` or `faces[2][1]`.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from cpx.solids.draw import Draw, Misfit
from cpx.solids.page import dims
from cpx.solids.page.dims import Dim, Placed
from cpx.solids.page.hidden import Piece
from cpx.solids.page.labels import Anchor, Box, ink, offset, overlap, place, touches
from cpx.solids.page.look import Look, look, printed
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Point
from cpx.solids.wire.bodies import Body, words
from cpx.solids.wire.measured import Printer
from cpx.solids.wire.scene import Arc, How, Lines, Scene, resolved

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
        self.extra: list[Line] = []  # what `Writer.more` draws
        self.put_how = draw.one("code_labels", ("annotate", "annotate", "text"))
        self.most = 110.0  # points for a unit

    def told(self, given: Mapping[str, float], measures: Sequence[Placed]) -> dict[str, Any]:
        """What facts say of the sizes: those given, and which are printed and how."""
        printed = [made.dim.tells for made in measures if made.dim.tells]
        return {"dimensions": dict(given), "printed": printed, "unit": self.print.unit, "values": self.print.how}

    def width(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all lines."""
        xs, ys = zip(*[end for line in self.strokes() for end in line], strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def strokes(self) -> list[Line]:
        return self.lines + [line for solid in self.solids for line in solid.strokes()] + ([self.arrow] if self.arrow else []) + self.extra

    def scale(self) -> float:
        """Points for a unit."""
        x0, y0, x1, y1 = self.width()
        return min(self.look.span / max(x1 - x0, y1 - y0), self.most)

    def beside(self, scene: Scene, noun: str, gap: float = 0.3) -> Beside:
        """Put a solid to the right of all that there is, an arrow between them; the gap is a share of the width."""
        lines = resolved(scene)
        at = Beside(scene, lines, (0, 0), noun)
        xs, ys = zip(*[end for line in at.strokes() for end in line], strict=True)
        if not self.lines:
            self.solids.append(at)
            return at
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
