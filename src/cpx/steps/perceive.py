"""A model sees an image: it writes a caption, or the script that would draw it."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from cpx import images, prompts
from cpx.errors import RecordError
from cpx.models import Model
from cpx.record import Record


def perceiver(model: Model, task: Literal["caption", "code"], folder: Path | None) -> Callable[[Record], Record]:
    """The step: record with `image` -> record with `perception`; `folder` is the input file's."""

    def perceive(record: Record) -> Record:
        image = record.get("image")
        if not isinstance(image, str):
            raise RecordError("no-image", "the record has no `image` to look at")
        picture = images.open_image(image, folder).convert("RGB")
        reply = model.ask(prompts.text(f"perceive_{task}"), [picture])
        said = {"task": task, "model": model.name, "answer": reply.text, "finish": reply.finish, "tokens": reply.tokens}
        return {**record, "perception": said}

    return perceive
