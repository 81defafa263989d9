"""How well the check of captions tells right from wrong: cpx's own captions of matplotlib's examples, whole, and with one thing changed.

    python tests/bench/check.py build/gallery --report docs/check.md

One number, colour, count, quoted text, axis or relation is changed at a time, at a place that was confirmed before.
"""

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "examples"), str(ROOT / "src")]
MEASURED = "## Measured"
HUES = ("red", "green", "blue", "orange", "purple", "yellow", "black", "pink")
RELATIONS = {
    "parallel": "perpendicular",
    "perpendicular": "parallel",
    "tangent": "concentric",
    "concentric": "collinear",
    "symmetric": "tangent",
}


def changed(words: str, kind: str, rng: random.Random) -> str | None:
    """The same words with another number, colour, text or relation."""
    if kind in ("number", "count", "point", "axis"):
        spots = list(re.finditer(r"\d+(?:\.\d+)?", words))
        if not spots:
            return None
        spot = rng.choice(spots)
        value = float(spot[0])
        other = value + 1 + rng.randint(0, 3) if kind == "count" else value * rng.choice((0.37, 1.63, 2.9)) + 3.7
        made = f"{other:.0f}" if kind == "count" else f"{other:.{len(spot[0].partition('.')[2])}f}"
        return words[: spot.start()] + made + words[spot.end() :]
    if words.startswith("#"):
        return f"#{rng.randrange(1 << 24):06x}"
    if kind == "colour":
        return rng.choice([hue for hue in HUES if hue not in words])
    if kind == "text":
        letters = [c for c in "ABCDEFGHKLMNPRSTUVWXYZ" if c not in words.upper()]
        return words[0] + "".join(rng.choice(letters) if c.isalnum() else c for c in words[1:-1]) + words[-1] if letters else None
    return RELATIONS.get(words.lower())


def trials(records: list[dict[str, Any]], rng: random.Random) -> Iterator[tuple[str, str]]:
    """The kind of each change, and the verdict on what was changed."""
    from cpx import describe

    for record in records:
        for one in sample(record["check"], rng):
            start, end = one["at"]
            other = changed(one["said"], one["kind"], rng)
            if other is None or other == one["said"]:
                continue
            caption = record["caption"][:start] + other + record["caption"][end:]
            again = describe.check(caption, record["trace"], record.get("facts"))["claims"]
            here = [found for found in again if found["at"][0] <= start < found["at"][1] and found["kind"] == one["kind"]]
            yield one["kind"], here[0]["verdict"] if here else "not read"


def sample(check: dict[str, Any], rng: random.Random) -> Iterator[dict[str, Any]]:
    """One claim of each kind."""
    kinds = defaultdict(list)
    for one in check["claims"]:
        if one["verdict"] == "confirmed":
            kinds[one["kind"]].append(one)
    for those in kinds.values():
        yield rng.choice(those)


def captioned(work: Path, every: int) -> Iterator[dict[str, Any]]:
    from gallery import unpacked

    from cpx import describe
    from cpx.sandbox import Sandbox

    with Sandbox(jobs=2) as box, click.progressbar(list(unpacked(work).items())[::every], file=sys.stderr) as bar:
        for name, code in bar:
            for drawing in box.run(code).drawings:
                caption = describe.caption(drawing.trace, None)
                yield {"id": name, "trace": drawing.trace, "caption": caption, "check": describe.check(caption, drawing.trace)}


@click.command()
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--every", default=2, help="Of the examples.")
@click.option("--report", type=click.Path(path_type=Path), help="Page whose part from MEASURED on is written anew.")
def main(work: Path, every: int, report: Path | None) -> None:
    records = list(captioned(work, every))
    own = Counter((one["kind"], one["verdict"]) for record in records for one in record["check"]["claims"])
    wrong = Counter(trials(records, random.Random(5)))
    kinds = sorted({kind for kind, _ in [*own, *wrong]})
    lines = [
        "| | own claims | confirmed | contradicted | changed | confirmed all the same | not found | contradicted |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in kinds:
        ours, theirs = ({v: many[kind, v] for v in ("confirmed", "unknown", "contradicted", "not read")} for many in (own, wrong))
        whole, tried = sum(ours.values()), sum(theirs.values())
        shares = [f"{theirs[v] / tried:.1%}" if tried else "-" for v in ("confirmed", "unknown", "contradicted")]
        lines.append(
            f"| {kind} | {whole} | {ours['confirmed'] / max(whole, 1):.1%} | {ours['contradicted']} | {tried} | {' | '.join(shares)} |"
        )
    text = (
        f"{len(records)} of matplotlib's examples: their own captions, and captions with one thing changed.\n\n" + "\n".join(lines) + "\n"
    )
    print(text)
    if report:
        report.write_text(f"{report.read_text().partition(MEASURED)[0]}{MEASURED}\n\n{text}")


if __name__ == "__main__":
    main()
