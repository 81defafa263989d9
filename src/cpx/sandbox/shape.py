"""Whether plain data has the shape that a type says: used on what comes back from a script's process."""

import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

LARGEST = 1e300


def fits(value: Any, kind: Any) -> bool:
    """Whether JSON data is of a type made of TypedDict, list, dict, Literal, unions and plain types; no key of a TypedDict is required."""
    origin = get_origin(kind)
    if kind is Any:
        return True
    if is_typeddict(kind):
        hints = fields(kind)
        return isinstance(value, dict) and all(key in hints and fits(part, hints[key]) for key, part in value.items())
    if origin in (Union, types.UnionType):
        return any(fits(value, choice) for choice in get_args(kind))
    if origin is Literal:
        return value in get_args(kind)
    if origin is list:
        return isinstance(value, list) and all(fits(part, get_args(kind)[0]) for part in value)
    if origin is dict:
        return isinstance(value, dict) and all(fits(part, get_args(kind)[1]) for part in value.values())
    return plain(value, kind)


def plain(value: Any, kind: type) -> bool:
    """A whole number is a number as well; true and false are neither, nor is what no float can hold."""
    if kind in (int, float):
        return isinstance(value, int if kind is int else (int, float)) and not isinstance(value, bool) and -LARGEST < value < LARGEST
    return isinstance(value, kind) if kind is not type(None) and kind is not None else value is None


@cache
def fields(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
