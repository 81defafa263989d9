"""Half cylinders: standing with the flat face in front or behind, or lying on it as a vault."""

import math

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.round import parts, turned
from cpx.solids.round.terms import ZERO
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured

SIZES = ((3, 8), (2, 5), (4, 6), (3, 4), (2, 3), (5, 12), (4, 3), (3, 5), (1, 3), (6, 5), (2, 4))


def half(draw: Draw, word: str = "half-cylinder") -> Drawn:
    """Half of a cylinder: standing with its flat face in front, or lying on it as a vault."""
    given = measured.sizes(draw, ("r", "h"), SIZES)
    lie: turned.Lie = draw.one("half_lies", ("deep", "deep", "upright"))
    view = turned.lying(draw, "deep") if lie == "deep" else turned.upright(draw)
    solid = Turned(draw, given, {"r": "radius", "h": "length" if lie == "deep" else "height"}, view, lie)
    if lie == "deep":
        _vault(solid)
    else:
        _standing_half(solid)
    r, h = given["r"], given["h"]
    area = math.pi * r * (r + h) + 2 * r * h
    derived = {"solid": "half cylinder", "volume": round(math.pi * r * r * h / 2, 4), "surface area": round(area, 4)}
    return solid.picture("Half a cylinder.", f"a {word} {'lying on its flat face' if lie == 'deep' else 'standing'}", derived)


def _vault(solid: Turned) -> None:
    r, h = solid.t("r"), solid.t("h")
    _corners(solid, ["A", "B", "C", "D"])
    solid.parts.append(parts.Part(parts.frustum((0, 0, 0), r.value, r.value, h.value, solid.frame), [((0, 0, 0), (0.0, 0.0, -1.0))]))
    turns = [t % 360 for t in parts.silhouette(r.value, r.value, h.value, solid.view, solid.frame) if math.sin(math.radians(t)) > 0.05]
    if len(turns) != 1:
        raise Misfit("the vault has no outline of its own")
    for name, z in (("near", ZERO), ("far", h)):
        solid.on_rim(name, z, r, turns[0], False)
    solid.edges.append(("near", "far"))
    solid.rim("near half-circle", ZERO, r, 0, 180)
    solid.rim("far half-circle", h, r, 0, 180)
    solid.given_at(*(("B", "C") if solid.view.right[1] > 0 else ("A", "D")), "h")  # the long edge in sight
    if solid.draw.one("measure", ("radius", "diameter")) == "radius":
        solid.axis_point("O", ZERO)
        solid.on_rim("E", ZERO, r, solid.draw.one("radius_turn", (60, 120, 90)))
        solid.line("O", "E")
        solid.given_at("O", "E", "r", plain=True)
    else:
        solid.found_at("A", "B", "d", 4 * r.value**2, tells="r")


def _standing_half(solid: Turned) -> None:
    r, h = solid.t("r"), solid.t("h")
    _corners(solid, ["A", "B", "C", "D"])
    front = solid.draw.one("flat_face", ("front", "back")) == "front"
    wall = (0.0, -1.0 if front else 1.0, 0.0)
    solid.parts.append(parts.Part(parts.frustum((0, 0, 0), r.value, r.value, h.value), [((0, 0, 0), wall)]))
    start, end = (0, 180) if front else (180, 360)
    solid.rim("half-circle of the base", ZERO, r, start, end)
    solid.rim("half-circle of the top", h, r, start, end)
    solid.given_at("B", "C", "h")
    solid.axis_point("O", h)
    solid.line("O", "C")
    solid.inner.pop()
    solid.given_at("O", "C", "r", plain=True)


def _corners(solid: Turned, names: list[str]) -> None:
    r, h = solid.t("r"), solid.t("h")
    for name, x, z in zip(names, (-r, r, r, -r), (ZERO, ZERO, h, h), strict=True):
        solid.point(name, x, ZERO, z, False)
    solid.edges += measured.closed(names)
    if solid.draw.one("names", (True, False)):
        solid.labels += names
