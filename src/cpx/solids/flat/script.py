"""The script of a flat figure: its solids, names and values, which every family writes alike."""

from collections.abc import Iterable, Sequence

from cpx.solids.flat.drawing import Beside, Flat, Layout
from cpx.solids.page import dims
from cpx.solids.page.hidden import Piece
from cpx.solids.page.look import HIDDEN, lettering
from cpx.solids.page.project import ARC, formula
from cpx.solids.page.script import Script, call, indented, listing, literal, num, page, pair
from cpx.solids.page.vectors import Point
from cpx.solids.wire.scene import Arc, How, Pair


class Writer:
    """The steps of a script that flat figures share."""

    def __init__(self, flat: Flat, layout: Layout, script: Script) -> None:
        self.flat, self.layout, self.script = flat, layout, script
        self.pen, self.ink = script.habit.pen, literal(flat.look.ink)
        self.more: list[list[str]] = []  # steps after the solids and before names and values
        setting, self.font = lettering(flat.look)
        if setting and (flat.names or flat.dims):
            script.setting(setting)
        if flat.look.font in dims.FAMILY and any("$ " in made.dim.text for made in layout.measures):  # a unit after the number
            script.setting(f'plt.rcParams["font.family"] = "{dims.FAMILY[flat.look.font]}"')

    def text(self, title: str) -> str:
        """The whole script, names and values last."""
        for solid in self.flat.solids:
            self._solid(solid)
        for step in self.more:
            self.script.step(*step)
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
        rows = [f"({literal(self.flat.names[spot])}, {spot}, {pair(self._moved(at))})" for spot, at in self.layout.offsets.items()]
        unit = "points of the page" if self.flat.put_how == "annotate" else "units of the drawing"
        self.script.step(
            f"# Names of points, each moved off its point by an offset in {unit}.",
            *listing("names", rows),
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
            return call(f"{self.pen}.annotate", [f"{text}, {point}", f'xytext={offset}, textcoords="offset points"', *style])
        self.script.numpy = True
        return [f"x, y = np.add({point}, {offset})", *call(f"{self.pen}.text", [f"x, y, {text}", *style])]

    def _solid(self, solid: Beside) -> None:
        """Points in space, moved to their place on the page, then what is hidden and what is seen."""
        self.script.numpy = True
        self.script.function(*formula(solid.scene.view))
        points = solid.lines.how.items()
        stated = [f'"{name}": {how[1] if how[0] == "is" else _coordinates(how)}' for name, how in points if how[0] in ("at", "is")]
        self.script.step(
            f"# The {solid.noun}{' beside it' if self.flat.lines else ''}: x to the right, y into the page, z upwards.",
            *listing("solid", stated, "{}"),
            *self._cuts(solid),
            *([f"shift = np.array({pair(solid.shift)})"] if self.flat.lines else []),
            f"solid = {{name: project(point){' + shift' if self.flat.lines else ''} for name, point in solid.items()}}",
        )
        for fill in solid.scene.fills:
            corners = f"*np.transpose([solid[name] for name in {literal(fill.corners)}])"
            style = f"color={literal(fill.colour)}, alpha={num(fill.alpha)}, linewidth=0"
            self.script.step("# A shaded face.", *call(f"{self.pen}.fill", [corners, style]))
        self._styles(solid)
        lines, purpose = solid.lines, solid.scene.purpose
        self._pairs("behind", "Edges behind the solid.", lines.hidden, "hidden")
        self._pairs("in_sight", "Edges that the viewer sees.", lines.seen, "seen")
        self._pairs("far_lines", f"Lines of the {purpose} behind the solid.", lines.hidden_segments, "far")
        self._pairs("near_lines", f"Lines of the {purpose} in sight.", lines.seen_segments, "near")
        if solid.scene.arcs:
            self._arcs(solid)

    def _styles(self, solid: Beside) -> None:
        """How lines are drawn, as far as there are such."""
        width, accent = num(self.flat.look.width), literal(solid.scene.accent)
        thin = num(max(0.8, self.flat.look.width - 0.5))
        look = HIDDEN.get(solid.scene.hidden, "")
        colour = "" if "color" in look else f"color={self.ink}, "
        pieces = [piece.hidden for arc in solid.scene.arcs for piece in arc.pieces]
        found = {
            "seen": (f"color={self.ink}, linewidth={width}", solid.lines.seen or not all(pieces)),
            "hidden": (f"{colour}{look}, linewidth={thin}", solid.lines.hidden or any(pieces)),
            "near": (f"color={accent}, linewidth={width}", solid.lines.seen_segments),
            "far": (f'color={accent}, linestyle="--", linewidth={thin}', solid.lines.hidden_segments),
        }
        rows = [f"{name} = {_dictionary(style)}" for name, (style, used) in found.items() if used]
        self.script.step("# Styles of lines.", *rows)

    def _arcs(self, solid: Beside) -> None:
        rows = [(arc, piece) for arc in solid.scene.arcs for piece in arc.pieces]
        styles = ["hidden" if piece.hidden else "seen" for _, piece in rows]
        listed = _rows(rows, styles)
        points = "project(arc(centre, u, v, start, end))"
        self.script.function(*ARC)
        self.script.step(
            "# Arcs: centre, two half axes, from where to where in degrees, and the style.",
            "arcs = [",
            *indented(listed),
            "]",
            "for centre, u, v, start, end, style in arcs:",
            f"    {self.pen}.plot(*({points}{self._shift()}).T, **style)".replace(f"({points})", points),
        )

    def _shift(self) -> str:
        """What moves a solid to its place beside a flat figure."""
        return " + shift" if self.flat.lines else ""

    def _cuts(self, solid: Beside) -> Iterable[str]:
        """Points where an edge disappears."""
        for name, how in solid.lines.how.items():
            if how[0] == "between":
                p, q = (f'np.array(solid["{end}"])' for end in how[1:3])
                yield f'solid["{name}"] = {num(1 - float(how[3]))} * {p} + {how[3]} * {q}'

    def _pairs(self, name: str, about: str, pairs: Sequence[Pair], style: str) -> None:
        if pairs:
            self.stroke(about, name, [literal(edge) for edge in pairs], "[solid[p], solid[q]]", f"**{style}")


def _dictionary(keywords: str) -> str:
    """Keywords of a call as a dictionary: `color="red", linewidth=2` is {"color": "red", "linewidth": 2}."""
    pairs = (keyword.split("=", 1) for keyword in keywords.split(", "))
    return "{" + ", ".join(f'"{name}": {value}' for name, value in pairs) + "}"


def _rows(rows: Sequence[tuple[Arc, Piece]], styles: Sequence[str]) -> list[str]:
    """Arcs as the script lists them."""
    listed = []
    for (arc, piece), style in zip(rows, styles, strict=True):
        axes = ", ".join(arc.how or (pair(arc.centre), pair(arc.u), pair(arc.v)))
        listed.append(f"({axes}, {num(piece.start, 1)}, {num(piece.end, 1)}, {style}),")
    return listed


def _coordinates(how: How) -> str:
    """A point by its coordinates."""
    return f"({', '.join(how[1:])})"


def _shown(names: Iterable[str], font: str) -> str:
    """The expression that prints `name`."""
    digits, primes = any(name[-1].isdigit() for name in names), any("'" in name for name in names)
    if font == "serif italic":
        return "name" + ('.replace("1", "₁")' if digits else "") + (""".replace("'", "′")""" if primes else "")
    return "f\"${name.replace('1', '_1')}$\"" if digits else 'f"${name}$"'
