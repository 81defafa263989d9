"""Hostile scripts are contained: none does harm, each ends with a reason, and the next script is drawn as if nothing had been."""

import glob
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import attacks
import attacks_within
from attacks import DRAW, Attack
from cpx.errors import Missing
from cpx.sandbox import Limits, Result, Sandbox, kernel

PATHS = {**os.environ, "PYTHONPATH": os.path.join(os.path.dirname(os.path.dirname(__file__)), "src")}
LIMITS = Limits(seconds=1.0, memory=400 << 20, scratch=64 << 20)
ATTACKS = attacks.ATTACKS | attacks_within.ATTACKS
QUICK = {name: attack for name, attack in ATTACKS.items() if "timeout" not in attack.ends or name == "busy loop"}
HARMLESS = f"{attacks_within.BEFORE}\n{DRAW}import os; print(os.listdir('.'))"


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
        os.symlink(folder / "secret", folder / "link")
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


class Attacked(NamedTuple):
    """How the attacks ended at one level of confinement."""

    results: dict[str, Result]
    level: kernel.Level


LEVELS = {
    "all walls": {},
    "without namespaces": {"namespaces": False},
    "Landlock 3": {"landlock": 3, "namespaces": False},
    "Landlock 1": {"landlock": 1, "namespaces": False},
    "Landlock 1 and namespaces": {"landlock": 1},
}
"""Of confinement: what this machine offers, and less."""


@pytest.fixture(scope="module")
def quick(outside: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    yield from attacked(QUICK, kernel.level(), outside, tmp_path_factory)


@pytest.fixture(scope="module", params=LEVELS)
def thorough(request: pytest.FixtureRequest, outside: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    yield from attacked(ATTACKS, kernel.level()._replace(**LEVELS[request.param]), outside, tmp_path_factory)


def attacked(
    chosen: dict[str, Attack], level: kernel.Level, outside: Outside, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Attacked]:
    """Every attack has been run, two at a time, in one sandbox; a harmless script follows each; nothing is left."""
    folder = tmp_path_factory.mktemp("sandboxes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setattr(kernel, "level", lambda: level)
        patch.setenv("CPX_TEST_TOKEN", "SECRET-IN-THE-ENVIRONMENT")
        results = run_all(chosen, outside, folder)
    assert children(folder) == set()
    assert list(folder.iterdir()) == []
    yield Attacked(results, level)


def run_all(chosen: dict[str, Attack], outside: Outside, folder: Path) -> dict[str, Result]:
    with Sandbox(limits=LIMITS, trace=False) as box:
        first = box.run(HARMLESS)
        servers, before = children(folder), memory(children(folder))
        futures = {name: (box.submit(outside.aimed(attack.code)), box.submit(HARMLESS)) for name, attack in chosen.items()}
        results = {name: attack.result() for name, (attack, _) in futures.items()}
        after = {name: next_one.result() for name, (_, next_one) in futures.items()}
        assert children(folder) == servers
        assert memory(servers) < before + (8 << 20)
    assert {name: (result.why, result.stdout) for name, result in after.items() if (result.why, result.stdout) != (None, "[]\n")} == {}
    assert {result.drawings[0].pixels for result in after.values()} == {first.drawings[0].pixels}
    return results


def memory(processes: set[int]) -> int:
    """Bytes that they hold, without what a file on disk backs."""
    statm = (Path(f"/proc/{pid}/statm").read_text().split() for pid in processes)
    return sum(int(resident) - int(shared) for _, resident, shared, *_ in statm) * os.sysconf("SC_PAGESIZE")


@pytest.mark.parametrize("name", QUICK)
def test_an_attack_is_contained(name: str, quick: Attacked, outside: Outside) -> None:
    check(ATTACKS[name], quick.results[name], quick.level)
    assert outside.state() == outside.before


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_contained_at_every_level(name: str, thorough: Attacked, outside: Outside) -> None:
    check(ATTACKS[name], thorough.results[name], thorough.level)
    assert outside.state() == outside.before


def check(attack: Attack, result: Result, level: kernel.Level) -> None:
    assert "BREACH" not in result.stdout or (attack.leaks and not result.sandbox["namespaces"]), result.stdout
    assert result.why in attack.ends, result.message
    assert result.sandbox["landlock"] == level.landlock
    assert level.namespaces or not result.sandbox["namespaces"]


def test_the_attacks_are_real(outside: Outside) -> None:
    """The control: without confinement the same scripts get through."""
    with Sandbox(limits=LIMITS, unsafe=True, trace=False) as box:
        got = "".join(box.run(outside.aimed(ATTACKS[name].code)).stdout for name in ("read files", "network", "ask about files"))
    assert got.count("BREACH") > 15
    assert f"BREACH open('{outside.folder}/secret'" in got


def test_the_walk_through_memory_finds_what_is_there() -> None:
    with Sandbox(limits=LIMITS, trace=False) as box:
        assert "BREACH" in box.run("planted = 'SECRET-OF-' 'ANOTHER-RECORD'\n" + attacks_within.WALK).stdout


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


SHOW = "from cpx.sandbox import Sandbox\nwith Sandbox(trace=False) as box: print(box.run('pass').sandbox['namespaces'], flush=True); {then}"


def program(then: str = "pass") -> list[str]:
    """A process that runs a script, says whether it used namespaces, and goes on."""
    return [sys.executable, "-c", SHOW.format(then=then)]


def test_where_namespaces_are_forbidden_the_first_wall_stands_alone() -> None:
    forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    done = subprocess.run(["unshare", "-Ur", "sh", "-c", forbid, "-", *program()], capture_output=True, text=True, env=PATHS)
    if "unshare:" in done.stderr:
        pytest.skip("no user namespaces here")
    assert done.stdout == "False\n", done.stderr


def test_with_namespaces_nothing_lies_on_disk_even_if_all_are_killed_at_once(tmp_path: Path) -> None:
    command = program("__import__('time').sleep(60)")
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**PATHS, "TMPDIR": str(tmp_path)}) as ours:
        walled = ours.stdout.readline() == b"True\n"
        (server,) = children(tmp_path)
        os.kill(server, signal.SIGKILL)
        ours.kill()
    if not walled:
        pytest.skip("no user namespaces here")
    assert list(tmp_path.iterdir()) == []


def test_killed_while_the_server_starts_we_leave_nothing(tmp_path: Path) -> None:
    code = "from cpx.sandbox import Sandbox, kernel; level = kernel.level()._replace(namespaces=False); kernel.level = lambda: level\n"
    code += "Sandbox().run('pass')"
    with subprocess.Popen([sys.executable, "-c", code], env={**PATHS, "TMPDIR": str(tmp_path)}) as ours:
        until(lambda: children(tmp_path))
        ours.kill()
    until(lambda: not children(tmp_path))
    assert list(tmp_path.iterdir()) == []


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
