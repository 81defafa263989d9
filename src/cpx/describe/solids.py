"""Words for the visible facts of a generated figure: its subject, exact counts and statements."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cpx.describe.wording import article, listing, plain, sentence, singular


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
        subject=plain(visible["subject"]) if isinstance(visible.get("subject"), str) else "",
        counts=tuple((plain(noun), n) for noun, n in pairs if isinstance(noun, str) and isinstance(n, int) and not isinstance(n, bool)),
        labels=_strings(visible.get("labels")),
        statements=_strings(visible.get("statements")),
    )
    return found if any(found) else None


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(text for item in value if isinstance(item, str) and (text := plain(item))) if isinstance(value, list | tuple) else ()


def counts(facts: Seen) -> str:
    """`6 squares, 4 fold lines and 1 arrow`."""
    return listing(f"{n} {noun if n != 1 else singular(noun)}" for noun, n in facts.counts)


def opening(facts: Seen) -> str:
    """The subject with every count."""
    subject = facts.subject or "a figure"
    named = (
        subject if subject.split(" ")[0].lower() in ("a", "an", "the", "two", "three", "four") or subject[0].isdigit() else article(subject)
    )
    told = counts(facts)
    return sentence(f"The picture shows {named}") + (f" It has {told}." if told else "")


def describe(facts: Seen) -> list[str]:
    """The opening and the statements as sentences."""
    return [opening(facts), *map(sentence, facts.statements)]
