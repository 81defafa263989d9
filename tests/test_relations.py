"""Relations in captions: what a viewer would state of a drawing is stated, what only nearly holds is not."""

import math
from typing import Any

import pytest

from cpx import describe

BOX = [80, 50, 480, 450]
DRAWING = {"kind": "rectilinear", "box": BOX, "shown": False, "frame": [], "xlim": [0, 10], "ylim": [0, 10], "equal": True}
PLOT = {**DRAWING, "shown": True, "equal": False, "xticks": ["0", "5", "10"], "yticks": ["0", "5", "10"], "legend": ["f", "g"]}


def told(*elements: dict[str, Any], axes: dict[str, Any] = DRAWING, detail: Any = "full") -> str:
    drawn = [{"role": "data", "space": "data", "axes": 0, "stroke": "#000000", **element} for element in elements]
    trace: Any = {"size": [560, 500], "face": "#ffffff", "axes": [axes], "elements": drawn}
    return describe.caption(trace, None, detail)


def line(*points: tuple[float, float], **more: Any) -> dict[str, Any]:
    return {"kind": "line", "xy": [list(point) for point in points], **more}


def circle(x: float, y: float, radius: float, **more: Any) -> dict[str, Any]:
    return {"kind": "circle", "centre": [x, y], "size": [2 * radius, 2 * radius], "box": around(x, y, radius), **more}


def around(x: float, y: float, reach: float) -> list[float]:
    left, top = 80 + 40 * (x - reach), 450 - 40 * (y + reach)
    return [left, top, left + 80 * reach, top + 80 * reach]


def text(words: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    left, bottom = 80 + 40 * x, 450 - 40 * y
    box = [left - 4 * len(words), bottom - 6, left + 4 * len(words), bottom + 6]
    return {"kind": "text", "role": "annotation", "text": words, "xy": [[x, y]], "box": box, **more}


def triangle(*names: str) -> list[dict[str, Any]]:
    """A right triangle of three lines with letters at its corners."""
    a, b, c = (1.0, 1.0), (7.0, 1.0), (1.0, 5.0)
    spots = ((0.7, 0.7), (7.3, 0.7), (0.7, 5.3))
    return [line(a, b), line(b, c), line(c, a), *(text(name, *spot) for name, spot in zip(names, spots, strict=True))]


def test_letters_name_the_points_they_stand_beside():
    words = told(*triangle("A", "B", "C"))
    assert "The points A (1, 1), B (7, 1) and C (1, 5) are labelled." in words
    assert "3 solid black lines form the right triangle ABC, its right angle at A" in words
    assert "perpendicular" not in words


def test_a_letter_far_from_every_point_or_between_two_names_none():
    assert "labelled" not in told(line((1, 1), (7, 1)), line((1, 1), (1, 5)), text("A", 4, 4))
    assert "labelled" not in told({"kind": "points", "xy": [[4.8, 5], [5.2, 5]], "count": 2, "marker": "o"}, text("P", 5, 5.3))


def test_words_that_are_no_names_stay_texts():
    assert 'The text "peak" stands at (1, 1.3)' in told(line((1, 1), (7, 1)), line((1, 1), (1, 5)), text("peak", 1, 1.3))


def test_exhaustive_gives_names_and_coordinates():
    assert "A (1, 1)" in told(*triangle("A", "B", "C"), detail="exhaustive").replace("The points A (1, 1)", "")


def test_a_number_labels_the_side_it_stands_beside():
    assert '"6" stands beside the middle of AB' in told(*triangle("A", "B", "C"), text("6", 4, 0.7))


def test_a_small_square_marks_a_right_angle():
    words = told(*triangle("A", "B", "C"), line((1, 1.4), (1.4, 1.4), (1.4, 1)))
    assert "A small square marks the right angle at A." in words
    assert "1 right-angle mark" in words
    assert "small square" not in told(*triangle("A", "B", "C"), line((2, 1.4), (2.4, 1.4), (2.4, 1.1)))


def test_midpoints_and_concurrent_lines():
    a, b, c = (1.0, 1.0), (7.0, 1.0), (3.0, 7.0)
    d, e, f = ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2), ((a[0] + c[0]) / 2, (a[1] + c[1]) / 2), (4.0, 1.0)
    spots = {"A": (0.7, 0.7), "B": (7.3, 0.7), "C": (3, 7.35), "D": (5.3, 4.2), "E": (1.7, 4.2), "F": (4, 0.65)}
    medians = [line(a, d, stroke="#0000ff"), line(b, e, stroke="#0000ff"), line(c, f, stroke="#0000ff")]
    outline = {"kind": "polygon", "xy": [a, b, c]}
    words = told(outline, *medians, *(text(name, *spot) for name, spot in spots.items()))
    assert "AD, BE and CF meet at (3.67, 3)." in words
    assert "D, E and F are the midpoints of BC, CA and AB, in this order." in words
    off = [line(a, (d[0] + 0.3, d[1] - 0.45), stroke="#0000ff"), *medians[1:]]
    assert "meet at" not in told(outline, *off, *(text(name, *spot) for name, spot in spots.items()))


def test_two_lines_cross_at_right_angles_only_where_they_do():
    rising, falling = line((1, 1), (5, 5), stroke="#ff0000"), line((1, 5), (5, 1), stroke="#0000ff")
    assert "The red line and the blue line bisect each other at right angles at (3, 3)." in told(rising, falling)
    steeper = told(rising, line((1, 5), (4.9, 1), stroke="#0000ff"))
    assert "right angles" not in steeper
    assert "The red line and the blue line cross at" in steeper


def test_parallels_of_different_looks_are_told_and_near_parallels_not():
    first = line((1, 1), (5, 3), stroke="#ff0000")
    assert "The red line and the blue line are parallel." in told(first, line((1, 3), (5, 5), stroke="#0000ff"))
    assert "parallel" not in told(first, line((1, 3), (5, 5.1), stroke="#0000ff"))


def test_tangent_radius_and_contact():
    round_o = circle(5, 5, 2)
    tangent, radius = line((2, 7), (9, 7), stroke="#ff0000"), line((5, 5), (5, 7), dash="dashed")
    words = told(round_o, tangent, radius, text("O", 5, 4.65), text("T", 5, 7.35))
    assert "The red line touches the circle at T." in words
    assert "OT is a radius of the circle." in words
    assert "OT is perpendicular to the red line at T." in words
    assert "touches" not in told(round_o, line((2, 7.1), (9, 7.1), stroke="#ff0000"))


def test_circles_through_and_inside_polygons():
    turns = [math.radians(90 + 120 * i) for i in range(3)]
    corners = [[5 + 3 * math.cos(t), 5 + 3 * math.sin(t)] for t in turns]
    outline = {"kind": "polygon", "xy": corners}
    assert "The circle passes through all corners of the equilateral triangle." in told(outline, circle(5, 5, 3))
    assert "The circle touches all 3 sides of the equilateral triangle from inside." in told(outline, circle(5, 5, 1.5))
    assert "all" not in told(outline, circle(5, 5, 1.4)).split("corners at")[1].split("In all")[0]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ((6, 5, 1), "The two circles touch at (5, 5)."),
        ((5, 5, 2), "The two circles overlap and cross at (4, 3.27) and (4, 6.73)."),
        ((3.5, 5, 1), "The blue circle lies inside the red circle."),
        ((4, 5, 1), "The blue circle touches the red circle from inside at (5, 5)."),
        ((3, 5, 1), "The two circles have the same centre."),
    ],
)
def test_how_two_circles_lie(second, said):
    assert said in told(circle(3, 5, 2, fill="#ff000080"), circle(*second, fill="#0000ff80", stroke="#0000ff"))


def test_texts_of_a_venn_diagram_stand_in_their_regions():
    rounds = [circle(4, 5, 2, fill="#ff000080"), circle(6, 5, 2, fill="#0000ff80")]
    words = told(*rounds, text("12", 3, 5), text("5", 5, 5), text("7", 7, 5))
    assert '"12" inside the red circle only, "5" where both circles overlap and "7" inside the blue circle only' in words


def test_edges_of_a_graph_are_told_by_their_nodes():
    at = {"A": (2, 2), "B": (5, 7), "C": (8, 2)}
    nodes = [circle(*place, 0.5, fill="#ffffff") for place in at.values()]
    edges = [line(at[a], at[b]) for a, b in ("AB", "BC")]
    words = told(*edges, *nodes, *(text(name, *place) for name, place in at.items()))
    assert "3 circles are labelled inside: A at (2, 2), B at (5, 7) and C at (8, 2)." in words
    assert "2 solid black lines run from A to B and from B to C." in words


def test_arrows_lead_from_box_to_box():
    boxes = [{"kind": "rectangle", "centre": [5, y], "size": [3, 1], "box": [220, 430 - 40 * y, 340, 470 - 40 * y]} for y in (2, 6)]
    arrow = {"kind": "arrow", "xy": [[5, 5.5], [5, 2.5]], "ends": [False, True]}
    assert 'An arrow points downwards from "Start" to "End"' in told(*boxes, arrow, text("Start", 5, 6), text("End", 5, 2)).replace(
        "A black arrow", "An arrow"
    )


def test_arrows_carry_the_texts_at_their_tips_and_start_from_texts():
    force = {"kind": "arrow", "xy": [[5, 5], [5, 8]], "ends": [False, True]}
    assert 'from (5, 5) to (5, 8) (marked "mg")' in told(force, text("mg", 5, 8.3))
    pointer = {"kind": "arrow", "xy": [[3, 8], [5, 5]], "ends": [False, True]}
    words = told(circle(5, 5, 3), circle(5, 5, 1, fill="#dda0dd"), pointer, text("nucleus", 3, 8.1))
    assert 'from the text "nucleus" at (3, 8) to (5, 5) in the plum circle' in words


def test_a_hexagon_in_a_ring_of_hexagons():
    def hexagon(x: float, y: float) -> dict[str, Any]:
        return {
            "kind": "polygon",
            "xy": [[x + math.cos(t), y + math.sin(t)] for t in (i * math.pi / 3 for i in range(6))],
            "fill": "#ffffff",
        }

    ring = [(5 + math.sqrt(3) * math.cos(t), 5 + math.sqrt(3) * math.sin(t)) for t in (math.radians(30 + 60 * i) for i in range(6))]
    assert "shares an edge with each of the other 6, which form a ring round it" in told(hexagon(5, 5), *(hexagon(*at) for at in ring))
    assert "shares" not in told(hexagon(5, 5), *(hexagon(x + (x - 5) * 0.1, y + (y - 5) * 0.1) for x, y in ring))


def test_a_mirror_axis_needs_every_mark():
    left, right = circle(3, 5, 1), circle(7, 5, 1)
    assert "symmetric about the vertical line x = 5" in told(left, right, line((5, 2), (5, 8)))
    assert "symmetric" not in told(left, {**right, "fill": "#ff0000"}, line((5, 2), (5, 8)), line((1, 1), (2, 3)))


def test_graphs_of_functions_cross_where_a_viewer_sees_it():
    xs = [i / 10 for i in range(101)]
    f, g = line(*((x, (x - 5) ** 2 / 2.5) for x in xs), label="f"), line(*((x, x) for x in xs), label="g")
    words = told({**f, "stroke": "#ff0000"}, g, axes=PLOT)
    assert 'The lines labelled "f" and "g" cross at (2.5, 2.5).' in words  # at (10, 10) both end
    assert "cross" not in told(f, line(*((x, (x - 5) ** 2 / 2.5 + 0.01 * math.sin(x)) for x in xs), label="g"), axes=PLOT)


def test_the_relations_told_are_few_and_the_best_come_first():
    many = [line((1 + i / 4, 1), (2 + i / 4, 9), stroke=f"#00ff{i:02x}") for i in range(10)]
    words = told(*many, *triangle("A", "B", "C"))
    assert words.count("cross") <= 8
    assert "right triangle ABC" in words
    assert told(*triangle("A", "B", "C"), detail="brief").count(".") <= 4


def test_the_label_of_an_angle_stands_beside_its_arc():
    arcs = [{"kind": "curve", "centre": [5, 5], "size": [4, 4], "angles": ends} for ends in ([0, 45], [90, 135])]
    words = told(*arcs, text("30°", 7.2, 5.9))
    assert 'The text "30°" stands beside the arc from 0° to 45° round (5, 5).' in words
    assert "2 arcs" in words


def test_lines_between_letters_are_told_by_their_letters():
    at = {"A": (1, 1), "B": (9, 1), "C": (9, 8), "D": (1, 8)}
    spots = {"A": (0.7, 0.7), "B": (9.3, 0.7), "C": (9.3, 8.3), "D": (0.7, 8.3)}
    edges = [line(at[a], at[b]) for a, b in ("AB", "CD", "BC", "AC", "BD")]
    assert "5 solid black lines are drawn: AB, CD, BC, AC and BD." in told(*edges, *(text(name, *spot) for name, spot in spots.items()))


@pytest.mark.parametrize(
    ("edges", "form"),
    [
        (["AB", "BC", "CD"], "chain"),
        (["AB", "AC", "AD"], "tree"),
        (["AB", "BC", "CD", "DA"], "ring"),
        (["AB", "BC", "CA"], "graph of 4 nodes and 3 edges"),
        (["AB", "BC", "CD", "DA", "AC"], "graph of 4 nodes and 5 edges"),
    ],
)
def test_what_lines_make_of_the_nodes_they_join(edges, form):
    at = {"A": (2, 2), "B": (8, 2), "C": (8, 8), "D": (2, 8)}
    nodes = [circle(*place, 0.5, fill="#ffffff") for place in at.values()]
    drawn = [*(line(at[a], at[b]) for a, b in edges), *nodes, *(text(name, *place) for name, place in at.items())]
    assert f"The {len(edges)} lines join the 4 circles into a {form}." in told(*drawn)


def test_a_bisector_halves_its_angle_and_nothing_else_does():
    def rays(middle: float) -> str:
        tips = {name: (2 + 6 * math.cos(t), 2 + 6 * math.sin(t)) for name, t in (("A", 0), ("D", middle), ("B", math.radians(60)))}
        spots = {name: (2 + 6.2 * (x - 2) / 6, 2 + 6.2 * (y - 2) / 6) for name, (x, y) in tips.items()}
        return told(
            *(line((2, 2), tip) for tip in tips.values()), text("O", 1.7, 1.7), *(text(name, *spot) for name, spot in spots.items())
        )

    assert "OD bisects the angle AOB." in rays(math.radians(30))
    assert "bisects" not in rays(math.radians(32))


def test_mirrored_and_moved_polygons():
    first = {"kind": "polygon", "xy": [[1, 1], [4, 1], [2, 3]], "fill": "#add8e6"}
    mirrored = {"kind": "polygon", "xy": [[9, 1], [6, 1], [8, 3]], "fill": "#ff0000"}
    moved = {"kind": "polygon", "xy": [[6, 4], [9, 4], [7, 6]], "fill": "#ff0000"}
    assert "The red triangle is the light blue triangle mirrored in the vertical line x = 5." in told(first, mirrored)
    assert "The red triangle is the light blue triangle moved by (5, 3)." in told(first, moved)
    assert "triangle is" not in told(first, {**moved, "xy": [[6, 4], [9, 4], [7, 6.3]]})


def test_texts_on_a_ring_are_read_clockwise():
    turns = [(n, math.radians(90 - 60 * n)) for n in range(1, 7)]
    hours = [text(str(n), 5 + 3 * math.cos(t), 5 + 3 * math.sin(t)) for n, t in turns]
    assert "6 texts stand evenly spaced on a circle of radius 3 round (5, 5); clockwise from the top: 6, 1, 2, 3, 4 and 5." in told(*hours)


def test_lines_that_make_a_grid():
    lines = [*(line((x, 0), (x, 4)) for x in range(5)), *(line((0, y), (4, y)) for y in range(5))]
    assert "form a grid: 5 vertical ones running from y = 0 to 4, at x = 0 to 4 in steps of 1; 5 horizontal ones" in told(*lines)


def test_letters_at_the_ends_of_lines_are_atoms_of_a_molecule():
    at = [("O", 5, 5), ("H", 3, 4), ("H", 7, 4)]
    words = told(line((5, 5), (3, 4)), line((5, 5), (7, 4)), *(text(name, x, y) for name, x, y in at))
    assert "3 texts stand at ends of lines: O at (5, 5), H at (3, 4) and H at (7, 4)." in words


def test_circles_of_different_looks_round_one_centre():
    words = told(circle(5, 5, 1, fill="#ff000080"), circle(5, 5, 2, stroke="#0000ff"), circle(5, 5, 3, stroke="#008000"))
    assert "All 3 circles have the same centre." in words


def test_letters_beside_a_dimension_line_name_the_corners():
    def arrow(*points):
        return {"kind": "arrow", "role": "annotation", "ends": [False, True], "xy": [list(point) for point in points]}

    dimension = [arrow((3.5, 0.5), (1, 0.5)), arrow((4.5, 0.5), (7, 0.5)), line((1, 0.9), (1, 0.4)), line((7, 0.9), (7, 0.4))]
    letters = [text("A", 0.75, 0.75), text("B", 7.25, 0.75), text("C", 0.7, 5.3)]
    words = told(line((1, 1), (7, 1)), line((7, 1), (1, 5)), line((1, 5), (1, 1)), *dimension, text("8 m", 4, 0.5), *letters)
    assert "The points A (1, 1), B (7, 1) and C (1, 5) are labelled." in words
    assert "marked" not in words
