"""What is true of nets of prisms, pyramids and round solids: what can be counted on them, what they fold to, and what is asked."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.family.other_net import unfold
from cpx.solids.family.other_net.models import Folded
from cpx.solids.family.other_net.script import Look
from cpx.solids.family.other_net.unfold import Paper
from cpx.solids.flat import round_nets
from cpx.solids.flat.drawing import Flat
from cpx.solids.flat.round_nets import RoundNet
from cpx.solids.page import dims
from cpx.solids.page.vectors import cross, length, normal, unit
from cpx.solids.page.words import HIDDEN_NOUN, NUMBERS, colour_words, joined, polygon, with_article
from cpx.solids.questions import Question, chosen, counted, exact, measure
from cpx.solids.wire import bodies

SIDES = {"prism": "rectangle", "pyramid": "triangle", "frustum": "trapezoid"}


def flat_facts(folded: Folded, paper: Paper, look: Look, marks: Sequence[str], flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    """Facts of a polyhedron's net."""
    nouns = [_noun(folded, face) for face in paper.order]
    shapes = {f"{noun}s": nouns.count(noun) for noun in dict.fromkeys(nouns)}
    listed = joined([f"{NUMBERS[count]} {noun if count > 1 else noun[:-1]}" for noun, count in shapes.items()])
    said = [
        f"The {nouns[joint.face]} {marks[joint.face]} is joined to the {nouns[joint.parent]} {marks[joint.parent]}."
        for joint in paper.joints
        if marks
    ]
    counts = shapes | {f"{look.fold_line} fold lines": len(paper.joints)} | _counted(flat, measures)
    visible = {
        "subject": f"a flat pattern of {listed} joined side to side{f' and marked {joined(list(marks))}' if marks else ''}{_beside(flat)}",
        "counts": {noun if count > 1 else noun[:-1]: count for noun, count in counts.items()},
        "labels": list(marks),
        "statements": said + _paper(look) + _values(flat, measures),
    }
    return {"visible": visible, "derived": _derived(folded, paper, marks) | _told(flat)}


def _derived(folded: Folded, paper: Paper, marks: Sequence[str]) -> dict[str, Any]:
    body, points = folded.model.body, folded.model.body.points
    named = {marks[k]: [points[v] for v in body.faces[face]] for k, face in enumerate(paper.order)} if marks else {}
    return {
        "solid": body.kind,
        "dimensions": folded.given,
        "V": len(body.spots), "E": len(body.edges), "F": len(body.faces),
        "pairs of cut sides": len(unfold.cuts(paper)) // 2,
        "volume": round(bodies.volume(points, body.faces), 4),
        "surface area": round(sum(bodies.area(points, face) for face in body.faces), 4),
        "parallel": [[p, q] for p, q in combinations(named, 2) if length(cross(unit(normal(named[p])), unit(normal(named[q])))) < 1e-6],
    }  # fmt: skip


def _noun(folded: Folded, face: int) -> str:
    """What a viewer calls a face."""
    kind, corners = folded.model.kinds[face], len(folded.model.body.faces[face])
    if kind.startswith("side") and corners == 4:
        return "trapezoid" if "frustum" in folded.model.body.kind else "rectangle"
    return "square" if corners == 4 else polygon(corners)


def round_facts(net: RoundNet, look: Look, angle: str, flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    """Facts of a cylinder's or cone's net."""
    part = {"cylinder": "rectangle", "cone": "sector", "frustum of a cone": "part of a ring"}[net.kind]
    circles = len(net.polygons) - 1
    touching = {"cylinder": "one touching each of its long or short horizontal sides", "cone": "touching its arc"}.get(
        net.kind, "one touching each of its arcs"
    )
    counts = {part if part != "part of a ring" else "ring part": 1, "circles" if circles > 1 else "circle": circles}
    said = [f"The angle of the sector is marked {'?' if angle == 'question' else f'{net.angle:g}°'}."] if angle != "none" else []
    visible = {
        "subject": f"a flat pattern of a {part} and {NUMBERS[circles]} circle{'s' * (circles > 1)}, {touching}{_beside(flat)}",
        "counts": counts | _counted(flat, measures),
        "labels": [],
        "statements": said + _paper(look) + _values(flat, measures, _where(net, flat)),
    }
    g, h = net.given, round_nets.height(net)
    derived: dict[str, Any] = {"solid": net.kind, "dimensions": g, "height": round(h, 4), **_told(flat)}
    if net.kind == "cylinder":
        r = g["r"]
        derived |= {"volume": math.pi * r * r * h, "surface area": math.tau * r * (r + h), "rectangle": math.tau * r}
    else:
        low, high, slant = g.get("R", g["r"]), g["r"] if "R" in g else 0, g["s"]
        side = math.pi * (low + high) * slant
        derived |= {"angle": net.angle, "angle shown": angle, "volume": math.pi * h * (low * low + low * high + high * high) / 3}
        derived |= {"lateral area": side, "surface area": side + math.pi * (low * low + high * high)}
    return {"visible": visible, "derived": {name: round(v, 4) if isinstance(v, float) else v for name, v in derived.items()}}


def _where(net: RoundNet, flat: Flat) -> list[str]:
    """What each value is the size of."""
    places = {"r": "the radius of the circle", "h": "the vertical side of the rectangle", "s": "the straight side of the sector"}
    places |= {"R": "the radius of the larger circle"} if "R" in net.given else {}
    places |= {"r": "the radius of the smaller circle", "s": "the straight side of the ring part"} if "R" in net.given else {}
    order = list(net.values)
    return [places[order[int(dim.a[5:-1]) // 2]] for dim, _ in flat.dims]


def _values(flat: Flat, measures: Sequence[dims.Placed], places: Sequence[str] = ()) -> list[str]:
    """A sentence for each printed value."""
    said = []
    for k, made in enumerate(measures):
        text = dims.read(made.dim.text)
        shown = "The letter" if text.isalpha() else "The value"
        side = places[k] if places else "a side of the net"
        said.append(f"{shown} {text} stands {'beside' if made.shift == (0, 0) else 'on a dimension line along'} {side}.")
    return said


def _paper(look: Look) -> list[str]:
    return [f"The paper is {colour_words(look.paper)}."] if look.paper != "white" else []


def _beside(flat: Flat) -> str:
    return " and the solid that it folds to" if flat.solids else ""


def _counted(flat: Flat, measures: Sequence[dims.Placed]) -> dict[str, int]:
    found = {"printed values": len(measures), "dimension lines": sum(made.shift != (0, 0) for made in measures)}
    for solid in flat.solids:
        if not solid.scene.arcs:
            noun = HIDDEN_NOUN[solid.scene.hidden]
            found |= {"solid edges of the solid": solid.lines.whole["seen"], f"{noun} edges of the solid": solid.lines.whole["hidden"]}
    return {noun: count for noun, count in found.items() if count}


def _told(flat: Flat) -> dict[str, Any]:
    return {"printed": [dim.tells for dim, _ in flat.dims if dim.tells], "unit": flat.print.unit, "beside": bool(flat.solids)}


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What the net folds to, which faces meet, sizes of the solid; then what can be counted."""
    derived = facts["derived"]
    thought = _solid_asked(derived, rng) + _faces_asked(facts, rng) + _round_asked(derived, rng)
    if set(derived["dimensions"]) <= set(derived["printed"]):
        unit = derived["unit"]
        for what, power, slips in (("volume", "³", (3, 1 / 3, 2, 0.5)), ("surface area", "²", (0.5, 2, 1.5, 0.75))):
            text = f"What is the {what} of the solid that the pattern folds to?"
            thought.append(measure(text, derived[what], slips, unit and unit + power, rng))
    several = [noun for noun, count in facts["visible"]["counts"].items() if count > 1]
    return chosen(thought, counted(facts["visible"], rng, several), rng)


_NAMES = ("triangular prism", "square pyramid", "hexagonal prism", "octahedron", "tetrahedron", "hexagonal pyramid", "cylinder", "cone",
          "pentagonal prism", "pentagonal pyramid", "frustum of a cone", "frustum of a square pyramid", "cube")  # fmt: skip


def _solid_asked(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if derived["beside"]:
        return []
    name = derived["solid"].removeprefix("regular ").removeprefix("right ")
    name = "tetrahedron" if name == "triangular pyramid" else name
    others = rng.sample([other for other in _NAMES if other != name], 3)
    answer = "triangular pyramid" if name == "tetrahedron" else name
    return [Question("What solid does the pattern fold to?", with_article(answer), [with_article(other) for other in others])]


def _faces_asked(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Edges, corners, glued sides; parallel faces and neighbours where faces are marked."""
    derived, marks = facts["derived"], facts["visible"]["labels"]
    if "V" not in derived:
        return []
    right = {"edges": derived["E"], "corners": derived["V"]}
    asked = []
    for noun, count in right.items():
        wrong = [str(k) for k in dict.fromkeys((derived["V"], derived["E"], derived["F"], count + 2, count + 4)) if k != count]
        asked.append(Question(f"How many {noun} has the solid that the pattern folds to?", str(count), wrong[:3]))
    glued = derived["pairs of cut sides"]
    text = "How many pairs of cut sides come together when the pattern is folded up?"
    asked.append(Question(text, str(glued), [str(k) for k in (2 * glued, glued + 1, glued - 1)]))
    partners = {p: [q for pair in derived["parallel"] if p in pair for q in pair if q != p] for p in marks}
    alone = [p for p in marks if len(partners[p]) == 1]
    if alone and len(marks) > 4:
        p = rng.choice(alone)
        others = [q for q in marks if q not in (p, *partners[p])]
        text = f"The pattern is folded up. Which face is then parallel to the face marked {p}?"
        asked.append(Question(text, partners[p][0], rng.sample(others, 3)))
    return asked


def _round_asked(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Angle of the sector, circumference that the rectangle is wrapped round, the radius that an angle gives."""
    size, printed, unit = derived["dimensions"], derived["printed"], derived["unit"]
    if derived["solid"] == "cylinder" and "r" in printed:
        text = "The rectangle is wrapped round the circles. How long is its side that is wrapped?"
        return [measure(text, derived["rectangle"], (0.5, 2, 1 / math.pi, 1.5), unit, rng)]
    if derived["solid"] != "cone":
        return []
    r, slant, angle = size["r"], size["s"], derived["angle"]
    share = Fraction(round(r * 12), round(slant * 12))
    if derived["angle shown"] == "value":
        others = [share / 2, 1 - share, share * share, Fraction(1, 2) + share / 3]
        wrong = [str(other) for other in dict.fromkeys(others) if other != share]
        made = [
            Question("The pattern folds to a cone. What fraction of the sector's radius is the circle's radius?", str(share), wrong[:3])
        ]
        asked, given = ("radius of the circle", r) if "s" in printed else ("radius of the sector", slant)
        text = f"The pattern folds to a cone. What is the {asked}?"
        return [*made, measure(text, given, (2, 0.5, 1.5, 0.75), unit, rng)] if printed else made
    if {"r", "s"} <= set(printed):
        found = exact(angle)
        slips = [exact(other) for other in (angle / 2, 360 - angle, angle / 2 + 90, angle + 30)]
        wrong = [f"{slip}°" for slip in dict.fromkeys(slips) if slip != found]
        return [Question("What is the angle of the sector?", f"{found}°", wrong[:3])]
    wrong = ["180° · r / s", "360° · s / r", "360° · r / (s + r)"]
    return [Question("What is the angle of the sector, in the letters of the figure?", "360° · r / s", wrong)]
