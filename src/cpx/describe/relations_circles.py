"""Relations of circles that a viewer would state: tangents, radii and diameters, points on them, circles that touch or cross."""

import itertools
import math
from collections.abc import Sequence

from cpx.describe import relations as exact
from cpx.describe.picture import Point
from cpx.describe.relations_lines import Relation
from cpx.describe.things import NEAR, Circle, Segment, Things, along, on
from cpx.describe.wording import listing, sentence

FEW = 8
"""Circles up to which each pair is compared."""
SMALLEST = 8.0
"""Pixels of radius from which a viewer sees what touches a circle."""


def relations(things: Things) -> list[Relation]:
    """What holds of the circles of a panel."""
    circles = [circle for circle in things.circles if circle.radius >= SMALLEST]
    if not things.frame.square or len(circles) > FEW:
        return []
    found = [relation for circle in circles for relation in _of(circle, things)]
    return found + _pairs(circles, things)


def _of(circle: Circle, things: Things) -> list[Relation]:
    name = things.call_circle(circle)
    found: list[Relation] = []
    told: set[str] = set()
    for sides in _outlines(things):
        corners = [side.ends[0] for side in sides]
        shape = things.frame.shape(exact.polygon([*corners, corners[0]], things.frame.square), corners)
        if all(on(side.pixels[0], circle) for side in sides):
            told |= {things.frame.name(corner) for corner in corners}
            found.append(Relation(1, sentence(f"{name} passes through all corners of the {shape}")))
        elif all(_touches(side, circle) for side in sides):
            found.append(Relation(1, sentence(f"{name} touches all {len(sides)} sides of the {shape} from inside")))
    lines = [segment for segment in things.segments if not segment.outline]
    found += _strings(circle, lines, name, things)
    ends = {end for segment in lines for end in segment.ends if on_end(end, segment, circle)}
    free = [n.word for n in things.frame.names if not n.shape and on(n.pixel, circle) and n.word not in told]
    free = [word for word in free if word not in {things.frame.name(end) for end in ends}]
    if free:
        found.append(Relation(4, sentence(f"{listing(free)} {'lies' if len(free) == 1 else 'lie'} on {name}")))
    return found


def _outlines(things: Things) -> list[list[Segment]]:
    """The sides of each closed outline."""
    sides = [segment for segment in things.segments if segment.outline]
    return things.boxes + [group for _, found in itertools.groupby(sides, key=lambda s: id(s.mark)) if len(group := list(found)) > 2]


def on_end(end: Point, segment: Segment, circle: Circle) -> bool:
    return on(segment.pixels[segment.ends.index(end)], circle)


def _touches(segment: Segment, circle: Circle) -> bool:
    """Whether a line is a tangent whose point of contact lies on it."""
    share, off = along(circle.pixel, segment)
    return abs(off - circle.radius) <= NEAR and -1 <= share * segment.length <= segment.length + 1


def _strings(circle: Circle, lines: Sequence[Segment], name: str, things: Things) -> list[Relation]:
    """Tangents, radii, diameters and chords."""
    found: list[Relation] = []
    radii: list[str] = []
    for segment in lines:
        called = things.call(segment)
        ends = [on(pixel, circle) for pixel in segment.pixels]
        centred = [math.dist(pixel, circle.pixel) <= NEAR for pixel in segment.pixels]
        share, off = along(circle.pixel, segment)
        if _touches(segment, circle):
            (x0, y0), (x1, y1) = segment.ends
            contact = things.frame.point((x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
            found.append(Relation(1, sentence(f"{called} touches {name} at {contact}")))
        elif all(ends):
            kind = "diameter" if off <= NEAR else "chord"
            found.append(Relation(2 if kind == "diameter" else 4, sentence(f"{called} is a {kind} of {name}")))
        elif any(ends) and any(centred):
            radii.append(called)
    if radii:
        are = "are radii" if len(radii) > 1 else "is a radius"
        found.append(Relation(3, sentence(f"{listing(radii, 6)} {are} of {name}")))
    return found


def _pairs(circles: Sequence[Circle], things: Things) -> list[Relation]:
    """Two circles that touch, cross, lie in one another or share a centre."""
    found = _concentric(circles)
    for first, second in itertools.combinations(circles, 2):
        gap, both, less = math.dist(first.pixel, second.pixel), first.radius + second.radius, abs(first.radius - second.radius)
        who = "the two circles" if len(circles) == 2 else f"{things.call_circle(first)} and {things.call_circle(second)}"
        inner, outer = (first, second) if first.radius < second.radius else (second, first)
        if gap <= NEAR:
            continue
        if abs(gap - both) <= NEAR:
            found.append(Relation(2, sentence(f"{who} touch at {_between(first, second, first.radius / gap, things)}")))
        elif abs(gap - less) <= NEAR and less > NEAR:
            contact = _between(outer, inner, outer.radius / gap, things)
            found.append(Relation(2, sentence(f"{things.call_circle(inner)} touches {things.call_circle(outer)} from inside at {contact}")))
        elif less < gap < both:
            found.append(Relation(3, sentence(f"{who} overlap and cross at {_crossing(first, second, gap, things)}")))
        elif gap < less:
            found.append(Relation(4, sentence(f"{things.call_circle(inner)} lies inside {things.call_circle(outer)}")))
    return found


def _concentric(circles: Sequence[Circle]) -> list[Relation]:
    """Circles round one centre; those of one look have been told so with their radii."""
    rings: list[list[Circle]] = []
    for circle in circles:
        home = next((ring for ring in rings if math.dist(ring[0].pixel, circle.pixel) <= NEAR), None)
        rings.append([circle]) if home is None else home.append(circle)
    found = []
    for ring in rings:
        looks = {(circle.mark.strokes, circle.mark.fills) for circle in ring}
        lines = {circle.mark.line for circle in ring}
        if len(looks) == 1 or (len(lines) == 1 and None not in lines):
            continue
        which = "of the circles" if len(ring) < len(circles) else "circles"
        who = "the two circles" if len(ring) == len(circles) == 2 else f"{'all ' if which == 'circles' else ''}{len(ring)} {which}"
        found.append(Relation(3, sentence(f"{who} have the same centre")))
    return found


def _between(first: Circle, second: Circle, share: float, things: Things) -> str:
    point = tuple(a + share * (b - a) for a, b in zip(first.centre, second.centre, strict=True))
    return things.frame.point(point)


def _crossing(first: Circle, second: Circle, gap: float, things: Things) -> str:
    """The two points where circles cross."""
    unit = math.dist(first.centre, second.centre)
    r, s = first.radius * unit / gap, second.radius * unit / gap
    along_line = (unit**2 + r**2 - s**2) / (2 * unit)
    aside = math.sqrt(max(r**2 - along_line**2, 0.0))
    (x, y), (u, v) = first.centre, second.centre
    dx, dy = (u - x) / unit, (v - y) / unit
    ends = sorted((x + along_line * dx + sign * aside * dy, y + along_line * dy - sign * aside * dx) for sign in (-1, 1))
    return things.frame.points(ends, None)
