"""The lines that must always work: whole pipes in a real shell."""

import json
import os
import signal
import subprocess
import time

import pytest

from conftest import BIN, alive, descendants, done_of, environment

COUNTS = "cpx-solidgen -n {n} --seed 7 | cpx-exec | cpx-caption > icc.jsonl"


def shell(line, folder, **settings):
    env = environment()
    env["PATH"] = f"{BIN}:{env['PATH']}"
    return subprocess.Popen(["bash", "-o", "pipefail", "-c", line], cwd=folder, env=env, stderr=subprocess.PIPE, **settings)


def stated(caption, count, noun):
    """Whether the caption says this number of these things, in the singular or the plural."""
    stem = "die" if noun == "dice" else noun[:3]
    return f"{count} {noun}" in caption or (
        count == 1 and any(f"{one} {stem}" in caption for one in ("1", "a", "an", "one", "A", "An", "One"))
    )


def check_solids(path, number):
    records = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(records) == number
    assert all(record["exec"]["ok"] for record in records)
    missing = [
        (record["id"], count, noun)
        for record in records
        for noun, count in record["facts"]["visible"]["counts"].items()
        if not stated(record["caption"], count, noun)
    ]
    assert not missing


def test_the_main_job(tmp_path):
    process = shell(COUNTS.format(n=24), tmp_path)
    process.communicate(timeout=120)
    assert process.returncode == 0
    check_solids(tmp_path / "icc.jsonl", 24)


@pytest.mark.slow
def test_the_main_job_on_two_hundred_solids(tmp_path):
    process = shell(COUNTS.format(n=200), tmp_path)
    process.communicate(timeout=300)
    assert process.returncode == 0
    check_solids(tmp_path / "icc.jsonl", 200)


def test_head_ends_an_endless_producer_quietly(tmp_path):
    process = shell("cpx-solidgen -n 100000 | head -3; exit ${PIPESTATUS[0]}", tmp_path, stdout=subprocess.PIPE)
    out, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (141, b"")
    assert [json.loads(line)["source"]["pipeline"] for line in out.splitlines()] == ["solidgen"] * 3


def test_ctrl_c_ends_the_whole_pipe_with_whole_lines_and_no_process(tmp_path):
    process = shell("cpx-solidgen -n 100000 | cpx-exec | cpx-caption > icc.jsonl", tmp_path, start_new_session=True)
    target = tmp_path / "icc.jsonl"
    while not target.exists() or target.read_bytes().count(b"\n") < 3:
        time.sleep(0.1)
    below = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode in (-signal.SIGINT, 130)
    assert all(json.loads(line) for line in target.read_bytes().splitlines())
    assert target.read_bytes().endswith(b"\n")
    time.sleep(0.5)
    assert len(below) > 3
    assert not [pid for pid in below if alive(pid)]


def test_a_killed_stage_resumes_to_the_undisturbed_bytes(tmp_path):
    stages = "cpx-solidgen -n 30 --seed 3 -o solids.jsonl && cpx-exec solids.jsonl -o whole.jsonl"
    assert shell(stages, tmp_path).communicate(timeout=120)
    assert (tmp_path / "whole.jsonl").exists()
    for lines in (4, 17):
        process = shell("exec cpx-exec solids.jsonl -o out.jsonl --resume", tmp_path)
        while process.poll() is None and done_of(tmp_path / "out.jsonl") < lines:
            time.sleep(0.01)
        process.kill()
        process.communicate()
    shell("cpx-exec solids.jsonl -o out.jsonl --resume", tmp_path).communicate(timeout=120)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
