"""Composes the caption: layout and style, the coordinate system, each group of things drawn, and a closing count."""

import re
from collections import Counter
from collections.abc import Sequence

from cpx.describe import axes, fields, layout, solids
from cpx.describe.content import Content, content, totals
from cpx.describe.frames import Detail, frame
from cpx.describe.picture import Panel, Picture
from cpx.describe.reading import picture
from cpx.describe.wording import counted, sentence
from cpx.record import Facts, Trace

MOST_PANELS = 12
POSITION = re.compile(r" \(-?[\d.]|[xy] (=|from) ")
"""In a sentence that needs the coordinate system."""


def caption(trace: Trace, facts: Facts | None = None, detail: Detail = "full") -> str:
    """The words for a picture. `trace` may hold anything: what is not of the agreed type is passed over.

    `brief` is one to three sentences; `full` tells every group of things with its positions, or its extent where they are many;
    `exhaustive` lists every coordinate of the trace.
    """
    page = picture(trace)
    seen = solids.seen(facts)
    panels = [content(panel, panel.marks, page, detail) for panel in page.panels if not panel.colorbar]
    if seen:  # its statements say how its parts lie in space, which is more than how they lie on the page
        panels = [panel._replace(related=[]) for panel in panels]
    loose = content(None, page.loose, page, detail)
    if detail == "brief":
        return solids.opening(seen) if seen else _brief(page, panels, loose)
    bars = [fields.colour_bar(panel, frame(panel, page, detail)) for panel in page.panels if panel.colorbar]
    outside = " ".join([*bars, *loose.said, *loose.written])
    paragraphs = [_opening(page, panels, seen), *_panels(page, panels), outside, _closing(page, [*panels, loose], seen)]
    return "\n\n".join(part for part in paragraphs if part)


def _opening(page: Picture, panels: Sequence[Content], seen: solids.Seen | None) -> str:
    if seen is None:
        return layout.opening(page, [panel.nature for panel in panels])
    style = f"{layout.palette(page)}{layout.ground(page)}"
    return " ".join([*solids.describe(seen), *([sentence(f"it is drawn{style}")] if style else [])])


def _panels(page: Picture, contents: Sequence[Content]) -> list[str]:
    """A paragraph for each panel; axes told before are not told again, and twin axes join their first."""
    panels = [content.panel for content in contents if content.panel]
    names = layout.names(panels, page)
    everything = len(contents) <= MOST_PANELS or contents[0].frame.detail == "exhaustive"
    shown = len(contents) if everything else MOST_PANELS // 2
    told: dict[str, str] = {}
    paragraphs = []
    for i, (panel, name) in enumerate(zip(panels[:shown], names, strict=False)):
        words = [*contents[i].said, *contents[i].related, *contents[i].written]
        twin = layout.twin(i, panels)
        if twin is not None:
            paragraphs.append(" ".join([*axes.second(panel, panels[twin], contents[i].frame), *words]))
            continue
        head = [layout.heading(panel, name)] if name else []
        paragraphs.append(" ".join([*head, _coordinates(panel, name, contents[i], words, told), *words]))
    rest = len(contents) - len(paragraphs)
    return paragraphs + ([f"{counted(rest, 'more panel')} {'is' if rest == 1 else 'are'} not told one by one."] if rest else [])


def _coordinates(panel: Panel, name: str, content: Content, words: Sequence[str], told: dict[str, str]) -> str:
    """The coordinate system in words, or which panel it is shared with; nothing of it where no position needs it."""
    if not panel.shown and panel.kind == "rectilinear" and not any(map(POSITION.search, words)):
        return "No axes are drawn."
    text = " ".join(axes.describe(panel, content.frame))
    first = told.setdefault(text, name)
    if first == name:
        return text
    return f"Its axes are those of {first}." if panel.shown else f"No axes are drawn; the units are those of {first}."


def _closing(page: Picture, contents: Sequence[Content], seen: solids.Seen | None) -> str:
    """How many things there are in all, or that there are no others."""
    counts: Counter[str] = sum((content.counts for content in contents), Counter())
    left = (
        f"{counted(page.omitted, 'small element')} more {'is' if page.omitted == 1 else 'are'} drawn but not told here."
        if page.omitted
        else ""
    )
    if len(counts) > 1 and not seen:
        least = "at least " if page.omitted else ""
        axes = " besides its axes and their labels," if any(panel.shown for panel in page.panels) else ""
        return f"{sentence(f'in all,{axes} the figure holds {least}{totals(counts)}')} {left}".strip()
    return left or ("Nothing else is drawn." if page.panels or counts else "Nothing is drawn.")


def _brief(page: Picture, contents: Sequence[Content], loose: Content) -> str:
    """One to three sentences: what it is, what is in it, between which limits."""
    only = contents[0] if len(contents) == 1 else None
    counts: Counter[str] = sum((content.counts for content in [*contents, loose]), Counter())
    body = [sentence(f"it holds {totals(counts)}")] if counts else []
    if only and len(only.said) == 1 and not only.written:
        body = only.said
    limits = axes.brief(only.panel, only.frame) if only and only.panel else ""
    body += only.related[:1] if only and not limits else []
    first = layout.opening(page, [content.nature for content in contents])
    return " ".join([first, *body, *([sentence(f"its axes show {limits}")] if limits else [])])
