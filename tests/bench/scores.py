"""How well the scores tell a right drawing from a wrong one: every figure against copies of it, changed in known ways.

    python tests/bench/scores.py --set tuning
    python tests/bench/scores.py --set held-out --report docs/scores.md

Diagrams are changed as lists of marks and drawn by real scripts in the sandbox. Beside the scores: SSIM, 1 - MSE, an F1 of texts, colours
and kinds of artists in the manner of ChartMimic (arXiv:2406.09961, section 3.3), written for this comparison.
"""

import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src"), str(HERE.parents[1] / "examples")]

from diagrams import HELD_OUT, TUNING, Mark, Page, dot, fill, line, script, text  # noqa: E402
from fields import FIELDS  # noqa: E402

from cpx import scores  # noqa: E402
from cpx.sandbox import Drawing, Sandbox  # noqa: E402
from cpx.scores.structure import structure  # noqa: E402

SAME, NEAR, NEUTRAL, MILD, WRONG, EMPTY = "same", "near", "neutral", "mild", "wrong", "empty"
"""What a copy is: the same picture; the same put on paper in another way; not counted; a little wrong; clearly wrong; a trick."""


class Case(NamedTuple):
    kind: str
    group: str
    severity: float
    script: str


class Measured(NamedTuple):
    figure: str
    kind: str
    group: str
    severity: float
    scores: dict[str, float]


def equivalents(marks: list[Mark]) -> Iterator[Case]:
    for style in ("artists", "collections", "pieces"):
        yield Case(f"by {style}", SAME, 0, script(marks, Page(style)))
    yield Case("figure 1.6 x, fonts with it", SAME, 0, script(marks, Page(size=(9.6, 7.2), fonts=1.6)))
    yield Case("figure 0.7 x, fonts with it", SAME, 0, script(marks, Page(size=(4.2, 3.15), fonts=0.7)))
    yield Case("figure 9 x 5", NEAR, 0, script(marks, Page(size=(9, 5))))
    yield Case("wide margins", NEAR, 0, script(marks, Page(pad=0.3)))
    yield Case("cropped", NEAR, 0, script(marks, Page(tight=True)))
    yield Case("axes shown", NEUTRAL, 0, script(marks, Page(axes=True)))
    yield Case("stretched 1.2 x", NEUTRAL, 0, script(marks, Page(aspect=1.2)))
    yield Case("stretched 1.5 x", NEUTRAL, 0, script(marks, Page(aspect=1.5)))
    yield Case("grey ground", NEUTRAL, 0, script(marks, Page(ground="#e8e8e8")))
    hidden = [text(marks[0].points[0][0], marks[0].points[0][1], "hidden", c="#ffffff") for _ in range(20)]
    yield Case("white texts", NEUTRAL, 0, script([*marks, *hidden]))


def unit(marks: list[Mark]) -> float:
    """Data units of one pixel, on the page that diagrams are drawn on."""
    xs, ys = zip(*(point for mark in marks for point in mark.points), strict=True)
    return max((max(xs) - min(xs)) * 1.16 / 465, (max(ys) - min(ys)) * 1.16 / 346.5)


def jittered(marks: list[Mark], pixels: float, rng: random.Random) -> list[Mark]:
    """Every mark displaced by so many pixels, each in its own direction."""
    step = pixels * unit(marks)
    found = []
    for mark in marks:
        turn = rng.uniform(0, 2 * math.pi)
        dx, dy = step * math.cos(turn), step * math.sin(turn)
        found.append(mark._replace(points=tuple((x + dx, y + dy) for x, y in mark.points)))
    return found


def dropped(marks: list[Mark], share: float, rng: random.Random) -> list[Mark]:
    gone = set(rng.sample(range(len(marks)), max(1, round(share * len(marks)))))
    return [mark for i, mark in enumerate(marks) if i not in gone]


def recoloured(marks: list[Mark], share: float, rng: random.Random) -> list[Mark]:
    chosen = set(rng.sample(range(len(marks)), max(1, round(share * len(marks)))))
    return [mark._replace(colour=other(mark.colour, rng)) if i in chosen else mark for i, mark in enumerate(marks)]


def other(colour: str, rng: random.Random) -> str:
    """A colour that nobody takes for this one."""
    choice = ["#d62728", "#2ca02c", "#1f77b4", "#ff7f0e", "#9467bd", "#e377c2", "#17becf"]
    near = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    far = [c for c in choice if sum(abs(int(c[i : i + 2], 16) - v) for i, v in zip((1, 3, 5), near, strict=True)) > 200]
    return rng.choice(far)


def relabelled(marks: list[Mark], many: int, rng: random.Random) -> list[Mark]:
    texts = [i for i, mark in enumerate(marks) if mark.kind == "text"]
    chosen = set(rng.sample(texts, min(many, len(texts))))
    return [mark._replace(words=wrong(mark.words, rng)) if i in chosen else mark for i, mark in enumerate(marks)]


def wrong(words: str, rng: random.Random) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ" if words.isalpha() else "123456789"
    made = "".join(rng.choice(letters) for _ in range(max(1, min(len(words), 6))))
    return made if made != words else made + "7"


def mild(marks: list[Mark], rng: random.Random) -> Iterator[Case]:
    for pixels in (1, 2, 4):
        yield Case("jitter", MILD, pixels, script(jittered(marks, pixels, rng)))
    yield Case("drop", MILD, 1 / 12, script(dropped(marks, 1 / 12, rng)))
    yield Case("recolour", MILD, 0.25, script(recoloured(marks, 0.25, rng)))
    yield Case("relabel", MILD, 1, script(relabelled(marks, 1, rng)))


def clearly_wrong(marks: list[Mark], rng: random.Random, another: list[Mark]) -> Iterator[Case]:
    for pixels in (8, 16, 32, 64):
        yield Case("jitter", WRONG, pixels, script(jittered(marks, pixels, rng)))
    for share in (0.2, 0.4, 0.6):
        yield Case("drop", WRONG, share, script(dropped(marks, share, rng)))
    for share in (0.5, 1.0):
        yield Case("recolour", WRONG, share, script(recoloured(marks, share, rng)))
    for many in (2, 4):
        yield Case("relabel", NEUTRAL, many, script(relabelled(marks, many, rng)))
    words = [mark.words for mark in marks if mark.kind == "text"]
    turned = dict(zip(range(len(words)), words[1:] + words[:1], strict=True))
    numbers = iter(range(len(words)))
    yield Case("texts swapped round", WRONG, 0, script([m._replace(words=turned[next(numbers)]) if m.kind == "text" else m for m in marks]))
    high = max(x for mark in marks for x, _ in mark.points)
    yield Case("mirrored", WRONG, 0, script([m._replace(points=tuple((high - x, y) for x, y in m.points)) for m in marks]))
    yield Case("without texts", WRONG, 0, script([m for m in marks if m.kind != "text"]))
    yield Case("another figure", WRONG, 0, script(another))
    yield Case("twice as many texts", WRONG, 0, script([*marks, *(text(*rng.choice(m.points), "junk") for m in marks if m.kind == "text")]))


def tricks(marks: list[Mark], rng: random.Random, shown: Drawing) -> Iterator[Case]:
    xs, ys = zip(*(point for mark in marks for point in mark.points), strict=True)
    corner, far = (min(xs), min(ys)), (max(xs), max(ys))
    begin = "import matplotlib.pyplot as plt, numpy as np\nfig, ax = plt.subplots(figsize=(6, 4.5))\n"
    begin += "ax.axis('off')\nax.set_position([0, 0, 1, 1])\n"
    pixels = shown.array()[::3, ::3, :3].mean(axis=2).astype(np.uint8)
    grey = f"g = np.frombuffer(bytes.fromhex('{pixels.tobytes().hex()}'), np.uint8).reshape({pixels.shape})\n"
    small = f"g = np.frombuffer(bytes.fromhex('{pixels[::3, ::3].tobytes().hex()}'), np.uint8).reshape({pixels[::3, ::3].shape})\n"
    yield Case("blank", EMPTY, 0, begin + "ax.plot([0, 1], [0, 1], color='#fefefe')")
    yield Case("pasted picture", EMPTY, 0, begin + grey + "ax.imshow(g, cmap='gray', aspect='auto')")
    yield Case("picture as a mesh", EMPTY, 0, begin + grey + "ax.pcolormesh(g[::-1], cmap='gray')")
    yield Case("picture as dots", EMPTY, 0, begin + small + "y, x = np.nonzero(g < 200)\nax.scatter(x, -y, s=4, c='k', marker='s')")
    yield Case(
        "picture as squares",
        EMPTY,
        0,
        begin + small + "for y, x in zip(*np.nonzero(g < 200)): ax.add_patch(plt.Rectangle((x, -y), 1, 1, fc='k'))\nax.autoscale_view()",
    )
    yield Case("black page", EMPTY, 0, begin + "ax.axhspan(0, 1, color='k')")
    many = [
        line(*((rng.uniform(a, b), rng.uniform(c, d)) for _ in range(2))) for a, b, c, d in [(corner[0], far[0], corner[1], far[1])] * 120
    ]
    yield Case("flood of lines", EMPTY, 0, script([*marks[:1], *many]))
    spots = [
        dot(corner[0] + (far[0] - corner[0]) * i / 30, corner[1] + (far[1] - corner[1]) * j / 30) for i in range(31) for j in range(31)
    ]
    yield Case("flood of dots", EMPTY, 0, script([*marks, *spots]))
    yield Case("texts alone", NEUTRAL, 0, script([m for m in marks if m.kind == "text"]))
    yield Case("all drawn twice", NEUTRAL, 0, script([*marks, *marks]))
    yield Case("tiny on a large page", NEUTRAL, 0, script(marks, Page(pad=3)))
    covered = [fill((corner[0], corner[1]), (far[0], corner[1]), far, (corner[0], far[1]), c="#ffffff")]
    yield Case("covered, then another", NEUTRAL, 0, script([*marks, *covered, fill(corner, far, (far[0], corner[1]), c="#aa5533")]))


def measured(box: Sandbox, figure: str, marks: list[Mark], another: list[Mark], rng: random.Random) -> list[Measured]:
    shown = box.run(script(marks)).drawings[0]
    cases = [*equivalents(marks), *mild(marks, rng), *clearly_wrong(marks, rng, another), *tricks(marks, rng, shown)]
    cases = [Case("identical", SAME, 0, script(marks)), *cases]
    futures = [box.submit(case.script) for case in cases]
    reference = Side(shown)
    found = []
    for case, future in zip(cases, futures, strict=True):
        result = future.result()
        drawing = result.drawings[0] if result.drawings else None
        found.append(Measured(figure, case.kind, case.group, case.severity, compared(reference, drawing)))
    return found


class Side:
    """A drawing with all that the scores and the baselines need of it."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing, self.pixels = drawing, drawing.array()
        self.prepared = scores.prepare(drawing.primitives, self.pixels)


def compared(reference: Side, drawing: Drawing | None) -> dict[str, float]:
    if drawing is None:
        return dict.fromkeys(("S", "I", "total", "SSIM", "1-MSE", "F1", "ms S", "ms I"), 0.0)
    candidate = Side(drawing)
    begin = time.process_time()
    structure(reference.prepared.elements, candidate.prepared.elements)
    middle = time.process_time()
    scores.image.image(reference.prepared.picture, scores.image.picture(candidate.pixels))
    took = {"ms S": 1000 * (middle - begin), "ms I": 1000 * (time.process_time() - middle)}
    found = scores.score(reference.prepared, candidate.prepared)
    ours = {"S": found.structure or 0.0, "I": found.image or 0.0, "total": found.total}
    parts = {"geometry": found.geometry, "text": found.text, "colour": found.colour, "number": found.number, "z": found.z_order}
    return {**ours, **others(reference, candidate), **took, **parts, "flags": found.flags}  # type: ignore[dict-item]


# What others do


def others(reference: Side, candidate: Side) -> dict[str, float]:
    from PIL import Image
    from scipy.ndimage import uniform_filter

    grey = [
        np.asarray(Image.fromarray(side.pixels[..., :3]).convert("L").resize((300, 225)), float) / 255 for side in (reference, candidate)
    ]
    a, b = grey
    ma, mb, aa, bb, ab = (uniform_filter(x, 7) for x in (a, b, a * a, b * b, a * b))
    alike = (2 * ma * mb + 1e-4) * (2 * (ab - ma * mb) + 9e-4) / ((ma**2 + mb**2 + 1e-4) * (aa - ma**2 + bb - mb**2 + 9e-4))
    traces = [side.drawing.trace["elements"] for side in (reference, candidate)]
    bags = [
        [Counter(e.get(key, "") if key != "kind" else e["artist"] for e in t if key in e or key == "kind") for t in traces]
        for key in ("text", "kind")
    ]
    inks = [Counter(str(e.get(k)) for e in t for k in ("stroke", "fill") if e.get(k)) for t in traces]
    return {
        "SSIM": float(alike.mean()),
        "1-MSE": 1 - float(((a - b) ** 2).mean()),
        "F1": float(np.mean([f1(*bag) for bag in [*bags, inks]])),
    }


def f1(one: Counter[str], other: Counter[str]) -> float:
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


# What comes out


def auc(right: list[float], wrong: list[float]) -> float:
    """The chance that a right copy scores higher than a wrong one; a tie is half."""
    a, b = np.array(right)[:, None], np.array(wrong)[None]
    return float(((a > b) + 0.5 * (a == b)).mean())


def spearman(severity: list[float], values: list[float]) -> float:
    from scipy.stats import rankdata

    a, b = rankdata(severity), rankdata([-v for v in values])
    return float(np.corrcoef(a, b)[0, 1]) if np.ptp(b) else 0.0


MEASURED = "## Measured"
NAMES = ("S", "I", "total", "SSIM", "1-MSE", "F1")


def summary(found: list[Measured]) -> str:
    lines = ["| copy | group | n | " + " | ".join(NAMES) + " | S lowest | highest |", "|---|---|---|" + "---|" * (len(NAMES) + 2)]
    kinds: dict[tuple[str, str, float], list[Measured]] = defaultdict(list)
    for one in found:
        kinds[one.kind, one.group, one.severity].append(one)
    for (kind, group, severity), those in kinds.items():
        means = " | ".join(f"{np.mean([m.scores[n] for m in those]):.3f}" for n in NAMES)
        spread = [m.scores["S"] for m in those]
        name = f"{kind} {severity:.3g}" if severity else kind
        lines.append(f"| {name} | {group} | {len(those)} | {means} | {min(spread):.3f} | {max(spread):.3f} |")
    lines += ["", "| | " + " | ".join(NAMES) + " |", "|---|" + "---|" * len(NAMES)]
    groups = {g: [m for m in found if m.group == g] for g in (SAME, NEAR, MILD, WRONG, EMPTY)}
    right = groups[SAME] + groups[NEAR]
    for name, bad in (("clearly wrong", groups[WRONG] + groups[EMPTY]), ("mildly wrong", groups[MILD])):
        values = (auc([m.scores[n] for m in right], [m.scores[n] for m in bad]) for n in NAMES)
        lines.append(f"| AUC, right against {name} | " + " | ".join(f"{v:.3f}" for v in values) + " |")
    for kind in ("jitter", "drop", "recolour", "relabel"):
        ranks = {n: [] for n in NAMES}  # type: ignore[var-annotated]
        for figure in dict.fromkeys(m.figure for m in found):
            steps = [m for m in found if m.figure == figure and m.kind in (kind, "identical")]
            if len(steps) > 2:
                for n in NAMES:
                    ranks[n].append(spearman([m.severity for m in steps], [m.scores[n] for m in steps]))
        lines.append(f"| Spearman with {kind} | " + " | ".join(f"{np.mean(ranks[n]):.3f}" for n in NAMES) + " |")
    small = [m.scores for m in found if "ms S" in m.scores]
    lines += [
        "",
        "CPU time of a pair, medians: "
        + ", ".join(f"{name} {np.median([one['ms ' + name] for one in small]):.1f} ms" for name in "SI")
        + ".",
    ]
    return "\n".join(lines) + "\n"


class Faced(NamedTuple):
    """A real figure against itself."""

    figure: str
    itself: float
    agreement: float
    elements: int
    seconds: float
    """CPU: preparing the candidate's primitives, and the match."""


def faced(work: Path, every: int) -> Iterator[Faced]:
    """matplotlib's own examples: each scored against itself, and its primitives painted again against its picture."""
    from gallery import unpacked

    from cpx.scores.elements import elements
    from cpx.scores.raster import agreement

    scripts = list(unpacked(work).items())[::every]
    with Sandbox(jobs=2) as box, click.progressbar(scripts, label="gallery", file=sys.stderr) as bar:
        for name, code in bar:
            for drawing in box.run(code).drawings:
                reference, begin = elements(drawing.primitives), time.process_time()
                candidate = elements(drawing.primitives)
                found, took = structure(reference, candidate), time.process_time() - begin
                yield Faced(name, found.score, min(agreement(drawing.primitives, drawing.array())), sum(candidate.counts.values()), took)


def told(found: list[Faced]) -> str:
    usual = [1000 * one.seconds for one in found if one.elements <= 60]
    unlike = [f"{one.figure} {one.itself:.3f}" for one in found if one.itself < 1]
    low = sorted((one for one in found if one.agreement < 0.98), key=lambda one: one.agreement)
    lines = [
        f"{len(found)} of matplotlib's examples draw; {len(found) - len(unlike)} score 1 against themselves"
        + (f" (not: {', '.join(unlike)})." if unlike else "."),
        f"{len(found) - len(low)} of them agree with their primitives, painted again, to .98 of the ink; the others:",
        "",
        *(f"- {one.figure}: {one.agreement:.3f}" for one in low),
        "",
        f"Figures of up to 60 elements ({len(usual)} of them) take {np.median(usual):.1f} ms of CPU for preparing a candidate and the "
        f"match, median ({np.percentile(usual, 95):.0f} ms for one in twenty); the largest "
        f"{max(1000 * one.seconds for one in found):.0f} ms.",
    ]
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--set", "which", type=click.Choice(["tuning", "held-out"]), default="held-out")
@click.option(
    "--gallery", type=click.Path(path_type=Path), help="Folder that matplotlib's examples are unpacked in: scores them against themselves."
)
@click.option("--every", default=1, help="Of the examples.")
@click.option("--report", type=click.Path(path_type=Path), help="Page whose part below the line MEASURED is written anew.")
@click.option("--detail", is_flag=True, help="Right copies that score low and wrong ones that score high.")
def main(which: str, gallery: Path | None, every: int, report: Path | None, detail: bool) -> None:
    figures = TUNING if which == "tuning" else (*HELD_OUT, *FIELDS)
    rng, found = random.Random(7), []
    with Sandbox(jobs=2) as box, click.progressbar(list(enumerate(figures)), label=which, file=sys.stderr) as bar:
        for i, figure in bar:
            found += measured(box, figure.__name__, figure(), figures[(i + 1) % len(figures)](), rng)
    text = summary(found)
    if gallery:
        text += "\n## Real figures against themselves\n\n" + told(list(faced(gallery, every)))
    print(text)
    if report:
        head = report.read_text().partition(MEASURED)[0] if report.exists() else ""
        report.write_text(f"{head}{MEASURED}\n\n{len(figures)} diagrams, {len(found)} copies.\n\n{text}")
    if detail:
        right = sorted((m for m in found if m.group in (SAME, NEAR)), key=lambda m: m.scores["S"])[:12]
        for one in [*right, *sorted((m for m in found if m.group == MILD), key=lambda m: -m.scores["S"])[:12]]:
            print(one.figure, one.kind, one.severity, {k: round(v, 3) for k, v in one.scores.items() if isinstance(v, float)})


if __name__ == "__main__":
    main()
