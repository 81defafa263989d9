"""What a scored run comes to: rows for its table and cards for its page, noted as records pass, or read again from the file they went to.

A file that a resumed run goes on with holds more than what passed. Rows are a few numbers each; cards are held for a page only.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cpx.bench.stem2code import Row, row
from cpx.record import Record
from cpx.report import scored
from cpx.stream import Group, read


class Account:
    """Of one run; `output` is the file that its records go to, if they go to one, `paged` whether a page will be made of them."""

    def __init__(self, output: Path | None, paged: bool) -> None:
        self.output, self.paged = output, paged
        self.rows: list[Row] = []
        self._cards: list[Record] = []

    def note(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The groups, as they pass."""
        for group in groups:
            if not self.output:
                self.rows.extend(map(row, group.records))
                self._cards.extend(map(scored.shown, group.records if self.paged else ()))
            yield group

    def close(self) -> None:
        """The run is over."""
        if self.output:
            self.rows.extend(map(row, saved(self.output)))

    def cards(self) -> Iterable[Record]:
        return map(scored.shown, saved(self.output)) if self.output else self._cards


def saved(file: Path) -> Iterator[Record]:
    """The records of a file."""
    with file.open("rb") as lines:
        for entry in read(lines, str(file)):
            yield entry.record
