"""A script in the making that draws curves or surfaces by formula, in a frame Oxyz: axes, labels, the page and its margins.

A family adds its own steps, tells the canvas what they draw (polylines in space), and gets the script with labels clear of all lines.
"""

from collections.abc import Sequence
from itertools import pairwise

from cpx.solids.page.labels import Anchor, Box, Segment, offset, place
from cpx.solids.page.look import Look, lettering, printed
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, page, pair
from cpx.solids.page.vectors import Point, Vec

AXES = "gray"


class Canvas:
    """What is drawn so far, and the script that draws it."""

    def __init__(self, view: View, look: Look, way: Habit) -> None:
        self.view, self.look, self.way = view, look, way
        self.script = Script(way)
        self.script.numpy = True
        self.ink = literal(look.ink)
        setting, self.font = lettering(look)
        if setting:
            self.script.setting(setting)
        self._paths: list[list[Point]] = []
        self._labels: list[tuple[str, Vec]] = []
        self._dots: list[Vec] = []
        self._areas: list[list[Point]] = []

    def project(self) -> None:
        """The function that takes points to the page."""
        self.script.function(*formula(self.view))

    def path(self, points: Sequence[Vec]) -> None:
        """A line that some step draws, as a polyline in space."""
        self._paths.append([self.view.flat(p) for p in points])

    def flat_path(self, points: Sequence[Point]) -> None:
        """The same, its points on the page already."""
        self._paths.append(list(points))

    def dot(self, at: Vec) -> None:
        """A point without a name."""
        self._dots.append(at)

    def area(self, corners: Sequence[Point]) -> None:
        """A small patch of the page that no label may cover."""
        self._areas.append(list(corners))

    def label(self, name: str, at: Vec, dot: bool = False) -> None:
        """A name beside a point, perhaps with a dot."""
        self._labels.append((name, at))
        if dot:
            self._dots.append(at)

    def axes(self, rays: Sequence[tuple[Vec, Vec]], letters: str = "xyz") -> None:
        """Arrows from tail to tip with their letters."""
        for name, (tail, tip) in zip(letters, rays, strict=True):
            self.path([tail, tip])
            self.label(name, tip)
        rows = [f"({pair(tail)}, {pair(tip)})" for tail, tip in rays]
        self.script.step(
            "# The axes, each from its tail to its tip.",
            *listing("axes", rows),
            f'head = {{"arrowstyle": "-|>", "color": "{AXES}", "shrinkA": 0, "shrinkB": 0}}',
            "for tail, tip in axes:",
            f'    {self.way.pen}.annotate("", project(tip), xytext=project(tail), arrowprops=head)',
        )

    def plot(self, points: str, style: str) -> list[str]:
        """The call that draws a line through points of space."""
        return call(f"{self.way.pen}.plot", [f"*project({points}).T", style])

    def text(self, title: str) -> str:
        """The whole script, labels and page last."""
        flat = [p for path in self._paths for p in path]
        xs, ys = zip(*flat, strict=True)
        scale = min(self.look.span / max(max(xs) - min(xs), max(ys) - min(ys)), 110)
        strokes = [_scaled(a, b, scale) for path in self._paths for a, b in pairwise(path)]
        boxes = [Box(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in strokes]
        if self._dots:
            spots = ", ".join(pair(p) for p in self._dots)
            self.script.step("# Points.", *call(f"{self.way.pen}.plot", [f"*project([{spots}]).T", f'"o", color={self.ink}, markersize=4']))
        return self.script.text(title, page(boxes + self._name(strokes, scale), scale, self.look.margin))

    def _name(self, strokes: list[Segment], scale: float) -> list[Box]:
        """The step that writes the labels, and what they cover."""
        if not self._labels:
            return []
        look = self.look
        flat = [self.view.flat(p) for _, p in self._labels]
        anchors = [Anchor(x * scale, y * scale, printed(name, look.font)) for (name, _), (x, y) in zip(self._labels, flat, strict=True)]
        dots = [Box(x - 4, y - 4, x + 4, y + 4) for x, y in ((scale * u, scale * v) for u, v in map(self.view.flat, self._dots))]
        covered = [_box(corners, scale) for corners in self._areas]
        boxes = place(anchors, strokes, look.font, look.size, taken=dots + covered)
        offsets = [offset(box, anchor, look.font, look.size) for box, anchor in zip(boxes, anchors, strict=True)]
        rows = [f'("{name}", {pair(p)}, {pair(at)})' for (name, p), at in zip(self._labels, offsets, strict=True)]
        shown = "name" if look.font == "serif italic" else 'f"${name}$"'
        put = call(
            f"{self.way.pen}.annotate",
            [
                f"{shown}, project(point)",
                'xytext=offset, textcoords="offset points"',
                'ha="center", va="center"',
                f"{self.font}, color={self.ink}",
            ],
        )
        self.script.step(
            "# Names, each moved off its point by an offset in points of the page.",
            *listing("labels", rows),
            "for name, point, offset in labels:",
            *indented(put),
        )
        return boxes


def _scaled(a: Point, b: Point, scale: float) -> Segment:
    return a[0] * scale, a[1] * scale, b[0] * scale, b[1] * scale


def _box(corners: Sequence[Point], scale: float) -> Box:
    xs, ys = [x * scale for x, _ in corners], [y * scale for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
