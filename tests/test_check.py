"""A caption held against its figure: what is right is confirmed, what is surely wrong is contradicted, the rest is left open."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cpx import describe
from cpx.describe.claims import claims
from cpx.sandbox import Sandbox

GOLDEN = Path(__file__).parents[1] / "examples/golden.jsonl"
PLT = "import matplotlib.pyplot as plt\nimport numpy as np\nfig, ax = plt.subplots()\n"
FIGURES = {
    "triangle": """
        ax.plot([0, 4, 1, 0], [0, 0, 3, 0], 'k')
        ax.plot([1, 1], [0, 3], 'r--')
        for name, x, y in (('A', 0, 0), ('B', 4, 0), ('C', 1, 3), ('D', 1, 0)):
            ax.plot(x, y, 'bo'); ax.text(x + 0.1, y + 0.1, name)
        ax.set(title='Triangle', xlabel='x / cm', xlim=(-1, 5), ylim=(-1, 5))
    """,
    "bars": """
        ax.bar(['Mon', 'Tue', 'Wed', 'Thu'], [3, 5, 2, 4], color='tab:green')
        ax.set(ylabel='visitors', ylim=(0, 6), title='Visitors per day')
    """,
    "curve": """
        x = np.linspace(0, 10, 200)
        ax.plot(x, np.sin(x), 'b', label='sin x'); ax.plot(x, np.cos(x), 'orange', label='cos x')
        ax.legend(); ax.set(xlim=(0, 10), ylim=(-1.5, 1.5))
    """,
    "discs": """
        for x in (0, 3, 6): ax.add_patch(plt.Circle((x, 1), 1, fc='red', ec='black'))
        ax.add_patch(plt.Circle((3, 4), 1, fc='purple'))
        ax.set(xlim=(-2, 8), ylim=(-1, 6), aspect='equal'); ax.axis('off')
    """,
}


@pytest.fixture(scope="module")
def traces() -> Iterator[dict[str, Any]]:
    with Sandbox(jobs=2) as box:
        codes = {name: PLT + "\n".join(line[8:] for line in body.splitlines()) for name, body in FIGURES.items()}
        futures = {name: box.submit(code) for name, code in codes.items()}
        yield {name: future.result().drawings[0].trace for name, future in futures.items()}


@pytest.fixture
def verdict(traces):
    """What becomes of each claim of a sentence: by its words."""

    def verdict(figure: str, sentence: str) -> dict[str, str]:
        return {one["said"]: one["verdict"] for one in describe.check(sentence, traces[figure])["claims"]}

    return verdict


@pytest.mark.parametrize("figure", FIGURES)
def test_our_own_captions_stand(traces, figure):
    words = describe.caption(traces[figure], None, "exhaustive")
    found = describe.check(words, traces[figure])
    assert found["contradicted"] == 0
    assert found["confirmed"] > 10 * found["unknown"]


@pytest.mark.parametrize(
    ("figure", "sentence", "said"),
    [
        ("triangle", "A dashed red line drops from C to the base.", "red"),
        ("triangle", 'It is titled "Triangle".', '"Triangle"'),
        ("triangle", "The vertex B lies at (4, 0).", "(4, 0)"),
        ("triangle", "The points A, B, C and D are marked.", "D"),
        ("triangle", "There are four blue dots.", "four blue dots"),
        ("triangle", "The x-axis runs from -1 to 5.", "-1 to 5"),
        ("triangle", "The altitude CD is perpendicular to AB.", "CD is perpendicular to AB"),
        ("bars", "A bar chart with 4 green bars.", "4 green bars"),
        ("bars", "Tuesday is highest, with 5 visitors.", "5"),
        ("curve", 'The blue curve is labelled "sin x".', '"sin x"'),
        ("curve", "The y axis ranges from −1.5 to 1.5.", "−1.5 to 1.5"),
        ("discs", "Three red circles stand in a row under a purple circle.", "Three red circles"),
        ("discs", "A single panel shows 4 circles in all.", "4 circles"),
    ],
)
def test_what_is_right_is_confirmed(verdict, figure, sentence, said):
    assert verdict(figure, sentence)[said] == "confirmed"


@pytest.mark.parametrize(
    ("figure", "sentence", "said"),
    [
        ("triangle", 'It is titled "Square".', '"Square"'),
        ("triangle", "The x-axis runs from 0 to 50.", "0 to 50"),
        ("triangle", "CD is parallel to AB.", "CD is parallel to AB"),
        ("bars", "A chart with 6 green bars.", "6 green bars"),
        ("bars", "The bars are purple columns: 4 purple bars.", "purple"),
        ("curve", "The figure has 2 panels.", "2 panels"),
        ("discs", "Five red circles stand in a row.", "Five red circles"),
        ("triangle", "The point E is marked.", "E"),
        ("triangle", "Its vertices are (0, 0) and (3, 4).", "(3, 4)"),
        ("triangle", "A dashed green vertical line runs from D to C.", "green"),
        ("triangle", "DC is parallel to AB at D.", "DC is parallel to AB"),
    ],
)
def test_what_is_surely_wrong_is_contradicted(verdict, figure, sentence, said):
    assert verdict(figure, sentence)[said] == "contradicted"


@pytest.mark.parametrize(
    ("figure", "sentence", "said"),
    [
        ("triangle", "The area is 37.5 square centimetres.", "37.5"),
        ("triangle", 'A note says "not to scale".', '"not to scale"'),
        ("triangle", "The midpoint of AB is (2, 0).", "(2, 0)"),
        ("curve", "The two curves are tangent.", "tangent"),
    ],
)
def test_what_the_trace_cannot_tell_is_left_open(verdict, figure, sentence, said):
    assert verdict(figure, sentence)[said] == "unknown"


@pytest.mark.parametrize(
    ("figure", "counts", "lies"),
    [
        ("seven-hexagons", {"polygon": 7, "text": 7}, ["8 regular hexagons", "6 pale blue regular hexagons"]),
        ("knights-tour", {"points": 216, "arrow": 63}, ["206 dots", "68 arrows", "206 round markers"]),
    ],
)
def test_golden_figures_are_counted_told_and_defended(figure, counts, lies):
    """After the examples of the paper, figure 2: a counting of many small things that models get wrong."""
    code = next(record["code"] for line in GOLDEN.open() if (record := json.loads(line))["id"] == figure)
    with Sandbox(jobs=1) as box:
        trace = box.run(code).drawings[0].trace
    for kind, many in counts.items():
        assert sum(e.get("count", 1) for e in trace["elements"] if e["kind"] == kind and e["role"] in ("data", "annotation")) == many
    caption = describe.caption(trace)
    assert describe.check(caption, trace)["contradicted"] == 0
    assert all(f"{many} " in caption for many in counts.values())
    for lie in lies:
        (claim,) = [one for one in describe.check(f"The picture shows {lie}.", trace)["claims"] if one["kind"] == "count"]
        assert claim["verdict"] == "contradicted", claim


def test_objections_say_what_is_there_instead(traces):
    found = describe.check('Titled "Growth", with 7 green bars.', traces["bars"])
    assert describe.objections(found) == [
        """'"Growth"' is said, but the picture has the title "Visitors per day\"""",
        "'7 green bars' is said, but the picture has 4 green bars",
    ]


@pytest.mark.parametrize(
    ("caption", "kinds"),
    [
        ("On 2004-06-04 at 12:30 it was 5.", ["date", "date", "number"]),
        ("From (1, 2) to (3.5, -4) run 3 lines.", ["count", "point", "point"]),
        ("1,200.5 and 2.1 × 10^11", ["number", "number"]),
        ("one side of it; don't say 'x' or “y”", ["text", "text"]),
        ("", []),
    ],
)
def test_claims_are_read_once_and_whole(caption, kinds):
    assert sorted(claim.kind for claim in claims(caption)) == sorted(kinds)


@pytest.mark.parametrize(
    "caption", ["(" * 5000, '"' * 999, "1 " * 20000, "AB and CD are " * 500, "\ud800 ∞ 9" * 100, "x axis from " * 2000]
)
def test_any_text_is_read_in_good_time(traces, caption):
    assert describe.check(caption, traces["bars"])["contradicted"] == 0


def test_the_command_keeps_a_caption_that_is_there(cpx):
    (drawn,) = cpx("exec", {"id": "a", "code": PLT + "ax.bar(['a', 'b'], [1, 2])"}).records
    theirs, ours = cpx("caption", {**drawn, "caption": "A chart of 3 bars."}, drawn, "--check").records
    assert (theirs["caption"], theirs["check"]["contradicted"]) == ("A chart of 3 bars.", 1)
    assert ours["check"]["contradicted"] == 0
    assert "caption_by" not in theirs
    assert ours["caption_by"] == "trace"


def test_the_closing_line_counts_verdicts(cpx):
    (drawn,) = cpx("exec", {"id": "a", "code": PLT + "ax.bar(['a', 'b'], [1, 2])"}).records
    done = cpx("caption", {**drawn, "caption": "A chart of 3 bars."}, {**drawn, "caption": "Two bars."}, "--check")
    assert "1 contradicted, 1 confirmed" in done.err or "1 confirmed, 1 contradicted" in done.err
