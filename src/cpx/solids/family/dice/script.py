"""Scripts that draw dice: three faces of each with pips, shapes, colours, letters or numbers; a path over squares on the ground."""

from typing import NamedTuple

from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import Look
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, num, page
from cpx.solids.page.vectors import Point, Vec

PIPS = {
    1: [(0.5, 0.5)],
    2: [(0.25, 0.25), (0.75, 0.75)],
    3: [(0.25, 0.25), (0.5, 0.5), (0.75, 0.75)],
    4: [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)],
    5: [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75), (0.5, 0.5)],
    6: [(0.25, 0.2), (0.25, 0.5), (0.25, 0.8), (0.75, 0.2), (0.75, 0.5), (0.75, 0.8)],
}
SHAPES: dict[str, list[Point]] = {  # each looks the same after a quarter turn
    "square": [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)],
    "diamond": [(0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5)],
    "plus": [(0.42, 0.2), (0.58, 0.2), (0.58, 0.42), (0.8, 0.42), (0.8, 0.58), (0.58, 0.58),
             (0.58, 0.8), (0.42, 0.8), (0.42, 0.58), (0.2, 0.58), (0.2, 0.42), (0.42, 0.42)],
    "cross": [(0.25, 0.35), (0.35, 0.25), (0.5, 0.4), (0.65, 0.25), (0.75, 0.35), (0.6, 0.5),
              (0.75, 0.65), (0.65, 0.75), (0.5, 0.6), (0.35, 0.75), (0.25, 0.65), (0.4, 0.5)],
    "star": [(0.5, 0.15), (0.57, 0.43), (0.85, 0.5), (0.57, 0.57), (0.5, 0.85), (0.43, 0.57),
             (0.15, 0.5), (0.43, 0.43)],
    "octagon": [(0.38, 0.2), (0.62, 0.2), (0.8, 0.38), (0.8, 0.62), (0.62, 0.8), (0.38, 0.8),
                (0.2, 0.62), (0.2, 0.38)],
}  # fmt: skip
TURNED_ALIKE = ("1", "4", "5")  # pips that look the same after a quarter turn


class Shown(NamedTuple):
    """A die on the page: its left, front, bottom corner, and the marks on its faces in sight with their quarter turns."""

    corner: Vec
    marks: dict[str, tuple[str, int]]
    label: str = ""


class Dice(NamedTuple):
    """What is drawn."""

    dice: list[Shown]  # far to near
    content: str  # "pips", "shapes", "colours", "letters", "numbers"
    hidden_tops: list[int]  # dice that carry another one
    tones: dict[str, str]
    mark_colour: str
    view: View
    path: list[tuple[int, int]]  # squares of the ground, the die's own first
    target: str  # colour of the last one


def script(dice: Dice, look: Look, way: Habit) -> str:
    """The script."""
    made = Script(way)
    made.numpy = True
    _data(made, dice)
    made.function(*formula(dice.view))
    if dice.path:
        _ground(made, dice, look)
    _draw(made, dice, look)
    scale, boxes = _extent(dice, look)
    if any(one.label for one in dice.dice):
        boxes += _labels(made, dice, look, scale)
    return made.text("Dice." if len(dice.dice) > 1 else "A die.", page(boxes, scale, look.margin))


def _data(made: Script, dice: Dice) -> None:
    what = {"pips": "pips and quarter turns", "shapes": "shapes", "colours": "colours", "letters": "letters", "numbers": "numbers"}
    rows = []
    for k, one in enumerate(dice.dice):
        faces = [name for name in ("top", "front", "right") if name != "top" or k not in dice.hidden_tops]
        marks = {name: _mark(dice, *one.marks[name]) for name in faces}
        rows.append(f"({literal(one.corner)}, {{{', '.join(f'{literal(name)}: {mark}' for name, mark in marks.items())}}}),")
    about = f"# Each die: its left, front, bottom corner, and the {what[dice.content]} of its faces in sight."
    made.given(about, "dice = [", *indented(rows), "]")
    tones = {name: "" if dice.content == "colours" else f", {literal(tone)}" for name, tone in dice.tones.items()}
    made.given(
        f"# Each face: a corner, its directions to the right and upwards{'' if dice.content == 'colours' else ', its colour'}.",
        "faces = {",
        f'    "top": ((0, 0, 1), (1, 0, 0), (0, 1, 0){tones["top"]}),',
        f'    "front": ((0, 0, 0), (1, 0, 0), (0, 0, 1){tones["front"]}),',
        f'    "right": ((1, 0, 0), (0, 1, 0), (0, 0, 1){tones["right"]}),',
        "}",
    )
    if dice.content == "pips":
        used = sorted({int(mark) for one in dice.dice for mark, _ in one.marks.values()})
        made.given("# Pips in the unit square.", "pips = {", *indented([f"{k}: {literal(PIPS[k])}," for k in used]), "}")
    if dice.content == "shapes":
        names = sorted({mark for one in dice.dice for mark, _ in one.marks.values()})
        rows = [line for name in names for line in _wrapped(name)]
        made.given("# Shapes in the unit square.", "shapes = {", *indented(rows), "}")


def _wrapped(name: str) -> list[str]:
    spots = [literal(spot) for spot in SHAPES[name]]
    first, rest = spots[:6], spots[6:]
    return [f'"{name}": [', f"    {', '.join(first)},", *([f"    {', '.join(rest)},"] if rest else []), "],"]


def _mark(dice: Dice, mark: str, quarters: int) -> str:
    if dice.content == "pips":
        return f"({mark}, {0 if mark in TURNED_ALIKE else quarters % 2})"
    return literal(mark)


def _draw(made: Script, dice: Dice, look: Look) -> None:
    """Each die's faces with what is on them."""
    pen = made.habit.pen
    edge = f'edgecolor={literal(look.ink)}, linewidth={num(look.width)}, joinstyle="round"'
    fill = "mark" if dice.content == "colours" else "colour"
    if dice.content == "pips":
        made.step("# The outline of a pip.", "t = np.linspace(0, 2 * np.pi, 40)", "pip = 0.09 * np.column_stack((np.cos(t), np.sin(t)))")
    marks = {
        "pips": [
            "number, turned = mark",
            "for u, v in pips[number]:",
            "    spot = (1 - v, u) if turned else (u, v)",
            f"    {pen}.fill(*project((pip + spot) @ axes + start).T, color={literal(dice.mark_colour)})",
        ],
        "shapes": [f"{pen}.fill(*project(np.array(shapes[mark]) @ axes + start).T, color={literal(dice.mark_colour)})"],
        "colours": [],
    }.get(dice.content, _text(dice, look, pen))
    made.step(
        "# The faces of each die, the farthest die first.",
        "for corner, marks in dice:",
        "    for name, mark in marks.items():",
        f"        start, right, up{'' if dice.content == 'colours' else ', colour'} = faces[name]",
        "        axes, start = np.array([right, up]), np.add(start, corner)",
        "        square = project(np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) @ axes + start)",
        *indented(call(f"{pen}.fill", [f"*square.T, facecolor={fill}", edge]), 2),
        *indented(marks, 2),
    )


def _text(dice: Dice, look: Look, pen: str) -> list[str]:
    size = num(_letter_size(dice, look))
    style = f"fontsize={size}, color={literal(dice.mark_colour)}"
    return call(f"{pen}.text", ["*square.mean(axis=0), mark", 'ha="center", va="center"', style])


def _letter_size(dice: Dice, look: Look) -> float:
    return round(min(_extent(dice, look)[0] * 0.3, 20))


def _ground(made: Script, dice: Dice, look: Look) -> None:
    """The squares that the die rolls over, the last one shaded, and the way with an arrow."""
    pen = made.habit.pen
    line = f"color={literal(look.ink)}, linewidth=1.2"
    edge = f"edgecolor={literal(look.ink)}, linewidth=0.8"
    spots = [literal(spot) for spot in dice.path]
    made.given("# The squares that it rolls over, by column and row, its own first.", *listing("path", spots))
    made.step(
        "# The squares on the ground, the last one shaded.",
        "for x, y in path:",
        "    square = project([(x, y, 0), (x + 1, y, 0), (x + 1, y + 1, 0), (x, y + 1, 0)])",
        f'    colour = {literal(dice.target)} if (x, y) == path[-1] else "white"',
        f"    {pen}.fill(*square.T, facecolor=colour, {edge})",
    )
    made.step(
        "# The way through the middles of the squares, with an arrow at its end.",
        "way = np.array([(x + 0.5, y + 0.5, 0) for x, y in path])",
        "way[0] = (way[0] + way[1]) / 2  # the die stands on the rest",
        "way = project(way)",
        f"{pen}.plot(*way[:-1].T, {line})",
        f'arrow = {{"arrowstyle": "->", "color": {literal(look.ink)}, "linewidth": 1.2, "shrinkA": 0}}',
        f'{pen}.annotate("", way[-1], xytext=way[-2], arrowprops=arrow)',
    )


def _extent(dice: Dice, look: Look) -> tuple[float, list[Box]]:
    """Points per unit, and what the drawing covers without its labels."""
    corners = [(x + i, y + j, z + k) for one in dice.dice for x, y, z in [one.corner] for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    corners += [(x + i, y + j, 0.0) for x, y in dice.path for i in (0, 1) for j in (0, 1)]
    spots = [dice.view.flat(corner) for corner in corners]
    wide, high = (max(axis) - min(axis) for axis in zip(*spots, strict=True))
    scale = min(look.span / max(wide, high), 95)
    return scale, [Box(x * scale, y * scale, x * scale, y * scale) for x, y in spots]


def _labels(made: Script, dice: Dice, look: Look, scale: float) -> list[Box]:
    """A letter below each die."""
    pen = made.habit.pen
    text = call(f"{pen}.text", ["x, y, label", 'ha="center", va="center"', f"fontsize={num(look.size)}, color={literal(look.ink)}"])
    rows = [f"{literal(one.label)}: {literal(one.corner)}" for one in dice.dice]
    corners = [dice.view.flat((i, j, k)) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    under = (round((min(xs) + max(xs)) / 2, 3), round(min(ys) - (look.size * 0.5 + 9) / scale, 3))
    made.step(
        "# A letter below each die.",
        *listing("labels", rows, "{}"),
        "for label, corner in labels.items():",
        f"    x, y = project(corner) + np.array({literal(under)})",
        *indented(text),
    )
    spots = [(dice.view.flat(one.corner), one.label) for one in dice.dice]
    return [ink(label, "sans", look.size).moved((x + under[0]) * scale, (y + under[1]) * scale) for (x, y), label in spots]
