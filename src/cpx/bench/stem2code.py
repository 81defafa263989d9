"""STEM2Code-Eval: does the script that a model wrote draw the picture that it saw? Without a judge.

record with `perception` ──> its script ──> sandbox ──> drawing ──┐
          and `code` or `reference` ──> sandbox, or the picture ──┴─> scores ──> record with `score`

The paper's evaluator asks two commercial models; ours compares drawings (docs/scores.md). Its denominators shrink where an answer has no
code or a judge does not reply; ours is the number of records.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cpx import images, source
from cpx.errors import RecordError, Refused
from cpx.record import Record, errored, part
from cpx.sandbox import Limits, Result, Sandbox
from cpx.steps.execute import picture, save, writable

if TYPE_CHECKING:
    from cpx.scores import Prepared

NOTHING = {"total": 0.0, "structure": 0.0, "image": 0.0}
UNSCORED = "not scored"
TOLD = 12
"""Differences that a record keeps."""


class Scorer:
    """A step: record with `perception` -> record with `score`. Enter it to hold its sandbox."""

    def __init__(self, pictures: Path, folder: Path | None, *, jobs: int, seconds: float = 30.0) -> None:
        self.pictures, self.folder = pictures, folder
        self.box = Sandbox(jobs=jobs, limits=Limits(seconds=seconds))

    def __enter__(self) -> Self:
        writable(self.pictures)
        self.box.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.box.__exit__(kind, error, trace)

    def __call__(self, record: Record) -> Record:
        return {**record, "score": self.score(record)}

    def score(self, record: Record) -> dict[str, Any]:
        """What the answer is worth: `status` (`drawn`, or why not), scores from 0 to 1, and what differs in words."""
        code = answer(record)
        if code is None:
            return {"status": "no-code", **NOTHING, "message": "the answer holds no closed block of code"}
        result = self.box.run(code)
        if not result.ok:
            said = {"message": result.message, "line": result.line}
            return {"status": result.why, **NOTHING, **{key: value for key, value in said.items() if value is not None}}
        return {"status": "drawn", **self.compared(record, result), "image_file": save(picture(result.drawings[0]), self.pictures)}

    def compared(self, record: Record, result: Result) -> dict[str, Any]:
        from cpx import scores

        reference, file = self.reference(record)
        drawing = result.drawings[0]
        candidate = scores.prepare(drawing.primitives, drawing.array())
        found = scores.score(reference, candidate)
        parts = {"total": found.total, "structure": found.structure, "image": found.image or 0.0}
        missing, extra = scores.unmatched(found, reference, candidate)
        more = {"flags": list(found.flags), "reference_file": file, "missing_at": missing, "extra_at": extra}
        return {
            **{name: round(value, 4) for name, value in parts.items() if value is not None},
            "differences": scores.explain(found, reference, candidate)[:TOLD],
            **{name: value for name, value in more.items() if value},
        }

    def reference(self, record: Record) -> "tuple[Prepared, str | None]":
        """What to compare with: the drawing of the reference's script, and its file, where there is one that runs; else its picture."""
        from cpx import scores

        known = part(record, "reference") or record
        code = known.get("code")
        if isinstance(code, str):
            result = self.box.run(code)
            if result.ok:
                drawing = result.drawings[0]
                file = save(picture(drawing), self.pictures)
                return scores.prepare(drawing.primitives, drawing.array(), trusted=True), file
        image = known.get("image")
        if not isinstance(image, str):
            raise RecordError("no-reference", "nothing to compare with: neither `reference.code`, `code` nor an image can be used")
        return scores.prepare(None, images.open_image(image, self.folder), trusted=True), None


def answer(record: Mapping[str, Any]) -> str | None:
    """The script that a model answered with; None where it gave none."""
    said = part(record, "perception").get("answer")
    if not isinstance(said, str):
        raise RecordError("no-perception", "the record has no `perception.answer`; cpx-perceive --task code writes it")
    return source.fenced(said)


# ── what a run comes to ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Row(NamedTuple):
    """What a record counts."""

    id: str
    status: str
    total: float
    structure: float
    image: float

    @property
    def drawn(self) -> float:
        return float(self.status == "drawn")


def row(record: Record) -> Row:
    """A record that could not be handled counts 0, like one whose script failed."""
    found = {} if errored(record) else part(record, "score")
    status = f"error {part(record, 'error').get('kind')}" if errored(record) else found.get("status", UNSCORED)
    total, image = (float(found.get(name) or 0.0) for name in ("total", "image"))
    return Row(str(record.get("id")), str(status), total, float(found.get("structure", image) or 0.0), image)


class Interval(NamedTuple):
    """A mean and the middle 95% of its bootstrap."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.mean:.1f} ({100 * self.low:.1f} to {100 * self.high:.1f})"


def interval(values: Iterable[float], draws: int = 2000) -> Interval:
    """The mean with its bootstrap interval: records drawn again with replacement (percentile method; the same each time)."""
    import numpy as np

    array = np.array(list(values), float)
    if not len(array):
        return Interval(0.0, 0.0, 0.0)
    lots = np.random.default_rng(0)
    means = np.array([array[lots.integers(len(array), size=len(array))].mean() for _ in range(draws)])
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(array.mean()), float(low), float(high))


def table(rows: list[Row], official: bool = False) -> str:
    """The run in lines: each score over all records, then how the answers ended."""
    if not rows:
        return "no records, so no scores"
    named = {
        "exec": [one.drawn for one in rows],
        **{name: [getattr(one, name) for one in rows] for name in ("image", "structure", "total")},
    }
    found = {name: interval(values) for name, values in named.items()}
    lines = [
        f"{len(rows)} {'record' if len(rows) == 1 else 'records'}; percent, with the bootstrap's 95% interval",
        *(f"  {name:<10}{value}" for name, value in found.items()),
    ]
    ended = Counter(one.status for one in rows)
    lines.append("  " + ", ".join(f"{count} {status}" for status, count in ended.most_common()))
    if official:
        two = (found["image"].mean + found["structure"].mean) / 2
        three = (found["image"].mean + found["structure"].mean + found["exec"].mean) / 3
        lines.append(f"  (image + code) / 2, as in the paper's table 2: {100 * two:.2f}; structure stands for its judge of code")
        lines.append(f"  (image + code + exec) / 3, as in the authors' script: {100 * three:.2f}")
    return "\n".join(lines)


def earlier(records: Iterable[Record], file: Path) -> list[Row]:
    """The rows of a run that was scored before; Refused if it was not."""
    rows = [row(record) for record in records]
    if all(one.status == UNSCORED for one in rows):
        raise Refused(f"--versus {file}: no record has a `score`; name what cpx-eval wrote")
    return rows


def versus(ours: list[Row], theirs: list[Row]) -> str:
    """Two runs over the same records: the difference of totals, paired by id (and the order of those with one id)."""
    mine, other = numbered(ours), numbered(theirs)
    pairs = [(one.total, other[key].total) for key, one in mine.items() if key in other]
    gain = interval(a - b for a, b in pairs)
    better, worse = sum(a > b + 1e-9 for a, b in pairs), sum(a < b - 1e-9 for a, b in pairs)
    left = len(mine) + len(other) - 2 * len(pairs)
    alone = f"; {left} records are in one of the two only" if left else ""
    return f"  total against the other run: {gain} over {len(pairs)} pairs; better in {better}, worse in {worse}{alone}"


def numbered(rows: Iterable[Row]) -> dict[tuple[str, int], Row]:
    """Rows by id and the how-many-eth of that id."""
    seen = Counter[str]()
    found = {}
    for one in rows:
        found[one.id, seen[one.id]] = one
        seen[one.id] += 1
    return found
