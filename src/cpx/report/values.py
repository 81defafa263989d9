"""Any JSON value as calm HTML: objects as rows, lists as phrases or bullets, everything else as text."""

import json
from collections.abc import Mapping
from typing import Any

from cpx.report.markup import Markup, tag

DEEPEST = 3
LONGEST = 4000
"""Characters of one value: the page shows a record, the JSONL keeps it."""


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one: records may hold anything anywhere."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in several(value) if isinstance(item, Mapping)]


def several(value: Any) -> list[Any]:
    """A list as it is, one value as a list of it, nothing as none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def line(*parts: str) -> str:
    """The parts that are not empty, with dots between."""
    return " · ".join(part for part in parts if part)


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def number(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return plain(value)


def plain(value: Any) -> str:
    """A value as one piece of text: a string as it is, anything else as JSON."""
    try:
        words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "(nested too deep to show)"
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}... and {len(words) - LONGEST:,} more characters"


def rows(values: Mapping[str, Any], depth: int = 1) -> Markup:
    """An object as a list of names and values."""
    pairs = [(tag("dt", name), tag("dd", shown(value, depth))) for name, value in values.items()]
    return tag("dl", *[part for pair in pairs for part in pair])


def shown(value: Any, depth: int = 0) -> Markup | str:
    """A value inside a row: short lists stay on one line, sentences become bullets."""
    if isinstance(value, Mapping) and value and depth < DEEPEST:
        if any(isinstance(item, Mapping | list) for item in value.values()):
            return rows(value, depth + 1)
        return line(*(f"{name} {number(item)}" for name, item in value.items()))
    if isinstance(value, list) and value and depth < DEEPEST:
        if any(isinstance(item, Mapping) or len(plain(item)) > 40 for item in value):
            return tag("ul", *[tag("li", shown(item, depth + 1)) for item in value])
        return ", ".join(map(number, value))
    return number(value)
