"""Frames Oxyz as mathematicians draw them, x out of the page, y to the right, z upwards: their views, and their axes as arrows.

lots -> View of the three axes -> flat, toward, and the function that the script states
"""

import math
from collections.abc import Sequence

from cpx.solids.draw import Draw
from cpx.solids.page.look import printed
from cpx.solids.page.project import View
from cpx.solids.page.script import num, pair
from cpx.solids.page.vectors import Vec

KINDS = ("oblique", "oblique", "isometric", "orthographic")


def view(draw: Draw) -> View:
    """A view of the positive octant; the viewer stands in it."""
    kind = draw.one("projection", KINDS)
    if kind == "oblique":
        return oblique(draw.one("angle", (45, 45, 40, 50)), draw.one("depth_ratio", (0.5, 0.5, 0.6, 0.7)))
    if kind == "isometric":
        return isometric()
    return orthographic(draw.one("azimuth", (20, 25, 30, 35, 50, 55)), draw.one("elevation", (15, 20, 25, 30)))


def oblique(angle: float, ratio: float) -> View:
    """y and z undistorted; x towards the lower left, shortened."""
    a = math.radians(angle)
    stated = (
        f"depth = {num(ratio)} * x",
        f"angle = np.radians({num(angle)})",
        "return np.array([y - depth * np.cos(angle), z - depth * np.sin(angle)]).T",
    )
    about = "x comes towards the viewer, shortened, to the lower left; y runs right, z upwards."
    return _stated(View("oblique", (-ratio * math.cos(a), 1, 0), (-ratio * math.sin(a), 0, 1), angle, ratio), about, stated)


def isometric() -> View:
    """The three axes at equal angles."""
    c, s = math.cos(math.radians(30)), 0.5
    stated = ("angle = np.radians(30)", "return np.array([(y - x) * np.cos(angle), z - (x + y) * np.sin(angle)]).T")
    return _stated(View("isometric", (-c, c, 0), (-s, -s, 1)), "Isometric: the three axes make equal angles on the page.", stated)


def orthographic(azimuth: float, elevation: float) -> View:
    """From far away, the viewer turned from the x-axis towards the y-axis, and raised."""
    a, e = math.radians(azimuth), math.radians(elevation)
    stated = (
        f"a, e = np.radians({num(azimuth)}), np.radians({num(elevation)})",
        "across = y * np.cos(a) - x * np.sin(a)",
        "nearer = x * np.cos(a) + y * np.sin(a)",
        "return np.array([across, z * np.cos(e) - nearer * np.sin(e)]).T",
    )
    about = f"Seen from {num(azimuth)} degrees off the x-axis and {num(elevation)} degrees above."
    up = (-math.sin(e) * math.cos(a), -math.sin(e) * math.sin(a), math.cos(e))
    return _stated(View("orthographic", (-math.sin(a), math.cos(a), 0), up, azimuth, height=elevation), about, stated)


def _stated(view: View, about: str, body: tuple[str, ...]) -> View:
    lines = ("def project(point):", f'    """{about}"""', "    x, y, z = np.transpose(point)", *(f"    {line}" for line in body))
    return view._replace(stated=lines)


def note(name: str, p: Sequence[float], font: str) -> str:
    """A point's name with its coordinates, as printed."""
    shown = printed(name, font)
    return f"{shown[:-1]}{pair(p)}$" if shown.endswith("$") else f"{shown}{pair(p)}"


def tips(ends: Sequence[Vec]) -> dict[str, Vec]:
    """Where the three axes end, some way beyond these points on them."""
    beyond = 0.3 * max(max(end) for end in ends) + 0.15
    found = [tuple(round(part + (beyond if k == axis else 0), 2) for k, part in enumerate(end)) for axis, end in enumerate(ends)]
    return {name: (x, y, z) for name, (x, y, z) in zip("xyz", found, strict=True)}
