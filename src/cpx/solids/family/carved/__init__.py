"""Boxes with parts taken away: corners, steps, notches, slots, pockets, square tunnels one or two, drilled holes, half-round grooves."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.carved import drilled
from cpx.solids.page.hidden import Piece, pieces, screens
from cpx.solids.questions import Question, near
from cpx.solids.wire import carve, marks, measured, questions
from cpx.solids.wire.bodies import ZERO, Body, Form, plus, scaled
from cpx.solids.wire.carve import Box, Span
from cpx.solids.wire.construct import Construction

FORMS = {
    1: ("corner", "step", "slot"),
    2: ("corner", "step", "notch", "slot", "groove"),
    3: ("notch", "pocket", "tunnel", "drilled", "groove"),
    4: ("pocket", "tunnel", "drilled", "two corners", "corner and tunnel"),
    5: ("two tunnels", "two corners", "corner and tunnel", "stairs"),
}
ROUND = ("drilled", "groove")
VIEWS = ("cabinet", "cabinet", "cabinet", "isometric", "dimetric", "orthographic")
A, B, C = {"a": 1.0}, {"b": 1.0}, {"c": 1.0}
WHOLE: Box = ((ZERO, A), (ZERO, B), (ZERO, C))
SAID = {"a": "length", "b": "width", "c": "height"}


class Cut:
    """What is taken away: boxes, their dimensions, and what a viewer would call it."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.given: dict[str, float] = draw.value("sizes", _sizes)
        self.said = dict(SAID)
        self.removed: list[Box] = []
        self.words: list[str] = []

    def size(self, symbol: str, whole: str, said: str, low: float = 0.25, high: float = 0.6) -> Form:
        """A further dimension, whole or in halves, between these shares of another one."""
        full = self.given[whole]

        def make(rng: Random) -> float:
            number = rng.randint(max(1, round(low * full * 2)), max(1, int(high * full * 2))) / 2
            return int(number) if number == int(number) or full > 5 else number

        self.given[symbol] = self.draw.value(symbol, make)
        if not 0.15 * full <= self.given[symbol] <= 0.75 * full:
            raise Misfit(f"{symbol} is too small or too large beside {whole}")
        self.said[symbol] = said
        return {symbol: 1.0}

    def take(self, words: str, *box: Span) -> None:
        self.removed.append((box[0], box[1], box[2]))
        self.words.append(words)


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    if form in ROUND:
        return drilled.picture(draw, form)
    cut = Cut(draw)
    CUTS[form](cut)
    body = carve.body("cuboid", WHOLE, cut.removed, dict(sorted(cut.given.items())), cut.said)
    return _drawn(draw, cut, body)


def _drawn(draw: Draw, cut: Cut, body: Body) -> Drawn:
    made = Construction(body)
    plan = measured.Plan(draw, made, VIEWS)
    plan.named = False
    plan.fills = ("none", "none", "three tones")
    marks.distinct(made.points, made.edges, plan.view)
    opaque = screens(([made.points[name] for name in face] for face in body.faces), plan.view)
    for symbol in body.given:
        ways = ({symbol: 1.0}, {symbol: -1.0})
        edges = [(a, b) for a, b in made.edges if _along(body, a, b) in ways]
        fitting = [(a, b) for a, b in edges if pieces(made.points[a], made.points[b], opaque, plan.view) == [Piece(0, 1, False)]]
        if not fitting:
            raise Misfit(f"no edge in sight has the length {symbol}")
        plan.side(symbol, fitting)
    if draw.one("fill", plan.fills) != "none":
        seen_faces = carve.far_to_near(body, plan.view)
        plan.made.body = body._replace(faces=[*(face for face in body.faces if face not in seen_faces), *seen_faces])
        plan.fills = ("three tones",)
    else:
        plan.fills = ("none",)
    extra = " with " + " and ".join(cut.words)
    whole = body.given["a"] * body.given["b"] * body.given["c"]
    left = carve.volume(WHOLE, cut.removed, body.given)
    derived = {"solid": "remaining solid", "volume": round(left, 4), "volume taken away": round(whole - left, 4)}
    return measured.picture(plan, "a cuboid", extra, derived)


def _along(body: Body, a: str, b: str) -> Form:
    """The way from a to b in dimensions."""
    ways = [plus(q, scaled(p, -1)) for p, q in zip(body.spots[a], body.spots[b], strict=True)]
    return {name: share for name, share in plus(*ways).items() if abs(share) > 1e-9}


def _sizes(rng: Random) -> dict[str, float]:
    """The box."""
    by = rng.choice((1, 1, 2))
    return {"a": by * rng.randint(4, 7), "b": by * rng.randint(3, 6), "c": by * rng.randint(3, 6)}


def _low_or_high(at: str, size: Form, whole: Form) -> Span:
    return (ZERO, size) if at in ("left", "front", "bottom") else (plus(whole, scaled(size, -1)), whole)


def _middle(size: Form, whole: Form) -> Span:
    """Half-way along."""
    rest = plus(scaled(whole, 0.5), scaled(size, -0.5))
    return rest, plus(scaled(whole, 0.5), scaled(size, 0.5))


def _corner(cut: Cut) -> None:
    side, depth = cut.draw.one("corner_side", ("right", "left")), cut.draw.one("corner_depth", ("front", "front", "back"))
    _corner_at(cut, "def", side, depth)
    cut.words.append(f"a box missing at its top {depth} {side} corner")


def _corner_at(cut: Cut, symbols: str, side: str, depth: str, highest: float = 0.6) -> None:
    d = cut.size(symbols[0], "a", "length of the missing corner")
    e = cut.size(symbols[1], "b", "width of the missing corner")
    f = cut.size(symbols[2], "c", "height of the missing corner", high=highest)
    cut.removed.append((_low_or_high(side, d, A), _low_or_high(depth, e, B), _low_or_high("top", f, C)))


def _two_corners(cut: Cut) -> None:
    one, other = cut.draw.one("corner_depth", ("front", "back")), cut.draw.one("other_depth", ("front", "back"))
    _corner_at(cut, "def", "right", one)
    _corner_at(cut, "ghi", "left", other)
    cut.words.append(f"boxes missing at its top {one} right and top {other} left corners")


def _step(cut: Cut) -> None:
    """Over the whole width, or over the whole length."""
    if cut.draw.one("step_along", ("depth", "length")) == "depth":
        side = cut.draw.one("corner_side", ("right", "left"))
        d, f = cut.size("d", "a", "length of the step"), cut.size("e", "c", "height of the step")
        cut.take(f"a step cut into its top {side} edge", _low_or_high(side, d, A), (ZERO, B), _low_or_high("top", f, C))
    else:
        e, f = cut.size("d", "b", "width of the step"), cut.size("e", "c", "height of the step")
        cut.take("a step cut into its top front edge", (ZERO, A), _low_or_high("front", e, B), _low_or_high("top", f, C))


def _stairs(cut: Cut) -> None:
    """Two steps of equal length and height."""
    d, e = cut.size("d", "a", "length of a step", 0.2, 0.35), cut.size("e", "c", "height of a step", 0.2, 0.35)
    cut.take("two equal steps cut into its top right edge", _low_or_high("right", d, A), (ZERO, B), (plus(C, scaled(e, -2)), C))
    cut.removed.append(((plus(A, scaled(d, -2)), A), (ZERO, B), (plus(C, scaled(e, -1)), C)))


def _notch(cut: Cut) -> None:
    """In the middle of an edge of the top."""
    d, f = cut.size("d", "a", "length of the notch"), cut.size("f", "c", "depth of the notch")
    e = cut.size("e", "b", "width of the notch")
    cut.take("a notch cut into the middle of its top front edge", _middle(d, A), (ZERO, e), _low_or_high("top", f, C))


def _slot(cut: Cut) -> None:
    """A groove with square corners, from front to back or from left to right."""
    f = _low_or_high("top", cut.size("e", "c", "depth of the slot"), C)
    if cut.draw.one("slot_along", ("depth", "depth", "length")) == "depth":
        d = cut.size("d", "a", "width of the slot", 0.25, 0.5)
        cut.take("a slot from front to back along the middle of its top", _middle(d, A), (ZERO, B), f)
    else:
        d = cut.size("d", "b", "width of the slot", 0.25, 0.5)
        cut.take("a slot from left to right along the middle of its top", (ZERO, A), _middle(d, B), f)


def _pocket(cut: Cut) -> None:
    """A hollow in the top that does not go through, wide and shallow, so that its floor and its depth are in sight."""
    d, e = cut.size("d", "a", "length of the hollow", 0.5, 0.7), cut.size("e", "b", "width of the hollow", 0.55, 0.75)
    f = cut.size("f", "c", "depth of the hollow", 0.2, 0.3)
    cut.take("a rectangular hollow in the middle of its top", _middle(d, A), _middle(e, B), _low_or_high("top", f, C))


def _tunnel(cut: Cut) -> None:
    axis = cut.draw.one("tunnel", ("depth", "depth", "height", "length"))
    _through(cut, axis, "de")


def _through(cut: Cut, axis: str, symbols: str, low: float = 0.3, high: float = 0.55) -> None:
    """A rectangular tunnel through the middle."""
    if axis == "depth":
        d, e = cut.size(symbols[0], "a", "width of the tunnel", low, high), cut.size(symbols[1], "c", "height of the tunnel", low, high)
        cut.take("a rectangular tunnel from front to back", _middle(d, A), (ZERO, B), _middle(e, C))
    elif axis == "height":
        d, e = cut.size(symbols[0], "a", "length of the shaft", low, high), cut.size(symbols[1], "b", "width of the shaft", low, high)
        cut.take("a rectangular shaft from top to bottom", _middle(d, A), _middle(e, B), (ZERO, C))
    else:
        d, e = cut.size(symbols[0], "b", "width of the tunnel", low, high), cut.size(symbols[1], "c", "height of the tunnel", low, high)
        cut.take("a rectangular tunnel from left to right", (ZERO, A), _middle(d, B), _middle(e, C))


def _two_tunnels(cut: Cut) -> None:
    """They cross in the middle and are equally high."""
    d = cut.size("d", "a", "width of the tunnels", 0.25, 0.4)
    if cut.given["d"] > 0.6 * min(cut.given["b"], cut.given["c"]):
        raise Misfit("the tunnels leave hardly anything")
    cut.take("a square tunnel from front to back", _middle(d, A), (ZERO, B), _middle(d, C))
    cut.take("an equal one from top to bottom", _middle(d, A), _middle(d, B), (ZERO, C))


def _corner_and_tunnel(cut: Cut) -> None:
    """The corner is cut out above the tunnel and clear of it."""
    e = cut.size("e", "c", "height of the tunnel", 0.2, 0.35)
    d = cut.size("d", "a", "width of the tunnel", 0.25, 0.45)
    rest = scaled(plus(C, scaled(e, -1)), 0.25)
    side = cut.draw.one("corner_side", ("right", "left"))
    cut.take(
        f"a tunnel from front to back and a box missing at its top front {side} corner", _middle(d, A), (ZERO, B), (rest, plus(rest, e))
    )
    _corner_at(cut, "fgh", side, "front", 0.45)
    if cut.given["h"] > 0.6 * (cut.given["c"] - cut.given["e"]):
        raise Misfit("the corner reaches down to the tunnel")


CUTS: dict[str, Callable[[Cut], None]] = {
    "corner": _corner, "two corners": _two_corners, "step": _step, "stairs": _stairs, "notch": _notch, "slot": _slot, "pocket": _pocket,
    "tunnel": _tunnel, "two tunnels": _two_tunnels, "corner and tunnel": _corner_and_tunnel,
}  # fmt: skip


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Volume and surface, then faces, edges and vertices of what is left, then what can be counted and read."""
    derived = facts["derived"]
    plain = questions.ask(facts, rng)
    if "F" not in derived:
        return plain
    noun, key = rng.choice((("faces", "F"), ("edges", "E"), ("vertices", "V")))
    text = f"The figure shows {derived['described']}. How many {noun} has the remaining solid?"
    return [Question(text, str(derived[key]), near(derived[key], rng)), *plain][:3]
