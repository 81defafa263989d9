"""Keep a trace within its size: first tell alike elements as one, then leave out what the axes say anyway, detail, and elements."""

import json
import math
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from geometry import digest

Element = dict[str, Any]

LIMIT = 32 * 1024
"""Bytes of the trace as compact JSON."""
FEWEST = 4
"""Alike elements that are worth telling as one."""
FIRST_TO_GO = ("tick", "grid", "spine", "axis", "background", "legend")
TOLD = ("tick", "grid", "axis")
LISTS = ("xy", "parts", "centres", "stroke", "fill", "width", "marker_size")


class Fitted(NamedTuple):
    trace: dict[str, Any]
    where: list[int]
    """For each element that came, its index in the trace; -1 where it is left out."""


def fitted(trace: dict[str, Any], limit: int = LIMIT) -> Fitted:
    """The trace as plain JSON data, in at most `limit` bytes.

    `omitted` counts the elements it had to leave out, but for those that its axes tell: tick labels, say.
    """
    axes = _axes(trace.pop("axes"), limit // 2)
    every = trace.pop("elements")
    kept = [i for i, element in enumerate(every) if element.get("axes", -1) < len(axes) and _dump(element)]
    elements = [every[i] for i in kept]
    omitted = trace.pop("omitted")
    room = limit - len(_dump({**trace, "axes": axes, "elements": [], "omitted": 10**9}))
    groups = _alike(elements) if len(_dump(elements)) > room else [[i] for i in range(len(elements))]
    elements = [_together([elements[i] for i in group]) for group in groups]
    dumped = [_dump(element) for element in elements]
    order = list(range(len(elements)))
    for shorten in (_drop_roles, _thin, _drop_alike):
        if _size(order, dumped) > room:
            order = shorten(order, elements, dumped, room)
    lost = set(range(len(elements))).difference(order)
    omitted += sum(elements[i].get("role") not in TOLD for i in lost)
    where = [-1] * len(every)
    for index, i in enumerate(order):
        for member in groups[i]:
            where[kept[member]] = index
    plain: dict[str, Any] = {**json.loads(_dump(trace)), "axes": axes, "elements": [json.loads(dumped[i]) for i in order]}
    return Fitted({**plain, "omitted": omitted} if omitted else plain, where)


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


def _alike(elements: list[Element]) -> list[list[int]]:
    """Elements that agree in all but their place (and their fill), told as one where the first of them stood; the others alone."""
    sorts: dict[str, list[int]] = {}
    for i, element in enumerate(elements):
        if where := _where(element):
            rest = {key: value for key, value in element.items() if key not in (where, "box", "z", "fill")}
            sorts.setdefault(where + _dump(rest) + str("fill" in element), []).append(i)
    groups = {alike[0]: alike for alike in sorts.values() if len(alike) >= FEWEST}
    gone = {i for alike in groups.values() for i in alike[1:]}
    return [groups.get(i, [i]) for i in range(len(elements)) if i not in gone]


def _where(element: Element) -> str:
    """The field that says where an element of a foldable kind lies."""
    if element["kind"] in ("circle", "ellipse", "rectangle", "wedge") and "centre" in element:
        return "centre"
    points = element.get("xy", ())
    foldable = {"line": len(points) == 2, "arrow": len(points) == 2, "points": len(points) == 1}
    return "xy" if foldable.get(element["kind"]) and None not in [value for point in points for value in point] else ""


def _together(alike: list[Element]) -> Element:
    first = alike[0]
    if len(alike) == 1:
        return first
    places = [element[_where(first)] for element in alike]
    found = {key: value for key, value in first.items() if key != _where(first)}
    if _where(first) == "centre":
        found["centres"] = places
    elif first["kind"] == "points":
        found["xy"] = [point for (point,) in places]
    else:
        found |= {"kind": "lines" if first["kind"] == "line" else first["kind"], "parts": places}
    fills = [element["fill"] for element in alike] if "fill" in first else []
    if any(fill != fills[0] for fill in fills):
        found["fill"] = fills
    return {**found, "count": len(alike), "box": _union(element["box"] for element in alike if "box" in element)}


def _union(boxes: Iterable[list[float]]) -> list[float]:
    left, top, right, bottom = zip(*boxes, strict=True)
    return [min(left), min(top), max(right), max(bottom)]


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
    length = len(element.get("xy") or element.get("parts") or element.get("centres") or [])
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
    if len(found.get("parts") or ()) < len(element.get("parts") or ()) or length > most:
        found.setdefault("digest", digest(*_columns(element)))
    return found


def _columns(element: Element) -> list[list[float]]:
    """The places of an element, coordinate by coordinate."""
    places = element.get("xy") or element.get("centres") or [point for part in element.get("parts") or () for point in part]
    return [[math.nan if value is None else value for value in column] for column in zip(*places, strict=False)]


def _drop_alike(order: list[int], elements: list[Element], dumped: list[str], room: int) -> list[int]:
    """Leave out every third of the most numerous sort of element, again and again, until the rest has room."""
    sorts = {i: (elements[i].get("axes"), elements[i].get("role"), elements[i]["kind"]) for i in order}
    while order and _size(order, dumped) > room:
        most, _ = Counter(sorts[i] for i in order).most_common(1)[0]
        alike = [i for i in order if sorts[i] == most]
        gone = set(alike[2::3] or alike[-1:])
        order = [i for i in order if i not in gone]
    return order
