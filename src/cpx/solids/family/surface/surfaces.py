"""Surfaces by their formulas: quadrics, graphs, torus, helicoid and Moebius strip, with their cuts by level and upright planes.

A formula is the script's own words for x, y and z at u and v; the numbers here come from the same words.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cpx.solids.formula.words import number, point
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec


class Surface(NamedTuple):
    """A kind of surface; for the graph of a function x and y are u and v themselves."""

    noun: str
    x: str
    y: str
    z: str
    u: tuple[str, str]  # from where to where
    v: tuple[str, str]
    cells: tuple[int, int]  # of the mesh, along u and along v
    said: Mapping[str, str]
    sizes: Sequence[Sequence[float]]
    equation: str  # with its parameters in braces
    cuts: Sequence[tuple[str, str]] = ()  # a plane, and what it cuts out
    origin: str = ""  # for graphs flat at the origin: what lies there
    level: int = 1

    @property
    def graph(self) -> bool:
        return self.x == "u"


ROUND = ("0", "2 * np.pi")
_SQUARE = {"a": "half a side of the square below", "c": "how flat it is"}
SURFACES: dict[str, Surface] = {
    "bowl": Surface(
        "paraboloid",
        "u * np.cos(v)",
        "u * np.sin(v)",
        "u**2 / c",
        ("0", "r"),
        ROUND,
        (8, 24),
        {"r": "radius of the rim", "c": "how flat it is"},
        ((2, 1), (2, 2), (3, 3), (2, 1.5), (3, 2)),
        "z = (x² + y²)/{c}",
        (("z = 1", "circle"), ("x = 0", "parabola")),
        "lowest point",
    ),
    "dome": Surface(
        "paraboloid open at the bottom",
        "u * np.cos(v)",
        "u * np.sin(v)",
        "h - u**2 / c",
        ("0", "r"),
        ROUND,
        (8, 24),
        {"r": "radius of the rim", "h": "height of its top", "c": "how flat it is"},
        ((2, 4, 1), (2, 3, 2), (3, 4, 3), (2, 4, 1.5), (3, 4.5, 2)),
        "z = {h} - (x² + y²)/{c}",
        (("z = 2", "circle"), ("x = 0", "parabola")),
        "highest point",
    ),
    "saddle": Surface(
        "saddle",
        "u",
        "v",
        "(u**2 - v**2) / c",
        ("-a", "a"),
        ("-a", "a"),
        (12, 12),
        _SQUARE,
        ((2, 2), (2, 3), (2, 4), (3, 4), (3, 6)),
        "z = (x² - y²)/{c}",
        (("z = 0.5", "hyperbola"), ("x = 0", "parabola"), ("z = 0", "two lines that meet")),
        "saddle point",
    ),
    "trough": Surface(
        "parabolic cylinder",
        "u",
        "v",
        "u**2 / c",
        ("-a", "a"),
        ("-a", "a"),
        (12, 8),
        _SQUARE,
        ((2, 2), (2, 1.5), (3, 3), (2, 3)),
        "z = x²/{c}",
        (("z = 1", "two parallel lines"), ("y = 0", "parabola")),
        "lowest point",
    ),
    "cone": Surface(
        "cone",
        "u * np.cos(v)",
        "u * np.sin(v)",
        "c * u",
        ("0", "r"),
        ROUND,
        (7, 24),
        {"r": "radius of the rim", "c": "slope"},
        ((2, 1), (2, 1.5), (3, 1), (2, 2)),
        "z = {c} √(x² + y²)",
        (("z = 1", "circle"), ("x = 0", "two half-lines that meet")),
        "lowest point",
    ),
    "ellipsoid": Surface(
        "ellipsoid",
        "a * np.sin(u) * np.cos(v)",
        "b * np.sin(u) * np.sin(v)",
        "c * np.cos(u)",
        ("0", "np.pi"),
        ROUND,
        (12, 24),
        {"a": "half axis along x", "b": "half axis along y", "c": "half axis along z"},
        ((2, 3, 1.5), (3, 2, 2), (2, 2.5, 1.5), (1.5, 2.5, 2), (2, 3, 2.5)),
        "x²/{a2} + y²/{b2} + z²/{c2} = 1",
        (("z = 0", "ellipse"), ("z = 1", "ellipse")),
        level=2,
    ),
    "sphere": Surface(
        "sphere",
        "r * np.sin(u) * np.cos(v)",
        "r * np.sin(u) * np.sin(v)",
        "r * np.cos(u)",
        ("0", "np.pi"),
        ROUND,
        (12, 24),
        {"r": "radius"},
        ((2,), (3,), (1.5,)),
        "x² + y² + z² = {r2}",
        (("z = 1", "circle"), ("x = 0", "circle")),
    ),
    "hyperboloid": Surface(
        "hyperboloid of one sheet",
        "a * np.sqrt(1 + u**2 / c**2) * np.cos(v)",
        "a * np.sqrt(1 + u**2 / c**2) * np.sin(v)",
        "u",
        ("-h", "h"),
        ROUND,
        (10, 24),
        {"a": "radius of its waist", "c": "how steep it is", "h": "height above and below the waist"},
        ((1, 1, 2), (1, 1.5, 2), (1.5, 2, 2.5), (1, 2, 3), (2, 2, 2)),
        "(x² + y²)/{a2} - z²/{c2} = 1",
        (("z = 1", "circle"), ("x = 0", "hyperbola")),
        level=3,
    ),
    "torus": Surface(
        "torus",
        "(R + r * np.cos(u)) * np.cos(v)",
        "(R + r * np.cos(u)) * np.sin(v)",
        "r * np.sin(u)",
        ROUND,
        ROUND,
        (14, 30),
        {"R": "radius of the ring", "r": "radius of its tube"},
        ((3, 1), (2, 1), (3, 1.2), (2.5, 1), (3, 0.8)),
        "(√(x² + y²) - {R})² + z² = {r2}",
        (("z = 0", "two circles, one inside the other"), ("x = 0", "two circles side by side")),
        level=3,
    ),
    "helicoid": Surface(
        "helicoid",
        "u * np.cos(v)",
        "u * np.sin(v)",
        "pitch * v / (2 * np.pi)",
        ("0", "r"),
        ("0", "2 * np.pi * turns"),
        (5, 40),
        {"r": "radius", "pitch": "rise with every turn", "turns": "number of turns"},
        ((2, 3, 2), (2, 3, 1), (2, 4, 1.5), (2, 2.5, 2), (3, 4, 1)),
        "x = u cos v, y = u sin v, z = {pitch} v/(2π)",
        level=4,
    ),
    "Moebius": Surface(
        "Möbius strip",
        "(r + u * np.cos(v / 2)) * np.cos(v)",
        "(r + u * np.cos(v / 2)) * np.sin(v)",
        "u * np.sin(v / 2)",
        ("-w", "w"),
        ROUND,
        (4, 48),
        {"r": "radius of its middle line", "w": "half its width"},
        ((2, 0.6), (2, 0.8), (3, 0.8), (3, 1)),
        "x = ({r} + u cos(v/2)) cos v, y = ({r} + u cos(v/2)) sin v, z = u sin(v/2)",
        level=4,
    ),
    "egg box": Surface(
        "wavy surface with hills and hollows",
        "u",
        "v",
        "c * np.sin(u) * np.sin(v)",
        ("-a", "a"),
        ("-a", "a"),
        (18, 18),
        {"a": "half a side of the square below", "c": "height of the hills"},
        ((3.14, 0.8), (3.14, 1), (3.14, 1.2)),
        "z = {c} sin x sin y",
        (),
        "saddle point",
        3,
    ),
    "waves": Surface(
        "corrugated surface",
        "u",
        "v",
        "c * np.cos(u)",
        ("-a", "a"),
        ("-b", "b"),
        (28, 8),
        {"a": "half its length", "b": "half its width", "c": "height of the waves"},
        ((6.28, 2, 0.6), (4.71, 2, 0.6), (6.28, 3, 0.8), (6.28, 2.5, 1)),
        "z = {c} cos x",
        level=2,
    ),
    "hill": Surface(
        "bell-shaped hill",
        "u",
        "v",
        "h * np.exp(-(u**2 + v**2) / c)",
        ("-a", "a"),
        ("-a", "a"),
        (16, 16),
        {"a": "half a side of the square below", "h": "height", "c": "how wide it is"},
        ((3, 3, 2), (3, 2, 2), (3, 2.5, 3), (3, 4, 2)),
        "z = {h} exp(-(x² + y²)/{c})",
        (("z = 1", "circle"),),
        "highest point",
        2,
    ),
    "monkey saddle": Surface(
        "monkey saddle",
        "u",
        "v",
        "(u**3 - 3 * u * v**2) / c",
        ("-a", "a"),
        ("-a", "a"),
        (14, 14),
        _SQUARE,
        ((2, 8), (2, 6), (3, 20)),
        "z = (x³ - 3xy²)/{c}",
        (),
        "saddle point",
        4,
    ),
}


def given(surface: Surface, sizes: Sequence[float]) -> dict[str, float]:
    return dict(zip(surface.said, sizes, strict=True))


def at(surface: Surface, numbers: Mapping[str, float]) -> Callable[[float, float], Vec]:
    """The surface as a function of u and v."""
    return point((surface.x, surface.y, surface.z), ("u", "v"), numbers)


def span(ends: tuple[str, str], numbers: Mapping[str, float]) -> tuple[float, float]:
    """From where to where a parameter runs."""
    return number(ends[0], numbers), number(ends[1], numbers)


def readable(surface: Surface, numbers: Mapping[str, float]) -> str:
    """The equation with its numbers; what is divided by 1 or taken once is written plainly."""
    squares = {f"{name}2": num(size**2) for name, size in numbers.items()}
    text = surface.equation.format(**{name: num(size) for name, size in numbers.items()}, **squares)
    text = text.replace("/1 ", " ").removesuffix("/1").replace("= 1 √", "= √").replace("= 1 s", "= s").replace("= 1 c", "= c")
    return text.replace("(x² + y²) -", "x² + y² -") if "(x² + y²) - z²" in text else text
