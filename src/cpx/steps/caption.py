"""The caption step: words for a drawn figure from its trace and its visible facts, without a model."""

from collections.abc import Callable
from typing import cast

from cpx import describe
from cpx.describe.frames import Detail
from cpx.errors import RecordError
from cpx.record import Record, Trace, part


def captioner(detail: Detail) -> Callable[[Record], Record]:
    """A step that sets `caption` and `caption_by`; it raises `no-trace` for a figure that was drawn without one."""

    def step(record: Record) -> Record:
        words = describe.caption(traced(record), record.get("facts"), detail)
        return {**record, "caption": words, "caption_by": "trace"}

    return step


def checker(write: Callable[[Record], Record]) -> Callable[[Record], Record]:
    """A step that sets `check`: the record's caption, or where it has none the one that `write` gives it, held against the trace."""

    def step(record: Record) -> Record:
        trace = traced(record)
        if record.get("caption") is None:
            record = write(record)
        words = record["caption"]
        if not isinstance(words, str):
            raise RecordError("bad-caption", f"`caption` is {type(words).__name__}, not a string")
        return {**record, "check": describe.check(words, trace, record.get("facts"))}

    return step


def outcome(record: Record) -> str:
    """How the closing line counts a record."""
    found = part(record, "check")
    if not found:
        return "captioned"
    if found["contradicted"]:
        return "contradicted"
    if found["unknown"]:
        return "with claims not found"
    return "confirmed" if found["confirmed"] else "without a claim to check"


def traced(record: Record) -> Trace:
    trace = record.get("trace")
    if not isinstance(trace, dict):
        raise RecordError("no-trace", "this record has no trace to describe; run cpx-trace on it first")
    return cast(Trace, trace)
