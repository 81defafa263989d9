"""Views on a drawing sheet: where the front, side and top views stand, and what they are called in English and Chinese.

sizes of the views + arrangement -> lower left corners; names below the views -> boxes that must keep clear of all else
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from cpx.solids.draw import Draw, Misfit
from cpx.solids.page.labels import Box, ink, overlap
from cpx.solids.page.look import Look
from cpx.solids.page.script import Habit, Script, call, indented, literal, num
from cpx.solids.page.vectors import Point

Size = tuple[float, float]

ARRANGEMENTS: dict[str, tuple[str, ...]] = {
    "first angle": ("front", "left", "top"),
    "third angle": ("top", "front", "right"),
    "row": ("front", "left", "top"),
}
WORDS = {
    "view": {"front": "front view", "left": "left view", "right": "right view", "top": "top view"},
    "side": {"front": "front", "left": "left side", "right": "right side", "top": "top"},
    "from": {"front": "from the front", "left": "from the left", "right": "from the right", "top": "from above"},
    "zh": {"front": "主视图", "left": "左视图", "right": "右视图", "top": "俯视图"},
    "zh from": {"front": "从正面看", "left": "从左面看", "right": "从右面看", "top": "从上面看"},
}
LANGUAGES = ("en", "en", "en", "en", "zh")
CHINESE = 'plt.rcParams["font.family"] = ["DejaVu Sans", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"]'


def names(draw: Draw, language: str) -> dict[str, str]:
    """What is printed below each view."""
    kinds = ("view", "view", "side", "from") if language == "en" else ("zh", "zh", "zh from")
    return WORDS[draw.one("view_names", kinds)]


def corners(sizes: Mapping[str, Size], arrangement: str, gap: float) -> dict[str, Point]:
    """Lower left corners of the views, that of the front view at the origin; a row is in the order of `sizes`."""
    if arrangement == "row":
        lefts, left = {}, 0.0
        for view, (wide, _) in sizes.items():
            lefts[view] = (left, 0.0)
            left += wide + gap
        return lefts
    wide, high = sizes["front"]
    found: dict[str, Point] = {"front": (0, 0)}
    for side in ("left", "right"):
        if side in sizes:
            found[side] = (wide + gap, 0)
    if "top" in sizes:
        found["top"] = (0, high + gap) if arrangement == "third angle" else (0, -gap - sizes["top"][1])
    return found


def below(corner: Point, size: Size, text: str, points: float, scale: float) -> tuple[Point, Box]:
    """Where the middle of a view's name goes, in units, and what it covers, in points."""
    box = ink(text, "sans", points)
    x, y = corner[0] + size[0] / 2, round(corner[1] - (box.y1 + 7) / scale, 2)
    return (x, y), box.moved(x * scale, y * scale)


def captions(made: Script, views: Iterable[tuple[Point, Size, str]], look: Look, scale: float, way: Habit, about: str) -> list[Box]:
    """The step that writes names below views of (corner, size, name), those without a name left out; what the names cover."""
    boxes, rows, words = [], [], []
    for corner, size, name in views:
        if name:
            at, box = below(corner, size, name, look.size - 2, scale)
            boxes.append(box)
            rows.append(f"({spot(at)[1:-1]}, {literal(name)}),")
            words.append(name)
    if rows:
        style = f'ha="center", va="center", fontsize={num(look.size - 2)}, color={literal(look.ink)}'
        text = call(f"{way.pen}.text", ["x, y, name", style])
        made.step(about, "captions = [", *indented(rows), "]", "for x, y, name in captions:", *indented(text))
    if not all(map(str.isascii, words)):
        made.setting(CHINESE)
    return boxes


def framed(corner: Point, size: Size, scale: float) -> Box:
    """What a view covers, in points."""
    x, y = corner[0] * scale, corner[1] * scale
    return Box(x, y, x + size[0] * scale, y + size[1] * scale)


def apart(boxes: Iterable[Box], air: float = 4) -> None:
    """Misfit where two of them meet."""
    if any(overlap(a.grown(air / 2), b.grown(air / 2)) for a, b in combinations(list(boxes), 2)):
        raise Misfit("a view or its name has no room")


def extent(boxes: Sequence[Box]) -> Box:
    """What they cover together."""
    return Box(*(pick(edges) for pick, edges in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)))


def spot(point: Point) -> str:
    """A place on the sheet as a script writes it."""
    return f"({num(point[0], 2)}, {num(point[1], 2)})"


def halves(number: float) -> float:
    """To the next half, so that a script places its views at plain numbers."""
    return round(number * 2) / 2
