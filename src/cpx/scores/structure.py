"""The structure score S: how well the elements of two drawings agree in place, shape, colour, text, number and paint order.

    align (shift, and a scale for each direction) -> likeness of each pair -> assignment (Hungarian) -> sub-scores -> S

Likeness falls with the distance between corresponding points, e-fold over TOLERANCE of the diagonal. Geometry and text are balanced,
so that neither alone makes a good score. Definitions and measured separation: docs/scores.md.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpx.scores import colour
from cpx.scores.elements import LINE, MARK, PICTURE, POINTS, REGION, WORDS, Elements, Group
from cpx.scores.words import likeness

Array = NDArray[Any]

TOLERANCE = 0.03
"""Of the diagonal of what is drawn: the distance over which likeness falls e-fold."""
OTHER_COLOUR = 35.0
"""CIEDE2000 from which two colours have nothing in common."""
COLOUR_SHARE = 0.45
"""Of an element's likeness that its colour makes."""
STYLE_SHARE = 0.12
"""That dashes, widths and sizes each make."""
STRETCH = 0.25
"""Lost for each e-fold that one direction is stretched against the other."""
FINER = 8
"""Starting points between two samples of a border that are tried."""
ROUNDS = 3
"""Of fitting the alignment to the pairs."""


class Match(NamedTuple):
    kind: int
    reference: int
    """Index into the group of its kind."""
    candidate: int
    likeness: float


class Structure(NamedTuple):
    """Everything from 0 to 1."""

    score: float
    geometry: float
    text: float
    """1 where neither drawing has any."""
    colour: float
    number: float
    z_order: float
    matches: list[Match]
    stretch: float
    """Natural logarithm of how much more one direction is scaled than the other."""


class Affine(NamedTuple):
    """From the candidate's pixels to the reference's."""

    scale: Array
    shift: Array

    def __call__(self, points: Array) -> Array:
        return points * self.scale + self.shift


def structure(reference: Elements, candidate: Elements) -> Structure:
    """Of a candidate against its reference."""
    affine = aligned(reference, candidate)
    matches = assigned(reference, candidate, affine)
    geometry = agreement(reference, candidate, matches, (LINE, REGION, MARK, PICTURE))
    text = agreement(reference, candidate, matches, (WORDS,))
    number, z_order = counted(reference, candidate), ordered(reference, candidate, matches)
    stretch = float(abs(np.log(affine.scale[0] / affine.scale[1])))
    whole = balanced(reference, candidate, geometry, text)
    score = whole * (0.9 + 0.1 * number) * (0.85 + 0.15 * z_order) * (1 - STRETCH * min(max(stretch - 0.02, 0.0), 2.0))
    none = (1.0 if not weight(reference, (WORDS,)) + weight(candidate, (WORDS,)) else 0.0) if text is None else text
    return Structure(
        round(min(max(score, 0.0), 1.0), 6),
        1.0 if geometry is None else geometry,
        none,
        coloured(reference, candidate, matches),
        number,
        z_order,
        matches,
        stretch,
    )


# Alignment


def aligned(reference: Elements, candidate: Elements) -> Affine:
    """The shift and scales under which most agrees: the best of a few, then fitted to the pairs it makes."""
    tries = list(hypotheses(reference, candidate))
    found = [(worth(reference, candidate, one), -i) for i, one in enumerate(tries)]
    best, affine = max(found)[0], tries[-max(found)[1]]
    for _ in range(ROUNDS):
        pairs = assigned(reference, candidate, affine)
        fitted = fit(reference, candidate, pairs, affine)
        if fitted is None:
            break
        gained = worth(reference, candidate, fitted)
        if gained <= best:
            break
        best, affine = gained, fitted
    return affine


def hypotheses(reference: Elements, candidate: Elements) -> Any:
    """Pages laid on each other, with one scale and with two; what is drawn laid on each other likewise."""
    for one, other in ((np.array([0, 0, *reference.page]), np.array([0, 0, *candidate.page])), (reference.box, candidate.box)):
        ours, theirs = np.maximum(one[2:] - one[:2], 1.0), np.maximum(other[2:] - other[:2], 1.0)
        for scale in (ours / theirs, np.full(2, np.sqrt(np.prod(ours) / np.prod(theirs)))):
            if (scale > 0.02).all() and (scale < 50).all():
                yield Affine(scale, (one[:2] + one[2:]) / 2 - (other[:2] + other[2:]) / 2 * scale)
    yield from by_words(reference.kinds[WORDS], candidate.kinds[WORDS])


def by_words(ours: Group, theirs: Group) -> Any:
    """Texts laid on those that say the same, where no other does."""
    places = [
        {words: group.points[i, 4] for i, words in enumerate(group.words) if group.words.count(words) == 1} for group in (ours, theirs)
    ]
    both = [words for words in places[0] if words in places[1]]
    if len(both) > 2:
        a, b = (np.array([place[words] for words in both]) for place in places)
        spread = np.std(b, axis=0)
        if (spread > 10).all():
            scale = np.maximum(((a - a.mean(axis=0)) * (b - b.mean(axis=0))).mean(axis=0) / spread**2, 0.02)
            yield Affine(scale, a.mean(axis=0) - scale * b.mean(axis=0))


def worth(reference: Elements, candidate: Elements, affine: Affine) -> float:
    """How much agrees under an alignment, each element with whatever is most like it."""
    total, stretch = 0.0, float(abs(np.log(affine.scale[0] / affine.scale[1])))
    for kind, ours in reference.kinds.items():
        theirs = candidate.kinds[kind]
        if len(ours.weight) and len(theirs.weight):
            pairs = likenesses(kind, ours, theirs, affine, reference, candidate)
            total += float(pairs.max(axis=1) @ ours.weight + pairs.max(axis=0) @ theirs.weight)
    return total * (1 - STRETCH * min(stretch, 2.0))


def fit(reference: Elements, candidate: Elements, pairs: list[Match], affine: Affine) -> Affine | None:
    """The alignment of matched points by least squares, those far off counting little."""
    ours, theirs, weights = [], [], []
    for match in pairs:
        if match.likeness > 0.2 and match.kind != PICTURE:
            one, other = reference.kinds[match.kind], candidate.kinds[match.kind]
            a, b = corresponding(match.kind, one.points[match.reference], other.points[match.candidate], affine)
            share = np.hypot(*(affine(b) - a).mean(axis=0)) / diagonal(reference)
            ours.append(a)
            theirs.append(b)
            weights.append(np.full(len(a), one.weight[match.reference] * match.likeness * np.exp(-share / 0.01) / len(a)))
    if not ours:
        return None
    a, b, w = np.concatenate(ours), np.concatenate(theirs), np.concatenate(weights)[:, None]
    if w.sum() <= 0:
        return None
    centre_a, centre_b = (a * w).sum(axis=0) / w.sum(), (b * w).sum(axis=0) / w.sum()
    spread = (w * (b - centre_b) ** 2).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = (w * (a - centre_a) * (b - centre_b)).sum(axis=0) / spread
    scale = np.where((spread > 1e-6) & np.isfinite(scale) & (scale > 0.02) & (scale < 50), scale, affine.scale)
    return Affine(scale, centre_a - scale * centre_b)


def corresponding(kind: int, ours: Array, theirs: Array, affine: Affine) -> tuple[Array, Array]:
    """Points of two elements that belong together."""
    if kind == LINE:
        there = affine(theirs)
        return (ours, theirs[::-1]) if np.abs(there[::-1] - ours).sum() < np.abs(there - ours).sum() else (ours, theirs)
    if kind == REGION:
        return ours.mean(axis=0, keepdims=True), theirs.mean(axis=0, keepdims=True)
    if kind == WORDS:
        nearest = int(np.hypot(*(affine(theirs) - ours).T).argmin())
        return ours[nearest : nearest + 1], theirs[nearest : nearest + 1]
    return ours, theirs


# Likeness


def diagonal(one: Elements) -> float:
    return float(max(np.hypot(*(one.box[2:] - one.box[:2])), 0.05 * np.hypot(*one.page), 1.0))


def likenesses(kind: int, ours: Group, theirs: Group, affine: Affine, reference: Elements, candidate: Elements) -> Array:
    """(n, m) from 0 to 1: place and shape, times what colour, style and text leave of it."""
    place = np.exp(-distances(kind, ours, theirs, affine) / (TOLERANCE * diagonal(reference)))
    scale = float(np.sqrt(np.prod(affine.scale)))
    by_page = candidate.dpi / reference.dpi
    if kind == PICTURE:
        return place * pictured(ours, theirs, reference.images, candidate.images)
    alike = 1 - np.clip((colour.difference(ours.lab[:, None], theirs.lab[None]) - 2) / (OTHER_COLOUR - 2), 0, 1)
    if kind == WORDS:
        said = said_alike(ours.words, theirs.words)
        found: Array = said**1.5 * (0.4 + 0.6 * place) * (0.85 + 0.15 * alike)
        return found
    style = np.ones_like(place)
    if kind in (LINE, MARK):
        style = 1 - STYLE_SHARE * (1 - sized(ours.size, theirs.size, scale, by_page))
    if kind == LINE:
        style = style * (1 - 2 * STYLE_SHARE * (ours.dashed[:, None] != theirs.dashed[None]))
    if kind == MARK:
        style = style * (1 - 2 * STYLE_SHARE * (ours.filled[:, None] != theirs.filled[None]))
    return np.asarray(place * style * (1 - COLOUR_SHARE * (1 - alike)))


def sized(ours: Array, theirs: Array, scale: float, by_page: float) -> Array:
    """Likeness of sizes that may have grown with the drawing or, like points, only with the resolution: the better of the two."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(np.maximum(ours[:, None], 0.1) / np.maximum(theirs[None], 0.1))
    off = np.minimum(np.abs(ratio - np.log(scale)), np.abs(ratio + np.log(by_page)))
    return np.asarray(np.exp(-np.maximum(off - 0.1, 0)))


def distances(kind: int, ours: Group, theirs: Group, affine: Affine) -> Array:
    """(n, m) pixels of the reference between corresponding points, root mean square."""
    there = affine(theirs.points)
    if kind == LINE:
        flat, other, back = (group.reshape(len(group), -1) for group in (ours.points, there, there[:, ::-1]))
        found = np.sqrt(np.minimum(squares(flat, other), squares(flat, back)) / POINTS)
        rings = np.ix_(ours.closed, theirs.closed)
        if rings[0].size and rings[1].size:
            found[rings] = np.minimum(*(bordered(ours.points[ours.closed], one[theirs.closed]) for one in (there, there[:, ::-1])))
        return np.asarray(found)
    if kind == REGION:
        return bordered(ours.points, there)
    if kind == WORDS:  # a text that kept its size is anchored at one of these
        apart = np.hypot(*np.moveaxis(ours.points[:, None] - there[None], -1, 0))
        return np.asarray(apart.min(axis=2))
    return np.sqrt(squares(ours.points.reshape(len(ours.points), -1), there.reshape(len(there), -1)) / ours.points.shape[1])


def squares(one: Array, other: Array) -> Array:
    """(n, m) sums of squared differences between rows."""
    return np.maximum((one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None] - 2 * one @ other.T, 0)


def bordered(ours: Array, theirs: Array) -> Array:
    """(n, m) distances of borders, from the starting point that fits best: their cross-correlation says which, between samples too."""
    one, other = (np.fft.fft(points[..., 0] + 1j * points[..., 1], axis=1) for points in (ours, theirs))
    both = one[:, None].conj() * other[None]
    finer = FINER if both[..., 0].size < 10_000 else 1
    padded = np.zeros((*both.shape[:2], finer * POINTS), complex)
    half = POINTS // 2
    padded[..., :half], padded[..., -half:] = both[..., :half], both[..., half:]
    best = np.fft.ifft(padded, axis=2).real.max(axis=2) * finer
    total = (np.abs(one) ** 2).sum(axis=1)[:, None] + (np.abs(other) ** 2).sum(axis=1)[None]
    return np.sqrt(np.maximum(total / POINTS - 2 * best, 0) / POINTS)


def said_alike(ours: list[str], theirs: list[str]) -> Array:
    """Only texts without a partner that says the same are compared letter by letter."""
    found = np.array([[a == b for b in theirs] for a in ours], dtype=float)
    alone, left = np.flatnonzero(found.sum(axis=1) == 0)[:60], np.flatnonzero(found.sum(axis=0) == 0)[:60]
    for i in alone:
        for j in left:
            found[i, j] = likeness(ours[i], theirs[j])
    return found


def pictured(ours: Group, theirs: Group, our_images: Array, their_images: Array) -> Array:
    found = np.zeros((len(ours.size), len(theirs.size)))
    for i, a in enumerate(ours.picture):
        for j, b in enumerate(theirs.picture):
            if a >= 0 and b >= 0:
                one, other = (colour.lab(images[k][..., :3].reshape(-1, 3)) for images, k in ((our_images, a), (their_images, b)))
                found[i, j] = 1 - min(float(colour.difference(one, other).mean()) / OTHER_COLOUR, 1.0)
    return found


# Assignment and what follows from it


def assigned(reference: Elements, candidate: Elements, affine: Affine) -> list[Match]:
    from scipy.optimize import linear_sum_assignment

    matches = []
    for kind, ours in reference.kinds.items():
        theirs = candidate.kinds[kind]
        if len(ours.weight) and len(theirs.weight):
            alike = likenesses(kind, ours, theirs, affine, reference, candidate)
            chosen = linear_sum_assignment(-alike * (ours.weight[:, None] + theirs.weight[None]))
            matches += [Match(kind, int(i), int(j), float(alike[i, j])) for i, j in zip(*chosen, strict=True) if alike[i, j] > 0.05]
    return matches


def weight(one: Elements, kinds: tuple[int, ...]) -> float:
    return float(sum(one.kinds[kind].weight.sum() for kind in kinds))


def agreement(reference: Elements, candidate: Elements, matches: list[Match], kinds: tuple[int, ...]) -> float | None:
    """Share of the weight on both sides that is matched, each pair as far as it is alike; None where there is nothing to match."""
    whole = weight(reference, kinds) + weight(candidate, kinds)
    if not whole:
        return None
    got = sum(
        match.likeness * (reference.kinds[match.kind].weight[match.reference] + candidate.kinds[match.kind].weight[match.candidate])
        for match in matches
        if match.kind in kinds
    )
    return float(got / whole)


def balanced(reference: Elements, candidate: Elements, geometry: float | None, text: float | None) -> float:
    """Geometry and text as a weighted geometric mean: text counts 35% where it is a fifth of what there is, less where it is less."""
    if geometry is None or text is None:
        alone = geometry if text is None else text
        return 0.0 if alone is None else alone
    words = max(weight(one, (WORDS,)) for one in (reference, candidate))
    shapes = max(weight(one, (LINE, REGION, MARK, PICTURE)) for one in (reference, candidate))
    share = 0.35 * min(1.0, words / (0.2 * (words + shapes)))
    floor = 0.1
    mean = (floor + (1 - floor) * geometry) ** (1 - share) * (floor + (1 - floor) * text) ** share
    return float((mean - floor) / (1 - floor))


def counted(reference: Elements, candidate: Elements) -> float:
    """How far the numbers of elements of each kind agree, by weight."""
    ours, theirs = ({kind: group.weight.sum() for kind, group in one.kinds.items()} for one in (reference, candidate))
    most = sum(max(ours[kind], theirs[kind]) for kind in ours)
    return float(sum(min(ours[kind], theirs[kind]) for kind in ours) / most) if most else 1.0


def coloured(reference: Elements, candidate: Elements, matches: list[Match]) -> float:
    got = 0.0
    for match in matches:
        one, other = reference.kinds[match.kind], candidate.kinds[match.kind]
        apart = float(colour.difference(one.lab[match.reference], other.lab[match.candidate]))
        got += max(0.0, 1 - max(apart - 2, 0) / OTHER_COLOUR) * float(one.weight[match.reference] + other.weight[match.candidate])
    whole = weight(reference, tuple(range(5))) + weight(candidate, tuple(range(5)))
    return got / whole if whole else 1.0


def ordered(reference: Elements, candidate: Elements, matches: list[Match]) -> float:
    """Share of overlapping pairs, one of them a region, that are painted in the same order."""
    pairs = [match for match in matches if match.likeness > 0.3][:200]
    if len(pairs) < 2:
        return 1.0
    boxes, rows, others, regions = [], [], [], []
    for match in pairs:
        points = reference.kinds[match.kind].points[match.reference]
        boxes.append(np.concatenate([points.min(axis=0), points.max(axis=0)]))
        rows.append(reference.kinds[match.kind].row[match.reference])
        others.append(candidate.kinds[match.kind].row[match.candidate])
        regions.append(match.kind in (REGION, PICTURE))
    box, row, other, region = np.array(boxes), np.array(rows), np.array(others), np.array(regions)
    apart = (box[:, None, :2] >= box[None, :, 2:]).any(axis=2)
    overlap = ~(apart | apart.T) & (region[:, None] | region[None]) & (row[:, None] < row[None]) & (other[:, None] != other[None])
    return float((other[:, None] < other[None])[overlap].mean()) if overlap.any() else 1.0
