"""Answers that were paid for once: an append-only store in a folder, shared by any number of processes, whole after kill -9.

    DIR/3f0.jsonl      "\\n" key " " reply as JSON "\\n"      for each reply whose key begins with 3f0

An entry is one write, and brings the line break before it too, so that half a line left by a kill spoils nothing but itself. Nothing is
held in memory: a look-up searches one of 4096 files, 1 ms where they hold a million long answers.
"""

import errno
import json
import mmap
import os
from pathlib import Path

from cpx.errors import Missing, Stopped
from cpx.models.ask import Reply, Usage

DIGITS = 3
"""Of the key in a file's name."""


def default_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cpx"


class Cache:
    """Replies by the key of their request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self, *, to_keep: bool) -> None:
        """Raises Missing where the folder cannot be, or cannot keep an answer, before one is paid for; one only read may hold all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if to_keep and not os.access(self.folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise Missing(f"cannot keep answers in {self.folder}: {error.strerror}; choose another folder with --cache") from None

    def get(self, key: str) -> Reply | None:
        """The last whole reply stored under the key."""
        try:
            with open(self._path(key), "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as entries:
                return search(entries, f"\n{key} ".encode())
        except (FileNotFoundError, ValueError):  # an empty file cannot be mapped
            return None

    def put(self, key: str, reply: Reply) -> None:
        said = json.dumps([reply.text, *reply.usage, reply.finish_reason])
        entry = f"\n{key} {said}\n".encode()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path(key), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                while entry:
                    entry = entry[os.write(descriptor, entry) :]
            finally:
                os.close(descriptor)
        except OSError as error:
            raise Stopped(f"cannot keep answers in {self.folder}: {error.strerror}; make room, or choose another --cache") from None

    def _path(self, key: str) -> Path:
        return self.folder / f"{key[:DIGITS]}.jsonl"


def search(entries: mmap.mmap, start: bytes) -> Reply | None:
    """From the end, since what was stored last holds."""
    end = len(entries)
    while (at := entries.rfind(start, 0, end)) >= 0:
        stop = entries.find(b"\n", at + len(start))
        reply = decoded(entries[at + len(start) : stop]) if stop >= 0 else None
        if reply:
            return reply
        end = at
    return None


def decoded(line: bytes) -> Reply | None:
    """None for what a kill left half written."""
    try:
        text, prompt, completion, finish = json.loads(line)
    except ValueError:
        return None
    return Reply(text, Usage(prompt, completion), finish)
