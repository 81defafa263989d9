"""Scripts of curves in space: the formula as a function of t, the surface that carries the curve, its parts in sight and out of sight."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from cpx.solids.family.space_curve.curves import Curve
from cpx.solids.formula.canvas import Canvas
from cpx.solids.page.hidden import Piece, runs
from cpx.solids.page.look import HIDDEN
from cpx.solids.page.project import View
from cpx.solids.page.script import call, indented, listing, num, pair
from cpx.solids.page.vectors import Point, Vec, dot, unit
from cpx.solids.page.words import with_article
from cpx.solids.round import parts

At = Callable[[float], Vec]


class Carrier(NamedTuple):
    """An upright cylinder or cone on the xy-plane, or a sphere round the origin."""

    kind: str
    r: float
    h: float
    words: str  # for h in the script

    def outward(self, p: Vec) -> Vec:
        """A normal at a point of its side."""
        x, y, _ = p
        if self.kind == "sphere":
            return p
        far = math.hypot(x, y) or 1.0
        return (x / far, y / far, self.r / self.h if self.kind == "cone" else 0.0)


def formula(canvas: Canvas, curve: Curve, numbers: Mapping[str, float]) -> None:
    """The parameters and the function curve(t)."""
    given = [f"{name} = {num(number)}  # {curve.said[name]}" for name, number in numbers.items() if name in curve.said]
    canvas.script.given(*given, f"end = {curve.end}  # of t")
    canvas.script.function(
        "def curve(t):",
        f'    """Points of the {curve.noun}."""',
        f"    x = {curve.x}",
        f"    y = {curve.y}",
        f"    z = {curve.z}",
        "    return np.array([x, y, z]).T",
    )


def walked(point: At, start: float, end: float, steps: int) -> list[Vec]:
    return [point(start + (end - start) * k / steps) for k in range(steps + 1)]


def sight(point: At, end: float, closed: bool, carrier: Carrier, view: View, steps: int) -> list[Piece]:
    """The curve's parts before and behind the surface that it lies on."""
    gaze = view.toward((0.0, 0.0, 0.0))
    found = runs(point, 0, end, lambda p: dot(carrier.outward(p), gaze) < -1e-9, steps, 1e-5)
    if closed and len(found) > 1 and found[0].hidden == found[-1].hidden:
        found = [Piece(found[-1].start - end, found[0].end, found[0].hidden), *found[1:-1]]
    return found


def crossings(point: At, end: float, view: View, steps: int = 260) -> list[tuple[float, float]]:
    """Where a closed curve crosses itself on the page: t of the strand below, and of the one above."""
    path = walked(point, 0, end, steps)
    flat = [view.flat(p) for p in path]
    gaze = unit(view.toward((0.0, 0.0, 0.0)))
    found = []
    for (i, (a, b)), (j, (c, d)) in combinations(enumerate(pairwise(flat)), 2):
        if j - i < 2 or max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]) or (i == 0 and j == steps - 1):
            continue
        if hit := _hit(a, b, c, d):
            first, second = (i + hit[0]) * end / steps, (j + hit[1]) * end / steps
            lower = dot(gaze, path[i]) < dot(gaze, path[j])
            found.append((first, second) if lower else (second, first))
    return found


def _hit(a: Point, b: Point, c: Point, d: Point) -> tuple[float, float] | None:
    """The shares at which two segments meet."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    area = ux * vy - uy * vx
    if abs(area) < 1e-12:
        return None
    s, t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / area, ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / area
    return (s, t) if 0 <= s < 1 and 0 <= t < 1 else None


def over(point: At, end: float, view: View, gap: float) -> list[Piece]:
    """A knot's arcs, cut on both sides of each place where it passes under, so far (on the page)."""
    under = sorted(low for low, _ in crossings(point, end, view))
    ends = []
    for t in under:
        (x0, y0), (x1, y1) = view.flat(point(t - 1e-3)), view.flat(point(t + 1e-3))
        half = gap * 2e-3 / math.hypot(x1 - x0, y1 - y0)
        ends.append((t - half, t + half))
    return [Piece(a[1], b[0] + (end if b is ends[0] else 0), False) for a, b in zip(ends, [*ends[1:], *ends[:1]], strict=True)]


def draw(canvas: Canvas, pieces: Sequence[Piece], hidden: str, colour: str) -> None:
    """The curve, its hidden parts first."""
    width = canvas.look.width
    for behind in (True, False):
        spans = [(piece.start, piece.end) for piece in pieces if piece.hidden == behind]
        if not spans:
            continue
        dashes = f"{HIDDEN[hidden]}, " if behind else ""
        ink = "" if "color" in dashes else f'color="{colour}", '
        style = f"{ink}{dashes}linewidth={num(max(0.8, width - 0.4) if behind else width)}"
        if len(pieces) == 1:
            canvas.script.step("# The curve.", *canvas.plot("curve(np.linspace(0, end, 400))", style))
            continue
        name = "hidden" if behind else "visible"
        about = "# Parts of the curve behind the surface, from t to t." if behind else "# Parts of the curve in sight, from t to t."
        canvas.script.step(
            about,
            *listing(name, [pair(span) for span in spans]),
            f"for start, stop in {name}:",
            *indented(canvas.plot("curve(np.linspace(start, stop, 100))", style)),
        )


def shadow(canvas: Canvas, path: Sequence[Vec]) -> None:
    """The curve's projection onto the xy-plane."""
    canvas.path([(x, y, 0.0) for x, y, _ in path])
    style = 'color="darkgray", linestyle="--", linewidth=1'
    canvas.script.step("# Its projection onto the xy-plane.", *canvas.plot("curve(np.linspace(0, end, 400)) * [1, 1, 0]", style))


def surface(canvas: Canvas, carrier: Carrier, hidden: str) -> None:
    """Rims and outlines of the surface that the curve lies on."""
    canvas.script.function(
        "def circle(radius, z, start, end):",
        '    """Points of a level circle round the z-axis, from start to end degrees."""',
        "    t = np.radians(np.linspace(start, end, 100))",
        "    return np.array([radius * np.cos(t), radius * np.sin(t), np.full_like(t, z)]).T",
    )
    {"sphere": _sphere, "cone": _cone, "cylinder": _cylinder}[carrier.kind](canvas, carrier, hidden)


def _styles(canvas: Canvas, hidden: str) -> tuple[str, str]:
    """Of lines in sight and behind."""
    dashes = HIDDEN[hidden]
    colour = "" if "color" in dashes else f"color={canvas.ink}, "
    return f"color={canvas.ink}, linewidth={num(max(0.8, canvas.look.width - 0.4))}", f"{colour}{dashes}, linewidth=0.8"


def _circle(canvas: Canvas, words: str, r: float, z: float, start: float, end: float, style: str) -> list[str]:
    canvas.path([(r * math.cos(t), r * math.sin(t), z) for t in (math.radians(start + (end - start) * k / 60) for k in range(61))])
    return canvas.plot(f"circle({words}, {num(start, 1)}, {num(end, 1)})", style)


def _cylinder(canvas: Canvas, carrier: Carrier, hidden: str) -> None:
    r, h = carrier.r, carrier.h
    seen, behind = _styles(canvas, hidden)
    start = round(canvas.view.angle - 90, 1)
    top = carrier.words
    rims = [
        *_circle(canvas, "r, 0", r, 0.0, start, start + 180, seen),
        *_circle(canvas, f"r, {top}", r, h, 0, 360, seen),
        *_circle(canvas, "r, 0", r, 0.0, start + 180, start + 360, behind),
    ]
    canvas.script.step("# The cylinder: its rims, the lower one hidden at the back.", *rims)
    for degrees in (start, start + 180):
        a = math.radians(degrees)
        canvas.path([(r * math.cos(a), r * math.sin(a), z) for z in (0.0, h)])
    _sides(canvas, (start, start + 180), f"[(x, y, 0), (x, y, {top})]", seen)


def _cone(canvas: Canvas, carrier: Carrier, hidden: str) -> None:
    r, h = carrier.r, carrier.h
    seen, behind = _styles(canvas, hidden)
    start, end = (round(part, 1) for part in parts.silhouette(r, 0.0, h, canvas.view))
    rims = [*_circle(canvas, "r, 0", r, 0.0, start, end, seen), *_circle(canvas, "r, 0", r, 0.0, end, start + 360, behind)]
    canvas.script.step("# The cone: its rim, hidden at the back.", *rims)
    for degrees in (start, end):
        a = math.radians(degrees)
        canvas.path([(r * math.cos(a), r * math.sin(a), 0.0), (0.0, 0.0, h)])
    _sides(canvas, (start, end), "[(x, y, 0), (0, 0, h)]", seen)


def _sides(canvas: Canvas, degrees: tuple[float, float], line: str, seen: str) -> None:
    """The step that draws the outline on both sides: a `line` from each (x, y) of the rim."""
    canvas.script.step(
        "# Its outline on both sides.",
        f"for degrees in ({num(degrees[0])}, {num(degrees[1])}):",
        "    x, y = r * np.cos(np.radians(degrees)), r * np.sin(np.radians(degrees))",
        *indented(canvas.plot(line, seen)),
    )


def _sphere(canvas: Canvas, carrier: Carrier, hidden: str) -> None:
    r, view = carrier.r, canvas.view
    seen, behind = _styles(canvas, hidden)
    turns = [math.radians(4 * k) for k in range(91)]
    canvas.path([tuple(r * (math.cos(t) * view.right[k] + math.sin(t) * view.up[k]) for k in range(3)) for t in turns])  # type: ignore[misc]
    canvas.script.step(
        "# The sphere: its outline on the page,",
        "t = np.linspace(0, 2 * np.pi, 200)",
        *call(f"{canvas.way.pen}.plot", ["r * np.cos(t), r * np.sin(t)", seen]),
    )
    start = round(view.angle - 90, 1)
    rims = [*_circle(canvas, "r, 0", r, 0.0, start, start + 180, seen), *_circle(canvas, "r, 0", r, 0.0, start + 180, start + 360, behind)]
    canvas.script.more("# and its equator.", *rims)


def title(curve: Curve, where: str) -> str:
    """What the script draws."""
    said = f"{with_article(curve.noun)}{where}."
    return said[0].upper() + said[1:]
