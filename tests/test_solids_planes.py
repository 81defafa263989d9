"""Planes and lines, solids of revolution: how things lie by vectors, hidden lines by rays, volumes by Guldin, answers recomputed."""

import math
import re
from fractions import Fraction
from functools import cache
from random import Random

import numpy as np
import pytest
from matplotlib.path import Path

from cpx import solids
from cpx.solids.family import revolution
from cpx.solids.family.revolution import profiles
from cpx.solids.page.vectors import ring
from solid_scripts import asked, number, points_of, ran

SAMPLES = 12


@cache
def sample(family: str, i: int, **params) -> solids.Solid:
    return solids.make(family, Random(f"analytic/{i}"), params)


# Planes and lines

CORNERS = {"\u03b1": "a", "\u03b2": "b", "\u03b3": "g"}


def way(points: dict[str, np.ndarray], line: str) -> tuple[np.ndarray, np.ndarray]:
    """A point of the line and its direction."""
    ends = (line[0], line[1]) if len(line) == 2 else ("a1", "L") if "L" in points else (f"{line}0_end", f"{line}1_end")
    a, b = (points[name] for name in ends)
    return a, (b - a) / np.linalg.norm(b - a)


def lie(points: dict[str, np.ndarray], one: str, other: str) -> str:
    """How two lines, a line and a plane, or two planes lie to each other."""
    if other in CORNERS:
        p, q, r = (points[f"{CORNERS[other]}{k}"] for k in (1, 2, 3))
        normal = np.cross(q - p, r - p) / np.linalg.norm(np.cross(q - p, r - p))
        if one in CORNERS:
            p, q, r = (points[f"{CORNERS[one]}{k}"] for k in (1, 2, 3))
            cosine = abs(normal @ np.cross(q - p, r - p)) / np.linalg.norm(np.cross(q - p, r - p))
            return "parallel" if cosine > 0.9999 else "perpendicular" if cosine < 1e-3 else "oblique"
        at, along = way(points, one)
        sine = abs(along @ normal)
        if sine < 2e-3:
            return "in the plane" if abs((at - p) @ normal) < 5e-3 else "parallel"
        return "perpendicular" if sine > 0.99999 else "meeting in one point"
    (a, u), (b, v) = way(points, one), way(points, other)
    across = np.cross(u, v)
    if np.linalg.norm(across) < 2e-3:
        return "parallel"
    meet = abs(across @ (b - a)) / np.linalg.norm(across) < 5e-3
    if abs(u @ v) < 2e-3:
        return "perpendicular" if meet else "perpendicular and skew"
    return "intersecting" if meet else "skew"


PLANES = 5 * SAMPLES
SAYS = {
    "perpendicular": ("They are perpendicular and", "They are perpendicular.", "It is perpendicular", "They meet in one point"),
    "perpendicular and skew": ("They are perpendicular but do not meet", "They are skew"),
    "parallel": ("They are parallel", "It is parallel"),
    "intersecting": ("They meet in one point",),
    "skew": ("They are skew",),
    "in the plane": ("It lies in the plane",),
    "meeting in one point": ("It meets the plane in one point, not",),
}


@pytest.mark.parametrize("i", range(PLANES))
def test_lines_and_planes_lie_as_the_facts_say(i):
    solid = sample("planes_lines", i, code_entry="straight", code_store="dict")
    points = points_of(solid)
    assert solid.facts["derived"]["relations"]
    for one, other, how in solid.facts["derived"]["relations"]:
        found = lie(points, one, other)
        allowed = {"intersecting": {"intersecting", "perpendicular"}, "skew": {"skew", "perpendicular and skew"}}.get(how, {how})
        assert found in allowed, (one, other)


@pytest.mark.parametrize("i", range(PLANES))
def test_answers_on_planes_and_lines(i):
    solid = sample("planes_lines", i, code_entry="straight", code_store="dict")
    points, derived = points_of(solid), solid.facts["derived"]
    for question in asked("planes_lines", solid, i):
        text, answer = question.question, question.answer
        if found := re.search(r"How long is (\w)(\w)\?|How far is (P) from the plane", text):
            a, b = (points[found[1]], points[found[2]]) if found[1] else (points["P"], points["P"] * [1, 1, 0])
            real = np.linalg.norm(a - b)
            if "ratio" in derived:
                real *= float(derived["lengths"]["AB"]) / np.linalg.norm(points["A"] - points["B"])
            assert number(answer) == pytest.approx(real, abs=8e-3)
        elif "tangent" in text:
            slope = points["P"][2] / np.linalg.norm(points["A"] - points["O"])
            assert float(Fraction(answer)) == pytest.approx(slope, abs=1e-3)
        elif "divide space" in text:
            assert int(answer) == parts_of_space(points)
        elif "lie to" in text:
            found = re.search(r"How do(?:es)? the (?:lines?|planes?) (\S+) (?:and|lie to the plane) ([^\s?]+)", text)
            assert answer.startswith(SAYS[lie(points, found[1], found[2])])
        else:
            assert int(answer) == solid.facts["visible"]["counts"][re.search(r"How many (.*) does", text)[1]]


def parts_of_space(points: dict[str, np.ndarray]) -> int:
    """On how many combinations of sides of the three planes random points lie."""
    cloud = np.random.default_rng(3).normal(0, 60, (40_000, 3))
    sides = []
    for letter in "abg":
        p, q, r = (points[f"{letter}{k}"] for k in (1, 2, 3))
        sides.append((cloud - p) @ np.cross(q - p, r - p) > 0)
    return len(np.unique(np.transpose(sides), axis=0))


@pytest.mark.parametrize("i", range(SAMPLES))
def test_lines_are_hidden_by_planes_that_a_ray_to_the_viewer_meets(i):
    solid = sample(
        "planes_lines", i, form="parallel planes", projection="cabinet", code_entry="straight", code_store="dict", code_strokes="plot"
    )
    space = ran(solid.code)
    points = {name: np.array(p, float) for name, p in space["points"].items()}
    angle, ratio = np.radians(solid.params["angle"]), solid.params["depth_ratio"]
    gaze = np.array([-ratio * np.cos(angle), 1, -ratio * np.sin(angle)]) * -1
    for name, hidden in (("drawn", False), ("inside", True)):
        for a, b in space.get(name, []):
            middle = (points[a] + points[b]) / 2
            met = []
            for letter in "ab":
                corners = np.array([points[f"{letter}{k}"] for k in (1, 2, 3, 4)])
                reach = (corners[0][2] - middle[2]) / gaze[2]
                at = middle + reach * gaze
                low, high = corners.min(axis=0), corners.max(axis=0)
                met.append(reach > 1e-3 and (at[:2] > low[:2]).all() and (at[:2] < high[:2]).all())
            assert any(met) == hidden


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
            span = part.along((0.3, -0.5, 0.7))(tuple(p))
            hollow = part.hole.along((0.3, -0.5, 0.7))(tuple(p)) if part.hole else None
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
