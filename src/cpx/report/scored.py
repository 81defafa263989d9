"""A scored run as a page: reference, rendering, what is unmatched in either, the script; the worst first.

The elements without a partner are framed in the pictures: in the reference what is missing, in the rendering what is too much.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cpx import source
from cpx.record import Record, errored, part
from cpx.report.card import Card, code_section, figure, heading, placeholder, section, status, trouble
from cpx.report.markup import Markup, tag
from cpx.report.page import Tally, write_page
from cpx.report.picture import Album
from cpx.report.values import line, mapping, plain, several

FINE = 1000
"""Units of a frame's coordinates along each side of a picture."""


def shown(record: Record) -> Record:
    """What the page needs of a record: `code` is the candidate's, or all that was answered where there is none."""
    score, said = part(record, "score"), part(record, "perception")
    known = part(record, "reference") or record
    found: Record = {"id": record["id"], "reference": score.get("reference_file") or known.get("image"), "score": {"total": 0.0, **score}}
    if errored(record):
        return {**found, "score": {"total": 0.0}, "error": record["error"]}
    run = {"ok": score.get("status") == "drawn", "why": score.get("status"), "message": score.get("message"), "line": score.get("line")}
    code = source.fenced(said["answer"]) if isinstance(said.get("answer"), str) else None
    answer = {"code": code} if code else {"answer": said.get("answer")}
    return {**found, **answer, "image": score.get("image_file"), "exec": run, "source": {"model": said.get("model")}}


def write(records: Iterable[Record], page: Path, file: Path | None, table: str) -> Tally:
    """The page of records that were `shown`, under the run's table; pictures are looked for in the folder of `file`, the input, too."""
    return write_page(records, page, sort="score.total", source=file, make=card, lead=table)


def card(record: Record, album: Album, index: int) -> Card:
    """One record; its data attributes are what the page's filters read."""
    state, score = status(record), mapping(record.get("score"))
    reference, seen = framed(album, record.get("reference"), "reference", score.get("missing_at"), "missing")
    rendering, drawn = framed(album, record.get("image"), "rendering", score.get("extra_at"), "extra")
    words = [heading(record, state, index), points(score), trouble(record), differences(score), code_section(record), answered(record)]
    article = tag(
        "article",
        tag("div", reference, rendering, class_="pictures"),
        tag("div", *words, class_="words"),
        class_="card compared",
        tabindex=-1,
        data_status=state,
        data_origin="",
        data_kinds="\n".join(several(score.get("flags"))),
    )
    return Card(article, state, seen and (drawn or state != "drawn"))


def framed(album: Album, image: Any, name: str, boxes: Any, kind: str) -> tuple[Markup, bool]:
    """A picture with its unmatched elements framed, and whether it could be shown."""
    if image is None:
        return placeholder(f"no {name}", None), False
    frames = "".join(map(frame, several(boxes)))
    over = tag(
        "svg",
        tag("path", d=frames),
        class_=f"frames {kind}-frames",
        viewBox=f"0 0 {FINE} {FINE}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    count = len(several(boxes))
    note = f"{name}, {count} {'missing' if kind == 'missing' else 'too much'}" if count else name
    return figure(album, image, note, None, over if frames else None)


def frame(box: Any) -> str:
    """A rectangle in SVG's words; none for what is no box."""
    ends = several(box)
    if len(ends) != 4 or not all(isinstance(end, int | float) for end in ends):
        return ""
    left, top, right, bottom = (round(FINE * end) for end in ends)
    return f"M{left} {top}H{right}V{bottom}H{left}z"


def points(score: Mapping[str, Any]) -> Markup | None:
    """Each score in percent, the total first."""
    named = [(name, value) for name in ("total", "structure", "image") if isinstance(value := score.get(name), int | float)]
    flags = [tag("span", plain(flag), class_="chip status") for flag in several(score.get("flags"))]
    return tag("p", *(tag("span", f"{name} ", tag("b", f"{100 * value:.1f}")) for name, value in named), *flags, class_="points")


def differences(score: Mapping[str, Any]) -> Markup | None:
    said = several(score.get("differences"))
    return section("Unmatched and different", tag("ul", *(tag("li", plain(one)) for one in said)), unfolded=True) if said else None


def answered(record: Record) -> Markup | None:
    """What the model said where it wrote no script."""
    said = record.get("answer")
    return section("Answer", tag("p", line(plain(said)), class_="prose", dir="auto"), unfolded=True) if said else None
