"""Several solids side by side, named by letters or numbers: prisms, pyramids, frusta, round ones; mixed, or one unlike the others."""

from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.catalogue import gallery
from cpx.solids.family.catalogue.facts import CLASSES, ask, facts
from cpx.solids.family.catalogue.gallery import Piece
from cpx.solids.family.catalogue.script import Row, script
from cpx.solids.page import project
from cpx.solids.page.look import hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.script import habit

__all__ = ["ask", "picture"]

COUNTS = {1: (3, 4), 2: (4,), 3: (4, 5), 4: (5, 6), 5: (5, 6)}
FORMS = {1: ("mixed",), 2: ("mixed", "mixed", "odd one"), 3: ("mixed", "odd one"), 4: ("mixed", "odd one"), 5: ("mixed", "odd one")}
EASY = ("cube", "cuboid", "cylinder", "cone", "sphere", "square pyramid", "triangular prism")
STEP, ROW = 3.0, 3.9
LABELS = {"letters": "ABCDEF", "brackets": ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"], "numbers": "123456"}
TURNS = {
    3: (15, 20, 30, 40, 70, 80, 95, 110),
    4: (18, 22, 26, 30, 60, 64, 68, 72),
    5: (14, 18, 22, 48, 52, 56, 60),
    6: (15, 18, 21, 39, 43, 75, 80),
    8: (6, 8, 10, 12, 33, 35, 37, 39),
}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    style = look(draw, (300, 440))
    count = draw.one("count", COUNTS[level])
    view = project.orthographic(0, draw.one("elevation", (15, 18, 20)))
    kinds = draw.value("kinds", lambda rng: _kinds(rng, form, count, level))
    across = 3 if count > 4 else 2 if count == 4 and draw.one("rows", (1, 1, 2)) == 2 else count
    places = [(STEP * (k % across), -ROW * (k // across)) for k in range(count)]
    scale = min(style.span / (STEP * (across - 1) + 2.4), 62)
    pieces = [_piece(draw, kind, k, view, scale) for k, kind in enumerate(kinds)]
    behind = [gallery.hidden(piece, view) if piece.sides else [] for piece in pieces]
    labels = list(LABELS[draw.one("names", ("letters", "letters", "brackets", "numbers"))][:count])
    hidden = hidden_lines(draw)
    row = Row(pieces, places, behind, labels, view, hidden)
    return Drawn(script(row, style, habit(draw, ("calls",)), scale), facts(form, row))


def _kinds(rng: Random, form: str, count: int, level: int) -> list[str]:
    """Different kinds; of "odd one" all of a class but one."""
    everything = [kind for kinds in CLASSES.values() for kind in kinds]
    if form == "mixed":
        return rng.sample(EASY if level == 1 else everything, count)
    alike = rng.choice(sorted(name for name, kinds in CLASSES.items() if len(kinds) >= count - 1))
    others = [kind for name, kinds in CLASSES.items() if name != alike for kind in kinds]
    chosen = [*rng.sample(CLASSES[alike], count - 1), rng.choice(others)]
    rng.shuffle(chosen)
    return chosen


def _piece(draw: Draw, kind: str, k: int, view: View, scale: float) -> Piece:
    """One solid, its sizes and the way it stands drawn, until its picture does not mislead."""

    def fair(rng: Random) -> list[Any]:
        for _ in range(20):
            sizes = _sizes(rng, kind)
            if not _sides(kind) or gallery.readable(Piece(kind, _sides(kind), *sizes), view, scale):
                return sizes
        raise Misfit(f"no good picture of a {kind} of this size")

    low, high, height, turn, lying = draw.value(f"piece_{k}", fair)
    return Piece(kind, _sides(kind), low, high, height, turn, lying)


def _sizes(rng: Random, kind: str) -> list[Any]:
    """Radii of the two bases, height, turn, whether it lies on its side."""
    low, sides = rng.choice((0.9, 1.0, 1.1)), _sides(kind)
    height = {"cube": low * 2**0.5, "cuboid": rng.choice((0.8, 2.0))}.get(kind, rng.choice((1.6, 1.8, 2.0, 2.2)))
    high = low if "prism" in kind or kind in ("cube", "cuboid", "cylinder") else 0
    high = round(low * rng.choice((0.5, 0.6)), 2) if "frustum" in kind else high
    lying = "prism" in kind and rng.random() < 0.35
    turn = rng.choice((20, 25, 30, -20, -25, -30)) if lying else rng.choice(TURNS[sides]) if sides else 0
    return [low, high, round(height, 3), turn, lying]


def _sides(kind: str) -> int:
    words = {word: n for n, word in gallery.WORDS.items()} | {"cube": 4, "cuboid": 4}
    return next((n for word, n in words.items() if kind.startswith(word)), 0) if kind != "frustum of a cone" else 0
