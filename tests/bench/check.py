"""How well the check of captions tells right from wrong: cpx's own captions of a thousand figures, whole, and with one lie in each.

    python tests/bench/check.py build/gallery --report docs/check.md

matplotlib's examples and generated solids. A lie is a count off by one, a moved point, another colour, a label swapped for another, a false
relation; one of each kind a figure, at a place that was confirmed before. Other numbers and axes are changed too.
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
LIES = ("count", "point", "colour", "text", "name", "relation")
MEASURED = "## Measured"
HUES = ("red", "green", "blue", "orange", "purple", "yellow", "black", "pink")
RELATIONS = {
    "parallel": "perpendicular",
    "perpendicular": "parallel",
    "tangent": "concentric",
    "concentric": "collinear",
    "symmetric": "tangent",
}


def changed(one: dict[str, Any], trace: dict[str, Any], rng: random.Random) -> str | None:
    """The claim's words with another number, colour, text or relation; None where there is nothing to change."""
    words, kind = one["said"], one["kind"]
    if kind == "count":
        number = re.search(r"\d+", words)
        return words[: number.start()] + str(int(number[0]) + rng.choice((-1, 1))) + words[number.end() :] if number else None
    if kind in ("number", "point", "axis"):
        spots = list(re.finditer(r"\d+(?:\.\d+)?", words))
        if not spots:
            return None
        spot = rng.choice(spots)
        made = f"{float(spot[0]) * rng.choice((0.37, 1.63, 2.9)) + 3.7:.{len(spot[0].partition('.')[2])}f}"
        return words[: spot.start()] + made + words[spot.end() :]
    if words.startswith("#"):
        return f"#{rng.randrange(1 << 24):06x}"
    if kind == "colour":
        return rng.choice([hue for hue in HUES if hue not in words])
    if kind in ("text", "name"):
        marks = '"' if kind == "text" else ""
        texts = {str(e["text"]) for e in trace["elements"] if e.get("text") and not set(e["text"]) & set('\n"$')}
        others = sorted(text for text in texts if text != words.strip('"') and (kind == "text" or len(text) == 1))
        return marks + rng.choice(others) + marks if others else None
    return next((words.replace(right, wrong) for right, wrong in RELATIONS.items() if right in words), None)


def trials(records: list[dict[str, Any]], rng: random.Random) -> Iterator[tuple[str, str]]:
    """The kind of each change, and the verdict on what was changed."""
    from cpx import describe

    for record in records:
        for one in sample(record["check"], rng):
            start, end = one["at"]
            other = changed(one, record["trace"], rng)
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


def scripts(work: Path, many: int) -> dict[str, str]:
    from gallery import unpacked

    from cpx import solids

    families = solids.families()
    drawn = {f"solid {i}": solids.make(families[i % len(families)], random.Random(i)).code for i in range(many)}
    return {**unpacked(work), **drawn}


def captioned(every: dict[str, str]) -> Iterator[dict[str, Any]]:
    from cpx import describe
    from cpx.sandbox import Sandbox

    with Sandbox(jobs=2) as box, click.progressbar(list(every.items()), file=sys.stderr) as bar:
        for name, code in bar:
            for drawing in box.run(code).drawings:
                caption = describe.caption(drawing.trace, None)
                yield {"id": name, "trace": drawing.trace, "caption": caption, "check": describe.check(caption, drawing.trace)}


@click.command()
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--solids", default=530, help="Generated figures beside the examples.")
@click.option("--report", type=click.Path(path_type=Path), help="Page whose part from MEASURED on is written anew.")
def main(work: Path, solids: int, report: Path | None) -> None:
    records = list(captioned(scripts(work, solids)))
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
    lies = sum(n for (kind, _), n in wrong.items() if kind in LIES)
    found, doubted = (sum(many[kind, "contradicted"] for kind in some) for many, some in ((wrong, LIES), (own, kinds)))
    text = f"{len(records)} figures, matplotlib's examples and generated solids. Of {lies} lies {found / lies:.1%} are contradicted; of "
    text += f"{own.total()} true statements {doubted / own.total():.2%}.\n\n" + "\n".join(lines) + "\n"
    print(text)
    if report:
        report.write_text(f"{report.read_text().partition(MEASURED)[0]}{MEASURED}\n\n{text}")


if __name__ == "__main__":
    main()
