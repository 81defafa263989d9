"""Finds what the texts of a picture name: the point that a letter stands beside, the circle or box that a word stands in.

Distances are those of the picture, in pixels; where two things are about as near, a text names neither.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cpx.describe.picture import Mark, Panel, Point
from cpx.describe.pixels import to_pixel
from cpx.describe.wording import plain, quote

LETTER = re.compile(r"(?:[A-Z]|[ΑΒΓΔ-Ω])[₀-₉0-9]?['′]{0,3}")
"""The name of a point in a drawing."""
SAME = 1.5
"""Pixels within which two points are one."""
REACH = 1.5
"""How far a letter may stand from its point, in heights of the text."""
WEAK_REACH = 0.8
"""The same of the loose end of a line, which is less of a point than a corner, a crossing or a marker."""
FAINT = 0.6
"""How much farther off a mere crossing counts, in heights of the text: letters stand beside corners rather."""
CLEAR = 0.6
"""How much farther off the next point has to be, in heights of the text."""
TOUCH = 7.0
"""Pixels from the edge of a circle or box within which the end of a line belongs to it."""
MOST_NAMES = 40
MOST_CORNERS = 13
ROUND = ("circle", "ellipse", "rectangle")


class Name(NamedTuple):
    """A text and the point that it names."""

    word: str
    """As it is said: a bare letter, or a quoted text."""
    point: Point
    pixel: Point
    text: Mark
    shape: str
    """`circle`, `rectangle`, ... where the text stands in one; `box` of a framed text, `text` of one at the end of a line; `` beside a
    point."""
    box: Point | None = None
    """What the shape covers in the picture."""


class Spot(NamedTuple):
    """A point that a text may name."""

    point: Point
    pixel: Point
    rank: int = 0
    """`FIRM`, `CROSSED` or `LOOSE`."""


FIRM, CROSSED, LOOSE = 0, 1, 2
"""A corner, a marker, an end on another line; where two lines merely cross; the loose end of a line."""


def find(
    marks: Sequence[Mark], texts: Sequence[Mark], panel: Panel | None, met: Sequence[Point] = (), crossed: Sequence[Point] = ()
) -> tuple[Name, ...]:
    """The names in one panel; none where there are too many texts or the axes are not flat.

    `met` are the points where lines end on each other, `crossed` those where two merely cross.
    """
    if panel is None or panel.kind != "rectilinear" or panel.box is None or not texts or len(texts) > 4 * MOST_NAMES:
        return ()
    spots: list[Spot] = []
    for points, rank in (([*_corners(marks), *met], FIRM), (crossed, CROSSED), (_tips(marks), LOOSE)):
        new = (spot._replace(rank=rank) for spot in _spots(points, panel))
        spots += [spot for spot in new if all(math.dist(spot.pixel, other.pixel) > SAME for other in spots)]
    nodes = _nodes(marks, texts, spots, panel)
    taken = {id(name.text) for name in nodes}
    letters = [text for text in texts if id(text) not in taken and LETTER.fullmatch(quote(text.text)[1:-1]) and text.box]
    named = [*nodes, *_beside(letters, spots, nodes)]
    return tuple(named) if len(named) <= MOST_NAMES else ()


def _corners(marks: Sequence[Mark]) -> Iterable[Point]:
    """Points that a drawing makes a viewer see: corners, markers, centres, and where the ends of two lines lie."""
    ends = Counter(point for mark in marks for point in {*_line_ends(mark)})
    yield from (point for point, count in ends.items() if count > 1)
    for mark in marks:
        if mark.space != "data":
            continue
        if mark.kind == "points":
            yield from mark.vertices[: 4 * MOST_NAMES]
        if mark.kind in ("line", "polygon") and len(mark.vertices) <= MOST_CORNERS and mark.complete:
            closed = mark.kind == "polygon" or mark.vertices[:1] == mark.vertices[-1:]
            yield from mark.vertices if closed else mark.vertices[1:-1]
        if mark.kind == "arrow":
            yield from mark.vertices[:1]
        if mark.centre is not None and mark.kind in ("circle", "curve"):
            yield mark.centre
        if mark.kind == "rectangle" and mark.centre is not None and mark.size is not None and not mark.angles:
            (x, y), (w, h) = mark.centre[:2], mark.size[:2]
            yield from ((x + i * w / 2, y + j * h / 2) for i in (-1, 1) for j in (-1, 1))


def _tips(marks: Sequence[Mark]) -> Iterable[Point]:
    return (point for mark in marks if mark.kind != "arrow" for point in _line_ends(mark))


def _spots(points: Iterable[Point], panel: Panel) -> list[Spot]:
    """The points as places in the picture, each once."""
    found: dict[tuple[int, int], list[Spot]] = {}
    for point in dict.fromkeys(points):
        pixel = to_pixel(point, panel)
        if pixel is None or not all(map(math.isfinite, pixel)) or max(map(abs, pixel)) > 1e6:
            continue
        cell = (round(pixel[0] / SAME), round(pixel[1] / SAME))
        near = [spot for i in (-1, 0, 1) for j in (-1, 0, 1) for spot in found.get((cell[0] + i, cell[1] + j), ())]
        if all(math.dist(pixel, spot.pixel) > SAME for spot in near):
            found.setdefault(cell, []).append(Spot(point, pixel))
    return [spot for spots in found.values() for spot in spots]


def _nodes(marks: Sequence[Mark], texts: Sequence[Mark], spots: Sequence[Spot], panel: Panel) -> list[Name]:
    """Texts in circles and boxes, or in front of markers, which lines or arrows lead to."""
    shapes = [mark for mark in marks if mark.kind in ROUND and mark.box and mark.centre and mark.space == "data" and not mark.angles]
    dots = _spots((point for mark in marks if mark.kind == "points" and mark.space == "data" for point in mark.vertices), panel)
    stops = _spots((end for mark in marks for end in _line_ends(mark)), panel)
    found: list[Name] = []
    for text in texts:
        if text.box is None or len(plain(text.text)) > 30:
            continue
        middle = _middle(text.box)
        holder = min((s for s in shapes if _holds(s.box, text.box)), key=lambda s: _area(s.box), default=None)
        spot = next((spot for spot in dots if math.dist(spot.pixel, middle) < 4), None) if holder is None else None
        if holder is not None and holder.centre is not None and holder.box is not None:
            if math.dist(_middle(holder.box), middle) < 0.2 * min(_sides(holder.box)) + 1:
                across, down = _sides(holder.box)
                kind = "square" if holder.kind == "rectangle" and abs(across - down) < 1 else holder.kind
                found.append(Name(word(text), holder.centre, _middle(holder.box), text, kind, holder.box))
        elif spot is not None:
            found.append(Name(word(text), spot.point, spot.pixel, text, "marker", text.box))
        elif own := next((s for s in ([*spots, *stops] if text.frame else stops) if math.dist(s.pixel, middle) < 4), None):
            framed = text.frame and (text.frame_stroke or text.frame_fill not in ("", "#ffffff"))
            found.append(Name(word(text), own.point, own.pixel, text, "box" if framed else "text", text.box))
    once = [name for name in found if sum(math.dist(name.pixel, other.pixel) <= SAME for other in found) == 1]
    return once if any(_links(mark, once, panel) for mark in marks) else []


def _links(mark: Mark, nodes: Sequence[Name], panel: Panel) -> bool:
    """Whether a line or an arrow leads from one node to another."""
    ends = [pixel for end in _line_ends(mark)[:2] if (pixel := to_pixel(end, panel))]
    around = [{id(node) for node in nodes if node.box and _within(pixel, node.box, TOUCH)} for pixel in ends]
    return len(around) == 2 and all(len(here) == 1 for here in around) and around[0] != around[1]


def _line_ends(mark: Mark) -> list[Point]:
    """Where the lines and arrows of a mark begin and end."""
    if mark.space != "data":
        return []
    if mark.kind in ("line", "arrow", "curve") and len(mark.vertices) > 1:
        return [mark.vertices[0], mark.vertices[-1]]
    return [end for part in mark.parts for end in (part[0], part[-1])] if mark.kind == "lines" and mark.total <= 4 * MOST_NAMES else []


def _beside(letters: Sequence[Mark], spots: Sequence[Spot], nodes: Sequence[Name]) -> list[Name]:
    """Letters with the one point each that is clearly nearest to them, and they to it."""
    free = [spot for spot in spots if all(math.dist(spot.pixel, node.pixel) > SAME for node in nodes)]
    pairs: list[Name] = []
    for text in letters:
        assert text.box is not None
        height = max(text.box[3] - text.box[1], 6.0)
        apart = [(away(spot.pixel, text.box) + height * FAINT * (spot.rank == CROSSED), spot) for spot in free]
        near = sorted(apart, key=lambda pair: pair[0])[:2]
        reach = (REACH, REACH + FAINT, WEAK_REACH)[near[0][1].rank] * height if near else 0.0
        if near and near[0][0] <= reach and (len(near) < 2 or near[1][0] > near[0][0] + CLEAR * height):
            pairs.append(Name(word(text), near[0][1].point, near[0][1].pixel, text, ""))
    words = [name.word for name in pairs]
    return [name for name in pairs if words.count(name.word) == 1 and sum(name.pixel == other.pixel for other in pairs) == 1]


def word(text: Mark) -> str:
    """A letter as it is, any other text quoted."""
    said = quote(text.text)
    return said[1:-1] if LETTER.fullmatch(said[1:-1]) else said


def away(pixel: Point, box: Point) -> float:
    """How far a pixel is from a box, 0 inside."""
    across = max(box[0] - pixel[0], 0.0, pixel[0] - box[2])
    down = max(box[1] - pixel[1], 0.0, pixel[1] - box[3])
    return math.hypot(across, down)


def _within(pixel: Point, box: Point, slack: float) -> bool:
    return box[0] - slack <= pixel[0] <= box[2] + slack and box[1] - slack <= pixel[1] <= box[3] + slack


def named(pixel: Point | None, names: Sequence[Name], slack: float = 0.0) -> str:
    """The name of a point of the picture, or of the circle or box that it lies in, or at most `slack` pixels outside of."""
    if pixel is None:
        return ""
    found = [name for name in names if math.dist(name.pixel, pixel) <= SAME]
    if slack and not found:
        found = [name for name in names if name.box is not None and _within(pixel, name.box, slack)]
    return found[0].word if len(found) == 1 and sum(name.word == found[0].word for name in names) == 1 else ""


def _holds(outer: Point | None, inner: Point) -> bool:
    return outer is not None and _within((inner[0], inner[1]), outer, 1) and _within((inner[2], inner[3]), outer, 1)


def _middle(box: Point) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _sides(box: Point) -> Point:
    return box[2] - box[0], box[3] - box[1]


def _area(box: Point | None) -> float:
    return math.prod(_sides(box)) if box else 0.0
