"""Planes drawn as parallelograms with their Greek letters, lines that lie in them, pierce them or pass behind them.

A family adds planes, points and lines by coordinates and gets the script and what a viewer can say of it from `picture`.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.page import dims, project
from cpx.solids.page.hidden import Piece
from cpx.solids.page.look import FILLS, hidden_lines, look
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec, add, dot, length, ring, sub, times, unit
from cpx.solids.page.words import HIDDEN_NOUN, colour_words
from cpx.solids.wire import marks, wording
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.scene import Arc, Fill, How, Lines, Pair, Scene, resolved
from cpx.solids.wire.script import About, write

GREEK = {"alpha": "\u03b1", "beta": "\u03b2", "gamma": "\u03b3"}
THETA = "\u03b8"


class Sketch:
    """A figure of planes and lines in the making."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        kind = draw.one("projection", ("cabinet", "cabinet", "orthographic", "orthographic"))
        if kind == "cabinet":
            self.view = project.cabinet(draw.one("angle", (45, 45, 40, 50)), draw.one("depth_ratio", (0.5, 0.6, 0.7)))
        else:
            self.view = project.orthographic(draw.one("turn", (-30, -25, -20, 20, 25, 30)), draw.one("elevation", (20, 25, 30)))
        self.look = look(draw)
        self.points: dict[str, Vec] = {}
        self.labels: list[str] = []
        self.planes: dict[str, list[str]] = {}
        self.lines: list[Pair] = []
        self.letters: list[tuple[str, str]] = []
        self.right_angles: list[tuple[str, str, str]] = []
        self.arcs: list[Arc] = []
        self.values: list[dims.Dim] = []
        self.said: list[str] = []

    def point(self, name: str, p: Vec, label: bool = True) -> str:
        self.points[name] = p
        if label:
            self.labels.append(name)
        return name

    def plane(self, name: str, corners: Sequence[Vec], letter: int | None = None) -> None:
        """A plane by its four corners; its letter stands in the corner of this number, or where the front has room."""
        if letter is None:
            named = [self.view.flat(self.points[point]) for point in self.labels]
            letter = max((0, 1), key=lambda k: min(math.dist(self.view.flat(corners[k]), p) for p in named))
        names = [self.point(f"{name[0]}{k}", p, False) for k, p in enumerate(corners, 1)]
        self.planes[name] = names
        at, before, after = (corners[(letter + k) % 4] for k in (0, -1, 1))
        inward = add(
            times(unit(sub(before, at)), 0.09 * length(sub(before, at))), times(unit(sub(after, at)), 0.09 * length(sub(after, at)))
        )
        self.letter(GREEK[name], self.point(name, add(at, inward), False))

    def letter(self, text: str, name: str) -> None:
        """A letter beside a point that has no name of its own: of a plane, of a line."""
        self.letters.append((name, text))

    def line(self, *names: str) -> None:
        """A straight line through these points, from the first to the last."""
        self.lines += list(pairwise(names))

    def stretch(self, letter: str, start: Vec, end: Vec, *through: str) -> None:
        """A line called by a letter that stands at its end, perhaps through named points."""
        names = [self.point(f"{letter}{k}_end", p, False) for k, p in enumerate((start, end))]
        self.line(names[0], *through, names[1])
        self.letter(letter, names[1])

    def right_angle(self, corner: str, p: str, q: str) -> None:
        marks.readable(self.points, (corner, p, q), self.view)
        self.right_angles.append(marks.right_angle(self.points, corner, p, q))

    def angle(self, corner: str, p: str, q: str, text: str) -> None:
        """An arc in the angle, and its size or letter."""
        at, u, end = self.points[corner], sub(self.points[p], self.points[corner]), sub(self.points[q], self.points[corner])
        size = 0.24 * min(length(u), length(end))
        u = unit(u)
        v = unit(sub(end, times(u, dot(u, end))))
        turn = math.degrees(math.atan2(dot(end, v), dot(end, u)))
        self.arcs.append(Arc("angle", at, times(u, size), times(v, size), [Piece(0, turn, False)]))
        half = math.radians(turn / 2)
        middle = add(at, add(times(u, 1.15 * size * math.cos(half)), times(v, 1.15 * size * math.sin(half))))
        self.letter(text, self.point("theta", middle, False))

    def stands_out(self, name: str, plane: str) -> None:
        """Misfit where the point does not rise above the plane on the page."""
        top = max(self.view.flat(self.points[corner])[1] for corner in self.planes[plane])
        if self.view.flat(self.points[name])[1] < top:
            raise Misfit(f"{name} seems to lie in the plane {plane}")

    def value(self, a: str, b: str, square: float, asked: bool = False) -> str:
        """A length beside a line, or a question mark; what is printed, as a reader says it."""
        text = "?" if asked else dims.root(square)
        if text is None or (self.look.font == "serif italic" and "sqrt" in text):
            raise Misfit("a length cannot be written")
        self.values.append(dims.Dim(a, b, *dims.fixed(text, self.look.font)))
        return dims.read(text)

    def picture(self, title: str, subject: str, derived: Mapping[str, Any]) -> Drawn:
        """The figure and what is true of it."""
        scene = self._scene()
        layout = laid_out(scene, self.look)
        lines = resolved(scene)
        code = write(self.draw, scene, lines, layout, self.look, About(title, {}, {}, "Points, corners and letters of planes"))
        return Drawn(code, {"visible": self._visible(scene, lines, subject), "derived": dict(derived)})

    def _scene(self) -> Scene:
        draw, mark = self.draw, "" if self.look.font == "serif italic" else "$"
        how: dict[str, How] = {name: ("at", *(num(part) for part in p)) for name, p in self.points.items()}
        faces = [order for corners in self.planes.values() for order in (corners, corners[::-1])]
        fill = draw.one("fill", ("none", "none", "colour", "colour"))
        colours = draw.value("fill_colours", lambda rng: rng.sample(FILLS, len(self.planes))) if fill == "colour" else []
        return Scene(
            view=self.view,
            hidden=hidden_lines(draw),
            points=self.points,
            how=how,
            edges=[pair for corners in self.planes.values() for pair in _sides(corners)],
            segments=self.lines,
            faces=faces,
            fills=[Fill(corners, colour, 0.4) for corners, colour in zip(self.planes.values(), colours, strict=False)],
            labels=self.labels,
            dots=self.labels if draw.one("dots", (True, False)) else [],
            right_angles=self.right_angles,
            arcs=self.arcs,
            accent=draw.one("accent", (self.look.ink, self.look.ink, "crimson", "royalblue")),
            purpose="figure",
            measures=self.values,
            loose=[name for name in self.points if name not in self.labels],
            notes=[(name, f"{mark}{text}{mark}") for name, text in self.letters],
            note_words="Letters of planes and lines",
        )

    def _visible(self, scene: Scene, lines: Lines, subject: str) -> dict[str, Any]:
        noun, dash = HIDDEN_NOUN[scene.hidden], "dotted" if scene.hidden == "dotted" else "dashed"
        counts = {
            "planes": len(self.planes),
            "labelled points": len(self.labels),
            "solid lines": lines.whole["seen segments"],
            f"{dash} lines": lines.whole["hidden segments"],
            f"partly {dash} lines": lines.whole["partly segments"],
            f"wholly or partly {noun} sides of planes": lines.whole["hidden"] + lines.whole["partly"],
            "right-angle marks": len(self.right_angles),
            "printed values": len(self.values),
        }
        said = [wording.drawn_line(pair, scene, lines) for pair in scene.segments if set(pair) <= set(self.labels)]
        said += [f"A right-angle mark stands at {at}, between {at}{p} and {at}{q}." for at, p, q in self.right_angles if at in self.labels]
        said += [f"The value {dims.read(d.text)} stands beside {d.a}{d.b}.".replace("value ?", "sign ?") for d in self.values]
        named = list(self.planes)
        said += [f"The plane {GREEK[name]} is {colour_words(fill.colour)}." for name, fill in zip(named, scene.fills, strict=False)]
        return {
            "subject": subject,
            "counts": {what: count for what, count in counts.items() if count},
            "labels": [*self.labels, *(text for _, text in self.letters)],
            "statements": [*self.said, *said],
        }


def _sides(corners: Sequence[str]) -> list[Pair]:
    return list(ring(corners))


def around(points: Sequence[Vec], margin: float, z: float) -> list[Vec]:
    """A level rectangle round the points, seen from above anticlockwise from its front left corner."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, y0, y1 = min(xs) - margin, max(xs) + margin, min(ys) - margin, max(ys) + margin
    return [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]


def compass(degrees: float, far: float, at: Vec = (0.0, 0.0, 0.0)) -> Vec:
    """A point of the level plane in this direction."""
    a = math.radians(degrees)
    return (at[0] + far * math.cos(a), at[1] + far * math.sin(a), at[2])
