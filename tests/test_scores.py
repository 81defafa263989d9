"""Scores: the same picture by any API is the same, what is wrong costs in proportion, and no trick is rewarded."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from cpx import scores
from cpx.sandbox import Drawing, Sandbox
from cpx.scores import Prepared, colour, paths, words
from cpx.scores.raster import agreement

BEGIN = "import matplotlib.pyplot as plt\nimport numpy as np\nfig, ax = plt.subplots(figsize=(5, 4))\nax.set(xlim=(-1, 6), ylim=(-1, 5))\n"
END = "\nax.set_aspect('equal')\nax.axis('off')\n"
TRIANGLE = """
ax.plot([0, 5, 1, 0], [0, 0, 4, 0], color='black', lw=2)
ax.add_patch(plt.Circle((1.9, 1.3), 1.25, fc='lightblue', ec='blue', lw=1.5))
ax.plot([1, 1], [4, 0], 'r--')
for name, (x, y) in {'A': (0, 0), 'B': (5, 0), 'C': (1, 4)}.items():
    ax.plot(x, y, 'ko', ms=6)
    ax.text(x + 0.1, y + 0.2, name, fontsize=14)
ax.text(2.5, -0.6, '$5$ cm')
"""
BY_OTHER_MEANS = """
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
for a, b in (((0, 0), (5, 0)), ((5, 0), (1, 4)), ((1, 4), (0, 0))):
    ax.add_line(Line2D(*zip(a, b), color='black', lw=2))
t = np.linspace(0.5, 0.5 + 2 * np.pi, 90)
ax.fill(1.9 + 1.25 * np.cos(t), 1.3 + 1.25 * np.sin(t), facecolor='lightblue', edgecolor='blue', lw=1.5, zorder=1)
ax.add_collection(LineCollection([[(1, 0), (1, 4)]], colors='red', linestyles='--'))
ax.scatter([0, 5, 1], [0, 0, 4], s=36, c='black', zorder=3)
for x, y, name in ((0, 0, 'A'), (5, 0, 'B'), (1, 4, 'C')):
    ax.annotate(name, (x + 0.1, y + 0.2), fontsize=14)
ax.annotate('5 cm', (2.5, -0.6))
"""


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(jobs=2) as box:
        yield box


@pytest.fixture(scope="module")
def draw(box):
    return lambda code, dpi=100: box.run(code, dpi=dpi).drawings[0]


def prepared(drawing: Drawing) -> Prepared:
    return scores.prepare(drawing.primitives, drawing.array())


@pytest.fixture(scope="module")
def reference(draw) -> Prepared:
    return prepared(draw(BEGIN + TRIANGLE + END))


@pytest.fixture(scope="module")
def scored(draw, reference):
    return lambda body, dpi=100, begin=BEGIN, end=END: scores.score(reference, prepared(draw(begin + body + end, dpi)))


def test_a_drawing_is_wholly_like_itself(scored):
    found = scored(TRIANGLE)
    assert (found.total, found.structure, found.image, found.flags) == (1, 1, 1, ())


def test_the_same_picture_by_other_calls_is_the_same(scored):
    assert scored(BY_OTHER_MEANS).structure > 0.99


@pytest.mark.parametrize(("dpi", "size"), [(200, "5, 4"), (100, "8, 6.4"), (70, "5, 4")])
def test_resolution_and_size_do_not_matter(scored, dpi, size):
    found = scored(TRIANGLE, dpi, BEGIN.replace("5, 4", size))
    assert found.structure > 0.98
    assert found.total > 0.9


@pytest.mark.parametrize(
    "end", ["\nax.set(xlim=(-3, 8), ylim=(-3, 7))" + END, "\nax.set_aspect('equal')", "\nax.set_aspect(1.4)\nax.axis('off')"]
)
def test_margins_axes_and_a_little_stretch_cost_little(scored, end):
    assert 0.85 < scored(TRIANGLE, end=end).structure < 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("'A': (0, 0)", "'D': (0, 0)"),
        ("'r--'", "'g--'"),
        ("'r--'", "'r-'"),
        ("(1.9, 1.3)", "(2.1, 1.3)"),
        ("ax.text(2.5", "None and ax.text(2.5"),
    ],
)
def test_one_thing_wrong_costs_something(scored, right, wrong):
    assert right in TRIANGLE
    assert 0.7 < scored(TRIANGLE.replace(right, wrong)).structure < 0.985


def test_the_more_is_wrong_the_less_it_scores(scored):
    falls = [scored(TRIANGLE.replace("(1.9, 1.3), 1.25", f"({1.9 + off}, {1.3 + off}), 1.25")).structure for off in (0, 0.1, 0.3, 0.8)]
    assert falls == sorted(falls, reverse=True)
    assert len(set(falls)) == 4


PASTED = "g = np.frombuffer(bytes.fromhex('{}'), np.uint8).reshape({})\n"


@pytest.fixture(scope="module")
def copied(draw) -> str:
    """The reference's own picture as numbers in a script."""
    grey = draw(BEGIN + TRIANGLE + END).array()[::4, ::4, :3].mean(axis=2).astype(np.uint8)
    return PASTED.format(grey.tobytes().hex(), grey.shape)


@pytest.mark.parametrize(
    ("trick", "flag", "most"),
    [
        ("ax.plot([0, 1], [0, 1], color='#fefefe')", "blank", 0.0),
        ("ax.imshow(g, cmap='gray', extent=(-1, 6, -1, 5))", "raster", 0.1),
        ("ax.pcolormesh(np.linspace(-1, 6, g.shape[1]), np.linspace(5, -1, g.shape[0]), g, cmap='gray')", "raster", 0.1),
        ("y, x = np.nonzero(g < 200)\nax.scatter(x / g.shape[1] * 7 - 1, 5 - y / g.shape[0] * 6, s=9, c='k', marker='s')", "flood", 0.2),
        ("for x in np.linspace(-1, 6, 400): ax.plot([x, x], [-1, 5], 'k', lw=2)", "flood", 0.2),
        ("ax.axhspan(-1, 5, color='k')", None, 0.25),
        (TRIANGLE + "ax.set(xlim=(-40, 45), ylim=(-40, 45))", "tiny", 0.45),
        (
            "ax.text(2.5, -0.6, '$5$ cm')\n"
            + "".join(f"ax.text({x}, {y}, '{n}')\n" for x, y, n in ((0, 0, "A"), (5, 0, "B"), (1, 4, "C"))),
            None,
            0.25,
        ),
    ],
)
def test_no_trick_is_rewarded(scored, copied, trick, flag, most):
    found = scored(copied + trick)
    assert found.total <= most, found
    assert flag is None or flag in found.flags


@pytest.mark.parametrize(
    "dump",
    [
        "for i in range(9): ax.text(i / 2, 3, 'Z', color='white')",
        "for i in range(9): ax.plot([0, 4], [i, 1], 'g', alpha=0)",
        "for i in range(9): ax.text(99, 99 + i, 'Z')",
        "for i in range(9): ax.plot([2, 2.2], [1, 1 + i / 30], 'g', zorder=0.5)",
    ],
)
def test_what_cannot_be_seen_neither_gains_nor_costs(scored, dump):
    assert scored(TRIANGLE + dump).structure > 0.985


def test_drawing_things_twice_gains_nothing(scored):
    without = TRIANGLE.replace("ax.plot([1, 1], [4, 0], 'r--')", "")
    assert scored(without + without.replace("    ", "    ")).structure <= scored(without).structure + 0.01


def test_a_reference_without_primitives_is_scored_by_its_image(draw, reference):
    found = scores.score(scores.prepare(None, draw(BEGIN + TRIANGLE + END).array()), reference)
    assert (found.structure, found.total) == (None, 1.0)


def test_primitives_that_the_picture_does_not_show_are_not_believed(draw, reference):
    honest, other = draw(BEGIN + TRIANGLE + END), draw(BEGIN + "ax.bar(range(5), range(5))" + END)
    found = scores.score(reference, scores.prepare(honest.primitives, other.array()))
    assert "inconsistent" in found.flags
    assert found.total < 0.15


def test_the_explanation_names_what_is_missing_extra_and_different(draw, reference):
    body = TRIANGLE.replace("ax.plot([1, 1], [4, 0], 'r--')", "ax.plot([3, 5], [4, 4], 'm')").replace("'A':", "'D':")
    candidate = prepared(draw(BEGIN + body + END))
    told = scores.explain(scores.score(reference, candidate), reference, candidate)
    assert any(line.startswith("missing: a red dashed line from") and line.endswith("(reference, line 8)") for line in told), told
    assert any(line.startswith("extra: a magenta line from") and line.endswith("(line 8)") for line in told), told
    assert any('the text "A"' in line and 'reads "D"' in line for line in told), told


def test_a_bar_that_is_missing_is_told_once_with_its_border(draw):
    bars = "ax.bar([1, 2], [3, {}], edgecolor='k')\nax.axis([0, 5, 0, 10])"
    reference, candidate = (prepared(draw(BEGIN + bars.format(height) + END)) for height in (4, 8))
    found = scores.score(reference, candidate)
    assert [line.split(" region")[0] for line in scores.explain(found, reference, candidate)] == ["missing: a blue", "extra: a blue"]
    assert [len(boxes) for boxes in scores.unmatched(found, reference, candidate)] == [1, 1]


def test_primitives_painted_again_give_the_picture(draw):
    for body in (TRIANGLE, "ax.bar(range(5), [1, 3, 2, 4, 1], color=['r', 'g'])\nax.fill_between([0, 5], [1, 2], alpha=0.3)"):
        drawing = draw(BEGIN + body)
        assert min(agreement(drawing.primitives, drawing.array())) > 0.98


def test_image_pairs_of_any_size_and_mode():
    blank, dot = Image.new("L", (30, 20), 255), Image.new("RGBA", (3000, 10), "white")
    dot.paste((255, 0, 0, 255), (5, 5, 8, 8))
    for one, other in ((blank, dot), (dot, blank), (blank, blank), (dot, dot)):
        found = scores.score(scores.prepare(None, one.convert("RGB")), scores.prepare(None, other))
        assert found.total == float(one is other)


# its parts


def test_ciede2000_agrees_with_the_published_pairs():
    """Sharma, Wu, Dalal (2005), table 1: pairs 1, 7, 13, 17, 25, 34."""
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in pairs:
        assert float(colour.difference(np.array(one), np.array(other))) == pytest.approx(expected, abs=1e-4)


def test_lines_are_cut_at_a_rectangle():
    clip = np.array([0.0, 0, 10, 10])
    (one,) = paths.cut(np.array([[-5.0, 5], [15, 5]]), clip)
    assert one.tolist() == [[0, 5], [10, 5]]
    assert len(paths.cut(np.array([[2.0, 2], [2, 20], [8, 20], [8, 2]]), clip)) == 2
    assert paths.cut(np.array([[-5.0, -5], [-5, 20]]), clip) == []
    assert abs(paths.area(paths.cut_region(np.array([[-5.0, -5], [5, -5], [5, 5], [-5, 5]]), clip))) == 25


def test_pieces_join_where_the_line_goes_on():
    pieces = [np.array(p, float) for p in ([[0, 0], [10, 0]], [[20, 0], [10, 0]], [[20, 0], [20, 10]], [[50, 50], [60, 60]])]
    groups = paths.joined(pieces)
    assert sorted(len(group) for group in groups) == [1, 1, 2]
    assert paths.length(paths.chained(pieces, next(group for group in groups if len(group) == 2))) == 20


@pytest.mark.parametrize(
    ("one", "other"), [("$\\alpha_{1}$ = 30$^\\circ$", "α1=30°"), ("$\\mathrm{m}^2$", "m²"), ("−5", "-5"), ("$\\angle ABC$", "∠ABC")]
)
def test_texts_are_the_same_to_a_reader(one, other):
    assert words.normal(one) == words.normal(other)
