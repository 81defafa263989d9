"""Whether two pictures are one drawing, by their lines alone: in other colours, strokes, fonts and sizes it is still the same.

    picture -> edges (points with a contrast) -> laid on the other's: scale and shift, by the nearest points -> shares that are met

Texts keep their size where a page grows, so they push the box of all that is drawn out of place; long lines do not. Both boxes are tried,
and texts need only be about where the other has some. What a text says is not read.
"""

from math import log
from typing import Any, NamedTuple

GRID = 32
SIDE, PAD = 192, 24
"""Pixels of the longer side at which drawings are laid on each other, and those round it."""
FAINT, CLEAR, STARK = 5.0, 14.0, 45.0
"""Contrast in Lab of an edge that may be met, must be met, and must be met by a clear one: a grid of faint lines meets everything."""
LONG = 0.25
"""Share of the longest connected line from which a line is no text."""
APART, TEXT_APART = 2.0, 6.0
"""Pixels within which edges meet."""
PROPORTIONS = 0.12
"""Logarithm by which height to width may differ."""
TEXTS = 0.85
"""Share of the texts' edges that must be met."""
ROUNDS, TRUSTED = 6, 0.8
"""Of laying a drawing on the other, and the share of points, the nearest, that say how."""


class Frame(NamedTuple):
    """A box of the drawing, by which it is first laid on another."""

    origin: Any
    """(2,) row and column."""
    scale: float
    """To SIDE pixels."""
    proportion: float
    """Logarithm of width to height."""
    grid: Any
    """(1024,) float32 of unit length: how much there is in each cell, more or less than on average."""


class Outline(NamedTuple):
    """The edges of a picture."""

    points: Any
    """(n, 2) int16, row and column."""
    contrast: Any
    """(n,) uint8."""
    long: Any
    """(n,) bool: of a long line, not of a text."""
    frames: tuple[Frame, ...]
    """Of all that is drawn, of the long lines; none for a blank page."""


class Shares(NamedTuple):
    """Of the edges of a drawing, those that another has too."""

    lines: float
    texts: float


def outline(picture: Any) -> Outline:
    """Of a PIL image."""
    import numpy as np
    from scipy.ndimage import find_objects, label

    from cpx.scores import image

    contrast = edges(image.picture(picture).lab)
    marks, count = label(contrast > FAINT, np.ones((3, 3)))
    extents = [max(s.stop - s.start for s in slices) for slices in find_objects(marks)]
    long = np.array([False, *(extent >= LONG * max(extents) for extent in extents)])[marks]
    points = np.argwhere(marks)
    frames = tuple(frame(where, contrast.shape) for where in (points, np.argwhere(long))) if count else ()
    at = tuple(points.T)
    return Outline(points.astype(np.int16), np.minimum(contrast[at], 255).astype(np.uint8), long[at], frames)


def edges(lab: Any) -> Any:
    """(h, w) how far each pixel's colour lies from those above and left of it."""
    import numpy as np

    found = np.zeros(lab.shape[:2])
    found[:, 1:] = np.linalg.norm(lab[:, 1:] - lab[:, :-1], axis=2)
    found[1:] = np.maximum(found[1:], np.linalg.norm(lab[1:] - lab[:-1], axis=2))
    return found


def frame(points: Any, shape: tuple[int, int]) -> Frame:
    import numpy as np
    from PIL import Image, ImageFilter

    origin, end = points.min(axis=0), points.max(axis=0) + 1
    height, width = (int(length) for length in end - origin)
    there = np.zeros(shape, np.uint8)
    there[tuple(points.T)] = 255
    crop = Image.fromarray(there[origin[0] : end[0], origin[1] : end[1]])
    small = crop.resize((GRID, GRID), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.7))
    cells = np.sqrt(np.asarray(small, np.float32).ravel())
    cells -= cells.mean()
    return Frame(origin, SIDE / max(height, width), log(width / height), cells / (np.linalg.norm(cells) or 1.0))


def likeness(one: Outline, other: Outline) -> float:
    """From 0 to 1: the share of each drawing's long lines that the other has as well, the smaller of the two."""
    pairs = zip(one.frames, other.frames, strict=True) if one.frames and other.frames else ()
    near = (pair for pair in pairs if abs(pair[0].proportion - pair[1].proportion) <= PROPORTIONS)
    return max((met(one, ours, other, theirs) for ours, theirs in near), default=0.0)


def met(one: Outline, ours: Frame, other: Outline, theirs: Frame) -> float:
    fixed = (one.points - ours.origin) * ours.scale
    moved = laid(fixed, (other.points - theirs.origin) * theirs.scale, other.contrast)
    both = [shares(one, fixed, other, moved), shares(other, moved, one, fixed)]
    return min(found.lines for found in both) if min(found.texts for found in both) >= TEXTS else 0.0


def laid(fixed: Any, moving: Any, contrast: Any) -> Any:
    """The moving points, scaled and shifted so that the clear ones lie on the fixed: the nearest are paired, and all moved as these say."""
    import numpy as np
    from scipy.ndimage import distance_transform_edt

    far, nearest = distance_transform_edt(~raster(fixed), return_indices=True)
    clear = contrast >= CLEAR
    for _ in range(ROUNDS if clear.any() else 0):
        row, column = cells(moving[clear])
        apart = far[row, column]
        trusted = apart <= max(np.quantile(apart, TRUSTED), APART)
        here, there = moving[clear][trusted], nearest[:, row, column].T[trusted] - PAD
        centre, target = here.mean(axis=0), there.mean(axis=0)
        spread = ((here - centre) ** 2).sum()
        scale = ((here - centre) * (there - target)).sum() / spread if spread else 1.0
        moving = (moving - centre) * np.clip(scale, 0.9, 1.1) + target
    return moving


def shares(one: Outline, ours: Any, other: Outline, theirs: Any) -> Shares:
    """Of one drawing's clear edges, those that the other's meet; `ours` and `theirs` are where the points lie."""
    import numpy as np
    from scipy.ndimage import distance_transform_edt

    at = cells(ours)
    faint, clear = (distance_transform_edt(~raster(theirs[other.contrast >= least]))[at] for least in (FAINT, CLEAR))
    apart = np.where(one.contrast >= STARK, clear, faint)
    must = one.contrast >= CLEAR
    return Shares(within(apart[must & one.long], APART), within(apart[must & ~one.long], TEXT_APART))


def within(apart: Any, most: float) -> float:
    """Share of distances; 1 where there are none."""
    return float((apart <= most).mean()) if apart.size else 1.0


def raster(points: Any) -> Any:
    """(h, w) bool; one pixel beyond the page where there is no point at all."""
    import numpy as np

    there = np.zeros((SIDE + 2 * PAD, SIDE + 2 * PAD), bool)
    there[cells(points)] = True
    return there


def cells(points: Any) -> tuple[Any, Any]:
    """Rows and columns of points in a raster; what lies outside is put on its edge."""
    import numpy as np

    row, column = np.clip(np.rint(points + PAD).astype(int), 0, SIDE + 2 * PAD - 1).T
    return row, column
