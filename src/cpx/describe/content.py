"""What one panel shows: sentences about each group of things in drawing order, what is written, and how many of each there are."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cpx.describe import bars, fields, labels, layout, lines, marks, pies, polygons, relate, right_angles, shapes, spreads, text
from cpx.describe.frames import Detail, Frame
from cpx.describe.groups import Group, gather
from cpx.describe.picture import Mark, Panel, Picture
from cpx.describe.scene import scene
from cpx.describe.wording import counted, listing, sentence

DESCRIBERS: dict[str, Callable[[Group, Frame], list[str]]] = {
    "line": lines.describe, "lines": lines.describe, "curve": lines.describe,
    "polygon": polygons.describe, "polygons": polygons.describe, "region": polygons.describe,
    "rectangle": shapes.describe, "circle": shapes.describe, "ellipse": shapes.describe, "wedge": shapes.describe,
    "arrow": marks.arrows, "points": marks.points, "image": fields.describe, "mesh": fields.describe,
}  # fmt: skip

LARGE = 12
"""Elements from which a sort may have lost some to the size of the trace."""


class Content(NamedTuple):
    """One panel, or the page outside all panels, in words."""

    panel: Panel | None
    nature: str
    """What sort of picture it is, such as `bar chart`."""
    said: list[str]
    related: list[str]
    """Sentences about how its things lie to each other, the most telling first."""
    written: list[str]
    """Sentences about texts, tables and the legend."""
    counts: Counter[str]
    frame: Frame


class Tale(NamedTuple):
    """One group in words."""

    said: list[str]
    counts: Counter[str]
    chart: str = ""
    """The sort of chart the group makes of its panel."""


def content(panel: Panel | None, drawn: Sequence[Mark], page: Picture, detail: Detail) -> Content:
    """`panel` is None for what belongs to the whole page."""
    here, seen, corners, compared = scene(panel, drawn, page, detail)
    found = spreads.find(seen, here)
    groups = [group for group in gather(found.rest, panel.legend if panel else ()) if group.kind in DESCRIBERS]
    tales, texts = _tales(groups, list(here.texts), here)
    most = here.most(4, 16)
    said = [*labels.introduce(here), *found.said, *(sentence for tale in tales[:most] for sentence in tale.said), *found.after]
    if most is not None and len(tales) > most:
        said.append(sentence(f"there are also {totals(sum((tale.counts for tale in tales[most:]), Counter()))}"))
    related = [*right_angles.describe(corners, here), *relate.describe(seen, compared)]
    counts = sum((tale.counts for tale in tales), Counter(found.counts))
    counts.update({"right-angle mark": len(corners)} if corners else {})
    counts.update({"text": len(texts) + len(here.names)} if texts or here.names else {})
    texts = [one for one in texts if not any(one is told for told in _on_arrows(groups[:most], here))]
    written = [*text.tables(drawn, here), *text.describe(texts, compared), *text.legend(panel.legend if panel else (), drawn, here)]
    nature = layout.nature(panel, [tale.chart for tale in tales], {group.kind for group in groups}, found.counts)
    return Content(panel, nature, said, related, written, counts, here)


def _on_arrows(groups: Sequence[Group], here: Frame) -> list[Mark]:
    """The texts that were told with the arrows that start or end at them."""
    arrows = [mark for group in groups if group.kind == "arrow" and marks.listed(group, here) for mark in group.marks]
    told = [label for mark in arrows for label in (labels.at_tip(mark, here), labels.at_tail(mark, here)) if label]
    return told if here.detail != "exhaustive" else []


def _tales(groups: Sequence[Group], texts: list[Mark], here: Frame) -> tuple[list[Tale], list[Mark]]:
    """Each group in words, and the texts that no group has told of; groups past the longest list are only counted."""
    tales: list[Tale] = []
    before: list[bars.Bars] = []
    most = here.most(4, 16)
    for group in (part for whole in groups for part in bars.series(whole, here)):
        chart = bars.bars(group, here, before)
        if pies.pie(group):
            tales.append(Tale(pies.describe(group, here, texts), Counter(slice=len(group.marks)), "pie chart"))
            texts = pies.beside_slices(group, texts)
        elif chart is not None:
            printed = bars.values(chart, texts, here)
            texts = [one for one in texts if not any(one is value for value in printed)]
            said = bars.describe(group, chart, here) + ["The value of each bar is printed at it."] * bool(printed)
            tales.append(Tale(said, Counter(bar=len(group.marks)), "bar chart"))
            before.append(chart)
        elif any(map(shapes.inked, group.marks)):
            told = most is None or len(tales) < most
            tales.append(Tale(_sure(DESCRIBERS[group.kind](group, here), group, here) if told else [], _nouns(group, here)))
    return tales, texts


def _sure(said: list[str], group: Group, here: Frame) -> list[str]:
    """Where the trace left elements out, the count of a large group is only a lower bound."""
    unsure = here.picture.omitted and len(group.marks) >= LARGE and said[0].startswith(f"{len(group.marks)} ")
    return [f"At least {said[0]}", *said[1:]] if unsure else said


def _nouns(group: Group, here: Frame) -> Counter[str]:
    """What the things of a group are called, and how many there are."""
    if any(mark.levels for mark in group.marks):
        return Counter({"contour level": sum(len(mark.levels) for mark in group.marks)})
    if group.kind in ("polygon", "region"):
        return Counter(polygons.noun(mark, here) for mark in group.marks)
    if group.kind == "rectangle":
        return Counter(shapes.noun(mark, here) for mark in group.marks if shapes.inked(mark))
    if group.kind == "points":
        return Counter({marks.noun(group.marks): group.total})
    if group.kind == "curve" and all(mark.centre and mark.angles for mark in group.marks):
        return Counter(arc=group.total)
    return Counter({layout.NOUNS.get(group.kind, group.kind): group.total})


def totals(counts: Mapping[str, int]) -> str:
    """`2 lines, 1 arrow and 3 texts`."""
    return listing(counted(n, noun) for noun, n in counts.items() if n)
