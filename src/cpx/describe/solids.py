"""Words for the visible facts of a generated figure: its subject, exact counts and statements."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cpx.describe.wording import article, listing, plain, sentence, singular

LONGEST = 2000
"""Characters of a statement; those of a known family are far shorter."""

DETERMINERS = frozenset("a an the one two three four five six seven eight nine ten eleven twelve several some both".split())  # noqa: SIM905
"""Words at the start of a subject that leaves no room for an article."""


class Seen(NamedTuple):
    """What the facts say of the picture, checked for type; `derived` facts are never read."""

    subject: str
    counts: tuple[tuple[str, int], ...]
    labels: tuple[str, ...]
    statements: tuple[str, ...]


def seen(facts: Any) -> Seen | None:
    """The visible facts; None where the record has none."""
    visible = facts.get("visible") if isinstance(facts, Mapping) else None
    if not isinstance(visible, Mapping):
        return None
    counts = visible.get("counts")
    pairs = counts.items() if isinstance(counts, Mapping) else ()
    found = Seen(
        subject=plain(visible["subject"], LONGEST) if isinstance(visible.get("subject"), str) else "",
        counts=tuple((plain(noun, LONGEST), n) for noun, n in pairs if isinstance(noun, str) and type(n) is int),
        labels=_strings(visible.get("labels")),
        statements=_strings(visible.get("statements")),
    )
    return found if any(found) else None


def _strings(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else ()
    return tuple(text for item in items if isinstance(item, str) and (text := plain(item, LONGEST)))


def counts(facts: Seen) -> str:
    """`6 squares, 4 fold lines and 1 arrow`."""
    return listing(f"{n} {noun if n != 1 else singular(noun)}" for noun, n in facts.counts)


def opening(facts: Seen) -> str:
    """The subject with every count."""
    subject = facts.subject or "a figure"
    first = subject.split(" ")[0].lower()
    named = subject if first in DETERMINERS or first[0].isdigit() else article(subject)
    told = counts(facts)
    return sentence(f"The picture shows {named}") + (f" It has {told}." if told else "")


def describe(facts: Seen) -> list[str]:
    """The opening and the statements as sentences."""
    return [opening(facts), *map(sentence, facts.statements)]
