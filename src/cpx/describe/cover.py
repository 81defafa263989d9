"""Finds marks that lie wholly under an opaque shape drawn after them, which no viewer can see."""

from collections.abc import Sequence

from cpx.describe import colours
from cpx.describe.picture import Mark, Point

MOST_PAIRS = 200_000


def uncovered(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, in drawing order, without those that a later rectangle, circle or ellipse hides; judged by their boxes in pixels."""
    covers = [(i, mark) for i, mark in enumerate(marks) if _opaque(mark)]
    if len(covers) * len(marks) > MOST_PAIRS:
        return list(marks)
    return [mark for i, mark in enumerate(marks) if not any(i < j and _hides(cover, mark) for j, cover in covers)]


def _opaque(mark: Mark) -> bool:
    whole = mark.kind in ("rectangle", "circle", "ellipse") and not mark.angles and not mark.centres and mark.box is not None
    return whole and mark.role in ("data", "annotation") and len(mark.fills) == 1 and colours.opacity(mark.fills[0]) == 1


def _hides(cover: Mark, mark: Mark) -> bool:
    if mark.role not in ("data", "annotation") or mark.box is None or cover.box is None:
        return False
    left, top, right, bottom = mark.box
    return all(_within((x, y), cover.box, cover.kind != "rectangle") for x in (left, right) for y in (top, bottom))


def _within(corner: Point, box: Point, oval: bool) -> bool:
    left, top, right, bottom = box
    if not oval:
        return left <= corner[0] <= right and top <= corner[1] <= bottom
    across, down = (right - left) / 2, (bottom - top) / 2
    away = ((corner[0] - left - across) / across) ** 2 + ((corner[1] - top - down) / down) ** 2 if across and down else 2.0
    return away <= 1
