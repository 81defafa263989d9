"""The whole line on a small scale: figures, ICC, S0, S1, R1, scores and pages, by the example's own Makefile."""

import json
import subprocess
from pathlib import Path

import pytest

from conftest import environment

MINIATURE = Path(__file__).parents[1] / "examples" / "miniature"


def make(folder: Path, *more: str) -> subprocess.CompletedProcess:
    sizes = ["FIGURES=160", "HELD_OUT=24", "S1_STEPS=12", "R1_STEPS=2", "R1_BATCH=16"]
    return subprocess.run(["make", "-C", MINIATURE, f"RUN={folder}", *sizes, *more], env=environment(), capture_output=True, text=True)


@pytest.mark.slow
def test_the_line_runs_from_figures_to_pages(tmp_path):
    made = make(tmp_path / "run")
    assert "R1 not below S1" in made.stdout, made.stderr[-2000:]
    for name in ("s0", "s1", "r1"):
        scored = [json.loads(line) for line in (tmp_path / "run" / f"{name}.scored.jsonl").read_text().splitlines()]
        assert len(scored) == len((tmp_path / "run" / "held_out.jsonl").read_text().splitlines())
        assert (tmp_path / "run" / f"{name}.html").read_text().count('alt="reference"') == len(scored)
    again = make(tmp_path / "run", "-n")
    assert "cpx-train" not in again.stdout
