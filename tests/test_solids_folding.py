"""Solids that are folded, rolled, unrolled or packed: facts found again by turning paper in space, by search and by sampling."""

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

SAMPLES = 14


@cache
def sample(family: str, i: int, **fixed) -> solids.Solid:
    return solids.make(family, Random(f"folding/{i}"), {"code_entry": "straight", **dict(fixed)})


def each(family: str, count: int = SAMPLES):
    return pytest.mark.parametrize(("family", "i"), [(family, i) for i in range(count)])


def names_in(code: str) -> dict:
    """The variables that the script leaves behind."""
    space: dict = {}
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), space)
        plt.close("all")
    return space


def number(answer: str) -> float:
    """The answer's number, its unit left out."""
    found = re.match(r"(\d*\.?\d*)(π)?(?:√(\d+))?(?:/(\d+))?", answer)
    return float(found[1] or 1) * (math.pi if found[2] else 1) * math.sqrt(float(found[3] or 1)) / float(found[4] or 1)


def evaluated(answer: str, names: dict) -> float:
    """The answer's number; letters stand for the script's parameters."""
    if not answer[0].isalpha():
        return number(answer)
    product = re.sub(r"(?<=[a-z0-9)])(?=[a-z(])", "*", answer.replace("−", "-"))
    return eval(product, {}, names)


def asked(family: str, solid: solids.Solid, about: str) -> list:
    """All questions about something that any generator asks on this figure."""
    made = [question for i in range(4) for question in solids.ask(family, solid.facts, Random(i)) if about in question.question]
    for question in made:
        assert question.answer not in question.wrong
        assert question.wrong
        assert len(set(question.wrong)) == len(question.wrong)
    return made


def turned(points: np.ndarray, start: np.ndarray, end: np.ndarray, degrees: float) -> np.ndarray:
    """The points turned round the line from start to end (Rodrigues' formula)."""
    axis = (end - start) / np.linalg.norm(end - start)
    away, a = points - start, math.radians(degrees)
    along = np.outer(away @ axis, axis)
    return start + along + (away - along) * math.cos(a) + np.cross(axis, away) * math.sin(a)


def folded(faces: list[np.ndarray], angle) -> list[np.ndarray]:
    """Plane faces folded along the sides they share, the first staying where it is; `angle(i, j)` is the turn between two of them."""
    space = [np.column_stack((face, np.zeros(len(face)))) for face in faces]
    done, queue = {0}, [0]
    for i in queue:
        for j in set(range(len(faces))) - done:
            shared = [k for k, p in enumerate(faces[i]) if min(np.linalg.norm(faces[j] - p, axis=1)) < 1e-6]
            if len(shared) == 2:
                k = shared[0] if shared[1] == shared[0] + 1 else shared[1]
                branch = _branch(faces, j, done)
                start, end = space[i][k], space[i][(k + 1) % len(faces[i])]
                for part in branch:
                    space[part] = turned(space[part], start, end, -angle(i, j))
                done.add(j)
                queue.append(j)
    return space


def _branch(faces: list[np.ndarray], start: int, cut: set[int]) -> set[int]:
    """What hangs on a face once the faces in `cut` are taken away."""
    reached, queue = {start}, [start]
    for i in queue:
        for j in set(range(len(faces))) - reached - cut:
            if sum(min(np.linalg.norm(faces[j] - p, axis=1)) < 1e-6 for p in faces[i]) == 2:
                reached.add(j)
                queue.append(j)
    return reached


# Nets of boxes


def box_faces(i: int):
    """The rectangles of a net as its script has them, flat and folded, and the script's names."""
    solid = sample("box_net", i, code_store="panels", show=("net", "corners", "open", "cross", "net and box")[i % 5])
    names = names_in(solid.code)
    table = names["panels"]
    rows = list(table.values()) if isinstance(table, dict) else table
    flat = [np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], float) for x, y, w, h in rows]
    return solid, flat, folded(flat, lambda i, j: 90), names


@pytest.mark.parametrize("i", range(20))
def test_a_net_of_a_box_closes_when_its_paper_is_turned_in_space(i):
    solid, _, space, _ = box_faces(i)
    corners = np.round(np.vstack(space), 6)
    middles = {tuple(np.round(face.mean(axis=0), 6)) for face in space}
    derived = solid.facts["derived"]
    assert (len(middles) == len(space)) == derived["folds to a box"]
    if derived["folds to a box"]:
        assert len({tuple(corner) for corner in corners}) == 8
        spans = corners.max(axis=0) - corners.min(axis=0)
        assert sorted(spans) == pytest.approx(sorted(derived["edges of the box"]))
        assert derived["volume"] == pytest.approx(spans.prod())


@pytest.mark.parametrize("i", range(20))
def test_faces_and_corners_of_a_box_meet_as_the_answers_say(i):
    solid, flat, space, names = box_faces(i)
    middles = [face.mean(axis=0) for face in space]
    heart = np.vstack(space).min(axis=0) / 2 + np.vstack(space).max(axis=0) / 2
    marks = list(names["panels"]) if isinstance(names["panels"], dict) else []
    for question in asked("box_net", solid, "opposite"):
        p = re.search(r"marked (\w)", question.question)[1]
        assert np.allclose(middles[marks.index(p)] + middles[marks.index(question.answer)], 2 * heart)
    named = {name: place(point, flat, space) for name, point, _ in names["names"]} if "corners" in solid.params["show"] else {}
    for question in asked("box_net", solid, "come together"):
        p = question.question[-2]
        together = [q for q in named if q != p and np.allclose(named[p], named[q])]
        assert question.answer == " and ".join([", ".join(together[:-1]), together[-1]] if len(together) > 1 else together)
    for question in asked("box_net", solid, "How far apart"):
        p, q = re.search(r"corners (\w) and (\w)", question.question).groups()
        assert np.linalg.norm(named[p] - named[q]) == pytest.approx(number(question.answer), abs=5e-3)


def place(point, flat: list[np.ndarray], space: list[np.ndarray]) -> np.ndarray:
    """Where a corner of the paper comes to lie."""
    return next(space[k][j] for k, face in enumerate(flat) for j, corner in enumerate(face) if np.allclose(corner, point))


@pytest.mark.parametrize("i", range(6))
def test_a_tray_holds_what_its_sheet_and_squares_give(i):
    solid = sample("box_net", i, show="sheet")
    names = names_in(solid.code)
    long, wide, x = names["a"], names["b"], names["s"]
    paper = long * wide - 4 * x * x
    for question in asked("box_net", solid, "volume"):
        assert evaluated(question.answer, names) == pytest.approx(x * (long - 2 * x) * (wide - 2 * x))
    for question in asked("box_net", solid, "area of the paper"):
        assert number(question.answer) == pytest.approx(paper)


def test_wrong_nets_are_asked_about():
    for i in range(3):
        solid = solids.make("box_net", Random(i), {"show": "net", "difficulty": 4, "wrong": True})
        answers = {question.answer for question in asked("box_net", solid, "Does this pattern fold")}
        assert all(answer.startswith("No") for answer in answers)


# Nets of prisms, pyramids and round solids

FLAT = ("triangular prism", "right prism", "pentagonal prism", "hexagonal prism", "triangular pyramid", "square pyramid",
        "pentagonal pyramid", "hexagonal pyramid", "square frustum", "tetrahedron", "octahedron")  # fmt: skip


def exterior(solid: str, names: dict):
    """By how much the paper turns between two faces of these shapes, in degrees, by the solid's trigonometry."""
    a, b, s = (float(names.get(symbol, 0)) for symbol in "abs")
    n = {"triangular": 3, "square": 4, "pentagonal": 5, "hexagonal": 6}.get(solid.split()[0], 3)
    if solid == "right prism":
        corners = {
            ("side a", "side b"): 90.0,
            ("side a", "side c"): math.degrees(math.atan2(b, a)),
            ("side b", "side c"): math.degrees(math.atan2(a, b)),
        }
        return lambda p, q: 180 - corners[tuple(sorted((p, q)))] if p[:4] == q[:4] == "side" else 90
    if "prism" in solid:
        return lambda p, q: 360 / n if p == q else 90
    if solid in ("tetrahedron", "octahedron"):
        return lambda p, q: 180 - math.degrees(math.acos({"t": 1, "o": -1}[solid[0]] / 3))
    lean = math.acos((a / 2 / math.tan(math.pi / n) - (b / 2 if "frustum" in solid else 0)) / s)  # between base and side
    between = math.degrees(math.acos(math.sin(lean) ** 2 * math.cos(math.tau / n) + math.cos(lean) ** 2))
    rims = {"base": 180 - math.degrees(lean), "top": math.degrees(lean)}
    return lambda p, q: between if p == q else rims.get(p) or rims[q]


@cache
def folded_net(solid: str, i: int):
    made = solids.make(
        "other_net", Random(f"folding/{i}"), {"solid": solid, "difficulty": 4 if solid != "octahedron" else 5, "code_entry": "straight"}
    )
    names = names_in(made.code)
    kinds = [re.search(r'faces = \[np.array\(shapes\["(.*?)"\]', made.code)[1], *(row[0] for row in names["net"])]
    turn = exterior(solid, names)
    return made, folded([np.array(face) for face in names["faces"]], lambda i, j: turn(kinds[i], kinds[j]))


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("solid", FLAT)
def test_a_net_of_a_polyhedron_closes_when_its_paper_is_turned_in_space(solid, i):
    from scipy.spatial import ConvexHull

    made, space = folded_net(solid, i)
    derived = made.facts["derived"]
    corners = np.unique(np.round(np.vstack(space), 4) + 0.0, axis=0)
    corners = [p for k, p in enumerate(corners) if all(np.linalg.norm(p - q) > 1e-2 for q in corners[:k])]
    hull = ConvexHull(np.array(corners))
    assert (len(corners), len(space)) == (derived["V"], derived["F"])
    assert derived["volume"] == pytest.approx(hull.volume, rel=1e-3)
    assert derived["surface area"] == pytest.approx(hull.area, rel=1e-3)


@pytest.mark.parametrize("solid", FLAT)
def test_answers_on_a_polyhedron_s_net(solid):
    made, space = folded_net(solid, 0)
    sides = [side for face in space for side in zip(face, np.roll(face, -1, axis=0), strict=True)]
    edges = {frozenset(tuple(np.round(p, 2) + 0.0) for p in side) for side in sides}
    for question in asked("other_net", made, "edges has the solid"):
        assert int(question.answer) == len(edges)
    for question in asked("other_net", made, "cut sides come together"):
        assert int(question.answer) == (len(sides) - 2 * (len(space) - 1)) / 2
    marks = made.facts["visible"]["labels"]
    across = [np.cross(face[1] - face[0], face[2] - face[0]) for face in space]
    for question in asked("other_net", made, "parallel to the face"):
        p, q = (marks.index(mark) for mark in (question.question[-2], question.answer))
        assert np.linalg.norm(np.cross(across[p], across[q])) < 1e-6
    for question in asked("other_net", made, "What solid"):
        around = {"tri": 3, "rig": 3, "pen": 5, "hex": 6, "squ": 4, "tet": 3, "oct": 7}[solid[:3]]
        assert len(space) == around + (2 if question.answer.endswith("prism") or "frustum" in solid else 1)


@pytest.mark.parametrize("i", range(5))
@pytest.mark.parametrize("solid", ["cylinder", "cone", "cone frustum"])
def test_round_nets_roll_up(solid, i):
    """Arcs as long as the circles that they meet; volume and area summed over thin slices."""
    made = solids.make("other_net", Random(f"folding/{i}"), {"solid": solid, "difficulty": 4, "code_entry": "straight"})
    size, derived = made.facts["derived"]["dimensions"], made.facts["derived"]
    low, high = (size.get("R", size["r"]), {"cylinder": size["r"], "cone": 0}.get(solid, size["r"]))
    h = size.get("h") or math.sqrt(size["s"] ** 2 - (low - high) ** 2)
    z = (np.arange(20000) + 0.5) / 20000
    radii = low + (high - low) * z
    side = (math.tau * radii).mean() * math.hypot(h, low - high)
    assert derived["volume"] == pytest.approx((math.pi * radii**2).mean() * h, rel=1e-4)
    assert derived["surface area"] == pytest.approx(side + math.pi * (low**2 + (high**2 if solid != "cone" else 0)), rel=1e-4)
    if solid == "cylinder":
        assert names_in(made.code)["w"] == pytest.approx(math.tau * size["r"])
    else:
        sector = math.radians(derived["angle"]) / 2 * ((low * size["s"] / (low - high)) ** 2 - (high * size["s"] / (low - high)) ** 2)
        assert sector == pytest.approx(side, rel=1e-4)
    for question in asked("other_net", made, "volume"):
        assert number(question.answer) == pytest.approx(derived["volume"], abs=6e-3)
    for question in asked("other_net", made, "angle of the sector?"):
        assert float(question.answer[:-1]) == pytest.approx(math.degrees(math.tau * low / size["s"]))
    for question in asked("other_net", made, "What fraction"):
        assert eval(question.answer) == pytest.approx(low / size["s"])
