"""Stacks of unit cubes: piles on a grid or free shapes, shaded in three tones or plain, some with letters or an arrow to the front."""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.cubes import voxels
from cpx.solids.cubes.piles import FRONT, VIEWS, fair, heights, honest, tones
from cpx.solids.cubes.stack_script import LABELLED, Stack, script
from cpx.solids.cubes.voxels import Cube, Seen
from cpx.solids.draw import Draw, Drawn
from cpx.solids.page import project
from cpx.solids.page.look import look
from cpx.solids.page.script import habit
from cpx.solids.questions import Question, chosen, counted, near


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    kind = draw.one("form", ("pile", "pile", "pile", "free"))
    table: list[list[int]] = draw.value("heights", lambda rng: heights(rng, level)) if kind == "pile" else []
    cubes = voxels.stacked(table) if table else _free(draw, level)
    view = project.view(draw, 4, VIEWS)
    seen = voxels.seen(cubes, view)
    fair(cubes, seen)
    honest(seen, view)
    whole = all(face.share > 1e-6 for face in seen)
    stores = ["faces"] if not whole else ["cubes", "faces"] if kind == "free" else ["heights", "heights", "cubes", "faces"]
    stack = Stack(
        cubes=cubes,
        heights=table,
        view=view,
        seen=[face for face in seen if face.share > 1e-6],
        tones=tones(draw, voxels.sides(view)),
        label=draw.one("label", ("none", "none", "none", *LABELLED)),
        arrow=FRONT[draw.one("language", ("en", "en", "en", "zh"))] if draw.one("front_arrow", (True, True, False)) else "",
    )
    style = look(draw, (150, 260))
    return Drawn(script(stack, style, habit(draw, stores)), _facts(kind, stack, seen))


def _free(draw: Draw, level: int) -> list[Cube]:
    """Cubes joined face to face as they come."""
    grown = draw.value("cubes", lambda rng: [list(cube) for cube in voxels.grown(rng, rng.randint(3 + level // 2, 4 + level))])
    return [(x, y, z) for x, y, z in grown]


def _facts(kind: str, stack: Stack, seen: list[Seen]) -> Facts:
    cubes, labels = stack.cubes, stack.labels()
    visible_cubes = {face.cube for face in stack.seen}
    columns = {cube[:2] for cube in cubes}
    told = kind == "pile" and columns == {face.cube[:2] for face in stack.seen if face.face == "top"}
    counts = {f"visible {side} faces": sum(face.face == side for face in stack.seen) for side in voxels.sides(stack.view)}
    counts |= {"cubes in sight": len(visible_cubes)}
    counts |= {"columns": len(columns)} if told else {}
    visible: dict[str, Any] = {
        "subject": f"a {'stack' if kind == 'pile' else 'shape'} of unit cubes in {project.words(stack.view)}",
        "counts": counts,
        "labels": [text for _, text in labels] + ([stack.arrow] if stack.arrow else []),
        "statements": _statements(stack, told),
    }
    derived = {
        "cubes": len(cubes),
        "cubes out of sight": len(cubes) - len(visible_cubes),
        "surface area": voxels.surface(cubes),
        "views": voxels.views(cubes),
        "faces out of sight": sum(face.share <= 1e-6 for face in seen),
    }
    return {"visible": visible, "derived": derived}


def _statements(stack: Stack, told: bool) -> list[str]:
    """The heights, where every column shows its top; letters, numbers, the arrow, the shading."""
    rows = zip(_row_names(len(stack.heights)), stack.heights, strict=True) if told else ()
    said = [f"Heights of the columns in the {name} row, from left to right: {', '.join(map(str, row))}." for name, row in rows]
    if labels := stack.labels():
        what = "The tops carry the letters" if stack.label == "letters on tops" else "The front faces carry the numbers"
        said.append(f"{what} {labels[0][1]} to {labels[-1][1]}.")
    if stack.arrow:
        said.append(f'An arrow marked "{stack.arrow}" points at the front.')
    return [*said, _shading(stack)]


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What follows from the heights of a pile whose columns all show their tops; then what can be counted."""
    visible, derived = facts["visible"], facts["derived"]
    thought = _of_pile(derived, rng) if "columns" in visible["counts"] else []
    return chosen(thought, counted(visible, rng), rng)


def _of_pile(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    given = "Every cube stands on the ground or on another cube, and no column is out of sight."
    asked = {
        "How many unit cubes is the stack made of?": derived["cubes"],
        "How many cubes are wholly out of sight?": derived["cubes out of sight"],
        "How many unit squares does the surface of the stack have, those underneath among them?": derived["surface area"],
    } | {f"How many unit squares does the view from the {side} show?": "".join(view).count("#") for side, view in derived["views"].items()}
    return [Question(f"{given} {text}", str(count), near(count, rng)) for text, count in asked.items()]


def _row_names(count: int) -> list[str]:
    return ["front", *["second", "third", "fourth"][: count - 2], "back"] if count > 1 else ["only"]


def _shading(stack: Stack) -> str:
    side = voxels.sides(stack.view)[2]
    if len(set(stack.tones.values())) == 1:
        return "All faces are white with dark outlines."
    return f"Tops are lightest, front faces are of a middle tone, {side} faces are darkest."
