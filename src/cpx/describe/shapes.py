"""Describes rectangles, circles, ellipses and wedges, with sizes, places and relations."""

import math
from collections.abc import Sequence

from cpx.describe import colours, relations
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import shapes_subject, span
from cpx.describe.marks import arrangement, chessboard
from cpx.describe.picture import Mark, Point
from cpx.describe.view import cropped
from cpx.describe.wording import listing, number, sentence

FEW_SIZES = 4


def describe(group: Group, frame: Frame) -> list[str]:
    """Sentences about the shapes of one group: squares and rectangles each for themselves."""
    named: dict[str, list[Mark]] = {}
    for mark in (part for whole in group.marks if inked(whole) and (part := cropped(whole, frame))):
        named.setdefault(noun(mark, frame), []).append(mark)
    return [_alike(members, name, group.label, frame) for name, members in named.items()]


def inked(mark: Mark) -> bool:
    """Whether a viewer sees anything of a shape: a bar of height 0 without an outline leaves no ink."""
    return bool(mark.strokes) or mark.kind != "rectangle" or mark.size is None or min(mark.size) != 0


def noun(mark: Mark, frame: Frame) -> str:
    """What a viewer calls the shape."""
    if mark.kind != "rectangle":
        return "ring sector" if mark.hole else "sector" if mark.kind == "wedge" else mark.kind
    same = frame.square and mark.size is not None and math.isclose(mark.size[0], mark.size[1], rel_tol=1e-3)
    return "square" if same else "rectangle"


def _alike(marks: Sequence[Mark], name: str, label: str, frame: Frame) -> str:
    n = len(marks)
    most = frame.most(3, 12)
    if frame.polar and name == "sector" and all(len(mark.vertices) == 2 for mark in marks) and (most is None or n <= 2 * most):
        head = shapes_subject(marks, n, "bar", label, frame.detail)
        return sentence(f"{head} {'reaches' if n == 1 else 'reach'} outwards: {listing(_sector_run(mark, frame) for mark in marks)}")
    middles = [middle for mark in marks if (middle := _middle(mark))]
    lie = "lies" if n == 1 else "lie"
    if len(middles) < n:
        head = shapes_subject(marks, n, name, label, frame.detail, _size(marks, frame))
        return sentence(f"{head} {lie} {listing(dict.fromkeys(frame.region(mark.box) for mark in marks), frame.most(2, 4))}")
    order = arrangement(middles, frame) if n > 1 and not frame.polar else ""
    listed = (most is None or n <= most) and not (order and frame.detail == "full")
    head = shapes_subject(marks, n, name, label, frame.detail, _size(marks, frame), mixture=not listed)
    return sentence(f"{head} {lie} {_places(marks, middles, order, listed, frame)}")


def _sector_run(mark: Mark, frame: Frame) -> str:
    """A bar of polar axes: between which angles, and how far out."""
    (start, low), (end, high) = mark.vertices
    turns = f"from {number(math.degrees(start), 1)}° to {number(math.degrees(end), 1)}°"
    return f"{turns} to radius {frame.y.say(high)}" + (f" from radius {frame.y.say(low)}" if low else "")


def _places(marks: Sequence[Mark], middles: Sequence[Point], order: str, listed: bool, frame: Frame) -> str:
    n = len(marks)
    scale = max((max(mark.size) for mark in marks if mark.size), default=0.0)
    if n > 1 and all(relations.same([p[axis] for p in middles], scale) for axis in (0, 1)):
        return f"round one centre, {frame.point(middles[0])}"
    board = chessboard(middles, [mark.fills[0] if mark.fills else "" for mark in marks])
    if listed:
        named = listing(frame.point(p) + note for p, note in zip(middles, _notes(marks, frame), strict=True))
        return f"{'centred' if n == 1 else 'with centres'}{f' {order}{board},' if order else ''} at {named}"
    return f"with their centres {order}{board}" if order else f"with centres within {frame.range(middles)}"


def _notes(marks: Sequence[Mark], frame: Frame) -> list[str]:
    """For each shape its own colour and size, where they differ."""
    fills = [mark.fills[0] if mark.fills else "" for mark in marks]
    tints = [colours.colour(fill, False) for fill in fills] if len(set(fills)) > 1 and all(fills) else [""] * len(marks)
    radii = [f"radius {frame.length(mark.size[0] / 2)}" if mark.kind == "circle" and mark.size else "" for mark in marks]
    radii = radii if len(set(radii)) > FEW_SIZES else [""] * len(marks)
    notes = [", ".join(word for word in pair if word) for pair in zip(tints, radii, strict=True)]
    return [f" ({note})" if note else "" for note in notes]


def _size(marks: Sequence[Mark], frame: Frame) -> str:
    sizes = [mark.size for mark in marks if mark.size is not None and mark.space == "data"]
    kind = marks[0].kind
    if len(sizes) != len(marks) or frame.polar:
        return ""
    if kind in ("circle", "wedge"):
        return f" of radius {span([size[0] / 2 for size in sizes], frame.length)}{_sector(marks)}"
    width, height = span([s[0] for s in sizes], frame.x.say), span([s[1] for s in sizes], frame.y.say)
    turns = [_tilt(mark.angles[0]) for mark in marks if len(mark.angles) == 1 and mark.angles[0]]
    tilt = f" tilted {_tilts(turns)}" if len(turns) == len(marks) else ""
    if kind == "rectangle" and noun(marks[0], frame) == "square":
        return f" of side {width}{tilt}"
    return f" {width} wide and {height} high{tilt}"


def _tilt(angle: float) -> float:
    """A turn of a shape that looks the same after half a turn, as the smallest one that makes it."""
    return (angle + 90) % 180 - 90


def _tilts(turns: Sequence[float]) -> str:
    ways = {turn > 0 for turn in turns}
    said = [number(abs(turn), 1) for turn in turns]
    if len(ways) == 1 and len(set(said)) == 1:
        return f"{said[0]}° {'anticlockwise' if turns[0] > 0 else 'clockwise'}"
    if len(turns) > FEW_SIZES:
        return f"between {number(min(turns), 1)}° and {number(max(turns), 1)}° anticlockwise"
    return listing(f"{size}° {'anticlockwise' if turn > 0 else 'clockwise'}" for size, turn in zip(said, turns, strict=True))


def _sector(marks: Sequence[Mark]) -> str:
    if len(marks) != 1 or len(marks[0].angles) != 2:
        return ""
    start, end = marks[0].angles
    return f" from {number(start, 1)}° to {number(end, 1)}°"


def _middle(mark: Mark) -> Point | None:
    if mark.space != "data" or mark.centre is not None:
        return mark.centre if mark.space == "data" else None
    box = mark.bounds if mark.kind == "rectangle" else None
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) if box else None
