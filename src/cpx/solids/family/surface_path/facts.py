"""What is true of ways over surfaces: what the picture shows, how long they are, and what is asked."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.family.surface_path.routes import Way, Winding
from cpx.solids.flat.drawing import Flat
from cpx.solids.page import dims
from cpx.solids.page.hidden import Piece
from cpx.solids.page.words import HIDDEN_NOUN, colour_words, with_article
from cpx.solids.questions import Question, chosen, counted, exact, measure

WORDS = {0.5: "half way", 1: "once", 2: "twice", 3: "three times"}


def facts_flat(way: Way, looks: Mapping[str, str], shown: bool, flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    """Facts of a way over a polyhedron."""
    first, last = way.stops[0], way.stops[-1]
    solid = f"{with_article(way.body.kind)} {way.body.name}"
    route = f" with a way from {first} to {last} over {way.over}" if shown else ""
    named = len(way.points) <= 2
    crossings = {name: f"{how[1]}{how[2]}" for name, how in way.how.items()}
    said = [f"The way meets the edge {edge} at {name}." for name, edge in crossings.items() if named and shown]
    round_it = way.body.kind != "box"
    story = f"The figure shows {solid}. "
    if round_it:
        story += f"A thread is wound once round its side faces from {first} to {last}."
    share = float(next(iter(way.how.values()))[3])
    edge = next(iter(way.how.values()))[1:3]
    derived = {
        "solid": way.body.kind,
        "story": story,
        "ends": [first, last],
        "once round": round_it,
        "drawn over": way.over.removesuffix(" faces").removeprefix("the ") if shown and not round_it else "",
        "length": round(way.length, 4),
        "others": [round(other, 4) for other in way.others],
        "way meets": {"edge": "".join(edge), "from": edge[0], "at": round(share * math.dist(*(way.body.points[name] for name in edge)), 4)},
        **flat.told(way.given, measures),
    }
    subject = f"{solid}{route}{_beside(flat)}"
    return {"visible": _visible(subject, _lines(flat), said, looks, shown, flat, measures), "derived": derived}


def _lines(flat: Flat) -> dict[str, int]:
    """The solid's edges and the pieces of the way, by how they are drawn."""
    whole, noun = flat.solids[0].lines.whole, HIDDEN_NOUN[flat.solids[0].scene.hidden]
    counts = {"solid edges": whole["seen"], f"{noun} edges": whole["hidden"], f"partly {noun} edges": whole["partly"]}
    return counts | {"solid pieces of the way": whole["seen segments"], "dashed pieces of the way": whole["hidden segments"]}


def facts_round(way: Winding, pieces: Sequence[Piece], looks: Mapping[str, str], flat: Flat, measures: Sequence[dims.Placed]) -> Facts:
    """Facts of a way round a cylinder or cone."""
    first, last = way.ends
    to = f"from {first} to {last}" if first != last else f"from {first} back to {first}"
    if way.kind == "cylinder":
        subject = f"a cylinder with a thread that winds round it {WORDS[way.turns]} {to}"
        thread = f"A thread climbs evenly {WORDS[way.turns]} round the side, {to}."
        story = f"The circumference of the cylinder's base is {way.given['c']:g}{_unit(flat)}. {thread}"
    else:
        subject = f"a cone with apex P and a way once round it {to}"
        middle = "" if first == last else f" M lies on PA, {exact(way.net['m'])}{_unit(flat)} from P."
        story = f"The radius of the cone's base is {way.given['r']:g}{_unit(flat)}.{middle} The shortest way once round its side runs {to}."
    counts = {"solid pieces of the way": sum(not p.hidden for p in pieces), "dashed pieces of the way": sum(p.hidden for p in pieces)}
    derived: dict[str, Any] = {
        "solid": way.kind,
        "story": story,
        "ends": [first, last],
        "length": round(way.length, 4),
        "others": [round(other, 4) for other in way.others],
        "turns": way.turns,
        **flat.told(way.given, measures),
    }
    if way.kind == "cone":
        derived["angle of the sector"] = round(math.degrees(way.net["angle"]), 4)
        derived["ends at"] = round(way.net["share"], 4)
    else:
        derived["climb in a turn"] = round(way.given["h"] / way.turns, 4)
    said = [f"The way starts at {first} on the rim of the base."]
    return {"visible": _visible(subject + _beside(flat), counts, said, looks, True, flat, measures), "derived": derived}


def _unit(flat: Flat) -> str:
    return f" {flat.print.unit}" if flat.print.unit else ""


def _beside(flat: Flat) -> str:
    return ", and beside it the surface unrolled with the way as a straight line" if flat.lines else ""


def _visible(
    subject: str,
    counts: Mapping[str, int],
    said: Sequence[str],
    looks: Mapping[str, str],
    shown: bool,
    flat: Flat,
    measures: Sequence[dims.Placed],
) -> dict[str, Any]:
    found = {"point labels": len(flat.names), **counts, "printed values": len(measures)}
    found["dimension lines"] = sum(made.shift != (0, 0) for made in measures)
    colour = [f"The way is {colour_words(looks['accent'])}."] if shown else []
    return {
        "subject": subject,
        "counts": {noun: count for noun, count in found.items() if count},
        "labels": list(flat.names.values()),
        "statements": [*said, *colour, *_values(measures)],
    }


def _values(measures: Sequence[dims.Placed]) -> list[str]:
    said = []
    for made in measures:
        text = dims.read(made.dim.text)
        where = "beside" if made.shift == (0, 0) else "on a dimension line along"
        ends = [end.split('"')[1] for end in (made.dim.a, made.dim.b) if '"' in end]
        line = (
            "".join(ends)
            if ends and not {"left", "right"} & set(ends)
            else "the side of the solid"
            if ends
            else "the long side of the rectangle"
        )
        said.append(f"The {'letter' if text.isalpha() else 'value'} {text} stands {where} {line}.")
    return said


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """How long the way is and where it crosses an edge; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    thought = _thought(derived, rng) if derived["values"] != "letter" else _letters(derived)
    several = [noun for noun, count in visible["counts"].items() if count > 1]
    return chosen(thought, counted(visible, rng, several), rng)


def _thought(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    story, unit, (first, last) = derived["story"], derived["unit"], derived["ends"]
    slips = [other / derived["length"] for other in derived["others"]]
    if derived["solid"] == "box":
        text = f"{story}How long is the shortest way over its surface from {first} to {last}?"
        meets = derived["way meets"]
        at = (
            f"{story}The shortest way over its surface from {first} to {last} meets the edge {meets['edge']}. How far from {meets['from']}?"
        )
        return [measure(text, derived["length"], slips, unit, rng), measure(at, meets["at"], (2, 0.5, 1.5, 0.75), unit, rng)]
    if "once round" in derived:
        meets = derived["way meets"]
        at = f"{story} It is pulled tight. How far from {meets['from']} does it cross the edge {meets['edge']}?"
        text = f"{story} How long is it at least?"
        return [measure(text, derived["length"], slips, unit, rng), measure(at, meets["at"], (2, 0.5, 1.5, 0.75), unit, rng)]
    asked = [
        measure(
            f"{story} How long is {'the thread' if derived['solid'] == 'cylinder' else 'this way'}?", derived["length"], slips, unit, rng
        )
    ]
    if derived["solid"] == "cone":
        angle = derived["angle of the sector"]
        wrong = [f"{exact(other)}°" for other in (angle / 2, 360 - angle, angle + 30, 180 - angle / 2) if abs(other - angle) > 1e-6]
        text = f"{story} What is the angle of the sector to which the side unrolls?"
        asked.append(Question(text, f"{exact(angle)}°", list(dict.fromkeys(wrong))[:3]))
    elif derived["turns"] > 1:
        text = f"{story} By how much does it climb in one turn?"
        asked.append(measure(text, derived["climb in a turn"], (2, 0.5, 1.5, derived["turns"]), unit, rng))
    return asked


def _letters(derived: Mapping[str, Any]) -> list[Question]:
    """Where letters are printed: the length in these letters."""
    if derived["solid"] == "cone":
        return _cone_in_letters(derived)
    if derived["solid"] == "cylinder":
        turns = {0.5: "c²/4", 1: "c²", 2: "4c²", 3: "9c²"}
        right = turns.pop(derived["turns"])
        text = f"A thread climbs evenly {WORDS[derived['turns']]} round the cylinder, whose base has the circumference c. How long is it?"
        return [Question(text, f"√({right} + h²)", [f"√({other} + h²)" for other in turns.values()])]
    if derived.get("drawn over"):
        over = {"front and right": "√((a + b)² + h²)", "front and top": "√(a² + (b + h)²)", "bottom and right": "√((a + h)² + b²)"}
        right = over.pop(derived["drawn over"])
        first, last = derived["ends"]
        text = f"{derived['story']}How long is the way from {first} to {last} at least, over the faces where it is drawn?"
        return [Question(text, right, [*over.values(), "√(a² + b² + h²)"])]
    if derived.get("once round"):
        n = {"triangular": 3, "square": 4, "hexagonal": 6}[derived["solid"].split()[1]]
        text = f"{derived['story']} How long is it at least, in the letters of the figure?"
        return [Question(text, f"√({n * n}a² + h²)", ["√(a² + h²)", f"{n}a + h", f"√({n}a² + h²)"])]
    return []


def _cone_in_letters(derived: Mapping[str, Any]) -> list[Question]:
    """The sector's angle; the way as a chord of the sector, or by the law of cosines."""
    first, last = derived["ends"]
    given = "The radius of the cone's base is r, its slant height s."
    angle = Question(
        f"{given} What is the angle of the sector to which the side unrolls?",
        "360° · r/s",
        ["180° · r/s", "360° · s/r", "360° · r/(r + s)"],
    )
    chord, slips = {
        1.0: ("2s · sin(180° · r/s)", ["s · sin(180° · r/s)", "2s · sin(360° · r/s)", "2πr"]),
        0.5: ("s/2 · √(5 - 4cos(360° · r/s))", ["s/2 · √5", "s/2 · √(5 + 4cos(360° · r/s))", "s · √(5 - 4cos(180° · r/s))"]),
        0.6667: ("s/3 · √(13 - 12cos(360° · r/s))", ["s/3 · √13", "s/3 · √(13 + 12cos(360° · r/s))", "s · √(13 - 12cos(180° · r/s))"]),
    }[derived["ends at"]]
    where = "" if first == last else f" {last} lies on PA, {'half of s' if derived['ends at'] == 0.5 else 'two thirds of s'} from P."
    to = f"from {first} back to {first}" if first == last else f"from {first} to {last}"
    return [angle, Question(f"{given}{where} How long is the shortest way once round its side, {to}?", chord, slips)]
