"""Describes filled and outlined shapes: rectangles, circles, ellipses, wedges and polygons, with sizes, places and relations."""

import math
from collections.abc import Sequence

from cpx.describe import colours, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.lines import contours
from cpx.describe.look import shapes_subject, span
from cpx.describe.marks import arrangement
from cpx.describe.reading import Mark, Point
from cpx.describe.wording import counted, listing, number, sentence

EVEN = ("regular", "equilateral", "square", "rhombus")
"""Polygons with sides of one length."""


def describe(group: Group, frame: Frame) -> list[str]:
    """Sentences about the shapes of one group."""
    marks = group.marks
    if group.kind in ("polygon", "curve") and len(marks) > 1 and not all(mark.complete and len(mark.vertices) <= 12 for mark in marks):
        return [_crowd(group, frame, noun(marks[0], frame))]
    if group.kind == "polygons":
        return [contours(mark, frame) for mark in marks] if any(mark.levels for mark in marks) else [_polygons(group, frame)]
    names = [noun(mark, frame) for mark in marks]
    if len(set(names)) > 1:
        return [text for name in dict.fromkeys(names) for text in _alike(_only(group, names, name), frame, name)]
    return _alike(group, frame, names[0])


def _only(group: Group, names: Sequence[str], name: str) -> Group:
    return group._replace(marks=tuple(mark for mark, its in zip(group.marks, names, strict=True) if its == name))


def noun(mark: Mark, frame: Frame) -> str:
    """What a viewer calls the shape: `square`, `right triangle`, `ring sector`, `region`."""
    if mark.kind == "rectangle":
        same = frame.square and mark.size is not None and math.isclose(mark.size[0], mark.size[1], rel_tol=1e-3)
        return "square" if same else "rectangle"
    if mark.kind == "polygon" and not frame.polar and mark.complete and 3 <= len(mark.vertices) <= 13:
        if all(len(point) == 2 for point in mark.vertices) and mark.space == "data":
            return relations.polygon(mark.vertices, frame.square)
        return f"{len(mark.vertices)}-cornered polygon" if len(mark.vertices) > 4 else ("triangle", "quadrilateral")[len(mark.vertices) - 3]
    return {"polygon": "region", "curve": "curved shape", "polygons": "polygon"}.get(mark.kind, mark.kind)


def _alike(group: Group, frame: Frame, name: str) -> list[str]:
    marks, n = group.marks, len(group.marks)
    order = n > 1 and bool(arrangement([m for mark in marks if (m := _middle(mark))], frame))
    told = not order and n <= (frame.most(3, 12) or n) and marks[0].kind != "polygon" and all(map(_middle, marks))
    head = shapes_subject(marks, n, name, group.label, frame.detail, _size(marks, frame), mixture=not told)
    lie = "lies" if n == 1 else "lie"
    if marks[0].kind == "polygon" and name != "region" and all(mark.space == "data" for mark in marks):
        return [sentence(f"{head} {_cornered(marks, frame)}")]
    if any(not _middle(mark) for mark in marks):
        return [sentence(f"{head} {lie} {_extent(group, frame)}")]
    return [sentence(f"{head} {lie} {_places(marks, frame)}")]


def _cornered(marks: Sequence[Mark], frame: Frame) -> str:
    """Polygons by their corners, or by their centres where they are many and regular."""
    most = frame.most(4, 16)
    corners = [mark.vertices for mark in marks]
    total = sum(map(len, corners))
    if len(marks) == 1 and (most is None or total <= most):
        return f"has its corners at {frame.points(corners[0], None)}"
    if most is None or total <= most:
        return "have their corners at " + "; ".join(frame.points(points, None) for points in corners)
    centres = [tuple(sum(axis) / len(points) for axis in zip(*points, strict=True)) for points in corners]
    order = arrangement(centres, frame)
    if order or len(centres) * 2 <= most:
        return f"{'has its centre' if len(marks) == 1 else 'have their centres'} {order or 'at ' + frame.points(centres, None)}"
    return f"{'lies' if len(marks) == 1 else 'lie'} within {frame.range([point for points in corners for point in points])}"


def _size(marks: Sequence[Mark], frame: Frame) -> str:
    sizes = [mark.size for mark in marks if mark.size is not None and mark.space == "data"]
    kind = marks[0].kind
    if kind == "polygon" and frame.square and noun(marks[0], frame).startswith(EVEN):
        return f" of side {span([math.dist(*mark.vertices[:2]) for mark in marks], frame.length)}"
    if len(sizes) != len(marks) or frame.polar:
        return ""
    if kind in ("circle", "wedge"):
        text = f" of radius {span([size[0] / 2 for size in sizes], frame.length)}"
        return text + _sector(marks) if kind == "wedge" else text
    width, height = span([s[0] for s in sizes], frame.x.say), span([s[1] for s in sizes], frame.y.say)
    if kind == "rectangle" and frame.square and all(math.isclose(s[0], s[1], rel_tol=1e-3) for s in sizes):
        return f" of side {width}"
    turned = [mark.angles[0] for mark in marks if len(mark.angles) == 1 and mark.angles[0]]
    tilt = f" turned by {span(turned)}°" if len(turned) == len(marks) else ""
    return f" {width} wide and {height} high{tilt}" if kind in ("rectangle", "ellipse") and not frame.polar else ""


def _sector(marks: Sequence[Mark]) -> str:
    if len(marks) != 1 or len(marks[0].angles) != 2:
        return ""
    start, end = marks[0].angles
    return f" from {number(start, 1)}° to {number(end, 1)}°"


def _middle(mark: Mark) -> Point | None:
    if mark.space != "data":
        return None
    if mark.centre is not None:
        return mark.centre
    if mark.kind == "polygon" and mark.complete and 3 <= len(mark.vertices) <= 13:
        return mark.vertices[0]
    box = bounds(mark) if mark.kind == "rectangle" else None
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) if box else None


def bounds(mark: Mark) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of an upright shape in its own units."""
    points = mark.vertices
    if mark.centre is not None and mark.size is not None:
        (x, y), (w, h) = mark.centre[:2], mark.size[:2]
        return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
    if len(points) > 1:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return (min(xs), min(ys), max(xs), max(ys))
    if points and mark.size is not None:
        return (points[0][0], points[0][1], points[0][0] + mark.size[0], points[0][1] + mark.size[1])
    return None


def _places(marks: Sequence[Mark], frame: Frame) -> str:
    most = frame.most(3, 12)
    n = len(marks)
    middles = [middle for mark in marks if (middle := _middle(mark))]
    relation = _relation(marks, frame)
    if n > 1 and all(relations.same([p[axis] for p in middles], _spread(marks)) for axis in (0, 1)):
        return f"round one centre, {frame.point(middles[0])}"
    order = arrangement(middles, frame) if not frame.polar else ""
    if order and (frame.detail != "exhaustive" or n > 60):
        return f"with their centres {order}{_chequered(marks, middles)}"
    if most is None or n <= most:
        fills = [mark.fills[0] if mark.fills else "" for mark in marks]
        mixed = len(set(fills)) > 1 and all(fills)
        named = [f"{frame.point(p)}{f' ({colours.colour(fill, False)})' if mixed else ''}" for p, fill in zip(middles, fills, strict=True)]
        return f"{'centred' if n == 1 else 'with centres'} at {listing(named)}{relation}"
    return f"with centres within {frame.range(middles)}"


def _chequered(marks: Sequence[Mark], middles: Sequence[Point]) -> str:
    fills = [mark.fills[0] if mark.fills else "" for mark in marks]
    return ", the two colours alternating like the squares of a chessboard" if relations.chequered(middles, fills) else ""


def _spread(marks: Sequence[Mark]) -> float:
    return max((max(mark.size) for mark in marks if mark.size), default=0.0)


def _relation(marks: Sequence[Mark], frame: Frame) -> str:
    """What a viewer sees of two circles at a glance: touching, overlapping, apart."""
    circles = [(mark.centre, mark.size[0] / 2) for mark in marks if mark.kind == "circle" and mark.centre and mark.size]
    if len(circles) != 2 or not frame.square:
        return ""
    (first, r), (second, s) = circles
    gap = math.dist(first, second)
    if relations.close(gap, r + s, r + s):
        return ", touching each other"
    if gap > r + s:
        return ", apart from each other"
    return ", overlapping" if gap > abs(r - s) * (1 + relations.TOLERANCE) else ""


def _extent(group: Group, frame: Frame) -> str:
    points = [point for mark in group.marks for point in mark.vertices]
    if points and group.marks[0].space == "data":
        text = f"over {frame.range(points)}"
        return text + (f"; its outline passes {frame.points(points, None)}" if frame.detail == "exhaustive" else "")
    return listing(dict.fromkeys(frame.region(mark.box) for mark in group.marks), 4)


def _crowd(group: Group, frame: Frame, name: str) -> str:
    head = shapes_subject(group.marks, len(group.marks), name, group.label, frame.detail)
    return sentence(f"{head} lie {_extent(group, frame)}")


def _polygons(group: Group, frame: Frame) -> str:
    marks, n, mark = group.marks, group.total, group.marks[0]
    parts = [part for mark in marks for part in mark.parts]
    points = [point for part in parts for point in part]
    name = "face" if points and len(points[0]) == 3 else "polygon"
    head = shapes_subject([m._replace(fills=()) for m in marks] if mark.cmap else marks, n, name, group.label, frame.detail)
    if mark.cmap:
        clim = f" for values from {number(mark.clim[0])} to {number(mark.clim[1])}" if len(mark.clim) == 2 else ""
        head = f"{head.replace('unfilled ', '', 1)}, coloured by value with the {mark.cmap} colour map{clim},"
    corners = {len(part) for part in parts}
    each = f", each with {counted(corners.pop(), 'corner')}," if len(corners) == 1 and n > 1 and n == len(parts) else ""
    ends = [tuple(pair[i] for pair in mark.spread) for i in (0, 1)] if not points and all(len(p) == 2 for p in mark.spread) else points
    where = (
        f"{'covers' if n == 1 else 'cover'} {frame.range(ends)}"
        if ends and mark.space == "data"
        else f"{'lies' if n == 1 else 'lie'} {frame.region(mark.box)}"
    )
    text = sentence(f"{head}{each} {where}")
    if frame.detail == "exhaustive" and parts:
        text += " Their corners are: " + "; ".join(f"{i}: {' '.join(map(frame.point, part))}" for i, part in enumerate(parts, 1)) + "."
    return text
