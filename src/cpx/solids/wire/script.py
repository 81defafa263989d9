"""The script of a wire drawing: the solid in named points, its lines seen and hidden, then shading, marks and labels.

Written in one of three ways: a dictionary of points, a variable for each point, or points projected as soon as they are named.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.page import dims
from cpx.solids.page.look import HIDDEN, Look, lettering
from cpx.solids.page.project import ARC, formula
from cpx.solids.page.script import Habit, Script, call, habit, indented, listing, literal, num, pair
from cpx.solids.wire import areas, arrows
from cpx.solids.wire.layout import Layout, corner_size, legible_cuts
from cpx.solids.wire.points import Points
from cpx.solids.wire.scene import Lines, Pair, Scene


class About(NamedTuple):
    """What the script says in words: its title, its dimensions and what they measure, and what its points are."""

    title: str
    given: dict[str, float]
    said: dict[str, str]
    points: str
    further: Sequence[str] = ()  # lines after the dimensions: what follows from them


STORES = ("dict", "dict", "variables", "flat")
STROKES = ("plot", "plot", "collection")
LABELS = ("annotate", "annotate", "text")


def write(draw: Draw, scene: Scene, lines: Lines, layout: Layout, look: Look, about: About) -> str:
    """The script, in a way that fits the scene; how is drawn like any other parameter."""
    legible_cuts(scene, lines, layout)
    bent = scene.view.distance or any(how[0] == "foot" for how in scene.how.values())  # a foot, or perspective: not to be found on the page
    unfit = {"flat"} if bent or scene.right_angles or areas.mixed(scene.fills) else set()
    unfit |= {"variables"} if not all(name.isidentifier() and name not in "IOlxyz" for name in scene.points) else set()
    unfit |= {"variables", "flat"} if scene.hides and len(lines.points) > 12 else set()  # a line for each point would be too many
    way = habit(draw, [store for store in STORES if store not in unfit])
    return _Wire(scene, lines, layout, look, way, draw).text(about)


class _Wire:
    """One script in the making."""

    def __init__(self, scene: Scene, lines: Lines, layout: Layout, look: Look, way: Habit, draw: Draw) -> None:
        self.scene, self.lines, self.layout, self.look, self.way = scene, lines, layout, look, way
        self.strokes, self.labels = draw.one("code_strokes", STROKES), draw.one("code_labels", LABELS)
        self.script = Script(way)
        self.script.numpy = True
        self.ink = literal(look.ink)
        self.variables = way.store == "variables"
        self.table = "points" if way.store == "flat" else "flat"

    def text(self, about: About) -> str:
        """The whole script."""
        setting, self.font = lettering(self.look)
        if setting:
            self.script.setting(setting)
        if self.look.font in dims.FAMILY and any("$ " in made.dim.text for made in self.layout.measures):  # a unit after the number
            self.script.setting(f'plt.rcParams["font.family"] = "{dims.FAMILY[self.look.font]}"')
        if about.given:
            self.script.given(*[f"{name} = {num(size)}  # {about.said[name]}" for name, size in about.given.items()], *about.further)
        self.script.function(*formula(self.scene.view))
        self._points(about.points)
        self._fills()
        self._lines()
        self._arcs()
        for step in arrows.steps(self.scene, self._pen):
            self.script.step(*step)
        self._right_angles()
        self._ticks()
        self._dots()
        self._labels()
        self._sizes()
        for step in [*arrows.notes(self.scene, self.layout, self._pen), *dims.steps(self.layout.measures, self._pen)]:
            self.script.step(*step)
        return self.script.text(about.title, self.layout.page)

    def flat(self, name: str) -> str:
        """The expression of a point on the page."""
        return f"project({name})" if self.variables else f'{self.table}["{name}"]'

    def _points(self, about: str) -> None:
        stated = Points(self.lines.how, self.way.store)
        for function in stated.functions():
            self.script.function(*function)
        space = "" if self.scene.view.stated else ": x to the right, y into the page, z upwards"
        table = [f"# {about}{space}.", *stated.table()]
        if self.way.store == "dict":
            self.script.given(*table)
        else:
            self.script.step(*table)
        if further := stated.further():
            self.script.step(f"# Points of the {self.scene.purpose}.", *further)
        if self.way.store == "dict":
            self.script.step("# From space to the page.", "flat = {name: project(point) for name, point in points.items()}")

    def _fills(self) -> None:
        for step in areas.steps(self.scene.fills, self.variables, self.table, self.way.pen):
            self.script.step(*step)

    def _lines(self) -> None:
        thin, hidden = num(max(0.8, self.look.width - 0.5)), HIDDEN.get(self.scene.hidden, "")
        accent = literal(self.scene.accent)
        self._strokes(*self.scene.ghost[:2], self.scene.ghosts, self.scene.ghost[2])
        if self.lines.hidden and self.scene.hidden != "omitted":
            colour = "" if "color" in hidden else f"color={self.ink}, "
            self._strokes("hidden", "Edges behind the solid.", self.lines.hidden, f"{colour}{hidden}, linewidth={thin}")
        self._strokes("visible", "Edges that the viewer sees.", self.lines.seen, f"color={self.ink}, linewidth={num(self.look.width)}")
        dash = 'linestyle=":"' if self.scene.hidden == "dotted" else 'linestyle="--"'
        self._strokes(
            "inside",
            f"Lines of the {self.scene.purpose} inside or behind the solid.",
            self.lines.hidden_segments,
            f"color={accent}, {dash}, linewidth={num(max(0.8, self.look.width - 0.5) + self.scene.stroke)}",
        )
        self._strokes(
            "drawn",
            f"Lines of the {self.scene.purpose} in sight.",
            self.lines.seen_segments,
            f"color={accent}, linewidth={num(self.look.width + self.scene.stroke)}",
        )

    def _strokes(self, name: str, about: str, pairs: Sequence[Pair], style: str) -> None:
        """Straight lines of one style: one call, a loop over a list of pairs, or a collection."""
        if not pairs:
            return
        if len(pairs) == 1:
            a, b = pairs[0]
            ends = f"project([{a}, {b}]).T" if self.variables else f"zip({self.flat(a)}, {self.flat(b)})"
            self.script.step(f"# {about}", *call(f"{self.way.pen}.plot", [f"*{ends}", style]))
            return
        listed = listing(name, [f"({a}, {b})" if self.variables else literal((a, b)) for a, b in pairs])
        if self.strokes == "collection":
            self._collection(name, about, listed, style)
            return
        ends = "project([p, q]).T" if self.variables else f"zip({self.table}[p], {self.table}[q])"
        self.script.step(f"# {about}", *listed, f"for p, q in {name}:", *indented(call(f"{self.way.pen}.plot", [f"*{ends}", style])))

    def _collection(self, name: str, about: str, listed: list[str], style: str) -> None:
        self.script.collections = True
        ends = "project([p, q])" if self.variables else f"({self.table}[p], {self.table}[q])"
        for word in ("color", "linestyle", "linewidth"):
            style = style.replace(f"{word}=", f"{word}s=")
        owner = "ax" if self.way.pen == "ax" else "plt.gca()"
        lines = f"lines = [{ends} for p, q in {name}]"
        self.script.step(f"# {about}", *listed, lines, *call(f"{owner}.add_collection", [f"LineCollection(lines, {style})"]))

    def _arcs(self) -> None:
        for hidden in (True, False):
            rows = [(arc, piece) for arc in self.lines.arcs for piece in arc.pieces if piece.hidden == hidden]
            if not rows or (hidden and self.scene.hidden == "omitted"):
                continue
            name = "hidden_arcs" if hidden else "visible_arcs"
            listed = []
            for arc, piece in rows:
                axes = ", ".join(arc.how or (pair(arc.centre), pair(arc.u), pair(arc.v)))
                row = f"({axes}, {num(piece.start, 1)}, {num(piece.end, 1)}),"
                listed += [f"{row}  # {arc.about}"] if len(row + arc.about) < 84 else [f"# {arc.about}", row]
            look = HIDDEN[self.scene.hidden] if hidden else f"linewidth={num(self.look.width)}"
            style = f"{look}, linewidth={num(max(0.8, self.look.width - 0.5))}" if hidden else look
            colour = "" if "color" in style else f"color={self.ink}, "
            self.script.step(
                f"# {'Hidden' if hidden else 'Visible'} arcs: centre, two half axes, and from where to where in degrees.",
                f"{name} = [",
                *indented(listed),
                "]",
                f"for centre, u, v, start, end in {name}:",
                *indented(call(f"{self.way.pen}.plot", ["*project(arc(centre, u, v, start, end)).T", colour + style])),
            )
        if self.scene.arcs:
            self.script.function(*ARC)

    def _right_angles(self) -> None:
        if not self.scene.right_angles:
            return
        self.script.function(
            "def right_angle(corner, p, q):",
            '    """A small square in space that marks the right angle at a corner."""',
            "    corner, p, q = np.array([corner, p, q])",
            f"    u = {num(corner_size(self.scene))} * (p - corner) / np.linalg.norm(p - corner)",
            f"    v = {num(corner_size(self.scene))} * (q - corner) / np.linalg.norm(q - corner)",
            "    return project([corner + u, corner + u + v, corner + v])",
        )
        name = (lambda n: n) if self.variables else (lambda n: f'points["{n}"]')
        self.script.step(f"# {'Right angles' if len(self.scene.right_angles) > 1 else 'The right angle'}.")
        for mark in self.scene.right_angles:
            corner = f"*right_angle({', '.join(name(n) for n in mark)}).T"
            self.script.more(*call(f"{self.way.pen}.plot", [corner, f"color={self.ink}, linewidth=1"]))

    def _ticks(self) -> None:
        if not self.scene.ticks:
            return
        size, gap = num(5 / self.layout.scale), num(5 / self.layout.scale)
        self.script.step(
            "# Strokes across segments of equal length.",
            *listing("equal", [f"({self.flat(a)}, {self.flat(b)}, {n})" for a, b, n in self.scene.ticks]),
            "for p, q, count in equal:",
            "    along = (q - p) / np.linalg.norm(q - p)",
            f"    across = {size} * np.array([-along[1], along[0]])",
            "    for k in range(count):",
            f"        middle = (p + q) / 2 + (k - (count - 1) / 2) * {gap} * along",
            "        stroke = np.transpose([middle - across, middle + across])",
            f"        {self.way.pen}.plot(*stroke, color={self.ink}, linewidth=1)",
        )

    def _dots(self) -> None:
        if not (names := self.scene.dots):
            return
        spots = list(names) if self.variables else [literal(name) for name in names]
        listed = listing("dots", spots) if len(names) > 4 else []
        style = f'"o", color={self.ink}, markersize={num(self.scene.ball)}'
        if len(names) == 1:
            self.script.step(f"# The point {names[0]}.", f"{self.way.pen}.plot(*{self.flat(names[0])}, {style})")
            return
        word, point = ("point", "project(point)") if self.variables else ("name", f"{self.table}[name]")
        loop = f"for {word} in {'dots' if listed else '(' + ', '.join(spots) + ')'}:"
        self.script.step("# Points.", *listed, loop, f"    {self.way.pen}.plot(*{point}, {style})")

    def _labels(self) -> None:
        """Names beside their points, moved by so many points of the page, or by a share of a unit."""
        if not self.scene.labels:
            return
        digits, primes = any(name[-1].isdigit() for name in self.scene.labels), any("'" in name for name in self.scene.labels)
        text = "name"
        if self.look.font == "serif italic":
            text += '.replace("1", "₁")' if digits else ""
            text += """.replace("'", "′")""" if primes else ""
        else:
            text = "f\"${name.replace('1', '_1')}$\"" if digits else 'f"${name}$"'
        where = {name: self._offset(at) for name, at in self.layout.offsets.items()}
        rows = [
            f"({literal(name)}, {name}, {pair(at)})" if self.variables else f"{literal(name)}: {pair(at)}" for name, at in where.items()
        ]
        point = "project(point)" if self.variables else f"{self.table}[name]"
        loop = "for name, point, offset in labels:" if self.variables else "for name, offset in labels.items():"
        unit = "points of the page" if self.labels == "annotate" else "units of the drawing"
        self.script.step(
            f"# Names, each moved off its point by an offset in {unit}.",
            *listing("labels", rows, "[]" if self.variables else "{}"),
            loop,
            *indented(self._put(text, point, "offset")),
        )

    def _sizes(self) -> None:
        if not (sizes := list(zip(self.scene.sizes, self.layout.size_offsets, strict=True))):
            return
        rows = [f"({self.flat(a)}, {self.flat(b)}, {literal(text)}, {pair(self._offset(at))})" for (a, b, text), at in sizes]
        self.script.step(
            "# Lengths, beside the middle of their edges.",
            "lengths = [",
            *[f"    {row}," for row in rows],
            "]",
            "for p, q, text, offset in lengths:",
            *indented(self._put("text", "(p + q) / 2", "offset")),
        )

    @property
    def _pen(self) -> dims.Pen:
        return dims.Pen(self.way.pen, self.flat, self.ink, self.font, self.layout.scale, self._put, self._offset)

    def _offset(self, at: tuple[float, float]) -> tuple[float, float]:
        return at if self.labels == "annotate" else (round(at[0] / self.layout.scale, 3), round(at[1] / self.layout.scale, 3))

    def _put(self, text: str, point: str, offset: str) -> list[str]:
        """The call that writes a text beside a point."""
        style = ['ha="center", va="center"', f"{self.font}, color={self.ink}"]
        if self.labels == "annotate":
            return call(f"{self.way.pen}.annotate", [f"{text}, {point}", f'xytext={offset}, textcoords="offset points"', *style])
        return [f"x, y = {point} + np.array({offset})", *call(f"{self.way.pen}.text", [f"x, y, {text}", *style])]
