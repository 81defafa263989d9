"""Flags duplicates and leaked pictures while records are read: in the input's order, and in a resumed run for those before it too."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cpx.errors import RecordError
from cpx.record import Record, drawn, errored, part
from cpx.steps.dedup import Index, Match
from cpx.steps.figure import figure
from cpx.steps.leaks import Benchmark, benchmark
from cpx.stream import Entry


def screened(entries: Iterable[Entry], *, dedup: bool, against: Iterable[Path], file: Path | None) -> Iterable[Entry]:
    """The entries; a figure like an earlier one has `quality.duplicate`, one that a benchmark holds `quality.leak`."""
    held = benchmark(against) if against else None
    return flagging(entries, Index() if dedup else None, held, file.parent if file else None)


def flagging(entries: Iterable[Entry], index: Index | None, held: Benchmark | None, folder: Path | None) -> Iterator[Entry]:
    for entry in entries:
        record = entry.record
        if not errored(record):
            record = {key: value for key, value in record.items() if key != "quality"}  # an earlier run's
        if not errored(record) and drawn(record):
            record = leaked(record, held, folder) if held else record
            record = repeated(record, index) if index else record
        yield entry._replace(record=record)


def leaked(record: Record, held: Benchmark, folder: Path | None) -> Record:
    try:
        match = held.find(record, folder)
    except RecordError:  # a picture that is not there fails the gates
        match = None
    return flagged(record, "leak", match) if match else record


def repeated(record: Record, index: Index) -> Record:
    found = figure(part(record, "trace"))
    if not found.tokens:
        return record
    match, sketch = index.find(found)
    if match:
        return flagged(record, "duplicate", match)
    index.add(str(record.get("id")), sketch)
    return record


def flagged(record: Record, gate: str, match: Match) -> Record:
    reason = f"it draws what {match.name} draws (likeness {match.likeness:.2f})"
    told = {"verdict": "fail", "of": match.name, "likeness": match.likeness, "reasons": [reason], "by": "rules"}
    return {**record, "quality": {**part(record, "quality"), gate: told}}
