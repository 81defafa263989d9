"""What is true of pictured dice: what they show, and what follows for the faces out of sight."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.family.dice import cubes
from cpx.solids.family.dice.cubes import ROLLS, TOP, Die
from cpx.solids.family.dice.script import Dice
from cpx.solids.page import project
from cpx.solids.page.words import NUMBERS, colour_words, joined, with_article
from cpx.solids.questions import Question, chosen, counted, near

SUBJECTS = {
    "single": "a die",
    "tower": "{n} dice in a tower",
    "row": "{n} dice in a row",
    "positions": "a cube with {content} on its faces in {n} positions",
    "odd one": "{n} dice marked {labels}",
    "rolling": "a die and a way over squares on the ground that it is to roll along",
}


def facts(form: str, dice: Dice, held: Sequence[Die], marks: Sequence[str]) -> Facts:
    """What a viewer can count and say, and what follows."""
    labels = [one.label for one in dice.dice if one.label]
    subject = SUBJECTS[form].format(n=NUMBERS[len(dice.dice)], content=dice.content, labels=joined(labels) if labels else "")
    texts = [mark for one in dice.dice for mark, _ in one.marks.values()] if dice.content in ("letters", "numbers") else []
    visible = {
        "subject": f"{subject}, in {project.words(dice.view)}",
        "counts": _counts(form, dice),
        "labels": labels + texts,
        "statements": [*(_said(form, k, dice) for k in range(len(dice.dice))), *_way(dice)],
        "shown": [_in_sight(dice, k) for k in range(len(dice.dice))],
    }
    return {"visible": visible, "derived": {"form": form, "content": dice.content, **_derived(form, dice, held, marks)}}


def _in_sight(dice: Dice, k: int) -> dict[str, str]:
    """The marks that can be seen on a die."""
    return {name: mark for name, (mark, _) in dice.dice[k].marks.items() if name != "top" or k not in dice.hidden_tops}


def _counts(form: str, dice: Dice) -> dict[str, int]:
    shown = [_in_sight(dice, k) for k in range(len(dice.dice))]
    found = {"cubes" if form == "positions" else "dice": len(shown), "faces in sight": sum(len(one) for one in shown)}
    if dice.content == "pips":
        found["pips in sight"] = sum(int(mark) for one in shown for mark in one.values())
    if dice.path:
        found["squares on the ground"] = len(dice.path)
    return found


def _said(form: str, k: int, dice: Dice) -> str:
    """What one die shows."""
    which = {"single": "The die", "rolling": "The die", "odd one": f"Die {dice.dice[k].label}"}.get(form)
    ordinal = ("first", "second", "third", "fourth")[k]
    what = "cube" if form == "positions" else "die"
    which = which or f"The {ordinal} {what} from {'below' if form == 'tower' else 'the left'}"
    shown = {name: _words(dice.content, mark) for name, mark in _in_sight(dice, k).items()}
    places = {"top": "on top", "front": "in front", "right": "on the right side"}
    return f"{which} shows {joined([f'{mark} {places[name]}' for name, mark in shown.items()])}."


def _words(content: str, mark: str) -> str:
    return {
        "pips": f"{mark} pip{'s' * (mark != '1')}",
        "shapes": with_article(mark),
        "colours": colour_words(mark),
    }.get(content, mark)


def _way(dice: Dice) -> list[str]:
    if not dice.path:
        return []
    names = {(1, 0): "to the right", (-1, 0): "to the left", (0, -1): "to the front", (0, 1): "to the back"}
    moves = [names[(x1 - x0, y1 - y0)] for (x0, y0), (x1, y1) in zip(dice.path, dice.path[1:], strict=False)]
    return [f"A line with an arrow leads from the die's square one square {joined(moves)}; the last square is {colour_words(dice.target)}."]


def _derived(form: str, dice: Dice, held: Sequence[Die], marks: Sequence[str]) -> dict[str, Any]:
    if form == "positions":
        triples = [list(_in_sight(dice, k).values()) for k in range(len(held))]
        return {"marks": list(marks), "opposite": cubes.opposite(triples, marks)}
    down = (0, 0, -1)
    found: dict[str, Any] = {"bottoms": [int(cubes.at(cube, down)) for cube in held]}
    if form == "rolling":
        found["tops on the way"] = _rolled(dice, held[0])
    if form == "odd one":
        found["mirror image"] = _mirrored(dice, held)
    if form in ("tower", "row", "single"):
        out_of_sight = 21 * len(held) - sum(int(mark) for k in range(len(held)) for mark in _in_sight(dice, k).values())
        found["pips out of sight"] = out_of_sight
    if form == "tower":
        found["level faces out of sight"] = 7 * len(held) - int(cubes.at(held[-1], TOP))
    return found


def _rolled(dice: Dice, cube: Die) -> list[int]:
    """The number on top on each square of the way."""
    tops = [int(cubes.at(cube, TOP))]
    steps = {(1, 0): "right", (-1, 0): "left", (0, -1): "front", (0, 1): "back"}
    for (x0, y0), (x1, y1) in zip(dice.path, dice.path[1:], strict=False):
        cube = cubes.turned(cube, ROLLS[steps[(x1 - x0, y1 - y0)]])
        tops.append(int(cubes.at(cube, TOP)))
    return tops


def _mirrored(dice: Dice, held: Sequence[Die]) -> str:
    """The label of the die that is handed differently from all others."""
    signs = [_handed(_in_sight(dice, k)) for k in range(len(held))]
    return next(one.label for one, sign in zip(dice.dice, signs, strict=True) if signs.count(sign) == 1)


def _handed(shown: Mapping[str, str]) -> bool:
    """Whether 1, 2, 3 run anticlockwise round their corner on a die that shows this, opposite faces adding up to seven."""
    numbers = [int(shown[name]) for name in ("top", "front", "right")]
    low = [min(number, 7 - number) for number in numbers]
    turns = sum(a > b for a, b in combinations(low, 2)) + sum(number > 3 for number in numbers)
    return turns % 2 == 0


SEVEN = "On each die the pips on opposite faces add up to seven. "


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What lies out of sight, then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    thought = {"positions": _opposite, "rolling": _rolling, "odd one": _odd}.get(derived["form"], _sums)(derived, visible, rng)
    several = [noun for noun, count in visible["counts"].items() if count > 1]
    return chosen(thought, counted(visible, rng, several), rng)


def _opposite(derived: Mapping[str, Any], visible: Mapping[str, Any], rng: Random) -> list[Question]:
    seen = {mark for one in visible["shown"] for mark in one.values()}
    known = {p: q for p, q in derived["opposite"].items() if {p, q} <= seen}
    if not known:
        known = {p: q for p, q in derived["opposite"].items() if derived["content"] in ("letters", "numbers", "pips") and p in seen}
    if not known:
        return []
    p = rng.choice(sorted(known))
    content = derived["content"]
    all_marks = derived["marks"] if content in ("letters", "numbers", "pips") else sorted(seen)
    others = [mark for mark in all_marks if mark not in (p, known[p])]
    what = {"pips": "1 to 6 pips", "letters": "the letters A to F", "numbers": "the numbers 1 to 6", "colours": "six colours"}
    text = f"The figure shows one and the same cube in several positions; its faces bear {what.get(content, 'six different shapes')}. "
    text += f"What is opposite the face {'that is' if content == 'colours' else 'with'} {_words(content, p)}?"
    return [Question(text, _words(content, known[p]), [_words(content, mark) for mark in rng.sample(others, min(3, len(others)))])]


def _rolling(derived: Mapping[str, Any], visible: Mapping[str, Any], rng: Random) -> list[Question]:
    tops = derived["tops on the way"]
    how = f"{SEVEN}The die rolls over its edges along the line, one square at a time. "
    text = "How many pips are on top when it has reached the last square?"
    total = "What is the sum of the pips that are on top on all squares, the first one included?"
    others = [str(k) for k in rng.sample([k for k in range(1, 7) if k != tops[-1]], 3)]
    return [Question(how + text, str(tops[-1]), others), Question(how + total, str(sum(tops)), near(sum(tops), rng))]


def _odd(derived: Mapping[str, Any], visible: Mapping[str, Any], rng: Random) -> list[Question]:
    odd = derived["mirror image"]
    others = [label for label in visible["labels"] if label != odd]
    text = "All of these dice but one are the same; that one is the mirror image of the others. Which one is it?"
    return [Question(SEVEN + text, odd, others[:3]), *_bottom(derived, visible, rng)]


def _bottom(derived: Mapping[str, Any], visible: Mapping[str, Any], rng: Random) -> list[Question]:
    k = rng.randrange(len(derived["bottoms"]))
    answer = derived["bottoms"][k]
    which = f"die {visible['labels'][k]}" if visible["labels"] else f"the {('first', 'second', 'third', 'fourth')[k]} die from the left"
    which = "the die" if len(derived["bottoms"]) == 1 else which
    others = [str(n) for n in rng.sample([n for n in range(1, 7) if n != answer], 3)]
    return [Question(f"{SEVEN}How many pips are on the bottom of {which}?", str(answer), others)]


def _sums(derived: Mapping[str, Any], visible: Mapping[str, Any], rng: Random) -> list[Question]:
    """Pips that cannot be seen, in all or on level faces."""
    hidden = derived["pips out of sight"]
    many = len(derived["bottoms"]) > 1
    text = f"How many pips in all are on the faces of the {'dice' if many else 'die'} that cannot be seen?"
    asked = [Question(SEVEN + text, str(hidden), near(hidden, rng))]
    if "level faces out of sight" in derived:
        level = derived["level faces out of sight"]
        text = "How many pips are there in all on the faces that are level and cannot be seen, the bottom of the tower included?"
        asked.append(Question(SEVEN + text, str(level), near(level, rng)))
        return asked
    return asked + _bottom(derived, visible, rng)
