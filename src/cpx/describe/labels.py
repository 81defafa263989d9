"""Tells what the texts of a drawing are for: names of points, words in boxes, labels beside lines and arrows."""

import itertools
import math
import re
from collections.abc import Iterator

from cpx.describe import colours, dimensions
from cpx.describe.frames import Frame
from cpx.describe.names import away
from cpx.describe.picture import Mark, Point
from cpx.describe.pixels import to_pixel
from cpx.describe.things import Segment, Things, along
from cpx.describe.wording import counted, listing, number, sentence

LONGEST = 24
"""Characters of a text that labels a line."""
REACH = 1.4
"""How far a label may stand from what it labels, in heights of the text."""
ANGLE = re.compile(r"°|\\circ|\\(?:alpha|beta|gamma|delta|theta|varphi|phi|omega)(?![A-Za-z])|[α-ω]")
"""In the label of an angle."""
CLEAR = 0.7
"""How much farther off the next thing has to be, in heights of the text."""


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
        return sentence(f"{counted(len(held), 'text')} {'stands in a box' if len(held) == 1 else 'stand in boxes'}: {spots}")
    if shape == "text":
        return sentence(f"{counted(len(held), 'text')} {'stands' if len(held) == 1 else 'stand'} at ends of lines: {spots}")
    where = "" if shape == "marker" else " inside"
    return sentence(f"{counted(len(held), shape)} {'is' if len(held) == 1 else 'are'} labelled{where}: {spots}")


def beside(text: Mark, things: Things) -> str:
    """What a short text labels, if it stands by one thing and by no other: `beside the middle of AB`, `above the rectangle at (2, 3)`."""
    if text.box is None or len(text.text) > LONGEST or not things.frame.geometric:
        return ""
    height = max(text.box[3] - text.box[1], 6.0)
    if ANGLE.search(text.text):
        arc = min(_arcs(text.box, things), default=None)
        return arc[1] if arc and arc[0] <= 1.6 * height else ""
    lines = [(_off(text.box, segment), _by_line(text.box, segment, things)) for segment in things.segments if segment.length > 20]
    near = sorted([*lines, *_arcs(text.box, things), *_shapes(text.box, things)], key=lambda pair: pair[0])[:2]
    if not near or near[0][0] > REACH * height or (near[0][0] >= 0 and len(near) > 1 and near[1][0] < near[0][0] + CLEAR * height):
        return ""
    return near[0][1]


def _by_line(box: Point, segment: Segment, things: Things) -> str:
    """Beside which part of a line; `` past its ends."""
    share, _ = along(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), segment)
    if not 0.15 <= share <= 0.85:
        return ""
    return f"beside the middle of {things.call(segment)}" if 0.4 <= share <= 0.6 else f"beside {things.call(segment)}"


def _arcs(box: Point, things: Things) -> Iterator[tuple[float, str]]:
    """How far the middle of each arc is, and what to say of it."""
    marks = things.frame.panel.marks if things.frame.panel else ()
    arcs = [mark for mark in marks if mark.kind == "curve" and mark.space == "data" and len(mark.angles) == 2]
    for mark in arcs:
        if mark.centre and mark.size:
            turn = math.radians(sum(mark.angles) / 2)
            x, y = mark.centre[0] + mark.size[0] / 2 * math.cos(turn), mark.centre[1] + mark.size[1] / 2 * math.sin(turn)
            if pixel := things.frame.pixel((x, y)):
                alone = sum(other.centre == mark.centre for other in arcs) == 1
                turns = "" if alone else f" from {number(mark.angles[0], 1)}° to {number(mark.angles[1], 1)}°"
                yield away(pixel, box), f"beside the arc{turns} round {things.frame.point(mark.centre)}"


def _shapes(box: Point, things: Things) -> Iterator[tuple[float, str]]:
    """How far each upright rectangle or round shape is, and on which side of it the text stands."""
    for mark in things.frame.panel.marks if things.frame.panel else ():
        if mark.kind not in ("rectangle", "circle", "ellipse") or mark.role != "data" or mark.box is None or mark.centre is None:
            continue
        left, top, right, bottom = mark.box
        held = left <= box[0] and top <= box[1] and right >= box[2] and bottom >= box[3]
        if held and math.dist(((left + right) / 2, (top + bottom) / 2), ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)) < box[3] - box[1]:
            yield -1 / max(right - left, 1.0), f"in the {_noun(mark)} at {things.frame.point(mark.centre)}"
            continue
        across, down = max(left - box[2], box[0] - right, 0.0), max(top - box[3], box[1] - bottom, 0.0)
        side = "left of" if left > box[2] else "right of" if box[0] > right else "above" if top > box[3] else "below"
        way = {"left of": "to the left of", "right of": "to the right of"}.get(side, side)
        apart = math.hypot(across, down)
        yield (apart, f"{way} the {_noun(mark)} at {things.frame.point(mark.centre)}" if apart > 0 and not (across and down) else "")


def _noun(mark: Mark) -> str:
    """What a shape is called by its box in the picture."""
    across, down = _sides(mark)
    return "square" if mark.kind == "rectangle" and abs(across - down) < 1 else mark.kind


def within(text: Mark, things: Things) -> str:
    """In which of two or three circles a text stands that overlap, as in a Venn diagram."""
    circles = things.circles
    if text.box is None or not 2 <= len(circles) <= 3:
        return ""
    middle = ((text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2)
    if not all(math.dist(a.pixel, b.pixel) < a.radius + b.radius for a, b in itertools.combinations(circles, 2)):
        return ""
    around = [circle for circle in circles if math.dist(circle.pixel, middle) < circle.radius]
    if len(around) == len(circles):
        return f"where {'both' if len(circles) == 2 else 'all three'} circles overlap"
    called = listing(things.call_circle(circle) for circle in around)
    return f"inside {called} only" if around else ""


def _off(box: Point, segment: Segment) -> float:
    """How far a line is from a box, in pixels: the nearest of points along it."""
    (x0, y0), (x1, y1) = segment.pixels
    steps = max(8, math.ceil(segment.length / 4))
    return min(away((x0 + i / steps * (x1 - x0), y0 + i / steps * (y1 - y0)), box) for i in range(steps + 1))


def at_tip(arrow: Mark, frame: Frame) -> Mark | None:
    """The short text that stands by the tip of an arrow; the tip of a dimension line has none."""
    panel = frame.panel
    if panel and dimensions.extensions(arrow, panel.marks, panel):
        return None
    tip = to_pixel(arrow.vertices[-1], panel) if panel and len(arrow.vertices) > 1 else None
    short = [text for text in frame.texts if text.box and len(text.text) <= LONGEST and text is not at_tail(arrow, frame)]
    near = sorted((away(tip, text.box) / (text.box[3] - text.box[1] or 1), i) for i, text in enumerate(short) if tip and text.box)[:2]
    sure = near and near[0][0] <= REACH and (len(near) < 2 or near[1][0] > near[0][0] + CLEAR)
    return short[near[0][1]] if sure else None


def target(arrow: Mark, frame: Frame) -> str:
    """` in the plum circle`: the smallest shape in which the tip of an arrow lies, where colour and kind tell it from all others."""
    tip = frame.pixel(arrow.vertices[-1])
    kinds = ("circle", "ellipse", "rectangle")
    shapes = [mark for mark in (frame.panel.marks if frame.panel else ()) if mark.kind in kinds and mark.role == "data" and mark.box]
    around = [mark for mark in shapes if tip and mark.box and _inner(tip, mark)]
    if not around:
        return ""
    home = min(around, key=lambda mark: math.prod(_sides(mark)))
    called = _called(home)
    return f" in the {called}" if sum(_called(mark) == called for mark in shapes) == 1 else ""


def _sides(mark: Mark) -> tuple[float, float]:
    return (mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]) if mark.box else (0.0, 0.0)


def _inner(pixel: Point, mark: Mark) -> bool:
    """Whether a pixel lies well inside a shape; of a turned one only its core counts."""
    box, (across, down) = mark.box or (0.0, 0.0, 0.0, 0.0), _sides(mark)
    if min(across, down) < 1:
        return False
    x, y = 2 * (pixel[0] - box[0]) / across - 1, 2 * (pixel[1] - box[1]) / down - 1
    if mark.kind == "rectangle" and not mark.angles:
        return max(abs(x), abs(y)) < 0.9
    return math.hypot(x, y) < (0.5 if mark.angles else 0.9)


def _called(mark: Mark) -> str:
    codes = mark.fills or mark.strokes
    return f"{colours.name(codes[0])} {mark.kind}" if codes else mark.kind


def at_tail(arrow: Mark, frame: Frame) -> Mark | None:
    """The text that an arrow starts from."""
    panel = frame.panel
    tail = to_pixel(arrow.vertices[0], panel) if panel and len(arrow.vertices) > 1 and arrow.ends == (False, True) else None
    near = [text for text in frame.texts if tail and text.box and away(tail, text.box) <= 0.6 * (text.box[3] - text.box[1])]
    return near[0] if len(near) == 1 else None
