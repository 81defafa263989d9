"""Solids in solids: sizes found by search for what just fits, volumes by slices, answers from both."""

import math
import re
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from cpx import solids
from cpx.solids.family import inscribed
from test_solids_folding import asked, number

KINDS = sorted({kind for kinds in inscribed.KINDS.values() for kind in kinds})
LEVEL = {kind: level for level, kinds in inscribed.KINDS.items() for kind in kinds}


def figure(kind: str, i: int) -> solids.Solid:
    return solids.make("inscribed", Random(f"inscribed/{i}"), {"solid": kind, "difficulty": LEVEL[kind], "values": "value"})


def largest(fits, high: float) -> float:
    """The largest size that still fits, by bisection."""
    low = 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def slices(area, low: float, high: float) -> float:
    z = low + (np.arange(40000) + 0.5) / 40000 * (high - low)
    return float(np.mean(area(z)) * (high - low))


def ball(r: float) -> float:
    return slices(lambda z: math.pi * (r * r - z * z), -r, r)


def cone(r: float, h: float) -> float:
    return slices(lambda z: math.pi * (r * (1 - z / h)) ** 2, 0, h)


def tube(r: float, h: float) -> float:
    return math.pi * r * r * h


def ngon(n: int, r: float) -> float:
    """Area of a regular polygon in a circle, by its corners."""
    x, y = r * np.cos(math.tau * np.arange(n) / n), r * np.sin(math.tau * np.arange(n) / n)
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def volumes(solid: solids.Solid) -> tuple[float, float, dict[str, float]]:
    """Outer and inner volume and further lengths, by what fits."""
    size, params = solid.facts["derived"]["dimensions"], solid.params
    r, h, a, big, d = (size.get(name, 0) for name in "rhaRd")
    n = params.get("sides", 0)
    cubes = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * a / 2
    at = lambda q: h - q * math.hypot(r, h) / r  # noqa: E731  # how high the middle of a ball in the cone can be
    in_ball = largest(lambda half: math.hypot(r, half) <= big, 2 * big)
    wide = largest(lambda w: math.hypot(w, d) <= big, 2 * big)
    part = params.get("part", 2)
    step = largest(lambda w: w <= r * (1 - 1 / part), 2 * r)
    found = {
        "ball in cylinder": lambda: (tube(r, 2 * r), ball(r), {}),
        "balls in cylinder": lambda: (tube(r, 2 * r * params["count"]), params["count"] * ball(r), {}),
        "cone in cylinder": lambda: (tube(r, h), cone(r, h), {}),
        "ball in cone": lambda: (cone(r, h), ball(q := largest(lambda q: at(q) >= q, h)), {"radius of the sphere": q}),
        "cylinder in ball": lambda: (ball(big), tube(r, 2 * in_ball), {"height of the cylinder": 2 * in_ball}),
        "cone in ball": lambda: (ball(big), cone(wide, big + d), {"radius of the cone's base": wide}),
        "cylinder in cone": lambda: (cone(r, h), tube(step, h / part), {"radius of the cylinder": step}),
        "cone in dome": lambda: (ball(big) / 2, cone(big, big), {}),
        "cylinder in dome": lambda: (ball(big) / 2, tube(r, in_ball), {"height of the cylinder": in_ball}),
        "prism in cylinder": lambda: (tube(r, h), ngon(n, r) * h, {}),
        "pyramid in cone": lambda: (cone(r, h), slices(lambda z: ngon(n, r) * (1 - z / h) ** 2, 0, h), {}),
        "ball in cube": lambda: (a**3, ball(a / 2), {}),
        "cylinder in cube": lambda: (a**3, tube(a / 2, a), {}),
        "cone in cube": lambda: (a**3, cone(a / 2, a), {}),
        "cube in ball": lambda: (ball(float(np.linalg.norm(cubes, axis=1).max())), a**3, {}),
    }[params["solid"]]()
    return found


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("kind", KINDS)
def test_volumes_shares_and_lengths(kind, i):
    solid = figure(kind, i)
    derived = solid.facts["derived"]
    outer, inner, lengths = volumes(solid)
    assert derived["outer volume"] == pytest.approx(outer, rel=1e-4)
    assert derived["inner volume"] == pytest.approx(inner, rel=1e-4)
    for what, long in lengths.items():
        assert derived["lengths"][what] == pytest.approx(long, abs=1e-4)
    for question in asked("inscribed", solid, "What share"):
        fraction = re.fullmatch(r"\d+/\d+", question.answer)
        found = float(Fraction(question.answer)) if fraction else number(question.answer)
        assert found == pytest.approx(inner / outer, abs=6e-3 if "." in question.answer else 1e-4)
    for question in asked("inscribed", solid, "What is the volume of the"):
        expected = outer - inner if "between" in question.question else inner
        assert number(question.answer) == pytest.approx(expected, rel=1e-4, abs=6e-3)
    for question in asked("inscribed", solid, "What is the "):
        for what, long in lengths.items():
            if what in question.question:
                assert number(question.answer) == pytest.approx(long, abs=6e-3)


# Solids in a row


def hull_of(sizes: list, sides: int) -> tuple[np.ndarray, list, np.ndarray]:
    """Corners of a polyhedron by its sizes, its edges and outward normals with offsets, from its convex hull."""
    from scipy.spatial import ConvexHull

    low, high, height, turn, lying = sizes
    t = math.tau * (np.arange(sides) + 0.5) / sides
    rings = [(low, 0), (high, height)] if high else [(low, 0), (0, height)]
    corners = np.unique(np.round([(r * c, r * s, z) for r, z in rings for c, s in zip(np.cos(t), np.sin(t), strict=True)], 9), axis=0)
    if lying:
        corners = np.column_stack((corners[:, 2], corners[:, 1], -corners[:, 0]))
    a = math.radians(turn)
    corners = corners @ np.array([(math.cos(a), math.sin(a), 0), (-math.sin(a), math.cos(a), 0), (0, 0, 1)])
    planes = np.unique(np.round(ConvexHull(corners).equations, 6), axis=0)
    on = np.abs(corners @ planes[:, :3].T + planes[:, 3]) < 1e-4
    pairs = [(i, j) for i in range(len(corners)) for j in range(i) if (on[i] & on[j]).sum() == 2]
    return corners, pairs, planes


SIDES = {"tri": 3, "squ": 4, "cub": 4, "pen": 5, "hex": 6, "oct": 8}


def row_of(i: int):
    solid = solids.make("catalogue", Random(f"row/{i}"))
    labels = list(solid.facts["derived"]["solids"])
    flat = {}
    for k, kind in enumerate(solid.params["kinds"]):
        if kind[:3] in SIDES:
            flat[labels[k]] = hull_of(solid.params[f"piece_{k}"], SIDES[kind[:3]])
    return solid, flat


@pytest.mark.parametrize("i", range(12))
def test_faces_edges_and_corners_of_a_row_s_solids(i):
    solid, flat = row_of(i)
    e = math.radians(solid.params["elevation"])
    gaze, dashed = np.array([0, -math.cos(e), math.sin(e)]), 0
    for label, (corners, pairs, planes) in flat.items():
        known = solid.facts["derived"]["solids"][label]
        assert (known["corners"], known["edges"], known["faces"]) == (len(corners), len(pairs), len(planes))
        for p, q in pairs:  # an edge is behind where the way to the viewer runs into the solid
            ahead = (corners[p] + corners[q]) / 2 + 1e-3 * gaze
            dashed += bool((planes[:, :3] @ ahead + planes[:, 3] < 0).all())
    counts = solid.facts["visible"]["counts"]
    assert (
        sum(count for noun, count in counts.items() if noun.endswith("edges of the polyhedra") and not noun.startswith("solid")) == dashed
    )


@pytest.mark.parametrize("i", range(12))
def test_answers_on_a_row_of_solids(i):
    solid, flat = row_of(i)
    labels = solid.facts["visible"]["labels"]
    kinds = dict(zip(labels, solid.params["kinds"], strict=True))
    for question in asked("catalogue", solid, "hidden ones included"):
        what, label = re.search(r"How many (\w+) has the solid (.+), hidden", question.question).groups()
        corners, pairs, planes = flat[label]
        assert int(question.answer) == {"corners": len(corners), "edges": len(pairs), "faces": len(planes)}[what]
    for question in asked("catalogue", solid, "only flat faces"):
        assert re.findall(r"\([a-f]\)|[A-F]|\d", question.answer) == list(flat)
    for question in asked("catalogue", solid, "most edges"):
        assert question.answer == max(flat, key=lambda label: len(flat[label][1]))
    for question in asked("catalogue", solid, "All the solids but one"):
        sort = question.question.split()[6].strip(".")
        word = {"prisms": ("prism", "cub"), "pyramids": ("pyramid",), "frusta": ("frustum",)}.get(sort, ())
        fits = [label for label, kind in kinds.items() if (any(part in kind for part in word) if word else label not in flat)]
        assert set(labels) - set(fits) == {question.answer}
