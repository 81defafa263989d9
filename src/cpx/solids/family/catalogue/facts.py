"""What is true of a row of solids: what each one is, its faces, edges and corners, and what is asked."""

from collections.abc import Mapping
from random import Random
from typing import Any

from cpx.record import Facts
from cpx.solids.family.catalogue.script import Row
from cpx.solids.page.words import HIDDEN_NOUN, NUMBERS, joined, with_article
from cpx.solids.questions import Question, chosen, counted, near

CLASSES = {
    "prism": ("cube", "cuboid", "triangular prism", "pentagonal prism", "hexagonal prism", "octagonal prism"),
    "pyramid": ("triangular pyramid", "square pyramid", "pentagonal pyramid"),
    "solid with a curved surface": ("cylinder", "cone", "sphere", "hemisphere", "frustum of a cone"),
    "frustum of a pyramid": ("square frustum", "triangular frustum", "hexagonal frustum"),
}


def facts(form: str, row: Row) -> Facts:
    """What a viewer can say, and what follows."""
    noun = HIDDEN_NOUN[row.hidden]
    dashed = sum(len(behind) for behind in row.behind)
    straight = sum(len(piece.edges()) for piece in row.pieces if piece.sides)
    counts = {
        "solids": len(row.pieces),
        "polyhedra": sum(piece.sides > 0 for piece in row.pieces),
        "round solids": sum(piece.sides == 0 for piece in row.pieces),
        f"{noun} edges of the polyhedra": dashed,
        "solid edges of the polyhedra": straight - dashed,
    }
    rows = len({y for _, y in row.places})
    visible = {
        "subject": f"{NUMBERS[len(row.pieces)]} solids in {'a row' if rows == 1 else f'{NUMBERS[rows]} rows'}, named {joined(row.labels)}",
        "counts": {name: count for name, count in counts.items() if count},
        "labels": row.labels,
        "statements": [f"{_said(label)} is {with_article(_kind(row, k))}{_lying(row, k)}." for k, label in enumerate(row.labels)],
    }
    solids: dict[str, dict[str, Any]] = {}
    for k, label in enumerate(row.labels):
        piece = row.pieces[k]
        solids[label] = {"kind": _kind(row, k), "class": next(name for name, kinds in CLASSES.items() if piece.kind in kinds)}
        if piece.sides:
            corners, edges, faces = piece.counts
            solids[label] |= {"corners": corners, "edges": edges, "faces": faces}
    return {"visible": visible, "derived": {"form": form, "solids": solids}}


def _kind(row: Row, k: int) -> str:
    kind = row.pieces[k].kind
    return f"frustum of a {kind.split()[0]} pyramid" if kind.endswith(" frustum") else kind


def _lying(row: Row, k: int) -> str:
    return " lying on its side" if row.pieces[k].lying else ""


def _said(label: str) -> str:
    """The label where it starts a sentence."""
    return f"Solid {label}" if not label[0].isupper() else label


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """Which solid is which, how many faces it has, which does not belong; then what can be counted."""
    solids = facts["derived"]["solids"]
    several = [noun for noun, count in facts["visible"]["counts"].items() if count > 1]
    thought = [*_odd(facts["derived"], rng), *_which(solids, rng), *_parts(solids, rng), *_most(solids), *_without(solids)]
    return chosen(thought, counted(facts["visible"], rng, several), rng)


def _odd(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    if derived["form"] != "odd one":
        return []
    classes = [solid["class"] for solid in derived["solids"].values()]
    alike = max(set(classes), key=classes.count)
    odd = next(label for label, solid in derived["solids"].items() if solid["class"] != alike)
    others = [label for label in derived["solids"] if label != odd]
    plural = {"solid with a curved surface": "solids with a curved surface", "frustum of a pyramid": "frusta of pyramids"}.get(
        alike, f"{alike}s"
    )
    return [Question(f"All the solids but one are {plural}. Which one is not?", odd, rng.sample(others, min(3, len(others))))]


def _which(solids: Mapping[str, Any], rng: Random) -> list[Question]:
    label = rng.choice(sorted(solids))
    others = [other for other in solids if other != label]
    kind = solids[label]["kind"]
    kinds = [solids[other]["kind"] for other in others]
    return [
        Question(f"Which of the solids is {with_article(kind)}?", label, rng.sample(others, min(3, len(others)))),
        Question(
            f"What kind of solid is {label}?", with_article(kind), [with_article(other) for other in rng.sample(kinds, min(3, len(kinds)))]
        ),
    ]


def _parts(solids: Mapping[str, Any], rng: Random) -> list[Question]:
    """Faces, edges and corners of a polyhedron."""
    flat = sorted(label for label, solid in solids.items() if "faces" in solid)
    if not flat:
        return []
    label, what = rng.choice(flat), rng.choice(("faces", "edges", "corners"))
    number = solids[label][what]
    others = [str(solids[label][other]) for other in ("faces", "edges", "corners")] + near(number, rng)
    wrong = [other for other in dict.fromkeys(others) if other != str(number)]
    return [Question(f"How many {what} has the solid {label}, hidden ones included?", str(number), wrong[:3])]


def _most(solids: Mapping[str, Any]) -> list[Question]:
    flat = {label: solid["edges"] for label, solid in solids.items() if "edges" in solid}
    top = [label for label, edges in flat.items() if edges == max(flat.values())]
    if len(top) != 1 or len(flat) < 3:
        return []
    return [Question("Which of the solids with flat faces has the most edges?", top[0], [label for label in flat if label != top[0]][:3])]


def _without(solids: Mapping[str, Any]) -> list[Question]:
    """All polyhedra, where there are two or three of them among others."""
    flat = [label for label, solid in solids.items() if "faces" in solid]
    if not 2 <= len(flat) < len(solids):
        return []
    others = [label for label in solids if label not in flat]
    wrong = [joined([*flat[:-1], others[0]]), joined(others) if len(others) > 1 else joined(flat[1:]), joined(sorted([*flat, others[0]]))]
    unlike = [other for other in dict.fromkeys(wrong) if other != joined(flat)]
    return [Question("Which of the solids have only flat faces?", joined(flat), unlike)]
