"""Drawing lots for a figure: each parameter by name, either fixed by the caller or chosen at random, all of them remembered.

    fixed parameters + rng -> Draw -> a family asks for "sides", "projection", ... -> Draw.params, the whole lot as plain JSON

Asked again with all parameters fixed, a family gives the same script without touching the generator.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple, TypeVar

from cpx.record import Facts

T = TypeVar("T")


class Misfit(Exception):
    """These parameters give no good picture, such as a label with no room; others may."""


class NotOffered(Misfit):
    """A fixed parameter has a value that is none of the options, at least with these other parameters."""


class Drawn(NamedTuple):
    """What a family makes of its lots: the script, and what is true of its picture."""

    code: str
    facts: Facts


class Draw:
    """Parameters by name: what is fixed is taken, what is not is drawn, and `params` holds every one that was asked for."""

    def __init__(self, rng: Random, fixed: Mapping[str, Any]) -> None:
        self._rng = rng
        self._fixed = fixed
        self.params: dict[str, Any] = {}

    def one(self, name: str, options: Sequence[T]) -> T:
        """One of the options; an option given twice is twice as likely."""
        value = self.value(name, lambda rng: rng.choice(options))
        if value not in options:
            raise NotOffered(f"{name} cannot be {value!r} here; it is one of {', '.join(map(repr, dict.fromkeys(options)))}")
        return value

    def value(self, name: str, make: Callable[[Random], T]) -> T:
        """Whatever `make` draws, as plain JSON data (lists, not tuples), so that a fixed value and a drawn one look alike.

        Asked again, it is the same value.
        """
        if name not in self.params:
            self.params[name] = self._fixed[name] if name in self._fixed else make(self._rng)
        value: T = self.params[name]
        return value

    def row(self, name: str, rows: Sequence[Sequence[float]]) -> list[float]:
        """One of the rows, such as lengths that go well together."""
        return self.value(name, lambda rng: list(rng.choice(rows)))

    def sizes(self, names: Iterable[str], rows: Sequence[Sequence[float]]) -> dict[str, float]:
        """Dimensions that go well together, by their names."""
        return dict(zip(names, self.row("sizes", rows), strict=True))

    @property
    def level(self) -> int:
        """How hard the figure should be, 1 to 5."""
        return self.one("difficulty", (1, 2, 3, 4, 5))
