"""Dice: one in several positions, a tower or row of them, one that rolls over squares, one that is the mirror image of the others."""

from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.dice import cubes
from cpx.solids.family.dice.cubes import Die
from cpx.solids.family.dice.facts import ask, facts
from cpx.solids.family.dice.script import SHAPES, Dice, Shown, script
from cpx.solids.page import project
from cpx.solids.page.look import PALETTES, TONES, look
from cpx.solids.page.script import habit
from cpx.solids.page.vectors import Vec

__all__ = ["ask", "picture"]

FORMS = {
    1: ("single", "single", "tower", "row"),
    2: ("single", "tower", "row", "rolling"),
    3: ("rolling", "positions", "tower", "row"),
    4: ("rolling", "positions", "positions", "odd one"),
    5: ("rolling", "positions", "odd one", "odd one"),
}
VIEWS = ("cabinet", "cabinet", "isometric", "isometric", "dimetric")
SPANS = {
    "single": (110, 170),
    "tower": (160, 250),
    "row": (200, 300),
    "positions": (260, 380),
    "odd one": (320, 420),
    "rolling": (240, 340),
}
INKS = ("black", "black", "midnightblue", "crimson", "darkgreen")


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    style = look(draw, SPANS[form])
    view = project.view(draw, 4, VIEWS if form in ("single", "tower", "rolling") else VIEWS[:-1])
    if view.toward((0, 0, 0))[0] <= 0:
        raise Misfit("the right side is out of sight")
    content = draw.one("content", CONTENTS.get(form, ("pips",)))
    handed = draw.one("handed", ("anticlockwise", "clockwise"))
    standing = {"single": _single, "tower": _tower, "row": _row, "positions": _positions, "odd one": _odd, "rolling": _rolling}[form]
    cubes_shown, path = standing(draw, content, handed)
    shaded = content != "colours" and draw.one("shading", ("plain", "plain", "three tones")) == "three tones"
    tones = TONES[draw.one("tones", tuple(TONES))] if shaded else ("white",) * 3
    mark_colour = draw.one("mark_colour", INKS) if content != "colours" else ""
    dice = Dice(
        dice=[Shown(corner, cubes.shown(cube), label) for corner, cube, label in cubes_shown],
        content=content,
        hidden_tops=list(range(len(cubes_shown) - 1)) if form == "tower" else [],
        tones=dict(zip(("top", "front", "right"), tones, strict=True)),
        mark_colour=mark_colour,
        view=view,
        path=path,
        target=draw.one("target", ("lightgray", "gold", "lightblue", "lightpink")) if path else "",
    )
    code = script(dice, style, habit(draw, ("faces",)))
    return Drawn(code, facts(form, dice, [cube for _, cube, _ in cubes_shown], _marks(draw, content)))


CONTENTS = {"positions": ("shapes", "shapes", "colours", "letters", "numbers", "pips")}
Standing = tuple[list[tuple[Vec, Die, str]], list[tuple[int, int]]]


def _held(draw: Draw, name: str, cube: Die) -> Die:
    """The die held in one of the 24 ways."""
    return cubes.turned(cube, cubes.turns()[draw.one(name, range(24))])


def _place(draw: Draw, k: int, step: float) -> Vec:
    """Where the die stands: in a row from left to right; level on the page, unless they touch."""
    if draw.params["projection"] == "isometric" and step > 1:
        return round(0.7 * k * step, 2), round(0.7 * k * step, 2), 0
    return round(k * step, 1) if step > 1 else k, 0, 0


def _single(draw: Draw, content: str, handed: str) -> Standing:
    return [((0, 0, 0), _held(draw, "held", cubes.pips(handed)), "")], []


def _tower(draw: Draw, content: str, handed: str) -> Standing:
    count = draw.one("count", (2, 2, 3) if draw.level < 3 else (2, 3, 4))
    return [((0, 0, k), _held(draw, f"held_{k}", cubes.pips(handed)), "") for k in range(count)], []


def _row(draw: Draw, content: str, handed: str) -> Standing:
    """Dice side by side that touch, or with gaps, drawn from left to right."""
    count = draw.one("count", (2, 3) if draw.level < 3 else (3, 4))
    step = draw.one("step", (1, 1, 1.7))
    return [(_place(draw, k, step), _held(draw, f"held_{k}", cubes.pips(handed)), "") for k in range(count)], []


def _marks(draw: Draw, content: str) -> list[str]:
    """Marks of the six faces: top, front, right, and those opposite to them."""

    def drawn(rng: Random) -> list[str]:
        if content == "shapes":
            return rng.sample(sorted(SHAPES), 6)
        if content == "colours":
            colours = PALETTES["bright"]
            return rng.sample(colours, len(colours))
        return rng.sample("ABCDEF" if content == "letters" else "123456", 6)

    return draw.value("marks", drawn) if draw.params["form"] == "positions" else list("123654")


def _positions(draw: Draw, content: str, handed: str) -> Standing:
    """One cube in two or three positions from which an opposite face follows."""
    marks = _marks(draw, content)
    count = draw.one("count", (2, 3) if draw.level < 5 else (2, 3, 3))
    held: list[Any] = [_held(draw, f"held_{k}", cubes.die(marks)) for k in range(count)]
    views = [frozenset(mark for mark, _ in cubes.shown(cube).values()) for cube in held]
    triples = [[mark for mark, _ in cubes.shown(cube).values()] for cube in held]
    if len(set(views)) < count or not cubes.opposite(triples, marks):
        raise Misfit("the positions do not show what lies opposite")
    return [(_place(draw, k, 2.1), cube, "") for k, cube in enumerate(held)], []


def _odd(draw: Draw, content: str, handed: str) -> Standing:
    """Dice of which one is the mirror image of the others."""
    count = draw.one("count", (3, 4, 4))
    odd = draw.one("odd", range(count))
    other = "clockwise" if handed == "anticlockwise" else "anticlockwise"
    held = [_held(draw, f"held_{k}", cubes.pips(other if k == odd else handed)) for k in range(count)]
    return [(_place(draw, k, 2.1), cube, "ABCD"[k]) for k, cube in enumerate(held)], []


def _rolling(draw: Draw, content: str, handed: str) -> Standing:
    """A die and the squares over which it rolls, none of them behind it."""
    steps = draw.value("steps", lambda rng: _walk(rng, rng.randint(2 + draw.level // 4, 3 + draw.level // 2)))
    path = [(0, 0)]
    for step in steps:
        dx, dy = {"right": (1, 0), "left": (-1, 0), "front": (0, -1), "back": (0, 1)}[step]
        path.append((path[-1][0] + dx, path[-1][1] + dy))
    if len(set(path)) < len(path) or any(y > 0 or (y == 0 and x < 0) for x, y in path):
        raise Misfit("the die hides a part of its way")
    return [((0, 0, 0), _held(draw, "held", cubes.pips(handed)), "")], path


def _walk(rng: Random, count: int) -> list[str]:
    """Steps to the right and to the front, some to the left or the back."""
    return [rng.choice(("right", "right", "front", "front", "left", "back")) for _ in range(count)]
