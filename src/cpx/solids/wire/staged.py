"""Scenes of points that are stated in dimensions: poles, lamps, planes, tilted containers; their script and their facts.

dimensions -> named points (sums of multiples of them), lines, values -> Scene -> script + facts
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.page import dims, project
from cpx.solids.page.dims import Dim
from cpx.solids.page.look import look
from cpx.solids.page.project import View
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec
from cpx.solids.wire import marks, measured, wording
from cpx.solids.wire.bodies import Form, value, words
from cpx.solids.wire.layout import laid_out
from cpx.solids.wire.measured import Printer
from cpx.solids.wire.scene import Fill, How, Pair, Scene, resolved
from cpx.solids.wire.script import About, write


class Stage:
    """A scene in the making."""

    def __init__(self, draw: Draw, given: dict[str, float], said: dict[str, str], kinds: Sequence[str]) -> None:
        self.draw, self.given, self.said = draw, given, said
        self.found: dict[str, float] = {}  # what follows from the dimensions, with names of its own in the script
        self.further: list[str] = []
        self.view: View = project.view(draw, max(given.values()), kinds)
        if self.view.kind in ("orthographic", "perspective") and abs(self.view.angle) < 10:
            raise Misfit("seen straight from the front, lines into the page stand upright on it")
        self.look = look(draw)
        self.print = Printer(draw, self.look.font)
        self.points: dict[str, Vec] = {}
        self.how: dict[str, How] = {}
        self.labels: list[str] = []
        self.edges: list[Pair] = []
        self.segments: list[Pair] = []
        self.ghosts: list[Pair] = []
        self.faces: list[list[str]] = []
        self.fills: list[Fill] = []
        self.dots: list[str] = []
        self.right_angles: list[tuple[str, str, str]] = []
        self.dims: list[Any] = []
        self.remarks: list[str] = []

    def follows(self, name: str, number: float, formula: str, about: str) -> None:
        """A length that the script works out."""
        self.found[name] = number
        self.further.append(f"{name} = {formula}  # {about}")

    def point(self, name: str, x: Form, y: Form, z: Form, label: bool = True) -> str:
        """A point by its coordinates."""
        known = self.given | self.found
        self.points[name] = (value(x, known), value(y, known), value(z, known))
        self.how[name] = ("at", words(x), words(y), words(z))
        if label:
            self.labels.append(name)
        return name

    def given_at(self, a: str, b: str, symbol: str, style: dims.Style = "plain") -> None:
        """A dimension printed along ab."""
        self.dims.append(self.print.given(a, b, symbol, self.given[symbol])._replace(style=style))

    def told_at(self, a: str, b: str, letter: str, number: float) -> None:
        """A length that is not among the dimensions of the script, printed beside ab; whoever reads it knows `letter`."""
        text, unit = (letter, "") if self.print.how == "letter" else (num(number), self.print.unit)
        self.dims.append(Dim(a, b, *dims.fixed(text, self.print.font, unit), tells="" if self.print.how == "letter" else letter))

    def asked_at(self, a: str, b: str) -> None:
        """A question mark beside ab."""
        if dim := self.print.found(a, b, "x", 1, asked=True):
            self.dims.append(dim)

    def picture(self, title: str, subject: str, derived: Mapping[str, Any], **how: Any) -> Drawn:
        """The figure and what is true of it; `how` are further fields of the scene."""
        for mark in self.right_angles:
            marks.readable(self.points, marks.right_angle(self.points, *mark), self.view)
        scene = Scene(
            view=self.view, points=self.points, how=self.how, edges=self.edges, segments=self.segments, ghosts=self.ghosts,
            faces=self.faces, fills=self.fills, labels=self.labels, dots=self.dots, right_angles=self.right_angles, measures=self.dims,
            loose=[name for name in self.points if name not in self.labels],
            **{"hidden": "dashed", "accent": self.look.ink, "purpose": "figure", **how},
        )  # fmt: skip
        layout = laid_out(scene, self.look)
        lines = resolved(scene)
        code = write(self.draw, scene, lines, layout, self.look, About(title, self.given, self.said, "Points", self.further))
        counts = wording.counts(scene, lines, "thick lines") | measured.counts(scene, layout)
        visible = {
            "subject": f"{subject}, in {project.words(self.view)}",
            "counts": counts,
            "labels": self.labels,
            "statements": [*self.remarks, *measured.values(scene, layout)],
        }
        told = measured.told(scene, layout, self.print)
        return Drawn(code, {"visible": visible, "derived": {"described": subject, "dimensions": self.given, **told, **derived}})
