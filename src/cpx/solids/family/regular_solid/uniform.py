"""Regular and semiregular solids: the five of Plato and the thirteen of Archimedes, their vertices from a few triples of numbers.

triples, each with signs and rolled round x, y, z -> vertices; neighbours at the least distance -> faces (Cromwell, Polyhedra, 1997)
"""

import math
from functools import cache
from itertools import combinations, pairwise, product
from typing import NamedTuple

from cpx.solids.page.vectors import Vec, centre, cross, dot, length, sub, times, unit

PHI = (1 + math.sqrt(5)) / 2
ROOT2 = math.sqrt(2)


class Recipe(NamedTuple):
    """How a script makes the vertices."""

    triples: tuple[str, ...]  # in the script's words
    signs: str = "all"  # or "even": an even number of minus signs
    constants: tuple[str, ...] = ()


_PHI = "phi = (1 + np.sqrt(5)) / 2  # the golden ratio"
_TRIBONACCI = "t = (1 + np.cbrt(19 - 3 * np.sqrt(33)) + np.cbrt(19 + 3 * np.sqrt(33))) / 3  # t**3 = t**2 + t + 1"

PLATONIC = {
    "tetrahedron": Recipe(("(1, 1, 1)",), "even"),
    "cube": Recipe(("(1, 1, 1)",)),
    "octahedron": Recipe(("(1, 0, 0)",)),
    "dodecahedron": Recipe(("(1, 1, 1)", "(0, 1 / phi, phi)"), constants=(_PHI,)),
    "icosahedron": Recipe(("(0, 1, phi)",), constants=(_PHI,)),
}
ARCHIMEDEAN = {
    "truncated tetrahedron": Recipe(("(3, 1, 1)",), "even"),
    "cuboctahedron": Recipe(("(1, 1, 0)",)),
    "truncated cube": Recipe(("(np.sqrt(2) - 1, 1, 1)",)),
    "truncated octahedron": Recipe(("(0, 1, 2)", "(0, 2, 1)")),
    "rhombicuboctahedron": Recipe(("(1, 1, 1 + np.sqrt(2))",)),
    "truncated cuboctahedron": Recipe(("(1, p, q)", "(1, q, p)"), constants=("p, q = 1 + np.sqrt(2), 1 + 2 * np.sqrt(2)",)),
    "snub cube": Recipe(("(1, t, 1 / t)", "(-1, -1 / t, -t)"), "even", (_TRIBONACCI,)),
    "icosidodecahedron": Recipe(("(0, 0, 2 * phi)", "(1, phi, phi**2)"), constants=(_PHI,)),
    "truncated dodecahedron": Recipe(("(0, 1 / phi, 2 + phi)", "(1 / phi, phi, 2 * phi)", "(phi, 2, phi + 1)"), constants=(_PHI,)),
    "truncated icosahedron": Recipe(("(0, 1, 3 * phi)", "(1, 2 + phi, 2 * phi)", "(phi, 2, 2 * phi + 1)"), constants=(_PHI,)),
    "rhombicosidodecahedron": Recipe(("(1, 1, phi**3)", "(phi**2, phi, 2 * phi)", "(2 + phi, 0, phi**2)"), constants=(_PHI,)),
    "truncated icosidodecahedron": Recipe(
        (
            "(1 / phi, 1 / phi, 3 + phi)",
            "(2 / phi, phi, 1 + 2 * phi)",
            "(1 / phi, phi**2, 3 * phi - 1)",
            "(2 * phi - 1, 2, 2 + phi)",
            "(phi, 3, 2 * phi)",
        ),
        constants=(_PHI,),
    ),
    "snub dodecahedron": Recipe(
        (
            "(-2 * p, -2, -2 * q)",
            "(-p - q / phi - phi, p * phi - q - 1 / phi, 1 - p / phi - q * phi)",
            "(phi - p - q / phi, q - p * phi - 1 / phi, -p / phi - q * phi - 1)",
            "(p / phi - q * phi - 1, p - q / phi + phi, 1 / phi - p * phi - q)",
            "(p / phi - q * phi + 1, q / phi - p + phi, -p * phi - q - 1 / phi)",
        ),
        "even",
        (
            _PHI,
            "s = np.sqrt(phi - 5 / 27)",
            "x = np.cbrt((phi + s) / 2) + np.cbrt((phi - s) / 2)  # x**3 = 2 * x + phi",
            "p, q = x - 1 / x, x * phi + phi**2 + phi / x",
        ),
    ),
}
RECIPES = PLATONIC | ARCHIMEDEAN


def triples(name: str) -> list[Vec]:
    """The numbers that the recipe's words stand for."""
    t = (1 + _cbrt(19 - 3 * math.sqrt(33)) + _cbrt(19 + 3 * math.sqrt(33))) / 3
    known = {"phi": PHI, "t": t, "p": 1 + ROOT2, "q": 1 + 2 * ROOT2, "np": math}
    if name == "snub dodecahedron":
        s = math.sqrt(PHI - 5 / 27)
        x = _cbrt((PHI + s) / 2) + _cbrt((PHI - s) / 2)
        known |= {"p": x - 1 / x, "q": x * PHI + PHI**2 + PHI / x}
    return [eval(words, {"__builtins__": {}}, known) for words in RECIPES[name].triples]  # our own words, from the table above


@cache
def vertices(name: str) -> list[Vec]:
    """In the order in which the script makes them."""
    signs = [sign for sign in product((1, -1), repeat=3) if RECIPES[name].signs == "all" or math.prod(sign) > 0]
    found: dict[Vec, None] = {}
    for row in triples(name):
        for sign in signs:
            x, y, z = (part * by for part, by in zip(row, sign, strict=True))
            found |= dict.fromkeys(((x, y, z), (z, x, y), (y, z, x)))
    return list(found)


@cache
def uniform_faces(name: str) -> list[list[int]]:
    """The solid's faces by the numbers of their corners."""
    return faces(vertices(name))


def faces(points: list[Vec]) -> list[list[int]]:
    """Faces of a convex solid with equal edges, anticlockwise from outside, the smallest number first."""
    least = min(length(sub(points[0], p)) for p in points[1:]) * 1.001
    found: dict[frozenset[int], list[int]] = {}
    middle = centre(points)
    for i, at in enumerate(points):
        near = [j for j, p in enumerate(points) if j != i and length(sub(p, at)) < least]
        for j, k in combinations(near, 2):
            corners = _plane(points, middle, at, points[j], points[k])
            if corners:
                found.setdefault(frozenset(corners), _turning(points, middle, corners))
    return sorted(found.values())


def _plane(points: list[Vec], middle: Vec, a: Vec, b: Vec, c: Vec) -> list[int]:
    """The points in the plane of three, if all others lie on one side of it."""
    out = unit(cross(sub(b, a), sub(c, a)))
    out = out if dot(out, sub(a, middle)) > 0 else times(out, -1)
    heights = [dot(out, sub(p, a)) for p in points]
    return [i for i, height in enumerate(heights) if height > -1e-6] if max(heights) < 1e-6 else []


def _turning(points: list[Vec], middle: Vec, corners: list[int]) -> list[int]:
    """The corners of a face in their order."""
    at = centre([points[i] for i in corners])
    u = unit(sub(points[corners[0]], at))
    v = cross(unit(sub(at, middle)), u)
    angle = {i: math.atan2(dot(sub(points[i], at), v), dot(sub(points[i], at), u)) % math.tau for i in corners}
    return sorted(corners, key=lambda i: round(angle[i], 6) % round(math.tau, 6))


def edges(rings: list[list[int]]) -> list[tuple[int, int]]:
    """Each edge once, the smaller number first."""
    sides = [(a, b) for ring in rings for a, b in pairwise([*ring, ring[0]])]
    return sorted({(min(side), max(side)) for side in sides})


def upright(points: list[Vec]) -> list[Vec]:
    """Turned so that the diagonal (1, 1, 1), round which vertices are rolled, points upwards."""
    axes = [unit(axis) for axis in ((1, -1, 0), (1, 1, -2), (1, 1, 1))]
    return [(dot(axes[0], p), dot(axes[1], p), dot(axes[2], p)) for p in points]


def _cbrt(number: float) -> float:
    return number ** (1 / 3)
