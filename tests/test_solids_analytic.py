"""Regular solids and coordinate frames: facts held against hulls, rays and vectors of the script, answers recomputed."""

import re
from collections import Counter
from fractions import Fraction
from functools import cache
from random import Random

import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy.spatial import ConvexHull

from cpx import solids
from cpx.solids.draw import Draw
from cpx.solids.family.regular_solid import regular, uniform
from cpx.solids.formula import frames
from solid_scripts import asked, number, points_of, ran

SAMPLES = 12


@cache
def sample(family: str, i: int, **params) -> solids.Solid:
    return solids.make(family, Random(f"analytic/{i}"), params)


# Regular solids


def hull_faces(points: np.ndarray) -> list[tuple[np.ndarray, float, set[int]]]:
    """Outward normal, distance and corners of each face of the convex hull."""
    planes = np.unique(np.round(ConvexHull(points).equations, 5), axis=0)
    found = []
    for *normal, offset in planes:
        on = set(np.flatnonzero(np.abs(points @ normal + offset) < 1e-3).tolist())
        if on not in [corners for _, _, corners in found]:
            found.append((np.array(normal), -offset, on))
    return found


@pytest.mark.parametrize("name", list(uniform.RECIPES))
def test_uniform_solids_are_the_hulls_of_their_vertices(name):
    points = np.array(uniform.vertices(name))
    faces = hull_faces(points)
    assert sorted(map(sorted, uniform.uniform_faces(name))) == sorted(sorted(corners) for _, _, corners in faces)
    edges = uniform.edges(uniform.uniform_faces(name))
    lengths = [np.linalg.norm(points[a] - points[b]) for a, b in edges]
    assert max(lengths) - min(lengths) < 1e-6
    assert np.ptp(np.linalg.norm(points, axis=1)) < 1e-6
    assert len(points) - len(edges) + len(faces) == 2


@pytest.mark.parametrize("i", range(SAMPLES))
def test_faces_in_sight_are_those_whose_middles_a_ray_reaches(i):
    solid = sample("regular_solid", i, form="model", projection="orthographic", fill="kinds", code_entry="straight")
    space = ran(solid.code)
    points = space["vertices"]
    faces = hull_faces(points)
    turn, height = np.radians([solid.params["turn"], solid.params["elevation"]])
    gaze = np.array([np.sin(turn) * np.cos(height), -np.cos(turn) * np.cos(height), np.sin(height)])
    seen = []
    for _, _, corners in faces:
        ray = points[list(corners)].mean(axis=0) + np.outer(np.linspace(1e-3, 20, 4000), gaze)
        inside = np.all([ray @ normal < offset - 1e-4 for normal, offset, _ in faces], axis=0)
        seen += [corners] if not inside.any() else []
    assert sorted(map(sorted, space["front"])) == sorted(map(sorted, seen))
    counts = solid.facts["visible"]["counts"]
    assert counts["visible faces"] == len(seen)
    kinds = Counter(map(len, seen))
    if len(kinds) > 1:
        names = {3: "triangles", 4: "squares", 5: "pentagons", 6: "hexagons", 8: "octagons", 10: "decagons"}
        assert {f"visible {names[n]}": count for n, count in kinds.items()}.items() <= counts.items()


@pytest.mark.parametrize("i", range(SAMPLES))
def test_edges_are_drawn_as_the_facts_say(i):
    solid = sample("regular_solid", i, form="model", hidden="dashed", fill="none", numbered=False, code_axes="add_axes")
    with plt.rc_context():
        exec(compile(solid.code, "solid.py", "exec"), {"__name__": "__main__"})
        styles = Counter(line.get_linestyle() for line in plt.gca().lines)
        plt.close("all")
    counts = solid.facts["visible"]["counts"]
    assert (styles["-"], styles["--"]) == (counts["solid edges"], counts["dashed edges"])


@pytest.mark.parametrize("kind", ["cube", "tetrahedron", "octahedron"])
@pytest.mark.parametrize("share", [0.25, 0.333, 0.5])
def test_cutting_corners_off_adds_and_takes_what_it_should(kind, share):
    whole = regular.body(Draw(Random(1), {"a": 6, "top_names": "1"}), kind)
    apart = [next(iter(whole.spots))]
    for cut in (apart, list(whole.spots)):
        rest, ghosts = regular.truncated(whole, cut, share)
        points = np.array(list(rest.points.values()))
        assert sorted(map(len, rest.faces)) == sorted(len(corners) for _, _, corners in hull_faces(points))
        degree = 2 * len(whole.edges) // len(whole.spots)
        if share < 0.5 or len(cut) == 1:
            assert len(rest.spots) == len(whole.spots) + (degree - 1) * len(cut)
            assert len(rest.edges) == len(whole.edges) + degree * len(cut)
        assert len(rest.faces) == len(whole.faces) + len(cut)
        assert len(ghosts) == degree * len(cut)
        every = np.array(list(whole.points.values()))
        corner = np.array([whole.points[cut[0]], *(rest.points[b] for a, b in ghosts if a == cut[0])])
        pieces = ConvexHull(corner).volume * len(cut)
        assert ConvexHull(points).volume == pytest.approx(ConvexHull(every).volume - pieces, rel=1e-4)


@pytest.mark.parametrize("i", range(SAMPLES))
def test_the_inner_solid_has_the_share_of_its_hull(i):
    solid = sample("regular_solid", i, form="inside", code_entry="straight", code_store="dict")
    derived = solid.facts["derived"]
    points = {name: np.array(p, float) for name, p in ran(solid.code)["points"].items()}
    inner = [p for name, p in points.items() if name.startswith("M")]
    if not inner:  # four vertices of a cube, no two on an edge
        names = list(points)
        inner = [points[names[k]] for k in (0, 2, 5, 7)]
    outer = ConvexHull([p for name, p in points.items() if not name.startswith("M")]).volume
    assert float(Fraction(derived["inner share"])) == pytest.approx(ConvexHull(inner).volume / outer, rel=2e-3)
    assert derived["inner volume"] == pytest.approx(ConvexHull(inner).volume, rel=2e-3)


KINDS = {"triangles": 3, "quadrilaterals": 4, "squares": 4, "pentagons": 5, "hexagons": 6, "heptagons": 7, "octagons": 8, "decagons": 10}


@pytest.mark.parametrize("i", range(3 * SAMPLES))
def test_answers_on_regular_solids(i):
    solid = sample("regular_solid", i)
    derived = solid.facts["derived"]
    kinds = [KINDS.get(kind) or int(re.search(r"\d+", kind)[0]) for kind in derived["faces of each kind"]]
    faces = list(derived["faces of each kind"].values())
    edges = sum(n * count for n, count in zip(kinds, faces, strict=True)) // 2
    totals = {"faces": sum(faces), "edges": edges, "vertices": 2 + edges - sum(faces)}
    for question in asked("regular_solid", solid, i):
        text, answer = question.question, question.answer
        if found := re.search(r"How many (\w+) does .* in all", text):
            assert int(answer) == totals[found[1]]
        elif "edges together" in text:
            assert number(answer) == int(re.search(r"(\d+) cm", text)[1]) * edges
        elif "faces meet at each vertex" in text:
            assert int(answer) == 2 * edges // totals["vertices"]
        elif "angles at one vertex" in text:  # Descartes: what is missing to 360 degrees at all vertices makes 720
            assert float(answer[:-1]) == pytest.approx(360 - 720 / totals["vertices"])
        elif "out of sight" in text:
            assert int(answer) == sum(faces) - solid.facts["visible"]["counts"]["visible faces"]
        elif found := re.search(r"Every edge .* is (\d+) cm .* What is its (volume|surface area)", text):
            points = np.array(uniform.vertices(derived["solid"]))
            hull, edge = ConvexHull(points), min(np.linalg.norm(a - points[0]) for a in points[1:])
            size = {"volume": hull.volume / edge**3 * int(found[1]) ** 3, "surface area": hull.area / edge**2 * int(found[1]) ** 2}
            assert number(answer) == pytest.approx(size[found[2]], rel=1e-4)


# Coordinate frames


@pytest.mark.parametrize("view", [frames.oblique(45, 0.5), frames.isometric(), frames.orthographic(30, 20)], ids=lambda v: v.kind)
def test_frames_are_right_handed_and_seen_from_their_positive_side(view):
    space: dict = {"np": np}
    exec("\n".join(view.stated), space)
    axes = space["project"](np.eye(3))
    assert np.allclose(axes, [view.flat(tuple(axis)) for axis in np.eye(3)])
    assert np.linalg.det([axes[1] - axes[0], axes[2] - axes[0]]) > 0
    assert all(part > 0 for part in view.toward((0, 0, 0)))
    gaze = np.array(view.toward((0, 0, 0)))
    assert np.allclose(space["project"](gaze), 0)


@pytest.mark.parametrize("i", range(3 * SAMPLES))
def test_printed_coordinates_are_those_of_the_script(i):
    solid = sample("coordinate_frame", i, code_entry="straight", code_store="dict")
    points = points_of(solid)
    for name, p in solid.facts["derived"]["coordinates"].items():
        assert np.allclose(points[name], p, atol=1e-3)
    printed = re.findall(r"([A-Z]['1]?)\(([^)]*)\)\.", " ".join(solid.facts["visible"]["statements"]))
    assert {name for name, _ in printed} == set(solid.facts["derived"]["noted"])
    for name, row in printed:
        assert np.allclose(points[name], [float(part) for part in row.split(", ")])
    for axis, k in zip("xyz", range(3), strict=True):
        assert np.count_nonzero(points[axis]) == 1
        assert points[axis][k] > max((p[k] for name, p in points.items() if name not in "xyz" and np.count_nonzero(p) == 1), default=0)


NAMES = r"([A-Z]['1]?)([A-Z]['1]?)"


@pytest.mark.parametrize("i", range(3 * SAMPLES))
def test_answers_in_a_frame_by_way_of_numpy(i):
    solid = sample("coordinate_frame", i, code_entry="straight", code_store="dict")
    points = points_of(solid)
    points.setdefault("O", np.zeros(3))
    for question in asked("coordinate_frame", solid, i):
        text, answer = question.question.split(". ", 1)[-1], question.answer
        row = [float(part) for part in re.findall(r"-?[\d.]+", answer)]
        pairs = [(points[a], points[b]) for a, b in re.findall(NAMES, text) if a in points and b in points]
        ends = [b - a for a, b in pairs]
        if found := re.search(r"coordinates of ([A-Z]['1]?)\?", text):
            assert np.allclose(row, points[found[1]])
        elif "midpoint" in text:
            assert np.allclose(row, np.mean(pairs[0], axis=0))
        elif found := re.search(r"vector from (\S+) to (\S+)\?", text):
            assert np.allclose(row, points[found[2]] - points[found[1]])
        elif "components" in text and "+" in text:
            assert np.allclose(row, sum(ends))
        elif "cross product" in text:
            assert np.allclose(row, np.cross(*ends))
        elif "vector AB?" in text:
            assert np.allclose(row, ends[0])
        elif "dot product" in text:
            assert float(answer) == pytest.approx(np.dot(*ends))
        elif "angle" in text:
            cosine = abs(np.dot(*ends)) / np.linalg.norm(ends[0]) / np.linalg.norm(ends[1])
            assert row[0] == pytest.approx(np.degrees(np.arccos(min(1, cosine))), abs=0.06)
        elif "perpendicular to the plane" in text:
            a, b, c = (points[name] for name in re.findall(r"[A-Z]['1]?", text.split("plane")[-1])[:3])
            options = [[float(part) for part in re.findall(r"-?[\d.]+", option)] for option in [answer, *question.wrong]]
            flat = [abs(np.dot(option, b - a)) + abs(np.dot(option, c - a)) < 1e-6 for option in options]
            assert flat == [True, False, False, False]
        elif "How long is" in text or "How far is it" in text:
            end = ends[0] if ends else points["A"] - points["B"]
            assert number(answer) == pytest.approx(np.linalg.norm(end), abs=6e-3)
        elif "from the z-axis" in text:
            assert number(answer) == pytest.approx(np.linalg.norm(points["A"][:2]), abs=6e-3)
        elif "parallelogram" in text:
            assert number(answer) == pytest.approx(2 * ConvexHull([points[n] for n in "OABC"], qhull_options="QJ").area / 4, rel=2e-2)
        elif "tetrahedron OABC" in text:
            assert number(answer) == pytest.approx(ConvexHull([points[n] for n in "OABC"]).volume, rel=1e-2)
        elif "foot of the perpendicular" in text:
            assert np.allclose(row, points["A"] * [1, 1, 0])
        elif found := re.search("What is the (volume|surface area)", text):
            hull = ConvexHull([p for name, p in points.items() if name not in "xyz"])
            assert number(answer) == pytest.approx({"volume": hull.volume, "surface area": hull.area}[found[1]], abs=6e-3)
        else:
            noun = re.search(r"How many (.*) does the figure show|Which value", text)
            assert noun
            assert not noun[1] or int(answer) == solid.facts["visible"]["counts"][noun[1]]
