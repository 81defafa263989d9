"""A model's caption, grounded in the code (t_new of CodePercept, section 4): fluent from the picture, right from the trace.

picture ──draft──> t_draft ──────────────┐
code + trace ──analysis──> t_code ──refine──> t_new ──check against the trace──(contradicted: once more)──> caption
"""

from collections.abc import Callable, Mapping
from typing import Any

from cpx import describe
from cpx.errors import RecordError
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record, Trace
from cpx.steps.caption import traced


def drafter(ask: Ask, prompt: Template, model: str) -> Callable[[Record], Record]:
    """A step that leaves it at the draft, as models write captions natively: what the paper compares with."""

    def step(record: Record) -> Record:
        return {**record, "caption": ask(prompt.fill(), [record["image"]]).text.strip(), "caption_by": model}

    return step


def grounder(draft: Ask, refine: Ask, prompts: Mapping[str, Template], *, model: str, use_trace: bool = True) -> Callable[[Record], Record]:
    """A step that sets `caption`, `caption_draft`, `caption_facts`, `caption_by`, and `check` where there is a trace to hold it against."""

    def step(record: Record) -> Record:
        trace = traced(record) if use_trace else None
        written = draft(prompts["caption-draft"].fill(), [record["image"]]).text.strip()
        facts = refine(analysis(prompts, record, trace)).text.strip()
        words = refine(prompts["caption-refine"].fill(draft=written, facts=facts)).text.strip()
        found = {"caption_draft": written, "caption_facts": facts, "caption_by": model}
        if trace is None:
            return {**record, "caption": words, **found}
        return {**record, **checked(words, record, trace, refine, prompts["caption-mend"]), **found}

    return step


def analysis(prompts: Mapping[str, Template], record: Record, trace: Trace | None) -> str:
    """The question that t_code answers."""
    code = record.get("code")
    if not isinstance(code, str):
        raise RecordError("no-code", "a grounded caption needs the script in `code`; --draft-only captions a picture alone")
    if trace is None:
        return prompts["caption-facts-code"].fill(code=code)
    return prompts["caption-facts"].fill(code=code, trace=describe.caption(trace, record.get("facts"), "exhaustive"))


def checked(words: str, record: Record, trace: Trace, ask: Ask, prompt: Template) -> dict[str, Any]:
    """The caption and its check. What the trace contradicts goes back once; the better of the two is kept, with what is still wrong."""
    found = describe.check(words, trace, record.get("facts"))
    if found["contradicted"]:
        objections = "\n".join(f"- {one}" for one in describe.objections(found))
        again = ask(prompt.fill(caption=words, objections=objections)).text.strip()
        second = describe.check(again, trace, record.get("facts"))
        if second["contradicted"] < found["contradicted"]:
            words, found = again, second
    return {"caption": words, "check": found}
