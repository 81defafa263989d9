"""A scored run as a page: the reference, what was drawn, what differs, the script; the worst first."""

from collections.abc import Iterable
from pathlib import Path

from cpx import source
from cpx.record import Record, errored, part
from cpx.report.page import Tally, target, write_page

__all__ = ["shown", "target", "write"]


def shown(record: Record) -> Record:
    """The record as the page shows it: picture and script are the candidate's, the reference stands beside them."""
    score, said = part(record, "score"), part(record, "perception")
    known = part(record, "reference") or record
    found: Record = {"id": record["id"], "reference": {"image": known.get("image")}, "score": score}
    if errored(record):
        return {**found, "score": {"total": 0.0}, "error": record["error"]}
    run = {"ok": score.get("status") == "drawn", "why": score.get("status"), "message": score.get("message"), "line": score.get("line")}
    answer = said.get("answer")
    code = (source.fenced(answer) or answer) if isinstance(answer, str) else None
    drawn = {"image": score["image_file"]} if score.get("image_file") else {}
    return {**found, **drawn, "code": code, "exec": run, "source": {"model": said.get("model")}}


def write(records: Iterable[Record], page: Path, file: Path | None) -> Tally:
    """The page; `file` is the scored run's input, in whose folder pictures are looked for too."""
    return write_page(records, page, sort="score.total", source=file)
