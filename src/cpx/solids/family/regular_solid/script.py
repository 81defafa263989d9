"""Scripts that draw a uniform solid: vertices from a few triples, faces by the numbers of their corners, edges from faces or listed."""

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.family.regular_solid.uniform import RECIPES, edges, uniform_faces, upright, vertices
from cpx.solids.page.hidden import faces_viewer, within
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import HIDDEN, Look, lettering
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, num, page
from cpx.solids.page.vectors import Point, Vec, length, normal, ring

SHADES = {"Blues": "blue", "Greens": "green", "Oranges": "orange", "Greys": "grey", "Purples": "purple"}


class Model(NamedTuple):
    """A uniform solid as it is shown."""

    name: str
    view: View
    raised: bool  # standing with its diagonal (1, 1, 1) upwards
    hidden: str  # how hidden edges look: a key of HIDDEN, or "omitted"
    fill: str  # "none", "kinds", "shaded"
    colours: dict[int, str]  # for "kinds": colour of the faces by their number of corners
    shade: str  # for "shaded": a colour map
    numbered: bool

    @property
    def points(self) -> list[Vec]:
        found = vertices(self.name)
        return upright(found) if self.raised else found

    def split(self) -> tuple[list[list[int]], list[list[int]]]:
        """Faces in sight, row by row from the top left, and faces out of sight."""
        points = self.points
        size = max(length(p) for p in points)
        flat = [self.view.flat(p) for p in points]

        def place(face: list[int]) -> tuple[int, float]:
            x, y = (sum(flat[i][k] for i in face) / len(face) for k in (0, 1))
            return -round(4 * y / size), x

        rings = uniform_faces(self.name)
        front = [face for face in rings if faces_viewer([points[i] for i in face], self.view)]
        return sorted(front, key=place), [face for face in rings if face not in front]


def script(model: Model, look: Look, way: Habit, title: str) -> str:
    """The script; Misfit where the picture would be cramped."""
    points = model.points
    front, back = model.split()
    flat = [model.view.flat(p) for p in points]
    xs, ys = zip(*flat, strict=True)
    scale = min(look.span / max(max(xs) - min(xs), max(ys) - min(ys)), 110)
    paper = [(x * scale, y * scale) for x, y in flat]
    _clear(model, points, paper, front, back)
    made = Script(way)
    made.numpy = True
    _vertices(made, model)
    _faces(made, model, front, back)
    made.function(*formula(model.view))
    made.step("# From space to the page.", "flat = project(vertices)")
    if model.fill != "none":
        made.step(*_fills(model, way))
    _edges(made, model, look, way)
    if model.numbered:
        _numbers(made, look, way, paper, front)
    return made.text(title, page([Box(x, y, x, y) for x, y in paper], scale, look.margin))


def _clear(model: Model, points: list[Vec], paper: list[Point], front: list[list[int]], back: list[list[int]]) -> None:
    """Misfit where a face in sight is a sliver, or two points fall nearly together."""
    for face in front:
        area = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in ring([paper[i] for i in face]))) / 2
        round_it = sum(math.dist(a, b) for a, b in ring([paper[i] for i in face]))
        if area < 0.018 * round_it**2 or area < 60:
            raise Misfit("a face is seen as a sliver")
    shown = sorted({i for face in front + (back if model.hidden != "omitted" else []) for i in face})
    near = 7 if model.hidden == "omitted" else 10
    if any(math.dist(paper[i], paper[j]) < near for i, j in combinations(shown, 2)):
        raise Misfit("two vertices lie too close together on the page")
    if model.hidden != "omitted":
        _distinct(paper, edges(front), edges(back))


def _distinct(paper: list[Point], seen: Sequence[tuple[int, int]], behind: Sequence[tuple[int, int]]) -> None:
    """Misfit where a vertex seems to lie on an edge that it is no end of."""
    for a, b in {*seen, *behind}:
        (x0, y0), (x1, y1) = paper[a], paper[b]
        long = math.dist(paper[a], paper[b])
        for i in {i for pair in (*seen, *behind) for i in pair} - {a, b}:
            x, y = paper[i][0] - x0, paper[i][1] - y0
            along, off = (x * (x1 - x0) + y * (y1 - y0)) / long, abs(x * (y1 - y0) - y * (x1 - x0)) / long
            if off < 4 and 0 < along < long:
                raise Misfit("a vertex seems to lie on an edge")


def _vertices(made: Script, model: Model) -> None:
    recipe = RECIPES[model.name]
    if recipe.constants:
        made.given(*recipe.constants)
    even = recipe.signs == "even"
    signs = "signs = [(i, j, k) for i in (1, -1) for j in (1, -1) for k in (1, -1)"
    made.given(
        f"# Vertices: {'each triple' if len(recipe.triples) > 1 else 'a triple'} with {'an even number of minus' if even else 'all'} signs,"
        " rolled round x, y and z.",
        *listing("triples", recipe.triples),
        f"{signs} if i * j * k > 0]" if even else f"{signs}]",
        "rolled = [np.roll(np.multiply(t, s), k) for t in triples for s in signs for k in range(3)]",
        "vertices = np.array(list(dict.fromkeys(tuple(row) for row in rolled)))",
    )
    if model.raised:
        made.given(
            "# Turned so that the direction (1, 1, 1) points upwards.",
            "axes = [[1, -1, 0] / np.sqrt(2), [1, 1, -2] / np.sqrt(6), [1, 1, 1] / np.sqrt(3)]",
            "vertices = vertices @ np.transpose(axes)",
        )


def _faces(made: Script, model: Model, front: list[list[int]], back: list[list[int]]) -> None:
    hidden = model.hidden != "omitted"
    if made.habit.store == "edges" and model.fill == "none" and not model.numbered:
        seen = edges(front)
        made.given("# Edges in sight, by the numbers of their ends.", *listing("visible", [literal(edge) for edge in seen]))
        if hidden:
            made.given("# Edges behind the solid.", *listing("hidden", [literal(edge) for edge in edges(back) if edge not in seen]))
        return
    made.given("# Faces in sight, by the numbers of their vertices.", *listing("front", [literal(face) for face in front]))
    if hidden:
        made.given("# Faces out of sight.", *listing("back", [literal(face) for face in back]))
    made.function(
        "def sides(faces):",
        '    """Each edge of the faces once, by the numbers of its ends."""',
        "    pairs = [pair for face in faces for pair in zip(face, face[1:] + face[:1])]",
        "    return {tuple(sorted(pair)) for pair in pairs}",
    )
    made.step(
        *(("# Edges: an edge behind is one of no face in sight.",) if hidden else ("# Edges.",)),
        "visible = sides(front)",
        *(["hidden = sides(back) - visible"] if hidden else []),
    )


def _fills(model: Model, way: Habit) -> list[str]:
    if model.fill == "kinds":
        pairs = ", ".join(f"{sides}: {literal(colour)}" for sides, colour in model.colours.items())
        return [
            "# A colour for each kind of face, by its number of sides.",
            f"colours = {{{pairs}}}",
            "for face in front:",
            f"    {way.pen}.fill(*flat[face].T, color=colours[len(face)], alpha=0.6, linewidth=0)",
        ]
    return [
        "# Faces are lighter the more they look to the light.",
        "light = np.array([-0.5, -0.5, 0.7])",
        "for face in front:",
        "    middle = vertices[face].mean(axis=0)",
        "    shade = 0.45 - 0.35 * middle @ light / np.linalg.norm(middle)",
        f"    {way.pen}.fill(*flat[face].T, color=plt.cm.{model.shade}(shade), linewidth=0)",
    ]


def _edges(made: Script, model: Model, look: Look, way: Habit) -> None:
    ink_colour = literal(look.ink)
    if model.hidden != "omitted":
        style = HIDDEN[model.hidden]
        colour = "" if "color" in style else f"color={ink_colour}, "
        _lines(made, "# Hidden edges.", "hidden", f"{colour}{style}, linewidth={num(max(0.8, look.width - 0.5))}", way)
    width = look.width if len(RECIPES[model.name].triples) < 3 else min(look.width, 1.4)
    _lines(made, "# Visible edges.", "visible", f"color={ink_colour}, linewidth={num(width)}", way)


def _lines(made: Script, about: str, name: str, style: str, way: Habit) -> None:
    if way.axes == "adjust":  # one more habit: a collection instead of a loop
        made.collections = True
        for word in ("color", "linestyle", "linewidth"):
            style = style.replace(f"{word}=", f"{word}s=")
        owner = "ax" if way.pen == "ax" else "plt.gca()"
        lines = call("LineCollection", [f"[flat[list(edge)] for edge in {name}]", style])
        made.step(about, f"lines = {lines[0]}", *lines[1:], f"{owner}.add_collection(lines)")
        return
    made.step(about, f"for edge in {name}:", *indented(call(f"{way.pen}.plot", ["*flat[list(edge)].T", style])))


def _numbers(made: Script, look: Look, way: Habit, paper: list[Point], front: list[list[int]]) -> None:
    """A number in the middle of each face in sight; Misfit where it has no room."""
    setting, font = lettering(look)
    if setting:
        made.setting(setting)
    for number, face in enumerate(front, 1):
        corners = [paper[i] for i in face]
        x, y = (sum(p[k] for p in corners) / len(corners) for k in (0, 1))
        box = ink(str(number) if look.font == "serif italic" else f"${number}$", look.font, look.size).grown(2)
        spots = [(x + dx, y + dy) for dx in (box.x0, box.x1) for dy in (box.y0, box.y1)]
        if any(within(spot, corners) != "inside" for spot in spots):
            raise Misfit("a face is too small for its number")
    text = "str(number)" if look.font == "serif italic" else 'f"${number}$"'
    style = ['ha="center", va="center"', f"{font}, color={literal(look.ink)}"]
    made.step(
        "# A number on each face in sight.",
        "for number, face in enumerate(front, 1):",
        "    x, y = flat[face].mean(axis=0)",
        *indented(call(f"{way.pen}.text", [f"x, y, {text}", *style])),
    )


def areas(points: list[Vec], rings: Sequence[Sequence[int]]) -> float:
    """The sum of the faces' areas."""
    return sum(length(normal([points[i] for i in face])) / 2 for face in rings)
