"""What is true of folded figures: what can be counted, lengths and volumes that follow, and what is asked."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.family.folding import creases, letters
from cpx.solids.family.folding.creases import FlatFold, Meeting, Sheet
from cpx.solids.flat.drawing import Flat
from cpx.solids.page import dims
from cpx.solids.page.vectors import Point, cross, dot, length, ring, sub
from cpx.solids.page.words import HIDDEN_NOUN, colour_words, joined, with_article
from cpx.solids.questions import Question, chosen, counted, measure

SLIPS = (2, 0.5, 1.5, 0.75, math.sqrt(2), math.sqrt(3))


def facts_space(
    sheet: Sheet, angle: int, after: Mapping[str, str], looks: Mapping[str, str], flat: Flat, measures: Sequence[dims.Placed], closed: bool
) -> Facts:
    """Facts of a figure folded up into space."""
    name, crease = "".join(sheet.outline), "".join(sheet.crease)
    still, moved = ("".join(part) for part in sheet.parts)
    turned_up = "".join(after[corner] for corner in sheet.parts[1])
    said = [
        f"On the left the {looks['fold_line']} line {crease} divides the {sheet.noun} {name} into {still} and {moved}.",
        f"On the right {still} lies level, and {turned_up} is turned up round {crease}.",
    ]
    if closed:
        lines = [after[a] + after[b] for a, b in sheet.joined]
        said.append(f"On the right {joined(lines)} {'is' if len(lines) == 1 else 'are'} joined.")
    subject = f"{with_article(sheet.noun)} {name} with the fold line {crease}, and beside it the same figure folded up along {crease}"
    points = creases.folded(sheet, angle)
    pairs = {a + after[b]: (a, b) for a in points for b in sheet.moving if a not in sheet.moving and a not in sheet.crease}
    derived: dict[str, Any] = {
        "form": "space",
        "story": f"On the left is {_with_sizes(sheet, flat)}. It is folded along {crease} until its two parts make an angle of {angle}°.",
        "angle": angle,
        "apart": {pair: round(length(sub(points[a], points[b])), 4) for pair, (a, b) in pairs.items()},
        "height": {after[b]: round(points[b][2], 4) for b in sheet.moving},
        "level part": still,
        "reach": [after[sheet.moving[0]], *sheet.reach],
        "mirror": sheet.mirror,
        **flat.told({symbol: sheet.given[symbol] for symbol in sheet.values}, measures),
    }
    if closed:
        derived["volume"] = round(_volume([[points[corner] for corner in face] for face in sheet.faces]), 4)
    return {"visible": _visible(subject, {f"{looks['fold_line']} fold lines": 1}, said, looks, flat, measures), "derived": derived}


def _with_sizes(sheet: Sheet, flat: Flat) -> str:
    """The figure with those of its sizes that no line of the picture has."""
    unit = f" {flat.print.unit}" if flat.print.unit else ""
    known = {symbol: symbol if flat.print.how == "letter" else f"{size:g}{unit}" for symbol, size in sheet.given.items()}
    untold = [f"{sheet.said[symbol]} {size}" for symbol, size in known.items() if symbol not in sheet.values]
    return f"{with_article(sheet.noun)} {''.join(sheet.outline)}{f' ({joined(untold)})' if untold else ''}"


def _volume(faces: Sequence[Sequence[Any]]) -> float:
    """Of a convex solid: pyramids from its middle over its faces."""
    corners = [p for face in faces for p in face]
    middle = tuple(sum(p[k] for p in corners) / len(corners) for k in range(3))
    total = 0.0
    for face in faces:
        for p, q in pairwise(face[1:]):
            total += abs(dot(sub(face[0], middle), cross(sub(p, middle), sub(q, middle)))) / 6
    return total


def facts_flat(fold: FlatFold, looks: Mapping[str, str], spots: Mapping[str, Point], flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    """Facts of a rectangle folded onto itself."""
    corners = [spots[name] for name in fold.flap]
    area = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in ring(corners))) / 2
    flap = "".join(fold.flap)
    said = [
        f"The crease {''.join(fold.crease)} is a dashed line.",
        f"The flap {flap} is {colour_words(looks['flap'])}.",
        f"Dotted lines {joined([a + b for a, b in fold.dotted])} show where the flap was.",
    ]
    counts = {"solid lines": len(fold.solid), "dotted lines": len(fold.dotted), "dashed lines": 1}
    derived = {
        "form": "flat",
        "story": f"The rectangle ABCD is folded flat. {fold.noun}",
        "lengths": {pair: round(size, 4) for pair, size in fold.lengths.items()},
        "flap": flap,
        "area of the flap": round(area, 4),
        **flat.told(fold.given, measures),
    }
    subject = f"a rectangle ABCD folded flat along {''.join(fold.crease)}, with the flap {flap} shaded"
    return {"visible": _visible(subject, counts, said, {}, flat, measures), "derived": derived}


def facts_meeting(meeting: Meeting, looks: Mapping[str, str], flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    """Facts of a figure folded so that A, B and C meet."""
    name = "".join(meeting.outline)
    lines = joined(["".join(crease) for crease in meeting.creases])
    subject = f"{with_article(meeting.noun)} {name} with the fold lines {lines}, and beside it the pyramid P-DEF"
    at = meeting.at
    sides = [length(cross(sub(at[q], at[p]), sub(at[r], at[p]))) / 2 for p, q, r in combinations(at, 3)]
    base = length(cross(sub(at["E"], at["D"]), sub(at["F"], at["D"]))) / 2
    volume = abs(dot(sub(at["D"], at["P"]), cross(sub(at["E"], at["P"]), sub(at["F"], at["P"])))) / 6
    middles = {"square": "E and F are the middles of AB and BC", "isosceles triangle": "D, E and F are the middles of BC, CA and AB"}[
        meeting.noun
    ]
    if meeting.noun == "isosceles triangle":
        height = "b" if flat.print.how == "letter" else f"{meeting.given['b']:g}{flat.print.unit and f' {flat.print.unit}'}"
        middles += f", AB and AC are equal, and the height over BC is {height}"
    derived = {
        "form": "meeting",
        "story": f"On the left is {with_article(meeting.noun)} {name}; {middles}. It is folded along {lines} so that A, B and C meet at P.",
        "volume": round(volume, 4),
        "surface area": round(sum(sides), 4),
        "distance of P": round(3 * volume / base, 4),
        "lengths": {p + q: round(length(sub(at[p], at[q])), 4) for p, q in combinations(sorted(at), 2)},
        "letters": list(meeting.given),
        **flat.told({"a": meeting.given["a"]}, measures),
    }
    said = [f"The fold lines {lines} are {looks['fold_line']}."]
    return {"visible": _visible(subject, {f"{looks['fold_line']} fold lines": 3}, said, looks, flat, measures), "derived": derived}


def _visible(
    subject: str, counts: Mapping[str, int], said: Sequence[str], looks: Mapping[str, str], flat: Flat, measures: Sequence[dims.Placed]
) -> dict[str, Any]:
    """What a viewer sees."""
    found = {
        "point labels": len(flat.names),
        **counts,
        "printed values": len(measures),
        "dimension lines": sum(m.shift != (0, 0) for m in measures),
    }
    for solid in flat.solids:
        whole, noun = solid.lines.whole, HIDDEN_NOUN[solid.scene.hidden]
        found |= {"solid edges after folding": whole["seen"], f"{noun} edges after folding": whole["hidden"]}
        found[f"partly {noun} edges after folding"] = whole["partly"]
    fills = [f"On the right {''.join(fill.corners)} is {colour_words(fill.colour)}." for solid in flat.solids for fill in solid.scene.fills]
    paper = [f"The paper on the left is {colour_words(looks['paper'])}."] if looks.get("paper", "white") != "white" else []
    return {
        "subject": subject,
        "counts": {noun: count for noun, count in found.items() if count},
        "labels": list(flat.names.values()),
        "statements": [*said, *paper, *fills, *_values(measures)],
    }


def _values(measures: Sequence[dims.Placed]) -> list[str]:
    said = []
    for made in measures:
        text, ends = dims.read(made.dim.text), "".join(end.split('"')[1] for end in (made.dim.a, made.dim.b))
        where = "beside" if made.shift == (0, 0) else "on a dimension line along"
        said.append(f"The {'letter' if text.isalpha() else 'value'} {text} stands {where} {ends}.")
    return said


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Lengths, heights and volumes after folding; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    thought = {"space": _space, "flat": _flat, "meeting": _meeting}[derived["form"]](derived, rng)
    if derived["values"] == "letter" and derived["form"] != "flat":
        thought = letters.space(derived) if derived["form"] == "space" else letters.meeting(derived, rng)
    several = [noun for noun, count in visible["counts"].items() if count > 1]
    return chosen(thought, counted(visible, rng, several), rng)


def _space(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if set(derived["printed"]) < set(derived["dimensions"]):
        return []
    story, unit = derived["story"], derived["unit"]
    asked = [
        measure(f"{story} How far apart are {pair[0]} and {pair[1:]} then?", size, SLIPS, unit, rng)
        for pair, size in derived["apart"].items()
    ]
    corner = rng.choice(sorted(derived["height"]))
    text = f"{story} How far is {corner} then from the plane of {derived['level part']}?"
    asked.append(measure(text, derived["height"][corner], SLIPS, unit, rng))
    if "volume" in derived:
        text = f"{story} What is the volume of the solid on the right?"
        asked.append(measure(text, derived["volume"], (2, 0.5, 3, 1 / 3, 1.5), unit and f"{unit}³", rng))
    return asked


def _flat(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if len(derived["printed"]) < 2:
        return _equal(derived)
    story, unit = derived["story"], derived["unit"]
    asked = [measure(f"{story} How long is {pair}?", size, SLIPS, unit, rng) for pair, size in derived["lengths"].items()]
    text = f"{story} What is the area of the shaded flap {derived['flap']}?"
    return [*asked, measure(text, derived["area of the flap"], (2, 0.5, 1.5, 0.75), unit and f"{unit}²", rng)]


def _equal(derived: Mapping[str, Any]) -> list[Question]:
    """Where no numbers are printed: which two lines are as long as each other."""
    sizes = derived["lengths"]
    alike = [(p, q) for p, q in combinations(sizes, 2) if abs(sizes[p] - sizes[q]) < 1e-6]
    wrong = [f"{p} and {q}" for p, q in combinations(sizes, 2) if abs(sizes[p] - sizes[q]) > 1e-3]
    text = f"{derived['story']} Which of these lines are of equal length, whatever the rectangle's sides?"
    return [Question(text, f"{alike[0][0]} and {alike[0][1]}", wrong[:3])]


def _meeting(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if not derived["printed"]:
        return []
    story, unit = derived["story"], derived["unit"]
    pair = rng.choice(sorted(derived["lengths"]))
    return [
        measure(f"{story} What is the volume of the pyramid?", derived["volume"], (2, 0.5, 3, 1 / 3), unit and f"{unit}³", rng),
        measure(f"{story} What is the surface area of the pyramid?", derived["surface area"], (2, 0.5, 0.75), unit and f"{unit}²", rng),
        measure(f"{story} How far is P from the plane of DEF?", derived["distance of P"], SLIPS, unit, rng),
        measure(f"{story} How long is {pair} in the pyramid?", derived["lengths"][pair], SLIPS, unit, rng),
    ]
