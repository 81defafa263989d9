"""Carving: a box less other boxes, as a polyhedron whose edges run in three directions and whose faces may have holes.

removed boxes, their sides written in dimensions -> cells between grid planes -> faces with their outlines -> Body

A face with a hole is one closed path: a cut leads from its border to the hole and back. Such a cut is no edge (`Body.edges` leaves it out).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

from cpx.solids.draw import Misfit
from cpx.solids.page.hidden import faces_viewer
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Vec, dot, normal, ring, sub
from cpx.solids.wire.bodies import Body, Form, Spot, value

Span = tuple[Form, Form]
Box = tuple[Span, Span, Span]  # from where to where along x, y and z
Cell = tuple[int, int, int]
Flat = tuple[int, int]
Loop = list[Flat]


def body(kind: str, outer: Box, removed: Sequence[Box], given: dict[str, float], said: dict[str, str]) -> Body:
    """What is left of the outer box; its vertices are named from the lowest layer up."""
    planes = [_planes([outer[k], *(box[k] for box in removed)], given) for k in range(3)]
    cells = _cells(planes, removed, given)
    if len(_pieces(cells)) != 1:
        raise Misfit("the solid falls apart")
    loops = [loop for axis in range(3) for side in (1, -1) for loop in _faces(cells, axis, side)]
    corners = {corner for loop in loops for part in loop for corner in _turns(part)}
    order = sorted(corners, key=lambda p: (p[2], p[1], p[0]))
    names = dict(zip(order, _names(len(order)), strict=True))
    faces = [[names[p] for p in _joined([[p for p in part if p in corners] for part in loop])] for loop in loops]
    spots: dict[str, Spot] = {names[p]: (planes[0][p[0]], planes[1][p[1]], planes[2][p[2]]) for p in order}
    return Body(kind, "", given, said, spots, faces, faces[-1], convex=False)


def volume(outer: Box, removed: Sequence[Box], given: Mapping[str, float]) -> float:
    """Of what is left, by its cells."""
    planes = [_planes([outer[k], *(box[k] for box in removed)], given) for k in range(3)]
    sizes = [[value(b, given) - value(a, given) for a, b in pairwise(row)] for row in planes]
    return sum(sizes[0][i] * sizes[1][j] * sizes[2][k] for i, j, k in _cells(planes, removed, given))


def _names(count: int) -> list[str]:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return [letters[k % 24] + (str(k // 24) if k >= 24 else "") for k in range(count)]


def _planes(spans: Iterable[Span], given: Mapping[str, float]) -> list[Form]:
    """The places where a side of some box lies, in order, each once."""
    found: dict[float, Form] = {}
    for form in (end for span in spans for end in span):
        found.setdefault(round(value(form, given), 6), form)
    return [found[place] for place in sorted(found)]


def _cells(planes: Sequence[Sequence[Form]], removed: Sequence[Box], given: Mapping[str, float]) -> set[Cell]:
    places = [[value(form, given) for form in row] for row in planes]
    middles = [[(a + b) / 2 for a, b in pairwise(row)] for row in places]
    holes = [[(value(low, given), value(high, given)) for low, high in box] for box in removed]
    return {
        (i, j, k)
        for i, j, k in product(*(range(len(row)) for row in middles))
        if not any(all(low < row[n] < high for row, n, (low, high) in zip(middles, (i, j, k), hole, strict=True)) for hole in holes)
    }


def _pieces(cells: set[Cell]) -> list[set[Cell]]:
    """The cells that hang together by whole faces."""
    left, found = set(cells), []
    while left:
        queue = [left.pop()]
        for cell in queue:
            beside = {_moved(cell, axis, step) for axis in range(3) for step in (1, -1)} & left
            queue += beside
            left -= beside
        found.append(set(queue))
    return found


def _moved(cell: Sequence[int], axis: int, step: int) -> Cell:
    i, j, k = (c + step * (n == axis) for n, c in enumerate(cell))
    return i, j, k


def _faces(cells: set[Cell], axis: int, side: int) -> list[list[list[Cell]]]:
    """The faces that look along an axis: each a border and its holes, anticlockwise and clockwise seen from outside."""
    u, v = (axis + 1) % 3, (axis + 2) % 3
    layers: dict[int, set[Flat]] = defaultdict(set)
    for cell in cells:
        if _moved(cell, axis, side) not in cells:
            layers[cell[axis]].add((cell[u], cell[v]))
    found = []
    for level in sorted(layers):
        for squares in _patches(layers[level]):
            paths = sorted(_loops(squares), key=_area, reverse=True)
            found.append([[_placed(p, axis, level + (side > 0)) for p in path[::side]] for path in paths])
    return found


def _placed(p: Flat, axis: int, level: int) -> Cell:
    point = [level, level, level]
    point[(axis + 1) % 3], point[(axis + 2) % 3] = p
    return point[0], point[1], point[2]


def _patches(squares: set[Flat]) -> list[set[Flat]]:
    left, found = set(squares), []
    while left:
        queue = [left.pop()]
        for x, y in queue:
            beside = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & left
            queue += beside
            left -= beside
        found.append(set(queue))
    return sorted(found, key=min)


def _loops(squares: set[Flat]) -> list[Loop]:
    """Closed paths round a patch of squares: the border anticlockwise, holes clockwise."""
    steps: dict[Flat, Flat] = {}
    for x, y in squares:
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        beyond = [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)]
        for (start, end), other in zip(ring(corners), beyond, strict=True):
            if other not in squares:
                if start in steps:
                    raise Misfit("two parts of a face touch at a corner")
                steps[start] = end
    paths = []
    while steps:
        path = [min(steps)]
        while (after := steps.pop(path[-1])) != path[0]:
            path.append(after)
        paths.append(path)
    return paths


def _area(path: Loop) -> float:
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in ring(path)) / 2


def _turns(path: list[Cell]) -> list[Cell]:
    """The corners of a path, where it does not run straight on."""
    before, after = path[-1:] + path[:-1], path[1:] + path[:1]
    return [
        q
        for p, q, r in zip(before, path, after, strict=True)
        if any(q[k] - p[k] != r[k] - q[k] for k in range(3)) and not _straight(p, q, r)
    ]


def _straight(p: Cell, q: Cell, r: Cell) -> bool:
    return sum((q[k] != p[k]) or (r[k] != q[k]) for k in range(3)) == 1


def _joined(paths: list[list[Cell]]) -> list[Cell]:
    """A border and its holes as one path; the cuts run slantwise, so that no edge lies along one."""
    border = paths[0]
    for hole in paths[1:]:
        pairs = [(i, j) for i in range(len(border)) for j in range(len(hole))]
        slant = [(i, j) for i, j in pairs if sum(a != b for a, b in zip(border[i], hole[j], strict=True)) > 1] or pairs
        i, j = min(slant, key=lambda pair: sum((a - b) ** 2 for a, b in zip(border[pair[0]], hole[pair[1]], strict=True)))
        border = [*border[: i + 1], *hole[j:], *hole[: j + 1], *border[i:]]
    return border


def far_to_near(made: Body, view: View) -> list[list[str]]:
    """The faces in sight in an order in which each hides only faces before it; Misfit where there is none."""
    points = made.points
    faces = [[points[name] for name in face] for face in made.faces]
    left = {k: (face, normal(face)) for k, face in enumerate(faces) if faces_viewer(face, view)}
    order: list[int] = []
    while left:
        free = [k for k, face in left.items() if not any(_may_hide(face, other) for j, other in left.items() if j != k)]
        if not free:
            raise Misfit("some faces hide each other in turn")
        order += free
        left = {k: face for k, face in left.items() if k not in free}
    return [made.faces[k] for k in order]


Plane = tuple[Sequence[Vec], Vec]  # a face, and its direction outwards


def _may_hide(face: Plane, other: Plane) -> bool:
    """Whether the first face has points in front of the other's plane, and the other has points behind its plane."""
    ahead = any(dot(other[1], sub(p, other[0][0])) > 1e-6 for p in face[0])
    return ahead and any(dot(face[1], sub(p, face[0][0])) < -1e-6 for p in other[0])
