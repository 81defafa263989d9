"""Models: one question with pictures, one reply, whatever answers: `ask(prompt, pictures) -> Reply`."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol


class Reply(NamedTuple):
    """What a model said."""

    text: str
    finish: str
    """`stop`, or `length` where it was cut off."""
    tokens: int
    """That it wrote."""


class Model(Protocol):
    """Answers from many threads at once."""

    name: str

    def ask(self, prompt: str, pictures: Sequence[Any]) -> Reply: ...
