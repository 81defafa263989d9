"""A trace in a few lines: how many elements of which kind, in which part, and what each axes says."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from cpx.report.markup import Markup, join, tag
from cpx.report.values import line, mappings, number, plain, rows, several

COLOUR = re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?", re.IGNORECASE)
MOST_COLOURS = 10


def trace_summary(trace: Mapping[str, Any]) -> Markup:
    """Size, elements by role and kind with their colours, and the axes."""
    elements = mappings(trace.get("elements"))
    axes = mappings(trace.get("axes"))
    table = tag("table", *[role_row(role, elements) for role in roles(elements)], class_="trace")
    each = [axes_rows(index, one) for index, one in enumerate(axes, 1)]
    return join([tag("p", overview(trace), class_="quiet"), table if elements else None, *each])


def overview(trace: Mapping[str, Any]) -> str:
    size = " × ".join(map(plain, several(trace.get("size"))))
    omitted = f"{plain(trace['omitted'])} more elements, left out for their number" if trace.get("omitted") else ""
    title = f"“{plain(trace['title'])}”" if trace.get("title") else ""
    return line(title, size and f"{size} pixels", omitted)


def roles(elements: list[Mapping[str, Any]]) -> list[str]:
    """The roles in order of first appearance, what the picture is about before the rest."""
    return sorted(dict.fromkeys(plain(element.get("role", "data")) for element in elements), key=lambda role: role != "data")


def role_row(role: str, elements: list[Mapping[str, Any]]) -> Markup:
    mine = [element for element in elements if plain(element.get("role", "data")) == role]
    counts = Counter(plain(element.get("kind", "element")) for element in mine)
    kinds = line(*(f"{count} × {kind}" for kind, count in counts.most_common()))
    return tag("tr", tag("th", role, scope="row"), tag("td", kinds), tag("td", swatches(mine)))


def swatches(elements: list[Mapping[str, Any]]) -> Markup:
    """The first few colours of the elements, each a small square that says its name."""
    found = [colour for element in elements for key in ("fill", "stroke") for colour in several(element.get(key))]
    colours = [colour for colour in dict.fromkeys(map(plain, found)) if COLOUR.fullmatch(colour)]
    return join(swatch(colour) for colour in colours[:MOST_COLOURS])


def swatch(colour: str) -> Markup:
    # A presentation attribute, since the page's policy forbids style="...".
    return tag("svg", tag("title", colour), tag("rect", width=12, height=12, fill=colour), class_="swatch", viewBox="0 0 12 12", role="img")


def axes_rows(index: int, axes: Mapping[str, Any]) -> Markup:
    said = {"title": axes.get("title"), **{name: span(axes, name) for name in ("x", "y", "z")}, "legend": axes.get("legend")}
    traits = [trait for trait in ("grid", "equal", "colorbar") if axes.get(trait) is True]
    hidden = "hidden" if axes.get("shown") is False else ""
    kind = line(plain(axes.get("kind", "axes")), hidden, *traits)
    return rows({f"axes {index}": kind, **{key: value for key, value in said.items() if value}})


def span(axes: Mapping[str, Any], name: str) -> str:
    """One axis: its label, ends and scale."""
    ends = " … ".join(number(end) for end in several(axes.get(f"{name}lim")))
    scale = plain(axes.get(f"{name}scale") or "linear")
    label = plain(axes.get(f"{name}label") or "")
    return line(label and f"“{label}”", ends, scale if scale != "linear" else "")
