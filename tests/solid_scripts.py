"""What tests of solids share: running a script for the names that it leaves, reading an answer's number, asking a figure's questions."""

import math
import re
from random import Random

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from cpx import solids
from cpx.solids.questions import Question


def ran(code: str) -> dict:
    """The names that the script leaves behind."""
    space: dict = {}
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), space)
        plt.close("all")
    return space


def points_of(solid: solids.Solid) -> dict[str, np.ndarray]:
    """The points that the script names, in space."""
    return {name: np.array(point, float) for name, point in ran(solid.code)["points"].items()}


def number(answer: str) -> float:
    """The answer's number, its unit left out."""
    found = re.match(r"(-?\d*\.?\d*)(π)?(?:√(\d+))?(?:/(\d+))?", answer)
    return float(found[1] or 1) * (math.pi if found[2] else 1) * math.sqrt(float(found[3] or 1)) / float(found[4] or 1)


def asked(family: str, solid: solids.Solid, i: int) -> list:
    """The questions on a figure, each with wrong answers that differ from the right one and from each other."""
    made = [question for k in range(4) for question in solids.ask(family, solid.facts, Random(f"{i}/{k}"))]
    assert made
    for question in made:
        assert len({question.answer, *question.wrong}) == len(question.wrong) + 1 >= 2
    return made


def rounds(family: str, solid: solids.Solid, count: int = 4) -> list[Question]:
    """Questions of several rounds, each once."""
    return list({q.question: q for k in range(count) for q in solids.ask(family, solid.facts, Random(k))}.values())


def axes_of(code: str) -> plt.Axes:
    """The axes that one of our own scripts draws."""
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), {"__name__": "__main__"})
        axes = plt.gcf().axes[0]
        plt.close("all")
    return axes
