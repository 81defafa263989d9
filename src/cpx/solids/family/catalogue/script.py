"""Scripts that draw a row of solids, each with one call: functions for polyhedra, round solids and balls, then the solids one by one."""

from typing import NamedTuple

from cpx.solids.family.catalogue.gallery import Piece, strokes
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import HIDDEN, Look
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, num, page


class Row(NamedTuple):
    """What is drawn where."""

    pieces: list[Piece]
    places: list[tuple[float, float]]  # of each: to the right, and upwards on the page
    behind: list[list[int]]  # hidden edges of each
    labels: list[str]
    view: View
    hidden: str


def script(row: Row, look: Look, way: Habit, scale: float) -> str:
    """The whole script."""
    made = Script(way)
    made.numpy = True
    made.function(*formula(row.view))
    owner, first = ("ax", "ax, ") if way.pen == "ax" else ("plt", "")
    _styles(made, row, look)
    if any(piece.sides for piece in row.pieces):
        _polyhedron(made, owner, first)
    if any(not piece.sides and piece.kind not in BALLS for piece in row.pieces):
        _round(made, row, owner, first)
    if any(piece.kind in BALLS for piece in row.pieces):
        _ball(made, owner, first)
    lines = [line for k in range(len(row.pieces)) for line in _drawn(row, k, first)]
    made.step("# The solids, each with its place on the page; of polyhedra also the hidden edges.", *lines)
    boxes = [_moved(line, place, scale) for piece, place in zip(row.pieces, row.places, strict=True) for line in strokes(piece, row.view)]
    boxes += _labels(made, row, look, scale)
    return made.text("Several solids.", page(boxes, scale, look.margin))


BALLS = ("sphere", "hemisphere")


def _moved(line: tuple[tuple[float, float], tuple[float, float]], place: tuple[float, float], scale: float) -> Box:
    (a, b), (c, d) = (((x + place[0]) * scale, (y + place[1]) * scale) for x, y in line)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _styles(made: Script, row: Row, look: Look) -> None:
    hidden = HIDDEN[row.hidden]
    colour = "" if "color" in hidden else f'"color": {literal(look.ink)}, '
    name, value = hidden.split("=")
    made.given(
        "# Lines in sight and behind the solids.",
        f'seen = {{"color": {literal(look.ink)}, "linewidth": {num(look.width)}}}',
        f'behind = {{{colour}"{name}": {value}, "linewidth": {num(max(0.8, look.width - 0.5))}}}',
    )


def _polyhedron(made: Script, owner: str, first: str) -> None:
    made.function(
        f"def polyhedron({first}at, n, low, high, height, turn, hidden, lying=False):",
        '    """A prism, pyramid or frustum on a regular polygon with n corners."""',
        "    t = 2 * np.pi * (np.arange(n) + 0.5) / n",
        "    base = [np.cos(t), np.sin(t), 0 * t]",
        "    bottom = np.transpose(base) * low",
        "    top = np.transpose(base) * high + (0, 0, height)",
        "    points = np.vstack((bottom, top if high else top[:1]))",
        "    sides = [(k, (k + 1) % n) for k in range(n)]",
        "    edges = sides + [(n + p, n + q) for p, q in sides if high]",
        "    edges += [(k, n + k if high else n) for k in range(n)]",
        "    if lying:  # the axis to the right, a side face on the ground",
        "        x, y, z = points.T",
        "        points = np.column_stack((z - height / 2, y, x.max() - x))",
        "    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))",
        "    flat = project(points @ [(c, s, 0), (-s, c, 0), (0, 0, 1)]) + at",
        "    for k, (p, q) in enumerate(edges):",
        f"        {owner}.plot(*flat[[p, q]].T, **(behind if k in hidden else seen))",
    )


def _round(made: Script, row: Row, owner: str, first: str) -> None:
    made.function(
        f"def round_solid({first}at, low, high, height):",
        '    """A cylinder, cone or frustum of a cone."""',
        f"    lean = np.arcsin((low - high) / height * np.tan(np.radians({num(row.view.height)})))",
        "    front = np.linspace(np.pi - lean, 2 * np.pi + lean, 100)",
        "    back = np.linspace(lean, np.pi - lean, 100)",
        "    rims = [(low, 0, front, seen), (low, 0, back, behind)]",
        "    rims += [(high, height, np.linspace(0, 2 * np.pi, 100), seen)] if high else []",
        "    for r, z, t, style in rims:",
        "        circle = np.column_stack((r * np.cos(t), r * np.sin(t), 0 * t + z))",
        f"        {owner}.plot(*(project(circle) + at).T, **style)",
        "    for t in (lean, np.pi - lean):",
        "        line = [(r * np.cos(t), r * np.sin(t), z) for r, z in ((low, 0), (high, height))]",
        f"        {owner}.plot(*(project(line) + at).T, **seen)",
    )


def _ball(made: Script, owner: str, first: str) -> None:
    made.function(
        f"def ball({first}at, r, z=0, whole=True):",
        '    """A sphere round a point at the height z, or the upper half of one, with its equator."""',
        "    t = np.linspace(0, np.pi, 100)",
        "    outline = np.linspace(0, 2 * np.pi if whole else np.pi, 100)",
        "    for turn, style in ((t, behind), (t + np.pi, seen)):",
        "        circle = np.column_stack((r * np.cos(turn), r * np.sin(turn), 0 * t + z))",
        f"        {owner}.plot(*(project(circle) + at).T, **style)",
        "    x, y = project((0, 0, z)) + at",
        f"    {owner}.plot(x + r * np.cos(outline), y + r * np.sin(outline), **seen)",
    )


def _drawn(row: Row, k: int, first: str) -> list[str]:
    """The call that draws one solid."""
    piece, at = row.pieces[k], literal(tuple(round(part, 2) for part in row.places[k]))
    start = [f"{first}{at}"]
    if piece.kind == "sphere":
        return call("ball", [*start, f"{num(piece.low)}, {num(piece.low)}"])
    if piece.kind == "hemisphere":
        return call("ball", [*start, f"{num(piece.low)}, whole=False"])
    if not piece.sides:
        return call("round_solid", [*start, f"{num(piece.low)}, {num(piece.high)}, {num(piece.height)}"])
    sizes = f"{piece.sides}, {num(piece.low)}, {num(piece.high)}, {num(piece.height)}, {piece.turn}"
    lying = ["lying=True"] if piece.lying else []
    return call("polyhedron", [*start, sizes, literal(row.behind[k]), *lying])


def _labels(made: Script, row: Row, look: Look, scale: float) -> list[Box]:
    """A letter or number below each solid, all of a row at one height."""
    pen = made.habit.pen
    low = min(y for piece in row.pieces for line in strokes(piece, row.view) for _, y in line)
    down = round(low - (look.size * 0.5 + 10) / scale, 2)
    rows = [
        f"{literal(label)}: {literal(tuple(round(part, 2) for part in place))}" for label, place in zip(row.labels, row.places, strict=True)
    ]
    text = call(
        f"{pen}.text", [f"x, y - {num(-down)}, label", 'ha="center", va="center"', f"fontsize={num(look.size)}, color={literal(look.ink)}"]
    )
    made.step("# Their names.", *listing("labels", rows, "{}"), "for label, (x, y) in labels.items():", *indented(text))
    return [
        ink(label, "sans", look.size).moved(x * scale, (y + down) * scale) for label, (x, y) in zip(row.labels, row.places, strict=True)
    ]
