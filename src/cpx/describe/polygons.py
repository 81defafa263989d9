"""Describes polygons, filled regions under and between curves, and collections of many faces."""

import math
from collections.abc import Sequence

from cpx.describe import courses, fields, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import shapes_subject, span
from cpx.describe.marks import arrangement
from cpx.describe.picture import Mark, Point
from cpx.describe.wording import article, counted, listing, sentence

MOST_CORNERS = 13
"""Corners up to which an outline is a polygon and not a region with a curved edge."""
EVEN = ("regular", "equilateral", "square", "rhombus")
"""Polygons with sides of one length."""


def describe(group: Group, frame: Frame) -> list[str]:
    """Sentences about the polygons of one group, those of one form together."""
    if any(mark.levels for mark in group.marks):
        return [fields.contours(mark, frame) for mark in group.marks]
    if group.kind == "polygons":
        return [_faces(group, frame)]
    named: dict[str, list[Mark]] = {}
    for mark in group.marks:
        named.setdefault(noun(mark, frame), []).append(mark)
    return [_alike(members, name, group.label, frame) for name, members in named.items()]


def noun(mark: Mark, frame: Frame) -> str:
    """`square`, `right triangle`, `region`: only what the corners make sure."""
    if mark.kind == "region" or not mark.complete or not 3 <= len(mark.vertices) <= MOST_CORNERS:
        return "region"
    if mark.space == "data" and not frame.polar and len(mark.vertices[0]) == 2:
        return relations.polygon(mark.vertices, frame.square)
    corners = len(mark.vertices)
    return {3: "triangle", 4: "quadrilateral"}.get(corners, f"{corners}-cornered polygon")


def formed(corners: Sequence[Point], frame: Frame, most: int | None) -> str:
    """`the right triangle ABC, its right angle at A`, `a square with corners ...`: what a closed outline is."""
    noun = relations.polygon([*corners, corners[0]], frame.square) if len(corners) <= MOST_CORNERS else "closed outline"
    named = frame.shape(noun, corners)
    if named != noun and frame.detail != "exhaustive":
        return f"the {named}{_right_angle(corners, noun, frame)}"
    return f"{article(noun)} with corners {frame.points(corners, most)}{_right_angle(corners, noun, frame)}"


def _right_angle(corners: Sequence[Point], noun: str, frame: Frame) -> str:
    """Where a right triangle has its right angle."""
    at = relations.right_corner(corners) if noun.startswith("right") else None
    return f", its right angle at {frame.point(at)}" if at else ""


def _alike(marks: Sequence[Mark], name: str, label: str, frame: Frame) -> str:
    n = len(marks)
    size = ""
    if frame.square and name.startswith(EVEN):
        size = f" of side {span([math.dist(*mark.vertices[:2]) for mark in marks])}"
    named = frame.shape(name, marks[0].vertices) if n == 1 and name != "region" and frame.detail != "exhaustive" else name
    head = shapes_subject(marks, n, named, label, frame.detail, size)
    if named != name:
        angle = _right_angle(marks[0].vertices, name, frame)
        return sentence(f"{head} is drawn{angle}")
    if any(mark.space != "data" or not mark.vertices for mark in marks):
        return sentence(
            f"{head} {'lies' if n == 1 else 'lie'} {listing(dict.fromkeys(frame.region(mark.box) for mark in marks), frame.most(2, 4))}"
        )
    if name == "region":
        return sentence(f"{head} {'lies' if n == 1 else 'lie'} {_spread(marks, frame)}")
    return sentence(f"{head} {_cornered(marks, frame)}")


def _cornered(marks: Sequence[Mark], frame: Frame) -> str:
    """Polygons by their corners; by their centres where they are many."""
    most = frame.most(4, 16)
    corners = [mark.vertices for mark in marks]
    one = len(marks) == 1
    if most is None or sum(map(len, corners)) <= most:
        angle = _right_angle(corners[0], noun(marks[0], frame), frame) if one else ""
        return f"{'has its' if one else 'have their'} corners at {'; '.join(frame.points(points, None) for points in corners)}{angle}"
    centres = [tuple(sum(axis) / len(points) for axis in zip(*points, strict=True)) for points in corners]
    order = arrangement(centres, frame)
    if order or len(centres) * 2 <= most:
        return f"{'has its centre' if one else 'have their centres'} {order or 'at ' + frame.points(centres, None)}"
    return f"{'lies' if one else 'lie'} within {frame.range([point for points in corners for point in points])}"


def _spread(marks: Sequence[Mark], frame: Frame) -> str:
    points = [point for mark in marks for point in mark.vertices]
    edge = courses.flat_edge(marks[0].vertices) if len(marks) == 1 and not frame.polar else None
    straight = f", its {edge[0]} edge straight at y = {frame.y.say(edge[1])}" if edge else ""
    listed = "; ".join(f"its outline passes {frame.points(mark.vertices, None)}" for mark in marks) if frame.detail == "exhaustive" else ""
    return f"over {frame.range(points)}{straight}{f'; {listed}' if listed else ''}"


def _faces(group: Group, frame: Frame) -> str:
    marks, n, mark = group.marks, group.total, group.marks[0]
    parts = [part for mark in marks for part in mark.parts]
    points = [point for part in parts for point in part]
    name = "face" if points and len(points[0]) == 3 else "polygon"
    head = shapes_subject([m._replace(fills=()) for m in marks] if mark.cmap else marks, n, name, group.label, frame.detail)
    if mark.cmap:
        head = f"{head.replace('unfilled ', '', 1)}, coloured by value with the {mark.cmap} colour map{fields.value_range(mark)},"
    corners = {len(part) for part in parts}
    alike = len(corners) == 1 and max(corners) <= MOST_CORNERS and n == len(parts) > 1
    each = f", each with {counted(corners.pop(), 'corner')}," if alike else ""
    text = sentence(f"{head}{each} {_covering(mark, points, n, frame)}")
    if frame.detail == "exhaustive" and parts:
        text += f" Their corners are: {'; '.join(f'{i}: {frame.points(part, None)}' for i, part in enumerate(parts, 1))}."
    return text


def _covering(mark: Mark, points: Sequence[Point], n: int, frame: Frame) -> str:
    ends = mark.corners or points
    if ends and mark.space == "data":
        return f"{'covers' if n == 1 else 'cover'} {frame.range(ends)}"
    return f"{'lies' if n == 1 else 'lie'} {frame.region(mark.box)}"
