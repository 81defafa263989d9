"""Solids of revolution: a plane figure with its axis, the solid that it makes when it turns, or both side by side."""

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.revolution import profiles
from cpx.solids.family.revolution.profiles import PROFILES, Profile, Spot
from cpx.solids.page.script import num
from cpx.solids.page.vectors import ring
from cpx.solids.page.words import joined, with_article
from cpx.solids.questions import Question, chosen
from cpx.solids.round import parts, turned
from cpx.solids.round.parts import Part
from cpx.solids.round.terms import ZERO, Curve, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import measured, questions

SHOW = ("figure", "both", "both", "inside")


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    near = [name for name, profile in PROFILES.items() if max(1, level - 2) <= profile.level <= level]
    profile = PROFILES[draw.one("form", tuple(near))]
    show = draw.one("show", SHOW)
    given = measured.sizes(draw, tuple(profile.said), profile.sizes)
    if show == "inside" and (profile.arcs or _leans(profile.spots(given))):
        raise Misfit("the outline of the solid is not the line that makes it")
    solid = Turned(draw, given, dict(profile.said), turned.upright(draw))
    if show != "figure":
        _solid(solid, profile, show == "both" and draw.one("axis_drawn", (True, False)))
    wide = max(r for r, _ in profile.spots(given))
    _figure(solid, profile, -round(2.6 * wide, 1) if show == "both" else 0.0, show)
    return _told(solid, profile, show)


def _leans(spots: list[Spot]) -> bool:
    """Whether an outer side is neither level nor upright."""
    return any(z1 > z0 and r0 != r1 for (r0, z0), (r1, z1) in ring(spots))


def _told(solid: Turned, profile: Profile, show: str) -> Drawn:
    names = profile.names()
    figure = f"{with_article(profile.word)} {''.join(name for name in names if len(name) == 1)}"
    axis = _axis(profile, names)
    subject = {
        "figure": f"{figure} and an axis l {axis}",
        "both": f"{figure} and an axis l {axis}, with the solid that it makes beside it",
        "inside": f"a solid of revolution with {figure} shaded inside, whose axis is the line l {axis}",
    }[show]
    spots = profile.spots(solid.given)
    derived = {
        "solid": "solid of revolution",
        "makes": profile.makes,
        "figure": profile.word,
        "corners": [list(spot) for spot in spots],
        "arcs": list(profile.arcs),
        "volume": round(profiles.volume(spots, profile.arcs), 4),
        "surface area": round(profiles.area(spots, profile.arcs), 4),
    }
    title = f"{profile.word[0].upper()}{profile.word[1:]} that turns about an axis: {with_article(profile.makes)}."
    drawn = solid.picture(title, subject, derived)
    found = drawn.facts["derived"]
    drawn.facts["visible"]["counts"]["labelled points"] -= 1  # the letter of the axis
    found["described"] = f"{figure}, which turns once about the line l {axis}"
    needed = {symbol for _, _, symbol in profile.shown} | {f"s{a}" for a, _ in profile.slanting}
    if profile.settled and needed <= set(found["printed"]):
        found["printed"] = sorted({*found["printed"], *solid.given})
    return drawn


def _axis(profile: Profile, names: list[str]) -> str:
    """Where the axis runs."""
    on = [name for name, (r, _) in zip(names, profile.corners, strict=True) if not r]
    return f"through {joined(sorted(on))}" if on else f"parallel to {names[-1]}{names[0]}, at some distance"


def _solid(solid: Turned, profile: Profile, axis: bool) -> None:
    """Outlines and rims of every side's turn; what hides them are slices between the corners' heights."""
    corners = [(solid.t(r) if r else ZERO, solid.t(z) if z else ZERO) for r, z in profile.corners]
    count = len(corners)
    for k, ((r0, z0), (r1, z1)) in enumerate(ring(corners)):
        if k in profile.arcs:
            if (k - 1) % count not in profile.arcs:
                _cap(solid, profile, k, corners)
        elif z0.value != z1.value and (r0.value or r1.value):
            low, high = ((r0, z0), (r1, z1)) if z0.value < z1.value else ((r1, z1), (r0, z0))
            solid.frustum(low[1], low[0], high[1], high[0])
    if not profile.arcs:
        solid.parts = _slices([(r.value, z.value) for r, z in corners])
    for k, (r, z) in enumerate(corners):
        smooth = {k, (k - 1) % count} <= set(profile.arcs)
        if r.value and not (k in profile.arcs and profile.corners[k - 1][0] == profile.corners[k][0]) and not smooth:
            solid.rim(f"circle of the corner {profile.names()[k]}", z, r)
    if smooth_middle := [corners[k] for k in profile.arcs if (k - 1) % count in profile.arcs]:
        solid.rim("equator", smooth_middle[0][1], smooth_middle[0][0])
    if profile.arcs and count == 4:
        solid.rim("circle where the hemisphere begins", corners[2][1], corners[2][0])
    if axis:
        heights = sorted((z for _, z in corners), key=lambda z: z.value)
        solid.axis_point("axis_low", heights[0], False)
        solid.axis_point("axis_high", heights[-1], False)
        solid.line("axis_low", "axis_high")


def _cap(solid: Turned, profile: Profile, k: int, corners: list[tuple[Term, Term]]) -> None:
    """The part of a sphere that quarter circles make."""
    if len(profile.arcs) > 1:
        solid.ball(corners[1][1], corners[1][0])
    else:
        solid.ball(corners[k][1], corners[k][0], "upper")


def _slices(spots: list[Spot]) -> list[Part]:
    """Between the heights of corners a frustum, perhaps with a frustum as its hollow."""
    heights = sorted({z for _, z in spots})
    made = []
    for low, high in pairwise(heights):
        found = []
        for (r0, z0), (r1, z1) in ring(spots):
            if min(z0, z1) <= low and high <= max(z0, z1) and z0 != z1:
                at = [r0 + (r1 - r0) * (z - z0) / (z1 - z0) for z in (low, high)]
                found.append((at[0], at[1]))
        outer = max(found, key=sum)
        inner = min(found, key=sum) if len(found) > 1 else (0.0, 0.0)
        whole = Part(parts.frustum((0.0, 0.0, low), *outer, high - low))
        hollow = Part(parts.frustum((0.0, 0.0, low), *inner, high - low)) if sum(inner) > 0 else None
        made.append(whole._replace(hole=hollow))
    return made


def _figure(solid: Turned, profile: Profile, at: float, show: str) -> None:
    """The plane figure in front, its axis at x = at, with its dimensions."""
    names = profile.names()
    shift = Term(at, num(at))

    def across(r: Term) -> Term:
        if not at:
            return r
        return Term(at + r.value, f"{r.words} - {num(-at)}") if r.value else shift

    for name, (r, z) in zip(names, profile.corners, strict=True):
        solid.point(name, across(solid.t(r) if r else ZERO), ZERO, solid.t(z) if z else ZERO, len(name) == 1)
    drawn = solid.inner if show == "inside" else solid.edges
    for k, (a, b) in enumerate(ring(names)):
        if k in profile.arcs:
            _arc(solid, profile, k, across)
        elif not (show == "inside" and not profile.corners[k][0] and not profile.corners[(k + 1) % len(names)][0]):
            drawn.append((a, b))
    if not profile.arcs:
        solid.shaded.append(names)
    _dimensions(solid, profile, names, across(ZERO))
    _line(solid, profile, across(ZERO), show)


def _arc(solid: Turned, profile: Profile, k: int, across: Callable[[Term], Term]) -> None:
    """A quarter circle of the figure."""
    (r0, z0), (r1, z1) = profile.corners[k], profile.corners[(k + 1) % len(profile.corners)]
    upper = not r1
    centre, radius = solid.t(z0 if upper else z1) if (z0 if upper else z1) else ZERO, solid.t(r0 or r1)
    half = len(profile.arcs) > 1
    if half and upper:
        return
    start, end = (-90.0, 90.0) if half else (0.0, 90.0)
    noun = "half-circle" if half else "quarter circle"
    solid.curves.append(
        Curve(f"{noun} of the plane figure", (across(ZERO), ZERO, centre), (radius, ZERO, ZERO), (ZERO, ZERO, radius), start, end)
    )


def _dimensions(solid: Turned, profile: Profile, names: list[str], x: Term) -> None:
    """Lengths of sides, and the distance from an axis beside the figure; x is where the axis stands."""
    for a, b, symbol in profile.shown:
        solid.given_at(names[a], names[b], symbol, plain=True)
    squares = []
    for a, b in profile.slanting:
        (r0, z0), (r1, z1) = (profile.spots(solid.given)[k] for k in (a, b))
        squares.append(round((r1 - r0) ** 2 + (z1 - z0) ** 2, 6))
        if solid.print.how != "letter" or squares[-1] == squares[0]:  # one letter, one length
            solid.found_at(names[a], names[b], "s", squares[-1], tells=f"s{a}")
    if profile.square >= 0:
        k = profile.square
        solid.right_angle(names[k], names[k - 1], names[(k + 1) % len(names)])
    if len(profile.arcs) > 1:
        solid.point("O", x, ZERO, solid.t("r"))
        solid.line("O", "arc1")
        solid.given_at("O", "arc1", "r", plain=True)
    if "d" in solid.given:
        solid.point("at_axis", x, ZERO, ZERO, False)
        solid.line("at_axis", names[0])
        solid.given_at("at_axis", names[0], "d", plain=True)


def _line(solid: Turned, profile: Profile, x: Term, show: str) -> None:
    """The axis, longer than the figure, its letter, and an arrow round it."""
    tall = max(z for _, z in profile.spots(solid.given))
    wide = max(r for r, _ in profile.spots(solid.given))
    low, high = round(-0.12 * tall, 2), round(1.22 * tall, 2)
    solid.point("end", x, ZERO, Term(low, num(low)), False)
    solid.point("l", x, ZERO, Term(high, num(high)))
    solid.line("end", "l")
    solid.remarks.append("The line l is the axis.")
    if show != "inside" and solid.draw.one("turning_arrow", (True, True, False) if show == "figure" else (True, False, False)):
        z, r = round(1.12 * tall, 2), round(0.22 * min(wide, 0.8 * tall), 2)
        radius, height = Term(r, num(r)), Term(z, num(z))
        solid.curves.append(Curve("arrow round the axis", (x, ZERO, height), (radius, ZERO, ZERO), (ZERO, radius, ZERO), 140, 340))
        for k, turn in enumerate((330, 352)):
            a = math.radians(turn)
            east, north = x.value + r * math.cos(a), r * math.sin(a)
            solid.point(f"turn{k}", Term(east, num(east, 2)), Term(north, num(north, 2)), height, False)
        solid.arrows.append(("turn0", "turn1"))


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What the figure makes; volume and surface; counts."""
    derived = facts["derived"]
    others = sorted({profile.makes for profile in PROFILES.values()} - {derived["makes"]})
    text = f"The figure shows {derived['described']}. What solid does it make?"
    thought = [Question(text, with_article(derived["makes"]), [with_article(other) for other in rng.sample(others, 3)])]
    return chosen(thought, questions.ask(facts, rng), rng)
