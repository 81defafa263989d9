"""Nets of boxes: five or six rectangles, closed, open or wrongly joined, with values, marks, named corners; trays cut from a sheet."""

import math
from collections.abc import Sequence
from itertools import combinations
from random import Random

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.box_net import panels
from cpx.solids.family.box_net.facts import ask, facts
from cpx.solids.family.box_net.panels import Place
from cpx.solids.family.box_net.script import Net, script, spot
from cpx.solids.flat.drawing import Flat, Mark, laid_out, of_body
from cpx.solids.page import project
from cpx.solids.page.look import PAPERS, hidden_lines
from cpx.solids.wire import bodies
from cpx.solids.wire.bodies import Form

__all__ = ["ask", "picture"]

SHOW = {
    1: ("cross", "cross", "net"),
    2: ("cross", "net", "net", "open"),
    3: ("net", "open", "sheet", "net and box"),
    4: ("net", "open", "sheet", "net and box", "corners"),
    5: ("corners", "corners", "open", "sheet", "net and box"),
}
BOXES = ((5, 3, 2), (4, 3, 2), (6, 3, 2), (4, 2, 3), (6, 4, 3), (5, 2, 4), (4, 3, 3), (4, 4, 2), (6, 2, 2), (5, 4, 3), (3, 2, 6), (6, 5, 2))
SHEETS = ((12, 8, 2), (10, 8, 1), (15, 10, 2), (16, 10, 2), (20, 12, 3), (14, 9, 2), (9, 9, 2), (12, 12, 3), (18, 18, 4), (24, 15, 3))
MARKS = {"numbers": "123456", "letters": "ABCDEF"}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    show = draw.one("show", SHOW[level])
    flat = Flat(draw, (330, 420) if show == "net and box" else (220, 340))
    net = _sheet(draw) if show == "sheet" else _net(draw, show)
    panels.fair(net.panels, net.steps, net.given)
    flat.lines = [(p.at, q.at) for panel in net.panels for p, q in panels.ring(panels.places(panel, net.given))]
    if show == "sheet":
        long, wide = net.given["a"], net.given["b"]
        flat.lines += list(panels.ring([(0, 0), (long, 0), (long, wide), (0, wide)]))
    _values(flat, net)
    if show == "net and box":
        _box(flat, net)
    _marks(flat, net)
    if show == "corners":
        _corners(draw, flat, net)
    layout = laid_out(flat)
    return Drawn(script(net, flat, layout), facts(net, flat, layout.measures))


def _net(draw: Draw, show: str) -> Net:
    """A net of a closed box or of one without its top, or one that is wrong."""
    numbers = draw.value("sizes", lambda rng: [part * k for k in [rng.choice((1, 1, 2))] for part in rng.sample(rng.choice(BOXES), 3)])
    given: dict[str, float] = dict(zip("abc", numbers, strict=True))
    first = draw.one("first", (0, 1, 2))
    wrong = show == "net" and draw.level > 1 and draw.one("wrong", (True, False, False, False))
    if show == "cross":
        steps = draw.value("steps", panels.cross)
    elif wrong:
        steps = draw.value("steps", lambda rng: panels.spoiled(rng, first))
    else:
        steps = draw.value("steps", lambda rng: panels.random_steps(rng, first, 5 if show == "open" else 6))
    made = panels.at_origin(panels.built(first, steps, [{"a": 1}, {"b": 1}, {"c": 1}]), given)
    mark = "letters" if draw.params["values"] == "value" else "numbers"  # numbers would be taken for lengths
    kinds = (mark, mark, "letters", "none") if show not in ("corners", "open") else (mark, "none")
    content = draw.one("content", kinds)
    marks = draw.value("marks", lambda rng: _ordered(rng, MARKS[content][: len(made)])) if content in MARKS else []
    said = {"a": "length of the box", "b": "width", "c": "height"}
    paper, fold_line = draw.one("paper", PAPERS), draw.one("fold_line", ("dashed", "dashed", "dotted", "thin"))
    return Net(show, made, steps, given, said, marks, wrong, paper, fold_line, [], {})


def _ordered(rng: Random, marks: str) -> list[str]:
    return rng.sample(marks, len(marks)) if rng.random() < 0.5 else list(marks)


def _sheet(draw: Draw) -> Net:
    """A sheet with a square cut from each corner, to be folded up to a tray."""
    given: dict[str, float] = draw.sizes("abs", SHEETS)
    sizes: list[Form] = [{"a": 1, "s": -2}, {"b": 1, "s": -2}, {"s": 1}]
    steps = [[0, way] for way in range(4)]
    made = [panel._replace(x=bodies.plus(panel.x, {"s": 1}), y=bodies.plus(panel.y, {"s": 1})) for panel in panels.built(1, steps, sizes)]
    said = {"a": "length of the sheet", "b": "width of the sheet", "s": "side of the squares that are cut off"}
    paper, fold_line = draw.one("paper", PAPERS[2:]), draw.one("fold_line", ("dashed", "dotted"))
    scrap = draw.one("scrap", ("hatched", "grey"))
    return Net("sheet", made, steps, given, said, [], False, paper, fold_line, [], {}, scrap)


def _values(flat: Flat, net: Net) -> None:
    """A value for each dimension, beside a side of the outline that has it."""
    if net.show == "sheet":
        _sheet_values(flat, net)
        return
    shown = net.show in ("cross", "sheet", "open") or flat.draw.one("values_shown", (True, True, False) if net.marks else (True,))
    border = panels.border(net.panels, net.given) if shown else []
    for symbol, number in net.given.items() if shown else ():
        sides = [(p, q) for p, q in panels.ring(border) if abs(math.dist(p.at, q.at) - number) < 1e-6 and _along(p, q, symbol)]
        if not sides:
            raise Misfit("no side of the outline has this length")
        at = flat.draw.value(f"where_{symbol}", lambda rng, sides=sides: rng.randrange(len(sides)))  # type: ignore[misc]
        p, q = sides[at]
        net.measured.append((p, q))
        _value(flat, net, p, q, symbol)


def _along(p: Place, q: Place, symbol: str) -> bool:
    """Whether the side is an edge of the box that has this dimension."""
    return p.corner["abc".index(symbol)] != q.corner["abc".index(symbol)]


def _value(flat: Flat, net: Net, p: Place, q: Place, symbol: str) -> None:
    names = [f"ends[{2 * len(flat.dims) + k}]" for k in (0, 1)]
    flat.spots |= {names[0]: p.at, names[1]: q.at}
    inside = ((p.at[0] + q.at[0]) / 2 - (q.at[1] - p.at[1]) / 2, (p.at[1] + q.at[1]) / 2 + (q.at[0] - p.at[0]) / 2)
    made = flat.print.given(names[0], names[1], symbol, net.given[symbol])
    flat.dims.append((made, inside))


def _sheet_values(flat: Flat, net: Net) -> None:
    ends: dict[str, list[tuple[Form, Form]]] = {"a": [({}, {}), ({"a": 1}, {})], "b": [({"a": 1}, {}), ({"a": 1}, {"b": 1})]}
    corner = flat.draw.one("corner", ("top", "left"))
    w, s, low = {"b": 1}, {"s": 1}, {"b": 1, "s": -1}
    ends["s"] = [(s, w), ({}, w)] if corner == "top" else [({}, w), ({}, low)]
    for symbol, pair in ends.items():
        p, q = (Place(words, (bodies.value(words[0], net.given), bodies.value(words[1], net.given)), (0, 0, 0)) for words in pair)
        net.measured.append((p, q))
        _value(flat, net, p, q, symbol)


def _marks(flat: Flat, net: Net) -> None:
    """Numbers or letters in the middle of the panels."""
    if not net.marks:
        return
    low = min(min(bodies.value(panel.wide, net.given), bodies.value(panel.high, net.given)) for panel in net.panels) * flat.scale()
    size = float(round(min(low * 0.5, 22)))
    if size < 10:
        raise Misfit("a panel is too small for its mark")
    for panel, mark in zip(net.panels, net.marks, strict=True):
        (x0, y0), (x1, y1) = (spot.at for spot in panels.places(panel, net.given)[::2])
        flat.marks.append(Mark(((x0 + x1) / 2, (y0 + y1) / 2), mark, size))


def _corners(draw: Draw, flat: Flat, net: Net) -> None:
    """Some corners of the outline with names, at least two of which meet when the net is folded."""
    spots = panels.bends(panels.border(net.panels, net.given))
    chosen_ones = draw.value("named", lambda rng: _meeting(rng, spots))
    for name, k in zip("PQRSTUV", sorted(chosen_ones), strict=False):
        at = spot(spots[k].words)
        flat.spots[at] = spots[k].at
        flat.names[at] = name
        net.named[name] = spots[k]


def _meeting(rng: Random, spots: Sequence[Place]) -> list[int]:
    pairs = [(i, j) for i, j in combinations(range(len(spots)), 2) if spots[i].corner == spots[j].corner]
    if not pairs:
        raise Misfit("no two corners of the outline meet")
    pair = rng.choice(pairs)
    rest = [k for k in range(len(spots)) if k not in pair]
    return [*pair, *rng.sample(rest, min(rng.choice((2, 3, 3)), len(rest)))]


def _box(flat: Flat, net: Net) -> None:
    """The closed box to the right of its net."""
    body = bodies.prism("box", bodies.rectangle(), {"c": 1}, bodies.Names(flat.draw), net.given, net.said)
    view = project.view(flat.draw, 9, ("cabinet", "cabinet", "isometric"))
    flat.beside(of_body(body, view, hidden_lines(flat.draw)), "box")
