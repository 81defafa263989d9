"""Dimensions: a value beside a line of the figure, or on a dimension line with arrows, end strokes or extension lines.

segment + value + style (Dim) -> places on paper, clear of the figure (Placed) -> lines of the script

A family puts `Dim`s into `Scene.measures`; the wire drawing lays them out and writes them. A dimension line runs along the outer side of
the segment that it measures; where there is no room for one, the value stands beside the segment instead.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from cpx.solids.draw import Draw, Misfit
from cpx.solids.page.labels import Anchor, Box, Segment, ink, overlap, touches
from cpx.solids.page.look import Look
from cpx.solids.page.script import call, indented, num, pair
from cpx.solids.page.vectors import Point

Style = Literal["plain", "arrows", "ticks", "extension"]
STYLES: tuple[Style, ...] = ("plain", "plain", "plain", "arrows", "ticks", "extension", "extension")
FAR = (20, 30, 42, 54, 66)  # points from the segment to its dimension line; the first with room is taken
NUB = 4  # points of air between the figure and an extension line, by which this goes past the dimension line; half an end stroke
AIR = 4  # points between the value and the ends of the line on its two sides
LEAST = 11  # points of dimension line that must be left on each side of the value
LEVEL = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
FAMILY = {"stix": "STIXGeneral", "cm": "cmr10", "dejavuserif": "DejaVu Serif"}
"""The text font that goes with each mathematics font, for units."""


class Dim(NamedTuple):
    """A measured segment between two named points, and what is printed for it."""

    a: str
    b: str
    text: str  # as printed: "$5$ cm", "$r$"
    source: str  # the script's expression for the text: 'f"${a}$ cm"'
    style: Style = "plain"
    tells: str = ""  # the parameter whose value a reader learns from it
    off: str = ""  # the point of the figure that is as far along as b, where b itself lies on no line of it: thin lines reach b from there


class Placed(NamedTuple):
    """A dimension on paper, in points."""

    dim: Dim
    shift: Point  # from the segment to its dimension line; (0, 0) for a value beside the segment
    at: Point  # of a value beside its segment: from the segment's middle to the centre of the text
    room: float  # half the gap in the dimension line


def value(number: float, symbol: str, how: str, font: str, unit: str = "") -> tuple[str, str]:
    """What is printed for a parameter of the script, and the expression that prints it.

    `how`: "value" (5, 5 cm) or "letter" (a).
    """
    mark = "" if font == "serif italic" else "$"
    if how == "letter":
        text = f"{mark}{_letter(symbol, mark)}{mark}"
        return text, f'"{text}"'
    after = f" {unit}" if unit else ""
    return f"{mark}{num(number)}{mark}{after}", f'f"{mark}{{{symbol}}}{mark}{after}"'


def _letter(symbol: str, mark: str) -> str:
    """The symbol with its digit below the line."""
    if symbol[-1].isdigit():
        return f"{symbol[:-1]}_{symbol[-1]}" if mark else symbol[:-1] + "₀₁₂₃₄₅₆₇₈₉"[int(symbol[-1])]
    return symbol


def fixed(text: str, font: str, unit: str = "") -> tuple[str, str]:
    """A text that no parameter gives, such as a root: what is printed, and the expression that prints it."""
    mark = "" if font == "serif italic" else "$"
    whole = f"{mark}{text}{mark}{f' {unit}' if unit else ''}"
    return whole, f'{"r" if chr(92) in whole else ""}"{whole}"'


def root(square: float) -> str | None:
    """A number whose square is whole, as it is written: 5, 2\\sqrt{3}, \\sqrt{7}; None for any other."""
    whole = round(square)
    if abs(square - whole) > 1e-9 or whole <= 0:
        return None
    outside = max(k for k in range(1, math.isqrt(whole) + 1) if whole % (k * k) == 0)
    inside = whole // (outside * outside)
    return num(outside) if inside == 1 else f"{'' if outside == 1 else outside}\\sqrt{{{inside}}}"


def read(text: str) -> str:
    """The printed text as a reader says it: `$2\\sqrt{3}$ cm` is 2√3 cm."""
    for printed, said in (("$", ""), ("\\sqrt{", "√"), ("}", ""), ("_", "")):
        text = text.replace(printed, said)
    return text.translate(LEVEL)


def style(draw: Draw) -> Style:
    """How this figure gives its dimensions; all of its dimension lines look alike."""
    return draw.one("dimension_style", STYLES)


def placed(dims: Sequence[Dim], paper: Mapping[str, Point], strokes: Sequence[Segment], middle: Point, look: Look) -> list[Placed]:
    """Dimension lines where they have room; the others keep (0, 0) as their shift, for the value to be placed beside the segment."""
    found: list[Placed] = []
    busy, texts = list(strokes), list[Box]()
    for dim in dims:
        made = _line(dim, paper, busy, texts, middle, look) if dim.style != "plain" else None
        if dim.off and not made:
            raise Misfit("no room for a dimension line")
        found.append(made or Placed(dim, (0, 0), (0, 0), 0))
        if made:
            busy += drawn(made, paper)
            texts.append(box(made, paper, look))
    return found


def anchor(dim: Dim, paper: Mapping[str, Point], middle: Point) -> Anchor:
    """For a value beside its segment: the segment's middle, and the direction to the outer side."""
    (ax, ay), (bx, by) = paper[dim.a], paper[dim.b]
    x, y = (ax + bx) / 2, (ay + by) / 2
    across = math.atan2(bx - ax, ay - by)
    outward = math.cos(across) * (x - middle[0]) + math.sin(across) * (y - middle[1])
    slide = (bx - ax) * 0.18, (by - ay) * 0.18
    return Anchor(x, y, dim.text, across if outward > -1e-6 else across + math.pi, slide)


def drawn(made: Placed, paper: Mapping[str, Point]) -> list[Segment]:
    """The strokes of a dimension line."""
    if made.shift == (0, 0):
        return []
    (ax, ay), (bx, by) = (paper[name] for name in (made.dim.a, made.dim.b))
    dx, dy = made.shift
    a, b = (ax + dx, ay + dy), (bx + dx, by + dy)
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    long = math.dist(a, b)
    ux, uy = (b[0] - a[0]) / long * made.room, (b[1] - a[1]) / long * made.room
    lines: list[Segment] = [(*a, mx - ux, my - uy), (mx + ux, my + uy, *b)]
    sx, sy = NUB * dx / math.hypot(dx, dy), NUB * dy / math.hypot(dx, dy)
    if made.dim.style == "extension":
        lines += [(x + sx, y + sy, x + dx + sx, y + dy + sy) for x, y in (paper[made.dim.a], paper[made.dim.b])]
    if made.dim.style == "ticks":
        lines += [(x - sx, y - sy, x + sx, y + sy) for x, y in (a, b)]
    if made.dim.off:
        x0, y0 = paper[made.dim.b]
        lines.append((*paper[made.dim.off], x0, y0))
    return lines


def box(made: Placed, paper: Mapping[str, Point], look: Look) -> Box:
    """What the value on a dimension line covers."""
    (ax, ay), (bx, by) = (paper[name] for name in (made.dim.a, made.dim.b))
    x, y = (ax + bx) / 2 + made.shift[0], (ay + by) / 2 + made.shift[1]
    return ink(made.dim.text, look.font, look.size).moved(x, y)


def _line(dim: Dim, paper: Mapping[str, Point], busy: Sequence[Segment], texts: Sequence[Box], middle: Point, look: Look) -> Placed | None:
    """The dimension line on the outer side of the segment; None if it would meet the figure or a value, or is too short for its own."""
    tries = (_line_at(far, dim, paper, middle, look) for far in (FAR if dim.style == "extension" else FAR[:2]))
    return next((made for made in tries if made and _clear(made, paper, busy, texts, look)), None)


def _line_at(far: float, dim: Dim, paper: Mapping[str, Point], middle: Point, look: Look) -> Placed | None:
    """So many points away from the segment."""
    (ax, ay), (bx, by) = paper[dim.a], paper[dim.b]
    long = math.dist(paper[dim.a], paper[dim.b])
    out = anchor(dim, paper, middle).direction or 0.0
    dx, dy = far * math.cos(out), far * math.sin(out)
    text = ink(dim.text, look.font, look.size)
    ux, uy = abs(bx - ax) / long, abs(by - ay) / long
    half = (max(text.x1, -text.x0) + AIR, max(text.y1, -text.y0) + AIR)
    room = min(half[0] / ux if ux > 1e-9 else math.inf, half[1] / uy if uy > 1e-9 else math.inf)
    if long < 2 * (room + LEAST):
        return None
    return Placed(dim, (dx, dy), (0, 0), room)


def _clear(made: Placed, paper: Mapping[str, Point], busy: Sequence[Segment], texts: Sequence[Box], look: Look) -> bool:
    """Whether the line and its value touch nothing."""
    (ax, ay), (bx, by), (dx, dy) = paper[made.dim.a], paper[made.dim.b], made.shift
    near = [_between((ax + dx, ay + dy), (bx + dx, by + dy), k / 24) for k in range(25)]
    spots = [box(made, paper, look).grown(3), *(Box(x - 5, y - 5, x + 5, y + 5) for x, y in near)]
    if any(overlap(text, spot) for text in texts for spot in spots):
        return False
    around = Box(*(pick(edges) for pick, edges in zip((min, min, max, max), zip(*spots, strict=True), strict=True)))
    close = [line for line in busy if touches(line, around)]
    return not any(touches(line, spot) for line in close for spot in spots)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


class Pen(NamedTuple):
    """What the script's other lines fix for these: names, colour, lettering, points per unit."""

    owner: str  # "ax" or "plt"
    flat: Callable[[str], str]  # the expression of a named point on the page
    ink: str
    font: str
    scale: float
    put: Callable[[str, str, str], list[str]]  # the lines that write a text beside a point, moved by an offset
    offset: Callable[[Point], Point]


def steps(found: Sequence[Placed], pen: Pen) -> list[list[str]]:
    """The script's steps: values beside their lines, then dimension lines."""
    beside = [made for made in found if made.shift == (0, 0)]
    lines = [made for made in found if made.shift != (0, 0)]
    return ([_beside(beside, pen)] if beside else []) + ([_dimensions(lines, pen)] if lines else [])


def _beside(found: Sequence[Placed], pen: Pen) -> list[str]:
    rows = [f"({pen.flat(d.a)}, {pen.flat(d.b)}, {d.source}, {pair(pen.offset(at))})," for d, _, at, _ in found]
    if len(rows) == 1:
        d, at = found[0].dim, pair(pen.offset(found[0].at))
        return ["# A value, beside the middle of its line.", *pen.put(d.source, f"({pen.flat(d.a)} + {pen.flat(d.b)}) / 2", at)]
    loop = indented(pen.put("text", "(p + q) / 2", "offset"))
    return ["# Values, beside the middles of their lines.", "values = [", *indented(rows), "]", "for p, q, text, offset in values:", *loop]


def _dimensions(found: Sequence[Placed], pen: Pen) -> list[str]:
    unit = lambda at: pair((at[0] / pen.scale, at[1] / pen.scale))  # noqa: E731
    rows = [f"({pen.flat(d.a)}, {pen.flat(d.b)}, {unit(shift)}, {d.source}, {num(room / pen.scale)})," for d, shift, _, room in found]
    style = found[0].dim.style
    text = call(f"{pen.owner}.text", ["*middle", "text", 'ha="center", va="center"', f"{pen.font}, color={pen.ink}"])
    head = "-" if style == "ticks" else "-|>"
    return [
        "# Dimension lines: both ends, their shift, the value and half the gap for it.",
        "dimensions = [",
        *indented(rows),
        "]",
        f'arrow = {{"arrowstyle": "{head}", "linewidth": 0.8, "color": {pen.ink}}}',
        "arrow.update(shrinkA=0, shrinkB=0)",
        "for p, q, shift, text, room in dimensions:",
        *indented(
            [
                "shift = np.array(shift)",
                "middle, along = (p + q) / 2 + shift, (q - p) / np.linalg.norm(q - p)",
                *text,
                f'{pen.owner}.annotate("", p + shift, middle - room * along, arrowprops=arrow)',
                f'{pen.owner}.annotate("", q + shift, middle + room * along, arrowprops=arrow)',
                *_ends(found, pen),
            ]
        ),
        *(line for made in found if made.dim.off for line in _level(made.dim, pen)),
    ]


def _ends(found: Sequence[Placed], pen: Pen) -> list[str]:
    """Extension lines, or strokes across the ends."""
    style = found[0].dim.style
    if style == "arrows":
        return []
    start = "end + nub" if style == "extension" else "end + shift - nub"
    return [
        f"nub = {num(NUB / pen.scale)} * shift / np.linalg.norm(shift)",
        "for end in (p, q):",
        *indented(call(f"{pen.owner}.plot", [f"*zip({start}, end + shift + nub)", f"color={pen.ink}, linewidth=0.8"])),
    ]


def _level(dim: Dim, pen: Pen) -> list[str]:
    """The thin line to a dimension line whose end lies on no line of the figure."""
    ends = f"*zip({pen.flat(dim.off)}, {pen.flat(dim.b)})"
    return call(f"{pen.owner}.plot", [ends, f"color={pen.ink}, linewidth=0.8"])
