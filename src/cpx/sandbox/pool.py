"""Run scripts in a sandbox and get their figures: from any thread, as many at a time as there are jobs.

run, submit ──queue──> dispatcher (one thread) ──┬──> fork server ──────────> jobs
     <───── future <── judge(report) <─────┴──> a heavy one, if needed ──> jobs

with Sandbox() as box:
    box.run("import matplotlib.pyplot as plt; plt.plot([1, 2])").drawings[0].png()
"""

import fcntl
import os
import re
import select
import threading
import time
from collections import deque
from concurrent.futures import CancelledError, Future
from typing import Any, Literal, NamedTuple

from cpx.sandbox import kernel, verdict
from cpx.sandbox.forkserver import Server, interpreter, start
from cpx.sandbox.verdict import Ending, Limits, Result

OVERDUE = 10.0
"""Seconds after a job's last moment when its server must be stuck."""
HEAVY = ("scipy.stats", "scipy.signal", "pandas", "networkx", "sympy")
"""Libraries that the heavy server loads beforehand, where they are installed: none of them changes what matplotlib draws."""
BUILDING_ON_THEM = "scipy|pandas|networkx|sympy|seaborn|sklearn|skimage|statsmodels"
IMPORTS = re.compile(rf"^[ \t]*(import|from)[ \t][^#\n]*\b({BUILDING_ON_THEM})\b", re.MULTILINE)

Which = Literal["first", "last", "all"]
"""Which of a script's figures are drawn."""


class Job(NamedTuple):
    """A script on its way."""

    code: str
    dpi: float
    figures: Which
    future: Future[Result]
    heavy: bool
    """Whether it imports a library that takes long to load."""
    retried: bool = False


class Running(NamedTuple):
    job: Job
    report: int
    """File descriptor of the memory that it writes its report into."""
    until: float


class Sandbox:
    """Runs matplotlib scripts, confined. Nothing is started before the first script; `close` leaves no process and no file.

    `figures` says which of a script's figures are drawn: `first`, `last` or `all`. `unsafe` runs scripts with limits only. `python` is the
    interpreter that draws, with the matplotlib of its environment; ours if None. Raises Missing on a machine that cannot confine scripts.
    """

    def __init__(
        self,
        jobs: int = 2,
        limits: Limits = Limits(),  # noqa: B008 - it cannot change
        dpi: float = 100,
        figures: Which = "first",
        trace: bool = True,
        unsafe: bool = False,
        python: str | None = None,
    ) -> None:
        level = kernel.require(unsafe)
        self.python = interpreter(python)
        self.limits, self.jobs, self.dpi, self.figures = limits, jobs, dpi, figures
        self.sandbox: dict[str, Any] = {"unsafe": True} if unsafe else level._asdict()
        self.config = {
            **limits._asdict(),
            "jobs": jobs,
            "trace": trace,
            "lines": verdict.LINES,
            "landlock": 0 if unsafe else level.landlock,
            "namespaces": not unsafe and level.namespaces,
            "private": [os.path.expanduser("~"), os.getcwd()],
        }
        self.queue: deque[Job] = deque()
        self.lock = threading.Lock()
        self.closed = False
        self.bell: int | None = None
        self.thread: threading.Thread | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def run(self, code: str, dpi: float | None = None, figures: Which | None = None) -> Result:
        """Run one script and wait for it."""
        return self.submit(code, dpi, figures).result()

    async def arun(self, code: str, dpi: float | None = None, figures: Which | None = None) -> Result:
        import asyncio

        return await asyncio.wrap_future(self.submit(code, dpi, figures))

    def submit(self, code: str, dpi: float | None = None, figures: Which | None = None) -> Future[Result]:
        """Queue a script; `dpi` and `figures` are the sandbox's own unless given. The future raises Missing if it cannot be started."""
        future: Future[Result] = Future()
        with self.lock:
            if self.closed:
                raise RuntimeError("the sandbox is closed")
            heavy = IMPORTS.search(code) is not None
            self.queue.append(Job(code, dpi or self.dpi, figures or self.figures, future, heavy))
            if self.thread is None:
                self.bell = os.eventfd(0, os.EFD_CLOEXEC)
                self.thread = threading.Thread(target=Dispatcher(self).loop, name="sandbox", daemon=True)
                self.thread.start()
        self.ring()
        return future

    def ring(self) -> None:
        if self.bell is not None:
            os.eventfd_write(self.bell, 1)

    def close(self) -> None:
        """Stop at once: running scripts are killed, their futures cancelled."""
        with self.lock:
            self.closed = True
        self.ring()
        if self.thread is not None and self.bell is not None:
            self.thread.join()
            os.close(self.bell)
            self.bell = None


class Dispatcher:
    """The thread that talks to the fork servers; nothing here is touched by another one."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box
        self.servers: dict[bool, Server] = {}
        """The light one under False, the heavy one under True."""
        self.running: dict[int, Running] = {}
        self.number = 0

    def loop(self) -> None:
        try:
            while not self.box.closed:
                self.feed()
                self.wait()
        finally:
            self.stop()

    def feed(self) -> None:
        """Send as many scripts as there are free jobs, starting a server where there is none."""
        while self.box.queue and len(self.running) < self.box.jobs and not self.box.closed:
            job = self.box.queue.popleft()
            if job.retried or job.future.set_running_or_notify_cancel():
                try:
                    self.send(job)
                except Exception as error:  # Missing, or a disk that is full: this script's caller must hear of it
                    job.future.set_exception(error)

    def send(self, job: Job) -> None:
        if job.heavy not in self.servers:
            self.servers[job.heavy] = start({**self.box.config, "preload": HEAVY if job.heavy else ()}, self.box.python)
        self.number += 1
        code = memory(job.code.encode("utf-8", "surrogatepass"))
        report = memory(size=verdict.capacity(self.box.limits, job.figures))
        self.running[self.number] = Running(job, report, time.monotonic() + 4 * self.box.limits.seconds + OVERDUE)
        try:
            self.servers[job.heavy].send({"number": self.number, "dpi": job.dpi, "figures": job.figures}, code, report)
        except OSError:
            self.lost(job.heavy)
        finally:
            os.close(code)

    def wait(self) -> None:
        """Until a script arrives, a job ends, or a server is gone or stuck."""
        events, bell = select.poll(), self.box.bell
        channels = {server.channel.fileno(): heavy for heavy, server in self.servers.items()}
        for descriptor in (bell, *channels):
            if descriptor is not None:
                events.register(descriptor, select.POLLIN)
        deadline = min((work.until for work in self.running.values()), default=None)
        ready = dict(events.poll(None if deadline is None else max(0, deadline - time.monotonic()) * 1000))
        if bell in ready and bell is not None:
            os.eventfd_read(bell)
        for channel, heavy in channels.items():
            if channel in ready:
                self.hear(heavy)
        if not ready:
            for heavy in {work.job.heavy for work in self.running.values() if work.until <= time.monotonic()}:
                self.servers[heavy].process.kill()

    def hear(self, heavy: bool) -> None:
        server = self.servers[heavy]
        message = server.receive()
        if message is None:
            self.lost(heavy)
        else:
            work = self.running.pop(message.pop("number"))
            try:
                sandbox = {**self.box.sandbox, **server.level}
                judged = verdict.judge(Ending(**message), work.report, work.job.figures, self.box.limits, server.versions, sandbox)
                work.job.future.set_result(judged)
            except Exception as error:  # a fault of ours: whoever waits must hear of it
                work.job.future.set_exception(error)
            finally:
                os.close(work.report)

    def lost(self, heavy: bool) -> None:
        """A server is gone: its scripts get a second try, at a new one, and no third."""
        server = self.servers.pop(heavy)
        server.close()
        for number, work in list(self.running.items()):
            if work.job.heavy != heavy:
                continue
            del self.running[number]
            os.close(work.report)
            if work.job.retried:
                work.job.future.set_result(twice(server.versions, {**self.box.sandbox, **server.level}))
            else:
                self.box.queue.appendleft(work.job._replace(retried=True))

    def stop(self) -> None:
        """Close the server, with all its jobs, and leave nobody waiting."""
        with self.box.lock:
            self.box.closed = True
        for job in (*(work.job for work in self.running.values()), *self.box.queue):
            if not job.future.cancel() and not job.future.done():
                job.future.set_exception(CancelledError())
        for server in self.servers.values():
            server.close()


def memory(content: bytes = b"", size: int = 0) -> int:
    """Anonymous memory as a file: with the content, or of a size that is fixed."""
    descriptor = os.memfd_create("cpx", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.write(descriptor, content)
    if size:
        os.ftruncate(descriptor, size)
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
    return descriptor


def twice(versions: dict[str, str], sandbox: dict[str, Any]) -> Result:
    """The verdict on a script in whose company two servers died."""
    message = "the sandbox died twice while it ran"
    return Result(False, "killed", message, None, [], 0, None, None, versions, sandbox, 0.0, "")
