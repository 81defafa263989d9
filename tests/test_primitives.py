"""What reaches the page: every kind of mark arrives as it was painted, whatever API drew it, and forgeries do not."""

import textwrap
from collections.abc import Iterator

import numpy as np
import pytest

from cpx import primitives
from cpx.errors import RecordError
from cpx.primitives import BACKGROUND, DATA, FURNITURE, IMAGE, PATH, ROW, TEXT, Primitives
from cpx.sandbox import Sandbox

AXES = "import numpy as np\nimport matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(4, 3))\nax.set(xlim=(0, 4), ylim=(0, 3))\n"
BARE = AXES + "ax.set_position([0, 0, 1, 1])\nax.axis('off')\n"
"""One unit of data is 100 pixels."""
ALONE = "import numpy as np\nimport matplotlib.pyplot as plt\n"
RED, BLUE, NONE = [255, 0, 0, 255], [0, 0, 255, 255], [0, 0, 0, 0]


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(jobs=1) as box:
        yield box


@pytest.fixture
def painted(box):
    def painted(code: str, before: str = BARE) -> Primitives:
        return box.run(before + textwrap.dedent(code)).drawings[0].primitives

    return painted


def data(found: Primitives) -> np.ndarray:
    return found.rows[found.rows["role"] == DATA]


def corners(found: Primitives, row: np.ndarray) -> list[list[float]]:
    return found.vertices[row["start"] : row["stop"]].round(1).tolist()


@pytest.mark.parametrize(
    "call",
    [
        "ax.plot([1, 3], [1, 2], color='red', linewidth=3)",
        "from matplotlib.lines import Line2D\nax.add_line(Line2D([1, 3], [1, 2], color='red', linewidth=3))",
        "ax.add_collection(plt.matplotlib.collections.LineCollection([[(1, 1), (3, 2)]], colors='r', linewidths=3))",
        "ax.add_patch(plt.Polygon([(1, 1), (3, 2)], closed=False, fill=False, edgecolor='red', linewidth=3))",
    ],
)
def test_a_segment_is_the_same_by_any_api(painted, call):
    found = painted(call)
    (row,) = data(found)
    assert (row["kind"], row["stroke"].tolist(), row["fill"].tolist()) == (PATH, RED, NONE)
    assert corners(found, row) == [[100.0, 200.0], [300.0, 100.0]]
    assert row["width"] == pytest.approx(3 * 100 / 72)


@pytest.mark.parametrize(
    "call",
    [
        "ax.scatter([1, 2, 3], [1, 2, 1], c=['red', 'blue', 'red'])",
        "for x, y, c in ((1, 1, 'red'), (2, 2, 'blue'), (3, 1, 'red')):\n    ax.plot(x, y, 'o', color=c)",
    ],
)
def test_each_marker_is_a_row_of_its_own(painted, call):
    found = painted(call)
    rows = data(found)
    centres = [found.vertices[row["start"] : row["stop"]].mean(axis=0) for row in rows]
    assert rows["fill"].tolist() == [RED, BLUE, RED]
    assert np.allclose(centres, [[100, 200], [200, 100], [300, 200]], atol=1)


def test_paint_order_and_roles(painted):
    found = painted("ax.plot([0, 4], [0, 3], 'r', zorder=1)\nax.axhspan(1, 2, color='blue', zorder=3)\nax.set_title('Top')", before=AXES)
    assert found.rows["role"][0] == BACKGROUND
    assert (found.rows["role"] == FURNITURE).sum() > 10
    kinds = [(row["kind"], row["stroke"].tolist()) for row in data(found)]
    assert kinds == [(PATH, RED), (PATH, BLUE), (TEXT, [0, 0, 0, 255])]


def test_rows_know_their_element_and_line(box):
    drawing = box.run(BARE + "ax.plot([1, 2], [1, 2])\n\nax.text(1, 1, 'A')").drawings[0]
    rows = data(drawing.primitives)
    kinds = [drawing.trace["elements"][row["element"]]["kind"] for row in rows]
    assert (kinds, rows["line"].tolist()) == (["line", "text"], [7, 9])


def test_texts_have_their_box_size_and_turn(painted):
    found = painted("ax.text(2, 1.5, 'slope', rotation=90, ha='center', va='center', fontsize=18)")
    (row,) = data(found)
    width, height = np.ptp(found.vertices[row["start"] : row["stop"]], axis=0)
    assert (row["kind"], found.strings[row["text"]], row["angle"], row["size"]) == (TEXT, "slope", 90, 25)
    assert height > width
    assert np.allclose(found.vertices[row["start"] : row["stop"]][:4].mean(axis=0), [200, 150], atol=3)


def test_a_text_with_path_effects_is_one_text(painted):
    found = painted("import matplotlib.patheffects as pe\nax.text(1, 1, 'halo', path_effects=[pe.withStroke(linewidth=3, foreground='w')])")
    assert [(row["kind"], found.strings[row["text"]]) for row in data(found)] == [(TEXT, "halo")]


def test_small_meshes_are_cells_and_fine_ones_images(painted):
    assert data(painted("ax.pcolormesh(np.arange(64).reshape(8, 8))"))["kind"].tolist() == [PATH] * 64
    assert data(painted("ax.pcolormesh(np.arange(900).reshape(30, 30))"))["kind"].tolist() == [IMAGE]


def test_an_image_keeps_a_small_copy_the_right_way_up(painted):
    found = painted("ax.imshow([[0, 1], [1, 1]], cmap='gray', extent=(1, 3, 1, 3))\nax.set(xlim=(0, 4), ylim=(0, 3))")
    (row,) = data(found)
    thumb = found.images[row["image"]]
    assert corners(found, row)[0] == [100.0, 0.0]
    assert [thumb[y, x, 0] for y, x in ((1, 1), (1, 14), (14, 1), (14, 14))] == [0, 255, 255, 255]


def test_dashes_clips_and_masks(painted):
    found = painted("ax.plot([0, 4], [1, 1], '--', clip_path=plt.Circle((2, 1), 1, transform=ax.transData))\nax.plot([0, 4], [2, 2])")
    dashed, solid = data(found)
    assert (dashed["dash"] > 0).all()
    assert not solid["dash"].any()
    assert dashed["mask_stop"] - dashed["mask_start"] > 8
    assert solid["clip"].tolist() == [0, 0, 400, 300]


def test_axes_that_share_a_shape_have_masks_of_their_own(painted):
    polar = "for n in (1, 2): plt.subplot(1, 2, n, projection='polar').plot([0, 1], [1, 2], 'r')"
    masks = [found.vertices[row["mask_start"] : row["mask_stop"], 0].mean() for found in [painted(polar, ALONE)] for row in data(found)]
    assert masks[1] > masks[0] + 100


def test_gaps_begin_anew_and_no_number_is_infinite(painted):
    found = painted("ax.plot([0, 1, np.nan, 2, np.inf, 3, 4], [0, 1, 1, 1, 1, 1, 2], 'r')")
    (row,) = data(found)
    assert found.codes[row["start"] : row["stop"]].tolist() == [1, 2, 1, 1, 2]


@pytest.mark.parametrize(
    ("before", "code", "kind"),
    [
        (ALONE, "ax = plt.axes(projection='3d')\nax.plot_surface(*np.meshgrid([0, 1], [0, 1]), np.ones((2, 2)))", PATH),
        (ALONE, "plt.polar([0, 1], [1, 2], 'r')", PATH),
        (BARE, "ax.quiver([1, 2], [1, 2], [1, 1], [0, 1], color='red')", PATH),
        (BARE, "ax.contourf(np.arange(16).reshape(4, 4), colors=['red', 'blue'])", PATH),
        (BARE, "ax.tripcolor([1, 3, 2], [1, 1, 2], [1, 2, 3], shading='gouraud')", IMAGE),
        (BARE, "ax.plot([0, 3], [0, 3], 'r', agg_filter=lambda image, dpi: (image, 0, 0))", IMAGE),
    ],
)
def test_whatever_paints_is_there(painted, before, code, kind):
    assert set(data(painted(code, before))["kind"]) == {kind}


def test_too_many_are_counted(painted):
    found = painted("ax.scatter(*np.random.rand(2, 30000), marker=',', s=1)")
    assert len(found.rows) <= primitives.ROWS
    assert found.page[3] >= 10_000


def test_a_file_is_the_same_each_time_and_reads_back(painted, tmp_path):
    found = painted("ax.plot([1, 2], [1, 2])\nax.text(1, 1, 'é')")
    path = tmp_path / "a.prims.npz"
    path.write_bytes(primitives.encoded(found))
    again = primitives.load(path)
    assert primitives.encoded(again) == path.read_bytes()
    assert primitives.name(again) == primitives.name(found)
    assert again.strings == ["é"]


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "a.npz").write_bytes(b"PK no")
    with pytest.raises(RecordError, match="draw the record again"):
        primitives.load(tmp_path / "a.npz")


@pytest.mark.parametrize(
    ("field", "value"), [("stop", 10**6), ("start", -1), ("text", 7), ("image", 3), ("mask_stop", 10**6), ("size", np.nan)]
)
def test_forged_rows_are_refused(painted, field, value):
    fields = primitives.packed(painted("ax.plot([1, 2], [1, 2])"))
    rows = np.frombuffer(fields["rows"], ROW).copy()
    rows[field] = value
    with pytest.raises(ValueError, match="contradict"):
        primitives.checked({**fields, "rows": rows.tobytes()})


@pytest.mark.parametrize(
    "lie", ["{'rows': b'x'}", "{**good, 'rows': b'x' * 7}", "{**good, 'strings': b'\\xff\\xff'}", "{**good, 'rows': 5}", "None"]
)
def test_a_script_that_forges_its_primitives_has_none(box, lie):
    forge = f"""
        from matplotlib.figure import Figure
        things = Figure.show.__closure__[0].cell_contents.keep.__func__.__globals__
        honest = things["primitives"].of
        def forged(*arguments):
            good = honest(*arguments)
            return {lie}
        things["primitives"].of = forged
    """
    result = box.run(textwrap.dedent(forge) + BARE + "ax.plot([1, 2], [1, 2])")
    assert result.ok
    assert result.drawings[0].primitives is None
