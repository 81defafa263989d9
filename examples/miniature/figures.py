"""Small charts that a model of a million parameters can learn: bars and large dots with whole values, in four colours.

python figures.py 3000 --seed 1 > codes.jsonl
"""

import json
import random
import sys

COLOURS = ("tab:blue", "tab:red", "tab:green", "tab:orange")
KINDS = {
    "bars": "plt.bar([{places}], [{values}], color='{colour}')",
    "dots": "plt.scatter([{places}], [{values}], s=400, color='{colour}')",
}


def script(lots: random.Random) -> str:
    """A chart of two to four values from 1 to 9."""
    values = [lots.randint(1, 9) for _ in range(lots.randint(2, 4))]
    kind = lots.choice(sorted(KINDS))
    drawn = KINDS[kind].format(
        places=", ".join(map(str, range(1, len(values) + 1))), values=", ".join(map(str, values)), colour=lots.choice(COLOURS)
    )
    return f"import matplotlib.pyplot as plt\n\nplt.figure(figsize=(2.4, 2.4))\n{drawn}\nplt.axis([0, 5, 0, 10])\nplt.show()\n"


def main(count: int, seed: int) -> None:
    lots = random.Random(seed)
    seen: set[str] = set()
    while len(seen) < count:
        code = script(lots)
        if code not in seen:
            seen.add(code)
            print(json.dumps({"id": f"{seed}-{len(seen)}", "code": code}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 0)
