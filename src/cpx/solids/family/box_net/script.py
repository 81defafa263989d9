"""Scripts that draw nets of boxes: from a table of rectangles whose shared sides are folds, or from the border and the fold lines."""

from collections.abc import Sequence
from typing import NamedTuple

from cpx.solids.family.box_net import panels
from cpx.solids.family.box_net.panels import Panel, Place, Step
from cpx.solids.flat.drawing import Flat, Layout
from cpx.solids.flat.script import Writer
from cpx.solids.page.script import Script, call, habit, indented, listing, literal, num
from cpx.solids.wire.bodies import Form, plus, scaled, words


class Net(NamedTuple):
    """What is drawn."""

    show: str
    panels: list[Panel]
    steps: Sequence[Step]
    given: dict[str, float]
    said: dict[str, str]  # what each dimension measures
    marks: list[str]  # printed on the panels, or none
    wrong: bool  # whether it cannot be folded to a closed box
    paper: str
    fold_line: str  # "dashed", "dotted", "thin"
    measured: list[tuple[Place, Place]]  # sides with a value
    named: dict[str, Place]  # corners with a name
    scrap: str = ""  # how squares that are cut off look: "hatched", "grey"


TITLES = {"sheet": "A sheet whose corners are cut off, to be folded to an open box.", "net and box": "A net and the box it folds to."}


def script(net: Net, flat: Flat, layout: Layout) -> str:
    """The script of a net."""
    way = habit(flat.draw, ("panels", "panels", "border") if net.show != "sheet" else ("border",))
    made = Script(way)
    writer = Writer(flat, layout, made)
    made.given(*[f"{name} = {num(size)}  # {net.said[name]}" for name, size in net.given.items()])
    if net.show == "sheet":
        _scrap(net, made, writer)
    (_from_panels if way.store == "panels" else _from_border)(net, made, writer)
    if net.measured:
        made.numpy = True
        ends = [spot(place.words) for side in net.measured for place in side]
        made.given("# Ends of the sides that have a value, two by two.", *listing("ends", ends, ("np.array([", "])")))
    return writer.text(TITLES.get(net.show, "Rectangles joined side to side: a net of a box?"))


def _from_panels(net: Net, made: Script, writer: Writer) -> None:
    """A table of rectangles; a side that occurs twice is a fold."""
    rows = [f"({spot((x, y))[1:-1]}, {words(wide)}, {words(high)})" for _, x, y, wide, high in net.panels]
    about = "# The rectangles of the net: lower left corner, width, height."
    if net.marks:
        rows = [f"{literal(mark)}: {row}," for mark, row in zip(net.marks, rows, strict=True)]
        made.given(about, "panels = {", *indented(rows), "}")
    else:
        made.given(about, "panels = [", *indented([f"{row}," for row in rows]), "]")
    table = "panels.values()" if net.marks else "panels"
    if net.paper != "white":
        made.step("# The paper.", f"for x, y, w, h in {table}:", *indented(_rectangle(writer, literal(net.paper))))
    made.step("# A side of two rectangles is a fold; every other side is cut.", *_sides(net, writer, table))
    if net.marks:
        made.step(
            "# Each mark in the middle of its rectangle.",
            *_mark(writer, "(x, y, w, h)", "panels", "x + w / 2, y + h / 2"),
        )


def _sides(net: Net, writer: Writer, table: str) -> list[str]:
    return [
        "folds = {}",
        f"for x, y, w, h in {table}:",
        "    corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]",
        "    for p, q in zip(corners, corners[1:] + corners[:1]):",
        "        side = (min(p, q), max(p, q))",
        "        folds[side] = side in folds",
        "for ((x0, y0), (x1, y1)), fold in folds.items():",
        "    if fold:",
        f"        {writer.pen}.plot([x0, x1], [y0, y1], {writer.style(net.fold_line)})",
        "    else:",
        f"        {writer.pen}.plot([x0, x1], [y0, y1], {writer.style('solid')})",
    ]


def _from_border(net: Net, made: Script, writer: Writer) -> None:
    """The outline and the fold lines, listed."""
    corners = [spot(place.words) for place in panels.bends(panels.border(net.panels, net.given))]
    folds = [f"({spot(p.words)}, {spot(q.words)})" for p, q in panels.folds(net.panels, net.given)]
    made.given(
        "# Corners of the paper, anticlockwise, and the lines along which it is folded.",
        *listing("border", corners),
        *listing("folds", folds),
    )
    paper = literal(net.paper if net.paper != "white" else "none")
    edge = f"facecolor={paper}, edgecolor={writer.ink}, linewidth={num(writer.flat.look.width)}"
    made.step("# The border is cut, the other lines are folded.", *call(f"{writer.pen}.fill", ["*zip(*border)", edge]))
    made.more("for (x0, y0), (x1, y1) in folds:", f"    {writer.pen}.plot([x0, x1], [y0, y1], {writer.style(net.fold_line)})")
    if net.marks:
        middles = [_middle(panel) for panel in net.panels]
        rows = [f"{literal(mark)}: {middle}" for mark, middle in zip(net.marks, middles, strict=True)]
        made.step(
            "# Each mark in the middle of its rectangle.",
            *listing("marks", rows, "{}"),
            *_mark(writer, "(x, y)", "marks", "x, y"),
        )


def _middle(panel: Panel) -> str:
    return spot((plus(panel.x, scaled(panel.wide, 0.5)), plus(panel.y, scaled(panel.high, 0.5))))


def _mark(writer: Writer, item: str, table: str, at: str) -> list[str]:
    size = num(writer.flat.marks[0].size)
    loop = f"for mark, {item} in {table}.items():"
    return [
        loop,
        *indented(call(f"{writer.pen}.text", [f"{at}, mark", 'ha="center", va="center"', f"fontsize={size}, color={writer.ink}"])),
    ]


def _rectangle(writer: Writer, colour: str) -> list[str]:
    if writer.pen == "ax":
        return [f"ax.add_patch(plt.Rectangle((x, y), w, h, facecolor={colour}, linewidth=0))"]
    return [f"plt.fill([x, x + w, x + w, x], [y, y, y + h, y + h], color={colour}, linewidth=0)"]


def _scrap(net: Net, made: Script, writer: Writer) -> None:
    """The squares that are cut off."""
    made.step(
        "# The squares that are cut off.",
        "for u in (0, a - s):",
        "    for v in (0, b - s):",
        *indented(call(f"{writer.pen}.fill", ["[u, u + s, u + s, u], [v, v, v + s, v + s]", _SCRAP[net.scrap].format(writer.ink)]), 2),
    )


_SCRAP = {"hatched": 'facecolor="none", edgecolor={}, hatch="///"', "grey": 'facecolor="lightgray", edgecolor={}'}


def spot(at: tuple[Form, Form]) -> str:
    x, y = (words(dict(sorted(form.items(), key=lambda term: term[1] < 0))) for form in at)  # a - s rather than -s + a
    return f"({x}, {y})"
