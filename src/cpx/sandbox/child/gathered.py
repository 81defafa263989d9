"""Collections as elements of a trace: scattered points, many lines or polygons, contours, arrows of a field, meshes."""

from collections.abc import Callable
from typing import Any

import numpy as np
import solid
from geometry import VISIBLE, Array, digest, ink, number, picked, shape, thinned, turning
from look import cells as shown_values
from look import chosen, collection_look, colouring, marker_of
from matplotlib.collections import LineCollection, PathCollection, TriMesh
from matplotlib.contour import ContourSet
from matplotlib.path import Path
from matplotlib.quiver import Barbs, Quiver
from matplotlib.transforms import Affine2D
from place import MOST, Element, Place, Space

APART = 24
"""Shapes of one collection that become elements of their own."""
PARTS = 5000
"""Parts of a collection that are looked at."""
NUMBERS = 1000
"""Numbers that the parts of one element may list."""
SKETCHED = 8
"""Parts that are listed with fewer vertices where they have more."""
SLIVER = 4.0
"""Square pixels that the rest of a clipped arrow covers at least."""
CELLS = 200
"""Faces from which a surface in space counts as a mesh."""


def of_collection(gathered: Any, place: Place) -> list[Element]:
    if isinstance(gathered, Quiver):
        return _arrows(gathered, place)
    if hasattr(gathered, "_segments3d"):
        return _solid_lines(gathered, place)
    if hasattr(gathered, "_faces") or hasattr(gathered, "_3dverts_codes"):
        return _solid_faces(gathered, place)
    if isinstance(gathered, ContourSet):
        return _contours(gathered, place)
    if hasattr(gathered, "get_coordinates") or isinstance(gathered, TriMesh):
        return _mesh(gathered, place)
    if _is_points(gathered):
        return _points(gathered, place)
    return _outlines(gathered, place)


def _is_points(gathered: Any) -> bool:
    return isinstance(gathered, PathCollection | Barbs) or hasattr(gathered, "_offsets3d")


def _points(gathered: Any, place: Place) -> list[Element]:
    transform = gathered.get_offset_transform()
    pixels = _finite(transform.transform(_finite(gathered.get_offsets())))
    paths, clip = gathered.get_paths(), place.clip(gathered)
    seen = np.isfinite(pixels).all(axis=1)
    if clip is not None:
        seen &= ((pixels >= clip.min) & (pixels <= clip.max)).all(axis=1)
    sizes = np.sqrt(np.atleast_1d(getattr(gathered, "_sizes3d", gathered.get_sizes() if hasattr(gathered, "get_sizes") else 36.0)))
    if not hasattr(gathered, "_offsets3d"):
        seen &= np.resize(sizes, len(pixels)) > 0
    if not seen.any() or not paths or not sizes.any():
        return []
    if hasattr(gathered, "_offsets3d"):  # its offsets are sorted by depth, what the author gave is not
        points = solid.marker_points(gathered)
        where, order = place.listed(points, count=True), picked(points, place.most).tolist()
    else:
        where = {**place.space(transform, gathered).listed(pixels[seen]), "count": int(seen.sum())}
        order = np.flatnonzero(seen)[picked(pixels[seen], place.most)].tolist()
    look = collection_look(gathered, order)
    marker: Element = {}
    if len(paths) == 1 and not isinstance(gathered, Barbs):
        marker = {"marker": marker_of(paths[0]) or "path", "marker_size": chosen([number(s) for s in sizes.tolist()], order)}
    box = _marker_box(pixels, seen, sizes, gathered, place, _largest(look.get("width", 0.0)))
    return [{"kind": "points", **where, **marker, **look, "box": box}] if look else []


def _marker_box(pixels: Array, seen: Any, sizes: Array, gathered: Any, place: Place, width: float) -> list[float] | None:
    reach = max(np.abs(path.get_extents().extents).max() for path in gathered.get_paths()[:APART])
    radii = place.page.points(1) * (np.resize(sizes, len(pixels)) * reach + width / 2)[seen][:, None]
    return ink(Path(np.vstack([pixels[seen] - radii, pixels[seen] + radii])), 0, place.clip(gathered), place.page)


def _finite(pixels: Any) -> Array:
    return np.asarray(np.ma.filled(np.ma.asarray(pixels, dtype=float), np.nan)).reshape(-1, 2)


def _pieces(gathered: Any) -> tuple[list[Array], list[Any]]:
    """Vertices in pixels and path codes of each part of a collection."""
    paths, transform, own = gathered.get_paths(), gathered.get_transform(), gathered.get_transforms()
    shifts = _finite(gathered.get_offset_transform().transform(_finite(gathered.get_offsets())))
    if not paths or not len(shifts):
        return [], []
    count = min(max(len(paths), len(shifts), len(own)), PARTS)
    if len(own):
        turned = [Affine2D(own[i % len(own)]).transform_path(paths[i % len(paths)]) for i in range(count)]
    else:
        turned = paths[:count]
    if all(path.codes is None for path in turned):
        shapes = _split(_finite(transform.transform(np.vstack([path.vertices for path in turned]))), turned)
        codes: list[Any] = [None] * len(turned)
    else:
        drawn = [transform.transform_path(path) for path in turned]
        shapes, codes = [path.vertices for path in drawn], [path.codes for path in drawn]
    return [shapes[i % len(shapes)] + shifts[i % len(shifts)] for i in range(count)], [codes[i % len(codes)] for i in range(count)]


def _split(rows: Any, like: Any) -> list[Any]:
    """Rows that were stacked, as the parts that they came from."""
    found, start = [], 0
    for part in like:
        found.append(rows[start : start + len(part)])
        start += len(part)
    return found


def _outlines(gathered: Any, place: Place) -> list[Element]:
    """Lines or areas: shapes of their own where they are few, round or rectangular; else one element with its parts."""
    vertices, codes = _pieces(gathered)
    stroked = len(gathered.get_edgecolor()) > 0 and any(np.atleast_1d(gathered.get_linewidth()))
    drawn = [i for i, piece in enumerate(vertices) if _extended(piece, both_ways=not stroked)]
    look = collection_look(gathered, drawn[:MOST])
    if not drawn or not look:
        return []
    vertices, codes = [vertices[i] for i in drawn], [codes[i] for i in drawn]
    space = place.space(gathered.get_transform(), gathered)
    if space.name == "pixels" and len(gathered.get_offsets()) > 1:
        space = place.space(gathered.get_offset_transform(), gathered)
    filled = "fill" in look or "hatch" in look
    pad, clip = place.page.points(_largest(look.get("width", 0.0))) / 2, place.clip(gathered)
    if len(drawn) <= APART:
        paths = [Path(piece, code) for piece, code in zip(vertices, codes, strict=True)]
        shapes = [shape(path, filled=filled) for path in paths]
        if len(drawn) == 1 or all(found is not None and found.kind in ("circle", "ellipse", "rectangle") for found in shapes):
            boxes = [ink(path, pad, clip, place.page, filled=filled) for path in paths]
            parts = enumerate(zip(shapes, boxes, strict=True))
            return [{**space.placed(found), **_one(look, i), "box": box} for i, (found, box) in parts if found]
    kind = "lines" if isinstance(gathered, LineCollection) or not filled else "polygons"
    tidy = turning if filled and len(drawn) <= APART else np.asarray
    pieces = [tidy(_corners(piece, code)) for piece, code in zip(vertices, codes, strict=True)]
    told = parts_of(pieces, space.rows, space.spread, gathered.get_array())
    if len(codes) == PARTS:
        told["count"] = max(len(gathered.get_paths()), len(gathered.get_offsets()))
    if "parts" not in told:
        look = collection_look(gathered, []) if "cmap" in look else look
    gap = np.full((1, 2), np.nan)
    box = ink(Path(np.vstack([row for piece in pieces for row in (piece, gap)])), pad, clip, place.page)
    return [{"kind": kind, "space": space.name, **told, **look, "box": box}]


def _extended(piece: Array, *, both_ways: bool) -> bool:
    """Whether a part has more than one point, and if it is only filled, an area."""
    finite = piece[np.isfinite(piece).all(axis=1)]
    return len(finite) > 1 and (not both_ways or np.ptp(finite, axis=0).min() > VISIBLE)


def _corners(vertices: Array, codes: Any) -> Array:
    """The finite vertices of a path, without those that only close or bend it."""
    if codes is not None:
        vertices = vertices[np.isin(codes, (Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4))]
    return vertices[np.isfinite(vertices).all(axis=1)]


def _one(look: Element, index: int) -> Element:
    """The look of one part."""
    found = {}
    for key, value in look.items():
        one = value[index % len(value)] if isinstance(value, list) and key != "clim" else value
        if one != "#00000000":
            found[key] = one
    return found


def _largest(width: Any) -> float:
    return max(width) if isinstance(width, list) else width


def _union(boxes: list[Any]) -> list[float] | None:
    found = [box for box in boxes if box]
    if not found:
        return None
    return [min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found)]


def parts_of(pieces: list[Array], tidy: Callable[[Array], Any], extent: Callable[[Array], Any], values: Any = ()) -> Element:
    """The vertices of each part as long as they are few, else their range and a digest of them and of the values behind their colours."""
    found: Element = {"count": len(pieces)}
    whole = np.vstack(pieces)
    if whole.size <= NUMBERS:
        return {**found, "parts": _split(tidy(whole), pieces)}
    if len(pieces) <= SKETCHED:
        found["parts"] = [tidy(thinned(piece, max(12, NUMBERS // 4 // len(pieces)))) for piece in pieces]
    return {**found, "range": extent(whole), "digest": digest(*whole.T, () if values is None else values)}


def _solid_lines(gathered: Any, place: Place) -> list[Element]:
    pieces = solid.segments(gathered)
    look = collection_look(gathered, list(range(len(pieces)))[:MOST])
    if not pieces or not look:
        return []
    arrows = solid.arrows(pieces)
    pad = place.page.points(_largest(look["width"])) / 2
    if arrows is not None:
        boxes = [_solid_box(arrow, place, pad, gathered) for arrow in arrows]
        return [_arrow(place.data_rows(arrows[i][0]), "data", _one(look, i), box) for i, box in enumerate(boxes)]
    box = _solid_box(pieces, place, pad, gathered)
    if len(pieces) == 1:
        return [{"kind": "line", **place.listed(pieces[0]), **look, "box": box}]
    return [{"kind": "lines", "space": "data", **parts_of(pieces, place.data_rows, place.spread), **look, "box": box}]


def _solid_faces(gathered: Any, place: Place) -> list[Element]:
    pieces = solid.faces(gathered)
    if not pieces:
        return []
    listed = sum(piece.size for piece in pieces) <= NUMBERS
    look = collection_look(gathered, list(range(len(pieces))) if listed else [])
    if not look:
        return []
    box = _solid_box(pieces, place, place.page.points(_largest(look.get("width", 0.0))) / 2, gathered)
    if len(pieces) == 1:
        return [{"kind": "polygon", **place.listed(pieces[0]), **_one(look, 0), "box": box}]
    levels = {"levels": [number(level) for level in gathered.levels]} if hasattr(gathered, "levels") else {}
    kind = "mesh" if len(pieces) >= CELLS and not levels else "polygons" if getattr(gathered, "filled", True) else "lines"
    return [{"kind": kind, "space": "data", **parts_of(pieces, place.data_rows, place.spread), **levels, **look, "box": box}]


def _solid_box(pieces: list[Array], place: Place, pad: float, gathered: Any) -> list[float] | None:
    return ink(Path(solid.to_pixels(np.vstack(pieces), place.axes)), pad, place.clip(gathered), place.page)


def _mesh(gathered: Any, place: Place) -> list[Element]:
    if isinstance(gathered, TriMesh):
        triangles = gathered._triangulation
        corners, cells = np.column_stack([triangles.x, triangles.y]), {"count": len(triangles.triangles)}
    else:
        grid = np.ma.filled(np.ma.asarray(gathered.get_coordinates(), dtype=float), np.nan)
        size = [grid.shape[0] - 1, grid.shape[1] - 1]
        corners, cells = grid.reshape(-1, 2), {"shape": size, "count": size[0] * size[1]}
    transform = gathered.get_transform()
    pixels = _finite(transform.transform(corners))
    if len(pixels) == 0:
        return []
    space = place.space(transform, gathered)
    look = {**_edges(gathered), **colouring(gathered), **_values(gathered, cells, pixels)}
    box = ink(Path(pixels), 0, place.clip(gathered), place.page)
    return [{"kind": "mesh", "space": space.name, "range": space.spread(pixels), **cells, **look, "box": box}]


def _values(gathered: Any, cells: Element, pixels: Array) -> Element:
    """The values of a small upright mesh, the digest of others."""
    rows, columns = cells.get("shape", (0, 0))
    if gathered.get_array() is None:
        return {}
    if np.size(gathered.get_array()) != rows * columns:
        return {"digest": digest(gathered.get_array())}
    low, right, high = pixels[0], pixels[columns], pixels[-1]
    upright = abs(low[1] - right[1]) < VISIBLE and abs(right[0] - high[0]) < VISIBLE
    outline = Path([low, right, high])
    values = np.reshape(gathered.get_array(), (rows, columns))
    return shown_values(values, outline, from_top=False) if upright else {"digest": digest(values)}


def _edges(gathered: Any) -> Element:
    """The lines between the cells of a mesh."""
    look = collection_look(gathered, [0])
    if look.get("stroke") in (None, look.get("fill")):
        return {}
    return {key: look[key] for key in ("stroke", "width", "dash")}


def _contours(drawn: Any, place: Place) -> list[Element]:
    """All levels of a contour set as one element; a single line, such as the curve of an equation, as the shape it is."""
    paths = [drawn.get_transform().transform_path(path) for path in drawn.get_paths()]
    kept = [i for i, path in enumerate(paths) if len(path.vertices)]
    look = collection_look(drawn, kept)
    if not kept or not look:
        return []
    space = place.space(drawn.get_transform(), drawn)
    pad = 0 if drawn.filled else place.page.points(_largest(look.get("width", 0.0))) / 2
    box = _union([ink(paths[i], pad, place.clip(drawn), place.page, filled=drawn.filled) for i in kept])
    pieces = [np.asarray(piece) for i in kept for piece in paths[i].to_polygons(closed_only=False)]
    levels = [number(drawn.levels[i]) for i in kept if i < len(drawn.levels)]
    if len(pieces) == 1 and not drawn.filled:
        found = shape(Path(pieces[0]), filled=False)
        return [{**space.placed(found), **_one(look, 0), "levels": levels, "box": box}] if found else []
    kind = "polygons" if drawn.filled else "lines"
    parts = parts_of(pieces, space.rows, space.spread)
    return [{"kind": kind, "space": space.name, **parts, "levels": levels, **look, "box": box}]


def _arrows(field: Quiver, place: Place) -> list[Element]:
    """An arrow field: its arrows as elements of their own, from tail to tip as they are drawn."""
    pieces, _ = _pieces(field)
    look = collection_look(field, list(range(len(pieces))))
    space, clip = place.space(field.get_offset_transform(), field), place.clip(field)
    found, dots = [], []
    for i, vertices in enumerate(pieces):
        box = ink(Path(vertices), 0, clip, place.page, filled=True) if len(vertices) == 8 and np.isfinite(vertices).all() else None
        if box is None or _sliver(box, vertices):
            continue
        if np.allclose(vertices[:2], vertices[6:]):  # a hexagon that has gone round, which stands for an arrow too short to draw
            dots.append(i)
        else:
            ends = np.array([(vertices[0] + vertices[6]) / 2, vertices[3]])
            found.append(_arrow(space.rows(ends), space.name, _one(look, i), box))
    return found + ([_dots([pieces[i] for i in dots], space, collection_look(field, dots), place, clip)] if dots else [])


def _sliver(box: list[float], vertices: Array) -> bool:
    """Whether what is left of an arrow that is cut at the edge is too little to be seen as one."""
    cut = (box[2] - box[0]) * (box[3] - box[1])
    return cut < SLIVER and cut < 0.5 * float(np.ptp(vertices, axis=0).prod())


def _dots(hexagons: list[Array], space: Space, look: Element, place: Place, clip: Any) -> Element:
    """The dots of an arrow field where the field is about 0."""
    size = number(np.ptp(hexagons[0][:, 0]) * 72 / place.page.dpi, 3)
    where = {"space": space.name, "xy": space.rows(thinned(np.array([dot[:6].mean(axis=0) for dot in hexagons]), place.most))}
    box = ink(Path(np.vstack(hexagons)), 0, clip, place.page)
    return {"kind": "points", **where, "count": len(hexagons), "marker": "o", "marker_size": size, **look, "box": box}


def _arrow(ends: Any, space: str, look: Element, box: Any) -> Element:
    return {"kind": "arrow", "space": space, "xy": ends, "ends": [False, True], **look, "box": box}
