"""Plane figures folded along a line: up into space, flat onto themselves, or along three lines so that three corners meet."""

import math
from itertools import combinations

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.folding import creases, facts
from cpx.solids.family.folding.creases import FlatFold, Meeting, Plane, Sheet
from cpx.solids.family.folding.facts import facts_flat, facts_meeting, facts_space
from cpx.solids.family.folding.script import into_space, onto_itself, to_a_point
from cpx.solids.flat.drawing import Flat, Layout, laid_out
from cpx.solids.page import project
from cpx.solids.page.dims import Dim
from cpx.solids.page.look import PALETTES, hidden_lines
from cpx.solids.page.vectors import Point, Vec, centre, dot, normal, ring, sub
from cpx.solids.wire.bodies import value
from cpx.solids.wire.layout import clear
from cpx.solids.wire.scene import Fill, How, Pair, Scene

ask = facts.ask

FORMS = {
    1: ("space", "space", "flat"),
    2: ("space", "space", "flat", "meeting"),
    3: ("space", "space", "flat", "meeting"),
    4: ("space", "space", "flat", "meeting"),
    5: ("space", "space", "flat", "meeting"),
}
SHEETS = {
    1: ("diagonal", "book", "altitude"),
    2: ("diagonal", "book", "altitude", "rhombus", "trapezoid"),
    3: ("diagonal", "altitude", "rhombus", "trapezoid", "midline", "right triangle"),
    4: tuple(creases.MAKERS),
    5: tuple(creases.MAKERS),
}
ANGLES = {1: (90,), 2: (90,), 3: (90, 60, 120), 4: (60, 90, 120, 150), 5: (60, 120, 120, 150)}
PAPERS = ("white", "lightyellow", "lavender", "honeydew", "mistyrose", "aliceblue")
VIEWS = ("cabinet", "orthographic", "orthographic", "perspective")


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    flat = Flat(draw, (170, 290) if form == "flat" else (360, 450))
    looks = {"paper": draw.one("paper", PAPERS), "fold_line": draw.one("fold_line", ("dashed", "dashed", "dotted"))}
    if form == "flat":
        return _onto_itself(draw, flat, creases.FLAT[draw.one("fold", tuple(creases.FLAT))](draw), looks)
    if form == "meeting":
        return _to_a_point(draw, flat, creases.MEETING[draw.one("figure", tuple(creases.MEETING))](draw), looks)
    sheet = creases.MAKERS[draw.one("figure", SHEETS[level])](draw)
    return _into_space(draw, flat, sheet, draw.one("dihedral", ANGLES[level]), looks)


def _into_space(draw: Draw, flat: Flat, sheet: Sheet, angle: int, looks: dict[str, str]) -> Drawn:
    """The figure, and beside it what it is after folding."""
    _plane(flat, sheet.points, sheet.given, [*ring(sheet.outline), sheet.crease])
    primes = draw.one("primes", (True, False))
    after = {name: f"{name}'" if primes and name in sheet.moving else name for name in sheet.points}
    points = {after[name]: p for name, p in creases.folded(sheet, angle).items()}
    how: dict[str, How] = {
        after[name]: ("is", f'folded(plane["{name}"])' if name in sheet.moving else f'np.append(plane["{name}"], 0)')
        for name in sheet.points
    }
    joined = [(after[a], after[b]) for a, b in sheet.joined] if draw.one("joined", (True, True, False)) else []
    parts = [[after[name] for name in part] for part in sheet.parts]
    faces = [[after[name] for name in face] for face in sheet.faces] if joined else [*parts, *(part[::-1] for part in parts)]
    faces = _outward(points, faces) if joined else faces
    colours = (
        draw.value("colours", lambda rng: rng.sample(PALETTES[rng.choice(("pastel", "cool"))], 2))
        if draw.one("fill", (True, False))
        else []
    )
    fills = [Fill(part, colour, 0.6) for part, colour in zip(parts, colours, strict=False)]
    scene = Scene(_view(draw, 10), hidden_lines(draw), points, how, _edges(parts, joined), faces=faces, fills=fills)
    _after(draw, flat, scene, "folded figure")
    for symbol, pair in sheet.values.items():
        _value(flat, symbol, sheet.given[symbol], pair, _middle(sheet.spots()))
    layout = _laid_out(flat)
    return Drawn(
        into_space(sheet, angle, looks, flat, layout), facts_space(sheet, angle, after, looks, flat, layout.measures, bool(joined))
    )


def _view(draw: Draw, size: float) -> project.View:
    view = project.view(draw, size, VIEWS)
    if view.kind in ("orthographic", "perspective") and (abs(view.angle) < 15 or view.height < 20):
        raise Misfit("seen too much from the front or the side to show an angle")
    return view


def _edges(parts: list[list[str]], joined: list[Pair]) -> list[Pair]:
    """Each side once."""
    sides = [tuple(sorted(side)) for part in parts for side in ring(part)] + joined
    return list(dict.fromkeys((a, b) for a, b in sides))


def _outward(points: dict[str, Vec], faces: list[list[str]]) -> list[list[str]]:
    """Faces of a convex solid, turned so that they run anticlockwise from outside."""
    middle = centre(list(points.values()))
    corners = [[points[name] for name in face] for face in faces]
    return [face if dot(normal(spots), sub(centre(spots), middle)) > 0 else face[::-1] for face, spots in zip(faces, corners, strict=True)]


def _plane(flat: Flat, points: Plane, given: dict[str, float], pairs: list[Pair]) -> None:
    """Points and lines of the plane figure, and its names."""
    for name, (x, y) in points.items():
        flat.spots[f'plane["{name}"]'] = (value(x, given), value(y, given))
        flat.names[f'plane["{name}"]'] = name
    spots = {name: flat.spots[f'plane["{name}"]'] for name in points}
    flat.lines = [(spots[a], spots[b]) for a, b in pairs]


def _after(draw: Draw, flat: Flat, scene: Scene, noun: str) -> None:
    """The folded figure to the right, with its names; Misfit where it misleads."""
    solid = flat.beside(scene, noun, 0.45)
    scale = flat.scale()
    paper = {name: (x * scale, y * scale) for name in solid.lines.points for x, y in [solid.spot(name)]}
    clear(solid.lines.points, paper, [*solid.lines.seen, *solid.lines.hidden])
    for name in scene.points:
        flat.spots[f'solid["{name}"]'] = solid.spot(name)
        flat.names[f'solid["{name}"]'] = name


def _middle(spots: dict[str, Point]) -> Point:
    return sum(x for x, _ in spots.values()) / len(spots), sum(y for _, y in spots.values()) / len(spots)


def _value(flat: Flat, symbol: str, number: float, pair: Pair, inside: Point) -> None:
    """A dimension beside a line of the plane figure."""
    ends = [f'np.array(plane["{name}"])' for name in pair]
    for end, name in zip(ends, pair, strict=True):
        flat.spots[end] = flat.spots[f'plane["{name}"]']
    made = flat.print.given(ends[0], ends[1], symbol, number)
    if _divided(flat, pair) and made.style == "plain":  # beside the line it would seem to be the length of a part
        made = made._replace(style="extension")
    flat.dims.append((made, inside))


def _divided(flat: Flat, pair: Pair) -> bool:
    """Whether a named point of the plane figure lies between the two."""
    plane = {name: flat.spots[spot] for spot, name in flat.names.items() if spot.startswith("plane")}
    start, end = (plane[name] for name in pair)
    others = [p for name, p in plane.items() if name not in pair]
    return any(math.dist(start, p) + math.dist(p, end) < (1 + 1e-6) * math.dist(start, end) for p in others)


def _laid_out(flat: Flat) -> Layout:
    """The layout; Misfit where a value would seem to be the length of a part."""
    layout = laid_out(flat)
    if any(made.shift == (0, 0) and _divided(flat, _ends(made.dim)) for made in layout.measures):
        raise Misfit("no room for a dimension line")
    return layout


def _ends(dim: Dim) -> Pair:
    return dim.a.split('"')[1], dim.b.split('"')[1]


def _onto_itself(draw: Draw, flat: Flat, fold: FlatFold, looks: dict[str, str]) -> Drawn:
    """The paper after folding, with dotted lines where the flap was."""
    known = fold.given | {name: size for name, (size, _) in fold.further.items()}
    _plane(flat, fold.points, known, [])
    spots = {name: flat.spots[f'plane["{name}"]'] for name in fold.points}
    for name, image in fold.mirrored.items():
        start, end = ((*spots[p], 0.0) for p in fold.crease)
        x, y, _ = creases.turned((*spots[image], 0.0), start, end, 180)
        spots[name] = flat.spots[f'plane["{name}"]'] = (x, y)
        flat.names[f'plane["{name}"]'] = name
    flat.lines = [(spots[a], spots[b]) for a, b in [*fold.solid, *fold.dotted, fold.crease]]
    if any(math.dist(p, q) * flat.scale() < 14 for p, q in combinations(spots.values(), 2)):
        raise Misfit("two points lie too close together")
    looks = looks | {"flap": draw.one("flap", ("lightgray", "lightblue", "khaki", "lightpink", "palegreen"))}
    shown = (
        {"a": ("A", "B"), "b": ("B", "C")}
        if draw.one("values_where", ("before", "after")) == "before"
        else {"a": ("D", "C"), "b": ("A", "D")}
    )
    for symbol, pair in shown.items():
        _value(flat, symbol, fold.given[symbol], pair, _middle({name: spots[name] for name in "ABCD"}))
    layout = _laid_out(flat)
    return Drawn(onto_itself(fold, looks, flat, layout), facts_flat(fold, looks, spots, flat, layout.measures))


def _to_a_point(draw: Draw, flat: Flat, meeting: Meeting, looks: dict[str, str]) -> Drawn:
    """The figure with its three creases, and the pyramid that it becomes."""
    _plane(flat, meeting.points, meeting.given, [*ring(meeting.outline), *meeting.creases])
    how: dict[str, How] = {name: ("at", *words) for name, words in meeting.space.items()}
    faces = _outward(meeting.at, [list(corners) for corners in combinations(meeting.at, 3)])
    edges = [(a, b) for a, b in combinations(meeting.at, 2)]
    _after(draw, flat, Scene(_view(draw, 8), hidden_lines(draw), meeting.at, how, edges, faces=faces), "pyramid")
    spots = {name: flat.spots[f'plane["{name}"]'] for name in meeting.points}
    _value(flat, "a", meeting.given["a"], ("C", "D") if meeting.noun == "square" else ("B", "D"), _middle(spots))
    layout = _laid_out(flat)
    return Drawn(to_a_point(meeting, looks, flat, layout), facts_meeting(meeting, looks, flat, layout.measures))
