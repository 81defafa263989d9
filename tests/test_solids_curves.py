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
from cpx.solids import curves, profiles
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


# Curves in space

ON = {
    "cylinder": lambda x, y, z, r, h: x**2 + y**2 - r**2,
    "cone": lambda x, y, z, r, h: (x**2 + y**2) * h**2 - r**2 * (h - z) ** 2,
    "sphere": lambda x, y, z, r, h: x**2 + y**2 + z**2 - r**2,
}
CURVES = sorted(curves.CURVES)


def curve_of(form: str, i: int = 0, **params) -> tuple[solids.Solid, dict]:
    solid = solids.make("space_curve", Random(f"{form}/{i}"), {"form": form, "code_entry": "straight", **params})
    return solid, ran(solid.code)


@pytest.mark.parametrize("form", CURVES)
def test_script_and_facts_speak_of_one_curve(form):
    solid, space = curve_of(form)
    derived = solid.facts["derived"]
    points = space["curve"](np.linspace(0, space["end"], 20_001))
    assert space["end"] == pytest.approx(derived["end"])
    assert np.ptp(points[:, 2]) == pytest.approx(derived["height"], rel=2e-3)
    assert np.linalg.norm(np.diff(points, axis=0), axis=1).sum() == pytest.approx(derived["length"], rel=4e-3)
    text = derived["described"].removeprefix("the curve ").split(" for t")[0]
    for old, new in (("²", "**2"), ("³", "**3"), ("π", "pi"), ("·", "*")):
        text = text.replace(old, new)
    for axis, words in zip(range(3), re.findall(r"[xyz] = (.*?)(?=, [yz] =|$)", text), strict=True):
        t = 0.3 * space["end"]
        assert eval(words, {**vars(math), "t": t}) == pytest.approx(space["curve"](t)[axis], abs=1e-3)


@pytest.mark.parametrize("form", [name for name in CURVES if curves.CURVES[name].on])
def test_curves_lie_on_their_surface_and_hide_behind_it(form):
    solid, space = curve_of(form, show="surface", hidden="dashed")
    curve = curves.CURVES[form]
    r, h = space["r"], curves.top(curve, {name: space[name] for name in curve.said})
    body = ON[curve.on]
    points = space["curve"](np.linspace(0, space["end"], 500))
    assert np.abs(body(*points.T, r, h)).max() < 1e-9
    a, e = np.radians([solid.params["azimuth"], solid.params["elevation"]])
    gaze = np.array([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)])
    assert np.allclose(space["project"](gaze), 0)
    for name, expected in (("visible", False), ("hidden", True)):
        for start, stop in space.get(name, []):
            for share in (0.2, 0.5, 0.8):
                ray = space["curve"](start + share * (stop - start)) + np.outer(np.geomspace(1e-3, 10 * r, 400), gaze)
                inside = body(*ray.T, r, h) < -1e-9
                if curve.on != "sphere":
                    inside &= (ray[:, 2] > 0) & (ray[:, 2] < h)
                assert inside.any() == expected
    counts = solid.facts["visible"]["counts"]
    assert counts.get("dashed parts of the curve", 0) == len(space.get("hidden", []))


@pytest.mark.parametrize("i", range(6))
def test_knots_cross_as_often_as_the_facts_say(i):
    solid, space = curve_of("torus knot", i)
    t = np.linspace(0, space["end"], 1501)
    flat = space["project"](space["curve"](t))
    step = np.diff(flat, axis=0)
    between = flat[None, :-1] - flat[:-1, None]
    area = step[:, None, 0] * step[None, :, 1] - step[:, None, 1] * step[None, :, 0]
    with np.errstate(all="ignore"):
        s = (between[..., 0] * step[None, :, 1] - between[..., 1] * step[None, :, 0]) / area
        u = (between[..., 0] * step[:, None, 1] - between[..., 1] * step[:, None, 0]) / area
    hits = np.argwhere(np.triu((s >= 0) & (s < 1) & (u >= 0) & (u < 1), 2))
    hits = hits[hits[:, 1] - hits[:, 0] < 1498]
    assert len(hits) == solid.facts["visible"]["counts"]["crossings"] == len(space["visible"])


def shadow_of(points: np.ndarray) -> str:
    """What the projection onto the xy-plane is, from its points alone."""
    x, y, _ = points.T
    if np.allclose(y[1:] / x[1:] ** 2, y[-1] / x[-1] ** 2):
        return "a parabola"
    far = np.hypot(x, y)
    if np.allclose(far, far[0]) and (x > 0).all():
        return "an arc of a circle"
    if np.ptp(np.hypot(x - (x.max() + x.min()) / 2, y)) < 1e-3 * far.max():
        return "a circle"
    if (np.diff(far) > 0).all() or (np.diff(far) < 0).all():
        return "a spiral"
    return (
        "a curve of two equal spirals" if np.allclose(far, far[::-1], atol=1e-6) and far[0] < 1e-6 else "a closed curve that crosses itself"
    )


@pytest.mark.parametrize("form", CURVES)
def test_answers_on_curves(form):
    solid, space = curve_of(form, 1)
    points = space["curve"](np.linspace(0, space["end"], 1001))
    for k, question in enumerate(asked("space_curve", solid, 1)):
        text, answer = question.question, question.answer
        if "projection" in text:
            assert answer == shadow_of(points)
        elif "which surface" in text:
            if answer != "a torus":
                flipped = points * [1, 1, -1] + [0, 0, points[:, 2].max()] if form == "funnel" else points
                residue = ON[answer.removeprefix("a ")](*flipped.T, space["r"], space.get("h", 0))
                assert np.abs(residue).max() < 1e-6
        elif "one turn" in text:
            turn = space["curve"](np.linspace(0, 2 * np.pi, 2001))
            assert number(answer) == pytest.approx(np.linalg.norm(np.diff(turn, axis=0), axis=1).sum(), abs=6e-3)
        elif "How high" in text:
            assert number(answer) == pytest.approx(np.ptp(points[:, 2]), abs=6e-3)
        elif "Which point" in text:
            assert np.allclose([float(part) for part in re.findall(r"-?[\d.]+", answer)], space["curve"](np.pi / 2), atol=1e-3)
        elif "handed" in text:
            first, second, third = (np.diff(space["curve"](np.linspace(0, 0.1, 5)), n=n, axis=0)[0] for n in (1, 2, 3))
            assert answer == ("right-handed" if np.linalg.det([first, second, third]) > 0 else "left-handed")
        elif "Which formula" in text:
            assert answer in solid.facts["derived"]["described"]
        else:
            assert int(answer) == solid.facts["visible"]["counts"][re.search(r"How many (.*) does", text)[1]], k
