"""The script of a wire drawing: the solid in named points, its lines seen and hidden, then shading, marks and labels.

Written in one of three ways: a dictionary of points, a variable for each point, or points projected as soon as they are named.
"""

from collections.abc import Sequence

from cpx.solids.look import HIDDEN, Look, lettering
from cpx.solids.project import formula
from cpx.solids.script import Habit, Script, listing, literal, num, pair
from cpx.solids.wire import How, Layout, Lines, Pair, Scene, corner_size

STORES = ("dict", "dict", "variables", "flat")
STROKES = ("plot", "plot", "collection")
LABELS = ("annotate", "annotate", "text")


class Wire:
    """One script in the making."""

    def __init__(self, scene: Scene, lines: Lines, layout: Layout, look: Look, way: Habit, strokes: str, labels: str) -> None:
        self.scene, self.lines, self.layout, self.look, self.way = scene, lines, layout, look, way
        self.strokes, self.labels = strokes, labels
        self.script = Script(way)
        self.script.numpy = True
        self.ink = literal(look.ink)

    def text(self, title: str, given: dict[str, float], said: dict[str, str], about: str) -> str:
        """The whole script."""
        setting, self.font = lettering(self.look)
        if setting:
            self.script.setting(setting)
        if given:
            self.script.given(*[f"{name} = {num(size)}  # {said[name]}" for name, size in given.items()])
        self.script.function(*formula(self.scene.view))
        self._points(about)
        self._fills()
        self._lines()
        self._arcs()
        self._right_angles()
        self._ticks()
        self._dots()
        self._labels()
        self._sizes()
        return self.script.text(title, self.layout.page)

    def flat(self, name: str) -> str:
        """The expression of a point on the page."""
        if self.way.store == "variables":
            return f"project({name})"
        return f'{"points" if self.way.store == "flat" else "flat"}["{name}"]'

    def _points(self, about: str) -> None:
        stated = {name: how for name, how in self.lines.how.items() if how[0] == "at"}
        derived = {name: how for name, how in self.lines.how.items() if how[0] != "at"}
        rows = {name: f"({', '.join(how[1:])})" for name, how in stated.items()}
        store = self.way.store
        if any(how[0] == "foot" for how in derived.values()):
            self.script.function("def foot(p, a, b):", '    """Foot of the perpendicular from p to the line ab."""',
                                 "    p, a, b = np.array([p, a, b])", "    along = b - a", "    return a + (p - a) @ along / (along @ along) * along")
        if store != "variables" and any(how[0] == "between" and how[3] != "0.5" for how in derived.values()):
            self.script.function("def between(p, q, share):", '    """The point that lies this share of the way from p to q."""',
                                 "    return np.add(p, share * np.subtract(q, p))")
        points = [f"# {about}: x to the right, y into the page, z upwards."]
        if store == "variables":
            points += [f"{name} = np.array({row})" for name, row in rows.items()]
        elif store == "flat":
            points += ["points = {", *[f'    "{name}": project({row}),' for name, row in rows.items()], "}"]
        else:
            points += ["points = {", *[f'    "{name}": {row},' for name, row in rows.items()], "}"]
        further = ["# Points of the construction."]
        for name, how in derived.items():
            left, comment = (name if store == "variables" else f'points["{name}"]'), "  # an edge disappears here" if name.startswith("cut") else ""
            further.append(f"{left} = {self._derived(how)}{comment}")
        if store == "dict":
            self.script.given(*points)
        else:
            self.script.step(*points)
        if derived:
            self.script.step(*further)
        if store == "dict":
            self.script.step("# From space to the page.", "flat = {name: project(point) for name, point in points.items()}")

    def _derived(self, how: How) -> str:
        kind, *names = how
        if self.way.store != "variables":
            known = [f'points["{name}"]' for name in names]
            if kind == "mean":
                return f"np.mean([{', '.join(known)}], axis=0)"
            if kind == "foot":
                return f"foot({', '.join(known)})"
            return f"np.add({known[0]}, {known[1]}) / 2" if names[2] == "0.5" else f"between({known[0]}, {known[1]}, {names[2]})"
        if kind == "mean":
            return f"({' + '.join(names)}) / {len(names)}"
        if kind == "foot":
            return f"foot({', '.join(names)})"
        return f"({names[0]} + {names[1]}) / 2" if names[2] == "0.5" else f"{names[0]} + {names[2]} * ({names[1]} - {names[0]})"

    def _fills(self) -> None:
        for fill in self.scene.fills:
            corners = ", ".join(self.flat(name) for name in fill.corners)
            what = "ellipse" if fill.ellipse else _polygon(len(fill.corners))
            if fill.ellipse:
                points = f"*project(arc({', '.join(pair(v) for v in fill.ellipse)}, 0, 360)).T"
            elif self.way.store == "variables":
                corners = f"project([{', '.join(fill.corners)}])"
                points = f"*{corners}.T"
            elif len(fill.corners) > 3:
                points = f"*np.transpose([{'points' if self.way.store == 'flat' else 'flat'}[name] for name in {literal(fill.corners)}])"
            else:
                points = f"*np.transpose([{corners}])"
            look = f'facecolor="none", edgecolor="{fill.colour}", hatch={literal(fill.hatch)}' if fill.hatch else f'color="{fill.colour}", alpha={num(fill.alpha)}'
            self.script.step(f"# The shaded {what}.", *_call(f"{self.way.pen}.fill", [points, f"{look}, linewidth=0"]))

    def _lines(self) -> None:
        thin, hidden = num(max(0.8, self.look.width - 0.5)), HIDDEN.get(self.scene.hidden, "")
        accent = literal(self.scene.accent)
        self._strokes("removed", "Edges of the part that is cut off.", self.scene.ghosts, 'color="darkgray", linestyle=":", linewidth=1')
        if self.lines.hidden and self.scene.hidden != "omitted":
            colour = "" if "color" in hidden else f"color={self.ink}, "
            self._strokes("hidden", "Edges behind the solid.", self.lines.hidden, f"{colour}{hidden}, linewidth={thin}")
        self._strokes("visible", "Edges that the viewer sees.", self.lines.seen, f"color={self.ink}, linewidth={num(self.look.width)}")
        dash = 'linestyle=":"' if self.scene.hidden == "dotted" else 'linestyle="--"'
        self._strokes("inside", "Lines of the construction inside or behind the solid.", self.lines.hidden_segments, f"color={accent}, {dash}, linewidth={thin}")
        self._strokes("drawn", "Lines of the construction in sight.", self.lines.seen_segments, f"color={accent}, linewidth={num(self.look.width)}")

    def _strokes(self, name: str, about: str, pairs: Sequence[Pair], style: str) -> None:
        if not pairs:
            return
        pen = self.way.pen
        if len(pairs) == 1:
            a, b = pairs[0]
            ends = f"project([{a}, {b}])" if self.way.store == "variables" else f"np.array([{self.flat(a)}, {self.flat(b)}])"
            self.script.step(f"# {about}", *_call(f"{pen}.plot", [f"*{ends}.T" if self.way.store == "variables" else f"*np.transpose([{self.flat(a)}, {self.flat(b)}])", style]))
            return
        variables = self.way.store == "variables"
        items = [f"({a}, {b})" if variables else literal((a, b)) for a, b in pairs]
        listed = listing(name, items)
        ends = "project([p, q])"
        table = "points" if self.way.store == "flat" else "flat"
        if self.strokes == "collection":
            self.script.collections = True
            lines = "[project([p, q]) for p, q in " + name + "]" if variables else f"[({table}[p], {table}[q]) for p, q in {name}]"
            style = style.replace("color=", "colors=").replace("linestyle=", "linestyles=").replace("linewidth=", "linewidths=")
            owner = "ax" if pen == "ax" else "plt.gca()"
            self.script.step(f"# {about}", *listed, f"lines = {lines}", f"{owner}.add_collection(LineCollection(lines, {style}))")
            return
        xy = f"*{ends}.T" if variables else f"*np.transpose([{table}[p], {table}[q]])"
        self.script.step(f"# {about}", *listed, f"for p, q in {name}:", *_indent(_call(f"{pen}.plot", [xy, style])))

    def _arcs(self) -> None:
        for hidden in (True, False):
            rows = [(arc, piece) for arc in self.scene.arcs for piece in arc.pieces if piece.hidden == hidden]
            if not rows or (hidden and self.scene.hidden == "omitted"):
                continue
            name = "hidden_arcs" if hidden else "visible_arcs"
            listed = [f"    ({pair(arc.centre)}, {pair(arc.u)}, {pair(arc.v)}, {num(piece.start, 1)}, {num(piece.end, 1)}),  # {arc.about}" for arc, piece in rows]
            look = HIDDEN[self.scene.hidden] if hidden else f"linewidth={num(self.look.width)}"
            style = f"{look}, linewidth={num(max(0.8, self.look.width - 0.5))}" if hidden else look
            colour = "" if "color" in style else f"color={self.ink}, "
            self.script.step(f"# {'Hidden' if hidden else 'Visible'} arcs: centre, two half axes, and from where to where in degrees.",
                             f"{name} = [", *listed, "]", f"for centre, u, v, start, end in {name}:",
                             *_indent(_call(f"{self.way.pen}.plot", ["*project(arc(centre, u, v, start, end)).T", colour + style])))
        if self.scene.arcs:
            self.script.function("def arc(centre, u, v, start, end):", '    """Points centre + cos(t) u + sin(t) v for t from start to end degrees."""',
                                 "    t = np.radians(np.linspace(start, end, 100))", "    return np.array(centre) + np.outer(np.cos(t), u) + np.outer(np.sin(t), v)")

    def _right_angles(self) -> None:
        if not self.scene.right_angles:
            return
        self.script.function("def right_angle(corner, p, q):", '    """A small square in space that marks the right angle at a corner."""',
                             "    corner, p, q = np.array([corner, p, q])", f"    u = {num(corner_size(self.scene))} * (p - corner) / np.linalg.norm(p - corner)",
                             f"    v = {num(corner_size(self.scene))} * (q - corner) / np.linalg.norm(q - corner)",
                             "    return project([corner + u, corner + u + v, corner + v])")
        name = (lambda n: n) if self.way.store == "variables" else (lambda n: f'points["{n}"]')
        calls = [f"{self.way.pen}.plot(*right_angle({', '.join(name(n) for n in mark)}).T, color={self.ink}, linewidth=1)" for mark in self.scene.right_angles]
        self.script.step(f"# {'Right angles' if len(calls) > 1 else 'The right angle'}.", *calls)

    def _ticks(self) -> None:
        if not self.scene.ticks:
            return
        size, gap = num(5 / self.layout.scale), num(5 / self.layout.scale)
        self.script.step("# Strokes across segments of equal length.", *listing("equal", [f"({self.flat(a)}, {self.flat(b)}, {n})" for a, b, n in self.scene.ticks]),
                         "for p, q, count in equal:", "    along = (q - p) / np.linalg.norm(q - p)", f"    across = {size} * np.array([-along[1], along[0]])",
                         "    for k in range(count):", f"        middle = (p + q) / 2 + (k - (count - 1) / 2) * {gap} * along",
                         f"        {self.way.pen}.plot(*np.transpose([middle - across, middle + across]), color={self.ink}, linewidth=1)")

    def _dots(self) -> None:
        if self.scene.dots:
            if self.way.store == "variables":
                dots = f"*project([{', '.join(self.scene.dots)}]).T"
            else:
                dots = f"*np.transpose([{', '.join(self.flat(name) for name in self.scene.dots)}])"
            self.script.step("# Points.", *_call(f"{self.way.pen}.plot", [dots, f'"o", color={self.ink}, markersize=4']))

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
        variables = self.way.store == "variables"
        rows = [f"({literal(name)}, {name}, {pair(at)})" if variables else f"{literal(name)}: {pair(at)}" for name, at in where.items()]
        point = "project(point)" if variables else f"{'points' if self.way.store == 'flat' else 'flat'}[name]"
        loop = "for name, point, offset in labels:" if variables else "for name, offset in labels.items():"
        unit = "points of the page" if self.labels == "annotate" else "units of the drawing"
        self.script.step(f"# Names, each moved off its point by an offset in {unit}.", *listing("labels", rows, "[]" if variables else "{}"), loop,
                         *_indent(self._put(text, point, "offset")))

    def _sizes(self) -> None:
        sizes = list(zip(self.scene.sizes, self.layout.size_offsets, strict=True))
        if not sizes:
            return
        rows = [f"({self.flat(a)}, {self.flat(b)}, {literal(text)}, {pair(self._offset(at))})" for (a, b, text), at in sizes]
        self.script.step("# Lengths, beside the middle of their edges.", "lengths = [", *[f"    {row}," for row in rows], "]", "for p, q, text, offset in lengths:",
                         *_indent(self._put("text", "(p + q) / 2", "offset")))

    def _offset(self, at: tuple[float, float]) -> tuple[float, float]:
        return at if self.labels == "annotate" else (round(at[0] / self.layout.scale, 3), round(at[1] / self.layout.scale, 3))

    def _put(self, text: str, point: str, offset: str) -> list[str]:
        """The call that writes a text beside a point."""
        style = f'ha="center", va="center", {self.font}, color={self.ink}'
        if self.labels == "annotate":
            return _call(f"{self.way.pen}.annotate", [text, point, f'xytext={offset}, textcoords="offset points"', style])
        return [f"x, y = {point} + np.array({offset})", *_call(f"{self.way.pen}.text", [f"x, y, {text}", style])]


def _call(function: str, arguments: Sequence[str]) -> list[str]:
    """A call on one line if it fits, else its arguments on lines of their own."""
    short = f"{function}({', '.join(arguments)})"
    return [short] if len(short) <= 84 else [f"{function}(", *[f"    {argument}," for argument in arguments], ")"]


def _indent(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _polygon(corners: int) -> str:
    return {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon"}.get(corners, "polygon")

