"""Scenes in space: named points, edges, lines inside, curves, shaded faces, marks and labels; what of them is seen and what is hidden.

Scene -> layout: scale, label places, page; -> resolved: edges and arcs cut where they disappear; both -> script
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from cpx.solids.page import dims
from cpx.solids.page.hidden import Piece, Surface, beyond, closed, ellipse, pieces, runs, screens
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Vec, between

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
    """Part of an ellipse, centre + cos(t) u + sin(t) v with t in degrees, cut into what is seen and what is hidden.

    In a scene that `hides` points, it is one piece until it is resolved.
    """

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
    arcs: Sequence[Arc]
    whole: dict[str, int]  # counts before cutting: seen, hidden, partly (edges), and the same for segments


def resolved(scene: Scene) -> Lines:
    """Edges, segments and arcs cut where they pass behind the opaque faces."""
    points, how = dict(scene.points), dict(scene.how)
    whole = dict.fromkeys(("seen", "hidden", "partly", "seen segments", "hidden segments", "partly segments"), 0)
    groups: dict[str, list[Pair]] = {"seen": [], "hidden": [], "seen segments": [], "hidden segments": []}
    parts_of = _finder(scene)
    for kind, pairs in (("", scene.edges), (" segments", scene.segments)):
        for a, b in pairs:
            parts = parts_of(scene.points[a], scene.points[b])
            whole[("partly" if len(parts) > 1 else "hidden" if parts[0].hidden else "seen") + kind] += 1
            names = [a, *[_cut(points, how, a, b, part.end) for part in parts[:-1]], b]
            for part, start, end in zip(parts, names, names[1:], strict=False):
                groups[("hidden" if part.hidden else "seen") + kind].append((start, end))
    arcs = [_arc(arc, scene.hides) for arc in scene.arcs] if scene.hides else scene.arcs
    return Lines(points, how, groups["seen"], groups["hidden"], groups["seen segments"], groups["hidden segments"], arcs, whole)


def _arc(arc: Arc, hides: Callable[[Vec], bool]) -> Arc:
    start, end, _ = arc.pieces[0]
    pieces = runs(arc.at, start, end, hides, max(12, round((end - start) / 7.5)), 1e-4)
    return arc._replace(pieces=closed(pieces) if end - start == 360 else pieces)


def _finder(scene: Scene) -> Callable[[Vec, Vec], list[Piece]]:
    """How the parts of a segment that are seen and hidden are found: past parts of any shape, past round surfaces, past flat faces."""
    if hides := scene.hides:
        return lambda a, b: runs(lambda t: between(a, b, t), 0, 1, hides, 24, 1e-5)
    if scene.surfaces:
        return lambda a, b: [Piece(0, 1, beyond(between(a, b, 0.5), scene.surfaces, scene.view))]
    faces = [[scene.points[name] for name in face] for face in scene.faces]
    opaque = screens(faces, scene.view)
    return lambda a, b: pieces(a, b, opaque, scene.view)


def _cut(points: dict[str, Vec], how: dict[str, How], a: str, b: str, share: float) -> str:
    """A new point where the edge ab disappears or reappears."""
    name = next(f"cut{k}" for k in range(1, 99) if f"cut{k}" not in points)
    share = round(share, 3)
    points[name] = between(points[a], points[b], share)
    how[name] = ("between", a, b, str(share))
    return name
