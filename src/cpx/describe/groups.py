"""Gathers marks that a viewer takes as one thing said many times: the same kind and style, or one loop of the script."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cpx.describe.picture import Mark

SEEN_AS_ONE = {
    "line",
    "lines",
    "curve",
    "polygon",
    "polygons",
    "region",
    "rectangle",
    "circle",
    "ellipse",
    "wedge",
    "arrow",
    "points",
    "image",
}


class Group(NamedTuple):
    kind: str
    label: str
    """Its entry in the legend."""
    marks: tuple[Mark, ...]

    @property
    def total(self) -> int:
        """How many things a viewer counts: parts and markers each for themselves."""
        return sum(mark.total if mark.kind in ("points", "lines", "polygons") else 1 for mark in self.marks)


def graphics(marks: Iterable[Mark]) -> list[Mark]:
    """What the picture is about, without text, furniture and what lies exactly under a copy of itself."""
    kept: dict[object, Mark] = {}
    drawn = (mark for mark in marks if mark.role in ("data", "annotation") and mark.kind not in ("", "text"))
    for position, mark in enumerate(one for folded in drawn for one in _unfolded(_as_seen(folded))):
        placed = mark.complete and (mark.points or mark.parts or mark.centre)
        kept.setdefault(mark._replace(line=None, label="") if placed else position, mark)
    return _outlined(list(kept.values()))


def _outlined(marks: list[Mark]) -> list[Mark]:
    """An area and an outline drawn round it afterwards are one shape."""
    areas = {_place(mark): i for i, mark in enumerate(marks) if mark.fills and not mark.strokes}
    joined = list(marks)
    for i, mark in enumerate(marks):
        area = areas.get(_place(mark)) if mark.strokes and not mark.fills and mark.kind not in ("line", "lines", "points") else None
        if area is not None and area < i and (mark.points or mark.centre):
            joined[area] = joined[area]._replace(strokes=mark.strokes, widths=mark.widths, dash=mark.dash)
            joined[i] = Mark()
    return [mark for mark in joined if mark.kind]


def _place(mark: Mark) -> tuple[object, ...]:
    return mark.kind, mark.space, mark.points, mark.centre, mark.size, mark.angles


def _unfolded(mark: Mark) -> list[Mark]:
    """Each of the alike shapes or arrows that one element of a large trace tells of."""
    if mark.centres:
        fills = mark.fills if len(mark.fills) == len(mark.centres) else [""] * len(mark.centres)
        each = mark._replace(centres=(), total=1)
        return [each._replace(centre=at, fills=(fill,) if fill else mark.fills) for at, fill in zip(mark.centres, fills, strict=True)]
    if mark.kind == "arrow" and mark.parts:
        return [mark._replace(points=part, parts=(), total=1) for part in mark.parts]
    return [mark]


def _as_seen(mark: Mark) -> Mark:
    """A line of one point shows nothing but its marker; a filled shape with a curved edge is a region."""
    if mark.kind == "line" and len(mark.vertices) == 1 and mark.marker:
        return mark._replace(kind="points", total=1)
    return mark._replace(kind="region") if mark.kind == "curve" and mark.fills else mark


def gather(marks: Sequence[Mark], named: Sequence[str] = ()) -> list[Group]:
    """Groups in drawing order. A label counts only where it is `named` in the legend; a labelled series is a group of its own."""
    groups: dict[object, list[Mark]] = {}
    homes: dict[object, object] = {}
    for position, mark in enumerate(marks):
        label = _label(mark, named)
        single = mark.kind in SEEN_AS_ONE and (mark.kind != "points" or mark.total == 1)
        style: object = (mark.kind, mark.role, label, _style(mark)) if single else position
        if single and not label and mark.line is not None and mark.kind != "image":
            style = homes.setdefault(style, homes.setdefault((mark.kind, mark.role, mark.line, _form(mark)), style))
        groups.setdefault(style, []).append(mark)
    return [Group(members[0].kind, _label(members[0], named), tuple(members)) for members in groups.values()]


def _label(mark: Mark, named: Sequence[str]) -> str:
    """The entry of a series in the legend; slices of a pie have one each and are no series."""
    return mark.label if mark.label in named and mark.kind != "wedge" else ""


def _form(mark: Mark) -> tuple[object, ...]:
    """What tells two marks of one script line apart but for their colours."""
    return mark.dash, mark.marker, mark.hatch, bool(mark.fills), bool(mark.strokes)


def _style(mark: Mark) -> tuple[object, ...]:
    if mark.kind == "wedge":
        return (mark.line,)
    if mark.kind == "image":
        return mark.shape, mark.cmap, mark.clim
    return mark.strokes, mark.fills, mark.widths, mark.dash, mark.marker, mark.marker_sizes, mark.hatch
