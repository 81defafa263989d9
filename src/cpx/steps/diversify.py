"""Image Diversity: the principle behind a seed picture, drawn in K new settings ([c_1..c_K] = G_code(I, G_principle(I)); section 3).

seed -> principle, 2-D or 3-D, K ideas -> a script for each idea, told what the others are -> records ID/1 .. ID/K
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cpx.errors import RecordError
from cpx.models import Ask
from cpx.prompts import Template
from cpx.record import Record, failed, part
from cpx.source import script_in
from cpx.steps.reproduce import picture

SECTION = re.compile(r"^\W*(PRINCIPLE|DIMENSION|IDEAS)\W*?:\W*?(.*?)(?=^\W*(?:PRINCIPLE|DIMENSION|IDEAS)\W*?:|\Z)", re.M | re.S | re.I)
NUMBERED = re.compile(r"^[ \t>*-]*(\d+)[.):][ \t]*(.+?)(?=^[ \t>*-]*\d+[.):]|\Z)", re.M | re.S)


class Principle(NamedTuple):
    """What a model sees behind a picture."""

    principle: str
    solid: bool
    """It takes 3-D to draw it."""
    ideas: list[str]


def diversifier(
    write: Ask, think: Ask, prompts: Mapping[str, Template], *, model: str, variants: int, stage: str
) -> Callable[[Record], Iterator[Record]]:
    """A step: record with `image` -> `variants` records with `code`; one that fails carries its own error."""

    def step(record: Record) -> Iterator[Record]:
        seed = picture(record)
        found = read(think(prompts["principle"].fill(variants=variants), [seed]).text)
        prompt = prompts["diversify-3d" if found.solid else "diversify-2d"]
        for number, idea in enumerate(found.ideas[:variants], 1):
            others = "\n".join(f"- {other}" for other in found.ideas[:variants] if other != idea) or "There are none."
            child = variant(record, number, principle=found.principle, idea=idea, model=model, prompt=prompt.hash)
            try:
                asked = prompt.fill(principle=found.principle, idea=idea, others=others)
                yield {**child, "code": script_in(write(asked, [seed]).text)}
            except RecordError as error:
                yield failed(child, stage, error.kind, str(error))

    return step


def variant(record: Record, number: int, **told: str) -> Record:
    """The child of a seed, as yet without its code; `told` goes into its source."""
    kept = {key: value for key, value in record.items() if key not in ("image", "exec", "trace", "code")}
    seed = {"id": record["id"], "image": record["image"]}
    source = {**part(record, "source"), "pipeline": "diversify", "seed": seed, **told}
    return {**kept, "id": f"{record['id']}/{number}", "source": source}


def read(answer: str) -> Principle:
    """The parts of a model's answer; raises RecordError "no-ideas" where it does not keep to the form."""
    parts = {name.upper(): text.strip(" \t\n*_") for name, text in SECTION.findall(answer)}
    ideas = [" ".join(idea.split()) for _, idea in NUMBERED.findall(parts.get("IDEAS", ""))]
    if not parts.get("PRINCIPLE") or not ideas:
        raise RecordError("no-ideas", "the answer does not name a principle and a numbered list of ideas")
    return Principle(" ".join(parts["PRINCIPLE"].split()), "3" in parts.get("DIMENSION", ""), ideas)
