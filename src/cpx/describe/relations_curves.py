"""Where the graphs of functions cross each other, and where they cross a level line."""

import itertools
import math
from collections.abc import Sequence

from cpx.describe import colours, courses
from cpx.describe.frames import Frame
from cpx.describe.picture import Mark, Point
from cpx.describe.relations_lines import Relation
from cpx.describe.wording import listing, quote, sentence

MOST_CURVES = 4
MOST_CROSSINGS = 4
APART = 0.01
"""Share of the height of the plotting area by which graphs differ before and after they cross."""


def relations(marks: Sequence[Mark], frame: Frame) -> list[Relation]:
    """Crossings of up to four graphs on linear axes, where they are few enough to be listed."""
    panel = frame.panel
    if panel is None or panel.kind != "rectilinear" or frame.x.kind != "linear" or frame.y.kind != "linear" or not panel.shown:
        return []
    graphs = [mark for mark in marks if mark.kind == "line" and mark.space == "data" and mark.faithful and None not in mark.points]
    graphs = [mark for mark in graphs if courses.trend(mark.vertices)]
    curves = [mark for mark in graphs if len(mark.vertices) > 2]
    straight = [mark for mark in graphs if len(mark.vertices) == 2]
    if not curves or len(curves) > MOST_CURVES or len(straight) > MOST_CURVES:
        return []
    pairs = [*itertools.combinations(curves, 2), *itertools.product(curves, straight)]
    return [relation for first, second in pairs if (relation := _crossing(first, second, graphs, frame))]


def _crossing(first: Mark, second: Mark, graphs: Sequence[Mark], frame: Frame) -> Relation | None:
    names = [_call(mark, graphs, frame) for mark in (first, second)]
    limits = frame.panel.sides[1].limits if frame.panel else None
    points = [point for point in _common(first, second, APART * abs(limits[1] - limits[0])) if _seen(point, frame)] if limits else []
    if not all(names) or not 1 <= len(points) <= MOST_CROSSINGS:
        return None
    where = listing(frame.point(_rounded(point, frame)) for point in points)
    level = {y for _, y in second.vertices}
    if len(level) == 1 and len(second.vertices) == 2:
        spots = listing(frame.x.say(_rounded(point, frame)[0]) for point in points)
        return Relation(2, sentence(f"{names[0]} crosses the line y = {frame.y.say(level.pop())} at x = {spots}"))
    both = [name.removeprefix("the line labelled ") for name in names]
    if all(name.startswith("the line labelled ") for name in names):
        return Relation(1, sentence(f"the lines labelled {both[0]} and {both[1]} cross at {where}"))
    return Relation(1, sentence(f"{names[0]} and {names[1]} cross at {where}"))


def _call(mark: Mark, graphs: Sequence[Mark], frame: Frame) -> str:
    """`the line labelled "sin"`, `the blue line`; `` where no word fits it alone."""
    if frame.panel and mark.label in frame.panel.legend and mark.label:
        return f"the line labelled {quote(mark.label)}"
    tint = colours.name(mark.strokes[0]) if mark.strokes else ""
    return f"the {tint} line" if sum(colours.name(other.strokes[0]) == tint for other in graphs if other.strokes) == 1 and tint else ""


def _seen(point: Point, frame: Frame) -> bool:
    limits = [side.limits for side in frame.panel.sides[:2]] if frame.panel else []
    return all(ends is not None and min(ends) <= value <= max(ends) for value, ends in zip(point, limits, strict=False))


def _rounded(point: Point, frame: Frame) -> Point:
    """As finely as a viewer could tell, since a crossing lies between two listed points."""
    found = []
    for value, side in zip(point, frame.panel.sides if frame.panel else (), strict=False):
        span = abs(side.limits[1] - side.limits[0]) if side.limits else 0.0
        found.append(round(value, 2 - math.floor(math.log10(span))) if span else value)
    return tuple(found)


def _common(first: Mark, second: Mark, apart: float) -> list[Point]:
    """Where two graphs cross, from left to right; none where they come `apart` no farther than a viewer could see between two crossings."""
    left, right = (sorted(mark.vertices) for mark in (first, second))
    stops = sorted({x for path in (left, right) for x, _ in path if max(left[0][0], right[0][0]) <= x <= min(left[-1][0], right[-1][0])})
    gaps = [(x, gap) for x in stops if (gap := _height(left, x) - _height(right, x))]
    runs = [list(run) for _, run in itertools.groupby(gaps, key=lambda pair: pair[1] > 0)]
    if any(max(abs(gap) for _, gap in run) < apart for run in runs):
        return []
    found: list[Point] = []
    for before, after in itertools.pairwise(runs):
        (x, gap), (end, other) = before[-1], after[0]
        at = x - gap * (end - x) / (other - gap)
        found.append((at, _height(left, at)))
    return found


def _height(path: Sequence[Point], x: float) -> float:
    """The height of a graph at x, on the straight line between its neighbours."""
    i = next((i for i, point in enumerate(path) if point[0] >= x), len(path) - 1)
    (x0, y0), (x1, y1) = path[max(i - 1, 0)], path[i]
    return y1 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)
