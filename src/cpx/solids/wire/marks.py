"""Marks: strokes across equal lengths and small squares in right angles, each checked before it is drawn; lines that can be told apart.

points in space -> what `Scene.ticks` and `Scene.right_angles` take
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from cpx.solids.draw import Misfit
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Vec, add, cross, dot, length, sub, unit
from cpx.solids.wire.scene import Pair

Tick = tuple[str, str, int]


def equal(points: Mapping[str, Vec], *groups: Iterable[Pair]) -> list[Tick]:
    """One stroke across each segment of the first group, two of the second, three of the third; Misfit if a group's lengths differ."""
    ticks: list[Tick] = []
    for strokes, group in enumerate(groups, 1):
        pairs = list(group)
        sizes = [length(sub(points[a], points[b])) for a, b in pairs]
        if max(sizes) - min(sizes) > 1e-3:
            raise Misfit(f"{pairs} are not equal")
        ticks += [(a, b, strokes) for a, b in pairs]
    return ticks


def right_angle(points: Mapping[str, Vec], corner: str, p: str, q: str) -> tuple[str, str, str]:
    """The mark in the angle at the corner; Misfit if it is no right angle."""
    sides = [unit(sub(points[name], points[corner])) for name in (p, q)]
    if abs(dot(*sides)) > 2e-3:
        raise Misfit(f"the angle {p}{corner}{q} is no right angle")
    return corner, p, q


def readable(points: Mapping[str, Vec], mark: tuple[str, str, str], view: View) -> None:
    """Misfit if the mark is seen so much from its edge that it is a spike."""
    at, p, q = (points[name] for name in mark)
    x, y = view.flat(at)
    (ax, ay), (bx, by) = (view.flat(add(at, unit(sub(end, at)))) for end in (p, q))
    if abs((ax - x) * (by - y) - (ay - y) * (bx - x)) < 0.22:
        raise Misfit(f"the right-angle mark at {mark[0]} is seen from its edge")


def directions(points: Mapping[str, Vec], edges: Sequence[Pair]) -> list[list[Pair]]:
    """The edges in groups that run in the same direction."""
    groups: list[list[Pair]] = []
    for a, b in edges:
        way = unit(sub(points[b], points[a]))
        for group in groups:
            other = unit(sub(points[group[0][1]], points[group[0][0]]))
            if abs(abs(dot(way, other)) - 1) < 1e-6:
                group.append((a, b))
                break
        else:
            groups.append([(a, b)])
    return groups


def distinct(points: Mapping[str, Vec], edges: Sequence[Pair], view: View, share: float = 0.03) -> None:
    """Misfit where two vertices fall together on the page, or one on an edge it does not belong to; within a share of the picture."""
    flat = {name: view.flat(point) for name, point in points.items()}
    xs, ys = zip(*flat.values(), strict=True)
    near = share * max(max(xs) - min(xs), max(ys) - min(ys))
    names = list(flat)
    for i, name in enumerate(names):
        if any(abs(flat[name][0] - flat[other][0]) + abs(flat[name][1] - flat[other][1]) < near for other in names[:i]):
            raise Misfit("two vertices fall together")
    for a, b in edges:
        (ax, ay), (bx, by) = flat[a], flat[b]
        long = math.dist(flat[a], flat[b])
        for name in names:
            x, y = flat[name]
            along, off = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long, abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / long
            if name not in (a, b) and off < near * 0.6 and 0 < along < long and not _on(points, name, a, b):
                raise Misfit("a vertex falls on an edge")


def _on(points: Mapping[str, Vec], name: str, a: str, b: str) -> bool:
    """Whether the point lies on the edge in space."""
    return length(cross(sub(points[name], points[a]), unit(sub(points[b], points[a])))) < 1e-6
