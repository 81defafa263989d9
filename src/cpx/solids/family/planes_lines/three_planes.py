"""Three planes in space: pages of a book, floor and walls, a tube, two parallel ones cut by the third."""

from collections.abc import Callable

from cpx.solids.draw import Misfit
from cpx.solids.family.planes_lines.planes import GREEK, Sketch, compass
from cpx.solids.page.vectors import Vec, add, between

ALPHA, BETA, GAMMA = GREEK.values()
Three = tuple[str, str, list[list[str]], int]


def _book(s: Sketch) -> Three:
    """Three half-planes from one upright line, like pages."""
    turns = s.draw.value("pages", lambda rng: sorted(rng.sample(range(-160, 180, 20), 3)))
    if any(abs(a - b) == 180 for a in turns for b in turns):
        raise Misfit("two pages make one plane")
    if min((b - a) % 360 for a, b in zip(turns, [*turns[1:], turns[0]], strict=True)) < 40:
        raise Misfit("two pages lie close together")
    for name, turn in zip(GREEK, turns, strict=True):
        far, up = compass(turn, 3.4), (0.0, 0.0, 4.2)
        s.plane(name, [(0.0, 0.0, 0.0), far, add(far, up), up], 2)
    s.point("l0_end", (0.0, 0.0, -0.7), False)
    s.point("l1_end", (0.0, 0.0, 4.9), False)
    s.line("l0_end", "l1_end")
    s.letter("l", "l1_end")
    shown = f"the planes {ALPHA}, {BETA} and {GAMMA}, which share the line l"
    return f"three half-planes {ALPHA}, {BETA} and {GAMMA} that meet in the line l", shown, [["l", ALPHA, "in the plane"]], 6


def _corner(s: Sketch) -> Three:
    """Floor and two walls."""
    w, d, h = (s.draw.one(name, (3.4, 4.0, 4.6, 5.2)) for name in ("wide", "deep", "high"))
    left = s.view.kind == "orthographic" and s.view.angle < 0
    s.plane("alpha", [(0, 0, 0), (w, 0, 0), (w, d, 0), (0, d, 0)], 0 if left else 1)
    s.plane("beta", [(0, d, 0), (w, d, 0), (w, d, h), (0, d, h)], 3 if left else 2)
    wall = w if left else 0.0  # on the side away from the viewer
    s.plane("gamma", [(wall, 0, 0), (wall, d, 0), (wall, d, h), (wall, 0, h)], 3)
    s.point("O", (wall, d, 0))
    shown = f"three planes {ALPHA}, {BETA} and {GAMMA}, each perpendicular to the others, meeting in the point O"
    subject = f"three planes {ALPHA}, {BETA} and {GAMMA} that meet in the point O like a floor and two walls"
    return subject, shown, [[ALPHA, BETA, "perpendicular"], [BETA, GAMMA, "perpendicular"]], 8


def _tube(s: Sketch) -> Three:
    """Three planes that meet by twos in parallel lines."""
    d, h = s.draw.one("depth", (6.0, 7.0)), s.draw.one("height", (3.2, 3.8))
    top = s.draw.one("ridge", (1.4, 2.3, 3.2))
    a, b, c = (0.0, 0.0, 0.0), (4.8, 0.0, 0.0), (top, 0.0, h)
    for name, (p, q) in zip(GREEK, ((a, b), (b, c), (a, c)), strict=True):
        p, q = between(p, q, -0.22), between(p, q, 1.22)
        s.plane(name, [p, q, add(q, (0, d, 0)), add(p, (0, d, 0))], 0)
    for letter, p in zip("abc", (a, b, c), strict=True):
        s.point(f"{letter}0_end", p, False)
        s.point(f"{letter}1_end", add(p, (0.0, d, 0.0)), False)
        s.line(f"{letter}0_end", f"{letter}1_end")
        s.letter(letter, f"{letter}0_end")
    shown = f"the planes {ALPHA}, {BETA} and {GAMMA}, which meet by twos in the parallel lines a, b and c"
    relations = [["a", "b", "parallel"], ["a", ALPHA, "in the plane"], ["c", ALPHA, "parallel"]]
    return f"three planes {ALPHA}, {BETA} and {GAMMA} that meet by twos in the lines a, b and c", shown, relations, 7


def _cut(s: Sketch) -> Three:
    """Two parallel planes cut by a third."""
    lean, gap = s.draw.one("lean", (0.0, 0.9, -0.9, 1.4)), s.draw.one("gap", (2.6, 3.0))
    for name, z in (("alpha", gap), ("beta", 0.0)):
        s.plane(name, [(-3.6, 0, z), (3.6, 0, z), (3.6, 6, z), (-3.6, 6, z)], 0)
    low, high = -0.5 * gap, 1.55 * gap

    def at(z: float, y: float) -> Vec:
        return (lean * (z / gap - 0.5), y, z)

    s.plane("gamma", [at(low, 0.8), at(high, 0.8), at(high, 5.2), at(low, 5.2)], 1)
    for letter, z in (("a", gap), ("b", 0.0)):
        s.point(f"{letter}0_end", at(z, 0.8), False)
        s.point(f"{letter}1_end", at(z, 5.2), False)
        s.line(f"{letter}0_end", f"{letter}1_end")
        s.letter(letter, f"{letter}0_end")
    shown = f"two parallel planes {ALPHA} and {BETA} cut by the plane {GAMMA} in the lines a and b"
    relations = [["a", "b", "parallel"], ["a", GAMMA, "in the plane"], ["a", BETA, "parallel"], [ALPHA, BETA, "parallel"]]
    return f"two level planes {ALPHA} and {BETA} cut by the plane {GAMMA} in the lines a and b", shown, relations, 6


ARRANGED: dict[str, Callable[[Sketch], Three]] = {"book": _book, "corner": _corner, "tube": _tube, "cut": _cut}
