"""Relations of straight lines that a viewer would state: right angles, midpoints, where lines meet, parallels, equal lengths."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpx.describe.picture import Point
from cpx.describe.things import Segment, Things, along, on
from cpx.describe.wording import counted, listing, sentence

TURN = math.radians(0.2)
"""By how much a direction may differ and still be the same."""
NEAR = 1.0
"""Pixels by which a point may miss its place."""
INNER = 4.0
"""Pixels from the end of a line from which a point lies inside it."""
MOST_CROSSINGS = 6
MOST_TOLD = 4
"""Relations of one sort that are told one by one."""


class Relation(NamedTuple):
    """A sentence about how things lie to each other; the lower its rank, the sooner it is told."""

    rank: int
    said: str


class Crossing(NamedTuple):
    """Where two or more lines meet, in pixels and in the units of the axes."""

    pixel: Point
    point: Point
    segments: list[Segment]


def relations(things: Things, upright: Sequence[Relation]) -> list[Relation]:
    """What holds of the straight lines of a panel; `upright` says which stand on each other at right angles."""
    equal = _equal(things) if things.frame.square else []
    return [*_midpoints(things, upright), *_meeting(crossings(things.segments), things), *equal, *_parallel(things)]


def crossing_points(things: Things) -> list[Point]:
    """Where lines cross."""
    return [crossing.point for crossing in crossings(things.segments)]


def meeting_points(things: Things) -> list[Point]:
    """Where three lines cross, or one ends on another, or on a circle: points that a letter may name."""
    found = [crossing.point for crossing in crossings(things.segments) if len(crossing.segments) > 2]
    for segment, other in itertools.permutations(things.segments, 2):
        found += [end for end, pixel in zip(segment.ends, segment.pixels, strict=True) if _on(pixel, other)]
    for segment, circle in itertools.product(things.segments, things.circles):
        found += [end for end, pixel in zip(segment.ends, segment.pixels, strict=True) if on(pixel, circle)]
    return found


def plain(segment: Segment, things: Things) -> bool:
    """Whether a line is level or upright and has no name, so that its direction has been told with it."""
    return bool(segment.way) and not things.frame.side(*segment.ends)


def same_outline(first: Segment, second: Segment) -> bool:
    return first.outline and first.mark is second.mark


def _midpoints(things: Things, upright: Sequence[Relation]) -> list[Relation]:
    """Points in the middle of lines, and on lines; not where lines cross, or stand on each other, for that is told."""
    halves: list[tuple[str, str]] = []
    lying: list[tuple[str, str]] = []
    for name, segment in itertools.product((n for n in things.frame.names if not n.shape), things.segments):
        (x0, y0), (x1, y1) = segment.pixels
        label = things.frame.side(*segment.ends)
        if not label or min(math.dist(name.pixel, end) for end in segment.pixels) < INNER:
            continue
        if math.dist(name.pixel, ((x0 + x1) / 2, (y0 + y1) / 2)) <= NEAR:
            halves.append((name.word, label))
        elif _on(name.pixel, segment):
            lying.append((name.word, label))
    found = []
    halves = [(point, side) for point, side in halves if sum(point == other for other, _ in halves) == 1]
    if halves:
        points, sides = ([pair[i] for pair in halves[:MOST_TOLD]] for i in (0, 1))
        each = ", in this order" if len(points) > 1 else ""
        are = "are the midpoints" if len(points) > 1 else "is the midpoint"
        found.append(Relation(2, sentence(f"{listing(points)} {are} of {listing(sides)}{each}")))
    feet = [relation.said for relation in upright]
    alone = [pair for pair in lying if sum(pair[0] == other for other, _ in lying) == 1]
    alone = [(point, side) for point, side in alone if not any(said.endswith(f" to {side} at {point}.") for said in feet)]
    return found + [Relation(5, sentence(f"{point} lies on {side}")) for point, side in alone[:MOST_TOLD]]


def _on(pixel: Point, segment: Segment) -> bool:
    """Whether a point lies inside a line, to a pixel."""
    share, off = along(pixel, segment)
    return off <= NEAR * 0.7 and INNER < share * segment.length < segment.length - INNER


def crossings(segments: Sequence[Segment]) -> list[Crossing]:
    """Where lines cross, each place once, with all lines that go through it."""
    found: list[Crossing] = []
    for first, second in itertools.combinations(segments, 2):
        meeting = _cross(first, second)
        if meeting is None or (first.outline and second.outline):
            continue
        share, pixel = meeting
        known = next((crossing for crossing in found if math.dist(crossing.pixel, pixel) <= 1.5), None)
        if known is None:
            (x0, y0), (x1, y1) = first.ends
            found.append(Crossing(pixel, (x0 + share * (x1 - x0), y0 + share * (y1 - y0)), [first, second]))
        else:
            known.segments.extend(s for s in (first, second) if not any(s is other for other in known.segments))
    return found


def _cross(first: Segment, second: Segment) -> tuple[float, Point] | None:
    """The share of the first line at which it crosses the second, well inside both, and the pixel."""
    (ax, ay), (bx, by) = first.pixels
    (cx, cy), (dx, dy) = second.pixels
    cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if abs(cross) < math.sin(math.radians(3)) * first.length * second.length:
        return None
    s = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross
    t = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross
    inside = all(INNER / one.length < share < 1 - INNER / one.length for share, one in ((s, first), (t, second)))
    return (s, (ax + s * (bx - ax), ay + s * (by - ay))) if inside else None


def _meeting(crossings: Sequence[Crossing], things: Things) -> Iterator[Relation]:
    """Three or more lines through one point; pairs that cross, where they are few."""
    across: dict[str, list[Crossing]] = {}
    for crossing in crossings:
        segments = [segment for segment in crossing.segments if not segment.outline or things.short(segment)]
        where = things.frame.point(crossing.point)
        if len(segments) > 2:
            names = [things.call(segment) for segment in segments]
            who = listing(names) if len(names) <= MOST_TOLD and len(set(names)) == len(names) else f"{len(segments)} lines"
            yield Relation(1, sentence(f"{who} meet at {where}"))
            continue
        names = [name for segment in segments if (name := things.short(segment))]
        if len(crossings) > MOST_CROSSINGS or not names or all(plain(segment, things) for segment in segments):
            continue
        if len(names) == 1:
            across.setdefault(names[0], []).append(crossing)
        else:
            how = " at right angles" if things.frame.square and square(*segments) else ""
            halves = all(abs(along(crossing.pixel, s)[0] - 0.5) * s.length <= NEAR for s in segments)
            yield Relation(3, sentence(f"{listing(names)} {'bisect each other' if halves else 'cross'}{how} at {where}"))
    for name, places in across.items():
        points = things.frame.points([crossing.point for crossing in places], None)
        yield Relation(3, sentence(f"{name} crosses {'another line' if len(places) == 1 else f'{len(places)} other lines'} at {points}"))


def square(first: Segment, second: Segment) -> bool:
    return abs(abs(first.turn - second.turn) - math.pi / 2) <= TURN


def _parallel(things: Things) -> list[Relation]:
    """Lines of one direction, said of all of them at once; level and upright ones only where they have names."""
    classes: list[list[Segment]] = []
    for segment in things.segments:
        if plain(segment, things) or segment.length < 12:
            continue
        home = next((group for group in classes if _alike(segment, group[0])), None)
        if home is None:
            classes.append([segment])
        elif not any(_collinear(segment, other) for other in home):
            home.append(segment)
    found = []
    for group in classes:
        marks = {id(segment.mark) for segment in group}
        styles = {(segment.mark.strokes, segment.mark.dash, segment.mark.line) for segment in group}
        named = [things.frame.side(*segment.ends) for segment in group]
        if len(group) < 2 or len(marks) < 2 or (len(styles) == 1 and not all(named)):
            continue
        if len(group) <= MOST_TOLD and all(map(things.short, group)):
            found.append(Relation(4, sentence(f"{listing(things.call(segment) for segment in group)} are parallel")))
        elif len(styles) > 1 and len(group) > MOST_TOLD:
            found.append(Relation(6, sentence(f"{counted(len(group), 'line')} of different kinds are parallel to each other")))
    return found[:MOST_TOLD] if len(found) <= 2 * MOST_TOLD else []


def _alike(first: Segment, second: Segment) -> bool:
    turn = abs(first.turn - second.turn)
    return min(turn, math.pi - turn) <= TURN and min(turn, math.pi - turn) * min(first.length, second.length) <= NEAR


def _collinear(first: Segment, second: Segment) -> bool:
    longer, other = (first, second) if first.length > second.length else (second, first)
    return all(along(pixel, longer)[1] <= 3 * NEAR for pixel in other.pixels)


def _equal(things: Things) -> list[Relation]:
    """Lines with names that are equally long, unless they are sides of one outline or radii of one circle."""
    named = [(things.frame.side(*segment.ends), segment) for segment in things.segments]
    named = sorted(((name, segment) for name, segment in named if name), key=lambda one: one[1].length)
    found = []
    for _, members in itertools.groupby(_classes(named), key=lambda one: one[0]):
        group = [one[1:] for one in members]
        segments = [segment for _, segment in group]
        outline = all(same_outline(segments[0], other) for other in segments)
        styles = {(segment.mark.strokes, segment.mark.dash, segment.outline) for segment in segments}
        hub = set.intersection(*({*segment.ends} for segment in segments)) & {circle.centre for circle in things.circles}
        if 2 <= len(group) <= MOST_TOLD + 2 and not outline and not hub and len(styles) == 1:
            found.append(Relation(4, sentence(f"{listing(name for name, _ in group)} are equally long")))
    return found[:MOST_TOLD]


def _classes(ordered: Sequence[tuple[str, Segment]]) -> Iterator[tuple[int, str, Segment]]:
    """The lines, by length, each with the number of its class of equal lengths."""
    number, first = 0, ordered[0][1].length if ordered else 0.0
    for name, segment in ordered:
        if segment.length - first > min(0.5, 0.004 * first):
            number, first = number + 1, segment.length
        yield number, name, segment
