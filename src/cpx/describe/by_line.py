"""What each line of a script draws, in words: the trace taken apart by source line."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from cpx.describe.content import content
from cpx.describe.reading import picture
from cpx.describe.wording import listing, quote
from cpx.record import Trace

LEGEND = ("legend", "legend text")
PROPERTIES = {
    **{"xy": "place", "centre": "centre", "centres": "centres", "size": "size", "radius": "radius", "angles": "angles", "text": "text"},
    **{
        "stroke": "colour",
        "fill": "fill colour",
        "width": "line width",
        "dash": "line style",
        "marker": "marker",
        "font_size": "font size",
    },
}
"""Fields of an element that a named value of the script became, in words; others keep their names."""


class Drawn(NamedTuple):
    """What one line drew."""

    line: int
    calls: tuple[str, ...]
    words: str
    names: dict[str, str]
    """Names in the line, and which property each became."""


def by_line(trace: Trace) -> list[Drawn]:
    """In the order of the script. What no line is known to have drawn, such as ticks, is left out."""
    elements: list[dict[str, Any]] = [dict(one) for one in trace.get("elements", []) if isinstance(one, dict)]
    numbers = sorted({int(one["line"]) for one in elements if one.get("line") and (one.get("call") or one.get("role") == "data")})
    return [drawn(trace, number, [one for one in elements if one.get("line") == number]) for number in numbers]


def drawn(trace: Trace, number: int, elements: list[dict[str, Any]]) -> Drawn:
    calls = tuple(dict.fromkeys(str(one["call"]) for one in elements if one.get("call")))
    names = {name: PROPERTIES.get(field, field) for one in elements for name, field in (one.get("names") or {}).items()}
    return Drawn(number, calls, words(trace, elements), names)


def words(trace: Trace, elements: list[dict[str, Any]]) -> str:
    """cpx's own sentences for these elements alone."""
    legend = any(one.get("role") in LEGEND for one in elements)
    axes = [one if legend else without_legend(one) for one in trace.get("axes", [])]
    page = picture(cast(Trace, {**trace, "elements": elements, "axes": axes}))
    found = [content(panel, panel.marks, page, "full") for panel in page.panels] + [content(None, page.loose, page, "full")]
    said = [sentence for one in found for sentence in (*one.said, *one.written)]
    texts = [quote(str(one["text"])) for one in elements if one.get("role") in ("title", "label") and one.get("text")]
    return " ".join([*said, *([f"{listing(texts)} {'is' if len(texts) == 1 else 'are'} written."] if texts else [])])


def without_legend(axes: Mapping[str, Any]) -> Any:
    return {key: value for key, value in axes.items() if key != "legend"}
