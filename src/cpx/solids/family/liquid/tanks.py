"""Tanks with liquid in them: a box, a box with a cube under water, a box tilted until the liquid reaches its brim.

dimensions -> Stage (the box, the level, tinted sides) -> Drawn
"""

from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.liquid.vessels import DEPTH, LIQUIDS, tint
from cpx.solids.wire import marks, measured
from cpx.solids.wire.bodies import ZERO, Form, plus, scaled
from cpx.solids.wire.scene import Fill
from cpx.solids.wire.staged import Stage

VIEWS = ("cabinet", "cabinet", "cabinet", "orthographic", "dimetric", "isometric")
FACES = ("DCBA", "EFGH", "ABFE", "BCGF", "CDHG", "DAEH")
SAID = {"a": "length", "b": "width", "c": "height of the tank"}
A, B, C = {"a": 1.0}, {"b": 1.0}, {"c": 1.0}
SIZES = ([6, 4, 5, 3], [8, 5, 6, 4], [5, 5, 6, 4], [10, 6, 8, 5], [4, 3, 5, 2], [6, 3, 4, 2], [5, 4, 4, 3], [9, 6, 6, 4], [12, 8, 10, 6])
"""Length, width, height, depth of the liquid."""


def _edges(stage: Stage) -> None:
    stage.faces += [list(face) for face in FACES]
    stage.edges += [*measured.closed("ABCD"), *measured.closed("EFGH"), *zip("ABCD", "EFGH", strict=True)]


def _right(stage: Stage) -> bool:
    """Whether the right side is in sight."""
    return stage.view.toward((0.0, 0.0, 0.0))[0] > 0


def _standing(stage: Stage) -> None:
    """The tank upright, with its level."""
    named = stage.draw.one("names", (True, False))
    base: list[tuple[Form, Form]] = [(ZERO, ZERO), (A, ZERO), (A, B), (ZERO, B)]
    for names, z in (("ABCD", ZERO), ("EFGH", C), ("KLMN", {"w": 1.0})):
        for name, (x, y) in zip(names, base, strict=True):
            stage.point(name, x, y, z, named and z != {"w": 1.0})
    _edges(stage)
    stage.edges += measured.closed("KLMN")
    body, surface = stage.draw.one("liquid", [list(pair) for pair in LIQUIDS])
    stage.remarks.append(tint(body, surface))
    side = "BCML" if _right(stage) else "DAKN"
    stage.fills += [Fill(list(face), colour, 1) for face, colour in (("ABLK", body), (side, body), ("KLMN", surface))]
    outer = (("B", "C", "b"), ("A", "K", "w")) if _right(stage) else (("A", "D", "b"), ("D", "N", "w"))
    for p, q, symbol in (("A", "B", "a"), *outer):
        stage.given_at(p, q, symbol)
    stage.given_at(*(("C", "G") if _right(stage) else ("B", "F")), "c", "extension")  # clear of the level


def tank(draw: Draw) -> Drawn:
    """A box filled in part."""
    a, b, c, w = draw.row("sizes", SIZES)
    stage = Stage(draw, {"a": a, "b": b, "c": c, "w": w}, {**SAID, "w": DEPTH}, VIEWS)
    _standing(stage)
    derived = {"form": "tank", "liquid": a * b * w, "capacity": a * b * c}
    return stage.picture("A tank with liquid in it.", "a box-shaped tank filled in part with liquid", derived)


CUBES = ([6, 4, 5, 3, 2], [8, 5, 6, 4, 3], [5, 5, 6, 4, 2], [10, 6, 8, 5, 4], [6, 5, 6, 5, 3], [9, 6, 6, 4, 3], [8, 8, 8, 6, 4])
"""Those of the tank, and the cube's edge."""


def cube(draw: Draw) -> Drawn:
    """A cube on the bottom, covered by the liquid."""
    a, b, c, w, k = draw.row("sizes", CUBES)
    said = {**SAID, "w": DEPTH, "k": "edge of the cube"}
    stage = Stage(draw, {"a": a, "b": b, "c": c, "w": w, "k": k}, said, VIEWS)
    _standing(stage)
    x, y = (plus(scaled(whole, 0.5), {"k": -0.5}) for whole in (A, B))
    base = [(x, y), (plus(x, {"k": 1}), y), (plus(x, {"k": 1}), plus(y, {"k": 1})), (x, plus(y, {"k": 1}))]
    for names, z in (("PQRS", ZERO), ("TUVW", {"k": 1.0})):
        for name, spot in zip(names, base, strict=True):
            stage.point(name, *spot, z, False)
    stage.edges += [*measured.closed("PQRS"), *measured.closed("TUVW"), *zip("PQRS", "TUVW", strict=True)]
    marks.distinct(stage.points, stage.edges, stage.view, 0.025)
    stage.given_at("P", "Q", "k")
    stage.remarks.append("The liquid covers a cube on the bottom, whose edges are dashed.")
    derived = {"form": "cube", "liquid": a * b * w - k**3, "cube": k**3, "fall": k**3 / (a * b)}
    return stage.picture("A cube under water in a tank.", "a box-shaped tank with liquid in it that covers a cube", derived)


TILTS: tuple[list[Any], ...] = (
    [4, 3, 5, 0.6, 0.8], [4, 4, 6, 0.6, 0.8], [8, 5, 9, 0.6, 0.8], [8, 6, 8, 0.6, 0.8], [3, 3, 6, 0.8, 0.6], [6, 4, 10, 0.8, 0.6],
    [12, 6, 10, 0.385, 0.923], [12, 8, 9, 0.385, 0.923],
)  # fmt: skip
"""Length, width, height of the tank, sine and cosine of its tilt."""


def tilted(draw: Draw) -> Drawn:
    """Tilted about the lower right edge until the liquid reaches the upper right edge."""
    a, b, c, sine, cosine = draw.row("sizes", TILTS)
    stage = Stage(draw, {"a": a, "b": b, "c": c}, SAID, ("cabinet", "cabinet", "cavalier"))
    slope = {0.6: 3 / 4, 0.8: 4 / 3, 0.385: 5 / 12}[sine]
    words = {0.6: "3 / 4", 0.8: "4 / 3", 0.385: "5 / 12"}[sine]
    w = c - slope * a
    if w < 0.15 * c:
        raise Misfit("the liquid hardly reaches the other side")
    stage.follows("w", w, f"c - {words} * a", "how far up the left side the liquid reaches")
    _tilted_points(stage, sine, cosine)
    body, surface = draw.one("liquid", [list(pair) for pair in LIQUIDS])
    stage.remarks.append(tint(body, surface))
    sides = [("ABFK", body), ("BCGF" if _right(stage) else "DAKN", body), ("KFGN", surface)]
    stage.fills += [Fill(list(face), colour, 1) for face, colour in sides]
    for p, q, symbol in (("A", "B", "a"), ("B", "F", "c"), ("E", "H", "b")):
        stage.given_at(p, q, symbol)
    stage.told_at("A", "K", "w", w)
    stage.remarks.append(
        "The tank is tilted about its lower right edge; the liquid reaches the edge FG and the points K and N on the left."
    )
    derived = {"form": "tilted", "liquid": a * b * (c + w) / 2, "capacity": a * b * c, "upright": (c + w) / 2, "needs": ["w"]}
    subject = "a box-shaped tank tilted to the right, with liquid that just reaches its edge FG and the points K and N"
    return stage.picture("A tilted tank.", subject, derived)


def _tilted_points(stage: Stage, sine: float, cosine: float) -> None:
    """The tank, and K and N where the liquid meets the left wall."""
    along: tuple[Form, Form] = ({"a": -cosine}, {"a": sine})
    up: tuple[Form, Form] = ({"c": sine}, {"c": cosine})
    wet: tuple[Form, Form] = ({"w": sine}, {"w": cosine})
    profile = {"A": along, "B": (ZERO, ZERO), "F": up, "E": _sum(along, up), "K": _sum(along, wet)}
    behind = {"A": "D", "B": "C", "F": "G", "E": "H", "K": "N"}
    for name, (x, z) in profile.items():
        stage.point(name, x, ZERO, z)
    for name, (x, z) in profile.items():
        stage.point(behind[name], x, B, z, name in "FK")
    _edges(stage)
    stage.edges += [("K", "F"), ("K", "N"), ("N", "G")]


def _sum(p: tuple[Form, Form], q: tuple[Form, Form]) -> tuple[Form, Form]:
    return plus(p[0], q[0]), plus(p[1], q[1])
