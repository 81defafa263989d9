"""A score in words: what of the reference is missing, what is there too much, what differs, each with the line of the script that drew it.

missing: a red dashed line from (80, 427) to (576, 60) (reference, line 7)
differs: the text "B" reads "D" (line 9; reference, line 8)
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpx.scores import colour
from cpx.scores.elements import LINE, MARK, NAMES, PICTURE, REGION, WORDS, Elements
from cpx.scores.structure import Match
from cpx.scores.total import Prepared, Score

Array = NDArray[Any]
Box = list[float]
"""Left, top, right, bottom, as shares of the page."""

MANY = 8
"""Sentences of one sort; more are counted."""
MARKED = 40
"""Boxes at most."""
RIGHT = 0.9
"""Likeness from which a pair is right."""
FLAGS = {
    "blank": "the page is blank",
    "raster": "pictures cover the page, where the reference is drawn: a pasted picture is no drawing",
    "flood": "it has many times as many elements as the reference, or paints over the page",
    "tiny": "the drawing takes up much less of its page than the reference does",
    "oversize": "the page has more pixels than are scored",
    "inconsistent": "its picture does not show what its primitives say",
}
HUES = {
    **{"black": (0, 0, 0), "white": (255, 255, 255), "grey": (128, 128, 128), "light grey": (205, 205, 205), "dark grey": (70, 70, 70)},
    **{"red": (214, 39, 40), "dark red": (130, 0, 0), "pink": (255, 180, 190), "orange": (255, 140, 30), "brown": (139, 87, 60)},
    **{"yellow": (250, 225, 50), "light yellow": (255, 245, 190), "green": (40, 150, 50), "light green": (170, 225, 170)},
    **{"dark green": (0, 85, 20), "cyan": (60, 200, 215), "blue": (35, 90, 200), "light blue": (165, 205, 250), "dark blue": (10, 20, 110)},
    **{"purple": (130, 80, 180), "light purple": (205, 185, 235), "magenta": (225, 50, 200)},
}
SHADES = colour.lab(np.array(list(HUES.values()), np.uint8))


def explain(found: Score, reference: Prepared, candidate: Prepared) -> list[str]:
    """Sentences, the gravest first: flags, what is missing, what is too much, what differs."""
    told = [FLAGS[flag] for flag in found.flags]
    ours, theirs = reference.elements, candidate.elements
    if ours is None or theirs is None:
        return told
    paired = {(match.kind, match.reference) for match in found.matches}, {(match.kind, match.candidate) for match in found.matches}
    missing, extra = _alone(ours, paired[0]), _alone(theirs, paired[1])
    misread = list(_misread(ours, theirs, missing, extra))
    misread_by = [{(match.kind, match.reference) for match in misread}, {(match.kind, match.candidate) for match in misread}]
    told += _listed("missing", [f"{_named(ours, *one)} (reference{_line(ours, *one)})" for one in missing if one not in misread_by[0]])
    told += _listed("extra", [f"{_named(theirs, *one)}{_bracket(_line(theirs, *one))}" for one in extra if one not in misread_by[1]])
    off = sorted((*misread, *(match for match in found.matches if match.likeness < RIGHT)), key=lambda match: match.likeness)
    return told + _listed("differs", [_difference(match, ours, theirs) for match in off])


def unmatched(found: Score, reference: Prepared, candidate: Prepared) -> tuple[list[Box], list[Box]]:
    """Where elements without a partner lie, in the reference and in the candidate, the heaviest first."""
    boxes = []
    for one, paired in ((reference.elements, "reference"), (candidate.elements, "candidate")):
        matched = {(match.kind, getattr(match, paired)) for match in found.matches}
        boxes.append([_box(one, *at) for at in _alone(one, matched)[:MARKED]] if one and found.structure is not None else [])
    return boxes[0], boxes[1]


def _box(one: Elements, kind: int, i: int) -> Box:
    group = one.kinds[kind]
    around = group.size[i] / 2 if kind == MARK else 0.01 * float(np.hypot(*one.page))
    low, high = group.points[i].min(axis=0) - around, group.points[i].max(axis=0) + around
    return [round(float(end), 4) for end in np.clip(np.concatenate([low, high]) / [*one.page, *one.page], 0, 1)]


def _alone(one: Elements, matched: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Elements without a partner, the heaviest first; axis furniture last. A region stands for its border."""
    every = [(kind, i) for kind, group in one.kinds.items() for i in range(len(group.weight)) if (kind, i) not in matched]
    filled = {one.kinds[kind].row[i] for kind, i in every if kind == REGION}
    every = [(kind, i) for kind, i in every if kind != LINE or one.kinds[kind].row[i] not in filled]
    return sorted(every, key=lambda at: (bool(one.kinds[at[0]].axis[at[1]]), -float(one.kinds[at[0]].weight[at[1]])))


def _misread(ours: Elements, theirs: Elements, missing: list[tuple[int, int]], extra: list[tuple[int, int]]) -> Iterator[Match]:
    """Texts with nothing in common that stand in one place: by the share of the page where they stand."""
    left = [j for kind, j in extra if kind == WORDS]
    for kind, i in missing:
        if kind == WORDS and left:
            group = ours.kinds[WORDS]
            places = theirs.kinds[WORDS].points[left, 4] / theirs.page * ours.page
            apart = np.hypot(*(places - group.points[i, 4]).T)
            if apart.min() < group.size[i]:
                yield Match(WORDS, i, left.pop(int(apart.argmin())), 0.0)


def _listed(what: str, sentences: list[str]) -> list[str]:
    more = len(sentences) - MANY
    return [f"{what}: {sentence}" for sentence in sentences[:MANY]] + ([f"{what}: {more} more"] if more > 0 else [])


def _named(one: Elements, kind: int, i: int) -> str:
    group = one.kinds[kind]
    points, hue = group.points[i], _hue(group.lab[i])
    if kind == LINE:
        look = f"{hue} dashed" if group.dashed[i] else hue
        if group.closed[i]:
            return f"{_a(look)} closed line round {_at(points.mean(axis=0))}"
        return f"{_a(look)} {'line' if _straight(points) else 'curve'} from {_at(points[0])} to {_at(points[-1])}"
    if kind == WORDS:
        return f'the text "{group.words[i]}" at {_at(points[4])}'
    if kind == MARK:
        return f"{_a(hue)} mark at {_at(points[0])}"
    return f"{_a(hue)} {NAMES[kind]} of {group.size[i] ** 2:.0f} square pixels round {_at(points.mean(axis=0))}"


def _difference(match: Match, ours: Elements, theirs: Elements) -> str:
    one, other = ours.kinds[match.kind], theirs.kinds[match.kind]
    i, j = match.reference, match.candidate
    where = "; ".join(filter(None, (_line(theirs, match.kind, j).lstrip(", "), f"reference{_line(ours, match.kind, i)}")))
    said = []
    if match.kind == WORDS and one.words[i] != other.words[j]:
        said.append(f'reads "{other.words[j]}"')
    if float(colour.difference(one.lab[i], other.lab[j])) > 10:
        said.append(f"is {_hue(other.lab[j])}")
    if match.kind == LINE and one.dashed[i] != other.dashed[j]:
        said.append("is dashed" if other.dashed[j] else "is solid")
    if match.kind == MARK and one.filled[i] != other.filled[j]:
        said.append("is filled" if other.filled[j] else "is hollow")
    if match.kind == PICTURE and not said:
        said.append("shows something else")
    return f"{_named(ours, match.kind, i)} {' and '.join(said) or 'lies elsewhere, or has another shape or size'} ({where})"


def _line(one: Elements, kind: int, i: int) -> str:
    number = int(one.lines[one.kinds[kind].row[i]])
    return f", line {number}" if number else ""


def _bracket(line: str) -> str:
    return f" ({line.lstrip(', ')})" if line else ""


def _straight(points: Array) -> bool:
    chord = points[-1] - points[0]
    away = points - points[0]
    return bool(np.abs(away[:, 0] * chord[1] - away[:, 1] * chord[0]).max() <= 0.01 * float(chord @ chord) + 1)


def _hue(lab: Array) -> str:
    return list(HUES)[int(colour.difference(SHADES, lab).argmin())]


def _a(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _at(point: Array) -> str:
    return f"({point[0]:.0f}, {point[1]:.0f})"
