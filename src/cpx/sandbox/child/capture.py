"""Catch the figures that a script draws, at the moment and with the looks its author meant them to be seen.

    savefig, print_figure, print_png ──┐
    show, Figure.show, pause ──────────┼──> take(figure) ──> one draw at our resolution ──> keep(canvas, number)
    close ─────────────────────────────┤
    end of the script ─────────────────┘

The script's text is never touched: the functions it calls are wrapped before it starts, and the originals are kept here.
A figure is taken again only if it has changed since. docs/decisions/sandbox-capture.md says what a user may expect.
"""

import functools
import inspect
import itertools
import os
import weakref
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import matplotlib
import matplotlib.pyplot as plt
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from paint import Stroke, recording

LOOKS = ("facecolor", "edgecolor", "bbox_inches", "pad_inches", "bbox_extra_artists")
"""What of savefig's arguments is honoured; resolution and format are ours, `transparent` is at work already."""
FRAMES = ("raw", "rgba")
"""Formats that writers of animations grab their frames in."""

savefig, print_figure = Figure.savefig, FigureCanvasBase.print_figure
print_png, draw, close = FigureCanvasAgg.print_png, FigureCanvasAgg.draw, plt.close
signature = inspect.signature(print_figure)


class Oversize(BaseException):
    """The figure has more pixels than are drawn."""


class Rules(NamedTuple):
    """How figures are taken."""

    dpi: float
    which: str
    """`first`, `last` or `all`."""
    pixels: int


class Sink:
    """Stands where a file would, to tell our own draws from the script's."""

    filled = False

    def write(self, content: bytes) -> None:
        """matplotlib asks of a target that it can be written to."""


class Capture:
    """The figures of one script.

    The fork server makes it and wraps matplotlib's functions round it, once for all jobs; each job sets its own rules, and `keep`,
    which is called right after each draw that counts, before matplotlib undoes its crop.
    """

    rules: Rules
    keep: Callable[[FigureCanvasAgg, list[Stroke], int], None]

    def __init__(self) -> None:
        self.figures = 0
        self.taken: weakref.WeakSet[Figure] = weakref.WeakSet()  # a script may open and close hundreds
        self.drawn: Figure | None = None
        self.kept = 0
        self.oversize: str | None = None
        self.unfilled = False
        self.writes_files = False

    def take(self, figure: Figure, render: Callable[[Sink], Any], again: bool = True) -> None:
        """Take the figure unless it is already taken as it is; `again`: also if it has changed since."""
        if figure in self.taken and not (again and figure.stale):
            return
        if self.rules.which != "first" or not self.kept:
            self.render(render)
        self.figures += 1
        self.taken.add(figure)
        figure.stale = False

    def render(self, render: Callable[[Sink], Any]) -> None:
        sink = Sink()
        try:
            render(sink)
        except Oversize as error:
            self.oversize = self.oversize or str(error)
        else:
            self.unfilled = self.unfilled or not sink.filled
        self.kept += sink.filled

    def fill(self, canvas: FigureCanvasAgg, sink: Sink) -> None:
        """The draw itself."""
        width, height = canvas.get_width_height(physical=True)
        if width * height > self.rules.pixels:
            raise Oversize(f"the figure would be {width} x {height} pixels; at most {self.rules.pixels} are drawn")
        with recording() as strokes:
            draw(canvas)
        self.keep(canvas, strokes, self.figures + 1)
        sink.filled = True

    def saved(self, canvas: FigureCanvasBase, looks: dict[str, Any], again: bool = True) -> None:
        self.take(canvas.figure, lambda sink: print_figure(canvas, sink, dpi=self.rules.dpi, format="png", **looks), again)

    def shown(self, figure: Figure, again: bool = True) -> None:
        """Take a figure that the script shows; an empty one only counts if nothing else is ever drawn."""
        if not empty(figure):
            self.take(figure, lambda sink: self.as_window(figure, sink), again)

    def as_window(self, figure: Figure, sink: Sink) -> None:
        start_animations(figure)
        savefig(figure, sink, format="png", dpi=self.rules.dpi)

    def sweep(self) -> None:
        """At the end of the script: what is still open and was never taken."""
        for figure in open_figures():
            self.shown(figure, again=False)
        if not self.figures:
            for figure in ([self.drawn] if self.drawn else []) + open_figures():
                self.take(figure, functools.partial(self.as_window, figure), again=False)


def open_figures() -> list[Figure]:
    return [manager.canvas.figure for manager in Gcf.get_all_fig_managers()]


def empty(figure: Figure) -> bool:
    return len(figure.get_children()) < 2  # its background is one


def start_animations(figure: Figure) -> None:
    """Draw the first frame: a window would, while matplotlib leaves a saved figure as it was before."""
    for animation in list(animations(figure)):
        animation._init_draw()
        if getattr(animation, "_init_func", animation):  # without one, the first frame is drawn already
            for frame in itertools.islice(animation.new_frame_seq(), 1):
                animation._draw_frame(frame)
        animation._draw_was_started = True


def animations(figure: Figure) -> Iterator[Any]:
    for reference in figure.canvas.callbacks.callbacks.get("draw_event", {}).values():
        owner = getattr(reference(), "__self__", None)
        if hasattr(owner, "_init_draw") and not owner._draw_was_started:
            yield owner


def install(capture: Capture) -> None:
    """Wrap what a script calls to save, show and close figures."""
    FigureCanvasBase.print_figure = saving(capture)
    FigureCanvasAgg.print_png = printing(capture)
    FigureCanvasAgg.draw = drawing(capture)
    FigureCanvasAgg.draw_idle = lambda self, *arguments, **options: None  # a second draw of the same, after each pyplot.savefig
    plt.close = closing(capture)
    plt.show = showing(capture)
    Figure.show = lambda self, *arguments, **options: capture.shown(self)
    plt.pause = pausing(capture)
    plt.draw = lambda: plt.gcf().canvas.draw()
    FigureCanvasBase.start_event_loop = lambda self, *arguments, **options: None  # nobody is there to click
    matplotlib.use = plt.switch_backend = lambda *arguments, **options: None  # windows need a screen; every backend is ours


def saving(capture: Capture) -> Callable[..., Any]:
    @functools.wraps(print_figure)
    def wrapped(self: FigureCanvasBase, *arguments: Any, **options: Any) -> Any:
        said = signature.bind(self, *arguments, **options).arguments
        if isinstance(said["filename"], Sink):
            return print_figure(self, *arguments, **options)
        capture.saved(self, {name: said[name] for name in LOOKS if name in said}, again=said.get("format") not in FRAMES)
        if wanted(capture, said["filename"]):
            write(functools.partial(print_figure, self, *arguments, **options), said["filename"])
            self.figure.stale = False
        return None

    return wrapped


def wanted(capture: Capture, target: Any) -> bool:
    """Whether the script could notice that its own file was not written."""
    return capture.writes_files or not isinstance(target, str | bytes | os.PathLike)


def write(save: Callable[[], Any], target: Any) -> None:
    """Write the script's own file; outside its folder nothing can be written, which is no fault of the script."""
    try:
        save()
    except OSError:
        if not isinstance(target, str | bytes | os.PathLike):
            raise


def printing(capture: Capture) -> Callable[..., Any]:
    @functools.wraps(print_png)  # also copies __module__: matplotlib passes its own functions other arguments than strangers
    def wrapped(self: FigureCanvasAgg, filename_or_obj: Any, *, metadata: Any = None, pil_kwargs: Any = None) -> None:
        if isinstance(filename_or_obj, Sink):
            return capture.fill(self, filename_or_obj)
        if not self._is_saving:
            capture.saved(self, {})
        if self._is_saving or wanted(capture, filename_or_obj):
            write(functools.partial(print_png, self, filename_or_obj, metadata=metadata, pil_kwargs=pil_kwargs), filename_or_obj)
        return None

    return wrapped


def drawing(capture: Capture) -> Callable[..., Any]:
    @functools.wraps(draw)
    def wrapped(self: FigureCanvasAgg) -> None:
        capture.drawn = capture.drawn or self.figure  # all that is known of a figure that is neither saved nor in pyplot's hands
        draw(self)

    return wrapped


def closing(capture: Capture) -> Callable[..., Any]:
    @functools.wraps(close)
    def wrapped(fig: Any = None) -> None:
        before = open_figures()
        close(fig)
        after = open_figures()
        for figure in before:
            if figure not in after:
                capture.shown(figure, again=False)

    return wrapped


def showing(capture: Capture) -> Callable[..., Any]:
    def show(*arguments: Any, **options: Any) -> None:
        for figure in open_figures():
            capture.shown(figure)

    return show


def pausing(capture: Capture) -> Callable[..., Any]:
    def pause(interval: float) -> None:
        """Each pause of a crude animation shows one more frame; the first is taken."""
        for figure in open_figures():
            capture.shown(figure, again=False)

    return pause
