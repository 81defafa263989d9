"""Plane figures that turn about an axis: their corners as distances from it and heights along it, and the solids they make.

A corner is two sums of dimensions; sides run anticlockwise, so up along the outside and down along the axis or a hollow.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cpx.solids.page.vectors import ring
from cpx.solids.wire.bodies import ZERO, Form, value

R: Form = {"r": 1}
BIG: Form = {"R": 1}
H: Form = {"h": 1}
K: Form = {"k": 1}
UP: Form = {"h": 1, "k": 1}
Spot = tuple[float, float]


class Profile(NamedTuple):
    """A figure, and what comes of it."""

    word: str  # the figure
    makes: str  # the solid
    said: Mapping[str, str]  # its dimensions
    sizes: Sequence[Sequence[float]]
    corners: Sequence[tuple[Form, Form]]
    shown: Sequence[tuple[int, int, str]]  # sides that have a dimension
    slanting: Sequence[tuple[int, int]] = ()  # sides whose length follows
    arcs: Sequence[int] = ()  # these sides are quarter circles
    level: int = 1
    settled: bool = True  # whether the lengths shown fix the figure
    square: int = -1  # a corner with a right-angle mark

    def spots(self, given: Mapping[str, float]) -> list[Spot]:
        return [(value(r, given), value(z, given)) for r, z in self.corners]

    def names(self) -> list[str]:
        """Letters of the corners; the middle of a half-circle has none."""
        letters = iter("ABCDEF")
        smooth = {k for k in range(len(self.corners)) if k in self.arcs and (k - 1) % len(self.corners) in self.arcs}
        return [f"arc{k}" if k in smooth else next(letters) for k in range(len(self.corners))]


def volume(spots: Sequence[Spot], arcs: Sequence[int]) -> float:
    """Of the solid: what lies within each side's turn, counted up or down."""
    total = 0.0
    for k, ((r0, z0), (r1, z1)) in enumerate(ring(spots)):
        total += math.pi * (z1 - z0) * (2 * max(r0, r1) ** 2 / 3 if k in arcs else (r0 * r0 + r0 * r1 + r1 * r1) / 3)
    return total


def area(spots: Sequence[Spot], arcs: Sequence[int]) -> float:
    """Of the solid's surface, hollows included."""
    total = 0.0
    for k, ((r0, z0), (r1, z1)) in enumerate(ring(spots)):
        total += 2 * math.pi * max(r0, r1) ** 2 if k in arcs else math.pi * (r0 + r1) * math.dist((r0, z0), (r1, z1))
    return total


_RH = {"r": "distance from the axis", "h": "height"}
_RHK = {"r": "distance from the axis", "h": "shorter side", "k": "how much longer the other is"}
_LEGS = ((3, 4), (4, 3), (5, 12), (8, 6), (6, 8), (3, 3), (2, 4), (3, 6))
_STEPS = ((3, 4, 4), (3, 5, 4), (4, 5, 3), (2, 3, 2), (3, 2, 4), (4, 2, 3), (6, 4, 8), (5, 6, 12))

PROFILES: dict[str, Profile] = {
    "rectangle": Profile(
        "rectangle",
        "cylinder",
        _RH,
        ((3, 5), (2, 4), (4, 3), (5, 4), (3, 6), (2, 5)),
        [(ZERO, ZERO), (R, ZERO), (R, H), (ZERO, H)],
        [(0, 1, "r"), (1, 2, "h")],
    ),
    "triangle": Profile("right triangle", "cone", _RH, _LEGS, [(ZERO, ZERO), (R, ZERO), (ZERO, H)], [(0, 1, "r"), (2, 0, "h")], [(1, 2)]),
    "half-circle": Profile(
        "half-circle",
        "sphere",
        {"r": "radius"},
        ((2,), (3,), (4,), (5,), (6,)),
        [(ZERO, ZERO), (R, R), (ZERO, {"r": 2})],
        [],
        arcs=(0, 1),
    ),
    "quarter": Profile(
        "quarter circle",
        "hemisphere",
        {"r": "radius"},
        ((2,), (3,), (4,), (5,), (6,)),
        [(ZERO, ZERO), (R, ZERO), (ZERO, R)],
        [(0, 1, "r")],
        arcs=(1,),
    ),
    "trapezoid on its height": Profile(
        "right trapezoid",
        "frustum of a cone",
        {"R": "longer base", "r": "shorter base", "h": "height"},
        ((6, 3, 4), (5, 2, 4), (7, 2, 12), (4, 1, 4), (5, 3, 3), (6, 2, 3)),
        [(ZERO, ZERO), (BIG, ZERO), (R, H), (ZERO, H)],
        [(0, 1, "R"), (2, 3, "r"), (3, 0, "h")],
        [(1, 2)],
        level=2,
    ),
    "trapezoid on its long base": Profile(
        "right trapezoid",
        "cylinder with a cone on top",
        _RHK,
        _STEPS,
        [(ZERO, ZERO), (R, ZERO), (R, H), (ZERO, UP)],
        [(0, 1, "r"), (1, 2, "h")],
        [(2, 3)],
        level=2,
    ),
    "trapezoid on its short base": Profile(
        "right trapezoid",
        "cylinder with a conical hollow",
        _RHK,
        _STEPS,
        [(ZERO, ZERO), (R, ZERO), (R, UP), (ZERO, H)],
        [(0, 1, "r"), (3, 0, "h")],
        [(2, 3)],
        level=3,
    ),
    "kite": Profile(
        "right triangle",
        "double cone",
        {"r": "distance of B from the axis", "h": "lower part of the axis", "k": "upper part of the axis"},
        ((2.4, 1.8, 3.2), (2.4, 3.2, 1.8), (4.8, 3.6, 6.4), (4.8, 6.4, 3.6), (2, 2, 2), (3, 3, 3), (6, 4.5, 8)),
        [(ZERO, ZERO), (R, H), (ZERO, UP)],
        [],
        [(0, 1), (1, 2)],
        level=2,
        square=1,
    ),
    "rectangle apart": Profile(
        "rectangle",
        "hollow cylinder",
        {"d": "distance of its nearer side from the axis", "r": "width", "h": "height"},
        ((2, 2, 5), (1, 2, 4), (3, 1, 6), (2, 3, 4), (3, 2, 5), (2, 1, 4)),
        [({"d": 1}, ZERO), ({"d": 1, "r": 1}, ZERO), ({"d": 1, "r": 1}, H), ({"d": 1}, H)],
        [(0, 1, "r"), (1, 2, "h")],
        level=3,
    ),
    "step": Profile(
        "L-shaped figure",
        "small cylinder on a large one",
        {"R": "lower width", "r": "upper width", "h": "lower height", "k": "upper height"},
        ((5, 2, 2, 3), (4, 2, 2, 4), (6, 3, 2, 4), (5, 3, 3, 2), (4, 1, 2, 3)),
        [(ZERO, ZERO), (BIG, ZERO), (BIG, H), (R, H), (R, UP), (ZERO, UP)],
        [(0, 1, "R"), (1, 2, "h"), (3, 4, "k"), (4, 5, "r")],
        level=3,
    ),
    "bullet": Profile(
        "round-topped rectangle",
        "cylinder with a hemisphere on top",
        _RH,
        ((3, 5), (2, 4), (4, 3), (3, 4), (2, 5)),
        [(ZERO, ZERO), (R, ZERO), (R, H), (ZERO, {"h": 1, "r": 1})],
        [(0, 1, "r"), (1, 2, "h")],
        arcs=(2,),
        level=3,
    ),
    "trapezoid between cones": Profile(
        "isosceles trapezoid",
        "cylinder between two cones",
        {"r": "height", "h": "shorter base", "k": "overhang of the longer base"},
        ((3, 4, 4), (4, 4, 3), (2, 3, 2), (3, 2, 4), (4, 5, 3)),
        [(ZERO, ZERO), (R, K), (R, UP), (ZERO, {"h": 1, "k": 2})],
        [(1, 2, "h")],
        [(0, 1), (2, 3), (3, 0)],
        level=3,
    ),
    "trapezoid with hollows": Profile(
        "isosceles trapezoid",
        "cylinder with two conical hollows",
        {"r": "height", "h": "shorter base", "k": "overhang of the longer base"},
        ((4, 4, 3), (3, 3, 4), (4, 2, 3), (3, 2, 1.5), (4, 3, 2)),
        [(R, ZERO), (R, {"h": 1, "k": 2}), (ZERO, UP), (ZERO, K)],
        [(2, 3, "h")],
        [(1, 2), (3, 0), (0, 1)],
        level=4,
    ),
    "triangle from its tip": Profile(
        "triangle",
        "cylinder with two conical hollows that meet",
        {"r": "distance of the side from the axis", "h": "half of the side"},
        ((4, 3), (3, 4), (3, 2), (4, 2), (3, 3), (2, 2)),
        [(R, ZERO), (R, {"h": 2}), (ZERO, H)],
        [],
        [(1, 2), (2, 0), (0, 1)],
        level=4,
    ),
    "parallelogram": Profile(
        "parallelogram",
        "cylinder with a cone below and a conical hollow on top",
        {"r": "distance of the sides", "h": "side on the axis", "k": "shift of the other side"},
        ((4, 5, 3), (3, 6, 4), (3, 5, 2), (4, 6, 3), (2, 4, 2)),
        [(ZERO, ZERO), (R, K), (R, UP), (ZERO, H)],
        [(1, 2, "h")],
        [(0, 1), (2, 3)],
        level=4,
        settled=False,
    ),
    "triangle apart": Profile(
        "right triangle",
        "cylindrical ring with a slanting outside",
        {"d": "distance of its upright leg from the axis", "r": "level leg", "h": "upright leg"},
        ((2, 3, 4), (1, 3, 4), (2, 2, 4), (3, 3, 4), (2, 4, 3)),
        [({"d": 1}, ZERO), ({"d": 1, "r": 1}, ZERO), ({"d": 1}, H)],
        [(0, 1, "r")],
        [(1, 2)],
        level=5,
    ),
}
