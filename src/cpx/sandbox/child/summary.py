"""One axes as plain data: where it lies, its limits, scales, ticks, frame, grid, labels and legend."""

from typing import Any

import numpy as np
from geometry import Page, colour, number, page_box
from matplotlib.artist import Artist
from matplotlib.legend import Legend
from matplotlib.projections.geo import GeoAxes
from matplotlib.projections.polar import PolarAxes
from matplotlib.ticker import NullLocator
from place import Place

Summary = dict[str, Any]

SIDES = ("left", "right", "top", "bottom")
LONGEST = 200
"""Characters of a label that are kept."""
EQUAL = 0.01
"""Share by which units across and upwards may differ and still look equally long."""


Ticks = dict[Any, list[Any]]
"""The ticks of each axis that lie within the view."""


def axes_summary(place: Place, ticks: Ticks) -> Summary:
    axes = place.axes
    found: Summary = {"kind": _kind(axes), "box": page_box(*axes.bbox.extents, place.page), "shown": _shown(axes, ticks)}
    frame = [side for side in SIDES if side in axes.spines and _spine_seen(axes, axes.spines[side]) and not moved(axes.spines[side])]
    if not place.solid:
        found["frame"] = frame
    found.update(_words(axes))
    for name in "xyz" if place.solid else "xy":
        found.update(_axis(name, getattr(axes, f"{name}axis"), ticks if found["shown"] else {}))
    if found["shown"] and _grid(axes, ticks):
        found["grid"] = True
    if _equal(axes, place.page):
        found["equal"] = True
    entries = [text.get_text()[:LONGEST] for legend in _legends(axes) for text in legend.get_texts()]
    if entries:
        found["legend"] = entries
    if place.solid:
        found["view"] = [number(axes.elev), number(axes.azim)]
    if hasattr(axes, "_colorbar"):
        found["colorbar"] = True
    framed = place.solid or (axes.axison and axes.get_frame_on())
    face = colour(axes.patch.get_facecolor()) if framed and axes.patch.get_visible() else None
    if face:
        found["face"] = face
    return found


def _kind(axes: Any) -> str:
    if axes.name == "3d":
        return "3d"
    if isinstance(axes, PolarAxes):
        return "polar"
    return "geo" if isinstance(axes, GeoAxes) else "rectilinear" if axes.transData.is_separable else "other"


def _shown(axes: Any, ticks: Ticks) -> bool:
    if axes.name == "3d":
        return bool(axes._axis3don)
    if hasattr(axes, "_axislines"):  # axes of mpl_toolkits.axisartist draw their own ticks
        return any(side.get_visible() for side in axes._axislines.values())
    return bool(axes.axison) and (
        any(_spine_seen(axes, spine) for spine in axes.spines.values()) or bool(ticks.get(axes.xaxis) or ticks.get(axes.yaxis))
    )


def _spine_seen(axes: Any, spine: Any) -> bool:
    return bool(axes.axison and axes.get_frame_on() and spine.get_visible() and spine.get_linewidth() > 0 and colour(spine.get_edgecolor()))


def moved(spine: Any) -> bool:
    """Whether a spine was set inside the axes, such as through the origin, so that it is no border."""
    where = getattr(spine, "_position", None)
    if isinstance(where, tuple):
        return where[0] in ("data", "axes") and where not in (("axes", 0), ("axes", 1))
    return where in ("zero", "center")


def _words(axes: Any) -> Summary:
    """Title and names of the axes, where they are printed."""
    titles = [axes._left_title, axes.title, axes._right_title]
    found = {"title": "  ".join(t.get_text() for t in titles if t.get_visible() and t.get_text().strip())}
    if axes.axison or axes.name == "3d":
        for name, axis in axes._axis_map.items():
            if axis.get_visible() and axis.label.get_visible():
                found[f"{name}label"] = axis.label.get_text()
    for side, name in (("bottom", "x"), ("left", "y")) if hasattr(axes, "_axislines") else ():
        label = getattr(axes._axislines.get(side), "label", None)
        if label is not None and label.get_visible():
            found[f"{name}label"] = label.get_text()
    return {key: words[:LONGEST] for key, words in found.items() if words.strip()}


def _axis(name: str, axis: Any, ticks: Ticks) -> Summary:
    low, high = getattr(axis.axes, f"get_{name}lim")()
    found: Summary = {f"{name}lim": [number(low, 9), number(high, 9)], f"{name}scale": _scale(axis)}
    labels = [label.get_text()[:LONGEST] for label in labels_of(ticks.get(axis, []))]
    if labels:
        found[f"{name}ticks"] = labels
        offset = axis.offsetText
        if offset.get_visible() and offset.get_text().strip():
            found[f"{name}offset"] = offset.get_text()[:LONGEST]
    return found


def _scale(axis: Any) -> str:
    converter = type(axis.get_converter() if hasattr(axis, "get_converter") else axis.converter).__name__
    if "Category" in converter:
        return "category"
    return "date" if "Date" in converter else str(axis.get_scale())[:20]


def shown_ticks(axis: Any) -> list[Any]:
    """Ticks within the view, major ones first."""
    ticks = list(axis.majorTicks[: len(axis.get_majorticklocs())])
    if not isinstance(axis.get_minor_locator(), NullLocator):
        ticks += axis.minorTicks[: len(axis.get_minorticklocs())]
    ticks = [tick for tick in ticks if tick.get_visible()]
    places = [tick.get_loc() for tick in ticks]
    low, high, *drawn = axis.get_transform().transform(np.array([*axis.get_view_interval(), *places], dtype=float)).tolist()
    low, high = min(low, high), max(low, high)
    near = 1e-6 * (high - low)
    return [tick for tick, where in zip(ticks, drawn, strict=True) if low - near <= where <= high + near]


def labels_of(ticks: list[Any]) -> list[Any]:
    """The texts of tick labels that are printed."""
    labels = [label for tick in ticks for label in (tick.label1, tick.label2)]
    return [label for label in labels if label.get_visible() and label.get_text().strip()]


def _grid(axes: Any, ticks: Ticks) -> bool:
    if axes.name == "3d":
        return bool(axes._draw_grid)
    lines = [tick.gridline for axis in (axes.xaxis, axes.yaxis) for tick in ticks.get(axis, [])]
    return any(line.get_visible() and line.get_linewidth() > 0 for line in lines)


def _equal(axes: Any, page: Page) -> bool:
    """Measured, since equal units come from `set_aspect`, from the figure's size or by chance, and look the same."""
    if axes.name == "3d":
        spans = np.abs(np.diff([axes.get_xlim(), axes.get_ylim(), axes.get_zlim()]).ravel())
        lengths = np.asarray(axes._box_aspect) / spans
        return bool(lengths.max() <= lengths.min() * (1 + EQUAL))
    if axes.name != "rectilinear" or axes.get_xscale() != "linear" or axes.get_yscale() != "linear" or hasattr(axes, "_colorbar"):
        return False
    across, up = axes.bbox.width / abs(np.diff(axes.get_xlim())[0]), axes.bbox.height / abs(np.diff(axes.get_ylim())[0])
    return bool(abs(across - up) <= EQUAL * max(across, up))


def _legends(axes: Any) -> list[Legend]:
    legends: list[Artist] = [child for child in axes.get_children() if isinstance(child, Legend)]
    return [legend for legend in legends if isinstance(legend, Legend) and legend.get_visible()]
