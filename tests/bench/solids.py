"""What `cpx-solidgen` writes, seen from outside: is every figure drawn, whole, legible, and unlike the others?

    python tests/bench/solids.py --number 3200 --report docs/solids/figures.md

Each script is run in the sandbox. From pixels and primitives: blank pages, ink at the page's edge, texts that overlap. Near-duplicates
within a family: structure score over .98 with one of the 20 figures most like it by its counts, lengths and sizes of elements.
"""

import statistics
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from cpx import scores, solids  # noqa: E402
from cpx.sandbox import Drawing, Sandbox  # noqa: E402

ALIKE = 0.98
NEAREST = 20


class Figure(NamedTuple):
    """A solid's figure, as it came out."""

    family: str
    index: int
    lines: int
    seconds: float
    """That writing the script took."""
    faults: tuple[str, ...]
    prepared: Any
    look: Any
    """A vector in which figures that may be alike lie close."""


def main_figure(record: dict[str, Any], index: int, seconds: float, result: Any) -> Figure:
    family, code = record["source"]["family"], record["code"]
    if not result.ok:
        return Figure(family, index, code.count("\n"), seconds, (f"not drawn: {result.why}: {result.message}",), None, None)
    drawing = result.drawings[0]
    prepared = scores.prepare(drawing.primitives, None, trusted=True)
    return Figure(family, index, code.count("\n"), seconds, tuple(faults(drawing)), prepared, look(prepared))


def faults(drawing: Drawing) -> list[str]:
    """What a reader would complain of."""
    found = []
    if drawing.primitives is None:
        return ["no primitives"]
    rgb = drawing.array()[..., :3].astype(int)
    edge = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
    if np.abs(edge - edge[0]).max() > 24:
        found.append("ink at the page's edge")
    overlapping = sum(crossing(a, b) for a, b in combinations(texts(drawing.primitives), 2))
    return found + ["texts overlap"] * bool(overlapping)


def texts(primitives: Any) -> list[Any]:
    """The corners of each text's box, a little smaller than it is, in pixels."""
    boxes = []
    for row in primitives.rows[primitives.rows["kind"] == 1]:
        corners = primitives.vertices[row["start"] : row["start"] + 4].astype(float)
        boxes.append(corners.mean(axis=0) + 0.9 * (corners - corners.mean(axis=0)))
    return boxes


def crossing(a: Any, b: Any) -> bool:
    """Whether two convex quadrilaterals overlap (separating axes)."""
    for corners in (a, b):
        for side in np.roll(corners, -1, axis=0) - corners:
            across = np.array([-side[1], side[0]])
            if (a @ across).max() <= (b @ across).min() or (b @ across).max() <= (a @ across).min():
                return False
    return True


def look(prepared: Any) -> Any:
    """Counts, lengths and sizes of elements, whatever their place and scale."""
    parts = []
    for kind in range(4):
        group = prepared.elements.kinds[kind]
        longest = max(float(group.length.max()), 1e-9) if len(group.length) else 1.0
        parts += [float(len(group.size)), *np.histogram(group.length / longest, bins=8, range=(0, 1))[0]]
    return np.sqrt(np.array(parts))


def duplicates(figures: list[Figure]) -> int:
    """Figures of one family that have a near-duplicate before them."""
    vectors = np.stack([figure.look for figure in figures])
    count = 0
    for i in range(1, len(figures)):
        near = np.argsort(np.abs(vectors[:i] - vectors[i]).sum(axis=1), kind="stable")[:NEAREST]
        if any((scores.score(figures[j].prepared, figures[i].prepared).structure or 0) > ALIKE for j in near):
            count += 1
    return count


def drawn(number: int, seed: int, jobs: int) -> list[Figure]:
    families = solids.families()
    figures = []
    with Sandbox(jobs=jobs) as box:
        for first in range(0, number, 64):
            batch = []
            for index in range(first, min(first + 64, number)):
                begin = time.process_time()
                record = solids.generate(seed, index, families)
                batch.append((record, index, time.process_time() - begin, box.submit(record["code"])))
            figures += [main_figure(record, index, seconds, future.result()) for record, index, seconds, future in batch]
            print(f"\r{len(figures)} of {number}", end="", file=sys.stderr)
    return figures


def rates(tries: int = 40) -> dict[str, float]:
    """Scripts a second of each family, by the median."""
    found = {}
    for family in solids.families():
        spent = []
        for i in range(tries):
            begin = time.process_time()
            solids.make(family, Random(f"rate/{i}"))
            spent.append(time.process_time() - begin)
        found[family] = 1 / statistics.median(spent)
    return found


def page(figures: list[Figure], speed: dict[str, float], seed: int) -> str:
    by_family = defaultdict(list)
    for figure in figures:
        by_family[figure.family].append(figure)
    rows, alike = [], 0
    for family in sorted(by_family):
        ours = by_family[family]
        whole = [figure for figure in ours if figure.prepared and figure.prepared.elements]
        same = duplicates(whole) if len(whole) > 1 else 0
        alike += same
        bad = sum(bool(figure.faults) for figure in ours)
        lines = sorted(figure.lines for figure in ours)
        rows.append(f"| `{family}` | {len(ours)} | {bad} | {same} | {lines[0]}-{lines[-1]} | {speed[family]:,.0f} |")
    faulty = Counter(fault.split(":")[0] for figure in figures for fault in figure.faults)
    named = ", ".join(f"{count} {fault}" for fault, count in faulty.most_common()) or "none"
    head = [
        f"{len(figures)} figures of {len(by_family)} families, seed {seed}. Faults: {named}.",
        f"Near-duplicates within a family: {alike} ({alike / len(figures):.2%}).",
        f"Scripts a second on one core, median over all figures: {1 / statistics.median(figure.seconds for figure in figures):,.0f}.",
    ]
    table = ["| family | figures | with faults | near-duplicates | lines of script | scripts/s |", "|---|---|---|---|---|---|", *rows]
    return "\n".join([*head, "", *table, ""])


@click.command()
@click.option("--number", default=3200)
@click.option("--seed", default=1)
@click.option("--jobs", default=2)
@click.option("--report", type=click.Path(path_type=Path))
def main(number: int, seed: int, jobs: int, report: Path | None) -> None:
    figures = drawn(number, seed, jobs)
    for figure in figures:
        for fault in figure.faults:
            print(f"{figure.family} {figure.index}: {fault}")
    text = page(figures, rates(), seed)
    print(text)
    if report:
        report.write_text(f"# Figures of solids, counted\n\n`make bench-solids`: {__doc__.splitlines()[0]}\n\n{text}")


if __name__ == "__main__":
    main()
