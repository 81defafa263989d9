"""cpx-perceive and cpx-eval: every record counts, by what its script draws; two runs are compared pair by pair."""

import json
from concurrent.futures import Future
from pathlib import Path

import pytest
from PIL import Image

from cpx.bench import stem2code
from cpx.bench.stem2code import Row
from cpx.errors import RecordError, Refused
from cpx.prompts import template
from servers import ModelServer, prompt, said

PLOT = (
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([0, 1, 2], [0, {}, 1], lw=3)\nax.set_title('a line')\nplt.show()\n"
)


def answered(name: str, answer: str, **more) -> dict:
    return {"id": name, "code": PLOT.format(3), "perception": {"task": "code", "model": "m", "answer": answer}, **more}


def fenced(code: str) -> str:
    return f"Here:\n```python\n{code}```\n"


RUN = [
    answered("right", fenced(PLOT.format(3))),
    answered("near", fenced(PLOT.format(2.5))),
    answered("prose", "I see a line."),
    answered("broken", fenced("1 / 0\n")),
    answered("blank", fenced("import matplotlib.pyplot as plt\nplt.figure()\n")),
    answered("endless", fenced("while True: pass\n")),
    {"id": "cut", "error": {"stage": "cpx-perceive", "kind": "length", "message": "cut off"}},
    {"id": "bare", "code": PLOT.format(3)},
]


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """RUN after the scorer, records that cannot be scored included."""
    with stem2code.Scorer(tmp_path_factory.mktemp("images"), None, jobs=2, seconds=1.0) as scorer:
        return [scorer(record) for record in RUN[:6]] + RUN[6:]


# ── scores ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_answer_gets_a_status_and_what_it_is_worth(scored):
    found = {one.id: one for one in map(stem2code.row, scored)}
    assert [one.status for one in found.values()] == [
        *("drawn", "drawn", "no-code", "error", "blank", "timeout", "error length"),
        stem2code.UNSCORED,
    ]
    assert found["right"].total == 1.0
    assert 0.3 < found["near"].total < 1.0
    assert [one.total for one in found.values()][2:] == [0.0] * 6
    assert scored[3]["score"]["message"] == "ZeroDivisionError: division by zero"
    assert scored[3]["score"]["line"] == 1


def test_what_differs_is_said(scored):
    assert scored[0]["score"]["differences"] == []
    assert scored[1]["score"]["differences"]


def test_every_record_is_in_the_one_denominator(scored):
    rows = list(map(stem2code.row, scored))
    told = stem2code.table(rows, official=True)
    assert "8 records" in told
    assert "exec      25.0" in told
    mean = 100 * sum(row.total for row in rows) / 8
    assert f"total     {mean:.1f}" in told


def test_both_of_the_paper_s_averages_are_named():
    told = stem2code.table([Row("a", "drawn", 0.5, 0.4, 0.6), Row("b", "no-code", 0.0, 0.0, 0.0)], official=True)
    assert "(image + code) / 2, as in the paper's table 2: 25.00" in told
    assert "(image + code + exec) / 3, as in the authors' script: 33.33" in told


def test_no_records_have_no_scores():
    assert stem2code.table([]) == "no records, so no scores"


def test_a_reference_of_its_own_is_what_counts(tmp_path):
    other = {"id": "a", "code": PLOT.format(9), "reference": {"code": PLOT.format(3)}, "perception": {"answer": fenced(PLOT.format(3))}}
    with stem2code.Scorer(tmp_path, None, jobs=1) as scorer:
        assert scorer.score(other)["total"] == 1.0


# ── intervals and pairs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_interval_holds_the_mean_and_narrows_with_the_records():
    few, many = stem2code.interval([0, 1] * 5), stem2code.interval([0, 1] * 500)
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < 0.2 * (few.high - few.low)
    assert stem2code.interval([0.3] * 9)[1:] == (pytest.approx(0.3), pytest.approx(0.3))


def test_two_runs_are_compared_pair_by_pair():
    """A gain of 0.1 everywhere is certain, though totals differ far more from record to record."""
    theirs = [Row(str(i), "drawn", i / 20, 0, 0) for i in range(18)]
    ours = [row._replace(total=row.total + 0.1) for row in reversed(theirs)]
    assert "10.0 (10.0 to 10.0) over 18 pairs; better in 18, worse in 0" in stem2code.versus(ours, theirs)


def test_records_of_one_id_are_paired_in_their_order():
    theirs = [Row("a", "drawn", 0.1, 0, 0), Row("a", "drawn", 0.9, 0, 0), Row("b", "drawn", 0, 0, 0)]
    ours = [Row("a", "drawn", 0.2, 0, 0), Row("a", "drawn", 1.0, 0, 0)]
    told = stem2code.versus(ours, theirs)
    assert "10.0 (10.0 to 10.0) over 2 pairs" in told
    assert "1 records are in one of the two only" in told


def test_a_run_without_scores_is_none_to_compare_with(tmp_path):
    with pytest.raises(Refused, match="name what cpx-eval wrote"):
        stem2code.earlier([{"id": "a"}], tmp_path / "icc.jsonl")


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_table_is_on_stderr_and_the_page_shows_the_worst_first(cpx, tmp_path):
    done = cpx("eval", *RUN, "--timeout", "1", "--report", "page.html")
    assert done.code == 0
    assert [record["id"] for record in done.records] == [record["id"] for record in RUN]
    assert "8 records; percent, with the bootstrap's 95% interval" in done.err
    page = (tmp_path / "page.html").read_text()
    order = [page.index(f"<h2>{name}</h2>") for name in ("prose", "near", "right")]
    assert order == sorted(order)
    (tmp_path / "scored.jsonl").write_bytes(done.out)
    again = cpx("eval", *RUN[:2], "--versus", "scored.jsonl")
    assert "0.0 (0.0 to 0.0) over 2 pairs; better in 0, worse in 0; 6 records are in one of the two only" in again.err


def test_a_run_into_a_file_is_told_whole(cpx, tmp_path):
    """Its table and page hold what is in the file, a resumed run's too."""
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RUN[2:4]))
    done = cpx("eval", "in.jsonl", "-o", "out.jsonl", "--report", "page.html")
    assert "2 records; percent" in done.err
    assert (tmp_path / "page.html").read_text().count("<article") == 2


def test_the_page_frames_what_is_missing_and_what_is_too_much(cpx, tmp_path):
    """In shares of each picture, whatever its size."""
    other = PLOT.format(3).replace("plt.show", "ax.text(0.2, 2.5, 'more')\nplt.show").replace("'a line'", "''")
    [record] = cpx("eval", answered("a", fenced(other)), "--report", "page.html").records
    [missing], [extra] = record["score"]["missing_at"], record["score"]["extra_at"]
    assert missing[3] < 0.15  # the title
    assert extra[0] > 0.1
    page = (tmp_path / "page.html").read_text()
    assert page.count("<path ") == 2
    assert page.index("reference, 1 missing") < page.index("rendering, 1 too much")
    assert "1 record; percent" in page


def test_frames_that_are_none_are_left_out():
    from cpx.report.scored import frame

    assert frame([0, 0.5, 1, 1]) == "M0 500H1000V1000H0z"
    assert [frame(box) for box in (None, 7, [1, 2], ["a", 0, 0, 0])] == [""] * 4


@pytest.mark.parametrize(("options", "message"), [("--report no/page.html", "no folder"), ("--report in.jsonl", "are one file")])
def test_a_page_that_cannot_be_is_said_before_anything_runs(cpx, tmp_path, options, message):
    (tmp_path / "in.jsonl").write_text(json.dumps(RUN[5]) + "\n")
    done = cpx("eval", "in.jsonl", *options.split())
    assert (done.code, done.out) == (2, b"")
    assert message in done.err
    assert not (tmp_path / "images").exists()


def test_the_model_sees_the_picture_and_is_asked_the_question_it_was_taught(cpx, tmp_path):
    Image.new("RGB", (40, 30), "red").save(tmp_path / "red.png")
    with ModelServer(lambda body, number: said("A red page.")) as server:
        done = cpx("perceive", "red.png", "--task", "caption", "--model", "tiny", "--base-url", server.url, "--cache", "cache")
    [record] = done.records
    assert record["perception"]["answer"] == "A red page."
    assert prompt(server.bodies[0]) == template("perceive-caption").text


# ── weights in process ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_picture_that_the_model_cannot_take_fails_alone(tmp_path):
    from cpx.models.ask import Picture, Request
    from cpx.models.hf import Transformers, Waiting
    from cpx.train import tiny

    engine = Transformers(str(tiny.build(tmp_path / "tiny")), {"max_tokens": 4}, None)
    for name, size in (("good", (64, 64)), ("long", (3000, 10))):
        Image.new("RGB", size).save(tmp_path / f"{name}.png")
    pictures = [Picture("image/png", Path(tmp_path, f"{name}.png").read_bytes()) for name in ("good", "long", "good")]
    batch = [Waiting(Request("What is it?", (one,)), Future()) for one in pictures]
    engine._answer(batch)
    engine.close()
    assert batch[0].reply.result() == batch[2].reply.result()
    with pytest.raises(RecordError, match="aspect ratio"):
        batch[1].reply.result()
