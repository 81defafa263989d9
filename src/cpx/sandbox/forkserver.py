"""Our end of one fork server: start it, send it scripts, hear how they ended, stop it.

start ──exec, cleared environment──> child/server.py ──fork──> one job a script
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from cpx.errors import Missing
from cpx.sandbox import font

CHILD = Path(__file__).parent / "child" / "__main__.py"
PATIENCE = 60.0
"""Seconds for the server to load matplotlib, on a slow disk too."""
CLOSING = 10.0
"""Seconds for it to clear up after its jobs."""
TRIES = 3
"""To start a server that is killed while it starts."""
PYTHON, MATPLOTLIB = (3, 10), (3, 6)
"""The oldest that can draw."""
ABOUT = "import sys; print(*sys.version_info[:2]); import matplotlib; print(*matplotlib.__version_info__[:2])"


class Killed(Missing):
    """Something killed the server while it started: the user, or the kernel in want of memory."""


def start(config: dict[str, Any], python: str) -> "Server":
    """A new server, in at most so many tries as something kills it. Raises Missing when it cannot be started."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(Killed):
            return Server(config, python)
    return Server(config, python)


class Server:
    """A running fork server; the constructor returns when it is ready. Raises Missing when it cannot be started.

    `python` is the interpreter that draws; whatever it is, the fonts are ours.
    """

    def __init__(self, config: dict[str, Any], python: str) -> None:
        config = {**config, "font": font.chinese()}
        self.python = python
        self.base = tempfile.mkdtemp(prefix="cpx-")
        os.mkdir(os.path.join(self.base, "config"))
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        said = json.dumps({**config, "base": self.base, "parent": os.getpid()})
        self.errors = os.fdopen(os.memfd_create("errors"), "r+b")
        with theirs:
            self.process = subprocess.Popen(
                [python, "-s", "-B", str(CHILD), said, str(theirs.fileno())],
                env=environment(self.base),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.errors,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        answer = self.ready()
        self.versions: dict[str, str] = answer["ready"]
        self.level: dict[str, bool] = answer["level"]
        """What confines its jobs, as far as only the server can tell."""

    def ready(self) -> dict[str, Any]:
        self.channel.settimeout(PATIENCE)
        answer = self.receive()
        self.channel.settimeout(None)
        if answer is None:
            last = os.pread(self.errors.fileno(), 1 << 20, 0).decode(errors="replace").strip().rpartition("\n")[2]
            self.close()
            if self.process.returncode < 0 and not last:
                raise Killed(f"the sandbox was killed each time it started (signal {-self.process.returncode}); is there memory left?")
            raise Missing(unfit(self.python) or f"the sandbox could not be started: {last or 'it gave no reason'}")
        return answer

    def send(self, request: dict[str, Any], code: int, result: int) -> None:
        """Hand over a job: its script and the memory for its report, as file descriptors. Raises OSError if the server is gone."""
        socket.send_fds(self.channel, [json.dumps(request).encode()], [code, result])

    def receive(self) -> dict[str, Any] | None:
        """The next message; None if the server is gone, or silent for too long."""
        try:
            message = self.channel.recv(4096)
        except OSError:
            return None
        return json.loads(message) if message else None

    def close(self) -> None:
        """End it with all its jobs; it removes its folder itself, unless it was killed."""
        self.channel.close()
        self.errors.close()
        try:
            self.process.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        if os.path.exists(self.base):
            with contextlib.suppress(OSError, RecursionError):
                shutil.rmtree(self.base)


def interpreter(python: str | None) -> str:
    """The path of the Python that draws, given as a path or a name; ours for None. Raises Missing if there is none."""
    path = shutil.which(os.path.expanduser(python)) if python else sys.executable
    if path is None:
        raise Missing(f"there is no Python at {python}; give the path of an interpreter, such as .venv/bin/python")
    return os.path.abspath(path)  # links stay as they are: in a virtual environment the link says which one


def unfit(python: str) -> str | None:
    """Why an interpreter cannot draw, if it is that, and what to do."""
    done = subprocess.run([python, "-s", "-c", ABOUT], env=environment("/"), stdin=subprocess.DEVNULL, capture_output=True, text=True)
    match [tuple(map(int, line.split())) for line in done.stdout.splitlines()]:
        case []:
            last = done.stderr.strip().rpartition("\n")[2]
            return f"{python} is no Python that can be started{last and ': '}{last}"
        case [found, *_] if found < PYTHON:
            return f"{python} is Python {dotted(found)}; scripts can be drawn with {dotted(PYTHON)} or newer"
        case [_]:
            return f"{python} has no matplotlib; {python} -m pip install matplotlib"
        case [_, found] if found < MATPLOTLIB:
            return f"{python} has matplotlib {dotted(found)}; scripts can be drawn with {dotted(MATPLOTLIB)} or newer"
    return None


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def environment(base: str) -> dict[str, str]:
    """All that a script learns of its surroundings: nothing of the user's, and the same on every machine."""
    libraries = os.environ.get("LD_LIBRARY_PATH")  # some interpreters do not start without it
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "HOME": base,
        "TMPDIR": base,
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": os.path.join(base, "config"),
        "MPL_IGNORE_SYSTEM_FONTS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": "0",
        **({"LD_LIBRARY_PATH": libraries} if libraries else {}),
    }
