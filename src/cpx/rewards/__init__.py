"""Rewards: what a completion is worth, from 0 to 1, without a judge, a key or a network.

    completion ──> its script ──> sandbox ──> drawing ──> scores against the reference ──> Attempt
    Attempt ──> format, syntax, runs, image, structure, or a function of the user's own ──> weighted sum

A reward is a plain function in a file of its own: `reward(attempt) -> float`. docs/training.md says what each refuses to pay for.
"""

import math
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cpx.errors import Missing, Refused

if TYPE_CHECKING:
    from cpx.sandbox import Result
    from cpx.scores import Score

DEFAULT = {"format": 0.1, "runs": 0.1, "image": 0.4, "structure": 0.4}
PAPER = {"format": 0.25, "runs": 0.25, "image": 0.25, "structure": 0.25}
"""Equal parts for form, run, picture and code, as the paper has them; structure stands for its judge of code."""


class Attempt(NamedTuple):
    """A completion and what became of it."""

    completion: str
    code: str | None
    """Its script; None where there is no closed block of code."""
    result: "Result | None"
    """What the sandbox says; None where there was nothing to run."""
    score: "Score | None"
    """Against the reference; None where nothing was drawn or there is no reference to compare with."""

    @property
    def end(self) -> str:
        """`drawn`, `no-code`, or why the sandbox drew nothing."""
        return "no-code" if self.result is None else str(self.result.why or "drawn")


Reward = Callable[[Attempt], float]


class Part(NamedTuple):
    """One reward of a mix."""

    reward: Reward
    weight: float


def mix(chosen: Mapping[str, float]) -> dict[str, Part]:
    """The rewards by name, their weights made to add up to 1.

    A name is one of this folder's files, or `module:function`. Refused for negative weights or none; Missing for a name that is nothing.
    """
    total = sum(chosen.values())
    if not chosen or min(chosen.values()) < 0 or not 0 < total < math.inf:
        raise Refused("--reward: weights must be 0 or more, and one of them positive")
    return {name: Part(named(name), weight / total) for name, weight in chosen.items()}


def named(name: str) -> Reward:
    """The reward of that name."""
    module, colon, function = name.partition(":")
    own = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if path.stem != "attempts")
    if not colon and name not in own:
        raise Missing(f"--reward: no reward {name!r}; there are {', '.join(own)}, or module:function for one of your own")
    try:
        found: Reward = getattr(import_module(module), function) if colon else import_module(f"{__name__}.{name}").reward
    except (ImportError, AttributeError) as error:
        raise Missing(f"--reward: {name!r} cannot be imported: {error}; PYTHONPATH must lead to it") from error
    return found


def worth(attempt: Attempt, parts: Mapping[str, Part]) -> dict[str, float]:
    """Each reward by name, and `total`; what is no finite number counts as 0."""
    each = {name: bounded(part.reward(attempt)) for name, part in parts.items()}
    return {**each, "total": sum(each[name] * part.weight for name, part in parts.items())}


def bounded(value: float) -> float:
    return min(max(float(value), 0.0), 1.0) if math.isfinite(value) else 0.0
