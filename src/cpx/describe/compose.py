"""Composes the caption: layout and style, the coordinate system, each group of things drawn, and a closing count."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cpx.describe import axes, charts, fields, layout, lines, marks, shapes, solids, spreads, text
from cpx.describe.frames import Detail, Frame, frame
from cpx.describe.groups import Group, gather, graphics
from cpx.describe.reading import Mark, Panel, Picture, picture
from cpx.describe.wording import counted, listing, sentence
from cpx.record import Facts, Trace

DESCRIBERS: dict[str, Callable[[Group, Frame], list[str]]] = {
    "line": lines.describe, "lines": lines.describe, "curve": lines.describe, "polygon": shapes.describe, "polygons": shapes.describe,
    "rectangle": shapes.describe, "circle": shapes.describe, "ellipse": shapes.describe, "wedge": shapes.describe, "arrow": marks.arrows,
    "points": marks.points, "image": fields.describe, "mesh": fields.describe,
}  # fmt: skip
MOST_PANELS = 12
POSITION = re.compile(r" \(-?[\d.]|[xy] (=|from) ")
"""A sentence that needs the coordinate system."""


class Content(NamedTuple):
    """What one panel, or the page outside all panels, shows: sentences in drawing order, and how many of each thing."""

    panel: Panel | None
    nature: str
    said: list[str]
    counts: Counter[str]
    written: list[str]
    """Sentences about texts, tables and the legend."""
    frame: Frame


def caption(trace: Trace, facts: Facts | None = None, detail: Detail = "full") -> str:
    """The words for a picture. `trace` may hold anything: what is not of the agreed type is passed over."""
    page = picture(trace)
    seen = solids.seen(facts)
    contents = [_content(panel, panel.marks, page, detail) for panel in page.panels if not panel.colorbar]
    loose = _content(None, page.loose, page, detail)
    if detail == "brief":
        return _brief(page, contents, loose, seen)
    first = solids.describe(seen) if seen else [layout.opening(page, [content.nature for content in contents])]
    bars = [fields.colour_bar(panel, frame(panel, page, detail)) for panel in page.panels if panel.colorbar]
    outside = [*bars, *loose.said, *loose.written]
    paragraphs = [" ".join(first), *_panels(page, contents), " ".join(outside), _closing(page, [*contents, loose], seen)]
    return "\n\n".join(part for part in paragraphs if part)


def _content(panel: Panel | None, drawn: Sequence[Mark], page: Picture, detail: Detail) -> Content:
    here = frame(panel, page, detail)
    found = spreads.find(graphics(drawn), here)
    groups = [group for group in gather(found.rest, panel.legend if panel else ()) if group.kind in DESCRIBERS]
    texts = text.written(drawn)
    said, counts = list(found.said), Counter(found.counts)
    before: list[charts.Bars] = []
    pies = 0
    most = here.most(4, 16)
    for i, group in enumerate(groups):
        chart = charts.bars(group, here, before)
        if charts.pie(group):
            sentences, pies = charts.describe_pie(group, here, texts), pies + 1
            texts = charts.beside_slices(group, texts)
            counts["slice"] += len(group.marks)
        elif chart is not None:
            sentences = charts.describe_bars(group, chart, here)
            before.append(chart)
            counts["bar"] += len(group.marks)
        else:
            sentences = DESCRIBERS[group.kind](group, here) if most is None or i < most else []
            counts.update(_nouns(group, here))
        said += sentences
    if most is not None and len(groups) > most:
        rest: Counter[str] = Counter()
        for group in groups[most:]:
            rest.update(_nouns(group, here))
        said.append(sentence(f"there are also {_totals(rest)}"))
    written = [*text.tables(drawn, here), *text.describe(texts, here)]
    if panel and panel.legend:
        written.append(text.legend(panel.legend, panel.marks, here))
    if texts:
        counts["text"] += len(texts)
    return Content(panel, layout.nature(panel, groups, bool(before), pies > 0, found.counts), said, counts, written, here)


def _nouns(group: Group, here: Frame) -> Counter[str]:
    """What the things of a group are called, and how many there are."""
    if group.kind in ("polygon", "rectangle", "circle", "ellipse", "wedge"):
        return Counter(shapes.noun(mark, here) for mark in group.marks)
    if group.kind == "points":
        return Counter({marks.noun(group.marks): group.total})
    if any(mark.levels for mark in group.marks):
        return Counter({"contour level": sum(len(mark.levels) for mark in group.marks)})
    return Counter({layout.NOUNS.get(group.kind, group.kind): group.total})


def _panels(page: Picture, contents: Sequence[Content]) -> list[str]:
    """A paragraph for each panel; axes told before are not told again, and twin axes join their first."""
    panels = [content.panel for content in contents if content.panel]
    names = layout.names(panels, page)
    told: dict[tuple[str, ...], str] = {}
    paragraphs: list[str] = []
    shown = contents if contents and contents[0].frame.detail == "exhaustive" else contents[:MOST_PANELS]
    for i, (content, name) in enumerate(zip(shown, names, strict=False)):
        panel = content.panel
        assert panel is not None
        twin = layout.twin(i, panels)
        if twin is not None:
            coordinates = axes.second(panel, panels[twin], content.frame)
        else:
            coordinates = axes.describe(panel, content.frame)
            first = told.setdefault(tuple(coordinates), name)
            coordinates = coordinates if first == name or not panel.shown else [f"Its axes are those of {first}."]
        if not panel.shown and panel.kind == "rectilinear" and not any(map(POSITION.search, content.said + content.written)):
            coordinates = ["No axes are drawn."]
        head = [layout.heading(panel, name)] if name and twin is None else []
        paragraphs.append(" ".join([*head, *coordinates, *content.said, *content.written]))
    rest = len(contents) - len(shown)
    return paragraphs + ([f"{counted(rest, 'more panel')} {'is' if rest == 1 else 'are'} not told one by one."] if rest else [])


def _totals(counts: Counter[str]) -> str:
    return listing(counted(n, noun) for noun, n in counts.items() if n)


def _closing(page: Picture, contents: Sequence[Content], seen: solids.Seen | None) -> str:
    """How many things there are in all, or that there are no others."""
    counts: Counter[str] = Counter()
    for content in contents:
        counts.update(content.counts)
    more = (
        f" {counted(page.omitted, 'further small element')} of the drawing {'is' if page.omitted == 1 else 'are'} not told here."
        if page.omitted
        else ""
    )
    if len(+counts) < 2 or seen:
        return more.strip() or ("Nothing else is drawn." if page.panels or counts else "Nothing is drawn.")
    return sentence(f"in all, besides its axes and their labels, the figure holds {_totals(counts)}") + more


def _brief(page: Picture, contents: Sequence[Content], loose: Content, seen: solids.Seen | None) -> str:
    """One to three sentences: what it is, what is in it, between which limits."""
    if seen:
        return solids.opening(seen)
    first = layout.opening(page, [content.nature for content in contents])
    only = contents[0] if len(contents) == 1 else None
    counts: Counter[str] = Counter()
    for content in [*contents, loose]:
        counts.update(content.counts)
    total = _totals(counts)
    body = only.said if only and len(only.said) == 1 and not only.written else [sentence(f"it holds {total}")] if total else []
    limits = axes.brief(only.panel, only.frame) if only and only.panel else ""
    return " ".join([first, *body, *([sentence(f"its axes show {limits}")] if limits else [])])
