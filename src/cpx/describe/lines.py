"""Describes lines of every kind: two-point segments, single curves, and collections of many lines."""

from collections.abc import Sequence

from cpx.describe import curves, fields, segments
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import subject
from cpx.describe.marks import noun
from cpx.describe.picture import Mark
from cpx.describe.wording import number, plural, sentence

FEW_PIECES = 4
LONG = 12


def describe(group: Group, frame: Frame) -> list[str]:
    """Sentences about the lines of one group."""
    marks = group.marks
    if any(mark.levels for mark in marks):
        return [fields.contours(mark, frame) for mark in marks]
    if any(mark.kind == "curve" and mark.centre for mark in marks):
        return [_arc(mark, group, frame) for mark in marks]
    short = tuple(mark for mark in marks if mark.kind == "line" and len(mark.points) == 2)
    if short and len(short) < len(marks):  # one loop of the script may draw a curve and straight lines across it
        longer = tuple(mark for mark in marks if mark not in short)
        return [said for part in (longer, short) for said in describe(group._replace(marks=part), frame)]
    if len(marks) == 1 and (pieces := _pieces(marks[0])):
        return [curves.describe(group, piece, frame) for piece in pieces]
    runs = _runs(marks)
    if runs and all(mark.space == "data" for mark in marks) and _few(runs, marks, frame):
        return segments.describe(group, runs, frame)
    if all(mark.kind == "lines" for mark in marks):
        return [_collection(group, frame)]
    most = frame.most(1, 5)
    if len(marks) == 1 or most is None or len(marks) <= most:
        return [curves.describe(group, mark, frame) for mark in marks]
    return [_collection(group, frame)]


def _pieces(mark: Mark) -> list[Mark]:
    """The pieces of a long line that is broken in a few places, such as a graph with a pole."""
    few = mark.kind == "lines" and mark.total == len(mark.parts) <= FEW_PIECES and not mark.cmap and len(mark.strokes) == 1
    if not few or any(len(part) < LONG for part in mark.parts):
        return []
    return [mark._replace(kind="line", points=part, parts=(), total=len(part)) for part in mark.parts]


def _runs(marks: Sequence[Mark]) -> list[tuple[segments.Segment, Mark]]:
    """Every line as a segment of two points with its own look; empty if any has more points, or is not all there."""
    runs = []
    for mark in marks:
        parts = mark.parts if mark.kind == "lines" else (tuple(mark.vertices),)
        if not mark.complete or not parts or any(len(part) != 2 for part in parts) or None in mark.points or mark.cmap:
            return []
        for i, part in enumerate(parts):
            stroke = mark.strokes[i % len(mark.strokes)] if mark.strokes else ""
            runs.append(((part[0], part[1]), mark._replace(strokes=(stroke,) if stroke else ())))
    return runs


def _few(runs: Sequence[object], marks: Sequence[Mark], frame: Frame) -> bool:
    most = frame.most(60, 60)
    return all(mark.kind == "line" for mark in marks) or most is None or len(runs) <= most


def _arc(mark: Mark, group: Group, frame: Frame) -> str:
    head = subject([mark], 1, "arc", group.label, frame.detail)
    radius = f" of radius {frame.length(mark.size[0] / 2)}" if mark.size and abs(mark.size[0] - mark.size[1]) <= 1e-3 * mark.size[0] else ""
    turn = f" from {number(mark.angles[0], 1)}° to {number(mark.angles[1], 1)}°" if len(mark.angles) == 2 else ""
    centre = f" round {frame.point(mark.centre)}" if mark.centre and mark.space == "data" else f" {frame.region(mark.box)}"
    return sentence(f"{head}{radius} runs{turn}{centre}")


def _collection(group: Group, frame: Frame) -> str:
    n, mark = group.total, group.marks[0]
    paths = [part for mark in group.marks for part in (mark.parts or (tuple(mark.vertices),)) if part]
    plain = [m._replace(strokes=()) for m in group.marks] if mark.cmap else group.marks
    head = subject(plain, n, "line", group.label, frame.detail)
    values = f", coloured with the {mark.cmap} colour map{fields.value_range(mark)}," if mark.cmap else ""
    reach = mark.corners if len(group.marks) == 1 else []
    points = reach or [point for path in paths for point in path]
    within = (
        f"{'covers' if n == 1 else 'cover'} {frame.range(points)}" if points and mark.space == "data" else f"lie {frame.region(mark.box)}"
    )
    listed = "; ".join(f"{i}: {frame.points(path, None)}" for i, path in enumerate(paths, 1)) if frame.detail == "exhaustive" else ""
    dotted = f", with {plural(noun(group.marks))} along them" if all(mark.marker for mark in group.marks) else ""
    return sentence(f"{head}{values} {within}{dotted}") + (f" Their points are: {listed}." if listed else "")
