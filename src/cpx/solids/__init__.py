"""Solids: figures of solid geometry whose facts are known before they are drawn; each is a script that a teacher could have written.

seed, index -> rng -> family: lots (draw) -> shape -> hidden lines, label places -> Solid(code, facts, params)

family/    the 32 families, each a file or a folder: picture(draw) -> Drawn, ask(facts, rng) -> list[Question]
wire/      what several of them share: solids with flat faces        cubes/     piles of unit cubes
round/     solids with round parts                                   flat/      nets and drawing sheets
formula/   curves and surfaces in a frame Oxyz                       page/      from space to paper, for all of them
draw.py    parameters by lot    questions.py  exact answers    mix.py  how often each family is drawn
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any, NamedTuple

from cpx.record import Facts, Record
from cpx.solids import family as registry
from cpx.solids.draw import Draw, Drawn, Misfit, NotOffered
from cpx.solids.mix import weights
from cpx.solids.questions import Question, choice

VERSION = 3  # part of every id and seed: raise it when the same seed would give another figure

TRIES = 400
REFUSALS = 100  # so many times a fixed parameter may be of no use, or its value not offered
HELD = ("difficulty", "form", "solid", "show")  # what a figure is about: kept for some tries, lest what is easy to draw crowd out the rest
PATIENCE = 25


class Solid(NamedTuple):
    """A figure: its script, what is true of it, and the parameters that give it again."""

    code: str
    facts: Facts
    params: dict[str, Any]


@cache
def families() -> list[str]:
    """Names of all families."""
    return sorted(module.name for module in iter_modules(registry.__path__))


def about(family: str) -> str:
    """What the family draws, in one line."""
    return (_module(family).__doc__ or "").strip().splitlines()[0]


def make(family: str, rng: Random, params: Mapping[str, Any] | None = None, difficulty: int | None = None) -> Solid:
    """One figure; ValueError if the parameters that were given allow no good one."""
    fixed = dict(params or {}) if difficulty is None else {**(params or {}), "difficulty": difficulty}
    reason, refused = "", 0
    held: dict[str, Any] = {}
    for attempt in range(TRIES):
        if attempt % PATIENCE == 0:
            held = {}
        draw = Draw(rng, held | fixed)
        try:
            code, facts = _picture(family, draw, params)
        except NotOffered as refusal:
            reason, refused, held = str(refusal), refused + 1, {}
        except Misfit as misfit:
            reason, held = str(misfit), held or {name: draw.params[name] for name in HELD if name in draw.params}
        else:
            unused = sorted(set(fixed) - set(draw.params))
            if not unused:
                return Solid(code, facts, draw.params)
            offered = ", ".join(sorted({*draw.params} - {*fixed}))
            reason, refused = f"it has no use for {', '.join(unused)}; such a figure has {offered}", refused + 1
        if refused == REFUSALS:
            break
    raise ValueError(f"{family}: no good picture in {attempt + 1} tries with {fixed}: {reason}")


def _picture(family: str, draw: Draw, params: Mapping[str, Any] | None) -> Drawn:
    """One try; ValueError if it fails over a parameter that was given."""
    try:
        drawn: Drawn = _module(family).picture(draw)
        return drawn
    except (LookupError, TypeError, ArithmeticError) as error:
        if not params:
            raise
        raise ValueError(f"{family}: these parameters make no figure: {params} ({error!r})") from error


def ask(family: str, facts: Facts, rng: Random) -> list[Question]:
    """One to three questions on a figure of the family that the picture and its facts answer."""
    asked: list[Question] = _module(family).ask(facts, rng)
    return asked


def generate(
    seed: int,
    index: int,
    families: Sequence[str],
    mix: str = "uniform",
    params: Mapping[str, Any] | None = None,
    difficulty: int | None = None,
    asked: bool = False,
) -> Record:
    """Record `index` of the stream that `seed` starts, with questions if `asked`; it does not depend on how many there are.

    ValueError if `params` and `difficulty` allow no figure of the family that was drawn.
    """
    lots = f"{VERSION}/{seed}/{index}"
    rng = Random(lots)
    family = rng.choices(families, weights(mix, families))[0]
    solid = make(family, rng, params, difficulty)
    record: Record = {
        "id": hashlib.sha256(lots.encode()).hexdigest()[:12],
        "code": solid.code,
        "source": {"pipeline": "solidgen", "family": family, "params": solid.params},
        "facts": solid.facts,
    }
    if asked:
        lots_asked = Random(f"{lots}/questions")
        record["questions"] = [choice(question, lots_asked) for question in ask(family, solid.facts, lots_asked)]
    return record


def _module(family: str) -> Any:
    if family not in families():
        raise ValueError(f"no family {family!r}; there are {', '.join(families())}")
    return import_module(f"{registry.__name__}.{family}")
