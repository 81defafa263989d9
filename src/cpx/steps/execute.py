"""Run each record's script in the sandbox: the picture becomes `image`, what happened `exec`, what was drawn `trace`."""

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from cpx.errors import RecordError, Stopped
from cpx.record import Record, part
from cpx.sandbox import Drawing, Limits, Result, Sandbox
from cpx.steps.look import Look, Picture, Variety, moved, rendered


class Executor:
    """A step: record with `code` -> record with `image`, `exec`, `trace`; several with `figures="all"`. Enter it to hold its sandbox."""

    def __init__(
        self,
        images: Path,
        *,
        jobs: int,
        variety: Variety = Variety(),  # noqa: B008 - it cannot change
        seconds: float = 30.0,
        memory: int = 2 << 30,
        figures: Literal["first", "last", "all"] = "first",
        trace: bool = True,
        unsafe: bool = False,
        python: str | None = None,
    ) -> None:
        self.images, self.variety, self.figures = images, variety, figures
        limits = Limits(seconds=seconds, memory=memory)
        self.box = Sandbox(jobs=jobs, limits=limits, figures=figures, trace=trace, unsafe=unsafe, python=python)

    def __enter__(self) -> Self:
        writable(self.images)
        self.box.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.box.__exit__(kind, error, trace)

    def __call__(self, record: Record) -> list[Record]:
        """The record with its figure; an image it brought becomes `source.seed`."""
        look = self.variety.draw(record["id"])
        result = self.box.run(script(record), dpi=look.dpi)
        record = without_drawing(record)
        if not result.ok:
            partial = {"partial": save(picture(result.partial), self.images)} if result.partial else {}
            return [{**record, "exec": {**account(result, look), **partial}}]
        return [self.drawn(record, result, drawing, look) for drawing in result.drawings]

    def drawn(self, record: Record, result: Result, drawing: Drawing, look: Look) -> Record:
        shown = rendered(drawing, look, record["id"]) if look.told() else picture(drawing)
        found = {"pixels": drawing.pixels, "size": [shown.width, shown.height], "figure": drawing.number}
        return {
            **record,
            "id": f"{record['id']}/{drawing.number}" if self.figures == "all" else record["id"],
            "image": save(shown, self.images),
            "exec": {**account(result, look), **found},
            **({"trace": traced(drawing, look.margin, self.images)} if drawing.trace else {}),
        }


def account(result: Result, look: Look) -> dict[str, Any]:
    """What `exec` says of a result, whatever became of it."""
    said = {"why": result.why, "message": result.message, "line": result.line}
    return {
        "ok": result.ok,
        **{key: value for key, value in said.items() if value is not None},
        "figures": result.figures,
        "dpi": look.dpi,
        **({"look": look.told()} if look.told() else {}),
        **({"missing_glyphs": result.missing_glyphs} if result.missing_glyphs else {}),
        "versions": result.versions,
        "sandbox": result.sandbox,
    }


def script(record: Record) -> str:
    """The record's code, or the error that there is none."""
    code = record.get("code")
    if code is None:
        raise RecordError("no-code", "the record has no `code`; cpx-exec runs the Python script in that field")
    if not isinstance(code, str):
        raise RecordError("no-code", f"`code` is {type(code).__name__}, not a string")
    return code


def without_drawing(record: Record) -> Record:
    """The record before it was drawn: results of an earlier run go, an image it brought moves to its source."""
    fields = {key: value for key, value in record.items() if key not in ("image", "exec", "trace")}
    if "image" not in record or part(record, "exec"):
        return fields
    if not isinstance(record.get("source", {}), dict):
        raise RecordError(
            "bad-source", "`source` is no object, so the image that came in cannot be kept there as the seed; rename your field"
        )
    return {**fields, "source": {**part(record, "source"), "seed": {"id": record["id"], "image": record["image"]}}}


def picture(drawing: Drawing) -> Picture:
    """The drawing as it is."""
    return Picture(drawing.width, drawing.height, drawing.pixels, drawing.png(), ".png")


def traced(drawing: Drawing, margin: tuple[int, int, int, int] | None, folder: Path) -> dict[str, Any]:
    """The trace of a drawing that got these margins, with its primitives written beside its picture."""
    from cpx import primitives

    trace = moved(drawing.trace or {}, margin)
    found = drawing.primitives
    if found is None:
        return trace
    return {**trace, "primitives": store(primitives.encoded(found), primitives.name(found), primitives.SUFFIX, folder)}


def save(shown: Picture, folder: Path) -> str:
    return store(shown.encoded, shown.pixels, shown.suffix, folder)


def store(content: bytes, name: str, suffix: str, folder: Path) -> str:
    """Write a file under its hash, unless it is there; it appears whole or not at all."""
    path = folder / name[:2] / f"{name}{suffix}"
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=suffix, delete=False) as file:
                file.write(content)
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except OSError as error:
            raise Stopped(f"cannot write {path}: {error.strerror}; make room, then go on with -o FILE --resume") from None
    return str(path)


def writable(folder: Path) -> None:
    """Fail before time is spent if pictures cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Stopped(f"cannot write pictures into {folder}: {error.strerror}; choose another folder with --images") from None


def outcome(record: Record) -> str:
    """How the closing line counts a record."""
    finding = part(record, "exec")
    return "drawn" if finding.get("ok", True) else finding["why"]
