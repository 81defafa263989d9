"""Rectangles joined side to side: nets of boxes, their places written in the box's dimensions, and where each corner goes in space.

steps (which panel the next one is joined to, and on which side) -> panels -> corners, folds, border
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from cpx.solids.draw import Misfit
from cpx.solids.flat.hexominoes import Frame, Vector, neighbours
from cpx.solids.page.vectors import Point, ring
from cpx.solids.wire.bodies import ZERO, Form, plus, scaled, value

Step = Sequence[int]  # a panel, and its side: 0 right, 1 left, 2 top, 3 bottom
Corner = tuple[int, int, int]  # of the box: -1 or 1 along each axis
FIRST = (
    Frame((0, -1, 0), (1, 0, 0), (0, 0, 1)),
    Frame((0, 0, 1), (1, 0, 0), (0, 1, 0)),
    Frame((1, 0, 0), (0, 1, 0), (0, 0, 1)),
)
"""How the first panel lies in space: front, top or right of the box."""
SIDES = ("right", "left", "top", "bottom")


class Panel(NamedTuple):
    """A rectangle of the net."""

    frame: Frame
    x: Form
    y: Form
    wide: Form
    high: Form

    def corners(self) -> list[tuple[Form, Form]]:
        """From the lower left, anticlockwise."""
        x, y, right, top = self.x, self.y, plus(self.x, self.wide), plus(self.y, self.high)
        return [(x, y), (right, y), (right, top), (x, top)]

    def turned(self) -> list[Corner]:
        """Where these corners go in space."""
        (a, b, c), right, up = self.frame
        ways = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return [(a + i * right[0] + j * up[0], b + i * right[1] + j * up[1], c + i * right[2] + j * up[2]) for i, j in ways]


class Place(NamedTuple):
    """A point of the paper: the script's words for it, where it lies, and the box's corner that it becomes."""

    words: tuple[Form, Form]
    at: Point
    corner: Corner


def random_steps(rng: Random, first: int, count: int) -> list[list[int]]:
    """Any way to unfold so many faces of a box."""
    placed, steps = [FIRST[first]], list[list[int]]()
    while len(placed) < count:
        parent, way = rng.randrange(len(placed)), rng.randrange(4)
        frame = neighbours(placed[parent])[way]
        if frame.outward not in {other.outward for other in placed}:
            placed.append(frame)
            steps.append([parent, way])
    return steps


def spoiled(rng: Random, first: int) -> list[list[int]]:
    """Six panels of which two come to lie on the same face: the last is joined where it does not belong."""
    steps = random_steps(rng, first, 5)
    placed = _frames(first, steps)
    used = {frame.outward for frame in placed}
    taken = {(parent, way) for parent, way in steps} | {(k, _back(placed, parent, k)) for k, (parent, _) in enumerate(steps, 1)}
    free = [(k, way) for k in range(5) for way in range(4) if (k, way) not in taken and neighbours(placed[k])[way].outward in used]
    return [*steps, list(rng.choice(free))]


def cross(rng: Random) -> list[list[int]]:
    """Four panels in a row and one above and one below it."""
    return [[0, 0], [1, 0], [2, 0], [rng.randrange(4), 2], [rng.randrange(4), 3]]


def built(first: int, steps: Sequence[Step], sizes: Sequence[Form]) -> list[Panel]:
    """The panels; `sizes` are the box's along x, y and z."""
    frames = _frames(first, steps)
    shape = [(_along(frame.right, sizes), _along(frame.up, sizes)) for frame in frames]
    panels = [Panel(frames[0], ZERO, ZERO, *shape[0])]
    for (parent, way), frame, (wide, high) in zip(steps, frames[1:], shape[1:], strict=True):
        at = panels[parent]
        x = (plus(at.x, at.wide), plus(at.x, scaled(wide, -1)), at.x, at.x)[way]
        y = (at.y, at.y, plus(at.y, at.high), plus(at.y, scaled(high, -1)))[way]
        panels.append(Panel(frame, x, y, wide, high))
    return panels


def at_origin(panels: Sequence[Panel], given: Mapping[str, float]) -> list[Panel]:
    """The same panels, moved so that none lies to the left of the origin or below it."""
    x = scaled(min((panel.x for panel in panels), key=lambda form: value(form, given)), -1)
    y = scaled(min((panel.y for panel in panels), key=lambda form: value(form, given)), -1)
    return [panel._replace(x=plus(panel.x, x), y=plus(panel.y, y)) for panel in panels]


def folds(panels: Sequence[Panel], given: Mapping[str, float]) -> list[tuple[Place, Place]]:
    """The sides that two panels share, by their ends."""
    sides = [(min(p, q, key=_at), max(p, q, key=_at)) for panel in panels for p, q in ring(places(panel, given))]
    ends = [(p.at, q.at) for p, q in sides]
    return [side for k, side in enumerate(sides) if ends[k] in ends[:k]]


def border(panels: Sequence[Panel], given: Mapping[str, float]) -> list[Place]:
    """Corners of the outline, anticlockwise, also where two panels meet in a straight line."""
    inner = [{p.at, q.at} for p, q in folds(panels, given)]
    after = {p.at: q for panel in panels for p, q in ring(places(panel, given)) if {p.at, q.at} not in inner}
    start = after[min(after)]
    path = [start]
    while after[path[-1].at].at != start.at:
        path.append(after[path[-1].at])
    if len(path) != len(after) or len(after) != 4 * len(panels) - 2 * len(inner):
        raise Misfit("the outline touches itself")
    return path


def bends(path: Sequence[Place]) -> list[Place]:
    """Those corners of the outline where it turns."""
    triples = zip([path[-1], *path[:-1]], path, [*path[1:], path[0]], strict=True)
    return [q for p, q, r in triples if abs((q.at[0] - p.at[0]) * (r.at[1] - q.at[1]) - (q.at[1] - p.at[1]) * (r.at[0] - q.at[0])) > 1e-9]


def places(panel: Panel, given: Mapping[str, float]) -> list[Place]:
    """The panel's corners from the lower left, anticlockwise."""
    spots = zip(panel.corners(), panel.turned(), strict=True)
    return [Place(words, (round(value(words[0], given), 6), round(value(words[1], given), 6)), corner) for words, corner in spots]


def fair(panels: Sequence[Panel], steps: Sequence[Step], given: Mapping[str, float]) -> None:
    """Misfit where panels overlap, or lie side by side without being joined."""
    boxes = [(p[0].at, p[2].at) for p in (places(panel, given) for panel in panels)]
    joined = {(parent, k) for k, (parent, _) in enumerate(steps, 1)}
    for k, ((x0, y0), (x1, y1)) in enumerate(boxes):
        for j, ((u0, v0), (u1, v1)) in enumerate(boxes[:k]):
            across, up = min(x1, u1) - max(x0, u0), min(y1, v1) - max(y0, v0)
            if (j, k) not in joined and min(across, up) > -1e-6 and max(across, up) > 1e-6:
                raise Misfit("two panels that are not joined meet")


def _frames(first: int, steps: Sequence[Step]) -> list[Frame]:
    frames = [FIRST[first]]
    for parent, way in steps:
        frames.append(neighbours(frames[parent])[way])
    return frames


def _along(way: Vector, sizes: Sequence[Form]) -> Form:
    return next(size for size, part in zip(sizes, way, strict=True) if part)


def _at(place: Place) -> Point:
    return place.at


def _back(placed: Sequence[Frame], parent: int, child: int) -> int:
    """The side of the child that is joined to its parent."""
    return next(way for way in range(4) if neighbours(placed[child])[way].outward == placed[parent].outward)
