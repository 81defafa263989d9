"""Load what scripts need and draw a little of everything once, so that each job finds it ready."""

import contextlib
import gc
import importlib
import io
import os
import platform
import random
import sys
from collections.abc import Iterable

import artists
import fonts
import job
import matplotlib.mathtext
import matplotlib.pyplot as plt
import mpl_toolkits.mplot3d  # noqa: F401 - registers the projection
import numpy as np
import numpy.fft
import numpy.random
import paint
import primitives
import swift
from matplotlib import _mathtext, font_manager, ft2font


def up(chinese: str, preload: Iterable[str] = ()) -> dict[str, str]:
    """Make this process ready to fork jobs; the versions that draw. `chinese` is the path of a font, `preload` names libraries."""
    del os.environ["MPL_IGNORE_SYSTEM_FONTS"]  # it did its work when the font list was made; later it would hide the Chinese font
    fonts.pin(chinese)
    paint.install()
    swift.install()
    draw()
    load(preload)
    forget()
    seed()
    artists.watch(job.SCRIPT)
    hide()
    return {
        "python": platform.python_version(),
        "matplotlib": matplotlib.__version__,
        "numpy": np.__version__,
        "freetype": ft2font.__freetype_version__,
    }


def draw() -> None:
    """Exercise text, mathematics, ticks, layouts and projections."""
    figure, axes = plt.subplots(2, 2)
    axes[0, 0].semilogy([1, 2, 3], [1, 10, 100], label="a")
    axes[0, 0].legend()
    axes[0, 0].set_title(r"$\frac{a}{b}\sqrt{x^2}\;\alpha\;\mathbf{B}\int_0^1$", fontweight="bold")
    figure.colorbar(axes[0, 1].scatter([1, 2], [3, 4], c=[1, 2]))
    axes[1, 0].imshow(np.eye(4))
    axes[1, 0].annotate("x", (1, 1), (2, 2), arrowprops={"arrowstyle": "->"}, fontstyle="italic", bbox={"boxstyle": "round"})
    axes[1, 1].bar(["a", "b"], [1, 2], hatch="/")
    axes[1, 1].fill_between([0, 1], [0, 1])
    axes[1, 1].grid(True)
    for family in ("monospace", "serif"):
        axes[1, 1].text(0, 0, family, family=family)
    figure.tight_layout()
    save(figure, bbox_inches="tight")
    for projection in ("3d", "polar"):
        figure = plt.figure()
        points = [[0, 1]] * (3 if projection == "3d" else 2)
        figure.add_subplot(projection=projection).plot(*points)
        save(figure)
    plt.close("all")


def load(libraries: Iterable[str]) -> None:
    """Import those that are installed; one that fails says so to the script that wants it."""
    for library in libraries:
        with contextlib.suppress(Exception):
            importlib.import_module(library)


def save(figure: plt.Figure, **options: str) -> None:
    with paint.recording() as strokes:
        figure.savefig(io.BytesIO(), format="png", **options)
    traced = artists.trace(figure, figure.canvas.get_renderer())
    primitives.of(strokes, figure, figure.canvas.get_renderer(), traced.parts)


def forget() -> None:
    """Drop what must not cross a fork: open fonts share one library handle and one file position with the parent."""
    matplotlib.mathtext.MathTextParser._parse_cached.cache_clear()
    _mathtext.StixFonts.get_sized_alternatives_for_symbol.cache_clear()
    font_manager._get_font.cache_clear()
    gc.collect()  # closes their files; a job that did it would close descriptors of its own by the same numbers
    fonts.missing.clear()


def seed() -> None:
    """The same random numbers for every script that sets no seed: jobs inherit this state. Two generators in one script still differ."""
    np.random.seed(0)
    np.random.bit_generator.randbits = random.Random(0).getrandbits  # what default_rng() and RandomState() draw their seeds from


def hide() -> None:
    """Take our own modules out of a script's sight: it may have a `report` or a `capture` of its own."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != here]
    for name, module in list(sys.modules.items()):
        if os.path.dirname(getattr(module, "__file__", None) or "") == here and name != "__main__":
            del sys.modules[name]
