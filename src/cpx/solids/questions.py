"""Questions on a figure and their exact answers, each with wrong answers that a usual slip would give.

what follows from the facts, what a viewer can count or read -> Question(question, answer, wrong) -> a choice with its options shuffled
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from string import ascii_uppercase
from typing import Any, NamedTuple

from cpx.solids.page.script import num

MOST = 3


class Question(NamedTuple):
    """A question, its answer, and wrong answers for a choice."""

    question: str
    answer: str
    wrong: list[str]


def choice(asked: Question, rng: Random) -> dict[str, Any]:
    """The question as a record has it: `options` by letter in any order, `answer` the letter, `value` what it stands for.

    A question that nobody found wrong answers for has no options, and its answer is the value itself.
    """
    if not asked.wrong:
        return {"question": asked.question, "answer": asked.answer, "value": asked.answer}
    texts = [asked.answer, *asked.wrong]
    rng.shuffle(texts)
    options = dict(zip(ascii_uppercase, texts, strict=False))
    return {"question": asked.question, "options": options, "answer": ascii_uppercase[texts.index(asked.answer)], "value": asked.answer}


def chosen(thought: Sequence[Question], plain: Sequence[Question], rng: Random) -> list[Question]:
    """Up to three: at most two that need thought, then such as need only a look."""
    return (rng.sample(thought, len(thought))[:2] + rng.sample(plain, len(plain)))[:MOST]


def measure(text: str, number: float, slips: Sequence[float], unit: str, rng: Random) -> Question:
    """Asks for a length, area or volume; a wrong answer is too large or too small by one of `slips`."""
    after = f" {unit}" if unit else ""
    answer = exact(number)
    rounded = "." in answer and abs(float(answer) - number) > 1e-4
    wrong = list(dict.fromkeys(exact(number * slip) for slip in slips))
    others = [other for other in wrong if other != answer]
    rng.shuffle(others)
    others.sort(key=lambda other: ("π" in other, "√" in other) != ("π" in answer, "√" in answer))  # what looks alike first
    hint = " Round to two decimals." if rounded else ""
    return Question(text + hint, answer + after, [other + after for other in others[:3]])


def counted(visible: Mapping[str, Any], rng: Random, nouns: Iterable[str] | None = None) -> list[Question]:
    """How many there are of each thing counted in the facts, or of these alone."""
    found = {noun: count for noun, count in visible["counts"].items() if nouns is None or noun in nouns}
    return [Question(f"How many {noun} does the figure show?", str(count), near(count, rng)) for noun, count in found.items()]


def near(count: int, rng: Random) -> list[str]:
    """Three other counts close to this one."""
    others: Sequence[int] = [k for k in range(max(0, count - 3), count + 5) if k != count]
    return [str(k) for k in rng.sample(others, 3)]


def exact(number: float) -> str:
    """The number as people write it: whole, a fraction of π, a root; else with two decimals."""
    if abs(number - round(number, 2)) < 1e-4:
        return num(number, 2)
    for whole in (1, 2, 3, 4, 6, 8, 12):
        share = number / math.pi * whole
        if abs(share - round(share)) < 1e-4 * whole and round(share):
            return f"{'' if round(share) == 1 else round(share)}π{f'/{whole}' if whole > 1 else ''}"
    return _root(number) or f"{number:.2f}"


def _root(number: float) -> str:
    """The root, where its square is whole and what stays under the sign is small."""
    square = round(number * number)
    if abs(number * number - square) > 2e-4 * number:
        return ""
    outside = max(k for k in range(1, math.isqrt(square) + 1) if square % (k * k) == 0)
    inside = square // (outside * outside)
    return f"{'' if outside == 1 else outside}√{inside}" if inside < 200 else ""
