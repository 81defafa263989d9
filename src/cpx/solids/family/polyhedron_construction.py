"""Polyhedra with labelled vertices and a construction: points on edges, diagonals, perpendiculars, heights, shaded planes."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn
from cpx.solids.page import project
from cpx.solids.page.look import FILLS, Look, hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.script import num
from cpx.solids.page.vectors import length
from cpx.solids.page.words import HIDDEN_NOUN, joined
from cpx.solids.questions import Question, chosen, counted, measure, near
from cpx.solids.wire import bodies, construct, wording
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.scene import Fill, Lines, Scene, resolved
from cpx.solids.wire.script import About, write

EXACT = r"[A-Z] (is the midpoint of|lies on the edge .* divides|lies in the face .*(diagonals cross|its centre))"
"""Statements that leave no doubt where a point is."""
RIGID = r"regular|right|cube|cuboid|prism with|rectangular pyramid|triangular pyramid"
"""Solids of which no other has the same name and edges."""


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    body = bodies.body(draw, bodies.KINDS)
    made = construct.Construction(body)
    for step in draw.value("steps", lambda rng: construct.steps(rng, body, level)):
        made.do(step)
    view = project.view(draw, max(length(p) for p in body.points.values()))
    style = look(draw)
    scene = _scene(draw, made, view, style)
    layout = laid_out(scene, style)
    lines = resolved(scene)
    title = f"{body.described()[0].upper()}{body.described()[1:]} with a construction."
    code = write(draw, scene, lines, layout, style, About(title, body.given, body.said, f"Vertices of the {body.kind}"))
    return Drawn(code, facts(scene, lines, made))


def _scene(draw: Draw, made: construct.Construction, view: View, style: Look) -> Scene:
    fills = _fills(draw, made.planes) if made.planes else []
    ticked = bool(made.ticks) and draw.one("tick_marks", (True, False, False))
    inner = [name for name in made.points if name not in made.body.spots and made.how[name][0] != "foot"]
    dollar = "" if style.font == "serif italic" else "$"
    dotted = bool(inner) and draw.one("dots", (True, False))
    return Scene(
        view=view,
        hidden=hidden_lines(draw),
        points=made.points,
        how=made.how,
        edges=made.edges,
        segments=made.segments,
        faces=made.body.faces,
        fills=fills,
        labels=list(made.points),
        dots=inner if dotted else [],
        right_angles=made.right_angles,
        ticks=made.ticks if ticked else [],
        sizes=[(a, b, f"{dollar}{num(bodies.distance(made.points, a, b))}{dollar}") for a, b in made.lengths],
        accent=draw.one("accent", (style.ink, style.ink, "crimson", "royalblue")),
    )


def _fills(draw: Draw, planes: Sequence[list[str]]) -> list[Fill]:
    """The planes of the construction, tinted or hatched."""
    kind = draw.one("fill", ("translucent", "translucent", "hatch", "none"))
    colours = draw.value("fill_colours", lambda rng: rng.sample(FILLS, len(planes))) if kind != "none" else []
    return [
        Fill(corners, colour, 0.6) if kind == "translucent" else Fill(corners, "gray", 1, "///")
        for corners, colour in zip(planes, colours, strict=False)
    ]


def facts(scene: Scene, lines: Lines, made: construct.Construction) -> Facts:
    """What a viewer can count and name; what follows from the dimensions."""
    body, points = made.body, made.points
    shown = wording.kind(body)
    ideas = wording.ideas(made, scene)
    visible: dict[str, Any] = {
        "subject": f"{shown} {body.name} in {project.words(scene.view)}{ideas}",
        "counts": wording.counts(scene, lines),
        "labels": scene.labels,
        "statements": wording.statements(made, scene, lines),
        "edges": {"solid": lines.seen, HIDDEN_NOUN[scene.hidden]: lines.hidden},
    }
    derived = {
        "solid": body.kind,
        "dimensions": body.given,
        "V": len(body.spots), "E": len(body.edges), "F": len(body.faces),
        "volume": round(bodies.volume(points, body.faces), 4),
        "surface area": round(sum(bodies.area(points, face) for face in body.faces), 4),
        "edge lengths": {a + b: round(bodies.distance(points, a, b), 4) for a, b in body.edges},
        "segment lengths": {a + b: round(bodies.distance(points, a, b), 4) for a, b in made.segments},
        "shaded areas": {"".join(plane): round(bodies.area(points, plane), 4) for plane in made.planes},
    }  # fmt: skip
    return {"visible": visible, "derived": derived}


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """How long a construction line is, once the edges are given; how many vertices, edges, faces the solid has; what can be counted."""
    visible, derived = facts["visible"], facts["derived"]
    thought = [*_euler(derived, rng), *_lengths(visible, derived, rng)]
    return chosen(thought, counted(visible, rng), rng)


def _euler(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    asked = {"vertices": derived["V"], "edges": derived["E"], "faces": derived["F"]}
    name = rng.choice(sorted(asked))
    text = f"Construction lines left aside, how many {name} has the solid in the figure?"
    return [Question(text, str(asked[name]), near(asked[name], rng))]


def _lengths(visible: Mapping[str, Any], derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """A line between points of which each is a vertex or is told exactly, on a solid that its edges determine."""
    told = {said[0]: said for said in visible["statements"] if re.match(EXACT, said)}
    vertices = {end for edges in visible["edges"].values() for edge in edges for end in edge}
    lines = [name for name in derived["segment lengths"] if {*re.findall(r"[A-Z]\d*'?", name)} <= {*told, *vertices}]
    edges = derived["edge lengths"]
    rounded = any(abs(float(num(length, 2)) - length) > 1e-4 for length in edges.values())
    if rounded or not lines or not re.match(RIGID, derived["solid"]):
        return []
    name = rng.choice(sorted(lines))
    said = " ".join(told[end] for end in told if end in name)
    text = f"The figure shows a {derived['solid']} with {_given(edges)}. {said} How long is {name}?".replace("  ", " ")
    return [measure(text, derived["segment lengths"][name], (2, 1 / 2, 3 / 2, 3 / 4, 5 / 4), "", rng)]


def _given(edges: Mapping[str, float]) -> str:
    """AB = CD = 3 and BC = 2."""
    lengths = sorted(set(edges.values()), reverse=True)
    if len(lengths) == 1:
        return f"edges of length {num(lengths[0], 2)}"
    return joined([" = ".join([name for name in edges if edges[name] == length] + [num(length, 2)]) for length in lengths])
