"""Shadows: every ray runs through its lamp, the thing's end and the shadow's end; answers from the coordinates in the script."""

import re
from functools import cache
from random import Random

import matplotlib
import numpy as np
import pytest
from scipy.spatial import ConvexHull

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from cpx import solids
from solid_scripts import rounds

FORMS = {form: level for level, forms in solids._module("shadow").FORMS.items() for form in forms}
PLAIN = {"code_entry": "straight", "code_store": "dict"}


@cache
def sample(family: str, form: str, level: int, i: int) -> solids.Solid:
    """A figure whose script keeps its points in a dictionary and prints numbers."""
    return solids.make(family, Random(f"{form}/{i}"), {"form": form, "difficulty": level, **PLAIN})


def points(solid: solids.Solid) -> dict[str, np.ndarray]:
    """The named points in space, worked out by the script."""
    names: dict = {"__name__": "__main__"}
    with plt.rc_context():
        exec(compile(solid.code, "solid.py", "exec"), names)
        plt.close("all")
    return {name: np.array(p, dtype=float) for name, p in names["points"].items()}


def number(text: str) -> float:
    text = text.split(" ")[0]
    if "√" in text:
        outside, root = text.split("√")
        return float(outside or 1) * float(root) ** 0.5
    return float(text)


def on_one_line(*spots: np.ndarray) -> bool:
    return all(np.linalg.norm(np.cross(spots[1] - spots[0], p - spots[0])) < 1e-2 for p in spots[2:])


RAYS = {
    "lamp": ["LAS"], "two lamps": ["LAS", "KAT"], "plate": ["LAP", "LBQ", "LCR", "LDS"], "sun": [], "wall": [], "box": [], "projection": [],
}  # fmt: skip
PARALLEL = {"sun": ["AE", "CF"], "box": ["FQ", "GR"]}
CASES = pytest.mark.parametrize(("form", "i"), [(form, i) for form in FORMS for i in range(4)])


@CASES
def test_rays_run_straight_and_shadows_lie_on_the_ground(form, i):
    p = points(sample("shadow", form, FORMS[form], i))
    for ray in RAYS[form]:
        assert on_one_line(*(p[name] for name in ray))
        assert p[ray[-1]][2] == 0
    if form in PARALLEL:
        (a, b), (c, d) = PARALLEL[form]
        assert np.allclose(np.cross(p[b] - p[a], p[d] - p[c]), 0, atol=1e-2)
    if form == "projection":
        assert (p["C"] - p["E"])[:2] == pytest.approx([0, 0])
        assert (p["C"] - p["D"]) @ (p["B"] - p["A"]) == pytest.approx(0)


def answer(text: str, form: str, p: dict[str, np.ndarray]) -> float:
    far = lambda a, b: float(np.linalg.norm(p[a] - p[b]))  # noqa: E731
    area = lambda a, b, c: float(np.linalg.norm(np.cross(p[b] - p[a], p[c] - p[a]))) / 2  # noqa: E731
    if form == "lamp":
        return far("F", "L") if "lamp?" in text else far("F", "S") if "post" in text else far("B", "S")
    if form == "two lamps":
        return far("F", "E") if "posts?" in text else far("S", "T")
    if form == "sun":
        return far("C", "D") if "pole CD?" in text and "high" in text else far("D", "F")
    if form == "wall":
        ray = p["D"] - p["A"]
        end = p["A"] - ray * p["A"][2] / ray[2]
        whole = float(np.linalg.norm(end - p["B"]))
        return whole if "without" in text else whole / 2
    if form == "plate":
        ratio = (far("P", "Q") / far("A", "B")) ** 2
        return ratio if "times" in text else area("P", "Q", "R") * 2 if "area" in text else far("P", "Q")
    if form == "box":
        if "twice" in text:
            return 2 * far("B", "Q")
        spots = [p[name][:2] for name in "ABCDQR"]
        return ConvexHull(spots).volume - ConvexHull(spots[:4]).volume
    if "cosine" in text:
        return area("A", "B", "E") / area("A", "B", "C")
    return far("C", "D") if "CD" in text else area("A", "B", "C" if "ABC?" in text else "E")


@CASES
def test_answers_on_shadows_from_coordinates(form, i):
    solid = sample("shadow", form, FORMS[form], i)
    p = points(solid)
    for question in rounds("shadow", solid, 6):
        if found := re.fullmatch(r"How many (.*) does the figure show\?", question.question):
            assert question.answer == str(solid.facts["visible"]["counts"][found[1]])
        else:
            text = question.question.removesuffix(" Round to two decimals.").split(". ")[-1]
            assert number(question.answer) == pytest.approx(answer(text, form, p), abs=0.006), question
        assert question.answer not in question.wrong


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_shadow_asks_for_more_than_counts(form):
    found = [q for i in range(4) for q in rounds("shadow", sample("shadow", form, FORMS[form], i), 6)]
    assert any(not q.question.startswith("How many") or "times" in q.question for q in found)
