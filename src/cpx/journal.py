"""Output that survives a kill: FILE.part grows, FILE.journal says how far it is whole, and only a finished run gets the name FILE.

    FILE.part      the output so far
    FILE.journal   after each group: {"line": input line, "chain": hash of the input so far, "out": bytes of output, counts}

Resuming cuts FILE.part back to the last offset whose journal line is whole and does the rest again: after kill -9 at any moment the
finished file has the same bytes, also where one record became several.
Not covered: a power failure, after which the last second of output may be lost and both files should be deleted.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cpx.errors import Refused, Stopped
from cpx.stream import Entry, Group, Tally, Writer


class Journal:
    """The output of one run into `target`; with `resume` it goes on where an earlier one stopped, if one did."""

    def __init__(self, target: Path, resume: bool) -> None:
        self.target = target
        self.part = target.with_name(target.name + ".part")
        self.path = target.with_name(target.name + ".journal")
        if self.part.exists() and not resume:
            raise Refused(f"{self.part} holds an unfinished run; go on with --resume, or delete it to start over")
        self.last, journal_end = self._whole() if self.part.exists() else ({}, 0)
        try:
            self.file = open(self.part, "r+b" if self.last else "wb", buffering=0)
            self.log = open(self.path, "r+b" if self.last else "wb", buffering=0)
        except OSError as error:
            raise Stopped(f"cannot write {self.part}: {error.strerror}") from None
        for file, end in ((self.file, self.last.get("out", 0)), (self.log, journal_end)):
            file.truncate(end)
            file.seek(end)
        self.writer = Writer(self.file.fileno())

    def _whole(self) -> tuple[dict[str, Any], int]:
        """The last mark that the output bears out, and where its line ends in the journal."""
        size, last, end, position = self.part.stat().st_size, {}, 0, 0
        if self.path.exists():
            with open(self.path, "rb") as log:
                for line in log:
                    position += len(line)
                    if line.endswith(b"\n") and (mark := json.loads(line))["out"] <= size:
                        last, end = mark, position
        return last, end

    def rest(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries that the stopped run had not finished; an input that is not the same up to there is refused."""
        done, seen = self.last.get("line", 0), 0
        for entry in entries:
            seen = entry.number
            if seen > done:
                yield entry
            elif seen == done and entry.chain != self.last["chain"]:
                raise Refused(
                    f"the input is not the one {self.part} was made from (line {done} or before differs); delete it to start over"
                )
        if seen < done:
            raise Refused(f"the input ends at line {seen}, but {self.part} was made from {done} lines; delete it to start over")

    def write(self, group: Group, tally: Tally) -> None:
        """Write the group, then the mark that says it is whole."""
        self.writer.write(group.records)
        mark = {"line": group.entry.number, "chain": group.entry.chain, "out": self.file.tell(), **tally.counts()}
        try:
            self.log.write(json.dumps(mark, separators=(",", ":")).encode() + b"\n")
        except OSError as error:
            raise Stopped(f"cannot write {self.path}: {error.strerror}; make room, then go on with --resume") from None

    def finish(self) -> None:
        """Nothing is missing: the output gets its name."""
        os.fsync(self.file.fileno())
        self.file.close()
        self.log.close()
        os.replace(self.part, self.target)
        self.path.unlink()
