"""The image score I: how well the ink of two pictures agrees in place, texture and colour; blank paper counts for nothing.

    picture -> Lab on 224 pixels, ink = distance from the ground's colour -> laid on each other -> agreement of ink, texture, colour

SSIM and squared error give a blank page .93 and .99 against a line drawing; here only where there is ink is looked at.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpx.scores import colour

Array = NDArray[Any]

SIDE = 224
"""Pixels of the longer side that pictures are compared at."""
BORDER = 8
"""Pixels left free round what is drawn."""
INK = 0.12
"""Of full ink: less is ground."""
FULL = 60.0
"""Distance in Lab at which ink is full."""
REACHES = (1.0, 2.0, 4.0, 8.0)
"""Pixels within which ink finds ink: agreement at each counts the same."""
SAMPLES = 1500
"""Pixels whose colours are compared."""


class Image(NamedTuple):
    """The score and what it is made of, each from 0 to 1."""

    score: float
    ink: float
    """F1 of the ink's place, mean over the reaches."""
    texture: float
    colour: float


class Picture(NamedTuple):
    """A picture, ready to be compared."""

    lab: Array
    """(h, w, 3), at most 384 pixels on the longer side."""
    ink: Array
    """(h, w) from 0 to 1."""
    ground: Array
    """Lab of the ground."""
    box: tuple[int, int, int, int] | None
    """Top, bottom, left, right of the ink; None for a blank page."""


class Laid(NamedTuple):
    """A picture laid out for comparison: (SIDE, SIDE) planes, with what is asked of them again and again."""

    ink: Array
    lab: Array
    there: Array
    """Where there is ink."""
    far: Array
    """Pixels to the next ink."""
    near: Array
    """(2, SIDE, SIDE) row and column of the next ink."""


def picture(pixels: Any) -> Picture:
    """From RGBA or RGB bytes (h, w, 3 or 4) or a PIL image."""
    from PIL import Image as Pil

    image = on_white(pixels)
    shrink = 384 / max(image.size)
    if shrink < 1:
        size = (max(8, round(image.width * shrink)), max(8, round(image.height * shrink)))
        image = image.resize(size, Pil.Resampling.BOX)
    rgb = np.asarray(image)
    ground = edge_colour(rgb)
    lab = colour.lab(rgb)
    apart = np.sqrt(((lab - colour.lab(ground)) ** 2).sum(axis=2))
    ink = np.clip(apart / FULL, 0, 1).astype(np.float32)
    rows, columns = np.flatnonzero((ink > INK).any(axis=1)), np.flatnonzero((ink > INK).any(axis=0))
    box = (int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1) if len(rows) else None
    return Picture(lab, ink, colour.lab(ground), box)


def on_white(pixels: Any) -> Any:
    """RGB of RGBA or RGB bytes, or of a PIL image."""
    from PIL import Image as Pil

    shown = pixels if isinstance(pixels, Pil.Image) else Pil.fromarray(np.asarray(pixels))
    if shown.mode == "RGB":
        return shown
    layer = shown.convert("RGBA")
    if layer.getchannel("A").getextrema() != (255, 255):
        layer = Pil.alpha_composite(Pil.new("RGBA", layer.size, "white"), layer)
    return layer.convert("RGB")


def edge_colour(rgb: Array) -> Array:
    """The commonest colour along the picture's edge."""
    edge = np.concatenate([rgb[:2].reshape(-1, 3), rgb[-2:].reshape(-1, 3), rgb[:, :2].reshape(-1, 3), rgb[:, -2:].reshape(-1, 3)])
    _, which, counts = np.unique(edge // 8, axis=0, return_inverse=True, return_counts=True)
    return np.median(edge[which.ravel() == counts.argmax()], axis=0).astype(np.uint8)


def image(reference: Picture, candidate: Picture) -> Image:
    """Of a candidate against its reference."""
    if reference.box is None or candidate.box is None:
        same = float(reference.box is candidate.box)
        return Image(same, same, same, same)
    found = max((compared(*pair) for pair in layouts(reference, candidate)), key=lambda one: one.score)
    apart = float(colour.difference(reference.ground, candidate.ground))
    grounds = 1 - 0.15 * min(max(apart - 5, 0) / 40, 1)
    score = found.score * shrunk(reference, candidate) * grounds
    return found._replace(score=round(float(score), 6))


def layouts(reference: Picture, candidate: Picture) -> Any:
    """What is drawn laid on what is drawn, stretched alike where the proportions are not far from each other; and page on page."""
    assert reference.box
    assert candidate.box
    ours = planes(reference, reference.box)
    shape = fitted(reference.box)
    theirs = planes(candidate, candidate.box, shape if stretch(reference, candidate) < 0.5 else None)
    yield ours, moved(ours, theirs)
    pages = [(0, one.ink.shape[0], 0, one.ink.shape[1]) for one in (reference, candidate)]
    if pages[0] != reference.box or pages[1] != candidate.box:
        ours, theirs = planes(reference, pages[0]), planes(candidate, pages[1])
        yield ours, moved(ours, theirs)


def stretch(reference: Picture, candidate: Picture) -> float:
    """Natural logarithm of how far the proportions of what is drawn differ."""
    assert reference.box
    assert candidate.box
    ours, theirs = ((box[1] - box[0]) / (box[3] - box[2]) for box in (reference.box, candidate.box))
    return float(abs(np.log(ours / theirs)))


def shrunk(reference: Picture, candidate: Picture) -> float:
    """1, less for a drawing on a quarter or less of the reference's share of the page, and for one that is stretched."""
    share = [(b[1] - b[0]) * (b[3] - b[2]) / one.ink.size for one in (reference, candidate) if (b := one.box)]
    return (0.5 + 0.5 * min(1.0, share[1] / share[0] / 0.25)) * (1 - 0.15 * min(max(stretch(reference, candidate) - 0.03, 0), 2.0))


def fitted(box: tuple[int, int, int, int]) -> tuple[int, int]:
    """Height and width of a box in the frame."""
    height, width = box[1] - box[0], box[3] - box[2]
    scale = (SIDE - 2 * BORDER) / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def planes(one: Picture, box: tuple[int, int, int, int], shape: tuple[int, int] | None = None) -> tuple[Array, Array]:
    """Ink and Lab of what is in the box, in the middle of the frame."""
    from PIL import Image as Pil

    top, bottom, left, right = box
    height, width = shape or fitted(box)
    y, x = (SIDE - height) // 2, (SIDE - width) // 2
    how = Pil.Resampling.BOX if height <= bottom - top and width <= right - left else Pil.Resampling.BILINEAR
    ink, lab = np.zeros((SIDE, SIDE), np.float32), np.empty((SIDE, SIDE, 3), np.float32)
    lab[:] = one.ground
    for plane, source in ((ink, one.ink), *((lab[..., k], one.lab[..., k]) for k in range(3))):
        cut = Pil.fromarray(np.ascontiguousarray(source[top:bottom, left:right], dtype=np.float32))
        plane[y : y + height, x : x + width] = np.asarray(cut.resize((width, height), how))
    return ink, lab


def moved(ours: tuple[Array, Array], theirs: tuple[Array, Array]) -> tuple[Array, Array]:
    """Theirs, shifted by at most 12 pixels to where the ink agrees best (phase-free cross-correlation)."""
    from scipy.ndimage import uniform_filter

    soft = [np.fft.rfft2(uniform_filter(one[0], 5)) for one in (ours, theirs)]
    together = np.fft.irfft2(soft[0] * soft[1].conj(), s=(SIDE, SIDE))
    reach = np.arange(-12, 13)
    near = together[reach[:, None], reach[None]]
    dy, dx = (reach[k] for k in np.unravel_index(near.argmax(), near.shape))
    if near.max() <= together[0, 0] * 1.01:
        return theirs
    return np.roll(theirs[0], (dy, dx), (0, 1)), np.roll(theirs[1], (dy, dx), (0, 1))


def compared(ours: tuple[Array, Array], theirs: tuple[Array, Array]) -> Image:
    a, b = laid(*ours), laid(*theirs)
    if not a.there.any() or not b.there.any():  # specks that are lost when they are made smaller
        return Image(0.0, 0.0, 0.0, 0.0)
    ink, texture = placed(a, b), textured(a, b)
    tint = (tinted(a, b) + tinted(b, a)) / 2
    return Image(0.4 * ink + 0.25 * texture + 0.35 * ink * tint, ink, texture, tint)


def laid(ink: Array, lab: Array) -> Laid:
    from scipy.ndimage import distance_transform_edt

    there = ink > INK
    far, near = distance_transform_edt(~there, return_indices=True)
    return Laid(ink, lab, there, far, near)


def placed(a: Laid, b: Laid) -> float:
    """F1 of ink that finds ink of the other within a reach, fading over as much again."""
    scores = []
    for reach in REACHES:
        precision = float(np.average(np.clip(2 - a.far[b.there] / reach, 0, 1), weights=b.ink[b.there]))
        recall = float(np.average(np.clip(2 - b.far[a.there] / reach, 0, 1), weights=a.ink[a.there]))
        scores.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    return float(np.mean(scores))


def textured(a: Laid, b: Laid) -> float:
    """SSIM of the ink near ink, over three window sizes (Wang et al. 2004, with box windows)."""
    from scipy.ndimage import uniform_filter

    near = np.minimum(a.far, b.far) <= 2
    both = np.stack([a.ink, b.ink, a.ink * a.ink, b.ink * b.ink, a.ink * b.ink])
    scores = []
    for window in (5, 11, 21):
        ma, mb, aa, bb, ab = (uniform_filter(plane, window)[near] for plane in both)
        alike = (2 * ma * mb + 1e-3) * (2 * (ab - ma * mb) + 3e-3)
        scores.append(max(0.0, float((alike / ((ma**2 + mb**2 + 1e-3) * (aa - ma**2 + bb - mb**2 + 3e-3))).mean())))
    return float(np.mean(scores))


def tinted(a: Laid, b: Laid) -> float:
    """How alike the colours of one's full ink and the nearest full ink of the other are; ink without any nearby counts as nothing."""
    y, x = np.nonzero(a.there & (a.ink >= 0.6 * peak(a)))
    if not len(y):
        return 0.0
    if len(y) > SAMPLES:
        chosen = np.linspace(0, len(y) - 1, SAMPLES).astype(int)
        y, x = y[chosen], x[chosen]
    near = b.near[:, y, x]
    best = np.full(len(y), 255.0)
    for dy, dx in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):  # its full ink may lie beside the nearest
        rows, columns = np.clip(near[0] + dy, 0, SIDE - 1), np.clip(near[1] + dx, 0, SIDE - 1)
        best = np.minimum(best, colour.difference(a.lab[y, x], b.lab[rows, columns]))
    return float(np.where(b.far[y, x] <= 6, np.clip(1 - np.maximum(best - 6, 0) / 40, 0, 1), 0).mean())


def peak(one: Laid) -> Array:
    """The fullest ink within two pixels."""
    from scipy.ndimage import maximum_filter

    return np.asarray(maximum_filter(one.ink, 5))
