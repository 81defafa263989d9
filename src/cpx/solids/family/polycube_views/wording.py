"""What a viewer can say of a sheet with views of cubes: its squares, column by column, its names, what is missing or to be chosen."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cpx.record import Facts
from cpx.solids.cubes import silhouettes
from cpx.solids.cubes.silhouettes import Rows
from cpx.solids.cubes.stack_script import Stack
from cpx.solids.cubes.voxels import Cube
from cpx.solids.page import project
from cpx.solids.page.words import joined


class Sample(NamedTuple):
    """What is drawn."""

    show: str
    cubes: list[Cube]
    heights: list[list[int]]  # of a pile: a row for each depth, the nearest first
    views: dict[str, Rows]  # all of them
    shown: list[str]
    arrangement: str
    stack: Stack | None
    missing: str
    options: list[Rows]
    asked: str  # of options: the side from which one of them is seen


def facts(sample: Sample, named: Mapping[str, str]) -> Facts:
    """What can be counted and said, and what follows."""
    views = {view: rows for view, rows in sample.views.items() if view in sample.shown and view != sample.missing}
    squares = {view: "".join(rows).count("#") for view, rows in views.items()}
    if sample.options:
        counts = {"shapes to choose from": 4} | {
            f"squares in shape {name}": "".join(rows).count("#") for name, rows in zip("ABCD", sample.options, strict=True)
        }
    elif sample.show == "plan":
        counts = {"squares": squares["top"]}
    else:
        counts = {"views": len(views)} | {f"squares in the {view} view": count for view, count in squares.items()}
    if sample.stack:
        counts["cubes in sight"] = len({face.cube for face in sample.stack.seen})
    digits = [mark for row in silhouettes.plan(sample.heights) for mark in row if mark != "."] if sample.show == "plan" else []
    arrow = sample.stack.arrow if sample.stack else ""
    labels = list("ABCD") if sample.options else digits or [named[view] for view in views]
    visible: dict[str, Any] = {
        "subject": _subject(sample),
        "counts": counts,
        "labels": labels + ([arrow] if arrow else []) + ([named[sample.missing]] if sample.missing else []),
        "statements": _statements(sample, named),
        "shows": sample.show,
    }
    derived = {"cubes": len(sample.cubes), "views": sample.views, "heights": sample.heights, "shown": list(views), "asked": sample.asked}
    if sample.options:
        derived["answer"] = "ABCD"[sample.options.index(sample.views[sample.asked])]
    return {"visible": visible, "derived": {**derived, "missing": sample.missing}}


def _subject(sample: Sample) -> str:
    stack = f"a {'stack' if sample.heights else 'shape'} of unit cubes"
    drawn = f"{stack} in {project.words(sample.stack.view)}" if sample.stack else ""
    return {
        "stack and views": f"{drawn} and its three views",
        "missing": f"{drawn} and two of its three views, a question mark in place of the third",
        "options": f"{drawn} and below it four shapes A to D made of squares",
        "plan": "a top view of a stack of unit cubes, a digit on each square for the height of its column",
        "views": f"three views of {stack}",
        "two views": f"two views of {stack}",
    }[sample.show]


def _statements(sample: Sample, named: Mapping[str, str]) -> list[str]:
    if sample.show == "plan":
        rows = ["; ".join(", ".join("blank" if mark == "." else mark for mark in row) for row in silhouettes.plan(sample.heights))]
        return [f"Read row by row from the top, the digits are {rows[0]}."]
    shown = {f"shape {name}": rows for name, rows in zip("ABCD", sample.options, strict=False)}
    shown |= {f"{view} view": sample.views[view] for view in sample.shown if view != sample.missing}
    said = [
        f"In {'the ' * name.endswith('view')}{name} the rows from the top hold squares in {_columns(rows)}." for name, rows in shown.items()
    ]
    if not sample.options:
        said.append(f"The views bear the names {joined([chr(34) + named[view] + chr(34) for view in sample.shown])}.")
        said += [_places(sample)] if sample.arrangement != "row" and len(sample.shown) == 3 else []
    if sample.missing:
        said.append(f"A question mark stands in place of the {sample.missing} view.")
    if sample.stack and sample.stack.arrow:
        said.append(f'An arrow marked "{sample.stack.arrow}" points at the front.')
    return said


def _columns(rows: Rows) -> str:
    said = [joined([str(j + 1) for j, mark in enumerate(row) if mark != "."]) for row in rows]
    return "; in ".join(f"column{'s' if ' ' in row else ''} {row}" for row in said)


def _places(sample: Sample) -> str:
    side = next(view for view in sample.shown if view in ("left", "right"))
    where = "below" if sample.arrangement == "first angle" else "above"
    return f"The {side} view stands to the right of the front view, the top view {where} it."
