"""Near-duplicates by what was drawn: figures that share nearly all their geometry, whatever their colours, styles, sizes and words.

    trace -> tokens (a shape and its place, rounded) -> 128 minima of hashes, a byte each -> 16 bands -> slots -> likeness

Perceptual hashes see two line drawings as two white pages. Numbers in the picture count, letters do not: a copy has other names, another
figure other values. Where no axes are shown it counts which fills are alike: a copy is green where all was red, another figure has
another face painted. Tokens are taken in data units where axes are shown, else relative to the box of all that is drawn. Bounded: 128 bytes
and an id for each record, 64 MiB of slots, which serve some millions of records; beyond that ever more of the oldest are forgotten.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

PERMUTATIONS, BANDS = 128, 16
SLOTS = 1 << 20
"""For each band."""
ALIKE = 0.95
"""Share of their tokens that two figures have in common, as far as their minima tell."""
TURN = 15
"""Degrees to which the direction of an arrow is rounded."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
WHITE = "#ffffff"
"""What has no fill looks like that. Beside painted shapes it is no paint, where all are alike a copy may have painted them."""
CLOSED = ("polygon", "rectangle", "circle", "ellipse", "wedge")
DIGITS = 3
"""Of a place within its box."""


class Match(NamedTuple):
    """An earlier figure like this one."""

    name: str
    likeness: float


class Index:
    """Figures seen so far."""

    def __init__(self) -> None:
        import numpy as np

        rng = np.random.default_rng(1)
        self._factors = rng.integers(1, 1 << 31, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
        self._offsets = rng.integers(0, 1 << 31, PERMUTATIONS, dtype=np.uint64)
        self._slots = np.full((BANDS, SLOTS), -1, np.int32)
        self._minima = np.zeros((1024, PERMUTATIONS), np.uint8)
        self._names: list[str] = []

    def find(self, tokens: Sequence[str]) -> tuple[Match | None, Any]:
        """The figure most like this one, and what `add` needs."""
        import numpy as np

        minima = self._sketch(tokens)
        short = (minima & np.uint64(0xFF)).astype(np.uint8)
        places = [int.from_bytes(hashlib.blake2b(band.tobytes(), digest_size=8).digest()) % SLOTS for band in np.split(minima, BANDS)]
        others = sorted({int(self._slots[band, place]) for band, place in enumerate(places)} - {-1})
        if not others:
            return None, (short, places)
        alike = (self._minima[others] == short).mean(axis=1)
        best = int(alike.argmax())
        match = Match(self._names[others[best]], round(float(alike[best]), 3)) if alike[best] >= ALIKE else None
        return match, (short, places)

    def add(self, name: str, sketch: Any) -> None:
        import numpy as np

        short, places = sketch
        if len(self._names) == len(self._minima):
            self._minima = np.concatenate([self._minima, np.zeros_like(self._minima)])
        self._minima[len(self._names)] = short
        self._slots[range(BANDS), places] = len(self._names)
        self._names.append(name)

    def _sketch(self, tokens: Sequence[str]) -> Any:
        """(128,) minima over all tokens of as many hashes."""
        import numpy as np

        hashed = [int.from_bytes(hashlib.blake2b(token.encode(), digest_size=4).digest()) for token in tokens]
        values = np.array(hashed, np.uint64)[:, None] * self._factors + self._offsets
        return ((values >> np.uint64(11)) & np.uint64(0xFFFFFFFF)).min(axis=0)


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def tokens(trace: Mapping[str, Any]) -> list[str]:
    """What a figure is made of, without colours, styles and names; its words are all there is where nothing else was drawn."""
    elements = [one for one in trace.get("elements") or [] if isinstance(one, dict) and one.get("role") in ("data", "annotation")]
    axes = [one for one in trace.get("axes") or [] if isinstance(one, dict)]
    shapes = [one for one in elements if one.get("kind") != "text"]
    if not shapes:
        return counted(json.dumps([one.get("text"), one.get("role")]) for one in elements)
    frames = [frame(i, one, shapes) for i, one in enumerate(axes)]
    numbers = [one for text in elements if text.get("kind") == "text" for one in NUMBER.findall(str(text.get("text")))]
    drawn = [direction(one) if floating(one) else token(one, frames, axes) for one in shapes]
    charted = any(one.get("shown") for one in axes)
    return counted([*(drawn if charted else painted(shapes, drawn)), *numbers, *(limits(one) for one in axes if one.get("shown"))])


def counted(found: Iterable[str]) -> list[str]:
    """Each with how many times it came before, so that two circles at one place are not one."""
    seen: dict[str, int] = {}
    told = []
    for one in found:
        seen[one] = seen.get(one, 0) + 1
        told.append(f"{one}#{seen[one]}")
    return told


def limits(axes: Mapping[str, Any]) -> str:
    ends = [[float(f"{value:.3g}") for value in axes.get(key) or []] for key in ("xlim", "ylim", "zlim")]
    return json.dumps([axes.get("kind"), ends])


def frame(number: int, axes: Mapping[str, Any], shapes: Sequence[Mapping[str, Any]]) -> tuple[list[float], float]:
    """Origin and unit in which places on these axes are told: the box of all that is drawn, or of the axes where they are shown."""
    if axes.get("shown") and axes.get("xlim") and axes.get("ylim"):
        spans = [sorted(axes[key]) for key in ("xlim", "ylim", "zlim") if axes.get(key)]
    else:
        points = [point for one in shapes if one.get("axes") == number for point in places(one)]
        wide = max(map(len, points), default=0)
        spans = [[f(point[i] for point in points if len(point) > i) for f in (min, max)] for i in range(wide)]
    return [low for low, _ in spans], max((high - low for low, high in spans), default=0.0) or 1.0


def places(element: Mapping[str, Any]) -> Iterator[list[float]]:
    """Every point of an element that is told in data units."""
    if element.get("space") == "data":
        for key in ("xy", "parts", "centre", "centres", "range"):
            yield from points(element.get(key), turned=key == "range")


def points(value: Any, turned: bool = False) -> Iterator[list[float]]:
    if not isinstance(value, list) or not value:
        return
    if turned:
        yield from ([float(one[i]) for one in value] for i in (0, 1))
    elif isinstance(value[0], list):
        for inner in value:
            yield from points(inner)
    elif all(isinstance(one, int | float) for one in value):
        yield [float(one) for one in value]


def token(element: Mapping[str, Any], frames: Sequence[tuple[list[float], float]], axes: Sequence[Mapping[str, Any]]) -> str:
    number = element.get("axes", 0)
    origin, unit = frames[number] if isinstance(number, int) and number < len(frames) else ([], 1.0)
    found = [[rounded((value - low) / unit) for value, low in zip(point, origin, strict=False)] for point in places(element)]
    sizes = [rounded(value / unit) for value in element.get("size") or [] if isinstance(value, int | float)]
    panel = number if len(axes) > 1 else 0
    told = [element.get(key) for key in ("count", "angles", "values", "digest")]
    return json.dumps([element.get("kind"), panel, sorted(found), sizes, *told])


def painted(shapes: Sequence[Mapping[str, Any]], drawn: Sequence[str]) -> Iterator[str]:
    """The tokens, those of closed shapes with the one before it, by place, that is filled alike: one more shape alters two of them."""
    fills = [one.get("fill") or WHITE for one in shapes]
    mixed = len({str(fill) for fill, one in zip(fills, shapes, strict=True) if one.get("kind") in CLOSED}) > 1
    last = {WHITE: "paper"} if mixed else {}
    for place, fill, one in sorted(zip(drawn, fills, shapes, strict=True), key=lambda found: found[0]):
        if isinstance(fill, list):
            yield f"{place} {[fill.index(colour) for colour in fill]}"
        elif one.get("kind") in CLOSED:
            yield f"{place} {last.get(str(fill))}"
            last[str(fill)] = "paper" if mixed and fill == WHITE else place
        else:
            yield place


def floating(element: Mapping[str, Any]) -> bool:
    """An arrow beside a text keeps a distance in points, so that its ends lie elsewhere on a larger page."""
    return element.get("role") == "annotation" and element.get("kind") == "arrow"


def direction(arrow: Mapping[str, Any]) -> str:
    ends = [point for point in places(arrow) if len(point) > 1] or [[0.0, 0.0]]
    angle = math.degrees(math.atan2(ends[-1][1] - ends[0][1], ends[-1][0] - ends[0][0]))
    return f"arrow {round(angle / TURN) * TURN % 360}"


def rounded(value: float) -> float:
    return round(value, DIGITS) + 0.0  # no -0.0
