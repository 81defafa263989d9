"""Read records, run a step over them, write the results: in order, bounded, and at once.

    lines ──> read ──> slots (bounded) ──> worker threads ──> write in input order ──> stdout, or a Journal
                │                                                 │
                └── line number and hash ─────────────────────────┘

A slot is taken before a line is read and given back after its results are written, so at most `window` records are held however fast
the input is. One thread reads, `jobs` threads work, the caller's thread writes: a finished record leaves while upstream is silent.
"""

import hashlib
import json
import math
import os
import queue
import select
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple, Protocol

from cpx import signals
from cpx.errors import BadLine, CpxError, RecordError, Stopped
from cpx.record import Record, errored, failed, name

Step = Callable[[Record], Record | Iterable[Record]]


class Entry(NamedTuple):
    """One input line and the record it holds."""

    number: int  # of the line, from 1
    chain: str  # hash of all lines up to this one: the input is still the same, as far as it was read
    record: Record


class Group(NamedTuple):
    """What one entry became."""

    entry: Entry
    records: list[Record]
    tried: bool  # False: it passed through
    bug: str | None = None  # a traceback
    rejected: Sequence[Record] = ()  # records that are kept back


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def read(lines: Iterable[bytes], source: str = "<stdin>", skipped: Callable[[BadLine], None] | None = None) -> Iterator[Entry]:
    """Yield an entry per line. Blank lines are passed over; a line that is no JSON object raises BadLine, or goes to `skipped`."""
    import jsonlines

    taken = _Tap(lines)
    reader = jsonlines.Reader(taken, loads=_loads)
    while True:
        try:
            record = reader.read(type=dict, skip_empty=True)
        except EOFError:
            return
        except (jsonlines.InvalidLineError, RecursionError) as error:
            bad = BadLine(f"{source}:{taken.number}: {_reason(error)}")
            if skipped is None:
                raise bad from None
            skipped(bad)
            continue
        line = taken.line.strip().removeprefix(b"\xef\xbb\xbf")
        yield Entry(taken.number, taken.chain, record if "id" in record else {"id": name(line), **record})


def numbered(count: int, key: str) -> Iterator[Entry]:
    """The entries of a command that reads nothing: `count` records `{"index": i}`; `key` holds what the results depend on."""
    for index in range(count):
        yield Entry(index + 1, hashlib.sha256(f"{key}:{index}".encode()).hexdigest()[:16], {"index": index})


class _Tap:
    """Passes lines on and remembers the last one, its number, and the hash of all so far."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines, self.number, self.line, self._hash = iter(lines), 0, b"", hashlib.sha256()

    def __iter__(self) -> "Iterator[bytes]":
        return self

    def __next__(self) -> bytes:
        self.line = next(self.lines)
        self.number += 1
        self._hash.update(self.line.rstrip(b"\r\n") + b"\n")
        return self.line

    @property
    def chain(self) -> str:
        return self._hash.hexdigest()[:16]


def _loads(text: str | bytes) -> Any:
    return json.loads(text, parse_constant=_no_number, parse_float=_finite)


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number; write null")


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return f"not UTF-8: byte {cause.start + 1} is 0x{cause.object[cause.start]:02x}"
    if isinstance(cause, json.JSONDecodeError):
        return f"not JSON: {cause.msg} at column {cause.colno}; each object must be one line, as jq -c writes it"
    if "int_max_str_digits" in str(cause):
        return "a whole number of more than 4,300 digits"
    if cause is not None:
        return f"not JSON: {cause}"
    return 'not a JSON object; each line must be one, such as {"code": "..."}'


# ── running ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def run(
    step: Step, entries: Iterable[Entry], *, stage: str, jobs: int, window: int, takes: Callable[[Record], bool] = bool
) -> Iterator[Group]:
    """Yield what the step makes of each entry, in input order, holding at most `window` of them.

    Records with an `error`, and those that `takes` refuses, pass through. A CpxError from the step or the input ends the iteration
    where it stands; what came before it has been yielded.
    """
    slots = threading.Semaphore(window)
    pending: queue.SimpleQueue[Future[Group] | None] = queue.SimpleQueue()
    stop = threading.Event()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="cpx-step")

    def feed() -> None:
        source = iter(entries)
        try:
            while slots.acquire() and not stop.is_set():
                entry = next(source, None)
                if entry is None:
                    break
                pending.put(pool.submit(_attempt, step, entry, stage, takes))
        except BaseException as error:  # raised again in the caller's thread, in its turn
            broken: Future[Group] = Future()
            broken.set_exception(error)
            pending.put(broken)
        pending.put(None)

    threading.Thread(target=feed, name="cpx-read", daemon=True).start()
    try:
        while (future := pending.get()) is not None:
            yield future.result()
            slots.release()
    finally:
        stop.set()
        slots.release()
        pool.shutdown(wait=False, cancel_futures=True)


def _attempt(step: Step, entry: Entry, stage: str, takes: Callable[[Record], bool]) -> Group:
    record = entry.record
    try:
        if errored(record) or not takes(record):
            return Group(entry, [record], tried=False)
        result = step(record)
        return Group(entry, [result] if isinstance(result, dict) else list(result), tried=True)
    except RecordError as error:
        return Group(entry, [failed(record, stage, error.kind, str(error))], tried=True)
    except CpxError:
        raise
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        return Group(entry, [failed(record, stage, "bug", message)], tried=True, bug=traceback.format_exc())


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def encode(record: Record) -> bytes:
    """One line of JSON, UTF-8; a number that is not finite becomes null, a lone surrogate is escaped."""
    try:
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        text = json.dumps(_without_nan(record), ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(json.loads(text), separators=(",", ":")).encode() + b"\n"


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


class Writer:
    """Writes groups to a file descriptor, each line whole."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def write(self, records: Iterable[Record]) -> None:
        for record in records:
            self._line(encode(record))

    def _line(self, line: bytes) -> None:
        """In pieces that a writable pipe takes at once, so that waiting for a reader can be interrupted while the line is untouched."""
        writable = select.poll()
        writable.register(self.fd, select.POLLOUT)
        writable.poll()
        left = memoryview(line)  # which is cut without a copy: lines of many megabytes come by
        with signals.mid_line():
            while left:
                left = left[self._piece(left[: select.PIPE_BUF]) :]
                if left:
                    writable.poll()

    def _piece(self, piece: memoryview) -> int:
        try:
            return os.write(self.fd, piece)
        except BrokenPipeError:
            raise signals.Closed from None
        except OSError as error:
            raise Stopped(f"cannot write the output: {error.strerror}; make room, then go on with -o FILE --resume") from None


class Pipe:
    """Output that leaves at once and cannot be taken up again."""

    def __init__(self, fd: int) -> None:
        self.writer = Writer(fd)
        self.before: dict[str, Any] = {}

    def rest(self, entries: Iterable[Entry]) -> Iterable[Entry]:
        return entries

    def write(self, group: Group, tally: "Tally") -> None:
        self.writer.write(group.records)

    def finish(self) -> None:
        """Nothing is held back."""


class Counts(Protocol):
    """What a command counts of its own, and a resumed run goes on with."""

    def counts(self) -> dict[str, Any]: ...

    def go_on(self, before: dict[str, Any]) -> None: ...


class Tally:
    """What became of the records of a run; `before` holds the counts of the stopped run that it goes on with."""

    def __init__(self, label: Callable[[Record], str], before: dict[str, Any], own: Counts | None = None) -> None:
        self.label, self.own = label, own
        self.tried, self.failed, self.bugs = (before.get(name, 0) for name in ("tried", "failed", "bugs"))
        self.before, self.bugs_before = before.get("records", 0), self.bugs
        if own:
            own.go_on(before.get("own", {}))
        self.outcomes = Counter[str]()
        self.records = self.passed = 0
        self.first: Record | None = None
        """The first record that failed."""

    def add(self, group: Group) -> None:
        self.records += 1
        self.tried += group.tried
        self.passed += not group.tried
        self.bugs += group.bug is not None
        for record in (*group.records, *group.rejected) if group.tried else ():
            self.outcomes[f"error {record['error']['kind']}" if errored(record) else self.label(record)] += 1
        bad = [record for record in group.records if errored(record)] if group.tried else []
        self.failed += bool(bad)
        self.first = self.first or next(iter(bad), None)

    def counts(self) -> dict[str, Any]:
        counts = {"records": self.before + self.records, "tried": self.tried, "failed": self.failed, "bugs": self.bugs}
        return {**counts, "own": self.own.counts()} if self.own else counts

    def exit_code(self, strict: bool) -> int:
        return int(self.bugs > 0 or (self.failed > 0 and (strict or self.failed == self.tried)))

    def total_failure(self) -> str | None:
        """What to say where every record failed, since the reason is then mostly one, and not in the records."""
        if self.first is None or self.failed < self.tried:
            return None
        return f"every record failed; {self.first.get('id')}, the first: {self.first['error']['message']}"

    def __str__(self) -> str:
        parts = [f"{count} {outcome}" for outcome, count in self.outcomes.most_common()]
        if self.passed:
            parts.append(f"{self.passed} passed through")
        start = f"{self.before} records were done before, now " if self.before else ""
        return f"{start}{self.records} {'record' if self.records == 1 else 'records'}" + (": " + ", ".join(parts) if parts else "")
