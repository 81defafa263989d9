"""Whether a picture is one of a benchmark's: by its trace where both have one, else by where its ink lies, whatever its colours and size.

picture -> ink, cropped to what is drawn -> 32 x 32 -> the nearest of the benchmark -> 128 pixels, laid on each other -> the same?
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cpx import images
from cpx.errors import RecordError, Refused
from cpx.record import Record, part
from cpx.steps.dedup import Index, Match, tokens

GRID = 32
NEAR, LOOKED_AT = 0.7, 3
"""Correlation of two grids from which pictures are laid on each other, and how many of the nearest are."""
SIDE, APART = 128, 1.5
"""Pixels of the longer side then, and those within which ink finds ink."""
PROPORTIONS = 0.08
"""Logarithm by which height to width may differ."""
SAME = 0.97
"""Share of the ink of each that finds ink of the other, from which two pictures are one; docs/filter.md has what other values give."""


class Ink(NamedTuple):
    """Where a picture has ink, in the box of what is drawn."""

    proportion: float
    """Logarithm of width to height; NaN for a blank page, which is like no other."""
    there: Any
    """(h, w) bool, the longer side SIDE."""
    grid: Any
    """(1024,) float32 of unit length: how much ink is in each cell, more or less than on average."""


class Benchmark:
    """The pictures of benchmarks."""

    def __init__(self) -> None:
        self.traces = Index()
        self.names: list[str] = []
        self.inks: list[Ink] = []
        self._matrix: Any = None

    def add(self, record: Record, folder: Path | None) -> None:
        """Raises RecordError where there is neither a trace nor a picture that can be read."""
        name, found = str(record.get("id")), tokens(part(record, "trace"))
        path = picture_of(record)
        if found:
            self.traces.add(name, self.traces.find(found)[1])
        elif path:
            self.names.append(name)
            self.inks.append(ink_of(images.open_image(path, folder)))
        else:
            raise RecordError("no-image", f"{name} has neither a picture nor a trace")

    def find(self, record: Record, folder: Path | None) -> Match | None:
        """The benchmark's picture that this record shows."""
        found = tokens(part(record, "trace"))
        match = self.traces.find(found)[0] if found else None
        image = record.get("image")
        if match or not self.names or not isinstance(image, str):
            return match
        return self.by_ink(ink_of(images.open_image(image, folder)))

    def by_ink(self, ours: Ink) -> Match | None:
        import numpy as np

        if self._matrix is None:
            self._matrix = np.stack([ink.grid for ink in self.inks])
        alike = self._matrix @ ours.grid
        near = [int(one) for one in np.argsort(-alike)[:LOOKED_AT] if alike[one] >= NEAR]
        best, name = max(((agreement(self.inks[one], ours), self.names[one]) for one in near), default=(0.0, ""))
        return Match(name, round(best, 3)) if best >= SAME else None


def ink_of(picture: Any) -> Ink:
    import numpy as np
    from PIL import Image, ImageFilter

    from cpx.scores import image

    seen = image.picture(picture)
    if seen.box is None:
        return Ink(float("nan"), np.zeros((1, 1), bool), np.zeros(GRID * GRID, np.float32))
    top, bottom, left, right = seen.box
    drawn = Image.fromarray(((seen.ink[top:bottom, left:right] > image.INK) * 255).astype(np.uint8))
    scale = SIDE / max(drawn.size)
    size = max(4, round(drawn.width * scale)), max(4, round(drawn.height * scale))
    small = drawn.resize((GRID, GRID), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.7))
    cells = np.sqrt(np.asarray(small, np.float32).ravel())
    cells -= cells.mean()
    there = np.asarray(drawn.resize(size, Image.Resampling.BOX)) > 64
    return Ink(float(np.log(drawn.width / drawn.height)), there, cells / (np.linalg.norm(cells) or 1.0))


def agreement(one: Ink, other: Ink) -> float:
    """From 0 to 1: the share of each picture's ink that has ink of the other beside it, the smaller of the two."""
    import numpy as np
    from PIL import Image
    from scipy.ndimage import distance_transform_edt

    if not abs(one.proportion - other.proportion) <= PROPORTIONS:
        return 0.0
    ours, theirs = one.there, np.asarray(Image.fromarray(other.there).resize(one.there.shape[::-1]))
    if not ours.any() or not theirs.any():
        return 0.0
    shares = [(distance_transform_edt(~b)[a] <= APART).mean() for a, b in ((ours, theirs), (theirs, ours))]
    return float(min(shares))


def picture_of(record: Mapping[str, Any]) -> str | None:
    """Where a benchmark's record names its picture: `image`, `reference.image`, or the first message that shows one."""
    for found in (record.get("image"), part(record, "reference").get("image")):
        if isinstance(found, str) and found:
            return found
    for message in record.get("messages") or []:
        for block in message.get("content") if isinstance(message.get("content"), list) else []:
            if isinstance(block, dict) and isinstance(block.get("image"), str):
                return str(block["image"])
    return None


def benchmark(paths: Iterable[Path]) -> Benchmark:
    """The pictures of these files; raises Refused where one of them cannot be read, since it would not be looked for."""
    from cpx.stream import read

    found = Benchmark()
    for path in paths:
        with open(path, "rb") as lines:
            for entry in read(lines, str(path)):
                try:
                    found.add(entry.record, path.parent)
                except RecordError as error:
                    raise Refused(f"{path}:{entry.number}: {error}") from None
    return found
