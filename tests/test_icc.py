"""examples/icc.sh: the whole data engine on twelve seeds, against a model that is played and errs; each record is looked at."""

import json
import subprocess
import sys
import time

import pytest
from PIL import Image

from conftest import ROOT, environment
from cpx import describe
from cpx.sandbox import Sandbox
from cpx.source import script_in


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("icc")
    done = subprocess.run(["bash", ROOT / "examples" / "icc.sh", folder], env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


def records(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


def test_every_triplet_is_whole_and_true(made):
    good = [one for one in records(made, "icc") if "error" not in one]
    assert len(good) > 15
    with Sandbox() as box:
        for one in good:
            assert (made / one["image"]).exists()
            assert describe.check(one["caption"], one["trace"])["contradicted"] == 0, one["id"]
            assert one["source"]["seed"]["id"] == one["id"].partition("/")[0]
            assert box.run(script_in(one["explanation"])).drawings[0].pixels == one["exec"]["pixels"], one["id"]
            assert one["quality"]["passed"]


def test_what_went_wrong_is_told_where_it_happened(made):
    every = {one["id"]: one for one in records(made, "explained")}
    assert {one["id"]: one["error"]["kind"] for one in every.values() if "error" in one} == {"lens": "no-code", "helix": "length"}
    assert {name for name, one in every.items() if "repairs" in one.get("exec", {})} == {"benzene", "tree", "titration"}
    assert {one["explanation_code"] for one in every.values() if "error" not in one} == {"model", "record"}


def test_rejects_have_their_reasons(made):
    failed = {
        one["id"]: [gate for gate, said in one["quality"].items() if said and said["verdict"] == "fail"] for one in records(made, "rejects")
    }
    reasons = {name: gates[0] for name, gates in failed.items()}
    assert reasons["food_web"] == "code"
    assert {name for name, gate in reasons.items() if gate == "duplicate"} >= {"tree/2", "benzene/2", "squares/2"}


@pytest.fixture
def played(tmp_path):
    process = subprocess.Popen([sys.executable, ROOT / "examples" / "played_model.py", tmp_path / "url"])
    while not (tmp_path / "url").exists() or not (url := (tmp_path / "url").read_text().strip()):
        time.sleep(0.02)
    yield url
    process.kill()
    process.wait()


@pytest.mark.parametrize("command", ["reproduce", "diversify"])
def test_the_played_model_says_what_it_does_not_know(cpx, played, tmp_path, command):
    Image.new("RGB", (30, 20)).save(tmp_path / "own.png")
    done = cpx(command, "--cache", "cache", "--base-url", played, "--model", "played", "own.png")
    [record] = done.records
    assert (done.code, record["error"]["kind"]) == (1, "refused")
    assert "it knows the pictures of examples/seeds" in record["error"]["message"]


@pytest.mark.parametrize(
    ("path", "model", "said"), [("", "other", "no model 'other'; it offers played"), ("/x", "played", "nothing is at")]
)
def test_the_played_model_has_one_name_and_one_address(cpx, played, path, model, said):
    done = cpx("reproduce", "--cache", "cache", "--base-url", played + path, "--model", model, str(ROOT / "examples" / "seeds"))
    assert done.code == 4
    assert said in done.err


def test_nothing_is_asked_twice(made):
    told = records(made, "usage")
    done = subprocess.run(["bash", ROOT / "examples" / "icc.sh", made], env=environment(), capture_output=True, text=True, timeout=300)
    again = records(made, "usage")[len(told) :]
    assert done.returncode == 0
    assert [one["requests"] for one in again] == [0] * len(told)
