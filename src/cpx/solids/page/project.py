"""Projections: from space to the page, x to the right, y into the page, z upwards; and how a script writes each of them.

lots -> View -> flat(point) on the page, toward(point) to the viewer, formula() for the script
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from cpx.solids.draw import Draw
from cpx.solids.page.script import num
from cpx.solids.page.vectors import Point, Vec, cross, dot, sub, times

KINDS = ("cabinet", "cabinet", "cabinet", "cavalier", "isometric", "dimetric", "orthographic", "orthographic", "perspective")


class View(NamedTuple):
    """A projection. On the page a point lies at (right . p, up . p); in perspective, points nearer to the eye lie further out."""

    kind: str
    right: Vec
    up: Vec
    angle: float = (
        0  # of receding edges (cabinet, cavalier), or the viewer's turn to the right (isometric, orthographic, perspective), degrees
    )
    ratio: float = 1  # receding edges are drawn at this share of their length
    height: float = 0  # the viewer's elevation (orthographic, perspective), degrees
    distance: float = 0  # of the eye from the origin (perspective); 0 is infinitely far
    stated: tuple[str, ...] = ()  # the script's function, where it is none of those that `formula` knows

    def flat(self, p: Vec) -> Point:
        """Where the point lies on the page."""
        x, y = dot(self.right, p), dot(self.up, p)
        if not self.distance:
            return x, y
        nearer = self.distance / (self.distance - dot(cross(self.right, self.up), p))
        return x * nearer, y * nearer

    def toward(self, p: Vec) -> Vec:
        """The direction from the point to the viewer."""
        gaze = cross(self.right, self.up)
        return sub(times(gaze, self.distance), p) if self.distance else gaze


def cabinet(angle: float = 45, ratio: float = 0.5, kind: str = "cabinet") -> View:
    """The front face undistorted, edges into the page drawn at an angle and shortened."""
    a = math.radians(angle)
    return View(kind, (1, ratio * math.cos(a), 0), (0, ratio * math.sin(a), 1), angle, ratio)


def isometric(side: int = 1) -> View:
    """Seen from above over a corner, on the right (1) or the left (-1): the three axes make equal angles, equally shortened."""
    c, s = math.cos(math.radians(30)), math.sin(math.radians(30))
    return View("isometric", (c, side * c, 0), (-side * s, s, 1), side)


def dimetric() -> View:
    """Width and height in full, depth halved: the axes lie at 7 and 42 degrees."""
    a, b = math.radians(7), math.radians(42)
    return View("dimetric", (math.cos(a), math.cos(b) / 2, 0), (-math.sin(a), math.sin(b) / 2, 1))


def orthographic(turn: float, height: float, distance: float = 0) -> View:
    """Seen from far away, or in perspective from a distance: the viewer stands `turn` degrees to the right and `height` degrees up."""
    t, h = math.radians(turn), math.radians(height)
    up = (-math.sin(h) * math.sin(t), math.sin(h) * math.cos(t), math.cos(h))
    return View("perspective" if distance else "orthographic", (math.cos(t), math.sin(t), 0), up, turn, 1, height, distance)


def view(draw: Draw, size: float, kinds: Sequence[str] = KINDS) -> View:
    """A projection drawn from the kinds; `size` is the figure's, so that an eye in perspective stands well outside."""
    kind = draw.one("projection", kinds)
    if kind == "cabinet":
        return cabinet(draw.one("angle", (45, 45, 45, 30, 60, 135)), draw.one("depth_ratio", (0.5, 0.5, 0.4, 0.6)))
    if kind == "cavalier":
        return cabinet(draw.one("angle", (30, 45)), 1, "cavalier")
    if kind == "isometric":
        return isometric(draw.one("side", (1, -1)))
    if kind == "dimetric":
        return dimetric()
    turn, height = draw.value("turn", lambda rng: rng.randrange(-40, 41, 5)), draw.value("elevation", lambda rng: rng.randrange(10, 36, 5))
    return orthographic(turn, height, round(4 * size) if kind == "perspective" else 0)


def words(view: View) -> str:
    """The projection's name for a reader."""
    return {"orthographic": "orthographic projection", "perspective": "mild perspective"}.get(view.kind, f"{view.kind} projection")


ARC = (
    "def arc(centre, u, v, start, end):",
    '    """Points centre + cos(t) u + sin(t) v for t from start to end degrees."""',
    "    t = np.radians(np.linspace(start, end, 100))",
    "    return np.array(centre) + np.outer(np.cos(t), u) + np.outer(np.sin(t), v)",
)
"""The function of a script that gives the points of an arc in space."""


def formula(view: View) -> list[str]:
    """The function `project(point)` of a script; it takes one point, or an array of points in rows."""
    if view.stated:
        return list(view.stated)
    if view.kind in ("cabinet", "cavalier"):
        ratio = "" if view.ratio == 1 else f"{num(view.ratio)} * "
        share = "in full" if view.ratio == 1 else "at half length" if view.ratio == 0.5 else f"at {num(view.ratio)} of its length"
        about = f"{view.kind.capitalize()} projection: depth is drawn {share}, at {num(view.angle)} degrees."
        body = [
            f"depth = {ratio}y",
            f"angle = np.radians({num(view.angle)})",
            "return np.array([x + depth * np.cos(angle), z + depth * np.sin(angle)]).T",
        ]
    elif view.kind == "isometric":
        plus, minus = ("+", "y - x") if view.angle > 0 else ("-", "x + y")
        about = "Isometric projection: the three axes make equal angles."
        body = ["angle = np.radians(30)", f"return np.array([(x {plus} y) * np.cos(angle), z + ({minus}) * np.sin(angle)]).T"]
    elif view.kind == "dimetric":
        about = "Dimetric projection: width at 7 degrees, depth at 42 degrees and halved."
        body = [
            "a, b = np.radians(7), np.radians(42)",
            "across = x * np.cos(a) + y / 2 * np.cos(b)",
            "return np.array([across, z - x * np.sin(a) + y / 2 * np.sin(b)]).T",
        ]
    elif view.angle == 0 and not view.distance:
        about = f"Seen from the front and {num(view.height)} degrees above."
        body = [f"e = np.radians({num(view.height)})", "return np.array([x, z * np.cos(e) + y * np.sin(e)]).T"]
    else:
        about, body = _turned(view)
    return ["def project(point):", f'    """{about}"""', "    x, y, z = np.transpose(point)", *[f"    {line}" for line in body]]


def _turned(view: View) -> tuple[str, list[str]]:
    side = "right" if view.angle > 0 else "left"
    place = (
        f"{num(abs(view.angle))} degrees from the {side} and {num(view.height)} degrees from above"
        if view.angle
        else f"{num(view.height)} degrees from above"
    )
    about = f"{'Perspective, seen' if view.distance else 'Seen'} {place}."
    body = [
        f"a, e = np.radians({num(view.angle)}), np.radians({num(view.height)})",
        "across, back = x * np.cos(a) + y * np.sin(a), y * np.cos(a) - x * np.sin(a)",
        "up = z * np.cos(e) + back * np.sin(e)",
    ]
    if not view.distance:
        return about, [*body, "return np.array([across, up]).T"]
    d = num(view.distance)
    return about, [*body, f"nearer = {d} / ({d} + back * np.cos(e) - z * np.sin(e))", "return np.array([across * nearer, up * nearer]).T"]
