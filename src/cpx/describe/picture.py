"""A picture as the describers see it: panels with their axes, and marks with a value or a default for every field."""

from typing import NamedTuple

Point = tuple[float, ...]
"""Two or three coordinates."""


class Mark(NamedTuple):
    """One element of the trace, with defaults for what it does not say. Field meanings: `cpx.record.Element`."""

    kind: str = ""
    role: str = "data"
    axes: int | None = None
    space: str = "data"
    points: tuple[Point | None, ...] = ()
    parts: tuple[tuple[Point, ...], ...] = ()
    total: int = 0
    """`count` of the element: vertices, markers, parts or cells in all."""
    spread: tuple[Point, ...] = ()
    """`range` of the element: lowest and highest value along each axis."""
    centre: Point | None = None
    centres: tuple[Point, ...] = ()
    """Of several alike shapes told as one element."""
    size: Point | None = None
    shape: tuple[int, ...] = ()
    angles: tuple[float, ...] = ()
    box: Point | None = None
    strokes: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    dash: str = "solid"
    marker: str = ""
    marker_sizes: tuple[float, ...] = ()
    hatch: str = ""
    text: str = ""
    font_size: float | None = None
    rotation: float = 0.0
    frame: bool = False
    frame_shape: str = ""
    frame_fill: str = ""
    frame_stroke: str = ""
    ends: tuple[bool, ...] = ()
    values: tuple[tuple[float | None, ...], ...] = ()
    """Of a small image: row by row from the top, each from the left."""
    cmap: str = ""
    clim: tuple[float, ...] = ()
    levels: tuple[float, ...] = ()
    """Of contour lines and areas."""
    hole: float | None = None
    """Of a wedge: the inner diameter of a ring."""
    label: str = ""
    line: int | None = None

    @property
    def vertices(self) -> list[Point]:
        """Its points without the gaps."""
        return [point for point in self.points if point is not None]

    @property
    def corners(self) -> list[Point]:
        """The lowest and the highest corner of a summarised mark; nothing where it does not say them."""
        if not self.spread or any(len(pair) != 2 for pair in self.spread):
            return []
        return [tuple(pair[i] for pair in self.spread) for i in (0, 1)]

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """Left, bottom, right, top of an upright shape in its own units."""
        points = self.vertices
        if self.centre is not None and self.size is not None:
            (x, y), (w, h) = self.centre[:2], self.size[:2]
            return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        if len(points) > 1:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            return (min(xs), min(ys), max(xs), max(ys))
        return None

    @property
    def complete(self) -> bool:
        """Whether `points` and `parts` hold everything: nothing was summarised."""
        return self.total <= max(len(self.points), len(self.parts))

    @property
    def faithful(self) -> bool:
        """Whether the listed points show the course of a line: all of them, or enough of many."""
        return self.complete or (len(self.points) >= 100 and self.total <= 10 * len(self.points))


class Side(NamedTuple):
    """One axis of a panel."""

    limits: tuple[float, float] | None
    scale: str
    label: str
    ticks: tuple[str, ...]
    offset: str = ""
    """What is printed at its end for all tick labels, such as `1e-6` to multiply them with."""


class Panel(NamedTuple):
    """One set of axes with the marks in it."""

    kind: str
    box: Point | None
    shown: bool
    frame: tuple[str, ...] | None
    title: str
    sides: tuple[Side, Side, Side]
    grid: bool
    equal: bool
    legend: tuple[str, ...]
    view: Point | None
    colorbar: bool
    face: str
    marks: tuple[Mark, ...]


class Picture(NamedTuple):
    size: tuple[float, float] | None
    face: str
    title: str
    panels: tuple[Panel, ...]
    loose: tuple[Mark, ...]
    """Marks of the whole figure."""
    omitted: int
