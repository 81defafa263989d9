"""Which records a page shows and in what order: `--where exec.why=timeout`, `--sort -score.total`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cpx.errors import Refused
from cpx.record import Fields, Record

EXPRESSION = re.compile(r"\s*([^\s=!<>~]+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
FIELD = re.compile(r"[^\s=!<>~]+")
Test = Callable[[Any], bool]


def matcher(expressions: Sequence[str]) -> Callable[[Record], bool]:
    """Whether a record meets every one of `FIELD OP VALUE`; OP is = != < <= > >= or ~ (contains, in any case).

    A dotted field looks into lists too: `trace.elements.kind=circle` is true if any element is a circle. A field that is
    not there equals null and nothing else.
    """
    conditions = [condition(expression) for expression in expressions]
    return lambda record: all(met(record) for met in conditions)


def condition(expression: str) -> Callable[[Record], bool]:
    parts = EXPRESSION.fullmatch(expression)
    if not parts:
        raise Refused(f"cannot read --where {expression!r}; write it like exec.ok=false, score.total<0.5 or caption~hexagon")
    field, sign, value = parts.groups()
    if sign in ("=", "!="):
        return lambda record: any(same(found, value) for found in values(record, field) or [None]) == (sign == "=")
    test = contains(value) if sign == "~" else beside(expression, sign, value)
    return lambda record: any(test(found) for found in values(record, field))


def same(found: Any, value: str) -> bool:
    """Whether a field's value is the one written: true, false, null, a number by its size, anything else by its letters."""
    if found is None or isinstance(found, bool):
        return value == {None: "null", True: "true", False: "false"}[found]
    if isinstance(found, int | float):
        return number(value) == found
    return bool(found == value)


def contains(value: str) -> Test:
    sought = value.casefold()
    return lambda found: isinstance(found, str) and sought in found.casefold()


def beside(expression: str, sign: str, value: str) -> Test:
    """The test that a number lies on one side of `value`."""
    bound = number(value)
    if bound is None:
        raise Refused(f"cannot read --where {expression!r}: {sign} compares with a number, as in score.total{sign}0.5")
    sides: dict[str, Callable[[float], bool]] = {
        "<": lambda found: found < bound,
        "<=": lambda found: found <= bound,
        ">": lambda found: found > bound,
        ">=": lambda found: found >= bound,
    }
    return lambda found: isinstance(found, int | float) and not isinstance(found, bool) and sides[sign](found)


def number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def ordered(records: Iterable[Record], sort: str) -> list[Record]:
    """Records by a dotted field, `-field` from high to low: numbers before words, those without the field last."""
    field = sort.removeprefix("-")
    if not FIELD.fullmatch(field):
        raise Refused(f"cannot read --sort {sort!r}; write it like score.total, or -score.total for the highest first")
    ranked: list[tuple[tuple[bool, Any], Record]] = []
    without: list[Record] = []
    for record in records:
        found = next((value for value in values(record, field) if isinstance(value, int | float | str)), None)
        if found is None:
            without.append(record)
        else:
            ranked.append(((isinstance(found, str), found), record))
    known = field.split(".")[0] in Fields.__annotations__  # some, such as exec.why, are there in bad times only
    if without and not ranked and not known:
        raise Refused(f"--sort {sort}: no record has a number or words in {field}; name a field that does, such as exec.why")
    ranked.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [record for _, record in ranked] + without


def values(record: Mapping[str, Any], field: str) -> list[Any]:
    """What a dotted field leads to; a list on the way or at its end gives each of its items."""
    found: list[Any] = [record]
    for key in field.split("."):
        found = [step[key] for step in found if isinstance(step, Mapping) and key in step]
        found = list(flat(found))
    return found


def flat(found: Iterable[Any]) -> Iterator[Any]:
    for value in found:
        if isinstance(value, list):
            yield from flat(value)
        else:
            yield value
