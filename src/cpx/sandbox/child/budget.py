"""Keep a trace within its size: leave out first what its axes say anyway, then the detail of long elements, then elements."""

import json
from collections import Counter
from typing import Any

Element = dict[str, Any]

LIMIT = 32 * 1024
"""Bytes of the trace as compact JSON."""
FIRST_TO_GO = ("tick", "grid", "spine", "axis", "background", "legend")
TOLD = ("tick", "grid", "axis")
LISTS = ("xy", "parts", "stroke", "fill", "width", "marker_size")


def fitted(trace: dict[str, Any], limit: int = LIMIT) -> dict[str, Any]:
    """The trace as plain JSON data, in at most `limit` bytes.

    `omitted` counts the elements it had to leave out, but for those that its axes tell: tick labels, say.
    """
    axes = _axes(trace.pop("axes"), limit // 2)
    elements = [element for element in trace.pop("elements") if element.get("axes", -1) < len(axes) and _dump(element)]
    omitted = trace.pop("omitted")
    dumped = [_dump(element) for element in elements]
    room = limit - len(_dump({**trace, "axes": axes, "elements": [], "omitted": 10**9}))
    order = list(range(len(elements)))
    for shorten in (_drop_roles, _thin, _drop_alike):
        if _size(order, dumped) > room:
            order = shorten(order, elements, dumped, room)
    lost = set(range(len(elements))).difference(order)
    omitted += sum(elements[i].get("role") not in TOLD for i in lost)
    plain: dict[str, Any] = {**json.loads(_dump(trace)), "axes": axes, "elements": [json.loads(dumped[i]) for i in order]}
    return {**plain, "omitted": omitted} if omitted else plain


def _axes(summaries: list[dict[str, Any]], room: int) -> list[dict[str, Any]]:
    """Plain data of the axes: too many of them lose their longest lists, then the last ones go."""
    axes = [json.loads(_dump(summary) or "{}") for summary in summaries]
    for key in ("zticks", "xticks", "yticks", "legend"):
        if len(_dump(axes)) > room:
            axes = [{name: value for name, value in one.items() if name != key} for one in axes]
    while len(_dump(axes)) > room:
        axes = axes[: len(axes) * 3 // 4]
    return axes


ENCODE = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def _dump(value: Any) -> str:
    """As compact JSON; empty where a script has put something into an artist that is no data."""
    try:
        return ENCODE(value)
    except (TypeError, ValueError, RecursionError):
        return ""


def _size(order: list[int], dumped: list[str]) -> int:
    return sum(len(dumped[i]) + 1 for i in order)


def _drop_roles(order: list[int], elements: list[Element], dumped: list[str], room: int) -> list[int]:
    for role in FIRST_TO_GO:
        if _size(order, dumped) <= room:
            break
        order = [i for i in order if elements[i].get("role") != role]
    return order


def _thin(order: list[int], elements: list[Element], dumped: list[str], room: int) -> list[int]:
    """Shorten the lists of the longest elements, to fewer and fewer entries."""
    size = _size(order, dumped)
    for most in (100, 50, 24, 12):
        for i in sorted(order, key=lambda i: -len(dumped[i])):
            if size <= room or len(dumped[i]) < 400:
                break
            size -= len(dumped[i])
            elements[i] = _shortened(elements[i], most)
            dumped[i] = _dump(elements[i])
            size += len(dumped[i])
    return order


def _shortened(element: Element, most: int) -> Element:
    """An element with at most so many points, parts, colours; its `count` says how many there are."""
    found = dict(element)
    length = len(element.get("xy") or element.get("parts") or [])
    if length > most:
        found["count"] = element.get("count", length)
    picks = [round(i * (length - 1) / (most - 1)) for i in range(most)] if length > most else range(length)
    for key in LISTS:
        values = element.get(key)
        if isinstance(values, list) and len(values) == length > most:
            found[key] = [values[i] for i in picks]
    if "parts" in found and len(_dump(found["parts"])) > 40 * most:
        found["count"] = found.get("count", length)
        del found["parts"]
        for key in LISTS:
            if isinstance(found.get(key), list):
                found[key] = found[key][:1][0]
    return found


def _drop_alike(order: list[int], elements: list[Element], dumped: list[str], room: int) -> list[int]:
    """Leave out every third of the most numerous sort of element, again and again, until the rest has room."""
    sorts = {i: (elements[i].get("axes"), elements[i].get("role"), elements[i]["kind"]) for i in order}
    while order and _size(order, dumped) > room:
        most, _ = Counter(sorts[i] for i in order).most_common(1)[0]
        alike = [i for i in order if sorts[i] == most]
        gone = set(alike[2::3] or alike[-1:])
        order = [i for i in order if i not in gone]
    return order
