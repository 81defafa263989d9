"""Solids under a graph: a rectangle or a triangle in the xy-plane, the part of a surface above it, and the upright edges between.

f = c + p x + q y + s x^2 + t y^2 over the region -> picture, and the volume as an exact fraction
"""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

from cpx.record import Facts
from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.family.surface import script
from cpx.solids.family.surface.script import Mesh, Paint
from cpx.solids.formula import frames
from cpx.solids.formula.canvas import Canvas
from cpx.solids.page.look import HIDDEN, hidden_lines, look
from cpx.solids.page.project import View
from cpx.solids.page.script import habit, listing, num
from cpx.solids.page.vectors import Vec, dot, unit
from cpx.solids.page.words import HIDDEN_NOUN, colour_words

TINTS = ("lightblue", "lightpink", "palegreen", "khaki", "lightgray", "white")
POWERS = ("", "x", "y", "x\u00b2", "y\u00b2")
WORDS = ("", "x", "y", "x**2", "y**2")


class Region(NamedTuple):
    """What stands on what."""

    a: float
    b: float
    triangle: bool
    parts: Sequence[Fraction]  # c, p, q, s, t

    def f(self, x: float, y: float) -> float:
        c, p, q, s, t = (float(part) for part in self.parts)
        return c + p * x + q * y + s * x * x + t * y * y

    def volume(self) -> Fraction:
        """The double integral of f."""
        a, b = Fraction(self.a), Fraction(self.b)
        full = (a * b, a * a * b / 2, a * b * b / 2, a**3 * b / 3, a * b**3 / 3)
        half = (a * b / 2, a * a * b / 6, a * b * b / 6, a**3 * b / 12, a * b**3 / 12)
        return sum((part * size for part, size in zip(self.parts, half if self.triangle else full, strict=True)), Fraction(0))

    def equation(self, words: Sequence[str] = POWERS, times: str = "") -> str:
        """The function as it is written; with the script's words, as it is worked out."""
        text = ""
        for part, power in zip(self.parts, words, strict=True):
            if not part:
                continue
            size = abs(part)
            piece = _piece(size, power, times)
            text += (f" {'-' if part < 0 else '+'} {piece}") if text else (f"-{piece}" if part < 0 else piece)
        return text


def _piece(size: Fraction, power: str, times: str) -> str:
    if not power:
        return str(size)
    top = power if size.numerator == 1 else f"{size.numerator}{times}{power}"
    slash = " / " if times else "/"
    return top if size.denominator == 1 else f"{top}{slash}{size.denominator}"


def picture(draw: Draw, level: int) -> Drawn:
    """One figure."""
    a, b = draw.one("a", (2, 3, 4)), draw.one("b", (2, 3, 4))
    triangle = draw.one("region", ("rectangle", "rectangle", "triangle")) == "triangle"
    shape = draw.one("graph", ("plane", "plane", "parabolic", "both") if level < 4 else ("parabolic", "both", "bowl"))
    texts = draw.value("parts", lambda rng: _parts(rng, shape))
    region = Region(a, b, triangle, [Fraction(text) for text in texts])
    view = frames.orthographic(draw.one("azimuth", (25, 30, 35, 55, 60)), draw.one("elevation", (20, 25, 30)))
    canvas = Canvas(view, look(draw), habit(draw, ("collection", "loop"), ("straight", "straight", "main")))
    made = _mesh(region, view)
    _fair(region, made, view.toward((0.0, 0.0, 0.0)))
    _formula(canvas, region)
    canvas.project()
    hidden = hidden_lines(draw)
    corners = _edges(canvas, region, hidden)
    tint = draw.one("tint", TINTS)
    script.paint(canvas, made, Paint("colour", tint, draw.one("mesh_ink", ("black", "dimgray")), 0.6), canvas.way.store)
    top = region.f(0, 0)
    high = max(p[2] for row in made.rows for p in row) + 1.0
    leaves: list[Vec] = [(a, 0.0, 0.0), (0.0, b, 0.0), (0.0, 0.0, top)]
    tips: list[Vec] = [(a + 1.0, 0.0, 0.0), (0.0, b + 1.0, 0.0), (0.0, 0.0, high)]
    canvas.axes(list(zip(leaves, tips, strict=True)))
    names = [name for name in corners if name != "O"] if draw.one("named", (True, True, False)) else []
    for name in names:
        canvas.label(name, corners[name])
    where = "triangle" if triangle else "rectangle"
    code = canvas.text(f"The solid under a graph, over a {where} of the xy-plane.")
    return Drawn(code, _facts(region, hidden, tint, names))


def _parts(rng: Random, shape: str) -> list[str]:
    """The five numbers as fractions in text."""
    c, square = rng.choice(("3", "4", "5")), ("-1/4", "-1/8", "-1/6")
    if shape == "plane":
        return [c, rng.choice(("-1/2", "-1/3", "-1/4", "1/4")), rng.choice(("0", "-1/3", "-1/2", "1/4")), "0", "0"]
    if shape == "parabolic":
        return [c, "0", "0", *rng.choice((["-1/4", "0"], ["0", "-1/4"], ["-1/6", "0"], ["0", "-1/6"]))]
    if shape == "both":
        return [c, "0", "0", rng.choice(square), rng.choice(square)]
    return [rng.choice(("1", "2")), "0", "0", "1/8", rng.choice(("1/8", "1/6"))]


def _mesh(region: Region, view: View) -> Mesh:
    """Rows along x; over a triangle they shrink to its far corner."""
    rows = []
    for i in range(9):
        row = []
        for j in range(9):
            x = region.a * j / 8
            y = region.b * i / 8 * ((1 - x / region.a) if region.triangle else 1)
            row.append((x, y, region.f(x, y)))
        rows.append(row)
    return script.meshed(rows, view)


def _fair(region: Region, made: Mesh, gaze: Vec) -> None:
    """Misfit where the graph comes down to the plane or turns away from the viewer."""
    if min(p[2] for row in made.rows for p in row) < 0.6:
        raise Misfit("the graph comes too near to the plane")
    _, p, q, s, t = (float(part) for part in region.parts)
    slopes = [(-p - 2 * s * x, -q - 2 * t * y, 1.0) for x in (0, region.a) for y in (0, region.b)]
    if any(dot(unit(slope), unit(gaze)) < 0.12 for slope in slopes):
        raise Misfit("the graph is seen from its edge")


def _formula(canvas: Canvas, region: Region) -> None:
    canvas.script.given(f"a = {num(region.a)}  # the region's length along x", f"b = {num(region.b)}  # and along y")
    canvas.script.function("def f(x, y):", '    """The height of the graph."""', f"    return {region.equation(WORDS, ' * ')}")
    depth = "v * b * (1 - x / a)" if region.triangle else "v * b"
    canvas.script.step(
        "# A mesh of points over the region.",
        "x, v = np.meshgrid(np.linspace(0, a, 9), np.linspace(0, 1, 9))",
        f"y = {depth}",
        "points = np.stack([x, y, f(x, y) + 0 * x], axis=-1)",
    )


def _edges(canvas: Canvas, region: Region, hidden: str) -> dict[str, Vec]:
    """The region's border and the upright edges; those at the origin are hidden."""
    a, b = region.a, region.b
    ground: dict[str, Vec] = {"O": (0.0, 0.0, 0.0), "A": (a, 0.0, 0.0), "B": (0.0, b, 0.0)}
    if not region.triangle:
        ground["C"] = (a, b, 0.0)
    tops: dict[str, Vec] = {name: (x, y, region.f(x, y)) for name, (x, y, _) in ground.items()}
    border = ["A", "B"] if region.triangle else ["A", "C", "B"]
    words = {"O": "(0, 0, {})", "A": "(a, 0, {})", "B": "(0, b, {})", "C": "(a, b, {})"}
    high = {"O": "f(0, 0)", "A": "f(a, 0)", "B": "f(0, b)", "C": "f(a, b)"}
    low = {name: words[name].format("0") for name in ground}
    seen = [f"[{', '.join(low[name] for name in border)}]"] + [f"[{low[name]}, {words[name].format(high[name])}]" for name in border]
    behind = [f"[{low['A']}, {low['O']}, {low['B']}]", f"[{low['O']}, {words['O'].format(high['O'])}]"]
    for path in ([ground[name] for name in border], [ground["A"], ground["O"], ground["B"]], *([ground[n], tops[n]] for n in ground)):
        canvas.path(path)
    dashes = HIDDEN[hidden]
    colour = "" if "color" in dashes else f"color={canvas.ink}, "
    for about, name, rows, style in (
        ("# Hidden edges.", "hidden", behind, f"{colour}{dashes}, linewidth=0.9"),
        ("# Edges in sight.", "visible", seen, f"color={canvas.ink}, linewidth={num(canvas.look.width)}"),
    ):
        canvas.script.step(about, *listing(name, rows), f"for ends in {name}:", *[f"    {line}" for line in canvas.plot("ends", style)])
    return ground


def _facts(region: Region, hidden: str, tint: str, names: Sequence[str]) -> Facts:
    a, b = num(region.a), num(region.b)
    where = (
        f"the triangle with the corners (0, 0), ({a}, 0) and (0, {b})"
        if region.triangle
        else f"the rectangle 0 \u2264 x \u2264 {a}, 0 \u2264 y \u2264 {b}"
    )
    shape = "triangle" if region.triangle else "rectangle"
    noun = HIDDEN_NOUN[hidden]
    counts = {"axes": 3, "solid upright edges": 2 if region.triangle else 3, f"{noun} upright edges": 1, "labelled points": len(names)}
    said = [
        f"The surface on top is drawn as a mesh of 8 by 8 patches, {colour_words(tint)}.",
        f"The edges that meet in the origin are {noun}.",
    ]
    visible = {
        "subject": f"the solid between a {shape} in the xy-plane and a surface above it, in a frame of coordinates",
        "counts": {what: count for what, count in counts.items() if count},
        "labels": ["x", "y", "z", *names],
        "statements": said,
    }
    derived = {
        "form": "region",
        "described": f"the solid over {where} and under the surface z = {region.equation()}",
        "function": region.equation(),
        "a": region.a, "b": region.b, "triangle": region.triangle,
        "parts": [str(part) for part in region.parts],
        "volume": str(region.volume()),
    }  # fmt: skip
    return {"visible": visible, "derived": derived}
