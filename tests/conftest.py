"""What the tests share: the real programs, run as users run them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads of torch that share a core are ten times as slow as one
ROOT = Path(__file__).parent.parent
BIN = ROOT / "bin"
ASKING = ("reproduce", "diversify")  # commands that write scripts and do nothing without a model
STREAMING = ("exec", "trace", "caption", "explain", "filter", "perceive", "eval", *ASKING)  # commands that read records and write records
ALWAYS = {"eval": ("stem2code",)}
"""What a command cannot do without."""
FIGURES = [json.loads(line) for line in (ROOT / "examples" / "figures.jsonl").read_text().splitlines()]


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: bytes
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    """The user's environment; PYTHONUNBUFFERED goes, since it hides faults of buffering."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONUNBUFFERED", "PYTHONPATH")}
    return {**kept, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "OMP_NUM_THREADS": "1", **more}


def program(command: str) -> list[str]:
    return [str(BIN / f"cpx-{command}"), *ALWAYS.get(command, ())]


def lines(*records: Any) -> bytes:
    """Records as JSONL; strings and bytes go in as they are."""
    encoded = (
        record if isinstance(record, bytes) else record.encode() if isinstance(record, str) else json.dumps(record).encode()
        for record in records
    )
    return b"".join(line + b"\n" for line in encoded)


@pytest.fixture
def surroundings() -> Callable[[str], dict[str, str]]:
    """The environment of a command; a module of tests may have its own."""
    return lambda command: environment()


@pytest.fixture
def cpx(tmp_path: Path, surroundings: Callable[[str], dict[str, str]]) -> Callable[..., Done]:
    """`cpx("exec", {"code": ...}, "--timeout", "1")`: records go to stdin, options to the command line."""

    def run(command: str, *arguments: Any, stdin: bytes | None = None, **settings: Any) -> Done:
        records = [argument for argument in arguments if not isinstance(argument, str)]
        options = [argument for argument in arguments if isinstance(argument, str)]
        text = lines(*records) if stdin is None else stdin
        settings = {"cwd": tmp_path, "env": surroundings(command), "timeout": 120, **settings}
        done = subprocess.run([*program(command), *options], input=text, capture_output=True, **settings)
        return Done(done.returncode, done.stdout, done.stderr.decode())

    return run


@pytest.fixture
def start(tmp_path: Path, surroundings: Callable[[str], dict[str, str]]) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """A command that goes on running, with pipes at both ends."""
    running = []

    def popen(command: str, *options: str, **settings: Any) -> subprocess.Popen[bytes]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings}
        running.append(subprocess.Popen([*program(command), *options], cwd=tmp_path, env=surroundings(command), **pipes))
        return running[-1]

    yield popen
    for process in running:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """examples/figures.jsonl after cpx-exec, its images under absolute paths."""
    folder = tmp_path_factory.mktemp("drawn")
    command = [BIN / "cpx-exec", "--timeout", "3", "--images", folder / "images", ROOT / "examples" / "figures.jsonl"]
    done = subprocess.run(command, capture_output=True, env=environment(), timeout=120, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def done_of(output: Path) -> int:
    """Input records that the journal beside an output names as done; 0 where it is not there, or no longer."""
    try:
        return output.with_name(f"{output.name}.journal").read_bytes().count(b"\n") - 1  # the first line holds the options
    except FileNotFoundError:
        return 0


def descendants(pid: int) -> set[int]:
    """Processes below `pid`, those that left its session too."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(rest[1]), []).append(int(stat.parent.name))
    found, queue = set(), [pid]
    while queue:
        for child in children.get(queue.pop(), []):
            found.add(child)
            queue.append(child)
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
