"""What reaches the page: a renderer that notes each call while it paints, with the artist at work.

    install()                     once, before figures are drawn: artists say when they draw, figures are painted by a Recorder
    with recording() as strokes:  draw the figure
    strokes                       each a Stroke, in paint order

Nothing is measured while it paints; primitives.py makes rows and vertices of the strokes afterwards.
"""

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends import backend_agg
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.spines import Spine
from matplotlib.text import Text

FURNITURE = (Axis, Spine)
MOST = 20_000
"""Strokes that are noted; a stroke of many markers is one."""


class Pen(NamedTuple):
    """What matters of a graphics context, which changes after the call."""

    rgba: tuple[float, ...]
    alpha: float | None
    """For faces too; None leaves them their own."""
    width: float
    """Points."""
    dashes: Any
    hatched: bool
    clip: tuple[float, float, float, float] | None
    """Left, bottom, right, top in pixels."""
    mask: tuple[Any, Any] | None
    """A clip path and its transform, where it is no rectangle."""


class Stroke(NamedTuple):
    """One call to the renderer."""

    kind: str
    """`path`, `markers`, `collection`, `mesh`, `triangles`, `image` or `text`."""
    pen: Pen
    what: tuple[Any, ...]
    """The call's own arguments."""
    artist: Artist | None
    furniture: bool


class Recorder(RendererAgg):
    """Paints as matplotlib's own renderer does, and notes what it paints while `strokes` is a list."""

    strokes: list[Stroke] | None = None
    drawing: list[Any] = []  # noqa: RUF012 - the artists at work, outermost first, in all figures of this process
    measures: dict[Any, tuple[float, float, float]] = {}  # noqa: RUF012 - of all texts of this process, which draws one script
    filters = 0
    left_out = 0

    def clear(self) -> None:
        super().clear()
        if Recorder.strokes:
            Recorder.strokes.clear()

    def _update_methods(self) -> None:
        super()._update_methods()  # gives this instance the methods of the painter in C++
        self.draw_markers = self._noting("markers", self.draw_markers)
        self.draw_path_collection = self._noting("collection", self.draw_path_collection)
        self.draw_quad_mesh = self._noting("mesh", self.draw_quad_mesh)
        self.draw_gouraud_triangles = self._noting("triangles", self.draw_gouraud_triangles)
        self.draw_image = self._noting("image", self.draw_image)

    def _noting(self, kind: str, paint: Callable[..., None]) -> Callable[..., None]:
        def painting(gc: Any, *what: Any, **more: Any) -> None:
            self.note(kind, gc, what)
            paint(gc, *what, **more)

        return painting

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        writer = self.drawing[-1] if self.drawing and isinstance(self.drawing[-1], Text) else None
        if writer is None:
            self.note("path", gc, (path, transform.frozen(), rgbFace))
        else:  # with path effects, letters are paths
            self.note("letters", gc, (writer,))
        super().draw_path(gc, path, transform, rgbFace)

    def draw_text(self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None) -> None:
        self.note("text", gc, (x, y, s, prop, angle, ismath))
        super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> Any:
        found = super().get_text_width_height_descent(s, prop, ismath)
        self.measures[s, hash(prop), ismath, self.dpi] = found
        return found

    def measured(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """Width, height and descent of a line of text, which were asked for when it was laid out."""
        known = self.measures.get((s, hash(prop), ismath, self.dpi))
        return known or self.get_text_width_height_descent(s, prop, ismath)

    def start_filter(self) -> None:
        self.filters += 1
        super().start_filter()

    def stop_filter(self, post_processing: Any) -> None:
        """What a filter makes of its strokes is one image."""
        rows, columns = (np.flatnonzero(np.asarray(self.buffer_rgba())[..., 3].any(axis=axis)) for axis in (1, 0))
        self.filters -= 1
        if len(rows):
            box = float(columns[0]), self.height - float(rows[-1]) - 1, float(columns[-1]) + 1, self.height - float(rows[0])
            self.note("filtered", self.new_gc(), box)
        super().stop_filter(post_processing)

    def note(self, kind: str, gc: Any, what: tuple[Any, ...]) -> None:
        strokes = Recorder.strokes
        if strokes is None or self.filters:
            return
        if len(strokes) >= MOST:
            Recorder.left_out += 1
            return
        artists = self.drawing
        furniture = any(isinstance(artist, FURNITURE) for artist in artists)
        strokes.append(Stroke(kind, pen(gc), what, artists[-1] if artists else None, furniture))


def pen(gc: Any) -> Pen:
    rgba, forced = gc.get_rgb(), gc.get_forced_alpha()
    alpha = gc.get_alpha()
    if forced or len(rgba) == 3:
        rgba = (*rgba[:3], alpha)
    clip = gc.get_clip_rectangle()
    path, transform = gc.get_clip_path()
    mask = None if path is None else (path, transform)
    return Pen(
        tuple(rgba),
        alpha if forced else None,
        gc.get_linewidth(),
        gc.get_dashes(),
        gc.get_hatch() is not None,
        None if clip is None else clip.extents,
        mask,
    )


@contextlib.contextmanager
def recording() -> Iterator[list[Stroke]]:
    """The strokes of what is drawn meanwhile; only the last whole draw of it counts, since each begins with an empty page."""
    Recorder.strokes = strokes = []
    Recorder.left_out = 0
    try:
        yield strokes
    finally:
        Recorder.strokes = None


def install() -> None:
    """From now on figures are painted by a Recorder, and each artist says when it draws."""
    backend_agg.RendererAgg = Recorder  # type: ignore[misc]
    for kind in {Artist, *_kinds(Artist)}:
        if "draw" in vars(kind):
            kind.draw = _announced(kind.draw)


def _kinds(kind: type) -> Iterator[type]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _kinds(narrower)


def _announced(draw: Callable[..., Any]) -> Callable[..., Any]:
    at_work = Recorder.drawing

    @functools.wraps(draw)
    def announced(self: Artist, *arguments: Any, **options: Any) -> Any:
        at_work.append(self)
        try:
            return draw(self, *arguments, **options)
        finally:
            at_work.pop()

    return announced
