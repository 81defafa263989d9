"""Relations of angles that a viewer would state: lines that stand on each other at right angles, and lines that halve an angle."""

import itertools
import math

from cpx.describe.picture import Point
from cpx.describe.relations_lines import MOST_TOLD, NEAR, TURN, Relation, crossings, plain, same_outline, square
from cpx.describe.things import Segment, Things, along
from cpx.describe.wording import sentence


def perpendicular(things: Things) -> list[Relation]:
    """Lines that meet at a right angle without crossing; sides of one outline are told with it."""
    met = {frozenset(map(id, crossing.segments)) for crossing in crossings(things.segments) if len(crossing.segments) == 2}
    found: list[Relation] = []
    for first, second in itertools.combinations(things.segments, 2):
        if not square(first, second) or same_outline(first, second) or frozenset((id(first), id(second))) in met:
            continue
        corner = _joint(first, second)
        if corner is None or all(plain(one, things) for one in (first, second)) or not (things.short(first) and things.short(second)):
            continue
        foot, reaches, other = corner
        found.append(Relation(1 if things.frame.name(foot) else 3, _right(reaches, other, foot, things)))
    return found[:MOST_TOLD] if len(found) <= 2 * MOST_TOLD else []


def _right(first: Segment, second: Segment, foot: Point, things: Things) -> str:
    name = things.frame.name(foot)
    one, two = things.call(first), things.call(second)
    at = f" at {name}" if name and not (name in one and name in two) else ""
    return sentence(f"{one} is perpendicular to {two}{at}")


def _joint(first: Segment, second: Segment) -> tuple[Point, Segment, Segment] | None:
    """Where one line ends at or on the other, the line that ends, and the other."""
    for one, two in ((first, second), (second, first)):
        for end, pixel in zip(one.ends, one.pixels, strict=True):
            share, off = along(pixel, two)
            if off <= NEAR and -NEAR <= share * two.length <= two.length + NEAR:
                return end, one, two
    return None


def bisectors(things: Things) -> list[Relation]:
    """Lines from the vertex of an angle that halve it, where all ends have letters."""
    found = []
    named = [segment for segment in things.segments if things.frame.side(*segment.ends)]
    for vertex in dict.fromkeys(end for segment in named for end in segment.ends):
        arms = [(_heading(segment, vertex), _other(segment, vertex)) for segment in named if vertex in segment.ends]
        for (turn, tip), ((first, a), (second, b)) in itertools.product(arms, itertools.combinations(arms, 2)):
            opening = math.remainder(second - first, math.tau)
            halved = abs(math.remainder(turn - first - opening / 2, math.tau)) <= TURN
            if tip not in (a, b) and halved and math.radians(5) < abs(opening) < math.radians(175):
                hub, names = things.frame.name(vertex), [things.frame.name(end) for end in (tip, a, b)]
                found.append(Relation(1, sentence(f"{hub}{names[0]} bisects the angle {names[1]}{hub}{names[2]}")))
    return found[:MOST_TOLD] if len(found) <= 2 * MOST_TOLD else []


def _heading(segment: Segment, vertex: Point) -> float:
    (x0, y0), (x1, y1) = segment.pixels if segment.ends[0] == vertex else segment.pixels[::-1]
    return math.atan2(y1 - y0, x1 - x0)


def _other(segment: Segment, vertex: Point) -> Point:
    return segment.ends[1] if segment.ends[0] == vertex else segment.ends[0]
