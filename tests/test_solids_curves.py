"""Solids of revolution, curves and surfaces: volumes by sampling, lengths by walking along, hidden parts by rays, answers recomputed."""

import math
import re
from functools import cache
from random import Random

import matplotlib
import numpy as np
import pytest
from matplotlib.path import Path

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from cpx import solids
from cpx.solids import profiles
from cpx.solids.family import revolution
from cpx.solids.vectors import ring

SAMPLES = 12


@cache
def sample(family: str, i: int, **params) -> solids.Solid:
    return solids.make(family, Random(f"curves/{i}"), params)


def ran(code: str) -> dict:
    """The names that the script leaves behind."""
    space: dict = {}
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), space)
        plt.close("all")
    return space


def number(answer: str) -> float:
    """The answer's number, its unit left out."""
    found = re.match(r"(-?\d*\.?\d*)(π)?(?:√(\d+))?(?:/(\d+))?", answer)
    return float(found[1] or 1) * (math.pi if found[2] else 1) * math.sqrt(float(found[3] or 1)) / float(found[4] or 1)


def asked(family: str, solid: solids.Solid, i: int) -> list:
    """The questions on a figure, each with wrong answers that differ from the right one and from each other."""
    made = [question for k in range(4) for question in solids.questions(family, solid.facts, Random(f"{i}/{k}"))]
    assert made
    for question in made:
        assert len({question.answer, *question.wrong}) == len(question.wrong) + 1 >= 2
    return made


# Solids of revolution


def outline(spots: list[tuple[float, float]], arcs: list[int]) -> np.ndarray:
    """The figure's border as a fine polygon of distances and heights."""
    path = []
    for k, (a, b) in enumerate(ring(spots)):
        t = np.linspace(0, 1, 400)[:-1, None]
        if k in arcs:  # a quarter circle whose centre lies on the axis
            turn = t * math.pi / 2
            (r0, z0), (r1, z1) = a, b
            centre, radius = (z0, r0) if r0 else (z1, r1)
            turn = turn if r0 else turn - math.pi / 2
            path.append(np.hstack([radius * np.cos(turn), centre + radius * np.sin(turn)]))
        else:
            path.append(np.array(a) + t * (np.array(b) - a))
    return np.vstack(path)


def spun(spots: list[tuple[float, float]], arcs: list[int]) -> tuple[float, float]:
    """Volume and surface by the rules of Guldin: what each bit of area or border sweeps out."""
    path = outline(spots, arcs)
    following = np.roll(path, -1, axis=0)
    middle = (path + following) / 2
    surface = (2 * math.pi * middle[:, 0] * np.linalg.norm(following - path, axis=1)).sum()
    return abs((math.pi * middle[:, 0] ** 2 * (following - path)[:, 1]).sum()), surface


def figure_of(solid: solids.Solid) -> list[tuple[float, float]]:
    """The plane figure's corners as the script has them, by their distances from the axis and their heights."""
    points = {name: np.array(point, float) for name, point in ran(solid.code)["points"].items()}
    names = profiles.PROFILES[solid.params["form"]].names()
    return [(points[name][0] - points["l"][0], points[name][2]) for name in names]


@pytest.mark.parametrize("form", list(profiles.PROFILES))
def test_volume_and_surface_are_guldins(form):
    solid = solids.make("revolution", Random(form), {"form": form, "show": "figure", "code_store": "dict", "code_entry": "straight"})
    derived = solid.facts["derived"]
    volume, surface = spun(figure_of(solid), derived["arcs"])
    assert derived["volume"] == pytest.approx(volume, rel=2e-3)
    assert derived["surface area"] == pytest.approx(surface, rel=2e-3)


@pytest.mark.parametrize("form", [name for name, profile in profiles.PROFILES.items() if not profile.arcs])
def test_what_hides_is_the_turned_figure(form):
    profile = profiles.PROFILES[form]
    spots = profile.spots(dict(zip(profile.said, profile.sizes[0], strict=True)))
    slices = revolution._slices(spots)
    rng = np.random.default_rng(5)
    wide, tall = np.max(spots, axis=0)
    region = Path([*spots, spots[0]], closed=True)
    for _ in range(300):
        p = rng.uniform([-wide, -wide, 0], [wide, wide, tall])
        found = False
        for part in slices:
            span = part.inside(tuple(p), (0.3, -0.5, 0.7))
            hollow = part.hole.inside(tuple(p), (0.3, -0.5, 0.7)) if part.hole else None
            found |= bool(span and span[0] < 0 < span[1]) and not (hollow and hollow[0] < 0 < hollow[1])
        assert found == region.contains_point((math.hypot(p[0], p[1]), p[2]))


@pytest.mark.parametrize("i", range(2 * SAMPLES))
def test_answers_on_solids_of_revolution(i):
    solid = sample("revolution", i, code_store="dict", code_entry="straight")
    volume, surface = spun(figure_of(solid), solid.facts["derived"]["arcs"])
    for question in asked("revolution", solid, i):
        text, answer = question.question, question.answer
        if "volume" in text:
            assert number(answer) == pytest.approx(volume, rel=3e-3)
        elif "surface area" in text:
            assert number(answer) == pytest.approx(surface, rel=3e-3)
        elif found := re.search(r"How many (.*) does", text):
            assert int(answer) == solid.facts["visible"]["counts"][found[1]]
        elif "What solid" in text:
            flat = [z0 == z1 for (_, z0), (_, z1) in ring(figure_of(solid))]
            assert ("cone" in answer.split() or "frustum" in answer) <= (not all(flat))
            assert answer.endswith(profiles.PROFILES[solid.params["form"]].makes)
