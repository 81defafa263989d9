"""Draws scripts from stdin, one a line, as print_png does; answers with the trace, and with what hiding each artist changes."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src/cpx/sandbox/child"))

import artists
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from elements import of
from geometry import Page
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from place import Place
from walk import Walk

HEAD = "import matplotlib.pyplot as plt, numpy as np\n"


class Canvas(FigureCanvasAgg):
    def print_png(self, *_: object, **__: object) -> None:
        FigureCanvasAgg.draw(self)
        renderer = self.get_renderer()
        self.answer = {"trace": artists.trace(self.figure, renderer).trace, "corner": np.asarray(self.buffer_rgba())[0, 0].tolist()}
        if self.compare:
            found = [self.ink_of(mark) for mark in marks(self.figure) if mark.role in ("data", "annotation")]
            self.answer["ink"] = [ink for ink in found if ink]

    print_png.__module__ = "matplotlib.backends.backend_agg"  # else matplotlib hands over arguments of other formats

    def ink_of(self, mark):
        """The box that an artist's elements tell, and the box of the pixels that change when it is not drawn."""
        renderer = self.get_renderer()
        if isinstance(mark.artist, Text) and not mark.artist.get_text():
            return None
        page = Page(int(renderer.width), int(renderer.height), self.figure.dpi)
        boxes = [element["box"] for element in of(mark.artist, Place(page, renderer, self.figure, mark.axes, 0), mark.owner)]
        before = np.array(self.buffer_rgba(), dtype=int)
        mark.artist.set_visible(False)
        FigureCanvasAgg.draw(self)
        changed = np.argwhere(np.abs(np.asarray(self.buffer_rgba(), dtype=int) - before).max(axis=2) > 8)
        mark.artist.set_visible(True)
        FigureCanvasAgg.draw(self)
        seen = [*changed.min(axis=0)[::-1].tolist(), *(changed.max(axis=0)[::-1] + 1).tolist()] if len(changed) else None
        low, high = np.array(boxes)[:, :2].min(axis=0), np.array(boxes)[:, 2:].max(axis=0)
        return {"artist": type(mark.artist).__name__, "told": [*low.tolist(), *high.tolist()], "seen": seen}


def marks(figure):
    walk = Walk(figure)
    walk.visit(figure, "data", None)
    return walk.marks


def drawn(code: str, compare: bool, save: dict) -> dict:
    plt.close("all")
    exec(compile(HEAD + code, "script.py", "exec"), {})
    canvas = Canvas(plt.gcf())
    canvas.compare = compare
    plt.gcf().savefig("/dev/null", format="png", **save)
    return canvas.answer


if __name__ == "__main__":
    artists.watch("script.py")
    for line in sys.stdin:
        print(json.dumps(drawn(**json.loads(line))), flush=True)
