"""Describes markers and arrows: how many, of what form and colour, where, and in what arrangement."""

import itertools
from collections.abc import Sequence

from cpx.describe import colours, labels, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import line_look, shapes_subject, span
from cpx.describe.picture import Mark, Point
from cpx.describe.wording import article, counted, listing, number, plural, quote, sentence

NOUNS = {
    "o": "round marker", ".": "dot", ",": "pixel", "s": "square marker", "^": "triangular marker", "v": "downward triangle",
    "<": "left-pointing triangle", ">": "right-pointing triangle", "x": "x-shaped marker", "X": "filled x-shaped marker", "+": "plus sign",
    "P": "filled plus sign", "*": "star", "D": "diamond", "d": "thin diamond", "p": "pentagon marker", "h": "hexagon marker",
    "H": "hexagon marker", "8": "octagon marker", "|": "vertical tick mark", "_": "horizontal tick mark", "1": "three-armed marker",
    "2": "three-armed marker", "3": "three-armed marker", "4": "three-armed marker",
}  # fmt: skip
STROKED = {"x", "+", "|", "_", "1", "2", "3", "4", ","}
"""Markers made of strokes alone: they have nothing to fill."""
ARRANGED_FROM = 4


def noun(marks: Sequence[Mark]) -> str:
    """What markers are called: by their form where all have one."""
    kinds = {mark.marker for mark in marks}
    return NOUNS.get(kinds.pop(), "marker") if len(kinds) == 1 else "marker"


def dots(mark: Mark) -> str:
    """The markers along a line."""
    if not mark.marker:
        return ""
    n = len(mark.vertices) if mark.complete else mark.total
    name = noun([mark])
    filled = not mark.fills and mark.marker not in STROKED
    return (
        f", with {'hollow ' if filled else ''}{plural(name) if n > 1 else name} at {'both ends' if n == 2 else f'each of its {n} points'}"
    )


def points(group: Group, frame: Frame) -> list[str]:
    """Sentences about markers without a line."""
    marks, n = group.marks, group.total
    where = [point for mark in marks for point in mark.vertices]
    tints = [fill for mark in marks for fill in (mark.fills or mark.strokes)]
    mixed = len(set(tints)) > 1 and len(tints) == n == len(where)
    told = mixed and n <= (frame.most(3, 12) or n) and not arrangement(where, frame)
    places = positions(where, n, frame, marks[0], tints if mixed else ())
    return [sentence(f"{head(group, n, frame, mixture=not told)} {'is' if n == 1 else 'are'} {places}{_sizes(marks)}")]


def head(group: Group, n: int, frame: Frame, mixture: bool) -> str:
    marks = group.marks
    name = noun(marks)
    if marks[0].cmap:
        scale = f" for values from {number(marks[0].clim[0])} to {number(marks[0].clim[1])}" if len(marks[0].clim) == 2 else ""
        label = f" labelled {quote(group.label)}" if group.label else ""
        return f"{counted(n, name)}{label} coloured by value with the {marks[0].cmap} colour map{scale}"
    if any(mark.fills for mark in marks):
        return shapes_subject(marks, n, name, group.label, frame.detail, mixture=mixture)
    look = line_look([mark._replace(dash="solid", widths=()) for mark in marks], frame.detail)
    shade = look.before.removeprefix("solid").strip()
    hollow = "" if all(mark.marker in STROKED for mark in marks) else "hollow"
    label = f" labelled {quote(group.label)}" if group.label else ""
    words = " ".join(word for word in (hollow, shade) if word)
    several = f" ({look.after})" if look.after and mixture else ""
    return (article(f"{words} {name}".strip()) if n == 1 else f"{n} {words} {plural(name)}".replace("  ", " ")) + label + several


def _sizes(marks: Sequence[Mark]) -> str:
    sizes = [size for mark in marks for size in mark.marker_sizes]
    return f", {span(sizes, lambda v: number(v, 1))} points across" if len(set(sizes)) > 1 else ""


def positions(where: Sequence[Point], n: int, frame: Frame, mark: Mark, tints: Sequence[str] = ()) -> str:
    """`at (1, 2) and (3, 4)`, `in a grid of 4 rows and 6 columns ...`, or the extent of many."""
    if mark.space != "data" or not where:
        return frame.region(mark.box)
    most = frame.most(3, 12)
    whole = n == len(where)
    order = arrangement(where, frame) if whole and not frame.polar else ""
    if order and frame.detail != "exhaustive":
        return order + chessboard(where, tints)
    if whole and (most is None or n <= most):
        named = (
            [f"{frame.point(p)} ({colours.colour(t, False)})" for p, t in zip(where, tints, strict=True)]
            if tints
            else [frame.point(p) for p in where]
        )
        return (f"{order}{chessboard(where, tints)}, " if order else "") + f"at {listing(named)}"
    spread = mark.spread and len(mark.spread) == len(where[0]) and all(len(pair) == 2 for pair in mark.spread)
    ends = [tuple(pair[0] for pair in mark.spread), tuple(pair[1] for pair in mark.spread)] if spread and not whole else list(where)
    listed = f"; {len(where)} of them at {frame.points(where, None)}" if frame.detail == "exhaustive" else ""
    return f"scattered over {frame.range(ends)}{listed}"


def chessboard(where: Sequence[Point], tints: Sequence[str]) -> str:
    alternating = len(tints) == len(where) and relations.chequered(where, tints)
    return ", the two colours alternating like the squares of a chessboard" if alternating else ""


def arrangement(where: Sequence[Point], frame: Frame) -> str:
    """Rows, columns, grids and rings; `` where the points have no such order."""
    if len(where) < ARRANGED_FROM and not (len(where) == 3 and relations.grid(where)):
        return ""
    lattice = relations.grid(where)
    if lattice is not None:
        return _lattice(lattice, where, frame)
    circle = relations.ring(where) if frame.square else None
    if circle is not None:
        even = "evenly spaced " if circle.even else ""
        return f"{even}on a circle of radius {frame.length(circle.radius)} round {frame.point(circle.centre)}"
    return ""


def _lattice(lattice: relations.Grid, where: Sequence[Point], frame: Frame) -> str:
    xs, ys = [p[0] for p in where], [p[1] for p in where]
    x, y = f"{frame.x.say(min(xs))} to {frame.x.say(max(xs))}", f"{frame.y.say(min(ys))} to {frame.y.say(max(ys))}"
    across = f" in steps of {frame.x.step(lattice.across)}" if lattice.across and lattice.columns > 2 else ""
    upwards = f" in steps of {frame.y.step(lattice.upwards)}" if lattice.upwards and lattice.rows > 2 else ""
    if lattice.rows == 1:
        return f"in a horizontal row at y = {frame.y.say(ys[0])}, x from {x}{across}" if across else ""
    if lattice.columns == 1:
        return f"in a vertical column at x = {frame.x.say(xs[0])}, y from {y}{upwards}" if upwards else ""
    if len(where) < ARRANGED_FROM + 2:
        return ""
    size = f"{counted(lattice.rows, 'row')} and {counted(lattice.columns, 'column')}"
    return f"in a grid of {size}, x from {x}{across} and y from {y}{upwards}"


def arrows(group: Group, frame: Frame) -> list[str]:
    """Sentences about arrows: from where to where, or the field they form."""
    marks, n = group.marks, len(group.marks)
    tints = [mark.fills[0] if mark.fills else mark.strokes[0] if mark.strokes else "" for mark in marks]
    one = len(set(tints)) == 1 and tints[0]
    before = f"{colours.colour(tints[0], frame.detail != 'brief')} " if one else ""
    two = all(mark.ends == (True, True) for mark in marks)
    name = "two-headed arrow" if two else "arrow"
    label = f" labelled {quote(group.label)}" if group.label else ""
    head = (article(f"{before}{name}") if n == 1 else f"{n} {before}{plural(name)}") + label
    verb = ("runs" if n == 1 else "run") if two else ("points" if n == 1 else "point")
    if chain := _chain(marks, frame):
        return [sentence(f"{head} follow each other, tip to tail, {chain}")]
    if listed(group, frame):
        turns = {_turn(mark, frame) for mark in marks}
        turn = turns.pop() if len(turns) == 1 else ""
        runs = [turn + _run(mark, frame) + _arrow_note(mark, "" if one else tint, frame) for mark, tint in zip(marks, tints, strict=True)]
        return [sentence(f"{head} {verb} {listing(runs)}")]
    if not _placed(group):
        regions = listing(dict.fromkeys(frame.region(mark.box) for mark in marks), frame.most(3, 6))
        return [sentence(f"{head} {'is' if n == 1 else 'are'} drawn {regions}")]
    tails = [mark.vertices[0] for mark in marks]
    order = arrangement(tails, frame)
    return [sentence(f"{head} are drawn, their tails {order or 'within ' + frame.range(tails)}")]


def listed(group: Group, frame: Frame) -> bool:
    """Whether each of the arrows is told for itself."""
    most = frame.most(2, 10)
    return _placed(group) and (most is None or len(group.marks) <= most) and not _chain(group.marks, frame)


def _placed(group: Group) -> bool:
    return all(mark.space == "data" and len(mark.vertices) >= 2 for mark in group.marks)


def _arrow_note(mark: Mark, tint: str, frame: Frame) -> str:
    """Colour and lettering of one arrow among several."""
    text = labels.at_tip(mark, frame)
    notes = ([colours.colour(tint, False)] if tint else []) + ([f"marked {quote(text.text)}"] if text else [])
    return f" ({', '.join(notes)})" if notes else ""


def _chain(marks: Sequence[Mark], frame: Frame) -> str:
    """The stations of three or more arrows, each of which starts where the one before it ends."""
    straight = all(mark.space == "data" and len(mark.vertices) == 2 and mark.ends == (False, True) for mark in marks)
    if len(marks) < 3 or not straight or any(a.vertices[1] != b.vertices[0] for a, b in itertools.pairwise(marks)):
        return ""
    stations = [marks[0].vertices[0], *(mark.vertices[1] for mark in marks)]
    most = frame.most(3, 80)
    if most is not None and len(stations) > most:
        return f"from {frame.point(stations[0])} to {frame.point(stations[-1])}, within {frame.range(stations)}"
    return f"from {frame.point(stations[0])} through {frame.points(stations[1:-1], None)} to {frame.point(stations[-1])}"


def _run(mark: Mark, frame: Frame) -> str:
    start, end = _course(mark)
    text = labels.at_tail(mark, frame)
    tail, tip = frame.ends(start, end)
    origin = f"the text {quote(text.text)} at {frame.point(start)}" if text else tail
    home = labels.target(mark, frame) if text else ""
    return f"from {origin} to {tip}{home}{' in a curve' if len(mark.vertices) > 2 else ''}"


def _course(mark: Mark) -> tuple[Point, Point]:
    """Tail and tip."""
    ends = mark.vertices[0], mark.vertices[-1]
    return (ends[1], ends[0]) if mark.ends == (True, False) else ends


def _turn(mark: Mark, frame: Frame) -> str:
    """The way an upright or level arrow points; nothing where a viewer could not say it in a word."""
    inverted = frame.panel is not None and any(side.limits and side.limits[0] > side.limits[1] for side in frame.panel.sides[:2])
    if frame.polar or inverted or len(mark.vertices) > 2 or mark.ends == (True, True):
        return ""
    start, end = _course(mark)
    way = relations.direction(start, end)
    if way == "horizontal":
        return "rightwards " if end[0] > start[0] else "leftwards "
    if way == "vertical":
        return "upwards " if end[1] > start[1] else "downwards "
    return ""
