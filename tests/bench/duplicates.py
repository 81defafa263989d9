"""How well cpx-filter finds planted copies among figures: python tests/bench/duplicates.py -n 1500 -o build/duplicates

Writes figures of solids and, of some, copies by another script: restyled (colours, line widths), rescaled (page and dots per inch) and
relabelled (other letters). Draws all, then asks cpx-filter --dedup, and --against the originals as a benchmark, with traces and without.
What is removed besides is looked at by other means: the lines of both pictures, the numbers on them, how many fills each has.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.colors import CSS4_COLORS
from PIL import Image

from cpx.steps.outline import likeness, outline

ROOT = Path(__file__).parent.parent.parent
COLOURS = sorted(CSS4_COLORS)[::3]
NAMED = re.compile(rf"""(["'])(tab:\w+|#[0-9a-fA-F]+|{"|".join({*CSS4_COLORS} - {"white"})})\1""")
WIDTH = re.compile(r"(linewidth|lw)=([\d.]+)")
PAGE = re.compile(r"figsize=\(([\d.]+), ([\d.]+)\)")
LETTER = re.compile(r"""(["'])\$?([A-Z])('*)\$?\1""")


def restyled(code: str) -> str:
    """Each colour another one, and no two the same."""
    used = {one[2]: None for one in NAMED.finditer(code)}
    other = dict(zip(used, [one for one in COLOURS if one not in used and one != "white"][len(code) % 20 :], strict=False))
    swapped = NAMED.sub(lambda one: f'"{other[one[2]]}"', code)
    return WIDTH.sub(lambda one: f"{one[1]}={float(one[2]) * 1.5:.2f}", swapped)


def rescaled(code: str) -> str:
    return PAGE.sub(lambda one: f"figsize=({float(one[1]) * 1.4:.3f}, {float(one[2]) * 1.4:.3f})", code)


def relabelled(code: str) -> str:
    return LETTER.sub(lambda one: f"{one[1]}{chr(65 + (ord(one[2]) - 58) % 26)}{one[3]}{one[1]}", code)


KINDS = {"exact": lambda code: code, "restyled": restyled, "rescaled": rescaled, "relabelled": relabelled}


def cpx(command: str, *options: str, out: Path | None = None) -> list[dict[str, Any]]:
    target = out or Path("/dev/stdout")
    done = subprocess.run([ROOT / "bin" / f"cpx-{command}", *options], stdout=open(target, "wb") if out else subprocess.PIPE, check=True)
    return [json.loads(line) for line in (out.read_bytes() if out else done.stdout).splitlines()]


def planted(figures: list[dict[str, Any]], every: int) -> list[dict[str, Any]]:
    copies = []
    for i, figure in enumerate(figures[::every]):
        kind = list(KINDS)[i % len(KINDS)]
        code = KINDS[kind](figure["code"])
        if kind == "exact" or code != figure["code"]:
            copies.append({"id": f"{kind}:{figure['id']}", "code": code})
    return copies


def look(record: dict[str, Any]) -> tuple[Any, ...]:
    """The numbers on a figure, and how many of its shapes are filled alike."""
    elements = record["trace"]["elements"]
    numbers = sorted(one for text in elements for one in re.findall(r"[\d.]+", text.get("text", "")))
    fills = Counter(one["fill"] for one in elements if one["kind"] in ("polygon", "rectangle") and isinstance(one.get("fill"), str))
    return numbers, sorted(fills.values())


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    ours, theirs = (outline(Image.open(record["image"])) for record in (one, other))
    return look(one) == look(other) and likeness(ours, theirs) >= 0.95


def report(title: str, records: list[dict[str, Any]], gate: str, held: Sequence[dict[str, Any]] = ()) -> None:
    """Found copies by kind, those laid to the right original, and figures that are no copies and were removed all the same."""
    drawn = {one["id"]: one for one in records if one["exec"]["ok"]}
    others = {one["id"]: one for one in held}
    copies, found, right = Counter[str](), Counter[str](), 0
    removed = []
    for one in drawn.values():
        verdict = one["quality"].get(gate)
        kind, _, of = one["id"].partition(":")
        if of:
            copies[kind] += 1
            found[kind] += verdict is not None
            right += bool(verdict) and verdict["of"] == of
        elif verdict:
            removed.append((one, (others | drawn)[verdict["of"].partition(":")[2] or verdict["of"]]))
    print(
        f"{title}: "
        + ", ".join(f"{kind} {found[kind]} of {copies[kind]}" for kind in KINDS)
        + f"; {right} of {found.total()} laid to their own"
    )
    wrong = [(one["id"], other["id"]) for one, other in removed if not same(one, other)]
    print(f"  removed besides: {len(removed)} of {len(drawn) - copies.total()}, of these not the same: {len(wrong)}", *wrong, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=10, help="one copy for so many figures")
    parser.add_argument("-o", type=Path, default=Path("build/duplicates"))
    given = parser.parse_args()
    given.o.mkdir(parents=True, exist_ok=True)
    images = ("--images", str(given.o / "images"))
    figures = cpx("solidgen", "-n", str(given.n), "--seed", "5", out=given.o / "solids.jsonl")
    (given.o / "copies.jsonl").write_text("".join(json.dumps(one) + "\n" for one in planted(figures, given.every)))
    ours = cpx("exec", *images, str(given.o / "solids.jsonl"), out=given.o / "drawn.jsonl")
    copies = cpx("exec", *images, "--dpi", "130", str(given.o / "copies.jsonl"), out=given.o / "drawn-copies.jsonl")
    together = given.o / "together.jsonl"
    together.write_text("".join(json.dumps(one) + "\n" for one in ours + copies))
    report("duplicates", cpx("filter", "--dedup", "--annotate", "--gates", "", str(together)), "duplicate")
    chosen = {one["id"].partition(":")[2] for one in copies}
    held = [one for one in ours if one["id"] in chosen]
    others = given.o / "others.jsonl"
    others.write_text("".join(json.dumps(one) + "\n" for one in [one for one in ours if one["id"] not in chosen] + copies))
    for title, fields in (("leaks, by trace", ("id", "image", "exec", "trace")), ("leaks, by picture", ("id", "image"))):
        bench = given.o / "bench.jsonl"
        bench.write_text("".join(json.dumps({field: one[field] for field in fields if field in one}) + "\n" for one in held))
        report(title, cpx("filter", "--against", str(bench), "--annotate", "--gates", "", str(others)), "leak", held)


main()
