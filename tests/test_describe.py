"""Captions from traces: what they state is what the trace holds, and nothing in a trace can break them."""

import itertools
import math
import random
import re
from typing import Any

import pytest

from cpx import describe
from cpx.errors import RecordError
from cpx.steps.caption import captioner

PLOT = {
    "kind": "rectilinear", "box": [80, 50, 580, 430], "shown": True, "frame": ["left", "bottom", "right", "top"],
    "xlim": [0, 10], "ylim": [0, 10], "xticks": ["0", "5", "10"], "yticks": ["0", "5", "10"],
}  # fmt: skip
DRAWING = {**PLOT, "shown": False, "frame": [], "xticks": [], "yticks": [], "equal": True}


def trace(*elements: dict[str, Any], axes: dict[str, Any] = PLOT, **more: Any) -> Any:
    drawn = [{"role": "data", "space": "data", "axes": 0, "stroke": "#000000", **element} for element in elements]
    return {"size": [640, 480], "face": "#ffffff", "axes": [axes], "elements": drawn, **more}


def circle(x: float, y: float, radius: float = 0.4, fill: str = "#ff0000") -> dict[str, Any]:
    return {"kind": "circle", "centre": [x, y], "size": [2 * radius, 2 * radius], "fill": fill}


def test_a_grid_of_circles_is_counted_and_arranged():
    words = describe.caption(trace(*[circle(x, y) for x in range(6) for y in range(4)], axes=DRAWING))
    assert "24 red circles of radius 0.4 with black outlines" in words
    assert "in a grid of 4 rows and 6 columns, x from 0 to 5 in steps of 1 and y from 0 to 3 in steps of 1" in words


def test_what_lies_under_its_own_copy_is_counted_once():
    assert "2 red circles" in describe.caption(trace(circle(1, 1), circle(1, 1), circle(3, 1), axes=DRAWING))


def test_an_area_and_the_outline_round_it_are_one_shape():
    area = {"kind": "polygon", "xy": [[0, 0], [4, 0], [0, 3]], "fill": "#ff0000", "stroke": None}
    words = describe.caption(trace(area, {**area, "fill": None, "stroke": "#0000ff"}, axes=DRAWING))
    assert "A red right triangle with a blue outline" in words
    assert "unfilled" not in words


def test_concentric_and_touching_circles():
    assert "radius 1, 2 and 3" in (words := describe.caption(trace(*[circle(5, 5, r) for r in (1, 2, 3)], axes=DRAWING)))
    assert "round one centre, (5, 5)" in words
    assert "The two circles touch at (3, 2)" in describe.caption(trace(circle(2, 2, 1), circle(4, 2, 1), axes=DRAWING))


def test_hidden_axes_get_one_remark():
    words = describe.caption(trace(circle(1, 1), axes=DRAWING))
    assert words.count("axes") == 1
    assert "No axes are drawn" in words


def test_the_axes_are_told_with_names_ranges_and_ticks():
    axes = {**PLOT, "xlabel": "time (s)", "xlim": [10, 0], "yscale": "log", "grid": True, "title": "Decay\nof x"}
    words = describe.caption(trace({"kind": "line", "xy": [[0, 1], [10, 2]]}, axes=axes))
    for said in ('titled "Decay of x"', 'labelled "time (s)"', "from 10 to 0, decreasing rightwards", "logarithmic y axis", "A grid"):
        assert said in words


def test_a_curve_is_told_by_its_turns_and_style():
    wave = {"kind": "line", "xy": [[x, 5 + 3 * math.sin(x)] for x in (i / 20 for i in range(190))], "dash": "dashed", "stroke": "#d62728"}
    words = describe.caption(trace({**wave, "label": "swing"}, axes={**PLOT, "legend": ["swing"]}))
    assert 'A dashed red (#d62728) line labelled "swing" runs from (0, 5)' in words
    assert "peaks at (1.57, 8) and (7.85, 8) and a trough at (4.71, 2)" in words


def test_a_thinned_line_makes_no_claim_about_its_turns():
    noise = [[i, random.Random(i).random()] for i in range(0, 1000, 20)]
    words = describe.caption(
        trace({"kind": "line", "xy": noise, "count": 20_000, "range": [[0, 980], [0, 1]]}, axes={**PLOT, "xlim": [0, 980]})
    )
    assert "20000 points" in words
    assert "peak" not in words


def test_a_line_is_described_only_where_it_is_seen():
    words = describe.caption(trace({"kind": "line", "xy": [[0, -10], [5, 5], [10, 40]]}))
    assert "(40" not in words
    assert "-10" not in words
    assert "goes on beyond the plotting area" in words


def test_lines_across_the_whole_area_and_evenly_spaced_families():
    words = describe.caption(
        trace({"kind": "line", "xy": [[0, 3], [10, 3]]}, *[{"kind": "line", "xy": [[x, 1], [x, 2]]} for x in range(1, 6)])
    )
    assert "horizontal line crosses the whole plotting area at y = 3" in words
    assert "5 solid vertical lines run from y = 1 to 2, at x = 1 to 5 in steps of 1".replace("solid", "solid black") in words


def test_bars_are_told_with_their_categories_and_heights():
    heights = [3, 5, 8]
    boxes = [
        {"kind": "rectangle", "centre": [i, h / 2], "size": [0.8, h], "fill": "#1f77b4", "stroke": "#1f77b4"} for i, h in enumerate(heights)
    ]
    words = describe.caption(trace(*boxes, axes={**PLOT, "xlim": [-1, 3], "xticks": ["a", "b", "c"]}))
    assert '3 blue (#1f77b4) vertical bars reach, from left to right, 3 ("a"), 5 ("b") and 8 ("c"), each more than the one before' in words


def test_stacked_bars_stand_on_the_first():
    def bar(x: float, low: float, high: float, fill: str) -> dict[str, Any]:
        return {"kind": "rectangle", "centre": [x, (low + high) / 2], "size": [0.8, high - low], "fill": fill, "stroke": fill}

    first = [bar(x, 0, x, "#ff0000") for x in (1, 2, 3)]
    words = describe.caption(trace(*first, *[bar(x, x, 5, "#0000ff") for x in (1, 2, 3)]))
    assert "3 blue vertical bars stand on these; from left to right they span 1 to 5, 2 to 5 and 3 to 5" in words


def test_a_pie_is_told_by_its_shares_and_what_stands_at_each_slice():
    slices = [{"kind": "wedge", "centre": [0, 0], "size": [2, 2], "angles": [a, b], "fill": fill}
              for a, b, fill in ((0, 90, "#ff0000"), (90, 360, "#0000ff"))]  # fmt: skip
    name = {"kind": "text", "role": "annotation", "text": "Coal", "xy": [[1.1 * math.cos(math.pi / 4), 1.1 * math.sin(math.pi / 4)]]}
    words = describe.caption(trace(*slices, name, axes=DRAWING))
    assert '25% in red, marked "Coal"; and 75% in blue' in words or '25% in red, marked "Coal" and 75% in blue' in words


def test_error_bars_are_told_as_such():
    points = {"kind": "points", "xy": [[1, 2], [2, 4], [3, 3]], "marker": "o", "fill": "#1f77b4"}
    bars = {"kind": "lines", "count": 3, "parts": [[[1, 1.5], [1, 2.5]], [[2, 3], [2, 5]], [[3, 2.8], [3, 3.2]]]}
    assert "3 vertical error bars go through the points, from left to right of ±0.5, ±1 and ±0.2" in describe.caption(trace(bars, points))


def test_arrows_that_follow_each_other_are_one_path():
    path = [(0, 0), (1, 2), (3, 3), (5, 4)]
    hops = [{"kind": "arrow", "xy": [a, b], "ends": [False, True], "stroke": "#ff0000"} for a, b in itertools.pairwise(path)]
    assert "3 red arrows follow each other, tip to tail, from (0, 0) through (1, 2) and (3, 3) to (5, 4)" in describe.caption(trace(*hops))


def test_shapes_folded_into_one_element_are_counted_each():
    centres = [[x, y] for x in range(18) for y in range(12)]
    dots = {"kind": "circle", "centres": centres, "count": 216, "size": [0.1, 0.1], "fill": "#000000"}
    hops = {"kind": "arrow", "parts": [[[0, 0], [1, 2]], [[1, 2], [3, 3]], [[3, 3], [5, 4]]], "count": 3, "ends": [False, True]}
    words = describe.caption(trace(dots, hops, axes=DRAWING))
    assert "216 black circles of radius 0.05" in words
    assert "in a grid of 12 rows and 18 columns" in words
    assert "3 black arrows follow each other" in words


def test_counts_are_lower_bounds_where_the_trace_left_elements_out():
    words = describe.caption(trace(*[circle(x, x * x / 9) for x in range(1, 30)], axes=DRAWING, omitted=5))
    assert "At least 29 red circles" in words
    assert "5 small elements more are drawn" in words


def test_texts_are_quoted_with_their_places():
    words = describe.caption(trace({"kind": "text", "role": "annotation", "text": "$A$\n\x07x", "xy": [[2, 3]]}))
    assert 'The text "A x" stands at (2, 3).' in words


def test_furniture_is_not_described():
    roles = ("title", "label", "tick", "legend text", "grid", "spine", "axis", "background")
    words = describe.caption(trace(*[{"kind": "text", "role": role, "text": f"secret {role}", "xy": [[1, 1]]} for role in roles]))
    assert "secret" not in words.replace('lists "secret legend text"', "")


def test_panels_are_placed_and_shared_axes_told_once():
    left, right = {**PLOT, "box": [50, 50, 300, 400]}, {**PLOT, "box": [350, 50, 600, 400], "title": "B"}
    found = trace(circle(1, 1), {**circle(2, 2), "axes": 1})
    words = describe.caption({**found, "axes": [left, right]})
    assert "A figure of 2 panels" in words
    assert "side by side" in words
    assert 'The right panel is titled "B". Its axes are those of the left panel.' in words


def test_exhaustive_lists_every_coordinate():
    points = [(x, y) for x in range(5) for y in range(4)]
    words = describe.caption(trace({"kind": "points", "xy": points, "marker": "o", "fill": "#ff0000"}), None, "exhaustive")
    assert all(f"({x}, {y})" in words for x, y in points)


def test_brief_is_at_most_three_sentences():
    words = describe.caption(trace({"kind": "line", "xy": [[0, 0], [10, 10]]}, circle(1, 1)), None, "brief")
    assert 1 <= len(re.findall(r"\.(?=\s|$)", words)) <= 3
    assert "\n" not in words


FACTS: Any = {
    "visible": {
        "subject": "a net of six squares",
        "counts": {"squares": 6, "fold lines": 1},
        "labels": ["A"],
        "statements": ["Square A is shaded"],
    },
    "derived": {"volume": 987654, "opposite": "QQQ"},
}


@pytest.mark.parametrize("detail", ["brief", "full", "exhaustive"])
def test_visible_facts_are_stated_exactly_and_derived_ones_never(detail):
    words = describe.caption(trace(circle(1, 1), axes=DRAWING), FACTS, detail)
    assert words.startswith("The picture shows a net of six squares. It has 6 squares and 1 fold line.")
    assert "987654" not in words
    assert "QQQ" not in words
    assert detail == "brief" or "Square A is shaded." in words


def test_a_subject_that_counts_takes_no_article():
    facts: Any = {"visible": {"subject": "five shapes of six squares each", "counts": {}, "labels": [], "statements": []}, "derived": {}}
    assert describe.caption(trace(), facts).startswith("The picture shows five shapes of six squares each.")


JUNK: list[Any] = [
    None, True, -1, 0, 1e308, math.nan, math.inf, 10**400, "", "x\n\x00\x1b[31m\u202e", "#12345678", "a" * 5000, [], {}, [None],
    [[None, None]],
    [[1, 2], [3]], [[1, 2, 3, 4]], [[[1, 2]]], "line", "points", "wedge", "rectangle", "log", "date", "polar", "3d", [1, 1], [0, 0, 0, 0],
]  # fmt: skip


def spoilt(value: Any, rng: random.Random, share: float) -> Any:
    """The value with a share of its parts replaced by junk or left out."""
    if rng.random() < share:
        return rng.choice(JUNK)
    if isinstance(value, dict):
        return {key: spoilt(part, rng, share) for key, part in value.items() if rng.random() > share}
    return [spoilt(part, rng, share) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(60))
def test_hostile_traces_never_break_a_caption(seed):
    rng = random.Random(seed)
    kinds = (
        "line",
        "lines",
        "curve",
        "polygon",
        "polygons",
        "rectangle",
        "circle",
        "ellipse",
        "wedge",
        "arrow",
        "points",
        "text",
        "image",
        "mesh",
    )
    elements = [
        {"kind": kind, "xy": [[0, 0], [1, 2], [3, 1]], "parts": [[[0, 0], [1, 1]]], "centre": [1, 1], "size": [2, 3], "angles": [0, 90],
         "text": "t", "box": [1, 2, 3, 4], "fill": "#ff0000", "marker": "o", "ends": [False, True], "line": 3, "shape": [2, 3],
         "clim": [0, 1], "cmap": "viridis"}
        for kind in kinds for _ in range(3)
    ]  # fmt: skip
    whole = spoilt(trace(*elements, title="t", omitted=2), rng, 0.08)
    words = describe.caption(whole, spoilt(FACTS, rng, 0.2), rng.choice(["brief", "full", "exhaustive"]))
    assert words
    assert all(char == "\n" or char.isprintable() for char in words)


def test_ten_thousand_elements_are_counted_in_bounded_words():
    rng = random.Random(5)
    words = describe.caption(trace(*[circle(rng.random(), rng.random(), 0.01) for _ in range(10_000)], axes=DRAWING))
    assert "10000 red circles" in words
    assert len(words) < 2000


def test_the_step_adds_the_caption_and_keeps_the_rest():
    record = {"id": "a", "mine": 1, "image": "a.png", "trace": trace(circle(1, 1))}
    done = captioner("full")(record)
    assert done["caption_by"] == "trace"
    assert "1 circle" not in record
    assert done["mine"] == 1
    assert done["caption"] == describe.caption(record["trace"])
    assert "caption" not in record


def test_a_figure_drawn_without_a_trace_is_an_error_of_that_record():
    with pytest.raises(RecordError) as caught:
        captioner("full")({"id": "a", "image": "a.png", "exec": {"ok": True}})
    assert caught.value.kind == "no-trace"


def test_error_bars_belong_to_the_points_they_were_drawn_with():
    at = [[1, 2], [2, 4], [3, 5], [4, 8]]
    fit = {"kind": "line", "xy": [[1, 2], [2, 4], [3, 6], [4, 8]], "dash": "dashed", "line": 1}
    bars = {"kind": "lines", "parts": [[[x, y - 1.5], [x, y + 1.5]] for x, y in at], "count": 4, "line": 2}
    points = {"kind": "points", "xy": at, "count": 4, "marker": "s", "line": 2}
    assert "all of ±1.5" in describe.caption(trace(fit, bars, points))


def test_a_direction_is_told_only_of_arrows_that_share_it():
    def arrows(*tips):
        return describe.caption(trace(*({"kind": "arrow", "xy": [[0, 0], list(tip)], "ends": [False, True], "line": 3} for tip in tips)))

    assert "downwards" not in arrows((0, -2), (2, 1), (-2, 1))
    assert "point upwards from" in arrows((0, 1), (0, 2))


def test_what_is_printed_for_all_tick_labels_is_told():
    axes = {
        "kind": "rectilinear",
        "shown": True,
        "xlim": [0, 1],
        "ylim": [0, 3e-6],
        "yticks": ["0.0", "1.0", "2.0", "3.0"],
        "yoffset": "1e\N{MINUS SIGN}6",
    }
    words = describe.caption({"version": 1, "size": [640, 480], "axes": [axes], "elements": []})
    assert 'tick labels from 0.0 to 3.0 in steps of 1 and "1e\N{MINUS SIGN}6" printed for all of them' in words


def test_markers_of_one_script_line_keep_their_shapes():
    words = describe.caption(trace(*({"kind": "points", "xy": [[i, 0]], "count": 1, "marker": m, "line": 3} for i, m in enumerate("o^s"))))
    assert "round marker" in words
    assert "triangular marker" in words
    assert "square marker" in words


def test_axis_lines_through_the_origin_are_told():
    spines = [{"kind": "line", "role": "spine", "axes": 0, "space": "data", "xy": ends} for ends in ([[0, -2], [0, 7]], [[-3, 0], [3, 0]])]
    axes = {"kind": "rectilinear", "shown": True, "frame": [], "xlim": [-3, 3], "ylim": [-2, 7], "xticks": ["-3", "0", "3"]}
    words = describe.caption({"version": 1, "size": [640, 480], "axes": [axes], "elements": spines})
    assert "Axis lines run along x = 0 and y = 0." in words
    assert "No frame" not in words


def bar(x: float, height: float, fill: str = "#1f77b4") -> dict[str, Any]:
    return {"kind": "rectangle", "centre": [x, height / 2], "size": [0.8, height], "fill": fill, "stroke": fill, "line": 1}


def test_error_bars_on_bars_go_through_their_ends_in_the_order_of_the_bars():
    bars = [bar(x, height) for x, height in ((1, 3), (2, 5), (3, 2))]
    errors = {"kind": "lines", "parts": [[[3, 1.8], [3, 2.2]], [[1, 2], [1, 4]], [[2, 4.5], [2, 5.5]]], "count": 3, "line": 2}
    words = describe.caption(trace(*bars, errors))
    assert "3 vertical error bars go through the ends of the bars, from left to right of ±1, ±0.5 and ±0.2" in words
    assert "holds 3 error bars and 3 bars" in words


def test_what_lies_under_an_opaque_shape_is_not_told():
    line = {"kind": "line", "xy": [[1, 1], [4, 1]], "stroke": "#008000", "box": [130, 390, 280, 394]}
    sheet = {"kind": "rectangle", "centre": [2.5, 1], "size": [5, 2], "fill": "#add8e6", "box": [80, 350, 330, 430]}
    assert "green" not in describe.caption(trace(line, sheet))
    assert "green" in describe.caption(trace(line, {**sheet, "fill": "#add8e680"}))
    assert "green" in describe.caption(trace(sheet, line))


def test_lines_across_log_axes_are_told_beside_the_curve_of_their_script_line():
    axes = {**PLOT, "xlim": [0.562341, 177828], "xscale": "log", "ylim": [-21, 1], "xticks": ["$10^{0}$", "$10^{3}$"]}
    curve = {"kind": "line", "xy": [[10**k, -4.0 * k] for k in range(6)], "line": 3}
    lines = [{"kind": "line", "xy": ends, "line": 3} for ends in ([[1000, -21], [1000, 1]], [[0.56233, -3], [177830, -3]])]
    words = describe.caption(trace(curve, *lines, axes=axes))
    assert "horizontal line crosses the whole plotting area at y = -3" in words
    assert "vertical line crosses the whole plotting area at x = 1000" in words


def test_a_line_on_log_axes_is_cut_where_it_leaves_the_plotting_area():
    axes = {**PLOT, "xlim": [1, 100], "xscale": "log", "ylim": [0, 3]}
    words = describe.caption(trace({"kind": "line", "xy": [[1, 0], [10, 2], [1000, 4]]}, axes=axes))
    assert "to (100, 3)" in words
    assert "goes on beyond the plotting area" in words


def test_areas_are_told_only_where_they_are_seen():
    area = {"kind": "polygon", "xy": [[x, 0] for x in range(20)] + [[x, 30] for x in range(19, -1, -1)], "fill": "#ff0000"}
    assert "x from 0 to 10 and y from 0 to 10" in describe.caption(trace(area))
    assert "region" not in describe.caption(trace({**area, "xy": [[x + 20, y] for x, y in area["xy"]]}))


@pytest.mark.parametrize(("degrees", "said"), [(302, "tilted 58° clockwise"), (30, "tilted 30° anticlockwise"), (90, "reading upwards")])
def test_turns_are_told_the_short_way_round(degrees, said):
    note = {"kind": "text", "role": "annotation", "text": "slope", "xy": [[2, 2]], "rotation": degrees}
    assert said in describe.caption(trace(note))


def test_a_shape_turned_by_more_than_a_quarter_is_tilted_the_other_way():
    plank = {"kind": "rectangle", "centre": [5, 5], "size": [4, 1], "angles": [150], "fill": "#ff0000"}
    assert "tilted 30° clockwise" in describe.caption(trace(plank, axes=DRAWING))


def test_exhaustive_leaves_nothing_out():
    bars = [bar(x * x, 1 + x % 3) for x in range(2, 22)]
    words = describe.caption(trace(*bars, axes={**PLOT, "xlim": [0, 500]}), None, "exhaustive")
    assert " more" not in words
    assert "400 and 441" in words


def test_the_shadow_of_a_pie_is_told():
    slices = [{"kind": "wedge", "centre": [0, 0], "size": [2, 2], "angles": ends, "fill": "#ff0000"} for ends in ([0, 90], [90, 360])]
    shade = {"kind": "curve", "role": "background", "xy": [[0, 0], [1, 0], [0, 1]], "fill": "#330000"}
    assert "the pie casts a shadow" in describe.caption(trace(shade, *slices, axes=DRAWING))
    assert "shadow" not in describe.caption(trace(*slices, axes=DRAWING))


def test_lines_placed_by_pixels_are_told_in_the_units_of_the_axes():
    joins = [{"kind": "line", "space": "pixels", "xy": [[80, 430], [330, y]]} for y in (50, 240)]
    words = describe.caption(trace(*joins))
    assert "run from (0, 0) to (5, 10) and from (0, 0) to (5, 5)" in words


def test_stems_are_told_with_their_markers():
    ends = [[x, x * x / 9] for x in range(1, 9)]
    lines = {"kind": "lines", "parts": [[[x, 0], [x, y]] for x, y in ends], "count": 8}
    words = describe.caption(trace(lines, {"kind": "points", "xy": ends, "count": 8, "marker": "o", "fill": "#ff0000"}))
    assert "stem plot" in words
    assert "8 solid black stems stand on y = 0, each ending in a red round marker" in words
    assert "at x = 1 to 8 in steps of 1 they reach y = 0.11, 0.44, 1," in words
    assert words.count("marker") == 1


def test_the_petals_of_a_rose_are_counted_with_their_directions():
    turns = [math.tau * i / 199 for i in range(200)]
    polar = {**PLOT, "kind": "polar", "xlim": [0, math.tau], "ylim": [0, 1]}
    words = describe.caption(trace({"kind": "line", "xy": [[t, abs(math.cos(2 * t))] for t in turns]}, axes=polar))
    assert "forms 4 petals of length 1 round the centre, with their tips in the directions 0°, 90°, 180° and 270°" in words
    flat = [[math.cos(3 * t / 2) * math.cos(t / 2), math.cos(3 * t / 2) * math.sin(t / 2)] for t in turns]
    words = describe.caption(trace({"kind": "line", "xy": flat}, axes={**DRAWING, "xlim": [-1, 1], "ylim": [-1, 1]}))
    assert "forms 3 petals of length 1 round (0, 0), with their tips in the directions 0°, 120° and 240°" in words


def test_the_values_of_a_small_image_are_told_once():
    image = {"kind": "image", "shape": [2, 2], "values": [[1, 2.5], [3, None]], "centre": [5, 5], "size": [4, 4], "cmap": "gray"}
    assert "the values of its cells are 1, 2.5; 3, none" in describe.caption(trace(image))
    notes = [{"kind": "text", "role": "annotation", "text": str(x), "xy": [[x, x]]} for x in range(4)]
    assert "the values of its cells" not in describe.caption(trace(image, *notes))


def test_a_bar_of_no_height_is_a_bar_and_a_flat_rectangle_without_outline_is_nothing():
    bars = [
        {"kind": "rectangle", "centre": [x, h / 2], "size": [0.8, h], "fill": "#ff0000", "stroke": None}
        for x, h in ((1, 3), (2, 0), (3, 5))
    ]
    assert "3 red vertical bars at x = 1, 2 and 3 reach, from left to right, 3, 0 and 5" in describe.caption(trace(*bars))
    assert "rectangle" not in describe.caption(trace(bars[1]))


def test_the_pieces_of_a_broken_graph_are_told_one_by_one():
    pieces = [[[x / 4, 1 / (x / 4 - 5)] for x in range(start, start + 16)] for start in (1, 22)]
    words = describe.caption(trace({"kind": "lines", "parts": pieces, "count": 2}))
    assert "from (0.25, " not in words  # below the axes
    assert "line falls throughout from (5.5, 2) to (9.25, 0.24)" in words


def test_bars_of_polar_axes_are_told_by_angle_and_radius():
    bars = [{"kind": "wedge", "xy": [[turn - 0.3, 0], [turn + 0.3, reach]], "angles": [0, 30]} for turn, reach in ((0.3, 3), (1.5, 5))]
    words = describe.caption(trace(*bars, axes={**PLOT, "kind": "polar", "xlim": [0, math.tau], "ylim": [0, 6]}))
    assert "from 0° to 34.4° to radius 3 and from 68.8° to 103.1° to radius 5" in words


def test_the_frames_of_texts_and_the_colours_of_box_plots():
    note = {"kind": "text", "role": "annotation", "text": "8", "xy": [[2, 3]], "frame": True}
    assert '"8" (in a circle)' in describe.caption(trace({**note, "frame_shape": "circle"}))
    assert '"8" (in a light yellow box)' in describe.caption(trace({**note, "frame_fill": "#ffffe0"}))


def test_rectangles_are_told_only_where_they_are_seen():
    span = {"kind": "rectangle", "centre": [8, 0], "size": [8, 100], "fill": "#ff0000"}
    assert "6 wide and 10 high with a black outline lies centred at (7, 5)" in describe.caption(trace(span))


def test_a_fill_of_dots_is_not_called_hatching():
    assert "a pattern of dots" in (words := describe.caption(trace({**circle(3, 3), "hatch": ".."})))
    assert "hatching" not in words


def test_values_printed_at_bars_are_told_with_them():
    def value(x: float, y: float) -> dict[str, Any]:
        box = [80 + 50 * x - 5, 415 - 38 * y, 80 + 50 * x + 5, 425 - 38 * y]
        return {"kind": "text", "role": "annotation", "text": f"{y:.1f}", "xy": [[x, y]], "box": box}

    words = describe.caption(trace(bar(1, 3.04), bar(2, 5), value(1, 3), value(2, 5)))
    assert "reach, from left to right, 3.04 and 5. The value of each bar is printed at it." in words
    assert "written" not in words
    assert "printed" not in describe.caption(trace(bar(1, 3.2), bar(2, 5), value(1, 3), value(2, 5)))


def test_counts_on_a_tall_axis_are_told_to_the_last_one():
    axes = {**PLOT, "ylim": [0, 20_000], "yticks": ["0", "10000", "20000"]}
    assert "reach, from left to right, 17683 and 61" in describe.caption(trace(bar(1, 17_683), bar(2, 61), axes=axes))
