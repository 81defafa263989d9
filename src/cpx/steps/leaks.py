"""Whether a picture is one of a benchmark's: by its trace where both have one, else by its lines, whatever its colours and size.

picture -> outline -> the nearest of the benchmark, by a grid of 32 x 32 -> laid on each other -> the same?
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cpx import images
from cpx.errors import RecordError, Refused
from cpx.record import Record, part
from cpx.steps.dedup import Index, Match
from cpx.steps.figure import figure
from cpx.steps.outline import GRID, Outline, likeness, outline

NEAR, LOOKED_AT = 0.75, 5
"""Correlation of two grids from which pictures are laid on each other, and how many of the nearest are."""
SAME = 0.95
"""Share of the lines of each that the other has, from which two pictures are one; docs/filter.md has what other values give."""


class Benchmark:
    """The pictures of benchmarks."""

    def __init__(self) -> None:
        self.traces = Index()
        self.names: list[str] = []
        self.outlines: list[Outline] = []
        self._grids: Any = None

    def add(self, record: Record, folder: Path | None) -> None:
        """Raises RecordError where there is neither a trace nor a picture that can be read."""
        name, found = str(record.get("id")), figure(part(record, "trace"))
        path = picture_of(record)
        if found.tokens:
            self.traces.add(name, self.traces.find(found)[1])
        elif path:
            self.names.append(name)
            self.outlines.append(outline(images.open_image(path, folder)))
        else:
            raise RecordError("no-image", f"{name} has neither a picture nor a trace")

    def find(self, record: Record, folder: Path | None) -> Match | None:
        """The benchmark's picture that this record shows."""
        found = figure(part(record, "trace"))
        match = self.traces.find(found)[0] if found.tokens else None
        image = record.get("image")
        if match or not self.names or not isinstance(image, str):
            return match
        return self.by_lines(outline(images.open_image(image, folder)))

    def by_lines(self, ours: Outline) -> Match | None:
        import numpy as np

        if not ours.frames:
            return None
        if self._grids is None:
            self._grids = np.stack([grids(one) for one in self.outlines])
        alike = (self._grids * grids(ours)).sum(axis=2).max(axis=1)
        near = [int(one) for one in np.argsort(-alike)[:LOOKED_AT] if alike[one] >= NEAR]
        best, name = max(((likeness(self.outlines[one], ours), self.names[one]) for one in near), default=(0.0, ""))
        return Match(name, round(best, 3)) if best >= SAME else None


def grids(one: Outline) -> Any:
    """(2, 1024) of all that is drawn, of the long lines; zeros for a blank page."""
    import numpy as np

    return np.stack([frame.grid for frame in one.frames]) if one.frames else np.zeros((2, GRID * GRID), np.float32)


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
    """The pictures of these files; raises Refused where a file has none or one cannot be read, since it would not be looked for."""
    from cpx.stream import read

    found = Benchmark()
    for path in paths:
        entry = None
        with open(path, "rb") as lines:
            for entry in read(lines, str(path)):
                try:
                    found.add(entry.record, path.parent)
                except RecordError as error:
                    raise Refused(f"{path}:{entry.number}: {error}") from None
        if entry is None:
            raise Refused(f"{path} holds no records, so nothing could be found in it; name the benchmark's file")
    return found
