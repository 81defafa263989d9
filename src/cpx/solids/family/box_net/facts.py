"""What is true of a net of a box: what a viewer can count and say, which faces and corners meet when it is folded, and what is asked."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.family.box_net import panels
from cpx.solids.family.box_net.panels import SIDES, Place
from cpx.solids.family.box_net.script import Net
from cpx.solids.flat.drawing import Flat
from cpx.solids.page import dims, project
from cpx.solids.page.words import HIDDEN_NOUN, colour_words, joined, with_article
from cpx.solids.questions import Question, chosen, counted, measure
from cpx.solids.wire import bodies


def facts(net: Net, flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    n = len(net.panels)
    visible = {
        "subject": _subject(net, n),
        "counts": _counts(net, flat, measures),
        "labels": [*net.marks, *net.named],
        "statements": [*_said(net, flat), *_value_said(net, measures)],
    }
    return {"visible": visible, "derived": _derived(net, flat)}


def _subject(net: Net, n: int) -> str:
    if net.show == "sheet":
        return "a rectangular sheet with a square cut off at each corner and four fold lines, a net of an open box"
    number = {5: "five", 6: "six"}[n]
    marked = f" marked {' '.join(sorted(net.marks))}" if net.marks else ""
    named = f" and the corners {joined(list(net.named))} named" if net.named else ""
    beside = " and the box that it folds to" if net.show == "net and box" else ""
    return f"a flat pattern of {number} rectangles joined side to side{marked}{named}{beside}"


def _counts(net: Net, flat: Flat, measures: Sequence[dims.Placed]) -> dict[str, int]:
    found = {
        "rectangles of the net" if net.show != "sheet" else "rectangles bounded by folds and cuts": len(net.panels),
        f"{net.fold_line} fold lines": len(panels.folds(net.panels, net.given)),
        f"{net.scrap} corner squares": 4 if net.show == "sheet" else 0,
        "named corners": len(net.named),
        "printed values": len(measures),
        "dimension lines": sum(made.shift != (0, 0) for made in measures),
    }
    for solid in flat.solids:
        found |= {
            "solid edges of the box": len(solid.lines.seen),
            f"{HIDDEN_NOUN[solid.scene.hidden]} edges of the box": len(solid.lines.hidden),
        }
    return {noun: count for noun, count in found.items() if count}


def _said(net: Net, flat: Flat) -> list[str]:
    said = []
    if net.marks:
        for (parent, way), mark in zip(net.steps, net.marks[1:], strict=True):
            said.append(f"Rectangle {mark} is joined to the {SIDES[way]} side of rectangle {net.marks[parent]}.")
    for name, place in net.named.items():
        said.append(f"{name} stands at a corner {_whereabouts(place, flat)}.")
    if net.paper != "white":
        said.append(f"The paper is {colour_words(net.paper)}.")
    if flat.solids:
        said.append(f"An arrow leads from the net to the box, drawn in {project.words(flat.solids[0].scene.view)}.")
    return said


def _whereabouts(place: Place, flat: Flat) -> str:
    """Part of the picture: upper left, middle right ..."""
    x0, y0, x1, y1 = flat.width()
    x, y = (place.at[0] - x0) / (x1 - x0), (place.at[1] - y0) / (y1 - y0)
    row = "lower" if y < 0.34 else "upper" if y > 0.66 else "middle"
    column = "left" if x < 0.34 else "right" if x > 0.66 else "centre"
    return f"in the {row} {column} of the net" if (row, column) != ("middle", "centre") else "in the middle of the net"


def _value_said(net: Net, measures: Sequence[dims.Placed]) -> list[str]:
    """A sentence for each value."""
    said: list[str] = []
    for made, (p, q) in zip(measures, net.measured, strict=True):
        text = dims.read(made.dim.text)
        shown = f"the letter {text}" if text.isalpha() else f"the value {text}"
        where = "beside" if made.shift == (0, 0) else "on a dimension line along"
        way = "vertical" if p.at[0] == q.at[0] else "horizontal"
        side = f"a {way} side of the outline"
        if net.show == "sheet":
            side = ("the lower side of the sheet", "the right side of the sheet", "a side of a corner square")[len(said)]
        said.append(f"{shown[0].upper()}{shown[1:]} stands {where} {side}.")
    return said


def _derived(net: Net, flat: Flat) -> dict[str, Any]:
    tells = [dim.tells for dim, _ in flat.dims if dim.tells]
    kind = {"open": "open box", "sheet": "open box"}.get(net.show, "closed box")
    found: dict[str, Any] = {"kind": kind, "folds to a box": not net.wrong, "dimensions": net.given, "printed": tells}
    found |= {"unit": flat.print.unit, "letters": [] if tells else list(net.given)[: len(flat.dims)]}
    a, b, c = _box_sizes(net)
    area = sum(bodies.value(p.wide, net.given) * bodies.value(p.high, net.given) for p in net.panels)
    found["area of the paper"] = area
    if not net.wrong:
        found |= {"edges of the box": [a, b, c], "volume": a * b * c, "opposite": _opposite(net), "meet": _meet(net)}
        found["apart"] = {p + q: _apart(net, p, q) for p, q in combinations(net.named, 2)}
    return found


def _box_sizes(net: Net) -> tuple[float, float, float]:
    if net.show == "sheet":
        long, wide, x = net.given.values()
        return long - 2 * x, wide - 2 * x, x
    a, b, c = net.given.values()
    return a, b, c


def _opposite(net: Net) -> list[list[str]]:
    """Marks on faces that are opposite on the box."""
    outward = {mark: panel.frame.outward for mark, panel in zip(net.marks, net.panels, strict=False)}
    pairs = combinations(outward, 2)
    return [[p, q] for p, q in pairs if all(i == -j for i, j in zip(outward[p], outward[q], strict=True))]


def _meet(net: Net) -> dict[str, list[str]]:
    """For each named corner the others that it meets."""
    return {p: [q for q in net.named if q != p and net.named[q].corner == net.named[p].corner] for p in net.named}


def _apart(net: Net, p: str, q: str) -> float:
    """How far apart the two corners are on the folded box."""
    sides = zip(net.named[p].corner, net.named[q].corner, net.given.values(), strict=True)
    return round(math.sqrt(sum(size * size for i, j, size in sides if i != j)), 4)


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Which faces and corners meet, how much the box holds, whether it is a net at all; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    marks = [label for label in visible["labels"] if label in "123456ABCDEF"]
    whole = derived["folds to a box"]
    thought: list[Question] = []
    if derived["kind"] == "closed box" and "the box that it folds to" not in visible["subject"]:
        yes, no = "Yes, it does", "No, two of the rectangles come to lie on the same side"
        thought.append(Question("Does this pattern fold to a closed box?", yes if whole else no, [no if whole else yes]))
    if whole:
        thought += _opposite_asked(derived, marks, rng) + _meeting_asked(derived, rng) + _measures_asked(derived, rng)
    return chosen(thought, counted(visible, rng), rng)


def _opposite_asked(derived: Mapping[str, Any], marks: Sequence[str], rng: Random) -> list[Question]:
    if not derived["opposite"]:
        return []
    p, q = rng.sample(rng.choice(derived["opposite"]), 2)
    others = [mark for mark in marks if mark not in (p, q)]
    text = f"The pattern is folded to a box. Which of its faces is then opposite the face marked {p}?"
    return [Question(text, q, rng.sample(others, 3))]


def _meeting_asked(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    asked = []
    if derived["meet"]:
        name = rng.choice([name for name, others in derived["meet"].items() if others])
        rest = [other for other in derived["meet"] if other != name]
        sets = [list(group) for k in (1, 2) for group in combinations(rest, k)]
        wrong = [joined(group) for group in sets if group != derived["meet"][name]]
        text = f"The pattern is folded to a box. Which of the other named corners come together with the corner {name}?"
        asked.append(Question(text, joined(derived["meet"][name]), rng.sample(wrong, 3)))
    apart = {pair: far for pair, far in derived["apart"].items() if far}
    if apart and len(derived["printed"]) == 3:
        pair = rng.choice(sorted(apart))
        text = f"The pattern is folded to a box. How far apart are its corners {pair[0]} and {pair[1]} then, in a straight line?"
        asked.append(measure(text, apart[pair], (2, 0.5, 1.5, 0.75, 1.25), derived["unit"], rng))
    return asked


def _measures_asked(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if len(derived["letters"]) == 3:
        return [_in_letters(derived)]
    if len(derived["printed"]) < 3:
        return []
    (a, b, c), unit = derived["edges of the box"], derived["unit"]
    square, cube = unit and f"{unit}²", unit and f"{unit}³"
    text = f"The pattern is folded to {with_article(derived['kind'])}. What is its volume?"
    volume = measure(text, a * b * c, (2, 0.5, 1.5, 3), cube, rng)
    text = "What is the area of the paper that the box is folded from?"
    return [volume, measure(text, derived["area of the paper"], (2, 0.5, 0.75, 1.25), square, rng)]


def _in_letters(derived: Mapping[str, Any]) -> Question:
    text = f"The pattern is folded to {with_article(derived['kind'])}. What is its volume, in the letters of the figure?"
    if "s" in derived["letters"]:
        return Question(text, "s(a − 2s)(b − 2s)", ["s(a − s)(b − s)", "abs", "a(b − 2s)(a − 2s)"])
    return Question(text, "abc", ["ab + bc + ca", "2(ab + bc + ca)", "abc / 2"])
