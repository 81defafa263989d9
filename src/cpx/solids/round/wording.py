"""What a viewer can say of a solid with round parts: its curves, outlines and inner lines, how each is drawn, and its values."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cpx.solids.page.hidden import Piece
from cpx.solids.page.words import HIDDEN_NOUN, NUMBERS
from cpx.solids.wire import measured, wording
from cpx.solids.wire.layout import Layout
from cpx.solids.wire.scene import Lines, Scene


def visible(scene: Scene, lines: Lines, layout: Layout, subject: str, remarks: Sequence[str]) -> dict[str, Any]:
    """Subject, counts, labels and statements."""
    polygons = [fill for fill in scene.fills if fill.corners]
    return {
        "subject": subject,
        "counts": _counts(scene, lines) | measured.counts(scene, layout),
        "labels": scene.labels,
        "statements": [
            *_curves(scene, lines),
            *(wording.drawn_line(pair, scene, lines) for pair in scene.segments if set(pair) <= set(scene.labels)),
            *(f"A right-angle mark stands at {at}, between {at}{p} and {at}{q}." for at, p, q in scene.right_angles),
            *remarks,
            *measured.shading(polygons, all(set(fill.corners) <= set(scene.labels) for fill in polygons)),
            *measured.values(scene, layout),
        ],
    }


def _counts(scene: Scene, lines: Lines) -> dict[str, int]:
    noun, dash = HIDDEN_NOUN[scene.hidden], "dotted" if scene.hidden == "dotted" else "dashed"
    kinds = [_kind(arc.pieces) for arc in lines.arcs]
    found = {
        "labelled points": len(scene.labels),
        "solid straight edges": lines.whole["seen"],
        f"{noun} straight edges": lines.whole["hidden"],
        f"partly {noun} straight edges": lines.whole["partly"],
        "solid curves": kinds.count("seen"),
        f"partly {noun} curves": kinds.count("partly"),
        f"{noun} curves": kinds.count("hidden"),
        "solid inner lines": lines.whole["seen segments"],
        f"{dash} inner lines": lines.whole["hidden segments"],
        f"partly {dash} inner lines": lines.whole["partly segments"],
        "right-angle marks": len(scene.right_angles),
        "dotted grey lines": len(scene.ghosts),
    }
    return {name: count for name, count in found.items() if count}


def _curves(scene: Scene, lines: Lines) -> list[str]:
    """How each curve is drawn; several of one name in one sentence."""
    noun = HIDDEN_NOUN[scene.hidden]
    said = {"seen": "solid", "partly": f"solid in front and {noun} behind", "hidden": noun}
    names = Counter(arc.about for arc in lines.arcs)
    found = Counter((arc.about, said[_kind(arc.pieces)]) for arc in lines.arcs)
    return [f"{_named(about, count, names[about])} {how}." for (about, how), count in found.items()]


def _named(about: str, count: int, among: int) -> str:
    """The rim of the base is; three outlines of the spheres are."""
    if among == 1:
        return f"The {about} is"
    line, solid = about.split(" of the ")
    return f"{NUMBERS[count].capitalize()} {line}{'s' if count > 1 else ''} of the {solid}s {'are' if count > 1 else 'is'}"


def _kind(pieces: Sequence[Piece]) -> str:
    return "partly" if len({piece.hidden for piece in pieces}) > 1 else "hidden" if pieces[0].hidden else "seen"
