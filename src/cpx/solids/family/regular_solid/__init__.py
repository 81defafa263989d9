"""Regular and semiregular solids: the five of Plato, the thirteen of Archimedes, corners cut off, one solid inside another."""

import math
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.regular_solid import regular, script, uniform
from cpx.solids.family.regular_solid.script import SHADES, Model
from cpx.solids.page import project
from cpx.solids.page.hidden import faces_viewer
from cpx.solids.page.look import PALETTES, look
from cpx.solids.page.script import habit
from cpx.solids.page.vectors import length, sub
from cpx.solids.page.words import HIDDEN_NOUN, NUMBERS, colour_words, joined, polygons, with_article
from cpx.solids.questions import Question, chosen, counted, measure
from cpx.solids.wire import bodies, measured, questions
from cpx.solids.wire.construct import Construction

FORMS = {
    1: ("model", "named"),
    2: ("model", "named", "truncation"),
    3: ("model", "model", "truncation", "inside"),
    4: ("model", "model", "truncation", "inside"),
    5: ("model", "model", "model", "truncation"),
}
SMALL = ("truncated tetrahedron", "cuboctahedron", "truncated cube", "truncated octahedron", "rhombicuboctahedron")
MODELS = {
    1: tuple(uniform.PLATONIC),
    2: (*uniform.PLATONIC, *SMALL[:4]),
    3: SMALL,
    4: (*SMALL, "truncated cuboctahedron", "snub cube", "icosidodecahedron", "truncated icosahedron"),
    5: tuple(uniform.ARCHIMEDEAN),
}
SIDES = {3: "triangles", 4: "squares", 5: "pentagons", 6: "hexagons", 8: "octagons", 10: "decagons"}  # of uniform solids
MOST_HIDDEN = 48  # edges of a solid whose hidden edges are still to be told apart


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    return _FORMS[draw.one("form", FORMS[level])](draw, level)


def _model(draw: Draw, level: int) -> Drawn:
    """A uniform solid that is all edges and coloured faces."""
    name = draw.one("solid", MODELS[level])
    turn, height = draw.value("turn", lambda rng: rng.randrange(-40, 41)), draw.value("elevation", lambda rng: rng.randrange(8, 41))
    size = length(uniform.vertices(name)[0])
    far = math.ceil(5 * size) if draw.one("projection", ("orthographic", "orthographic", "perspective")) == "perspective" else 0
    view = project.orthographic(turn, height, far)
    rings = uniform.uniform_faces(name)
    manners = ("dashed", "dashed", "dotted", "light") if len(uniform.edges(rings)) <= MOST_HIDDEN else ("omitted",)
    fill = draw.one("fill", ("none", "kinds", "shaded") if len(rings) < 60 else ("kinds", "shaded"))
    colours = dict(zip(sorted({len(face) for face in rings}), _colours(draw), strict=False)) if fill == "kinds" else {}
    numbered = fill != "shaded" and len(rings) < 30 and draw.one("numbered", (True, False, False))
    hidden = "omitted" if fill == "shaded" or numbered else draw.one("hidden", manners)
    raised = name in ("tetrahedron", "truncated tetrahedron") or draw.one("raised", (True, False, False))
    shade = draw.one("shade", tuple(SHADES)) if fill == "shaded" else ""
    model = Model(name, view, raised, hidden, fill, colours, shade, numbered)
    style = look(draw)
    way = habit(draw, ("faces", "edges"))
    title = f"{with_article(name)}, {'its faces numbered' if numbered else 'drawn from its vertices and faces'}."
    if len(model.split()[0]) < min(3, len(rings) - 2):
        raise Misfit("too few faces are in sight")
    return Drawn(script.script(model, style, way, f"{title[0].upper()}{title[1:]}"), _model_facts(model))


def _colours(draw: Draw) -> list[str]:
    palette = PALETTES[draw.one("palette", ("pastel", "bright", "cool"))]
    return draw.value("colours", lambda rng: rng.sample(palette, 3))


def _model_facts(model: Model) -> Facts:
    front, back = model.split()
    rings, seen = front + back, uniform.edges(front)
    edges = uniform.edges(rings)
    kinds = Counter(len(face) for face in front)
    noun = HIDDEN_NOUN[model.hidden]
    counts = {"visible faces": len(front)} | {f"visible {SIDES[n]}": count for n, count in sorted(kinds.items()) if len(kinds) > 1}
    counts |= {"solid edges": len(seen)} | ({f"{noun} edges": len(edges) - len(seen)} if model.hidden != "omitted" else {})
    said = []
    if model.fill == "kinds":
        said.append(f"The faces are coloured: {joined([f'{SIDES[n]} {colour_words(model.colours[n])}' for n in sorted(kinds)])}.")
    if model.fill == "shaded":
        said.append(f"The faces are shaded in tones of {SHADES[model.shade]}, lightest at the upper left.")
    if model.numbered:
        said.append(f"The faces in sight bear the numbers 1 to {len(front)}.")
    if model.hidden == "omitted":
        said.append("Edges behind the solid are not drawn.")
    visible = {
        "subject": f"{with_article(model.name)} in {project.words(model.view)}",
        "counts": counts,
        "labels": [str(k) for k in range(1, len(front) + 1)] if model.numbered else [],
        "statements": said,
    }
    return {"visible": visible, "derived": _derived(model.name) | {"faces out of sight": len(back)}}


def _derived(name: str) -> dict[str, Any]:
    """What holds of the solid, with lengths in edges."""
    points, rings = uniform.vertices(name), uniform.uniform_faces(name)
    edges = uniform.edges(rings)
    edge = length(sub(points[edges[0][0]], points[edges[0][1]]))
    labelled = {str(i): p for i, p in enumerate(points)}
    volume = bodies.volume(labelled, [[str(i) for i in face] for face in rings])
    return {
        "described": with_article(name),
        "solid": name,
        "V": len(points), "E": len(edges), "F": len(rings),
        "faces of each kind": {SIDES[n]: count for n, count in sorted(Counter(map(len, rings)).items())},
        "faces at a vertex": sorted(SIDES[len(face)] for face in rings if 0 in face),
        "angles at a vertex": round(sum(180 - 360 / len(face) for face in rings if 0 in face), 4),
        "volume of edge 1": round(volume / edge**3, 6),
        "surface area of edge 1": round(script.areas(points, rings) / edge**2, 6),
    }  # fmt: skip


def _named(draw: Draw, level: int) -> Drawn:
    """A regular solid with its vertices' names, its edge, and perhaps a diagonal and the square or pentagon round it."""
    kind = draw.one("solid", ("octahedron", "octahedron", "icosahedron", "tetrahedron", "cube"))
    made = Construction(regular.body(draw, kind))
    plan = measured.Plan(draw, made, ("cabinet", "cabinet", "orthographic", "orthographic", "perspective"))
    names, extra = list(made.body.spots), ""
    if kind in ("octahedron", "icosahedron") and draw.one("axis", (True, True, False)):
        made.segments.append((names[0], names[-1]))
        extra = f" with the diagonal {names[0]}{names[-1]}"
    if kind in ("octahedron", "icosahedron") and draw.one("belt", (True, False)):
        belt = names[1:5] if kind == "octahedron" else names[1:6]
        made.segments += [pair for pair in measured.closed(belt) if not made.joined(*pair)]
        plan.shaded.append(belt)
    plan.side("a", made.body.edges)
    word = f"a {'cube' if kind == 'cube' else f'regular {kind}'}"
    return measured.picture(plan, f"{word} {made.body.name}".rstrip(), extra, _euler(made.body))


def _euler(body: bodies.Body) -> dict[str, Any]:
    kinds = Counter(len(face) for face in body.faces)
    return {"faces of each kind": {polygons(n): count for n, count in sorted(kinds.items())}}


def _truncation(draw: Draw, level: int) -> Drawn:
    """A regular solid whose corners, or some of them, are cut off; thin lines show what was there."""
    kind = draw.one("solid", ("cube", "cube", "tetrahedron", "octahedron"))
    whole = regular.body(draw, kind)
    names = list(whole.spots)
    most = draw.one("all_corners", (True, False)) if level > 2 else False
    cut = (
        names if most else draw.value("corners_cut", lambda rng: sorted(rng.sample(names, rng.randint(1, min(len(names) - 1, level + 1)))))
    )
    share = draw.one("share", (0.333, 0.5) if most else (0.25, 0.333, 0.4, 0.5))
    if any({a, b} <= set(cut) for a, b in whole.edges) and share == 0.5 and not most:
        raise Misfit("two cuts would meet in a point")
    rest, ghosts = regular.truncated(whole, cut, share)
    made = Construction(rest)
    if draw.one("removed", (True, True, False)) or (most and share == 0.5):
        for name in cut:
            made.points[name] = whole.points[name]
            made.how[name] = ("at", *(bodies.words(form) for form in whole.spots[name]))
    plan = measured.Plan(draw, made, ("orthographic", "orthographic", "perspective", "cabinet"))
    seen = [faces_viewer([made.points[name] for name in face], plan.view) for face in rest.faces[-len(cut) :]]
    if 2 * sum(seen) < len(seen):
        raise Misfit("most of the cuts are at the back")
    plan.named, plan.crowded = False, True
    plan.ghosts = ghosts if set(cut) <= set(made.points) else []
    if plan.ghosts:
        plan.said.append("What was cut off is drawn in thin dotted grey lines.")
    extra = f" with {f'its {len(names)}' if most else NUMBERS[len(cut)]} corner{'s' if len(cut) > 1 else ''} cut off"
    solid = with_article(kind)
    further = {**_euler(rest), "described": f"{solid}{extra}", "corners cut off": len(cut), "solid": "solid that is left"}
    return measured.picture(plan, solid, extra, further)


def _inside(draw: Draw, level: int) -> Drawn:
    """A regular solid with another one inside: on the centres of its faces, the middles of its edges, or on its vertices."""
    kind = draw.one("solid", ("cube", "cube", "octahedron", "tetrahedron"))
    made = Construction(regular.body(draw, kind, (6, 6, 6, 12, 3, 9)))
    ways = {"cube": ("centres", "alternate"), "octahedron": ("centres",), "tetrahedron": ("centres", "middles")}
    way = draw.one("inner", ways[kind])
    inner = {"centres": regular.dual, "middles": regular.middles, "alternate": regular.alternate}[way](made)
    plan = measured.Plan(draw, made, ("cabinet", "cabinet", "orthographic", "orthographic"))
    plan.named = False
    if way != "middles":  # where a value would seem to be that of half an edge
        plan.side("a", made.body.edges)
    whose = {"centres": "the centres of its faces", "middles": "the midpoints of its edges", "alternate": "four of its vertices"}[way]
    extra = f" with {with_article(inner)} inside whose vertices are {whose}"
    edge = min(length(sub(made.points[a], made.points[b])) for a, b in made.segments)
    volume = _derived(inner)["volume of edge 1"] * edge**3
    share = Fraction(volume / bodies.volume(made.body.points, made.body.faces)).limit_denominator(40)
    further = {"inner solid": inner, "inner edge": round(edge, 4), "inner volume": round(volume, 4), "inner share": str(share)}
    return measured.picture(plan, with_article(kind), extra, {**_euler(made.body), **further})


_FORMS = {"model": _model, "named": _named, "truncation": _truncation, "inside": _inside}


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Vertices, edges and faces in all, what meets at a vertex, lengths and volumes of a given edge; then counts."""
    derived = facts["derived"]
    thought = _totals(facts, rng)
    if "faces at a vertex" in derived:
        thought += [*_at_a_vertex(derived, rng), *_of_edge(derived, rng)]
        return chosen(thought, counted(facts["visible"], rng), rng)
    if "inner share" in derived:
        thought += _inner(derived, rng)
    return chosen(thought, questions.ask(facts, rng), rng)


def _totals(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """How many of each there are; wrong are the other two, what is in sight, and neighbours."""
    derived, counts = facts["derived"], facts["visible"]["counts"]
    asked = {"vertices": derived["V"], "edges": derived["E"], "faces": derived["F"]}
    seen = {"edges": counts.get("solid edges", 0), "faces": counts.get("visible faces", 0)}
    made = []
    for what, number in asked.items():
        slips = [other for noun, other in asked.items() if noun != what] + [seen.get(what, 0), number + 2, number - 2, number + 4]
        wrong = [str(other) for other in dict.fromkeys(slips) if other not in (number, 0)]
        of = f"The figure shows {derived['described']}. How many {what} does the {derived['solid']} have in all, hidden ones included?"
        made.append(Question(of, str(number), wrong[:3]))
    return made


def _inner(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """The share of the inner solid, and its edge and volume where the outer edge is printed."""
    opening = f"The figure shows {derived['described']}."
    inner, unit, share = derived["inner solid"], derived["unit"], derived["inner share"]
    others = [other for other in ("1/6", "1/3", "2/9", "1/27", "1/2", "1/4", "1/8") if other != share]
    made = [Question(f"{opening} What share of the {derived['solid']}'s volume does the {inner} take up?", share, rng.sample(others, 3))]
    if derived["printed"]:
        made.append(measure(f"{opening} How long is an edge of the {inner}?", derived["inner edge"], (2, 1 / 2, 1 / 3, 3 / 2), unit, rng))
        text = f"{opening} What is the volume of the {inner}?"
        made.append(measure(text, derived["inner volume"], (2, 1 / 2, 1 / 3, 3, 3 / 2), unit and f"{unit}³", rng))
    return made


def _at_a_vertex(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    opening = f"The figure shows {derived['described']}, whose faces are regular polygons."
    meeting = len(derived["faces at a vertex"])
    angles = derived["angles at a vertex"]
    hidden = derived["faces out of sight"]
    others = [str(k) for k in (3, 4, 5, 6) if k != meeting]
    right = f"{angles:g}°"
    wrong = [f"{angle:g}°" for angle in dict.fromkeys((360, angles - 12, angles + 12, angles - 30)) if angle != angles]
    return [
        Question(f"{opening} How many faces meet at each vertex?", str(meeting), others[:3]),
        Question(f"{opening} How large is the sum of the faces' angles at one vertex?", right, wrong[:3]),
        Question(
            f"{opening} How many of its faces are out of sight?", str(hidden), [str(k) for k in (derived["F"], hidden + 1, hidden - 1)]
        ),
    ]


def _of_edge(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Of an edge that the question gives: all edges together, and surface and volume where they can be written exactly."""
    edge = rng.choice((2, 3, 4, 6))
    opening = f"Every edge of the {derived['solid']} in the figure is {edge} cm long."
    made = [
        measure(
            f"{opening} How long are all its edges together?",
            edge * derived["E"],
            (1 / 2, 2, 3 / 2, derived["F"] / derived["E"]),
            "cm",
            rng,
        )
    ]
    for what, power, unit in (("surface area", 2, "cm²"), ("volume", 3, "cm³")):
        number = derived[f"{what} of edge 1"] * edge**power
        asked = measure(f"{opening} What is its {what}?", number, questions.SLIPS[what], unit, rng)
        if "Round" not in asked.question:
            made.append(asked)
    return made
