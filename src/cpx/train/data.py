"""From records to training examples: which words are learned from a record, and whether they fit the model's context.

record ──> a row for each task: prompt, completion, picture ──> its real tokens ──> examples.jsonl
                                                        └── no picture, no words, too long ──> left_out.jsonl, each with the reason

Nothing is ever cut: half a program teaches half a program.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, TextIO

from cpx import images
from cpx.errors import RecordError, Refused
from cpx.prompts import template
from cpx.record import Record, errored

Task = Literal["caption", "code"]
Row = dict[str, Any]
Size = tuple[int, int]
AHEAD = 64
"""Records whose pictures are decoded at once."""
LONGEST_SIDE = 200
"""Times the other side; Qwen's processor takes no picture longer than that."""


class Examples:
    """What a stream of records teaches: rows in a file, and what was left out, by reason."""

    def __init__(self, processor: Any, most_tokens: int, folder: Path | None, pictures: Path) -> None:
        """`folder`: where the input file lies, `pictures`: where pictures go that are in the records themselves."""
        self.processor, self.most_tokens, self.folder, self.pictures = processor, most_tokens, folder, pictures
        self.rows = self.tokens = self.longest = self.plain = 0
        self.left_out = Counter[str]()
        self._told: TextIO | None = None

    def supervised(self, records: Iterable[Record], tasks: Iterable[Task]) -> Iterator[Row]:
        """Rows `{prompt, completion, image}` for SFT."""
        tasks = tuple(tasks)
        for record, size in self._pictured(records):
            for task in tasks:
                answer = target(record, task)
                if answer is None:
                    self._leave(record, f"without {task}", f"the record has no `{task}` to learn")
                elif self._fits(record, task, answer, size):
                    self.plain += task == "code" and not explained(record)
                    yield {**question(task), "completion": [said("assistant", answer)], "image": self._image(record)}

    def rewarded(self, records: Iterable[Record]) -> Iterator[Row]:
        """Rows `{prompt, image, id, reference}` for GRPO; `reference` is the script that drew the picture, empty where there is none."""
        for record, size in self._pictured(records):
            if self._fits(record, "code", "", size):
                code = record.get("code")
                yield {
                    **question("code"),
                    "image": self._image(record),
                    "id": record["id"],
                    "reference": code if isinstance(code, str) else "",
                }

    def write(self, rows: Iterable[Row], file: Path, left_out: Path) -> None:
        """Write the rows, one a line, and beside them what is left out; Refused if there is no row."""
        with file.open("w", encoding="utf-8") as out, left_out.open("w", encoding="utf-8") as self._told:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                self.rows += 1
        if not self.rows:
            raise Refused(f"nothing to train on: {self}")
        if not self.left_out:
            left_out.unlink(missing_ok=True)  # several processes may write the same

    def __str__(self) -> str:
        parts = [f"{self.rows} examples"]
        if self.rows:
            parts.append(f"{self.tokens // self.rows} tokens on average, {self.longest} at most")
        if self.plain:
            parts.append(f"{self.plain} teach the plain script, since their records have no explanation")
        if self.left_out:
            reasons = ", ".join(f"{count} {reason}" for reason, count in self.left_out.most_common())
            parts.append(f"left out: {reasons}" + (f" (each in {self._told.name})" if self._told else ""))
        return "; ".join(parts)

    def _leave(self, record: Record, reason: str, message: str) -> None:
        self.left_out[reason] += 1
        if self._told:
            self._told.write(json.dumps({"id": record["id"], "why": reason, "message": message}, ensure_ascii=False) + "\n")

    def _fits(self, record: Record, task: Task, answer: str, size: Size) -> bool:
        tokens = text_tokens(self.processor, template(f"perceive-{task}").text, answer) + picture_tokens(self.processor, size)
        if tokens > self.most_tokens:
            self._leave(
                record, f"longer than {self.most_tokens} tokens", f"the {task} example has {tokens} tokens, the picture's among them"
            )
            return False
        self.tokens += tokens
        self.longest = max(self.longest, tokens)
        return True

    def _image(self, record: Record) -> str:
        """Where the picture is; one that came as a data URI is written to a file."""
        image = record["image"]
        if image[:5].lower() != "data:":
            return str(images.find(image, self.folder).resolve())
        encoded = images.payload(image)
        self.pictures.mkdir(parents=True, exist_ok=True)
        file = self.pictures / hashlib.sha256(encoded).hexdigest()[:16]
        file.write_bytes(encoded)
        return str(file.resolve())

    def _pictured(self, records: Iterable[Record]) -> Iterator[tuple[Record, Size]]:
        """Each record whose picture can be decoded, with its size."""
        look: Callable[[Record], Size | Unseen] = lambda record: seen(record, self.folder)  # noqa: E731
        with ThreadPoolExecutor(4) as pool:
            source = iter(records)
            while some := list(islice(source, AHEAD)):
                for record, size in zip(some, pool.map(look, some), strict=True):
                    if isinstance(size, Unseen):
                        self._leave(record, size.reason, size.message)
                    else:
                        yield record, size


def some(records: Iterable[Record]) -> Iterator[Record]:
    """The records; Refused if there are none, before anything is loaded for them."""
    source = iter(records)
    first = next(source, None)
    if first is None:
        raise Refused("nothing to train on: the stream of records is empty")
    return chain([first], source)


class Unseen(NamedTuple):
    """Why a picture cannot be used: a reason to be counted by, and a sentence."""

    reason: str
    message: str


def seen(record: Record, folder: Path | None) -> Size | Unseen:
    """Width and height of the record's picture, or why it cannot be used."""
    if errored(record):
        return Unseen("with an error", "a command before could not handle the record; its `error` says why")
    image = record.get("image")
    if image is not None and not isinstance(image, str):
        return Unseen("with no usable image (no-image)", f"`image` is {type(image).__name__}, not a path or data URI")
    if image is None:
        return Unseen("without image", "the record has no `image`; cpx-exec draws it from `code`")
    try:
        size = images.open_image(image, folder).size
    except RecordError as error:
        return Unseen(f"with no usable image ({error.kind})", str(error))
    if max(size) < LONGEST_SIDE * min(size):
        return size
    return Unseen(f"with an image over {LONGEST_SIDE} times as long as wide", f"{images.named(image)} has {size[0]} x {size[1]} pixels")


def explained(record: Record) -> bool:
    explanation = record.get("explanation")
    return isinstance(explanation, str) and bool(explanation.strip())


def target(record: Record, task: Task) -> str | None:
    """What the model should say: the caption; or the explanation with its script, else the script alone in a fence."""
    if task == "caption":
        caption = record.get("caption")
        return caption if isinstance(caption, str) and caption.strip() else None
    if explained(record):
        return record["explanation"]
    code = record.get("code")
    return f"```python\n{code.strip()}\n```" if isinstance(code, str) and code.strip() else None


def question(task: Task) -> Row:
    return {"prompt": [said("user", template(f"perceive-{task}").text)]}


def said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def text_tokens(processor: Any, prompt: str, completion: str) -> int:
    """Tokens of the conversation as the model will see it, one of them standing for the picture."""
    user = {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": prompt}]}
    answer = {"role": "assistant", "content": [{"type": "text", "text": completion}]}
    text = processor.apply_chat_template([user, answer] if completion else [user], add_generation_prompt=not completion)
    return len(processor.tokenizer(text)["input_ids"])


def picture_tokens(processor: Any, size: Size) -> int:
    """Tokens beyond the one that the text holds for a picture of (width, height)."""
    sight = processor.image_processor
    return int(sight.get_number_of_image_patches(size[1], size[0], {}) // sight.merge_size**2) - 1
