"""Trace records that were drawn elsewhere: draw them again, and keep the trace if the picture is the same."""

from pathlib import Path
from types import TracebackType
from typing import Self

from cpx.errors import RecordError
from cpx.record import Record, part
from cpx.sandbox import Limits, Result, Sandbox
from cpx.steps.execute import script, traced, writable


class Tracer:
    """A step: record with `code` -> the same with `trace`. Enter it to hold its sandbox."""

    def __init__(self, images: Path, *, jobs: int, seconds: float = 30.0, unsafe: bool = False) -> None:
        self.images = images
        self.box = Sandbox(jobs=jobs, limits=Limits(seconds=seconds), unsafe=unsafe)

    def __enter__(self) -> Self:
        writable(self.images)
        self.box.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.box.__exit__(kind, error, trace)

    def __call__(self, record: Record) -> Record:
        done = part(record, "exec")
        number = done.get("figure", 1)
        result = self.box.run(script(record), dpi=done.get("dpi", 100), figures="all")
        drawing = next((drawing for drawing in result.drawings if drawing.number == number), None)
        if drawing is None:
            raise RecordError("not-drawn", reason(result, number))
        if done.get("pixels", drawing.pixels) != drawing.pixels:
            raise RecordError("other-pixels", f"the script drew other pixels than exec.pixels says: {drawing.pixels}; run cpx-exec again")
        if drawing.trace is None:
            raise RecordError("no-trace", "the figure was drawn, but could not be traced")
        return {**record, "trace": traced(drawing, part(done, "look").get("margin"), self.images)}


def untraced(record: Record) -> bool:
    """Whether the record wants a trace: it has none, and was not found undrawable before."""
    return "trace" not in record and part(record, "exec").get("ok", True) is True


def reason(result: Result, number: int) -> str:
    if not result.ok:
        return f"drawing again failed ({result.why}): {result.message}"
    return f"drawing again gave {len(result.drawings)} figures, not figure {number}"
