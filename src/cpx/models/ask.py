"""What is asked of a model and what comes back: the one interface that steps know and engines keep."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from cpx.errors import RecordError


class Usage(NamedTuple):
    """Tokens of one request; None where the server did not say."""

    prompt: int | None = None
    completion: int | None = None

    def plus(self, other: "Usage") -> "Usage":
        """Both together; unknown where either is."""
        return Usage(*(None if a is None or b is None else a + b for a, b in zip(self, other, strict=True)))


class Reply(NamedTuple):
    """What a model answered."""

    text: str
    usage: Usage = Usage()
    finish_reason: str = "stop"
    """`stop` a whole answer, `length` cut off, `content_filter` withheld."""

    @property
    def empty(self) -> bool:
        """The model had its say, and said nothing."""
        return self.finish_reason == "stop" and not self.text.strip()


class Picture(NamedTuple):
    """An encoded picture on its way to a model."""

    kind: str
    """MIME type."""
    content: bytes


class Request(NamedTuple):
    """One question."""

    prompt: str
    images: tuple[Picture, ...] = ()
    sample: int = 0
    """Number of this answer among several to the same question."""

    def key(self, engine: Mapping[str, Any]) -> str:
        """SHA-256 over everything that the answer depends on; `engine` says what asks: model, fingerprint of its weights, parameters."""
        pictures = [hashlib.sha256(picture.content).hexdigest() for picture in self.images]
        told = {"engine": engine, "prompt": self.prompt, "images": pictures, "sample": self.sample}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class Ask(Protocol):
    """How a step asks. `images` are paths or data URIs, as records hold them; `sample` tells apart several answers to one question.

    Raises RecordError where there is no whole answer: `length`, `content-filter`, `empty`, `refused`, `server`, `bad-answer`.
    """

    def __call__(self, prompt: str, images: Sequence[str] = (), sample: int = 0) -> Reply: ...


class Engine(Protocol):
    """What answers requests, from any thread."""

    identity: Mapping[str, Any]
    """What its answers depend on, beside the request."""

    def __call__(self, request: Request) -> Reply: ...

    def close(self) -> None: ...


def whole(reply: Reply) -> Reply:
    """The reply, or the error that it is none that can be used."""
    if reply.finish_reason == "length":
        said = f" after {reply.usage.completion} tokens" if reply.usage.completion else ""
        raise RecordError("length", f"the answer was cut off{said}; allow more with --max-tokens")
    if reply.finish_reason == "content_filter":
        raise RecordError("content-filter", "the server's content filter withheld the answer")
    if reply.empty:
        raise RecordError("empty", "the model answered with no text")
    return reply
