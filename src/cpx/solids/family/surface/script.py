"""Scripts of surfaces: a mesh of patches painted from the farthest to the nearest, and axes dashed where the surface covers them."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.family.surface import surfaces
from cpx.solids.family.surface.surfaces import Surface
from cpx.solids.formula.canvas import AXES, Canvas
from cpx.solids.page.hidden import Piece, runs, within
from cpx.solids.page.project import View
from cpx.solids.page.script import call, indented, listing, literal, num, pair
from cpx.solids.page.vectors import Point, T, Vec, centre, dot, times, unit


class Mesh(NamedTuple):
    """Corners of a surface's patches, row by row along v, in space and on the page."""

    rows: list[list[Vec]]
    flat: list[list[Point]]


def _patches(rows: Sequence[Sequence[T]]) -> list[list[T]]:
    """Four corners each, in turn."""
    return [[low[j], low[j + 1], high[j + 1], high[j]] for low, high in pairwise(rows) for j in range(len(low) - 1)]


class Paint(NamedTuple):
    """How patches are filled and lined."""

    fill: str  # "white", "colour", "height"
    colour: str  # of all patches, or a colour map
    lines: str  # colour of the mesh
    width: float


def meshed(rows: list[list[Vec]], view: View) -> Mesh:
    return Mesh(rows, [[view.flat(p) for p in row] for row in rows])


def mesh(surface: Surface, numbers: Mapping[str, float], view: View) -> Mesh:
    """The surface's corners in numbers."""
    point = surfaces.at(surface, numbers)
    (u0, u1), (v0, v1) = (surfaces.span(ends, numbers) for ends in (surface.u, surface.v))
    m, n = surface.cells
    return meshed([[point(u0 + (u1 - u0) * j / m, v0 + (v1 - v0) * i / n) for j in range(m + 1)] for i in range(n + 1)], view)


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
    for line in (*made.flat, *zip(*made.flat, strict=True)):
        canvas.flat_path(line)
    for corners in _patches(made.flat):
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


class Spread(NamedTuple):
    """A patch on the page: what it spans, its corners, and how near to the viewer its middle lies."""

    x0: float
    x1: float
    y0: float
    y1: float
    corners: list[Point]
    near: float


class Cover:
    """What the patches hide."""

    def __init__(self, made: Mesh, view: View) -> None:
        self.view = view
        self.gaze = unit(view.toward((0.0, 0.0, 0.0)))
        self.patches: list[Spread] = []
        for corners, flat in zip(_patches(made.rows), _patches(made.flat), strict=True):
            xs, ys = [x for x, _ in flat], [y for _, y in flat]
            self.patches.append(Spread(min(xs), max(xs), min(ys), max(ys), flat, dot(centre(corners), self.gaze)))
        self.left = min(patch.x0 for patch in self.patches)
        self.step = (max(patch.x1 for patch in self.patches) - self.left) / 40
        self.strips: dict[int, list[Spread]] = {}  # upright strips of the page, so that few patches need a look
        for patch in self.patches:
            for k in range(self._strip(patch.x0), self._strip(patch.x1) + 1):
                self.strips.setdefault(k, []).append(patch)

    def _strip(self, x: float) -> int:
        return math.floor((x - self.left) / self.step)

    def hides(self, p: Vec, air: float = 1e-2) -> bool:
        """Whether a patch that is nearer to the viewer covers the point."""
        x, y = self.view.flat(p)
        depth = dot(p, self.gaze) + air
        return any(
            patch.y0 < y < patch.y1 and depth < patch.near and within((x, y), patch.corners) == "inside"
            for patch in self.strips.get(self._strip(x), ())
        )

    def outside(self, at: Vec, air: float) -> bool:
        """Whether the point lies off all patches on the page, by so much at least."""
        x, y = self.view.flat(at)
        return not any(p.x0 - air < x < p.x1 + air and p.y0 - air < y < p.y1 + air for p in self.patches)


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
