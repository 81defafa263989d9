"""Regular solids with named vertices, in their edge a: as they stand, with corners cut off, or with another solid inside."""

import math
from collections.abc import Mapping, Sequence

from cpx.solids.draw import Draw
from cpx.solids.family.regular_solid import uniform
from cpx.solids.page.vectors import centre, ring
from cpx.solids.wire import bodies
from cpx.solids.wire.bodies import Body, Form, Names, Spot, plus, scaled
from cpx.solids.wire.construct import Construction
from cpx.solids.wire.scene import Pair

R3, R4, R5 = 1 / math.sqrt(3), math.sqrt(0.5), 1 / (2 * math.sin(math.pi / 5))
WIDE = R5 * (1 + math.sqrt(5)) / 2
TOP5, BELT5 = R5 * 2 * math.sin(math.pi / 5) * math.sin(math.tau / 5), 0.5 * R5
LEVELS: dict[str, tuple[tuple[int, float, float], ...]] = {
    "tetrahedron": ((3, R3, -math.sqrt(6) / 12), (1, 0, math.sqrt(6) / 4)),
    "octahedron": ((1, 0, R4), (4, R4, 0), (1, 0, -R4)),
    "icosahedron": ((1, 0, TOP5), (5, R5, BELT5), (5, -R5, -BELT5), (1, 0, -TOP5)),
    "dodecahedron": ((5, R5, 1.11352), (5, WIDE, 0.26287), (5, -WIDE, -0.26287), (5, -R5, -1.11352)),
}
"""From top to bottom: how many vertices lie on a circle of what radius at what height; below 0, turned by half a step."""
LETTERS = {"tetrahedron": "ABCD", "octahedron": "PABCDQ", "icosahedron": "ABCDEFGHIJKL", "dodecahedron": "ABCDEFGHIJKLMNOPQRST"}


def body(draw: Draw, kind: str, sizes: Sequence[int] = (2, 3, 4, 5, 6, 6, 8, 9, 10, 12)) -> Body:
    """A regular solid; its vertices have letters in the order from top to bottom."""
    size = draw.value("a", lambda rng: rng.choice(sizes))
    if kind == "cube":
        return bodies.prism("cube", bodies.rectangle("a", "a"), {"a": 1}, Names(draw), {"a": size}, {"a": "edge"})
    spots: dict[str, Spot] = {}
    letters = iter(LETTERS[kind])
    for n, radius, height in LEVELS[kind]:
        start = -math.pi / 2 - math.pi / n
        for k in range(n):
            t = start + k * math.tau / n
            x, y = (round(radius * part, 6) for part in (math.cos(t), math.sin(t)))
            spots[next(letters)] = ({"a": x}, {"a": y}, {"a": round(height, 6)})
    names = list(spots)
    rings = uniform.faces([(x["a"], y["a"], z["a"]) for x, y, z in spots.values()])
    faces = [[names[i] for i in face] for face in rings]
    called = "P-ABCD-Q" if kind == "octahedron" else "".join(names) if kind == "tetrahedron" else ""
    return Body(f"regular {kind}", called, {"a": size}, {"a": "edge"}, spots, faces, faces[-1])


def truncated(whole: Body, cut: Sequence[str], share: float) -> tuple[Body, list[Pair]]:
    """The solid with these corners cut off at a share of each edge, and the edges of the pieces cut off."""
    spots = {name: spot for name, spot in whole.spots.items() if name not in cut}
    named: dict[tuple[str, str], str] = {}

    def corner(v: str, w: str) -> str:
        """The point of the edge vw where v is cut off; half-way along, it may be there already."""
        if share == 0.5 and (w, v) in named:
            return named[w, v]
        if (v, w) not in named:
            named[v, w] = f"{v}{w}"
            spots[f"{v}{w}"] = _along(whole.spots[v], whole.spots[w], share)
        return named[v, w]

    faces, after = [], {}
    for face in whole.faces:
        path: list[str] = []
        for before, v, following in zip([face[-1], *face[:-1]], face, [*face[1:], face[0]], strict=True):
            if v in cut:
                first, second = corner(v, before), corner(v, following)
                path += [first, second]
                after[v, second] = first
            else:
                path.append(v)
        faces.append(list(dict.fromkeys(path)))
    ghosts = [(v, named[v, w] if (v, w) in named else named[w, v]) for v in cut for w in _neighbours(whole, v)]
    faces += [_cut_face(v, after) for v in cut]
    return Body(whole.kind, "", whole.given, whole.said, spots, faces, faces[0]), ghosts


def _cut_face(v: str, after: Mapping[tuple[str, str], str]) -> list[str]:
    """The face where the corner was, point after point."""
    start = next(point for u, point in after if u == v)
    loop = [start]
    while (following := after[v, loop[-1]]) != start:
        loop.append(following)
    return loop


def _neighbours(whole: Body, v: str) -> list[str]:
    return [b if a == v else a for a, b in whole.edges if v in (a, b)]


def _along(a: Spot, b: Spot, share: float) -> Spot:
    def part(p: Form, q: Form) -> Form:
        found = plus(scaled(p, 1 - share), scaled(q, share))
        return {name: round(number, 5) for name, number in found.items() if abs(number) > 1e-5}

    return part(a[0], b[0]), part(a[1], b[1]), part(a[2], b[2])


def dual(made: Construction) -> str:
    """Centres of neighbouring faces joined; the word for the inner solid."""
    faces = made.body.faces
    names = [f"M{k}" for k in range(1, len(faces) + 1)]
    for name, face in zip(names, faces, strict=True):
        made.points[name], made.how[name] = centre([made.points[corner] for corner in face]), ("mean", *face)
    for i, face in enumerate(faces):
        for j in range(i):
            if len(set(face) & set(faces[j])) == 2:
                made.segments.append((names[j], names[i]))
    return {4: "tetrahedron", 6: "octahedron", 8: "cube"}[len(faces)]


def middles(made: Construction) -> str:
    """Midpoints of neighbouring edges of a face joined."""
    named = {frozenset(edge): f"M{k}" for k, edge in enumerate(made.body.edges, 1)}
    for edge, name in named.items():
        a, b = sorted(edge)
        made.points[name], made.how[name] = centre([made.points[a], made.points[b]]), ("between", a, b, "0.5")
    for face in made.body.faces:
        points = [named[frozenset(side)] for side in ring(face)]
        made.segments += list(ring(points))
    return "octahedron" if len(named) == 6 else "cuboctahedron"


def alternate(made: Construction) -> str:
    """Every other vertex of a cube joined by diagonals of its faces."""
    low, high = made.body.base, [name for name in made.body.spots if name not in made.body.base]
    corners = [low[0], low[2], high[1], high[3]]
    made.segments += [(a, b) for i, a in enumerate(corners) for b in corners[:i]]
    return "tetrahedron"
