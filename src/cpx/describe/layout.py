"""Describes the page as a whole: what sort of picture it is, how many panels it has and how they are arranged."""

from collections.abc import Mapping, Sequence

from cpx.describe import colours
from cpx.describe.picture import Panel, Picture, Point
from cpx.describe.wording import article, counted, listing, place, quote, sentence

NOUNS = {
    "lines": "line", "points": "marker", "polygons": "polygon", "curve": "curve", "mesh": "mesh",
}  # fmt: skip
MOST_COLOURS = 4
SAME_LINE = 0.04
"""Panels whose middles differ by less than this share of the page stand in one row or column."""


def nature(panel: Panel | None, charts: Sequence[str], kinds: set[str], spread: Mapping[str, int]) -> str:
    """`bar chart`, `3-D plot`, `drawing`: only what the drawn kinds make sure."""
    if panel is None:
        return "drawing"
    if "pie chart" in charts:
        return "pie chart"
    if panel.kind in ("polar", "3d", "geo"):
        return {"polar": "polar plot", "3d": "3-D plot" if panel.shown else "3-D drawing", "geo": "map"}[panel.kind]
    if not panel.shown or not any(side.ticks for side in panel.sides[:2]):
        return "drawing"
    if "box plot" in spread:
        return "box plot"
    if "stem" in spread:
        return "stem plot"
    if "bar chart" in charts:
        return "bar chart"
    if kinds == {"line"} and not spread:
        return "line chart"
    return "scatter plot" if kinds == {"points"} and not spread else "plot"


def palette(page: Picture) -> str:
    """` in black, red and blue`: the colours of all that is drawn and written, where they are few."""
    marks = [mark for panel in page.panels for mark in panel.marks] + list(page.loose)
    content = [mark for mark in marks if mark.role in ("data", "annotation", "table") and not mark.cmap]
    used = list(dict.fromkeys(colours.name(code) for mark in content for code in (*mark.strokes, *mark.fills)))
    return f" in {listing(used)}" if 0 < len(used) <= MOST_COLOURS else ""


def ground(page: Picture) -> str:
    return f" on a {colours.name(page.face)} page" if page.face else ""


def opening(page: Picture, natures: Sequence[str]) -> str:
    """The first sentence: the sort of picture, its panels, title and ground."""
    drawing = palette(page) if set(natures) <= {"drawing", "3-D drawing"} else ""
    title = page.title or (page.panels[0].title if len(page.panels) == 1 else "")
    titled = f" titled {quote(title)}" if title else ""
    below = f"{drawing}{ground(page)}"
    if not natures:
        return sentence(f"A page without axes{titled}{below}")
    if len(natures) == 1:
        own = next((panel for panel in page.panels if not panel.colorbar), None)
        if own and own.title:
            titled = (
                f" titled {quote(title)}, with the heading {quote(own.title)},"
                if title and title != own.title
                else f" titled {quote(own.title)}"
            )
        face = own.face if own and own.face and own.face != page.face else ""
        inner = f", its plotting area {colours.colour(face)}" if face else ""
        return sentence(f"{article(natures[0])}{titled}{below}{inner}")
    panels = [panel for panel in page.panels if not panel.colorbar]
    alone = [i for i in range(len(panels)) if twin(i, panels) is None]
    if len(alone) == 1:
        own = panels[alone[0]]
        sets = "two sets" if len(panels) == 2 else f"{len(panels)} sets"
        titled = titled or (f" titled {quote(own.title)}" if own.title else "")
        return sentence(f"{article(natures[alone[0]])}{titled} with {sets} of axes{below}")
    kinds = {natures[i] for i in alone}
    alike = f" ({natures[alone[0]]}s)" if len(kinds) == 1 and kinds != {"drawing"} and kinds != {"plot"} else ""
    return sentence(f"A figure of {len(alone)} panels{alike}{arranged(page)}{titled}{below}")


def twin(index: int, panels: Sequence[Panel]) -> int | None:
    """The earlier axes that share the same plotting area, if there are any."""
    box = panels[index].box
    return next((i for i in range(index) if box is not None and panels[i].box == box and panels[i].kind == panels[index].kind), None)


def arranged(page: Picture) -> str:
    panels = [panel for panel in page.panels if not panel.colorbar and panel.box]
    cells = _cells(panels, page)
    if not cells:
        return ""
    rows, columns = max(r for r, _ in cells), max(c for _, c in cells)
    if rows == 1:
        return " side by side"
    return " one above the other" if columns == 1 else f" in {counted(rows, 'row')} and {counted(columns, 'column')}"


def _cells(panels: Sequence[Panel], page: Picture) -> list[tuple[int, int]]:
    """Row and column of each panel, from 1; empty where they stand in no full grid."""
    if not page.size or len(panels) < 2 or any(panel.box is None for panel in panels):
        return []
    middles = [_middle(panel.box) for panel in panels if panel.box]
    columns = _steps([x / page.size[0] for x, _ in middles])
    rows = _steps([y / page.size[1] for _, y in middles])
    cells = list(zip(rows, columns, strict=True))
    return cells if len(set(cells)) == len(cells) == max(rows) * max(columns) else []


def _middle(box: Point) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _steps(values: Sequence[float]) -> list[int]:
    """The rank of each value, where values closer than a small share count as one."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    rank = 0
    for before, here in zip([None, *order], order, strict=False):
        rank += before is None or values[here] - values[before] > SAME_LINE
        ranks[here] = rank
    return ranks


def names(panels: Sequence[Panel], page: Picture) -> list[str]:
    """What each panel is called; `` for the only one."""
    if sum(twin(i, panels) is None for i in range(len(panels))) < 2:
        return [""] * len(panels)
    cells = _cells(panels, page)
    if cells:
        return [_cell_name(cell, max(r for r, _ in cells), max(c for _, c in cells)) for cell in cells]
    found: list[str] = []
    for i, panel in enumerate(panels):
        number_here = sum(twin(j, panels) is None for j in range(i + 1))
        first = twin(i, panels)
        if first is not None:
            found.append(found[first])
            continue
        host = next((j for j in range(i) if _inside(panel.box, panels[j].box)), None)
        found.append(f"the inset in {found[host]}" if host is not None else f"panel {number_here}{_somewhere(panel, page)}")
    return found


def _cell_name(cell: tuple[int, int], rows: int, columns: int) -> str:
    row, column = cell
    if rows == 1 and columns <= 3:
        return f"the {('left', 'right')[column - 1] if columns == 2 else ('left', 'middle', 'right')[column - 1]} panel"
    if columns == 1 and rows <= 3:
        return f"the {('upper', 'lower')[row - 1] if rows == 2 else ('upper', 'middle', 'lower')[row - 1]} panel"
    if rows == columns == 2:
        return f"the {('upper', 'lower')[row - 1]} {('left', 'right')[column - 1]} panel"
    if rows == 1:
        return f"panel {column} from the left"
    return f"panel {row} from the top" if columns == 1 else f"the panel in row {row}, column {column}"


def _inside(inner: Point | None, outer: Point | None) -> bool:
    if inner is None or outer is None or inner == outer:
        return False
    return inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def _somewhere(panel: Panel, page: Picture) -> str:
    if panel.box is None or page.size is None:
        return ""
    x, y = _middle(panel.box)
    return f" ({place(x / page.size[0], y / page.size[1])})"


def heading(panel: Panel, name: str) -> str:
    """`The left panel, titled "a", shows the following.`"""
    titled = f" is titled {quote(panel.title)}" if panel.title else ""
    return sentence(f"{name}{titled}") if titled else f"In {name}:"
