"""What a job hands back: lines of JSON and raw pixels in one piece of shared memory, which our side reads when the job is gone.

    0 ............ length of the lines (8 bytes)
    8 ............ {"drawing": ...} for each picture, then {"end": ...}
    lines ........ RGBA pixels of each picture, row by row, from a page boundary, and after them its primitives, from the next

Nothing in it is trusted: whatever runs in the job can write here.
"""

import contextlib
import json
import mmap
import os
import struct
from typing import Any

LONGEST = 256 << 10
"""Longest line, in bytes."""


def padded(size: int) -> int:
    return -(-size // mmap.PAGESIZE) * mmap.PAGESIZE


class Report:
    """Writes to the shared memory `descriptor`, whose first `lines` bytes are for the lines."""

    def __init__(self, descriptor: int, lines: int, which: str) -> None:
        self.descriptor, self.lines, self.which = descriptor, lines, which
        self.room = os.fstat(descriptor).st_size
        self.start()

    def start(self) -> None:
        self.text, self.next = 8, self.lines

    def drawing(
        self, width: int, height: int, rgba: Any, trace: dict[str, Any] | None, painted: dict[str, bytes] | None, number: int
    ) -> bool:
        """Add a picture; False if there is no room left for it. Of the last picture only, each takes the place of the one before.

        `painted` are its primitives, one piece of bytes for each field; they are left out where there is no room for them.
        """
        if self.which == "last":
            self.start()
        size = 4 * width * height
        if self.next + size > self.room:
            return False
        self.put(memoryview(rgba).cast("B"), self.next)
        after = self.next + padded(size)
        lengths, used = None, 0
        if painted and after + sum(map(len, painted.values())) <= self.room:
            lengths = {field: len(content) for field, content in painted.items()}
            self.put(memoryview(content := b"".join(painted.values())), after)
            used = len(content)
        said = {"width": width, "height": height, "offset": self.next, "trace": trace, "painted": lengths, "number": number}
        self.line({"drawing": said})
        self.next = after + padded(used)
        return True

    def put(self, content: memoryview, offset: int) -> None:
        """Writing takes half the time of a mapping, and ends at the limit for files; a mapping does not."""
        done = 0
        with contextlib.suppress(OSError):
            done = os.pwrite(self.descriptor, content, offset)
        if done < len(content):
            with mmap.mmap(self.descriptor, len(content), offset=offset) as rest:
                rest[done:] = content[done:]

    def line(self, content: dict[str, Any]) -> None:
        """Add a line; one that is too long raises ValueError."""
        line = json.dumps(content, allow_nan=False).encode() + b"\n"
        if len(line) > LONGEST or self.text + len(line) > self.lines:
            raise ValueError(f"{len(line)} bytes are too many")
        os.pwrite(self.descriptor, line, self.text)
        self.text += len(line)
        os.pwrite(self.descriptor, struct.pack("<Q", self.text - 8), 0)
