"""Three-dimensional axes: from points in space to pixels, and the corners that artists keep from before their projection."""

from typing import Any

import numpy as np
from geometry import Array


def projected(points: Array, axes: Any) -> Array:
    """Points in data units (n x 3) on the flat plane that `axes.transData` maps to pixels."""
    from mpl_toolkits.mplot3d import proj3d

    scaled = [axis.get_transform().transform(points[:, i]) for i, axis in enumerate((axes.xaxis, axes.yaxis, axes.zaxis))]
    return np.column_stack(proj3d.proj_transform(*scaled, axes.M)[:2])


def to_pixels(points: Array, axes: Any) -> Array:
    return np.asarray(axes.transData.transform(projected(points, axes)))


def column(values: Any) -> Array:
    return np.ravel(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan))


def line_points(line: Any) -> Array:
    """Vertices of a Line3D (n x 3)."""
    return np.column_stack(np.broadcast_arrays(*(column(v) for v in line._verts3d)))


def marker_points(gathered: Any) -> Array:
    """Marker positions of a Path3DCollection (n x 3)."""
    return np.column_stack(np.broadcast_arrays(*(column(v) for v in gathered._offsets3d)))


def segments(gathered: Any) -> list[Array]:
    """Vertices of each part of a Line3DCollection."""
    return [np.ma.filled(np.ma.asarray(s, dtype=float), np.nan) for s in gathered._segments3d]


def faces(gathered: Any) -> list[Array]:
    """Corners of each face of a Poly3DCollection, or of a flat collection that was set into space."""
    if hasattr(gathered, "_3dverts_codes"):
        return [np.asarray(vertices, dtype=float) for vertices, _ in gathered._3dverts_codes]
    corners = np.asarray(gathered._faces, dtype=float)
    missing = np.broadcast_to(np.asarray(gathered._invalid_vertices), corners.shape[:2])
    return [_opened(face[~gone]) for face, gone in zip(corners, missing, strict=True)]


def _opened(face: Array) -> Array:
    return face[:-1] if len(face) > 3 and np.array_equal(face[0], face[-1]) else face


def arrows(parts: list[Array]) -> list[list[Array]] | None:
    """The shaft, from tail to tip, and the two head lines of each arrow, if these segments are what `quiver` draws; else None.

    It draws n shafts first, then two short lines from each tip.
    """
    count = len(parts) // 3
    if count == 0 or len(parts) % 3 or any(part.shape != (2, 3) for part in parts):
        return None
    heads = np.array([part[0] for part in parts[count:]])
    for tip in (0, 1):
        shafts = [part if tip else part[::-1] for part in parts[:count]]
        tips = np.array([shaft[1] for shaft in shafts])
        if np.allclose(heads, np.tile(tips, (2, 1))):
            return [[shafts[i], parts[count + i], parts[2 * count + i]] for i in range(count)]
        if np.allclose(heads, np.repeat(tips, 2, axis=0)):
            return [[shafts[i], *parts[count + 2 * i : count + 2 * i + 2]] for i in range(count)]
    return None
