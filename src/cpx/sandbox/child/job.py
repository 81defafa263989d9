"""One job: the forked process that gives up its rights, runs one script, and reports what it drew.

fork -> own descriptors, folder, seeds -> limits, Landlock, seccomp -> script -> figures left open -> report -> exit
"""

import builtins
import contextlib
import errno
import fcntl
import importlib.util
import io
import itertools
import linecache
import mmap
import os
import random
import resource
import signal
import socket
import sys
import tempfile
import threading
import time
import types
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn

import artists
import capture
import confine
import fonts
import paint
import primitives
from matplotlib.backends.backend_agg import FigureCanvasAgg
from report import Report

SCRIPT = "script.py"
"""The name a script goes by: in tracebacks, to itself, and to the tracer."""
STDOUT = 16 << 10
"""Characters of its output that are kept."""
READERS = {
    *("open", "imread", "load", "fromfile", "read_bytes", "read_text", "exists", "isfile", "is_file", "stat", "getsize"),
    *("listdir", "scandir", "walk", "iterdir", "glob", "iglob", "rglob", "rename", "remove", "unlink", "shutil"),
    *("subprocess", "system", "eval", "exec", "__import__", "import_module"),
}
"""Names without which a script cannot notice whether a file that it saved is there."""
OURS = ("pandas", "networkx", "sympy", "seaborn", "sklearn")
"""Libraries that scripts use and the extra `figures` installs."""
ALONE = " (the sandbox starts no processes and opens no connections)"
OUTSIDE = " (the sandbox shows a script its own folder only)"
GLYPHS = 200
"""Missing characters that are named."""
RESERVE = 64 << 20
"""Bytes of address space set aside, so that a script that has used up the rest can still be reported."""
NOTHING = None, None
"""The trace and the primitives of a drawing that has none."""
PATIENCE = 1.0
"""Seconds that threads of a finished script may go on."""


class Place(NamedTuple):
    """Where a job runs."""

    scratch: str
    ruleset: int | None
    """Landlock's, as a file descriptor; None runs the script unconfined."""
    rights: confine.Rights
    parent: int
    """The server's process id."""


class Output(io.RawIOBase):
    """Standard output: its beginning is kept, the rest is thrown away."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.kept += bytes(content[: STDOUT - len(self.kept)])
        return len(content)


def run(place: Place, catch: capture.Capture, code: int, result: int, lines: int, trace: bool) -> NoReturn:
    """Run the script in the file `code` and write the report into the file `result`; never comes back."""
    script = read(code)
    result, ruleset = own_descriptors(result, place.ruleset)
    settle(place)
    if ruleset is not None:
        confine.confine(ruleset)
        os.close(ruleset)
    output, printed = streams()
    report = Report(result, lines, catch.rules.which)
    keeper = Keeper(report, trace)
    catch.keep = keeper.keep
    end = outcome(script, catch, place.scratch)
    report.line({"end": {**end, **keeper.notes(), "figures": catch.figures, "stdout": text(output, printed)}})
    os._exit(0)


def read(code: int) -> str:
    return os.pread(code, os.fstat(code).st_size, 0).decode("utf-8", "surrogatepass").removeprefix("\ufeff")


def own_descriptors(*kept: int | None) -> list[Any]:
    """Close everything that the server had open but these; 0 to 2 lead nowhere.

    These get the highest numbers: an inherited object that still believes in its file would close a low one when it goes.
    """
    end = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    for before, after in itertools.pairwise([2, *sorted(filter(None, kept)), end]):
        os.closerange(before + 1, after)
    nowhere = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    top = confine.DESCRIPTORS - len(kept)
    low = [descriptor and fcntl.fcntl(descriptor, fcntl.F_DUPFD, 3) for descriptor in kept]  # both are safe before either moves
    high = [descriptor and os.dup2(descriptor, top + i, inheritable=False) for i, descriptor in enumerate(low)]
    os.closerange(3, top)
    os.closerange(confine.DESCRIPTORS, end)
    return high


def settle(place: Place) -> None:
    """The job's surroundings, all but its confinement."""
    confine.die_with(place.parent)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    random.seed(0)  # Python gives each fork a seed of its own
    os.chdir(place.scratch)
    os.environ.update(HOME=place.scratch, TMPDIR=place.scratch)
    tempfile.tempdir = None
    sys.path.insert(0, place.scratch)
    sys.argv = [SCRIPT]
    confine.limit(place.rights)


def streams() -> tuple[Output, io.TextIOWrapper]:
    """Standard input is at its end, error output is thrown away."""
    output = Output()
    sys.stdout = printed = io.TextIOWrapper(io.BufferedWriter(output), "utf-8", "backslashreplace", write_through=True)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(Output()), "utf-8", "backslashreplace", write_through=True)
    sys.stdin = io.StringIO()
    return output, printed


def text(output: Output, printed: io.TextIOWrapper) -> str:
    with contextlib.suppress(ValueError):  # the script has closed it
        printed.flush()
    return output.kept.decode("utf-8", "replace")


class Keeper:
    """Writes each picture, and its trace, into the report."""

    def __init__(self, report: Report, trace: bool) -> None:
        self.report, self.trace = report, trace
        self.note: str | None = None

    def keep(self, canvas: FigureCanvasAgg, strokes: list[paint.Stroke], number: int) -> None:
        width, height = canvas.get_width_height(physical=True)
        rgba = memoryview(canvas.buffer_rgba())
        trace, painted = self.traced(canvas, strokes) if self.trace else NOTHING
        try:
            room = self.report.drawing(width, height, rgba, trace, painted, number)
        except (ValueError, TypeError, RecursionError) as error:
            self.note = f"the trace was lost: {error}"
            room = self.report.drawing(width, height, rgba, *NOTHING, number)
        if not room:
            raise capture.Oversize("the figures of this script have too many pixels together")

    def traced(self, canvas: FigureCanvasAgg, strokes: list[paint.Stroke]) -> tuple[dict[str, Any] | None, dict[str, bytes] | None]:
        """The trace and the primitives; a tracer that stumbles costs them, never the picture."""
        try:
            traced = artists.trace(canvas.figure, canvas.renderer)
            return traced.trace, primitives.of(strokes, canvas.figure, canvas.renderer, traced.parts)
        except Exception as error:
            self.note = f"the trace was lost: {worded(error)}"
            return NOTHING

    def notes(self) -> dict[str, Any]:
        missing = "".join(map(chr, sorted(fonts.missing)))[:GLYPHS]
        return {"note": self.note, "missing_glyphs": missing or None}


def outcome(script: str, catch: capture.Capture, scratch: str) -> dict[str, Any]:
    """Run the script, then take the figures it left open; what happened, as `why`, `message` and `line`."""
    reserve = mmap.mmap(-1, RESERVE)
    found = attempt(lambda: execute(script, catch))
    reserve.close()
    left = attempt(catch.sweep)
    worst = found or left
    if worst:
        return {**worst, "message": worst["message"].replace(scratch, ".").replace(os.path.dirname(scratch), "..")}
    if catch.oversize:
        return {"why": "oversize", "message": catch.oversize, "line": None}
    if not catch.kept:
        return {"why": "protocol" if catch.unfilled else "no-figure", "message": None, "line": None}
    return {"why": None, "message": None, "line": None}


def attempt(act: Callable[[], None]) -> dict[str, Any] | None:
    try:
        act()
    except SystemExit as error:
        if error.code not in (None, 0):
            return {"why": "error", "message": worded(error), "line": line(error)}
    except MemoryError as error:
        return {"why": "memory", "message": worded(error), "line": line(error)}
    except OSError as error:
        why = "oversize" if error.errno in (errno.ENOSPC, errno.EFBIG) else "error"
        return {"why": why, "message": worded(error), "line": line(error)}
    except BaseException as error:
        return {"why": "error", "message": worded(error), "line": line(error)}
    return None


def execute(script: str, catch: capture.Capture) -> None:
    """As the interpreter runs a file."""
    linecache.cache[SCRIPT] = (len(script), None, script.splitlines(keepends=True), SCRIPT)
    code = compiled(script)
    catch.writes_files = not READERS.isdisjoint(names(code))
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=os.path.abspath(SCRIPT), __builtins__=builtins)
    sys.modules["__main__"] = main
    exec(code, main.__dict__)
    until = time.monotonic() + PATIENCE
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join(max(0, until - time.monotonic()))


def compiled(script: str) -> types.CodeType:
    try:
        return compile(script, SCRIPT, "exec", dont_inherit=True)
    except UnicodeEncodeError as error:
        number = script.count("\n", 0, error.start) + 1
        what = f"{script[error.start]!a} is half of a character, which no Python file can hold"
        raise SyntaxError(what, (SCRIPT, number, None, None)) from None


def names(code: types.CodeType) -> Iterator[str]:
    """Every name that the code looks up."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from names(constant)


def worded(error: BaseException) -> str:
    """`ValueError: ...`, as the last line of a traceback; the script may have made the error itself, so no method of it is trusted."""
    kind = type(error).__name__
    try:
        said = f"{error.msg if isinstance(error, SyntaxError) else error}"
    except BaseException:
        said = ""
    return (f"{kind}: {said}" if said else kind)[:2000] + explained(error)


def explained(error: BaseException) -> str:
    """What the error's own words do not say: it came from where the script runs, and is no mistake of the script."""
    match error:
        case ModuleNotFoundError(name=str(name)) if not installed(library := name.partition(".")[0]):
            return f" (not installed here{'; the extra `figures` has it' if library in OURS else ''})"
        case PermissionError(errno=errno.EPERM) | socket.gaierror():
            return ALONE
        case OSError(reason=socket.gaierror() | PermissionError(errno=errno.EPERM)):  # urllib's
            return ALONE
        case PermissionError(errno=errno.EACCES):
            return OUTSIDE
        case FileNotFoundError(filename=str(path)) if os.path.isabs(path) and not path.startswith(os.getcwd()):
            return OUTSIDE
    return ""


def installed(library: str) -> bool:
    try:
        return importlib.util.find_spec(library) is not None
    except (ImportError, ValueError):  # a name that can belong to no library
        return True


def line(error: BaseException) -> int | None:
    """The script's line that the error came from: of its innermost frame."""
    if isinstance(error, SyntaxError) and error.filename == SCRIPT:
        return error.lineno
    found, step = None, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == SCRIPT:
            found = step.tb_lineno
        step = step.tb_next
    return found
