"""Completions become attempts: all at once, each script in the sandbox, each drawing held against its reference.

A reference is drawn once from its script, as it then has primitives and no paper look; without a script it is its picture alone.
"""

import asyncio
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cpx import source
from cpx.rewards import Attempt
from cpx.sandbox import Limits, Result, Sandbox

if TYPE_CHECKING:
    from cpx.scores import Prepared

LIMITS = Limits(seconds=10.0, memory=1 << 30)
KEPT = 512
"""References that are held prepared."""


class Timed(NamedTuple):
    """An attempt and the seconds from its start to its scores, waiting for others included."""

    attempt: Attempt
    seconds: float


class Attempts:
    """Makes attempts of completions. Enter it to hold its sandbox."""

    def __init__(self, jobs: int, limits: Limits = LIMITS) -> None:
        self.box = Sandbox(jobs=jobs, limits=limits)
        self.threads = ThreadPoolExecutor(jobs, thread_name_prefix="cpx-score")
        self.references: OrderedDict[str, asyncio.Future[Prepared | None]] = OrderedDict()

    def __enter__(self) -> Self:
        self.box.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.box.__exit__(kind, error, trace)
        self.threads.shutdown(cancel_futures=True)

    async def make(self, completions: list[str], references: list[str], pictures: list[Any]) -> list[Timed]:
        """An attempt for each completion; `references` are scripts (empty: none), `pictures` PIL images."""
        return await asyncio.gather(*map(self.one, completions, references, pictures))

    async def one(self, completion: str, script: str, picture: Any) -> Timed:
        begin = time.monotonic()
        code = source.fenced(completion)
        if code is None:
            return Timed(Attempt(completion, None, None, None), time.monotonic() - begin)
        result, reference = await asyncio.gather(self.box.arun(code), self.reference(script, picture))
        score = await self._aside(compared, result, reference) if result.ok and reference else None
        return Timed(Attempt(completion, code, result, score), time.monotonic() - begin)

    async def reference(self, script: str, picture: Any) -> "Prepared | None":
        """The reference, drawn and prepared once."""
        if not script:
            return await self._aside(pictured, picture) if picture is not None else None
        if script not in self.references:
            self.references[script] = asyncio.ensure_future(self._drawn(script, picture))
            while len(self.references) > KEPT:
                self.references.popitem(last=False)
        self.references.move_to_end(script)
        return await asyncio.shield(self.references[script])

    async def _drawn(self, script: str, picture: Any) -> "Prepared | None":
        result = await self.box.arun(script)
        if result.ok:
            return await self._aside(prepared, result, True)
        return await self._aside(pictured, picture) if picture is not None else None

    async def _aside(self, work: Any, *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work, *given)


def prepared(result: Result, trusted: bool) -> "Prepared":
    from cpx import scores

    drawing = result.drawings[0]
    return scores.prepare(drawing.primitives, drawing.array(), trusted=trusted)


def pictured(picture: Any) -> "Prepared":
    from cpx import scores

    return scores.prepare(None, picture, trusted=True)


def compared(result: Result, reference: "Prepared") -> Any:
    from cpx import scores

    return scores.score(reference, prepared(result, False))
