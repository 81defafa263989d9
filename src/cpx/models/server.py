"""A model behind an OpenAI-compatible server: a hosted API, or vLLM, SGLang, llama.cpp, Ollama on this machine.

Every fault of a server ends in one of four ways: asked again, the record's error, the end of the run (Missing, Stopped), or an answer.
"""

import random
import threading
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from cpx.errors import RecordError
from cpx.models.answer import MOST_BYTES, Again, parsed
from cpx.models.ask import Reply, Request, Usage
from cpx.models.faults import Unreachable, fault, transport
from cpx.models.health import Health
from cpx.models.message import message
from cpx.models.pace import Pace

TRIES = 8
"""Of one request, before its record is given up: a minute of back-off."""
LONGEST_BUSY = 600.0
"""Seconds that a request waits for a server that says it is busy."""
LONGEST_ANSWER = 600.0
"""Seconds without a byte after which an answer is asked for again."""
EMPTY = 3
"""Answers without text, after which a request is given up."""
LONGEST_PAUSE = 30.0
"""Seconds between two tries."""


class Server:
    """An engine. `parameters` go into each request as they are; `pace` is shared with no other server."""

    def __init__(self, model: str, base_url: str, key: str, parameters: Mapping[str, Any], pace: Pace) -> None:
        self.model, self.url, self.key, self.parameters, self.pace = model, base_url, key, dict(parameters), pace
        self.identity: Mapping[str, Any] = {"engine": "openai", "model": model, **parameters}
        self.health = Health(base_url)
        self._opening = threading.Lock()

    @cached_property
    def client(self) -> Any:
        """Made at the first request: importing the openai package takes a second, and a resumed run may have all its answers."""
        import openai

        timeout = openai.Timeout(LONGEST_ANSWER, connect=10.0)
        return openai.OpenAI(base_url=self.url, api_key=self.key, max_retries=0, timeout=timeout)

    def __call__(self, request: Request) -> Reply:
        try:
            reply = self._asked(request, Patience())
        except RecordError as problem:
            self.health.gave_up(str(problem))
            raise
        self.health.gave_up("the model answers with no text") if reply.empty else self.health.answered()
        return reply

    def _asked(self, request: Request, patience: "Patience") -> Reply:
        """The answer, after as many tries as it takes or patience allows; one without text is asked for again, and is paid for."""
        paid, empty = Usage(0, 0), 0
        while True:
            try:
                with self.pace.turn() as began:
                    content = self._post(request)
                reply = parsed(content)
                self.pace.answered()
                paid, empty = paid.plus(reply.usage), empty + reply.empty
                if not reply.empty or empty == EMPTY:
                    return reply._replace(usage=paid)
                continue
            except Unreachable as problem:
                self.health.refused(str(problem))
                wait = pause(1)
            except Again as problem:
                self.health.reached()
                if problem.overload:
                    self.pace.overloaded(began, problem.wait or 0.0)
                wait = patience.after(problem)
            time.sleep(wait)

    def _post(self, request: Request) -> bytes:
        """The answer's body, at most MOST_BYTES of it."""
        with self._opening:
            client = self.client
        import openai

        try:
            body: dict[str, Any] = {"model": self.model, "messages": message(request), "extra_body": self.parameters}
            with client.chat.completions.with_streaming_response.create(**body) as response:
                content = bytearray()
                for piece in response.iter_bytes():
                    content += piece
                    if len(content) > MOST_BYTES:
                        raise RecordError("oversize", f"the answer has more than {MOST_BYTES >> 20} MiB")
                return bytes(content)
        except (openai.OpenAIError, transport()) as error:
            problem = fault(error, self)
        raise problem

    def served(self) -> list[str]:
        """Names of the models that the server offers, as far as it says."""
        try:
            return [model.id for model in self.client.models.list().data]
        except Exception:  # only to make an error message better
            return []

    def respell(self) -> bool:
        """Some models want `max_tokens` under its newer name; False where that was tried."""
        if "max_tokens" not in self.parameters:
            return False
        kept = {key: value for key, value in self.parameters.items() if key != "max_tokens"}
        self.parameters = {**kept, "max_completion_tokens": self.parameters["max_tokens"]}
        return True

    def hide(self, text: str) -> str:
        """The text without the key, in case the server repeats it."""
        return text.replace(self.key, "***") if len(self.key) > 7 else text

    def close(self) -> None:
        if "client" in vars(self):
            self.client.close()


class Patience:
    """How often one request is asked again, and after how long."""

    def __init__(self) -> None:
        self.tries = self.busy = 0
        self.first = time.monotonic()

    def after(self, problem: Again) -> float:
        """Seconds until the next try; raises RecordError where this was the last."""
        self.tries += not problem.busy
        self.busy += problem.busy
        if self.tries >= TRIES or (problem.busy and time.monotonic() - self.first > LONGEST_BUSY):
            raise RecordError(problem.kind, f"{problem}; asked {self.tries + self.busy} times") from None
        return pause(self.tries + self.busy) if problem.wait is None else 0.0


def pause(tries: int) -> float:
    """Seconds: twice as long each time, and never the same for two that failed together."""
    return min(LONGEST_PAUSE, 0.5 * 2.0 ** (tries - 1)) * random.uniform(0.5, 1.0)
