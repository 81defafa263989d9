"""The score of a candidate drawing against its reference: structure and image together, and what must never be rewarded.

reference = prepare(primitives, pixels)      once for each reference; either may be None
score(reference, prepare(theirs, rgba)).total
"""

from typing import Any, NamedTuple

import numpy as np

from cpx.primitives import Primitives
from cpx.scores.elements import LINE, MARK, PICTURE, REGION, WORDS, Elements, elements
from cpx.scores.image import Picture, image, picture
from cpx.scores.raster import agreement
from cpx.scores.structure import Match, structure

GATES = {"raster": 0.1, "flood": 0.2, "blank": 0.0, "inconsistent": 0.1, "oversize": 0.3}
"""What is left of the scores where a flag is raised; a `tiny` drawing loses in proportion."""
STRUCTURE = 0.6
"""Of the total; the image score guards against what primitives cannot tell, and is all there is where a reference has none."""
LEAD = 0.3
"""By how much the image score may pass the structure score: a patch in the right place pleases the first and not the second."""
RASTER = 0.15
"""Share of the page under images from which a picture was pasted, where the reference has less than a third of that."""
FLOOD = 3.0, 60
"""Times the reference's elements, and so many more, from which a drawing is flooded."""
TINY = 0.4
"""Of the reference's share of the page, in length, below which a drawing is tiny."""
CONSISTENT = 0.6
"""Of the ink that must be where it is said to be."""
LARGE = 4096 * 4096


class Prepared(NamedTuple):
    """A drawing, ready to be compared many times."""

    elements: Elements | None
    picture: Picture | None
    pixels: int
    """In all."""
    honest: bool
    """Whether the picture shows what the primitives say; asked only of drawings that have both."""


class Score(NamedTuple):
    """All from 0 to 1; None where one of the two has no primitives, or no picture, to compare."""

    total: float
    structure: float | None
    image: float | None
    geometry: float | None
    text: float | None
    colour: float | None
    number: float | None
    """How far the numbers of elements agree."""
    z_order: float | None
    flags: tuple[str, ...]
    """`raster` a pasted picture, `flood` far too much, `blank` nothing, `tiny` a small drawing on a large page, `oversize`, `inconsistent`
    a picture that does not show what its primitives say."""
    n_reference: int | None
    n_candidate: int | None
    matches: list[Match]


def prepare(primitives: Primitives | None, pixels: Any = None, *, trusted: bool = False) -> Prepared:
    """`pixels`: RGBA or RGB bytes (h, w, 3 or 4), or a PIL image. Of a drawing that is not trusted both are held against each other."""
    shown = None if pixels is None else np.asarray(pixels)
    size = 0 if shown is None else shown.shape[0] * shown.shape[1]
    found = None if primitives is None else elements(primitives)
    honest = trusted or primitives is None or shown is None or consistent(primitives, shown)
    return Prepared(found, None if shown is None else picture(shown), size, honest)


def consistent(primitives: Primitives, pixels: Any) -> bool:
    """Whether a drawing's picture shows what its primitives say; one that was given margins or a scanned look is not asked."""
    if tuple(primitives.page[:2]) != (pixels.shape[1], pixels.shape[0]):
        return True
    return min(agreement(primitives, pixels)) > CONSISTENT


def score(reference: Prepared, candidate: Prepared) -> Score:
    flags = raised(reference, candidate)
    gate = min((GATES.get(flag, 1.0) for flag in flags), default=1.0)
    both = reference.elements and candidate.elements
    found = structure(reference.elements, candidate.elements) if reference.elements and candidate.elements else None
    seen = image(reference.picture, candidate.picture).score * gate if reference.picture and candidate.picture else None
    told = found.score * gate * shrunk(reference.elements, candidate.elements) if found and both else None
    if told is not None and seen is not None:
        seen = min(seen, told + LEAD)
    parts = [part for part in (told, seen) if part is not None]
    return Score(
        round(STRUCTURE * told + (1 - STRUCTURE) * seen, 6) if told is not None and seen is not None else sum(parts),
        told,
        seen,
        found.geometry if found else None,
        found.text if found else None,
        found.colour if found else None,
        found.number if found else None,
        found.z_order if found else None,
        flags,
        sum(reference.elements.counts.values()) if both and reference.elements else None,
        sum(candidate.elements.counts.values()) if both and candidate.elements else None,
        found.matches if found else [],
    )


def raised(reference: Prepared, candidate: Prepared) -> tuple[str, ...]:
    """What is suspicious about a candidate, in the light of its reference."""
    flags = []
    if candidate.pixels > LARGE:
        flags.append("oversize")
    if not candidate.honest:
        flags.append("inconsistent")
    if candidate.picture and not candidate.picture.box and not (reference.picture and not reference.picture.box):
        flags.append("blank")
    if reference.elements and candidate.elements:
        if pictured(candidate.elements) > RASTER and pictured(reference.elements) < RASTER / 3:
            flags.append("raster")
        if flooded(reference.elements, candidate.elements):
            flags.append("flood")
        if drawn_share(candidate.elements) < TINY * drawn_share(reference.elements):
            flags.append("tiny")
    return tuple(flags)


def pictured(one: Elements) -> float:
    """Share of the page under images."""
    return float((one.kinds[PICTURE].size ** 2).sum() / np.prod(one.page))


def flooded(reference: Elements, candidate: Elements) -> bool:
    """Far more elements of some kind than the reference has, or a page painted over."""
    times, more = FLOOD
    for kind in (LINE, REGION, MARK, WORDS):
        ours, theirs = reference.counts.get(kind, 0), candidate.counts.get(kind, 0)
        if theirs > times * ours + more:
            return True
    return candidate.ink > max(2.5, 3 * reference.ink)


def shrunk(reference: Elements | None, candidate: Elements | None) -> float:
    return min(1.0, drawn_share(candidate) / drawn_share(reference) / TINY) if reference and candidate else 1.0


def drawn_share(one: Elements) -> float:
    """Of the page's diagonal, what is drawn."""
    return float(max(np.hypot(*(one.box[2:] - one.box[:2])), 1.0) / np.hypot(*one.page))
