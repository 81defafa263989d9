"""An attacker's search: scripts that score high without drawing the figure, found by mutation towards the score.

    python tests/bench/attack.py --evaluations 10000 --report build/attack.json

The attacker does not look at the reference. It has what a lazy model has: fields of dots, grids and fans of lines, rings, patches, dumps of
letters and numbers, pictures of noise, transparent and hidden layers; and it hears the total of each try. What drawing is forbidden
to it is only the figure itself: positions come from a few parameters, not mark by mark.
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import click

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

from diagrams import HELD_OUT, script  # noqa: E402

from cpx import scores  # noqa: E402
from cpx.sandbox import Drawing, Sandbox  # noqa: E402

HUES = ("black", "#2255cc", "#bb2222", "#116611", "#ffe08a", "#7fb3ff", "#cccccc", "white", "#dd8452", "#888888")
HEAD = "import matplotlib.pyplot as plt\nimport numpy as np\nfig, ax = plt.subplots(figsize=(6, 4.5))\nax.set(xlim=(0, 1), ylim=(0, 1))\n"
HEAD += "r = np.random.default_rng(1)\n"
LAYERS = {
    "dots": "x, y = np.meshgrid(np.linspace({a:.3f}, {b:.3f}, {n}), np.linspace({c:.3f}, {d:.3f}, {m}))\n"
    "ax.scatter(x, y, s={w:.2f} ** 2, c={hue!r}, alpha={o:.2f})",
    "grid": "ax.hlines(np.linspace({c:.3f}, {d:.3f}, {n}), {a:.3f}, {b:.3f}, color={hue!r}, lw={w:.2f}, alpha={o:.2f})\n"
    "ax.vlines(np.linspace({a:.3f}, {b:.3f}, {m}), {c:.3f}, {d:.3f}, color={hue!r}, lw={w:.2f}, alpha={o:.2f})",
    "fan": "for t in np.linspace(0, 2 * np.pi, {n}): ax.plot([{a:.3f}, {a:.3f} + {b:.3f} * np.cos(t)], "
    "[{c:.3f}, {c:.3f} + {b:.3f} * np.sin(t)], color={hue!r}, lw={w:.2f})",
    "rings": "for q in np.linspace(0.02, {b:.3f}, {n}): ax.add_patch(plt.Circle(({a:.3f}, {c:.3f}), q, fill={fill}, ec={hue!r}, "
    "fc={hue!r}, lw={w:.2f}, alpha={o:.2f}))",
    "patch": "ax.add_patch(plt.Rectangle(({a:.3f}, {c:.3f}), {b:.3f}, {d:.3f}, fc={hue!r}, ec={other!r}, lw={w:.2f}, alpha={o:.2f}))",
    "lines": "for i in range({n}): ax.plot(r.uniform({a:.3f}, {b:.3f}, 2), r.uniform({c:.3f}, {d:.3f}, 2), color={hue!r}, lw={w:.2f})",
    "letters": "for i, s in enumerate({words!r}): ax.text({a:.3f} + ({b:.3f} - {a:.3f}) * (i % {n}) / {n}, "
    "{c:.3f} + ({d:.3f} - {c:.3f}) * (i // {n}) / 5, s, fontsize={size}, color={hue!r})",
    "noise": "ax.imshow(r.uniform(size=({n}, {m})), extent=({a:.3f}, {b:.3f}, {c:.3f}, {d:.3f}), "
    "cmap='gray', alpha={o:.2f}, aspect='auto')",
    "mesh": "ax.pcolormesh(np.linspace({a:.3f}, {b:.3f}, {n}), np.linspace({c:.3f}, {d:.3f}, {m}), "
    "r.uniform(size=({m} - 1, {n} - 1)), cmap='gray', alpha={o:.2f})",
    "wave": "x = np.linspace({a:.3f}, {b:.3f}, 80)\nax.plot(x, {c:.3f} + {d:.3f} * np.sin({n} * x), color={hue!r}, lw={w:.2f})",
}
WORDS = [*"ABCDEFGHOPQRSTUVxy0123456789", "8 cm", "O", "x", "y", "12", "30°", "R", "mg", "F", "v"]


class Layer(NamedTuple):
    kind: str
    values: dict[str, Any]


def layer(rng: random.Random) -> Layer:
    a, b = sorted((rng.random(), rng.random()))
    c, d = sorted((rng.random(), rng.random()))
    values: dict[str, Any] = {
        "a": a,
        "b": max(b, a + 0.05),
        "c": c,
        "d": max(d, c + 0.05),
        "n": rng.randint(2, 16),
        "m": rng.randint(2, 16),
    }
    values |= {"w": rng.uniform(0.5, 6), "o": rng.choice((1.0, 1.0, 0.5, 0.2, 0.05)), "hue": rng.choice(HUES), "other": rng.choice(HUES)}
    values |= {"size": rng.randint(6, 18), "words": rng.sample(WORDS, rng.randint(2, 14)), "fill": rng.random() < 0.5}
    return Layer(rng.choice(list(LAYERS)), values)


def mutated(layers: list[Layer], rng: random.Random) -> list[Layer]:
    """One step: a layer more, one less, another order, or other values of one."""
    found = list(layers)
    what = rng.random()
    if what < 0.25 or not found:
        found.insert(rng.randint(0, len(found)), layer(rng))
    elif what < 0.4 and len(found) > 1:
        found.pop(rng.randrange(len(found)))
    else:
        i = rng.randrange(len(found))
        fresh = layer(rng).values
        keys = rng.sample(list(fresh), rng.randint(1, 4))
        found[i] = found[i]._replace(values={**found[i].values, **{key: fresh[key] for key in keys}})
    return found[:8]


def code(layers: list[Layer]) -> str:
    return HEAD + "\n".join(LAYERS[one.kind].format(**one.values) for one in layers) + "\nax.axis('off')\n"


def prepared(drawing: Drawing, trusted: bool = False) -> scores.Prepared:
    return scores.prepare(drawing.primitives, drawing.array(), trusted=trusted)


def search(box: Sandbox, figure: str, reference: scores.Prepared, tries: int, rng: random.Random) -> dict[str, Any]:
    """Evolution: of the best dozen, each is mutated in turn; the best try and its parts."""
    pool: list[tuple[float, list[Layer], dict[str, Any]]] = []
    done = 0
    while done < tries:
        batch = [mutated(rng.choice(pool)[1] if pool and rng.random() < 0.85 else [], rng) for _ in range(16)]
        futures = [box.submit(code(layers), dpi=60) for layers in batch]
        for layers, future in zip(batch, futures, strict=True):
            done += 1
            result = future.result()
            if result.drawings:
                found = scores.score(reference, prepared(result.drawings[0]))
                parts = {"total": found.total, "structure": found.structure, "image": found.image, "flags": found.flags}
                pool.append((found.total, layers, {**parts, "kinds": [one.kind for one in layers], "code": code(layers)}))
        pool = sorted(pool, key=lambda one: -one[0])[:12]
    return {"figure": figure, "tries": done, **pool[0][2]}


@click.command()
@click.option("--evaluations", default=10_000)
@click.option("--figures", default=10, help="Of the held-out diagrams.")
@click.option("--report", type=click.Path(path_type=Path))
def main(evaluations: int, figures: int, report: Path | None) -> None:
    chosen = HELD_OUT[:: max(1, len(HELD_OUT) // figures)][:figures]
    found, begin = [], time.time()
    with Sandbox(jobs=2, dpi=60) as box:
        for i, figure in enumerate(chosen):
            reference = prepared(box.run(script(figure()), dpi=60).drawings[0], trusted=True)
            found.append(search(box, figure.__name__, reference, evaluations // len(chosen), random.Random(i)))
            best = found[-1]
            print(
                f"{best['figure']}: {best['total']:.3f} (S {best['structure']:.3f}, I {best['image']:.3f}) {best['flags']} {best['kinds']}",
                flush=True,
            )
            if report:
                report.parent.mkdir(parents=True, exist_ok=True)
                report.write_text(json.dumps(found, indent=1))
    tried, best = sum(one["tries"] for one in found), max(one["total"] for one in found)
    print(f"{tried} evaluations in {time.time() - begin:.0f} s; the best exploit scores {best:.3f}")


if __name__ == "__main__":
    main()
