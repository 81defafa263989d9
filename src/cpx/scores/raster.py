"""Primitives painted once more, plainly: whether they are what their picture shows.

Letters and hatches are not painted: ink within a text's or a hatched region's box is taken as explained, and so is the inside of an image.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpx.primitives import BACKGROUND, IMAGE, TEXT, Primitives
from cpx.scores import paths
from cpx.scores.elements import clipped
from cpx.scores.image import on_white

Array = NDArray[Any]

OVER = 2
"""Times as large it is painted, then made smaller."""
DIFFERENT, TRACE = 24, 6
"""Levels of a channel, from the ground, at which there is ink that must be explained, and that explains: thin lines lie between pixels."""
SLACK = 2
"""Pixels that ink may lie apart."""


class Agreement(NamedTuple):
    """Shares of the pixels with ink."""

    explained: float
    """Of the picture's ink: it lies where the primitives paint."""
    shown: float
    """Of the ink that the primitives paint: the picture has ink there, too."""


def agreement(found: Primitives, pixels: Array) -> Agreement:
    """`pixels`: RGBA or RGB bytes of the drawing that the primitives were recorded with, (height, width, 3 or 4)."""
    from scipy.ndimage import maximum_filter

    sheet = Sheet(found)
    for row in found.rows:
        sheet.paint(row)
    painted, loose, ground = sheet.done()
    ink, ours = apart(np.asarray(on_white(pixels)), ground), apart(painted, ground)
    near_ours, near_ink = (maximum_filter(some, 2 * SLACK + 1) for some in ((ours > TRACE) | loose, ink > TRACE))
    ink, strict = ink > DIFFERENT, (ours > DIFFERENT) & ~loose
    return Agreement(
        float(near_ours[ink].mean()) if ink.any() else 1.0,
        float(near_ink[strict].mean()) if strict.any() else 1.0,
    )


def apart(one: Array, other: Array) -> Array:
    """The largest difference of a channel; of bytes as bytes, since wider numbers take several times as long."""
    far = np.maximum(one, other) - np.minimum(one, other)
    return np.maximum(np.maximum(far[..., 0], far[..., 1]), far[..., 2])


class Sheet:
    """The page in the making."""

    def __init__(self, found: Primitives) -> None:
        from PIL import Image, ImageDraw

        self.found = found
        self.size = int(found.page[0]), int(found.page[1])
        large = self.size[0] * OVER, self.size[1] * OVER
        self.page = Image.new("RGB", large, "white")
        self.loose = Image.new("L", large, 0)
        self.pen, self.mark = ImageDraw.Draw(self.page, "RGBA"), ImageDraw.Draw(self.loose)
        self.ground: Array | None = None

    def paint(self, row: Any) -> None:
        from PIL import Image

        vertices = self.found.vertices[row["start"] : row["stop"]].astype(float)
        clip = clipped(self.found, row)
        if not len(vertices) or (clip[2:] <= clip[:2]).any():
            return
        if row["role"] != BACKGROUND and self.ground is None:
            plain = self.page.getcolors(1)
            self.ground = np.asarray(Image.new("RGB", self.size, plain[0][1]) if plain else self.page.resize(self.size))
        if row["kind"] in (TEXT, IMAGE) or row["hatch"]:
            self.mark.polygon(
                [tuple(point) for point in (np.clip(vertices, clip[:2], clip[2:]) * OVER).tolist()], fill=255, outline=255, width=4
            )
        if row["kind"] in (TEXT, IMAGE):
            return
        parts = paths.polylines(vertices, self.found.codes[row["start"] : row["stop"]])
        if row["fill"][3]:
            self.fill(row, parts, clip)
        if row["stroke"][3] and row["width"] > 0:
            self.stroke(row, parts, clip)

    def fill(self, row: Any, parts: list[Array], clip: Array) -> None:
        from PIL import Image, ImageChops, ImageDraw

        rings = [ring for part in parts if len(ring := paths.cut_region(part, clip)) > 2]
        if len(rings) == 1:
            self.pen.polygon(flat(rings[0]), fill=tuple(row["fill"].tolist()))
        elif rings:  # holes: even-odd
            cover = Image.new("L", self.page.size, 0)
            for ring in rings:
                one = Image.new("L", self.page.size, 0)
                ImageDraw.Draw(one).polygon(flat(ring), fill=255)
                cover = ImageChops.difference(cover, one)
            *rgb, alpha = row["fill"].tolist()
            self.page.paste(tuple(rgb), mask=cover.point([level * alpha // 255 for level in range(256)]))

    def stroke(self, row: Any, parts: list[Array], clip: Array) -> None:
        wide = max(1, round(float(row["width"]) * OVER))
        for part in parts:
            for line in paths.cut(part, clip):
                self.pen.line(flat(line), fill=tuple(row["stroke"].tolist()), width=wide, joint="curve" if wide > 3 else None)
                if row["dash"].any():
                    self.mark.line(flat(line), fill=255, width=wide)

    def done(self) -> tuple[Array, Array, Array]:
        """The page, where anything may be, and the ground."""
        painted = np.asarray(self.page.resize(self.size, 4))
        ground = np.full_like(painted, 255) if self.ground is None else self.ground
        return painted, np.asarray(self.loose.resize(self.size)) > 0, ground


def flat(points: Array) -> list[tuple[float, ...]]:
    return [tuple(point) for point in (points * OVER).tolist()]
