"""Coordinate frames Oxyz: solids placed with their edges along the axes, planes cutting the axes, vectors and their sums."""

import string
from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.coordinate_frame import arrows, questions
from cpx.solids.formula import frames
from cpx.solids.page.script import pair
from cpx.solids.page.vectors import Vec
from cpx.solids.page.words import joined
from cpx.solids.wire import bodies, measured
from cpx.solids.wire.bodies import ZERO, Body, Names
from cpx.solids.wire.construct import Construction, Step

ask = questions.ask

FORMS = {
    1: ("box", "box", "vectors"),
    2: ("box", "prism", "vectors"),
    3: ("box", "prism", "corner pyramid", "plane", "vectors"),
    4: ("box", "axis pyramid", "corner pyramid", "plane", "vectors"),
    5: ("box", "prism", "axis pyramid", "corner pyramid", "vectors"),
}
SIZES = {
    1: ((2,), (3,), (4,), (1,)),
    2: ((3, 4), (2, 3), (3, 2), (2, 4), (4, 3), (3, 5)),
    3: ((3, 4, 2), (2, 3, 4), (4, 3, 2), (2, 4, 3), (3, 4, 5), (2, 2, 3), (3, 3, 4), (1, 2, 2), (2, 3, 2)),
}


class Placed:
    """A body in the frame: its origin and the vertices where the axes leave it."""

    def __init__(self, body: Body, origin: str, ends: list[str]) -> None:
        self.body, self.origin, self.ends = body, origin, ends


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    if form == "vectors":
        return arrows.picture(draw, level)
    placed = _PLACED[form](draw)
    made = Construction(placed.body)
    if placed.origin not in made.points:
        made.points[placed.origin], made.how[placed.origin] = (0.0, 0.0, 0.0), ("at", "0", "0", "0")
        for pair in (("A", "C"), ("B", "D"), (placed.ends[2], placed.origin)):
            made.segments.append(pair)
    if form != "plane":
        for step in draw.value("steps", lambda rng: _steps(rng, made, level)):
            made.do(step)
    view = frames.view(draw)
    if view.kind == "isometric" and form == "axis pyramid":
        raise Misfit("two sides of the base would stand upright on the page")
    plan = measured.Plan(draw, made, view=view, values=("value",))
    plan.shaded = [["A", "B", "C"]] if form == "plane" else made.planes
    how = _shown(plan, placed)
    _axes(plan, placed)
    lines = [a + b for a, b in made.segments if placed.origin in placed.body.spots]
    what = f"the triangle {''.join(made.planes[0])} shaded" if made.planes else f"the line{'s' * (len(lines) > 1)} {joined(lines or [''])}"
    extra = f" in a frame with the origin {placed.origin}{f', with {what}' if lines else ''}"
    word = f"a {placed.body.kind} {placed.body.name}"
    plan.said += [f"{where[0].upper()}{where[1:]}." for where in _middles(made)]
    drawn = measured.picture(plan, word, extra, _derived(plan, placed, how))
    drawn.facts["visible"]["counts"] |= {"labelled points": len(made.points) - 3, "axes": 3}
    return drawn


def _middles(made: Construction) -> list[str]:
    return [f"{name} is the midpoint of {a}{b}" for name, (a, b) in made.on.items()]


class _Letters(Names):
    """Names that start at the origin."""

    def __init__(self, draw: Draw, corners: str) -> None:
        super().__init__(draw)
        self.corners = corners

    def bottom(self, n: int) -> list[str]:
        return list(self.corners)

    def top(self, n: int) -> list[str]:
        mark = self.draw.one("top_names", ("1", "1", "'", "next"))
        if mark != "next":
            return [f"{letter}{mark}" for letter in self.corners]
        order = sorted(self.corners, key=lambda letter: (letter != "O", letter))
        after = dict(zip(order, string.ascii_uppercase["ABCDEFGH".index(order[-1]) + 1 :], strict=False))
        return [after[letter] for letter in self.corners]


def _box(draw: Draw) -> Placed:
    """A cube or a cuboid with a corner in the origin."""
    names = _Letters(draw, draw.one("corners", ("DABC", "DABC", "ABCD", "OABC")))
    cube = draw.one("cube", (True, False))
    given = draw.sizes(("a",) if cube else ("a", "b", "c"), SIZES[1 if cube else 3])
    said = {"a": "edge"} if cube else {"a": "along the x-axis", "b": "along the y-axis", "c": "along the z-axis"}
    sides = bodies.rectangle("a", "a" if cube else "b")
    body = bodies.prism("cube" if cube else "cuboid", sides, {"a" if cube else "c": 1}, names, given, said)
    low, high = body.base, [name for name in body.spots if name not in body.base]
    return Placed(_renamed(body, low, high), low[0], [low[1], low[3], high[0]])


def _renamed(body: Body, low: list[str], high: list[str]) -> Body:
    """Called after its vertices in the order of the alphabet, whichever is the origin."""
    k = low.index("A") if low[0] == "D" else 0
    return body._replace(name="".join(low[k:] + low[:k]) + "-" + "".join(high[k:] + high[:k]))


def _prism(draw: Draw) -> Placed:
    """A triangular prism with its right angle in the origin."""
    names = _Letters(draw, draw.one("corners", ("CAB", "OAB", "ABC")))
    given = draw.sizes(("a", "b", "c"), SIZES[3])
    said = {"a": "along the x-axis", "b": "along the y-axis", "c": "along the z-axis"}
    corners: list[tuple[bodies.Form, bodies.Form]] = [(ZERO, ZERO), ({"a": 1}, ZERO), (ZERO, {"b": 1})]
    body = bodies.prism("right triangular prism", corners, {"c": 1}, names, given, said)
    low, high = body.base, [name for name in body.spots if name not in body.base]
    return Placed(body, low[0], [low[1], low[2], high[0]])


def _corner_pyramid(draw: Draw) -> Placed:
    """A pyramid whose apex stands over the origin, a corner of its rectangle."""
    names = _Letters(draw, draw.one("corners", ("ABCD", "DABC", "OABC")))
    given = draw.sizes(("a", "b", "c"), SIZES[3])
    said = {"a": "along the x-axis", "b": "along the y-axis", "c": "height"}
    body = bodies.pyramid("rectangular pyramid", bodies.rectangle(), (ZERO, ZERO), names, given, said)
    spots = {name: spot if name != body.apex else (ZERO, ZERO, {"c": 1}) for name, spot in body.spots.items()}
    low = body.base
    k = low.index("A") if low[0] == "D" else 0
    return Placed(body._replace(spots=spots, name=f"{body.apex}-{''.join(low[k:] + low[:k])}"), low[0], [low[1], low[3], body.apex])


def _axis_pyramid(draw: Draw) -> Placed:
    """A square pyramid whose diagonals and height lie on the axes."""
    given = draw.sizes(("a", "c"), SIZES[2])
    said = {"a": "half a diagonal of the base", "c": "height"}
    corners: list[tuple[bodies.Form, bodies.Form]] = [({"a": 1}, ZERO), (ZERO, {"a": 1}), ({"a": -1}, ZERO), (ZERO, {"a": -1})]
    body = bodies.pyramid("regular square pyramid", corners, (ZERO, ZERO), _Letters(draw, "ABCD"), given, said)
    spots = {name: spot if name != body.apex else (ZERO, ZERO, {"c": 1}) for name, spot in body.spots.items()}
    return Placed(body._replace(spots=spots), "O", ["A", "B", body.apex])


def _plane(draw: Draw) -> Placed:
    """The tetrahedron that a plane cuts off between the axes."""
    given = draw.sizes(("a", "b", "c"), (*SIZES[3], (6, 3, 2), (6, 4, 3), (2, 2, 1), (3, 6, 6)))
    said = {"a": "where it cuts the x-axis", "b": "the y-axis", "c": "the z-axis"}
    spots: dict[str, bodies.Spot] = {"O": (ZERO, ZERO, ZERO), "A": ({"a": 1}, ZERO, ZERO), "B": (ZERO, {"b": 1}, ZERO)}
    spots["C"] = (ZERO, ZERO, {"c": 1})
    faces = [["A", "B", "C"], ["O", "B", "A"], ["O", "C", "B"], ["O", "A", "C"]]
    return Placed(Body("tetrahedron", "OABC", given, said, spots, faces, ["O", "A", "B"]), "O", ["A", "B", "C"])


_PLACED = {"box": _box, "prism": _prism, "corner pyramid": _corner_pyramid, "axis pyramid": _axis_pyramid, "plane": _plane}


def _steps(rng: Random, made: Construction, level: int) -> list[Step]:
    """A diagonal; midpoints and lines from them; a triangle of vertices and midpoints."""
    names, free = list(made.body.spots), [letter for letter in "EFMN" if letter not in made.points]
    if level == 1 or made.segments:
        return []
    if level == 2:
        return [["segment", *rng.sample(names, 2)]]
    edges = rng.sample(made.body.edges, min(level - 2, 2))
    steps: list[Step] = [["midpoint", free[k], *edge] for k, edge in enumerate(edges)]
    new = [step[1] for step in steps]
    apart = [[name for name in names if name not in edge] for edge in edges]
    if rng.random() < 0.4:
        return [*steps, ["plane", *new, *rng.sample(apart[0], 3 - len(new))]]
    return [*steps, *(["segment", point, rng.choice(others)] for point, others in zip(new, apart, strict=True))]


def _shown(plan: measured.Plan, placed: Placed) -> str:
    """How the reader learns the sizes: values beside edges, or coordinates at the ends on the axes."""
    how = plan.draw.one("sizes_shown", ("values", "coordinates", "coordinates")) if len(placed.body.faces) > 4 else "coordinates"
    points = plan.made.points
    if how == "values" and placed.origin in placed.body.spots:
        for symbol, end in zip(placed.body.given, placed.ends, strict=False):
            edges = [pair for pair in placed.body.edges if set(pair) == {placed.origin, end}]
            edges += [pair for pair in placed.body.edges if _parallel(points, pair, (placed.origin, end))]
            plan.side(symbol, [pair for pair in dict.fromkeys(edges) if pair not in plan.made.on.values()] or edges)
        return how
    chosen = placed.ends if len(placed.body.given) > 1 else [plan.draw.one("noted", tuple(placed.ends))]
    if placed.origin == "O" and "O" not in placed.body.spots:
        chosen = [placed.ends[0], placed.ends[2]]
    for name in chosen:
        plan.notes.append((name, frames.note(name, points[name], plan.look.font)))
        plan.said.append(f"The point {name} bears its coordinates: {name}{pair(points[name])}.")
    return "coordinates"


def _parallel(points: Mapping[str, Vec], pair: tuple[str, str], other: tuple[str, str]) -> bool:
    (a, b), (p, q) = ([points[name] for name in names] for names in (pair, other))
    return all(abs(abs(b[k] - a[k]) - abs(q[k] - p[k])) < 1e-9 for k in range(3))


def _axes(plan: measured.Plan, placed: Placed) -> None:
    """The three axes beyond the solid."""
    made = plan.made
    tips = frames.tips([made.points[name] for name in placed.ends])
    for (name, tip), end in zip(tips.items(), placed.ends, strict=True):
        made.points[name], made.how[name] = tip, ("at", *(f"{part:g}" for part in tip))
        plan.arrows.append((end, name, plan.look.ink))
    plan.arrow_words[plan.look.ink] = "The axes beyond the solid"
    plan.said.append(f"The axes x, y and z run from {placed.origin} through {joined(placed.ends)} and end in arrowheads.")
    if len(set(placed.ends)) < 3:
        raise Misfit("two axes leave at one vertex")


def _derived(plan: measured.Plan, placed: Placed, how: str) -> dict[str, Any]:
    points = {name: p for name, p in plan.made.points.items() if name not in "xyz"}
    where = joined(_middles(plan.made) or [""])
    return {
        "described": f"{placed.body.described()} in a frame with the origin {placed.origin} and "
        f"{joined(placed.ends)} on the x-, y- and z-axis{where and f'; {where}'}",
        "coordinates": {name: [round(part, 4) for part in p] for name, p in points.items()},
        "noted": [name for name, _ in plan.notes],
        "lines": [list(pair) for pair in plan.made.segments],
        "planes": plan.shaded,
        "joined": [list(pair) for pair in placed.body.edges],
        **({"printed": sorted(placed.body.given)} if how == "coordinates" else {}),
    }
