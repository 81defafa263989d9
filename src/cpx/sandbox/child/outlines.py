"""Patches as elements of a trace: rectangles, circles, wedges, polygons, curves, and arrows with their two ends."""

from typing import Any

import matplotlib.patches as mpatches
import numpy as np
from geometry import VISIBLE, Array, corners, flat_rectangle, ink, number, shape, tamed, thinned, unit_circle
from look import patch_look
from matplotlib.artist import Artist
from matplotlib.path import Path
from matplotlib.projections.polar import PolarAxes
from place import Element, Place, Space

HAIR = 0.05
"""Pixels by which the box of a rectangle without an area is wider than its line, on each side."""
BENDS = 9
"""Points that tell the course of a bent arrow."""


def of_patch(patch: mpatches.Patch, place: Place) -> Element | None:
    look = patch_look(patch)
    if not look:
        return None
    pixels = patch.get_transform().transform_path(patch.get_path())
    filled = "fill" in look or "hatch" in look
    box = ink(pixels, place.page.points(look.get("width", 0.0)) / 2, place.clip(patch), place.page, filled=filled)
    if box is None and isinstance(patch, mpatches.Rectangle):  # a bar of height 0 is a bar, though it leaves no ink
        box = ink(pixels, HAIR, place.clip(patch), place.page) if np.ptp(pixels.vertices, axis=0).min() < VISIBLE else None
    if box is None:
        return None
    space = place.space(Artist.get_transform(patch), patch)
    return {**_form(patch, place, space, pixels, filled), **look, "box": box}


def _form(patch: Any, place: Place, space: Space, pixels: Path, filled: bool) -> Element:
    if hasattr(patch, "_segment3d"):
        found = shape(pixels, filled=filled)
        kind = found.kind if found and found.kind != "rectangle" else "polygon"
        corners_3d = np.array([[float(x) for x in point] for point in patch._segment3d])
        repeats = len(corners_3d) > 2 and np.array_equal(corners_3d[0], corners_3d[-1])
        return {"kind": kind, **place.listed(corners_3d[:-1] if repeats else corners_3d)}
    if isinstance(patch, mpatches.Wedge):
        return _wedge(patch, space)
    if isinstance(patch, mpatches.Arc):
        return _arc(patch, space)
    if isinstance(patch, mpatches.Rectangle) and space.name == "data" and isinstance(place.axes, PolarAxes):
        return _polar_bar(patch, place)
    if isinstance(patch, mpatches.FancyBboxPatch) and type(patch.get_boxstyle()).__name__.startswith(("Round", "Square")):
        pixels = Path(corners(pixels.get_extents()), closed=True)
    transform = patch.get_transform()
    round_one = patch.get_path() is Path.unit_circle() and transform.is_affine
    found = unit_circle(transform.get_matrix()) if round_one else shape(pixels, filled=filled)
    if isinstance(patch, mpatches.Rectangle) and found and found.kind == "line":  # a bar of height 0 is a bar
        found = flat_rectangle(found.points)
    return space.placed(found) if found else {"kind": "polygon"}


def _wedge(patch: mpatches.Wedge, space: Space) -> Element:
    start, end = patch.theta1, patch.theta2
    while end < start:
        end += 360
    centre = space.rows(patch.get_data_transform().transform([patch.center]))[0]
    found: Element = {"kind": "wedge", "space": space.name, "centre": centre, "size": [number(2 * patch.r)] * 2}
    if patch.width is not None:
        found["hole"] = number(2 * (patch.r - patch.width))
    elif end - start >= 360:
        return {**found, "kind": "circle"}
    return {**found, "angles": [number(start), number(end)]}


def _arc(patch: Any, space: Space) -> Element:
    round_path = patch.get_patch_transform() + patch.get_data_transform()
    found = space.placed(unit_circle(round_path.get_matrix()))
    if abs(patch.theta2 - patch.theta1) >= 360:
        return found
    return {**found, "kind": "curve", "angles": [number(patch.theta1 + patch.angle), number(patch.theta2 + patch.angle)]}


def _polar_bar(patch: mpatches.Rectangle, place: Place) -> Element:
    """A bar of polar axes: its angle and radius from corner to corner, and the angles as they are seen."""
    left, low = patch.get_xy()
    ends = np.array([[left, low], [left + patch.get_width(), low + patch.get_height()]], dtype=float)
    seen = np.degrees(ends[:, 0] * place.axes.get_theta_direction() + place.axes.get_theta_offset())
    return {"kind": "wedge", "space": "data", "xy": place.data_rows(ends), "angles": [number(x) for x in sorted(seen.tolist())]}


def of_arrow(patch: Any, place: Place, owner: Any = None) -> Element | None:
    """An arrow from its tail to its tip; a line where it has no head."""
    look = patch_look(patch)
    if not look:
        return None
    pad = place.page.points(look.get("width", 0.0)) / 2
    space = place.space(Artist.get_transform(patch), owner or patch)
    ends = [False, True]
    if isinstance(patch, mpatches.FancyArrowPatch):
        drawn = patch._get_path_in_displaycoord()[0]
        pixels = drawn if isinstance(drawn, Path) else Path.make_compound_path(*drawn)
        ends, filled = _heads(patch)
        if not filled:
            look.pop("fill", None)
        course = _course(patch)
    elif isinstance(patch, mpatches.FancyArrow):
        pixels = patch.get_transform().transform_path(patch.get_path())
        tail = np.array([patch._x, patch._y], dtype=float)
        course = patch.get_transform().transform([tail, tail + np.array([patch._dx, patch._dy])])
    else:
        pixels = patch.get_transform().transform_path(patch.get_path())
        course = patch.get_transform().transform([[0, 0], [1, 0]])
    box = ink(pixels, pad, place.clip(patch), place.page, filled="fill" in look)
    kind = {"kind": "arrow", "ends": ends} if any(ends) else {"kind": "line"}
    return {**kind, "space": space.name, "xy": space.rows(thinned(course, BENDS)), **look, "box": box}


def _heads(patch: mpatches.FancyArrowPatch) -> tuple[list[bool], bool]:
    """Whether there is a head at the start and at the end, and whether heads or the whole arrow are filled."""
    style: Any = patch.get_arrowstyle()
    drawn = getattr(style, "arrow", None)
    if drawn is None:
        return [False, not type(style).__name__.startswith("Wedge")], True
    start, end = drawn.split("-", 1)
    return ["<" in start, ">" in end], bool(style.fillbegin or style.fillend)


def _course(patch: Any) -> Array:
    """Points along a FancyArrowPatch in pixels: the ends its author gave, or where it leaves the text or patch it is attached to."""
    transform = patch.get_transform()
    if isinstance(patch, mpatches.ConnectionPatch):
        tail, tip = patch._get_xy(patch.xy1, patch.coords1, patch.axesA), patch._get_xy(patch.xy2, patch.coords2, patch.axesB)
    elif patch._posA_posB is None:
        return np.asarray(tamed(transform.transform_path(patch._path_original)).to_polygons(closed_only=False)[0])
    else:
        tail, tip = (transform.transform(patch._convert_xy_units(end)) for end in patch._posA_posB)
    path = patch.get_connectionstyle()(tail, tip, patchA=patch.patchA, patchB=patch.patchB, shrinkA=0, shrinkB=0)
    pieces = tamed(path).to_polygons(closed_only=False)
    course = np.array(pieces[0] if pieces else [tail, tip])
    straight = np.array([course[0], course[-1]])
    return course if _bent(course) else straight


def _bent(course: Array) -> bool:
    chord = course[-1] - course[0]
    away = np.abs(chord[0] * (course[:, 1] - course[0, 1]) - chord[1] * (course[:, 0] - course[0, 0]))
    return bool(away.max() > 0.5 * max(np.hypot(*chord), 1e-9))
