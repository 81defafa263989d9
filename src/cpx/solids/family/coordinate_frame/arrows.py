"""Vectors from the origin of a frame: one in its coordinate box, two or three with the lines down to the xy-plane, their sum."""

import math
from collections.abc import Sequence
from random import Random

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.formula import frames
from cpx.solids.page.look import Look, look
from cpx.solids.page.script import num, pair
from cpx.solids.page.vectors import Vec, add, cross, length
from cpx.solids.page.words import joined
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.scene import GHOST, How, Pair, Scene, resolved
from cpx.solids.wire.script import About, write

SHOWN = {1: ("one",), 2: ("one", "two"), 3: ("two", "sum"), 4: ("sum", "three"), 5: ("sum", "three")}
COLOURS = ("crimson", "royalblue", "seagreen", "darkorange")


def picture(draw: Draw, level: int) -> Drawn:
    """One figure."""
    show = draw.one("show", SHOWN[level])
    many = {"one": 1, "two": 2, "sum": 2, "three": 3}[show]
    given: list[Vec] = [(x, y, z) for x, y, z in draw.value("vectors", lambda rng: _vectors(rng, many))]
    view, style = frames.view(draw), look(draw)
    points: dict[str, Vec] = {"O": (0.0, 0.0, 0.0), **dict(zip("ABC", given, strict=False))}
    if show == "sum":
        points["C"] = add(points["A"], points["B"])
    named = [name for name in points if name != "O"]
    ghosts = _box(points) if show == "one" else _dropped(points, named, show)
    x, y, z = (max(1.0, *(p[axis] for p in given)) for axis in range(3))
    points |= frames.tips([(x, 0.0, 0.0), (0.0, y, 0.0), (0.0, 0.0, z)])
    how: dict[str, How] = {name: ("at", *(num(part, 2) for part in p)) for name, p in points.items()}
    colours = _colours(draw, style, named)
    arrows = [("O", axis, "gray") for axis in "xyz"] + [("O", name, colour) for name, colour in zip(named, colours, strict=True)]
    noted = [name for name in named if name != "C" or show != "sum"]
    scene = Scene(
        view=view,
        hidden="omitted",
        points=points,
        how=how,
        edges=[],
        ghosts=ghosts,
        ghost=("traces", "Lines of the coordinate box." if show == "one" else "Lines that show where the tips lie.", GHOST),
        labels=["O", "x", "y", "z", *(name for name in named if name not in noted)],
        notes=[(name, frames.note(name, points[name], style.font)) for name in noted],
        arrows=arrows,
        arrow_words={"gray": "The axes", **_words(named, colours)},
        loose=[name for name in points if name not in named and name != "O"],
    )
    _apart(scene, named)
    title = f"{'A vector' if show == 'one' else 'Vectors'} in a frame of coordinates."
    about = About(title, {}, {}, "Tips of vectors, ends of the axes, and what else is needed")
    code = write(draw, scene, resolved(scene), laid_out(scene, style), style, about)
    return Drawn(code, _facts(scene, show, named, noted, colours))


def _colours(draw: Draw, style: Look, named: Sequence[str]) -> list[str]:
    """One for each vector, or ink for all."""
    colours = draw.value("vector_colours", lambda rng: rng.sample(COLOURS, len(named)))
    return [style.ink] * len(named) if draw.one("coloured", (True, True, False)) is False else colours


def _words(named: Sequence[str], colours: Sequence[str]) -> dict[str, str]:
    """What the arrows of each colour are."""
    several = {colour for colour in colours if colours.count(colour) > 1}
    return {colour: "The vectors" if colour in several else f"The vector O{name}" for name, colour in zip(named, colours, strict=True)}


def _vectors(rng: Random, many: int) -> list[list[int]]:
    return [[rng.randint(1 if many == 1 else 0, 5) for _ in range(3)] for _ in range(many)]


def _apart(scene: Scene, named: Sequence[str]) -> None:
    """Misfit where vectors are nearly parallel, lie along an axis, or point at the viewer."""
    longest = max(math.hypot(*scene.view.flat(scene.points[axis])) for axis in "xyz")
    for name in named:
        if sum(part > 0 for part in scene.points[name]) < 2:
            raise Misfit("a vector lies along an axis")
        if math.hypot(*scene.view.flat(scene.points[name])) < 0.4 * longest:
            raise Misfit("a vector points at the viewer")
    for i, a in enumerate(named):
        for b in named[:i]:
            p, q = scene.points[a], scene.points[b]
            if length(cross(p, q)) < 0.3 * length(p) * length(q):
                raise Misfit("two vectors are nearly parallel")


def _box(points: dict[str, Vec]) -> list[Pair]:
    """The coordinate box of A; its further corners join the points, called after the coordinates that they have."""
    x, y, z = points["A"]
    corners = {"Px": (x, 0.0, 0.0), "Py": (0.0, y, 0.0), "Pz": (0.0, 0.0, z), "Pxy": (x, y, 0.0), "Pxz": (x, 0.0, z), "Pyz": (0.0, y, z)}
    points |= corners
    return [
        ("Px", "Pxy"), ("Px", "Pxz"), ("Py", "Pxy"), ("Py", "Pyz"), ("Pz", "Pxz"), ("Pz", "Pyz"), ("Pxy", "A"), ("Pxz", "A"), ("Pyz", "A"),
    ]  # fmt: skip


def _dropped(points: dict[str, Vec], named: Sequence[str], show: str) -> list[Pair]:
    """From each tip down to the xy-plane and from there to the origin; the parallelogram of a sum."""
    lines: list[Pair] = [("A", "C"), ("B", "C")] if show == "sum" else []
    for name in named:
        x, y, z = points[name]
        if z and (show != "sum"):
            points[f"{name}xy"] = (x, y, 0.0)
            lines.append((name, f"{name}xy"))
            if x or y:
                lines.append((f"{name}xy", "O"))
    return lines


def _facts(scene: Scene, show: str, named: Sequence[str], noted: Sequence[str], colours: Sequence[str]) -> Facts:
    vectors = [f"O{name}" for name in named]
    said = [f"The point {name} bears its coordinates: {name}{pair(scene.points[name])}." for name in noted]
    said.append("The axes x, y and z start at the origin O and end in arrowheads.")
    if show == "sum":
        said.append("Dotted grey lines complete the parallelogram OACB.")
    elif show == "one":
        said.append("Dotted grey lines complete the box with the edges parallel to the axes between O and A.")
    if len(set(colours)) == len(colours) and colours[0] not in ("black", "midnightblue"):
        shown = {"crimson": "red", "royalblue": "blue", "seagreen": "green", "darkorange": "orange"}
        said += [f"The vector {vector} is {shown[colour]}." for vector, colour in zip(vectors, colours, strict=True)]
    several = f"the vectors {joined(vectors)}" if len(vectors) > 1 else f"the vector {vectors[0]}"
    visible = {
        "subject": f"{several} in a frame of coordinates Oxyz",
        "counts": {"arrows": len(scene.arrows), "vectors": len(named), "axes": 3, "labelled points": 1 + len(named)}
        | ({"dotted grey lines": len(scene.ghosts)} if scene.ghosts else {}),
        "labels": scene.labels,
        "statements": said,
    }
    coordinates = {name: list(scene.points[name]) for name in ["O", *noted]}
    derived = {"described": several, "coordinates": coordinates, "noted": noted, "vectors": list(noted), "sum": show == "sum"}
    return {"visible": visible, "derived": derived}
