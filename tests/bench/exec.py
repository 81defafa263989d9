"""What running a script costs, beside a fresh interpreter for each: CPU and wall time on matplotlib's own static examples.

    baseline   a fresh `python script.py` each, with savefig put into its text (how CodePercept's released evaluator runs scripts)
    floor      all scripts in one process, without any protection: execute, draw, encode
    cpx        cpx.sandbox, confined; with and without the trace

    python tests/bench/exec.py build/gallery --scripts 120 --report docs/benchmarks.md

All variants run in turn, script by script, on the scripts that all of them draw; so their ratios hold on a machine that is busy
with other things, and single times do not.
"""

import inspect
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "examples"))
MOVING = ("user_interfaces", "event_handling", "widgets", "animation")
"""Folders of examples that are no static figures."""

FLOOR = """
import io, json, os, sys, time
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
import mpl_toolkits.mplot3d
from cpx.sandbox.encode import png
dpi, out = float(sys.argv[1]), os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
FigureCanvasAgg.draw_idle = lambda self: None
def draw(figure):
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    return png(width, height, bytes(canvas.buffer_rgba()))
plt.show = lambda *a, **k: None
matplotlib.figure.Figure.savefig = lambda self, *a, **k: None
draw(plt.figure())
for line in sys.stdin:
    plt.close("all"); plt.rcdefaults()
    record = json.loads(line)
    begin = time.process_time()
    try:
        exec(compile(record["code"], "script.py", "exec"), {"__name__": "__main__"})
        drawn = bool(plt.get_fignums()) and len(draw(plt.figure(plt.get_fignums()[0]))) > 0
    except BaseException as error:
        drawn = False
    print(json.dumps({"id": record["id"], "drawn": drawn, "cpu": time.process_time() - begin}), file=out, flush=True)
"""


class Cost(NamedTuple):
    """Of one script."""

    cpu: float
    wall: float
    drawn: bool


def used(who: int) -> float:
    spent = resource.getrusage(who)
    return spent.ru_utime + spent.ru_stime


def saved(code: str, target: Path, dpi: int) -> str:
    """The script with a savefig in its text: in place of its first one, or before its first show, or at its end."""
    lines = code.splitlines()
    call = f"plt.savefig({str(target)!r}, dpi={dpi})"
    for number, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip())]
        if "plt.savefig(" in line:
            return "\n".join([*lines[:number], indent + call, *lines[number + 1 :]])
        if "plt.show()" in line:
            return "\n".join([*lines[:number], indent + call, *lines[number:]])
    return "\n".join([*lines, call])


def baseline(code: str, folder: Path, dpi: int) -> Cost:
    target = folder / "out.png"
    target.unlink(missing_ok=True)
    script = folder / "script.py"
    script.write_text(saved(code, target, dpi))
    environment = {**os.environ, "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    before, begin = used(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, script], cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
    return Cost(used(resource.RUSAGE_CHILDREN) - before, time.perf_counter() - begin, done.returncode == 0 and target.exists())


class Floor:
    """The process that runs everything unprotected."""

    def __init__(self, dpi: int) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([sys.executable, "-c", FLOOR, str(dpi)], env=environment, text=True, **pipes)

    def __call__(self, code: str) -> Cost:
        begin = time.perf_counter()
        print(json.dumps({"id": "", "code": code}), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        return Cost(answer["cpu"], time.perf_counter() - begin, answer["drawn"])


class Ours:
    """cpx.sandbox, with the encoding that cpx-exec does. The server's share is read from /proc, the jobs' from their results."""

    def __init__(self, dpi: int, trace: bool) -> None:
        from cpx.sandbox import Sandbox

        self.box = Sandbox(jobs=1, dpi=dpi, trace=trace)
        self.box.run("pass")
        self.server = next(iter(children(os.getpid(), "sandbox")))

    def __call__(self, code: str) -> Cost:
        before, begin = used(resource.RUSAGE_SELF) + cpu(self.server), time.perf_counter()
        result = self.box.run(code)
        for drawing in result.drawings:
            drawing.png()
        spent = used(resource.RUSAGE_SELF) + cpu(self.server) - before
        return Cost(spent + result.cpu, time.perf_counter() - begin, result.ok)


def children(pid: int, named: str) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return [child for child in found if named in Path(f"/proc/{child}/cmdline").read_text()]


def cpu(pid: int) -> float:
    """Seconds of CPU of one process, its children apart."""
    return time.clock_gettime((~pid << 3) | 2)


def measure(scripts: dict[str, str], dpi: int) -> dict[str, list[Cost]]:
    """Costs of each variant, script by script, for the scripts that all variants draw."""
    costs: dict[str, list[Cost]] = {"baseline": [], "floor": [], "cpx": [], "cpx + trace": []}
    floor, bare, traced = Floor(dpi), Ours(dpi, trace=False), Ours(dpi, trace=True)
    with tempfile.TemporaryDirectory() as folder, click.progressbar(scripts.values(), label=f"dpi {dpi}", file=sys.stderr) as bar:
        for code in bar:
            one = [baseline(code, Path(folder), dpi), floor(code), bare(code), traced(code)]
            if all(cost.drawn for cost in one):
                for costs_of, cost in zip(costs.values(), one, strict=True):
                    costs_of.append(cost)
    floor.process.kill()
    bare.box.close()
    traced.box.close()
    return costs


def rate(seconds: float = 3.0) -> tuple[float, float]:
    """Empty scripts a second on two jobs, and what confining one costs in CPU milliseconds: the best of three runs each."""
    from cpx.sandbox import Sandbox

    rates, spent = [], []
    for unsafe in (True, False) * 3:
        with Sandbox(jobs=2, unsafe=unsafe, trace=False) as box:
            box.run("pass")
            begin, results = time.perf_counter(), []
            while time.perf_counter() - begin < seconds:
                results += [future.result() for future in [box.submit("pass") for _ in range(50)]]
            rates.append(len(results) / (time.perf_counter() - begin))
            spent.append(1000 * sum(result.cpu for result in results) / len(results))
    return max(rates[1::2]), min(spent[1::2]) - min(spent[::2])


def table(costs: dict[str, list[Cost]], dpi: int) -> str:
    mean = {name: 1000 * sum(cost.cpu for cost in all_of) / len(all_of) for name, all_of in costs.items()}
    wall = {name: 1000 * sum(cost.wall for cost in all_of) / len(all_of) for name, all_of in costs.items()}
    ratio = {
        name: statistics.median(one.cpu / ours.cpu for one, ours in zip(costs["baseline"], costs[name], strict=True)) for name in costs
    }
    rows = [
        f"| {name} | {mean[name]:.0f} | {mean['baseline'] / mean[name]:.1f} x | {ratio[name]:.1f} x "
        f"| {mean[name] / mean['floor']:.2f} x | {wall[name]:.0f} |"
        for name in costs
    ]
    head = f"At dpi {dpi}, {len(costs['floor'])} scripts, one at a time:\n\n"
    head += "| | CPU ms a script, mean | less than baseline | median of the scripts' ratios | of the floor | wall ms |"
    extra = mean["cpx + trace"] / mean["cpx"] - 1
    return "\n".join([head, "|---|---|---|---|---|---|", *rows, "", f"The trace adds {extra:.0%}.", ""])


def machine() -> str:
    import matplotlib
    import numpy

    model = next((line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")
    return (
        f"{os.cpu_count()} x {model}, Linux {platform.release()}, Python {platform.python_version()}, "
        f"matplotlib {matplotlib.__version__}, numpy {numpy.__version__}"
    )


@click.command()
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--scripts", default=120, help="How many of the examples, spread evenly.")
@click.option("--dpi", multiple=True, type=int, default=(100, 300))
@click.option("--report", type=click.Path(path_type=Path))
def main(work: Path, scripts: int, dpi: tuple[int, ...], report: Path | None) -> None:
    from gallery import unpacked

    work.mkdir(parents=True, exist_ok=True)
    static = {name: code for name, code in unpacked(work).items() if not name.startswith(MOVING)}
    step = max(1, len(static) // scripts)
    chosen = dict(list(static.items())[::step][:scripts])
    per_second, confining = rate()
    parts = [
        "# What running a script costs",
        f"`make bench-exec` on {machine()}.",
        inspect.cleandoc(__doc__ or "").split("\n\n")[1],
        f"Empty scripts: {per_second:.0f} a second on two jobs; confining one costs {confining:.2f} ms of CPU.",
        *(table(measure(chosen, resolution), resolution) for resolution in dpi),
    ]
    text = "\n\n".join(parts) + "\n"
    print(text)
    if report:
        _, heading, rest = report.read_text().partition("\n## ") if report.exists() else ("", "", "")
        report.write_text(text + heading + rest)  # what else was measured stays


if __name__ == "__main__":
    main()
