"""Describes fields of values: images, meshes, contours, and the colour bars that explain them."""

from cpx.describe.axes import labels
from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.look import subject
from cpx.describe.picture import Mark, Panel
from cpx.describe.wording import article, counted, listing, number, quote, sentence, ticks


def describe(group: Group, frame: Frame) -> list[str]:
    """A sentence about the images of the group, which have one size and colour map, or about its mesh."""
    mark, n = group.marks[0], len(group.marks)
    solid = len(mark.spread) == 3 or any(len(point) == 3 for part in mark.parts for point in part)
    name = "image" if mark.kind == "image" else "surface" if solid else "mesh"
    size = f" of {counted(mark.total, 'face' if solid else 'coloured cell')}" if mark.kind == "mesh" and mark.total > 1 else ""
    if len(mark.shape) >= 2:
        size = f" of {counted(mark.shape[0], 'row')} and {counted(mark.shape[1], 'column')}"
    shades = f", coloured with the {mark.cmap} colour map{value_range(mark)}," if mark.cmap else ""
    head = f"{article(name) if n == 1 else counted(n, name) + ', each'}{size}{shades}"
    covered = [_place(mark, frame) for mark in group.marks]
    return [sentence(f"{head} {'lies' if n == 1 else 'lie'} {listing(covered, frame.most(3, 12))}"), *_cells(mark, n, frame)]


def _cells(mark: Mark, n: int, frame: Frame) -> list[str]:
    """The values of a small image, unless they are written in its cells."""
    cells = sum(map(len, mark.values))
    most = frame.most(0, 36)
    printed = frame.panel is not None and sum(map(is_text, frame.panel.marks)) >= cells
    if n > 1 or cells < 2 or (most is not None and cells > most) or printed:
        return []
    finest = 4 if frame.detail == "exhaustive" else 3  # nobody reads more off a colour
    told = [["none" if value is None else number(float(f"{value:.{finest}g}")) for value in row] for row in mark.values]
    rows = "; ".join(map(", ".join, told))
    return [sentence(f"row by row from the top, the values of its cells are {rows}")]


def is_text(mark: Mark) -> bool:
    return mark.kind == "text" and mark.role in ("annotation", "data")


def _place(mark: Mark, frame: Frame) -> str:
    box = mark.bounds if mark.space == "data" else None
    corners = [(box[0], box[1]), (box[2], box[3])] if box else mark.corners if mark.space == "data" else []
    return f"over {frame.range(corners)}" if corners else frame.region(mark.box)


def value_range(mark: Mark) -> str:
    """The values at the ends of the colour map."""
    return f" for values from {number(mark.clim[0])} to {number(mark.clim[1])}" if len(mark.clim) == 2 else ""


def contours(mark: Mark, frame: Frame) -> str:
    """Lines of equal value, or the areas between them."""
    levels = ticks([number(level) for level in mark.levels], frame.most(4, 12))
    shades = f", coloured with the {mark.cmap} colour map," if mark.cmap and len(set(mark.fills or mark.strokes)) != 1 else ""
    points = mark.corners or [point for part in mark.parts for point in part] or mark.vertices
    within = f"cover {frame.range(points)}" if points and mark.space == "data" else f"lie {frame.region(mark.box)}"
    listed = (
        f" Their points are: {'; '.join(frame.points(part, None) for part in mark.parts)}."
        if frame.detail == "exhaustive" and mark.parts
        else ""
    )
    if mark.kind == "polygons":
        return sentence(f"filled contour areas between the levels {levels}{shades} {within}") + listed
    head = subject([mark], 2, "contour line", "", frame.detail).removeprefix("2 ")
    return sentence(f"{head} at the {'levels' if len(mark.levels) > 1 else 'level'} {levels}{shades} {within}") + listed


def colour_bar(panel: Panel, frame: Frame) -> str:
    """One sentence about axes that are a colour bar."""
    x, y, _ = panel.sides
    side = y if y.ticks or y.label else x
    label = y.label or x.label or panel.title
    cmap = next((mark.cmap for mark in panel.marks if mark.cmap), "")
    shades = f" of the {cmap} colour map" if cmap else ""
    name = f" labelled {quote(label)}" if label else ""
    marked = f", with {labels(side, 8)}" if side.ticks else ""
    return sentence(f"a colour bar{shades}{name} stands {frame._replace(panel=None).region(panel.box)}{marked}")
