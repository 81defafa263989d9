"""Describes one line that bends: the graph of a function with its rises and falls, an outline, a circle, a spiral, a path."""

import itertools
import math
from collections.abc import Sequence

from cpx.describe import courses, polygons, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import subject
from cpx.describe.marks import dots
from cpx.describe.picture import Mark, Point
from cpx.describe.view import visible
from cpx.describe.wording import article, counted, listing, number, sentence

MOST_TURNS = 4
FEW_POINTS = 8
SMOOTH_FROM = 30
"""Vertices from which a line stands for a smooth curve, whose extremes lie between them."""
Path = Sequence[Point]


def describe(group: Group, mark: Mark, frame: Frame) -> str:
    path = mark.vertices
    gaps = mark.points.count(None)
    head = subject([mark], 1, "line", group.label, frame.detail)
    if len(path) < 2:
        return sentence(f"{head} is drawn {frame.where(mark)}")
    pieces = visible(path, frame) if mark.space == "data" and not gaps else [path]
    if not pieces:
        return sentence(f"{head} is drawn {frame.region(mark.box)}")
    drawing = frame.panel is not None and not frame.panel.shown and mark.complete and len(path) <= FEW_POINTS
    course = ("" if drawing else _graph(mark, pieces, frame)) or _outline(mark, path, frame)
    text = f"{head} {course}{dots(mark)}"
    broken = f", broken by {counted(gaps, 'gap')}" if gaps else ""
    return sentence(text + broken) + ("" if drawing else _listed(mark, path, frame))


def _listed(mark: Mark, path: Path, frame: Frame) -> str:
    few = frame.detail == "full" and 3 <= len(path) <= FEW_POINTS and mark.marker and mark.complete and frame.most(1, 4) == 4
    if (not few and frame.detail != "exhaustive") or mark.space != "data":
        return ""
    lead = "Its points are" if mark.complete else f"{len(path)} of its {mark.total} points are"
    return f" {lead} {frame.points(path, None)}."


def _graph(mark: Mark, pieces: Sequence[Path], frame: Frame) -> str:
    """The rises and falls of a line whose x (or angle) never turns back; `` for other lines."""
    whole = [point for piece in pieces for point in piece]
    course = courses.trend(mark.vertices) if len(mark.vertices) > 2 and mark.space == "data" else None
    if course is None:
        return ""
    if not mark.faithful:
        if list(pieces[0]) != mark.vertices:
            ends = frame.x.say(whole[0][0]), frame.x.say(whole[-1][0])
            return f"runs from x = {ends[0]} to x = {ends[1]} in the plotting area and goes on beyond it, {mark.total} points in all"
        within = frame.range(mark.corners or mark.vertices)
        return f"runs from {frame.point(course.start)} to {frame.point(course.end)} through {mark.total} points, within {within}"
    if len(pieces) > 1:
        within = frame.range(whole)
        return f"shows in {len(pieces)} pieces within the plotting area, {within}"
    cut = list(pieces[0]) != mark.vertices
    course = (courses.trend(pieces[0]) if cut else course) or course
    beyond = ", and goes on beyond the plotting area" if cut else ""
    return (_polar(course, mark, frame) if frame.polar else _course(course, mark, pieces[0], frame)) + beyond


def _polar(course: courses.Trend, mark: Mark, frame: Frame) -> str:
    flat = [(radius * math.cos(angle), radius * math.sin(angle)) for angle, radius in mark.vertices]
    if tips := courses.petals(flat):
        return _petals(tips, frame)
    start, end = frame.point(course.start), frame.point(course.end)
    low, high = frame.y.say(course.low[1]), frame.y.say(course.high[1])
    if low == high:
        return f"keeps to the radius {low} from {_angle(course.start)} to {_angle(course.end)}"
    turns = [*course.peaks, *course.troughs]
    if not turns:
        return f"runs from {start} to {end}, its radius steadily {'growing' if course.end[1] > course.start[1] else 'shrinking'}"
    counts = f"{counted(len(course.peaks), 'largest value')} and {counted(len(course.troughs), 'smallest value')} in between"
    told = f", its radius between {low} and {high}" + (f" with {counts}" if mark.complete and len(turns) > 1 else "")
    if len(turns) == 1:
        told = f", its radius {'largest' if course.peaks else 'smallest'} at {frame.point(turns[0])}"
    return f"runs from {start} to {end}{told}"


def _petals(tips: Path, frame: Frame) -> str:
    """A rose round the centre, its tips told to a degree."""
    angles = [f"{round(math.degrees(math.atan2(tip[1], tip[0]))) % 360}°" for tip in tips]
    length = (frame.y.say if frame.polar else frame.length)(max(math.hypot(*tip) for tip in tips))
    hub = "the centre" if frame.polar else frame.point((0.0, 0.0))
    noun = "loop" if len(tips) == 2 else "petal"
    return f"forms {counted(len(tips), noun)} of length {length} round {hub}, with their tips in the directions {listing(angles)}"


def _angle(point: Point) -> str:
    return f"{number(math.degrees(point[0]), 1)}°"


def _course(course: courses.Trend, mark: Mark, path: Path, frame: Frame) -> str:
    start, end = frame.point(course.start), frame.point(course.end)
    turns = len(course.peaks) + len(course.troughs)
    if course.flat:
        return f"stays level at y = {frame.y.say(course.start[1])} from x = {frame.x.say(course.start[0])} to {frame.x.say(course.end[0])}"
    way = "rises" if (course.end[1] > course.start[1]) else "falls"
    if course.straight and frame.x.kind in ("linear", "date", "category") and frame.y.kind == "linear":
        return f"{way} in a straight line from {start} to {end}"
    if turns == 0:
        strict = all((b[1] - a[1]) * (course.end[1] - course.start[1]) > 0 for a, b in itertools.pairwise(path))
        return f"{way}{' throughout' if strict else ', level in parts,'} from {start} to {end}"
    smooth = mark.total >= SMOOTH_FROM and not mark.marker
    peaks, troughs = ([_refined(p, path, frame) if smooth else p for p in found] for found in (course.peaks, course.troughs))
    if turns == 1:
        top = (
            f"its highest point {frame.point(peaks[0])}, then falls" if peaks else f"its lowest point {frame.point(troughs[0])}, then rises"
        )
        return f"{'rises' if peaks else 'falls'} from {start} to {top} to {end}"
    between = f"between y = {frame.y.say(course.low[1])} and y = {frame.y.say(course.high[1])}"
    if turns > MOST_TURNS:
        counts = f"with {counted(len(peaks), 'peak')} and {counted(len(troughs), 'trough')} " if mark.complete else ""
        return f"runs from {start} to {end}, going up and down {counts}{between}"
    return f"runs from {start} to {end}, with {_turned(peaks, 'peak', frame)} and {_turned(troughs, 'trough', frame)}"


def _turned(points: Path, noun: str, frame: Frame) -> str:
    return f"{article(noun) if len(points) == 1 else noun + 's'} at {frame.points(points, None)}"


def _refined(top: Point, path: Path, frame: Frame) -> Point:
    """The extreme of the parabola through a vertex and its neighbours, where the curve is smooth enough to have one there."""
    i = next((i for i, point in enumerate(path) if point == top), 0)
    if not 0 < i < len(path) - 1 or frame.x.kind != "linear" or frame.y.kind != "linear":
        return top
    (x0, y0), (x1, y1), (x2, y2) = path[i - 1], path[i], path[i + 1]
    before, after = (y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)
    bend = (after - before) / (x2 - x0)
    if before * after > 0 or bend == 0:
        return top
    x = (x0 + x1) / 2 - before / (2 * bend)
    y = y1 + (x - x1) * (before + bend * (x - x0))
    heights = [point[1] for point in path]
    return (x, y) if abs(y - y1) < 2e-3 * (max(heights) - min(heights)) else top


def _outline(mark: Mark, path: Path, frame: Frame) -> str:
    flat = len(path[0]) == 2 and not frame.polar and mark.space == "data" and mark.faithful
    if flat and courses.closed(path):
        return _closed(mark, path, frame)
    if flat and frame.square and (turns := courses.spiral(path)):
        out = frame.length(math.dist(path[0], path[-1]))
        return f"of {mark.total} points winds outwards in a spiral of {number(turns, 1)} turns from {frame.point(path[0])} to radius {out}"
    steps = flat and mark.complete and len(path) > 3 and all(relations.direction(a, b) or a == b for a, b in itertools.pairwise(path))
    how = " in horizontal and vertical steps" if steps else ""
    most = frame.most(2, 12)
    ends = f"from {frame.point(path[0])}", f"to {frame.point(path[-1])}"
    if mark.space != "data":
        return f"of {counted(mark.total, 'point')} lies {frame.region(mark.box)}"
    if mark.complete and most is not None and len(path) <= most:
        through = f" through {frame.points(path[1:-1], None)}" if len(path) > 2 else ""
        return f"runs{how} {ends[0]}{through} {ends[1]}"
    return f"of {mark.total} points runs{how} {ends[0]} {ends[1]}, covering {frame.range(mark.corners or path)}"


def _closed(mark: Mark, path: Path, frame: Frame) -> str:
    if frame.square and len(path) > 16 and (circle := relations.ring(path[:-1])):
        return f"forms a circle of radius {frame.length(circle.radius)} round {frame.point(circle.centre)}"
    if frame.square and (tips := courses.petals(path)):
        return _petals(tips, frame)
    if mark.complete and len(path) <= 13:
        return f"forms {polygons.formed(path[:-1], frame, None)}"
    return f"of {mark.total} points closes on itself, covering {frame.range(mark.corners or path)}"
