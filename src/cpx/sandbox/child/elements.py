"""One artist of matplotlib as elements of a trace: what a viewer sees of it, with the numbers its author gave.

Line2D, Patch, Text, AxesImage, Collection -> [{"kind": "line", "xy": [[0, 0], [1, 2]], "stroke": "#1f77b4", ...}]
"""

from typing import Any

import matplotlib.image as mimage
import matplotlib.patches as mpatches
import numpy as np
import solid
from gathered import of_collection, parts_of
from geometry import ROUND_FROM, Array, colour, corners, ink, number, page_box, shape, thinned
from look import cells, colouring, line_look, patch_look, rgba
from matplotlib.artist import Artist
from matplotlib.cbook import STEP_LOOKUP_MAP
from matplotlib.collections import Collection
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from outlines import of_arrow, of_patch
from place import Element, Place

LONGEST = 500
"""Characters of a text that are kept."""
FRAMES = {"Square": "rectangle", "Round": "rounded rectangle", "Round4": "rounded rectangle", "LArrow": "arrow", "RArrow": "arrow"}
"""What a viewer calls the boxes round texts, where it is not what matplotlib calls them."""
BOLD = ("semibold", "demibold", "demi", "bold", "heavy", "extra bold", "black")


def of(artist: Artist, place: Place, owner: Artist | None = None, *, located: bool = True) -> list[Element]:
    """What a viewer sees of one artist, nothing where it leaves no ink on the page; `owner` is the annotation of an arrow.

    A text that is not `located` was placed by matplotlib, and only its box tells where it is.
    """
    if isinstance(artist, Collection):
        return [found for found in of_collection(artist, place) if found.get("box")]
    if isinstance(artist, Line2D):
        found = of_line(artist, place)
    elif isinstance(artist, Text):
        found = of_text(artist, place, located=located)
    elif isinstance(artist, mpatches.FancyArrowPatch | mpatches.FancyArrow | mpatches.Arrow):
        found = of_arrow(artist, place, owner)
    elif isinstance(artist, mpatches.Patch):
        found = of_patch(artist, place)
    elif isinstance(artist, mimage._ImageBase):
        found = of_image(artist, place)
    else:
        found = None
    return [found] if found and found.get("box") else []


def of_line(line: Line2D, place: Place) -> Element | None:
    look = line_look(line)
    if not look:
        return None
    xy = _vertices(line, "width" in look)
    pixels = np.asarray(line.get_transform().transform(xy), dtype=float).reshape(-1, 2)
    clip = place.clip(line)
    radius = place.page.points(look["marker_size"] + line.get_markeredgewidth()) / 2 if "marker" in look else 0.0
    seen = np.isfinite(pixels).all(axis=1)
    if "width" not in look and clip is not None:
        seen &= ((pixels >= clip.min) & (pixels <= clip.max)).all(axis=1)
    if not seen.any() or ("marker" not in look and seen.sum() < 2):
        return None
    pixels[~seen] = np.nan
    box = ink(Path(pixels), max(place.page.points(look.get("width", 0.0)) / 2, radius), clip, place.page)
    kind = "line" if "width" in look else "points"
    return {"kind": kind, **_line_points(line, place, xy, pixels, kind), **look, "box": box}


def _vertices(line: Line2D, connected: bool) -> Array:
    """A line's vertices as they are drawn: its steps, or without a line only those that carry a marker."""
    xy = np.asarray(np.ma.filled(line.get_xydata(), np.nan), dtype=float)
    if connected and line.get_drawstyle() in STEP_LOOKUP_MAP and line.get_drawstyle() != "default":
        return np.column_stack(STEP_LOOKUP_MAP[line.get_drawstyle()](*xy.T))
    every: Any = line.get_markevery()
    if connected or every is None:
        return xy
    if isinstance(every, int | np.integer):
        return xy[:: int(every)]
    if isinstance(every, tuple) and len(every) == 2 and isinstance(every[0], int | np.integer):
        return xy[int(every[0]) :: int(every[1])]
    return xy[every] if isinstance(every, list | slice | np.ndarray) else xy


def _line_points(line: Line2D, place: Place, xy: Array, pixels: Array, kind: str) -> Element:
    if hasattr(line, "_verts3d"):
        return place.listed(solid.line_points(line), count=kind == "points")
    seen = np.isfinite(pixels).all(axis=1)
    closes = kind == "line" and len(pixels) > 3 and bool(seen.all()) and bool(np.abs(pixels[0] - pixels[-1]).max() < 0.5)
    space = place.space(line.get_transform(), line)
    if closes and len(pixels) > ROUND_FROM:
        fitted = shape(Path(pixels), filled=True)
        if fitted and fitted.kind in ("circle", "ellipse"):
            return {**space.placed(fitted), "count": len(pixels)}
    keep = seen if kind == "points" else _without_repeated_gaps(seen)
    if keep.sum() > max(place.most, seen.sum()):  # too long to list with its gaps
        runs = [run for run in np.split(pixels, np.flatnonzero(~seen)) if np.isfinite(run).all(axis=1).sum() > 1]
        runs = [run[np.isfinite(run).all(axis=1)] for run in runs]
        if runs:
            return {"kind": "lines", "space": space.name, **parts_of(runs, space.rows, space.spread)}
    if place.axes is not None and line.get_transform() == place.axes.transData:
        return place.listed(np.where(seen[:, None], xy, np.nan)[keep], count=kind == "points" or closes)
    few = thinned(pixels[keep], place.most)
    more = {"count": int(seen.sum())} if len(few) < keep.sum() or kind == "points" or closes else {}
    return {"space": space.name, "xy": space.rows(few), **more}


def _without_repeated_gaps(seen: Any) -> Any:
    """Which vertices to list: those that are drawn, and one gap between them."""
    before = np.concatenate([[False], seen[:-1]])
    after = np.logical_or.accumulate(seen[::-1])[::-1]
    return seen | (before & after)


def of_text(text: Text, place: Place, *, located: bool = True) -> Element | None:
    words = str(text.get_text())
    stroke = colour(rgba(text.get_color(), text.get_alpha()))
    if not words.strip() or not stroke:
        return None
    box: Any
    if hasattr(text, "get_position_3d"):
        anchor = np.array([text.get_position_3d()], dtype=float)
        where: Element = {"space": "data", "xy": place.data_rows(anchor)}
        box = _solid_text_box(text, place, anchor[0])
    else:
        where = _anchor(text, place) if located else {}
        box = Text.get_window_extent(text, place.renderer)  # without the arrow of an annotation
    clip = place.clip(text)
    if clip is not None:
        box = Bbox.intersection(box, clip)
    found: Element = {"kind": "text", "text": words[:LONGEST], **where, "stroke": stroke, **_font(text)}
    found.update(_frame(text.get_bbox_patch()))
    return {**found, "box": page_box(*box.extents, place.page) if box is not None else None}


def _frame(patch: Any) -> Element:
    """The box round a text."""
    look = patch_look(patch) if patch is not None and patch.get_visible() else {}
    if not look:
        return {}
    style = type(patch.get_boxstyle()).__name__
    found = {"frame": True, "frame_shape": FRAMES.get(style, style.lower()[:20])}
    return found | {f"frame_{part}": look[part] for part in ("fill", "stroke") if part in look}


def _anchor(text: Text, place: Place) -> Element:
    transform = text.get_transform()
    space = place.space(transform, text)
    where = {"space": space.name, "xy": space.rows(transform.transform([text.get_unitless_position()]))}
    return {**where, "align": [str(text.get_ha()), str(text.get_va())]}


def _font(text: Text) -> Element:
    weight = text.get_fontweight()
    bold = weight in BOLD or (isinstance(weight, int) and weight >= 600)
    slanted = text.get_fontstyle() in ("italic", "oblique")
    any_size = text.get_fontproperties().copy()
    any_size.set_size(10)  # matplotlib looks for a font anew for each size, though every font has all sizes
    name = any_size.get_name()
    found: Element = {"font_size": number(text.get_fontsize()), "font": "italic " * slanted + "bold " * bold + name}
    if text.get_rotation():
        found["rotation"] = number(text.get_rotation())
    return found


def _solid_text_box(text: Any, place: Place, anchor: Array) -> Bbox:
    """The box of a text in space, which has its projected position only while it is drawn."""
    ends = solid.projected(np.array([anchor, anchor + text._dir_vec]), place.axes)
    turn = (np.degrees(np.arctan2(*(ends[1] - ends[0])[::-1])) + 180) % 180
    before = text._x, text._y, text._rotation
    try:
        text._x, text._y, text._rotation = *ends[0], turn - 180 if turn > 90 else turn
        return text.get_window_extent(place.renderer)
    finally:
        text._x, text._y, text._rotation = before


def of_image(image: Any, place: Place) -> Element | None:
    values = image.get_array()
    if values is None or np.size(values) == 0:
        return None
    found: Element = {"kind": "image", "shape": [int(n) for n in np.shape(values)[:2]]}
    if isinstance(image, mimage.AxesImage):
        left, right, bottom, top = image.get_extent()
        pixels = image.get_transform().transform_path(Path(corners(Bbox([[left, bottom], [right, top]])), closed=True))
        seen = shape(pixels, filled=True)
        found = {**(place.space(image.get_transform(), image).placed(seen) if seen else {}), **found}
    elif isinstance(image, mimage.FigureImage):
        left, right, bottom, top = image.get_extent()
        pixels = Path(corners(Bbox([[left + 0.5, bottom + 0.5], [right + 0.5, top + 0.5]])), closed=True)
    else:
        pixels = Path(corners(image.get_window_extent(place.renderer)), closed=True)
    if np.ndim(values) == 2:
        found.update(colouring(image))
    found.update(cells(values, pixels, from_top=getattr(image, "origin", "upper") == "upper"))
    return {**found, "box": ink(pixels, 0, place.clip(image), place.page, filled=True)}
