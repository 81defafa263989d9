"""The visible artists of a figure in the order matplotlib paints them, each with the part it plays."""

from typing import Any, NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.figure import FigureBase, SubFigure
from matplotlib.image import _ImageBase
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.offsetbox import AnchoredOffsetbox, AnnotationBbox, OffsetBox
from matplotlib.patches import Patch, Shadow
from matplotlib.spines import Spine
from matplotlib.table import Table
from matplotlib.text import Annotation, Text
from summary import Ticks, labels_of, moved, shown_ticks

MOST = 2000
"""Artists that are looked at; more are only counted, so that no figure takes for ever."""


class Mark(NamedTuple):
    """One artist that leaves ink."""

    artist: Artist
    role: str
    axes: Axes | None
    owner: Artist | None
    """The annotation that an arrow belongs to."""


class Walk:
    """`visit(figure, ...)` fills `marks`, `axes` and `labels`."""

    def __init__(self, figure: Any) -> None:
        self.marks: list[Mark] = []
        self.axes: list[Any] = []
        self.labels: dict[int, str] = {}
        """Legend entries of artists that have them through a container, such as bars."""
        self.ticks: Ticks = {}
        self.missed = 0
        self._seen: set[int] = set()

    def visit(self, artist: Any, role: str, axes: Any, owner: Any = None) -> None:
        """Take an artist, or what it contains, with this role."""
        try:
            if artist is None or not artist.get_visible() or id(artist) in self._seen:
                return
            self._seen.add(id(artist))
            self._take(artist, role, axes, owner)
        except BaseException:  # also SystemExit, raised by an artist of the script
            self.missed += 1

    def _take(self, artist: Any, role: str, axes: Any, owner: Any) -> None:
        if isinstance(artist, Axes):
            self._axes(artist)
        elif isinstance(artist, FigureBase):
            self._figure(artist)
        elif isinstance(artist, Axis):
            self._axis(artist, axes)
        elif isinstance(artist, Legend):
            self._legend(artist, axes)
        elif isinstance(artist, Text):
            self._text(artist, role, axes)
        elif isinstance(artist, Table):
            for _, cell in sorted(artist.get_celld().items()):
                self.visit(cell, "table", axes)
                self.visit(cell.get_text(), "table", axes)
        elif isinstance(artist, OffsetBox | AnnotationBbox):
            self._box(artist, role, axes)
        elif isinstance(artist, Line2D | Patch | Collection | _ImageBase):
            self._mark(artist, role, axes, owner)
        elif hasattr(artist, "rectangle") and hasattr(artist, "connectors"):  # the frame and lines of a zoomed inset
            for child in (artist.rectangle, *(artist.connectors or ())):
                self.visit(child, "annotation", axes)
        else:
            for child in _by_height(artist.get_children()):
                self.visit(child, role, axes)

    def _mark(self, artist: Any, role: str, axes: Any, owner: Any = None) -> None:
        role = "background" if isinstance(artist, Shadow) else role
        if len(self.marks) < MOST:
            self.marks.append(Mark(artist, role, axes, owner))
        else:
            self.missed += 1

    def _figure(self, figure: Any) -> None:
        if isinstance(figure, SubFigure):
            self.visit(figure.patch, "background", None)
        roles = {id(figure._suptitle): "title", id(figure._supxlabel): "label", id(figure._supylabel): "label"}
        for child in _by_height(figure.get_children()):
            if child is not figure.patch:
                self.visit(child, roles.get(id(child), "annotation" if isinstance(child, Text) else "data"), None)

    def _axes(self, axes: Any) -> None:
        self.axes.append(axes)
        for container in axes.containers:
            label = str(container.get_label() or "")
            if label and not label.startswith("_"):
                self.labels.update({id(child): label for child in container.get_children()})
        titles = (axes.title, axes._left_title, axes._right_title)
        solid = axes.name == "3d"
        if solid and axes._axis3don:
            for axis in axes._axis_map.values():
                self.visit(axis, "axis", axes)
        framed = axes.axison and axes.get_frame_on()
        data = "colorbar" if hasattr(axes, "_colorbar") else "data"
        for child in _by_height(axes.get_children()):
            if child is axes.patch or (isinstance(child, Axis) and not axes.axison):
                continue
            if isinstance(child, Spine):
                if framed and moved(child):
                    self.visit(child, "spine", axes)
            elif child in titles:
                self.visit(child, "title", axes)
            else:
                self.visit(child, "annotation" if isinstance(child, Text) else data, axes)

        for parasite in getattr(axes, "parasites", ()):
            self.visit(parasite, data, axes)

    def _axis(self, axis: Any, axes: Any) -> None:
        self.ticks[axis] = shown_ticks(axis)
        for label in labels_of(self.ticks[axis]):
            self.visit(label, "tick", axes)
        self.visit(axis.label, "label", axes)
        self.visit(axis.offsetText, "tick", axes)

    def _legend(self, legend: Any, axes: Any) -> None:
        if legend.get_frame_on():
            self.visit(legend.legendPatch, "legend", axes)
        self.visit(legend._legend_box, "legend", axes)

    def _box(self, box: Any, role: str, axes: Any) -> None:
        if isinstance(box, AnnotationBbox):
            self.visit(box.arrow_patch, "annotation", axes, box)
            self.visit(box.patch, "background", axes)
            self.visit(box.offsetbox, role, axes)
            return
        if isinstance(box, AnchoredOffsetbox) and box.patch.get_visible():
            self.visit(box.patch, "background", axes)
        for child in box.get_children():
            self.visit(child, role, axes)

    def _text(self, text: Any, role: str, axes: Any) -> None:
        if isinstance(text, Annotation) and not text._check_xy(None):
            return
        if not text.get_text().strip() and not getattr(text, "arrow_patch", None):
            return
        self.visit(getattr(text, "arrow_patch", None), "annotation", axes, text)
        if text.get_text().strip():
            self.visit(text.get_bbox_patch(), "background", axes)
        part = {"legend": "legend text", "data": "annotation", "colorbar": "annotation"}.get(role, role)
        self._mark(text, part, axes)


def _by_height(artists: Any) -> list[Any]:
    """In drawing order: lowest first, else as they were added."""
    return sorted(artists, key=lambda artist: artist.get_zorder())
