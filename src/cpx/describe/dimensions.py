"""Finds dimension lines: two arrows that point apart, or one with two heads, between short extension lines across their tips.

Their tips and the ends of their extension lines say how long something is; no letter names them.
"""

import math
from collections.abc import Iterator, Sequence

from cpx.describe.picture import Mark, Panel, Point
from cpx.describe.pixels import to_pixel

NEAR = 1.5
"""Pixels by which a tip may miss its extension line, and two arrows one line."""
SQUARE = 0.05
"""How much the cosine of a right angle may differ from 0."""


def drawn(marks: Sequence[Mark], panel: Panel | None) -> set[int]:
    """The ids of all arrows of dimension lines and of their extension lines."""
    found: set[int] = set()
    for arrow in marks:
        if arrow.kind == "arrow" and (across := extensions(arrow, marks, panel)):
            found |= {id(arrow), *map(id, across)}
    return found


def extensions(arrow: Mark, marks: Sequence[Mark], panel: Panel | None) -> list[Mark]:
    """The extension lines at the tips of an arrow; none if it is no part of a dimension line."""
    ends = _ends(arrow, panel)
    if ends is None or not any(arrow.ends):
        return []
    both = arrow.ends == (True, True)
    tips = ends if both else ends[1:] if arrow.ends[1] else ends[:1]
    lines = [(mark, pixels) for mark in marks if mark.kind == "line" and (pixels := _ends(mark, panel))]
    across = [[mark for mark, line in lines if _crosses(line, tip, ends)] for tip in tips]
    if not all(across) or not (both or any(_apart(ends, other) for other in _arrows(marks, panel))):
        return []
    return [mark for found in across for mark in found]


def _arrows(marks: Sequence[Mark], panel: Panel | None) -> Iterator[list[Point]]:
    return (ends for mark in marks if mark.kind == "arrow" and mark.ends == (False, True) and (ends := _ends(mark, panel)))


def _ends(mark: Mark, panel: Panel | None) -> list[Point] | None:
    """Both ends of a straight mark in the picture."""
    if panel is None or mark.space != "data" or len(mark.vertices) != 2:
        return None
    ends = [pixel for point in mark.vertices if (pixel := to_pixel(point, panel))]
    return ends if len(ends) == 2 and math.dist(*ends) > NEAR else None


def _crosses(line: list[Point], tip: Point, arrow: list[Point]) -> bool:
    """Whether a tip stands on a line, short of its ends, and the arrow at right angles to it."""
    if abs(_cosine(line, arrow)) > SQUARE or math.dist(*line) >= 3 * math.dist(*arrow):
        return False
    return all(math.dist(tip, end) > NEAR for end in line) and math.dist(tip, line[0]) + math.dist(tip, line[1]) < math.dist(*line) + 0.1


def _apart(one: list[Point], other: list[Point]) -> bool:
    """Whether two arrows lie on one line and point away from each other."""
    gap = [other[0], one[0]]
    inline = math.dist(*gap) <= NEAR or _cosine(gap, one) > 1 - SQUARE**2
    return _cosine(one, other) < SQUARE**2 - 1 and inline


def _cosine(one: list[Point], other: list[Point]) -> float:
    (a, b), (c, d) = one, other
    return ((b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1])) / (math.dist(a, b) * math.dist(c, d))
