"""Round vessels with liquid in them: a glass, a glass with a ball, a cone on its tip, a bucket, a bowl.

dimensions -> Vessel (a solid of revolution whose lower part is tinted) -> Drawn; the level is a circle of its own
"""

import math

from cpx.solids.draw import Draw, Drawn
from cpx.solids.page.vectors import between
from cpx.solids.page.words import colour_words
from cpx.solids.round import turned
from cpx.solids.round.terms import ZERO, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured
from cpx.solids.wire.scene import Fill

LIQUIDS = (
    ("lightblue", "aliceblue"),
    ("paleturquoise", "lightcyan"),
    ("khaki", "lightyellow"),
    ("wheat", "cornsilk"),
    ("lightpink", "mistyrose"),
)
"""Colours of a liquid and of its level."""
HEIGHT = "height of the vessel"
DEPTH = "depth of the liquid"
ABOVE = "from the liquid up to the rim"


def tint(body: str, surface: str) -> str:
    """The colours of the liquid and of its level, in words."""
    below, above = colour_words(body), colour_words(surface)
    return f"The liquid and its level are {below}." if below == above else f"The liquid is {below}, its level {above}."


class Vessel(Turned):
    """A round vessel; what is tinted in it, far to near."""

    def __init__(self, draw: Draw, given: dict[str, float], said: dict[str, str]) -> None:
        super().__init__(draw, given, said, turned.upright(draw))
        self.tinted_parts: list[Fill] = []
        self.body, self.surface = draw.one("liquid", [list(pair) for pair in LIQUIDS])
        self.remarks.append(tint(self.body, self.surface))

    def _fills(self) -> list[Fill]:
        return self.tinted_parts

    def disc(self, z: Term, r: Term, colour: str) -> None:
        """A tinted circle."""
        self.tinted_parts.append(Fill([], colour, 1, "", (self._vec((0.0, 0.0, z.value)), (r.value, 0.0, 0.0), (0.0, r.value, 0.0))))

    def fill_up(self, ends: list[str], bottom: Term, level: tuple[Term, Term]) -> list[str]:
        """Liquid from the bottom to the level, both given by their ends on the outline, whose ends are given; the level's ends."""
        names = ["level_left", "level_right"]
        if bottom.value == level[1].value:
            self.point(names[0], -level[1], ZERO, level[0], False)
            self.point(names[1], level[1], ZERO, level[0], False)
        else:
            part = self.given["w"] / (self.given["w"] + self.given["e"])
            for name, low, high in zip(names, ends[:2], ends[2:], strict=True):
                self.points[name] = between(self.points[low], self.points[high], part)
                self.how[name] = ("between", low, high, "w / h")
        if bottom.value:
            self.disc(ZERO, bottom, self.body)
        corners = [ends[0], ends[1]] if bottom.value else [ends[0]]
        self.tinted_parts.append(Fill([*corners, names[1], names[0]], self.body, 1))
        self.disc(*level, self.surface)
        self.rim("rim of the level", *level)
        return names

    def tall(self) -> None:
        """The height, which follows from the depth of the liquid and what is left above it."""
        self.further.append("h = w + e  # height of the vessel")

    def on_axis(self, low: str, deep: Term) -> None:
        """The depth of the liquid and what is left above it, along the axis."""
        self.axis_point("face", deep, False)
        top = next(name for name in ("O", "top") if name in self.points)
        for a, b, symbol in ((low, "face", "w"), ("face", top, "e")):
            self.line(a, b)
            self.given_at(a, b, symbol, plain=True)

    def sizes(self, ends: list[str], level: list[str]) -> None:
        """Height on the right, depth of the liquid on the left."""
        self.given_at(ends[1], ends[3], "h")
        self.given_at(ends[0], level[0], "w")

    def radius(self, z: Term, r: Term, symbol: str) -> None:
        """Of the upper rim, from its centre."""
        named = self.draw.one("names", (True, False, False))
        centre = self.axis_point("O" if named else "top", z, named)
        end = self.on_rim(self.end if named else "brim", z, r, self.draw.one("radius_turn", (0, -25, 180, 20)), named)
        self.line(centre, end)
        self.given_at(centre, end, symbol, plain=True)


GLASSES = ([3, 8, 5], [2, 5, 4], [4, 6, 3], [3, 5, 2], [5, 8, 6], [2, 6, 3], [4, 10, 6], [6, 10, 5], [3, 9, 6])
"""Radius, height, depth of the liquid."""


def glass(draw: Draw) -> Drawn:
    """A cylinder."""
    r, h, w = measured.sizes(draw, ("r", "h", "w"), GLASSES).values()
    vessel = Vessel(draw, {"r": r, "h": h, "w": w}, {"r": "radius", "h": HEIGHT, "w": DEPTH})
    ends = _cylinder(vessel)
    level = vessel.fill_up(ends, vessel.t("r"), (vessel.t("w"), vessel.t("r")))
    vessel.sizes(ends, level)
    area = math.pi * r * r
    derived = {"form": "glass", "liquid": area * w, "capacity": area * h}
    return vessel.picture("A glass with liquid in it.", "a cylindrical glass with liquid in it", derived)


def _cylinder(vessel: Vessel) -> list[str]:
    r, h = vessel.t("r"), vessel.t("h")
    ends = vessel.frustum(ZERO, r, h, r)
    vessel.rim("rim of the base", ZERO, r)
    vessel.rim("rim of the top", h, r)
    vessel.radius(h, r, "r")
    return ends


BALLS = ([3, 8, 6, 2], [4, 10, 8, 3], [3, 7, 5, 1.5], [4, 9, 6, 2], [6, 12, 9, 3], [2, 6, 4, 1], [5, 10, 8, 3])
"""Radius, height, depth of the liquid, radius of the ball."""


def ball(draw: Draw) -> Drawn:
    """A ball on the bottom of a glass, covered by the liquid."""
    r, h, w, q = measured.sizes(draw, ("r", "h", "w", "k"), BALLS).values()
    said = {"r": "radius of the glass", "h": HEIGHT, "w": DEPTH, "k": "radius of the ball"}
    vessel = Vessel(draw, {"r": r, "h": h, "w": w, "k": q}, said)
    ends = _cylinder(vessel)
    level = vessel.fill_up(ends, vessel.t("r"), (vessel.t("w"), vessel.t("r")))
    centre = vessel.t("k")
    vessel.ball(centre, centre)
    vessel.rim("equator of the ball", centre, centre)
    vessel.axis_point("inner", centre, False)
    vessel.on_rim("side", centre, centre, draw.one("ball_turn", (0, -30, 200)), False)
    vessel.line("inner", "side")
    vessel.given_at("inner", "side", "k", plain=True)
    vessel.sizes(ends, level)
    area, sunk = math.pi * r * r, 4 / 3 * math.pi * q**3
    derived = {"form": "ball", "liquid": area * w - sunk, "ball": sunk, "fall": sunk / area}
    return vessel.picture("A ball in a glass of water.", "a cylindrical glass with liquid in it that covers a ball", derived)


CONES = ([3, 4, 2], [4, 6, 2], [3, 6, 3], [2, 3, 3], [4, 3, 3], [6, 4, 4], [5, 8, 2], [3, 2, 2], [6, 6, 3])
"""Radius of the rim, depth of the liquid, what is left above it."""


def cone(draw: Draw) -> Drawn:
    """A cone on its tip."""
    r, w, e = measured.sizes(draw, ("r", "w", "e"), CONES).values()
    vessel = Vessel(draw, {"r": r, "w": w, "e": e}, {"r": "radius of the rim", "w": DEPTH, "e": ABOVE})
    vessel.tall()
    big, tall, deep = vessel.t("r"), Term(w + e, "h"), vessel.t("w")
    ends = vessel.frustum(ZERO, ZERO, tall, big)
    vessel.rim("rim of the top", tall, big)
    level = Term(r * w / (w + e), "r * w / h")
    vessel.fill_up(ends, ZERO, (deep, level))
    vessel.radius(tall, big, "r")
    vessel.on_axis(ends[0], deep)
    full = math.pi * r * r * (w + e) / 3
    derived = {"form": "cone", "liquid": full * (w / (w + e)) ** 3, "capacity": full, "level radius": level.value}
    return vessel.picture("A conical glass with liquid in it.", "a conical glass on its tip with liquid in it", derived)


BUCKETS = ([2, 4, 3, 3], [3, 5, 4, 4], [2, 3, 2, 2], [3, 6, 6, 3], [4, 6, 4, 4], [2, 5, 6, 3], [3, 5, 3, 3])
"""Radii of bottom and rim, depth of the liquid, what is left above it."""


def bucket(draw: Draw) -> Drawn:
    """A frustum, wider above."""
    r, big, w, e = measured.sizes(draw, ("r", "R", "w", "e"), BUCKETS).values()
    said = {"r": "radius of the bottom", "R": "radius of the rim", "w": DEPTH, "e": ABOVE}
    vessel = Vessel(draw, {"r": r, "R": big, "w": w, "e": e}, said)
    vessel.tall()
    low, high, tall, deep = vessel.t("r"), vessel.t("R"), Term(w + e, "h"), vessel.t("w")
    ends = vessel.frustum(ZERO, low, tall, high)
    vessel.rim("rim of the bottom", ZERO, low)
    vessel.rim("rim of the top", tall, high)
    wide = r + (big - r) * w / (w + e)
    vessel.further.append("s = r + (R - r) * w / h  # radius of the level")
    vessel.fill_up(ends, low, (deep, Term(wide, "s")))
    vessel.radius(tall, high, "R")
    vessel.axis_point("inner", ZERO, False)
    vessel.on_rim("side", ZERO, low, 0, False)
    vessel.line("inner", "side")
    vessel.given_at("inner", "side", "r", plain=True)
    vessel.on_axis("inner", deep)
    derived = {"form": "bucket", "liquid": _frustum(r, wide, w), "capacity": _frustum(r, big, w + e), "level radius": wide}
    return vessel.picture("A bucket with liquid in it.", "a bucket, wider at its rim, with liquid in it", derived)


def _frustum(r: float, s: float, h: float) -> float:
    return math.pi * h * (r * r + r * s + s * s) / 3


BOWLS = ([5, 2, 4], [5, 1, 3], [10, 4, 8], [10, 2, 6], [13, 8, 12])
"""Radius, depth of the liquid, radius of the level."""


def bowl(draw: Draw) -> Drawn:
    """A hemisphere."""
    big, w, level = draw.row("sizes", BOWLS)
    vessel = Vessel(draw, {"R": big, "w": w}, {"R": "radius of the bowl", "w": DEPTH})
    r = vessel.t("R")
    vessel.ball(r, r, "lower")
    vessel.rim("rim of the bowl", r, r)
    vessel.further.append("s = np.sqrt(w * (2 * R - w))  # radius of the level")
    surface = Term(level, "s")
    vessel.disc(vessel.t("w"), surface, vessel.body)
    vessel.remarks[:] = [f"The level of the liquid is {colour_words(vessel.body)}."]
    vessel.rim("rim of the level", vessel.t("w"), surface)
    vessel.radius(r, r, "R")
    for name, z in (("inner", vessel.t("w")), ("base", ZERO)):
        vessel.axis_point(name, z, False)
    vessel.line("inner", "base")
    vessel.given_at("inner", "base", "w", plain=True)
    full = 2 / 3 * math.pi * big**3
    derived = {"form": "bowl", "liquid": math.pi * w * w * (big - w / 3), "capacity": full, "level radius": level}
    return vessel.picture("A bowl with liquid in it.", "a hemispherical bowl with liquid in it", derived)
