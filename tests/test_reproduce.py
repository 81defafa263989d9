"""cpx-reproduce, cpx-diversify and cpx-exec --repair against a real server whose model follows a script."""

import base64
import json
import re
import signal
import subprocess
import time
from itertools import count

import pytest
from PIL import Image

from conftest import BIN, environment, lines
from cpx.errors import RecordError
from cpx.steps.diversify import read
from servers import ModelServer, failure, prompt, said

PLOT = "import matplotlib.pyplot as plt\nplt.figure(figsize=(4, 3))\nplt.plot([1, 4, 9], color='{}', linewidth=6)\nplt.show()\n"
BROKEN = PLOT.format("red").replace("plt.show()", "plt.nonsense()")


def fenced(code):
    return f"Here it is.\n```python\n{code}```\n"


def painter(body, number):
    """A model that describes, then draws in red; asked for ideas it has three."""
    asked = prompt(body)
    if "PRINCIPLE:" in asked:
        return said("PRINCIPLE: growth by squares\nDIMENSION: 2\nIDEAS:\n1. a staircase\n2. a spiral\n   of dots\n3. a tree")
    return said(fenced(PLOT.format("red")) if "script" in asked else "A red curve through three points.")


@pytest.fixture
def asks(cpx, tmp_path):
    """`asks(server, "reproduce", record, "--samples", "2")`."""

    def run(server, command, *arguments):
        return cpx(command, *arguments, "--model", "tiny", "--base-url", server.url, "--cache", str(tmp_path / "cache"))

    return run


@pytest.fixture
def seed(cpx, tmp_path):
    """A picture that was drawn in blue."""
    (out,) = cpx("exec", {"id": "seed", "code": PLOT.format("blue")}).records
    return {"id": "seed", "image": str(tmp_path / out["image"])}


def test_a_picture_becomes_a_script_by_way_of_a_description(asks, seed):
    with ModelServer(painter) as server:
        done = asks(server, "reproduce", seed)
    (out,) = done.records
    assert out["code"] == PLOT.format("red")
    assert out["image"] == seed["image"]
    assert {key: out["source"][key] for key in ("pipeline", "model", "description")} == {
        **{"pipeline": "reproduce", "model": "tiny"},
        "description": "A red curve through three points.",
    }
    assert "A red curve through three points." in prompt(server.bodies[1])
    assert "2 requests to tiny" in done.err


def test_folders_and_pictures_are_taken_as_they_are(asks, tmp_path):
    (tmp_path / "seeds" / "inner").mkdir(parents=True)
    for name in ("seeds/b.png", "seeds/inner/a.jpg", "c.png"):
        Image.new("RGB", (9, 9), "red").save(tmp_path / name)
    (tmp_path / "seeds" / "readme.txt").write_text("no picture")
    with ModelServer(painter) as server:
        done = asks(server, "reproduce", "seeds", "c.png")
    assert [out["id"] for out in done.records] == ["b", "inner/a", "c"]


def test_a_folder_without_pictures_is_a_mistake(cpx, tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "readme.txt").write_text("no picture")
    done = cpx("reproduce", "seeds", "-o", "out.jsonl", "--model", "tiny", "--base-url", "http://localhost:9")
    assert (done.code, [path.name for path in tmp_path.iterdir()]) == (2, ["seeds"])
    assert "seeds holds no pictures (.bmp" in done.err


def test_of_several_samples_the_nearest_to_the_picture_is_kept(asks, seed):
    colours = count()

    def model(body, number):
        wanted = "script" in prompt(body)
        return said(fenced(PLOT.format(("red", "blue", "green")[next(colours) % 3])) if wanted else "A curve.")

    with ModelServer(model) as server:
        (out,) = asks(server, "reproduce", seed, "--samples", "3").records
    assert out["code"] == PLOT.format("blue")
    assert max(out["source"]["scores"]) == out["source"]["scores"][1]


@pytest.mark.parametrize(("second", "kept"), [("blue", "blue"), ("none", "red")])
def test_refining_never_ends_worse_than_it_began(asks, seed, second, kept):
    def model(body, number):
        asked = prompt(body)
        if "second is what this script draws" in asked:
            return said(fenced(PLOT.format(second)))
        return painter(body, number)

    with ModelServer(model) as server:
        (out,) = asks(server, "reproduce", seed, "--refine", "2", "--advise").records
    assert out["code"] == PLOT.format(kept)


def test_the_drawing_goes_back_with_its_score_and_a_broken_one_with_its_error(asks, seed):
    answers = [said("A curve."), said(fenced(BROKEN)), said(fenced(PLOT.format("red"))), said(fenced(PLOT.format("blue")))]
    with ModelServer(lambda body, number: answers[number - 1]) as server:
        (out,) = asks(server, "reproduce", seed, "--refine", "2").records
    assert "has no attribute 'nonsense'" in prompt(server.bodies[2])
    assert len(server.bodies[3]["messages"][0]["content"]) == 3  # two pictures and the words
    assert out["code"] == PLOT.format("blue")


def test_an_answer_without_code_is_the_records_error(asks, seed):
    with ModelServer(lambda body, number: said("I cannot do that.")) as server:
        done = asks(server, "reproduce", seed)
    assert done.records[0]["error"]["kind"] == "no-code"
    assert done.code == 1


def test_a_principle_becomes_variants_that_know_of_each_other(asks, seed):
    with ModelServer(painter) as server:
        records = asks(server, "diversify", seed, "-k", "3").records
    assert [out["id"] for out in records] == ["seed/1", "seed/2", "seed/3"]
    assert [out["source"]["idea"] for out in records] == ["a staircase", "a spiral of dots", "a tree"]
    assert records[0]["source"]["seed"] == seed
    assert "image" not in records[0]
    second = next(prompt(body) for body in server.bodies if re.search(r"<<idea \w+\na spiral", prompt(body)))
    assert "- a staircase\n- a tree" in second


def test_a_variant_that_fails_leaves_the_others(asks, seed):
    def model(body, number):
        return failure(400) if "\na spiral" in prompt(body).split("<<others")[0] else painter(body, number)

    with ModelServer(model) as server:
        records = asks(server, "diversify", seed, "-k", "3").records
    assert [out.get("error", {}).get("kind") for out in records] == [None, "refused", None]
    assert records[1]["error"]["stage"] == "cpx-diversify"


def test_ideas_are_read_from_loosely_kept_forms():
    found = read("**Principle:** x grows\n\n**Dimension:** 3-D\n\n**Ideas**:\n\n 1) first\n 2) second\nand more\n")
    assert found == ("x grows", True, ["first", "second and more"])
    with pytest.raises(RecordError):
        read("Sorry.")


def test_a_failing_script_goes_back_with_its_error_and_is_drawn(asks):
    with ModelServer(painter) as server:
        (out,) = asks(server, "exec", {"id": "a", "code": BROKEN}, "--repair", "2").records
    assert out["exec"]["ok"]
    assert out["code"] == PLOT.format("red")
    assert [(one["why"], one["line"], one["code"]) for one in out["exec"]["repairs"]] == [("error", 4, BROKEN)]
    assert "has no attribute 'nonsense'" in prompt(server.bodies[0])


def test_repair_is_bounded_and_a_useless_answer_is_recorded(asks):
    with ModelServer(lambda body, number: said(fenced(BROKEN) if number == 1 else "Sorry.")) as server:
        (out,) = asks(server, "exec", {"id": "a", "code": BROKEN}, "--repair", "2").records
    assert not out["exec"]["ok"]
    assert [one.get("answer") for one in out["exec"]["repairs"]] == [None, "no-code"]
    assert server.count == 2


def test_a_script_that_draws_asks_nobody(asks):
    with ModelServer(painter) as server:
        (out,) = asks(server, "exec", {"id": "a", "code": PLOT.format("red")}, "--repair", "2").records
    assert (server.count, "repairs" in out["exec"]) == (0, False)


# ── as a command ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_model_it_says_how_to_name_one(cpx):
    done = cpx("reproduce", {"id": "a", "image": "a.png"})
    assert done.code == 2
    assert "--model" in done.err


def test_a_server_that_is_not_there_ends_the_run_resumably(cpx, seed, tmp_path):
    with ModelServer(painter) as server:
        pass
    done = cpx("reproduce", seed, "--model", "tiny", "--base-url", server.url, "--cache", str(tmp_path / "cache"))
    assert (done.code, done.out) == (5, b"")
    assert "is a model server running there?" in done.err


def test_a_wrong_key_is_named_and_not_shown(seed, tmp_path):
    with ModelServer(lambda body, number: failure(401, "bad key sk-verysecret")) as server:
        command = [BIN / "cpx-reproduce", "--model", "tiny", "--base-url", server.url, "--cache", "cache"]
        env = environment(OPENAI_API_KEY="sk-verysecret")
        done = subprocess.run(command, input=lines(seed), capture_output=True, env=env, cwd=tmp_path, timeout=60)
        assert server.keys == {"Bearer sk-verysecret"}
    assert done.returncode == 4
    assert b"verysecret" not in done.stderr + done.stdout


def test_usage_and_budget(asks, seed, tmp_path):
    records = [{**seed, "id": str(number), "image": seed["image"]} for number in range(4)]
    for number, record in enumerate(records):
        Image.new("RGB", (9 + number, 9)).save(tmp_path / f"{number}.png")
        record["image"] = f"{number}.png"
    with ModelServer(painter) as server:
        done = asks(server, "reproduce", *records, "--usage", "usage.jsonl", "--price", "1:10", "--budget", "500", "-j", "1")
        poor = asks(server, "reproduce", *records, "--price", "1:10", "--budget", "0.0003", "--temperature", "1", "-j", "1")
    told = json.loads((tmp_path / "usage.jsonl").read_text())
    assert done.code == 0
    assert {key: told[key] for key in ("stage", "model", "requests", "prompt_tokens", "cost")} == {
        **{"stage": "cpx-reproduce", "model": "tiny", "requests": 8, "prompt_tokens": 800, "cost": 0.0016}
    }
    assert poor.code == 5
    assert "budget of $0.0003 is spent" in poor.err


@pytest.mark.parametrize(
    ("option", "place"), [("--cache", "/proc/x"), ("--cache", "file/x"), ("--usage", "/proc/x/u"), ("--usage", "no/u")]
)
def test_a_place_that_cannot_be_written_is_said_before_anything_is_asked(cpx, seed, tmp_path, option, place):
    (tmp_path / "file").touch()
    with ModelServer(painter) as server:
        done = cpx("reproduce", seed, "--model", "tiny", "--base-url", server.url, option, place)
        assert (done.code, done.out, server.count) == (4, b"", 0)
    assert place in done.err
    assert f"with {option}" in done.err
    assert done.err.count("\n") == 1


def test_a_dry_run_says_what_a_thousand_would_cost_and_writes_nothing(asks, tmp_path):
    for number in range(7):
        Image.new("RGB", (9 + number, 9)).save(tmp_path / f"{number}.png")
    with ModelServer(painter) as server:
        done = asks(server, "reproduce", "--dry-run", "--price", "1:10", "-o", "out.jsonl", *(f"{number}.png" for number in range(7)))
    assert (done.code, done.out, server.count) == (0, b"", 10)
    assert not list(tmp_path.glob("out.jsonl*"))
    assert "1,000 records like these would take about 2,000 requests to tiny: 200,000 tokens in, 20,000 out, $0.40" in done.err


def test_a_batch_goes_through_in_as_many_rounds_as_there_are_questions(cpx, seed, tmp_path):
    options = ("--model", "tiny", "--cache", str(tmp_path / "cache"), "--batch", "batch", "-o", "out.jsonl", "--resume")
    codes = []
    for turn in range(3):
        done = cpx("reproduce", seed, {**seed, "id": "twin"}, *options)
        codes.append(done.code)
        answers = []
        for line in (tmp_path / "batch" / "requests-tiny-0001.jsonl").read_text().splitlines():
            request = json.loads(line)
            body = json.loads(painter(request["body"], 0).body)
            answers.append(json.dumps({"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}}))
        (tmp_path / "batch" / f"answers-{turn}.jsonl").write_text("\n".join(answers) + "\n")
    assert codes == [5, 5, 0]
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["seed", "twin"]


def test_ctrl_c_ends_it_at_once_by_that_signal(start, seed):
    with ModelServer(lambda body, number: painter(body, number)._replace(delay=60)) as server:
        process = start("reproduce", "--model", "tiny", "--base-url", server.url, "--cache", "cache")
        process.stdin.write(lines(seed))
        process.stdin.flush()
        while not server.count:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == -signal.SIGINT
    assert process.stderr.read() == b""


def test_killed_at_any_moment_it_resumes_to_the_same_bytes_and_asks_nothing_twice(start, cpx, tmp_path):
    for number in range(30):
        Image.new("RGB", (20 + number, 20), "white").save(tmp_path / f"{number}.png")
    (tmp_path / "in.jsonl").write_bytes(lines(*({"id": str(number), "image": f"{number}.png"} for number in range(30))))

    def slow(body, number):
        picture = base64.b64decode(body["messages"][0]["content"][0]["image_url"]["url"].partition(",")[2])
        answer = fenced(PLOT.format("red")) if "script" in prompt(body) else f"A picture of {len(picture)} bytes."
        return said(answer)._replace(delay=0.05)

    with ModelServer(slow) as server:
        at = ("--model", "tiny", "--base-url", server.url, "-j", "4", "in.jsonl")
        cpx("reproduce", *at, "--cache", "other", "-o", "whole.jsonl")
        undisturbed, server.count = server.count, 0
        for moment in (0.3, 0.5, 0.7, 0.4):
            process = start("reproduce", *at, "--cache", "cache", "-o", "out.jsonl", "--resume")
            time.sleep(moment)
            process.kill()
            process.wait()
        done = cpx("reproduce", *at, "--cache", "cache", "-o", "out.jsonl", "--resume")
    assert done.code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert undisturbed <= server.count <= undisturbed + 4 * 4
