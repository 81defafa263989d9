"""Image Reproduce: a seed picture is described, then drawn by code (c = G_code(I, G_caption(I)); CodePercept, section 3).

With samples or refinement each script is drawn and compared with the seed by pixels, and the best one is kept:

    describe -> code, `samples` times -> best -> { draw, compare, (advice,) code again } up to `refine` times -> best
"""

import base64
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from cpx import images, scores
from cpx.errors import RecordError
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record, part
from cpx.sandbox import Drawing, Sandbox
from cpx.source import script_in

ENOUGH = 0.95
"""Image score from which a script is not refined further."""


class Attempt(NamedTuple):
    """A script, and how near its drawing comes to the seed."""

    code: str
    score: float
    drawing: Drawing | None
    message: str
    """What went wrong, where it draws nothing."""


class Reproducer:
    """A step: record with `image` -> the same with `code`. Enter it to hold its sandbox, without which nothing is compared."""

    def __init__(
        self,
        write: Ask,
        describe: Ask,
        prompts: Mapping[str, Template],
        *,
        model: str,
        box: Sandbox | None = None,
        samples: int = 1,
        refine: int = 0,
        advise: bool = False,
        folder: Path | None = None,
    ) -> None:
        self.write, self.describe, self.prompts, self.model, self.box = write, describe, prompts, model, box
        self.samples, self.refine, self.advise, self.folder = samples, refine, advise, folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.box:
            self.box.close()

    def __call__(self, record: Record) -> Record:
        seed = picture(record)
        description = self.describe(self.prompts["reproduce-caption"].fill(), [seed]).text.strip()
        asked = self.prompts["reproduce-code"].fill(description=description)
        source = {
            **part(record, "source"),
            **{"pipeline": "reproduce", "model": self.model, "prompt": self.prompts["reproduce-code"].hash, "description": description},
        }
        if self.box is None:
            return {**record, "code": script_in(self.write(asked, [seed]).text), "source": source}
        attempts = self.attempts(seed, asked)
        best = max(attempts, key=lambda attempt: attempt.score)
        return {**record, "code": best.code, "source": {**source, "scores": [attempt.score for attempt in attempts]}}

    def attempts(self, seed: str, asked: str) -> list[Attempt]:
        """All scripts in the order they were written. A sample without a script is passed over, unless none has one."""
        target = scores.prepare(None, images.open_image(seed, self.folder).convert("RGBA"), trusted=True)
        found, problem = [], None
        for sample in range(self.samples):
            try:
                found.append(self.tried(script_in(self.write(asked, [seed], sample).text), target))
            except RecordError as error:
                if error.kind == "pending":
                    raise
                problem = error
        if not found and problem:
            raise problem
        return self.refined(found, seed, target)

    def refined(self, found: list[Attempt], seed: str, target: scores.Prepared) -> list[Attempt]:
        """Each round starts from the best so far, so that the end is never worse than the beginning."""
        for turn in range(self.refine):
            best = max(found, key=lambda attempt: attempt.score)
            if best.score >= ENOUGH:
                break
            try:
                found.append(self.tried(script_in(self.again(best, seed, turn)), target))
            except RecordError as error:
                if error.kind in ("pending", "server"):
                    raise
        return found

    def again(self, best: Attempt, seed: str, turn: int) -> str:
        """A model's answer that holds a better script, it is hoped."""
        if best.drawing is None:
            return self.write(self.prompts["repair"].fill(code=best.code, message=best.message), sample=turn).text
        both = [seed, data_uri(best.drawing)]
        told = f"The drawing scores {best.score:.2f} of 1 against the picture."
        if self.advise:
            told += "\n" + self.describe(self.prompts["advise"].fill(), both, turn).text.strip()
        return self.write(self.prompts["refine"].fill(code=best.code, findings=told), both, turn).text

    def tried(self, code: str, target: scores.Prepared) -> Attempt:
        assert self.box, "scripts are compared only where they can be run"
        result = self.box.run(code)
        if not result.ok:
            return Attempt(code, 0.0, None, f"{result.why}: {result.message}")
        drawing = result.drawings[0]
        found = scores.score(target, scores.prepare(drawing.primitives, drawing.array()))
        return Attempt(code, round(found.total, 4), drawing, "")


def picture(record: Record) -> str:
    """The seed's path or data URI."""
    return images.given(record.get("image"), "the record has no `image`; give pictures, or records that name one")


def data_uri(drawing: Drawing) -> str:
    return f"data:image/png;base64,{base64.b64encode(drawing.png()).decode()}"
