"""Draw the contact sheets of this folder: twelve figures of each family, four in a row, and one sheet of all families.

Usage: python docs/solids/sheets.py [SEED [FAMILY ...]]
"""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from cpx import solids

os.environ["MPLBACKEND"] = "Agg"


def picture(code: str) -> Any:
    """What one of our own scripts draws."""
    import matplotlib.pyplot as plt
    from PIL import Image

    with plt.rc_context():
        exec(compile(code, "solid.py", "exec"), {"__name__": "__main__"})
        png = io.BytesIO()
        plt.gcf().savefig(png, dpi=72)
        plt.close("all")
    return Image.open(png).convert("RGB")


def page(figures: Sequence[Any], across: int, cell: int) -> Any:
    """Pictures in rows on white."""
    from PIL import Image

    down = -(-len(figures) // across)
    made = Image.new("RGB", (across * cell, down * cell), "white")
    for i, figure in enumerate(figures):
        figure.thumbnail((cell - 10, cell - 10), Image.Resampling.LANCZOS)
        left, top = i % across * cell, i // across * cell
        made.paste(figure, (left + (cell - figure.width) // 2, top + (cell - figure.height) // 2))
    return made.quantize(192)


if __name__ == "__main__":
    seed, *chosen = sys.argv[1:] or ["1"]
    folder = Path(__file__).parent
    for family in chosen or solids.families():
        twelve = [picture(solids.make(family, Random(f"{seed}/{i}")).code) for i in range(12)]
        page(twelve, 4, 260).save(folder / f"{family}.png", optimize=True)
    each = [picture(solids.make(family, Random(f"{seed}/all")).code) for family in solids.families()]
    page(each, 8, 150).save(folder / "all.png", optimize=True)
