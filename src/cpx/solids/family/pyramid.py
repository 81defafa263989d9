"""Pyramids and tetrahedra with their dimensions: the height and its foot, slant heights, lateral edges, the right triangles inside."""

import math

from cpx.solids.draw import Draw, Drawn
from cpx.solids.page.vectors import centre
from cpx.solids.page.words import polygon, with_article
from cpx.solids.wire import bodies, marks, measured, questions
from cpx.solids.wire.bodies import ZERO, Body, Form, Names
from cpx.solids.wire.construct import Construction

ask = questions.ask

REGULAR = {"square": 4, "triangular": 3, "hexagonal": 6, "pentagonal": 5}
KINDS = (
    "square", "square", "square", "triangular", "triangular", "hexagonal", "pentagonal", "rectangular",
    "upright edge", "upright edge", "upright face", "trirectangular", "regular tetrahedron",
)  # fmt: skip
SHOW = {
    1: ("height", "edges"),
    2: ("height", "slant"),
    3: ("slant", "height"),
    4: ("slant triangle", "edge triangle"),
    5: ("slant triangle", "edge triangle", "both"),
}
SQUARES = ((6, 4), (4, 3), (4, 4), (8, 3), (10, 12), (16, 15), (12, 8), (6, 6), (6, 3), (2, 3))
SIZES: dict[str, tuple[tuple[float, ...], ...]] = {
    "square": SQUARES,
    "triangular": ((6, 3), (6, 4), (6, 6), (3, 4), (12, 8), (2, 3), (4, 5)),
    "hexagonal": ((3, 4), (4, 4), (4, 3), (3, 3), (5, 4), (2, 2)),
    "pentagonal": ((3, 4), (4, 4), (5, 4), (4, 5), (3, 3)),
    "rectangular": ((8, 6, 12), (6, 4, 5), (8, 6, 5), (5, 4, 4), (6, 8, 12), (4, 3, 6)),
    "upright edge": ((4, 3, 3), (4, 3, 5), (3, 3, 3), (4, 4, 4), (5, 4, 3), (2, 2, 3), (6, 4, 4)),
    "upright face": ((6, 4, 4), (4, 4, 3), (6, 5, 4), (8, 6, 3), (2, 2, 1.5)),
    "trirectangular": ((3, 3, 3), (4, 3, 4), (2, 2, 2), (6, 4, 3), (4, 4, 2), (5, 3, 4)),
    "regular tetrahedron": ((2,), (3,), (4,), (6,)),
}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    kind = draw.one("solid", KINDS)
    body = _body(draw, kind)
    made = Construction(body)
    plan = measured.Plan(draw, made)
    if kind in REGULAR or kind in ("rectangular", "regular tetrahedron"):
        extra = _central(plan, draw.one("show", SHOW[level]), "a" if kind == "regular tetrahedron" else "h")
    else:
        extra = _over_border(plan, kind, level)
    plan.named = bool(made.segments or made.right_angles) or draw.one("names", (True, False))
    for symbol in [symbol for symbol in body.given if symbol != "h"]:
        plan.side(symbol, _edges(body, symbol, kind))
    word = with_article(body.kind)
    solid = word.replace("regular ", "") + (f" {body.name}" if plan.named else "")
    return measured.picture(plan, solid, extra)


def _body(draw: Draw, kind: str) -> Body:
    names = Names(draw)
    symbols = ["a"] if kind == "regular tetrahedron" else ["a", "h"] if kind in REGULAR else ["a", "b", "h"]
    given = measured.sizes(draw, symbols, SIZES[kind])
    said = {"a": "side of the base", "h": "height"}
    if kind in REGULAR:
        base = bodies.rectangle("a", "a") if kind == "square" else bodies.ngon(REGULAR[kind], turn=_turn(draw, kind))
        over: tuple[Form, Form] = ({"a": 0.5}, {"a": 0.5}) if kind == "square" else (ZERO, ZERO)
        return bodies.pyramid(f"regular {kind} pyramid", base, over, names, given, said)
    if kind == "regular tetrahedron":
        return _tetrahedron(names, given)
    said = {"a": "length of AB", "b": "length of BC", "h": "height"}
    if kind == "rectangular":
        return bodies.pyramid("rectangular pyramid", bodies.rectangle(), ({"a": 0.5}, {"b": 0.5}), names, given, said)
    if kind in ("upright face", "upright edge"):
        over = ({"a": 0.5} if kind == "upright face" else ZERO, draw.one("edge", (ZERO, {"b": 1})))
        return bodies.pyramid("rectangular pyramid", bodies.rectangle(), over, names, given, said)
    corners: list[tuple[Form, Form]] = [(ZERO, ZERO), ({"a": 1}, ZERO), (ZERO, {"b": 1})]
    return bodies.pyramid("triangular pyramid", corners, (ZERO, ZERO), names, given, {**said, "b": "length of AC"})


def _turn(draw: Draw, kind: str) -> int:
    """Many-sided bases are turned a little, lest edges in front and behind fall together."""
    return draw.one("base_turn", (8, 12, 16, 20, -8, -12, -16, -20)) if kind in ("pentagonal", "hexagonal") else 0


def _tetrahedron(names: Names, given: dict[str, float]) -> Body:
    third = math.sqrt(3) / 2
    corners: list[tuple[Form, Form]] = [(ZERO, ZERO), ({"a": 1}, ZERO), ({"a": 0.5}, {"a": third})]
    body = bodies.pyramid("regular tetrahedron", corners, (ZERO, ZERO), names, given, {"a": "edge"})
    return body._replace(spots={**body.spots, body.apex: ({"a": 0.5}, {"a": third / 3}, {"a": math.sqrt(2 / 3)})})


def _edges(body: Body, symbol: str, kind: str) -> list[tuple[str, str]]:
    """Edges of the base that have the dimension."""
    if kind == "regular tetrahedron":
        return body.edges
    sides = measured.closed(body.base)
    if kind == "trirectangular":
        return [sides[0]] if symbol == "a" else [sides[2]]
    return sides[::2] if symbol == "a" and "b" in body.given else sides[1::2] if symbol == "b" else sides


def _central(plan: measured.Plan, show: str, height: str) -> str:
    """The apex stands over the centre: the height, with a slant height or a lateral edge."""
    made, draw = plan.made, plan.draw
    base, apex = made.body.base, made.body.apex
    if show == "edges":
        if height in made.body.given and height == "h":
            plan.result(base[0], apex, "l") if len(base) == 4 else None
        return ""
    if show == "slant" and draw.one("height_too", (True, False)) is False:
        return _slant(plan, draw.one("slant_at", tuple(range(len(base)))), False)
    _height(plan, height)
    if show == "height":
        return " with its height"
    at = draw.one("slant_at", tuple(range(len(base))))
    said = " with its height"
    if show in ("slant", "slant triangle", "both"):
        said += _slant(plan, at, True)
        if show != "slant":
            plan.shaded.append([apex, "O", "M"])
    if show in ("edge triangle", "both"):
        corner = base[(at + 2) % len(base)]
        plan.made._segment("O", corner)
        if show == "edge triangle":
            plan.shaded.append([apex, "O", corner])
            plan.result(apex, corner, "l", draw.one("asked", (True, False)))
    return said + (f" and the triangle {''.join(plan.shaded[0])} shaded" if plan.shaded else "")


def _height(plan: measured.Plan, height: str) -> None:
    """From the apex to the centre O, with a right-angle mark against a line of the base."""
    made = plan.made
    base, apex = made.body.base, made.body.apex
    if len(base) == 4 and plan.draw.one("diagonals", (True, False)):
        made.do(["centre", "O", *base])
        made.do(["height", "O"])
    else:
        made._add("O", centre([made.points[name] for name in base]), ("mean", *base), None)
        made.segments.append((apex, "O"))
        side = made.body.base[plan.draw.one("mark_at", tuple(range(len(base))))]
        made.right_angles.append(marks.right_angle(made.points, "O", apex, side))
    if height == "h" and plan.draw.one("height_value", (True, True, False)):
        plan.line(apex, "O", "h")


def _slant(plan: measured.Plan, at: int, joined: bool) -> str:
    """From the apex to the midpoint M of a side of the base."""
    made = plan.made
    base, apex = made.body.base, made.body.apex
    a, b = base[at], base[(at + 1) % len(base)]
    made.do(["midpoint", "M", a, b])
    made._segment(apex, "M")
    if joined:
        made._segment("O", "M")
    made.right_angles.append(marks.right_angle(made.points, "M", apex, b))
    if plan.draw.one("slant_value", (True, True, False)):
        plan.result(apex, "M", "l", plan.draw.one("slant_asked", (True, False, False)))
    plan.said.append(f"M is the midpoint of the edge {a}{b}.")
    return f" and the slant height {apex}M" if joined else f" with the slant height {apex}M"


def _over_border(plan: measured.Plan, kind: str, level: int) -> str:
    """The apex stands over a vertex of the base, or over the middle of a side."""
    made, draw = plan.made, plan.draw
    base, apex = made.body.base, made.body.apex
    foot = next((name for name in base if made.points[name][:2] == made.points[apex][:2]), "")
    if not foot:
        a, b = next((a, b) for a, b in measured.closed(base) if made.points[a][1] == made.points[b][1] == made.points[apex][1])
        made.do(["midpoint", "M", a, b])
        made.segments.append((apex, "M"))
        made.right_angles.append(marks.right_angle(made.points, "M", apex, b))
        plan.said.append(f"M is the midpoint of the edge {a}{b}.")
        plan.line(apex, "M", "h")
        return f" whose apex {apex} stands over the midpoint M of {a}{b}"
    plan.side("h", [(foot, apex)])
    across = [name for name in base if name != foot]
    if level > 1:
        side = draw.one("mark_at", (across[0], across[-1]))
        made.right_angles.append(marks.right_angle(made.points, foot, apex, side))
    if level > 2 and len(base) == 4:
        far = base[(base.index(foot) + 2) % 4]
        made._segment(foot, far)
        if level > 3:
            plan.shaded.append([apex, foot, far])
            plan.result(apex, far, "l", draw.one("asked", (True, False)))
    elif level > 3:
        made.do(["foot", "H", foot, *across])
        made._segment(apex, "H")
    shown = f" and the {polygon(3)} {''.join(plan.shaded[0])} shaded" if plan.shaded else ""
    return f" whose apex {apex} stands over the vertex {foot}{shown}"
