"""Whether a picture is one of a benchmark's: by its trace where both have one, else by where its ink lies, whatever its colours and size.

picture -> ink, cropped to what is drawn, 32 x 32 -> the nearest of the benchmark -> the image score's agreement of ink -> the same?
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cpx import images
from cpx.errors import RecordError, Refused
from cpx.record import Record, part
from cpx.steps.dedup import Index, Match, tokens

GRID = 32
NEAR = 0.7
"""Correlation of two grids from which pictures are looked at closely."""
LOOKED_AT = 3
"""Nearest pictures that are."""
SAME = 0.9
"""Agreement of ink from which two pictures are one."""


class Benchmark:
    """The pictures of benchmarks."""

    def __init__(self) -> None:
        self.traces = Index()
        self.traced = 0
        self.names: list[str] = []
        self.places: list[tuple[str, Path | None]] = []
        self._grids: list[Any] = []
        self._matrix: Any = None

    def add(self, record: Record, folder: Path | None) -> None:
        """Raises RecordError where there is neither a trace nor a picture that can be read."""
        found = tokens(part(record, "trace"))
        name = str(record.get("id"))
        if found:
            self.traces.add(name, self.traces.find(found)[1])
            self.traced += 1
        path = picture_of(record)
        if path:
            self._grids.append(grid(images.open_image(path, folder)))
            self.names.append(name)
            self.places.append((path, folder))
        elif not found:
            raise RecordError("no-image", f"{name} has neither a picture nor a trace")

    def find(self, record: Record, folder: Path | None) -> Match | None:
        """The benchmark's picture that this record shows."""
        found = tokens(part(record, "trace"))
        match = self.traces.find(found)[0] if found and self.traced else None
        image = record.get("image")
        if match or not self.names or not isinstance(image, str):
            return match
        return self._by_ink(images.open_image(image, folder))

    def _by_ink(self, picture: Any) -> Match | None:
        import numpy as np

        from cpx.scores import image as ink

        if self._matrix is None:
            self._matrix = np.stack(self._grids)
        alike = self._matrix @ grid(picture)
        near = [int(one) for one in np.argsort(-alike)[:LOOKED_AT] if alike[one] >= NEAR]
        ours = ink.picture(picture) if near else None
        for one in near:
            theirs = ink.picture(images.open_image(*self.places[one]))
            agreement = ink.image(theirs, ours).ink if ours else 0.0
            if agreement >= SAME:
                return Match(self.names[one], round(agreement, 3))
        return None


def picture_of(record: Mapping[str, Any]) -> str | None:
    """Where a benchmark's record names its picture: `image`, `reference.image`, or the first message that shows one."""
    for found in (record.get("image"), part(record, "reference").get("image")):
        if isinstance(found, str) and found:
            return found
    for message in record.get("messages") or []:
        for block in message.get("content") if isinstance(message.get("content"), list) else []:
            if isinstance(block, dict) and isinstance(block.get("image"), str):
                return block["image"]
    return None


def grid(picture: Any) -> Any:
    """(1024,) float32 of unit length: how much ink lies in each cell of the box of what is drawn, more or less than on average."""
    import numpy as np
    from PIL import Image, ImageFilter

    from cpx.scores import image as ink

    seen = ink.picture(picture)
    if seen.box is None:
        return np.zeros(GRID * GRID, np.float32)
    top, bottom, left, right = seen.box
    there = Image.fromarray(((seen.ink[top:bottom, left:right] > ink.INK) * 255).astype(np.uint8))
    small = there.resize((GRID, GRID), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.7))
    flat = np.sqrt(np.asarray(small, np.float32).ravel())
    flat -= flat.mean()
    return flat / (np.linalg.norm(flat) or 1.0)


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
