"""Views of piles of unit cubes as rows of squares, and what they tell: how few or how many cubes have them.

heights of the columns, or views -> rows of # and . from the top -> wrong views to choose from, least and greatest number of cubes
"""

from collections.abc import Iterable, Mapping, Sequence

from cpx.solids.draw import Misfit

Rows = list[str]
"""A view from its top row: # is a square, a digit is a square with this digit, . is none."""
Cell = tuple[int, int]  # column and row, from the lower left


def plan(table: Sequence[Sequence[int]]) -> Rows:
    """The view from above with each column's height on its square; `table` has a row for each depth, the nearest first."""
    return ["".join(str(h) if h else "." for h in row) for row in reversed(table)]


def cells(rows: Rows) -> list[Cell]:
    """Column and row of each square, counted from the lower left."""
    return [(x, y) for y, row in enumerate(reversed(rows)) for x, mark in enumerate(row) if mark != "."]


def ragged(table: Sequence[Sequence[int]]) -> bool:
    """Whether a pile has an outer row or column without cubes, or falls apart."""
    return not _whole(["".join("#" if h else "." for h in row) for row in table])


def wrong(views: Mapping[str, Rows], asked: str) -> list[Rows]:
    """Views to be taken for the one that is asked for: from other sides, mirror images, a square too many or too few."""
    right = views[asked]
    found = [*views.values(), [row[::-1] for row in right], right[::-1]]
    for k, row in enumerate(right):
        for j, mark in enumerate(row):
            found.append([*right[:k], row[:j] + ("." if mark == "#" else "#") + row[j + 1 :], *right[k + 1 :]])
    found = [rows for k, rows in enumerate(found) if rows != right and rows not in found[:k] and _whole(rows)]
    if len(found) < 3:
        raise Misfit("there are not enough wrong answers")
    return found


def _whole(rows: Rows) -> bool:
    """Whether no outer row or column is empty and all squares hang together."""
    outer = (rows[0], rows[-1], [row[0] for row in rows], [row[-1] for row in rows])
    return all("#" in edge for edge in outer) and _joined(cells(rows))


def _joined(squares: Iterable[Cell]) -> bool:
    left = set(squares)
    reached = [left.pop()]
    for x, y in reached:
        beside = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & left
        reached += beside
        left -= beside
    return not left


def limits(views: Mapping[str, Rows]) -> tuple[int, int]:
    """The least and the greatest number of cubes in a pile with these views: from above and one or two sides, or from two sides."""
    across = heights(views["front"]) if "front" in views else []
    side = views.get("right") or [row[::-1] for row in views.get("left", [])]
    deep = heights(side) if side else []
    top = cells(views["top"]) if "top" in views else []
    if not top:
        most = sum(min(a, b) for a in across for b in deep)
        return sum(h * max(across.count(h), deep.count(h)) for h in {*across, *deep}), most
    most = sum(min([*across[x : x + 1], *deep[y : y + 1]]) for x, y in top)
    extra = sum(h - 1 for h in [*across, *deep])
    shared = sum((h - 1) * _matched(h, across, deep, top) for h in {*across})
    return len(top) + extra - shared, most


def heights(rows: Rows) -> list[int]:
    return [sum(row[j] == "#" for row in rows) for j in range(len(rows[0]))]


def _matched(h: int, across: list[int], deep: list[int], top: list[tuple[int, int]]) -> int:
    """How many columns of this height can each serve one row of the same height: augmenting paths."""
    partner: dict[int, int] = {}

    def serve(x: int, tried: set[int]) -> bool:
        for a, y in top:
            if a == x and y < len(deep) and deep[y] == h and y not in tried:
                tried.add(y)
                if y not in partner or serve(partner[y], tried):
                    partner[y] = x
                    return True
        return False

    return sum(serve(x, set()) for x, height in enumerate(across) if height == h)
