"""Gathers marks that a viewer takes as one thing said many times: the same kind and style, or one loop of the script."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cpx.describe.reading import Mark

SEEN_AS_ONE = {"line", "lines", "curve", "polygon", "polygons", "rectangle", "circle", "ellipse", "wedge", "arrow", "points"}


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
    for position, mark in enumerate(marks):
        if mark.role in ("data", "annotation") and mark.kind not in ("", "text"):
            mark = mark._replace(kind="points", total=1) if _lonely(mark) else mark
            placed = mark.complete and (mark.points or mark.parts or mark.centre)
            kept.setdefault(mark._replace(line=None, label="") if placed else position, mark)
    return list(kept.values())


def _lonely(mark: Mark) -> bool:
    """A line of one point shows nothing but its marker."""
    return mark.kind == "line" and len(mark.vertices) == 1 and bool(mark.marker)


def gather(marks: Sequence[Mark], named: Sequence[str] = ()) -> list[Group]:
    """Groups in drawing order. A label counts only where it is `named` in the legend; a labelled series is a group of its own."""
    groups: dict[object, list[Mark]] = {}
    homes: dict[object, object] = {}
    for position, mark in enumerate(marks):
        label = mark.label if mark.label in named else ""
        single = mark.kind in SEEN_AS_ONE and (mark.kind != "points" or mark.total == 1)
        style: object = (mark.kind, mark.role, label, _style(mark)) if single else position
        if single and not label and mark.line is not None:
            style = homes.setdefault(style, homes.setdefault((mark.kind, mark.role, mark.line), style))
        groups.setdefault(style, []).append(mark)
    return [Group(members[0].kind, members[0].label if members[0].label in named else "", tuple(members)) for members in groups.values()]


def _style(mark: Mark) -> tuple[object, ...]:
    return mark.strokes, mark.fills, mark.widths, mark.dash, mark.marker, mark.marker_sizes, mark.hatch
