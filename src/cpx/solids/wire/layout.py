"""Laying a wire drawing out on the page: scale, places of labels and values, canvas; Misfit where the picture would mislead.

Scene -> what is drawn, in points of the page -> places clear of it -> Layout
"""

import math
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page import dims
from cpx.solids.page.hidden import Piece, ellipse
from cpx.solids.page.labels import Anchor, Box, Segment, offset, place
from cpx.solids.page.look import Look, printed
from cpx.solids.page.project import View
from cpx.solids.page.script import Page, page
from cpx.solids.page.vectors import Point, Vec, add, cross, length, ring, sub, times, unit
from cpx.solids.wire.scene import Arc, Fill, Lines, Pair, Scene


class Layout(NamedTuple):
    """Where everything lies on the page: points per unit, label offsets in points, and the canvas."""

    scale: float
    offsets: dict[str, Point]
    size_offsets: list[Point]
    page: Page
    measures: Sequence[dims.Placed] = ()
    note_offsets: Sequence[Point] = ()


class Sheet(NamedTuple):
    """The scene flat on the page, in points."""

    scale: float  # points per unit
    points: dict[str, Point]
    curves: list[list[Point]]
    middle: Point  # of all that is drawn


def laid_out(scene: Scene, look: Look) -> Layout:
    """Scale and label places, before what is hidden is sought; Misfit where the picture would be cramped or misleading."""
    drawn = [*scene.ghosts, *scene.edges, *scene.segments, *((a, b) for a, b, _ in scene.arrows)]
    sheet = _sheet(scene, drawn, look.span)
    clear(scene.points, sheet.points, drawn, scene.loose)
    for fill in scene.fills:
        _ample(fill, _border(fill, scene.view, sheet))
    strokes = _strokes(scene, drawn, sheet)
    measures = dims.placed(scene.measures, sheet.points, strokes, sheet.middle, look)
    strokes += [line for made in measures for line in dims.drawn(made, sheet.points)]
    on_lines = [dims.box(made, sheet.points, look) for made in measures if made.shift != (0, 0)]
    beside = [dims.anchor(made.dim, sheet.points, sheet.middle) for made in measures if made.shift == (0, 0)]
    anchors = [*_anchors(scene, sheet, look), *beside]
    boxes = place(anchors, strokes, look.font, look.size, taken=[*_marks(scene, sheet), *(box.grown(2) for box in on_lines)])
    ground = [Box(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in strokes]
    found = (offset(box, anchor, look.font, look.size) for box, anchor in zip(boxes, anchors, strict=True))
    return Layout(
        scale=sheet.scale,
        offsets={name: next(found) for name in scene.labels},
        size_offsets=[next(found) for _ in scene.sizes],
        note_offsets=[next(found) for _ in scene.notes],
        measures=[made._replace(at=next(found)) if made.shift == (0, 0) else made for made in measures],
        page=page([*boxes, *ground, *on_lines], sheet.scale, look.margin),
    )


def legible_cuts(scene: Scene, lines: Lines, layout: Layout) -> None:
    """Misfit where a line disappears so close to its end that nobody sees what is left."""
    flat = {name: scene.view.flat(point) for name, point in lines.points.items()}
    for a, b in [*lines.seen, *lines.hidden, *lines.seen_segments, *lines.hidden_segments]:
        if math.dist(flat[a], flat[b]) * layout.scale < 2:
            raise Misfit("a piece of a line is too short to be seen")


def _sheet(scene: Scene, drawn: Sequence[Pair], span: float) -> Sheet:
    """As large as the span allows."""
    flat = {name: scene.view.flat(point) for name, point in scene.points.items()}
    curves = [_polyline(scene, arc, piece) for arc in scene.arcs for piece in arc.pieces]
    shown = {name for pair in drawn for name in pair} | set(scene.labels) | {name for name, _ in scene.notes}
    xs, ys = zip(*[flat[name] for name in shown], *[point for curve in curves for point in curve], strict=True)
    scale = min(span / max(max(xs) - min(xs), max(ys) - min(ys)), 110)
    return Sheet(
        scale,
        {name: (x * scale, y * scale) for name, (x, y) in flat.items()},
        [[(x * scale, y * scale) for x, y in curve] for curve in curves],
        ((min(xs) + max(xs)) / 2 * scale, (min(ys) + max(ys)) / 2 * scale),
    )


def _strokes(scene: Scene, drawn: Sequence[Pair], sheet: Sheet) -> list[Segment]:
    """The ink that labels keep clear of."""
    paths = [*sheet.curves, *(_corner(scene, mark, sheet.scale) for mark in scene.right_angles)]
    strokes = [(*sheet.points[a], *sheet.points[b]) for a, b in drawn]
    strokes += [(*a, *b) for path in paths for a, b in pairwise(path)]
    return strokes + [line for fill in scene.fills if fill.hatch for line in _hatching(_border(fill, scene.view, sheet))]


def _anchors(scene: Scene, sheet: Sheet, look: Look) -> list[Anchor]:
    """Names of points, lengths of segments, notes."""
    names = [Anchor(*sheet.points[name], printed(name, look.font)) for name in scene.labels]
    sizes = [_beside(sheet.points[a], sheet.points[b], text, sheet.middle) for a, b, text in scene.sizes]
    return [*names, *sizes, *(Anchor(*sheet.points[name], text) for name, text in scene.notes)]


def _marks(scene: Scene, sheet: Sheet) -> list[Box]:
    """Dots, and strokes across segments."""
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ((sheet.points[p], sheet.points[q]) for p, q, _ in scene.ticks)]
    sizes = [(sheet.points[name], scene.ball / 2 + 2) for name in scene.dots] + [(middle, 7.0) for middle in middles]
    return [Box(x - r, y - r, x + r, y + r) for (x, y), r in sizes]


def corner_size(scene: Scene) -> float:
    """Side of a right-angle mark, in units of the figure."""
    spread = max(length(sub(p, q)) for p in scene.points.values() for q in scene.points.values())
    return round(spread * 0.045, 2)


def clear(points: dict[str, Vec], paper: dict[str, Point], drawn: list[Pair], loose: Collection[str] = ()) -> None:
    """Misfit if two points nearly coincide, a point seems to be on a line that it is not on, or two lines seem to be one."""
    names = list(dict.fromkeys(name for pair in drawn for name in pair))
    if any(math.dist(paper[a], paper[b]) < 0.5 for a, b in drawn):
        raise Misfit("a line is too short to be seen")
    for i, a in enumerate(names):
        for b in names[:i]:
            if math.dist(paper[a], paper[b]) < 15 and not {a, b} & set(loose):
                raise Misfit(f"{a} and {b} lie too close together on the page")
    for i, pair in enumerate(drawn):
        for other in drawn[:i]:
            _apart(points, paper, pair, other)
        others = [name for name in names if name not in pair and name not in loose] if not set(pair) <= set(loose) else []
        _off(points, paper, pair, others)


def _off(points: dict[str, Vec], paper: dict[str, Point], pair: Pair, others: Sequence[str]) -> None:
    """Misfit if one of the other points seems to lie on the line, and does not in space."""
    a, b = pair
    (x0, y0), (x1, y1) = paper[a], paper[b]
    long = math.dist(paper[a], paper[b])
    for name in others:
        x, y = paper[name]
        along, off = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / long, abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / long
        if off > max(7, 0.1 * min(along, long - along)) or not 2 < along < long - 2:
            continue
        if length(cross(sub(points[name], points[a]), unit(sub(points[b], points[a])))) > 1e-3:
            raise Misfit(f"{name} lies too close to the line {a}{b}")


def _apart(points: dict[str, Vec], paper: dict[str, Point], one: Pair, other: Pair) -> None:
    """Misfit if two lines from a common point seem to be one, or to go straight on, and are not one line in space."""
    common = set(one) & set(other)
    if len(common) != 1:
        return
    at = common.pop()
    a, b = (pair[0] if pair[1] == at else pair[1] for pair in (one, other))
    turn = math.atan2(paper[a][1] - paper[at][1], paper[a][0] - paper[at][0]) - math.atan2(
        paper[b][1] - paper[at][1], paper[b][0] - paper[at][0]
    )
    in_space = length(cross(unit(sub(points[a], points[at])), unit(sub(points[b], points[at]))))
    apart = abs(math.remainder(turn, math.tau))
    if (apart < math.radians(6) or apart > math.radians(176)) and in_space > 1e-3:
        raise Misfit(f"the lines from {at} to {a} and {b} seem to be one")


def _ample(fill: Fill, border: Sequence[Point]) -> None:
    """Misfit if the shaded polygon is seen so much from its edge that it is a sliver."""
    sides = list(ring(border))
    area = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in sides)) / 2
    if area < 0.025 * sum(math.dist(a, b) for a, b in sides) ** 2 / 2:
        raise Misfit(f"the shaded {''.join(fill.corners)} is a sliver")


def _border(fill: Fill, view: View, sheet: Sheet) -> list[Point]:
    if not fill.ellipse:
        return [sheet.points[name] for name in fill.corners]
    curve = ellipse(*fill.ellipse)
    return [(x * sheet.scale, y * sheet.scale) for x, y in (view.flat(curve(t)) for t in range(0, 360, 10))]


def _hatching(corners: Sequence[Point]) -> list[Segment]:
    """Lines across a hatched polygon, so that no label is put on it."""
    ys = [y for _, y in corners]
    lines, y = [], min(ys) + 3
    while y < max(ys):
        cuts = sorted(a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in ring(corners) if (a[1] > y) != (b[1] > y))
        lines += [(x0, y, x1, y) for x0, x1 in zip(cuts[::2], cuts[1::2], strict=False)]
        y += 6
    return lines


def _corner(scene: Scene, mark: tuple[str, str, str], scale: float) -> list[Point]:
    """The path of a right-angle mark."""
    at, p, q = (scene.points[name] for name in mark)
    size = corner_size(scene)
    u, v = times(unit(sub(p, at)), size), times(unit(sub(q, at)), size)
    path = [scene.view.flat(point) for point in (add(at, u), add(at, add(u, v)), add(at, v))]
    return [(x * scale, y * scale) for x, y in path]


def _beside(a: Point, b: Point, text: str, middle: Point) -> Anchor:
    """An anchor at the middle of a segment, whose label goes to the outer side."""
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    across = math.atan2(b[0] - a[0], a[1] - b[1])
    outward = math.cos(across) * (x - middle[0]) + math.sin(across) * (y - middle[1])
    return Anchor(x, y, text, across if outward > 0 else across + math.pi)


def _polyline(scene: Scene, arc: Arc, piece: Piece) -> list[Point]:
    steps = max(2, round((piece.end - piece.start) / 6))
    return [scene.view.flat(arc.at(piece.start + (piece.end - piece.start) * k / steps)) for k in range(steps + 1)]
