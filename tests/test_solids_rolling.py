"""Dice by brute force, paper folded along a crease, shortest ways by search: what the facts of these figures say, found again."""

import math
import re
from functools import cache
from itertools import combinations, permutations
from random import Random

import numpy as np
import pytest

from cpx import solids
from cpx.solids.family.dice import cubes
from cpx.solids.family.dice.script import PIPS
from test_solids_folding import asked, names_in, number, turned

# Dice


@cache
def die_figure(form: str, i: int):
    level = {"single": 1, "tower": 2, "row": 2, "rolling": 4, "positions": 4, "odd one": 5}[form]
    solid = solids.make("dice", Random(f"rolling/{i}"), {"form": form, "difficulty": level, "code_entry": "straight"})
    return solid, names_in(solid.code)


def marks_of(names: dict, k: int) -> dict:
    """The marks of a die as its script draws them, pips as numbers."""
    shown = names["dice"][k][1]
    return {name: mark[0] if isinstance(mark, tuple) else mark for name, mark in shown.items()}


def holds() -> list[tuple[int, ...]]:
    """All ways to hold a cube, as permutations of its faces top, bottom, front, back, right, left; found by quarter turns."""
    steps = [(2, 3, 1, 0, 4, 5), (5, 4, 2, 3, 0, 1)]
    found, queue = {(0, 1, 2, 3, 4, 5)}, [(0, 1, 2, 3, 4, 5)]
    for way in queue:
        for step in steps:
            after = tuple(way[k] for k in step)
            if after not in found:
                found.add(after)
                queue.append(after)
    return list(found)


def test_a_cube_can_be_held_in_24_ways():
    assert len(holds()) == 24


@pytest.mark.parametrize("i", range(12))
def test_opposite_faces_follow_from_the_positions(i):
    """Over all 720 ways to mark a cube that can show every position, the asked face has but one partner."""
    solid, names = die_figure("positions", i)
    views = [marks_of(names, k) for k in range(len(names["dice"]))]
    marks = solid.params["marks"] if not isinstance(views[0]["top"], int) else [int(mark) for mark in solid.params["marks"]]
    fits = [cube for cube in permutations(marks) if all(can_show(cube, view) for view in views)]
    partners = {mark: {cube[cube.index(mark) ^ 1] for cube in fits} for mark in marks}
    assert {str(p): {str(q)} for p, q in solid.facts["derived"]["opposite"].items()} == {
        str(p): {str(q) for q in found} for p, found in partners.items() if len(found) == 1
    }
    assert asked("dice", solid, "opposite the face")


def can_show(cube: tuple, view: dict) -> bool:
    return any((cube[way[0]], cube[way[2]], cube[way[4]]) == (view["top"], view["front"], view["right"]) for way in holds())


def standard(view: dict) -> list[int]:
    """All six faces of a die whose opposite faces add up to seven: top, bottom, front, back, right, left."""
    return [pips for name in ("top", "front", "right") for pips in (view[name], 7 - view[name])]


@pytest.mark.parametrize("i", range(12))
def test_a_rolled_die_shows_what_the_answer_says(i):
    solid, names = die_figure("rolling", i)
    faces = standard(marks_of(names, 0))
    tops = [faces[0]]
    for (x0, y0), (x1, y1) in zip(names["path"], names["path"][1:], strict=False):
        top, bottom, front, back, right, left = faces
        faces = {
            (1, 0): [left, right, front, back, top, bottom],
            (-1, 0): [right, left, front, back, bottom, top],
            (0, -1): [back, front, top, bottom, right, left],
            (0, 1): [front, back, bottom, top, right, left],
        }[x1 - x0, y1 - y0]
        tops.append(faces[0])
    answers = {int(question.answer) for question in asked("dice", solid, "on top when")}
    assert answers == {tops[-1]}
    assert {int(question.answer) for question in asked("dice", solid, "sum of the pips")} <= {sum(tops)}


@pytest.mark.parametrize("i", range(12))
def test_the_odd_die_cannot_be_turned_into_the_others(i):
    solid, names = die_figure("odd one", i)
    views = [marks_of(names, k) for k in range(len(names["dice"]))]
    alike = [[can_show(tuple(standard(one)), other) for other in views] for one in views]
    alone = [k for k, row in enumerate(alike) if sum(row) == 1]
    answers = {question.answer for question in asked("dice", solid, "Which one is it")}
    assert answers == {"ABCD"[k] for k in alone}


@pytest.mark.parametrize("i", range(6))
@pytest.mark.parametrize("form", ["single", "tower", "row"])
def test_pips_out_of_sight(form, i):
    solid, names = die_figure(form, i)
    shown = [marks_of(names, k) for k in range(len(names["dice"]))]
    hidden = sum(21 - sum(one.values()) for one in shown)
    for question in asked("dice", solid, "cannot be seen?"):
        assert int(question.answer) == hidden
    for question in asked("dice", solid, "on the bottom of"):
        ordinal = re.search(r"the (first|second|third|fourth)", question.question)
        k = ("first", "second", "third", "fourth").index(ordinal[1]) if ordinal else 0
        assert int(question.answer) == 7 - shown[k]["top"]
    for question in asked("dice", solid, "that are level"):
        assert int(question.answer) == 7 * len(shown) - shown[-1]["top"]


@pytest.mark.parametrize("mark", ["2", "3", "6"])
def test_pips_lie_where_the_die_that_is_turned_in_space_has_them(mark):
    for by in cubes.turns():
        held = cubes.turned(cubes.pips("anticlockwise"), by)
        for name, (shown, quarters) in cubes.shown(held).items():
            if shown != mark:
                continue
            way, right = (np.array(v) for v in cubes.SEEN[name])
            face = next(face for face in held if face.mark == mark)
            own, page = np.array([face.right, np.cross(way, face.right)]), np.array([right, np.cross(way, right)])
            spots = np.array(PIPS[int(mark)]) - 0.5
            drawn = np.column_stack((-spots[:, 1], spots[:, 0])) if quarters % 2 else spots
            assert {tuple(p) for p in np.round(spots @ own, 6) + 0.0} == {tuple(p) for p in np.round(drawn @ page, 6) + 0.0}


# Folding

SHEETS = ("diagonal", "book", "altitude", "right triangle", "trapezoid", "midline", "rhombus", "hexagon")


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("figure", SHEETS)
def test_a_figure_folded_into_space(figure, i):
    """The script's points turned by the test's own formula: distances, heights, the solid's volume as a convex hull."""
    from scipy.spatial import ConvexHull

    fixed = {
        "form": "space",
        "figure": figure,
        "difficulty": 4,
        "joined": True,
        "primes": False,
        "code_entry": "straight",
        "values": "value",
    }
    solid = solids.make("folding", Random(f"rolling/{i}"), fixed)
    names, derived = names_in(solid.code), solid.facts["derived"]
    plane = {name: np.array([*p, 0.0]) for name, p in names["plane"].items()}
    start, end = (plane[name] for name in names["crease"])
    up = [name for name, p in plane.items() if np.cross(end - start, p - start)[2] > 1e-9]
    space = {name: turned(p[None], start, end, 180 - names["angle"])[0] if name in up else p for name, p in plane.items()}
    assert all(np.allclose(names["folded"](names["plane"][name]), space[name]) for name in up)
    assert derived["volume"] == pytest.approx(ConvexHull(np.array(list(space.values()))).volume, rel=1e-3)
    for question in asked("folding", solid, "How far apart"):
        p, q = re.search(r"apart are (\w) and (\w)", question.question).groups()
        assert number(question.answer) == pytest.approx(np.linalg.norm(space[p] - space[q]), abs=6e-3)
    for question in asked("folding", solid, "from the plane"):
        assert number(question.answer) == pytest.approx(space[re.search(r"How far is (\w)", question.question)[1]][2], abs=6e-3)
    assert asked("folding", solid, "")


@pytest.mark.parametrize("i", range(3))
@pytest.mark.parametrize("fold", ["onto a side", "along a diagonal", "onto a corner"])
def test_a_rectangle_folded_flat(fold, i):
    from scipy.spatial import ConvexHull

    fixed = {"form": "flat", "fold": fold, "values": "value", "code_entry": "straight"}
    solid = solids.make("folding", Random(f"rolling/{i}"), fixed)
    plane = {name: np.array(p, float) for name, p in names_in(solid.code)["plane"].items()}
    far = lambda p, q: np.linalg.norm(plane[p] - plane[q])  # noqa: E731
    if fold == "onto a side":
        assert (far("A", "F"), far("E", "F")) == pytest.approx((far("A", "B"), far("E", "B")))
    else:
        assert far("B'", "C" if fold == "along a diagonal" else "E") == pytest.approx(far("B", "C" if fold == "along a diagonal" else "E"))
    for question in asked("folding", solid, "How long is"):
        p, q = re.search(r"How long is (\w'?)(\w)", question.question).groups()
        assert number(question.answer) == pytest.approx(far(p, q), abs=6e-3)
    for question in asked("folding", solid, "area of the shaded flap"):
        corners = re.findall(r"\w'?", question.question.split()[-1])
        assert number(question.answer) == pytest.approx(ConvexHull(np.array([plane[name] for name in corners])).volume, abs=6e-3)


@pytest.mark.parametrize("figure", ["square", "triangle"])
@pytest.mark.parametrize("i", range(3))
def test_three_corners_meet(figure, i):
    """The pyramid by the lengths that paper keeps: Cayley and Menger's determinant."""
    solid = solids.make(
        "folding", Random(f"rolling/{i}"), {"form": "meeting", "figure": figure, "values": "value", "code_entry": "straight"}
    )
    plane = {name: np.array(p, float) for name, p in names_in(solid.code)["plane"].items()}
    beside = {"square": {"D": "A", "E": "A", "F": "B"}, "triangle": {"D": "B", "E": "C", "F": "A"}}[figure]
    far = {frozenset(pair): np.linalg.norm(plane[pair[0]] - plane[pair[1]]) for pair in ("DE", "EF", "DF")}
    far |= {frozenset("P" + name): np.linalg.norm(plane[name] - plane[corner]) for name, corner in beside.items()}
    matrix = np.ones((5, 5)) - np.eye(5)
    for j, p in enumerate("PDEF"):
        for k, q in enumerate("PDEF"):
            matrix[j, k] = far[frozenset(p + q)] ** 2 if p != q else 0
    volume = math.sqrt(np.linalg.det(matrix) / 288)
    assert solid.facts["derived"]["volume"] == pytest.approx(volume, rel=1e-3)
    for question in asked("folding", solid, "volume"):
        assert number(question.answer) == pytest.approx(volume, abs=6e-3)
    for question in asked("folding", solid, "surface area"):
        around = [(far[frozenset(p + q)], far[frozenset(q + r)], far[frozenset(p + r)]) for p, q, r in combinations("PDEF", 3)]
        heron = [math.sqrt(s * (s - a) * (s - b) * (s - c)) for a, b, c in around for s in [(a + b + c) / 2]]
        assert number(question.answer) == pytest.approx(sum(heron), abs=6e-3)
    for question in asked("folding", solid, "How long is"):
        assert number(question.answer) == pytest.approx(far[frozenset(re.search(r"How long is (\w\w)", question.question)[1])], abs=6e-3)


# Ways over surfaces


def way_figure(solid: str, i: int):
    level = 5 if solid == "hexagonal prism" else 3 if solid == "square prism" else 4
    fixed = {"solid": solid, "difficulty": level, "code_entry": "straight", "values": "value"}
    return solids.make("surface_path", Random(f"rolling/{i}"), fixed)


def over_faces(corners: np.ndarray, faces: list[list[int]], start: int, end: int) -> float:
    """Dijkstra's algorithm on points strewn along the edges: a little longer than the shortest way."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    edges = sorted({tuple(sorted(side)) for face in faces for side in zip(face, [*face[1:], face[0]], strict=True)})
    spots = {edge: [tuple(corners[edge[0]] + (corners[edge[1]] - corners[edge[0]]) * k / 60) for k in range(61)] for edge in edges}
    index = {spot: k for k, spot in enumerate(dict.fromkeys(tuple(np.round(p, 6)) for line in spots.values() for p in line))}
    rows, columns, far = [], [], []
    for face in faces:
        sides = [tuple(sorted(side)) for side in zip(face, [*face[1:], face[0]], strict=True)]
        here = sorted({index[tuple(np.round(p, 6))] for side in sides for p in spots[side]})
        points = np.array(list(index))[here]
        gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
        j, k = np.triu_indices(len(here), 1)
        rows, columns, far = rows + [here[n] for n in j], columns + [here[n] for n in k], far + list(gaps[j, k])
    graph = coo_matrix((far, (rows, columns)), shape=(len(index), len(index)))
    ends = [index[tuple(np.round(corners[k], 6))] for k in (start, end)]
    return float(dijkstra(graph.tocsr(), directed=False, indices=ends[0])[ends[1]])


@pytest.mark.parametrize("i", range(4))
def test_the_shortest_way_over_a_box_by_search(i):
    solid = way_figure("box", i)
    a, b, h = solid.facts["derived"]["dimensions"].values()
    corners = np.array([(x, y, z) for z in (0, h) for y in (0, b) for x in (0, a)], float)
    faces = [[0, 1, 3, 2], [4, 5, 7, 6], [0, 1, 5, 4], [2, 3, 7, 6], [0, 2, 6, 4], [1, 3, 7, 5]]
    found = over_faces(corners, faces, 0, 7)
    for question in asked("surface_path", solid, "How long is the shortest"):
        assert number(question.answer) == pytest.approx(found, rel=2e-3)
        assert number(question.answer) <= found + 6e-3


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("solid", ["triangular prism", "square prism", "hexagonal prism"])
def test_a_thread_round_a_prism_by_search(solid, i):
    """On the prism's side faces alone, cut open along the first edge."""
    made = way_figure(solid, i)
    n = {"tri": 3, "squ": 4, "hex": 6}[solid[:3]]
    a, h = made.facts["derived"]["dimensions"].values()
    strip = np.array([(k * a, 0, z) for z in (0, h) for k in range(n + 1)], float)
    faces = [[k, k + 1, n + 2 + k, n + 1 + k] for k in range(n)]
    found = over_faces(strip, faces, 0, 2 * n + 1)
    for question in asked("surface_path", made, "How long is it at least"):
        assert number(question.answer) == pytest.approx(found, rel=2e-3)
    for question in asked("surface_path", made, "does it cross the edge"):
        assert number(question.answer) == pytest.approx(h / n, abs=6e-3)


@pytest.mark.parametrize("i", range(6))
@pytest.mark.parametrize("solid", ["cylinder", "cone"])
def test_ways_round_are_as_long_as_their_curve_in_space(solid, i):
    made = way_figure(solid, i)
    names, derived = names_in(made.code), made.facts["derived"]
    start = made.params["start"]
    end = start + 360 * derived["turns"]
    t = np.linspace(start, end, 40001)
    curve = names["way"](t)
    long = np.linalg.norm(np.diff(curve, axis=0), axis=1).sum()
    assert derived["length"] == pytest.approx(long, rel=1e-4)
    for question in asked("surface_path", made, "How long is"):
        assert number(question.answer) == pytest.approx(long, abs=6e-3)
    r, h = names["r"], names["h"]
    height = curve[:, 2]
    wide = np.hypot(curve[:, 0], curve[:, 1])
    assert np.allclose(wide, r if solid == "cylinder" else r * (1 - height / h))
    if solid == "cone":
        wobbled = curve * np.column_stack([(1 + 0.02 * np.sin(np.pi * (t - start) / (end - start)))] * 2 + [np.ones(len(t))])
        wobbled[:, 2] = h * (1 - np.hypot(wobbled[:, 0], wobbled[:, 1]) / r)
        assert np.linalg.norm(np.diff(wobbled, axis=0), axis=1).sum() > long


@pytest.mark.parametrize("i", range(6))
@pytest.mark.parametrize("solid", ["cylinder", "cone"])
def test_ways_round_are_dashed_where_their_surface_is_turned_away(solid, i):
    made = way_figure(solid, i)
    names = names_in(made.code)
    e, slope = math.radians(made.params["elevation"]), (names["r"] / names["h"] if solid == "cone" else 0)
    for start, end, style in names["pieces"]:
        for t in np.radians(np.linspace(start, end, 9)[1:-1]):
            facing = -math.sin(t) * math.cos(e) + slope * math.sin(e)  # the surface's normal towards the viewer
            assert (facing < 1e-2) if style == "--" else (facing > -1e-2)
