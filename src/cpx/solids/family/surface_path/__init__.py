"""Shortest ways over a surface: over two faces of a box, round a prism, cylinder or cone; the surface unrolled beside it."""

import math
from itertools import pairwise

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.surface_path import facts, routes
from cpx.solids.family.surface_path.facts import facts_flat, facts_round
from cpx.solids.family.surface_path.routes import Way, Winding
from cpx.solids.family.surface_path.script import Looks, polyhedron, round_solid
from cpx.solids.flat import round_nets
from cpx.solids.flat.drawing import Beside, Flat, Layout, laid_out, of_body
from cpx.solids.flat.round_nets import RoundNet
from cpx.solids.page import project
from cpx.solids.page.hidden import Piece
from cpx.solids.page.look import hidden_lines
from cpx.solids.page.vectors import Point, ring
from cpx.solids.wire.bodies import value
from cpx.solids.wire.layout import clear
from cpx.solids.wire.scene import How

ask = facts.ask

SOLIDS = {
    1: ("box", "box", "cylinder"),
    2: ("box", "box", "cylinder", "cylinder", "triangular prism"),
    3: ("box", "cylinder", "cone", "triangular prism", "square prism"),
    4: ("box", "cylinder", "cone", "cone", "triangular prism", "square prism"),
    5: ("box", "cylinder", "cone", "cone", "triangular prism", "hexagonal prism"),
}
PAPERS = ("white", "white", "lightyellow", "lavender", "honeydew", "mistyrose", "aliceblue")


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    solid = draw.one("solid", SOLIDS[level])
    show = draw.one("show", ("solid", "solid", "solid and net"))
    flat = Flat(draw, (200, 300) if show == "solid" else (360, 440))
    looks = {
        "paper": draw.one("paper", PAPERS),
        "fold_line": draw.one("fold_line", ("dashed", "dotted", "thin")),
        "accent": draw.one("accent", (flat.look.ink, "crimson", "crimson", "royalblue", "darkgreen")),
    }
    if solid in routes.ROUND:
        return _round(draw, flat, routes.ROUND[solid](draw), looks, show)
    return _flat(draw, flat, routes.FLAT[solid](draw), looks, show)


def _flat(draw: Draw, flat: Flat, way: Way, looks: Looks, show: str) -> Drawn:
    """A way over flat faces."""
    if show == "solid and net":
        _net(flat, way)
    view = project.view(draw, 10, ("cabinet", "cabinet", "orthographic", "isometric"))
    if view.kind == "orthographic" and abs(view.angle) < 15 and way.body.kind == "box":
        raise Misfit("the box is seen straight from the front")
    shown = show == "solid and net" or way.body.kind != "box" or draw.one("route_shown", (True, True, False))
    scene = of_body(way.body, view, hidden_lines(draw))._replace(accent=looks["accent"], purpose="way")
    if shown:
        scene = scene._replace(points=scene.points | way.points, how=scene.how | way.how, segments=list(pairwise(way.stops)))
    solid = flat.beside(scene, way.body.kind, 0.4)
    unnamed = [name for name in way.points if len(way.points) > 2]
    _clear(flat, solid, unnamed)
    for name in scene.points:
        if name not in unnamed:
            flat.spots[f'solid["{name}"]'] = solid.spot(name)
            flat.names[f'solid["{name}"]'] = name
    middle = _middle([solid.spot(name) for name in way.body.spots])
    for symbol, pair in way.values.items():
        ends = [f'solid["{name}"]' for name in pair]
        flat.spots |= {end: solid.spot(name) for end, name in zip(ends, pair, strict=True)}
        flat.dims.append((flat.print.given(ends[0], ends[1], symbol, way.given[symbol]), middle))
    layout = _laid_out(flat)
    return Drawn(polyhedron(way, looks, flat, layout), facts_flat(way, looks, shown, flat, layout.measures))


def _net(flat: Flat, way: Way) -> None:
    """The faces that the way runs over, in the plane."""
    spots = {name: (value(x, way.given), value(y, way.given)) for name, (x, y) in way.net.items()}
    flat.lines = [(spots[a], spots[b]) for a, b in [*ring(way.outline), *way.folds, way.ends]]
    named = way.net if not way.copies else [name for name in way.net if name in way.copies or name in way.copies.values()]
    for name in named:
        flat.spots[f'net["{name}"]'] = spots[name]
        flat.names[f'net["{name}"]'] = way.copies.get(name, name)


def _clear(flat: Flat, solid: Beside, unnamed: list[str]) -> None:
    """Misfit where the solid's picture misleads."""
    scale = flat.scale()
    paper = {name: (x * scale, y * scale) for name in solid.lines.points for x, y in [solid.spot(name)]}
    lines = solid.lines
    clear(lines.points, paper, [*lines.seen, *lines.hidden, *lines.seen_segments, *lines.hidden_segments], unnamed)


def _middle(spots: list[Point]) -> Point:
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


def _round(draw: Draw, flat: Flat, way: Winding, looks: Looks, show: str) -> Drawn:
    """A way round a cylinder or cone."""
    c = way.given.get("c")
    given = {"r": c / math.tau, "h": way.given["h"]} if c else way.given
    view = project.orthographic(0, draw.one("elevation", (15, 18, 20)))
    net = RoundNet(way.kind, given, {}, [], [], {}, [], 0, 0)
    scene, height = round_nets.scene(net, view, hidden_lines(draw))
    first, last = way.at(way.start), way.at(way.end)
    points = {way.ends[0]: first} | ({way.ends[1]: last} if way.ends[1] != way.ends[0] else {})
    how: dict[str, How] = {name: ("is", f"way({t:g})[0]") for name, t in zip(way.ends, (way.start, way.end), strict=True)}
    if way.kind == "cone":
        points["P"], how["P"] = (0.0, 0.0, round_nets.height(net)), ("at", "0", "0", "h")
    scene = scene._replace(points=scene.points | points, how=scene.how | how)
    if show == "solid and net":
        _unrolled(flat, way)
    solid = flat.beside(scene, way.kind, 0.4)
    pieces = _pieces(way, view, math.asin(given["r"] / round_nets.height(net) * math.tan(math.radians(view.height))) if not c else 0)
    for piece in pieces:
        spots = [view.flat(way.at(piece.start + (piece.end - piece.start) * k / 30)) for k in range(31)]
        flat.extra += list(pairwise([(x + solid.shift[0], y + solid.shift[1]) for x, y in spots]))
    for name in points:
        flat.spots[f'solid["{name}"]'] = solid.spot(name)
        flat.names[f'solid["{name}"]'] = name
    _round_values(flat, way, solid)
    layout = _laid_out(flat)
    return Drawn(round_solid(way, pieces, looks, height, flat, layout), facts_round(way, pieces, looks, flat, layout.measures))


def _laid_out(flat: Flat) -> Layout:
    """The layout; values plainly beside their lines where there is much else."""
    if flat.lines:
        flat.dims = [(dim._replace(style="plain"), inside) for dim, inside in flat.dims]
    return laid_out(flat)


def _pieces(way: Winding, view: project.View, lean: float) -> list[Piece]:
    """Where the way is in front and where behind: behind between the two lines of the outline."""
    edge = math.degrees(lean)
    cuts = [way.start]
    for turn in range(-1, 6):
        cuts += [t for t in (360 * turn + edge, 360 * turn + 180 - edge) if way.start + 1 < t < way.end - 1]
    cuts = [*sorted(cuts), way.end]
    return [Piece(a, b, math.sin(math.radians((a + b) / 2)) > math.sin(lean)) for a, b in pairwise(cuts)]


def _round_values(flat: Flat, way: Winding, solid: Beside) -> None:
    """The height of a cylinder or the slant height of a cone, beside the outline; the circumference, where it is unrolled."""
    side = "right" if way.start == 180 else "left"
    ends = [f'solid["{side}"]', f'solid["top {side}"]']
    flat.spots |= {ends[0]: solid.spot(side), ends[1]: solid.spot(f"top {side}")}
    symbol = "h" if way.kind == "cylinder" else "s"
    middle = _middle([solid.spot(name) for name in ("left", "right", "top left", "top right")])
    flat.dims.append((flat.print.given(ends[0], ends[1], symbol, way.given[symbol]), middle))
    if flat.lines and way.kind == "cylinder":
        flat.spots |= {"np.array((0, 0))": (0, 0), "np.array((c, 0))": (way.given["c"], 0)}
        made = flat.print.given("np.array((0, 0))", "np.array((c, 0))", "c", way.given["c"])
        flat.dims.append((made, (way.given["c"] / 2, way.given["h"] / 2)))


def _unrolled(flat: Flat, way: Winding) -> None:
    """The side in the plane, with the names of the way's ends."""
    if way.kind == "cylinder":
        c, h = way.given.values()
        flat.lines = list(ring([(0.0, 0.0), (c, 0.0), (c, h), (0.0, h)]))
        count = max(1, round(way.turns))
        end = c if way.turns >= 1 else c / 2
        flat.lines += [((0.0, h * k / count), (end, h * (k + 1) / count)) for k in range(count)]
        flat.spots |= {"(0, 0)": (0.0, 0.0), f"({'c' if end == c else 'c / 2'}, h)": (end, h)}
        flat.names |= {"(0, 0)": "A", f"({'c' if end == c else 'c / 2'}, h)": "B"}
        return
    angle, m, slant = way.net["angle"], way.net["m"], way.given["s"]
    turns = [-math.pi / 2 - angle / 2 + angle * k / 60 for k in range(61)]
    arc = [(slant * math.cos(t), slant * math.sin(t)) for t in turns]
    last = (m * math.cos(turns[-1]), m * math.sin(turns[-1]))
    flat.lines = [*ring([(0.0, 0.0), *arc]), (arc[0], last)]
    flat.spots |= {'net["apex"]': (0.0, 0.0), 'net["start"]': arc[0], 'net["end"]': last}
    flat.names |= {'net["apex"]': "P", 'net["start"]': way.ends[0], 'net["end"]': way.ends[1]}
