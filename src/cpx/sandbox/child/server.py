"""The fork server: loads matplotlib once, then forks one process for each script it is sent.

    our side ──socket──> code, memory for the result ──> fork ──> job
             <────────── how it ended, its CPU time <── wait <──┘

It lives as long as our side does, and no longer: it watches the socket and our side's process, and takes its jobs along.
"""

import contextlib
import json
import os
import select
import signal
import socket
import time
from typing import Any, NamedTuple, NoReturn

import capture
import confine
import job
import namespaces
import scratch
import warm

TICK = 0.05
"""Seconds between two looks at the running jobs."""
GRACE = 0.2
"""Seconds before a job's folder is measured: most jobs are over by then."""
THREADS = 1000
"""Threads that a job may have: small ones cost little memory, but there are not many process numbers on a machine."""
WALL = 4
"""Wall-clock time is limited too, at this many times the CPU time."""


class Config(NamedTuple):
    """What our side says at the start, as JSON."""

    base: str
    """The folder of this server: `config` for matplotlib, and one folder for each job that runs at a time."""
    jobs: int
    trace: bool
    seconds: float
    memory: int
    pixels: int
    scratch: int
    """Bytes a job may keep in its folder."""
    lines: int
    """Bytes for the lines of a report."""
    landlock: int
    """Landlock's ABI; 0 runs scripts unconfined."""
    namespaces: bool
    """Use them too, where they work."""
    preload: list[str]
    """Libraries to load beforehand, where they are installed."""
    font: str
    """The Chinese font's file."""
    private: list[str]
    """Folders that no script may see."""
    parent: int
    """Our side's process."""


class Request(NamedTuple):
    """A job that our side sends, as JSON; the script and the memory for the report come with it."""

    number: int
    dpi: float
    figures: str


class Running(NamedTuple):
    """A job at work."""

    number: int
    pid: int
    slot: int
    started: float


class Server:
    def __init__(self, config: Config, channel: socket.socket) -> None:
        self.config, self.channel = config, channel
        self.folders = [os.path.join(config.base, f"scratch-{slot}") for slot in range(config.jobs)]
        self.processes = os.open("/proc", os.O_PATH)  # the wall would hide it
        granted = self.granted()
        visible = [grant.path for grant in granted]
        self.walled = config.namespaces and namespaces.enter(visible, config.base, self.folders, config.scratch)
        self.rulesets = [self.ruleset(folder, granted) for folder in self.folders]
        if self.rulesets[0] is not None and not confine.holds(self.rulesets[0]):
            raise PermissionError("this kernel has Landlock and seccomp, but they do not hold")
        self.free = list(range(config.jobs))
        self.running: dict[int, Running] = {}
        self.killed: dict[int, str] = {}
        self.catch = capture.Capture()
        capture.install(self.catch)
        self.events = select.poll()
        self.ours = os.pidfd_open(config.parent)
        for descriptor in (channel.fileno(), self.ours):
            self.events.register(descriptor, select.POLLIN)

    def granted(self) -> list[confine.Grant]:
        if not self.config.landlock:
            return []
        granted = [*confine.grants(os.path.join(self.config.base, "config")), confine.Grant(self.config.font, confine.READ)]
        for sentence in confine.exposed(granted, self.config.private):
            raise PermissionError(f"{sentence}; run cpx from another folder")
        return granted

    def ruleset(self, folder: str, granted: list[confine.Grant]) -> int | None:
        os.makedirs(folder, exist_ok=True)
        scratch.wipe(folder)
        if not self.config.landlock:
            return None
        return confine.ruleset([*granted, confine.Grant(folder, confine.WORK)], self.config.landlock)

    def serve(self) -> None:
        """Until our side is gone."""
        while True:
            for descriptor, _ in self.events.poll(TICK * 1000 if self.running else None):
                if descriptor == self.ours:
                    return
                if descriptor in self.running:
                    self.finish(descriptor)
                elif not self.begin():
                    return
            for descriptor, work in self.running.items():
                if descriptor not in self.killed and (reason := self.excess(work)):
                    self.killed[descriptor] = reason
                    os.kill(work.pid, signal.SIGKILL)

    def begin(self) -> bool:
        """Fork a job for the request that has arrived; False if it was the end."""
        message, (code, result) = receive(self.channel)
        if not message:
            return False
        request, slot, server = Request(**json.loads(message)), self.free.pop(), os.getpid()
        pid = os.fork()
        if pid == 0:
            self.become(request, slot, server, code, result)
        os.close(code)
        os.close(result)
        watch = os.pidfd_open(pid)
        self.running[watch] = Running(request.number, pid, slot, time.monotonic())
        self.events.register(watch, select.POLLIN)
        return True

    def become(self, request: Request, slot: int, server: int, code: int, result: int) -> NoReturn:
        config = self.config
        try:
            rights = confine.Rights(config.seconds, config.memory, max(config.scratch // 2, config.lines))
            place = job.Place(self.folders[slot], self.rulesets[slot], rights, server)
            self.catch.rules = capture.Rules(request.dpi, request.figures, config.pixels)
            job.run(place, self.catch, code, result, config.lines, config.trace)
        finally:
            os._exit(1)

    def finish(self, watch: int) -> None:
        """A job is over: say how it ended, then clear its folder for the next."""
        work = self.running.pop(watch)
        self.events.unregister(watch)
        os.close(watch)
        _, status, used = os.wait4(work.pid, 0)
        status, reason = os.waitstatus_to_exitcode(status), self.killed.pop(watch, None)
        ending = {"status": status, "killed": reason if status == -signal.SIGKILL else None}  # it may have ended just before
        self.tell({"number": work.number, **ending, "cpu": round(used.ru_utime + used.ru_stime, 6), "rss": used.ru_maxrss * 1024})
        scratch.wipe(self.folders[work.slot])
        self.free.append(work.slot)

    def excess(self, work: Running) -> str | None:
        """Why a running job has to be stopped, if it has."""
        wall = time.monotonic() - work.started
        if wall > WALL * self.config.seconds or cpu_time(work.pid) > self.config.seconds:
            return "timeout"
        if threads(self.processes, work.pid) > THREADS:
            return "threads"
        if not self.walled and wall > GRACE and scratch.usage(self.folders[work.slot], self.config.scratch) > self.config.scratch:
            return "scratch"
        return None

    def tell(self, content: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # our side may just have gone; the loop will notice
            self.channel.send(json.dumps(content).encode())

    def close(self) -> None:
        """Leave no process."""
        for watch, work in list(self.running.items()):
            os.kill(work.pid, signal.SIGKILL)
            self.finish(watch)


def receive(channel: socket.socket) -> tuple[bytes, list[int]]:
    message, descriptors, _, _ = socket.recv_fds(channel, 256, 2)
    return message, descriptors if message else [-1, -1]


def cpu_time(pid: int) -> float:
    """Seconds of CPU that a process has used, finer than its rusage shows while it runs."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the kernel's name for the clock of that process
    except OSError:
        return 0.0


def threads(processes: int, pid: int) -> int:
    """How many a process has; `processes` is /proc."""
    try:
        return os.stat(f"{pid}/task", dir_fd=processes).st_nlink - 2  # a folder for each, and its own two links
    except OSError:
        return 0


def main(config: Config, channel: socket.socket) -> None:
    try:
        serve(config, channel)
    finally:
        with contextlib.suppress(OSError):  # behind the wall it is memory, and goes with us
            scratch.wipe(config.base)
            os.rmdir(config.base)


def serve(config: Config, channel: socket.socket) -> None:
    versions = warm.up(config.font, config.preload)
    confine.be_first_to_go()
    server = Server(config, channel)
    confine.outlive()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    confine.keep_memory_private()
    server.tell({"ready": versions, "level": {"namespaces": server.walled} if config.landlock else {}})
    server.serve()
    server.close()
