"""What became of a script: the job's report and the server's word on how it ended, made into one result.

The report comes from memory that the script could write to. Its sizes, types and lengths are checked; what it says about the
script itself is taken at its word, since a script owns its interpreter and can only lie about its own record.
"""

import json
import os
import signal
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from cpx.record import Trace, Why
from cpx.sandbox import encode
from cpx.sandbox.shape import fits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cpx.primitives import Primitives

LINES, LONGEST = 4 << 20, 256 << 10
"""Bytes at the front of a report that hold its lines, and of one line; pixels follow."""
PRIMITIVES = 16 << 20
"""Bytes of a picture's primitives."""
FIELDS = {"rows", "vertices", "codes", "images", "strings", "page"}
PICTURES = 1000
"""That are taken from one report."""
MESSAGE, STDOUT = 4000, 16 << 10
"""Characters of them that are kept."""
CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS)
"""How C code ends when it is refused memory and does not look."""


class Limits(NamedTuple):
    """What one script may use."""

    seconds: float = 30.0
    """Of CPU time; four times as much by the clock."""
    memory: int = 2 << 30
    """Bytes of address space."""
    pixels: int = 4096 * 4096
    """Of one picture; four times as many of all pictures together."""
    scratch: int = 128 << 20
    """Bytes of files."""


@dataclass(frozen=True)
class Drawing:
    """One picture."""

    width: int
    height: int
    rgba: bytes
    """Rows from the top, 8 bits a channel, alpha not premultiplied."""
    trace: dict[str, Any] | None
    number: int = 1
    """Which of the script's figures it is, from 1."""
    painted: Mapping[str, bytes] | None = None
    """What the job says its primitives are, unchecked."""

    @cached_property
    def primitives(self) -> "Primitives | None":
        """What reached the page; None where it was not recorded, or the script has tampered with it."""
        from cpx.primitives import checked

        try:
            return checked(self.painted) if self.painted else None
        except (ValueError, KeyError):
            return None

    @cached_property
    def pixels(self) -> str:
        """Hash of dimensions and pixels."""
        return encode.pixel_hash(self.width, self.height, self.rgba)

    def array(self) -> "NDArray[Any]":
        """(height, width, 4) bytes of RGBA."""
        import numpy as np

        return np.frombuffer(self.rgba, np.uint8).reshape(self.height, self.width, 4)

    def png(self) -> bytes:
        return encode.png(self.width, self.height, self.rgba)


class Result(NamedTuple):
    """What became of a script."""

    ok: bool
    why: Why | None
    message: str | None
    """What went wrong; with `ok`, what is worth knowing none the less, such as a lost trace."""
    line: int | None
    drawings: list[Drawing]
    """Empty unless `ok`."""
    figures: int
    partial: Drawing | None
    """The picture so far of a script that failed."""
    missing_glyphs: str | None
    versions: dict[str, str]
    sandbox: dict[str, Any]
    cpu: float
    """Seconds of the job, its start and its drawing included."""
    stdout: str


class Ending(NamedTuple):
    """How a job's process ended, as the server saw it."""

    status: int
    """Exit code, or the negative number of a signal."""
    killed: str | None
    """Why the server killed it: `timeout`, `scratch` or `threads`."""
    cpu: float
    rss: int
    """Bytes of memory at most."""


class Forged(Exception):
    """A report that no honest job writes."""


def capacity(limits: Limits, figures: str) -> int:
    """Bytes of a report: its lines and one picture of the largest size with its primitives, or four where all are kept."""
    page = os.sysconf("SC_PAGESIZE")
    picture = -(-4 * limits.pixels // page) * page + PRIMITIVES
    return LINES + picture * (4 if figures == "all" else 1)


def judge(ending: Ending, report: int, figures: str, limits: Limits, versions: dict[str, str], sandbox: dict[str, Any]) -> Result:
    """The result of a job whose report is the file `report`; `figures` says which were asked for."""
    result = partial(Result, versions=versions, sandbox=sandbox, cpu=ending.cpu)
    try:
        drawings, end = read(report, PICTURES if figures == "all" else 1)
    except (Forged, ValueError, RecursionError) as error:
        drawings, end = [], {"why": "protocol", "message": f"the script's process gave an answer that cannot be true: {error}"}
    why, message = fate(ending, end, limits)
    visible = [drawing for drawing in drawings if not encode.blank(drawing.rgba)]
    if not why and not visible:
        why, message = "blank", "the page is of one colour"
    return result(
        ok=not why,
        why=why,
        message=message,
        line=end.get("line"),
        drawings=[] if why else visible,
        figures=end.get("figures", len(drawings)),
        partial=visible[0] if why and visible else None,
        missing_glyphs=end.get("missing_glyphs"),
        stdout=end.get("stdout", ""),
    )


def fate(ending: Ending, end: dict[str, Any], limits: Limits) -> tuple[Why | None, str | None]:
    """Why a script failed, if it did, in the order of who knows best: the server, the kernel, the job."""
    if ending.killed == "scratch":
        return "oversize", f"its files grew past {limits.scratch >> 20} MiB"
    if ending.killed == "threads":
        return "oversize", "it started more than 1000 threads"
    late = ending.status < 0 and ending.cpu >= limits.seconds
    if late or ending.status == -signal.SIGXCPU:
        return "timeout", f"stopped after {limits.seconds:g} s of CPU time"
    if ending.killed == "timeout":
        return "timeout", f"stopped after {4 * limits.seconds:g} s by the clock, though it used only {ending.cpu:.1f} s of CPU time"
    if ending.status == -signal.SIGSYS:
        return "killed", "it killed its own process, or made a system call of a kind that this sandbox does not know (32-bit, x32)"
    if ending.status == -signal.SIGKILL or (-ending.status in CRASHES and ending.rss > 0.8 * limits.memory):
        return "memory", f"out of memory; the limit is {limits.memory >> 20} MiB"
    if ending.status < 0:
        return "killed", signal.strsignal(-ending.status) or f"signal {-ending.status}"
    if not end:
        return "killed", f"it ended its own process, with exit code {ending.status}"
    return end["why"], end["message"] or EXPLAINED.get(end["why"])


EXPLAINED: dict[Why | None, str] = {
    "no-figure": "it drew no figure with matplotlib",
    "protocol": "its figures could not be drawn: it has replaced matplotlib's own functions",
}


class Said(NamedTuple):
    """What a report says of one picture."""

    width: int
    height: int
    offset: int
    trace: dict[str, Any] | None
    painted: dict[str, int] | None
    """Lengths of the fields of its primitives, which follow the pixels."""
    number: int


def read(report: int, most: int) -> tuple[list[Drawing], dict[str, Any]]:
    """At most so many pictures, and the last line of a report, which is empty if the job never came to its end."""
    (length,) = struct.unpack("<Q", os.pread(report, 8, 0))
    if length > LINES:
        raise Forged(f"{length} bytes of lines")
    pictures: dict[int, Said] = {}
    end: dict[str, Any] = {}
    for line in os.pread(report, length, 8).splitlines():
        match json.loads(line, parse_constant=lambda name: None) if len(line) <= LONGEST else None:
            case {
                "drawing": {"width": int(w), "height": int(h), "offset": int(at), "trace": dict() | None as trace, "number": int(n), **more}
            }:
                pictures[int(n)] = Said(int(w), int(h), at, trace, lengths(more.get("painted")), int(n))
            case {"end": dict(said)}:
                end = checked(said)
            case _:
                raise Forged("an unknown line")
    chosen, room = list(pictures.values())[:most], os.fstat(report).st_size - LINES
    if any(min(said.width, said.height, said.number) < 1 for said in chosen) or sum(4 * said.width * said.height for said in chosen) > room:
        raise Forged("pictures of an impossible size")
    drawings = [picture(report, said) for said in chosen]
    if end and any(said.trace and not drawing.trace for said, drawing in zip(chosen, drawings, strict=True)):
        end["message"] = end["message"] or "the trace was lost: it has another shape than a trace"
    return drawings, end


def picture(report: int, said: Said) -> Drawing:
    """One picture; a trace that is none is dropped, so that what reads it later need not doubt its shape."""
    width, height, offset, trace, painted, number = said
    size = 4 * width * height
    if not LINES <= offset <= os.fstat(report).st_size - size:
        raise Forged("a picture from nowhere")
    rgba = os.pread(report, size, offset)
    return Drawing(width, height, rgba, trace if fits(trace, Trace) else None, number, fields(report, offset + size, painted))


def lengths(painted: Any) -> dict[str, int] | None:
    """How many bytes each field of the primitives has, where that is what it says."""
    whole = isinstance(painted, dict) and painted.keys() == FIELDS and all(type(length) is int for length in painted.values())
    return painted if whole and min(painted.values()) >= 0 and sum(painted.values()) <= PRIMITIVES else None


def fields(report: int, after: int, painted: dict[str, int] | None) -> dict[str, bytes] | None:
    """The primitives, as they are: from the page boundary after the pixels."""
    if painted is None:
        return None
    page = os.sysconf("SC_PAGESIZE")
    content, found = os.pread(report, sum(painted.values()), -(-after // page) * page), {}
    for field, length in painted.items():
        found[field], content = content[:length], content[length:]
    return found


def checked(end: dict[str, Any]) -> dict[str, Any]:
    """The last line with every value of its type."""
    match end:
        case {
            "why": str() | None as why,
            "message": str() | None as message,
            "line": int() | None as line,
            "note": str() | None as note,
            "figures": int() as figures,
            "missing_glyphs": str() | None as missing,
            "stdout": str() as stdout,
        } if (why is None or why in get_args(Why)) and figures >= 0:
            message = (message or note or "")[:MESSAGE] or None
            missing = missing[:MESSAGE] if missing else None
            return {
                "why": why,
                "message": message,
                "line": line and int(line),
                "figures": int(figures),
                "missing_glyphs": missing,
                "stdout": stdout[:STDOUT],
            }
    raise Forged("its last line")
