"""Tells what the texts of a drawing are for: names of points, words in boxes, labels beside lines and arrows."""

import math
from collections.abc import Sequence

from cpx.describe.frames import Frame
from cpx.describe.names import away
from cpx.describe.picture import Mark, Point
from cpx.describe.pixels import to_pixel
from cpx.describe.things import Segment, Things, along
from cpx.describe.wording import counted, listing, sentence

LONGEST = 16
"""Characters of a text that labels a line."""
REACH = 1.0
"""How far a label may stand from its line, in heights of the text."""
CLEAR = 0.7
"""How much farther off the next line has to be, in heights of the text."""


def introduce(frame: Frame) -> list[str]:
    """Where the points with names are, so that the sentences after may use the names alone."""
    letters = [name for name in frame.names if not name.shape]
    said = []
    if letters:
        spots = listing(f"{name.word} {frame.coordinates(name.point)}" for name in letters)
        said.append(sentence(f"the {'points' if len(letters) > 1 else 'point'} {spots} {'are' if len(letters) > 1 else 'is'} labelled"))
    return said + [_holding(shape, frame) for shape in dict.fromkeys(name.shape for name in frame.names if name.shape)]


def _holding(shape: str, frame: Frame) -> str:
    """The circles or boxes with something written in them, which lines lead to."""
    held = [name for name in frame.names if name.shape == shape]
    spots = listing(f"{name.word} at {frame.coordinates(name.point)}" for name in held)
    if shape == "box":
        return sentence(f"{counted(len(held), 'framed text')} {'stands' if len(held) == 1 else 'stand'} {spots}")
    return sentence(f"{counted(len(held), shape)} {'bears a name' if len(held) == 1 else 'bear names'}: {spots}")


def beside(text: Mark, things: Things) -> str:
    """The line that a short text labels, if it stands by the middle of one and of no other: `beside the middle of AB`."""
    panel = things.frame.panel
    if text.box is None or panel is None or len(text.text) > LONGEST:
        return ""
    height = max(text.box[3] - text.box[1], 6.0)
    middle = ((text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2)
    near = sorted(((_off(text.box, segment), segment) for segment in things.segments if segment.length > 20), key=lambda pair: pair[0])[:2]
    if not near or near[0][0] > REACH * height or (len(near) > 1 and near[1][0] < near[0][0] + CLEAR * height):
        return ""
    share, _ = along(middle, near[0][1])
    called = things.call(near[0][1])
    if not 0.15 <= share <= 0.85:
        return ""
    return f"beside the middle of {called}" if 0.4 <= share <= 0.6 else f"beside {called}"


def _off(box: Point, segment: Segment) -> float:
    """How far a line is from a box, in pixels: the nearest of points along it."""
    (x0, y0), (x1, y1) = segment.pixels
    steps = max(8, math.ceil(segment.length / 4))
    return min(away((x0 + i / steps * (x1 - x0), y0 + i / steps * (y1 - y0)), box) for i in range(steps + 1))


def at_arrow(arrow: Mark, texts: Sequence[Mark], frame: Frame) -> Mark | None:
    """The short text that stands by the tip of an arrow."""
    panel = frame.panel
    tip = to_pixel(arrow.vertices[-1], panel) if panel and len(arrow.vertices) > 1 else None
    if tip is None:
        return None
    near = [text for text in texts if text.box and len(text.text) <= LONGEST and away(tip, text.box) <= 0.9 * (text.box[3] - text.box[1])]
    return near[0] if len(near) == 1 else None
