"""Solids: the same lots give the same script, scripts are what a teacher would write, and pictures keep their letters apart."""

import ast
import json
import os
import subprocess
import sys
from functools import cache
from itertools import combinations, pairwise
from random import Random

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import same_color
from matplotlib.text import Annotation

from cpx import solids
from cpx.solids.page.labels import ink
from cpx.solids.page.look import printed
from cpx.solids.page.script import num

FAMILIES = solids.families()
SAMPLES = 4


@cache
def sample(family: str, i: int) -> solids.Solid:
    return solids.make(family, Random(f"test/{i}"))


def some(count: int = SAMPLES):
    return pytest.mark.parametrize(("family", "i"), [(family, i) for family in FAMILIES for i in range(count)])


def run(code: str) -> plt.Figure:
    """The figure of a script that we wrote ourselves, drawn."""
    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), {"__name__": "__main__"})
        figure = plt.gcf()
        plt.close(figure)
        FigureCanvasAgg(figure).draw()
    return figure


@cache
def drawn(family: str, i: int) -> plt.Figure:
    return run(sample(family, i).code)


def test_the_directory_is_the_registry():
    assert {"cube_net", "polycube", "polyhedron_construction", "cross_section"} <= set(FAMILIES)
    for family in FAMILIES:
        assert solids.about(family).endswith(".")
        assert callable(solids._module(family).picture)


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_the_same_seed_gives_the_same_bytes_in_another_process(hash_seed):
    here = [json.dumps(solids.generate(7, i, FAMILIES)) for i in range(8)]
    program = f"import json; from cpx import solids; [print(json.dumps(solids.generate(7, i, {FAMILIES}))) for i in range(8)]"
    env = {**os.environ, "PYTHONHASHSEED": hash_seed}
    there = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)
    assert there.stdout.splitlines() == here


def test_ids_differ_by_seed_and_index():
    ids = {solids.generate(seed, i, ["cube_net"])["id"] for seed in (1, 2) for i in range(5)}
    assert len(ids) == 10


@some()
def test_all_parameters_fixed_give_the_same_script_whatever_the_generator(family, i):
    solid = sample(family, i)
    again = solids.make(family, Random("another"), json.loads(json.dumps(solid.params)))
    assert again.code == solid.code
    assert again.facts == solid.facts


@pytest.mark.parametrize("family", FAMILIES)
def test_one_fixed_parameter_is_kept(family):
    for ink_colour in ("black", "midnightblue"):
        solid = solids.make(family, Random(3), {"ink": ink_colour})
        assert solid.params["ink"] == ink_colour
        assert f'"{ink_colour}"' in solid.code


@pytest.mark.parametrize("family", FAMILIES)
def test_every_difficulty_can_be_had(family):
    for level in range(1, 6):
        assert solids.make(family, Random(4), difficulty=level).params["difficulty"] == level


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("params", [{"nothing": 1}, {"ink": "no such ink"}])
def test_parameters_that_make_no_figure_are_named(family, params):
    with pytest.raises(ValueError, match=next(iter(params))):
        solids.make(family, Random(1), params)


@some()
def test_scripts_parse_and_import_nothing_but_numpy_and_matplotlib(family, i):
    code = sample(family, i).code
    modules = {name.name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)}
    assert modules <= {"numpy", "matplotlib.pyplot", "matplotlib.collections"}
    assert 20 <= code.count("\n") <= 120


def test_scripts_are_clean(tmp_path):
    for family in FAMILIES:
        for i in range(SAMPLES):
            (tmp_path / f"{family}_{i}.py").write_text(sample(family, i).code, encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length", "100", "--select", "E,F,W,I,UP,C4", "--no-cache"]
    done = subprocess.run([*ruff, "--output-format", "concise", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


@some()
def test_facts_are_plain_and_whole(family, i):
    visible = sample(family, i).facts["visible"]
    assert visible["subject"][0].islower()
    assert visible["counts"]
    assert all(isinstance(count, int) and count > 0 for count in visible["counts"].values())
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in visible["statements"])
    json.dumps(sample(family, i).facts, allow_nan=False)


def read(text: str) -> str:
    """A printed text as a reader says it."""
    for printed_so, said in (("$", ""), ("_", ""), ("₁", "1"), ("₂", "2"), ("₃", "3"), ("₄", "4"), ("′", "'"), (r"\sqrt{", "√"), ("}", "")):
        text = text.replace(printed_so, said)
    return text


@some()
def test_every_label_of_the_facts_is_printed_and_no_other(family, i):
    shown = sorted(read(text.get_text()) for axes in drawn(family, i).axes for text in axes.texts if text.get_text())
    visible = sample(family, i).facts["visible"]
    assert set(visible["labels"]) <= set(shown)
    extra = [text for text in shown if text not in visible["labels"]]
    said = [sentence.replace("question mark", "?") for sentence in visible["statements"]]
    assert all(any(text in sentence for sentence in said) for text in extra)


@some()
def test_no_text_meets_another_text_or_a_line_or_the_edge(family, i):
    figure = drawn(family, i)
    size = figure.bbox.size
    boxes = _ink_boxes(family, i)
    for box in boxes:
        assert min(box[:2]) > 5
        assert box[2] < size[0] - 5
        assert box[3] < size[1] - 5
    for a, b in combinations(boxes, 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
    for axes in figure.axes:
        for start, end in _strokes(axes):
            points = axes.transData.transform(np.linspace(start, end, 60))
            for box in boxes:
                assert not ((points > box[:2]) & (points < box[2:])).all(axis=1).any()


@some()
def test_margins_are_even(family, i):
    grey = np.asarray(drawn(family, i).canvas.buffer_rgba())[:, :, :3].min(axis=2)
    rows, columns = np.where(grey.min(axis=1) < 230)[0], np.where(grey.min(axis=0) < 230)[0]
    left, right = columns[0], grey.shape[1] - 1 - columns[-1]
    top, bottom = rows[0], grey.shape[0] - 1 - rows[-1]
    assert min(left, right, top, bottom) > 10
    assert max(abs(left - right), abs(top - bottom)) < 14


@pytest.mark.parametrize("font", ["stix", "cm", "dejavuserif", "serif italic"])
def test_predicted_ink_covers_the_real_ink(font):
    style = {"family": "serif", "style": "italic"} if font == "serif italic" else {}
    fontset = {} if style else {"mathtext.fontset": font}
    for name in ("A", "F", "Q", "C1", "D'"):
        with plt.rc_context(fontset):
            figure = plt.figure(figsize=(1.5, 1), dpi=288)
            figure.text(0.5, 0.5, printed(name, font), ha="center", va="center", fontsize=16, **style)
            figure.canvas.draw()
        rows, columns = np.where(np.asarray(figure.canvas.buffer_rgba())[:, :, 0] < 200)
        real = columns.min() / 4 - 54, 36 - (rows.max() + 1) / 4, (columns.max() + 1) / 4 - 54, 36 - rows.min() / 4
        box = ink(printed(name, font), font, 16)
        assert box.x0 - real[0] < 1
        assert box.y0 - real[1] < 1
        assert real[2] - box.x1 < 1
        assert real[3] - box.y1 < 1
        plt.close(figure)


@pytest.mark.parametrize(("value", "text"), [(2.0, "2"), (0.5, "0.5"), (-0.0001, "0"), (1 / 3, "0.333"), (10, "10")])
def test_numbers_are_written_as_people_write_them(value, text):
    assert num(value) == text


@pytest.mark.parametrize("i", range(30))
def test_dashed_lines_are_as_many_as_the_facts_say(i):
    solid = solids.make("polyhedron_construction", Random(f"dash/{i}"), {"hidden": "dashed"})
    counts = solid.facts["visible"]["counts"]
    if any(name.startswith("partly") for name in counts):
        return
    axes = run(solid.code).axes[0]
    collections = [made for made in axes.collections if isinstance(made, LineCollection)]
    dashed = sum(len(made.get_segments()) for made in collections if made.get_linestyle()[0][1] is not None)
    dashed += sum(line.get_linestyle() == "--" for line in axes.lines)
    assert dashed == counts.get("dashed edges", 0) + counts.get("dashed construction lines", 0)


@pytest.mark.parametrize("i", range(10))
def test_visible_cube_faces_are_as_many_as_the_facts_say(i):
    figure, counts = drawn("polycube", i), sample("polycube", i).facts["visible"]["counts"]
    shown = sum(count for name, count in counts.items() if name.startswith("visible") and name.endswith("faces"))
    assert len(figure.axes[0].patches) == shown


@pytest.mark.parametrize("i", range(8))
def test_net_squares_have_their_colours_read_row_by_row(i):
    solid = solids.make("cube_net", Random(f"colour/{i}"), {"content": "colours", "show": "net"})
    fills = [patch for patch in run(solid.code).axes[0].patches if patch.get_facecolor()[3]]
    boxes = {patch: patch.get_transform().transform_path(patch.get_path()).get_extents() for patch in fills}
    fills.sort(key=lambda patch: (-round(boxes[patch].y0), boxes[patch].x0))
    assert len(fills) == 6
    assert all(same_color(patch.get_facecolor(), colour) for patch, colour in zip(fills, solid.params["faces"], strict=True))


def _ink_boxes(family: str, i: int) -> list[np.ndarray]:
    """The ink of each text as predicted round the point where it was put, in pixels."""
    figure, font = drawn(family, i), sample(family, i).params["font"]
    boxes = []
    for text in figure.axes[0].texts:
        x, y = text.get_transform().transform(text.get_position())
        if isinstance(text, Annotation):
            x, y = figure.axes[0].transData.transform(text.xy) + np.array(text.xyann) * figure.dpi / 72
        kind = font if "$" in text.get_text() or text.get_style() == "italic" else "sans"
        if text.get_text():
            boxes.append(np.array(ink(text.get_text(), kind, text.get_fontsize())) * figure.dpi / 72 + [x, y, x, y])
    return boxes


def _strokes(axes):
    """All straight strokes in data units."""
    for line in axes.lines:
        xy = np.asarray(line.get_xydata())
        if line.get_linestyle() != "None":
            yield from pairwise(xy)
    for collection in axes.collections:
        if isinstance(collection, LineCollection):
            yield from ((np.asarray(segment[0]), np.asarray(segment[1])) for segment in collection.get_segments())


def test_a_parameter_that_a_family_has_not_is_refused_with_those_it_has():
    with pytest.raises(ValueError, match=r"no use for sold; such a figure has .*projection.*solid"):
        solids.make("cuboid", Random(0), {"sold": "cube"})
