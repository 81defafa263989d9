"""Describes what is written in the picture: annotations with their places, tables, and legends."""

import math
from collections.abc import Sequence

from cpx.describe import colours, labels, marks, relations
from cpx.describe.frames import Frame
from cpx.describe.picture import Mark
from cpx.describe.things import Things
from cpx.describe.wording import article, counted, listing, numeral, plain, quote, sentence, turned

INK = {"black", "dark grey"}


def written(marks: Sequence[Mark]) -> list[Mark]:
    """Texts that the author placed, each once."""
    texts = [mark for mark in marks if mark.kind == "text" and mark.role in ("data", "annotation") and plain(mark.text)]
    return list({(mark.text, mark.points, mark.space, mark.box): mark for mark in texts}.values())


def describe(texts: Sequence[Mark], things: Things) -> list[str]:
    """Sentences that quote every text with its place; many of one kind are said as a table or shortened."""
    frame = things.frame
    if not texts:
        return []
    if (table := _lattice(texts, frame)) is not None:
        return [table]
    most = frame.most(4, 24)
    if row := _row(texts, frame) or _round(texts, frame):
        return [row]
    if all(len(plain(mark.text)) <= 40 for mark in texts):
        return [_short(texts, things, most)]
    shown = texts if most is None else texts[:most]
    said = [sentence(f"The text {quote(mark.text)}{_dress(mark)} stands {_where(mark, things)}") for mark in shown]
    return said + ([sentence(f"{counted(len(texts) - len(shown), 'more text')} follow")] if len(shown) < len(texts) else [])


def _short(texts: Sequence[Mark], things: Things, most: int | None) -> str:
    named = {mark.strokes[0] for mark in texts if mark.strokes}
    tint = colours.name(next(iter(named))) if len(named) == 1 else ""
    shade = f" {tint}" if tint and tint not in INK else ""
    dress = (lambda mark: _dress(mark, tint=False)) if len(named) == 1 else _dress
    regions = {_where(mark, things) for mark in texts[:most]}
    if len(regions) == 1 < len(texts) and (most is None or len(texts) <= most):
        return sentence(
            f"{len(texts)}{shade} texts are written {regions.pop()}: {listing(quote(mark.text) + dress(mark) for mark in texts)}"
        )
    if len(texts) == 1:
        return sentence(f"The{shade} text {quote(texts[0].text)}{dress(texts[0])} stands {_where(texts[0], things)}")
    places = [f"{quote(mark.text)}{dress(mark)} {_where(mark, things)}" for mark in texts[:most]]
    more = [f"{len(texts) - len(places)} more"] if len(texts) > len(places) else []
    return sentence(f"{len(texts)}{shade} texts are written: {listing(places + more)}")


def _where(mark: Mark, things: Things) -> str:
    """Where a text stands: by the line that it labels, else at its coordinates."""
    frame = things.frame
    by = (labels.beside(mark, things) or labels.within(mark, things)) if frame.detail != "brief" else ""
    return f"{by}, {frame.where(mark)}" if by and frame.detail == "exhaustive" else by or frame.where(mark)


def _dress(mark: Mark, tint: bool = True) -> str:
    words = []
    if tint and mark.strokes and (shade := colours.name(mark.strokes[0])) not in INK:
        words.append(f"in {shade}")
    if mark.frame and (mark.frame_stroke or mark.frame_fill != "#ffffff"):
        words.append(_frame(mark))
    if 1 < mark.rotation % 360 < 359:
        words.append(turned(mark.rotation))
    return f" ({', '.join(words)})" if words else ""


def _lattice(texts: Sequence[Mark], frame: Frame) -> str | None:
    """The texts of a full grid, read row by row from the top."""
    places = [mark.vertices[0] for mark in texts if mark.space == "data" and len(mark.vertices) == 1]
    lattice = relations.grid(places) if len(places) == len(texts) and len(texts) >= 6 else None
    if lattice is None or lattice.rows < 2 or lattice.columns < 2 or any(mark.box is None for mark in texts):
        return None
    order = sorted(texts, key=lambda mark: mark.box[1] if mark.box else 0)
    rows = [
        sorted(order[i : i + lattice.columns], key=lambda mark: mark.box[0] if mark.box else 0)
        for i in range(0, len(order), lattice.columns)
    ]
    limit = frame.most(0, 64)
    size = f"{counted(lattice.rows, 'row')} and {counted(lattice.columns, 'column')}"
    head = f"{len(texts)} texts stand {_in_cells(lattice, frame) or f'in a grid of {size}'}"
    if limit is not None and len(texts) > limit:
        return sentence(f"{head}, from {quote(rows[0][0].text)} at the upper left to {quote(rows[-1][-1].text)} at the lower right")
    return sentence(f"{head}; row by row from the top: {'; '.join(', '.join(_cell(mark) for mark in row) for row in rows)}")


FRAMES = {"circle": "circle", "ellipse": "ellipse", "arrow": "arrow-shaped box", "darrow": "two-headed arrow-shaped box"}


def _frame(mark: Mark) -> str:
    """The box round a text: `in a circle`, `in a light yellow box`."""
    fill = colours.name(mark.frame_fill) if mark.frame_fill else ""
    shape = FRAMES.get(mark.frame_shape, "box")
    return f"in {article(shape if fill in ('', 'white') else f'{fill} {shape}')}"


def _row(texts: Sequence[Mark], frame: Frame) -> str:
    """Texts in one evenly spaced row, such as the numbers below a number line."""
    places = [mark.vertices[0] for mark in texts if mark.space == "data" and len(mark.vertices) == 1 and len(mark.vertices[0]) == 2]
    lattice = relations.grid(places) if len(places) == len(texts) > 4 else None
    if lattice is None or min(lattice.rows, lattice.columns) > 1:
        return ""
    order = sorted(texts, key=lambda mark: mark.vertices[0] if lattice.rows == 1 else (-mark.vertices[0][1], 0))
    where = marks.arrangement(places, frame)
    way = "from left to right" if lattice.rows == 1 else "from top to bottom"
    return sentence(f"{len(texts)} texts stand {where}; {way}: {listing(map(_cell, order), frame.most(4, 24))}") if where else ""


def _round(texts: Sequence[Mark], frame: Frame) -> str:
    """Texts evenly spaced on a circle, such as the hours of a clock."""
    places = [mark.vertices[0] for mark in texts if mark.space == "data" and len(mark.vertices) == 1 and len(mark.vertices[0]) == 2]
    circle = relations.ring(places) if len(places) == len(texts) >= 6 and frame.square else None
    if circle is None or not circle.even:
        return ""
    x, y = circle.centre
    order = sorted(texts, key=lambda mark: (math.atan2(mark.vertices[0][0] - x, mark.vertices[0][1] - y) + 1e-6) % math.tau)
    where = marks.arrangement(places, frame)
    return sentence(f"{len(texts)} texts stand {where}; clockwise from the top: {listing(map(_cell, order), frame.most(4, 24))}")


def _in_cells(lattice: relations.Grid, frame: Frame) -> str:
    """Where texts stand that are as many as the cells of the image under them."""
    under = next((m for m in (frame.panel.marks if frame.panel else ()) if m.shape[:2] == (lattice.rows, lattice.columns)), None)
    return f"one in each cell of the {under.kind}" if under else ""


def tables(marks: Sequence[Mark], frame: Frame) -> list[str]:
    """The table's cells, row by row."""
    cells = [mark for mark in marks if mark.role == "table" and mark.kind == "text" and plain(mark.text) and mark.box]
    if not cells:
        return []
    rows: list[list[Mark]] = []
    for cell in sorted(cells, key=_height):
        if rows and abs(_height(rows[-1][0]) - _height(cell)) < 4:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    limit = frame.most(1, 12)
    spoken = [", ".join(_cell(cell) for cell in sorted(row, key=lambda cell: cell.box[0] if cell.box else 0)) for row in rows]
    return [sentence(f"A table of {counted(len(rows), 'row')} reads, from the top: {listing(spoken, limit)}")]


def _cell(mark: Mark) -> str:
    return plain(mark.text) if numeral(mark.text) is not None else quote(mark.text)


def _height(mark: Mark) -> float:
    return (mark.box[1] + mark.box[3]) / 2 if mark.box else 0.0


def legend(entries: Sequence[str], marks: Sequence[Mark], frame: Frame) -> list[str]:
    """The legend's place and its entries in order; a legend of the whole page is known by its texts."""
    entries = entries or [mark.text for mark in marks if mark.role == "legend text" and mark.kind == "text" and plain(mark.text)]
    if not entries:
        return []
    box = next((mark.box for mark in marks if mark.role == "legend" and mark.kind in ("rectangle", "polygon", "curve") and mark.box), None)
    box = box or next((mark.box for mark in marks if mark.role in ("legend", "legend text") and mark.box), None)
    where = f" {frame.region(box)}" if box else ""
    return [sentence(f"A legend{where} lists {listing(map(quote, entries), frame.most(6, 20))}")]
