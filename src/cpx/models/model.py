"""A model as steps see it: from what the user chose to something that answers, through the cache, within the budget."""

import json
import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from cpx import images as pictures
from cpx.errors import CpxError, Missing, Refused, Stopped
from cpx.models.ask import Engine, Picture, Reply, Request, whole
from cpx.models.batch import Batch
from cpx.models.cache import Cache, default_folder
from cpx.models.pace import Pace
from cpx.models.pictures import MOST_PIXELS, shown
from cpx.models.usage import Account, Budget, Price

HOSTED = "https://api.openai.com/v1"
ADDRESS = re.compile(r"https?://[^/\s]", re.IGNORECASE)
LONGEST_ANSWER = 600.0
"""Seconds that a stopped run waits for answers that are on their way, since they are paid for."""


class Choice(NamedTuple):
    """Which model is to answer, and how."""

    name: str
    """As its server calls it; or `vllm:PATH`, `hf:PATH` for weights that are loaded into this process."""
    base_url: str | None = None
    key: str | None = None
    temperature: float | None = None
    max_tokens: int | None = None
    extra: Mapping[str, Any] = {}
    """Further fields of each request."""
    adapter: Path | None = None
    cache: Path | None = None
    price: Price | None = None
    max_pixels: int = MOST_PIXELS
    batch: Path | None = None
    """Folder of provider batch files: requests are written there instead of sent."""

    def parameters(self) -> dict[str, Any]:
        named = {"temperature": self.temperature, "max_tokens": self.max_tokens}
        return {**{key: value for key, value in named.items() if value is not None}, **self.extra}


class Model:
    """Answers questions from any thread. Enter it for the run: leaving it after a stop waits for the answers that are still to come."""

    def __init__(
        self, engine: Engine, account: Account, budget: Budget, cache: Cache, folder: Path | None, max_pixels: int = MOST_PIXELS
    ) -> None:
        self.engine, self.account, self.budget, self.cache = engine, account, budget, cache
        self.folder, self.max_pixels = folder, max_pixels
        self.identity = {**engine.identity, "max_pixels": max_pixels}
        self._alone = Alone()
        self._closing = False

    @property
    def name(self) -> str:
        return self.account.model

    def ask(self, prompt: str, images: Sequence[str] = (), sample: int = 0) -> Reply:
        """See `Ask`. An answer that is stored is not asked for again, nor is one that another thread is waiting for."""
        encoded = [(pictures.read(image, self.folder), pictures.named(image)) for image in images]
        key = Request(prompt, tuple(Picture("", content) for content, _ in encoded), sample).key(self.identity)
        with self._alone(key):
            reply = self.cache.get(key)
            if reply:
                self.account.reuse()
            else:
                self.cache.prepare(to_keep=True)
                sent = tuple(shown(content, self.max_pixels, label) for content, label in encoded)
                reply = self._asked(Request(prompt, sent, sample))
                if not reply.empty:
                    self.cache.put(key, reply)
        return whole(reply)

    def _asked(self, request: Request) -> Reply:
        usage = None
        self.budget.begin()
        try:
            if self._closing:
                raise Stopped("the run is stopping")
            reply = self.engine(request)
            usage = reply.usage
        finally:
            self.budget.end(self.account, usage)
        return reply

    def waits(self) -> Stopped | None:
        """What to tell the user where requests wait for a batch."""
        return self.engine.stopped() if isinstance(self.engine, Batch) and self.engine.files else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._closing = True
        if isinstance(error, CpxError):
            self._alone.drain(LONGEST_ANSWER)
        self.engine.close()


class Alone:
    """Lets one thread at a time through for each key."""

    def __init__(self) -> None:
        self._held: dict[str, threading.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._lock = threading.Lock()
        self._left = threading.Condition(self._lock)

    @contextmanager
    def __call__(self, key: str) -> Iterator[None]:
        with self._lock:
            turn = self._held.setdefault(key, threading.Lock())
            self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            with turn:
                yield
        finally:
            with self._lock:
                self._waiting[key] -= 1
                if not self._waiting[key]:
                    del self._waiting[key], self._held[key]
                self._left.notify_all()

    def drain(self, seconds: float) -> None:
        """Wait until no thread is inside."""
        with self._lock:
            self._left.wait_for(lambda: not self._held, seconds)


def open_model(choice: Choice, *, most: int = 16, folder: Path | None = None, budget: Budget | None = None) -> Model:
    """The model of a choice; `most` requests are out at once, `folder` is where relative paths of images may start."""
    budget = budget or Budget()
    account = budget.share(Account(choice.name, choice.price))
    cache = Cache(choice.cache or default_folder() / "answers")
    cache.prepare(to_keep=False)
    return Model(engine(choice, most), account, budget, cache, folder, choice.max_pixels)


def engine(choice: Choice, most: int) -> Engine:
    """What answers for a choice; raises Missing, Refused where nothing can."""
    kind, _, path = choice.name.partition(":")
    if kind == "vllm" and path:
        from cpx.models.vllm import InProcess

        return InProcess(path, choice.parameters(), choice.adapter)
    if kind == "hf" and path:
        from cpx.models.hf import Transformers

        return Transformers(path, choice.parameters(), choice.adapter)
    if choice.adapter:
        raise Refused(
            f"--adapter goes on top of vllm:PATH or hf:PATH; a server is asked for its adapter by name instead of {choice.name!r}"
        )
    if choice.batch:
        return Batch(choice.batch, choice.name, choice.parameters())
    return server(choice, most)


def server(choice: Choice, most: int) -> Engine:
    """Raises Missing where a hosted API is asked without a key, Refused where the address is none."""
    from cpx.models.server import Server

    url = (choice.base_url or HOSTED).rstrip("/")
    if not ADDRESS.match(url):
        where = "OPENAI_BASE_URL" if os.environ.get("OPENAI_BASE_URL") == choice.base_url else "--base-url"
        raise Refused(f"{where}: {url!r} is no address of a server; write http://{re.sub('^([a-z]+:)?/+', '', url)} (or https)")
    if not choice.key and url == HOSTED:
        raise Missing(
            "no key for the OpenAI API; set OPENAI_API_KEY, or name a server of your own with --base-url http://localhost:8000/v1"
        )
    return Server(choice.name, url, choice.key or "none", choice.parameters(), Pace(most))


def key_from(path: Path | None) -> str | None:
    """The key in a file, or else in the environment."""
    if path is None:
        return os.environ.get("OPENAI_API_KEY") or None
    try:
        return path.read_text().strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise Missing(f"cannot read the key from {path}: {error}") from None


def extra_from(text: str) -> dict[str, Any]:
    """The object in --extra-body; raises ValueError."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value
