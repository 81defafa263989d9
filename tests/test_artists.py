"""The artist-level trace says what a viewer sees: kinds, numbers, colours, order, boxes that fit the ink."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TRACED = Path(__file__).with_name("traced.py")
Draw = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def answer() -> Iterator[Draw]:
    child = subprocess.Popen([sys.executable, str(TRACED)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(code: str, compare: bool = False, **save: Any) -> dict[str, Any]:
        assert child.stdin
        assert child.stdout
        child.stdin.write(json.dumps({"code": code, "compare": compare, "save": {"dpi": 100, **save}}) + "\n")
        child.stdin.flush()
        return json.loads(child.stdout.readline())  # type: ignore[no-any-return]

    yield ask
    assert child.stdin
    child.stdin.close()
    assert child.wait(10) == 0


@pytest.fixture
def trace(answer: Draw) -> Draw:
    return lambda code, **save: answer(code, **save)["trace"]  # type: ignore[no-any-return]


@pytest.fixture
def data(trace: Draw) -> Callable[..., list[dict[str, Any]]]:
    """The elements that a script's picture is about."""
    return lambda code, **save: [element for element in trace(code, **save)["elements"] if element["role"] == "data"]


SQUARE = "fig, ax = plt.subplots(figsize=(5, 5)); ax.set(xlim=(-2, 2), ylim=(-2, 2), aspect='equal')\n"
SOLID = "ax = plt.figure().add_subplot(projection='3d')\nfrom mpl_toolkits.mplot3d.art3d import Poly3DCollection\n"

KINDS = [
    ("ax.plot([0, 1, 2], [0, 1, 0])", "line"),
    ("ax.plot([0, 1], [0, 1], 'ro')", "points"),
    ("ax.scatter([0, 1], [0, 1])", "points"),
    ("ax.axhline(1)", "line"),
    ("ax.axline((0, 0), slope=2)", "line"),
    ("ax.vlines([0, 1], 0, 1)", "lines"),
    ("ax.add_patch(plt.Rectangle((0, 0), 1, 1))", "rectangle"),
    ("ax.add_patch(plt.Polygon([[0, 0], [1, 0], [1, 1], [0, 1]]))", "rectangle"),
    ("ax.add_patch(plt.Polygon([[0, 0], [1, 0], [1.5, 1], [0, 1]]))", "polygon"),
    ("ax.add_patch(plt.Circle((0, 0), 1))", "circle"),
    ("from matplotlib import patches, path; ax.add_patch(patches.PathPatch(path.Path.circle((0, 0), 1)))", "circle"),
    ("t = np.linspace(0, 2 * np.pi, 200); ax.plot(np.cos(t), np.sin(t))", "circle"),
    ("t = np.linspace(0, 2 * np.pi, 200); ax.plot(np.cos(t), np.sin(2 * t))", "line"),
    ("t = np.linspace(0, np.pi, 200); ax.plot(np.cos(t), np.sin(t))", "line"),
    ("from matplotlib.patches import Ellipse; ax.add_patch(Ellipse((0, 0), 2, 1))", "ellipse"),
    ("from matplotlib.patches import Wedge; ax.add_patch(Wedge((0, 0), 1, 0, 90))", "wedge"),
    ("from matplotlib.patches import Arc; ax.add_patch(Arc((0, 0), 1, 1, theta1=0, theta2=90))", "curve"),
    ("from matplotlib.patches import FancyArrowPatch; ax.add_patch(FancyArrowPatch((0, 0), (1, 1), arrowstyle='->'))", "arrow"),
    ("from matplotlib.patches import FancyArrowPatch; ax.add_patch(FancyArrowPatch((0, 0), (1, 1), arrowstyle='-'))", "line"),
    ("ax.arrow(0, 0, 1, 1, head_width=.2)", "arrow"),
    ("ax.quiver([0], [0], [1], [1])", "arrow"),
    ("ax.fill_between([0, 1], [0, 0], [1, 1.5])", "polygon"),
    ("ax.imshow(np.eye(3))", "image"),
    ("ax.pcolormesh(np.eye(3))", "mesh"),
    ("x = np.linspace(-1, 1, 9); ax.contour(x, x, np.add.outer(x, x))", "lines"),
    ("x = np.linspace(-1, 1, 9); ax.contourf(x, x, np.add.outer(x, x))", "polygons"),
    ("x = np.linspace(-2, 2, 99); ax.contour(x, x, np.add.outer(x**2, x**2), levels=[1])", "circle"),
    ("ax.bar([0], [1])", "rectangle"),
]


@pytest.mark.parametrize(("call", "kind"), KINDS)
def test_a_thing_has_the_kind_that_a_viewer_sees(data: Draw, call: str, kind: str) -> None:
    assert [element["kind"] for element in data(SQUARE + call)] == [kind]


def test_a_circle_in_stretched_axes_is_an_ellipse_of_its_data_size(data: Draw) -> None:
    (seen,) = data("fig, ax = plt.subplots(); ax.add_patch(plt.Circle((1, 2), 1)); ax.set(xlim=(0, 2), ylim=(0, 10))")
    assert (seen["kind"], seen["centre"], seen["size"]) == ("ellipse", [1, 2], [2, 2])


def test_a_line_keeps_its_vertices_gaps_and_look(data: Draw) -> None:
    (seen,) = data(SQUARE + "ax.plot([0, 1, np.nan, 1, 0], [0, 1, 0, 0, 1], 'g--', lw=3, marker='s', label='two')")
    assert seen["xy"] == [[0, 0], [1, 1], [None, None], [1, 0], [0, 1]]
    assert (seen["stroke"], seen["dash"], seen["width"], seen["marker"], seen["label"]) == ("#008000", "dashed", 3, "s", "two")


def test_points_that_differ_list_their_sizes_and_colours(data: Draw) -> None:
    (seen,) = data(SQUARE + "ax.scatter([0, 1, 5], [0, 1, 1], s=[36, 64, 9], c=['r', 'b', 'g'], marker='^', linewidths=0)")
    assert (seen["count"], seen["marker"], seen["marker_size"], seen["fill"]) == (2, "^", [6, 8], ["#ff0000", "#0000ff"])


def test_bars_carry_their_legend_entry_and_their_line_of_the_script(data: Draw) -> None:
    bars = data("fig, ax = plt.subplots()\nax.bar([1, 2], [3, 4],\n       label='sales', color='tab:red')")
    assert [(bar["centre"], bar["size"]) for bar in bars] == [([1, 1.5], [0.8, 3]), ([2, 2], [0.8, 4])]
    assert {(bar["label"], bar["line"]) for bar in bars} == {("sales", 3)}


def test_a_long_line_is_thinned_but_keeps_its_extremes(data: Draw) -> None:
    (seen,) = data("fig, ax = plt.subplots(); y = np.zeros(5000); y[1234] = 7; ax.plot(y)")
    assert len(seen["xy"]) <= 200
    assert [1234, 7] in seen["xy"]
    assert (seen["count"], seen["range"]) == (5000, [[0, 4999], [0, 7]])


def test_an_arrow_of_an_annotation_ends_where_its_author_said(trace: Draw) -> None:
    found = trace(SQUARE + "ax.annotate('top', xy=(1, 1.5), xytext=(-1, 0), arrowprops=dict(arrowstyle='<->'))")["elements"]
    arrow, text = (next(e for e in found if e["kind"] == kind and e["role"] == "annotation") for kind in ("arrow", "text"))
    assert (arrow["xy"][1], arrow["ends"], text["xy"], text["text"]) == ([1, 1.5], [True, True], [[-1, 0]], "top")


def test_quiver_gives_each_arrow_from_tail_to_tip(data: Draw) -> None:
    seen = data(SQUARE + "ax.quiver([0, 1], [0, 0], [1, -1], [1, .5], angles='xy', scale_units='xy', scale=1, color=['r', 'b'])")
    assert [(arrow["xy"], arrow["fill"]) for arrow in seen] == [([[0, 0], [1, 1]], "#ff0000"), ([[1, 0], [0, 0.5]], "#0000ff")]


def test_solids_keep_their_corners_in_space_and_their_own_colours(data: Draw) -> None:
    faces = "[[(0,0,0),(1,0,0),(1,1,0)],[(0,0,0),(1,0,0),(1,0,1),(0,0,1)]]"
    (seen,) = data(SOLID + f"ax.add_collection3d(Poly3DCollection({faces}, facecolors=['r', 'g'], edgecolor='k', alpha=.5))")
    assert seen["parts"] == [[list(map(float, corner)) for corner in face] for face in eval(faces)]
    assert (seen["kind"], seen["fill"], seen["stroke"]) == ("polygons", ["#ff000080", "#00800080"], "#000000")


def test_lines_points_texts_and_arrows_in_space_are_triples(trace: Draw) -> None:
    script = "ax.plot([0,1],[0,2],[0,3]); ax.scatter([1],[1],[1]); ax.text(0,0,1,'A'); ax.quiver(0,0,0,1,2,3); ax.view_init(20, 30)"
    found = trace(SOLID + script)
    seen = {e["kind"]: e["xy"] for e in found["elements"] if e["role"] in ("data", "annotation")}
    assert seen == {"line": [[0, 0, 0], [1, 2, 3]], "points": [[1, 1, 1]], "text": [[0, 0, 1]], "arrow": [[0, 0, 0], [1, 2, 3]]}
    assert found["axes"][0]["view"] == [20, 30]


def test_axes_say_their_limits_scales_ticks_frame_and_legend(trace: Draw) -> None:
    script = """fig, ax = plt.subplots()
ax.plot([1, 10, 100], [3, 2, 1], label='a'); ax.plot([1, 100], [1, 1], label='b'); ax.set_xscale('log'); ax.legend(); ax.grid()
ax.set(title='T', xlabel='x', ylabel='$y$', xlim=(1, 100), ylim=(4, 0), yticks=[0, 2, 4]); ax.spines[['top', 'right']].set_visible(False)"""
    (axes,) = trace(script)["axes"]
    assert (axes["xscale"], axes["xlim"], axes["ylim"], axes["yticks"]) == ("log", [1, 100], [4, 0], ["0", "2", "4"])
    assert (axes["frame"], axes["grid"], axes["legend"]) == (["left", "bottom"], True, ["a", "b"])
    assert (axes["title"], axes["ylabel"]) == ("T", "$y$")


def test_hidden_axes_say_nothing_of_ticks(trace: Draw) -> None:
    (axes,) = trace(SQUARE + "ax.axis('off'); ax.plot([0, 1], [0, 1])")["axes"]
    assert (axes["shown"], axes["frame"], "xticks" in axes) == (False, [], False)


def test_what_cannot_be_seen_is_left_out(data: Draw) -> None:
    script = """ax.plot([5, 6], [5, 6]); ax.plot([0, 1], [0, 1], alpha=0); ax.plot([], []); ax.plot([0, 1], [1, 0], visible=False)
ax.add_patch(plt.Circle((9, 9), 1)); ax.add_patch(plt.Circle((0, 0), 1, fc='none', ec='none')); ax.text(0, 0, ' ')"""
    assert data(SQUARE + script) == []


def test_elements_come_in_the_order_they_are_painted(data: Draw) -> None:
    script = "ax.plot([0, 1], [0, 1], 'r'); ax.add_patch(plt.Circle((0, 0), 1, fc='b')); ax.plot([0, 1], [1, 0], 'g', zorder=0)"
    seen = data(SQUARE + script)
    assert [element.get("stroke") or element["fill"] for element in seen] == ["#008000", "#0000ff", "#ff0000"]


def test_roles_tell_titles_labels_legends_tables_and_colour_bars_apart(trace: Draw) -> None:
    script = """fig, ax = plt.subplots(); fig.suptitle('All')
fig.colorbar(ax.scatter([0, 1], [0, 1], c=[0, 1], label='s'), label='bar')
ax.legend(); ax.table([['p', 'q']]); ax.text(0, 0, 'note'); ax.set_title('T')"""
    found = trace(script)
    texts = {e["text"]: e["role"] for e in found["elements"] if e["kind"] == "text" and e["role"] != "tick"}
    assert texts == {"All": "title", "T": "title", "s": "legend text", "p": "table", "q": "table", "note": "annotation", "bar": "label"}
    assert [axes.get("colorbar", False) for axes in found["axes"]] == [False, True]
    assert {e["kind"] for e in found["elements"] if e["role"] == "colorbar"} == {"mesh"}
    assert found["title"] == "All"


def test_axes_through_the_origin_are_elements_because_no_frame_tells_them(trace: Draw) -> None:
    found = trace(SQUARE + "ax.spines[['left', 'bottom']].set_position('zero'); ax.spines[['top', 'right']].set_visible(False)")
    spines = [e["xy"] for e in found["elements"] if e["role"] == "spine"]
    assert sorted(spines) == [[[-2, 0], [2, 0]], [[0, -2], [0, 2]]]
    assert found["axes"][0]["frame"] == []


def test_polar_bars_are_wedges(data: Draw) -> None:
    (seen,) = data("ax = plt.subplot(projection='polar'); ax.bar([np.pi / 2], [3], width=np.pi / 3)")
    assert (seen["kind"], seen["angles"]) == ("wedge", [60, 120])


INK = [
    "ax.plot([-1, 0, 1.5], [-1, 1, 0], lw=4)",
    "ax.plot([-9, 9], [-3, 5], lw=2)",
    "ax.plot([-1, 1], [0, 1], 'o', ms=12)",
    "ax.scatter([-1, 1], [0, 1], s=[400, 25])",
    "ax.scatter([-1, 1, 1.9], [0, 1, 1.9], s=100, marker='x')",
    "ax.add_patch(plt.Circle((1.5, 1.5), 1, lw=5, ec='r'))",
    "ax.add_patch(plt.Rectangle((-1, -1), 2, 1, angle=30))",
    "ax.bar([-1, 1], [1, -1], edgecolor='k', lw=3)",
    "ax.quiver([0], [0], [1], [1], angles='xy', scale_units='xy', scale=1)",
    "ax.arrow(0, 0, 1, 1, head_width=.3)",
    "ax.annotate('', xy=(1, 1), xytext=(-1, -1), arrowprops=dict(arrowstyle='-|>', mutation_scale=30))",
    "ax.vlines([-1, 0, 1], -1, [0, 3, 1], lw=4)",
    "ax.fill_between([-1, 0, 1], [0, 1, 0], [1, 3, 1])",
    "ax.text(-1, 1, 'Hxgy', fontsize=30)",
    "ax.text(0, 0, 'turned', rotation=40, fontsize=20)",
    "ax.imshow(np.arange(9).reshape(3, 3), extent=(-1, 1, -1, 1))",
    "from matplotlib.patches import Wedge; ax.add_patch(Wedge((0, 0), 1, 20, 80, lw=0))",
    "x = np.linspace(-1, 1, 20); ax.contour(x, x, np.add.outer(x**2, x**2), levels=[.3, .6])",
    "ax.pcolormesh([-1, 0, 1], [-1, 0, 1], [[0, 1], [1, 2]])",
]


@pytest.mark.parametrize("call", INK)
@pytest.mark.parametrize("save", [{}, {"bbox_inches": "tight"}, {"dpi": 61}], ids=["plain", "tight", "coarse"])
def test_boxes_fit_the_ink(answer: Draw, call: str, save: dict[str, Any]) -> None:
    script = "fig, ax = plt.subplots(figsize=(5, 4)); ax.axis('off')\n" + call + "\nax.set(xlim=(-2, 2), ylim=(-2, 2))"
    found = answer(script, compare=True, **save)["ink"]
    assert len(found) >= 1
    for ink in found:
        slack = 14 if ink["artist"] in ("Text", "Annotation") else 3
        assert all(told <= seen + 2 for told, seen in zip(ink["told"][:2], ink["seen"][:2], strict=True)), ink
        assert all(told >= seen - 2 for told, seen in zip(ink["told"][2:], ink["seen"][2:], strict=True)), ink
        assert all(abs(told - seen) <= slack for told, seen in zip(ink["told"], ink["seen"], strict=True)), ink


SOLID_INK = ["ax.plot([0, 1], [0, 1], [0, 1], lw=5)", "ax.scatter([0, 1], [0, 1], [0, 1], s=100)", "ax.text(0, 0, 1, 'Apex', fontsize=20)"]


@pytest.mark.parametrize("call", SOLID_INK)
def test_boxes_fit_the_ink_in_space(answer: Draw, call: str) -> None:
    (ink,) = answer(SOLID + "ax.set_axis_off(); " + call, compare=True)["ink"]
    assert all(abs(told - seen) <= (10 if "text" in call else 2.5) for told, seen in zip(ink["told"], ink["seen"], strict=True)), ink


def test_what_belongs_to_an_inset_to_parasites_and_to_rings_is_told(trace: Draw) -> None:
    script = """fig, ax = plt.subplots(); inset = ax.inset_axes([.5, .5, .4, .4], xlim=(0, 1), ylim=(0, 1)); ax.indicate_inset_zoom(inset)
ax.pie([1, 1], wedgeprops={'width': .25})"""
    found = trace(script)
    assert len(found["axes"]) == 2
    assert [e["kind"] for e in found["elements"] if e["role"] == "annotation"][:1] == ["rectangle"]
    rings = [(e["size"], e["hole"], e["angles"]) for e in found["elements"] if e["kind"] == "wedge"]
    assert rings == [([2, 2], 1.5, [0, 180]), ([2, 2], 1.5, [180, 360])]


def test_an_area_between_straight_lines_is_the_shape_its_corners_make(data: Draw) -> None:
    (seen,) = data("fig, ax = plt.subplots(); x = np.linspace(0, 2, 50); ax.fill_between(x, 0 * x, 0 * x + 3)")
    assert (seen["kind"], seen["centre"], seen["size"]) == ("rectangle", [1, 1.5], [2, 3])


def test_a_bar_without_height_is_a_bar_all_the_same(data: Draw) -> None:
    seen = data("fig, ax = plt.subplots(); ax.bar([1, 2], [0, 3], bottom=[5, 5], edgecolor='k')")
    assert [(e["kind"], e["size"], e["centre"]) for e in seen] == [("rectangle", [0.8, 0], [1, 5]), ("rectangle", [0.8, 3], [2, 6.5])]


def test_bars_on_a_logarithmic_axis_have_their_heights(data: Draw) -> None:
    found = data("plt.bar([1, 2, 3], [10, 100, 1000], log=True)")
    assert [e["centre"][1] + e["size"][1] / 2 for e in found] == [10, 100, 1000]


def test_each_axis_has_its_own_idea_of_nothing(data: Draw) -> None:
    (line,) = data("plt.plot(np.arange(5) * 1e9, np.arange(5) * 1e-9)")
    assert line["xy"][1] == [1e9, 1e-9]


def test_ticks_outside_a_logarithmic_view_are_not_listed(trace: Draw) -> None:
    (axes,) = trace("plt.loglog([1, 100], [0.5, 1000]); plt.ylim(0.3548, 1200)")["axes"]
    assert [tick for tick in axes["yticks"] if "-2" in tick] == []


def test_an_axis_multiplier_is_told_as_printed(trace: Draw) -> None:
    (axes,) = trace("plt.plot([0, 1], [0, 3e-6])")["axes"]
    assert (axes["yoffset"], "xoffset" in axes) == ("1e\u22126", False)


def test_an_arrow_without_length_is_a_dot(data: Draw) -> None:
    found = data("plt.quiver([0, 1, 2], [0, 0, 0], [1, 0, 1], [0, 0, 1])")
    assert sorted((e["kind"], e.get("count")) for e in found if e["kind"] != "text") == [("arrow", None), ("arrow", None), ("points", 1)]


def test_markers_of_no_size_are_not_seen(data: Draw) -> None:
    assert data("plt.scatter([1, 2], [1, 2], s=0)") == []


def test_boxes_anchored_in_a_corner_are_opened(trace: Draw) -> None:
    found = trace("from matplotlib.offsetbox import AnchoredText; plt.gca().add_artist(AnchoredText('Figure 1a', loc='upper left'))")
    assert [(e["kind"], e["role"]) for e in found["elements"] if e["role"] != "tick"] == [
        ("rectangle", "background"),
        ("text", "annotation"),
    ]


def test_an_image_on_the_page_itself_is_told(data: Draw) -> None:
    (seen,) = data("plt.figure().figimage(np.eye(50), xo=20, yo=40)")
    assert (seen["kind"], seen["shape"], seen["box"]) == ("image", [50, 50], [20, 390, 70, 440])


def test_contours_tell_their_levels(data: Draw) -> None:
    (seen,) = data("fig, ax = plt.subplots(); x = np.linspace(-1, 1, 30); ax.contour(x, x, np.add.outer(x, x), levels=[-1, 0, 1])")
    assert (seen["levels"], seen["count"], seen["cmap"]) == ([-1, 0, 1], 3, "viridis")


def test_a_curve_far_larger_than_the_page_costs_no_more_than_another(data: Draw) -> None:
    script = "from matplotlib import patches; ax.add_patch(patches.FancyBboxPatch((-9e7, -9e7), 18e7, 18e7, boxstyle='round,pad=1e7'))"
    (seen,) = data(SQUARE + script)
    assert seen["box"] == [63.8, 60, 448.8, 445]  # all of the axes


def test_a_curve_that_is_nowhere_is_left_out(data: Draw) -> None:
    script = "from matplotlib import patches, path; nowhere = path.Path(np.full((4, 2), np.nan), [1, 4, 4, 4])"
    assert data(SQUARE + script + "; ax.add_artist(patches.PathPatch(nowhere))") == []


def test_a_crowd_of_axes_stays_small(trace: Draw) -> None:
    found = trace("plt.subplots(15, 15, figsize=(30, 30))")
    assert len(json.dumps(found, separators=(",", ":"))) <= 32 * 1024


def test_a_crowded_trace_stays_small_and_counts_what_it_left_out(trace: Draw) -> None:
    found = trace(SQUARE + "for x in np.linspace(-1, 1, 900): ax.add_patch(plt.Circle((x, x**2), .02 + x**2 / 50, fc=(0, 0, x**2)))")
    circles = [element for element in found["elements"] if element["role"] == "data"]
    assert len(json.dumps(found, separators=(",", ":"))) <= 32 * 1024
    assert found["omitted"] + len(circles) >= 900
    assert "tick" not in {element["role"] for element in found["elements"]}


def test_many_long_lines_are_shortened_before_any_is_lost(data: Draw) -> None:
    seen = data("fig, ax = plt.subplots(); x = np.linspace(0, 9, 500)\nfor k in range(30): ax.plot(x, np.sin(x * k / 5 + k))")
    assert [element["count"] for element in seen] == [500] * 30


def test_an_artist_that_raises_is_left_out_and_the_rest_is_kept(trace: Draw) -> None:
    script = """class Bad(plt.Line2D):
    def get_xydata(self): raise SystemExit(3)
class Sly(plt.Text):
    def get_text(self): return type('s', (str,), {'__str__': lambda self: 1/0})('sly')
ax.plot([0, 1], [0, 1]); ax.add_line(Bad([0, 1], [0, 1])); ax.add_artist(Sly(0, 0, 'x'))"""
    found = trace(SQUARE + script)
    assert [element["artist"] for element in found["elements"] if element["role"] == "data"] == ["Line2D"]
    assert found["omitted"] == 2


def test_the_same_script_gives_the_same_trace(trace: Draw) -> None:
    script = SQUARE + "ax.plot(np.arange(9), np.arange(9)**.5); ax.bar([0, 1], [1, 1])"
    assert trace(script) == trace(script)


def test_a_crowd_of_alike_shapes_is_told_as_one_and_counted_exactly(trace: Draw) -> None:
    circles = "[ax.add_patch(plt.Circle((i % 18, i // 18), 0.1, facecolor='k' if i else 'r')) for i in range(216)]"
    arrows = "[ax.annotate('', (i % 9, i // 9), (i % 9 + 1, i // 9 + 2), arrowprops={'arrowstyle': '->'}) for i in range(63)]"
    found = trace(f"fig, ax = plt.subplots(); ax.set(xlim=(-1, 18), ylim=(-1, 13), aspect='equal'); {circles}; {arrows}")["elements"]
    dots, flights = [[e for e in found if e["kind"] == kind] for kind in ("circle", "arrow")]
    assert [(e["count"], len(e["centres"]), e["centres"][19], e["fill"][:2]) for e in dots] == [(216, 216, [1, 1], ["#ff0000", "#000000"])]
    assert [(e["count"], e["parts"][10]) for e in flights] == [(63, [[2, 3], [1, 1]])]


def test_a_few_alike_shapes_stay_apart(data: Draw) -> None:
    found = data("plt.gca().set_aspect('equal'); [plt.gca().add_patch(plt.Circle((i / 9, 0.5), 0.05)) for i in range(8)]")
    assert [element["kind"] for element in found] == ["circle"] * 8


def test_a_bar_of_height_0_without_outline_is_there(data):
    assert [element["size"][1] for element in data("plt.bar([1, 2, 3], [3, 0, 5])")] == [3, 0, 5]


@pytest.mark.parametrize("code", [
    "plt.imshow([[1, 2], [3, 4]])", "plt.imshow([[3, 4], [1, 2]], origin='lower')", "plt.pcolormesh([[3, 4], [1, 2]])",
    "plt.imshow([[4, 3], [2, 1]]); plt.gca().invert_xaxis(); plt.gca().invert_yaxis()",
])  # fmt: skip
def test_the_values_of_a_small_image_are_listed_as_they_are_seen(data, code):
    assert data(code)[0]["values"] == [[1, 2], [3, 4]]
