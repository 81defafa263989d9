"""Draw the contact sheets of this folder: twelve figures of each family, four in a row. Usage: python docs/solids/sheets.py [SEED]"""

import io
import os
import sys
from pathlib import Path
from random import Random
from typing import Any

from cpx import solids

os.environ["MPLBACKEND"] = "Agg"
ACROSS, DOWN, CELL = 4, 3, 260


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


def sheet(family: str, seed: str) -> Any:
    """Twelve figures on white."""
    from PIL import Image

    page = Image.new("RGB", (ACROSS * CELL, DOWN * CELL), "white")
    for i in range(ACROSS * DOWN):
        figure = picture(solids.make(family, Random(f"{seed}/{i}")).code)
        figure.thumbnail((CELL - 10, CELL - 10), Image.Resampling.LANCZOS)
        left, top = i % ACROSS * CELL, i // ACROSS * CELL
        page.paste(figure, (left + (CELL - figure.width) // 2, top + (CELL - figure.height) // 2))
    return page


if __name__ == "__main__":
    for family in solids.families():
        page = sheet(family, sys.argv[1] if len(sys.argv) > 1 else "1")
        page.quantize(192).save(Path(__file__).with_name(f"{family}.png"), optimize=True)
