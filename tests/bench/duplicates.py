"""How well cpx-filter finds planted copies among figures: python tests/bench/duplicates.py -n 1500 -o build/duplicates

Writes figures of solids and, of some, copies by another script: restyled (colours, line widths), rescaled (page and dots per inch) and
relabelled (other letters). Draws all, then asks cpx-filter --dedup, and --against the originals as a benchmark, with traces and without.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
COLOURS = ["crimson", "teal", "indigo", "darkorange", "seagreen", "slateblue", "sienna", "deeppink", "navy", "olive"]
NAMED = re.compile(
    r"""(["'])(black|blue|red|green|gold|goldenrod|lightyellow|tab:\w+|dark\w+|light\w+|(?:royal|steel|sky|dodger)blue|#[0-9a-fA-F]{6})\1"""
)
WIDTH = re.compile(r"(linewidth|lw)=([\d.]+)")
PAGE = re.compile(r"figsize=\(([\d.]+), ([\d.]+)\)")
LETTER = re.compile(r"""(["'])\$?([A-Z])('*)\$?\1""")


def restyled(code: str) -> str:
    swapped = NAMED.sub(lambda one: f'"{COLOURS[sum(map(ord, one[2])) % len(COLOURS)]}"', code)
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


def report(title: str, records: list[dict[str, Any]], gate: str) -> None:
    """Found copies by kind, those laid to the right original, and figures that are no copies and were removed all the same."""
    drawn = [one for one in records if one["exec"]["ok"]]
    copies, found, right = Counter[str](), Counter[str](), 0
    removed = []
    for one in drawn:
        verdict = one["quality"].get(gate)
        kind, _, of = one["id"].partition(":")
        if of:
            copies[kind] += 1
            found[kind] += verdict is not None
            right += bool(verdict) and verdict["of"] == of
        elif verdict:
            removed.append((one["id"], verdict["of"], verdict["likeness"]))
    print(
        f"{title}: "
        + ", ".join(f"{kind} {found[kind]} of {copies[kind]}" for kind in KINDS)
        + f"; {right} of {found.total()} laid to their own"
    )
    print(f"  removed besides: {len(removed)} of {len(drawn) - copies.total()}", removed[:8])


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
        report(title, cpx("filter", "--against", str(bench), "--annotate", "--gates", "", str(others)), "leak")


main()
