"""Near-duplicates by what was drawn: figures that share nearly all their geometry, whatever their colours, styles, sizes and words.

    trace -> tokens (figure.py) -> 64 minima of their hashes -> 16 bands -> slots -> figures to compare with -> likeness

Perceptual hashes see two line drawings as two white pages. Bounded: for a record an id, 4 bytes for each of at most 256 tokens, 12 for each
of at most 64 numbers; 68 MiB of slots, which serve some millions of records; beyond that ever more of the oldest are forgotten.
"""

import hashlib
import json
from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from cpx.steps.figure import Figure

PERMUTATIONS, BANDS = 64, 16
SLOTS = 1 << 20
"""For each band, and for all minima together. A slot holds the last figure; those that have all minima in common know the one before."""
CHAIN = 64
"""How many of these are looked at."""
ALIKE = 0.95
"""Share of their tokens that two figures have in common."""
KEPT = 256
"""Tokens that are kept of a figure."""
ABOUT = 0.1
"""Share of the drawing's width or height by which a number may be moved."""


class Match(NamedTuple):
    """An earlier figure like this one."""

    name: str
    likeness: float


class Sketch(NamedTuple):
    """What is kept of a figure."""

    hashes: Any
    """(at most KEPT,) uint32, the smallest of its tokens' hashes in order: all of them for most figures, a fair sample for the others."""
    numbers: Any
    """(n, 3) float32: value, x, y."""
    slots: list[int]
    """For each band, and for all minima together."""


class Index:
    """Figures seen so far."""

    def __init__(self) -> None:
        import numpy as np

        rng = np.random.default_rng(1)
        self._factors = rng.integers(1, 1 << 31, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
        self._offsets = rng.integers(0, 1 << 31, PERMUTATIONS, dtype=np.uint64)
        self._slots = np.full((BANDS + 1, SLOTS), -1, np.int32)
        self._before = array("i")
        self._hashes, self._numbers = Rows("I"), Rows("f")
        self._names: list[str] = []

    def find(self, figure: Figure) -> tuple[Match | None, Sketch]:
        """The figure most like this one, and what `add` needs."""
        ours = self._sketch(figure)
        alike = max(((self._likeness(one, ours), -one) for one in set(self._near(ours))), default=(0.0, 0))
        match = Match(self._names[-alike[1]], round(alike[0], 3)) if alike[0] >= ALIKE else None
        return match, ours

    def add(self, name: str, sketch: Sketch) -> None:
        self._before.append(int(self._slots[BANDS, sketch.slots[BANDS]]))
        self._slots[range(BANDS + 1), sketch.slots] = len(self._names)
        self._hashes.add(sketch.hashes)
        self._numbers.add(sketch.numbers)
        self._names.append(name)

    def _near(self, sketch: Sketch) -> Iterator[int]:
        """Figures with a slot in common."""
        found = [int(self._slots[band, slot]) for band, slot in enumerate(sketch.slots)]
        yield from (one for one in found[:BANDS] if one >= 0)
        one = found[BANDS]
        for _ in range(CHAIN):
            if one < 0:
                break
            yield one
            one = self._before[one]

    def _likeness(self, one: int, other: Sketch) -> float:
        """The share of all their tokens that both have; 0 where other numbers are written, or elsewhere."""
        import numpy as np

        if not agree(np.array(self._numbers[one], np.float32).reshape(-1, 3), other.numbers):
            return 0.0
        ours = np.array(self._hashes[one], np.uint32)
        every = np.union1d(ours, other.hashes)[:KEPT]
        return float((np.isin(every, ours) & np.isin(every, other.hashes)).mean())

    def _sketch(self, figure: Figure) -> Sketch:
        import numpy as np

        hashed = np.unique(np.array([digest(token.encode(), 4) for token in figure.tokens], np.uint32))
        mixed = hashed.astype(np.uint64)[:, None] * self._factors + self._offsets
        minima = ((mixed >> np.uint64(11)) & np.uint64(0xFFFFFFFF)).min(axis=0)
        values = json.dumps(sorted(value for value, _, _ in figure.numbers)).encode()
        slots = [digest(values + band.tobytes(), 8) % SLOTS for band in (*np.split(minima, BANDS), minima)]
        return Sketch(hashed[:KEPT], np.array(figure.numbers, np.float32).reshape(-1, 3), slots)


class Rows:
    """Lists of numbers, one after the other in one array."""

    def __init__(self, kind: str) -> None:
        self.values, self.ends = array(kind), array("Q", [0])

    def add(self, row: Any) -> None:
        self.values.frombytes(row.tobytes())
        self.ends.append(len(self.values))

    def __getitem__(self, index: int) -> "array[Any]":
        return self.values[self.ends[index] : self.ends[index + 1]]


def agree(ours: Any, theirs: Any) -> bool:
    """Whether each number of (n, 3) and (m, 3) stands at about the same place in the other."""
    import numpy as np

    if len(ours) != len(theirs):
        return False
    if not len(ours):
        return True
    apart = np.abs(ours[:, None] - theirs[None])
    met = (apart[..., 0] == 0) & (apart[..., 1:] <= ABOUT).all(axis=2)
    return bool(met.any(axis=0).all() and met.any(axis=1).all())


def digest(value: bytes, size: int) -> int:
    return int.from_bytes(hashlib.blake2b(value, digest_size=size).digest())
