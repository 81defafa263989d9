"""The contract that every streaming command keeps, held by real processes with real pipes and signals."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

import cpx as package
from conftest import ASKING, BIN, FIGURES, ROOT, STREAMING, alive, descendants, done_of, environment, lines, program
from servers import ModelServer, prompt, said

ADDS = {
    **{"exec": "image", "trace": "trace", "caption": "caption", "explain": "explanation", "filter": "quality"},
    **{"perceive": "perception", "eval": "score"},
    **dict.fromkeys(ASKING, "code"),
}
every = pytest.mark.parametrize("command", STREAMING)
COMMANDS = sorted(path.stem.replace("_", "-") for path in (ROOT / "src/cpx/commands").glob("[a-z]*.py"))


@cache
def with_model(command):
    """The environment of a command, with a model for those that need one; what it has answered is kept for the session."""
    if command not in (*ASKING, "perceive"):
        return environment()

    def answer(body, number):
        principle = "PRINCIPLE: a curve\nDIMENSION: 2\nIDEAS:\n1. another curve"
        return said(principle if "PRINCIPLE:" in prompt(body) else "```python\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```")

    server = ModelServer(answer, models=("played",), keep=False).__enter__()
    return environment(OPENAI_BASE_URL=server.url, CPX_MODEL="played", XDG_CACHE_HOME=mkdtemp())


@pytest.fixture
def surroundings():
    return with_model


def record(command, drawn, number=0):
    """A record that this command handles."""
    if command == "exec":
        return FIGURES[number]
    without = {"trace": ("trace",), "eval": ("code",), **dict.fromkeys(ASKING, ("code", "exec", "trace"))}.get(command, ())
    kept = {key: value for key, value in drawn[number].items() if key not in without}
    if command == "eval":  # compared by its picture: quicker
        kept["perception"] = {"answer": "```python\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```"}
    return kept


def seed(record):
    """The id of the record that this one was made of: variants are ID/1, ID/2, ..."""
    return record["id"].removesuffix("/1") if "principle" in str(record.get("source")) else record["id"]


@every
def test_no_input_is_no_output(cpx, command):
    done = cpx(command)
    assert (done.code, done.out) == (0, b"")


@every
def test_a_record_comes_out_with_its_fields_and_those_of_the_user(cpx, drawn, command):
    mine = {"id": "ü/1", "notes": {"grün": [1, None, "\u2028"]}, "big": 2**70}
    done = cpx(command, {**record(command, drawn), **mine})
    (out,) = done.records
    assert {**out, "id": seed(out)}.items() >= mine.items()
    assert done.code == 0
    assert ADDS[command] in out


@every
def test_an_errored_record_passes_byte_for_byte(cpx, command):
    line = b'{"id":"a","error":{"stage":"cpx-reproduce","kind":"length","message":"cut off"},"x":"\xc3\xa4"}\n'
    done = cpx(command, stdin=line)
    assert (done.code, done.out) == (0, line)
    assert "1 passed through" in done.err


@pytest.mark.parametrize("command", ["trace", "caption", "explain"])
def test_an_undrawn_record_passes_untouched(cpx, command):
    undrawn = {"id": "a", "code": "1/0", "exec": {"ok": False, "why": "error"}}
    done = cpx(command, undrawn)
    assert (done.code, done.records) == (0, [undrawn])


@every
def test_an_id_is_the_hash_of_the_line(cpx, command):
    line = b'{"error":{"stage":"s","kind":"k","message":"m"}}'
    (out,) = cpx(command, stdin=line + b"\n").records
    assert out["id"] == __import__("hashlib").sha256(line).hexdigest()[:12]


@every
def test_order_is_the_inputs_order(cpx, drawn, command):
    mixed = [{**record(command, drawn, number % 6), "id": str(number)} | ({"error": {}} if number % 3 else {}) for number in range(24)]
    done = cpx(command, *mixed, "-j", "3")
    assert [seed(out) for out in done.records] == [str(number) for number in range(24)]


@every
def test_a_result_leaves_while_upstream_is_silent(start, drawn, command):
    process = start(command)
    process.stdin.write(lines(record(command, drawn)))
    process.stdin.flush()
    assert seed(json.loads(process.stdout.readline())) == "parabola"  # stdin is still open


@every
def test_a_closed_pipe_is_quiet_and_ends_by_sigpipe(start, command):
    process = start(command)
    process.stdout.close()
    errored = lines({"id": "a", "error": {}, "ballast": "x" * 1000})
    with suppress(BrokenPipeError):
        process.stdin.writelines(errored for _ in range(100_000))
    assert process.wait(10) == -signal.SIGPIPE
    assert process.stderr.read() == b""


@every
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_by_that_signal_and_leaves_whole_lines_and_no_process(start, drawn, command, number):
    process = start(command, "-j", "2")
    process.stdin.write(lines(*[record(command, drawn)] * 3, {"id": "slow", "code": "while True: pass"}))
    process.stdin.flush()
    first = process.stdout.readline()
    below = descendants(process.pid)
    process.send_signal(number)
    rest = process.stdout.read()
    assert process.wait(10) == -number
    assert all(json.loads(line) for line in (first + rest).splitlines())
    assert (first + rest).endswith(b"\n")
    time.sleep(0.3)
    assert not [pid for pid in below if alive(pid)]


@every
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (
            b"{oops",
            "not JSON: Expecting property name enclosed in double quotes at column 2; each object must be one line, as jq -c",
        ),
        (b"[1]", "not a JSON object"),
        (b'{"x": NaN}', "not JSON: NaN is no number"),
        (b'{"x": 1e999}', "not JSON: 1e999 is no number"),
        (b'{"x": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named_after_what_came_before_it_was_written(cpx, command, bad, said):
    good = [{"id": str(number), "error": {}} for number in range(16)]
    done = cpx(command, stdin=lines(*good, bad, {"id": "after", "error": {}}))
    assert done.code == 3
    assert done.records == good
    assert f"cpx-{command}: <stdin>:17: {said}" in done.err


@every
def test_bad_lines_can_be_passed_over(cpx, command):
    done = cpx(command, "--skip-bad-lines", stdin=lines({"id": "a", "error": {}}, "{oops", "", {"id": "b", "error": {}}))
    assert [out["id"] for out in done.records] == ["a", "b"]
    assert done.code == 0
    assert "skipped <stdin>:2: not JSON" in done.err


@every
def test_a_lone_surrogate_survives(cpx, command):
    done = cpx(command, stdin=b'{"id":"a","error":{},"text":"\\ud800"}\n')
    assert done.out == b'{"id":"a","error":{},"text":"\\ud800"}\n'


@every
def test_a_file_is_read_like_stdin(cpx, tmp_path, command):
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "a", "error": {}}))
    assert cpx(command, "in.jsonl").records == [{"id": "a", "error": {}}]
    assert cpx(command, "none.jsonl").code == 2


@every
def test_a_terminal_for_stdin_gets_the_help_and_no_hang(tmp_path, command):
    ours, theirs = pty.openpty()
    done = subprocess.run(program(command), stdin=theirs, capture_output=True, env=with_model(command), cwd=tmp_path, timeout=20)
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Usage:" in done.stderr
    assert b"expected records on stdin" in done.stderr


@every
def test_an_unknown_flag_is_a_usage_error(cpx, command):
    done = cpx(command, "--nonsense")
    assert done.code == 2
    assert "--nonsense" in done.err


@every
def test_a_full_disk_stops_it_with_a_remedy(tmp_path, command):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            program(command),
            input=lines({"id": "a", "error": {}}),
            stdout=full,
            stderr=subprocess.PIPE,
            env=with_model(command),
            cwd=tmp_path,
        )
    assert done.returncode == 5
    assert b"No space left on device" in done.stderr


@every
def test_killed_at_any_moment_it_resumes_to_the_same_bytes(start, cpx, drawn, tmp_path, command):
    records = [{**record(command, drawn, number % 6), "id": str(number)} for number in range(18)]
    (tmp_path / "in.jsonl").write_bytes(lines(*records))
    cpx(command, "in.jsonl", "-o", "whole.jsonl")
    for moment in (1, 7):
        process = start(command, "in.jsonl", "-o", "out.jsonl", "--resume")
        while done_of(tmp_path / "out.jsonl") < moment:
            if process.poll() is not None:  # too fast to be caught: the file is whole
                break
        process.kill()
        process.wait()
    with open(tmp_path / "out.jsonl.part", "ab") if (tmp_path / "out.jsonl.part").exists() else open(os.devnull, "ab") as part:
        part.write(b'{"torn": ')
    done = cpx(command, "in.jsonl", "-o", "out.jsonl", "--resume")
    assert done.code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not (tmp_path / "out.jsonl.part").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_and_version_are_fast_and_light(cpx, command):
    watch = (
        "import sys; sys.argv = [{!r}, '--help']\n"
        "try:\n    from cpx.cli import main; main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    watch = watch.format(f"cpx-{command}")
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, env=environment(PYTHONPATH=str(ROOT / "src")), text=True)
    assert not {"numpy", "matplotlib", "PIL", "scipy", "openai", "torch", "pygments"} & set(done.stderr.split())
    assert done.stdout.lstrip().startswith(done.stdout.strip().splitlines()[0])
    assert cpx(command, "--version").out.decode() == f"cpx-{command} {package.__version__}\n"
    before = os.times()
    assert cpx(command, "--help").code == 0
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 0.3 * slowness()


def slowness() -> float:
    """How much slower than usual this machine is just now, so that a loaded machine fails no test."""
    begin = time.process_time()
    sum(range(3_000_000))
    return max(1.0, (time.process_time() - begin) / 0.05)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_bin_file_its_script_line_and_a_place_in_the_readme(command):
    assert (BIN / f"cpx-{command}").resolve() == BIN / "cpx"
    assert f'cpx-{command} = "cpx.cli:main"' in (ROOT / "pyproject.toml").read_text()
    assert f"cpx-{command}" in (ROOT / "README.md").read_text()


def test_a_checkout_without_its_packages_names_the_remedy(tmp_path):
    checkout = tmp_path / "cpx"
    (checkout / "bin").mkdir(parents=True)
    (checkout / "bin" / "cpx-exec").write_text((BIN / "cpx").read_text())
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    done = subprocess.run([bare / "bin" / "python", "-I", checkout / "bin" / "cpx-exec"], capture_output=True, text=True)
    assert done.returncode == 4
    assert f"run make install in {checkout}" in done.stderr


def test_an_unfinished_run_is_not_overwritten(cpx, tmp_path):
    (tmp_path / "out.jsonl.part").write_text("{}\n")
    done = cpx("caption", {"id": "a", "error": {}}, "-o", "out.jsonl")
    assert done.code == 2
    assert "--resume" in done.err
    assert (tmp_path / "out.jsonl.part").read_text() == "{}\n"


def test_resuming_with_another_input_is_refused(cpx, tmp_path):
    stopped = cpx("caption", "-o", "out.jsonl", stdin=lines({"id": "a", "error": {}}, "{oops"))
    done = cpx("caption", {"id": "b", "error": {}}, "-o", "out.jsonl", "--resume")
    assert (stopped.code, done.code) == (3, 2)
    assert "the input is not the one" in done.err


@pytest.fixture
def stopped(cpx, tmp_path):
    """A cpx-exec at 80 dpi that has done one record of two."""
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "a", "error": {}}, "{oops"))
    assert cpx("exec", "in.jsonl", "-o", "out.jsonl", "--dpi", "80").code == 3
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "a", "error": {}}, {"id": "b", "error": {}}))
    return tmp_path


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("", "with --dpi 80, not with --dpi 100"),
        ("--dpi 80:120", "with --dpi 80, not with --dpi 80:120"),
        ("--dpi 80 --paper", "without --paper, not with --paper"),
        ("--dpi 80 --margin 5 --no-trace", "without --margin, not with --margin 5, and without --no-trace, not with --no-trace"),
    ],
)
def test_options_that_records_depend_on_cannot_change_on_the_way(cpx, stopped, options, told):
    before = {path.name: path.read_bytes() for path in stopped.glob("out*")}
    done = cpx("exec", "in.jsonl", "-o", "out.jsonl", "--resume", *options.split())
    assert done.code == 2
    assert f"out.jsonl.part was begun {told}; go on as it was begun, or delete it to start over" in done.err
    assert {path.name: path.read_bytes() for path in stopped.glob("out*")} == before


@pytest.mark.parametrize(
    "options",
    [
        "--dpi 80:80",
        "--dpi 80 -j 1 -q --strict --skip-bad-lines --budget 5 --usage usage.jsonl --cache kept --window 9",
        "--dpi 80 --model unused",
    ],
)
def test_options_on_which_no_record_depends_can_change_on_the_way(cpx, stopped, options):
    assert cpx("exec", "in.jsonl", "-o", "out.jsonl", "--resume", *options.split()).code == 0
    assert (stopped / "out.jsonl").read_bytes().count(b"\n") == 2


def test_a_run_that_is_deleted_or_older_than_the_options_in_journals_may_go_on_with_any(cpx, stopped):
    journal = stopped / "out.jsonl.journal"
    whole = journal.read_bytes()
    journal.write_bytes(whole.split(b"\n", 1)[1])
    assert cpx("exec", "in.jsonl", "-o", "out.jsonl", "--resume", "--dpi", "90").code == 0
    journal.write_bytes(whole)
    assert cpx("exec", "in.jsonl", "-o", "out.jsonl", "--resume", "--dpi", "90").code == 0


def test_every_free_option_is_one_of_some_command():
    from cpx.cli import load
    from cpx.cli_resume import FREE

    assert {parameter.name for command in COMMANDS for parameter in load(command).params} >= FREE


def test_a_mended_input_is_resumed(cpx, tmp_path):
    cpx("caption", "-o", "out.jsonl", stdin=lines({"id": "a", "error": {}}, "{oops"))
    done = cpx("caption", {"id": "a", "error": {}}, {"id": "b", "error": {}}, "-o", "out.jsonl", "--resume")
    assert done.code == 0
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["a", "b"]


def test_strict_and_all_failed_exit_1_and_some_failed_exit_0(cpx):
    good, bad = {"id": "a", "code": "import matplotlib.pyplot as plt; plt.plot([1, 2])"}, {"id": "b"}
    assert cpx("exec", good, bad).code == 0
    assert cpx("exec", good, bad, "--strict").code == 1
    assert cpx("exec", bad).code == 1


def test_memory_does_not_grow_with_the_input(start, tmp_path):
    process = start("caption", stdout=open(os.devnull, "wb"))
    chunk = lines(*[{"id": "a", "error": {}, "ballast": "x" * 10_000}] * 100)
    peaks = []
    for _ in range(60):
        process.stdin.write(chunk)
        process.stdin.flush()
        peaks.append(int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * 4)
    assert peaks[-1] - peaks[20] < 8_000  # KiB, while 40 MB went through


@every
@pytest.mark.parametrize(
    "wrong",
    [
        {"exec": None},
        {"exec": "ok"},
        {"source": "textbook"},
        {"source": None},
        {"trace": 7},
        {"facts": []},
        {"image": 5},
        {"reference": 7},
        {"perception": "x"},
    ],
)
def test_a_field_of_another_type_never_stops_the_run(cpx, drawn, command, wrong):
    done = cpx(command, {**record(command, drawn), **wrong}, {"id": "after", "error": {"stage": "s", "kind": "k", "message": "m"}})
    assert [seed(out) for out in done.records] == ["parabola", "after"]
    assert "Traceback" not in done.err


@every
def test_an_error_of_null_is_none(cpx, drawn, command):
    (out,) = cpx(command, {**record(command, drawn), "error": None}).records
    assert ADDS[command] in out


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "nowhere"])
def test_an_output_that_cannot_be_replaced_whole_is_refused_and_kept(cpx, tmp_path, kind):
    place = {"fifo": tmp_path / "fifo", "device": Path("/dev/null"), "folder": tmp_path, "nowhere": tmp_path / "no" / "out.jsonl"}[kind]
    if kind == "fifo":
        os.mkfifo(place)
    before = place.lstat() if place.exists() else None
    for done in (cpx("caption", "-o", str(place)), cpx("view", "-o", str(place))):
        assert (done.code, done.out) == (2, b"")
        assert "Traceback" not in done.err
    assert (place.lstat() if place.exists() else None) == before


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_an_output_named_like_stdout_goes_there(cpx, tmp_path, name):
    errored = {"id": "a", "error": {"message": "cut off"}}
    assert cpx("caption", errored, "-o", name).records == [errored]
    page = cpx("view", errored, "-o", name)
    assert page.out.endswith(b"</html>\n")
    assert b"cut off" in page.out
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_what_cannot_share_stdout_with_the_records_wants_a_file(cpx, tmp_path, name):
    done = cpx("filter", {"id": "a", "error": {}}, "--rejects", name)
    assert (done.code, done.out) == (2, b"")
    assert "--rejects cannot go to stdout; name a file" in done.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["caption", "view"])
def test_a_pipe_under_another_name_is_no_file(tmp_path, command):
    piped = f"set -o pipefail; {BIN}/cpx-{command} < /dev/null -o /dev/fd/3 3>&1 | cat"
    done = subprocess.run(["bash", "-c", piped], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "/dev/fd/3 is no regular file; send the output there with >" in done.stderr


def test_an_output_behind_a_link_is_written_where_the_link_points(cpx, tmp_path):
    (tmp_path / "real.jsonl").write_text("old\n")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    cpx("caption", {"id": "a", "error": {}}, "-o", "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "real.jsonl").read_text()) == {"id": "a", "error": {}}


def test_a_page_never_replaces_its_records(cpx, tmp_path):
    (tmp_path / "icc.jsonl").write_bytes(lines({"id": "a"}))
    done = cpx("view", "icc.jsonl", "-o", "icc.jsonl")
    assert done.code == 2
    assert (tmp_path / "icc.jsonl").read_bytes() == lines({"id": "a"})


@pytest.mark.parametrize(
    ("command", "options", "named"),
    [
        ("filter", "--rejects in.jsonl in.jsonl", "FILE and --rejects"),
        ("filter", "--rejects link.jsonl in.jsonl", "FILE and --rejects"),
        ("filter", "--against in.jsonl --rejects ./in.jsonl", "--against and --rejects"),
        ("filter", "--rejects new.jsonl -o new.jsonl in.jsonl", "--rejects and --output"),
        ("caption", "in.jsonl -o in.jsonl", "FILE and --output"),
        ("caption", "in.jsonl --usage new.jsonl -o new.jsonl", "--usage and --output"),
        ("caption", "in.jsonl --cache new -o new", "--cache and --output"),
        ("perceive", "in.jsonl -o in.jsonl", "SRC and --output"),
        ("eval", "in.jsonl --report new.html -o new.html", "--report and --output"),
        ("eval", "--versus in.jsonl -o in.jsonl", "--versus and --output"),
    ],
)
def test_a_file_is_never_written_over_by_the_command_that_was_given_it(cpx, tmp_path, command, options, named):
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "a"}))
    (tmp_path / "link.jsonl").symlink_to("in.jsonl")
    done = cpx(command, *options.split())
    assert (done.code, done.out) == (2, b"")
    assert f"{named} are one file" in done.err
    assert (tmp_path / "in.jsonl").read_bytes() == lines({"id": "a"})
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "link.jsonl"}


def test_what_the_shell_puts_in_the_place_of_stdin_and_stdout_counts_too(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "a"}))
    for end in ("--rejects in.jsonl < in.jsonl", "--rejects out.jsonl in.jsonl > out.jsonl"):
        done = subprocess.run(["bash", "-c", f"{BIN}/cpx-filter {end}"], cwd=tmp_path, env=environment(), capture_output=True, text=True)
        assert done.returncode == 2
        assert "are one file" in done.stderr
    assert (tmp_path / "in.jsonl").read_bytes() == lines({"id": "a"})


def test_several_outputs_may_go_into_the_void(cpx):
    assert cpx("filter", {"id": "a", "error": {}}, "--rejects", "/dev/null", "--usage", "/dev/null").code == 0


def test_two_runs_cannot_write_one_output(start, cpx):
    first = start("caption", "-o", "out.jsonl")
    first.stdin.write(lines({"id": "a", "error": {}}))
    first.stdin.flush()
    while not (Path(f"/proc/{first.pid}/cwd") / "out.jsonl.journal").exists():
        time.sleep(0.02)
    second = cpx("caption", {"id": "b", "error": {}}, "-o", "out.jsonl", "--resume")
    assert second.code == 2
    assert "another run is writing" in second.err


@pytest.mark.parametrize(
    ("closed", "code"), [("<&-", 0), (">&-", 5), ("2>&-", 0), ("<&- >&- 2>&-", 0)], ids=["stdin", "stdout", "stderr", "all"]
)
def test_closed_standard_streams_are_no_surprise(tmp_path, closed, code):
    given = f'echo \'{{"id": "a", "error": {{}}}}\' | {BIN}/cpx-caption {closed}'
    done = subprocess.run(["bash", "-c", given], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_program_of_another_name_lists_the_commands():
    done = subprocess.run([BIN / "cpx", "--help"], capture_output=True, text=True, env=environment())
    assert done.returncode == 2
    assert "cpx-exec" in done.stderr


def test_what_a_library_prints_while_it_loads_is_no_record(tmp_path):
    (tmp_path / "vllm.py").write_text("print('INFO: loading')\nraise ImportError('no CUDA', name='cuda')\n")
    ours = environment(PYTHONPATH=str(tmp_path))
    done = subprocess.run([BIN / "cpx-caption", "--model", "vllm:x"], input=b"", capture_output=True, env=ours, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"INFO: loading" in done.stderr


def test_a_file_that_cannot_be_reached_is_refused_in_words(cpx):
    for option in ("-o", "--rejects"):
        done = cpx("filter", {"id": "a", "error": {}}, option, "a" * 300)
        assert done.code in (2, 4, 5)
        assert "Traceback" not in done.err
