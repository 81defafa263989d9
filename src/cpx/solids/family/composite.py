"""Composite solids: cones, cylinders, hemispheres, frusta, spheres, boxes and pyramids stacked on each other, and dumb-bells."""

import math
from collections.abc import Sequence
from itertools import groupby

from cpx.solids.draw import Draw, Drawn
from cpx.solids.page import project
from cpx.solids.page.words import NUMBERS, joined, with_article
from cpx.solids.round import turned
from cpx.solids.round.terms import ZERO, Term
from cpx.solids.round.turned import Turned
from cpx.solids.wire import questions

ask = questions.ask

STACKS: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (
        ("cylinder", "cone"), ("cylinder", "dome"), ("box", "pyramid"), ("cone below", "dome"), ("box", "cylinder"),
    ),
    2: (
        ("cylinder", "cone"), ("bowl", "cylinder"), ("box", "pyramid"), ("bowl", "cone"), ("cylinder", "cylinder"), ("box", "cone"),
        ("box", "box"),
    ),
    3: (
        ("bowl", "cylinder", "dome"), ("box", "box", "box"), ("cylinder", "cylinder", "cone"), ("frustum", "cylinder"),
        ("cylinder", "ball"), ("cone below", "cylinder", "dome"),
    ),
    4: (
        ("bowl", "cylinder", "cone"), ("box", "box", "pyramid"), ("cylinder", "cylinder", "dome"), ("box", "cone"), ("frustum", "dome"),
        ("frustum", "cylinder"), ("cone below", "cylinder", "cone"),
    ),
    5: (
        ("box", "cylinder", "dome"), ("cylinder", "frustum", "cylinder"), ("cone below", "cylinder", "dome"),
        ("cylinder", "cylinder", "dome"), ("box", "frustum"), ("cylinder", "ball", "ball"), ("box", "box", "box"),
        ("bowl", "cylinder", "cone"),
    ),
}  # fmt: skip
PLURALS = {"cone standing on its tip": "cones standing on their tips", "frustum of a cone": "frusta of cones"}
NOUNS = {
    "cylinder": "cylinder", "cone": "cone", "dome": "hemisphere", "bowl": "hemisphere", "box": "square block", "pyramid": "pyramid",
    "cone below": "cone standing on its tip", "frustum": "frustum of a cone", "ball": "sphere",
}  # fmt: skip


def picture(draw: Draw) -> Drawn:
    """One figure."""
    level = draw.level
    form = draw.one("form", ("stack", "stack", "stack", "stack", "stack", "dumb-bell"))
    if form == "dumb-bell":
        return _dumb_bell(draw)
    kinds = draw.value("parts", lambda rng: list(rng.choice(STACKS[level])))
    return Stack(draw, kinds).picture()


class Stack:
    """Parts on top of each other, each as wide as what it stands on, or narrower."""

    def __init__(self, draw: Draw, kinds: Sequence[str]) -> None:
        self.draw, self.kinds = draw, kinds
        boxes = "box" in kinds
        self.by = draw.one("times", (1, 1, 2, 5))
        self.given, self.said = self._sizes()
        view = turned.upright(draw)
        if boxes:
            view = project.orthographic(draw.one("turn", (25, 30, -30, -25)), view.height)
        self.solid = Turned(draw, self.given, self.said, view)
        if len(kinds) > 2 or boxes or len(set(self.radii)) > 1 or "frustum" in kinds:  # else the script would be too long
            self.solid.print.style = "plain"
        self.volume = 0.0
        self.measured: list[tuple[str, str, str]] = []

    def _sizes(self) -> tuple[dict[str, float], dict[str, str]]:
        """Radii r1, r2, ... where the width changes, and a height for each part that has one of its own."""
        draw = self.draw
        given: dict[str, float] = {}
        said: dict[str, str] = {}
        wide = draw.one("width", (3, 4, 2)) * self.by
        self.radii: list[str] = []
        radius = ""
        for k, kind in enumerate(self.kinds):
            narrower = bool(radius) and self._narrower(k, kind)
            if not radius or narrower:
                number = wide if not radius else self._part_of(f"narrow{k}", given[radius], (0.5, 0.6, 0.67))
                radius = f"r{sum(name[0] == 'r' for name in given) + 1}"
                given[radius], said[radius] = number, f"{'half the side' if kind == 'box' else 'radius'} of the {_ordinal(k)} part"
            self.radii.append(radius)
            if kind == "frustum":
                up = self._part_of(f"upper{k}", given[radius], (0.4, 0.5, 0.6))
                radius = f"r{sum(name[0] == 'r' for name in given) + 1}"
                given[radius], said[radius] = up, f"upper radius of the {_ordinal(k)} part"
            if kind not in ("dome", "bowl", "ball"):
                tall = (0.5, 0.7) if kind in ("box", "cylinder") and k == 0 and len(self.kinds) > 2 else (1, 1.3, 1.6)
                given[f"h{k + 1}"] = self._part_of(f"tall{k}", wide, tall)
                said[f"h{k + 1}"] = f"height of the {_ordinal(k)} part"
        return given, said

    def _part_of(self, name: str, size: float, shares: Sequence[float]) -> int:
        """A whole number near one of these shares of the size."""
        return self.draw.value(name, lambda rng: max(1, round(size * rng.choice(shares))))

    def _narrower(self, k: int, kind: str) -> bool:
        """Whether this part stands back from the one below: it must where both are alike or one is a box and the other round."""
        below = self.kinds[k - 1]
        if below == "frustum":
            return False
        if kind == below or (below == "box" and kind != "pyramid") or kind == "ball":
            return True
        return below not in ("bowl", "cone below") and kind in ("cone", "cylinder") and self.draw.one(f"back{k}", (True, False))

    def picture(self) -> Drawn:
        """All parts, then joint dimensions."""
        z: dict[str, float] = {}
        heights: list[dict[str, float]] = []
        for k, kind in enumerate(self.kinds):
            heights.append(dict(z))
            z = self._add(k, kind, z)
        self._dimensions()
        said = _stacked([NOUNS[kind] for kind in self.kinds])
        alike = len(set(self.kinds)) == 1
        subject = f"a solid made of {said}, one on top of the other{'' if alike else ', named from the bottom'}"
        derived = {
            "solid": "composite",
            "parts": list(self.kinds),
            "volume": round(self.volume, 4),
            "height": round(self.solid.t(z).value, 4),
        }
        return self.solid.picture(f"A composite solid: {said}.", subject, derived)

    def _add(self, k: int, kind: str, z: dict[str, float]) -> dict[str, float]:
        """One part on the height z; the height of its top."""
        solid, r, name = self.solid, self.radii[k], f"h{k + 1}"
        low = solid.t(z) if z else ZERO
        up = {**z, name: 1.0} if name in self.given else z
        rim = f"{'lower' if kind != 'cone' else ''} rim of the {_ordinal(k)} part".strip()
        radius, height, number = solid.t(r), solid.t(up) if up else ZERO, self.given[r]
        if kind in ("dome", "bowl", "ball"):
            return self._round(k, kind, z, r)
        tall = self.given[name]
        if kind == "box":
            self._box(k, low, height, radius)
            self.volume += 4 * number**2 * tall
        elif kind == "pyramid":
            self._pyramid(k, low, height, radius)
            self.volume += 4 * number**2 * tall / 3
        elif kind in ("cylinder", "cone", "cone below", "frustum"):
            r0 = ZERO if kind == "cone below" else radius
            r1 = {"cone": ZERO, "frustum": solid.t(self._upper(k)) if kind == "frustum" else radius}.get(kind, radius)
            ends = solid.frustum(low, r0, height, r1)
            if r0.value:
                solid.rim(rim if k == 0 or r0.value != self._width_below(k) else "rim of the joint" + self._joint(k), low, r0)
            if r1.value:
                solid.rim(f"upper rim of the {_ordinal(k)} part", height, r1)
            self.volume += math.pi * tall * (r0.value**2 + r0.value * r1.value + r1.value**2) / 3
            self.measured.append((ends[1], ends[3], name) if kind == "cylinder" else ("", "", name))
        return up

    def _upper(self, k: int) -> str:
        return f"r{int(self.radii[k][1:]) + 1}"

    def _joint(self, k: int) -> str:
        return "" if len(self.kinds) == 2 else f" below the {_ordinal(k)} part"

    def _width_below(self, k: int) -> float:
        name = self._upper(k - 1) if self.kinds[k - 1] == "frustum" else self.radii[k - 1]
        return self.given[name]

    def _round(self, k: int, kind: str, z: dict[str, float], r: str) -> dict[str, float]:
        """A hemisphere or a sphere: it raises the stack by its radius, or twice that."""
        solid, number = self.solid, self.given[r]
        middle = z if kind == "dome" else {**z, r: z.get(r, 0) + 1.0}
        centre = solid.t(middle) if middle else ZERO
        half = {"dome": "upper", "bowl": "lower", "ball": ""}[kind]
        solid.ball(centre, solid.t(r), half)  # type: ignore[arg-type]
        if kind != "ball":
            solid.rim("rim of the joint" + self._joint(k + 1 if kind == "bowl" else k), centre, solid.t(r))
        self.volume += math.pi * number**3 * (4 / 3 if kind == "ball" else 2 / 3)
        return middle if kind == "bowl" else {**middle, r: middle.get(r, 0) + 1.0}

    def _box(self, k: int, low: Term, high: Term, half: Term) -> None:
        names = [f"{letter}{k + 1}" for letter in "ABCDEFGH"]
        corners = [(x, y, z) for z in (low, high) for x, y in ((-half, -half), (half, -half), (half, half), (-half, half))]
        faces = [[3, 2, 1, 0], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]
        self.solid.box(corners, faces, names)
        flat = [self.solid.view.flat(self.solid.points[name])[0] for name in names[:4]]
        outer = self.draw.one(f"side{k}", ("left", "right", "right"))
        i = flat.index(min(flat) if outer == "left" else max(flat))
        self.measured.append((names[i], names[i + 4], f"h{k + 1}"))
        if k == 0 or self.draw.one("every_width", (True, False)):
            self.solid.found_at(names[0], names[1], "a", (2 * half.value) ** 2, tells=half.words)

    def _pyramid(self, k: int, low: Term, high: Term, half: Term) -> None:
        names = [f"{letter}{k}" for letter in "EFGH"] + [f"tip{k}"]
        corners = [(x, y, low) for x, y in ((-half, -half), (half, -half), (half, half), (-half, half))] + [(ZERO, ZERO, high)]
        self.solid.box(corners, [[3, 2, 1, 0], [0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]], names)
        self.measured.append(("", "", f"h{k + 1}"))

    def _dimensions(self) -> None:
        """Heights beside outlines or axes, radii beside radii."""
        solid = self.solid
        for a, b, symbol in self.measured:
            if a:
                solid.given_at(a, b, symbol)
            else:
                self._axis(symbol)
        for symbol in dict.fromkeys(self.radii):
            k = self.radii.index(symbol)
            if self.kinds[k] not in ("box", "pyramid"):
                self._radius(symbol, k)

    def _axis(self, symbol: str) -> None:
        """The height of a cone, pyramid or frustum, along its axis."""
        solid = self.solid
        k = int(symbol[1:]) - 1
        low, high = self._between(k)
        a = self._on_axis(low)
        b = self._on_axis(high)
        solid.line(a, b)
        solid.given_at(a, b, symbol, plain=True)

    def _on_axis(self, z: Term) -> str:
        for name, p in self.solid.points.items():
            if math.dist(p, (0, 0, z.value)) < 1e-9:
                return name
        return self.solid.axis_point(self.solid._fresh("middle"), z, False)

    def _between(self, k: int) -> tuple[Term, Term]:
        """Heights of a part's bottom and top."""
        z: dict[str, float] = {}
        for j, kind in enumerate(self.kinds[: k + 1]):
            before = dict(z)
            r, name = self.radii[j], f"h{j + 1}"
            rises = {"dome": 1, "bowl": 1, "ball": 2}.get(kind, 0)
            if rises:
                z[r] = z.get(r, 0) + rises
            else:
                z[name] = 1.0
        return self.solid.t(before) if before else ZERO, self.solid.t(z)

    def _radius(self, symbol: str, k: int) -> None:
        """A radius at the rim where the part is widest, or at the middle of a sphere."""
        low, high = self._between(k)
        kind = self.kinds[k]
        z = {"dome": low, "bowl": high, "cone below": high}.get(kind, low)
        if kind == "cylinder" and k == len(self.kinds) - 1 and self.draw.one("radius_on", ("top", "top", "bottom")) == "top":
            z = high
        if kind == "ball":
            z = Term((low.value + high.value) / 2, f"{low.words} + {symbol}" if low.value else symbol)
        solid = self.solid
        centre = self._on_axis(z)
        edge = solid.on_rim(solid._fresh("end"), z, solid.t(symbol), self.draw.one(f"turn_{symbol}", (0, -25, 180, 205, -35)), False)
        solid.line(centre, edge)
        solid.given_at(centre, edge, symbol, plain=True)


def _ordinal(k: int) -> str:
    return ("first", "second", "third", "fourth")[k]


def _dumb_bell(draw: Draw) -> Drawn:
    """A lying bar with a ball or a disc at either end."""
    by = draw.one("times", (1, 2, 5))
    big, small, long = draw.one("big", (3, 4)) * by, by, draw.one("long", (8, 10, 12)) * by
    ends = draw.one("ends", ("discs", "cones"))
    given: dict[str, float] = {"R": big, "r": small, "h": long, "t": by * draw.one("thick", (2, 3))}
    thickness = f"{'thickness' if ends == 'discs' else 'height'} of the {ends}"
    said = {"R": f"radius of the {ends}", "r": "radius of the bar", "h": "length of the bar", "t": thickness}
    solid = Turned(draw, given, said, turned.lying(draw, "across"), "across")
    r, wide = solid.t("r"), solid.t("R")
    a, b, c = solid.t("t"), solid.t({"t": 1, "h": 1}), solid.t({"t": 2, "h": 1})
    near = wide if ends == "discs" else ZERO
    solid.frustum(ZERO, near, a, wide)
    bar = solid.frustum(a, r, b, r)
    solid.frustum(b, wide, c, near)
    rims = [("inner left rim", a, wide), ("left end of the bar", a, r), ("right end of the bar", b, r), ("inner right rim", b, wide)]
    for about, z, radius in [*rims, *([("outer left rim", ZERO, wide), ("outer right rim", c, wide)] if ends == "discs" else [])]:
        solid.rim(about, z, radius)
    solid.given_at(bar[0], bar[2], "h", plain=True)
    solid.axis_point("O", centre := {"discs": c if solid.view.angle > 0 else ZERO}.get(ends, b))
    solid.on_rim("A", centre, wide, draw.one("radius_turn", (90, 60, 120)))
    solid.line("O", "A")
    solid.given_at("O", "A", "R", plain=True)
    thick = math.pi * big**2 * given["t"] * (1 if ends == "discs" else 1 / 3)
    derived = {"solid": f"dumb-bell with {ends}", "volume": round(2 * thick + math.pi * small**2 * long, 4)}
    return solid.picture(f"A dumb-bell with {ends}.", f"a lying bar with two equal {ends} at its ends", derived)


def _stacked(nouns: Sequence[str]) -> str:
    """From the bottom up, neighbours of one kind together: two cylinders and a hemisphere."""
    runs = [(noun, len(list(run))) for noun, run in groupby(nouns)]
    return joined([with_article(noun) if count == 1 else f"{NUMBERS[count]} {PLURALS.get(noun, f'{noun}s')}" for noun, count in runs])
