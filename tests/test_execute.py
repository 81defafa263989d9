"""cpx-exec and cpx-trace as users meet them: what becomes of a script, its picture and its record."""

import subprocess

import pytest
from PIL import Image

from conftest import BIN, environment, lines
from cpx.sandbox import pixel_hash

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 4, 9])\nplt.show()\n"
TWO = "import matplotlib.pyplot as plt\nfor n in (1, 2):\n    plt.figure(figsize=(n, 1))\n    plt.plot([n, 4])\nplt.show()\n"


def test_a_picture_is_named_by_its_pixels(cpx, tmp_path):
    (out,) = cpx("exec", {"id": "a", "code": PLOT}).records
    picture = Image.open(tmp_path / out["image"]).convert("RGBA")
    assert out["image"] == f"images/{out['exec']['pixels'][:2]}/{out['exec']['pixels']}.png"
    assert out["exec"]["pixels"] == pixel_hash(picture.width, picture.height, picture.tobytes())
    assert out["exec"]["size"] == [640, 480]


def test_the_same_script_gives_the_same_bytes_again_and_for_any_jobs(cpx):
    records = [
        {"id": str(n), "code": f"import random\n{PLOT}plt.plot([random.random() for _ in range({n + 2})])\nplt.show()"} for n in range(6)
    ]
    assert cpx("exec", *records, "-j", "1").out == cpx("exec", *records, "-j", "4").out


@pytest.mark.parametrize(
    ("code", "why", "said", "line"),
    [
        ("x = 1\nraise ValueError('odd')", "error", "ValueError: odd", 2),
        ("x = 1\nif x:\nprint(x)", "error", "IndentationError", 3),
        ("def f():\n    return {}['a']\n\nf()", "error", "KeyError: 'a'", 2),
        ("import no_such_library", "error", "no_such_library", 1),
        ("while True: pass", "timeout", "", None),
        ("import time\ntime.sleep(60)", "timeout", "", None),
        ("a = []\nwhile True: a.append(bytearray(1 << 24))", "memory", "", 2),
        ("x = 1", "no-figure", "", None),
        ("import matplotlib.pyplot as plt\nplt.figure()\nplt.show()", "blank", "", None),
        ("import matplotlib.pyplot as plt\nplt.figure(figsize=(900, 900))\nplt.plot([1])\nplt.show()", "oversize", "", None),
        ("import os\nos._exit(3)", "killed", "", None),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "killed", "", None),
        ("import sys\nsys.exit('no data')", "error", "no data", 2),
        (r"""import matplotlib.pyplot as plt
plt.title(r"$\frac{1$")
plt.show()""", "error", "ValueError", 3),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_a_finding_with_reason_message_and_line(cpx, code, why, said, line):
    done = cpx("exec", {"id": "a", "code": code}, {"id": "b", "code": PLOT}, "--timeout", "1", "--memory", "512")
    found, after = done.records
    assert done.code == 0
    assert (found["exec"]["ok"], found["exec"]["why"]) == (False, why)
    assert said in found["exec"]["message"]
    assert line is None or found["exec"]["line"] == line
    assert "image" not in found
    assert after["exec"]["ok"]


def test_the_picture_so_far_of_a_failing_script_is_partial_and_never_the_image(cpx, tmp_path):
    (out,) = cpx("exec", {"id": "a", "code": PLOT.replace("plt.show()", "1 / 0")}).records
    assert out["exec"]["why"] == "error"
    assert Image.open(tmp_path / out["exec"]["partial"]).size == (640, 480)
    assert "image" not in out


def test_figures_says_which_become_images(cpx):
    first, last, both = (cpx("exec", {"id": "a", "code": TWO}, "--figures", which).records for which in ("first", "last", "all"))
    assert [out["exec"]["size"] for out in (first[0], last[0])] == [[100, 100], [200, 100]]
    assert [(out["id"], out["exec"]["size"], out["exec"]["figures"]) for out in both] == [("a/1", [100, 100], 2), ("a/2", [200, 100], 2)]


def test_dpi_is_ours_and_the_crop_is_the_scripts(cpx):
    saved = PLOT.replace("plt.show()", "plt.savefig('a.png', dpi=30, bbox_inches='tight', facecolor='yellow')")
    (whole,) = cpx("exec", {"id": "a", "code": PLOT}, "--dpi", "200").records
    (tight,) = cpx("exec", {"id": "a", "code": saved}, "--dpi", "200").records
    assert whole["exec"]["size"] == [1280, 960]
    assert tight["exec"]["size"][0] < 1280
    assert tight["trace"]["face"] == "#ffff00"


def test_an_image_that_comes_in_becomes_the_seed(cpx):
    (out,) = cpx("exec", {"id": "a", "code": PLOT, "image": "seed.png", "source": {"licence": "CC0"}}).records
    assert out["source"] == {"licence": "CC0", "seed": {"id": "a", "image": "seed.png"}}
    assert out["image"].startswith("images/")


def test_running_again_replaces_the_first_run(cpx):
    (once,) = cpx("exec", {"id": "a", "code": PLOT}).records
    (again,) = cpx("exec", {**once, "code": "1/0"}).records
    assert "image" not in again
    assert "trace" not in again
    assert "source" not in again


@pytest.mark.parametrize(("record", "said"), [({}, "no `code`"), ({"code": 7}, "int, not a string"), ({"code": None}, "no `code`")])
def test_a_record_without_code_carries_an_error(cpx, record, said):
    done = cpx("exec", {"id": "a", **record})
    assert done.records[0]["error"]["kind"] == "no-code"
    assert said in done.records[0]["error"]["message"]


@pytest.mark.parametrize("folder", ["/proc/images", "/dev/null/images"])
def test_a_folder_that_cannot_be_written_stops_it_before_time_is_spent(cpx, folder):
    done = cpx("exec", {"id": "a", "code": PLOT}, "--images", folder)
    assert (done.code, done.out) == (5, b"")
    assert f"cannot write pictures into {folder}" in done.err


def test_a_disk_that_fills_up_stops_it_resumably(tmp_path):
    (tmp_path / "images").mkdir()
    records = [
        {
            "id": str(n),
            "code": f"import matplotlib.pyplot as plt\nimport numpy as np\nplt.imshow(np.random.rand(300, 300 + {n}))\nplt.show()",
        }
        for n in range(12)
    ]
    (tmp_path / "in.jsonl").write_bytes(lines(*records))
    mount = "mount -t tmpfs -o size=600k none images && "
    run = f"{BIN}/cpx-exec in.jsonl -o out.jsonl -j 1"
    shell = subprocess.run(["unshare", "-rm", "sh", "-c", mount + run], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    if "unshare" in shell.stderr or "mount:" in shell.stderr:
        pytest.skip("no user namespaces here")
    before = (tmp_path / "out.jsonl.part").read_bytes()
    done = subprocess.run(f"{run} --resume", shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert (shell.returncode, done.returncode) == (5, 0)
    assert "No space left on device" in shell.stderr
    assert (tmp_path / "out.jsonl").read_bytes().startswith(before)
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 12


def test_trace_adds_what_exec_would_have_traced(cpx):
    records = [{"id": "a", "code": PLOT}]
    (full,) = cpx("exec", *records).records
    (bare,) = cpx("exec", *records, "--no-trace").records
    (traced,) = cpx("trace", bare).records
    assert "trace" not in bare
    assert traced == full


def test_trace_finds_the_right_figure_and_dpi_of_a_child(cpx):
    bare = cpx("exec", {"id": "a", "code": TWO}, "--figures", "all", "--no-trace", "--dpi", "150").records
    assert [out["trace"]["size"] for out in cpx("trace", *bare).records] == [[150, 150], [300, 150]]


def test_trace_takes_a_record_that_was_drawn_elsewhere(cpx):
    (out,) = cpx("trace", {"id": "a", "image": "theirs.png", "code": PLOT}).records
    assert out["image"] == "theirs.png"
    assert any(element["kind"] == "line" for element in out["trace"]["elements"])


def test_trace_refuses_other_pixels(cpx):
    (bare,) = cpx("exec", {"id": "a", "code": PLOT}, "--no-trace").records
    (out,) = cpx("trace", {**bare, "code": PLOT.replace("9", "8")}).records
    assert out["error"]["kind"] == "other-pixels"
    assert "trace" not in out


def test_no_script_reaches_our_files_or_keys(cpx, tmp_path):
    (tmp_path / "secret.txt").write_text("s3cret")
    code = f"""import os, matplotlib.pyplot as plt
try:
    found = open({str(tmp_path / "secret.txt")!r}).read()
except OSError as error:
    found = 'blocked'
plt.title(found + str('OPENAI_API_KEY' in os.environ))
plt.plot([1, 2])
plt.show()"""
    (out,) = cpx("exec", {"id": "a", "code": code}).records
    assert [axes["title"] for axes in out["trace"]["axes"]] == ["blockedFalse"]
    assert out["exec"]["sandbox"]["landlock"] >= 1
    assert out["exec"]["sandbox"]["seccomp"] is True


def test_no_file_is_left_behind(tmp_path):
    (tmp_path / "temporary").mkdir()
    command = [BIN / "cpx-exec", "--images", tmp_path / "images"]
    own = environment(TMPDIR=str(tmp_path / "temporary"))
    done = subprocess.run(
        command, input=lines({"id": "a", "code": PLOT}), capture_output=True, env=own, cwd=tmp_path, timeout=60, check=True
    )
    assert b'"ok":true' in done.stdout
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_span_of_looks_is_drawn_from_the_id_and_recorded(cpx, tmp_path):
    records = [{"id": name, "code": PLOT} for name in "abc"]
    options = ("--dpi", "80:160", "--margin", "2:8", "--paper")
    found, again = cpx("exec", *records, *options).records, cpx("exec", *reversed(records), *options).records
    assert found == again[::-1]
    assert len({out["exec"]["dpi"] for out in found}) > 1
    for out in found:
        assert out["trace"]["size"] == out["exec"]["size"] == list(Image.open(tmp_path / out["image"]).size)
        assert out["image"].endswith(".jpg")
        assert set(out["exec"]["look"]) == {"margin", "paper"}


def test_trace_knows_the_margin_of_a_look(cpx):
    options = ("--dpi", "80:160", "--margin", "2:8", "--paper")
    (full,) = cpx("exec", {"id": "a", "code": PLOT}, *options).records
    (bare,) = cpx("exec", {"id": "a", "code": PLOT}, *options, "--no-trace").records
    assert cpx("trace", bare).records == [full]


@pytest.mark.parametrize("wrong", ["abc", "200:80", "5", "80:9000"])
def test_a_span_that_is_none_is_a_usage_error(cpx, wrong):
    done = cpx("exec", {"id": "a", "code": PLOT}, "--dpi", wrong)
    assert done.code == 2
    assert "--dpi" in done.err
