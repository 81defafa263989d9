"""Nets of a cube: six squares with numbers, letters, colours or patterns; folded or not, alone, beside the cube, or as options."""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.cube_net.script import PATTERNS, Net, options_script, pattern_words, single_script
from cpx.solids.flat import hexominoes
from cpx.solids.flat.hexominoes import Cell, Frame
from cpx.solids.page.look import PALETTES, look
from cpx.solids.page.script import habit
from cpx.solids.page.words import NUMBERS, colour_words, joined
from cpx.solids.questions import Question, chosen, counted, near

MARKS = {"numbers": "123456", "letters": "ABCDEF"}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    net = sample(draw)
    style = look(draw, (190, 300) if net.show == "net" else (320, 420))
    if net.show == "options":
        return Drawn(options_script(net, style, habit(draw, ("cells",))), facts(net))
    way = habit(draw, ("cells", "lists", "grid") if net.content in (*MARKS, "blank") else ("cells", "lists"))
    return Drawn(single_script(net, style, way), facts(net))


def sample(draw: Draw) -> Net:
    """Draw what varies."""
    level = draw.level
    show = draw.one("show", ("net",) if level == 1 else ("net", "net", "net and cube") if level < 4 else ("net", "net and cube", "options"))
    fold_line = draw.one("fold_line", ("dashed", "dashed", "dotted", "thin"))
    if show == "options":
        return Net(show, _options(draw), "blank", [], [], draw.one("shade", _FILLS), "", fold_line, {}, {})
    foldable = show == "net and cube" or draw.one("foldable", (True, True, True, False))
    choices = hexominoes.cube_nets() if foldable else hexominoes.other_hexominoes()
    shape = draw.one("net", range(len(choices)))
    cells = hexominoes.turned(choices[shape], draw.one("turn", range(4)), draw.one("mirrored", (False, True)))
    cells.sort(key=lambda cell: (-cell[1], cell[0]))
    contents = (
        ("colours", "patterns", "patterns") if show == "net and cube" else ("numbers", "numbers", "letters", "colours", "patterns", "blank")
    )
    content = draw.one("content", contents)
    faces = draw.value("faces", lambda rng: _faces(rng, content))
    shaded = draw.value("shaded", lambda rng: sorted(rng.sample(range(6), rng.choice((0, 1, 2, 2))))) if content in MARKS else []
    shade = draw.one("shade", _FILLS) if shaded or content in ("blank", "patterns") else "white"
    pattern = draw.one("pattern_colour", ("dimgray", "steelblue", "indianred", "seagreen", "black")) if content == "patterns" else ""
    corner = draw.one("corner", range(24)) if show == "net and cube" else 0
    cube, quarters = _seen(cells, corner) if show == "net and cube" else ({}, {})
    if content == "patterns" and show == "net and cube" and sum(faces[i][0] != "blank" for i in cube.values()) < 2:
        raise Misfit("the cube shows hardly a pattern")
    return Net(show, [cells], content, faces, shaded, shade, pattern, fold_line, cube, quarters)


_FILLS = ("white", "lightyellow", "lightblue", "lightgray", "palegreen", "mistyrose", "lavender", "peachpuff")


def _options(draw: Draw) -> list[list[Cell]]:
    """Shapes to choose from: one differs from the others in that it folds, or does not."""

    def shapes(rng: Any) -> list[Any]:
        count, odd_folds = rng.choice((3, 4, 4, 5, 6)), rng.random() < 0.5
        folding = rng.sample(range(11), 1 if odd_folds else count - 1)
        others = rng.sample(range(24), count - len(folding))
        chosen = [(True, i) for i in folding] + [(False, i) for i in others]
        rng.shuffle(chosen)
        return [[folds, i, rng.randrange(4), rng.random() < 0.5] for folds, i in chosen]

    options = draw.value("options", shapes)
    choices = {True: hexominoes.cube_nets(), False: hexominoes.other_hexominoes()}
    return [
        sorted(hexominoes.turned(choices[folds][i], turn, mirrored), key=lambda cell: (-cell[1], cell[0]))
        for folds, i, turn, mirrored in options
    ]


def _faces(rng: Any, content: str) -> list[Any]:
    if content in MARKS:
        marks = list(MARKS[content])
        if rng.random() < 0.5:
            rng.shuffle(marks)
        return marks
    if content == "colours":
        colours = list(PALETTES[rng.choice(("pastel", "bright"))])
        rng.shuffle(colours)
        return colours
    if content == "patterns":
        kinds = rng.sample(sorted(PATTERNS), rng.choice((2, 3, 6)))
        printed = [[kind, rng.randrange(4)] for kind in kinds] + [["blank", 0]] * (6 - len(kinds))
        rng.shuffle(printed)
        return printed
    return ["blank"] * 6


def _seen(cells: list[Cell], corner: int) -> tuple[dict[str, int], dict[str, int]]:
    """Which squares the folded cube shows, held in one of 24 ways, and how far each is turned from upright."""
    placed = hexominoes.fold(cells)
    held = placed[cells[corner // 4]]
    front = Frame(held.outward, *_turned(held.right, held.up, corner % 4))
    shown, quarters = {}, {}
    up, right = front.up, front.right
    views = {
        "front": (front.outward, right, up),
        "right": (right, _negative(front.outward), up),
        "top": (up, right, _negative(front.outward)),
    }
    for face, (outward, across, upward) in views.items():
        square = next(i for i, cell in enumerate(cells) if placed[cell].outward == outward)
        shown[face] = square
        own = placed[cells[square]].right
        quarters[face] = next(k for k in range(4) if _turned(across, upward, k)[0] == own)
    return shown, quarters


def _turned(right: hexominoes.Vector, up: hexominoes.Vector, quarters: int) -> tuple[hexominoes.Vector, hexominoes.Vector]:
    for _ in range(quarters):
        right, up = up, _negative(right)
    return right, up


def _negative(v: hexominoes.Vector) -> hexominoes.Vector:
    return (-v[0], -v[1], -v[2])


def facts(net: Net) -> Any:
    """What a viewer can count and say, and what folding the net gives."""
    if net.show == "options":
        return _option_facts(net)
    cells = net.shapes[0]
    folded = hexominoes.fold(cells)
    foldable = hexominoes.folds(cells)
    edges = hexominoes.inner_edges(cells)
    names = net.faces if net.content in MARKS else [_place(cells, i) for i in range(6)]
    pairs = [[names[i], names[j]] for i in range(6) for j in range(i) if folded[cells[i]].outward == _negative(folded[cells[j]].outward)]
    visible = {
        "subject": f"a net of six squares{_printed(net)} and the cube that it folds to"
        if net.show == "net and cube"
        else f"a flat pattern of six equal squares joined edge to edge{_printed(net)}",
        "counts": {"squares": 6, f"{net.fold_line} fold lines": len(edges)},
        "labels": list(net.faces) if net.content in MARKS else [],
        "statements": [_rows(cells), *_content(net), *_beside(net, cells, edges), *_cube(net)],
        "rows": [sum(y == row for _, y in cells) for row in sorted({y for _, y in cells}, reverse=True)],
        "adjacent": [[names[cells.index(a)], names[cells.index(b)]] for a, b in edges],
    }
    return {"visible": visible, "derived": {"can be folded to a cube": foldable, "opposite faces": pairs if foldable else []}}


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Whether it folds, and what then lies opposite; which of several shapes fold; how many squares and fold lines there are."""
    visible, derived = facts["visible"], facts["derived"]
    folds = derived["can be folded to a cube"]
    thought = _which_fold(folds, derived["cannot"], rng) if "cannot" in derived else [_whether(folds), *_opposite(visible, derived, rng)]
    return chosen(thought, counted(visible, rng), rng)


def _whether(folds: bool) -> Question:
    answers = ["Yes", "No"] if folds else ["No", "Yes"]
    return Question("Can the flat pattern be folded along its inner lines to a closed cube?", answers[0], answers[1:])


def _which_fold(folding: list[str], others: list[str], rng: Random) -> list[Question]:
    """About shapes of which only one folds, or only one does not; else how many fold."""
    for verb, few, rest in (("cannot", others, folding), ("can", folding, others)):
        if len(few) == 1:
            wrong = [f"shape {name}" for name in rng.sample(rest, min(3, len(rest)))]
            return [Question(f"Which of the shapes {verb} be folded to a cube?", f"shape {few[0]}", wrong)]
    return [Question("How many of the shapes can be folded to a cube?", str(len(folding)), near(len(folding), rng))]


def _opposite(visible: Mapping[str, Any], derived: Mapping[str, Any], rng: Random) -> list[Question]:
    pairs = [rng.sample(pair, 2) for pair in derived["opposite faces"]]
    names = [name for pair in pairs for name in pair]
    name, answer = pairs[0] if pairs else ("", "")
    others = [other for other in names if other not in (name, answer)]
    asked = f"the square with {name}" if visible["labels"] else name
    counting = "" if visible["labels"] else "Rows are counted from the top, squares from the left. "
    text = f"{counting}The net is folded to a cube. Which square lies opposite {asked}?"
    return [Question(text, answer, rng.sample(others, 3))] if pairs else []


def _option_facts(net: Net) -> Any:
    names = "ABCDEF"[: len(net.shapes)]
    fold_lines = sum(len(hexominoes.inner_edges(cells)) for cells in net.shapes)
    visible = {
        "subject": f"{NUMBERS[len(names)]} shapes of six squares each, labelled {names[0]} to {names[-1]}",
        "counts": {"shapes": len(names), "squares in all": 6 * len(names), f"{net.fold_line} fold lines": fold_lines},
        "labels": [f"({name})" for name in names],
        "statements": [f"In shape {name}, {_rows(cells, short=True)}." for name, cells in zip(names, net.shapes, strict=True)],
    }
    folding = [name for name, cells in zip(names, net.shapes, strict=True) if hexominoes.folds(cells)]
    return {"visible": visible, "derived": {"can be folded to a cube": folding, "cannot": [name for name in names if name not in folding]}}


def _printed(net: Net) -> str:
    if net.content in MARKS:
        return f" with the {net.content} {MARKS[net.content][0]} to {MARKS[net.content][-1]}"
    return {"colours": " in six colours", "patterns": " with patterns", "blank": ""}[net.content]


def _rows(cells: list[Cell], short: bool = False) -> str:
    counts = [str(sum(y == row for _, y in cells)) for row in sorted({y for _, y in cells}, reverse=True)]
    listed = joined(counts)
    left = min(x for x, _ in cells)
    starts = [str(min(x for x, y in cells if y == row) - left + 1) for row in sorted({y for _, y in cells}, reverse=True)]
    rows = f"the {'rows' if len(counts) > 1 else 'row'} from top to bottom {'hold' if len(counts) > 1 else 'holds'} {listed} squares"
    rows += f" and begin in columns {joined(starts)}" if len(counts) > 1 else ""
    return rows if short else f"{rows[0].upper()}{rows[1:]}."


def _place(cells: list[Cell], i: int) -> str:
    """A square by its place: row from the top, place from the left."""
    x, y = cells[i]
    rows = sorted({b for _, b in cells}, reverse=True)
    return f"row {rows.index(y) + 1}, square {sum(a < x for a, b in cells if b == y) + 1}"


def _content(net: Net) -> list[str]:
    if net.content in MARKS:
        said = [f"Read row by row from the top, the squares show {joined(net.faces)}."]
        if net.shaded:
            which = joined([net.faces[i] for i in net.shaded])
            said.append(f"The {'squares' if len(net.shaded) > 1 else 'square'} {which} {'are' if len(net.shaded) > 1 else 'is'} shaded.")
        return said
    if net.content == "colours":
        return [f"Read row by row from the top, the squares are {joined([colour_words(name) for name in net.faces])}."]
    if net.content == "patterns":
        return [
            f"Read row by row from the top, the squares show {joined([pattern_words(*face) for face in net.faces])}.",
            f"The patterns are {colour_words(net.pattern)}.",
        ]
    return []


def _beside(net: Net, cells: list[Cell], edges: list[tuple[Cell, Cell]]) -> list[str]:
    if net.content not in MARKS:
        return []
    touching = {cell: [a if b == cell else b for a, b in edges if cell in (a, b)] for cell in cells}
    cell = max(cells, key=lambda cell: len(touching[cell]))
    names = [net.faces[cells.index(other)] for other in touching[cell]]
    return [f"Square {net.faces[cells.index(cell)]} shares edges with {', '.join(names[:-1])} and {names[-1]}."]


def _cube(net: Net) -> list[str]:
    if net.show != "net and cube":
        return []
    words = {
        face: colour_words(net.faces[i])
        if net.content == "colours"
        else pattern_words(net.faces[i][0], net.faces[i][1] + net.quarters[face])
        for face, i in net.cube.items()
    }
    verb = "is" if net.content == "colours" else "shows"
    return [
        f"An arrow leads from the net to the cube, whose front {verb} {words['front']}, whose right side {verb} {words['right']} "
        f"and whose top {verb} {words['top']}."
    ]
