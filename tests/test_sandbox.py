"""What becomes of honest scripts: which figures are taken, with whose looks, and what a failure says; and that nothing is left behind."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from cpx.errors import Missing
from cpx.sandbox import Drawing, Limits, Result, Sandbox, font, pool
from test_confine import children

CHILD = Path(__file__).parents[1] / "src/cpx/sandbox/child"
PLT = "import matplotlib.pyplot as plt\n"


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(limits=Limits(seconds=3.0)) as box:
        yield box


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Where the sandboxes of this test keep their files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def run(box: Sandbox):
    def run(code: str, figures: str = "first", dpi: float = 100) -> Result:
        return box.run(textwrap.dedent(code), dpi=dpi, figures=figures)

    return run


def image(drawing: Drawing) -> np.ndarray:
    """Rows x columns x RGBA."""
    return np.frombuffer(drawing.rgba, np.uint8).reshape(drawing.height, drawing.width, 4)


def colours(result: Result) -> list[tuple[int, ...]]:
    """The top left pixel of each drawing."""
    return [tuple(image(drawing)[0, 0][:3].tolist()) for drawing in result.drawings]


RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
PAGES = PLT + "def page(colour):\n    figure = plt.figure(figsize=(1, 1), facecolor=colour)\n    plt.plot([1, 2])\n    return figure\n"


# which figures are taken


@pytest.mark.parametrize(
    "end",
    [
        "plt.savefig('a.png')",
        "plt.savefig('a.pdf', dpi=300)",
        "plt.savefig('/no/such/folder/a.png')",
        "plt.gcf().savefig('a')",
        "plt.show()",
        "plt.gcf().show()",
        "plt.close()",
        "plt.close('all')",
        "plt.pause(5)",
        "pass",
        "plt.gcf().canvas.print_figure('a.png')",
        "plt.gcf().canvas.print_png('a.png')",
        "import io; plt.savefig(io.BytesIO())",
        "from matplotlib.backends.backend_pdf import PdfPages\nwith PdfPages('a.pdf') as pdf: pdf.savefig()",
        "plt.savefig('a.png'); plt.show(); plt.savefig('b.svg'); plt.close()",
    ],
)
def test_a_figure_is_taken_once_however_the_script_ends_it(run, end):
    result = run(PAGES + "page('red')\n" + end, figures="all")
    assert (result.ok, result.why, result.figures) == (True, None, 1), result.message
    assert colours(result) == [RED]


@pytest.mark.parametrize(("figures", "expected"), [("first", [RED]), ("last", [BLUE]), ("all", [RED, GREEN, BLUE])])
def test_first_last_all(run, figures, expected):
    result = run(PAGES + "for colour in ('red', 'lime', 'blue'): page(colour)\nplt.show()", figures=figures)
    assert colours(result) == expected
    assert result.figures == 3
    assert [drawing.number for drawing in result.drawings] == {"first": [1], "last": [3], "all": [1, 2, 3]}[figures]


def test_a_figure_that_changed_since_it_was_saved_is_another_picture(run):
    code = PAGES + "f = page('red')\nf.savefig('1')\nf.savefig('same')\nf.set_facecolor('lime')\nf.savefig('2')\nplt.show()"
    assert colours(run(code, figures="all")) == [RED, GREEN]


def test_a_figure_without_pyplot_is_taken_when_it_is_saved(run):
    code = """
        from matplotlib.figure import Figure
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        figure = Figure(figsize=(1, 1), facecolor="red")
        FigureCanvasAgg(figure)
        figure.subplots().plot([1, 2])
        figure.savefig("a.png")
    """
    assert colours(run(code)) == [RED]


def test_a_figure_that_is_only_drawn_into_memory_is_taken(run):
    code = """
        import numpy as np
        from matplotlib.figure import Figure
        figure = Figure(figsize=(1, 1), facecolor="red")
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        canvas = FigureCanvasAgg(figure)
        figure.subplots().plot([1, 2])
        canvas.draw()
        print(np.asarray(canvas.buffer_rgba()).shape)
    """
    assert colours(run(code)) == [RED]


def test_many_figures_do_not_pile_up(run):
    loop = "for n in range(60):\n    plt.figure(figsize=(30, 30)).canvas.draw()\n    plt.plot([1])\n    plt.close()"
    result = run(PLT + loop)
    assert (result.ok, result.figures) == (True, 60), result.message


def test_an_empty_figure_is_passed_over_for_the_one_that_was_drawn(run):
    result = run(PAGES + "plt.figure(facecolor='lime')\npage('red')\nplt.show()", figures="all")
    assert colours(result) == [RED]


def test_an_animation_shows_its_first_frame(run):
    code = """
        import matplotlib.pyplot as plt
        from matplotlib.animation import FuncAnimation
        figure = plt.figure(figsize=(1, 1))
        def update(frame): figure.set_facecolor((1, 0, 0) if frame == 0 else (0, 1, 0))
        animation = FuncAnimation(figure, update, frames=5, init_func=lambda: [])
        plt.plot([1, 2])
        plt.show()
    """
    result = run(code, figures="all")
    assert (colours(result), result.figures) == ([RED], 1)


def test_an_animation_that_is_saved_is_one_figure(run):
    code = """
        import matplotlib.pyplot as plt
        from matplotlib.animation import FuncAnimation
        figure, axes = plt.subplots(figsize=(1, 1))
        FuncAnimation(figure, lambda n: axes.plot([n, 1]), frames=4).save("a.gif", writer="pillow")
        import os
        print(os.path.getsize("a.gif") > 100)
    """
    result = run(code, figures="all")
    assert (result.stdout, result.figures, len(result.drawings)) == ("True\n", 1, 1)


# with whose looks


def test_the_authors_crop_and_colours_are_kept_and_our_resolution(run):
    code = PLT + "plt.figure(figsize=(4, 3), dpi=37)\nplt.text(0.5, 0.5, 'x')\nplt.axis('off')\n"
    plain, double = run(code).drawings[0], run(code, dpi=200).drawings[0]
    cropped = run(code + "plt.savefig('a', bbox_inches='tight', pad_inches=0, dpi=900, facecolor='red')").drawings[0]
    clear = run(code + "plt.savefig('a', transparent=True)").drawings[0]
    assert (plain.width, plain.height, double.width, double.height) == (400, 300, 800, 600)
    assert cropped.width < 400
    assert tuple(image(cropped)[0, 0]) == (255, 0, 0, 255)
    assert image(clear)[0, 0, 3] == 0


def test_a_picture_has_the_pixels_that_a_plain_interpreter_draws(run, tmp_path):
    code = PLT + "plt.plot([1, 4, 9], label='$x^2$')\nplt.legend()\nplt.title('Squares')\nplt.savefig('a.png', dpi=100)\n"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, env={"MPLBACKEND": "Agg", "HOME": str(tmp_path)})
    from PIL import Image

    assert np.array_equal(np.asarray(Image.open(tmp_path / "a.png").convert("RGBA")), image(run(code).drawings[0]))


def test_a_script_that_reads_its_own_picture_finds_it(run):
    code = PLT + "plt.plot([1, 2])\nplt.savefig('a.png', dpi=50)\nprint(plt.imread('a.png').shape)\n"
    assert run(code).stdout == "(240, 320, 4)\n"


def test_chinese_is_drawn_whatever_the_family_and_in_mathematics(run):
    for family in ("sans-serif", "DejaVu Serif", "SimHei", "no such family"):
        result = run(PLT + f"plt.rcParams['font.family'] = {family!r}\nplt.title(r'面积 $\\mathrm{{圆}}\\;S = \\pi r^2$')\nplt.plot([1])")
        assert (result.ok, result.missing_glyphs) == (True, None)


def test_a_character_that_no_font_has_is_named(run):
    assert run(PLT + "plt.title('ok \\U00012000')\nplt.plot([1, 2])").missing_glyphs == "\U00012000"


def test_latin_text_is_the_same_with_and_without_the_chinese_font(run):
    title = r"plt.title('Áéßøλ Ω ≤ ∞ → “quoted” fi $\int_0^1 \sqrt{x}$'); plt.plot([1, 2]); plt.xlabel('x', family='serif')" + "\n"
    stock = PLT + "from matplotlib.font_manager import FontManager as F\n"
    stock += "find = F._find_fonts_by_props.__closure__[0].cell_contents\nF._find_fonts_by_props = find\n"
    assert run(PLT + title).drawings[0].pixels == run(stock + title).drawings[0].pixels


# what a script may be


@pytest.mark.parametrize(
    "code",
    [
        "from __future__ import annotations\n" + PAGES + "page('red')",
        "# -*- coding: latin-1 -*-\n" + PAGES + "page('red')\nplt.title('é')",
        "\ufeff" + PAGES + "page('red')",
        (PAGES + "page('red')").replace("\n", "\r\n"),
        PAGES + "if __name__ == '__main__': page('red')",
        PAGES + "import matplotlib\nmatplotlib.use('TkAgg')\nplt.switch_backend('QtAgg')\npage('red')\nplt.show()",
        PAGES + "import sys\npage('red')\nsys.exit(0)",
        PAGES + "import sys\npage('red')\nsys.exit()",
        PAGES + "import threading\nt = threading.Thread(target=page, args=('red',))\nt.start()\nt.join()",
        PAGES + "try: input('name? ')\nexcept EOFError: page('red')",
        PAGES + "import os\nos.chdir(os.path.dirname(__file__))\npage('red')",
        PAGES + "open('colours.py', 'w').write('one = \"red\"')\nimport colours\npage(colours.one)",
        PAGES + "import tempfile\nwith tempfile.NamedTemporaryFile() as f: page('red')",
        PAGES + "import pickle\nclass A: pass\npickle.loads(pickle.dumps(A()))\npage('red')",
        PAGES + "import inspect\ndef f(): return 1\nassert 'return 1' in inspect.getsource(f)\npage('red')",
        PAGES + "import shutil\nopen('a', 'w').write('x')\nshutil.copy('a', 'b')\nshutil.copy2('a', 'c')\npage('red')",
        PAGES + "page('red')\nplt.ginput(1)\nplt.waitforbuttonpress()",
        PAGES + "from matplotlib.widgets import Slider\nf = page('red')\nSlider(f.add_axes([0.2, 0.2, 0.5, 0.1]), 'a', 0, 1)\nplt.show()",
        PAGES + "import scipy.optimize, scipy.stats\npage('red')",
        PAGES + "import sys, io\nprint('x')\nsys.stdout.close()\nsys.stdout = None\npage('red')",
        PAGES + "import warnings, logging\nwarnings.warn('w')\nlogging.warning('w')\npage('red')",
    ],
)
def test_a_script_runs_as_under_a_plain_interpreter(run, code):
    result = run(code)
    assert result.ok, result.message
    assert colours(result) == [RED]


def test_scripts_without_a_seed_draw_the_same_each_time_and_not_all_alike(run):
    code = """
        import random, numpy as np
        print(random.random(), np.random.rand(), np.random.default_rng().random(), np.random.default_rng().random(), hash("a"))
    """
    first, second = run(code).stdout, run(code).stdout
    assert first == second
    assert len(set(first.split())) == 5


# what a failure says


@pytest.mark.parametrize(
    ("code", "why", "message", "line"),
    [
        ("x = 1\nraise ValueError('no')", "error", "ValueError: no", 2),
        ("def f():\n    return 1 / 0\n\nf()", "error", "ZeroDivisionError: division by zero", 2),
        (PLT + "plt.plot([1, 2], [1])", "error", "ValueError: x and y must have same first dimension", 2),
        (PLT + "plt.title('$\\\\frac{1$')\n\nplt.savefig('a')", "error", "ValueError:", 4),
        ("x = 1\ndef f(:\n", "error", "SyntaxError: invalid syntax", 2),
        ("x = 1\n  y = 2", "error", "IndentationError: unexpected indent", 2),
        ("x = '\\ud800", "error", "SyntaxError", 1),
        ("x = 1\0", "error", "", None),
        ("import sys\nsys.exit('bad')", "error", "SystemExit: bad", 2),
        ("raise KeyboardInterrupt", "error", "KeyboardInterrupt", 1),
        ("import numpy as np\nnp.ones(1 << 40)", "memory", "", 2),
        ("import os\nos._exit(0)", "killed", "it ended its own process, with exit code 0", None),
        ("import ctypes\nctypes.string_at(0)", "killed", "Segmentation fault", None),
        ("x = 1", "no-figure", "it drew no figure with matplotlib", None),
        (PLT + "plt.figure()", "blank", "the page is of one colour", None),
        (PLT + "plt.figure(figsize=(99, 99))\nplt.plot([1])", "oversize", "the figure would be 9900 x 9900 pixels", None),
        (PLT + "plt.figure(figsize=(4, 3))\nplt.text(90, 90, 'x')\nplt.savefig('a', bbox_inches='tight')", "oversize", "", None),
        (PLT + "plt.rcParams['text.usetex'] = True\nplt.title('x')\nplt.show()", "error", "RuntimeError: text.usetex needs LaTeX", 4),
        ("import subprocess\nsubprocess.run(['true'])", "error", "PermissionError: [Errno 1] Operation not permitted (the sandbox st", 2),
        ("import urllib.request\nurllib.request.urlopen('http://a.example')", "error", "URLError", 2),
        ("x = 1\ny = '\udc80'", "error", "SyntaxError: '\\udc80' is half of a character", 2),
        ("import time\ntime.sleep(60)", "timeout", "stopped after 12 s by the clock", None),
        ("raise OSError(__file__)", "error", "OSError: ./script.py", 1),
        ("open('data.csv')", "error", "FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'", 1),
    ],
)
def test_a_failure_has_its_reason_its_message_and_its_line(run, code, why, message, line):
    result = run(code)
    assert (result.ok, result.why, result.line) == (False, why, line), result.message
    assert result.message.startswith(message)
    assert result.drawings == []


def test_a_file_outside_is_said_to_be_outside(run):
    assert run("open('/etc/passwd')").message.endswith("'/etc/passwd' (the sandbox shows a script its own folder only)")


@pytest.mark.parametrize("call", ["socket.create_connection(('a.example', 80))", "socket.socket(socket.AF_INET)"])
def test_there_is_said_to_be_no_network(run, call):
    assert run(f"import socket\n{call}").message.endswith("(the sandbox starts no processes and opens no connections)")


def test_a_library_that_is_not_installed_is_no_fault_of_the_script(run):
    result = run("import cartopy_that_is_not_there.crs")
    assert result.message == "ModuleNotFoundError: No module named 'cartopy_that_is_not_there' (not installed here)"


@pytest.mark.parametrize("end", ["1 / 0", "import os; os._exit(0)", "while True: pass"])
def test_what_a_failing_script_had_drawn_is_partial(run, end):
    result = run(PAGES + "page('red')\nplt.savefig('a.png')\n" + end)
    assert not result.ok
    assert result.drawings == []
    assert tuple(image(result.partial)[0, 0][:3]) == RED


def test_a_tracer_that_stumbles_costs_the_trace_and_not_the_picture(run):
    fault = """
        from matplotlib.figure import Figure
        keeper = Figure.show.__closure__[0].cell_contents.keep
        keeper.__func__.__globals__["artists"].trace = lambda figure, renderer: {}["gone"]
    """
    result = run(textwrap.dedent(fault) + PAGES + "page('red')")
    assert colours(result) == [RED]
    assert (result.drawings[0].trace, result.message) == (None, "the trace was lost: KeyError: 'gone'")


def test_a_false_trace_is_dropped_and_the_picture_kept(run):
    fault = """
        from matplotlib.figure import Figure
        keeper = Figure.show.__closure__[0].cell_contents.keep
        class Forged:
            trace, parts = {"elements": "none", "evil": [[[]]]}, {}
        keeper.__func__.__globals__["artists"].trace = lambda figure, renderer: Forged
    """
    result = run(textwrap.dedent(fault) + PAGES + "page('red')")
    assert colours(result) == [RED]
    assert (result.drawings[0].trace, result.message) == (None, "the trace was lost: it has another shape than a trace")


def test_every_picture_has_its_trace(run):
    drawing = run(PLT + "plt.plot([1, 2])\nplt.title('T')\nplt.show()").drawings[0]
    assert drawing.trace["size"] == [drawing.width, drawing.height]
    assert [element["line"] for element in drawing.trace["elements"] if element["kind"] == "line" and element.get("role") == "data"] == [2]


# the pool


def test_nothing_is_started_before_the_first_script_and_nothing_stays(folder):
    with Sandbox() as box:
        assert children(folder) == set()
        box.run(PLT)
        assert len(children(folder)) == 1
    assert children(folder) == set()
    assert list(folder.iterdir()) == []


def test_many_jobs_at_a_time():
    with Sandbox(jobs=48, trace=False) as box:
        futures = [box.submit("x = 1") for _ in range(60)]
        assert {future.result().why for future in futures} == {"no-figure"}


def test_it_can_be_used_from_many_tasks(box):
    async def several() -> list[Result]:
        return await asyncio.gather(*(box.arun(PLT + f"plt.plot([1, {n}])\nprint({n})") for n in range(12)))

    assert [result.stdout for result in asyncio.run(several())] == [f"{n}\n" for n in range(12)]


def test_close_stops_running_scripts_at_once():
    start = time.monotonic()
    box = Sandbox()
    box.run("pass")
    futures = [box.submit("import time\ntime.sleep(60)") for _ in range(5)]
    time.sleep(0.2)
    box.close()
    assert all(future.done() for future in futures)
    assert time.monotonic() - start < 8
    with pytest.raises(RuntimeError):
        box.submit("pass")


def test_a_server_that_dies_is_replaced_and_its_scripts_are_tried_again(folder):
    with Sandbox() as box:
        assert box.run(PLT + "plt.plot([1, 2])").ok
        (server,) = children(folder)
        future = box.submit("import time\ntime.sleep(0.5)\n" + PLT + "plt.plot([1, 2])")
        time.sleep(0.3)
        os.kill(server, signal.SIGKILL)
        assert future.result().ok


def test_killed_outright_we_leave_no_process_and_no_file_within_a_second(tmp_path):
    code = "from cpx.sandbox import Sandbox\nbox = Sandbox()\nbox.run('pass')\n"
    code += "[box.submit('while True: pass') for _ in range(2)]\nimport time; time.sleep(0.3); print('up', flush=True); time.sleep(60)"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(CHILD.parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) as ours:
        assert ours.stdout.readline() == b"up\n"
        running = len(children(tmp_path))
        ours.kill()
    time.sleep(1)
    assert running == 3
    assert children(tmp_path) == set()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", [0.02, 0.1, 0.3, 0.5, 0.8, 1.2])
def test_killed_while_a_server_starts_we_leave_nothing_either(tmp_path, moment):
    code = "from cpx.sandbox import Sandbox\nprint('up', flush=True)\nSandbox().run('while True: pass')"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(CHILD.parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) as ours:
        assert ours.stdout.readline() == b"up\n"
        time.sleep(moment)
        ours.kill()
    time.sleep(1)
    assert children(tmp_path) == set()
    assert list(tmp_path.iterdir()) == []


def test_the_child_runs_where_cpx_cannot_be_imported(tmp_path):
    shutil.copytree(CHILD, tmp_path / "child", ignore=shutil.ignore_patterns("__pycache__"))
    code = "import sys; sys.modules['cpx'] = None; sys.argv = ['x']\n"
    code += f"sys.path[0] = {str(tmp_path / 'child')!r}\nimport server, warm, job, confine, scratch\n"
    code += f"print(sorted(warm.up({font.chinese()!r})))"
    environment = {"MPLCONFIGDIR": str(tmp_path), "MPL_IGNORE_SYSTEM_FONTS": "1", "MPLBACKEND": "Agg", "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "['freetype', 'matplotlib', 'numpy', 'python']\n", done.stderr


# libraries that take long to load


# A library's filter for its own warnings (SymPy's) concerns nobody else.
STATE = """
import scipy.stats
import random, sys, threading, warnings, numpy as np, matplotlib
import matplotlib.pyplot as plt
from matplotlib import colormaps, projections, scale, units
print(sorted(colormaps), projections.get_projection_names(), scale.get_scale_names(), [k.__name__ for k in units.registry])
print(sorted(map(str, matplotlib.rcParams.items())), np.get_printoptions(), np.geterr(), sys.getrecursionlimit(), threading.active_count())
kept = sorted(str(rule) for rule in set(warnings.filters) if rule[2].__module__ == 'builtins')
print(random.random(), np.random.rand(), scipy.stats.norm.rvs(), kept)
plt.hist(scipy.stats.norm.rvs(size=50), bins=9)
"""


def test_what_is_loaded_beforehand_changes_nothing_that_a_script_sees(monkeypatch):
    with Sandbox(jobs=1) as box:
        loaded = box.run(STATE)
    monkeypatch.setattr(pool, "HEAVY", ())
    with Sandbox(jobs=1) as box:
        itself = box.run(STATE)
    assert (loaded.ok, loaded.stdout) == (True, itself.stdout), loaded.message
    assert loaded.drawings[0].pixels == itself.drawings[0].pixels
    assert loaded.cpu < itself.cpu


@pytest.mark.parametrize(
    ("line", "heavy"),
    [
        ("import scipy", True),
        ("    from scipy.stats import norm", True),
        ("import numpy as np, pandas as pd", True),
        ("x = 1\nfrom sklearn import cluster", True),
        ("import numpy as np", False),
        ("print('import scipy')", False),
        ("# import scipy", False),
        ("import scipyx", False),
    ],
)
def test_a_second_server_is_started_for_scripts_that_import_such_a_library(line, heavy):
    assert bool(pool.IMPORTS.search(line)) == heavy


def test_light_and_heavy_scripts_run_side_by_side(folder):
    with Sandbox(jobs=3) as box:
        futures = [box.submit(f"{'import scipy' if n % 2 else ''}\nprint({n})") for n in range(12)]
        assert [future.result().stdout for future in futures] == [f"{n}\n" for n in range(12)]
        assert len(children(folder)) == 2
    assert children(folder) == set()


# other interpreters


def environment_of(folder: Path, *packages: Path) -> str:
    """An interpreter of its own, that also sees the packages in these folders."""
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "more.pth").write_text("\n".join(map(str, packages)))
    return str(folder / "bin/python")


def test_scripts_run_under_another_interpreter(tmp_path):
    python = environment_of(tmp_path / "env", Path(np.__file__).parents[1])
    (tmp_path / "env/secret").write_text("x")
    with Sandbox(jobs=1, python=python) as box:
        result = box.run(PAGES + "import sys\nprint(sys.prefix)\npage('red')")
        secret = box.run(f"open('{tmp_path}/env/secret')")
    assert (result.ok, result.stdout) == (True, f"{tmp_path}/env\n"), result.message
    assert colours(result) == [RED]
    assert "the sandbox shows" in secret.message


@pytest.mark.parametrize(
    ("python", "reason"),
    [
        ("no/such/python", "there is no Python at no/such/python"),
        ("/bin/cat", "/bin/cat is no Python that can be started"),
        ("empty", "has no matplotlib; "),
    ],
)
def test_an_interpreter_that_cannot_draw_is_refused_with_a_reason(tmp_path, python, reason):
    python = environment_of(tmp_path / "env") if python == "empty" else python
    with pytest.raises(Missing, match=reason), Sandbox(python=python) as box:
        box.run("pass")


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.6.3", "3.8.4"])
def test_an_older_matplotlib_draws_and_traces(tmp_path, version):
    """Most failures of scripts that models write are of functions that a newer matplotlib has lost."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env/bin/python"
    packages = [f"matplotlib=={version}", "numpy<2"]
    if subprocess.run([python, "-m", "pip", "install", "-q", "--only-binary=:all:", *packages], check=False).returncode:
        pytest.skip("no package index here, or one without this version")
    with Sandbox(jobs=1, python=str(python)) as box:
        result = box.run(PLT + "plt.cm.get_cmap('viridis')\nplt.plot([1, 4, 9], label='$x^2$')\nplt.legend()\nplt.title('\u9762\u79ef')")
    assert (result.ok, result.versions["matplotlib"], result.missing_glyphs) == (True, version, None), result.message
    assert [element["kind"] for element in result.drawings[0].trace["elements"] if element["role"] == "data"] == ["line"]
