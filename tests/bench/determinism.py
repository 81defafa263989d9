"""The same script, the same picture: matplotlib's own examples drawn in different company, their pixels and traces compared.

One warm server that draws them in order is what the others are compared with: a server of its own for each script, without
confinement; four jobs side by side; the opposite order.

    python tests/bench/determinism.py build/gallery --scripts 400 --report docs/determinism.md
"""

import json
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "examples"), str(ROOT / "src")]

Answers = dict[str, str]
"""By script: what became of it, as one string that is the same only if all pixels and the trace are."""


def answer(result: "Result") -> str:  # noqa: F821
    return json.dumps([result.why, [[drawing.pixels, drawing.trace] for drawing in result.drawings]], sort_keys=True)


def together(scripts: Iterable[tuple[str, str]], jobs: int) -> Answers:
    from cpx.sandbox import Sandbox

    with Sandbox(jobs=jobs) as box:
        futures = {name: box.submit(code) for name, code in scripts}
        return {name: answer(future.result()) for name, future in futures.items()}


def alone(script: tuple[str, str]) -> tuple[str, str]:
    from cpx.sandbox import Sandbox

    name, code = script
    with Sandbox(jobs=1, unsafe=True) as box:
        return name, answer(box.run(code))


def fresh(scripts: Iterable[tuple[str, str]]) -> Answers:
    from cpx.sandbox import pool

    pool.HEAVY = ()  # each loads its own libraries
    with ThreadPoolExecutor(2) as threads:
        return dict(threads.map(alone, scripts))


WAYS: dict[str, Callable[[list[tuple[str, str]]], Answers]] = {
    "beside others, 4 jobs": lambda scripts: together(scripts, 4),
    "in reversed order": lambda scripts: together(scripts[::-1], 1),
    "each in a server of its own, unconfined": fresh,
}


@click.command()
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--scripts", default=400, help="How many of the examples, spread evenly.")
@click.option("--report", type=click.Path(path_type=Path))
def main(work: Path, scripts: int, report: Path | None) -> None:
    from gallery import unpacked

    work.mkdir(parents=True, exist_ok=True)
    every = list(unpacked(work).items())
    chosen = every[:: max(1, len(every) // scripts)][:scripts]
    expected = together(chosen, 1)
    drawn = sum(json.loads(said)[0] is None for said in expected.values())
    lines = [f"{len(chosen)} of matplotlib's examples, {drawn} of them drawn. Their pixels and traces, beside those of one warm server:\n"]
    for name, way in WAYS.items():
        got = way(chosen)
        other = [script for script in expected if got[script] != expected[script]]
        lines.append(f"- {name}: {len(chosen) - len(other)} the same" + (f", other: {', '.join(other)}" if other else ""))
        print(lines[-1], file=sys.stderr)
    text = "\n".join(lines) + "\n"
    print(text)
    if report:
        report.write_text("# The same script, the same picture\n\n" + text)


if __name__ == "__main__":
    main()
