"""Marks: strokes across equal lengths and small squares in right angles, each checked before it is drawn.

points in space -> what `Scene.ticks` and `Scene.right_angles` take
"""

from collections.abc import Iterable, Mapping, Sequence

from cpx.solids.draw import Misfit
from cpx.solids.project import View
from cpx.solids.vectors import Vec, add, dot, length, sub, unit
from cpx.solids.wire import Pair

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
