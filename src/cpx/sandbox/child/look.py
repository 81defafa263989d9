"""How an artist looks: the strokes, fills, dashes, markers and colour maps that a viewer sees, in the words of the trace."""

from functools import cache
from typing import Any

import numpy as np
from geometry import colour, digest, number, same
from matplotlib.collections import Collection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Patch
from matplotlib.path import Path

Element = dict[str, Any]

CELLS = 64
"""Values of an image that are listed."""

DASHES = {"-": "solid", "--": "dashed", ":": "dotted", "-.": "dashdot"}
NOTHING = ("None", "none", "", " ")
MARKERS = ".,ov^<>12348spP*hH+xXDd|_"


def rgba(value: Any, alpha: Any) -> Any:
    return to_rgba(value, alpha if np.isscalar(alpha) else None)


def dash_of(style: Any) -> str | None:
    """A line style, as a name of matplotlib or as an (offset, lengths) pair; None where no line is drawn."""
    if isinstance(style, str):
        return DASHES.get(style, style if style in DASHES.values() else None)
    lengths = style[1] if isinstance(style, tuple | list) and len(style) == 2 else None
    if lengths is None:
        return "solid"
    if len(lengths) > 2:
        return "dashdot"
    return "dotted" if lengths[0] < lengths[-1] * 0.75 else "dashed"


def line_look(line: Line2D) -> Element:
    """Stroke, width and marker of a line; empty where neither line nor markers are seen."""
    alpha = line.get_alpha()
    look: Element = {}
    stroke = colour(rgba(line.get_color(), alpha))
    if line.get_linestyle() in DASHES and line.get_linewidth() > 0 and stroke:
        look.update(stroke=stroke, width=number(line.get_linewidth()), dash=DASHES[line.get_linestyle()])
    marker: Any = line.get_marker()
    if marker is not None and not (isinstance(marker, str) and marker in NOTHING) and line.get_markersize() > 0:
        edge = colour(rgba(line.get_markeredgecolor(), alpha)) if line.get_markeredgewidth() > 0 else None
        style = MarkerStyle(marker, line.get_fillstyle())
        face = colour(rgba(line.get_markerfacecolor(), alpha)) if style.is_filled() else None
        if edge or face:
            look.update(marker=_marker_name(marker, style), marker_size=number(line.get_markersize()))
            look.update({"fill": face} if face else {})
            look.update({"stroke": edge} if edge and "stroke" not in look else {})
    return look


def _marker_name(marker: Any, style: MarkerStyle) -> str:
    if isinstance(marker, str):
        return marker[:20]
    if isinstance(marker, int):
        return str(MarkerStyle.markers.get(marker, "path"))  # such as caretup, which has no character
    return marker_of(style.get_path().transformed(style.get_transform())) or "path"


def patch_look(patch: Patch) -> Element:
    """Stroke, fill, width, dash and hatch of a patch; empty where it cannot be seen."""
    look: Element = {}
    edge = colour(patch.get_edgecolor()) if patch.get_linewidth() > 0 else None
    dash = dash_of(patch.get_linestyle())
    if edge and dash:
        look.update(stroke=edge, width=number(patch.get_linewidth()), dash=dash)
    face = colour(patch.get_facecolor())
    if face:
        look["fill"] = face
    if patch.get_hatch():
        look["hatch"] = str(patch.get_hatch())[:20]
    return look


def collection_look(gathered: Any, order: list[int]) -> Element:
    """The same for a collection: one value where all parts agree, else a list over the parts in `order`; of no parts, their mean colour."""
    faces = getattr(gathered, "_facecolor3d", None)
    edges = getattr(gathered, "_edgecolor3d", None)
    faces = Collection.get_facecolor(gathered) if faces is None else faces
    if edges is None:
        alike = isinstance(gathered._edgecolors, str)
        edges = faces if alike else Collection.get_edgecolor(gathered)
    mapped = gathered.get_array() is not None and len(faces) + len(edges) > 1
    widths = [number(w) for w in np.atleast_1d(getattr(gathered, "_linewidths3d", gathered.get_linewidth())).tolist()]
    dashes = [dash_of(style) for style in gathered.get_linestyle()[:1]]
    look: Element = {}
    stroke = _colours(edges, order, mapped) if any(widths) else None
    if stroke:
        look.update(stroke=stroke, width=chosen(widths, order), dash=next(filter(None, dashes), "solid"))
    fill = _colours(faces, order, mapped)
    if fill:
        look["fill"] = fill
    if gathered.get_hatch():
        look["hatch"] = str(gathered.get_hatch())[:20]
    return {**look, **colouring(gathered)} if mapped else look


def _colours(values: Any, order: list[int], mapped: bool) -> Any:
    array = np.atleast_2d(np.asarray(values, dtype=float))
    if array.size == 0 or array.shape[1] < 3:
        return None
    if not order and len(array) > 1:
        return None if mapped else colour(array.mean(axis=0))
    names = [colour(array[i % len(array)]) for i in (order if len(array) > 1 else [0])]
    return same([name or "#00000000" for name in names]) if any(names) else None


def chosen(values: list[Any], order: list[int]) -> Any:
    """The values of the parts in `order`, or the one that they share."""
    return same([values[i % len(values)] for i in order]) if len(values) > 1 and order else values[0]


def colouring(mappable: Any) -> Element:
    """Colour map and its limits, where values were turned into colours."""
    if mappable.get_array() is None:
        return {}
    limits = [None if v is None else number(v) for v in mappable.get_clim()]
    return {"cmap": str(mappable.get_cmap().name)[:40], **({"clim": limits} if None not in limits else {})}


def cells(values: Any, outline: Path, *, from_top: bool) -> Element:
    """The values of an image as they are seen, row by row from the top of the picture, each from the left; the digest of many.

    `outline` begins with the lower left, lower right and upper right corner of the image by its own count.
    """
    (left, low), (right, _), (_, high) = outline.vertices[:3]
    grid = np.ma.asarray(values)[:: 1 if from_top == (low < high) else -1, :: 1 if left < right else -1]
    if np.ndim(grid) > 2 or np.size(grid) > CELLS:
        return {"digest": digest(grid)}
    return {"values": [[number(value, 4) for value in row] for row in np.ma.filled(grid.astype(float), np.nan).tolist()]}


def marker_of(path: Path) -> str | None:
    """matplotlib's character for the outline of a marker, if it has one."""
    return known_markers().get(_outline(path))


@cache
def known_markers() -> dict[tuple[int, bytes], str]:
    """Outlines of matplotlib's markers and their characters."""
    found = {}
    for marker in MARKERS:
        style = MarkerStyle(marker)
        found.setdefault(_outline(style.get_path().transformed(style.get_transform())), marker)
    return found


def _outline(path: Path) -> tuple[int, bytes]:
    return len(path.vertices), (np.round(path.vertices, 3) + 0.0).tobytes()
