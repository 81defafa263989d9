"""Cubes and cuboids with their dimensions: edges with values, face and space diagonals, diagonal sections, marks on equal edges."""

from cpx.solids.draw import Draw, Drawn
from cpx.solids.wire import bodies, marks, measured, questions
from cpx.solids.wire.bodies import Body, Names
from cpx.solids.wire.construct import Construction

ask = questions.ask

SHOW = {
    1: ("edges",),
    2: ("edges", "face diagonal"),
    3: ("face diagonal", "space diagonal"),
    4: ("triangle", "section", "space diagonal"),
    5: ("triangle", "section", "corner", "midpoint"),
}
BOXES = (
    (3, 2, 2), (4, 3, 2), (6, 3, 2), (4, 2, 4), (2, 1, 2), (4, 4, 7), (6, 6, 7), (4, 3, 5), (5, 3, 4), (7, 4, 4), (5, 4, 3), (6, 2, 3),
    (8, 6, 5), (4, 2.5, 3),
)  # fmt: skip
SQUARES = ((3, 3, 5), (2, 2, 1), (4, 4, 7), (4, 4, 2), (6, 6, 7), (3, 3, 4), (2, 2, 3), (4, 4, 3))


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    body = _body(draw)
    made = Construction(body)
    show = draw.one("show", SHOW[level])
    plan = measured.Plan(draw, made)
    low, high = body.base, [name for name in body.spots if name not in body.base]
    extra = _SHOWN[show](plan, low, high)
    plan.named = show != "edges" or draw.one("names", (True, False))
    if draw.one("tick_marks", (True, False, False)):
        plan.ticks = _equal(plan)
    if not plan.ticks or body.kind != "cube":
        _edges(plan)
    elif draw.one("value_shown", (True, False)):
        plan.side("a", body.edges)
    solid = f"a {body.kind}{' ' + body.name if plan.named else ''}"
    space = bodies.distance(made.points, low[0], high[2])
    return measured.picture(plan, solid, extra, {"space diagonal": round(space, 4)})


def _body(draw: Draw) -> Body:
    kind = draw.one("solid", ("cube", "cuboid", "cuboid", "square cuboid"))
    names = Names(draw)
    if kind == "cube":
        given = measured.sizes(draw, ("a",), ((2,), (3,), (4,), (5,), (6,)))
        return bodies.prism("cube", bodies.rectangle("a", "a"), {"a": 1}, names, given, {"a": "edge"})
    if kind == "square cuboid":
        a, _, h = measured.sizes(draw, ("a", "b", "h"), SQUARES).values()
        said = {"a": "side of the square base", "h": "height"}
        return bodies.prism("cuboid", bodies.rectangle("a", "a"), {"h": 1}, names, {"a": a, "h": h}, said)
    given = measured.sizes(draw, ("a", "b", "c"), BOXES)
    return bodies.prism("cuboid", bodies.rectangle(), {"c": 1}, names, given, {"a": "length", "b": "width", "c": "height"})


def _edges(plan: measured.Plan) -> None:
    """The value of each dimension, beside an edge that has it."""
    body = plan.made.body
    for group, symbol in zip(marks.directions(body.points, body.edges), _symbols(body), strict=True):
        if symbol:
            plan.side(symbol, group)


def _symbols(body: Body) -> list[str]:
    """For each direction the dimension to print there; none where it was printed before."""
    names = list(body.given)
    return {1: ["a", "", ""], 2: ["a", "", "h"], 3: names}[len(names)]


def _equal(plan: measured.Plan) -> list[tuple[str, str, int]]:
    """Strokes across the edges in sight that have one length: of a cube three from a corner, of a square base two."""
    body = plan.made.body
    groups = marks.directions(body.points, body.edges)
    if len(body.given) == 3:
        return []
    chosen: list[tuple[str, str]] = []
    for k, group in enumerate(groups if body.kind == "cube" else groups[:2]):
        edges = plan.outer(group)
        a, b = plan.draw.value(f"tick_{k}", lambda rng, edges=edges: list(rng.choice(edges)))  # type: ignore[misc]
        chosen.append((a, b))
    return marks.equal(body.points, chosen)


def _plain(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    return ""


def _face_diagonal(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    a, b = plan.draw.one("diagonal", ([low[0], high[1]], [low[1], high[2]], [low[1], high[0]], [high[0], high[2]]))
    plan.made.segments.append((a, b))
    if plan.draw.one("diagonal_value", (True, False)):
        plan.result(a, b, "d", plan.draw.one("asked", (True, False)))
    return f" with the face diagonal {a}{b}"


def _space_diagonal(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    a, b = plan.draw.one("diagonal", ([low[0], high[2]], [low[1], high[3]], [low[3], high[1]]))
    plan.made.segments.append((a, b))
    if plan.draw.one("diagonal_value", (True, False)):
        plan.result(a, b, "d", plan.draw.one("asked", (True, False)))
    return f" with the space diagonal {a}{b}"


def _triangle(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    """A space diagonal, the diagonal of the base under it, and the upright edge: a right triangle."""
    at = plan.draw.one("start", (0, 1))
    a, b, c = low[at], low[at + 2], high[at + 2]
    plan.made.segments += [(a, b), (a, c)]
    if plan.draw.one("right_angle", (True, False)):
        plan.made.right_angles.append(marks.right_angle(plan.made.points, b, a, c))
    if plan.draw.one("shade", (True, True, False)):
        plan.shaded.append([a, b, c])
    if plan.draw.one("asked", (True, False)):
        plan.result(a, c, "d", True)
    return f" with the triangle {a}{b}{c}"


def _section(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    """A rectangle through two opposite edges."""
    slanting = [low[0], low[1], high[2], high[3]], [low[3], low[2], high[1], high[0]]
    corners = plan.draw.one("corners", (_pick(low, high, 0, 2), _pick(low, high, 1, 3), *slanting))
    a, b, c, d = corners
    plan.made.segments += [pair for pair in ((a, b), (b, c), (c, d), (d, a)) if not plan.made.joined(*pair)]
    plan.shaded.append(corners)
    return f" with the section {''.join(corners)}"


def _pick(low: list[str], high: list[str], i: int, j: int) -> list[str]:
    return [low[i], low[j], high[j], high[i]]


def _corner(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    """Three face diagonals round a corner."""
    below = [low[1], low[3], high[0]], [low[0], low[2], high[1]]
    corners = plan.draw.one("corners", (*below, [high[0], high[2], low[1]], [high[1], high[3], low[2]]))
    plan.made.segments += measured.closed(corners)
    if plan.draw.one("shade", (True, False)):
        plan.shaded.append(corners)
    return f" with the triangle {''.join(corners)}"


def _midpoint(plan: measured.Plan, low: list[str], high: list[str]) -> str:
    """The middle of an edge, joined with two vertices."""
    upright = [low[1], high[1], low[0], high[2]]
    a, b, p, q = plan.draw.one("ends", (upright, [low[1], low[2], high[0], low[0]], [high[2], high[3], low[0], low[1]]))
    plan.made.do(["midpoint", "M", a, b])
    plan.made.segments += [("M", p), ("M", q)]
    plan.said.append(f"M is the midpoint of the edge {a}{b}.")
    return f" with the midpoint M of {a}{b} joined to {p} and {q}"


_SHOWN = {
    "edges": _plain,
    "face diagonal": _face_diagonal,
    "space diagonal": _space_diagonal,
    "triangle": _triangle,
    "section": _section,
    "corner": _corner,
    "midpoint": _midpoint,
}
