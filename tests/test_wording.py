"""Numbers, counts, lists, colours and relations in words."""

import colorsys
import math

import pytest

from cpx.describe import colours, courses, relations
from cpx.describe.wording import article, counted, listing, number, numeral, place, plain, quote, singular, ticks
from cpx.solids.page.words import polygons


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2.5, "2.5"),
        (-3.0, "-3"),
        (1e-17, "10^-17"),
        (0.0, "0"),
        (-0.0, "0"),
        (1234567.0, "1234567"),
        (2.5e8, "2.5 × 10^8"),
        (1 / 3, "0.3333"),
    ],
)
def test_a_number_reads_as_people_write_it(value, words):
    assert number(value) == words


def test_decimals_bound_what_a_viewer_could_tell_apart():
    assert [number(x, 2) for x in (1.2345, 1e-9, -0.001, 100.0)] == ["1.23", "0", "0", "100"]


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("squares", "square"),
        ("fold lines", "fold line"),
        ("vertices", "vertex"),
        ("edges of the base", "edge of the base"),
        ("cubes of which a face is visible", "cube of which a face is visible"),
        ("boxes", "box"),
        ("crosses", "cross"),
        ("visible faces", "visible face"),
        ("visible left faces", "visible left face"),
        ("pairs of opposite faces", "pair of opposite faces"),
        ("dice", "die"),
        (polygons(8), "polygon of 8 sides"),
    ],
)
def test_the_singular_of_a_plural_noun_phrase(many, one):
    assert singular(many) == one


def test_a_count_takes_the_plural_unless_it_is_one():
    assert [counted(n, "vertex") for n in (0, 1, 2)] == ["0 vertices", "1 vertex", "2 vertices"]


def test_a_list_tells_how_many_it_leaves_out():
    assert listing("abcde", 2) == "a, b and 3 more"
    assert listing(["a", "b, c", "d"]) == "a; b, c; and d"


def test_text_of_the_picture_is_one_printable_quoted_line():
    assert quote("two\nlines\x00\x1b[31m") == '"two lines [31m"'
    assert len(plain("x" * 10_000)) <= 120
    assert quote('say "hi"') == '“say "hi"”'


def test_evenly_spaced_tick_labels_are_told_by_their_step():
    minus = "\N{MINUS SIGN}"
    assert ticks([f"{minus}1.0", f"{minus}0.5", "0.0", "0.5"], 9) == "from -1.0 to 0.5 in steps of 0.5"
    assert ticks(["$\\mathdefault{10^{0}}$", "$\\mathdefault{10^{1}}$"], 9) == "10^0 and 10^1"
    assert ticks(["low", "high"], 9) == '"low" and "high"'


@pytest.mark.parametrize(("label", "value"), [("1,000", 1000), ("20%", 20), ("$10^{-2}$", 0.01), ("Q1", None), ("", None), ("1e999", None)])
def test_the_number_that_a_label_stands_for(label, value):
    assert numeral(label) == (None if value is None else pytest.approx(value))


def test_articles_follow_the_sound():
    assert [article(w) for w in ("square", "ellipse", "unfilled circle", "x-shaped marker", "unit")] == [
        "a square", "an ellipse", "an unfilled circle", "an x-shaped marker", "a unit",
    ]  # fmt: skip


def test_places_are_ninths_of_the_picture():
    assert [place(0.1, 0.1), place(0.5, 0.5), place(0.9, 0.5)] == ["upper left", "centre", "right"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("#1f77b4", "blue"), ("#d62728", "red"), ("#2ca02c", "green"), ("#ff7f0e", "orange"), ("#7f7f7f", "grey"), ("#e377c2", "pink"),
        ("#add8e6", "light blue"), ("#8b0000", "dark red"), ("#a9a9a9", "grey"), ("#000000", "black"), ("#ffffff", "white"),
        ("#ffdab9", "peach"), ("#daa520", "dark yellow"), ("#ffd700", "gold"),
    ],
)  # fmt: skip
def test_colours_bear_the_names_that_people_use(code, name):
    assert colours.name(code) == name


def test_no_colour_with_a_clear_hue_is_called_a_grey():
    wheel = [colorsys.hsv_to_rgb(hue / 72, 0.9, 0.8) for hue in range(72)]
    names = {colours.name("#" + "".join(f"{round(c * 255):02x}" for c in rgb)) for rgb in wheel}
    assert not names & {"black", "white", "grey", "slate grey", "light grey", "dark grey"}


def test_transparency_and_hex_are_said_where_they_matter():
    assert colours.colour("#1f77b480") == "translucent blue (#1f77b4, 50% opaque)"
    assert (colours.colour("#ff0000"), colours.colour("#1f77b4", precise=False)) == ("red", "blue")


@pytest.mark.parametrize(
    ("corners", "name"),
    [
        ([(0, 0), (1, 0), (1, 1), (0, 1)], "square"),
        ([(0, 0), (2, 1), (1, 3), (-1, 2)], "square"),
        ([(0, 0), (3, 0), (4, 1), (1, 1)], "parallelogram"),
        ([(0, 0), (4, 0), (3, 1), (1, 1)], "trapezoid"),
        ([(0, 0), (4, 0), (0, 3)], "right triangle"),
        ([(0, 0), (2, 0), (1, 5)], "isosceles triangle"),
        ([(math.cos(k), math.sin(k)) for k in (i * math.tau / 6 for i in range(6))], "regular hexagon"),
        ([(0, 0), (1, 0), (2, 0), (2, 2), (0, 2)], "square"),
    ],
)
def test_polygons_are_named_by_what_their_corners_make_sure(corners, name):
    assert relations.polygon(corners, equal=True) == name


def test_lengths_say_nothing_where_the_axes_have_different_units():
    assert relations.polygon([(0, 0), (1, 0), (1, 1), (0, 1)], equal=False) == "rectangle"


def test_a_grid_needs_every_crossing():
    full = [(x, y) for x in range(6) for y in range(4)]
    assert relations.grid(full) == relations.Grid(4, 6, 1.0, 1.0)
    assert relations.grid(full[:-1]) is None
    assert relations.grid([*full[:-1], full[0]]) is None


def test_chequered_needs_strict_alternation():
    points = [(x, y) for x in range(4) for y in range(4)]
    board = ["#000000" if (x + y) % 2 else "#ffffff" for x, y in points]
    assert relations.chequered(points, board)
    assert not relations.chequered(points, ["#000000", *board[1:]])


def test_a_trend_counts_peaks_and_troughs():
    wave = [(x / 10, math.sin(x / 10)) for x in range(126)]
    found = courses.trend(wave)
    assert found
    assert (len(found.peaks), len(found.troughs)) == (2, 2)
    assert courses.trend([(0, 0), (1, 1), (0.5, 2)]) is None


def test_a_spiral_winds_one_way_and_outwards():
    winding = [(t * math.cos(t), t * math.sin(t)) for t in (i / 10 for i in range(127))]
    assert courses.spiral(winding) == pytest.approx(2, abs=0.05)
    assert courses.spiral(list(reversed(winding))) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$A$", "A"),
        ("$C_1$", "C₁"),
        ("$B_{12}'$", "B₁₂'"),
        ("$2.5$", "2.5"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("from $A$ to $B$", "from A to B"),
    ],
)
def test_names_are_quoted_as_they_are_printed(written: str, said: str) -> None:
    assert quote(written) == f'"{said}"'


def test_the_minor_ticks_of_a_logarithmic_axis_are_told_like_the_major():
    labels = [r"$\mathdefault{10^{0}}$", r"$\mathdefault{2\times10^{0}}$", r"$\mathdefault{5\times10^{-1}}$"]
    assert ticks(labels, 9) == "10^0, 2 × 10^0 and 5 × 10^-1"
    assert numeral(labels[2]) == pytest.approx(0.5)
