"""Cross-sections: a polyhedron, cylinder, cone or sphere cut by a plane, whole with its section or with a part taken away."""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.cross_section import round_section, sections
from cpx.solids.family.cross_section.sections import Crossing, Plane
from cpx.solids.page import project
from cpx.solids.page.look import FILLS, Look, hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec, centre, dot, length, ring, sub, times
from cpx.solids.page.words import colour_words, hatch_words, polygon
from cpx.solids.questions import Question, chosen, counted, measure, near
from cpx.solids.wire import bodies, wording
from cpx.solids.wire.bodies import Body
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.scene import Fill, How, Lines, Pair, Scene, resolved
from cpx.solids.wire.script import About, write

KINDS = (
    *("cube", "cube", "cube", "cuboid", "cuboid", "parallelepiped", "triangular prism", "pentagonal prism", "hexagonal prism"),
    *("square pyramid", "corner pyramid", "tetrahedron", "tetrahedron", "pentagonal pyramid", "hexagonal pyramid"),
    *("square frustum", "triangular frustum", "wedge"),
)
SHARES = (0.25, 0.333, 0.4, 0.5, 0.5, 0.5, 0.6, 0.667, 0.75)


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    if draw.one("form", ("polyhedron", "polyhedron", "polyhedron", "round")) == "round":
        return round_section.picture(draw, level)
    return _polyhedron(draw, level)


class Cut:
    """A body, the plane that cuts it, and the section's corners with their names."""

    def __init__(self, body: Body, through: list[list[Any]]) -> None:
        self.body, self.vertices = body, body.points
        if len({tuple(spot) for spot in through}) < 3:
            raise Misfit("a plane needs three points")
        spots = [Crossing(a, b, share) for a, b, share in through]
        self.plane = sections.through(*[sections.at(self.vertices, spot) for spot in spots])
        self.corners = sections.section(self.vertices, body.faces, self.plane)
        free = [letter for letter in "EFGHKLMNQRTUWXYZ" if letter not in self.vertices]
        self.names = {corner: corner.a if not corner.b else free.pop(0) for corner in self.corners}
        self.section = [self.names[corner] for corner in self.corners]
        self.points: dict[str, Vec] = self.vertices | {self.names[corner]: sections.at(self.vertices, corner) for corner in self.corners}
        self.given_by = [name for spot in spots for name in self.section if self._apart(name, spot) < 1e-3]
        self.how: dict[str, How] = {name: ("at", *(bodies.words(form) for form in spot)) for name, spot in body.spots.items()}
        self.how |= {self.names[corner]: ("between", corner.a, corner.b, num(corner.share)) for corner in self.corners if corner.b}

    def _apart(self, name: str, spot: Crossing) -> float:
        return length(sub(self.points[name], sections.at(self.vertices, spot)))

    def part(self, plane: Plane) -> list[list[str]]:
        """Faces of what lies on the plane's negative side, the section last."""
        rest = sections.kept(self.vertices, self.body.faces, plane, self.names)
        return [*[face for face in rest if set(face) != set(self.section)], sections.facing(self.section, self.points, plane.normal)]


def _spots(rng: Random, body: Body, level: int) -> list[list[Any]]:
    """Three points that fix the plane: vertices and midpoints where it is to be easy, any points on edges where it is not."""
    edges = rng.sample(body.edges, 3)
    middles, vertices = level < 3, 0.3 if level < 3 else 0.15 if level < 5 else 0
    return [[rng.choice((a, b)), "", 0] if rng.random() < vertices else [a, b, 0.5 if middles else rng.choice(SHARES)] for a, b in edges]


def _polyhedron(draw: Draw, level: int) -> Drawn:
    body = bodies.body(draw, KINDS)
    cut = Cut(body, draw.value("through", lambda rng: _spots(rng, body, level)))
    _fair(cut)
    view = project.view(draw, max(length(p) for p in body.points.values()))
    style = look(draw)
    show = draw.one("show", ("whole", "whole", "cut", "ghost"))
    toward = view.toward(centre([cut.points[name] for name in cut.section]))
    plane = cut.plane if dot(cut.plane.normal, toward) > 0 else Plane(times(cut.plane.normal, -1), -cut.plane.offset)
    scene = _whole(draw, cut, view, style) if show == "whole" else _rest(draw, cut, plane, view, style, show)
    layout = laid_out(scene, style)
    lines = resolved(scene)
    if show != "whole":
        _enough(cut, cut.part(plane))
    what = f"{body.described()[0].upper()}{body.described()[1:]}"
    title = f"{what} and its section by a plane." if show == "whole" else f"{what}, cut by a plane."
    code = write(draw, scene, lines, layout, style, About(title, body.given, body.said, f"Vertices of the {body.kind}"))
    return Drawn(code, _facts(cut, plane, show, scene, lines))


def _enough(cut: Cut, kept: list[list[str]]) -> None:
    """Misfit where what is left does not show what the solid was."""
    share = bodies.volume(cut.points, kept) / bodies.volume(cut.points, cut.body.faces)
    if share < 0.45 or len(kept) < len(cut.body.faces) + bool(cut.body.apex):
        raise Misfit("too little is left to see what the solid was")


def _fair(cut: Cut) -> None:
    """Misfit where a side of the section is too short to see."""
    spread = max(length(sub(p, q)) for p in cut.vertices.values() for q in cut.vertices.values())
    sides = ring(cut.section)
    if any(length(sub(cut.points[a], cut.points[b])) < 0.12 * spread for a, b in sides):
        raise Misfit("a side of the section is too short")


def _whole(draw: Draw, cut: Cut, view: View, style: Look) -> Scene:
    """The solid with all its edges, and the section in it."""
    sides = [(a, b) for a, b in ring(cut.section) if (a, b) not in cut.body.edges and (b, a) not in cut.body.edges]
    return _scene(draw, cut, view, style, cut.body.edges, sides, cut.body.faces, list(cut.points), [])


def _rest(draw: Draw, cut: Cut, plane: Plane, view: View, style: Look, show: str) -> Scene:
    """What is left behind the plane; of the rest, nothing or thin lines."""
    faces = cut.part(plane)
    edges = _edges(faces, list(cut.points))
    names = {name for face in faces for name in face}
    ghosts: list[Pair] = []
    if show == "ghost":
        ghosts = [edge for edge in _edges(cut.part(Plane(times(plane.normal, -1), -plane.offset)), list(cut.points)) if edge not in edges]
        names |= {name for edge in ghosts for name in edge}
    return _scene(draw, cut, view, style, edges, [], faces, [name for name in cut.points if name in names], ghosts)


def _scene(
    draw: Draw,
    cut: Cut,
    view: View,
    style: Look,
    edges: list[Pair],
    sides: list[Pair],
    faces: list[list[str]],
    labels: list[str],
    ghosts: list[Pair],
) -> Scene:
    hatched = draw.one("fill", ("colour", "colour", "colour", "hatch")) == "hatch"
    hatch = draw.one("hatch", ("///", "\\\\\\", "...")) if hatched else ""
    colour = "gray" if hatched else draw.one("fill_colour", FILLS)
    return Scene(
        view=view,
        hidden=hidden_lines(draw),
        points=cut.points,
        how=cut.how,
        edges=edges,
        segments=sides,
        faces=faces,
        fills=[Fill(cut.section, colour, 0.7, hatch)],
        labels=labels if draw.one("labels", (True, True, True, False)) else [],
        ghosts=ghosts,
        accent=draw.one("accent", (style.ink, style.ink, "crimson", "royalblue")) if sides else style.ink,
        purpose="section",
    )


def _edges(faces: list[list[str]], order: list[str]) -> list[Pair]:
    sides = [(a, b) for face in faces for a, b in ring(face)]
    return list(dict.fromkeys((a, b) if order.index(a) < order.index(b) else (b, a) for a, b in sides))


def _facts(cut: Cut, plane: Plane, show: str, scene: Scene, lines: Lines) -> Facts:
    body, sides = cut.body, len(cut.section)
    shown = f"{wording.kind(body)}{f' {body.name}' if scene.labels and show != 'cut' else ''} in {project.words(scene.view)}"
    whole, left = bodies.volume(cut.points, body.faces), bodies.volume(cut.points, cut.part(plane))
    visible = {
        "subject": f"{shown} {'cut by a plane' if show == 'whole' else 'with a part cut off by a plane'}",
        "counts": wording.counts(scene, lines, "section lines") | {"corners of the section": sides},
        "labels": scene.labels,
        "statements": _statements(cut, show, scene, lines),
        "section": cut.section if scene.labels else [],
    }
    derived = {
        "solid": body.kind,
        "dimensions": body.given,
        "plane through": cut.given_by,
        "section sides": sides,
        "section area": round(bodies.area(cut.points, cut.section), 4),
        "section perimeter": round(sum(bodies.distance(cut.points, a, b) for a, b in ring(cut.section)), 4),
        "volume": round(whole, 4),
        "volumes of the parts": [round(left, 4), round(whole - left, 4)],
    }
    return {"visible": visible, "derived": derived}


def _statements(cut: Cut, show: str, scene: Scene, lines: Lines) -> list[str]:
    fill = scene.fills[0]
    named = f" {''.join(cut.section)}" if scene.labels else ""
    how = hatch_words(fill.hatch) if fill.hatch else f"shaded in {colour_words(fill.colour)}"
    said = [f"The section is the {polygon(len(cut.section))}{named}, {how}."]
    said += wording.hidden_edges(scene, lines) if scene.labels else []
    told = [corner for corner in cut.corners if corner.b and scene.labels and show != "cut"]
    said += [f"{cut.names[corner]} lies on the edge {corner.a}{corner.b}." for corner in told]
    return said + (["The edges of the part that is cut off are thin dotted grey lines."] if scene.ghosts else [])


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What shape the section has, how many faces the plane cuts, how large the parts are; then what can be counted."""
    visible, derived = facts["visible"], facts["derived"]
    thought = _of_polygon(derived, rng) if "section sides" in derived else _of_curve(derived, rng)
    return chosen(thought, counted(visible, rng), rng)


def _of_polygon(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    sides, one = derived["section sides"], derived["volumes of the parts"][0]
    shapes = [polygon(n) for n in range(3, 8) if n != sides]
    parts = f"The plane cuts a {derived['solid']} of volume {num(derived['volume'], 2)} in two; one part has the volume {num(one, 2)}."
    return [
        Question("What shape has the section of the solid with the plane?", polygon(sides), rng.sample(shapes, 3)),
        Question("How many faces of the solid does the plane cut?", str(sides), near(sides, rng)),
        measure(f"{parts} What is the volume of the other part?", round(derived["volume"], 2) - round(one, 2), (2, 1 / 2, 3 / 4), "", rng),
    ]


def _of_curve(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    kinds = ("circle", "ellipse", "parabola", "hyperbola", "rectangle", "triangle")
    others = [kind for kind in kinds if kind not in derived["section"]]
    return [Question("What shape has the section of the solid with the plane?", derived["section"], rng.sample(others, 3))]
