"""Our end of one fork server: start it, send it scripts, hear how they ended, stop it.

start ──exec, cleared environment──> child/__main__.py ──fork──> one job a script
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

CHILD = Path(__file__).parent / "child" / "__main__.py"
PATIENCE = 60.0
"""Seconds for the server to load matplotlib, on a slow disk too."""
CLOSING = 10.0
"""Seconds for it to clear up after its jobs."""


class Server:
    """A running fork server; the constructor returns when it is ready. Raises Missing when it cannot be started."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.base = tempfile.mkdtemp(prefix="cpx-")
        os.mkdir(os.path.join(self.base, "config"))
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        said = json.dumps({**config, "base": self.base, "parent": os.getpid()})
        with theirs, open(os.path.join(self.base, "errors"), "wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-B", str(CHILD), said, str(theirs.fileno())],
                env=environment(self.base),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self.versions = self.ready()

    def ready(self) -> dict[str, str]:
        self.channel.settimeout(PATIENCE)
        answer = self.receive()
        self.channel.settimeout(None)
        if answer is None:
            last = Path(self.base, "errors").read_text(errors="replace").strip().rpartition("\n")[2]
            self.close()
            raise Missing(f"the sandbox could not be started: {last or 'it gave no reason'}")
        return answer["ready"]

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
        try:
            self.process.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        if os.path.exists(self.base):
            with contextlib.suppress(OSError, RecursionError):
                shutil.rmtree(self.base)


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
