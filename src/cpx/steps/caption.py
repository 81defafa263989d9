"""The caption step: words for a drawn figure from its trace and its visible facts, without a model."""

from collections.abc import Callable

from cpx import describe
from cpx.describe.frames import Detail
from cpx.errors import RecordError
from cpx.record import Record


def captioner(detail: Detail) -> Callable[[Record], Record]:
    """A step that sets `caption` and `caption_by`; it raises `no-trace` for a figure that was drawn without one."""

    def step(record: Record) -> Record:
        trace = record.get("trace")
        if not isinstance(trace, dict):
            raise RecordError("no-trace", "this record has no trace to describe; run cpx-trace on it first")
        return {**record, "caption": describe.caption(trace, record.get("facts"), detail), "caption_by": "trace"}

    return step
