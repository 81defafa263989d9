"""Paths as polylines: curves flattened, cut at a rectangle, split at corners, joined where one goes on as another, sampled evenly."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpx.primitives import CLOSE, CUBIC, MOVE, QUADRATIC

Array = NDArray[Any]

STEPS = np.linspace(0, 1, 9)[1:, None]
CORNER = 25.0
"""Degrees from which a turn is a corner."""
SAME = 1e-3
"""Pixels within which two vertices are one."""


def polylines(vertices: Array, codes: Array) -> list[Array]:
    """The parts of a path, each (k, 2) with k >= 2; a closed one ends where it began."""
    if (codes[1:] != MOVE).all() and not (codes >= QUADRATIC).any():
        return [vertices] if len(vertices) > 1 else []
    found: list[Array] = []
    starts = np.flatnonzero(codes == MOVE)
    for start, stop in zip([0, *starts[starts > 0]], [*starts[starts > 0], len(codes)], strict=True):
        part = flattened(vertices[start:stop], codes[start:stop])
        if len(part) > 1:
            found.append(part)
    return found


def flattened(vertices: Array, codes: Array) -> Array:
    """One part of a path with its curves as short lines."""
    closing = codes == CLOSE
    if not ((codes == QUADRATIC) | (codes == CUBIC)).any():
        return np.concatenate([vertices[~closing], vertices[:1]]) if closing.any() else vertices
    found, i = [vertices[:1]], 1
    while i < len(codes):
        code, here = codes[i], found[-1][-1]
        if code == QUADRATIC and i + 1 < len(codes):
            a, b = vertices[i], vertices[i + 1]
            found.append((1 - STEPS) ** 2 * here + 2 * (1 - STEPS) * STEPS * a + STEPS**2 * b)
            i += 2
        elif code == CUBIC and i + 2 < len(codes):
            a, b, c = vertices[i : i + 3]
            found.append((1 - STEPS) ** 3 * here + 3 * (1 - STEPS) ** 2 * STEPS * a + 3 * (1 - STEPS) * STEPS**2 * b + STEPS**3 * c)
            i += 3
        else:
            found.append(vertices[:1] if code == CLOSE else vertices[i : i + 1])
            i += 1
    return np.concatenate(found)


def inside(points: Array, clip: Array) -> bool:
    return bool((points >= clip[:2]).all() and (points <= clip[2:]).all())


def cut(line: Array, clip: Array) -> list[Array]:
    """The parts of a polyline within left, top, right, bottom (Liang and Barsky 1984, for all its segments at once)."""
    if inside(line, clip):
        return [line]
    a, d = line[:-1], np.diff(line, axis=0)
    p = np.concatenate([-d, d], axis=1)
    q = np.concatenate([a - clip[:2], clip[2:] - a], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        r = q / p
    enter = np.where(p < 0, r, 0.0).max(axis=1, initial=0.0)
    leave = np.where(p > 0, r, 1.0).min(axis=1, initial=1.0)
    seen = (enter < leave) & ~((p == 0) & (q < 0)).any(axis=1)
    begin, end = a + enter[:, None] * d, a + leave[:, None] * d
    runs = np.split(np.flatnonzero(seen), np.flatnonzero(np.diff(np.flatnonzero(seen)) > 1) + 1)
    found: list[Array] = []
    for run in runs:
        if len(run):
            breaks = np.flatnonzero(leave[run[:-1]] < 1) + 1
            found += [np.concatenate([begin[piece[:1]], end[piece]]) for piece in np.split(run, breaks)]
    return found


def cut_region(ring: Array, clip: Array) -> Array:
    """The part of a region within left, top, right, bottom (Sutherland and Hodgman 1974)."""
    if inside(ring, clip):
        return ring
    for axis, sign, edge in ((0, 1, clip[0]), (1, 1, clip[1]), (0, -1, clip[2]), (1, -1, clip[3])):
        if len(ring) < 3:
            return ring[:0]
        depth = sign * (ring[:, axis] - edge)
        following, next_depth = np.roll(ring, -1, axis=0), np.roll(depth, -1)
        crossing = (depth >= 0) != (next_depth >= 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(crossing, depth / (depth - next_depth), 0.0)
        met = ring + share[:, None] * (following - ring)
        both = np.stack([ring, met], axis=1).reshape(-1, 2)
        ring = both[np.stack([depth >= 0, crossing], axis=1).ravel()]
    return ring


def area(ring: Array) -> float:
    """Of a region, positive where its border runs clockwise on the page."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def without_repeats(line: Array) -> Array:
    keep = np.concatenate([[True], np.abs(np.diff(line, axis=0)).max(axis=1) > SAME])
    return line[keep]


def corners(line: Array) -> Iterator[Array]:
    """The smooth pieces of a polyline: split where it turns."""
    line = without_repeats(line)
    if len(line) < 3:
        if len(line) == 2:
            yield line
        return
    ring = closed(line)
    steps = np.diff(line, axis=0)
    before = np.roll(steps, 1, axis=0) if ring else steps[:-1]
    after = steps if ring else steps[1:]
    turn = np.abs(np.degrees(np.arctan2(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1))))
    at = np.flatnonzero(turn > CORNER) + (0 if ring else 1)
    if len(at) == 0:
        yield line
    elif ring:
        turned = np.concatenate([line[at[0] : -1], line[: at[0] + 1]])
        ends = [*(at - at[0]), len(turned) - 1]
        yield from (turned[a : b + 1] for a, b in pairwise(ends))
    else:
        ends = [0, *at, len(line) - 1]
        yield from (line[a : b + 1] for a, b in pairwise(ends))


def joined(pieces: list[Array]) -> list[list[int]]:
    """Which pieces of one style are one line: each group in order along it, a piece that runs the other way as ~index.

    Two are joined where just they end in one place and the line goes straight on.
    """
    ends: dict[tuple[int, int], list[int]] = {}
    for i, piece in enumerate(pieces):
        for end, point in ((i, piece[0]), (~i, piece[-1])):  # ~i leaves at the end of piece i
            ends.setdefault((round(float(point[0])), round(float(point[1]))), []).append(end)
    after: dict[int, int] = {}
    for meeting in ends.values():
        if len(meeting) == 2 and meeting[0] not in (meeting[1], ~meeting[1]) and _goes_on(pieces, *meeting):
            after[meeting[0]], after[meeting[1]] = meeting[1], meeting[0]
    groups, done = [], set()
    for i in range(len(pieces)):
        if i not in done:
            first = _first(i, after)
            group = [first]
            while (leaving := after.get(~group[-1])) is not None and leaving != first:
                group.append(leaving)
            done |= {k if k >= 0 else ~k for k in group}
            groups.append(group)
    return groups


def _goes_on(pieces: list[Array], one: int, other: int) -> bool:
    arriving, leaving = -_leaving(pieces, one), _leaving(pieces, other)
    cosine = float(arriving @ leaving) / (float(np.hypot(*arriving) * np.hypot(*leaving)) or 1.0)
    return cosine > np.cos(np.radians(CORNER))


def _leaving(pieces: list[Array], end: int) -> Array:
    """The way into a piece from one of its ends."""
    piece = pieces[end] if end >= 0 else pieces[~end][::-1]
    return np.asarray(piece[1] - piece[0])


def _first(start: int, after: dict[int, int]) -> int:
    """The end where the line that contains a piece begins; any of them where it is closed."""
    end = start
    for _ in range(len(after) + 1):
        if end not in after:
            return end
        end = ~after[end]
        if end == start:
            return start
    return start


def chained(pieces: list[Array], group: list[int]) -> Array:
    """One polyline of a group of `joined`."""
    ordered = [pieces[i] if i >= 0 else pieces[~i][::-1] for i in group]
    return np.concatenate([ordered[0], *(piece[1:] for piece in ordered[1:])])


def sampled(line: Array, many: int) -> Array:
    """(many, 2) points evenly spread along a polyline, its ends among them; a closed one's end is not said again.

    Even in proportion to its width and height, so that they stay the same points of it when it is stretched.
    """
    span = np.ptp(line, axis=0)
    steps = np.diff(line, axis=0) / np.where(span > 0.02 * span.max(), span, span.max() or 1.0)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*steps.T))])
    where = np.linspace(0, along[-1], many + 1)[:-1] if closed(line) else np.linspace(0, along[-1], many)
    return np.column_stack([np.interp(where, along, line[:, 0]), np.interp(where, along, line[:, 1])])


def closed(line: Array) -> bool:
    return len(line) > 2 and bool(np.abs(line[0] - line[-1]).max() < 0.5)


def length(line: Array) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def contains(ring: Array, points: Array) -> Array:
    """Which points lie inside a region, by the even-odd rule."""
    a, b = ring, np.roll(ring, -1, axis=0)
    x, y = points[:, :1], points[:, 1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        met = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    crossed = ((a[:, 1] > y) != (b[:, 1] > y)) & (x < met)
    return np.asarray(crossed.sum(axis=1) % 2 == 1)
