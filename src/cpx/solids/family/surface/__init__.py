"""Surfaces: quadrics, graphs of functions, torus, helicoid, Moebius strip; normals at a point; solids under a graph over a region."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.surface import questions, region, script, surfaces
from cpx.solids.family.surface.script import Cover, Mesh, Paint
from cpx.solids.family.surface.surfaces import SURFACES, Surface
from cpx.solids.formula import frames
from cpx.solids.formula.canvas import Canvas
from cpx.solids.page.look import look
from cpx.solids.page.project import View
from cpx.solids.page.script import habit, num, pair
from cpx.solids.page.vectors import Vec, add, dot, times, unit
from cpx.solids.page.words import colour_words, with_article

ask = questions.ask

MAPS = {"Blues": "blue", "Greens": "green", "Oranges": "orange", "Purples": "purple", "Greys": "grey"}
ARROWS = {"crimson": "red", "mediumblue": "blue"}
BORDERS = {"hyperboloid": 2, "torus": 0, "sphere": 0, "ellipsoid": 0}  # of the other surfaces 1
TINTS = ("lightblue", "lightpink", "palegreen", "khaki", "lightgray", "lavender")
FORMS = {
    1: ("mesh",),
    2: ("mesh", "mesh", "region"),
    3: ("mesh", "mesh", "region", "normal"),
    4: ("mesh", "region", "normal"),
    5: ("mesh", "region", "normal"),
}
POINTS = {
    "dome": ([1, 1], [1, 0], [0, 1]),
    "saddle": ([1, 1], [1, 0], [0, 1], [-1, 1], [1, -1], [0, -1]),
    "bowl": ([-1, -1], [-1, 0], [0, -1]),
}
"""For normals: where they may stand, facing the viewer."""


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    if form == "region":
        return region.picture(draw, level)
    near = [name for name, surface in SURFACES.items() if max(1, level - 2) <= surface.level <= level]
    kind = draw.one("solid", tuple(near) if form == "mesh" else tuple(POINTS))
    surface = SURFACES[kind]
    numbers = surfaces.given(surface, draw.row("sizes", surface.sizes))
    view = frames.orthographic(draw.one("azimuth", (20, 25, 30, 35, 40, 50, 55, 60)), draw.one("elevation", (20, 25, 30, 35)))
    foot = _foot(draw, kind, numbers, view) if form == "normal" else None
    canvas = Canvas(view, look(draw), habit(draw, ("collection", "collection", "loop")))
    made = script.mesh(surface, numbers, view)
    if _thin(made, canvas):
        raise Misfit("the surface is seen from its edge")
    script.formula(canvas, surface, numbers)
    canvas.project()
    paint = _paint(draw, form)
    script.paint(canvas, made, paint, canvas.way.store)
    shown = surface.graph or form == "normal" or draw.one("axes", (True, True, False))
    cover = Cover(made, view)
    if shown:
        script.axes(canvas, cover, _reach(made, cover))
    extra = _normal(draw, canvas, cover, kind, foot) if foot else None
    title = f"{with_article(surface.noun)}, drawn as a mesh of patches{' with its normal at a point' if extra else ''}."
    code = canvas.text(f"{title[0].upper()}{title[1:]}")
    return Drawn(code, _facts(kind, surface, numbers, paint, shown, extra))


def _thin(made: Mesh, canvas: Canvas) -> bool:
    """Whether the picture is hardly more than a line."""
    flat = [p for row in made.flat for p in row]
    wide, high = (max(p[k] for p in flat) - min(p[k] for p in flat) for k in (0, 1))
    return min(wide, high) < 0.22 * max(wide, high)


def _paint(draw: Draw, form: str) -> Paint:
    fill = draw.one("fill", ("white", "colour", "height", "height") if form == "mesh" else ("white", "colour"))
    colour = {"white": "white"}.get(fill) or draw.one("fill_colour", tuple(MAPS) if fill == "height" else TINTS)
    return Paint(fill, colour, draw.one("mesh_ink", ("black", "black", "dimgray")), draw.one("mesh_width", (0.5, 0.6, 0.8)))


def _reach(made: Mesh, cover: Cover) -> list[Vec]:
    """Ends of the axes, past the surface, where the page is free."""
    far = [max(0.3, *(p[k] for row in made.rows for p in row)) for k in range(3)]
    wide = max(far)
    ends: list[Vec] = []
    for k, direction in enumerate(((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))):
        tries = [times(direction, round(far[k] + share * wide, 1)) for share in (0.2, 0.35, 0.5, 0.7, 0.95, 1.2, 1.5)]
        free = [tip for tip in tries if cover.outside(tip, 0.09 * wide)]
        if not free:
            raise Misfit("an axis has no free end")
        ends.append(free[0])
    return ends


class Foot(NamedTuple):
    """A point of a graph with its two slopes and its normal."""

    p: Vec
    slope: tuple[float, float]
    normal: Vec


def _foot(draw: Draw, kind: str, numbers: Mapping[str, float], view: View) -> Foot:
    """A point whose normal is seen neither from behind nor from its tip."""
    x, y = (float(part) for part in draw.one("point", POINTS[kind]))
    c = numbers["c"]
    sign, fall = {"dome": (-1, -1), "saddle": (1, -1), "bowl": (1, 1)}[kind]
    slope = (sign * 2 * x / c, fall * 2 * y / c)
    foot = Foot((x, y, numbers.get("h", 0.0) + (sign * x * x + fall * y * y) / c), slope, (-slope[0], -slope[1], 1.0))
    if not 0.1 < dot(unit(foot.normal), unit(view.toward(foot.p))) < 0.9:
        raise Misfit("the normal points at the viewer, or away")
    return foot


def _normal(draw: Draw, canvas: Canvas, cover: Cover, kind: str, foot: Foot) -> dict[str, Any]:
    """The arrow of the normal, perhaps a piece of the tangent plane."""
    p, slope, normal = foot
    tip = add(p, times(unit(normal), 1.4))
    if cover.hides(p, 0.45) or cover.hides(tip):
        raise Misfit("the point lies out of sight")
    if draw.one("tangent_plane", (True, False) if kind == "dome" else (False,)):
        _tangent(canvas, p, slope)
    colour = draw.one("normal_colour", tuple(ARROWS))
    tail, end = (tuple(round(part, 3) for part in spot) for spot in (p, tip))
    canvas.path([p, tip])
    canvas.script.step(
        "# The normal at a point.",
        f'head = {{"arrowstyle": "-|>", "color": "{colour}", "shrinkA": 0, "shrinkB": 0}}',
        f'{canvas.way.pen}.annotate("", project({pair(end)}), xytext=project({pair(tail)}), arrowprops=head)',
    )
    canvas.dot((tail[0], tail[1], tail[2]))
    return {"point": [num(part) for part in p], "normal": list(normal), "colour": colour, "tangent": draw.params["tangent_plane"]}


def _tangent(canvas: Canvas, p: Vec, slope: tuple[float, float]) -> None:
    """A square of the tangent plane, translucent."""
    along, across = unit((1.0, 0.0, slope[0])), unit((0.0, 1.0, slope[1]))
    corners = [add(p, add(times(along, 0.8 * i), times(across, 0.8 * j))) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    canvas.path([*corners, corners[0]])
    rows = ", ".join(pair(corner) for corner in corners)
    canvas.script.step(
        "# A piece of the tangent plane.",
        f"plane = [{rows}]",
        f'{canvas.way.pen}.fill(*project(plane).T, facecolor="gold", alpha=0.5, edgecolor="black", linewidth=0.8)',
    )


def _statements(surface: Surface, paint: Paint, extra: Mapping[str, Any] | None) -> list[str]:
    m, n = surface.cells
    said = [f"The surface is drawn as a mesh of {m} by {n} patches."]
    said.append(
        {
            "white": "The patches are white.",
            "colour": f"The patches are {colour_words(paint.colour)}.",
            "height": f"The patches are {MAPS.get(paint.colour, '')}, darker the higher they lie.",
        }[paint.fill]
    )
    if extra:
        said.append(f"A {ARROWS[extra['colour']]} arrow stands upright on the surface at a point with a dot.")
        said += ["A piece of the tangent plane at this point is drawn."] if extra["tangent"] else []
    return said


def _facts(kind: str, surface: Surface, numbers: Mapping[str, float], paint: Paint, axes: bool, extra: Mapping[str, Any] | None) -> Facts:
    counts = {
        "axes": 3 * axes,
        "turns": math.floor(numbers.get("turns", 0)),
        "border curves": BORDERS.get(kind, 1),
        "dots": int(bool(extra)),
        "arrows off the axes": int(bool(extra)),
    }
    frame = " in a frame of coordinates" if axes else ""
    visible = {
        "subject": f"{with_article(surface.noun)}{frame}{', with its normal at a point' if extra else ''}",
        "counts": {what: count for what, count in counts.items() if count} or {"surfaces": 1},
        "labels": ["x", "y", "z"] if axes else [],
        "statements": _statements(surface, paint, extra),
    }
    derived = {
        "form": "normal" if extra else "mesh",
        "surface": kind,
        "noun": surface.noun,
        "equation": surfaces.readable(surface, numbers),
        "dimensions": dict(numbers),
        "cuts": [list(cut) for cut in surface.cuts],
        "at the origin": surface.origin,
        **({"point": extra["point"], "normal": extra["normal"]} if extra else {}),
    }
    return {"visible": visible, "derived": derived}
