"""Stacks of cubes and their views: beside the stack, alone, with digits on the top view, one missing, or as options to choose from."""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.solids.cubes import piles, silhouettes, silhouettes_script, stack_script, voxels
from cpx.solids.cubes.silhouettes import Rows
from cpx.solids.cubes.silhouettes_script import Grid
from cpx.solids.cubes.stack_script import Stack
from cpx.solids.cubes.voxels import Cube
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.polycube_views import wording
from cpx.solids.family.polycube_views.wording import Sample
from cpx.solids.flat import sheet
from cpx.solids.page import project
from cpx.solids.page.labels import Box
from cpx.solids.page.look import Look, look
from cpx.solids.page.script import Habit, Script, habit, page
from cpx.solids.page.words import joined
from cpx.solids.questions import Question, chosen, near

SHOWS = {
    1: ("stack and views", "stack and views", "plan"),
    2: ("stack and views", "plan", "missing"),
    3: ("missing", "plan", "views", "options"),
    4: ("missing", "views", "options"),
    5: ("views", "two views", "options"),
}
FILLS = ("white", "white", "lightgray", "lightblue", "lightyellow", "palegreen", "mistyrose", "lavender", "wheat")
PAIRS = (["front", "left"], ["front", "top"], ["left", "top"])

ARRANGED = {
    "stack and views": ("first angle", "first angle", "third angle", "row"),
    "views": ("first angle", "first angle", "third angle", "row"),
    "missing": ("first angle", "third angle", "row"),
    "two views": ("first angle", "row"),
}


def picture(draw: Draw) -> Drawn:
    """One figure."""
    language = draw.one("language", sheet.LANGUAGES)
    sample = _sample(draw, piles.FRONT[language])
    style = look(draw, (190, 300) if sample.show in ("views", "two views", "plan") else (340, 440))
    fill = draw.one("fill_colour", FILLS)
    named = sheet.names(draw, language)
    stores = ["rows", "cells"] + (["heights", "heights"] if sample.heights and not sample.options else [])
    way = habit(draw, stores if not sample.stack else _stack_stores(sample.stack))
    return Drawn(_script(sample, style, fill, named, way), wording.facts(sample, named))


def _sample(draw: Draw, arrow: str) -> Sample:
    level = draw.level
    show = draw.one("show", SHOWS[level])
    with_stack = show in ("stack and views", "missing", "options")
    kind = draw.one("form", ("pile", "pile", "pile", "free") if with_stack else ("pile",))
    table, cubes = _cubes(draw, kind, level)
    if show == "plan" and len({cube[:2] for cube in cubes}) < 4:
        raise Misfit("the plan shows hardly a square")
    stack = _stack(draw, cubes, table, arrow) if with_stack else None
    views = voxels.views(cubes)
    views["left"] = [row[::-1] for row in views["right"]]
    arrangement = draw.one("arrangement", ARRANGED.get(show, ("row",)))
    shown = draw.one("two_views", PAIRS) if show == "two views" else list(sheet.ARRANGEMENTS[arrangement])
    if show == "two views" and "front" not in shown:
        arrangement = "row"
    if show != "options" and all("." not in row for view in shown for row in views[view]):
        raise Misfit("all views are full rectangles")
    missing = draw.one("missing", shown) if show == "missing" else ""
    asked = draw.one("asked", ("front", "left", "right", "top")) if show == "options" else ""
    options = _options(draw, views, asked) if asked else []
    return Sample(
        show, cubes, table, views, ["top"] if show == "plan" else [] if asked else shown, arrangement, stack, missing, options, asked
    )


def _cubes(draw: Draw, kind: str, level: int) -> tuple[list[list[int]], list[Cube]]:
    """Heights of the columns of a pile, and all cubes."""
    if kind == "pile":
        table = draw.value("heights", lambda rng: _heights(rng, level))
        return table, voxels.stacked(table)
    grown = draw.value("cubes", lambda rng: [list(cube) for cube in voxels.grown(rng, rng.randint(4, 4 + level))])
    return [], [(x, y, z) for x, y, z in grown]


def _heights(rng: Random, level: int) -> list[list[int]]:
    """A pile whose views are small and have no empty edge."""
    while True:
        table = piles.heights(rng, min(level, 3))
        if 4 <= sum(map(sum, table)) <= 24 and not silhouettes.ragged(table):
            return table


def _stack(draw: Draw, cubes: list[Cube], table: list[list[int]], arrow: str) -> Stack:
    view = project.view(draw, 4, piles.VIEWS)
    seen = voxels.seen(cubes, view)
    piles.fair(cubes, seen)
    piles.honest(seen, view)
    if any(face.share < 1e-6 for face in seen if face.face == "top"):
        raise Misfit("a column is out of sight")
    in_sight = [face for face in seen if face.share > 1e-6]
    shown = view.kind != "cabinet" or draw.one("front_arrow", (True, False))
    return Stack(cubes, table, view, in_sight, piles.tones(draw, voxels.sides(view)), "none", arrow if shown else "")


def _stack_stores(stack: Stack) -> list[str]:
    return ["heights", "heights", "cubes", "faces"] if stack.heights else ["cubes", "faces"]


def _options(draw: Draw, views: Mapping[str, Rows], asked: str) -> list[Rows]:
    """The right view among wrong ones."""
    right, wrong = views[asked], silhouettes.wrong(views, asked)
    order = draw.value("options", lambda rng: _shuffled(rng, len(wrong)))
    return [right if k < 0 else wrong[k] for k in order]


def _shuffled(rng: Random, wrong: int) -> list[int]:
    order = [-1, *rng.sample(range(wrong), 3)]
    rng.shuffle(order)
    return order


def _script(sample: Sample, style: Look, fill: str, named: Mapping[str, str], way: Habit) -> str:
    made = Script(way)
    grids = _grids(sample, named)
    block = sheet.extent([sheet.framed(grid.corner, grid.size, 1) for grid in grids])
    size = stack_script.size(sample.stack) if sample.stack else (0.0, 0.0)
    beside = 1.5 if sample.stack and not sample.options else 0
    total = (max(size[0], block.x1 - block.x0), size[1] + 2 + block.y1 - block.y0)
    if beside:
        total = (size[0] + beside + block.x1 - block.x0, max(size[1], block.y1 - block.y0))
    scale = min(style.span / max(total), 46)
    if scale < 17:
        raise Misfit("the squares are too small")
    boxes: list[Box] = []
    if sample.stack:
        boxes.append(sheet.extent(stack_script.steps(made, sample.stack, style, scale, way)))
        grids = _moved(grids, block, boxes[0], scale, beside)
    if way.store == "heights" and not sample.stack and sample.show != "plan":
        made.given("# Heights of the columns: a row for each depth, the front row first.", f"heights = {sample.heights}")
    boxes += silhouettes_script.steps(made, grids, sample.missing, style, scale, fill, way)
    sheet.apart(boxes, 6)
    return made.text(_title(sample), page(boxes, scale, style.margin))


def _grids(sample: Sample, named: Mapping[str, str]) -> list[Grid]:
    """The views with their places, that of the front view, or the first, at the origin."""
    if sample.options:
        views = dict(zip("ABCD", sample.options, strict=True))
        names = {key: key for key in views}
    else:
        views = {view: silhouettes.plan(sample.heights) if sample.show == "plan" else sample.views[view] for view in sample.shown}
        names = {view: "" if sample.show == "plan" else named[view] for view in views}
    sizes = {key: (len(rows[0]), len(rows)) for key, rows in views.items()}
    places = sheet.corners(sizes, sample.arrangement, 1.5)
    return [Grid(key, rows, places[key], names[key]) for key, rows in views.items()]


def _moved(grids: list[Grid], block: Box, stack: Box, scale: float, beside: float) -> list[Grid]:
    """The views to the right of the stack, or below it."""
    if beside:
        dx = sheet.halves(stack.x1 / scale + beside - block.x0 + 0.2)
        dy = sheet.halves((stack.y0 + stack.y1) / 2 / scale - (block.y0 + block.y1) / 2)
    else:
        dx = sheet.halves((stack.x0 + stack.x1) / 2 / scale - (block.x0 + block.x1) / 2)
        dy = sheet.halves(stack.y0 / scale - 1 - block.y1)
    return [grid._replace(corner=(grid.corner[0] + dx, grid.corner[1] + dy)) for grid in grids]


def _title(sample: Sample) -> str:
    return {
        "stack and views": "A stack of cubes and its three views.",
        "missing": "A stack of cubes and two of its three views.",
        "options": "A stack of cubes and four views to choose from.",
        "plan": "A stack of cubes seen from above, with the height of each column.",
        "views": "Three views of a stack of cubes.",
        "two views": "Two views of a stack of cubes.",
    }[sample.show]


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What the views tell of the stack; then what can be counted."""
    derived, visible = facts["derived"], facts["visible"]
    asked = {
        "options": _which, "missing": _third, "plan": _from_plan, "views": _limits, "two views": _limits, "stack and views": _from_stack,
    }  # fmt: skip
    squares = {noun: n for noun, n in visible["counts"].items() if noun.startswith("squares")}
    plain = [
        Question(f"How many squares does {noun[11:] or 'the figure'} have?", str(count), near(count, rng))
        for noun, count in squares.items()
    ]
    return chosen(asked[visible["shows"]](derived, rng), plain, rng)


OPEN = "Every cube stands on the ground or on another cube."


def _which(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    side = sheet.WORDS["from"][derived["asked"]]
    text = f"Which of the shapes A to D is seen when the stack is looked at {side}?"
    return [Question(text, derived["answer"], [name for name in "ABCD" if name != derived["answer"]])]


def _third(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    count = "".join(derived["views"][derived["missing"]]).count("#")
    return [Question(f"How many squares does the missing {derived['missing']} view have?", str(count), near(count, rng))]


def _from_plan(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    given = "Each digit tells how many unit cubes are piled up on its square."
    rows = [f"{given} How many squares does the {view} view have?" for view in ("front", "left")]
    found = ["".join(derived["views"][view]).count("#") for view in ("front", "left")]
    asked = dict(zip(rows, found, strict=True)) | {f"{given} How many cubes are there in all?": derived["cubes"]}
    asked[f"{given} How many unit squares does the surface of the stack have, those underneath among them?"] = voxels.surface(
        voxels.stacked(derived["heights"])
    )
    return [Question(text, str(count), near(count, rng)) for text, count in asked.items()]


def _from_stack(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if not derived["heights"]:
        return []
    asked = {f"{OPEN} How many unit cubes is the stack made of?": derived["cubes"]}
    surface = voxels.surface(voxels.stacked(derived["heights"]))
    asked[f"{OPEN} How many unit squares does the surface of the stack have, those underneath among them?"] = surface
    return [Question(text, str(count), near(count, rng)) for text, count in asked.items()]


def _limits(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    least, most = silhouettes.limits({view: derived["views"][view] for view in derived["shown"]})
    given = f"The figure shows the {joined(derived['shown'])} views of a stack of unit cubes. {OPEN}"
    asked = {f"{given} What is the {word} number of cubes it can have?": n for word, n in (("least", least), ("greatest", most))}
    return [Question(text, str(count), near(count, rng)) for text, count in asked.items()]
