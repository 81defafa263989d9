"""How many requests are out at once: as many as the server takes, found by trying, under a ceiling.

More each time an answer comes, half as many when the server says that it is too much, none while it asks to wait.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

START = 8
"""Requests at first."""


class Pace:
    """Lets requests through, from any thread."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.limit = float(min(most, START))
        self.out = 0
        self._rising = True
        self._free_at = self._shrunk_at = 0.0
        self._turn = threading.Condition()

    @contextmanager
    def turn(self) -> Iterator[float]:
        """Wait for a turn and hold it; gives the time when it began."""
        with self._turn:
            while self.out >= int(self.limit) or (pause := self._free_at - time.monotonic()) > 0:
                self._turn.wait(None if self.out >= int(self.limit) else pause)
            self.out += 1
        try:
            yield time.monotonic()
        finally:
            with self._turn:
                self.out -= 1
                self._turn.notify(2)  # one for this turn, one for what the limit may have grown by

    def answered(self) -> None:
        """The server keeps up: one more for each answer until it first refuses, from then on one more for each round of answers."""
        with self._turn:
            self.limit = min(self.most, self.limit + (1 if self._rising else 1 / self.limit))

    def overloaded(self, began: float, wait: float = 0.0) -> None:
        """The server has too much to do for a request of that turn, and may have said for how many seconds it wants nothing more.

        Of the requests that are out together one refusal counts: the others say nothing new.
        """
        with self._turn:
            now = time.monotonic()
            self._free_at = max(self._free_at, now + wait)
            if began >= self._shrunk_at:
                self._rising, self._shrunk_at = False, now
                self.limit = max(1.0, self.limit / 2)
