"""The caption step: words for a drawn figure from its trace and its visible facts, without a model."""

from collections.abc import Callable
from typing import cast

from cpx import describe
from cpx.describe.frames import Detail
from cpx.errors import RecordError
from cpx.record import Record, Trace


def captioner(detail: Detail) -> Callable[[Record], Record]:
    """A step that sets `caption` and `caption_by`; it raises `no-trace` for a figure that was drawn without one."""

    def step(record: Record) -> Record:
        trace = record.get("trace")
        if not isinstance(trace, dict):
            raise RecordError("no-trace", "this record has no trace to describe; run cpx-trace on it first")
        words = describe.caption(cast(Trace, trace), record.get("facts"), detail)
        return {**record, "caption": words, "caption_by": "trace"}

    return step
