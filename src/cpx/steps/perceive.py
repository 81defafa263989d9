"""A model sees an image: it writes a caption, or the script that would draw it."""

from collections.abc import Callable
from typing import Literal

from cpx import images
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record


def perceiver(ask: Ask, task: Literal["caption", "code"], words: Template, model: str, sample: int = 0) -> Callable[[Record], Record]:
    """The step: record with `image` -> record with `perception`."""

    def perceive(record: Record) -> Record:
        image = images.given(record.get("image"), "the record has no `image` to look at")
        reply = ask(words.text, [image], sample)
        return {**record, "perception": {"task": task, "model": model, "prompt": words.hash, "answer": reply.text}}

    return perceive
