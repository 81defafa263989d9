"""What a viewer can say of a construction: counts of its lines by how they are drawn, and a sentence for each step."""

from collections.abc import Sequence

from cpx.solids.page.words import HIDDEN_NOUN, colour_words, hatch_words, joined, polygon, polygons, with_article
from cpx.solids.wire.bodies import Body
from cpx.solids.wire.construct import Construction, Step
from cpx.solids.wire.scene import Lines, Pair, Scene

_RATIOS = {0.25: "1 : 3", 0.333: "1 : 2", 0.4: "2 : 3", 0.6: "3 : 2", 0.667: "2 : 1", 0.75: "3 : 1"}


def kind(body: Body) -> str:
    """The solid as far as a viewer can tell: whether it is regular is not to be seen."""
    return with_article(body.kind.removeprefix("regular ").removeprefix("right "))


def ideas(made: Construction, scene: Scene) -> str:
    """What the construction adds, for the subject."""
    said = []
    for plane in made.planes:
        said.append(f"the {polygon(len(plane))} {''.join(plane)}{' shaded' if scene.fills else ''}")
    if any(step[0] == "height" for step in made.steps):
        said.append("its height")
    if any(step[0] == "foot" for step in made.steps):
        said.append("a perpendicular")
    lone = [step for step in made.steps if step[0] == "segment"]
    if lone and not said:
        said.append(f"the {'segments' if len(lone) > 1 else 'segment'} {joined([a + b for _, a, b in lone])}")
    return f", with {joined(said)}" if said else ""


def counts(scene: Scene, lines: Lines, further: str = "construction lines") -> dict[str, int]:
    """Numbers of lines as a viewer would count them: each edge once, however it is cut."""
    noun, dash = HIDDEN_NOUN[scene.hidden], "dotted" if scene.hidden == "dotted" else "dashed"
    found = {
        "labelled points": len(scene.labels),
        "solid edges": lines.whole["seen"],
        f"{noun} edges": lines.whole["hidden"],
        f"partly {noun} edges": lines.whole["partly"],
        f"solid {further}": lines.whole["seen segments"],
        f"{dash} {further}": lines.whole["hidden segments"],
        f"partly {dash} {further}": lines.whole["partly segments"],
        "right-angle marks": len(scene.right_angles),
        "printed lengths": len(scene.sizes),
        "dotted grey edges": len(scene.ghosts),
    }
    for fill in scene.fills:
        how = "shaded" if not fill.hatch else "hatched" if hatch_words(fill.hatch) == "hatched" else "dot-filled"
        name = f"{how} {polygons(len(fill.corners))}"
        found[name] = found.get(name, 0) + 1
    return {name: count for name, count in found.items() if count}


def statements(made: Construction, scene: Scene, lines: Lines) -> list[str]:
    """A sentence for each step, and one for the hidden edges."""
    said = hidden_edges(scene, lines)
    for step in made.steps:
        said += _step(step, made, scene, lines)
    for fill in scene.fills:
        how = hatch_words(fill.hatch) if fill.hatch else f"shaded in {colour_words(fill.colour)}"
        said.append(f"The {polygon(len(fill.corners))} {''.join(fill.corners)} is {how}.")
    if scene.ticks:
        said.append("Equal halves of a line carry equal numbers of tick marks.")
    if scene.accent not in ("black", "midnightblue") and scene.segments:
        said.append(f"The lines of the construction are {scene.accent.replace('royalblue', 'blue').replace('crimson', 'red')}.")
    return said


def hidden_edges(scene: Scene, lines: Lines) -> list[str]:
    """Which edges are wholly hidden."""
    hidden = [f"{a}{b}" for a, b in scene.edges if (a, b) in lines.hidden]
    if not hidden or scene.hidden == "omitted":
        return []
    edges, are = ("edges", "are") if len(hidden) > 1 else ("edge", "is")
    return [f"The hidden {edges} {joined(hidden)} {are} {HIDDEN_NOUN[scene.hidden]}."]


def drawn_line(pair: Pair, scene: Scene, lines: Lines) -> str:
    """How a line of the construction is drawn."""
    return f"The line {pair[0]}{pair[1]} is drawn{_manner(pair, scene, lines)}."


def _step(step: Step, made: Construction, scene: Scene, lines: Lines) -> list[str]:
    what, *names = step
    if what in ("midpoint", "point"):
        return [_on_edge(names, bool(scene.view.distance))]
    if what == "centre":
        around = "where the diagonals cross" if len(names) == 5 else "its centre"
        face = names[1:] if names[1] < names[-1] else names[:0:-1]
        return [f"{names[0]} lies in the face {''.join(face)}, {around}."]
    if what == "foot":
        return [f"From {names[1]} a line is drawn to {names[0]} on {names[2]}{names[3]}, with a right-angle mark at {names[0]}."]
    if what == "height":
        return [f"The line {made.body.apex}{names[0]} runs from the apex to the base, with a right-angle mark at {names[0]}."]
    if what == "segment":
        return (
            [f"The line {names[0]}{names[1]} is drawn{_manner((names[0], names[1]), scene, lines)}."]
            if tuple(names) in made.segments
            else []
        )
    if what == "length":
        return [f"The number {text.strip('$')} stands beside the edge {a}{b}." for a, b, text in scene.sizes if [a, b] == names]
    return []


def _on_edge(names: Sequence[str], perspective: bool) -> str:
    name, a, b, *share = names
    if not share:
        return f"{name} lies near the middle of the edge {a}{b}." if perspective else f"{name} is the midpoint of the edge {a}{b}."
    if perspective:
        return f"{name} lies on the edge {a}{b}, nearer to {a if float(share[0]) < 0.5 else b}."
    ratio = _RATIOS.get(float(share[0]), f"{share[0]} : {1 - float(share[0]):g}")
    return f"{name} lies on the edge {a}{b} and divides it from {a} in the ratio {ratio}."


def _manner(pair: Pair, scene: Scene, lines: Lines) -> str:
    if pair in lines.hidden_segments:
        return " as a dotted line" if scene.hidden == "dotted" else " as a dashed line"
    return " as a solid line" if pair in lines.seen_segments else ", partly hidden"
