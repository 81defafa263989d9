"""Carved boxes: volume, surface, faces and hidden lines found again on a block of small voxels and by rays through boxes."""

import math
import re
from functools import cache
from random import Random

import numpy as np
import pytest

from cpx import solids
from cpx.solids.page import hidden, project
from cpx.solids.page.vectors import between
from cpx.solids.questions import exact
from cpx.solids.wire import carve

STEP = 0.125
FORMS = {form: level for level, forms in solids._module("carved").FORMS.items() for form in forms}
SQUARE = [form for form in FORMS if form not in ("drilled", "groove")]


@cache
def sample(form: str, i: int) -> solids.Solid:
    return solids.make("carved", Random(f"{form}/{i}"), {"form": form, "difficulty": FORMS[form], "values": "value"})


def gone(solid: solids.Solid) -> list[tuple]:
    """The boxes taken away, from the parameters."""
    p = solid.params
    d = solid.facts["derived"]["dimensions"]
    a, b, c = d["a"], d["b"], d["c"]
    far = lambda size, whole: (whole - size, whole)  # noqa: E731
    mid = lambda size, whole: ((whole - size) / 2, (whole + size) / 2)  # noqa: E731
    end = lambda at, size, whole: (0, size) if at in ("left", "front") else far(size, whole)  # noqa: E731
    form = p["form"]
    if form == "corner":
        return [(end(p["corner_side"], d["d"], a), end(p["corner_depth"], d["e"], b), far(d["f"], c))]
    if form == "two corners":
        right = (far(d["d"], a), end(p["corner_depth"], d["e"], b), far(d["f"], c))
        return [right, ((0, d["g"]), end(p["other_depth"], d["h"], b), far(d["i"], c))]
    if form == "corner and tunnel":
        low = (c - d["e"]) / 4
        corner = (end(p["corner_side"], d["f"], a), (0, d["g"]), far(d["h"], c))
        return [corner, (mid(d["d"], a), (0, b), (low, low + d["e"]))]
    if form == "step":
        deep = p["step_along"] == "depth"
        return [(end(p["corner_side"], d["d"], a), (0, b), far(d["e"], c)) if deep else ((0, a), (0, d["d"]), far(d["e"], c))]
    if form == "stairs":
        return [(far(k * d["d"], a), (0, b), (c - (3 - k) * d["e"], c)) for k in (1, 2)]
    if form == "notch":
        return [(mid(d["d"], a), (0, d["e"]), far(d["f"], c))]
    if form == "slot":
        deep = p["slot_along"] == "depth"
        return [(mid(d["d"], a), (0, b), far(d["e"], c)) if deep else ((0, a), mid(d["d"], b), far(d["e"], c))]
    if form == "pocket":
        return [(mid(d["d"], a), mid(d["e"], b), far(d["f"], c))]
    if form == "two tunnels":
        return [(mid(d["d"], a), (0, b), mid(d["d"], c)), (mid(d["d"], a), mid(d["d"], b), (0, c))]
    return [{
        "depth": (mid(d["d"], a), (0, b), mid(d["e"], c)),
        "height": (mid(d["d"], a), mid(d["e"], b), (0, c)),
        "length": ((0, a), mid(d["d"], b), mid(d["e"], c)),
    }[p["tunnel"]]]  # fmt: skip


def voxels(solid: solids.Solid) -> np.ndarray:
    d = solid.facts["derived"]["dimensions"]
    block = np.ones([round(d[s] / STEP) for s in "abc"], dtype=bool)
    for box in gone(solid):
        block[tuple(slice(round(low / STEP), round(high / STEP)) for low, high in box)] = False
    return block


CASES = pytest.mark.parametrize(("form", "i"), [(form, i) for form in SQUARE for i in range(3)])


@CASES
def test_volume_and_surface_by_voxels(form, i):
    solid = sample(form, i)
    block, derived = voxels(solid), solid.facts["derived"]
    assert derived["volume"] == pytest.approx(block.sum() * STEP**3, rel=1e-6)
    padded = np.pad(block, 1).astype(np.int8)
    area = sum(int(np.abs(np.diff(padded, axis=axis)).sum()) for axis in range(3)) * STEP**2
    assert derived["surface area"] == pytest.approx(area, rel=1e-6)
    assert derived["volume taken away"] == pytest.approx(block.size * STEP**3 - derived["volume"], rel=1e-6)


@CASES
def test_faces_edges_and_vertices_by_voxels(form, i):
    """A vertex is where the eight voxels round a point are not alike along every direction; an edge where the four round a line are not."""
    solid = sample(form, i)
    inner = np.pad(voxels(solid), 1)
    bends = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        cut = lambda i, j, u=u, v=v: np.take(np.take(inner, range(i, inner.shape[u] - 1 + i), u), range(j, inner.shape[v] - 1 + j), v)  # noqa: E731
        four = cut(0, 0) + 0 + cut(1, 0) + cut(0, 1) + cut(1, 1)
        bends.append((four == 1) | (four == 3))
    runs = sum(
        int((np.diff(np.pad(line, [(1, 1) if k == n else (0, 0) for k in range(3)]).astype(np.int8), axis=n) == 1).sum())
        for n, line in enumerate(bends)
    )
    assert solid.facts["derived"]["E"] == runs
    ends = np.zeros([n - 1 for n in inner.shape], dtype=bool)
    for n, line in enumerate(bends):
        ends |= np.diff(line.astype(np.int8), axis=n) != 0
    assert solid.facts["derived"]["V"] == int(ends.sum())


@CASES
def test_euler(form, i):
    """V - E + F - (holes in faces) = 2 - 2 (tunnels)."""
    d = sample(form, i).facts["derived"]
    holes = {"tunnel": 2, "pocket": 1, "two tunnels": 4, "corner and tunnel": 2}.get(form, 0)
    tunnels = {"tunnel": 1, "corner and tunnel": 1, "two tunnels": 3}.get(form, 0)
    assert d["V"] - d["E"] + d["F"] - holes == 2 - 2 * tunnels


@pytest.mark.parametrize("view", [project.cabinet(), project.isometric(1), project.orthographic(25, 20)], ids=lambda view: view.kind)
@pytest.mark.parametrize("form", ["tunnel", "pocket", "two tunnels", "two corners", "stairs"])
def test_hidden_lines_agree_with_rays_through_voxels(form, view):
    solid = sample(form, 0)
    d, block = solid.facts["derived"]["dimensions"], voxels(solid)
    form_of = lambda number: {"": float(number)}  # noqa: E731
    boxes = [tuple((form_of(low), form_of(high)) for low, high in box) for box in gone(solid)]
    made = carve.body("box", tuple((form_of(0), form_of(d[s])) for s in "abc"), boxes, {}, {})
    points = made.points
    faces = [[points[name] for name in face] for face in made.faces]
    for a, b in made.edges:
        for piece in hidden.pieces(points[a], points[b], hidden.screens(faces, view), view):
            p = np.array(between(points[a], points[b], piece.start + 0.47 * (piece.end - piece.start)))
            gaze = np.array(view.toward(tuple(p))) / np.linalg.norm(view.toward(tuple(p)))
            found = {blocked(block, p + 1e-4 * np.array(aside), gaze) for aside in ((3, 1, 2), (-3, -1, -2), (2, -3, 1), (-1, 2, -3))}
            assert piece.hidden in found  # a ray along a face may go either way


@pytest.mark.parametrize("view", [project.cabinet(), project.isometric(-1), project.orthographic(25, 20)], ids=lambda view: view.kind)
@pytest.mark.parametrize("form", ["tunnel", "pocket", "two tunnels", "two corners", "stairs", "notch"])
def test_the_last_face_drawn_at_a_point_is_the_nearest(form, view):
    solid = sample(form, 0)
    d = solid.facts["derived"]["dimensions"]
    form_of = lambda number: {"": float(number)}  # noqa: E731
    boxes = [tuple((form_of(low), form_of(high)) for low, high in box) for box in gone(solid)]
    made = carve.body("box", tuple((form_of(0), form_of(d[s])) for s in "abc"), boxes, {}, {})
    points = made.points
    order = [[points[name] for name in face] for face in carve.far_to_near(made, view)]
    flat = [[view.flat(p) for p in face] for face in order]
    low, high = np.min([p for face in flat for p in face], axis=0), np.max([p for face in flat for p in face], axis=0)
    gaze = np.array(view.toward((0, 0, 0)))
    for spot in np.random.default_rng(1).uniform(low, high, (300, 2)):
        here = [k for k, face in enumerate(flat) if hidden.within(tuple(spot), face) == "inside"]
        if len(here) > 1:
            start = np.linalg.lstsq(np.array([view.right, view.up]), spot, rcond=None)[0]  # some point that is seen at this spot
            across = [np.cross(np.subtract(order[k][1], order[k][0]), np.subtract(order[k][2], order[k][0])) for k in here]
            depths = [n @ np.subtract(order[k][0], start) / (n @ gaze) for n, k in zip(across, here, strict=True)]
            assert depths[-1] == max(depths)


def blocked(block: np.ndarray, p: np.ndarray, gaze: np.ndarray) -> bool:
    steps = np.arange(0.02, 40, 0.02)
    cells = np.floor((p + np.outer(steps, gaze)) / STEP).astype(int)
    inside = ((cells >= 0) & (cells < block.shape)).all(axis=1)
    return bool(block[tuple(cells[inside].T)].any())


@pytest.mark.parametrize("form", ["drilled", "groove"])
@pytest.mark.parametrize("i", range(6))
def test_round_holes_by_sampling(form, i):
    solid = sample(form, i)
    derived = solid.facts["derived"]
    d = derived["dimensions"]
    a, b, c, r = (d[s] for s in "abcr")
    deep = solid.params.get("hole_lies", "deep") == "deep"
    x, y = np.random.default_rng(i).uniform((-a / 2, -(c if deep else b) / 2), (a / 2, (c if deep else b) / 2), (200_000, 2)).T
    y = y - c / 2 if form == "groove" else y
    share = (x * x + y * y > r * r).mean()
    assert derived["volume"] == pytest.approx(share * a * b * c, rel=0.01)
    long = b if deep else c
    wall, ends = (
        (2 * math.pi * r * long, 2 * math.pi * r * r) if form == "drilled" else (math.pi * r * long - 2 * r * long, math.pi * r * r)
    )
    assert derived["surface area"] == pytest.approx(2 * (a * b + b * c + c * a) + wall - ends, abs=1e-3)


@pytest.mark.parametrize("i", range(40))
def test_answers_on_carved_boxes(i):
    solid = solids.make("carved", Random(f"asked/{i}"))
    derived, counts = solid.facts["derived"], solid.facts["visible"]["counts"]
    for question in (q for k in range(3) for q in solids.ask("carved", solid.facts, Random(k))):
        if found := re.search(r"How many (faces|edges|vertices) has", question.question):
            assert question.answer == str(derived[{"faces": "F", "edges": "E", "vertices": "V"}[found[1]]])
        elif found := re.search(r"What is the (volume|surface area) of the remaining solid", question.question):
            assert question.answer.split(" ")[0] == exact(derived[found[1]])
        elif found := re.fullmatch(r"How many (.*) does the figure show\?", question.question):
            assert question.answer == str(counts[found[1]])
        assert question.answer not in question.wrong
