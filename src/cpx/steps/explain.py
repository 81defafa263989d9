"""Explanatory image-to-code (c_new of CodePercept, section 4): what the picture shows, how each part is drawn and why, and the script.

picture ──draft──> tutorial, its facts wrong ──refine with the script──> its code block ──run──> same picture? ──> explanation
                                                                                      └─ no: the record's script takes its place
"""

import re
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from cpx import describe
from cpx.describe.wording import listing
from cpx.errors import RecordError
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record, part
from cpx.sandbox import Sandbox
from cpx.source import numbered, script_in
from cpx.steps.caption import traced
from cpx.steps.execute import script

BLOCK = re.compile(r"^[ \t]*```[ \t]*\w*[^\n]*\n.*?(?:^[ \t]*```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


class Explainer:
    """A step: record with `image` and `code` -> the same with `explanation`, whose code block draws the very pixels of the picture."""

    def __init__(self, draft: Ask, refine: Ask, prompts: Mapping[str, Template], *, model: str, box: Sandbox) -> None:
        self.draft, self.refine, self.prompts, self.model, self.box = draft, refine, prompts, model, box

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.box.close()

    def __call__(self, record: Record) -> Record:
        code = script(record)
        draft = self.draft(self.prompts["explain-draft"].fill(), [record["image"]]).text.strip()
        text = self.refine(self.prompts["explain-refine"].fill(draft=draft, code=code)).text.strip()
        proved = self.same_picture(text, record)
        return {
            **record,
            "explanation": text if proved else with_script(text, code),
            "explanation_draft": draft,
            "explanation_by": self.model,
            "explanation_code": "model" if proved else "record",
        }

    def same_picture(self, text: str, record: Record) -> bool:
        """Whether the code block draws what `exec.pixels` says, or, where nothing does, what the record's script draws."""
        try:
            theirs = script_in(text)
        except RecordError:
            return False
        if theirs.strip() == record["code"].strip():
            return True
        wanted = part(record, "exec").get("pixels") or self.pixels(record["code"], record)
        return wanted is not None and self.pixels(theirs, record) == wanted

    def pixels(self, code: str, record: Record) -> str | None:
        done = part(record, "exec")
        drawings = self.box.run(code, dpi=done.get("dpi", 100), figures="all").drawings
        return next((one.pixels for one in drawings if one.number == done.get("figure", 1)), None)


def native(draft: Ask, prompt: Template, model: str) -> Callable[[Record], Record]:
    """A step that leaves it at the draft, whose code nobody has proved: what the paper compares with."""

    def step(record: Record) -> Record:
        text = draft(prompt.fill(), [record["image"]]).text.strip()
        return {**record, "explanation": text, "explanation_by": model, "explanation_code": "model"}

    return step


def with_script(text: str, code: str) -> str:
    """The text with the script in the place of its last code block; behind it where it has none."""
    block = f"```python\n{code.rstrip()}\n```"
    blocks = list(BLOCK.finditer(text))
    if not blocks:
        return f"{text}\n\n{block}\n"
    last = blocks[-1]
    return f"{text[: last.start()]}{block}{text[last.end() :]}"


def plain(record: Record) -> Record:
    """A step that needs no model: the explanation read off the trace, the script with the same numbers in its comments."""
    code, trace = script(record), traced(record)
    drawn = [one for one in describe.by_line(trace) if one.words]
    lines = [f"{number}. {told(one)}" for number, one in enumerate(drawn, 1)]
    commented = numbered(code, {one.line: number for number, one in enumerate(drawn, 1)})
    names = list(dict.fromkeys(name for one in drawn for name in one.names))[:6]
    change = f", and change {listing([f'`{name}`' for name in names])} to vary it" if names else ""
    parts = [
        describe.caption(trace, record.get("facts"), "brief"),
        "How it is drawn:\n\n" + "\n".join(lines),
        f"The whole script, its parts marked with the same numbers:\n\n```python\n{commented.rstrip()}\n```",
        f"Run it with Python and matplotlib{change}.",
    ]
    return {**record, "explanation": "\n\n".join(parts), "explanation_by": "trace", "explanation_code": "record"}


def told(one: describe.Drawn) -> str:
    """What a line draws, with what, and which named values say how."""
    calls = listing([f"`{call}`" for call in one.calls]) or "The script"
    by: dict[str, list[str]] = {}
    for name, what in one.names.items():
        by.setdefault(what, []).append(f"`{name}`")
    set_by = listing([f"{listing(names)} {'sets' if len(names) == 1 else 'set'} the {what}" for what, names in by.items()])
    return f"{calls}: {one.words}" + (f" In the code {set_by}." if set_by else "")


def outcome(record: Record) -> str:
    """How the closing line counts a record."""
    if record["explanation_by"] == "trace":
        return "explained"
    return "with the model's code" if record["explanation_code"] == "model" else "with the record's code"
