"""Solids with round parts in the making: rims, outlines, lines inside, values; what hides them, and how the script states them.

A family adds parts and lines, each number with the words the script has for it (Term), and gets its script and facts from `picture`.
The axis stands upright, lies across the page, or runs into it: `lie` says which, and all coordinates are given as if it stood.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from cpx.solids.draw import Draw, Drawn
from cpx.solids.page import project
from cpx.solids.page.hidden import Piece
from cpx.solids.page.look import FILLS, hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec
from cpx.solids.page.vectors import times as scaled
from cpx.solids.round import parts, wording
from cpx.solids.round.parts import Frame, Part
from cpx.solids.round.terms import ZERO, Curve, Term, minus, number, share, times
from cpx.solids.wire import marks, measured
from cpx.solids.wire.bodies import Form, value, words
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.measured import Printer
from cpx.solids.wire.scene import Arc, Fill, How, Pair, Scene, resolved
from cpx.solids.wire.script import About, write

Lie = Literal["upright", "across", "deep"]
FRAMES: dict[Lie, Frame] = {
    "upright": parts.UPRIGHT,
    "across": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)),
    "deep": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)),
}


def upright(draw: Draw) -> View:
    """The view of solids of revolution: from the front and a little above, so that circles are level ellipses."""
    return project.orthographic(0, draw.one("elevation", (12, 15, 18, 20, 25)))


def lying(draw: Draw, lie: Lie) -> View:
    """The view of a solid on its side."""
    if lie == "deep":
        return project.view(draw, 1, ("cabinet", "cabinet", "cavalier"))
    return project.orthographic(draw.one("turn", (20, 25, 30, -20, -25, -30)), draw.one("elevation", (0, 0, 8)))


class Turned:
    """A solid of round parts, and what is drawn of it."""

    def __init__(self, draw: Draw, given: dict[str, float], said: dict[str, str], view: View, lie: Lie = "upright") -> None:
        self.draw, self.given, self.said, self.view, self.lie = draw, given, said, view, lie
        self.look = look(draw)
        self.print = Printer(draw, self.look.font)
        self.parts: list[Part] = []
        self.points: dict[str, Vec] = {}
        self.how: dict[str, How] = {}
        self.edges: list[Pair] = []
        self.inner: list[Pair] = []
        self.ghosts: list[Pair] = []
        self.curves: list[Curve] = []
        self.labels: list[str] = []
        self.shaded: list[list[str]] = []
        self.discs: list[tuple[Term, Term]] = []  # shaded circles: height and radius
        self.tinted: list[tuple[Term, Term]] = []  # balls shaded as a whole: the same
        self.right_angles: list[tuple[str, str, str]] = []
        self.dims: list[Any] = []
        self.arrows: list[Pair] = []
        self.further: list[str] = []
        self.remarks: list[str] = []
        self.frame = FRAMES[lie]
        self._rims: set[tuple[float, ...]] = set()

    def t(self, form: Form | str | float) -> Term:
        """A sum of dimensions, one dimension, or a number."""
        if isinstance(form, str):
            return Term(self.given[form], form)
        if isinstance(form, int | float):
            return Term(form, num(form))
        return Term(value(form, self.given), words(form))

    def point(self, name: str, x: Term, y: Term, z: Term, label: bool = True) -> str:
        """A point by its coordinates as if the axis stood upright."""
        terms = self._laid(x, y, z)
        self.points[name] = (terms[0].value, terms[1].value, terms[2].value)
        self.how[name] = ("at", *(term.words for term in terms))
        if label:
            self.labels.append(name)
        return name

    def axis_point(self, name: str, z: Term, label: bool = True) -> str:
        """A point of the axis."""
        return self.point(name, ZERO, ZERO, z, label)

    @cached_property
    def end(self) -> str:
        """The name of a radius' end."""
        return self.draw.one("end_name", ("A", "A", "A", "B", "M", "K"))

    def on_rim(self, name: str, z: Term, r: Term, degrees: float, label: bool = True) -> str:
        """A point of a circle round the axis."""
        a = math.radians(degrees)
        return self.point(name, share(r, math.cos(a)), share(r, math.sin(a)), z, label)

    def rim(self, about: str, z: Term, r: Term, start: float = 0, end: float = 360) -> None:
        """A circle round the axis, or part of it; nothing if it is drawn already."""
        same = (round(z.value, 6), round(r.value, 6), start, end)
        if same not in self._rims:
            self._rims.add(same)
            self.curves.append(Curve(about, (ZERO, ZERO, z), (r, ZERO, ZERO), (ZERO, r, ZERO), start, end))

    def frustum(self, z0: Term, r0: Term, z1: Term, r1: Term, names: Sequence[str] = (), walls: Sequence[parts.Wall] = ()) -> list[str]:
        """A cylinder, cone or frustum about the axis, with the two lines of its outline; the names of their ends, bottom first.

        `names` are labels for them: bottom left, bottom right, top left, top right; an apex has two equal ones.
        """
        h = z1.value - z0.value
        base = self._vec((0.0, 0.0, z0.value))
        self.parts.append(Part(parts.frustum(base, r0.value, r1.value, h, self.frame), walls))
        ends = self._outline(z0, r0, z1, r1, names)
        self.edges += [(ends[0], ends[2]), (ends[1], ends[3])]
        return ends

    def _outline(self, z0: Term, r0: Term, z1: Term, r1: Term, names: Sequence[str]) -> list[str]:
        """Ends of the two lines along which the side turns away from the viewer."""
        right, left = parts.silhouette(r0.value, r1.value, z1.value - z0.value, self.view, self.frame)
        if math.cos(math.radians(left)) > math.cos(math.radians(right)):
            left, right = right, left
        lean = self._lean(z0, r0, z1, r1) if self.lie == "upright" and self.view.angle == 0 else None
        ends = []
        for k, (z, r) in enumerate(((z0, r0), (z1, r1))):
            if r.value == 0:
                ends += [self._apex(names[2 * k] if len(names) > 2 * k else "", z)] * 2
                continue
            for j, degrees in enumerate((left, right)):
                name = names[2 * k + j] if len(names) > 2 * k + j and names[2 * k + j] else self._fresh(("left", "right")[j])
                self._rim_end(name, z, r, degrees, lean, name in names)
                ends.append(name)
        return ends

    def _apex(self, name: str, z: Term) -> str:
        at = self._vec((0.0, 0.0, z.value))
        known = [other for other, p in self.points.items() if math.dist(p, at) < 1e-9]
        return known[0] if known else self.axis_point(name or self._fresh("tip"), z, bool(name))

    def _rim_end(self, name: str, z: Term, r: Term, degrees: float, lean: str | None, label: bool) -> None:
        sign = "-" if math.cos(math.radians(degrees)) < 0 else ""
        if lean is None:
            self.on_rim(name, z, r, degrees, label)
        elif lean == "":
            self.point(name, -r if sign else r, ZERO, z, label)
        else:
            r_words = r.words if r.words.isidentifier() or number(r.words) else f"({r.words})"
            x = Term(r.value * math.cos(math.radians(degrees)), f"{sign}{r_words} * np.cos({lean})")
            self.point(name, x, Term(r.value * math.sin(math.radians(degrees)), f"{r_words} * np.sin({lean})"), z, label)

    def _lean(self, z0: Term, r0: Term, z1: Term, r1: Term) -> str:
        """The script's variable for the angle by which a cone's outline ends behind the middle of its rim; "" for a cylinder."""
        if r0.value == r1.value:
            return ""
        name = f"lean{sum('arcsin' in line for line in self.further) + 1}"
        drop = minus(r0, r1)
        rise = minus(z1, z0)
        steep = f"{drop} / {rise} * np.tan(np.radians({num(self.view.height)}))"
        line = f"{name} = np.arcsin({steep})"
        self.further.append(line if len(line) > 68 else f"{line}  # where the outline ends")
        return name

    def ball(self, z: Term, r: Term, half: Literal["", "upper", "lower"] = "") -> None:
        """A ball on the axis, or half of one on an upright axis, with its outline."""
        centre = self._vec((0.0, 0.0, z.value))
        walls = {"": (), "upper": ((centre, (0.0, 0.0, -1.0)),), "lower": ((centre, (0.0, 0.0, 1.0)),)}[half]
        walls = tuple((at, self._vec(out)) for at, out in walls)
        self.parts.append(Part(parts.ball(centre, r.value), walls))
        start, end = {"": (0.0, 360.0), "upper": (0.0, 180.0), "lower": (180.0, 360.0)}[half]
        up = [Term(r.value * part, times(r, part)) for part in self.view.up]
        right = [Term(r.value * part, times(r, part)) for part in self.view.right]
        noun = f"outline of the {'hemi' * bool(half)}sphere"
        self.curves.append(Curve(noun, (ZERO, ZERO, z), self._raw(right), self._raw(up), start, end))

    def box(
        self, low: Sequence[tuple[Term, Term, Term]], faces: Sequence[Sequence[int]], names: Sequence[str], label: bool = False
    ) -> None:
        """A convex polyhedron by its corners and faces, all its edges drawn."""
        for name, corner in zip(names, low, strict=True):
            if name not in self.points:
                self.point(name, *corner, label=label)
        self.parts.append(parts.block([self.points[name] for name in names], [[self.points[names[k]] for k in face] for face in faces]))
        for face in faces:
            for a, b in zip(face, [*face[1:], face[0]], strict=True):
                pair = (names[a], names[b])
                if pair not in self.edges and pair[::-1] not in self.edges:
                    self.edges.append(pair)

    def line(self, a: str, b: str) -> None:
        """A line of the figure that is no edge: the axis, a radius, a diagonal."""
        self.inner.append((a, b))

    def given_at(self, a: str, b: str, symbol: str, plain: bool = False, off: str = "") -> None:
        """A dimension printed along ab; beside it in any case if `plain`."""
        dim = self.print.given(a, b, symbol, self.given[symbol], off)
        self.dims.append(dim._replace(style="plain") if plain else dim)

    def found_at(self, a: str, b: str, letter: str, square: float, asked: bool = False, tells: str = "") -> None:
        """What follows from the dimensions, printed beside ab, if it can be written exactly."""
        if made := self.print.found(a, b, letter, square, asked, tells):
            self.dims.append(made)

    def height_at(self, apex: str, r: Term, z0: Term, z1: Term, symbol: str) -> None:
        """The height of a cone: on a dimension line to its right, level with base and apex, or beside the axis that is drawn."""
        if self.print.style in ("extension", "ticks") and self.lie == "upright":
            foot, corner = self.point(self._fresh("foot"), r, ZERO, z0, False), self.point(self._fresh("corner"), r, ZERO, z1, False)
            self.given_at(foot, corner, symbol, off=apex)
        else:
            self.given_at(self._centre_of(z0), apex, symbol, plain=True)

    def _centre_of(self, z: Term) -> str:
        at = self._vec((0.0, 0.0, z.value))
        return next(name for name, p in self.points.items() if math.dist(p, at) < 1e-9)

    def shade_disc(self, noun: str, z: Term, r: Term) -> None:
        """Perhaps one of its circles shaded, in figures where nothing else is."""
        if not self.shaded and self.draw.one("shaded_disc", (True, False, False)):
            self.discs.append((z, r))
            self.remarks.append(f"The {noun} is shaded.")

    def right_angle(self, corner: str, p: str, q: str) -> None:
        self.right_angles.append(marks.right_angle(self.points, corner, p, q))

    def picture(self, title: str, subject: str, derived: Mapping[str, Any]) -> Drawn:
        """The figure and what is true of it."""
        scene = self.scene()
        layout = laid_out(scene, self.look)
        lines = resolved(scene)
        about = About(title, self.given, self.said, "Points of the solid", self.further)
        code = write(self.draw, scene, lines, layout, self.look, about)
        visible = wording.visible(scene, lines, layout, subject, self.remarks)
        return Drawn(
            code,
            {
                "visible": visible,
                "derived": {"described": subject, "dimensions": self.given, **derived, **measured.told(scene, layout, self.print)},
            },
        )

    def scene(self) -> Scene:
        """All that is drawn, hidden lines not yet found."""
        for mark in self.right_angles:
            marks.readable(self.points, mark, self.view)
        return Scene(
            view=self.view,
            hidden=hidden_lines(self.draw),
            points=self.points,
            how=self.how,
            edges=self.edges,
            segments=self.inner,
            ghosts=self.ghosts,
            fills=self._fills(),
            labels=self.labels,
            dots=[name for name in self.labels if name in ("O", "O1") or name in self.draw.params.get("dotted", ())],
            right_angles=self.right_angles,
            arcs=[self._arc(curve) for curve in self.curves],
            accent=self.look.ink,
            purpose="figure",
            measures=self.dims,
            loose=[name for name in self.points if name not in self.labels],
            hides=parts.hides(self.parts, self.view),
            arrows=[(a, b, self.look.ink) for a, b in self.arrows],
            arrow_words={self.look.ink: "The head of the arrow"},
        )

    def _fills(self) -> list[Fill]:
        if not self.shaded and not self.discs and not self.tinted:
            return []
        hatched = not self.tinted and self.draw.one("fill", ("colour", "colour", "hatch")) == "hatch"
        colour = "gray" if hatched else self.draw.one("fill_colour", FILLS)
        alpha, hatch = (1.0, "///") if hatched else (0.6 if not self.tinted else 0.3, "")
        rings = [(self._vec((0.0, 0.0, z.value)), self._vec((r.value, 0.0, 0.0)), self._vec((0.0, r.value, 0.0))) for z, r in self.discs]
        rings += [(self._vec((0.0, 0.0, z.value)), scaled(self.view.right, r.value), scaled(self.view.up, r.value)) for z, r in self.tinted]
        return [Fill(corners, colour, alpha, hatch) for corners in self.shaded] + [Fill([], colour, alpha, hatch, axes) for axes in rings]

    def _arc(self, curve: Curve) -> Arc:
        rows = [self._laid(*row) for row in (curve.centre, curve.u, curve.v)]
        centre, u, v = ((row[0].value, row[1].value, row[2].value) for row in rows)
        how = tuple(f"({', '.join(term.words for term in row)})" for row in rows)
        return Arc(curve.about, centre, u, v, [Piece(curve.start, curve.end, False)], how)

    def _laid(self, x: Term, y: Term, z: Term) -> tuple[Term, Term, Term]:
        return {"upright": (x, y, z), "across": (z, x, y), "deep": (x, z, y)}[self.lie]

    def _raw(self, row: Sequence[Term]) -> tuple[Term, Term, Term]:
        """Coordinates of space as `_laid` wants them."""
        x, y, z = row
        return {"upright": (x, y, z), "across": (y, z, x), "deep": (x, z, y)}[self.lie]

    def _vec(self, p: Vec) -> Vec:
        x, y, z = p
        return {"upright": (x, y, z), "across": (z, x, y), "deep": (x, z, y)}[self.lie]

    def _fresh(self, stem: str) -> str:
        return next(name for k in range(1, 99) if (name := f"{stem}{k}") not in self.points)
