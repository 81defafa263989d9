"""Hostile scripts are contained: none does harm, each ends with a reason, and the next script is drawn as if nothing had been."""

import glob
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from attacks import ATTACKS, DRAW
from cpx.errors import Missing
from cpx.sandbox import Limits, Result, Sandbox, kernel

LIMITS = Limits(seconds=1.0, memory=400 << 20, scratch=64 << 20)


class Outside:
    """A folder that is worth attacking, and somebody who listens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "home/.ssh").mkdir(parents=True)
        for name in ("secret", "victim", "records.jsonl", "home/.ssh/id_rsa"):
            (folder / name).write_text("SECRET")
        os.chmod(folder / "secret", 0o640)
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self.tcp.getsockname()[1]
        self.listening = [self.tcp, listen(str(folder / "socket")), listen(f"\0cpx-test-{self.port}")]
        self.before = self.state()

    def state(self) -> list[tuple[str, int, int, int]]:
        """Every file with its mode, time and size."""
        stats = ((str(path), path.stat()) for path in sorted(self.folder.rglob("*")))
        return [(path, stat.st_mode, stat.st_mtime_ns, stat.st_size) for path, stat in stats]

    def aimed(self, code: str) -> str:
        return code.replace("HARM", str(self.folder)).replace("PORT", str(self.port))


def listen(address: str) -> socket.socket:
    server = socket.socket(socket.AF_UNIX)
    server.bind(address)
    server.listen()
    return server


def children(folder: Path) -> set[int]:
    """Processes of the sandboxes that keep their files in the folder: servers and jobs."""
    found = set()
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            if f'"{folder}/cpx-'.encode() in Path(path).read_bytes():
                found.add(int(path.split("/")[2]))
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Outside:
    return Outside(tmp_path_factory.mktemp("outside"))


@pytest.fixture(scope="module")
def results(outside: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Result]]:
    """Every attack has been run, two at a time, in one sandbox; a harmless script follows each; nothing is left."""
    folder = tmp_path_factory.mktemp("sandboxes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setenv("CPX_TEST_TOKEN", "SECRET")
        yield attacked(outside)
    assert children(folder) == set()
    assert list(folder.iterdir()) == []


def attacked(outside: Outside) -> dict[str, Result]:
    with Sandbox(limits=LIMITS, trace=False) as box:
        first = box.run(DRAW).drawings[0].pixels
        futures = {name: (box.submit(outside.aimed(attack.code)), box.submit(DRAW)) for name, attack in ATTACKS.items()}
        results = {name: attack.result() for name, (attack, _) in futures.items()}
        after = {name: next_one.result() for name, (_, next_one) in futures.items()}
    assert {name: result.message for name, result in after.items() if not result.ok} == {}
    assert {result.drawings[0].pixels for result in after.values()} == {first}
    return results


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_contained(name: str, results: dict[str, Result], outside: Outside) -> None:
    result = results[name]
    assert "BREACH" not in result.stdout, result.stdout
    assert result.why in ATTACKS[name].ends, result.message
    assert outside.state() == outside.before


def test_the_attacks_are_real(outside: Outside) -> None:
    """The control: without confinement the same scripts get through."""
    with Sandbox(limits=LIMITS, unsafe=True, trace=False) as box:
        got = box.run(outside.aimed(ATTACKS["read files"].code)).stdout + box.run(outside.aimed(ATTACKS["network"].code)).stdout
    assert got.count("BREACH") > 12
    assert f"BREACH open('{outside.folder}/secret'" in got


@pytest.mark.parametrize("abi", [1, 3])
def test_older_kernels_hold_as_well(abi: int, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Landlock did not know in its first versions (truncation, TCP, sockets, signals) is seccomp's."""
    monkeypatch.setattr(kernel, "level", lambda: kernel.Level(landlock=abi, seccomp=True))
    with Sandbox(limits=LIMITS, trace=False) as box:
        for name in ("read files", "write outside", "network", "other processes", "new processes"):
            assert "BREACH" not in box.run(outside.aimed(ATTACKS[name].code)).stdout
    assert outside.state() == outside.before


def test_a_private_folder_that_scripts_could_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(os.path.dirname(pytest.__file__))
    with Sandbox() as box, pytest.raises(Missing, match="lies in"):
        box.run(DRAW)


def test_a_kernel_that_cannot_confine_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "level", lambda: kernel.Level(landlock=0, seccomp=True))
    with pytest.raises(Missing, match=r"no Landlock, so scripts cannot be confined\.\nRun in a container .* --unsafe"):
        Sandbox()


def test_scripts_that_wait_are_stopped_by_the_clock() -> None:
    start = time.monotonic()
    with Sandbox(limits=Limits(seconds=0.3), trace=False) as box:
        result = box.run("import time; time.sleep(60)")
    assert result.why == "timeout"
    assert time.monotonic() - start < 10
