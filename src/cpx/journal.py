"""Output that survives a kill: FILE.part grows, FILE.journal says how far it is whole, and only a finished run gets the name FILE.

    FILE.part      the output so far
    FILE.journal   first {"options": those that records depend on, "line": 0, "out": 0};
                   then after each group: {"line": input line, "chain": hash of the input so far, "out": bytes of output, counts}

Resuming cuts FILE.part back to the last offset whose journal line is whole and does the rest again: after kill -9 at any moment the
finished file has the same bytes, also where one record became several.
Not covered: a power failure, after which the last second of output may be lost and both files should be deleted.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from io import FileIO
from pathlib import Path
from typing import Any

from cpx.errors import Refused, Stopped
from cpx.stream import Entry, Group, Tally, Writer


class Journal:
    """The output of one run into `target`; with `resume` it goes on where an earlier one stopped, if one did.

    `options` are those that its records depend on, by name, None where one is not given: a run begun with others is not gone on with.
    """

    def __init__(self, target: Path, resume: bool, options: Mapping[str, str | None]) -> None:
        self.target = regular(target)
        self.part = self.target.with_name(self.target.name + ".part")
        self.path = self.target.with_name(self.target.name + ".journal")
        fresh = not os.path.exists(self.part)
        self.file, self.log = locked(self.part), locked(self.path)
        if not (fresh or resume):
            raise Refused(f"{self.part} holds an unfinished run; go on with --resume, or delete it to start over")
        self.before, journal_end = ({}, 0) if fresh else self._whole()
        if journal_end:
            self._keep(options)
        for file, end in ((self.file, self.before.get("out", 0)), (self.log, journal_end)):
            file.truncate(end)
            file.seek(end)
        self.writer = Writer(self.file.fileno())
        if not journal_end:
            self._mark({"options": options, "line": 0, "out": 0})

    def _whole(self) -> tuple[dict[str, Any], int]:
        """The last mark that the output bears out, and where its line ends in the journal; nothing where nothing was done."""
        size, last, end, position = self.part.stat().st_size, {}, 0, 0
        with open(self.path, "rb") as log:
            for line in log:
                position += len(line)
                if line.endswith(b"\n") and (mark := json.loads(line))["out"] <= size:
                    last, end = mark, position
        return (last, end) if last.get("line") else ({}, 0)

    def _keep(self, options: Mapping[str, str | None]) -> None:
        """Refuse to go on with other options; a journal that names none, of an earlier version, allows all."""
        with open(self.path, "rb") as log:
            begun = json.loads(log.readline()).get("options", {})
        changed = [name for name, value in begun.items() if name in options and options[name] != value]
        if changed:
            told = ", and ".join(f"{given(name, begun[name])}, not {given(name, options[name])}" for name in changed)
            raise Refused(f"{self.part} was begun {told}; go on as it was begun, or delete it to start over")

    def rest(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries that the stopped run had not finished; an input that is not the same up to there is refused."""
        done, seen = self.before.get("line", 0), 0
        for entry in entries:
            seen = entry.number
            if seen > done:
                yield entry
            elif seen == done and entry.chain != self.before["chain"]:
                raise Refused(
                    f"the input is not the one {self.part} was made from (line {done} or before differs); delete it to start over"
                )
        if seen < done:
            raise Refused(f"the input ends at line {seen}, but {self.part} was made from {done} lines; delete it to start over")

    def write(self, group: Group, tally: Tally) -> None:
        """Write the group, then the mark that says it is whole."""
        self.writer.write(group.records)
        self._mark({"line": group.entry.number, "chain": group.entry.chain, "out": self.file.tell(), **tally.counts()})

    def _mark(self, mark: Mapping[str, Any]) -> None:
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


def given(option: str, value: str | None) -> str:
    return f"without {option}" if value is None else f"with {option} {value}".rstrip()


def regular(target: Path) -> Path:
    """The file that a path means in the end; only a regular one can be replaced when the output is whole."""
    if os.path.exists(target) and not os.path.isfile(target):  # the path itself: what a pipe of /proc leads to has no name
        raise Refused(f"{target} is no regular file; send the output there with > instead of -o")
    real = Path(os.path.realpath(target))
    if not real.parent.is_dir():
        raise Refused(f"there is no folder {real.parent} for {target}; make it first")
    return real


def locked(path: Path) -> FileIO:
    """The file, open for one run alone."""
    try:
        file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666), "r+")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Refused(f"another run is writing {path}; wait for it, or end it first") from None
    except OSError as error:
        raise Stopped(f"cannot write {path}: {error.strerror}; make room or give another FILE") from None
    return file
