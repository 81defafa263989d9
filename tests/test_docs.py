"""The docs are true: what is generated is current, and what they show runs."""

import json
import re
import subprocess
import sys

import jsonschema
import pytest

from conftest import ROOT, environment

sys.path.insert(0, str(ROOT / "docs"))
import generate

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", (ROOT / "README.md").read_text(), re.S | re.M)


@pytest.mark.parametrize("path", generate.pages(), ids=lambda path: path.name)
def test_the_generated_pages_are_current(path):
    assert path.read_text() == generate.pages()[path], "run make docs"


PATH_LINE = next(line for kind, text in BLOCKS for line in text.splitlines() if line.startswith("export PATH="))
"""What the README tells a newcomer to do before the first pipe."""


@pytest.mark.parametrize("block", [text for kind, text in BLOCKS if kind == "sh" and "make " not in text])
def test_the_pipes_of_the_readme_run(block, tmp_path):
    for folder in ("examples", "bin", "src"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    quick = block.replace("-n 100", "-n 4").replace("-n 20", "-n 4")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", f"{PATH_LINE}\n{quick}"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert all(json.loads(line) for line in done.stdout.splitlines())


PYTHON = [text for kind, text in BLOCKS if kind == "python"]


@pytest.mark.parametrize(("block", "prints"), list(zip(PYTHON, ("True 640 ", "0.71"), strict=True)))
def test_the_python_of_the_readme_runs(block, prints, tmp_path):
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(prints)


def test_records_fit_the_schema(drawn, cpx):
    schema = json.loads((ROOT / "docs/record.schema.json").read_text())
    captioned = cpx("caption", *drawn).records
    for record in captioned:
        jsonschema.validate(record, schema)
    assert sum("caption" in record for record in captioned) == 6


def test_every_example_is_named_somewhere():
    said = "".join(
        path.read_text() for path in [ROOT / "README.md", ROOT / "Makefile", *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/*.py")]
    )
    assert not [path.name for path in (ROOT / "examples").iterdir() if path.name not in said]
