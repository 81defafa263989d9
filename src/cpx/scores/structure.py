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
NEARLY = 0.9999
"""Of all that could agree: no better alignment is looked for."""
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


# Likeness


def diagonal(one: Elements) -> float:
    return float(max(np.hypot(*(one.box[2:] - one.box[:2])), 0.05 * np.hypot(*one.page), 1.0))


class Pair:
    """Two drawings, with what is alike in them wherever they are laid."""

    def __init__(self, reference: Elements, candidate: Elements) -> None:
        self.reference, self.candidate = reference, candidate
        self.reach = TOLERANCE * diagonal(reference)
        kinds = (kind for kind, group in reference.kinds.items() if len(group.weight) and len(candidate.kinds[kind].weight))
        self.looks = {kind: self.look(kind) for kind in kinds}

    def groups(self, kind: int) -> tuple[Group, Group]:
        return self.reference.kinds[kind], self.candidate.kinds[kind]

    def look(self, kind: int) -> Array:
        """(n, m) from 0 to 1: what colour, style and text leave of the likeness."""
        ours, theirs = self.groups(kind)
        if kind == PICTURE:
            return pictured(ours, theirs, self.reference.images, self.candidate.images)
        alike = 1 - np.clip((hues_apart(ours, theirs) - 2) / (OTHER_COLOUR - 2), 0, 1)
        if kind == WORDS:
            return np.asarray(said_alike(ours.words, theirs.words) ** 1.5 * (0.85 + 0.15 * alike))
        found = 1 - COLOUR_SHARE * (1 - alike)
        if kind == LINE:
            found *= 1 - 2 * STYLE_SHARE * (ours.dashed[:, None] != theirs.dashed[None])
        if kind == MARK:
            found *= 1 - 2 * STYLE_SHARE * (ours.filled[:, None] != theirs.filled[None])
        return np.asarray(found)

    def likenesses(self, kind: int, affine: Affine) -> Array:
        """(n, m) from 0 to 1: place, shape and size under an alignment, times what the looks leave of it."""
        ours, theirs = self.groups(kind)
        place = np.exp(-distances(kind, ours, theirs, affine) / self.reach)
        if kind == WORDS:
            place = 0.4 + 0.6 * place
        if kind in (LINE, MARK):
            scale = float(np.sqrt(np.prod(affine.scale)))
            place *= 1 - STYLE_SHARE * (1 - sized(ours.size, theirs.size, scale, self.candidate.dpi / self.reference.dpi))
        return np.asarray(place * self.looks[kind])


def hues_apart(ours: Group, theirs: Group) -> Array:
    """(n, m) CIEDE2000; drawings have few colours, so each two are compared once."""
    one, i = np.unique(ours.lab, axis=0, return_inverse=True)
    other, j = np.unique(theirs.lab, axis=0, return_inverse=True)
    return np.asarray(colour.difference(one[:, None], other[None])[np.ix_(i.ravel(), j.ravel())])


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
    fits = np.fft.ifft(padded, axis=2).real * finer
    at = fits.argmax(axis=2)[..., None]
    before, best, after = (np.take_along_axis(fits, (at + step) % fits.shape[2], axis=2)[..., 0] for step in (-1, 0, 1))
    bend = np.minimum(before - 2 * best + after, -1e-9)
    best = best - (after - before) ** 2 / (8 * bend)  # the top of the parabola through the three
    total = (np.abs(one) ** 2).sum(axis=1)[:, None] + (np.abs(other) ** 2).sum(axis=1)[None]
    return np.sqrt(np.maximum(total / POINTS - 2 * best, 0) / POINTS)


def said_alike(ours: list[str], theirs: list[str]) -> Array:
    """Only texts without a partner that says the same are compared letter by letter."""
    numbers = {words: i for i, words in enumerate({*ours, *theirs})}
    one, other = (np.array([numbers[words] for words in side]) for side in (ours, theirs))
    found = (one[:, None] == other[None]).astype(float)
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


def structure(reference: Elements, candidate: Elements) -> Structure:
    """Of a candidate against its reference."""
    pair = Pair(reference, candidate)
    affine = aligned(pair)
    matches = assigned(pair, affine)
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


def aligned(pair: Pair) -> Affine:
    """The shift and scales under which most agrees: the best of a few, then fitted to the pairs it makes."""
    tries = list(hypotheses(pair.reference, pair.candidate))
    whole = sum(weight(one, tuple(pair.looks)) for one in (pair.reference, pair.candidate))
    best, affine = -1.0, tries[0]
    for one in tries:
        found = worth(pair, one)
        if found > best + 1e-9:
            best, affine = found, one
        if best > NEARLY * whole:
            return affine
    for _ in range(ROUNDS):
        fitted = fit(pair, assigned(pair, affine), affine)
        gained = worth(pair, fitted) if fitted else -1.0
        if fitted is None or gained <= best:
            break
        enough = gained < best + 0.001 * whole
        best, affine = gained, fitted
        if enough:
            break
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


def worth(pair: Pair, affine: Affine) -> float:
    """How much agrees under an alignment, each element with whatever is most like it."""
    total, stretch = 0.0, float(abs(np.log(affine.scale[0] / affine.scale[1])))
    for kind in pair.looks:
        alike, (ours, theirs) = pair.likenesses(kind, affine), pair.groups(kind)
        total += float(alike.max(axis=1) @ ours.weight + alike.max(axis=0) @ theirs.weight)
    return total * (1 - STRETCH * min(stretch, 2.0))


def fit(pair: Pair, matches: list[Match], affine: Affine) -> Affine | None:
    """The alignment of matched points by least squares, those far off counting little."""
    ours, theirs, weights = [], [], []
    for match in matches:
        if match.likeness > 0.2 and match.kind != PICTURE:
            one, other = pair.groups(match.kind)
            a, b = corresponding(match.kind, one.points[match.reference], other.points[match.candidate], affine)
            share = np.hypot(*(affine(b) - a).mean(axis=0)) * TOLERANCE / pair.reach
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


# Assignment and what follows from it


def assigned(pair: Pair, affine: Affine) -> list[Match]:
    """Who goes with whom, so that most weight agrees (Hungarian algorithm)."""
    from scipy.optimize import linear_sum_assignment

    matches = []
    for kind in pair.looks:
        alike, (ours, theirs) = pair.likenesses(kind, affine), pair.groups(kind)
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
    """Share of the weight that is matched, each pair as far as its colours are alike."""
    whole = weight(reference, tuple(range(5))) + weight(candidate, tuple(range(5)))
    if not matches:
        return 0.0 if whole else 1.0
    ours = [(reference.kinds[match.kind], match.reference) for match in matches]
    theirs = [(candidate.kinds[match.kind], match.candidate) for match in matches]
    one, other = (np.array([group.lab[i] for group, i in side]) for side in (ours, theirs))
    weights = np.array([group.weight[i] for group, i in ours]) + np.array([group.weight[i] for group, i in theirs])
    alike = 1 - np.clip((colour.difference(one, other) - 2) / OTHER_COLOUR, 0, 1)
    return float(alike @ weights / whole)


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
