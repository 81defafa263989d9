"""Finds what is more than its parts, box plots, error bars and stems, among the lines and markers it is drawn with."""

import itertools
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from cpx.describe import colours, courses, relations, stems
from cpx.describe.bars import Bars, categories, decreasing
from cpx.describe.frames import Frame
from cpx.describe.picture import Mark, Point
from cpx.describe.wording import counted, listing, number, quote, sentence


class Found(NamedTuple):
    """Sentences, how many boxes or bars they tell of, and the marks that are left to describe."""

    said: list[str]
    after: list[str]
    """Sentences that follow those about the marks that carry error bars."""
    counts: dict[str, int]
    rest: list[Mark]


class BoxPlot(NamedTuple):
    box: tuple[float, float, float, float]
    median: float
    whiskers: tuple[float, float]
    marks: list[Mark]


def find(marks: Sequence[Mark], frame: Frame) -> Found:
    """What of the marks is box plots, error bars and stems, in words; nothing on axes that are not flat or for very many marks."""
    if frame.panel is None or frame.panel.kind != "rectilinear" or len(marks) > 500:
        return Found([], [], {}, list(marks))
    boxed = _box_plots(marks, frame)
    barred = _error_bars(boxed.rest, frame)
    stood = stems.find(barred.rest)
    told = {id(mark) for one in stood for mark in (one.lines, one.tips)}
    said = [*boxed.said, *(stems.describe(one, frame) for one in stood)]
    counts = {**boxed.counts, **barred.counts, **({"stem": sum(len(one.lines.parts) for one in stood)} if stood else {})}
    return Found(said, barred.after, counts, [mark for mark in barred.rest if id(mark) not in told])


def _box_plots(marks: Sequence[Mark], frame: Frame) -> Found:
    for upright in (True, False):
        across = 0 if upright else 1
        segments = [mark for mark in marks if mark.kind == "line" and len(mark.vertices) == 2 and mark.space == "data"]
        plots = [plot for mark in marks if (plot := _box_plot(mark, segments, across))]
        if plots:
            used = {id(mark) for plot in plots for mark in plot.marks}
            rest = [mark for mark in marks if id(mark) not in used]
            return Found([_boxes_told(plots, upright, frame)], [], {"box plot": len(plots)}, rest)
    return Found([], [], {}, list(marks))


def _box_plot(mark: Mark, segments: Sequence[Mark], across: int) -> BoxPlot | None:
    """The parts of one box: the rectangle, a median from side to side, two whiskers on its middle line, and their caps."""
    box = _outline(mark)
    if box is None:
        return None
    along = 1 - across
    left, low, right, high = box if across == 0 else (box[1], box[0], box[3], box[2])
    middle, scale = (left + right) / 2, max(right - left, high - low)
    medians, whiskers, caps = [], [], []
    for segment in segments:
        a, b = segment.vertices
        level = relations.close(a[along], b[along], scale)
        centred = relations.close((a[across] + b[across]) / 2, middle, scale)
        if level and centred and relations.close(abs(a[across] - b[across]), right - left, scale) and low <= a[along] <= high:
            medians.append(segment)
        elif centred and relations.close(a[across], b[across], scale) and not low < (a[along] + b[along]) / 2 < high:
            whiskers.append(segment)
        elif level and centred and abs(a[across] - b[across]) < right - left:
            caps.append(segment)
    touching = [w for w in whiskers if any(relations.close(p[along], end, scale) for p in w.vertices for end in (low, high))]
    if len(medians) != 1 or len(touching) != 2:
        return None
    ends = [p[along] for whisker in touching for p in whisker.vertices]
    tips = [cap for cap in caps if any(relations.close(cap.vertices[0][along], end, scale) for end in ends)]
    return BoxPlot(box, medians[0].vertices[0][along], (min(ends), max(ends)), [mark, *medians, *touching, *tips])


def _outline(mark: Mark) -> tuple[float, float, float, float] | None:
    path = mark.vertices
    if mark.kind == "rectangle" and mark.space == "data" and not mark.angles:
        return mark.bounds
    corners = path[:-1] if mark.kind == "line" and courses.closed(path) else []
    if len(corners) != 4 or any(not relations.direction(a, b) for a, b in itertools.pairwise(path)):
        return None
    return mark.bounds


def _boxes_told(plots: Sequence[BoxPlot], upright: bool, frame: Frame) -> str:
    along, across = (frame.y, frame.x) if upright else (frame.x, frame.y)
    chart = Bars([plot.box for plot in plots], [], upright, False, None)
    names = categories(chart, frame) or [f"at {'x' if upright else 'y'} = {across.say(chart.middle(plot.box))}" for plot in plots]
    told = []
    for plot, name in zip(plots, names, strict=True):
        low, high = map(along.say, chart.ends(plot.box))
        ends = f"{along.say(plot.whiskers[0])} to {along.say(plot.whiskers[1])}"
        told.append(f"{name} box from {low} to {high}, median {along.say(plot.median)}, whiskers from {ends}")
    kind = f"{'upright' if upright else 'lying'} {_shade([plot.marks[0].fills for plot in plots])}box plot"
    middles = _shade([plot.marks[1].strokes for plot in plots])
    inked = _shade([plot.marks[0].strokes for plot in plots])
    medians = f", the median{'s' if len(plots) > 1 else ''} in {middles.strip()}" if middles and middles != inked else ""
    return sentence(f"{counted(len(plots), kind)}{medians}: {listing(told, frame.most(2, 8))}")


def _shade(codes: Sequence[Sequence[str]]) -> str:
    """The name of the one colour that all have, with a space after it."""
    names = {colours.name(code[0]) for code in codes if code}
    return f"{names.pop()} " if len(names) == 1 and all(codes) else ""


def _error_bars(marks: Sequence[Mark], frame: Frame) -> Found:
    said: list[str] = []
    total = 0
    used: set[int] = set()
    for bar in marks:
        axis = _straight_bars(bar)
        if axis is None or id(bar) in used:
            continue
        carriers = [mark for mark in marks if _carries(mark, bar, axis)] or _tips(marks, bar, axis)
        if not carriers:
            continue
        carrier = max(carriers, key=partial(_kinship, bar=bar, axis=axis))
        ends = {point for part in bar.parts for point in part}
        caps = [mark for mark in marks if mark.kind == "points" and mark.marker in ("|", "_") and set(mark.vertices) <= ends]
        used |= {id(bar), *map(id, caps)}
        total += len(bar.parts)
        said.append(_bars_told(bar, carrier, axis, bool(caps), frame))
    return Found([], said, {"error bar": total} if total else {}, [mark for mark in marks if id(mark) not in used])


def _straight_bars(mark: Mark) -> int | None:
    """The axis along which all parts of a collection of lines run."""
    parts = mark.parts
    if mark.kind != "lines" or not parts or not mark.complete or any(len(part) != 2 or len(part[0]) != 2 for part in parts):
        return None
    return next((axis for axis in (1, 0) if all(part[0][1 - axis] == part[1][1 - axis] for part in parts)), None)


def _carries(mark: Mark, bar: Mark, axis: int) -> bool:
    if mark is bar or mark.kind not in ("line", "points") or mark.marker in ("|", "_") or len(mark.vertices) != len(bar.parts):
        return False
    return all(_within(point, part, axis) for point, part in zip(mark.vertices, bar.parts, strict=True))


def _tips(marks: Sequence[Mark], bar: Mark, axis: int) -> list[Mark]:
    """The ends of a row of bars as markers, where every error bar goes through one of them."""
    ends: dict[float, list[tuple[Point, str]]] = {}
    for mark in marks:
        box = mark.bounds if mark.kind == "rectangle" and mark.space == "data" and not mark.angles else None
        for end in (box[axis], box[axis + 2]) if box else ():
            middle = (box[1 - axis] + box[3 - axis]) / 2 if box else 0.0
            ends.setdefault(round(middle, 6), []).append(((middle, end) if axis else (end, middle), mark.label))
    found = []
    for part in bar.parts:
        near = [(_onto(point, part, axis), label) for point, label in ends.get(round(part[0][1 - axis], 6), ())]
        here = [(point, label) for point, label in near if _within(point, part, axis)]
        if len(here) != 1:
            return []
        found += here
    labels = {label for _, label in found}
    return [Mark(kind="bars", points=tuple(point for point, _ in found), label=labels.pop() if len(labels) == 1 else "")]


def _onto(point: Point, part: Sequence[Point], axis: int) -> Point:
    """The point, set exactly onto the line of an error bar."""
    return (part[0][0], point[1]) if axis else (point[0], part[0][1])


def _kinship(mark: Mark, bar: Mark, axis: int) -> tuple[bool, bool, bool, float]:
    """How likely the error bars are this mark's: drawn together, named alike, markers rather than a line, in the middle of them."""
    aside = sum(abs(2 * point[axis] - part[0][axis] - part[1][axis]) for point, part in zip(mark.vertices, bar.parts, strict=True))
    return mark.line == bar.line, mark.label == bar.label, mark.kind == "points", -aside


def _within(point: Point, part: Sequence[Point], axis: int) -> bool:
    low, high = sorted((part[0][axis], part[1][axis]))
    return len(point) == 2 and point[1 - axis] == part[0][1 - axis] and low < point[axis] < high


def _bars_told(bar: Mark, carrier: Mark, axis: int, caps: bool, frame: Frame) -> str:
    scale = frame.y if axis else frame.x
    reach = []
    pairs = sorted(zip(carrier.vertices, bar.parts, strict=True), key=lambda pair: pair[0][1 - axis], reverse=decreasing(frame, axis == 1))
    for point, part in pairs:
        low, high = sorted((part[0][axis], part[1][axis]))
        up, down = number(high - point[axis], scale.decimals), number(point[axis] - low, scale.decimals)
        reach.append(f"±{up}" if up == down else f"+{up}/-{down}")
    order = "left to right" if axis else "top to bottom"
    same = f"all of {reach[0]}" if len(set(reach)) == 1 else f"from {order} of {listing(reach, frame.most(2, 12))}"
    n, way = len(bar.parts), "vertical" if axis else "horizontal"
    name = carrier.label if carrier.kind == "bars" else bar.label
    label = f" of {quote(name)}" if frame.panel and name in frame.panel.legend and name else ""
    what = "ends of the bars" if carrier.kind == "bars" else "points"
    return sentence(f"{n} {way} error bars{' with caps' if caps else ''} go through the {what}{label}, {same}")
