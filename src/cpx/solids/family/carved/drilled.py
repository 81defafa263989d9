"""Boxes with a round hole or a half-round groove, and their dimensions."""

import math

from cpx.solids.draw import Draw, Drawn
from cpx.solids.page import project
from cpx.solids.round import parts, turned
from cpx.solids.round.terms import ZERO, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured

SIZES = ((6, 5, 5, 2), (8, 6, 5, 2), (6, 6, 8, 2), (5, 4, 4, 1), (9, 8, 8, 3), (12, 8, 10, 3), (6, 4, 5, 1))
FACES = [[3, 2, 1, 0], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]


def picture(draw: Draw, form: str) -> Drawn:
    """A box with a hole from front to back or from top to bottom, or with a groove along its top."""
    a, b, c, r = measured.sizes(draw, ("a", "b", "c", "r"), SIZES).values()
    lie: turned.Lie = draw.one("hole_lies", ("deep", "deep", "upright")) if form == "drilled" else "deep"
    given = {"a": a, "b": b, "c": c, "r": r}
    said = {"a": "length", "b": "width", "c": "height", "r": "radius of the hole" if form == "drilled" else "radius of the groove"}
    if lie == "deep":
        view = turned.lying(draw, "deep")
    else:
        view = project.orthographic(draw.one("turn", (25, 30, -30, -25)), draw.one("elevation", (20, 25, 30)))
    solid = Turned(draw, given, said, view, lie)
    return _drilled(solid) if form == "drilled" else _groove(solid)


def _half(t: Term) -> Term:
    return Term(t.value / 2, f"{t.words} / 2")


def _box(solid: Turned, across: Term, up: Term, along: Term) -> list[str]:
    """A box about the axis: half its width, half its height, its length."""
    names = ["P", "Q", "R", "S", "P1", "Q1", "R1", "S1"]
    ring = [(-across, -up), (across, -up), (across, up), (-across, up)]
    solid.box([(x, y, z) for z in (ZERO, along) for x, y in ring], FACES, names)
    return names


def _drilled(solid: Turned) -> Drawn:
    a, b, c, r = (solid.t(symbol) for symbol in "abcr")
    deep = solid.lie == "deep"
    along = b if deep else c
    names = _box(solid, _half(a), _half(c if deep else b), along)
    solid.frustum(ZERO, r, along, r)
    hole = solid.parts.pop()
    solid.parts[0] = solid.parts[0]._replace(hole=hole)
    for about, z in zip(("near end", "far end") if deep else ("lower end", "upper end"), (ZERO, along), strict=True):
        solid.rim(f"{about} of the hole", z, r)
    top = ZERO if deep else along
    solid.axis_point("O", top)
    solid.on_rim(solid.end, top, r, solid.draw.one("radius_turn", (30, 150, 45) if deep else (0, 180)))
    solid.line("O", solid.end)
    solid.given_at("O", solid.end, "r", plain=True)
    _dimensions(solid, names, deep)
    volume = a.value * b.value * c.value - math.pi * r.value**2 * along.value
    area = _area(solid) + 2 * math.pi * r.value * (along.value - r.value)
    way = "front to back" if deep else "top to bottom"
    derived = {"solid": "remaining solid", "volume": round(volume, 4), "surface area": round(area, 4)}
    return solid.picture("A drilled block.", f"a cuboid with a round hole from {way} through its middle", derived)


def _groove(solid: Turned) -> Drawn:
    """Half a cylinder taken out of the top, from front to back."""
    a, b, c, r = (solid.t(symbol) for symbol in "abcr")
    x, depth = _half(a), -c
    for k, z in (("", ZERO), ("1", b)):
        for name, at, y in (("P", -x, depth), ("Q", x, depth), ("R", x, ZERO), ("T", r, ZERO), ("U", -r, ZERO), ("S", -x, ZERO)):
            solid.point(name + k, at, y, z, False)
        solid.edges += [(p + k, q + k) for p, q in ("PQ", "QR", "RT", "US", "SP")]
        solid.rim(f"{'far' if k else 'near'} end of the groove", z, r, 180, 360)
    solid.edges += [(p, f"{p}1") for p in "PQRSTU"]
    corners = [solid.points[name + k] for k in ("", "1") for name in "PQRS"]
    block = parts.block(corners, [[corners[i] for i in face] for face in FACES])
    solid.parts.append(block._replace(hole=parts.Part(parts.frustum((0, 0, 0), r.value, r.value, b.value, solid.frame))))
    solid.axis_point("O", ZERO)
    solid.on_rim(solid.end, ZERO, r, solid.draw.one("radius_turn", (240, 300, 270)))
    solid.line("O", solid.end)
    solid.given_at("O", solid.end, "r", plain=True)
    _dimensions(solid, ["P", "Q", "R", "S", "P1", "Q1", "R1", "S1"], True)
    volume = a.value * b.value * c.value - math.pi * r.value**2 * b.value / 2
    area = _area(solid) + (math.pi - 2) * r.value * b.value - math.pi * r.value**2
    derived = {"solid": "remaining solid", "volume": round(volume, 4), "surface area": round(area, 4)}
    return solid.picture(
        "A block with a groove.", "a cuboid with a half-round groove from front to back along the middle of its top", derived
    )


def _area(solid: Turned) -> float:
    a, b, c = (solid.given[symbol] for symbol in "abc")
    return 2 * (a * b + b * c + c * a)


def _dimensions(solid: Turned, names: list[str], deep: bool) -> None:
    """Length below, height on one side, width along the edge that recedes or on the lower one in sight."""
    a, b, c, d, a1, b1, *_ = names
    right = solid.view.right[1] > 0 if deep else solid.view.angle > 0
    solid.given_at(a, b, "a")
    if deep:
        solid.given_at(*((b, b1) if right else (a, a1)), "b")
        solid.given_at(*((a, d) if right else (b, c)), "c")
    else:
        solid.given_at(*((b, c) if right else (d, a)), "b")
        solid.given_at(*((a, a1) if right else (b, b1)), "c")
