"""How well cpx-filter finds planted copies among figures: python tests/bench/duplicates.py -n 1500 -o build/duplicates

Writes figures of solids and, of some, copies by another script: restyled (colours, line widths), rescaled (page and dots per inch) and
relabelled (other letters). Draws all, then asks cpx-filter --dedup, and --against the originals as a benchmark, with traces and without.
What is removed besides is a copy too where its trace says all that the other's says, but for colours, sizes and names.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.colors import CSS4_COLORS, to_rgb

from cpx.steps.dedup import ALIKE, agree
from cpx.steps.figure import figure

ROOT = Path(__file__).parent.parent.parent
NAMED = re.compile(rf"""(["'])(tab:\w+|#[0-9a-fA-F]+|{"|".join({*CSS4_COLORS} - {"white"})})\1""")
WIDTH = re.compile(r"(linewidth|lw)=([\d.]+)")
PAGE = re.compile(r"figsize=\(([\d.]+), ([\d.]+)\)")
LETTER = re.compile(r"""(["'])\$?([A-Z])('*)\$?\1""")


def light(colour: str) -> bool:
    """Whether black lines are seen on it."""
    return float(np.dot(to_rgb(colour), (0.3, 0.6, 0.1))) > 0.65


VISIBLE = {value: name for name, value in sorted(CSS4_COLORS.items()) if min(to_rgb(value)) < 0.8}
SHADES = {shade: [name for value, name in VISIBLE.items() if light(value) == shade] for shade in (False, True)}
"""Colours to swap for, dark and light ones: all are seen on white."""


def restyled(code: str) -> str:
    """Each colour another one, dark ones dark ones, and no two the same."""
    used = list({one[2]: None for one in NAMED.finditer(code)})
    other = {}
    for shade, names in SHADES.items():
        start = len(code) % len(names)
        free = [name for name in names[start:] + names[:start] if name not in used]
        other.update(zip([name for name in used if light(name) == shade], free, strict=False))
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
    for i, one in enumerate(figures[::every]):
        kind = list(KINDS)[i % len(KINDS)]
        code = KINDS[kind](one["code"])
        if kind == "exact" or code != one["code"]:
            copies.append({"id": f"{kind}:{one['id']}", "code": code})
    return copies


def share(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Of all tokens of two drawings, those that both have; 0 with other numbers."""
    ours, theirs = figure(one["trace"]), figure(other["trace"])
    alike = agree(*(np.array(found.numbers, np.float32).reshape(-1, 3) for found in (ours, theirs)))
    return len({*ours.tokens} & {*theirs.tokens}) / len({*ours.tokens} | {*theirs.tokens}) if alike else 0.0


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
    shares = [(round(share(one, other), 3), one["id"], other["id"]) for one, other in removed]
    near = sorted(one for one in shares if one[0] < 1)
    wrong = [one for one in near if one[0] < ALIKE]
    print(f"  removed besides: {len(removed)} of {len(drawn) - copies.total()}: {len(removed) - len(near)} with all in common", end=", ")
    print(f"{len(near) - len(wrong)} with nearly all, {len(wrong)} with less:", *near[:40], flush=True)


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
    measure(given.o, ours, copies)


def measure(folder: Path, ours: list[dict[str, Any]], copies: list[dict[str, Any]]) -> None:
    together = folder / "together.jsonl"
    together.write_text("".join(json.dumps(one) + "\n" for one in ours + copies))
    report("duplicates", cpx("filter", "--dedup", "--annotate", "--gates", "", str(together)), "duplicate")
    chosen = {one["id"].partition(":")[2] for one in copies}
    held = [one for one in ours if one["id"] in chosen]
    others = folder / "others.jsonl"
    others.write_text("".join(json.dumps(one) + "\n" for one in [one for one in ours if one["id"] not in chosen] + copies))
    for title, fields in (("leaks, by trace", ("id", "image", "exec", "trace")), ("leaks, by picture", ("id", "image"))):
        bench = folder / "bench.jsonl"
        bench.write_text("".join(json.dumps({field: one[field] for field in fields if field in one}) + "\n" for one in held))
        report(title, cpx("filter", "--against", str(bench), "--annotate", "--gates", "", str(others)), "leak", held)


if __name__ == "__main__":
    main()
