"""Labels: how much room a text takes on paper, and where beside its point it may stand clear of lines and of other labels.

All lengths are points (1/72 inch). Sizes are read with Pillow from the fonts that matplotlib brings, without importing matplotlib.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from cpx.solids.draw import Misfit

Segment = tuple[float, float, float, float]

_LETTERS = {"stix": "STIXGeneralItalic", "cm": "cmmi10", "dejavuserif": "DejaVuSerif-Italic", "serif italic": "DejaVuSerif-Italic"}
_DIGITS = {"stix": "STIXGeneral", "cm": "cmr10", "dejavuserif": "DejaVuSerif"}
ROOT = r"\sqrt"
_UNITS = 2048  # measured at this size DejaVu's advances are whole numbers, so hinting cannot move them
_ALIKE = {r"\alpha": "a", r"\beta": "b", r"\circ": "o", r"\pi": "n", "\u03b1": "a", "\u03b2": "b", "\u03b3": "y", "\u03b8": "b"}
"""Signs that a font may lack under this name, and letters as wide and as tall."""
_ASCENT, _DESCENT = 0.76, 0.24  # of DejaVu Sans, the least line height that matplotlib centres


class Box(NamedTuple):
    """A rectangle on the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def grown(self, by: float) -> "Box":
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def moved(self, dx: float, dy: float) -> "Box":
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)


class Anchor(NamedTuple):
    """A point of the figure and the text that names it."""

    x: float
    y: float
    text: str
    direction: float | None = None  # where the text should go, if the free angle is not to decide
    slide: tuple[float, float] = (0, 0)  # how far the text may be moved both ways, as along the segment whose length it gives


def ink(text: str, font: str, size: float) -> Box:
    """What the text covers when matplotlib centres it (`ha="center", va="center"`) at the origin."""
    left, right, up, down, advance = _measure(text, font)
    ascent, descent = max(up, _ASCENT), max(-down, _DESCENT)
    baseline = (descent - ascent) / 2
    return Box(*(round(size * part, 3) for part in (left - advance / 2, baseline + down, right - advance / 2, baseline + up)))


def place(
    anchors: Sequence[Anchor], lines: Sequence[Segment], font: str, size: float, gap: float = 3.5, taken: Iterable[Box] = ()
) -> list[Box]:
    """A box for each anchor's text, beside its point, touching no line and no other text; Misfit if there is none.

    The widest free angle between the lines that meet at the point is tried first.
    """
    boxes: dict[int, Box] = {}
    taken = list(taken)
    preferred = [_free_angle(anchor, lines) for anchor in anchors]
    for i in sorted(range(len(anchors)), key=lambda i: preferred[i][1]):
        boxes[i] = _first_clear(anchors[i], preferred[i][0], lines, taken, ink(anchors[i].text, font, size), gap)
        taken.append(boxes[i].grown(2))
    return [boxes[i] for i in range(len(anchors))]


def offset(box: Box, anchor: Anchor, font: str, size: float) -> tuple[float, float]:
    """How far from the anchor a centred text must be put so that its ink fills the box."""
    centred = ink(anchor.text, font, size)
    return round(box.x0 - centred.x0 - anchor.x, 1), round(box.y0 - centred.y0 - anchor.y, 1)


def touches(line: Segment, box: Box) -> bool:
    """Whether the line enters the box."""
    x, y, x1, y1 = line
    if (x < box.x0 and x1 < box.x0) or (x > box.x1 and x1 > box.x1) or (y < box.y0 and y1 < box.y0) or (y > box.y1 and y1 > box.y1):
        return False
    dx, dy = x1 - x, y1 - y
    sides = [dx * (b - y) - dy * (a - x) for a in (box.x0, box.x1) for b in (box.y0, box.y1)]
    return min(sides) <= 0 <= max(sides)


def overlap(a: Box, b: Box) -> bool:
    """Whether the two boxes share area."""
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def _first_clear(anchor: Anchor, preferred: float, lines: Sequence[Segment], taken: list[Box], text: Box, gap: float) -> Box:
    width, height = text.x1 - text.x0, text.y1 - text.y0
    along, up = abs(anchor.slide[0]), abs(anchor.slide[1])
    reach = Box(anchor.x - width - along, anchor.y - height - up, anchor.x + width + along, anchor.y + height + up).grown(gap + 8)
    lines = [line for line in lines if touches(line, reach)]
    for share in (0, 1, -1) if along or up else (0,):
        middle = (anchor.x + share * anchor.slide[0], anchor.y + share * anchor.slide[1])
        box = _round(middle, preferred, lines, taken, (width, height), gap)
        if box:
            return box
    raise Misfit(f"no room for the label {anchor.text}")


def _round(
    middle: tuple[float, float],
    preferred: float,
    lines: Sequence[Segment],
    taken: list[Box],
    size: tuple[float, float],
    gap: float,
) -> Box | None:
    """The first clear place round a point, from the preferred direction on and from near to far."""
    width, height = size
    wide_text = width > 4 * height
    for distance in (gap, gap + 2.5, gap + 5):
        for turn in (0, 15, -15, 30, -30, 45, -45, 60, -60, 80, -80, 100, -100, 125, -125, 150, -150, 180):
            angle = preferred + math.radians(turn)
            c, s = math.cos(angle), math.sin(angle)
            corner = max(abs(c), abs(s)) if wide_text else 1  # a wide text goes round a rectangle, others round an ellipse
            x = middle[0] + c / corner * (width / 2 + distance)
            y = middle[1] + s / corner * (height / 2 + distance)
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            wide = box.grown(2.5)
            if not any(overlap(box, other) for other in taken) and not any(touches(line, wide) for line in lines):
                return box
    return None


def _free_angle(anchor: Anchor, lines: Sequence[Segment]) -> tuple[float, float]:
    """Middle and width of the widest angle at the anchor that no line enters."""
    if anchor.direction is not None:
        return anchor.direction, math.tau
    angles = sorted(angle for line in lines for angle in _directions(anchor, line))
    if not angles:
        return math.pi / 2, math.tau
    gaps = [(after - before, before) for before, after in zip(angles, [*angles[1:], angles[0] + math.tau], strict=True)]
    width, start = max(gaps)
    return start + width / 2, width


def _directions(anchor: Anchor, line: Segment, near: float = 1.0) -> Iterable[float]:
    """Directions in which the line leaves the anchor: none, one where it ends there, two where it passes through."""
    x0, y0, x1, y1 = line[0] - anchor.x, line[1] - anchor.y, line[2] - anchor.x, line[3] - anchor.y
    length = math.hypot(x1 - x0, y1 - y0)
    if length < near or abs(x0 * y1 - x1 * y0) > near * length:
        return
    along = -(x0 * (x1 - x0) + y0 * (y1 - y0)) / length
    if -near <= along <= length - near:
        yield math.atan2(y1 - y0, x1 - x0)
    if near <= along <= length + near:
        yield math.atan2(y0 - y1, x0 - x1)


@cache
def _measure(text: str, font: str) -> tuple[float, float, float, float, float]:
    """Left, right, top and bottom of the ink and the advance, from the start of the baseline, in ems."""
    left, right, up, down, at = 0.0, 0.0, 0.0, 0.0, 0.0
    for glyph, scale, rise in _glyphs(text, font):
        (x0, top, x1, bottom), advance = _glyph(glyph, _face(glyph, font, scale))
        left, right = min(left, at + scale * x0), max(right, at + scale * x1)
        up, down = max(up, rise - scale * top), min(down, rise - scale * bottom)
        at += scale * advance + (0.17 if glyph == "'" and text.startswith("$") else 0)
    return left, max(right, at), up, down, at


def _glyphs(text: str, font: str) -> Iterable[tuple[str, float, float]]:
    """The characters with their scale and rise: matplotlib sets subscripts and primes at 0.7 of the size."""
    for part in re.split(r"(\$[^$]*\$)", text):
        if not part.startswith("$"):
            yield from ((char, 1.0, 0.0) for char in part)
            continue
        for script, symbol in re.findall(r"([_^]?)(\\sqrt(?={)|\{[^}]*\}|\\\w+|.)", part[1:-1]):
            if symbol == ROOT:
                yield ROOT, 1.0, 0.0
                continue
            for char in _ALIKE.get(symbol.strip("{}"), symbol.strip("{}")):
                scale = 0.7 if script or char == "'" else 1.0
                yield char, scale, {"_": -0.16, "^": 0.4}.get(script, 0.4 if char == "'" else 0.0)


def _face(char: str, font: str, scale: float) -> str:
    if char.isdigit() or not char.isalpha():
        return _DIGITS.get(font, _LETTERS.get(font, "DejaVuSans"))
    return _LETTERS.get(font, "DejaVuSans")


@cache
def _glyph(char: str, face: str) -> tuple[tuple[float, float, float, float], float]:
    if char == ROOT:  # the sign with its bar over the digits that follow
        return (0.0, -0.97, 1.08, 0.33), 1.08
    if ord(char) >= 0x2E80:  # Chinese characters fill a square, whatever the font
        return (0.03, -0.88, 0.97, 0.12), 1.0
    font = _open(face)
    x0, top, x1, bottom = (edge / _UNITS for edge in font.getbbox(char, anchor="ls"))
    return (x0, top, x1, bottom), font.getlength(char) / _UNITS


@cache
def _open(face: str) -> Any:
    from PIL import ImageFont

    spec = find_spec("matplotlib")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / f"{face}.ttf"), _UNITS, layout_engine=ImageFont.Layout.BASIC)
