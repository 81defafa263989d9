"""Writing a script: numbers as people write them, lists that wrap, and one of several habits a teacher may have.

sections (a comment and its lines) + a habit -> the script: straight through, or functions and one entry point
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from cpx.solids.draw import Draw, Misfit
from cpx.solids.page.labels import Box

WIDTH = 88
LONGEST = 120  # lines


class Habit(NamedTuple):
    """How the script is written; what it draws is not touched."""

    entry: Literal["straight", "main", "guarded main"]
    pen: Literal["ax", "plt"]  # fig, ax = plt.subplots() and ax.plot, or plt.figure() and plt.plot
    store: str  # how the family keeps its data; each family names its own ways
    axes: Literal["add_axes", "adjust"]


class Page(NamedTuple):
    """The canvas in inches and the part of the plane it shows."""

    width: float
    height: float
    xlim: tuple[float, float]
    ylim: tuple[float, float]


class Script:
    """The parts of a script, gathered by a family and put together by `text`."""

    def __init__(self, habit: Habit) -> None:
        self.habit = habit
        self.numpy = False
        self.collections = False
        self.polygons = False
        self._settings: list[str] = []
        self._given: list[list[str]] = []
        self._functions: list[list[str]] = []
        self._steps: list[list[str]] = []

    def setting(self, line: str) -> None:
        """A line of set-up straight after the imports."""
        if line not in self._settings:
            self._settings.append(line)

    def given(self, *lines: str) -> None:
        """Parameters and data, on top."""
        self._given.append(list(lines))

    def function(self, *lines: str) -> None:
        self._functions.append(list(lines))

    def step(self, *lines: str) -> None:
        """Lines that draw; the first is a comment."""
        self._steps.append(list(lines))

    def more(self, *lines: str) -> None:
        """Further lines of the last step."""
        self._steps[-1] += lines

    def text(self, title: str, page: Page) -> str:
        """The whole script; Misfit if nobody would call it short."""
        text = self._text(title, page)
        if text.count("\n") > LONGEST:
            raise Misfit("the script is too long")
        return text

    def _text(self, title: str, page: Page) -> str:
        imports = ["import matplotlib.pyplot as plt"] + ["import numpy as np"] * self.numpy
        imports += ["from matplotlib.collections import LineCollection"] * self.collections
        imports += ["from matplotlib.collections import PolyCollection"] * self.polygons
        steps = _joined([opening(self.habit, page), *self._steps, closing(self.habit, page)])
        head = _joined([[f'"""{title}"""', "", *imports], self._settings, *self._given])
        body = "".join(f"{_lines(lines)}\n\n" for lines in self._functions)
        if self.habit.entry == "straight":
            between = "\n\n" if body else "\n"
            return f"{head}{between}{body}{steps}"
        main = "def main():\n" + "".join(f"    {line}\n" if line else "\n" for line in steps.splitlines())
        call = "main()\n" if self.habit.entry == "main" else 'if __name__ == "__main__":\n    main()\n'
        return f"{head}\n\n{body}{main}\n\n{call}"


def habit(draw: Draw, stores: Sequence[str], entries: Sequence[str] = ("straight", "straight", "main", "guarded main")) -> Habit:
    """How this script is to be written."""
    pen = draw.one("code_pen", ("ax", "ax", "plt"))
    axes = draw.one("code_axes", ("add_axes", "adjust"))
    return Habit(draw.one("code_entry", entries), pen, draw.one("code_store", stores), axes)  # type: ignore[arg-type]


def page(boxes: Iterable[Box], scale: float, margin: float) -> Page:
    """A canvas with even margins round all that is drawn (points); `scale` is points per unit of the figure."""
    x0, y0, x1, y1 = (pick(edges) for pick, edges in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))
    width, height = (math.ceil((span + 2 * margin) / 72 * 20) / 20 for span in (x1 - x0, y1 - y0))
    left, bottom = (x0 + x1 - width * 72) / 2 / scale, (y0 + y1 - height * 72) / 2 / scale
    return Page(width, height, (left, left + width * 72 / scale), (bottom, bottom + height * 72 / scale))


def opening(habit: Habit, page: Page) -> list[str]:
    """The lines that make the canvas: no axes, equal units, nothing but the figure."""
    size = f"({num(page.width)}, {num(page.height)})"
    if habit.pen == "plt":
        return [f"plt.figure(figsize={size})", "plt.axes((0, 0, 1, 1))"]
    if habit.axes == "add_axes":
        return [f"fig = plt.figure(figsize={size})", "ax = fig.add_axes((0, 0, 1, 1))"]
    return [f"fig, ax = plt.subplots(figsize={size})", "fig.subplots_adjust(left=0, right=1, bottom=0, top=1)"]


def closing(habit: Habit, page: Page) -> list[str]:
    """The lines that frame the picture and show it."""
    (x0, x1), (y0, y1) = page.xlim, page.ylim
    if habit.pen == "plt":
        lines = [f"plt.xlim({num(x0)}, {num(x1)})", f"plt.ylim({num(y0)}, {num(y1)})", 'plt.gca().set_aspect("equal")', 'plt.axis("off")']
    elif habit.axes == "adjust":
        lines = [f'ax.set(xlim=({num(x0)}, {num(x1)}), ylim=({num(y0)}, {num(y1)}), aspect="equal")', 'ax.axis("off")']
    else:
        lines = [f"ax.set_xlim({num(x0)}, {num(x1)})", f"ax.set_ylim({num(y0)}, {num(y1)})", 'ax.set_aspect("equal")', "ax.set_axis_off()"]
    return [*lines, "plt.show()"]


def num(value: float, digits: int = 3) -> str:
    """The number as a person writes it: at most `digits` decimals, no trailing zeros, no -0."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def pair(point: Sequence[float], digits: int = 3) -> str:
    """A tuple of numbers."""
    return f"({', '.join(num(part, digits) for part in point)})"


def literal(value: Any) -> str:
    """A name or number in the script, with double quotes."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, (tuple, list)):
        inner = ", ".join(literal(part) for part in value)
        if isinstance(value, tuple):
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        return f"[{inner}]"
    return num(value) if isinstance(value, float) else str(value)


def listing(name: str, items: Sequence[str], brackets: Sequence[str] = "[]") -> list[str]:
    """`name = [...]`, on one line if it fits, else wrapped."""
    short = f"{name} = {brackets[0]}{', '.join(items)}{brackets[1]}"
    return [short] if len(short) <= WIDTH - 4 else [f"{name} = {brackets[0]}", *_filled(items), brackets[1]]


def call(function: str, arguments: Sequence[str]) -> list[str]:
    """A call on one line if it fits, else its arguments below, as many on a line as it takes."""
    short = f"{function}({', '.join(arguments)})"
    return [short] if len(short) <= WIDTH - 4 else [f"{function}(", *_filled(arguments), ")"]


def _filled(items: Sequence[str]) -> list[str]:
    """Indented lines of items with a comma after each."""
    lines, line = [], ""
    for item in items:
        if len(line) + len(item) + 7 > WIDTH - 4 and line:
            lines.append(f"    {line}")
            line = ""
        line += f"{' ' if line else ''}{item},"
    return [*lines, f"    {line}"]


def indented(lines: Sequence[str], by: int = 1) -> list[str]:
    return [f"{'    ' * by}{line}" for line in lines]


def _joined(groups: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines(group) for group in groups if group)


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
