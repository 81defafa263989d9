"""Describes bar charts and histograms, where a group of rectangles is one."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from cpx.describe import colours, relations
from cpx.describe.frames import Frame, Scale
from cpx.describe.groups import Group
from cpx.describe.look import shapes_subject
from cpx.describe.picture import Mark
from cpx.describe.wording import listing, numeral, plain, quote, sentence

MOST_SERIES = 12
MOST_PAIRS = 100_000
ALIGNED = 4.0
"""Pixels by which a printed value may stand beside the middle line of its bar."""
Box = tuple[float, float, float, float]


class Bars(NamedTuple):
    """Upright or lying rectangles of one width, side by side, in the order of their axis as it is seen."""

    boxes: list[Box]
    tints: list[str]
    upright: bool
    touching: bool
    base: float | None
    """The line they all stand on; None where each stands on a bar of an earlier series."""

    def ends(self, box: Box) -> tuple[float, float]:
        return (box[1], box[3]) if self.upright else (box[0], box[2])

    def sides(self, box: Box) -> tuple[float, float]:
        return (box[0], box[2]) if self.upright else (box[1], box[3])

    def middle(self, box: Box) -> float:
        return sum(self.sides(box)) / 2

    def tip(self, box: Box) -> float:
        """The end away from the base line."""
        low, high = self.ends(box)
        return low if self.base is not None and abs(high - self.base) < abs(low - self.base) else high


def bars(group: Group, frame: Frame, before: Sequence[Bars] = ()) -> Bars | None:
    """The group as bars, if it is two or more rectangles of one width that stand on one line, or on the tips of bars `before` them."""
    pairs = [(box, mark) for mark in group.marks if mark.space == "data" and not mark.angles and (box := mark.bounds)]
    flat = frame.panel is not None and frame.panel.kind == "rectilinear" and frame.panel.shown
    if group.kind != "rectangle" or len(pairs) < 2 or len(pairs) != len(group.marks) or not flat:
        return None
    for upright in (True, False):
        found = Bars([box for box, _ in pairs], [], upright, False, None)
        stacked = _stacked(found, before)
        base = None if stacked else _base(found)
        if (base is None and not stacked) or not _ticked(frame, upright):
            continue
        turned = decreasing(frame, upright)
        pairs.sort(key=lambda pair: found.middle(pair[0]), reverse=turned)
        sides = sorted(found.sides(box) for box, _ in pairs)
        widths = [high - low for low, high in sides]
        gaps = [b[0] - a[1] for a, b in itertools.pairwise(sides)]
        if relations.same(widths) and min(gaps) > -1e-3 * widths[0]:
            tints = [(mark.fills or mark.strokes or ("",))[0] for _, mark in pairs]
            return Bars([box for box, _ in pairs], tints, upright, max(gaps) < 1e-3 * widths[0], base)
    return None


def series(group: Group, frame: Frame) -> list[Group]:
    """The group, or its parts by colour where these are bars and stand on each other or side by side and the whole is no single row."""
    fills = dict.fromkeys(mark.fills for mark in group.marks)
    if group.kind != "rectangle" or not 2 <= len(fills) <= MOST_SERIES or bars(group, frame) is not None:
        return [group]
    parts = [group._replace(marks=tuple(mark for mark in group.marks if mark.fills == fill)) for fill in fills]
    found: list[Bars] = []
    for part in parts:
        chart = bars(part, frame, found)
        if chart is None:
            return [group]
        found.append(chart)
    return parts


def _base(found: Bars) -> float | None:
    """The line on which every bar has its lower end, or its upper end, or on both sides of which they stand if it is 0."""
    ends = [found.ends(box) for box in found.boxes]
    scale = max(abs(high - low) for low, high in ends) or 1.0
    for candidate in (0.0, ends[0][0], ends[0][1]):
        lows = [relations.close(low, candidate, scale) for low, _ in ends]
        highs = [relations.close(high, candidate, scale) for _, high in ends]
        if all(lows) or all(highs) or (candidate == 0 and all(a or b for a, b in zip(lows, highs, strict=True))):
            return candidate
    return None


def _stacked(found: Bars, before: Sequence[Bars]) -> bool:
    """Whether every bar starts where a bar of an earlier series ends."""
    below = [(other.middle(box), other.tip(box)) for other in before if other.upright == found.upright for box in other.boxes]
    if not below or len(below) * len(found.boxes) > MOST_PAIRS:
        return False
    width = found.sides(found.boxes[0])[1] - found.sides(found.boxes[0])[0]
    height = max(abs(tip) for _, tip in below)
    starts = [(found.middle(box), found.ends(box)[0]) for box in found.boxes]
    return all(any(relations.close(x, m, width) and relations.close(y, tip, height) for m, tip in below) for x, y in starts)


def _ticked(frame: Frame, upright: bool) -> bool:
    """Whether the axis along which the bars are read has numbers, so that they are a chart and no mere rectangles."""
    return frame.panel is not None and bool(frame.panel.sides[1 if upright else 0].ticks or frame.panel.sides[0 if upright else 1].ticks)


def decreasing(frame: Frame, upright: bool) -> bool:
    """Whether reading order, left to right or top to bottom, goes against the axis."""
    limits = frame.panel.sides[0 if upright else 1].limits if frame.panel else None
    rising = limits is None or limits[0] <= limits[1]
    return not rising if upright else rising


def describe(group: Group, chart: Bars, frame: Frame) -> list[str]:
    n = len(chart.boxes)
    along, across = (frame.y, frame.x) if chart.upright else (frame.x, frame.y)
    noun = f"{'touching ' if chart.touching else ''}{'vertical' if chart.upright else 'horizontal'} bar"
    names = categories(chart, frame)
    most = frame.most(4, 16)
    order = "left to right" if chart.upright else "top to bottom"
    listed = most is None or n <= (most if names or not chart.touching else 2 * most)
    head = shapes_subject(group.marks, n, noun, group.label, frame.detail, mixture=not listed or chart.base is None)
    if chart.base is None:
        spans = [f"{along.say(low)} to {along.say(high)}" for low, high in map(chart.ends, chart.boxes)]
        spans = [f"{span}{f' ({name})' if names else ''}" for span, name in zip(spans, names or spans, strict=True)]
        return [sentence(f"{head} stand on these; from {order} they span {listing(spans, most)}")]
    tips = [chart.tip(box) for box in chart.boxes]
    base = f" from the line {'y' if chart.upright else 'x'} = {along.say(chart.base)}" if chart.base else ""
    place = "" if names else _spots(chart, across, frame.most(4, 12))
    if listed:
        return [sentence(f"{head}{place} reach{base}, from {order}, {listing(_said(chart, tips, along, names))}{_order(tips)}")]
    longest = tips.index(max(tips))
    spot = names[longest] if names else f"at the bar centred at {across.say(chart.middle(chart.boxes[longest]))}"
    return [sentence(f"{head}{place} reach{base} to between {along.say(min(tips))} and {along.say(max(tips))}, farthest {spot}")]


def _said(chart: Bars, tips: Sequence[float], along: Scale, names: Sequence[str]) -> list[str]:
    mixed = len({colours.name(tint) for tint in chart.tints if tint}) > 1 and all(chart.tints)
    notes = [
        ", ".join(note for note in (name, colours.name(tint) if mixed else "") if note)
        for name, tint in zip(names or [""] * len(tips), chart.tints, strict=True)
    ]
    return [f"{along.say(tip)}{f' ({note})' if note else ''}" for tip, note in zip(tips, notes, strict=True)]


def _spots(chart: Bars, across: Scale, most: int | None) -> str:
    """Where bars without names stand on their axis."""
    middles = sorted(map(chart.middle, chart.boxes))
    low, high = chart.sides(chart.boxes[0])
    first, last = min(chart.sides(box)[0] for box in chart.boxes), max(chart.sides(box)[1] for box in chart.boxes)
    letter = "x" if chart.upright else "y"
    if chart.touching:
        return f", each {across.step(high - low)} wide, side by side from {letter} = {across.say(first)} to {across.say(last)},"
    step = relations.spacing(middles)
    if len(middles) > 4 and step:
        return f" at {letter} = {across.say(middles[0])} to {across.say(middles[-1])} in steps of {across.step(step)}"
    if most is not None and len(middles) > most:
        return f" at places from {letter} = {across.say(middles[0])} to {across.say(middles[-1])}"
    return f" at {letter} = {listing(map(across.say, middles))}"


def _order(tips: Sequence[float]) -> str:
    rising = all(b > a for a, b in itertools.pairwise(tips))
    falling = all(b < a for a, b in itertools.pairwise(tips))
    return (
        ", each more than the one before"
        if rising and len(tips) > 2
        else ", each less than the one before"
        if falling and len(tips) > 2
        else ""
    )


def categories(chart: Bars, frame: Frame) -> list[str]:
    """The printed tick label of each bar, where there is one word for each and their order is sure."""
    side = frame.panel.sides[0 if chart.upright else 1] if frame.panel else None
    if side is None or len(side.ticks) != len(chart.boxes) or not relations.spacing(sorted(map(chart.middle, chart.boxes))):
        return []
    if any(numeral(tick) is not None for tick in side.ticks):
        return []
    ascending = [quote(tick) for tick in side.ticks]
    middles = list(map(chart.middle, chart.boxes))
    return ascending if middles[0] <= middles[-1] else ascending[::-1]


def values(chart: Bars, texts: Sequence[Mark], frame: Frame) -> list[Mark]:
    """The texts that print the value of each bar on its middle line; nothing unless every bar has one."""
    found: list[Mark] = []
    for box in chart.boxes if chart.base is not None else ():
        tip, middle = chart.tip(box), chart.middle(box)
        spot = frame.pixel((middle, tip) if chart.upright else (tip, middle))
        axis = 0 if chart.upright else 1
        fits = [t for t in texts if spot and t.box and abs((t.box[axis] + t.box[axis + 2]) / 2 - spot[axis]) < ALIGNED and _prints(t, tip)]
        if not fits:
            return []
        found.append(fits[0])
    return found


def _prints(text: Mark, value: float) -> bool:
    """Whether a text is the number, as finely as it is printed."""
    number = numeral(text.text)
    places = len(plain(text.text).partition(".")[2])
    return number is not None and abs(number - value) <= 0.51 * 10.0**-places
