"""Describes lines of every kind: two-point segments, single curves, and collections of many lines."""

from collections.abc import Sequence

from cpx.describe import curves, segments
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import subject
from cpx.describe.reading import Mark, Point
from cpx.describe.wording import listing, number, sentence


def describe(group: Group, frame: Frame) -> list[str]:
    """Sentences about the lines of one group."""
    marks = group.marks
    if any(mark.levels for mark in marks):
        return [contours(mark, frame) for mark in marks]
    if any(mark.kind == "curve" and mark.centre for mark in marks):
        return [_arc(mark, group, frame) for mark in marks]
    runs = _runs(marks)
    if runs and all(mark.space == "data" for mark in marks) and _few(runs, marks, frame):
        return segments.describe(group, runs, frame)
    if all(mark.kind == "lines" for mark in marks):
        return [_collection(group, frame)]
    most = frame.most(1, 5)
    if len(marks) == 1 or most is None or len(marks) <= most:
        return [curves.describe(group, mark, frame) for mark in marks]
    return [_collection(group, frame)]


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


def contours(mark: Mark, frame: Frame) -> str:
    """Lines or areas of equal value."""
    levels = listing(map(number, mark.levels), frame.most(4, 12))
    shades = f" coloured with the {mark.cmap} colour map" if mark.cmap else ""
    points = [point for part in mark.parts for point in part] or mark.vertices
    within = f" cover {frame.range(points)}" if points else f" lie {frame.region(mark.box)}"
    if mark.kind == "polygons":
        return sentence(
            f"filled contour areas between the levels {levels}{shades}{within}"
            if points
            else f"filled contour areas between the levels {levels}{shades}{within}"
        )
    head = subject([mark], 2, "contour line", "", frame.detail).removeprefix("2 ")
    return sentence(f"{head} at the {'levels' if len(mark.levels) > 1 else 'level'} {levels}{shades}{within}")


def _collection(group: Group, frame: Frame) -> str:
    n, mark = group.total, group.marks[0]
    points = [point for mark in group.marks for part in (mark.parts or (tuple(mark.vertices),)) for point in part]
    head = subject(group.marks, n, "line", group.label, frame.detail)
    if mark.cmap:
        clim = f" for values from {number(mark.clim[0])} to {number(mark.clim[1])}" if len(mark.clim) == 2 else ""
        head = (
            subject(group.marks, n, "line", group.label, frame.detail).split(" (")[0]
            if mark.cmap and len(set(mark.strokes)) > 1
            else head + f" coloured with the {mark.cmap} colour map{clim}"
        )
    within = f"{'covers' if n == 1 else 'cover'} {frame.range(points)}" if points and mark.space == "data" else _ranged(mark, n, frame)
    return sentence(f"{head} {within}") + _vertices(group, frame)


def _ranged(mark: Mark, n: int, frame: Frame) -> str:
    if mark.spread and all(len(pair) == 2 for pair in mark.spread) and mark.space == "data":
        low_high: list[Point] = [tuple(pair[i] for pair in mark.spread) for i in (0, 1)]
        return f"{'covers' if n == 1 else 'cover'} {frame.range(low_high)}"
    return f"{'lies' if n == 1 else 'lie'} {frame.region(mark.box)}"


def _vertices(group: Group, frame: Frame) -> str:
    if frame.detail != "exhaustive":
        return ""
    paths = [part for mark in group.marks for part in (mark.parts or (tuple(mark.vertices),))]
    return " Their vertices are: " + "; ".join(f"{i}: {' '.join(map(frame.point, path))}" for i, path in enumerate(paths, 1)) + "."
