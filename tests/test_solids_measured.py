"""Dimensioned solids: printed values are lengths in the script, volumes agree with sampling, hidden lines with marched rays."""

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
from cpx.solids.draw import Misfit
from cpx.solids.page import dims, project
from cpx.solids.page.hidden import ellipse
from cpx.solids.questions import exact
from cpx.solids.round import parts, turned
from cpx.solids.wire import marks, questions
from cpx.solids.wire.scene import resolved

FLAT = ("cuboid", "prism", "pyramid", "frustum")
ROUND = ("cylinder", "cone", "sphere", "frustum", "composite")
SAMPLES = 12


@cache
def sample(family: str, i: int) -> solids.Solid:
    return solids.make(family, Random(f"measured/{i}"), {"code_entry": "straight", "code_store": "dict"})


def each(*families: str):
    return pytest.mark.parametrize(("family", "i"), [(family, i) for family in families for i in range(SAMPLES)])


def points_of(code: str) -> dict[str, np.ndarray]:
    """The points that the script names, in space."""
    space: dict = {}
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), space)
        plt.close("all")
    return {name: np.array(point, float) for name, point in space["points"].items()}


# Printed values

VALUE = re.compile(r"value (\d*\.?\d*)(?:√(\d+))?")
PAIR = re.compile(r"(?:edge|line) ([A-Z]['\d]?)([A-Z]['\d]?)(?![\w'])")


@each(*FLAT, *ROUND[:3])
def test_a_value_beside_a_named_line_is_its_length_in_the_script(family, i):
    solid = sample(family, i)
    points = points_of(solid.code)
    for sentence in solid.facts["visible"]["statements"]:
        number, pair = VALUE.search(sentence), PAIR.search(sentence)
        if number and pair and set(pair.groups()) <= set(points):
            printed = float(number[1] or 1) * math.sqrt(float(number[2] or 1))
            a, b = (points[name] for name in pair.groups())
            assert np.linalg.norm(a - b) == pytest.approx(printed, rel=2e-3)


@pytest.mark.parametrize(("square", "text"), [(25, "5"), (12, r"2\sqrt{3}"), (7, r"\sqrt{7}"), (2.5, None), (0, None)])
def test_roots_are_written_as_people_write_them(square, text):
    assert dims.root(square) == text


def test_a_value_is_printed_from_the_parameter():
    text, source = dims.value(2.5, "h", "value", "stix", "cm")
    assert text == "$2.5$ cm"
    assert eval(source, {"h": 2.5}) == text


def test_marks_are_refused_where_they_would_lie():
    points = {"A": (0.0, 0.0, 0.0), "B": (2.0, 0.0, 0.0), "C": (0.0, 2.0, 0.0), "D": (1.0, 1.0, 1.0)}
    assert len(marks.equal(points, [("A", "B"), ("A", "C")])) == 2
    assert marks.right_angle(points, "A", "B", "C") == ("A", "B", "C")
    with pytest.raises(Misfit):
        marks.equal(points, [("A", "B"), ("A", "D")])
    with pytest.raises(Misfit):
        marks.right_angle(points, "A", "B", "D")


# Flat solids


@each("cuboid", "prism", "pyramid", "frustum")
def test_volume_of_a_polyhedron_by_the_script_s_vertices(family, i):
    """Against the convex hull of its vertices; prisms that are not convex have a test of their own."""
    from scipy.spatial import ConvexHull

    solid = sample(family, i)
    derived = solid.facts["derived"]
    if "V" not in derived or any(word in derived["solid"] for word in ("L-shaped", "U-shaped", "step")):
        return
    points = points_of(solid.code)
    corners = {name for pair in derived["edge lengths"] for name in points if name in pair}
    vertices = [points[name] for name in corners if not any(name in other and name != other and other in corners for other in corners)]
    hull = ConvexHull(np.array(vertices)) if len(vertices) == derived["V"] else None
    if hull:
        assert derived["volume"] == pytest.approx(hull.volume, rel=3e-3)
        assert derived["surface area"] == pytest.approx(hull.area, rel=3e-3)


@each(*FLAT)
def test_euler_holds(family, i):
    derived = sample(family, i).facts["derived"]
    assert "V" not in derived or derived["V"] - derived["E"] + derived["F"] == 2


@pytest.mark.parametrize("kind", ["L", "U", "steps", "house", "kite", "half-circle"])
def test_volume_of_a_prism_is_cross_section_by_length(kind):
    derived = solids.make("prism", Random(5), {"solid": kind}).facts["derived"]
    size = derived["dimensions"]
    area = {
        "L": lambda a, b, e, s: a * e + s * (b - e),
        "U": lambda a, b, e: a * b - (a - 2 * e) * (b - e),
        "steps": lambda b, e: 6 * b * e,
        "house": lambda a, b, e: a * b + a * e / 2,
        "kite": lambda a, b, e: a * (b + e) / 2,
        "half-circle": lambda r: math.pi * r * r / 2,
    }[kind](*[size[name] for name in size if name not in ("d", "h") and not (kind != "L" and name == "s")])
    assert derived["volume"] == pytest.approx(area * (size.get("d") or size["h"]), rel=1e-4)


# Round solids, rebuilt from their dimensions


def stack(params, size):
    """The parts of a composite as (kind, bottom, top, lower radius, upper radius), read from its dimensions."""
    z, found = 0.0, []
    radii = [size[name] for name in sorted(name for name in size if name[0] == "r")]
    after = iter(_radii(params["parts"], radii))
    for k, kind in enumerate(params["parts"]):
        low, high = next(after)
        tall = size.get(f"h{k + 1}") or low * (2 if kind == "ball" else 1)
        found.append((kind, z, z + tall, low, high))
        z += tall
    return found


def _radii(kinds, radii):
    """A new radius is taken where the part before is another width; the number of radii leaves one way only."""
    free = len(radii) - 1 - kinds.count("frustum")
    at = 0
    for k, kind in enumerate(kinds):
        must = k and kinds[k - 1] != "frustum" and (kind == kinds[k - 1] or (kinds[k - 1] == "box" and kind != "pyramid") or kind == "ball")
        may = k and kinds[k - 1] not in ("frustum", "bowl", "cone below") and kind in ("cone", "cylinder")
        later = sum(
            1
            for j in range(k + 1, len(kinds))
            if kinds[j - 1] != "frustum"
            and (kinds[j] == kinds[j - 1] or (kinds[j - 1] == "box" and kinds[j] != "pyramid") or kinds[j] == "ball")
        )
        if must or (may and free > later):
            at, free = at + 1, free - 1
        if kind == "frustum":
            yield radii[at], radii[at + 1]
            at += 1
        else:
            yield radii[at], 0 if kind in ("cone", "pyramid") else radii[at]


def inside(family, solid):
    """Whether points lie in the solid, by its dimensions alone; None where this test does not know it."""
    size, what, params = solid.facts["derived"]["dimensions"], solid.facts["derived"]["solid"], solid.params
    if what == "cylinder":
        return lambda x, y, z: (np.hypot(x, y) < size["r"]) & (z > 0) & (z < size["h"])
    if what == "hollow cylinder":
        return lambda x, y, z: (np.hypot(x, y) < size["R"]) & (np.hypot(x, y) > size["r"]) & (z > 0) & (z < size["h"])
    if what == "obliquely cut cylinder":
        sign = 1 if params["rising"] == "right" else -1
        level = lambda x: (size["h1"] + size["h2"]) / 2 + sign * x / size["r"] * (size["h2"] - size["h1"]) / 2  # noqa: E731
        return lambda x, y, z: (np.hypot(x, y) < size["r"]) & (z > 0) & (z < level(x))
    if what == "cone":
        down = params.get("form") == "tip down"
        return lambda x, y, z: (z > 0) & (z < size["h"]) & (np.hypot(x, y) < size["r"] * ((z if down else size["h"] - z) / size["h"]))
    if what == "frustum of a cone":
        low, high = (size["r"], size["R"]) if params.get("wider_end") == "top" else (size["R"], size["r"])
        return lambda x, y, z: (z > 0) & (z < size["h"]) & (np.hypot(x, y) < low + (high - low) * z / size["h"])
    if what in ("sphere", "hemisphere"):
        half = {"dome": 1, "bowl": -1}.get(params["form"], 0)
        return lambda x, y, z: (x * x + y * y + z * z < size["R"] ** 2) & (z * half >= 0)
    if what == "composite":
        return lambda x, y, z: np.any([_in_part(part, x, y, z) for part in stack(params, size)], axis=0)
    return None


def _in_part(part, x, y, z):
    kind, low, high, r0, r1 = part
    between = (z > low) & (z < high)
    if kind in ("box", "pyramid"):
        half = r0 + (r1 - r0) * (z - low) / (high - low)
        return between & (np.maximum(abs(x), abs(y)) < half)
    if kind in ("dome", "bowl", "ball"):
        centre = {"dome": low, "bowl": high, "ball": (low + high) / 2}[kind]
        return between & (x * x + y * y + (z - centre) ** 2 < r0 * r0)
    if kind == "cone below":
        r0, r1 = 0, r0
    return between & (np.hypot(x, y) < r0 + (r1 - r0) * (z - low) / (high - low))


@each(*ROUND)
def test_volume_by_sampling(family, i):
    solid = sample(family, i)
    within = inside(family, solid)
    if not within:
        return
    assert sampled(within, solid) == pytest.approx(solid.facts["derived"]["volume"], rel=0.02)


def scene_of(family, i, monkeypatch):
    """The scene behind a figure, caught as it is made."""
    caught = []
    real = turned.Turned.scene
    monkeypatch.setattr(turned.Turned, "scene", lambda self: caught.append((self, real(self))) or caught[-1][1])
    solid = solids.make(family, Random(f"measured/{i}"), {"code_entry": "straight", "code_store": "dict"})
    return solid, *(caught[-1] if caught else (None, None))


@each(*ROUND)
def test_arcs_are_hidden_where_a_marched_ray_enters_the_solid(family, i, monkeypatch):
    solid, model, scene = scene_of(family, i, monkeypatch)
    within = inside(family, solid) if scene else None
    if not within:
        return
    order = {"upright": (0, 1, 2), "across": (1, 2, 0), "deep": (0, 2, 1)}[model.lie]
    way = np.array(scene.view.toward((0.0, 0.0, 0.0)))
    way = way / np.linalg.norm(way)
    reach = max(solid.facts["derived"]["dimensions"].values()) * 6
    steps = np.concatenate([np.geomspace(1e-3, 1, 60), np.linspace(1, 1000, 900)]) * reach / 1000
    for arc in resolved(scene).arcs:
        if "outline" in arc.about or "sector" in arc.about:
            continue
        for piece in arc.pieces:
            for share in (0.15, 0.4, 0.6, 0.85):
                start = np.array(ellipse(arc.centre, arc.u, arc.v)(piece.start + share * (piece.end - piece.start)))
                path = (start + np.outer(steps, way)).T
                assert within(*path[list(order)]).any() == piece.hidden, (arc.about, piece)


@pytest.mark.parametrize(
    "view", [project.orthographic(0, 20), project.orthographic(30, 15), project.cabinet(45, 0.5)], ids=lambda v: v.kind
)
@pytest.mark.parametrize(("r0", "r1"), [(2, 2), (3, 0), (3, 1), (1, 2)])
def test_outline_of_a_frustum_bounds_its_picture(view, r0, r1):
    turns = parts.silhouette(r0, r1, 5, view)
    cloud = [view.flat((r * math.cos(t), r * math.sin(t), z)) for r, z in ((r0, 0), (r1, 5)) for t in np.linspace(0, 2 * math.pi, 181)]
    for degrees in turns:
        c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        (ax, ay), (bx, by) = view.flat((r0 * c, r0 * s, 0)), view.flat((r1 * c, r1 * s, 5))
        sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for x, y in cloud]
        assert min(sides) > -1e-2 or max(sides) < 1e-2


# Questions


def number(answer: str) -> float:
    """The answer's number, its unit left out."""
    found = re.match(r"(\d*\.?\d*)(π)?(?:√(\d+))?(?:/(\d))?", answer)
    return float(found[1] or 1) * (math.pi if found[2] else 1) * math.sqrt(float(found[3] or 1)) / float(found[4] or 1)


@each("cuboid", "pyramid", "cylinder", "cone", "sphere", "frustum", "composite", "prism")
def test_answers_by_other_means(family, i):
    solid = sample(family, i)
    derived, size = solid.facts["derived"], solid.facts["derived"]["dimensions"]
    for asked in questions.ask(solid.facts, Random(i)):
        assert asked.answer not in asked.wrong
        assert len({*asked.wrong}) == len(asked.wrong)
        if "volume" in asked.question:
            within = inside(family, solid)
            if family == "cuboid":
                expected = size["a"] * size.get("b", size["a"]) * (size.get("c") or size.get("h") or size["a"])
                assert number(asked.answer) == pytest.approx(expected, rel=1e-3)
            elif within:
                assert number(asked.answer) == pytest.approx(sampled(within, solid), rel=0.02)
        if "How long" in asked.question:
            points = points_of(solid.code)
            pair = next(iter(derived["asked"]))
            ends = [(points[a], points[b]) for a in points for b in points if a + b == pair]
            assert any(np.linalg.norm(a - b) == pytest.approx(number(asked.answer), rel=2e-3) for a, b in ends)
        if "How many" in asked.question:
            noun = re.search(r"How many (.*) does", asked.question)[1]
            assert int(asked.answer) == solid.facts["visible"]["counts"][noun]


def sampled(within, solid) -> float:
    """The volume by throwing points into a box."""
    size = solid.facts["derived"]["dimensions"]
    wide = max(value for name, value in size.items() if name[0] in "rR")
    low = -wide if "sphere" in solid.facts["derived"]["solid"] else 0
    high = solid.facts["derived"].get("height") or max(value for name, value in size.items() if name[0] in "hR")
    rng = np.random.default_rng(7)
    x, y = rng.uniform(-wide, wide, (2, 400_000))
    return within(x, y, rng.uniform(low, high, 400_000)).mean() * 4 * wide * wide * (high - low)


@pytest.mark.parametrize(
    ("value", "text"), [(12, "12"), (2.5, "2.5"), (4.1888, "4π/3"), (75.3982, "24π"), (3.4641, "2√3"), (10.123456, "10.12")]
)
def test_answers_are_written_as_people_write_them(value, text):
    assert exact(value) == text
