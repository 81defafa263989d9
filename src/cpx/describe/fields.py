"""Describes grids of values: images, meshes and the colour bars that explain them."""

from cpx.describe.frames import Frame
from cpx.describe.groups import Group
from cpx.describe.reading import Mark, Panel
from cpx.describe.shapes import bounds
from cpx.describe.wording import article, counted, number, quote, sentence, ticks


def describe(group: Group, frame: Frame) -> list[str]:
    """A sentence about each image or mesh of the group."""
    return [_field(mark, frame) for mark in group.marks]


def _field(mark: Mark, frame: Frame) -> str:
    solid = (bool(mark.spread) and len(mark.spread) == 3) or any(len(point) == 3 for part in mark.parts for point in part)
    name = (
        "picture"
        if mark.kind == "image" and not mark.cmap
        else "image"
        if mark.kind == "image"
        else "surface"
        if solid
        else "mesh of coloured cells"
    )
    rows_columns = f" of {counted(mark.shape[0], 'row')} and {counted(mark.shape[1], 'column')}" if len(mark.shape) >= 2 else ""
    if not rows_columns and mark.total > 1 and mark.kind == "mesh":
        rows_columns = f" of {mark.total} {'faces' if solid else 'cells'}"
    shades = f", coloured with the {mark.cmap} colour map" if mark.cmap else ""
    clim = f" for values from {number(mark.clim[0])} to {number(mark.clim[1])}" if mark.cmap and len(mark.clim) == 2 else ""
    box = bounds(mark) if mark.space == "data" else None
    ends = [(box[0], box[1]), (box[2], box[3])] if box else [tuple(p[i] for p in mark.spread) for i in (0, 1)] if _ranged(mark) else []
    where = f"covers {frame.range(ends)}" if ends else f"lies {frame.region(mark.box)}"
    return sentence(f"{article(name)}{rows_columns}{shades}{clim} {where}")


def _ranged(mark: Mark) -> bool:
    return mark.space == "data" and bool(mark.spread) and all(len(pair) == 2 for pair in mark.spread)


def colour_bar(panel: Panel, frame: Frame) -> str:
    """One sentence about axes that are a colour bar."""
    x, y, _ = panel.sides
    side = y if y.ticks or y.label else x
    label = next((side_.label for side_ in (y, x) if side_.label), "") or panel.title
    name = f" labelled {quote(label)}" if label else ""
    where = frame._replace(panel=None).region(panel.box)
    marked = f", its ticks labelled {ticks(side.ticks, 8)}" if side.ticks else ""
    cmap = next((mark.cmap for mark in panel.marks if mark.cmap), "")
    shades = f" of the {cmap} colour map" if cmap else ""
    return sentence(f"a colour bar{shades}{name} stands {where}{marked}")
