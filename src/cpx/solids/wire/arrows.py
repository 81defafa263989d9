"""Lines with a head, such as axes and vectors, and texts beside points that are not their names: the script's steps for them."""

from cpx.solids.page.dims import Pen
from cpx.solids.page.script import indented, listing, literal, pair
from cpx.solids.wire.layout import Layout
from cpx.solids.wire.scene import Scene


def steps(scene: Scene, pen: Pen) -> list[list[str]]:
    """A step for the arrows of each colour."""
    return [_of_colour(colour, scene, pen) for colour in dict.fromkeys(colour for _, _, colour in scene.arrows)]


def _of_colour(colour: str, scene: Scene, pen: Pen) -> list[str]:
    pairs = [(a, b) for a, b, other in scene.arrows if other == colour]
    head = f'{{"arrowstyle": "-|>", "color": {literal(colour)}, "shrinkA": 0, "shrinkB": 0}}'
    if len(pairs) == 1:
        tail, tip = (pen.flat(name) for name in pairs[0])
        return [
            f"# {scene.arrow_words[colour]}.",
            f"head = {head}",
            f'{pen.owner}.annotate("", {tip}, xytext={tail}, arrowprops=head)',
        ]
    rows = [f"({pen.flat(a)}, {pen.flat(b)})" for a, b in pairs]
    return [
        f"# {scene.arrow_words[colour]}, each from its tail to its tip.",
        *listing("arrows", rows),
        f"head = {head}",
        "for tail, tip in arrows:",
        f'    {pen.owner}.annotate("", tip, xytext=tail, arrowprops=head)',
    ]


def notes(scene: Scene, layout: Layout, pen: Pen) -> list[list[str]]:
    """A step for all the texts."""
    found = list(zip(scene.notes, layout.note_offsets, strict=True))
    if not found:
        return []
    if len(found) == 1:
        (name, text), at = found[0]
        return [[f"# {scene.note_words}.", *pen.put(literal(text), pen.flat(name), pair(pen.offset(at)))]]
    rows = [f"({pen.flat(name)}, {literal(text)}, {pair(pen.offset(at))})," for (name, text), at in found]
    return [
        [
            f"# {scene.note_words}, each moved off its point.",
            "notes = [",
            *indented(rows),
            "]",
            "for point, text, offset in notes:",
            *indented(pen.put("text", "point", "offset")),
        ]
    ]
