"""Describes straight segments: lines across the whole area, families, fans, chains, stems, or one by one."""

import itertools
from collections.abc import Sequence

from cpx.describe import colours, polygons, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import subject
from cpx.describe.marks import dots
from cpx.describe.picture import Mark, Point
from cpx.describe.view import limits
from cpx.describe.wording import listing, sentence

Segment = tuple[Point, Point]


def describe(group: Group, runs: Sequence[tuple[Segment, Mark]], frame: Frame) -> list[str]:
    """Sentences about two-point lines of one style; `runs` are the segments with their marks."""
    across = [(segment, mark) for segment, mark in runs if _crosses(segment, frame)]
    others = [(segment, mark) for segment, mark in runs if not _crosses(segment, frame)]
    said = [_crossing([run for run in across if _way(run[0], frame) == way], way, frame) for way in ("horizontal", "vertical")]
    if others:
        ways = {_way(segment, frame) for segment, _ in others}
        way = ways.pop() if len(ways) == 1 else ""
        marks = [mark for _, mark in others]
        head = subject(marks, len(others), f"{way} line".strip(), group.label, frame.detail)
        said.append(sentence(f"{head} {_course([s for s, _ in others], marks, way, frame)}"))
    return [text for text in said if text]


def _way(segment: Segment, frame: Frame) -> str:
    flat = not frame.polar and len(segment[0]) == 2
    return relations.direction(*segment) if flat else ""


def _crosses(segment: Segment, frame: Frame) -> bool:
    """Whether the segment runs from edge to edge of the plotting area."""
    box, way = limits(frame), _way(segment, frame)
    if box is None or not way or len(frame.picture.panels) == 0:
        return False
    axis = 0 if way == "horizontal" else 1
    low, high = sorted((segment[0][axis], segment[1][axis]))
    slack = relations.TOLERANCE * (box[1][axis] - box[0][axis])
    return low <= box[0][axis] + slack and high >= box[1][axis] - slack


def _crossing(runs: Sequence[tuple[Segment, Mark]], way: str, frame: Frame) -> str:
    if not runs:
        return ""
    axis, letter = (frame.y, "y") if way == "horizontal" else (frame.x, "x")
    values = sorted(
        {axis.say(segment[0][1 if letter == "y" else 0]): segment[0][1 if letter == "y" else 0] for segment, _ in runs}.values()
    )
    label = runs[0][1].label if len(runs) == 1 and frame.panel and runs[0][1].label in frame.panel.legend else ""
    head = subject([mark for _, mark in runs], len(runs), f"{way} line", label, frame.detail)
    at = f"{letter} = {listing(map(axis.say, values), frame.most(2, 12))}"
    return sentence(f"{head} {'crosses' if len(runs) == 1 else 'cross'} the whole plotting area at {at}")


def _course(segments: Sequence[Segment], marks: Sequence[Mark], way: str, frame: Frame) -> str:
    n = len(segments)
    tints = [mark.strokes[0] if len(mark.strokes) == 1 else "" for mark in marks]
    mixed = len(set(tints)) > 1 and all(tints)
    if n == 1:
        return f"runs from {_ends(segments[0], frame)}{dots(marks[0])}"
    if not mixed and (together := _together(segments, way, frame)):
        return together
    most = frame.most(2, 16)
    extra = ", all parallel," if frame.square and not way and n < 200 and relations.parallel(segments) else ""
    if most is not None and n > most:
        return f"lie{extra} within {frame.range([point for segment in segments for point in segment])}"
    letters = [frame.side(*segment) for segment in segments]
    if n > 2 and all(letters) and frame.detail != "exhaustive":
        told = [f"{name} ({colours.colour(tint, False)})" if mixed else name for name, tint in zip(letters, tints, strict=True)]
        return f"are drawn{extra.rstrip(',')}: {listing(told)}"
    said = [f"from {_ends(s, frame)}{f' ({colours.colour(t, False)})' if mixed else ''}" for s, t in zip(segments, tints, strict=True)]
    return f"run{extra} {listing(said)}"


def _ends(segment: Segment, frame: Frame) -> str:
    start, end = frame.ends(*segment)
    return f"{start} to {end}"


def _axes(way: str) -> tuple[int, int]:
    """The index of the coordinate along the lines, and of the one across them."""
    return (0, 1) if way == "horizontal" else (1, 0)


def _together(segments: Sequence[Segment], way: str, frame: Frame) -> str:
    """Three or more segments said at once; `` where they make no family, or each is to be listed."""
    if len(segments) < 3:
        return ""
    if frame.detail == "exhaustive":
        return _chain(segments, frame)
    if not way and (lattice := _lattice(segments, frame)):
        return lattice
    family = (_family(segments, way, frame) or _stems(segments, way, frame)) if way else ""
    return family or _chain(segments, frame) or _fan(segments, frame)


def _lattice(segments: Sequence[Segment], frame: Frame) -> str:
    """Level and upright lines that cross each other as a grid."""
    level, upright = ([s for s in segments if _way(s, frame) == way] for way in ("horizontal", "vertical"))
    if len(level) + len(upright) < len(segments) or min(len(level), len(upright)) < 3:
        return ""
    told = [_family(family, way, frame) for family, way in ((upright, "vertical"), (level, "horizontal"))]
    if not all(told):
        return ""
    columns, rows = (text.replace("run from", "running from", 1) for text in told)
    return f"form a grid: {len(upright)} vertical ones {columns}; {len(level)} horizontal ones {rows}"


def _family(segments: Sequence[Segment], way: str, frame: Frame) -> str:
    """Lines of one direction and extent."""
    along, across = _axes(way)
    scale = relations.extent([point for segment in segments for point in segment])
    ends = [sorted((a[along], b[along])) for a, b in segments]
    places = relations.levels([a[across] for a, _ in segments], scale)
    step = relations.spacing(places)
    most = frame.most(2, 16)
    few = most is None or len(places) <= most
    if len(places) != len(segments) or not (step or few) or not all(relations.same([end[side] for end in ends], scale) for side in (0, 1)):
        return ""
    here, other = (frame.y, frame.x) if across else (frame.x, frame.y)
    names = "yx" if across else "xy"
    even = f"{here.say(places[0])} to {here.say(places[-1])} in steps of {here.step(step)}" if step else listing(map(here.say, places))
    at = f"at {names[0]} = {even}"
    return f"run from {names[1]} = {other.say(ends[0][0])} to {other.say(ends[0][1])}, {at}"


def _stems(segments: Sequence[Segment], way: str, frame: Frame) -> str:
    """Lines of one direction that stand on one base line."""
    along, across = _axes(way)
    base = segments[0][0][along]
    scale = relations.extent([point for segment in segments for point in segment])
    if not all(relations.close(a[along], base, scale) for a, _ in segments):
        return ""
    here, other = (frame.x, frame.y) if way == "vertical" else (frame.y, frame.x)
    letters = "xy" if way == "vertical" else "yx"
    most = frame.most(2, 16)
    if most is not None and len(segments) > most:
        tips = [b[along] for _, b in segments]
        return f"start at {letters[1]} = {other.say(base)} and end between {letters[1]} = {other.say(min(tips))} and {other.say(max(tips))}"
    said = [f"{other.say(b[along])} at {letters[0]} = {here.say(b[across])}" for _, b in segments]
    return f"run from {letters[1]} = {other.say(base)} to {listing(said)}"


def _chain(segments: Sequence[Segment], frame: Frame) -> str:
    """Segments that follow each other end to end."""
    if any(a[1] != b[0] for a, b in itertools.pairwise(segments)):
        return ""
    corners = [segments[0][0], *(end for _, end in segments)]
    if corners[0] == corners[-1] and len(corners[0]) == 2 and not frame.polar:
        return f"form {polygons.formed(corners[:-1], frame, frame.most(4, 16))}"
    through = frame.points(corners[1:-1], frame.most(3, 16))
    return f"follow each other from {frame.point(corners[0])} through {through} to {frame.point(corners[-1])}"


def _fan(segments: Sequence[Segment], frame: Frame) -> str:
    """Segments that leave one point."""
    for side in (0, 1):
        hub = segments[0][side]
        if all(segment[side] == hub for segment in segments):
            tips = [segment[1 - side] for segment in segments]
            circle = relations.ring(tips) if frame.square else None
            if circle and circle.even and _at(circle.centre, hub, circle.radius):
                radius = frame.length(circle.radius)
                return f"run from {frame.point(hub)} to {len(tips)} points evenly spaced on the circle of radius {radius} round it"
            return f"run from {frame.point(hub)} to {frame.points(tips, frame.most(3, 16))}"
    return ""


def _at(a: Point, b: Point, scale: float) -> bool:
    return all(relations.close(p, q, scale) for p, q in zip(a, b, strict=True))
