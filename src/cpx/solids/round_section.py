"""Round solids cut by a plane: cylinder, cone and sphere seen from the front and above, with circles and ellipses as sections."""

import math
from typing import Any

from cpx.record import Facts
from cpx.solids import rounds
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.look import HIDDEN_NOUN, Look, colour_words, look
from cpx.solids.project import View, orthographic
from cpx.solids.rounds import Round
from cpx.solids.script import habit, num
from cpx.solids.vectors import Vec, cross, dot, length, times, unit
from cpx.solids.wire import Arc, Fill, How, Lines, Pair, Scene, laid_out, resolved
from cpx.solids.wire_script import LABELS, STROKES, Wire

KINDS = ("cylinder", "cylinder", "cone", "cone", "sphere")
FILLS = ("lightblue", "lightpink", "palegreen", "khaki", "lightgray", "plum", "peachpuff", "skyblue")


def picture(draw: Draw) -> Drawn:
    """One figure."""
    kind = draw.one("solid", KINDS)
    view = orthographic(0, draw.one("elevation", (15, 20, 25, 30)))
    cut = draw.one("show", ("whole", "cut")) == "cut"
    style = look(draw)
    size: dict[str, float]
    if kind == "sphere":
        size, body = _sphere(draw, cut, view)
    else:
        size, body = _upright(draw, kind, cut, view)
    if not body.corners and dot(_normal(body), view.toward(body.section[0])) < 0.15:
        raise Misfit("the section is seen from its edge")
    scene = _scene(draw, kind, size, body, cut, view, style)
    lines = resolved(scene)
    layout = laid_out(scene, lines, style)
    wire = Wire(scene, lines, layout, style, habit(draw, ("dict", "flat")), draw.one("code_strokes", STROKES), draw.one("code_labels", LABELS))
    title = f"A {kind} cut by a plane" + (", the upper part taken away." if cut else ".")
    code = wire.text(title, {}, {}, f"Points of the {kind}")
    return Drawn(code, _facts(kind, size, body, cut, scene, lines))


def _upright(draw: Draw, kind: str, cut: bool, view: View) -> tuple[dict[str, float], Round]:
    r, h = draw.one("r", (1.5, 2, 2.5)), draw.one("h", (3.5, 4, 4.5, 5, 6))
    if not cut and draw.one("plane", ("across", "across", "axial")) == "axial":
        return {"r": r, "h": h}, rounds.axial(kind, r, h, draw.one("plane_turn", (-50, -35, -20, 20, 35, 50)), view)
    tilt = draw.one("tilt", (0, 0, 0.3, -0.3, 0.5, -0.5, 0.7))
    if kind == "cylinder" and cut and not tilt:
        raise Misfit("what is left is a cylinder again")
    turn = draw.one("plane_turn", (0, 0, 30, -30)) if tilt else 0
    level = draw.value("level", lambda rng: round(h * rng.choice((0.4, 0.5, 0.5, 0.6)), 2))
    make = rounds.cylinder if kind == "cylinder" else rounds.cone
    return {"r": r, "h": h}, make(r, h, tilt, turn, level, cut, view)


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
    hidden = draw.one("hidden", ("dashed", "dashed", "dashed", "dotted", "light"))
    section = None if body.corners else body.section
    return Scene(
        view=view,
        hidden=hidden,
        points=points,
        how=how,
        edges=edges,
        segments=inside,
        surfaces=body.surfaces,
        fills=[Fill(list(body.corners), *((colour, 0.7, "") if fill == "colour" else ("gray", 1, "///")), section)],
        labels=[name for name in points if len(name) <= 2],
        dots=[name for name in points if name in ("O", "O1")],
        sizes=[(a, b, letter if style.font == "serif italic" else f"${letter}$") for a, b, letter in _letters(draw, inside, size, kind)],
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


def _letters(draw: Draw, inside: list[Pair], size: dict[str, float], kind: str) -> list[tuple[str, str, str]]:
    """Letters beside the radius and the height."""
    if not draw.one("letters", (True, False)):
        return []
    named = {("O", "A"): "R" if kind == "sphere" else "r", ("O", "P"): "h"} | ({("O", "O1"): "h"} if kind == "cylinder" and len(size) == 2 else {})
    return [(a, b, named[a, b]) for a, b in inside if (a, b) in named]


def _facts(kind: str, size: dict[str, float], body: Round, cut: bool, scene: Scene, lines: Lines) -> Facts:
    a, b = length(body.section[1]), length(body.section[2])
    shape = ("triangle" if kind == "cone" else "rectangle") if body.corners else "circle" if abs(a - b) < 1e-6 else "ellipse"
    area = 2 * size["r"] * size["h"] / (2 if kind == "cone" else 1) if body.corners else math.pi * a * b
    fill = scene.fills[0]
    noun = HIDDEN_NOUN[scene.hidden]
    whole_rims = [arc.about for arc in scene.arcs if all(not piece.hidden for piece in arc.pieces)]
    partly = [arc.about for arc in scene.arcs if any(piece.hidden for piece in arc.pieces)]
    what = f"The {'triangle' if kind == 'cone' else 'quadrilateral'} {''.join(body.corners)}, a section through the axis," if body.corners else \
        "The section, drawn as an ellipse,"
    visible: dict[str, Any] = {
        "subject": f"a {kind} seen from the front and a little above, " + ("its upper part cut off by a plane" if cut else "cut by a plane"),
        "counts": {name: count for name, count in {
            "labelled points": len(scene.labels), "solid outline lines": len(scene.edges), "curves drawn solid all round": len(whole_rims),
            f"curves that are partly {noun}": len(partly), "lines inside the solid": len(scene.segments)}.items() if count},
        "labels": scene.labels + [text.strip("$") for _, _, text in scene.sizes],
        "statements": [
            f"{what} is {'hatched' if fill.hatch else f'shaded in {colour_words(fill.colour)}'}.",
            *[f"The {about} is solid in front and {noun} behind." for about in partly],
            *[f"The line {p}{q} is {'drawn solid' if (p, q) in lines.seen_segments else 'dashed' if scene.hidden != 'dotted' else 'dotted'}." for p, q in scene.segments],
        ],
    }  # fmt: skip
    derived = {
        "solid": kind,
        "dimensions": size,
        "section": shape,
        "half axes of the section": [] if body.corners else [round(max(a, b), 4), round(min(a, b), 4)],
        "section area": round(area, 4),
        "volume of the whole": round({"cylinder": math.pi * size["r"] ** 2 * size.get("h", 0), "cone": math.pi * size["r"] ** 2 * size.get("h", 0) / 3,
                                      "sphere": 4 / 3 * math.pi * size["r"] ** 3}[kind], 4),
    }  # fmt: skip
    return {"visible": visible, "derived": derived}
