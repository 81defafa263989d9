"""Scripts of surfaces: a mesh of patches painted from the farthest to the nearest, and axes dashed where the surface covers them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids import surfaces
from cpx.solids.canvas import AXES, Canvas
from cpx.solids.draw import Misfit
from cpx.solids.hidden import Piece, runs, within
from cpx.solids.project import View
from cpx.solids.script import call, indented, listing, literal, num, pair
from cpx.solids.surfaces import Surface
from cpx.solids.vectors import Point, Vec, centre, dot, times, unit


class Mesh(NamedTuple):
    """Corners of a surface's patches, row by row along v."""

    rows: list[list[Vec]]

    def patches(self) -> list[list[Vec]]:
        """Four corners each, in turn."""
        return [[low[j], low[j + 1], high[j + 1], high[j]] for low, high in pairwise(self.rows) for j in range(len(low) - 1)]


class Paint(NamedTuple):
    """How patches are filled and lined."""

    fill: str  # "white", "colour", "height"
    colour: str  # of all patches, or a colour map
    lines: str  # colour of the mesh
    width: float


def mesh(surface: Surface, numbers: Mapping[str, float]) -> Mesh:
    """The surface's corners in numbers."""
    point = surfaces.at(surface, numbers)
    (u0, u1), (v0, v1) = (surfaces.span(ends, numbers) for ends in (surface.u, surface.v))
    m, n = surface.cells
    return Mesh([[point(u0 + (u1 - u0) * j / m, v0 + (v1 - v0) * i / n) for j in range(m + 1)] for i in range(n + 1)])


def formula(canvas: Canvas, surface: Surface, numbers: Mapping[str, float]) -> None:
    """The parameters, the function of u and v, and its mesh."""
    canvas.script.given(*[f"{name} = {num(number)}  # {surface.said[name]}" for name, number in numbers.items()])
    body = [f"    {axis} = {words}" for axis, words in zip("xyz", (surface.x, surface.y, surface.z), strict=True)]
    names = ("u", "v")
    if surface.graph:
        names = ("x", "y")
        body = ["    z = " + surface.z.replace("u", "x").replace("v", "y")]
    canvas.script.function(
        f"def surface({', '.join(names)}):",
        f'    """Points of the {surface.noun}."""',
        *body,
        "    return np.stack([x, y, z], axis=-1)",
    )
    spans = [f"np.linspace({low}, {high}, {count + 1})" for (low, high), count in zip((surface.u, surface.v), surface.cells, strict=True)]
    canvas.script.step(
        "# A mesh of points.",
        f"{names[0]}, {names[1]} = np.meshgrid({spans[0]}, {spans[1]})",
        f"points = surface({names[0]}, {names[1]})",
    )


def paint(canvas: Canvas, made: Mesh, look: Paint, by: str) -> None:
    """Patches sorted by their distance from the viewer and filled."""
    for row in made.rows:
        canvas.path(row)
    for column in zip(*made.rows, strict=True):
        canvas.path(column)
    for corners in made.patches():
        canvas.area(corners)
    gaze = unit(canvas.view.toward((0.0, 0.0, 0.0)))
    m, n = len(made.rows[0]) - 1, len(made.rows) - 1
    canvas.script.step(
        "# Its patches, each by four corners, from the farthest to the nearest.",
        f"cells = [(i, j) for i in range({n}) for j in range({m})]",
        "patches = [points[i : i + 2, j : j + 2].reshape(4, 3)[[0, 1, 3, 2]] for i, j in cells]",
        f"toward_viewer = np.array({pair(gaze)})",
        "patches = np.array(patches)",
        "patches = patches[np.argsort(patches.mean(axis=1) @ toward_viewer)]",
    )
    colours = literal(look.colour)
    if look.fill == "height":
        canvas.script.step(
            "# Higher patches are darker.",
            "heights = patches.mean(axis=1)[:, 2]",
            "shades = (heights - heights.min()) / np.ptp(heights)",
            f"colours = plt.cm.{look.colour}(0.1 + 0.6 * shades)",
        )
        colours = "colours"
    canvas.script.step("# Nearer patches cover farther ones.", *_filled(canvas, colours, look, by))


def _filled(canvas: Canvas, colours: str, look: Paint, by: str) -> list[str]:
    """A collection of polygons, or a loop."""
    pen = canvas.way.pen
    if by == "collection":
        canvas.script.polygons = True
        style = f'edgecolors="{look.lines}", linewidths={num(look.width)}'
        owner = "ax" if pen == "ax" else "plt.gca()"
        lines = call("PolyCollection", ["project(patches)", f"facecolors={colours}", style])
        return [f"mesh = {lines[0]}", *lines[1:], f"{owner}.add_collection(mesh)"]
    style = f'edgecolor="{look.lines}", linewidth={num(look.width)}'
    loop = "for patch, colour in zip(patches, colours):" if look.fill == "height" else "for patch in patches:"
    shown = "facecolor=colour" if look.fill == "height" else f"facecolor={colours}"
    return [loop, *indented(call(f"{pen}.fill", ["*project(patch).T", f"{shown}, {style}"]))]


class Cover:
    """What the patches hide."""

    def __init__(self, made: Mesh, view: View) -> None:
        self.view = view
        self.gaze = unit(view.toward((0.0, 0.0, 0.0)))
        self.patches: list[tuple[float, float, float, float, list[Point], float]] = []
        for corners in made.patches():
            flat = [view.flat(p) for p in corners]
            xs, ys = [x for x, _ in flat], [y for _, y in flat]
            self.patches.append((min(xs), max(xs), min(ys), max(ys), flat, dot(centre(corners), self.gaze)))

    def hides(self, p: Vec, air: float = 1e-2) -> bool:
        """Whether a patch that is nearer to the viewer covers the point."""
        x, y = self.view.flat(p)
        depth = dot(p, self.gaze) + air
        return any(
            depth < near and x0 < x < x1 and y0 < y < y1 and within((x, y), flat) == "inside" for x0, x1, y0, y1, flat, near in self.patches
        )

    def outside(self, p: Vec, air: float) -> bool:
        """Whether the point lies off all patches on the page, by so much at least."""
        x, y = self.view.flat(p)
        return not any(x0 - air < x < x1 + air and y0 - air < y < y1 + air for x0, x1, y0, y1, _, _ in self.patches)


def axes(canvas: Canvas, cover: Cover, ends: Sequence[Vec]) -> None:
    """Axes from the origin to their ends: dashed where the surface covers them."""
    rays: list[tuple[Vec, Vec]] = []
    seen: list[tuple[Vec, Vec]] = []
    behind: list[tuple[Vec, Vec]] = []
    for end in ends:
        pieces = runs(lambda t, end=end: times(end, t), 0, 1, cover.hides, 40, 1e-3)  # type: ignore[misc]
        if pieces[-1].hidden or pieces[-1].end - pieces[-1].start < 0.08:
            raise Misfit("an axis ends behind the surface")
        rays.append((_rounded(times(end, pieces[-1].start)), end))
        for piece in pieces[:-1]:
            (behind if piece.hidden else seen).append(_ends(end, piece))
    if behind:
        _segments(canvas, "# The axes behind the surface.", "covered", behind, f'color="{AXES}", linestyle="--", linewidth=0.8')
    if seen:
        _segments(canvas, "# The axes before the surface.", "open_parts", seen, f'color="{AXES}", linewidth=1')
    canvas.axes(rays)


def _ends(end: Vec, piece: Piece) -> tuple[Vec, Vec]:
    return _rounded(times(end, piece.start)), _rounded(times(end, piece.end))


def _rounded(p: Vec) -> Vec:
    return (round(p[0], 2), round(p[1], 2), round(p[2], 2))


def _segments(canvas: Canvas, about: str, name: str, pairs: Sequence[tuple[Vec, Vec]], style: str) -> None:
    for ends in pairs:
        canvas.path(ends)
    rows = [f"[{pair(a)}, {pair(b)}]" for a, b in pairs]
    canvas.script.step(about, *listing(name, rows), f"for ends in {name}:", *indented(canvas.plot("ends", style)))
