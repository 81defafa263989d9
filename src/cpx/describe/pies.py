"""Describes pie charts, where a group of wedges is one."""

import math
from collections.abc import Sequence

from cpx.describe import colours, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.picture import Mark
from cpx.describe.wording import counted, listing, number, quote, sentence


def pie(group: Group) -> bool:
    """Whether the wedges have one size and go once round."""
    marks = group.marks
    if group.kind != "wedge" or len(marks) < 2 or any(mark.centre is None or len(mark.angles) != 2 or not mark.size for mark in marks):
        return False
    return abs(sum(_turn(mark) for mark in marks) - 360) < 0.5 and relations.same([mark.size[0] for mark in marks if mark.size])


def _turn(mark: Mark) -> float:
    return abs(mark.angles[1] - mark.angles[0])


def describe(group: Group, frame: Frame, texts: Sequence[Mark]) -> list[str]:
    """The slices in order with their shares, colours and what is written at each."""
    marks = group.marks
    slices = []
    for mark in marks:
        tint = colours.colour(mark.fills[0], frame.detail != "brief") if mark.fills else "unfilled"
        written = [quote(text.text) for text in texts if _at_slice(text, mark)]
        slices.append(f"{number(_turn(mark) / 3.6, 1)}% in {tint}{f', marked {listing(written)}' if written else ''}")
    shaded = frame.panel is not None and any(mark.role == "background" and mark.kind != "rectangle" for mark in frame.panel.marks)
    start = number(min(marks[0].angles) % 360, 1)
    ring = " ring-shaped" if all(mark.hole for mark in marks) else ""
    told = f"{listing(slices, frame.most(4, 16))}{_exploded(marks)}{'; the pie casts a shadow' if shaded else ''}"
    return [sentence(f"a{ring} pie of {counted(len(marks), 'slice')}, anticlockwise from {start}°: {told}")]


def _at_slice(text: Mark, mark: Mark) -> bool:
    """Whether a text stands on the middle line of a slice, inside or just outside it."""
    if text.space != "data" or not text.vertices or mark.centre is None or not mark.size:
        return False
    x, y = text.vertices[0][0] - mark.centre[0], text.vertices[0][1] - mark.centre[1]
    middle = sum(mark.angles) / 2
    away = abs(math.remainder(math.degrees(math.atan2(y, x)) - middle, 360))
    return away < 1 and 0 < math.hypot(x, y) < 1.5 * mark.size[0] / 2


def beside_slices(group: Group, texts: Sequence[Mark]) -> list[Mark]:
    """The texts that no slice has told of."""
    return [text for text in texts if not any(_at_slice(text, mark) for mark in group.marks)]


def _exploded(marks: Sequence[Mark]) -> str:
    centres = [mark.centre for mark in marks if mark.centre]
    home = max(set(centres), key=centres.count)
    out = [mark for mark in marks if mark.centre != home]
    if not out or len(out) > len(marks) / 2:
        return ""
    shares = listing(f"{number(_turn(mark) / 3.6, 1)}%" for mark in out)
    return f"; the {'slice' if len(out) == 1 else 'slices'} of {shares} {'is' if len(out) == 1 else 'are'} pulled out"
