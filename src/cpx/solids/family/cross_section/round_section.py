"""Round solids cut by a plane: cylinder, cone and sphere seen from the front and above, with circles and ellipses as sections."""

import math
from typing import Any

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.cross_section import rounds
from cpx.solids.family.cross_section.rounds import Round
from cpx.solids.page.look import FILLS, Look, hidden_lines, look
from cpx.solids.page.project import View, orthographic
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec, cross, dot, length, times, unit
from cpx.solids.page.words import HIDDEN_NOUN, colour_words, hatch_words
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.scene import Arc, Fill, How, Lines, Pair, Scene, resolved
from cpx.solids.wire.script import About, write

KINDS = ("cylinder", "cylinder", "cone", "cone", "sphere")


def picture(draw: Draw, level: int) -> Drawn:
    """One figure; at level 1 the plane is parallel to the base or runs through the axis."""
    kind = draw.one("solid", KINDS)
    view = orthographic(0, draw.one("elevation", (15, 20, 25, 30)))
    cut = draw.one("show", ("whole", "cut")) == "cut"
    style = look(draw)
    size: dict[str, float]
    if kind == "sphere":
        size, body = _sphere(draw, cut, view)
    else:
        size, body = _upright(draw, kind, level, cut, view)
    if not body.corners and dot(_normal(body), view.toward(body.section[0])) < 0.15:
        raise Misfit("the section is seen from its edge")
    scene = _scene(draw, kind, size, body, cut, view, style)
    layout = laid_out(scene, style)
    lines = resolved(scene)
    title = f"A {kind} cut by a plane" + (", the upper part taken away." if cut else ".")
    code = write(draw, scene, lines, layout, style, About(title, {}, {}, f"Points of the {kind}"))
    return Drawn(code, _facts(kind, size, body, cut, scene, lines))


def _upright(draw: Draw, kind: str, level: int, cut: bool, view: View) -> tuple[dict[str, float], Round]:
    r, h = draw.one("r", (1.5, 2, 2.5)), draw.one("h", (3.5, 4, 4.5, 5, 6))
    if not cut and draw.one("plane", ("across", "across", "axial")) == "axial":
        return {"r": r, "h": h}, rounds.axial(kind, r, h, draw.one("plane_turn", (-50, -35, -20, 20, 35, 50)), view)
    tilt = draw.one("tilt", (0,) if level == 1 else (0, 0.3, -0.3, 0.5, -0.5, 0.7))
    if kind == "cylinder" and cut and not tilt:
        raise Misfit("what is left is a cylinder again")
    turn = draw.one("plane_turn", (0, 0, 30, -30)) if tilt else 0
    at = draw.value("level", lambda rng: round(h * rng.choice((0.4, 0.5, 0.5, 0.6)), 2))
    make = rounds.cylinder if kind == "cylinder" else rounds.cone
    return {"r": r, "h": h}, make(r, h, tilt, turn, at, cut, view)


def _sphere(draw: Draw, cut: bool, view: View) -> tuple[dict[str, float], Round]:
    r = draw.one("r", (2, 2.5, 3))
    lean, turn = draw.one("lean", (0, 0, 20, 40, 60)), draw.one("plane_turn", (0, 90, 60, -60))
    a, b = math.radians(lean), math.radians(turn)
    axis = (math.sin(a) * math.sin(b), -math.sin(a) * math.cos(b), math.cos(a))
    return {"r": r}, rounds.sphere(r, axis, r * draw.one("offset_share", (0, 0.3, 0.4, 0.5, 0.6)), cut, view)


def _normal(body: Round) -> Vec:
    n = unit(cross(body.section[1], body.section[2]))
    return n if n[2] > 0 else times(n, -1)


def _scene(draw: Draw, kind: str, size: dict[str, float], body: Round, cut: bool, view: View, style: Look) -> Scene:
    points, edges, inside = _points(draw, kind, size, body, cut)
    how: dict[str, How] = {name: ("at", *(num(part) for part in p)) for name, p in points.items()}
    fill = draw.one("fill", ("colour", "colour", "hatch"))
    colour = draw.one("fill_colour", FILLS)
    hidden = hidden_lines(draw)
    section = None if body.corners else body.section
    return Scene(
        view=view,
        hidden=hidden,
        points=points,
        how=how,
        edges=edges,
        segments=inside,
        surfaces=body.surfaces,
        fills=[Fill(list(body.corners), colour if fill == "colour" else "gray", 0.7, "" if fill == "colour" else "///", section)],
        labels=[name for name in points if len(name) <= 2],
        dots=[name for name in points if name in ("O", "O1")],
        sizes=[(a, b, letter if style.font == "serif italic" else f"${letter}$") for a, b, letter in _letters(draw, inside, kind, cut)],
        arcs=body.rims,
    )


def _points(draw: Draw, kind: str, size: dict[str, float], body: Round, cut: bool) -> tuple[dict[str, Vec], list[Pair], list[Pair]]:
    """Named points, outline lines, lines inside: the axis, a radius."""
    r, h = size["r"], size.get("h", 0)
    points: dict[str, Vec] = {"O": (0, 0, 0)}
    edges: list[Pair] = []
    inside: list[Pair] = []
    for side, (foot, end) in zip(("left", "right"), body.horizon, strict=False):
        points[f"{side} foot"] = foot
        points[name := "P" if kind == "cone" and not cut else f"{side} top"] = end
        edges.append((f"{side} foot", name))
    if kind == "sphere":
        if length(body.section[0]) > 0.1:
            points["O1"] = body.section[0]
            inside.append(("O", "O1"))
        if draw.one("radius", (True, False)):
            points["A"] = _on(body, draw.one("radius_turn", (20, 160, 200, 340)))
            inside += [("O", "A")] + ([("O1", "A")] if "O1" in points else [])
        return points, edges, inside
    points |= body.corners
    inside += list(zip(body.corners, [*list(body.corners)[1:], *list(body.corners)[:1]], strict=True))
    if not body.corners and draw.one("axis", (True, True, False)):
        top = "P" if kind == "cone" and not cut else "O1"
        points.setdefault(top, (0, 0, _axis(body) if cut else h))
        inside.append(("O", top))
    if not body.corners and draw.one("radius", (True, False)):
        turn = math.radians(draw.one("radius_turn", (-30, -60, 0)))
        points["A"] = (round(r * math.cos(turn), 3), round(r * math.sin(turn), 3), 0)
        inside.append(("O", "A"))
    return points, edges, inside


def _on(body: Round, turn: float) -> Vec:
    return Arc("", *body.section, pieces=[]).at(turn)


def _axis(body: Round) -> float:
    """Height at which the section meets the axis."""
    n, at = _normal(body), body.section[0]
    return at[2] + (n[0] * at[0] + n[1] * at[1]) / n[2]


def _letters(draw: Draw, inside: list[Pair], kind: str, cut: bool) -> list[tuple[str, str, str]]:
    """Letters beside the radius and the height."""
    if not draw.one("letters", (True, False)):
        return []
    named = {("O", "A"): "R" if kind == "sphere" else "r", ("O", "P"): "h"} | ({("O", "O1"): "h"} if kind == "cylinder" and not cut else {})
    return [(a, b, named[a, b]) for a, b in inside if (a, b) in named]


def _facts(kind: str, size: dict[str, float], body: Round, cut: bool, scene: Scene, lines: Lines) -> Facts:
    fill = scene.fills[0]
    noun = HIDDEN_NOUN[scene.hidden]
    partly = [arc.about for arc in scene.arcs if any(piece.hidden for piece in arc.pieces)]
    dash = "dotted" if scene.hidden == "dotted" else "dashed"
    counts = {
        "labelled points": len(scene.labels),
        "solid outline lines": len(scene.edges),
        "wholly solid curves": len(scene.arcs) - len(partly),
        f"partly {noun} curves": len(partly),
        "solid inner lines": len(lines.seen_segments),
        f"{dash} inner lines": len(lines.hidden_segments),
    }
    what = (
        f"The {'triangle' if kind == 'cone' else 'quadrilateral'} {''.join(body.corners)}, a section through the axis,"
        if body.corners
        else "The section, drawn as an ellipse,"
    )
    visible: dict[str, Any] = {
        "subject": f"a {kind} seen from the front and a little above, {'its upper part cut off' if cut else 'cut'} by a plane",
        "counts": {name: count for name, count in counts.items() if count},
        "labels": [*scene.labels, *[text.strip("$") for _, _, text in scene.sizes]],
        "statements": [
            f"{what} is {hatch_words(fill.hatch) if fill.hatch else f'shaded in {colour_words(fill.colour)}'}.",
            *[f"The {about} is solid in front and {noun} behind." for about in partly],
            *[f"The line {p}{q} is {'solid' if (p, q) in lines.seen_segments else dash}." for p, q in scene.segments],
        ],
    }
    return {"visible": visible, "derived": _derived(kind, size, body)}


def _derived(kind: str, size: dict[str, float], body: Round) -> dict[str, Any]:
    a, b = length(body.section[1]), length(body.section[2])
    shape = ("triangle" if kind == "cone" else "rectangle") if body.corners else "circle" if abs(a - b) < 1e-6 else "ellipse"
    area = 2 * size["r"] * size["h"] / (2 if kind == "cone" else 1) if body.corners else math.pi * a * b
    r, h = size["r"], size.get("h", 0)
    volumes = {"cylinder": math.pi * r * r * h, "cone": math.pi * r * r * h / 3, "sphere": 4 / 3 * math.pi * r**3}
    return {
        "solid": kind,
        "dimensions": size,
        "section": shape,
        "half axes of the section": [] if body.corners else [round(max(a, b), 4), round(min(a, b), 4)],
        "section area": round(area, 4),
        "volume of the whole": round(volumes[kind], 4),
    }
