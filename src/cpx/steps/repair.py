"""Repair: a script that fails goes back to a model with its error, runs again, and so on, a bounded number of times."""

from types import TracebackType
from typing import Any, Self

from cpx.errors import RecordError
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record, part
from cpx.source import script_in
from cpx.steps.execute import Executor


class Repairer:
    """A step like Executor's; `exec.repairs` holds the failed versions, oldest first, and `code` the last one."""

    def __init__(self, execute: Executor, ask: Ask, prompt: Template, rounds: int) -> None:
        self.execute, self.ask, self.prompt, self.rounds = execute, ask, prompt, rounds

    def __enter__(self) -> Self:
        self.execute.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.execute.__exit__(kind, error, trace)

    def __call__(self, record: Record) -> list[Record]:
        found, repairs = self.execute(record), list[dict[str, Any]]()
        while not part(found[0], "exec")["ok"] and len(repairs) < self.rounds:
            repairs.append(failure(found[0]))
            try:
                answer = self.ask(self.prompt.fill(code=found[0]["code"], message=complaint(found[0])), sample=len(repairs) - 1)
                code = script_in(answer.text)
            except RecordError as error:
                if error.kind in ("pending", "server"):
                    raise
                repairs[-1]["answer"] = error.kind
                continue
            found = self.execute({**record, "code": code})
        return [{**one, "exec": {**one["exec"], "repairs": repairs}} for one in found] if repairs else found


def failure(record: Record) -> dict[str, Any]:
    """What is kept of a version that failed."""
    done = part(record, "exec")
    return {"code": record["code"], **{key: done[key] for key in ("why", "message", "line") if key in done}}


def complaint(record: Record) -> str:
    """What a model is told of it."""
    done = part(record, "exec")
    line = f" (line {done['line']})" if "line" in done else ""
    return f"{done['why']}{line}: {done.get('message') or 'no message'}"
