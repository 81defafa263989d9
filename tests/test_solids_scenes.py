"""Frames, three views, shadows and liquids: lengths, counts and volumes found again from the drawn lines, by search and by sampling."""

import math
import re
from functools import cache
from itertools import pairwise
from random import Random

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection
from matplotlib.colors import same_color

from cpx import solids
from cpx.solids.questions import Question, exact


@cache
def sample(family: str, i: int) -> solids.Solid:
    return solids.make(family, Random(f"scenes/{i}"))


def asked(family: str, solid: solids.Solid) -> list[Question]:
    """Questions of several rounds, each once."""
    return list({q.question: q for k in range(4) for q in solids.questions(family, solid.facts, Random(k))}.values())


def run(code: str) -> plt.Axes:
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), {"__name__": "__main__"})
        axes = plt.gcf().axes[0]
        plt.close("all")
    return axes


def lines(axes: plt.Axes, width: float | None = None, colour: str | None = None) -> list[np.ndarray]:
    """Lines of two points, those of a collection among them, perhaps of one width or colour only."""
    plain = [line for line in axes.lines if line.get_linestyle() != "None"]
    found = [(np.asarray(line.get_xydata()), line.get_linewidth(), line.get_color()) for line in plain]
    for made in axes.collections:
        if isinstance(made, LineCollection):
            found += [(np.asarray(s), made.get_linewidth()[0], made.get_color()[0]) for s in made.get_segments()]
    return [
        xy for xy, w, c in found if (width is None or abs(w - width) < 1e-6) and (colour is None or same_color(c, colour)) and len(xy) == 2
    ]


def number(text: str) -> float:
    """An answer as a number: 12, 3√2, 5π/4, with or without a unit."""
    text = text.split(" ")[0]
    value = 1.0
    for part, factor in (("π", math.pi),):
        if part in text:
            value, text = value * factor, text.replace(part, "", 1)
    if "√" in text:
        text, root = text.split("√")
        value *= math.sqrt(float(root))
    top, _, bottom = text.partition("/")
    return value * float(top or 1) / float(bottom or 1)


# Frames, wires and ribbons


@pytest.mark.parametrize("i", range(40))
def test_rods_wires_and_ribbons_are_drawn_as_often_as_told(i):
    solid = sample("wireframe", i)
    counts, axes = solid.facts["visible"]["counts"], run(solid.code)
    form, params = solid.params["form"], solid.params
    if "frame" in form:
        assert len(lines(axes)) == counts["rods"]
        return
    drawn = lines(axes, colour=params["wire" if form == "wire" else "ribbon"])
    if form == "wire":
        assert len(drawn) == counts["straight pieces of wire"] == len(params["path"]) - 1
    else:
        assert len(drawn) == 4 * counts["ribbons"]


def box_points(solid: solids.Solid) -> dict[str, np.ndarray]:
    """The corners of the box from its dimensions alone."""
    d = solid.facts["derived"]["dimensions"]
    a, b, h = d["a"], d.get("b", d["a"]), d.get("h", d["a"])
    low = dict(zip("ABCD", [(0, 0, 0), (a, 0, 0), (a, b, 0), (0, b, 0)], strict=True))
    scheme = solid.params["top_names"]
    high = "EFGH" if scheme == "next" else [f"{letter}{scheme}" for letter in "ABCD"]
    return {**low, **{top: (*low[bottom][:2], h) for top, bottom in zip(high, "ABCD", strict=True)}}


def answer_on_frames(text: str, solid: solids.Solid) -> float:
    derived = solid.facts["derived"]
    form = solid.params["form"]
    if "frame" in form:
        if "together" in text:
            return sum(derived["rod lengths"])
        k = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight").index(re.search(r"exactly (\w+) rods", text)[1])
        flat = lines(run(solid.code))
        ends = [tuple(np.round(end, 2)) for line in flat for end in line]
        return sum(ends.count(end) == k for end in set(ends))
    points = box_points(solid)
    path = [np.array(points[name]) for name in solid.params.get("path", ())]
    if "volume" in text:
        return float(np.prod(np.ptp(list(points.values()), axis=0)))
    if "ribbons together" in text:
        sizes = np.ptp(list(points.values()), axis=0)
        return sum(2 * (sizes.sum() - sizes["xyz".index(axis)]) for axis in derived["loops"])
    if "How long" in text:
        return sum(float(np.linalg.norm(q - p)) for p, q in pairwise(path))
    if "How far" in text:
        return float(np.linalg.norm(path[-1] - path[0]))
    if "from straight above" in text:
        sides = {tuple(sorted((tuple(p[:2]), tuple(q[:2])))) for p, q in pairwise(path) if (p != q)[:2].sum() == 1}
        return len(sides)
    return sum((p != q).sum() == 1 for p, q in pairwise(path))


@pytest.mark.parametrize("i", range(50))
def test_answers_on_frames(i):
    solid = sample("wireframe", i)
    for question in asked("wireframe", solid):
        if found := re.fullmatch(r"How many (.*) does the figure show\?", question.question):
            assert question.answer == str(solid.facts["visible"]["counts"][found[1]])
        else:
            assert number(question.answer) == pytest.approx(answer_on_frames(question.question, solid), abs=0.006), question
        assert question.answer not in question.wrong


@pytest.mark.parametrize("i", range(20))
def test_rods_are_as_long_as_the_dimensions_say(i):
    solid = solids.make("wireframe", Random(f"rods/{i}"), {"form": "frame", "difficulty": 2, "solid": "cuboid"})
    d = solid.facts["derived"]
    assert sum(d["rod lengths"]) == pytest.approx(4 * sum(d["dimensions"].values()))
    assert exact(sum(d["rod lengths"])) == exact(4 * sum(d["dimensions"].values()))
