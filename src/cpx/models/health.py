"""Whether a server is gone, so that a run stops instead of failing all that is left of its records."""

import threading
import time

from cpx.errors import Stopped

FIRST = 5.0
"""Seconds without a connection after which a server that never answered is taken for absent."""
LATER = 60.0
"""The same for one that has answered, since it may be starting again."""
IN_A_ROW = 20
"""Requests given up with no answer in between."""


class Health:
    """Shared by all requests to one server; each method may raise Stopped."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._lock = threading.Lock()
        self._alive = False
        self._since: float | None = None
        self._refusals = self._failures = 0

    def answered(self) -> None:
        self.reached()
        with self._lock:
            self._failures = 0

    def reached(self) -> None:
        """Something is there, if only to complain."""
        with self._lock:
            self._alive, self._since, self._refusals = True, None, 0

    def refused(self, said: str) -> None:
        """Nothing was reached: gone once that has lasted."""
        with self._lock:
            now = time.monotonic()
            self._since = self._since or now
            self._refusals += 1
            if self._refusals > 2 and now - self._since > (LATER if self._alive else FIRST):
                raise Stopped(
                    f"no answer from {self.url} after {self._refusals} tries ({said}); is a model server running there? "
                    "Start it, then go on with -o FILE --resume"
                )

    def gave_up(self, said: str) -> None:
        """A record was given up."""
        with self._lock:
            self._failures += 1
            if self._failures >= IN_A_ROW:
                raise Stopped(f"{self._failures} requests in a row failed at {self.url}; the last: {said}. Mend that, then run again")
