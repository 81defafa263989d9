"""Requests as provider batch files, at half the price and a day's patience; the same files run offline with `vllm run-batch`.

    DIR/requests-MODEL-0001.jsonl, ...    what is missing, written by us
    DIR/any other name.jsonl              answers (and errors), put there by the user; found by their `custom_id`, in any order

A run writes what it could not answer and stops; the next one finds the answers, and may have new questions that follow from them.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from cpx.errors import RecordError, Stopped
from cpx.models.answer import Again, parsed
from cpx.models.ask import Reply, Request
from cpx.models.message import message

MOST_LINES, MOST_BYTES = 50_000, 190 << 20
"""Of a file, as providers accept it (200 MB)."""
OURS = "requests-*.jsonl"


class Place(NamedTuple):
    """Where an answer lies."""

    path: Path
    start: int


class Batch:
    """An engine that answers from files, and writes down what they do not hold; each question that waits raises RecordError "pending"."""

    def __init__(self, folder: Path, model: str, parameters: Mapping[str, Any]) -> None:
        self.folder, self.body = folder, {"model": model, **parameters}
        self.identity: Mapping[str, Any] = {"engine": "openai", "model": model, **parameters}
        self.name = f"requests-{re.sub(r'[^A-Za-z0-9.]+', '-', model)}"
        self.answers = dict(answers(folder))
        self.written: set[str] = set()
        self.files: list[Path] = []
        self._file: IO[bytes] | None = None
        self._lines = 0
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply:
        name = request.key(self.identity)
        if name in self.answers:
            return answer(self.answers[name])
        body = {**self.body, "messages": message(request)}
        line = json.dumps({"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": body}).encode() + b"\n"
        with self._lock:
            if name not in self.written:
                self._write(line)
                self.written.add(name)
        raise RecordError("pending", f"waits for an answer to {name} in {self.folder}")

    def _write(self, line: bytes) -> None:
        try:
            if self._file is None or self._lines >= MOST_LINES or self._file.tell() + len(line) > MOST_BYTES:
                self._next()
            assert self._file
            self._file.write(line)
            self._lines += 1
        except OSError as error:
            raise Stopped(f"cannot write into {self.folder}: {error.strerror}; make room, or choose another --batch") from None

    def _next(self) -> None:
        if self._file:
            self._file.close()
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in self.folder.glob(f"{self.name}-[0-9]*.jsonl"):
                old.unlink()
        self.files.append(self.folder / f"{self.name}-{len(self.files) + 1:04}.jsonl")
        self._file, self._lines = open(self.files[-1], "wb"), 0

    def close(self) -> None:
        if self._file:
            self._file.close()

    def stopped(self) -> Stopped:
        """What to tell the user in the end."""
        several = len(self.files) > 1
        names = f"{self.files[0].name} to {self.files[-1].name}" if several else self.files[0].name
        run = f"vllm run-batch -i {self.files[0]} -o {self.folder}/answers-0001.jsonl --model {self.body['model']}"
        return Stopped(
            f"{len(self.written):,} requests are in {self.folder}/{names}; submit them to your provider's batch API, or run"
            f"{' for each' if several else ''} {run}. Put the answers into {self.folder} and run this command again, with -o FILE --resume"
        )


def answers(folder: Path) -> Iterator[tuple[str, Place]]:
    """Every answer in the folder: its name, and where it lies."""
    for path in sorted(set(folder.glob("*.jsonl")) - set(folder.glob(OURS))):
        with open(path, "rb") as file:
            start = 0
            for line in file:
                try:
                    yield str(json.loads(line)["custom_id"]), Place(path, start)
                except (ValueError, LookupError, TypeError):
                    raise Stopped(f"{path} holds a line that is no answer of a batch (byte {start}); mend or remove that file") from None
                start += len(line)


def answer(place: Place) -> Reply:
    """Raises RecordError "refused" where the provider could not answer."""
    with open(place.path, "rb") as file:
        file.seek(place.start)
        told = json.loads(file.readline())
    response = told.get("response") or {}
    if told.get("error") or response.get("status_code", 200) != 200:
        said = json.dumps(told.get("error") or response.get("body"))[:300]
        raise RecordError("refused", f"the batch has no answer: {said}; to ask again, remove its line from {place.path}")
    try:
        return parsed(json.dumps(response.get("body")).encode())
    except Again as problem:
        raise RecordError(problem.kind, str(problem)) from None
