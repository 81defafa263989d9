"""Scripts that draw nets of prisms, pyramids and round solids: faces joined one after the other, or rectangles, sectors and discs."""

from collections.abc import Sequence
from typing import NamedTuple

from cpx.solids.family.other_net.models import Folded
from cpx.solids.family.other_net.unfold import Paper
from cpx.solids.flat.drawing import Flat, Layout
from cpx.solids.flat.round_nets import RoundNet
from cpx.solids.flat.script import Writer
from cpx.solids.page.script import Script, call, habit, indented, listing, literal, num
from cpx.solids.page.words import with_article


class Look(NamedTuple):
    """What the paper looks like."""

    paper: str
    fold_line: str


REGULAR = (
    "def regular(n, side):",
    '    """A regular polygon on the side from (0, 0) to (side, 0)."""',
    "    turns = 2 * np.pi / n * np.arange(n - 1)",
    "    steps = side * np.column_stack((np.cos(turns), np.sin(turns)))",
    "    return np.vstack([(0, 0), np.cumsum(steps, axis=0)])",
)
LAY_DOWN = (
    "folds, glued = [], set()",
    "for shape, parent, side, own in net:",
    "    p, q = faces[parent][side], faces[parent][(side + 1) % len(faces[parent])]",
    "    folds.append((p, q))",
    "    glued |= {(parent, side), (len(faces), own)}",
    "    faces.append(attach(shapes[shape], own, q, p))",
)
ATTACH = (
    "def attach(shape, own, p, q):",
    '    """The shape, laid so that its side number `own` runs from p to q."""',
    "    x, y = np.transpose(shape)",
    "    z, start, end = x + 1j * y, complex(*p), complex(*q)",
    "    first, last = z[own], z[(own + 1) % len(z)]",
    "    z = start + (z - first) * (end - start) / (last - first)  # turned and moved",
    "    return np.column_stack((z.real, z.imag))",
)


def flat_script(folded: Folded, paper: Paper, look: Look, marks: Sequence[str], flat: Flat, layout: Layout) -> str:
    """The net of a polyhedron."""
    made = Script(habit(flat.draw, ("joined",), ("straight", "straight", "straight", "main")))
    made.numpy = True
    writer = Writer(flat, layout, made)
    further = [*folded.further, *(folded.height if flat.solids else [])]
    made.given(*[f"{name} = {num(size)}  # {folded.said[name]}" for name, size in folded.given.items()], *further)
    shapes = {name: shape.words for name, shape in folded.model.shapes.items()}
    if any(words.startswith("regular") for words in shapes.values()):
        made.function(*REGULAR)
    made.function(*ATTACH)
    kinds = [literal(folded.model.kinds[face]) for face in paper.order]
    rows = [f"({kinds[joint.face]}, {joint.parent}, {joint.side}, {joint.own})" for joint in paper.joints]
    made.step(
        "# The shapes of the faces, each on its first side.",
        "shapes = {",
        *indented([f"{literal(name)}: {words}," for name, words in shapes.items()]),
        "}",
        "# The net: a face's shape, the earlier face and its side to which it is joined,",
        "# and its own side there; faces and sides are counted from 0.",
        *listing("net", rows),
    )
    made.step("# Lay the faces down, one after the other.", f"faces = [np.array(shapes[{kinds[0]}])]", *LAY_DOWN)
    _draw_faces(made, writer, look, marks)
    return writer.text(f"A net of {with_article(folded.model.body.kind)}.")


def _draw_faces(made: Script, writer: Writer, look: Look, marks: Sequence[str]) -> None:
    paper = [f"    {writer.pen}.fill(*face.T, color={literal(look.paper)}, linewidth=0)"] if look.paper != "white" else []
    made.step(
        "# Sides that are not glued are cut; folds are drawn in another way.",
        "for i, face in enumerate(faces):",
        *paper,
        "    for k, p in enumerate(face):",
        "        q = face[(k + 1) % len(face)]",
        "        if (i, k) not in glued:",
        f"            {writer.pen}.plot(*np.transpose([p, q]), {writer.style('solid')})",
        "for p, q in folds:",
        *indented(call(f"{writer.pen}.plot", ["*np.transpose([p, q])", writer.style(look.fold_line)])),
    )
    if marks:
        size = num(writer.flat.marks[0].size)
        text = ["x, y, mark", 'ha="center", va="center"', f"fontsize={size}, color={writer.ink}"]
        made.step(
            "# A mark in the middle of each face.",
            f"for mark, face in zip({literal(''.join(marks))}, faces):",
            "    x, y = face.mean(axis=0)",
            *indented(call(f"{writer.pen}.text", text)),
        )


def round_script(net: RoundNet, look: Look, angle: str, height: Sequence[str], flat: Flat, layout: Layout) -> str:
    """The net of a cylinder, cone or frustum of a cone."""
    made = Script(habit(flat.draw, ("curves",)))
    made.numpy = True
    writer = Writer(flat, layout, made)
    made.given(*[f"{name} = {num(size)}  # {net.said[name]}" for name, size in net.given.items()], *net.further, *height)
    turns = ""
    for about, before, lists, _ in net.polygons:
        edge = f"facecolor={literal(look.paper)}, edgecolor={writer.ink}, linewidth={num(flat.look.width)}"
        lines = [before] if before and before != turns else []
        turns = before or turns
        made.step(f"# {about}", *lines, *call(f"{writer.pen}.fill", [*lists, edge]))
    ends = [word for spots in net.values.values() for word, _ in spots]
    made.step("# Where the dimensions are measured, two ends each.", "ends = np.array([", *indented([f"{end}," for end in ends]), "])")
    _radii(net, made, writer)
    if angle:
        _angle(net, angle, made, writer)
    return writer.text(f"A net of a {net.kind}.")


def _radii(net: RoundNet, made: Script, writer: Writer) -> None:
    """The radii that are drawn, each with its centre."""
    starts = [2 * k for k, name in enumerate(net.values) if name in net.drawn]
    for start in starts:
        radius = call(f"{writer.pen}.plot", [f"*ends[{start}:{start + 2}].T", f"color={writer.ink}, linewidth=1"])
        centre = call(f"{writer.pen}.plot", [f"*ends[{start}]", f'"o", color={writer.ink}, markersize=3'])
        made.step("# A radius.", *radius, *centre)


def _angle(net: RoundNet, text: str, made: Script, writer: Writer) -> None:
    size = num(writer.flat.marks[0].size)
    made.step(
        "# The angle of the sector.",
        "t = np.radians(np.linspace(270 - angle / 2, 270 + angle / 2, 100))",
        *call(f"{writer.pen}.plot", ["0.15 * s * np.cos(t), 0.15 * s * np.sin(t)", f"color={writer.ink}, linewidth=0.8"]),
        *call(
            f"{writer.pen}.text",
            ["0, -0.34 * s", text, 'ha="center", va="center"', f"fontsize={size}, color={writer.ink}"],
        ),
    )
