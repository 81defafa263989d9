"""The three gates of CodePercept (section 3): code quality Q_C, image quality Q_I, and whether picture and code agree Q_IC.

Each gate asks its rules first, which are certain and cost nothing, then a model. What fails a gate is not shown to the next.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cpx.errors import RecordError, Refused
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record, drawn, part
from cpx.steps.gate_code import code_faults
from cpx.steps.gate_image import image_faults
from cpx.steps.gate_match import match_faults

GATES = ("code", "image", "match")
FLAGS = ("duplicate", "leak")
"""Verdicts that were reached while the record was read."""
FIELD = re.compile(r"^\W*(VERDICT|SCORE|REASON)\W*?:\W*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
BAD = re.compile(r"\b(fail|disqualified|mismatch|reject|no)\b|not qualified|unqualified", re.IGNORECASE)


def gatekeeper(gates: Sequence[str], ask: Ask | None = None, prompts: Mapping[str, Template] | None = None) -> Callable[[Record], Record]:
    """A step that sets `quality`: the verdict of each gate up to the first that fails, and `passed`."""

    def step(record: Record) -> Record:
        quality = {gate: one for gate, one in part(record, "quality").items() if gate in FLAGS}
        for gate in () if quality else ("drawn", *gates):
            found = judged(gate, record, ask, prompts or {})
            quality |= {gate: found} if found else {}
            if found and found["verdict"] == "fail":
                break
        passed = all(one["verdict"] == "pass" for one in quality.values())
        return {**record, "quality": {**quality, "passed": passed}}

    return step


def judged(gate: str, record: Record, ask: Ask | None, prompts: Mapping[str, Template]) -> dict[str, Any] | None:
    """The verdict of one gate; None where the record has nothing that it could judge."""
    if gate == "drawn":
        why = part(record, "exec").get("why") or "it has no picture"
        return None if drawn(record) else verdict([f"it was not drawn: {why}"])
    if gate in ("code", "match") and not isinstance(record.get("code"), str):
        return None
    rules = {"code": lambda: code_faults(record["code"]), "image": lambda: image_faults(record), "match": lambda: match_faults(record)}
    reasons = rules[gate]()
    if reasons or ask is None:
        return verdict(reasons)
    material = {} if gate == "image" else {"code": record["code"]}
    return read(ask(prompts[f"gate-{gate}"].fill(**material), [record["image"]]).text)


def verdict(reasons: Sequence[str]) -> dict[str, Any]:
    return {"verdict": "fail" if reasons else "pass", **({"reasons": list(reasons)} if reasons else {}), "by": "rules"}


def read(answer: str) -> dict[str, Any]:
    """A model's verdict, with its score from 1 to 5 where it gives one."""
    told = {name.upper(): text for name, text in FIELD.findall(answer)}
    if "VERDICT" not in told:
        raise RecordError("no-verdict", f"the model's answer holds no line VERDICT: {answer[:120]!r}")
    score = re.search(r"[1-5]", told.get("SCORE", ""))
    reasons = [told["REASON"]] if told.get("REASON") else []
    failed = bool(BAD.search(told["VERDICT"]))
    return {"verdict": "fail" if failed else "pass", "reasons": reasons, **({"score": int(score[0])} if score else {}), "by": "model"}


def chosen_gates(names: str) -> tuple[str, ...]:
    """The gates in a list with commas; raises Refused for one that there is not."""
    found = tuple(name.strip() for name in names.split(",") if name.strip())
    if unknown := sorted(set(found) - set(GATES)):
        raise Refused(f"there is no gate {unknown[0]!r}; the gates are {', '.join(GATES)}")
    return found
