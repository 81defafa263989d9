"""cpx-caption --model and cpx-explain: what a model's words become once they are held against code and trace."""

import pytest

from conftest import FIGURES
from cpx.source import numbered, script_in
from servers import ModelServer, prompt, said

BARS = FIGURES[3]
FACTS = "- 4 bars: Mercury 5.43, Venus 5.24, Earth 5.51, Mars 3.93"
WRONG, RIGHT = 'A bar chart of 7 bars, titled "Planets".', "A bar chart of 4 bars."


@pytest.fixture
def bars(drawn):
    return drawn[3]


@pytest.fixture
def asks(cpx, tmp_path):
    def run(script, command, *arguments):
        with ModelServer(script) as server:
            done = cpx(command, *arguments, "--model", "tiny", "--base-url", server.url, "--cache", str(tmp_path / "cache"))
        return done, [prompt(body) for body in server.bodies]

    return run


def editor(refined, mended=RIGHT):
    """A model that drafts, states the facts, and refines to these words."""

    def answer(body, number):
        asked = prompt(body)
        if "A check against the drawing" in asked:
            return said(mended)
        if "careful editor" in asked:
            return said(refined)
        return said(FACTS if "State the facts" in asked or "state its facts" in asked else WRONG)

    return answer


def test_a_draft_is_refined_by_the_facts_and_all_three_are_kept(asks, bars):
    done, asked = asks(editor(RIGHT), "caption", bars)
    (out,) = done.records
    assert [out[key] for key in ("caption_draft", "caption_facts", "caption", "caption_by")] == [WRONG, FACTS, RIGHT, "tiny"]
    assert out["check"]["contradicted"] == 0
    assert "5.43" in asked[1].split("<<trace")[1]  # the trace is in the question
    assert WRONG in asked[2]
    assert FACTS in asked[2]


def test_what_the_trace_contradicts_goes_back_once_and_is_mended(asks, bars):
    done, asked = asks(editor(WRONG, RIGHT), "caption", bars)
    (out,) = done.records
    assert (out["caption"], out["check"]["contradicted"], len(asked)) == (RIGHT, 0, 4)
    assert "'7 bars' is said" in asked[3]


def test_what_stays_wrong_is_marked(asks, bars):
    done, asked = asks(editor(WRONG, WRONG), "caption", bars)
    assert done.records[0]["check"]["contradicted"] >= 1
    assert len(asked) == 4
    assert "1 contradicted" in done.err


def test_the_ablations_of_the_paper(asks, bars):
    native, asked = asks(editor(RIGHT), "caption", "--draft-only", bars)
    assert (native.records[0]["caption"], len(asked)) == (WRONG, 1)
    bare, asked = asks(editor(RIGHT), "caption", "--no-trace", {key: value for key, value in bars.items() if key != "trace"})
    assert bare.records[0]["caption"] == RIGHT
    assert "<<trace" not in asked[0]  # the draft came from the cache


def test_the_users_prompt_is_asked(asks, bars, tmp_path):
    (tmp_path / "mine.md").write_text("Say it in verse.")
    _, asked = asks(editor(RIGHT), "caption", "--prompt", f"caption-draft={tmp_path}/mine.md", bars)
    assert asked[0] == "Say it in verse."


# ── cpx-explain ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def tutor(code):
    return lambda body, number: said(f"1. Bars.\n\n```python\n{code}```\n\nEnjoy." if "Correct the draft" in prompt(body) else "A draft.")


def test_a_models_code_that_draws_the_same_picture_stays(asks, bars):
    theirs = "# The planets.\n" + BARS["code"]
    (out,) = asks(tutor(theirs), "explain", bars)[0].records
    assert script_in(out["explanation"]) == theirs
    assert (out["explanation_code"], out["explanation_by"], out["explanation_draft"]) == ("model", "tiny", "A draft.")


@pytest.mark.parametrize("theirs", [BARS["code"].replace("5.43", "5.44"), "1 / 0\n", "import os\nos.remove('x')\n"])
def test_code_that_draws_anything_else_is_replaced_by_the_records(asks, bars, theirs):
    (out,) = asks(tutor(theirs), "explain", bars)[0].records
    assert script_in(out["explanation"]) == BARS["code"]
    assert out["explanation"].startswith("1. Bars.")
    assert out["explanation"].endswith("Enjoy.")
    assert out["explanation_code"] == "record"


def test_an_explanation_without_code_gets_the_records(asks, bars):
    (out,) = asks(lambda body, number: said("Just bars."), "explain", bars)[0].records
    assert script_in(out["explanation"]) == BARS["code"]


def test_without_a_model_each_part_is_explained_by_number_and_the_script_draws_the_same(cpx, drawn):
    explained = cpx("explain", *drawn[:6]).records
    again = cpx("exec", *({"id": out["id"], "code": script_in(out["explanation"])} for out in explained)).records
    assert [out["exec"]["pixels"] for out in again] == [record["exec"]["pixels"] for record in drawn[:6]]
    assert "\n1. `plt.bar`: 4 vertical bars" in explained[3]["explanation"]
    assert "# 1\nbars = plt.bar" in explained[3]["explanation"]


def test_numbers_go_where_they_change_nothing():
    assert numbered("for i in a:\n    f(\n        i)\n", {3: 1}) == "for i in a:\n    # 1\n    f(\n        i)\n"
    inside = "x = '''\nf()\n'''\n"
    assert numbered(inside, {2: 1}) == "# 1\n" + inside


def test_a_check_has_the_model_write_the_captions_that_are_missing_and_only_those(asks, bars):
    done, asked = asks(editor(RIGHT), "caption", bars, {**bars, "caption": WRONG}, "--check")
    assert [out["caption"] for out in done.records] == [RIGHT, WRONG]
    assert [out["check"]["contradicted"] > 0 for out in done.records] == [False, True]
    assert (done.records[0]["caption_by"], len(asked)) == ("tiny", 3)
