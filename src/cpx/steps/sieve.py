"""Parts the records that passed from those that did not, in order: these into a file with their reasons, those on."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from cpx.errors import Refused, Stopped
from cpx.record import Record, errored, part
from cpx.stream import Group, encode


class Sieve:
    """Goes through the groups of one run and counts the yield of each gate and source.

    A line of the file of rejects ends in the number of its input line, `line`; with `resume` the lines that the run does again are cut off.
    Raises Refused at once where that would cut other lines.
    """

    def __init__(self, rejects: Path | None, *, annotate: bool, resume: bool) -> None:
        self.path, self.annotate, self.resume = rejects, annotate, resume
        if rejects and resume and rejects.is_file():
            only_rejects(rejects)
        self.passed, self.seen, self.failed = Counter[str](), Counter[str](), Counter[str]()

    def __call__(self, groups: Iterable[Group]) -> Iterator[Group]:
        file: IO[bytes] | None = None
        for group in groups:
            if self.path and file is None:
                file = rejects_from(self.path, group.entry.number if self.resume else 0)
            if not group.tried:
                yield group
                continue
            bad = [record for record in group.records if self.rejected(record)]
            if file and bad:
                self.write(file, bad, group.entry.number)
            passed = [record for record in group.records if record not in bad]
            yield group if self.annotate else group._replace(records=passed, rejected=bad)
        if self.path and file is None and not self.seen:
            rejects_from(self.path, 0)

    def rejected(self, record: Record) -> bool:
        """Whether it failed a gate, and counts it."""
        if errored(record):
            return False
        source = str(part(record, "source").get("pipeline", "other"))
        quality = record["quality"]
        self.seen[source] += 1
        self.passed[source] += quality["passed"]
        if not quality["passed"]:
            self.failed[next(gate for gate, one in quality.items() if isinstance(one, dict) and one["verdict"] == "fail")] += 1
        return not quality["passed"]

    def counts(self) -> dict[str, Counter[str]]:
        return {"seen": self.seen, "passed": self.passed, "failed": self.failed}

    def go_on(self, before: dict[str, dict[str, int]]) -> None:
        for name, counter in self.counts().items():
            counter.update(before.get(name, {}))

    def write(self, file: IO[bytes], records: Iterable[Record], line: int) -> None:
        try:
            for record in records:
                file.write(encode({**record, "line": line}))
            file.flush()
        except OSError as error:
            raise Stopped(f"cannot write {self.path}: {error.strerror}; make room, then go on with -o FILE --resume") from None

    @property
    def share(self) -> float:
        """Of the records that were judged, those that passed."""
        return self.passed.total() / self.seen.total() if self.seen else 1.0

    def __str__(self) -> str:
        if not self.seen:
            return "nothing was judged"
        sources = [f"{source} {self.passed[source]} of {many}" for source, many in sorted(self.seen.items())]
        gates = [f"{gate} {many}" for gate, many in self.failed.most_common()]
        told = f"{self.passed.total()} of {self.seen.total()} passed ({100 * self.share:.1f}%); by source: {', '.join(sources)}"
        return told + (f"; failed by gate: {', '.join(gates)}" if gates else "")


def only_rejects(path: Path) -> None:
    """Refuse a file with a line that no run rejected; the last may have been cut short by a kill."""
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if not (is_reject(line) or (line.startswith(b"{") and not line.endswith(b"\n") and not parsed(line))):
                raise Refused(f"{path}:{number} is no rejected record, and --resume would cut it off; name another file with --rejects")


def is_reject(line: bytes) -> bool:
    record = parsed(line)
    return isinstance(record, dict) and isinstance(record.get("line"), int) and isinstance(record.get("quality"), dict)


def parsed(line: bytes) -> object:
    """What the JSON says, None where it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def rejects_from(path: Path, line: int) -> IO[bytes]:
    """The file of rejects, open behind those of input lines before `line`; empty where that is 0."""
    try:
        if path.exists() and not path.is_file():  # a device or pipe
            return open(path, "wb")
        file = open(path, "r+b" if line and path.exists() else "w+b")
    except OSError as error:
        raise Stopped(f"cannot write {path}: {error.strerror}; choose another file with --rejects") from None
    end = 0
    for one in file:
        if not one.endswith(b"\n") or json.loads(one)["line"] >= line:
            break
        end += len(one)
    file.seek(end)
    file.truncate()
    return file
