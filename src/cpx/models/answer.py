"""What a server sent, read as an answer; what is none is a reason to ask again."""

import json
from typing import Any

from cpx.models.ask import Reply, Usage

MOST_BYTES = 16 << 20
"""Of an answer: far more than any model writes, and a broken server may send without end."""
FINISHES = {
    "max_tokens": "length",
    "length": "length",
    "content_filter": "content_filter",
    "safety": "content_filter",
    "refusal": "content_filter",
}


class Again(Exception):
    """This answer cannot be used, but the next may: `kind` becomes the record's error if it goes on like that.

    `wait`: seconds before the next try, None where the server did not say. `overload`: the server has too much to do; `busy`: and says so
    itself, which is no fault of this request.
    """

    def __init__(self, kind: str, message: str, *, wait: float | None = None, overload: bool = False, busy: bool = False) -> None:
        super().__init__(message)
        self.kind, self.wait, self.overload, self.busy = kind, wait, overload, busy


def parsed(content: bytes) -> Reply:
    """The reply in a response body; raises Again where there is none."""
    try:
        answer = json.loads(content)
        choice = answer["choices"][0]
        said = choice["message"]
        text = words(said.get("content"))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Again(
            "bad-answer", f"the server's answer is not what the protocol says: {content[:200].decode(errors='replace')!r}"
        ) from None
    finish = FINISHES.get(str(choice.get("finish_reason")).lower(), "stop")
    if not text.strip() and said.get("refusal"):
        finish = "content_filter"
    return Reply(text, usage(answer.get("usage")), finish)


def words(content: Any) -> str:
    """The text of a message, without what a model thought before it."""
    if isinstance(content, list):
        content = "".join(part.get("text", "") for part in content)
    return (content or "").rpartition("</think>")[2].lstrip("\n")


def usage(told: Any) -> Usage:
    counts = told if isinstance(told, dict) else {}
    prompt, completion = (counts.get(f"{name}_tokens") for name in ("prompt", "completion"))
    return Usage(prompt if isinstance(prompt, int) else None, completion if isinstance(completion, int) else None)
