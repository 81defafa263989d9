"""Signals that end a run: they interrupt the main thread at once, but never in the middle of an output line.

A handler cannot know whether half a line has left, so the writer says so with `mid_line`. A signal that comes then waits until the
line is whole; a second one does not wait, since the reader of a pipe may be stuck.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """A signal asked the run to end. Not an Exception, so that no step takes it for a failed record."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class Closed(BaseException):
    """Nobody reads our output any more. Not an OSError: click turns EPIPE into exit 1."""


_mid_line = False
_waiting: int | None = None


def install() -> None:
    """Make SIGINT, SIGTERM and SIGHUP raise Interrupted in the main thread; ignored signals stay ignored (nohup)."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _handle)


@contextmanager
def mid_line() -> Iterator[None]:
    """Hold back a first signal until the block is left."""
    global _mid_line, _waiting
    _mid_line = True
    try:
        yield
    finally:
        _mid_line = False
        number, _waiting = _waiting, None
    if number is not None:
        raise Interrupted(number)


def die(number: int) -> NoReturn:
    """End by the signal itself, so that the shell sees what it would see from cat."""
    try:
        sys.stderr.flush()
    finally:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    raise SystemExit(128 + number)  # only if the signal is blocked


def _handle(number: int, frame: FrameType | None) -> None:
    global _waiting
    if _mid_line and _waiting is None:
        _waiting = number
        return
    raise Interrupted(number)
