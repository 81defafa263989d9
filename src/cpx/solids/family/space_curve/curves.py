"""Curves in space by their formulas: helices, spirals, waves round a cylinder, Viviani's curve, torus knots, the twisted cubic.

A formula is the script's own words for x, y and z at t; the numbers here come from the same words, so that both say the same.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cpx.solids.formula.words import number, point
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Vec


class Curve(NamedTuple):
    """A kind of curve."""

    noun: str
    x: str
    y: str
    z: str
    end: str  # t runs from 0 to this
    said: Mapping[str, str]  # what its parameters are
    sizes: Sequence[Sequence[float]]
    shadow: str  # its projection onto the xy-plane
    on: str = ""  # the surface that it may be drawn on: "cylinder", "cone", "sphere"
    height: str = ""  # of that surface
    closed: bool = False
    level: int = 1


_TURN = "2 * np.pi * turns"
CURVES: dict[str, Curve] = {
    "helix": Curve(
        "helix",
        "r * np.cos(t)",
        "r * np.sin(t)",
        "pitch * t / (2 * np.pi)",
        _TURN,
        {"r": "radius", "pitch": "rise with every turn", "turns": "number of turns"},
        ((2, 2, 3), (2, 1.5, 4), (3, 2, 3), (2, 3, 2), (3, 4, 2), (2, 1, 5), (1.5, 1.5, 3), (3, 1.5, 4)),
        "circle",
        "cylinder",
        "pitch * turns",
    ),
    "left-handed helix": Curve(
        "helix",
        "r * np.cos(t)",
        "-r * np.sin(t)",
        "pitch * t / (2 * np.pi)",
        _TURN,
        {"r": "radius", "pitch": "rise with every turn", "turns": "number of turns"},
        ((2, 2, 3), (2, 1.5, 4), (3, 2, 3), (2, 3, 2), (2, 1, 5), (1.5, 1.5, 3)),
        "circle",
        "cylinder",
        "pitch * turns",
        level=2,
    ),
    "conical spiral": Curve(
        "conical spiral",
        "r * (1 - t / end) * np.cos(t)",
        "r * (1 - t / end) * np.sin(t)",
        "h * t / end",
        _TURN,
        {"r": "radius of the base", "h": "height", "turns": "number of turns"},
        ((3, 5, 3), (2, 5, 4), (3, 6, 4), (2, 4, 3), (2.5, 6, 5)),
        "spiral",
        "cone",
        "h",
        level=2,
    ),
    "funnel": Curve(
        "spiral that widens upwards",
        "r * t / end * np.cos(t)",
        "r * t / end * np.sin(t)",
        "h * t / end",
        _TURN,
        {"r": "radius at the top", "h": "height", "turns": "number of turns"},
        ((3, 5, 3), (2, 4, 4), (3, 4, 4), (3, 6, 5), (2.5, 4, 3)),
        "spiral",
        level=2,
    ),
    "spherical spiral": Curve(
        "spherical spiral",
        "r * np.sin(np.pi * t / end) * np.cos(t)",
        "r * np.sin(np.pi * t / end) * np.sin(t)",
        "r * np.cos(np.pi * t / end)",
        _TURN,
        {"r": "radius of the sphere", "turns": "number of turns"},
        ((3, 3), (3, 4), (3, 5), (2, 6), (2, 8)),
        "curve of two equal spirals",
        "sphere",
        "",
        level=3,
    ),
    "Viviani": Curve(
        "curve of Viviani",
        "r / 2 * (1 + np.cos(t))",
        "r / 2 * np.sin(t)",
        "r * np.sin(t / 2)",
        "4 * np.pi",
        {"r": "radius of the sphere"},
        ((2,), (3,), (4,)),
        "circle",
        "sphere",
        "",
        True,
        3,
    ),
    "wave": Curve(
        "closed wave",
        "r * np.cos(t)",
        "r * np.sin(t)",
        "h / 2 + a * np.sin(n * t)",
        "2 * np.pi",
        {"r": "radius", "h": "height of the cylinder", "a": "height of the waves", "n": "number of waves"},
        ((3, 5, 1, 2), (3, 4, 0.8, 3), (3, 4, 0.7, 4), (2, 3, 0.5, 5), (3, 4, 0.8, 6), (2, 4, 1, 2), (2, 3, 0.6, 3)),
        "circle",
        "cylinder",
        "h",
        True,
        2,
    ),
    "slanting section": Curve(
        "ellipse",
        "r * np.cos(t)",
        "r * np.sin(t)",
        "h / 2 + a * np.cos(t - lean)",
        "2 * np.pi",
        {"r": "radius", "h": "height of the cylinder", "a": "rise of the ellipse over its middle", "lean": "where it is highest"},
        ((2, 5, 1, 1), (2, 5, 1.5, 2), (3, 6, 1.5, 0.5), (2, 6, 2, 2.5), (3, 5, 1, 1.5)),
        "circle",
        "cylinder",
        "h",
        True,
        1,
    ),
    "piercing": Curve(
        "curve where a level cylinder pierces an upright one",
        "np.sqrt(r**2 - (a * np.cos(t)) ** 2)",
        "a * np.cos(t)",
        "h / 2 + a * np.sin(t)",
        "2 * np.pi",
        {"r": "radius of the upright cylinder", "h": "its height", "a": "radius of the level one"},
        ((3, 6, 2), (3, 6, 2.5), (2, 5, 1.5), (3, 5, 1.5), (2, 5, 1.8)),
        "arc of a circle",
        "cylinder",
        "h",
        True,
        4,
    ),
    "twisted cubic": Curve(
        "twisted cubic",
        "a * t",
        "b * t**2",
        "c * t**3",
        "1",
        {"a": "x at t = 1", "b": "y at t = 1", "c": "z at t = 1"},
        ((3, 3, 3), (2, 3, 4), (3, 4, 3), (4, 4, 3), (2, 4, 4)),
        "parabola",
        level=3,
    ),
    "torus knot": Curve(
        "torus knot",
        "(R + r * np.cos(q * t)) * np.cos(p * t)",
        "(R + r * np.cos(q * t)) * np.sin(p * t)",
        "r * np.sin(q * t)",
        "2 * np.pi",
        {"R": "radius of the ring", "r": "radius of its tube", "p": "times round the axis", "q": "times round the tube"},
        ((3, 1.2, 2, 3), (3, 1.2, 2, 5), (3, 1.1, 3, 2), (3, 1.2, 3, 4), (3, 1, 2, 7), (3, 1, 3, 5), (3, 1.2, 2, 9)),
        "closed curve that crosses itself",
        closed=True,
        level=4,
    ),
}


def given(curve: Curve, sizes: Sequence[float]) -> dict[str, float]:
    """The parameters, and the end of t."""
    numbers: dict[str, float] = dict(zip(curve.said, sizes, strict=True))
    return numbers | {"end": number(curve.end, numbers)}


def at(curve: Curve, numbers: Mapping[str, float]) -> Callable[[float], Vec]:
    """The curve as a function of t."""
    return point((curve.x, curve.y, curve.z), ("t",), numbers)


def top(curve: Curve, numbers: Mapping[str, float]) -> float:
    """Height of the surface that the curve lies on."""
    return number(curve.height, numbers) if curve.height else numbers["r"]


def readable(curve: Curve, numbers: Mapping[str, float]) -> str:
    """The formula as a question prints it: x = 2 cos t, y = 2 sin t, z = t / π."""
    shown = []
    for axis, words in zip("xyz", (curve.x, curve.y, curve.z), strict=True):
        text = words
        for name, size in numbers.items():
            text = re.sub(rf"(?<![\w.]){name}\b", _end(size) if name == "end" else num(size), text)
        for there, here in (("np.", ""), ("**2", "²"), (" ** 2", "²"), ("**3", "³"), ("pi", "π"), (" * ", " · ")):
            text = text.replace(there, here)
        text = re.sub(r"(?<![\w.])([\d.]+) / 2(?= |$)", lambda half: num(float(half[1]) / 2), text)
        text = re.sub(r"(?<![\d.])1 · ", "", text)
        shown.append(f"{axis} = {text}")
    return ", ".join(shown)


def _end(number: float) -> str:
    return f"({num(number / math.pi)} * np.pi)" if number > 3 else num(number)
