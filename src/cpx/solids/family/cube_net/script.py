"""Scripts that draw nets on squared paper: their squares, fold lines and cut edges, and a cube beside them."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from cpx.solids.flat import hexominoes
from cpx.solids.flat.hexominoes import Cell
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import Look
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, num, page


class Net(NamedTuple):
    """What is drawn: shapes of six squares and what is printed on them."""

    show: str  # "net", "net and cube", "options"
    shapes: list[list[Cell]]  # one; of options one each
    content: str  # "numbers", "letters", "colours", "patterns", "blank"
    faces: list[Any]  # of the first shape, square by square: a mark, a colour, or [pattern, quarter turns]
    shaded: list[int]  # squares asked about
    shade: str  # of the paper, or of those squares
    pattern: str  # colour of the patterns
    fold_line: str  # "dashed", "dotted", "thin"
    cube: dict[str, int]  # of "net and cube": the square on the front, right and top
    quarters: dict[str, int]  # and how far each is turned there


# Shapes in the unit square, upright.
PATTERNS: dict[str, list[tuple[float, float]]] = {
    "arrow": [(0.43, 0.18), (0.57, 0.18), (0.57, 0.55), (0.72, 0.55), (0.5, 0.84), (0.28, 0.55), (0.43, 0.55)],
    "triangle": [(0.25, 0.27), (0.75, 0.27), (0.5, 0.73)],
    "half": [(0, 0), (1, 0), (0, 1)],
    "stripe": [(0, 0.4), (1, 0.4), (1, 0.6), (0, 0.6)],
    "ell": [(0.3, 0.2), (0.7, 0.2), (0.7, 0.36), (0.46, 0.36), (0.46, 0.8), (0.3, 0.8)],
    "plus": [(0.42, 0.22), (0.58, 0.22), (0.58, 0.42), (0.78, 0.42), (0.78, 0.58), (0.58, 0.58),
             (0.58, 0.78), (0.42, 0.78), (0.42, 0.58), (0.22, 0.58), (0.22, 0.42), (0.42, 0.42)],
    "square": [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)],
    "corner": [(0, 0.55), (0.45, 1), (0, 1)],
}  # fmt: skip

_LINESTYLE = {"dashed": 'linestyle="--"', "dotted": 'linestyle=":"', "thin": "linewidth=0.6"}
_DEPTH = 0.5 * math.sqrt(0.5)  # of the cube's receding edges: half length at 45 degrees, across and upwards


def pattern_words(kind: str, quarters: int) -> str:
    """A pattern as a viewer would name it."""
    way = ("up", "left", "down", "right")[quarters % 4]
    corner = ("top left", "bottom left", "bottom right", "top right")
    return {
        "arrow": f"an arrow pointing {way}",
        "triangle": f"a triangle pointing {way}",
        "half": f"a filled {('bottom left', 'bottom right', 'top right', 'top left')[quarters % 4]} half",
        "stripe": f"a {('horizontal', 'vertical')[quarters % 2]} stripe",
        "ell": f"a letter L{('', ' turned a quarter to the left', ' upside down', ' turned a quarter to the right')[quarters % 4]}",
        "plus": "a plus sign",
        "square": "a small square",
        "corner": f"a filled {corner[quarters % 4]} corner",
        "blank": "nothing",
    }[kind]


def single_script(net: Net, look: Look, way: Habit) -> str:
    """One net, perhaps with the folded cube beside it."""
    script = Script(way)
    columns, rows = _extent(net.shapes[0])
    wide, low, high = (columns + 2.9, min(0, rows / 2 - 0.7), max(rows, rows / 2 + 0.7)) if net.cube else (columns, 0, rows)
    unit = min(look.span / max(wide, high - low), 68)
    script.given(*_squares(net, way))
    if net.content == "patterns":
        _pattern_functions(script, net, way)
    _print_faces(script, net, look, unit, way)
    _edges(script, net, look, way)
    if net.cube:
        _cube_beside(script, net, look, way)
    title = "A net of a cube, and the cube it folds to." if net.cube else "Six squares joined edge to edge: a net of a cube?"
    return script.text(title, page([Box(0, low * unit, wide * unit, high * unit)], unit, look.margin))


def options_script(net: Net, look: Look, way: Habit) -> str:
    """Several shapes in rows of three or fewer, each with its letter below."""
    script = Script(way)
    count = len(net.shapes)
    across = count if count == 3 else 2 if count == 4 else 3
    places, wide = _arranged(net.shapes, across)
    unit = min(look.span / wide, 46)
    rows = [
        f'"{name}": {literal([(x + dx, y + dy) for dx, dy in cells])},'
        for name, (x, y), cells in zip("ABCDEF", places, net.shapes, strict=False)
    ]
    script.given(
        "# Each option: the lower left corners of its six squares.", "options = {", *[line for row in rows for line in _wrapped(row)], "}"
    )
    pen = way.pen
    if net.shade != "white":
        script.step(
            "# The paper.", "for squares in options.values():", "    for x, y in squares:", f"        {_square(pen, literal(net.shade))}"
        )
    script.step(
        "# An edge between two squares is a fold; every other edge is cut.",
        "for name, squares in options.items():",
        *[f"    {line}" for line in _sides_loop(net, look, pen)],
        "    x = (min(x for x, y in squares) + max(x for x, y in squares) + 1) / 2",
        "    y = min(y for x, y in squares)",
        f'    {pen}.text(x, y - 0.5, f"({{name}})", ha="center", va="center", fontsize={look.size:g})',
    )
    boxes = _option_boxes(net, places, unit, look.size)
    return script.text("Which of these shapes fold to a cube?", page(boxes, unit, look.margin))


def _option_boxes(net: Net, places: Sequence[tuple[float, float]], unit: float, size: float) -> list[Box]:
    """What the shapes and their letters cover, in points."""
    boxes = []
    for (x, y), cells in zip(places, net.shapes, strict=True):
        across, high = _extent(cells)
        boxes.append(Box(x * unit, y * unit, (x + across) * unit, (y + high) * unit))
        boxes.append(ink("(A)", "sans", size).moved((x + across / 2) * unit, (y - 0.5) * unit))
    return boxes


def _arranged(shapes: list[list[Cell]], across: int) -> tuple[list[tuple[float, float]], float]:
    """The lower left corner of each shape, and the width of the whole."""
    rows = [shapes[i : i + across] for i in range(0, len(shapes), across)]
    widths = [max(_extent(row[k])[0] for row in rows if k < len(row)) for k in range(across)]
    heights = [max(_extent(cells)[1] for cells in row) for row in rows]
    wide, high = sum(widths) + across - 1, sum(heights) + 1.0 * (len(rows) - 1) + 0.75 * len(rows)
    places, y = [], high
    for row, height in zip(rows, heights, strict=True):
        y -= height + 0.75
        spare = (wide - sum(widths[: len(row)]) - len(row) + 1) / 2
        for k, cells in enumerate(row):
            x = sum(widths[:k]) + k + spare + (widths[k] - _extent(cells)[0]) / 2
            places.append((round(x * 2) / 2, y + 0.75))
        y -= 1.0
    return places, wide


def _squares(net: Net, way: Habit) -> list[str]:
    """The squares and what is printed on them, as data."""
    cells = net.shapes[0]
    marks = [literal(tuple(face)) if isinstance(face, list) else literal(face) for face in net.faces]
    if way.store == "grid":
        columns, rows = _extent(cells)
        signs = {cell: face if net.content != "blank" else "#" for cell, face in zip(cells, net.faces, strict=True)}
        lines = ["".join(signs.get((x, y), ".") for x in range(columns)) for y in reversed(range(rows))]
        parse = "squares = {" if net.content != "blank" else "squares = ["
        item = "(x, len(net) - 1 - y): mark" if net.content != "blank" else "(x, len(net) - 1 - y)"
        return [
            "# The net seen from outside, row by row from the top.",
            "net = [",
            *[f'    "{line}",' for line in lines],
            "]",
            parse,
            f"    {item}",
            "    for y, row in enumerate(net)",
            "    for x, mark in enumerate(row)",
            '    if mark != "."',
            parse[-1].translate(str.maketrans("{[", "}]")),
        ]
    if net.content == "blank":
        return ["# Lower left corner of each square.", *listing("squares", [literal(cell) for cell in cells])]
    what = {"numbers": "number", "letters": "letter", "colours": "colour", "patterns": "pattern and its quarter turns"}[net.content]
    return [
        f"# Lower left corner of each square, and its {what}.",
        *listing("squares", [f"{literal(cell)}: {mark}" for cell, mark in zip(cells, marks, strict=True)], "{}"),
    ]


def _pattern_functions(script: Script, net: Net, way: Habit) -> None:
    used = sorted({kind for kind, _ in net.faces} - {"blank"})
    items = [line for kind in used for line in _wrapped(f'"{kind}": {literal(PATTERNS[kind])},')]
    script.given("# Patterns in the unit square, upright.", "patterns = {", *items, "}")
    script.numpy = True
    script.function(
        "def on_face(shape, quarters, corner, right=(1, 0), up=(0, 1)):",
        '    """Turn a shape anticlockwise by quarter turns and lay it on a face."""',
        "    points = np.array(shape)",
        "    for _ in range(quarters):",
        "        points = np.column_stack((1 - points[:, 1], points[:, 0]))",
        "    return np.array(corner) + points @ np.array([right, up])",
    )


def _print_faces(script: Script, net: Net, look: Look, unit: float, way: Habit) -> None:
    """What fills the squares: a shade, colours, patterns, marks."""
    pen = way.pen
    if net.shade != "white" and net.content not in MARKED:
        script.step("# The paper.", "for x, y in squares:", "    " + _square(pen, literal(net.shade)))
    if net.content == "colours":
        script.step("# Each face in its colour.", "for (x, y), colour in squares.items():", "    " + _square(pen, "colour"))
    if net.content == "patterns":
        blank = any(kind == "blank" for kind, _ in net.faces)
        lines = ["shape = on_face(patterns[kind], quarters, corner)", f"{pen}.fill(*shape.T, color={literal(net.pattern)}, linewidth=0)"]
        script.step(
            "# Each face's pattern.",
            "for corner, (kind, quarters) in squares.items():",
            *(["    if kind in patterns:"] if blank else []),
            *indented(lines, 2 if blank else 1),
        )
    if net.content in MARKED:
        if net.shaded:
            cells = ", ".join(literal(net.shapes[0][i]) for i in net.shaded)
            colour = net.shade if net.shade != "white" else "lightgray"
            script.step("# The squares in question.", f"for x, y in [{cells}]:", "    " + _square(pen, literal(colour)))
        size = round(min(unit * 0.42, 24))
        script.step(
            "# The mark of each face, in the middle of its square.",
            "for (x, y), mark in squares.items():",
            f'    {pen}.text(x + 0.5, y + 0.5, mark, ha="center", va="center", fontsize={size}, color={literal(look.ink)})',
        )


def _square(pen: str, colour: str) -> str:
    """The call that fills a unit square."""
    if pen == "ax":
        return f"ax.add_patch(plt.Rectangle((x, y), 1, 1, facecolor={colour}, linewidth=0))"
    return f"plt.fill([x, x + 1, x + 1, x], [y, y, y + 1, y + 1], color={colour}, linewidth=0)"


MARKED = ("numbers", "letters")


def _edges(script: Script, net: Net, look: Look, way: Habit) -> None:
    """Fold lines and cut edges: found in the script by looking for the neighbour, or listed."""
    pen, cells = way.pen, net.shapes[0]
    if way.store != "lists":
        script.step("# An edge between two squares is a fold; every other edge is cut.", *_sides_loop(net, look, pen))
        return
    folds = [_shared_side(a, b) for a, b in hexominoes.inner_edges(cells)]
    corners = hexominoes.outline(cells)
    script.given(
        "# The border where the paper is cut, and the lines where it is folded.",
        *listing("border", [literal(corner) for corner in corners]),
        *listing("folds", [literal(side) for side in folds]),
    )
    script.step(
        "# Cut along the solid border, fold along the other lines.",
        f"xs, ys = {'np.transpose(border + border[:1])' if script.numpy else '[x for x, y in border], [y for x, y in border]'}",
        f'{pen}.fill(xs, ys, facecolor="none", edgecolor={literal(look.ink)}, linewidth={num(look.width)})',
        "for (x0, y0), (x1, y1) in folds:",
        f"    {pen}.plot([x0, x1], [y0, y1], color={literal(look.ink)}, {_fold_style(net, look)})",
    )


def _sides_loop(net: Net, look: Look, pen: str) -> list[str]:
    ink = literal(look.ink)
    return [
        "for x, y in squares:",
        "    sides = {",
        "        (x + 1, y): ([x + 1, x + 1], [y, y + 1]),",
        "        (x, y + 1): ([x, x + 1], [y + 1, y + 1]),",
        "        (x - 1, y): ([x, x], [y, y + 1]),",
        "        (x, y - 1): ([x, x + 1], [y, y]),",
        "    }",
        "    for neighbour, (xs, ys) in sides.items():",
        "        if neighbour not in squares:",
        f"            {pen}.plot(xs, ys, color={ink}, linewidth={num(look.width)})",
        "        elif neighbour > (x, y):  # draw a shared edge once",
        f"            {pen}.plot(xs, ys, color={ink}, {_fold_style(net, look)})",
    ]


def _fold_style(net: Net, look: Look) -> str:
    return "linewidth=0.6" if net.fold_line == "thin" else f"{_LINESTYLE[net.fold_line]}, linewidth={num(max(0.8, look.width - 0.5))}"


def _shared_side(a: Cell, b: Cell) -> tuple[Cell, Cell]:
    (x, y), right = b, b[0] > a[0]
    return ((x, y), (x, y + 1)) if right else ((x, y), (x + 1, y))


def _cube_beside(script: Script, net: Net, look: Look, way: Habit) -> None:
    """The folded cube in cabinet projection, to the right of the net."""
    columns, rows = _extent(net.shapes[0])
    x, y = columns + 1.55, rows / 2 - 0.68
    script.numpy = True
    script.given(*_cube_faces(net, x, y))
    script.step("# The net folds to this cube.", *_cube_loop(net, look, way.pen))
    tip, tail = f"({num(x - 0.3)}, {num(rows / 2)})", f"({num(columns + 0.35)}, {num(rows / 2)})"
    script.step(
        "# An arrow from the net to the cube.",
        f'arrow = {{"arrowstyle": "->", "color": {literal(look.ink)}, "lw": 1.5}}',
        f'{way.pen}.annotate("", xy={tip}, xytext={tail}, arrowprops=arrow)',
    )


def _cube_faces(net: Net, x: float, y: float) -> list[str]:
    """The three faces in sight with what is on them."""
    held = {
        face: literal(net.faces[i]) if net.content == "colours" else literal((net.faces[i][0], (net.faces[i][1] + net.quarters[face]) % 4))
        for face, i in net.cube.items()
    }
    return [
        "# The cube's visible faces: a corner, the edges to the right and upwards from it,",
        f"# and {'the colour' if net.content == 'colours' else 'the pattern with its quarter turns'}.",
        "# Depth is drawn at 45 degrees and half its length.",
        f"x, y, d = {num(x)}, {num(y)}, {num(_DEPTH)}",
        "cube = [",
        f"    ((x, y), (1, 0), (0, 1), {held['front']}),  # front",
        f"    ((x + 1, y), (d, d), (0, 1), {held['right']}),  # right",
        f"    ((x, y + 1), (1, 0), (d, d), {held['top']}),  # top",
        "]",
    ]


def _cube_loop(net: Net, look: Look, pen: str) -> list[str]:
    """The loop that draws the faces."""
    first = "colour" if net.content == "colours" else "(kind, quarters)"
    face = ["    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) @ np.array([right, up]) + corner"]
    colour = "colour" if net.content == "colours" else literal(net.shade)
    edge = f'edgecolor={literal(look.ink)}, linewidth={num(look.width)}, joinstyle="round"'
    lines = call(f"{pen}.fill", [f"*corners.T, facecolor={colour}", edge])
    if net.content == "patterns":
        lines = [
            f"{pen}.fill(*corners.T, facecolor={colour}, linewidth=0)",
            "if kind in patterns:",
            "    shape = on_face(patterns[kind], quarters, corner, right, up)",
            f"    {pen}.fill(*shape.T, color={literal(net.pattern)}, linewidth=0)",
            *call(f"{pen}.fill", ['*corners.T, facecolor="none"', edge]),
        ]
    return [f"for corner, right, up, {first} in cube:", *face, *indented(lines)]


def _extent(cells: list[Cell]) -> tuple[int, int]:
    return max(x for x, _ in cells) + 1, max(y for _, y in cells) + 1


def _wrapped(line: str, width: int = 84) -> list[str]:
    """A dictionary's line, broken after a comma where it is too long."""
    lines, indent = [], "    "
    while len(indent + line) > width:
        cut = line.rfind(", ", 0, width - len(indent)) + 1
        while line[:cut].count("(") != line[:cut].count(")"):
            cut = line.rfind(", ", 0, cut - 1) + 1
        lines.append(indent + line[:cut])
        line, indent = line[cut + 1 :], "        "
    return [*lines, indent + line]
