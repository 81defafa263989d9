"""cpx-filter: each gate's rules, a model's verdicts, near-duplicates, leaks, and the streams of passed and rejected records."""

import json
import re

import pytest
from PIL import Image, ImageDraw

from conftest import FIGURES, done_of, lines
from cpx.steps.dedup import Index
from cpx.steps.figure import figure
from cpx.steps.gate_code import code_faults
from cpx.steps.gate_image import image_faults
from cpx.steps.gate_match import match_faults
from cpx.steps.gates import read
from cpx.steps.outline import likeness, outline
from servers import ModelServer, prompt, said

HEAD = "import numpy as np\nimport matplotlib.pyplot as plt\n"


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("data = [1, 2, 3]\ndata = np.array([1, 2, 3])\ndata += 100\n", "no viewer could infer"),
        ("plt.plot(np.random.rand(9))\n", "without a seed"),
        ("rng = np.random.default_rng()\n", "without a seed"),
        ("import random\nplt.plot([random.random() for _ in range(9)])\n", "without a seed"),
        ("plt.plot(np.loadtxt('data.txt'))\n", "reads a file"),
        ("with open('data.txt') as f:\n    pass\n", "reads a file"),
        ("import pandas as pd\ndf = pd.read_csv('a.csv')\n", "reads a file"),
        ("import urllib.request\n", "reaches outside"),
        ("import plotly\n", "no standard tool"),
        ("from datetime import datetime\nplt.title(datetime.now())\n", "something else each time"),
        ("plt.plot([1, 2\n", "not Python"),
    ],
)
def test_code_that_no_picture_explains_is_disqualified(code, fault):
    assert any(fault in one for one in code_faults(HEAD + code))


@pytest.mark.parametrize(
    "code",
    [
        "x = np.linspace(-2, 4, 121)\nplt.plot(x, x**2 - 2 * x - 3)\n",
        "rng = np.random.default_rng(7)\nplt.scatter(*rng.normal(size=(2, 50)))\n",
        "np.random.seed(0)\nplt.plot(np.random.rand(9))\n",
        "import random\nrandom.seed(3)\nplt.plot([random.random()])\n",
        "import networkx as nx\nplt.bar(['a', 'b'], [3, 4])\n",
        "y = 0\nfor step in range(5):\n    y += 2\n    plt.plot([0, 1], [y, y])\n",
        "plt.savefig('out.png')\nplt.show()\n",
    ],
)
def test_code_that_can_be_read_off_the_picture_is_qualified(code):
    assert code_faults(HEAD + code) == []


def words(*boxes, **more):
    return [
        {"kind": "text", "role": "annotation", "text": f"text {i}", "font_size": 10.0, "box": box, **more} for i, box in enumerate(boxes)
    ]


def drawing_of(*elements):
    return {"trace": {"size": [600, 400], "dpi": 100.0, "elements": [*elements]}}


CURVE = {"kind": "line", "role": "data", "box": [50, 50, 550, 350]}


@pytest.mark.parametrize(
    ("elements", "fault"),
    [
        ([{"kind": "text", "role": "tick", "text": "1", "box": [10, 10, 20, 20]}], "the chart is empty"),
        ([CURVE, *words([580, 10, 660, 30])], "cut off"),
        ([CURVE, *words([100, 100, 160, 120], [105, 102, 165, 122], [110, 98, 170, 118], [102, 105, 150, 125])], "cover each other"),
        ([CURVE, *words([10, 10, 12, 12], [30, 30, 33, 32], font_size=2.0)], "too small"),
        ([{**CURVE, "box": [10, 10, 60, 40]}], "nearly empty"),
        ([{**CURVE, "kind": "points", "count": 30_000}], "too many to tell apart"),
    ],
)
def test_fatal_rendering_errors_fail_a_picture(elements, fault):
    assert any(fault in one for one in image_faults(drawing_of(*elements)))


def test_ordinary_pictures_pass(drawn):
    for record in drawn[:6]:
        assert (code_faults(record["code"]), image_faults(record), match_faults(record)) == ([], [], [])


def test_a_picture_that_lacks_what_the_code_writes_is_a_mismatch(drawn):
    other = {**drawn[0], "code": "ax.set_title('Pressure')\nax.set_xlabel('volume')\nax.set_ylabel('p')\n"}
    assert "lacks" in match_faults(other)[0]


def test_a_caption_that_the_trace_contradicts_is_a_mismatch(drawn):
    assert "9 bars" in match_faults({**drawn[3], "caption": "A chart of 9 bars."})[0]
    assert match_faults({**drawn[3], "caption": "A chart of 4 bars."}) == []


@pytest.mark.parametrize(
    ("answer", "verdict", "score"),
    [
        ("REASON: clean\nSCORE: 4\nVERDICT: pass", "pass", 4),
        ("**Verdict:** Fail\n**Score:** 2/5\n**Reason:** a leak", "fail", 2),
        ("VERDICT: disqualified", "fail", None),
        ("VERDICT: fundamental mismatch", "fail", None),
        ("VERDICT: sufficient match", "pass", None),
    ],
)
def test_a_models_verdict_is_read(answer, verdict, score):
    found = read(answer)
    assert (found["verdict"], found.get("score")) == (verdict, score)


# ── near-duplicates ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def restyled(code):
    code = re.sub(r'"(black|tab:\w+|darkgreen|red|gray|orange|firebrick|lightyellow)"', '"teal"', code)
    return re.sub(r"linewidth=[\d.]+", "linewidth=2.5", code)


def copied(code):
    """Restyled, on a page of other proportions, with another letter."""
    return re.sub(r"figsize=\(\d", "figsize=(8", restyled(code)).replace('"A"', '"K"')


def test_restyled_rescaled_and_relabelled_copies_are_found_and_others_are_not(cpx, drawn):
    copies = [{"id": f"copy of {one['id']}", "code": copied(one["code"])} for one in FIGURES[:6]]
    done = cpx("exec", *copies, "--dpi", "140").records
    out = cpx("filter", "--dedup", "--annotate", "--gates", "", *drawn[:6], *done).records
    assert [one["quality"].get("duplicate", {}).get("of") for one in out] == [None] * 6 + [one["id"] for one in FIGURES[:6]]


def test_one_more_line_is_a_near_duplicate_and_other_numbers_are_not():
    def trace(heights, *more):
        bars = [
            {"kind": "rectangle", "role": "data", "axes": 0, "space": "data", "centre": [i, h / 2], "size": [0.8, h]} for i, h in heights
        ]
        return {"axes": [{"kind": "rectilinear", "shown": True, "xlim": [0, 30], "ylim": [0, 99]}], "elements": [*bars, *more]}

    index = Index()
    heights = [(i, i * 7 % 40 + 1) for i in range(30)]
    index.add("first", index.find(figure(trace(heights)))[1])
    line = {"kind": "line", "role": "data", "axes": 0, "space": "data", "xy": [[0, 5], [30, 5]]}
    assert index.find(figure(trace(heights, line)))[0].name == "first"
    assert index.find(figure(trace([(i, h + 1) for i, h in heights])))[0] is None


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("plt.imshow(np.random.default_rng({}).random((20, 20)), cmap='{}', vmin=0, vmax=1)", 1, 2),
        ("plt.imshow(np.random.default_rng({}).integers(0, 255, (30, 30, 3)), cmap='{}')", 1, 2),
        ("plt.imshow(np.arange(9).reshape(3, 3)[::{}], cmap='{}')", 1, -1),
        ("plt.pcolormesh({} * np.sin(np.arange(400).reshape(20, 20)), cmap='{}')", 1, -1),
        ("plt.contourf(*np.mgrid[-1:1:99j, -1:1:99j], np.mgrid[-1:1:99j, -1:1:99j][{}], cmap='{}')", 0, 1),
        ("plt.hexbin(*np.random.default_rng({}).normal(size=(2, 999)), gridsize=9, extent=(-3, 3, -3, 3), cmap='{}')", 1, 2),
        ("x, y = np.mgrid[-1:1:30j, -1:1:30j]; plt.quiver(x, y, y * {}, x, cmap='{}')", 1, -1),
        ("x, y = np.mgrid[-1:1:30j, -1:1:30j]; plt.axes(projection='3d').plot_surface(x, y, x * y * {}, cmap='{}')", 1, -1),
    ],
    ids=["image", "photograph", "few cells", "mesh", "contours", "hexagons", "arrows", "surface"],
)
def test_figures_of_other_values_are_no_copies_where_the_trace_does_not_list_them(cpx, code, first, second):
    made = "import numpy as np\nimport matplotlib.pyplot as plt\nplt.figure(figsize=({}, {}))\n" + code
    scripts = [made.format(6, 4, first, "viridis"), made.format(6, 4, second, "viridis"), made.format(9, 6, first, "magma")]
    drawn = cpx("exec", *({"id": str(i), "code": one} for i, one in enumerate(scripts))).records
    out = cpx("filter", "--dedup", "--annotate", "--gates", "", *drawn).records
    assert [one["quality"].get("duplicate", {}).get("of") for one in out] == [None, None, "0"]


def test_other_faces_painted_are_another_figure_and_another_paint_is_not():
    def trace(*fills):
        squares = [
            {"kind": "rectangle", "role": "data", "axes": 0, "space": "data", "centre": [i % 3, i // 3], "size": [1, 1], "fill": fill}
            for i, fill in enumerate(fills)
        ]
        return {"axes": [{"kind": "rectilinear", "shown": False}], "elements": squares}

    def alike(one, other):
        index = Index()
        index.add("first", index.find(figure(trace(*one)))[1])
        return index.find(figure(trace(*other)))[0] is not None

    red, blue, white = "#ff0000", "#0000ff", "#ffffff"
    assert alike([red] * 9, [blue] * 9)
    assert alike([red] * 9, [white] * 9)
    assert alike([red, blue, red] * 3, [blue, red, blue] * 3)
    assert not alike([red, blue, red] * 3, [red] * 9)
    assert not alike([red] * 8 + [blue], [blue] + [red] * 8)
    assert not alike([red, white, red] * 3, [white, red, white] * 3)


def test_the_same_numbers_in_other_places_are_another_figure(cpx):
    made = "import matplotlib.pyplot as plt\nplt.figure(figsize=({0}, {0}))\nplt.axis('off')\n"
    made += (
        "for i, text in enumerate('{1}'):\n    x, y = divmod(i, 2)\n    plt.plot([x, x + 1, x + 1, x, x], [y, y, y + 1, y + 1, y], 'k')\n"
    )
    made += "    plt.annotate(text, (x + 0.5, y + 0.5), (6, 6), textcoords='offset points')\n"
    cells = [(4, "1312"), (4, "3112"), (4, "1321"), (7, "1312"), (7, "3112")]
    drawn = cpx("exec", *({"id": str(i), "code": made.format(*one)} for i, one in enumerate(cells))).records
    out = cpx("filter", "--dedup", "--annotate", "--gates", "", *drawn).records
    assert [one["quality"].get("duplicate", {}).get("of") for one in out] == [None, None, None, "0", "1"]


def test_leaked_pictures_are_found_by_trace_and_by_lines_alone(cpx, drawn, tmp_path):
    copies = [{"id": f"copy of {one['id']}", "code": restyled(one["code"])} for one in FIGURES[:3]]
    done = cpx("exec", *copies, "--dpi", "140").records
    fields = {"trace": ("id", "image", "trace"), "lines": ("id", "image")}
    for name, kept in fields.items():
        (tmp_path / "bench.jsonl").write_bytes(lines(*({key: one[key] for key in kept} for one in drawn[:3])))
        out = cpx("filter", "--against", "bench.jsonl", "--annotate", "--gates", "", *done, *drawn[3:6]).records
        assert [one["quality"].get("leak", {}).get("of") for one in out] == [*(one["id"] for one in FIGURES[:3]), None, None, None], name


@pytest.mark.parametrize("empty", [b"", b"\n"])
def test_an_empty_benchmark_is_a_mistake(cpx, drawn, tmp_path, empty):
    (tmp_path / "bench.jsonl").write_bytes(lines({key: drawn[0][key] for key in ("id", "trace")}))
    (tmp_path / "empty.jsonl").write_bytes(empty)
    done = cpx("filter", "--against", "bench.jsonl", "--against", "empty.jsonl", drawn[0])
    assert (done.code, done.out) == (2, b"")
    assert "empty.jsonl holds no records" in done.err


def drawing(draw, size=(600, 400)):
    picture = Image.new("RGB", size, "white")
    draw(ImageDraw.Draw(picture))
    return outline(picture)


def test_a_filled_shape_is_not_every_drawing_with_its_silhouette():
    square = (100, 100, 300, 300)
    filled = drawing(lambda pen: pen.rectangle(square, "gold", "black", 3))
    crossed = drawing(lambda pen: (pen.rectangle(square, "gold", "black", 3), pen.line(square, "black", 3)))
    restyled = drawing(lambda pen: pen.rectangle(square, "white", "navy", 4))
    assert likeness(filled, restyled) > 0.95
    assert likeness(filled, crossed) < 0.8


def test_a_faint_grid_is_not_every_drawing_on_it():
    def grid(pen):
        for at in range(50, 400, 50):
            pen.line((50, at, 350, at), "#eee", 1)
            pen.line((at, 50, at, 350), "#eee", 1)

    small = drawing(lambda pen: (grid(pen), pen.rectangle((100, 100, 200, 200), None, "black", 2)))
    large = drawing(lambda pen: (grid(pen), pen.rectangle((100, 100, 300, 250), None, "black", 2)))
    assert likeness(small, large) < 0.8


def test_a_blank_page_is_like_no_other():
    blank = drawing(lambda pen: None)
    assert likeness(blank, blank) == 0.0


# ── as a command ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_passing_records_go_on_and_the_others_into_a_file_with_their_reasons(cpx, drawn, tmp_path):
    bad = {**drawn[0], "id": "bad", "code": "import requests\n", "source": {"pipeline": "reproduce"}}
    done = cpx("filter", "--rejects", "rejects.jsonl", drawn[0], bad, drawn[6], drawn[1])
    assert [one["id"] for one in done.records] == ["parabola", "triangle"]
    rejects = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text().splitlines()]
    assert [(one["id"], one["line"]) for one in rejects] == [("bad", 2), ("broken", 3)]
    assert "imports requests" in rejects[0]["quality"]["code"]["reasons"][0]
    assert "4 records: 4 judged\n" in done.err
    assert "2 of 4 passed (50.0%); by source: other 2 of 3, reproduce 0 of 1; failed by gate:" in done.err


def test_too_low_a_yield_can_fail_a_build(cpx, drawn):
    assert cpx("filter", drawn[0], drawn[6], "--fail-under", "0.5").code == 0
    assert cpx("filter", drawn[0], drawn[6], "--fail-under", "0.6").code == 1


def test_the_verdict_of_a_resumed_run_is_that_of_the_whole(cpx, drawn, tmp_path):
    """Two that pass before the stop, then two of three that do not."""
    (first, last), options = ([drawn[0]] * 2, [drawn[0], drawn[6], drawn[6]]), ("--fail-under", "0.6", "-o", "out.jsonl")
    assert cpx("filter", *options, stdin=lines(*first, "{oops")).code == 3
    done = cpx("filter", *options, "--resume", *first, *last)
    whole = cpx("filter", "--fail-under", "0.6", *first, *last)
    assert (done.code, whole.code) == (0, 0)
    assert done.err.splitlines()[-1] == whole.err.splitlines()[-1]
    assert "3 of 5 passed" in done.err


def test_a_resumed_run_knows_the_figures_and_rejects_before_it(start, cpx, drawn, tmp_path):
    records = [{**drawn[number % 8], "id": str(number)} for number in range(64)]
    (tmp_path / "in.jsonl").write_bytes(lines(*records))
    cpx("filter", "--dedup", "--rejects", "whole-rejects.jsonl", "in.jsonl", "-o", "whole.jsonl")
    for moment in (3, 20):
        process = start("filter", "--dedup", "--rejects", "rejects.jsonl", "in.jsonl", "-o", "out.jsonl", "--resume")
        while process.poll() is None and done_of(tmp_path / "out.jsonl") < moment:
            pass
        process.kill()
        process.wait()
    cpx("filter", "--dedup", "--rejects", "rejects.jsonl", "in.jsonl", "-o", "out.jsonl", "--resume")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert (tmp_path / "rejects.jsonl").read_bytes() == (tmp_path / "whole-rejects.jsonl").read_bytes()


@pytest.mark.parametrize("other", [b'{"id":"mine"}\n', b'{"id":"mine","line":1}', b"1\n", b"notes", b"{\n}\n", b"\xff\n"])
def test_a_file_of_other_lines_is_not_cut_for_rejects(cpx, drawn, tmp_path, other):
    ours = b'{"id":"a","quality":{"passed":false},"line":1}\n'
    (tmp_path / "rejects.jsonl").write_bytes(ours + other)
    done = cpx("filter", drawn[6], "--rejects", "rejects.jsonl", "-o", "out.jsonl", "--resume")
    assert (done.code, [path.name for path in tmp_path.iterdir()]) == (2, ["rejects.jsonl"])
    assert "rejects.jsonl:2 is no rejected record" in done.err
    assert (tmp_path / "rejects.jsonl").read_bytes() == ours + other


def test_a_rejected_line_that_a_kill_cut_short_is_written_again(cpx, drawn, tmp_path):
    (tmp_path / "rejects.jsonl").write_bytes(b'{"id":"a","quality":{"passed":false},"line":1}\n{"id":"b","qual')
    assert cpx("filter", drawn[6], "--rejects", "rejects.jsonl", "-o", "out.jsonl", "--resume").code == 0
    assert [json.loads(line)["id"] for line in (tmp_path / "rejects.jsonl").read_text().splitlines()] == ["broken"]


def test_rejects_that_the_first_part_did_not_have_are_refused(cpx, drawn, tmp_path):
    assert cpx("filter", "-o", "out.jsonl", stdin=lines(drawn[6], "{oops")).code == 3
    done = cpx("filter", drawn[6], drawn[6], "-o", "out.jsonl", "--resume", "--rejects", "rejects.jsonl")
    assert done.code == 2
    assert "was begun without --rejects, not with --rejects rejects.jsonl" in done.err


def test_a_model_judges_what_the_rules_let_pass(cpx, drawn, tmp_path):
    def judge(body, number):
        return said("REASON: a spike\nSCORE: 1\nVERDICT: fail" if "rendering errors" in prompt(body) else "SCORE: 5\nVERDICT: pass")

    with ModelServer(judge) as server:
        options = ("--model", "tiny", "--base-url", server.url, "--cache", str(tmp_path / "cache"), "--annotate")
        good, undrawn = cpx("filter", *options, drawn[0], drawn[6]).records
        assert server.count == 2  # the third gate is not asked
    assert good["quality"]["code"] == {"verdict": "pass", "reasons": [], "score": 5, "by": "model"}
    assert good["quality"]["image"]["reasons"] == ["a spike"]
    assert not undrawn["quality"]["passed"]
