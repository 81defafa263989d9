"""Gate Q_I, its certain part: fatal rendering errors that the trace shows. Taste and small glitches never fail a picture."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from cpx.record import Record, part

OUTSIDE = 0.25
"""Share of a text beyond the page from which it is cut off."""
COVERED = 0.3
"""Share of the smaller of two texts that the other covers, from which neither can be read."""
CROWDED = 3, 0.15
"""Pairs of texts that cover each other, and their share of all texts, from which a picture is crowded."""
TINY = 5.0
"""Height of letters, in pixels, below which they cannot be read."""
EMPTY = 0.04
"""Share of the page that everything drawn takes up, below which the page is nearly empty."""
DENSE = 20_000
"""Points and lines from which single ones cannot be told apart."""

Box = Sequence[float]


def image_faults(record: Record) -> list[str]:
    """What is fatally wrong with a picture, each in a sentence; needs its trace."""
    trace = part(record, "trace")
    elements = [one for one in trace.get("elements", []) if isinstance(one, dict) and one.get("box")]
    width, height = trace.get("size") or (0, 0)
    if not elements or not width:
        return []  # cpx-exec has seen to it that the page is not blank
    texts = [one for one in elements if one.get("kind") == "text" and str(one.get("text", "")).strip()]
    return [
        *blank(elements, width * height),
        *clipped(texts, width, height),
        *crowded(texts),
        *tiny(texts, trace.get("dpi", 100)),
        *dense(elements),
    ]


def blank(elements: list[dict[str, Any]], page: float) -> Iterator[str]:
    said = [one for one in elements if one.get("role") in ("data", "annotation", "table")]
    if not said:
        yield "the chart is empty: it has axes, but nothing in them"
        return
    left, top = (min(one["box"][i] for one in said) for i in (0, 1))
    right, bottom = (max(one["box"][i] for one in said) for i in (2, 3))
    if max(0.0, right - left) * max(0.0, bottom - top) < EMPTY * page and max(right - left, bottom - top) < 0.3 * page**0.5:
        yield "the page is nearly empty: all that is drawn takes up a corner of it"


def clipped(texts: list[dict[str, Any]], width: float, height: float) -> Iterator[str]:
    """Ticks and the like are left out: matplotlib itself drops what is outside."""
    page = (0.0, 0.0, width, height)
    cut = [one["text"] for one in texts if 1 - shared(one["box"], page) / max(area(one["box"]), 1.0) > OUTSIDE]
    if cut:
        yield f"{len(cut)} of {len(texts)} texts are cut off at the border of the page, such as {cut[0]!r}"


def crowded(texts: list[dict[str, Any]]) -> Iterator[str]:
    flat = [one for one in texts if not one.get("rotation")][:400]
    over = [(a, b) for a, b in combinations(flat, 2) if a["text"] != b["text"] and covered(a["box"], b["box"])]
    if len(over) >= CROWDED[0] and len(over) >= CROWDED[1] * len(flat):
        yield f"texts cover each other in {len(over)} places, such as {over[0][0]['text']!r} and {over[0][1]['text']!r}"


def tiny(texts: list[dict[str, Any]], dpi: float) -> Iterator[str]:
    small = [one for one in texts if one.get("font_size") and one["font_size"] * dpi / 72 < TINY]
    if small and len(small) > len(texts) / 2:
        yield f"{len(small)} of {len(texts)} texts are too small to be read"


def dense(elements: list[dict[str, Any]]) -> Iterator[str]:
    many = sum(one.get("count") or 1 for one in elements if one.get("kind") in ("points", "lines", "polygons"))
    if many > DENSE:
        yield f"{many:,} points and lines are drawn, too many to tell apart"


def covered(one: Box, other: Box) -> bool:
    return shared(one, other) > COVERED * max(1.0, min(area(one), area(other)))


def area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def shared(one: Box, other: Box) -> float:
    """Square pixels that two boxes have in common."""
    return area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
