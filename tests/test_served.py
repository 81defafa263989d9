"""The stages that ask, against a real server: `transformers serve` with a tiny model whose answers are noise, to be survived by each."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from conftest import BIN, ROOT, environment, lines

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(importlib.util.find_spec, ("fastapi", "uvicorn", "torch"))), reason="no packages to serve a model with"),
]
SERVE = "from cpx.models.checkpoint import libraries; libraries(); from transformers.cli.transformers import main; main()"
NOISE = ("--max-tokens", "150", "--temperature", "1", "--extra-body", '{"logit_bias": {"2": 0.5}}')  # 2 ends an answer
VERDICTS = {"no-code", "length", "empty", "no-ideas", "no-verdict"}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The environment in which cpx's commands ask that server."""
    from cpx.train.tiny import build

    folder = tmp_path_factory.mktemp("served")
    (folder / "hub").mkdir()
    model = build(folder / "tiny")
    settings = json.loads((model / "generation_config.json").read_text())
    (model / "generation_config.json").write_text(json.dumps({**settings, "do_sample": True}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, "serve", str(model), "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    paths = os.pathsep.join([str(ROOT / "src"), *sys.path])
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment(PYTHONPATH=paths, HF_HOME=str(folder)))
    url = f"http://127.0.0.1:{port}/v1"
    try:
        wait(url, server)
        yield environment(OPENAI_BASE_URL=url, CPX_MODEL=str(model))
    finally:
        server.kill()
        server.wait()


def wait(url, server):
    """Until it listens."""
    for _ in range(600):
        assert server.poll() is None
        try:
            return urllib.request.urlopen(f"{url}/models").close()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_the_example_ends_with_a_verdict_for_every_seed(served, tmp_path):
    done = subprocess.run(["bash", ROOT / "examples/icc.sh", tmp_path, *NOISE], env=served, capture_output=True, text=True, timeout=300)
    assert done.returncode == 1
    records = [json.loads(line) for line in (tmp_path / "reproduced.jsonl").read_text().splitlines()]
    assert len(records) == 12
    assert {one["error"]["kind"] for one in records} <= VERDICTS
    assert "cpx-reproduce: every record failed; benzene, the first: the " in done.stderr


@pytest.mark.parametrize(
    "stage",
    [["exec", "--repair", "2", "--timeout", "5"], ["caption"], ["explain"], ["filter", "--annotate"], ["diversify"], ["perceive"]],
    ids=lambda stage: stage[0],
)
def test_a_stage_takes_noise_for_what_it_is(served, drawn, tmp_path, stage):
    given = drawn if stage[0] == "exec" else drawn[:6]  # the other two were not drawn: something to repair
    command = [BIN / f"cpx-{stage[0]}", *stage[1:], *NOISE, "--cache", tmp_path / "cache"]
    done = subprocess.run(command, input=lines(*given), capture_output=True, env=served, cwd=tmp_path, timeout=300)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    failed = [one["error"]["kind"] for one in records if "error" in one]
    assert [one["id"] for one in records] == [one["id"] for one in given]
    assert set(failed) <= VERDICTS
    assert done.returncode == (len(failed) == len(given)), done.stderr.decode()
