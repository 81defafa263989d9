"""Scripts that draw front, side and top views on one sheet: solid and dashed paths, circles, centre lines, squared paper, sizes, names.

views with their places -> steps of a script, and the boxes on the page that they cover
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cpx.solids.cubes.silhouettes_script import question_mark
from cpx.solids.family.three_views.elevations import Drawing, Stroke
from cpx.solids.flat import sheet
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import Look
from cpx.solids.page.script import Habit, Script, call, indented, literal, num, pair
from cpx.solids.page.vectors import Point

STYLES = {"solid": "linewidth={width}", "dashed": 'linewidth={thin}, linestyle="--"', "centre": 'linewidth=0.8, linestyle="-."'}


class Panel(NamedTuple):
    """One view on the sheet."""

    side: str
    drawing: Drawing
    corner: Point
    name: str  # printed below; empty for none

    @property
    def size(self) -> tuple[float, float]:
        return self.drawing.width, self.drawing.height


class Size(NamedTuple):
    """A dimension line: its ends, its value, and where that stands."""

    p: Point
    q: Point
    text: str
    at: Point


def paths(strokes: Sequence[Stroke]) -> list[list[Point]]:
    """Strokes that meet end to end drawn in one go."""
    left, found = list(strokes), []
    while left:
        path = list(left.pop(0))
        grown = True
        while grown:
            grown = False
            for k, (a, b) in enumerate(left):
                if path[-1] in (a, b) and path[-1] != path[0]:
                    path.append(b if path[-1] == a else a)
                    left.pop(k)
                    grown = True
                    break
        found.append(path)
    return found


def steps(made: Script, panels: Sequence[Panel], missing: str, look: Look, scale: float, way: Habit) -> list[Box]:
    """The steps that draw the views; what they cover on the page, in points."""
    made.numpy = True
    shown = [panel for panel in panels if panel.side != missing]
    made.given(
        "# Where each view has its lower left corner.",
        "places = {",
        *[f"    {literal(p.side)}: {sheet.spot(p.corner)}," for p in shown],
        "}",
    )
    groups = {
        "solid": {p.side: paths(p.drawing.solid) for p in shown},
        "dashed": {p.side: paths(p.drawing.dashed) for p in shown},
        "centre": {p.side: [list(axis) for axis in p.drawing.axes] for p in shown},
    }
    (_tables if way.store == "tables" else _rows)(made, groups, look, way)
    _circles(made, shown, look, way)
    boxes = [_covered(panel, scale) for panel in shown]
    for panel in panels:
        if panel.side == missing:
            at = (panel.corner[0] + panel.size[0] / 2, panel.corner[1] + panel.size[1] / 2)
            boxes.append(question_mark(made, at, look, scale, way))
    return boxes + _names(made, panels, look, scale, way)


def _covered(panel: Panel, scale: float) -> Box:
    """A view with its centre lines."""
    box = sheet.framed(panel.corner, panel.size, scale)
    ends = [end for axis in panel.drawing.axes for end in axis]
    spots = [((panel.corner[0] + x) * scale, (panel.corner[1] + y) * scale) for x, y in ends]
    return sheet.extent([box, *[Box(x, y, x, y) for x, y in spots]])


def _style(kind: str, look: Look) -> str:
    width, thin = num(look.width), num(max(0.8, look.width - 0.5))
    return f"color={literal(look.ink)}, {STYLES[kind].format(width=width, thin=thin)}"


SAID = {"solid": "Edges in sight", "dashed": "Edges out of sight", "centre": "Centre lines"}


def _tables(made: Script, groups: Mapping[str, Mapping[str, list[list[Point]]]], look: Look, way: Habit) -> None:
    """A dictionary of paths for each kind of line."""
    for kind, views in groups.items():
        if not any(views.values()):
            continue
        made.given(f"# {SAID[kind]}, as paths from the lower left corner of each view.", f"{kind} = {{", *indented(_entries(views)), "}")
        made.step(
            f"# {SAID[kind]}.",
            f"for view, paths in {kind}.items():",
            "    for path in paths:",
            "        x, y = np.add(path, places[view]).T",
            *indented(call(f"{way.pen}.plot", ["x, y", _style(kind, look)]), 2),
        )


def _entries(views: Mapping[str, list[list[Point]]]) -> list[str]:
    lines = []
    for view, found in views.items():
        if found:
            lines += [f"{literal(view)}: [", *[f"    {row}" for path in found for row in _wrapped(path)], "],"]
    return lines


def _wrapped(path: Sequence[Point]) -> list[str]:
    points = [pair(p) for p in path]
    line = f"[{', '.join(points)}],"
    if len(line) < 76:
        return [line]
    half = (len(points) + 1) // 2
    return ["[", f"    {', '.join(points[:half])},", f"    {', '.join(points[half:])},", "],"]


def _rows(made: Script, groups: Mapping[str, Mapping[str, list[list[Point]]]], look: Look, way: Habit) -> None:
    """One list of paths, each with its view and kind."""
    rows = []
    for kind, views in groups.items():
        for view, found in views.items():
            for path in found:
                points = _wrapped(path)
                head = f"({literal(view)}, {literal(kind)}, {points[0]}"
                rows += [
                    f"{head[:-1]})," if len(points) == 1 else head,
                    *points[1:-1],
                    *([f"{points[-1][:-1]}),"] if len(points) > 1 else []),
                ]
    made.given("# Paths: the view, the kind of line, points from the view's lower left corner.", "lines = [", *indented(rows), "]")
    kinds = [kind for kind, views in groups.items() if any(views.values())]
    styles = [f"{literal(kind)}: {{{_keys(_style(kind, look))}}}," for kind in kinds]
    made.given("styles = {", *indented(styles), "}")
    made.step(
        "# Each path in its place and style.",
        "for view, kind, path in lines:",
        "    x, y = np.add(path, places[view]).T",
        f"    {way.pen}.plot(x, y, **styles[kind])",
    )


def _keys(style: str) -> str:
    """Keyword arguments as the entries of a dictionary."""
    return ", ".join(f'"{part.split("=", 1)[0]}": {part.split("=", 1)[1]}' for part in style.split(", "))


def _circles(made: Script, panels: Sequence[Panel], look: Look, way: Habit) -> None:
    for dashed in (False, True):
        rows = [
            f"({literal(p.side)}, {num(c.x)}, {num(c.y)}, {num(c.r)}, {180 if c.half else 360}),"
            for p in panels
            for c in p.drawing.circles
            if c.dashed == dashed
        ]
        if rows:
            what = "Hidden circles" if dashed else "Circles and half circles" if any(", 180)," in row for row in rows) else "Circles"
            made.step(
                f"# {what}: the view, the centre, the radius, how many degrees of arc.",
                f"{'hidden_' * dashed}circles = [",
                *indented(rows),
                "]",
                f"for view, x, y, r, arc in {'hidden_' * dashed}circles:",
                "    t = np.radians(np.linspace(0, arc, 120))",
                "    left, bottom = places[view]",
                *indented(
                    call(
                        f"{way.pen}.plot",
                        ["left + x + r * np.cos(t)", "bottom + y + r * np.sin(t)", _style("dashed" if dashed else "solid", look)],
                    )
                ),
            )


def _names(made: Script, panels: Sequence[Panel], look: Look, scale: float, way: Habit) -> list[Box]:
    """The names below the views."""
    views = [((p.corner[0], p.corner[1] - 0.4 * bool(p.drawing.axes)), p.size, p.name) for p in panels]
    return sheet.captions(made, views, look, scale, way, "# Names of the views.")


def paper(made: Script, box: Box, scale: float, way: Habit) -> Box:
    """Squared paper under everything; `box` is what it has to hold, in points."""
    x0, y0 = math.floor(box.x0 / scale - 0.3), math.floor(box.y0 / scale - 0.3)
    x1, y1 = math.ceil(box.x1 / scale + 0.3), math.ceil(box.y1 / scale + 0.3)
    made.step(
        "# Squared paper: one square is one unit.",
        f"for x in range({x0}, {x1 + 1}):",
        f'    {way.pen}.plot([x, x], [{y0}, {y1}], color="lightgray", linewidth=0.6, zorder=0)',
        f"for y in range({y0}, {y1 + 1}):",
        f'    {way.pen}.plot([{x0}, {x1}], [y, y], color="lightgray", linewidth=0.6, zorder=0)',
    )
    return Box(x0 * scale, y0 * scale, x1 * scale, y1 * scale)


def sizes(made: Script, found: Sequence[Size], look: Look, scale: float, way: Habit) -> list[Box]:
    """Dimension lines with their values; what they cover."""
    rows = [f"({sheet.spot(s.p)}, {sheet.spot(s.q)}, {literal(s.text)}, {sheet.spot(s.at)})," for s in found]
    style = f'ha="center", va="center", fontsize={num(look.size - 2)}, color={literal(look.ink)}'
    made.step(
        "# Dimensions: both ends of an arrow, the value and its place.",
        "dimensions = [",
        *indented(rows),
        "]",
        f'arrow = {{"arrowstyle": "<|-|>", "linewidth": 0.8, "color": {literal(look.ink)}}}',
        "arrow.update(shrinkA=0, shrinkB=0)",
        "for p, q, value, (x, y) in dimensions:",
        f'    {way.pen}.annotate("", p, xytext=q, arrowprops=arrow)',
        *indented(call(f"{way.pen}.text", ["x, y, value", style])),
    )
    boxes = []
    for size in found:
        (px, py), (qx, qy) = size.p, size.q
        boxes.append(Box(min(px, qx) * scale - 3, min(py, qy) * scale - 3, max(px, qx) * scale + 3, max(py, qy) * scale + 3))
        boxes.append(ink(size.text, "sans", look.size - 2).moved(size.at[0] * scale, size.at[1] * scale))
    return boxes
