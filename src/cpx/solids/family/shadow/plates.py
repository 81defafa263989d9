"""Shadows of plane and solid things: a square plate under a lamp, a box in the sun, a triangle and its projection on a plane.

dimensions -> Stage -> Drawn, in the manner of the shadows of poles
"""

import math
from itertools import pairwise

from cpx.solids.draw import Draw, Drawn
from cpx.solids.family.shadow.poles import VIEWS, finished, one
from cpx.solids.page.look import FILLS
from cpx.solids.wire import measured
from cpx.solids.wire.bodies import ZERO, Form
from cpx.solids.wire.scene import Fill
from cpx.solids.wire.staged import Stage

GREYS = ("lightgray", "silver", "gainsboro")
PLATES = ([2, 2, 2], [2, 2, 4], [3, 3, 3], [2, 4, 2], [3, 2, 1], [2, 3, 3], [4, 4, 2], [3, 3, 1.5], [2, 1.5, 3], [4, 4, 4])
"""Side of the plate, height of the lamp above it, height of the plate."""


def plate(draw: Draw) -> Drawn:
    """A square plate parallel to the ground; the lamp hangs above its middle."""
    side, above, high = draw.row("sizes", PLATES)
    said = {"a": "side of the plate", "e": "height of the lamp above the plate", "g": "height of the plate above the ground"}
    stage = Stage(draw, {"a": side, "e": above, "g": high}, said, ("cabinet", "cabinet", "orthographic", "orthographic", "dimetric"))
    long = side * (above + high) / above
    stage.follows("b", long, "a * (e + g) / e", "side of the shadow")
    for names, symbol, z in (("ABCD", "a", one("g")), ("PQRS", "b", ZERO)):
        for name, x, y in zip(names, (-0.5, 0.5, 0.5, -0.5), (-0.5, -0.5, 0.5, 0.5), strict=True):
            stage.point(name, {symbol: x}, {symbol: y}, z)
    for name, height in (("L", one("e", "g")), ("M", one("g")), ("F", ZERO)):
        stage.point(name, ZERO, ZERO, height)
    stage.faces.append(list("ABCD"))
    stage.fills += [
        Fill(list("PQRS"), draw.one("shadow_colour", GREYS), 1),
        Fill(list("ABCD"), draw.one("plate_colour", FILLS), 1),
    ]
    stage.edges += [*measured.closed("ABCD"), *measured.closed("PQRS"), ("L", "M"), ("M", "F")]
    stage.ghosts += [("L", name) for name in "PQRS"]
    stage.dots += ["L"]
    stage.given_at("A", "B", "a")
    stage.given_at("L", "M", "e")
    stage.given_at("M", "F", "g")
    if draw.one("asked", (True, False)):
        stage.asked_at("P", "Q")
    stage.remarks.append("The quadrilateral PQRS on the ground is the shadow of the plate ABCD in the light of the lamp L.")
    derived = {"form": "plate", "side of the shadow": long, "known": ["a", "e", "g"]}
    subject = "a lamp L above the middle M of a level square plate ABCD, whose shadow on the ground is PQRS"
    return finished(stage, "The shadow of a square plate.", subject, derived)


BOXES = ([3, 2, 2, 3], [4, 2, 3, 2], [2, 2, 3, 2], [3, 3, 4, 3], [4, 3, 2, 3], [2, 3, 4, 2], [2, 2, 2, 3], [3, 2, 4, 6])
"""Length, width and height of the box, and the length of an upright edge's shadow."""


def box(draw: Draw) -> Drawn:
    """A box in the sun: the light comes from the left, or from the back left."""
    a, b, h, t = draw.row("sizes", BOXES)
    said = {"a": "length", "b": "width", "h": "height", "t": "length of an upright edge's shadow"}
    stage = Stage(draw, {"a": a, "b": b, "h": h, "t": t}, said, ("cabinet", "cabinet", "orthographic", "dimetric"))
    along, aside = draw.one("light", ([1.0, 0.0], [0.8, -0.6]))
    base: list[tuple[Form, Form]] = [(ZERO, ZERO), (one("a"), ZERO), (one("a"), one("b")), (ZERO, one("b"))]
    for low, top, (x, y) in zip("ABCD", "EFGH", base, strict=True):
        stage.point(low, x, y, ZERO)
        stage.point(top, x, y, one("h"))
    thrown = {"F": "Q", "G": "R"} | ({"E": "P"} if aside else {})
    for top, name in thrown.items():
        x, y = base["EFGH".index(top)]
        stage.point(name, {**x, "t": along}, {**y, "t": aside} if aside else y, ZERO)
    stage.faces += [list("DCBA"), list("EFGH"), list("ABFE"), list("BCGF"), list("CDHG"), list("DAEH")]
    stage.edges += [*measured.closed("ABCD"), *measured.closed("EFGH"), *zip("ABCD", "EFGH", strict=True)]
    outline = list("APQRC") if aside else list("BQRC")
    stage.edges += pairwise(outline)
    stage.fills.append(Fill([*outline, "B"] if aside else outline, draw.one("shadow_colour", GREYS), 1))
    stage.ghosts += list(thrown.items())
    ends = ("A", "P") if aside else ("B", "Q")
    for p, q, symbol in (("A", "B", "a"), ("C", "G", "h"), (*ends, "t"), ("E", "H", "b")):
        stage.given_at(p, q, symbol)
    stage.remarks.append(f"The shadow of the box on the ground is bounded by {'-'.join(outline)}.")
    derived = {"form": "box", "straight": not aside, "known": ["a", "b", "h", "t"]}
    return finished(stage, "A box in the sun.", "a box ABCD-EFGH in the sun with its shadow on the ground", derived)


HEIGHTS = ([4, 3, 4], [6, 4, 3], [5, 6, 8], [4, 8, 6], [8, 5, 12], [3, 3, 4], [6, 8, 6], [10, 6, 8], [6, 3, 4])
"""The side AB, the height DE of the projected triangle, and how far C lies above the plane."""


def projection(draw: Draw) -> Drawn:
    """A triangle with one side in a plane, and its projection on this plane."""
    a, n, h = draw.row("sizes", HEIGHTS)
    share = draw.one("foot_share", (0.3, 0.4, 0.5, 0.6, 0.7))
    said = {"a": "side AB", "n": "distance of E from AB", "h": "height of C above the plane"}
    stage = Stage(draw, {"a": a, "n": n, "h": h}, said, VIEWS)
    spots: dict[str, tuple[Form, Form, Form]] = {
        "A": (ZERO, ZERO, ZERO), "B": (one("a"), ZERO, ZERO), "D": ({"a": share}, ZERO, ZERO), "E": ({"a": share}, one("n"), ZERO),
        "C": ({"a": share}, one("n"), one("h")),
    }  # fmt: skip
    for name, spot in spots.items():
        stage.point(name, *spot)
    plane = [({"a": -0.3}, {"n": -0.4}), ({"a": 1.3}, {"n": -0.4}), ({"a": 1.3}, {"n": 1.4}), ({"a": -0.3}, {"n": 1.4})]
    corners = [stage.point(f"G{k}", x, y, ZERO, False) for k, (x, y) in enumerate(plane, 1)]
    stage.edges += [*measured.closed(corners), *((p, q) for p, q in ("AD", "DB", "BC", "CA", "CD", "DE", "AE", "BE"))]
    stage.fills.append(Fill(["A", "B", "E"], draw.one("shadow_colour", GREYS), 1))
    stage.ghosts.append(("C", "E"))
    stage.right_angles += [("E", "C", "D"), ("D", "C", "B")]
    for p, q, symbol in (("A", "B", "a"), ("D", "E", "n"), ("C", "E", "h")):
        stage.given_at(p, q, symbol)
    if draw.one("asked", (True, False)):
        stage.asked_at("C", "D")
    stage.remarks += ["The triangle ABE is the projection of ABC on the plane.", "D lies on AB, and CD and DE are drawn."]
    derived = {"form": "projection", "height": math.hypot(n, h), "known": ["a", "n", "h"]}
    subject = "a triangle ABC whose side AB lies in a plane, and its projection ABE on the plane"
    return finished(stage, "A triangle and its projection.", subject, derived, "perpendicular to the plane", "perpendiculars")
