"""What the reward of an answer costs, beside one that runs each script in a fresh interpreter.

    python tests/bench/rewards.py --report docs/benchmarks.md

    fresh     `python script.py` for each, its picture saved, read again and compared by I: how published rewards run scripts
    cpx       cpx.rewards: run, trace, structure and image, in the sandbox

Both on the same answers (held-out diagrams of tests/bench/diagrams.py, every other one recoloured) in the same run; CPU of this process and
its children.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

from diagrams import HELD_OUT, script  # noqa: E402

from cpx import rewards, scores  # noqa: E402
from cpx.rewards.attempts import Attempts  # noqa: E402

HEADING = "## The reward of an answer"
EVERY = 4
"""Of the answers, that the slow baseline is measured on."""
SAVED = "\nimport matplotlib.pyplot as plt\nplt.savefig({!r}, dpi=100)\n"


def spent() -> float:
    """CPU seconds so far; those of children once they have been waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def answers(count: int) -> list[tuple[str, str]]:
    """Script and reference."""
    references = [script(figure()) for figure in HELD_OUT]
    chosen = [references[i % len(references)] for i in range(count)]
    return [(reference.replace("black", "blue") if i % 2 else reference, reference) for i, reference in enumerate(chosen)]


def fresh(pairs: list[tuple[str, str]]) -> float:
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        kept = {}
        begin = 0.0
        for timed in (False, True):
            begin = spent()
            for number, (code, reference) in enumerate(pairs):
                text = reference if not timed else code
                picture = Path(folder, f"{number}.png")
                source = Path(folder, "script.py")
                source.write_text(text.replace("plt.show()", "") + SAVED.format(str(picture)))
                subprocess.run([sys.executable, str(source)], env={"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}, check=True)
                shown = scores.prepare(None, Image.open(picture).convert("RGB"), trusted=not timed)
                if timed:
                    scores.score(kept[reference], shown)
                kept[reference] = shown if not timed else kept[reference]
        return spent() - begin


def ours(pairs: list[tuple[str, str]]) -> tuple[float, list[float]]:
    parts = rewards.mix(rewards.DEFAULT)

    async def made(attempts: Attempts) -> list[float]:
        completions = [f"```python\n{code}\n```" for code, _ in pairs]
        timed = await attempts.make(completions, [reference for _, reference in pairs], [None] * len(pairs))
        assert all(rewards.worth(one.attempt, parts)["total"] > 0 for one in timed)
        return sorted(one.seconds for one in timed)

    begin = spent()
    with Attempts(2) as attempts:
        seconds = asyncio.run(made(attempts))
    return spent() - begin, seconds


@click.command()
@click.option("--completions", default=168)
@click.option("--report", type=click.Path(path_type=Path), help="A page whose section of this name is written anew.")
def main(completions: int, report: Path | None) -> None:
    pairs = answers(completions)
    began = time.monotonic()
    cost, seconds = ours(pairs)
    wall = time.monotonic() - began
    sample = pairs[::EVERY]
    baseline = fresh(sample) / len(sample)
    middle, late = seconds[len(seconds) // 2], seconds[-1 - len(seconds) // 100]
    text = f"""{HEADING}

`make bench-rewards`: {completions} answers to {len(HELD_OUT)} references, all asked at once on two jobs. CPU of everything, the references
and the server's start included.

    fresh     `python script.py` for every fourth, its picture saved, read again and compared by I alone
    cpx       run, trace, structure and image, in the sandbox

| | CPU ms an answer | |
|---|---|---|
| fresh | {1000 * baseline:.0f} | 1.0 x |
| cpx | {1000 * cost / completions:.0f} | {baseline * completions / cost:.1f} x less |

All {completions} in {wall:.1f} s by the clock; an answer has its reward after {middle:.1f} s (median), {late:.1f} s (99th percentile),
most of it spent waiting for the others.
"""
    print(text)
    if report:
        before, _, rest = report.read_text().partition(f"{HEADING}\n")
        after = rest.partition("\n## ")
        report.write_text(before.rstrip() + "\n\n" + text + ("\n## " + after[2] if after[1] else ""))


if __name__ == "__main__":
    main()
