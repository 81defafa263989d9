"""Nets of prisms, pyramids, frusta, tetrahedra, octahedra, cylinders and cones, with values and marks, alone or beside the solid."""

import math
from collections.abc import Sequence
from itertools import pairwise

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.other_net import facts, models, unfold
from cpx.solids.family.other_net.facts import flat_facts, round_facts
from cpx.solids.family.other_net.models import Folded
from cpx.solids.family.other_net.script import Look, flat_script, round_script
from cpx.solids.family.other_net.unfold import Paper
from cpx.solids.flat import round_nets
from cpx.solids.flat.drawing import Flat, Mark, laid_out, of_body
from cpx.solids.flat.round_nets import RoundNet
from cpx.solids.page import project
from cpx.solids.page.look import PAPERS, hidden_lines
from cpx.solids.page.script import num
from cpx.solids.page.vectors import ring

ask = facts.ask

ROUND = tuple(round_nets.MAKERS)
SOLIDS = {
    1: ("triangular prism", "square pyramid", "tetrahedron", "cylinder", "cone"),
    2: ("triangular prism", "right prism", "square pyramid", "triangular pyramid", "hexagonal prism", "cylinder", "cone"),
    3: (*models.KINDS, *ROUND, *ROUND),
    4: (*models.KINDS, *ROUND, *ROUND),
    5: ("right prism", "hexagonal prism", "hexagonal pyramid", "pentagonal prism", "square frustum", "octahedron", *ROUND),
}
LAYOUTS = {1: ("strip", "star"), 2: ("strip", "star", "star"), 3: ("strip", "star", "any"), 4: ("any",), 5: ("any",)}
ANGLES = {"cone": ("none", "value", "value", "question"), "frustum of a cone": ("none",), "cylinder": ("none",)}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    solid = draw.one("solid", SOLIDS[level])
    show = draw.one("show", ("net", "net", "net and solid"))
    flat = Flat(draw, (340, 430) if show == "net and solid" else (230, 340))
    look = Look(draw.one("paper", PAPERS), draw.one("fold_line", ("dashed", "dashed", "dotted", "thin")))
    if solid in ROUND:
        return _round(draw, flat, round_nets.MAKERS[solid](draw), look, show)
    return _flat(draw, flat, models.model(draw, solid), look, show)


def _flat(draw: Draw, flat: Flat, folded: Folded, look: Look, show: str) -> Drawn:
    """A polyhedron's net."""
    model = folded.model
    way = draw.one("layout", LAYOUTS[draw.level] if model.lateral else ("any",))
    make = {"strip": unfold.strip, "star": unfold.star, "any": unfold.any_way}[way]
    paper = unfold.laid(model, draw.value("net", lambda rng: make(rng, model)))
    flat.lines = [line for face in paper.corners for line in ring(face)]
    kinds = ("letters", "letters", "none") if flat.print.how == "value" else ("numbers", "letters", "none")  # numbers look like lengths
    content = draw.one("content", kinds)
    marks = {"numbers": "12345678", "letters": "ABCDEFGH", "none": ""}[content][: len(paper.order)]
    if show == "net and solid":
        view = project.view(draw, 12, ("cabinet", "orthographic", "orthographic", "isometric"))
        flat.beside(of_body(model.body, view, hidden_lines(draw)), model.body.kind)
    _marks(flat, paper, marks)
    if draw.one("values_shown", (True, True, True, False) if marks else (True,)):
        for symbol in folded.given:
            _value(draw, flat, folded, paper, symbol)
    layout = laid_out(flat)
    code = flat_script(folded, paper, look, marks, flat, layout)
    return Drawn(code, flat_facts(folded, paper, look, marks, flat, layout.measures))


def _marks(flat: Flat, paper: Paper, marks: Sequence[str]) -> None:
    """A mark on each face, as large as the smallest face allows."""
    if not marks:
        return
    middles = [(sum(x for x, _ in face) / len(face), sum(y for _, y in face) / len(face)) for face in paper.corners]
    low = min(_distance(at, p, q) for at, face in zip(middles, paper.corners, strict=True) for p, q in ring(face))
    size = float(round(min(low * flat.scale() * 1.0, 20)))
    if size < 9:
        raise Misfit("a face is too small for its mark")
    flat.marks += [Mark(at, mark, size) for at, mark in zip(middles, marks, strict=True)]


def _distance(at: tuple[float, float], p: tuple[float, float], q: tuple[float, float]) -> float:
    return abs((q[0] - p[0]) * (at[1] - p[1]) - (q[1] - p[1]) * (at[0] - p[0])) / math.dist(p, q)


def _value(draw: Draw, flat: Flat, folded: Folded, paper: Paper, symbol: str) -> None:
    """The dimension beside a side that has it: one that is cut, if there is one."""
    model = folded.model
    fits = [
        (i, k)
        for i, face in enumerate(paper.order)
        for k, name in enumerate(folded.sides[model.kinds[face]])
        if name == symbol
    ]  # fmt: skip
    free = [side for side in fits if side in unfold.cuts(paper)] or fits
    i, k = draw.value(f"where_{symbol}", lambda rng: list(rng.choice(free)))
    face = paper.corners[i]
    names = [f"faces[{i}][{k}]", f"faces[{i}][{(k + 1) % len(face)}]"]
    flat.spots |= {names[0]: face[k], names[1]: face[(k + 1) % len(face)]}
    made = flat.print.given(names[0], names[1], symbol, folded.given[symbol])
    inside = (sum(x for x, _ in face) / len(face), sum(y for _, y in face) / len(face))
    flat.dims.append((made if (i, k) in unfold.cuts(paper) else made._replace(style="plain"), inside))


def _round(draw: Draw, flat: Flat, net: RoundNet, look: Look, show: str) -> Drawn:
    """The net of a cylinder or cone."""
    flat.lines = [line for *_, corners in net.polygons for line in ring(corners)]
    height: list[str] = []
    if show == "net and solid":
        scene, height = round_nets.scene(net, project.orthographic(0, draw.one("elevation", (15, 18, 20))), hidden_lines(draw))
        flat.beside(scene, net.kind)
    angle = draw.one("angle_shown", ANGLES[net.kind])
    shown = [name for name in net.given if angle != "value" or name == draw.one("length_shown", ("r", "s", "s"))]
    for k, (name, (p, q)) in enumerate(net.values.items()):
        if name in net.drawn:
            flat.lines.append((p[1], q[1]))
        if name in shown:
            ends = [f"ends[{2 * k}]", f"ends[{2 * k + 1}]"]
            flat.spots |= {ends[0]: p[1], ends[1]: q[1]}
            made = flat.print.given(ends[0], ends[1], name, net.given[name])
            centre = net.polygons[0][3]
            inside = (sum(x for x, _ in centre) / len(centre), sum(y for _, y in centre) / len(centre))
            flat.dims.append((made._replace(style="plain") if name != "h" else made, inside))
    text = _angle(flat, net, angle)
    layout = laid_out(flat)
    return Drawn(round_script(net, look, text, height, flat, layout), round_facts(net, look, angle, flat, layout.measures))


def _angle(flat: Flat, net: RoundNet, shown: str) -> str:
    """The expression of the text in the sector's angle."""
    if shown == "none":
        return ""
    size = flat.look.size - 1
    flat.marks.append(Mark((0, -net.apex_angle), "?" if shown == "question" else f"{num(net.angle)}°", size))
    radius = 0.15 * net.given["s"]
    turns = [math.radians(270 + net.angle * (k / 20 - 0.5)) for k in range(21)]
    spots = [(radius * math.cos(t), radius * math.sin(t)) for t in turns]
    flat.lines += list(pairwise(spots))
    return '"?"' if shown == "question" else 'f"{angle:g}°"'
