"""Scripts that draw views of cubes as squares on paper: from rows of marks, from lists of squares, or worked out from heights."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cpx.solids.cubes import silhouettes
from cpx.solids.cubes.silhouettes import Rows
from cpx.solids.flat import sheet
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import Look
from cpx.solids.page.script import Habit, Script, call, indented, literal, num
from cpx.solids.page.vectors import Point

FORMS = {
    "front": "[(x, z) for x, h in enumerate(table.max(axis=0)) for z in range(h)]",
    "left": "[(y, z) for y, h in enumerate(table.max(axis=1)[::-1]) for z in range(h)]",
    "right": "[(y, z) for y, h in enumerate(table.max(axis=1)) for z in range(h)]",
    "top": "[(x, y) for y, x in np.argwhere(table)]",
}
"""The squares of a view, worked out from the heights of the columns."""


class Grid(NamedTuple):
    """One view on the sheet."""

    key: str  # its name in the script
    rows: Rows
    corner: Point
    name: str  # printed below

    @property
    def size(self) -> tuple[int, int]:
        return len(self.rows[0]), len(self.rows)


def steps(made: Script, sheet_of: Sequence[Grid], missing: str, look: Look, scale: float, fill: str, way: Habit) -> list[Box]:
    """The steps that draw the views and their names, a ? in place of a missing one; what they cover on the page, in points."""
    grids = [grid for grid in sheet_of if grid.key != missing]
    rows = _digits(grids) or way.store not in ("cells", "heights")
    derived = way.store == "heights" and not rows and all(grid.key in FORMS for grid in grids)
    if derived:
        made.numpy = True
        made.step(*_from_heights(grids))
    else:
        made.given(*(_row_data(grids) if rows else _cell_data(grids)))
    made.given("# Where each view has its lower left corner.", *_table("places", {g.key: sheet.spot(g.corner) for g in grids}))
    edge = f"facecolor={literal(fill)}, edgecolor={literal(look.ink)}, linewidth={num(look.width)}"
    square = call(f"{way.pen}.fill", ["[x, x + 1, x + 1, x]", "[y, y, y + 1, y + 1]", edge])
    made.step("# Each view, square by square.", *(_by_rows(grids, square, look, scale, way) if rows else _by_cells(square)))
    boxes = [sheet.framed(grid.corner, grid.size, scale) for grid in grids]
    for grid in sheet_of:
        if grid.key == missing:
            at = (grid.corner[0] + grid.size[0] / 2, grid.corner[1] + grid.size[1] / 2)
            boxes.append(question_mark(made, at, look, scale, way))
    return boxes + sheet.captions(made, [(g.corner, g.size, g.name) for g in sheet_of], look, scale, way, "# Their names.")


def _digits(grids: Sequence[Grid]) -> bool:
    return any(mark.isdigit() for grid in grids for row in grid.rows for mark in row)


def _from_heights(grids: Sequence[Grid]) -> list[str]:
    """The views worked out from the list `heights`."""
    rows = [f"    {literal(grid.key)}: {FORMS[grid.key]}," for grid in grids]
    about = "# Each view as a list of squares (column, row): high columns hide lower ones."
    return [about, "table = np.array(heights)", "views = {", *rows, "}"]


def _row_data(grids: Sequence[Grid]) -> list[str]:
    digits = _digits(grids)
    about = "# The views row by row from the top: a # is a square"
    return [
        f"{about}, a digit is the height of a column." if digits else f"{about}.",
        *_table("views", {g.key: literal(g.rows) for g in grids}),
    ]


def _cell_data(grids: Sequence[Grid]) -> list[str]:
    rows = {grid.key: literal(silhouettes.cells(grid.rows)) for grid in grids}
    return ["# The squares of each view as (column, row), counted from its lower left corner.", *_table("views", rows)]


def _table(name: str, rows: Mapping[str, str]) -> list[str]:
    lines = [f"{name} = {{"]
    for key, value in rows.items():
        line = f"    {literal(key)}: {value},"
        parts = value[1:-1].replace("), (", ")|(").replace('", "', '"|"').split("|")
        half = (len(parts) + 1) // 2
        broken = [f"    {literal(key)}: [", f"        {', '.join(parts[:half])},", f"        {', '.join(parts[half:])},", "    ],"]
        lines += [line] if len(line) < 88 else broken
    return [*lines, "}"]


def _by_rows(grids: Sequence[Grid], square: list[str], look: Look, scale: float, way: Habit) -> list[str]:
    size = num(min(round(scale * 0.5), 18))
    text = call(f"{way.pen}.text", ["x + 0.5, y + 0.5, mark", f'ha="center", va="center", fontsize={size}, color={literal(look.ink)}'])
    return [
        "for name, rows in views.items():",
        "    left, bottom = places[name]",
        "    for k, row in enumerate(reversed(rows)):",
        "        for j, mark in enumerate(row):",
        '            if mark == ".":',
        "                continue",
        "            x, y = left + j, bottom + k",
        *indented(square, 3),
        *(["            if mark.isdigit():", *indented(text, 4)] if _digits(grids) else []),
    ]


def _by_cells(square: list[str]) -> list[str]:
    return [
        "for name, squares in views.items():",
        "    left, bottom = places[name]",
        "    for column, row in squares:",
        "        x, y = left + column, bottom + row",
        *indented(square, 2),
    ]


def question_mark(made: Script, at: Point, look: Look, scale: float, way: Habit) -> Box:
    """A large ? where a view is missing; what it covers."""
    size = min(round(look.size * 2), round(scale * 1.2))
    style = f'ha="center", va="center", fontsize={size}, color={literal(look.ink)}'
    made.step("# The view that is missing.", *call(f"{way.pen}.text", [f'{sheet.spot(at)[1:-1]}, "?"', style]))
    return ink("?", "sans", size).moved(at[0] * scale, at[1] * scale)
