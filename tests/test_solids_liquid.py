"""Liquids: what is in a vessel by sampling points below its level, what a body displaces, where a tilted level lies."""

import math
import re
from functools import cache
from random import Random

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from cpx import solids
from cpx.solids.family.liquid import vessels
from cpx.solids.questions import Question

FORMS = {form: level for level, forms in solids._module("liquid").FORMS.items() for form in forms}
CASES = pytest.mark.parametrize(("form", "i"), [(form, i) for form in FORMS for i in range(3)])


@cache
def sample(form: str, i: int) -> solids.Solid:
    return solids.make("liquid", Random(f"{form}/{i}"), {"form": form, "difficulty": FORMS[form], "values": "value"})


def asked(solid: solids.Solid) -> list[Question]:
    return list({q.question: q for k in range(6) for q in solids.ask("liquid", solid.facts, Random(k))}.values())


def number(text: str) -> float:
    """12, 12.5, 5π, 5π/4, 2√3."""
    text = text.split(" ")[0]
    factor = math.pi if "π" in text else 1.0
    text = text.replace("π", "") or "1"
    if "√" in text:
        outside, root = text.split("√")
        return float(outside or 1) * float(root) ** 0.5
    top, _, bottom = text.partition("/")
    return factor * float(top or 1) / float(bottom or 1)


@cache
def spots(form: str, i: int) -> tuple[dict[str, float], np.ndarray, float]:
    """Dimensions; points in the inside of the vessel; the volume that each stands for. The lowest point of a round vessel is the origin."""
    d = sample(form, i).facts["derived"]["dimensions"]
    tall = d.get("h", d.get("c", d.get("w", 0) + d.get("e", 0))) if form != "bowl" else d["R"]
    wide = d.get("R", d.get("r"))
    box = (d["a"], d["b"], tall) if "a" in d else (2 * wide, 2 * wide, tall)
    p = np.random.default_rng(i).uniform((0, 0, 0), box, (400_000, 3))
    each = math.prod(box) / len(p)
    if "a" in d:
        return d, p, each
    p[:, :2] -= wide
    reach = {
        "glass": lambda z: 0 * z + wide,
        "ball": lambda z: 0 * z + wide,
        "cone": lambda z: wide * z / tall,
        "bucket": lambda z: d["r"] + (wide - d["r"]) * z / tall,
        "bowl": lambda z: np.sqrt(np.clip(wide**2 - (wide - z) ** 2, 0, None)),
    }[form](p[:, 2])
    return d, p[np.hypot(p[:, 0], p[:, 1]) < reach], each


def wet(form: str, i: int) -> float:
    """The volume of the liquid."""
    d, p, each = spots(form, i)
    x, y, z = p.T
    if form == "tilted":
        w = d["c"] - {0.6: 3 / 4, 0.8: 4 / 3, 0.385: 5 / 12}[sample(form, i).params["sizes"][3]] * d["a"]
        return (z < w + (d["c"] - w) * x / d["a"]).sum() * each
    below = z < d["w"]
    if form == "ball":
        below &= x * x + y * y + (z - d["k"]) ** 2 > d["k"] ** 2
    if form == "cube":
        middle = np.abs(np.stack((x - d["a"] / 2, y - d["b"] / 2))) < d["k"] / 2
        below &= ~(middle.all(axis=0) & (z < d["k"]))
    return below.sum() * each


@CASES
def test_volume_of_the_liquid_by_sampling(form, i):
    assert sample(form, i).facts["derived"]["liquid"] == pytest.approx(wet(form, i), rel=0.02)


@CASES
def test_answers_on_liquids(form, i):
    solid = sample(form, i)
    d, p, each = spots(form, i)
    for question in asked(solid):
        text = question.question
        assert question.answer not in question.wrong
        if found := re.fullmatch(r"How many (.*) does the figure show\?", text):
            assert question.answer == str(solid.facts["visible"]["counts"][found[1]])
            continue
        if "volume of the liquid" in text:
            expected = wet(form, i)
        elif "to the brim" in text:
            expected = len(p) * each - wet(form, i)
        elif "How many times" in text:
            expected = len(p) * each / wet(form, i)
        elif "upright again" in text:
            expected = wet(form, i) / d["a"] / d["b"]
        elif "level fall" in text:
            area = d["a"] * d["b"] if "a" in d else math.pi * d["r"] ** 2
            expected = d["w"] - wet(form, i) / area
        else:
            near = p[np.abs(p[:, 2] - d["w"]) < 0.02 * d["w"]]
            expected = np.hypot(near[:, 0], near[:, 1]).max()
        assert number(question.answer) == pytest.approx(expected, rel=0.04, abs=0.01), question


@pytest.mark.parametrize("i", range(4))
def test_a_tilted_level_is_level(i):
    solid = solids.make("liquid", Random(f"level/{i}"), {"form": "tilted", "difficulty": 5, "code_entry": "straight", "code_store": "dict"})
    names: dict = {"__name__": "__main__"}
    with plt.rc_context():
        exec(compile(solid.code, "solid.py", "exec"), names)
        plt.close("all")
    p = {name: np.array(point) for name, point in names["points"].items()}
    assert [p[name][2] for name in "KGN"] == pytest.approx([p["F"][2]] * 3, abs=0.02)
    assert (p["A"] - p["B"]) @ (p["F"] - p["B"]) == pytest.approx(0, abs=0.01)
    assert np.linalg.norm(np.cross(p["E"] - p["A"], p["K"] - p["A"])) == pytest.approx(0, abs=0.05)


def test_one_colour_is_said_once():
    assert vessels.tint("wheat", "cornsilk") == "The liquid and its level are beige."
    assert vessels.tint("khaki", "mistyrose") == "The liquid is pale yellow, its level pale rose."
