"""Where an artist stands: its axes, the coordinates that its author counted in, and what it is clipped to."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from geometry import Array, Page, Shape, number, rows, spread, thinned
from matplotlib.artist import Artist
from matplotlib.transforms import Bbox, Transform

Element = dict[str, Any]

MOST = 200
"""Points that an element may list."""


@dataclass
class Space:
    """The coordinates of one element's numbers, and the way to them from pixels."""

    name: str
    place: "Place"
    inverse: Transform | None
    """From pixels; None for pixels themselves."""

    def array(self, pixels: Array) -> Array:
        if self.inverse is None:
            return np.column_stack([pixels[:, 0], self.place.page.height - pixels[:, 1]])
        return np.asarray(self.inverse.transform(pixels))

    def rows(self, pixels: Any) -> list[list[float | None]]:
        """Pixels as points in these coordinates."""
        return self.tidy(self.array(np.asarray(pixels, dtype=float).reshape(-1, 2)))

    def tidy(self, points: Array) -> list[list[float | None]]:
        """Points that are in these coordinates already, rounded."""
        if self.name == "data":
            return self.place.data_rows(points)
        decimals = 1 if self.inverse is None else 4
        return [[None if x is None else round(x, decimals) + 0.0 for x in row] for row in rows(points, 9)]

    def spread(self, pixels: Array) -> list[list[float | None]]:
        """Lowest and highest value along each axis of these coordinates."""
        return spread(self.array(pixels), self.tidy)

    def listed(self, pixels: Array) -> Element:
        """Points, at most 200 of them; with their number and range where there are more."""
        few = thinned(pixels, self.place.most)
        found: Element = {"space": self.name, "xy": self.rows(few)}
        if len(few) < len(pixels):
            found.update(count=len(pixels), range=self.spread(pixels))
        return found

    def placed(self, seen: Shape) -> Element:
        """A shape with its numbers in these coordinates."""
        if seen.parts:
            parts = [self.rows(thinned(part, 50)) for part in seen.parts[:20]]
            return {"kind": seen.kind, "space": self.name, "count": len(seen.parts), "parts": parts}
        if seen.kind not in ("circle", "ellipse", "rectangle"):
            return {"kind": seen.kind, **self.listed(seen.points)}
        middle, across, up = seen.points
        ends = self.array(np.array([across, up, 2 * middle - across, 2 * middle - up]))
        sides = ends[:2] - ends[2:]
        if self.name == "data":
            sides = self.place.without_noise(sides)
        digits = 6 if self.inverse is not None else 4
        size = [number(np.hypot(*side), digits) for side in sides]
        centre = self.array(middle[None])
        if seen.angle is None and (self.inverse is None or self.inverse.is_separable):  # on a logarithmic axis that is elsewhere
            centre = np.array([[ends[[0, 2], 0].mean(), ends[[1, 3], 1].mean()]])
        turned = {} if seen.angle is None else {"angles": [number(seen.angle, 4)]}
        return {"kind": seen.kind, "space": self.name, "centre": self.tidy(centre)[0], "size": size, **turned}


@dataclass
class Place:
    """One axes, or the figure where `axes` is None, and the page it is drawn on."""

    page: Page
    renderer: Any
    figure: Any
    axes: Any = None
    index: int | None = None
    most: int = MOST
    """Points that an element lists: fewer where there are many elements."""
    inverses: dict[str, Transform] = field(default_factory=dict)
    precision: list[int] = field(default_factory=list)
    """Significant digits of data along each axis."""
    negligible: list[float] = field(default_factory=list)
    """Data along each axis below this is a rounding error of 0."""

    @property
    def solid(self) -> bool:
        """Whether these axes are three-dimensional."""
        return self.axes is not None and self.axes.name == "3d"

    @property
    def data(self) -> Space:
        return Space("data", self, self._inverse("data", self.axes.transData))

    def space(self, transform: Transform, artist: Any = None) -> Space:
        """The coordinates in which the author of something with this transform counted."""
        if self.axes is not None:
            if self._is_data(transform) or getattr(artist, "xycoords", None) == "data" or hasattr(artist, "_xy1"):
                return self.data
            if transform.contains_branch(self.axes.transAxes):
                return Space("axes", self, self._inverse("axes", self.axes.transAxes))
        for figure in (getattr(artist, "figure", None), self.figure):
            if figure is not None and any(map(transform.contains_branch, (figure.transSubfigure, self.figure.transFigure))):
                return Space("figure", self, self._inverse("figure", self.figure.transFigure))
        return Space("pixels", self, None)

    def _is_data(self, transform: Transform) -> bool:
        return transform == self.axes.transData or any(transform.contains_branch_seperately(self.axes.transData))

    def _inverse(self, name: str, transform: Transform) -> Transform:
        if name not in self.inverses:
            self.inverses[name] = transform.inverted()
        return self.inverses[name]

    def data_rows(self, points: Array) -> list[list[float | None]]:
        """Points in data units: 6 significant digits, and more where an axis shows a narrow range far from 0, such as dates."""
        if points.ndim != 2 or not len(points):
            return []
        points = self.without_noise(points)
        if max(self.precision) == 6:
            return rows(points)
        columns = [[row[0] for row in rows(points[:, [i]], self.precision[i])] for i in range(points.shape[1])]
        return [list(row) for row in zip(*columns, strict=True)]

    def without_noise(self, points: Array) -> Array:
        """Points in data units, with 0 for what is nothing next to the span of its axis: all there is on a logarithmic one counts."""
        if not self.precision:
            for name in "xyz" if self.solid else "xy":
                low, high = map(float, getattr(self.axes, f"get_{name}lim")())
                scale = getattr(self.axes, f"get_{name}scale")()
                self.precision.append(_digits(low, high))
                self.negligible.append(0.0 if scale in ("log", "logit") else 1e-9 * abs(high - low))
        return np.where(np.abs(points) < self.negligible[: points.shape[1]], 0.0, points)

    def spread(self, points: Array) -> list[list[float | None]]:
        """Lowest and highest value along each axis."""
        return spread(points, self.data_rows)

    def listed(self, points: Array, *, count: bool = False) -> Element:
        """Points in data units, at most 200 of them; `count` also where all are listed."""
        few = thinned(points, self.most)
        found: Element = {"space": "data", "xy": self.data_rows(few)}
        if count or len(few) < len(points):
            found["count"] = int(np.isfinite(points).all(axis=1).sum()) if count else len(points)
        if len(few) < len(points):
            found["range"] = self.spread(points)
        return found

    def clip(self, artist: Artist) -> Bbox | None:
        """The pixels outside which nothing of this artist is drawn; None where it may draw anywhere."""
        if not artist.get_clip_on():
            return None
        box = artist.get_clip_box()
        found = None if box is None else Bbox(np.array(box.extents).reshape(2, 2))
        path = artist.get_clip_path()
        if path is not None:
            outline = path.get_fully_transformed_path().get_extents()
            found = outline if found is None else Bbox.intersection(found, outline) or Bbox([[0, 0], [0, 0]])
        return found


def _digits(low: float, high: float) -> int:
    span, largest = abs(high - low), max(abs(low), abs(high))
    if not span > 0 or not math.isfinite(largest / span):
        return 6
    return 6 + max(0, round(math.log10(largest / span)) - 1)
