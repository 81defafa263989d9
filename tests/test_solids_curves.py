"""Curves and surfaces: their equations, lengths by walking along, hidden parts by rays, cuts by conics, volumes by columns, answers."""

import math
import re
from fractions import Fraction
from functools import cache
from random import Random

import numpy as np
import pytest

from cpx import solids
from cpx.solids.family.space_curve import curves
from cpx.solids.family.surface import surfaces
from solid_scripts import asked, number, ran

SAMPLES = 12


@cache
def sample(family: str, i: int, **params) -> solids.Solid:
    return solids.make(family, Random(f"curves/{i}"), params)


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
    if (x[1:] > 0).all() and np.allclose(y[1:] / x[1:] ** 2, y[-1] / x[-1] ** 2):
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


# Surfaces

IMPLICIT = {
    "bowl": lambda x, y, z, r, c: z - (x**2 + y**2) / c,
    "dome": lambda x, y, z, r, h, c: h - (x**2 + y**2) / c - z,
    "saddle": lambda x, y, z, a, c: z - (x**2 - y**2) / c,
    "trough": lambda x, y, z, a, c: z - x**2 / c,
    "cone": lambda x, y, z, r, c: z**2 - c**2 * (x**2 + y**2),
    "ellipsoid": lambda x, y, z, a, b, c: x**2 / a**2 + y**2 / b**2 + z**2 / c**2 - 1,
    "sphere": lambda x, y, z, r: x**2 + y**2 + z**2 - r**2,
    "hyperboloid": lambda x, y, z, a, c, h: (x**2 + y**2) / a**2 - z**2 / c**2 - 1,
    "torus": lambda x, y, z, R, r: (np.hypot(x, y) - R) ** 2 + z**2 - r**2,
    "helicoid": lambda x, y, z, r, pitch, turns: y * np.cos(2 * np.pi * z / pitch) - x * np.sin(2 * np.pi * z / pitch),
    "egg box": lambda x, y, z, a, c: z - c * np.sin(x) * np.sin(y),
    "waves": lambda x, y, z, a, b, c: z - c * np.cos(x),
    "hill": lambda x, y, z, a, h, c: z - h * np.exp(-(x**2 + y**2) / c),
    "monkey saddle": lambda x, y, z, a, c: z - (x**3 - 3 * x * y**2) / c,
}


def surface_of(kind: str, form: str = "mesh", i: int = 0, **params) -> tuple[solids.Solid, dict]:
    level = max(surfaces.SURFACES[kind].level, 3 if form == "normal" else 1)
    fixed = {"form": form, "solid": kind, "difficulty": level, "code_entry": "straight", **params}
    solid = solids.make("surface", Random(f"{kind}/{i}"), fixed)
    return solid, ran(solid.code)


@pytest.mark.parametrize("kind", list(IMPLICIT))
def test_surfaces_satisfy_their_equations(kind):
    solid, space = surface_of(kind)
    x, y, z = space["points"].reshape(-1, 3).T
    assert np.abs(IMPLICIT[kind](x, y, z, **solid.facts["derived"]["dimensions"])).max() < 1e-9
    nearness = space["patches"].mean(axis=1) @ space["toward_viewer"]
    assert (np.diff(nearness) >= -1e-9).all()
    assert np.allclose(space["project"](space["toward_viewer"]), 0, atol=2e-3)


def cut(points: np.ndarray, axis: int, level: float) -> np.ndarray:
    """Points in which the mesh's lines cross a plane, by their two other coordinates."""
    rest = [k for k in range(3) if k != axis]
    found = []
    for lines in (points, points.transpose(1, 0, 2)):
        a, b = lines[:, :-1].reshape(-1, 3), lines[:, 1:].reshape(-1, 3)
        crossing = (a[:, axis] - level) * (b[:, axis] - level) <= 0
        a, b = a[crossing], b[crossing]
        span = b[:, axis] - a[:, axis]
        share = np.where(np.abs(span) < 1e-12, 0, (level - a[:, axis]) / np.where(span == 0, 1, span))[:, None]
        found.append((a + share * (b - a))[:, rest])
    return np.vstack(found)


def conic(points: np.ndarray) -> str:
    """What conic lies nearest to the points."""
    x, y = (points - points.mean(axis=0)).T / np.abs(points).max()
    _, sizes, rows = np.linalg.svd(np.transpose([x * x, x * y, y * y, x, y, np.ones_like(x)]), full_matrices=False)
    assert sizes[-1] < 1e-2 * sizes[0]
    a, b, c, d, e, f = rows[-1]
    bend, whole = b * b - 4 * a * c, np.linalg.det([[a, b / 2, d / 2], [b / 2, c, e / 2], [d / 2, e / 2, f]])
    if abs(whole) < 1e-3:
        return "two lines that meet" if bend > 1e-2 else "two parallel lines"
    if abs(bend) < 1e-2:
        return "parabola"
    return "hyperbola" if bend > 0 else "circle" if math.hypot(a - c, b) < 1e-2 else "ellipse"


@pytest.mark.parametrize("kind", [name for name, surface in surfaces.SURFACES.items() if surface.cuts and name != "torus"])
def test_planes_cut_surfaces_in_what_the_facts_say(kind):
    solid, _ = surface_of(kind)
    surface = surfaces.SURFACES[kind]
    numbers = solid.facts["derived"]["dimensions"]
    point = surfaces.at(surface, numbers)
    (u0, u1), (v0, v1) = surfaces.span(surface.u, numbers), surfaces.span(surface.v, numbers)
    fine = np.array([[point(u, v) for u in np.linspace(u0, u1, 82)] for v in np.linspace(v0 + 1e-4, v1 + 1e-4, 83)])
    for plane, curve in solid.facts["derived"]["cuts"]:
        found = conic(cut(fine, "xyz".index(plane[0]), float(plane[4:])))
        assert found == curve.replace("half-lines", "lines"), plane


@pytest.mark.parametrize("kind", ["dome", "saddle", "bowl"])
def test_normals_are_gradients(kind):
    for i in range(3):
        solid, _ = surface_of(kind, "normal", i)
        derived = solid.facts["derived"]
        p, size, step = np.array([float(part) for part in derived["point"]]), derived["dimensions"], 1e-5
        assert IMPLICIT[kind](*p, **size) == pytest.approx(0, abs=2e-3)
        gradient = np.array([(IMPLICIT[kind](*(p + d), **size) - IMPLICIT[kind](*(p - d), **size)) / 2 / step for d in step * np.eye(3)])
        for question in asked("surface", solid, i):
            if "perpendicular" in question.question:
                options = [[float(part) for part in re.findall(r"-?[\d.]+", option)] for option in (question.answer, *question.wrong)]
                flat = [np.linalg.norm(np.cross(option, gradient)) < 2e-2 * np.linalg.norm(option) for option in options]
                assert flat == [True, False, False, False]


@pytest.mark.parametrize("kind", ["dome", "sphere", "ellipsoid", "bowl", "saddle", "trough"])
def test_axes_are_dashed_where_a_ray_to_the_viewer_meets_the_surface(kind):
    solid, space = surface_of(kind, **({} if surfaces.SURFACES[kind].graph else {"axes": True}))
    numbers = solid.facts["derived"]["dimensions"]
    low, high = space["points"].reshape(-1, 3).min(axis=0) - 1e-6, space["points"].reshape(-1, 3).max(axis=0) + 1e-6
    for name, covered in (("covered", True), ("open_parts", False), ("axes", False)):
        for tail, tip in space.get(name, []):
            middle = (np.array(tail) + np.array(tip)) / 2
            if abs(IMPLICIT[kind](*middle, **numbers)) < 0.06:  # so near to the surface the mesh decides
                continue
            ray = middle + np.outer(np.linspace(0.15, 30, 4000), space["toward_viewer"])
            sides = np.sign(IMPLICIT[kind](*ray.T, **numbers))
            at = ray[1:][np.diff(sides) != 0]
            met = [hit for hit in at if (hit >= low).all() and (hit <= high).all() and math.hypot(*hit[:2]) <= numbers.get("r", 99) + 0.02]
            assert bool(met) == covered, (name, tail, tip)


@pytest.mark.parametrize("i", range(2 * SAMPLES))
def test_volumes_under_graphs_by_adding_up_columns(i):
    solid = sample("surface", i, form="region", difficulty=2 + i % 4, code_entry="straight")
    space = ran(solid.code)
    a, b = space["a"], space["b"]
    x, y = np.meshgrid((np.arange(600) + 0.5) * a / 600, (np.arange(600) + 0.5) * b / 600)
    inside = x / a + y / b < 1 if solid.facts["derived"]["triangle"] else np.ones_like(x, bool)
    columns = (space["f"](x, y) + 0 * x)[inside]
    volume = columns.sum() * a * b / 360_000
    for question in asked("surface", solid, i):
        text, answer = question.question, question.answer
        if "What is its volume" in text:
            assert float(Fraction(answer)) == pytest.approx(volume, rel=4e-3)
        elif "mean height" in text:
            assert float(Fraction(answer)) == pytest.approx(columns.mean(), rel=4e-3)
        elif "Which integral" in text:
            _, x1, _, y1, inner = re.match(r"∫ from (\d) to (\S+) ∫ from (\d) to (.*?) \((.*)\) dy dx", answer).groups()
            assert float(x1) == a
            assert (f"{b} - {b}x/{a}" if solid.facts["derived"]["triangle"] else f"{b}") == y1
            words = inner.replace("²", "**2")
            words = re.sub(r"(\d)([xy])", r"\1*\2", words)
            assert eval(words, {"x": 0.7, "y": 0.4}) == pytest.approx(float(space["f"](0.7, 0.4)))
        else:
            assert int(answer) == solid.facts["visible"]["counts"][re.search(r"How many (.*) does", text)[1]]


@pytest.mark.parametrize("i", range(SAMPLES))
def test_answers_on_surfaces(i):
    solid = sample("surface", i, form="mesh")
    derived = solid.facts["derived"]
    for question in asked("surface", solid, i):
        if "cut the whole" in question.question:
            plane = re.search(r"the plane (\w = \S+) cut", question.question)[1]
            assert question.answer.endswith(dict(derived["cuts"])[plane])
        elif "origin" in question.question:
            f = IMPLICIT[derived["surface"]]
            heights = [-f(0.1 * math.cos(t), 0.1 * math.sin(t), 0.0, **derived["dimensions"]) for t in np.linspace(0, 6.28, 40)]
            if derived["surface"] != "cone":
                assert question.answer == ("a saddle point" if min(heights) < -1e-9 else "a lowest point")
        elif "How many" in question.question:
            assert int(question.answer) == solid.facts["visible"]["counts"][re.search(r"How many (.*) does", question.question)[1]]
        else:
            assert question.answer in (derived["equation"], *(f"{article} {derived['noun']}" for article in ("a", "an")))
