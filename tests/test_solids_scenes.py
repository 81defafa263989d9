"""Frames, three views, shadows and liquids: lengths, counts and volumes found again from the drawn lines, by search and by sampling."""

import math
import re
from functools import cache
from itertools import pairwise
from random import Random

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection
from matplotlib.colors import same_color
from scipy.ndimage import label

from cpx import solids
from cpx.solids.draw import Draw
from cpx.solids.family.three_views import subjects
from cpx.solids.questions import exact
from solid_scripts import axes_of, rounds


@cache
def sample(family: str, i: int) -> solids.Solid:
    return solids.make(family, Random(f"scenes/{i}"))


def lines(axes: plt.Axes, width: float | None = None, colour: str | None = None) -> list[np.ndarray]:
    """Lines of two points, those of a collection among them, perhaps of one width or colour only."""
    plain = [line for line in axes.lines if line.get_linestyle() != "None"]
    found = [(np.asarray(line.get_xydata()), line.get_linewidth(), line.get_color()) for line in plain]
    for made in axes.collections:
        if isinstance(made, LineCollection):
            found += [(np.asarray(s), made.get_linewidth()[0], made.get_color()[0]) for s in made.get_segments()]
    return [
        xy for xy, w, c in found if (width is None or abs(w - width) < 1e-6) and (colour is None or same_color(c, colour)) and len(xy) == 2
    ]


def number(text: str) -> float:
    """An answer as a number: 12, 3√2, 5π/4, with or without a unit."""
    text = text.split(" ")[0]
    value = 1.0
    for part, factor in (("π", math.pi),):
        if part in text:
            value, text = value * factor, text.replace(part, "", 1)
    if "√" in text:
        text, root = text.split("√")
        value *= math.sqrt(float(root))
    top, _, bottom = text.partition("/")
    return value * float(top or 1) / float(bottom or 1)


# Frames, wires and ribbons


@pytest.mark.parametrize("i", range(40))
def test_rods_wires_and_ribbons_are_drawn_as_often_as_told(i):
    solid = sample("wireframe", i)
    counts, axes = solid.facts["visible"]["counts"], axes_of(solid.code)
    form, params = solid.params["form"], solid.params
    if "frame" in form:
        assert len(lines(axes)) == counts["rods"]
        return
    drawn = lines(axes, colour=params["wire" if form == "wire" else "ribbon"])
    if form == "wire":
        assert len(drawn) == counts["straight pieces of wire"] == len(params["path"]) - 1
    else:
        assert len(drawn) == 4 * counts["ribbons"]


def box_points(solid: solids.Solid) -> dict[str, np.ndarray]:
    """The corners of the box from its dimensions alone."""
    d = solid.facts["derived"]["dimensions"]
    a, b, h = d["a"], d.get("b", d["a"]), d.get("h", d["a"])
    low = dict(zip("ABCD", [(0, 0, 0), (a, 0, 0), (a, b, 0), (0, b, 0)], strict=True))
    scheme = solid.params["top_names"]
    high = "EFGH" if scheme == "next" else [f"{letter}{scheme}" for letter in "ABCD"]
    return {**low, **{top: (*low[bottom][:2], h) for top, bottom in zip(high, "ABCD", strict=True)}}


def answer_on_frames(text: str, solid: solids.Solid) -> float:
    derived = solid.facts["derived"]
    form = solid.params["form"]
    if "frame" in form:
        if "together" in text:
            return sum(derived["rod lengths"])
        k = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight").index(re.search(r"exactly (\w+) rods", text)[1])
        flat = lines(axes_of(solid.code))
        ends = [tuple(np.round(end, 2)) for line in flat for end in line]
        return sum(ends.count(end) == k for end in set(ends))
    points = box_points(solid)
    path = [np.array(points[name]) for name in solid.params.get("path", ())]
    if "volume" in text:
        return float(np.prod(np.ptp(list(points.values()), axis=0)))
    if "ribbons together" in text:
        sizes = np.ptp(list(points.values()), axis=0)
        return sum(2 * (sizes.sum() - sizes["xyz".index(axis)]) for axis in derived["loops"])
    if "How long" in text:
        return sum(float(np.linalg.norm(q - p)) for p, q in pairwise(path))
    if "How far" in text:
        return float(np.linalg.norm(path[-1] - path[0]))
    if "from straight above" in text:
        sides = {tuple(sorted((tuple(p[:2]), tuple(q[:2])))) for p, q in pairwise(path) if (p != q)[:2].sum() == 1}
        return len(sides)
    return sum((p != q).sum() == 1 for p, q in pairwise(path))


@pytest.mark.parametrize("i", range(50))
def test_answers_on_frames(i):
    solid = sample("wireframe", i)
    for question in rounds("wireframe", solid):
        if found := re.fullmatch(r"How many (.*) does the figure show\?", question.question):
            assert question.answer == str(solid.facts["visible"]["counts"][found[1]])
        else:
            assert number(question.answer) == pytest.approx(answer_on_frames(question.question, solid), abs=0.006), question
        assert question.answer not in question.wrong


@pytest.mark.parametrize("i", range(20))
def test_rods_are_as_long_as_the_dimensions_say(i):
    solid = solids.make("wireframe", Random(f"rods/{i}"), {"form": "frame", "difficulty": 2, "solid": "cuboid"})
    d = solid.facts["derived"]
    assert sum(d["rod lengths"]) == pytest.approx(4 * sum(d["dimensions"].values()))
    assert exact(sum(d["rod lengths"])) == exact(4 * sum(d["dimensions"].values()))


# Three views

CUT = sorted(subjects.CUTS)
LEVEL = {kind: level for level, kinds in solids._module("three_views").KINDS.items() for kind in kinds}


def block(solid: solids.Solid) -> np.ndarray:
    """The solid as unit voxels, from the parameters."""
    full = np.ones(solid.params["box"], dtype=bool)
    for spans in solid.params["cuts"]:
        full[tuple(slice(low, high) for low, high in spans)] = False
    return full


def looked_at(full: np.ndarray, side: str) -> np.ndarray:
    """The voxels with the viewer at the low end of the first axis, what is to the right and up along the others."""
    if side == "front":
        return full.transpose(1, 0, 2)
    if side == "right":
        return full[::-1]
    if side == "left":
        return full[:, ::-1]
    return full.transpose(2, 0, 1)[::-1]


def unit_lines(full: np.ndarray, side: str) -> tuple[set, set]:
    """Unit lines in sight, where the depth changes from one square to the next; and those that other edges of the solid add."""
    cubes = np.pad(looked_at(full, side), 1)
    depth = np.where(cubes.any(axis=0), cubes.argmax(axis=0), -1)
    seen = {("up", x, y) for x, y in zip(*np.nonzero(np.diff(depth, axis=0)), strict=True)}
    seen |= {("across", x, y) for x, y in zip(*np.nonzero(np.diff(depth, axis=1)), strict=True)}
    every = set()
    for axis, name in ((1, "up"), (2, "across")):
        four = cubes[:-1].astype(int) + cubes[1:]
        four = four.take(range(four.shape[axis] - 1), axis) + four.take(range(1, four.shape[axis]), axis)
        layers = np.isin(four, (1, 3)).any(axis=0)
        every |= {(name, x, y) for x, y in zip(*np.nonzero(layers), strict=True)}
    return seen, every - seen


def as_units(strokes) -> set:
    """Straight lines cut into unit lines, named like those above."""
    found = set()
    for (ax, ay), (bx, by) in strokes:
        if abs(ax - bx) < 1e-9:
            found |= {("up", round(ax), k + 1) for k in range(round(min(ay, by)), round(max(ay, by)))}
        else:
            found |= {("across", k + 1, round(ay)) for k in range(round(min(ax, bx)), round(max(ax, bx)))}
    return found


@pytest.mark.parametrize("kind", CUT)
@pytest.mark.parametrize("i", range(3))
def test_views_of_carved_blocks_by_their_depth(kind, i):
    solid = solids.make("three_views", Random(f"{kind}/{i}"), {"solid": kind, "difficulty": LEVEL[kind], "show": "paper"})
    made = subjects.solid(Draw(Random(0), solid.params), kind)
    full = block(solid)
    for side, drawing in made.views.items():
        seen, hidden = unit_lines(full, side)
        assert as_units(drawing.solid) == seen
        assert as_units(drawing.dashed) == hidden
    assert solid.facts["derived"]["volume"] == full.sum()
    padded = np.pad(full, 1).astype(int)
    cuts = [(np.diff(padded, axis=axis), axis) for axis in range(3)]
    open_sides = [(cut == sign).take(k, axis) for cut, axis in cuts for sign in (1, -1) for k in range(cut.shape[axis])]
    assert solid.facts["derived"]["F"] == sum(label(side)[1] for side in open_sides)  # patches of each plane
    assert solid.facts["derived"]["surface area"] == sum(int(np.abs(np.diff(padded, axis=axis)).sum()) for axis in range(3))


@pytest.mark.parametrize("kind", sorted(subjects.STACKS))
@pytest.mark.parametrize("i", range(2))
def test_volume_and_outline_of_stacks_by_sampling(kind, i):
    solid = solids.make("three_views", Random(f"{kind}/{i}"), {"solid": kind, "difficulty": LEVEL[kind]})
    derived, hole = solid.facts["derived"], solid.params.get("hole", 0)
    half, tall = derived["length"] / 2, derived["height"]
    x, y, z = np.random.default_rng(i).uniform((-half, -half, 0), (half, half, tall), (150_000, 3)).T
    inside, low = np.zeros(len(x), dtype=bool), 0.0
    for shape, r, s, h in solid.params["layers"]:
        share = (z - low) / h
        reach = r + (s - r) * share if shape != "ball" else np.sqrt(np.clip(r * r - (z - low) ** 2, 0, None))
        here = np.maximum(abs(x), abs(y)) < reach if shape == "square" else np.hypot(x, y) < reach
        inside |= (share >= 0) & (share < 1) & here & (np.hypot(x, y) > hole)
        low += h
    assert low == tall
    assert derived["volume"] == pytest.approx(inside.mean() * 4 * half * half * tall, rel=0.02)


@pytest.mark.parametrize("kind", sorted(subjects.PROFILES))
def test_profiles_are_seen_from_the_front_and_fill_their_width(kind):
    solid = solids.make("three_views", Random(kind), {"solid": kind, "difficulty": LEVEL[kind], "show": "paper"})
    made = subjects.solid(Draw(Random(0), solid.params), kind)
    profile = np.array(solid.params["profile"], dtype=float)
    after = np.roll(profile, -1, axis=0)
    area = (profile[:, 0] * after[:, 1] - profile[:, 1] * after[:, 0]).sum() / 2
    around = np.linalg.norm(after - profile, axis=1).sum()
    assert made.volume == pytest.approx(area * made.size[1])
    assert made.area == pytest.approx(2 * area + around * made.size[1])
    counts = solid.facts["derived"]
    assert (counts["F"], counts["E"], counts["V"]) == (len(profile) + 2, 3 * len(profile), 2 * len(profile))
    assert sum(math.dist(a, b) for a, b in made.views["front"].solid) == pytest.approx(around)
    assert not made.views["front"].dashed


@pytest.mark.parametrize("i", range(40))
def test_lines_of_three_views_are_drawn_as_told(i):
    solid = sample("three_views", i)
    counts, axes = solid.facts["visible"]["counts"], axes_of(solid.code)
    if solid.params["show"] != "solid":
        dashed = [line for line in axes.lines if line.get_linestyle() == "--"]
        straight = sum(len(line.get_xdata()) - 1 for line in dashed if len(line.get_xdata()) < 100)
        assert straight == counts.get("dashed straight lines in the views", 0)
        assert sum(len(line.get_xdata()) >= 100 for line in dashed) == counts.get("dashed circles", 0)
    assert sum(line.get_linestyle() == "-." for line in axes.lines) == counts.get("centre lines", 0)


@pytest.mark.parametrize("i", range(60))
def test_answers_on_three_views(i):
    solid = sample("three_views", i)
    derived, visible = solid.facts["derived"], solid.facts["visible"]
    for question in rounds("three_views", solid):
        text = question.question
        if found := re.fullmatch(r"How many (.*) does the figure show\?", text):
            assert question.answer == str(visible["counts"][found[1]])
        elif found := re.search(r"What is the (volume|surface area) of the solid", text):
            assert derived["read"]
            assert number(question.answer) == pytest.approx(derived[found[1]], abs=0.006)
        elif found := re.search(r"measure from (left|front|bottom)", text):
            which = {"left": "length", "front": "width", "bottom": "height"}[found[1]]
            assert question.answer == exact(derived[which])
        elif "Which solid" in text:
            assert question.answer == derived["solid"]
            assert not derived["missing"]
        elif found := re.search(r"How many (faces|edges|vertices) has the solid", text):
            assert question.answer == str(derived[{"faces": "F", "edges": "E", "vertices": "V"}[found[1]]])
        else:
            assert question.answer == str(derived["dashed"][derived["missing"]])
        assert question.answer not in question.wrong
