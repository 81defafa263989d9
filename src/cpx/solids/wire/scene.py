"""Wire drawings: named points in space, edges seen and hidden, shaded faces, marks and labels, resolved and laid out on the page.

Scene (space) -> resolved (edges cut into what is seen and what is hidden) -> laid out (scale, label offsets, page) -> wire_script
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.page import dims
from cpx.solids.page.hidden import Piece, Surface, beyond, ellipse, pieces, runs
from cpx.solids.page.labels import Anchor, Box, Segment, offset, place
from cpx.solids.page.look import Look, printed
from cpx.solids.page.project import View
from cpx.solids.page.script import Page, page
from cpx.solids.page.vectors import Point, Vec, add, between, cross, length, ring, sub, times, unit

Pair = tuple[str, str]
How = tuple[str, ...]
"""How a script states a point: ("at", x, y, z), ("between", p, q, share), ("mean", p, q, ...), ("foot", p, a, b) of p on the line ab."""


GHOST = 'color="darkgray", linestyle=":", linewidth=1'


class Fill(NamedTuple):
    """A shaded polygon, or the ellipse of an arc."""

    corners: list[str]
    colour: str
    alpha: float
    hatch: str = ""
    ellipse: tuple[Vec, Vec, Vec] | None = None  # centre and half axes


class Arc(NamedTuple):
    """Part of an ellipse, centre + cos(t) u + sin(t) v with t in degrees, cut into what is seen and what is hidden."""

    about: str
    centre: Vec
    u: Vec
    v: Vec
    pieces: list[Piece]
    how: tuple[str, ...] = ()  # centre and half axes as the script states them, if not as numbers

    def at(self, t: float) -> Vec:
        return ellipse(self.centre, self.u, self.v)(t)


class Scene(NamedTuple):
    """All that is drawn, in space."""

    view: View
    hidden: str  # how hidden lines look: "dashed", "dotted", "light", "omitted"
    points: dict[str, Vec]
    how: dict[str, How]
    edges: list[Pair]
    segments: Sequence[Pair] = ()  # lines of the construction
    faces: Sequence[list[str]] = ()  # opaque
    surfaces: Sequence[Surface] = ()  # of a round body, instead of faces
    ghosts: Sequence[Pair] = ()  # edges of a part that was taken away
    ghost: tuple[str, str, str] = ("removed", "Edges of the part that is cut off.", GHOST)
    fills: Sequence[Fill] = ()
    labels: Sequence[str] = ()
    dots: Sequence[str] = ()
    right_angles: Sequence[tuple[str, str, str]] = ()  # corner, and a point along each side
    ticks: Sequence[tuple[str, str, int]] = ()  # strokes across a segment
    sizes: Sequence[tuple[str, str, str]] = ()  # a length printed beside a segment
    arcs: Sequence[Arc] = ()
    accent: str = "black"  # colour of construction lines
    stroke: float = 0  # by how much construction lines are thicker than edges, points
    ball: float = 4  # diameter of dots, points
    purpose: str = "construction"  # what segments and further points are part of
    measures: Sequence[dims.Dim] = ()  # measured segments, with values beside them or on dimension lines
    loose: Collection[str] = ()  # points without a name that may lie close to others: ends of outlines
    hides: Callable[[Vec], bool] | None = None  # whether a point is out of sight, for solids that are not made of faces
    arrows: Sequence[tuple[str, str, str]] = ()  # lines with a head at their second end, and their colour: axes, vectors
    arrow_words: Mapping[str, str] = {}  # for each colour, what these arrows are
    notes: Sequence[tuple[str, str]] = ()  # other texts beside points: coordinates, the letter of a plane
    note_words: str = "Points with their coordinates"  # what the notes are


class Lines(NamedTuple):
    """The scene's lines after hiding: pairs of point names, some points added where a line disappears."""

    points: dict[str, Vec]
    how: dict[str, How]
    seen: list[Pair]
    hidden: list[Pair]
    seen_segments: list[Pair]
    hidden_segments: list[Pair]
    whole: dict[str, int]  # counts before cutting: seen, hidden, partly (edges), and the same for segments


class Layout(NamedTuple):
    """Where everything lies on the page: points per unit, label offsets in points, and the canvas."""

    scale: float
    offsets: dict[str, Point]
    size_offsets: list[Point]
    page: Page
    measures: Sequence[dims.Placed] = ()
    note_offsets: Sequence[Point] = ()


def resolved(scene: Scene) -> Lines:
    """Edges and segments cut where they pass behind the opaque faces."""
    faces = [[scene.points[name] for name in face] for face in scene.faces]
    points, how = dict(scene.points), dict(scene.how)
    whole = dict.fromkeys(("seen", "hidden", "partly", "seen segments", "hidden segments", "partly segments"), 0)
    groups: dict[str, list[Pair]] = {"seen": [], "hidden": [], "seen segments": [], "hidden segments": []}
    for kind, pairs in (("", scene.edges), (" segments", scene.segments)):
        for a, b in pairs:
            if scene.hides:
                parts = runs(lambda t, a=a, b=b: between(scene.points[a], scene.points[b], t), 0, 1, scene.hides, 24, 1e-5)  # type: ignore[misc]
            elif scene.surfaces:
                parts = [Piece(0, 1, beyond(between(scene.points[a], scene.points[b], 0.5), scene.surfaces, scene.view))]
            else:
                parts = pieces(scene.points[a], scene.points[b], faces, scene.view)
            whole[("partly" if len(parts) > 1 else "hidden" if parts[0].hidden else "seen") + kind] += 1
            names = [a, *[_cut(points, how, a, b, part.end) for part in parts[:-1]], b]
            for part, start, end in zip(parts, names, names[1:], strict=False):
                groups[("hidden" if part.hidden else "seen") + kind].append((start, end))
    return Lines(points, how, groups["seen"], groups["hidden"], groups["seen segments"], groups["hidden segments"], whole)


def laid_out(scene: Scene, lines: Lines, look: Look) -> Layout:
    """Scale and label places; Misfit where the picture would be cramped or misleading."""
    flat = {name: scene.view.flat(point) for name, point in lines.points.items()}
    curves = [
        _polyline(scene, arc, piece) for arc in scene.arcs for piece in arc.pieces if not (piece.hidden and scene.hidden == "omitted")
    ]
    drawn = [*scene.ghosts, *lines.seen, *lines.seen_segments, *lines.hidden_segments]
    drawn += lines.hidden if scene.hidden != "omitted" else []
    drawn += [(a, b) for a, b, _ in scene.arrows]
    shown = {name for pair in drawn for name in pair} | set(scene.labels) | {name for name, _ in scene.notes}
    xs, ys = zip(*[flat[name] for name in shown], *[point for curve in curves for point in curve], strict=True)
    scale = min(look.span / max(max(xs) - min(xs), max(ys) - min(ys)), 110)
    paper = {name: (x * scale, y * scale) for name, (x, y) in flat.items()}
    strokes = [(*paper[a], *paper[b]) for a, b in drawn]
    cuts = [name for name in lines.points if name not in scene.points] if scene.hides or scene.loose else []
    clear(lines.points, paper, drawn, {*scene.loose, *cuts})
    for fill in scene.fills:
        _ample(flat, fill, scene.view)
    strokes += [(a[0] * scale, a[1] * scale, b[0] * scale, b[1] * scale) for curve in curves for a, b in pairwise(curve)]
    strokes += [segment for mark in scene.right_angles for segment in _corner(scene, mark, scale)]
    strokes += [line for fill in scene.fills if fill.hatch for line in _hatching(flat, fill, scene.view, scale)]
    anchors = [Anchor(*paper[name], printed(name, look.font)) for name in scene.labels]
    middle = ((min(xs) + max(xs)) / 2 * scale, (min(ys) + max(ys)) / 2 * scale)
    anchors += [_beside(paper[a], paper[b], text, middle) for a, b, text in scene.sizes]
    anchors += [Anchor(*paper[name], text) for name, text in scene.notes]
    radius = scene.ball / 2 + 2
    dots = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in (paper[name] for name in scene.dots)]
    ticks = [((paper[a][0] + paper[b][0]) / 2, (paper[a][1] + paper[b][1]) / 2) for a, b, _ in scene.ticks]
    dots += [Box(x - 7, y - 7, x + 7, y + 7) for x, y in ticks]
    measured = dims.placed(scene.measures, paper, strokes, middle, look)
    strokes += [line for made in measured for line in dims.drawn(made, paper)]
    dots += [dims.box(made, paper, look).grown(2) for made in measured if made.shift != (0, 0)]
    anchors += [dims.anchor(made.dim, paper, middle) for made in measured if made.shift == (0, 0)]
    boxes = place(anchors, strokes, look.font, look.size, taken=dots)
    offsets = [offset(box, anchor, look.font, look.size) for box, anchor in zip(boxes, anchors, strict=True)]
    ground = [Box(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in strokes]
    ground += [dims.box(made, paper, look) for made in measured if made.shift != (0, 0)]
    count, sizes = len(scene.labels), len(scene.labels) + len(scene.sizes)
    notes = sizes + len(scene.notes)
    beside = iter(offsets[notes:])
    measured = [made if made.shift != (0, 0) else made._replace(at=next(beside)) for made in measured]
    canvas = page(boxes + ground, scale, look.margin)
    return Layout(scale, dict(zip(scene.labels, offsets, strict=False)), offsets[count:sizes], canvas, measured, offsets[sizes:notes])


def corner_size(scene: Scene) -> float:
    """Side of a right-angle mark, in units of the figure."""
    spread = max(length(sub(p, q)) for p in scene.points.values() for q in scene.points.values())
    return round(spread * 0.045, 2)


def _cut(points: dict[str, Vec], how: dict[str, How], a: str, b: str, share: float) -> str:
    """A new point where the edge ab disappears or reappears."""
    name = next(f"cut{k}" for k in range(1, 99) if f"cut{k}" not in points)
    share = round(share, 3)
    points[name] = between(points[a], points[b], share)
    how[name] = ("between", a, b, str(share))
    return name


def clear(points: dict[str, Vec], paper: dict[str, Point], drawn: list[Pair], loose: Collection[str] = ()) -> None:
    """Misfit if two points nearly coincide, a point seems to be on a line that it is not on, or two lines seem to be one."""
    names = list(dict.fromkeys(name for pair in drawn for name in pair))
    if any(math.dist(paper[a], paper[b]) < 0.5 for a, b in drawn):
        raise Misfit("a line is too short to be seen")
    for i, a in enumerate(names):
        for b in names[:i]:
            if math.dist(paper[a], paper[b]) < (2 if "cut" in a + b else 15) and not {a, b} & set(loose):
                raise Misfit(f"{a} and {b} lie too close together on the page")
    for i, (a, b) in enumerate(drawn):
        for c, d in drawn[:i]:
            _apart(points, paper, (a, b), (c, d))
        (x0, y0), (x1, y1) = paper[a], paper[b]
        long = math.dist(paper[a], paper[b])
        for name in names if not {a, b} <= set(loose) else ():
            x, y = paper[name]
            along, off = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / long, abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / long
            if name in (a, b) or name in loose or off > max(7, 0.1 * min(along, long - along)) or not 2 < along < long - 2:
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


def _ample(flat: dict[str, Point], fill: Fill, view: View) -> None:
    """Misfit if the shaded polygon is seen so much from its edge that it is a sliver."""
    corners = _border(flat, fill, view)
    sides = list(ring(corners))
    area = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in sides)) / 2
    if area < 0.025 * sum(math.dist(a, b) for a, b in sides) ** 2 / 2:
        raise Misfit(f"the shaded {''.join(fill.corners)} is a sliver")


def _border(flat: dict[str, Point], fill: Fill, view: View) -> list[Point]:
    if not fill.ellipse:
        return [flat[name] for name in fill.corners]
    curve = ellipse(*fill.ellipse)
    return [view.flat(curve(t)) for t in range(0, 360, 10)]


def _hatching(flat: dict[str, Point], fill: Fill, view: View, scale: float) -> list[Segment]:
    """Lines across a hatched polygon, so that no label is put on it."""
    corners = [(x * scale, y * scale) for x, y in _border(flat, fill, view)]
    ys = [y for _, y in corners]
    lines, y = [], min(ys) + 3
    while y < max(ys):
        cuts = sorted(a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in ring(corners) if (a[1] > y) != (b[1] > y))
        lines += [(x0, y, x1, y) for x0, x1 in zip(cuts[::2], cuts[1::2], strict=False)]
        y += 6
    return lines


def _corner(scene: Scene, mark: tuple[str, str, str], scale: float) -> list[Segment]:
    at, p, q = (scene.points[name] for name in mark)
    size = corner_size(scene)
    u, v = times(unit(sub(p, at)), size), times(unit(sub(q, at)), size)
    path = [scene.view.flat(point) for point in (add(at, u), add(at, add(u, v)), add(at, v))]
    return [(a[0] * scale, a[1] * scale, b[0] * scale, b[1] * scale) for a, b in pairwise(path)]


def _beside(a: Point, b: Point, text: str, middle: Point) -> Anchor:
    """An anchor at the middle of a segment, whose label goes to the outer side."""
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    across = math.atan2(b[0] - a[0], a[1] - b[1])
    outward = math.cos(across) * (x - middle[0]) + math.sin(across) * (y - middle[1])
    return Anchor(x, y, text, across if outward > 0 else across + math.pi)


def _polyline(scene: Scene, arc: Arc, piece: Piece) -> list[Point]:
    steps = max(2, round((piece.end - piece.start) / 6))
    return [scene.view.flat(arc.at(piece.start + (piece.end - piece.start) * k / steps)) for k in range(steps + 1)]
