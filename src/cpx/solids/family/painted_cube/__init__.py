"""Painted blocks cut into unit cubes: some sides left white, chessboards, tunnels, missing corner cubes, lettered squares."""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.cubes.voxels import Cube, sides
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.painted_cube import blocks
from cpx.solids.family.painted_cube.blocks import OPPOSITE, Block, Tunnel
from cpx.solids.page import project
from cpx.solids.page.labels import Box
from cpx.solids.page.look import TONES, look
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Script, habit, page
from cpx.solids.page.words import colour_words
from cpx.solids.questions import Question, chosen, counted, near

VIEWS = ("cabinet", "isometric", "isometric", "dimetric")
FORMS = {
    1: ("painted",),
    2: ("painted", "painted", "partly painted"),
    3: ("painted", "partly painted", "checkerboard", "corners"),
    4: ("partly painted", "checkerboard", "corners", "tunnels"),
    5: ("corners", "tunnels", "tunnels", "checkerboard"),
}
PAINTS = ("tomato", "lightskyblue", "gold", "yellowgreen", "orchid", "sandybrown")
BOARDS = (["dimgray", "white"], ["steelblue", "white"], ["sienna", "wheat"], ["seagreen", "honeydew"], ["black", "white"])
INSIDE = ("white", "lightgray", "lightgray", "gray")
WORDS = {
    "tomato": "red", "lightskyblue": "light blue", "gold": "yellow", "yellowgreen": "green", "orchid": "violet", "sandybrown": "orange",
    "dimgray": "dark grey", "gray": "grey", "sienna": "brown",
}  # fmt: skip

FACES = tuple(f"{n} painted face{'s' * (n != 'one')}" for n in ("no", "one", "two", "three", "four", "five", "six"))
GIVEN = {
    "tunnels": "Every tunnel runs straight through to the opposite side, and no other small cubes are missing.",
    "corners": "No small cubes are missing but those that are seen to be missing.",
}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", FORMS[level])
    size = _size(draw, level, form)
    view = project.view(draw, max(size), VIEWS)
    tunnels = _tunnels(draw, level, size, view) if form == "tunnels" else []
    missing = _missing(draw, level, size, view) if form == "corners" else []
    board = draw.one("board", BOARDS) if form == "checkerboard" else None
    colours = {} if board else _colours(draw, form, sides(view))
    inside = draw.one("inside", INSIDE) if tunnels or missing else "white"
    letters = _letters(draw, size, view) if form in ("painted", "partly painted") else {}
    block = Block(size, tunnels, missing, view, colours, inside, (board[0], board[1]) if board else None, letters)
    _fair(block)
    return Drawn(_script(draw, block), _facts(block, form))


def _size(draw: Draw, level: int, form: str) -> Cube:
    """Mostly a cube; tunnels and corners need room."""
    low, high = (2 if level == 1 else 3), 3 + (level > 1) + (level > 3)

    def make(rng: Random) -> list[int]:
        n = rng.randint(low, high)
        return [n, n, n] if rng.random() < 0.6 else [rng.randint(low, high) for _ in range(3)]

    a, b, c = draw.value("size", make)
    if form in ("tunnels", "corners") and min(a, b, c) < 3:
        raise Misfit("there is no room for tunnels or corners")
    return a, b, c


def _tunnels(draw: Draw, level: int, size: Cube, view: View) -> list[Tunnel]:
    """Lines of cubes taken away, none of them along an edge of the block and no two through neighbouring squares."""

    def make(rng: Random) -> list[list[Any]]:
        found: list[list[Any]] = []
        for _ in range(rng.randint(1, level - 2)):
            axis = rng.choice("xyz")
            m, n = (size[k] for k in range(3) if "xyz"[k] != axis)
            found.append([axis, rng.randint(1, m - 2), rng.randint(1, n - 2)])
        return found

    drawn = [Tunnel(axis, i, j) for axis, i, j in draw.value("tunnels", make)]
    for k, one in enumerate(drawn):
        for other in drawn[:k]:
            if one.axis == other.axis and abs(one.i - other.i) + abs(one.j - other.j) < 2:
                raise Misfit("two tunnels lie side by side")
    return drawn


def _missing(draw: Draw, level: int, size: Cube, view: View) -> list[Cube]:
    """Cubes taken away at corners and edges in sight."""
    shown = [set(blocks.outer(size, side)) for side in sides(view)]
    two = [cube for cube in blocks.whole(size) if sum(cube in side for side in shown) >= 2 and sum(cube in side for side in _all(size)) > 2]
    count = min(len(two), level - 1)
    chosen_cubes = draw.value("missing", lambda rng: [list(cube) for cube in sorted(rng.sample(two, rng.randint(1, count)))])
    return [(x, y, z) for x, y, z in chosen_cubes]


def _all(size: Cube) -> list[set[Cube]]:
    return [set(blocks.outer(size, side)) for side in blocks.STEPS]


def _colours(draw: Draw, form: str, shown: tuple[str, str, str]) -> dict[str, str]:
    """The paint of each side in sight: one hue in three tones, one flat colour, or a colour each."""
    kind = draw.one("paint", ("three tones", "three tones", "one colour", "three colours"))
    if kind == "three tones":
        colours = list(TONES[draw.one("tones", tuple(TONES))])
    else:
        paints = draw.value("paints", lambda rng: rng.sample(PAINTS, 3))
        colours = paints if kind == "three colours" else paints[:1] * 3
    bare = draw.value("bare", lambda rng: sorted(rng.sample(shown, rng.choice((1, 1, 2))))) if form == "partly painted" else []
    if kind == "three tones" and bare:
        raise Misfit("tones next to a white side would be taken for two paints")
    return {side: "white" if side in bare else colour for side, colour in zip(shown, colours, strict=True)}


def _letters(draw: Draw, size: Cube, view: View) -> dict[str, tuple[str, Cube]]:
    """Letters on some unit squares of the sides in sight, on cubes that differ."""
    if not draw.one("lettered", (True, False, False)):
        return {}

    def make(rng: Random) -> list[Any]:
        side = rng.choice(sides(view))
        return [[side, list(cube)] for cube in rng.sample(blocks.outer(size, side), 3)]

    drawn = draw.value("letters", make)
    return {name: (side, (x, y, z)) for name, (side, (x, y, z)) in zip("ABC", drawn, strict=True)}


def _fair(block: Block) -> None:
    """Misfit where a viewer could not tell what is missing."""
    kinds = {
        sum(blocks.beside(cube, side) not in set(blocks.whole(block.size)) for side in blocks.STEPS) for _, cube in block.letters.values()
    }
    if block.letters and len(kinds) < 2:
        raise Misfit("the lettered cubes are all of one kind")
    for cube in block.missing:
        if any(blocks.beside(cube, side) in block.missing for side in blocks.STEPS):
            raise Misfit("two missing cubes lie side by side")
    if set(block.colours.values()) == {"white"}:
        raise Misfit("nothing is painted")


def _script(draw: Draw, block: Block) -> str:
    style = look(draw, (170, 280))
    plain = not (block.tunnels or block.missing or block.board)
    way = habit(draw, ("sides", "sides", "cubes") if plain else ("cubes",))
    flat = blocks.points(block)
    wide, high = (max(axis) - min(axis) for axis in zip(*flat, strict=True))
    scale = min(style.span / max(wide, high), 56)
    made = Script(way)
    blocks.steps(made, block, style, way)
    made.function(*formula(block.view))
    if block.letters:
        blocks.letters(made, block, style, scale, way)
    boxes = [Box(x * scale, y * scale, x * scale, y * scale) for x, y in flat]
    return made.text(_title(block), page(boxes, scale, style.margin))


def _title(block: Block) -> str:
    kind = "cube" if len(set(block.size)) == 1 else "cuboid"
    after = (
        " with tunnels"
        if block.tunnels
        else " with corners taken away"
        if block.missing
        else " in two colours"
        if block.board
        else ", painted and cut"
    )
    return f"A {kind} of unit cubes{after}."


def _facts(block: Block, form: str) -> Facts:
    a, b, c = block.size
    kind = "cube" if a == b == c else "block"
    shown = sides(block.view)
    on_side = {side: sum(cube not in block.removed for cube in blocks.outer(block.size, side)) for side in shown}
    counts = {f"unit squares on the {side} side": count for side, count in on_side.items()}
    counts |= {"openings of tunnels": len(block.tunnels)} if block.tunnels else {}  # one of the two is in sight
    counts |= {"missing corner and edge cubes": len(block.missing)} if block.missing else {}
    counts |= {"lettered unit squares": len(block.letters)} if block.letters else {}
    visible: dict[str, Any] = {
        "subject": f"a {kind} of {a} by {b} by {c} unit cubes in {project.words(block.view)}{_ending(block)}",
        "counts": counts,
        "labels": list(block.letters),
        "statements": _statements(block, shown),
        "form": form,
    }
    derived = {
        "size": list(block.size),
        "cubes": len(block.cubes),
        "tunnels": len(block.tunnels),
        "taken away": sorted(list(cube) for cube in block.removed),
        "painted sides in sight": [side for side in shown if block.colours.get(side, "white") != "white"],
        "sides in sight": list(shown),
        "painted faces": {str(k): n for k, n in sorted(blocks.painted(block.cubes, block.size, blocks.STEPS).items())},
        "lettered cubes": {name: list(cube) for name, (_, cube) in block.letters.items()},
        "board": [_word(colour) for colour in block.board or ()],
    }
    return {"visible": visible, "derived": derived}


def _ending(block: Block) -> str:
    if block.tunnels:
        return ", with " + ("a square tunnel" if len(block.tunnels) == 1 else f"{len(block.tunnels)} square tunnels")
    if block.missing:
        return ", with cubes taken away at its corners or edges"
    return (
        ", coloured like a chessboard"
        if block.board
        else ", its sides painted"
        if "white" not in block.colours.values()
        else ", partly painted"
    )


def _word(colour: str) -> str:
    return WORDS.get(colour, colour_words(colour))


def _statements(block: Block, shown: tuple[str, str, str]) -> list[str]:
    said = []
    if block.board:
        said.append(f"Neighbouring cubes differ in colour: {_word(block.board[0])} and {_word(block.board[1])} squares alternate.")
    elif "white" in block.colours.values() or (block.colours["front"] in PAINTS and len(set(block.colours.values())) == 3):
        said += [f"The {side} side is {_word(block.colours[side])}." for side in shown]
    elif len(set(block.colours.values())) == 1:
        said.append(f"The three sides in sight are {_word(block.colours['front'])}.")
    else:
        said.append(f"The three sides in sight are {_word(block.colours['front'])} in three tones, the top lightest.")
    said += [f"A tunnel one square wide runs {blocks.AXES[tunnel.axis]}." for tunnel in block.tunnels]
    if block.removed:
        said.append(f"The faces where cubes were taken away are {_word(block.inside)}.")
    for name, (side, cube) in block.letters.items():
        borders = sum(cube in blocks.outer(block.size, other) for other in blocks.STEPS if other not in (side, OPPOSITE.get(side)))
        kind = ("an inner", "a border", "a corner")[borders]
        said.append(f"The letter {name} stands on {kind} square of the {side} side.")
    return said


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """How many unit cubes have so many painted faces, or are left, or are of one colour; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    make = {"checkerboard": _of_board, "tunnels": _of_rest, "corners": _of_rest, "painted": _of_paint, "partly painted": _of_paint}
    return chosen(make[visible["form"]](derived, rng), counted(visible, rng), rng)


def _of_board(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    cubes = blocks.whole(tuple(derived["size"]))
    even = sum(sum(cube) % 2 == 0 for cube in cubes)
    given = "The block is built of small cubes of two colours; cubes that share a face always differ in colour."
    colours = dict(zip(derived["board"], (even, len(cubes) - even), strict=True))
    return [Question(f"{given} How many of the small cubes are {colour}?", str(n), near(n, rng)) for colour, n in colours.items()]


def _of_rest(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    size = tuple(derived["size"])
    gone = {tuple(cube) for cube in derived["taken away"]}
    left = [cube for cube in blocks.whole(size) if cube not in gone]
    given = GIVEN["tunnels" if derived["tunnels"] else "corners"]
    asked = {f"{given} How many small cubes are left?": len(left)}
    rest = blocks.dipped(left)
    text = "What is left is dipped into paint and then taken apart. How many small cubes have"
    asked |= {f"{given} {text} {_having(k)}?": n for k, n in rest.items() if n}
    asked[f"{given} How many unit squares does the surface have, the walls of tunnels and notches among them?"] = sum(
        k * n for k, n in rest.items()
    )
    return [Question(text, str(n), near(n, rng)) for text, n in asked.items()]


def _having(faces: int) -> str:
    return f"exactly {FACES[faces]}" if faces else "no painted face"


def _of_paint(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    size = tuple(derived["size"])
    seen = derived["painted sides in sight"]
    others = [OPPOSITE[side] for side in derived["sides in sight"]]
    if len(seen) == 3:
        rules = {
            "All six sides of the block are painted": [*seen, *others],
            "All sides of the block but the bottom are painted": [side for side in [*seen, *others] if side != "bottom"],
            "Only the three sides in sight are painted": seen,
        }
    else:
        rules = {
            "Opposite sides of the block are painted alike": [*seen, *(OPPOSITE[side] for side in seen)],
            "White sides and all sides out of sight are not painted": seen,
        }
    rule = rng.choice(list(rules))
    found = blocks.painted(blocks.whole(size), size, rules[rule])
    asked = {f"{rule}. How many of the small cubes have {_having(k)}?": found[k] for k in range(4) if found[k]}
    for name, cube in derived["lettered cubes"].items():
        count = next(iter(blocks.painted([tuple(cube)], size, rules[rule])))
        asked[f"{rule}. How many painted faces has the small cube with the letter {name}?"] = count
    return [Question(text, str(n), near(n, rng)) for text, n in asked.items()]
