"""One self-contained HTML page of records, written as they come: head, a card a record, tail.

A record may hold hostile text and the page is opened from a disk, so its policy lets nothing in but its own style and script,
named by their hashes, and pictures inside the page. (Linked pictures are opened as files of their own.)
"""

import base64
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from cpx import signals
from cpx.errors import Stopped
from cpx.journal import regular
from cpx.record import Record
from cpx.report.card import Card, card
from cpx.report.choose import matcher, ordered
from cpx.report.markup import text
from cpx.report.picture import Album
from cpx.report.values import counted


class Tally(NamedTuple):
    """What a page shows."""

    records: int
    statuses: Counter[str]
    """Records of each status, `drawn` among them."""
    missing: int
    """Records with a picture that could not be shown."""

    def __str__(self) -> str:
        parts = [counted(self.records, "record"), *(f"{count} {status}" for status, count in self.statuses.most_common())]
        return ", ".join(parts + [f"{self.missing} with a picture that could not be shown"] * bool(self.missing))


def write_page(
    records: Iterable[Record],
    out: Path | None,
    *,
    limit: int | None = None,
    sort: str | None = None,
    where: Sequence[str] = (),
    embed: bool = False,
    source: Path | None = None,
    make: Callable[[Record, Album, int], Card] = card,
    lead: str | None = None,
) -> Tally:
    """Writes the page of the records that meet `where`, in the order of `sort`, at most `limit` of them, under the `lead`.

    Without `out` it goes to stdout, and its links start from the working directory. `source` is the input file, in whose folder pictures
    are looked for after the working directory. Only `sort` holds the records in memory. Raises Refused for a `where` or `sort` that cannot
    be read and an `out` that no page can become, Stopped where it cannot be written.
    """
    met, at = matcher(where), regular(out) if out else Path("records.html")
    chosen: Iterable[Record] = filter(met, records)
    chosen = islice(ordered(chosen, sort) if sort else chosen, limit)
    album = Album(at, source.parent if source else None, embed)
    head, tail = template(at.parent.name if at.stem == "index" else at.stem)
    with replacing(at) if out else standard_output() as page:
        page.write(head + (f'<pre class="lead">{text(lead)}</pre>\n' if lead else ""))
        tally = write_cards(chosen, album, page, make)
        page.write(tail.replace("{{tally}}", text(str(tally))))
    return tally


def write_cards(records: Iterable[Record], album: Album, page: TextIO, make: Callable[[Record, Album, int], Card]) -> Tally:
    statuses: Counter[str] = Counter()
    missing = 0
    for index, record in enumerate(records, 1):
        shown = make(record, album, index)
        page.write(f"{shown.html}\n")
        statuses[shown.status] += 1
        missing += not shown.pictured
    return Tally(statuses.total(), statuses, missing)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    try:
        with open(1, "w", encoding="utf-8", closefd=False) as file:
            yield file
    except BrokenPipeError:
        raise signals.Closed from None
    except OSError as error:
        raise Stopped(f"cannot write to stdout: {error.strerror}") from None


@contextmanager
def replacing(out: Path) -> Iterator[TextIO]:
    """A file that becomes `out` once it is whole; on any failure the old one stays."""
    unfinished = out.with_name(f"{out.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)
    except OSError as error:
        raise Stopped(f"cannot write {out}: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def template(title: str) -> tuple[str, str]:
    """The page before its cards and after them."""
    style, script = resource("page.css"), resource("page.js")
    head, tail = resource("page.html").split("{{cards}}\n")
    head = head.replace("{{policy}}", policy(style, script)).replace("{{style}}", style).replace("{{title}}", text(title))
    return head, tail.replace("{{script}}", script)


def resource(name: str) -> str:
    return (files("cpx.report") / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """The content security policy: nothing but this style, this script, and pictures inside the page."""
    return (
        f"default-src 'none'; img-src data:; style-src {fingerprint(style)}; script-src {fingerprint(script)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def fingerprint(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
