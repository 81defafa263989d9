"""Solids of unit cubes and boxes: views, paint, tunnels and frames, found again by brute force on voxels and from the drawn picture."""

import re
from functools import cache
from itertools import product
from random import Random

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")

from cpx import solids
from cpx.solids.cubes import silhouettes, voxels
from cpx.solids.family.painted_cube import blocks
from solid_scripts import axes_of, rounds


@cache
def sample(family: str, i: int) -> solids.Solid:
    return solids.make(family, Random(f"views/{i}"))


# Views of cubes


def seen(cubes, side: str) -> np.ndarray:
    """A view as an array of booleans, its top row first: the solid as a block of voxels, looked through along an axis."""
    block = np.zeros(np.max(cubes, axis=0) + 1, dtype=bool)
    block[tuple(np.transpose(cubes))] = True
    image = {"front": block.any(1).T, "right": block.any(0).T, "left": block.any(0).T[:, ::-1], "top": block.any(2).T}[side]
    return image[::-1]


def array(rows) -> np.ndarray:
    return np.array([[mark != "." for mark in row] for row in rows])


def cubes_of(solid: solids.Solid) -> list:
    params = solid.params
    return voxels.stacked(params["heights"]) if "heights" in params else params["cubes"]


@pytest.mark.parametrize("i", range(40))
def test_views_are_those_of_a_block_of_voxels(i):
    solid = sample("polycube_views", i)
    for side, rows in solid.facts["derived"]["views"].items():
        assert np.array_equal(array(rows), seen(cubes_of(solid), side))


@pytest.mark.parametrize("show", ["views", "two views", "plan"])
@pytest.mark.parametrize("i", range(6))
def test_squares_drawn_are_as_many_as_the_facts_say(show, i):
    solid = solids.make("polycube_views", Random(f"squares/{i}"), {"show": show})
    told = sum(count for noun, count in solid.facts["visible"]["counts"].items() if noun.startswith("squares"))
    assert len(axes_of(solid.code).patches) == told


def piles(views, across: int, deep: int, tall: int):
    """Numbers of cubes of all piles with these views, by trying every pile."""
    for heights in product(range(tall + 1), repeat=across * deep):
        cubes = [(k % across, k // across, z) for k, h in enumerate(heights) for z in range(h)]
        if cubes and all(np.array_equal(_full(cubes, side, (across, deep, tall)), array(rows)) for side, rows in views.items()):
            yield len(cubes)


def _full(cubes, side: str, shape) -> np.ndarray:
    """The view of the whole space, empty edges included."""
    block = np.zeros(shape, dtype=bool)
    block[tuple(np.transpose(cubes))] = True
    image = {"front": block.any(1).T, "right": block.any(0).T, "left": block.any(0).T[:, ::-1], "top": block.any(2).T}[side]
    return image[::-1]


@pytest.mark.parametrize("i", range(12))
@pytest.mark.parametrize(
    "sides", [("front", "left", "top"), ("top", "front", "right"), ("front", "left"), ("front", "top"), ("left", "top")]
)
def test_least_and_greatest_number_of_cubes_by_trying_every_pile(i, sides):
    rng = Random(f"pile/{i}")
    across, deep, tall = rng.choice([(2, 2, 3), (3, 2, 2), (2, 3, 2), (1, 3, 3)])
    table = [[rng.randint(0, tall) for _ in range(across)] for _ in range(deep)]
    table[0][0], table[-1][-1] = tall, max(table[-1][-1], 1)
    cubes = voxels.stacked(table)
    if silhouettes.ragged(table) or tuple(np.max(cubes, axis=0) + 1) != (across, deep, tall):
        return
    views = {side: ["".join("#" if full else "." for full in row) for row in seen(cubes, side)] for side in sides}
    found = list(piles(views, across, deep, tall))
    assert silhouettes.limits(views) == (min(found), max(found))


@pytest.mark.parametrize("i", range(60))
def test_answers_on_views(i):
    solid = sample("polycube_views", i)
    cubes = cubes_of(solid)
    derived = solid.facts["derived"]
    for question in rounds("polycube_views", solid):
        assert question.answer == str(answer_on_views(question.question, cubes, derived, solid)), question
        assert question.answer not in question.wrong


def answer_on_views(text: str, cubes, derived, solid):
    if "Which of the shapes" in text:
        side = {"front": "front", "left": "left", "right": "right", "above": "top"}[re.search(r"from (?:the )?(\w+)\?", text)[1]]
        statements = solid.facts["visible"]["statements"][:4]
        return next(name for name, said in zip("ABCD", statements, strict=True) if _read(said) == _read_of(seen(cubes, side)))
    if "least" in text or "greatest" in text:
        return silhouettes.limits({view: derived["views"][view] for view in derived["shown"]})["greatest" in text]  # tried out above
    if "surface" in text:
        block = np.pad(_block(cubes), 1).astype(int)
        return sum(int(np.abs(np.diff(block, axis=axis)).sum()) for axis in range(3))
    if "cubes" in text and "many squares" not in text:
        return len(cubes)
    if "shape" in text:
        return sum(map(len, _read(solid.facts["visible"]["statements"]["ABCD".index(text.split(" have")[0][-1])])))
    side = re.search(r"(front|left|right|top) view|the figure", text)[1] or "top"
    return int(seen(cubes, side).sum())


def _block(cubes) -> np.ndarray:
    block = np.zeros(np.max(cubes, axis=0) + 1, dtype=bool)
    block[tuple(np.transpose(cubes))] = True
    return block


def _read(said: str) -> list[list[int]]:
    """The columns that a statement lists for each row."""
    return [[int(n) for n in re.findall(r"\d+", row)] for row in said.split(";")]


def _read_of(view: np.ndarray) -> list[list[int]]:
    return [[int(j) + 1 for j in np.flatnonzero(row)] for row in view]


# Painted blocks


def block_of(solid: solids.Solid) -> np.ndarray:
    """The block as voxels, what was taken away missing; found from the parameters."""
    block = np.ones(solid.params["size"], dtype=bool)
    for axis, i, j in solid.params.get("tunnels", ()):
        block[{"x": np.s_[:, i, j], "y": np.s_[i, :, j], "z": np.s_[i, j, :]}[axis]] = False
    for x, y, z in solid.params.get("missing", ()):
        block[x, y, z] = False
    return block


def shifted(block: np.ndarray, side: str) -> np.ndarray:
    """For each voxel, whether the neighbour on that side is full."""
    axis, step = {"left": (0, 1), "right": (0, -1), "front": (1, 1), "back": (1, -1), "bottom": (2, 1), "top": (2, -1)}[side]
    inner = np.pad(block, 1)
    return np.roll(inner, step, axis)[1:-1, 1:-1, 1:-1]


def painted_faces(block: np.ndarray, paint) -> np.ndarray:
    """How many faces of each voxel lie open towards these sides."""
    return sum((block & ~shifted(block, side)).astype(int) for side in paint)


def paint_of(rule: str, seen: list[str], in_sight: list[str]) -> list[str]:
    turned = {"top": "bottom", "front": "back", "left": "right", "right": "left"}
    every = ["top", "bottom", "left", "right", "front", "back"]
    return {
        "All six sides of the block are painted": every,
        "All sides of the block but the bottom are painted": [side for side in every if side != "bottom"],
        "Only the three sides in sight are painted": in_sight,
        "Opposite sides of the block are painted alike": [*seen, *(turned[side] for side in seen)],
        "White sides and all sides out of sight are not painted": seen,
    }[rule]


def answer_on_paint(text: str, solid: solids.Solid) -> int:
    derived, block = solid.facts["derived"], block_of(solid)
    number = ("no", "one", "two", "three", "four", "five", "six")
    if "two colours" in text:
        even = int((np.indices(block.shape).sum(axis=0) % 2 == 0).sum())
        return even if re.search(r"cubes are ([\w ]+)\?", text)[1] == derived["board"][0] else block.size - even
    if "are left" in text:
        return int(block.sum())
    open_faces = painted_faces(block, ["top", "bottom", "left", "right", "front", "back"])
    if "surface" in text:
        return int(open_faces.sum())
    k = number.index(found[1]) if (found := re.search(r"exactly (\w+) painted", text)) else 0
    if "dipped" in text:
        return int((open_faces[block] == k).sum())
    paint = paint_of(text.split(". ")[0], derived["painted sides in sight"], derived["sides in sight"])
    faces = painted_faces(np.ones_like(block), paint)
    if found := re.search(r"letter (\w)\?", text):
        return int(faces[tuple(derived["lettered cubes"][found[1]])])
    return int((faces == k).sum())


@pytest.mark.parametrize("i", range(60))
def test_answers_on_paint_by_voxels(i):
    solid = sample("painted_cube", i)
    for question in rounds("painted_cube", solid):
        if found := re.fullmatch(r"How many (.*) does the figure show\?", question.question):
            assert question.answer == str(solid.facts["visible"]["counts"][found[1]])
        else:
            assert question.answer == str(answer_on_paint(question.question, solid)), question


@pytest.mark.parametrize("i", range(30))
def test_unit_squares_of_painted_blocks_are_drawn_as_often_as_told(i):
    solid = sample("painted_cube", i)
    counts = solid.facts["visible"]["counts"]
    block = block_of(solid)
    sides = [noun.split()[-2] for noun in counts if noun.endswith("side")]
    for side in sides:
        axis, end = {"top": (2, -1), "front": (1, 0), "right": (0, -1), "left": (0, 0)}[side]
        assert counts[f"unit squares on the {side} side"] == np.take(block, end, axis).sum()
    if solid.params["code_store"] == "cubes":
        assert len(axes_of(solid.code).patches) == painted_faces(block, sides).sum()


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_painted_faces_of_a_cube_by_the_formulas(n):
    found = blocks.painted(blocks.whole((n, n, n)), (n, n, n), blocks.STEPS)
    assert [found[k] for k in (3, 2, 1, 0)] == [8, 12 * (n - 2), 6 * (n - 2) ** 2, (n - 2) ** 3]
