"""What a figure's artists say was drawn: every visible artist in paint order, as the plain data of a trace.

    watch("script.py")                      once: artists remember the line of the script that made them
    trace(figure, renderer) -> dict         after a draw: page, axes, elements

This runs beside code that may be hostile, after it: an artist that raises is left out and counted, and never costs the trace.
"""

import functools
import itertools
import sys
from typing import Any, NamedTuple

from budget import fitted
from calls import Made, claimed, made
from elements import of
from geometry import Page, colour, number
from look import known_markers
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.lines import Line2D
from matplotlib.text import Text
from place import MOST, Element, Place
from primitives import Part
from summary import Ticks, axes_summary
from walk import Mark, Walk

VERSION = 1
"""Of the record's trace."""
PLACED_BY_MATPLOTLIB = ("title", "label", "tick", "legend", "legend text", "table")
PLACING = ("space", "xy", "centre", "size", "align", "count")
POINTS = 8000
"""Points that all lines of a figure list together, about."""
LONGEST = 200
"""Characters of a label that are kept."""


def watch(filename: str) -> None:
    """From now on each artist remembers the call where the code compiled as `filename` made it, or last set its text."""
    known_markers()
    Artist.__init__ = _remembering(Artist.__init__, filename)  # type: ignore[method-assign]
    Text.set_text = _remembering(Text.set_text, filename)  # type: ignore[method-assign]


def _remembering(method: Any, filename: str) -> Any:
    current = sys._getframe

    @functools.wraps(method)
    def remember(self: Any, *args: Any, **kwargs: Any) -> Any:
        frame: Any = current(1)
        while frame is not None:
            if frame.f_code.co_filename == filename:
                self._cpx_made = made(frame)
                break
            frame = frame.f_back
        return method(self, *args, **kwargs)

    return remember


class Traced(NamedTuple):
    trace: dict[str, Any]
    """Plain JSON data, `record.Trace`."""
    parts: dict[int, Part]
    """By id of the artist."""


def trace(figure: Any, renderer: Any) -> Traced:
    """What is drawn on the page. The figure has just been drawn, at the dpi and crop of its image."""
    page = Page(round(renderer.width), round(renderer.height), float(figure.dpi))
    walk = Walk(figure)
    walk.visit(figure, "data", None)
    found: dict[str, Any] = {"version": VERSION, "size": [page.width, page.height], "dpi": number(page.dpi)}
    face = colour(figure.patch.get_facecolor()) if figure.patch.get_visible() else None
    if face:
        found["face"] = face
    title = getattr(figure, "_suptitle", None)
    if title is not None and title.get_visible() and title.get_text().strip():
        found["title"] = str(title.get_text())[:LONGEST]
    listing = sum(isinstance(mark.artist, Line2D | Collection) for mark in walk.marks)
    most = max(12, min(MOST, POINTS // max(listing, 1)))
    places: dict[Any, Place] = {None: Place(page, renderer, figure, most=most)}
    found["axes"] = []
    for index, axes in enumerate(walk.axes):
        places[axes] = Place(page, renderer, figure, axes, index, most)
        found["axes"].append(_summary(places[axes], walk.ticks))
    elements: list[Element] = []
    firsts: list[int] = []
    for mark in walk.marks:
        firsts.append(len(elements))
        try:
            elements += _elements(mark, places[mark.axes], walk.labels)
        except BaseException:  # also SystemExit, raised by an artist of the script
            walk.missed += 1
    told, where = fitted({**found, "elements": elements, "omitted": walk.missed})
    spans = zip(walk.marks, itertools.pairwise([*firsts, len(elements)]), strict=True)
    return Traced(told, {id(mark.artist): _part(mark, where[first] if first < end else -1) for mark, (first, end) in spans})


def _part(mark: Mark, element: int) -> Part:
    source = _made(mark)
    return Part(element, mark.role, source.line if source else 0)


def _made(mark: Mark) -> Made | None:
    found = getattr(mark.owner or mark.artist, "_cpx_made", None)
    return found if isinstance(found, Made) else None


def _summary(place: Place, ticks: Ticks) -> dict[str, Any]:
    try:
        return axes_summary(place, ticks)
    except BaseException:
        return {"kind": "other"}


def _elements(mark: Mark, place: Place, labels: dict[int, str]) -> list[Element]:
    artist = mark.artist
    about: Element = {"role": mark.role, "artist": type(artist).__name__[:60]}
    if place.index is not None:
        about["axes"] = place.index
    after: Element = {"z": number(artist.get_zorder())}
    label = labels.get(id(artist)) or str(artist.get_label() or "")
    if label and not label.startswith("_") and mark.role in ("data", "colorbar"):
        after["label"] = label[:LONGEST]
    source = _made(mark) if mark.role != "tick" else None
    if source:
        after["line"] = source.line
        if source.call:
            after["call"] = source.call
    found = [
        {"kind": one["kind"], **about, **one, **after}
        for one in of(artist, place, mark.owner, located=mark.role not in PLACED_BY_MATPLOTLIB)
    ]
    if source and source.values:
        found = [{**one, "names": claimed(one, source.values) or None} for one in found]
    return [_compact(one) for one in found]


def _compact(element: Element) -> Element:
    """Without what says nothing: no value, and the position of what matplotlib places by itself, since its box tells."""
    left_out = PLACING if element["role"] in PLACED_BY_MATPLOTLIB else ()
    return {key: value for key, value in element.items() if value is not None and key not in left_out}
