"""Tinted areas of a scene, polygons and ellipses: the lines of a script that fill them, one by one or in a loop from far to near."""

from collections.abc import Sequence

from cpx.solids.page.script import call, indented, literal, num, pair
from cpx.solids.page.words import polygon
from cpx.solids.wire.scene import Fill

MANY = 2
"""More areas than these are filled in a loop."""


def mixed(fills: Sequence[Fill]) -> bool:
    """Whether ellipses are among so many; then the script needs its points in space."""
    return len(fills) > MANY and any(fill.ellipse for fill in fills)


def steps(fills: Sequence[Fill], variables: bool, table: str, pen: str) -> list[list[str]]:
    """A step for each area, or a list of areas with their colours and a loop; points are variables of the script, or in a table."""
    if len(fills) <= MANY:
        return [_one(fill, variables, table, pen) for fill in fills]
    return [_mixed(fills, variables, pen) if mixed(fills) else _faces(fills, variables, table, pen)]


def _one(fill: Fill, variables: bool, table: str, pen: str) -> list[str]:
    axes = [f"centre, u, v = {', '.join(pair(part) for part in fill.ellipse)}"] if fill.ellipse else []
    colour = f'color="{fill.colour}", alpha={num(fill.alpha)}'
    look = f'facecolor="none", edgecolor="{fill.colour}", hatch={literal(fill.hatch)}' if fill.hatch else colour
    what = "ellipse" if fill.ellipse else polygon(len(fill.corners))
    return [f"# The shaded {what}.", *axes, *call(f"{pen}.fill", [_border(fill, variables, table), f"{look}, linewidth=0"])]


def _border(fill: Fill, variables: bool, table: str) -> str:
    """The points of an area's border, as arguments of a call."""
    if fill.ellipse:
        return "*project(arc(centre, u, v, 0, 360)).T"
    if variables:
        return f"*project([{', '.join(fill.corners)}]).T"
    if len(fill.corners) > 3:
        return f"*np.transpose([{table}[name] for name in {literal(fill.corners)}])"
    corners = [f'{table}["{name}"]' for name in fill.corners]
    return f"*np.transpose([{', '.join(corners)}])"


def _mixed(fills: Sequence[Fill], variables: bool, pen: str) -> list[str]:
    rows = []
    for fill in fills:
        if fill.ellipse:
            area = f"arc({', '.join(pair(part) for part in fill.ellipse)}, 0, 360)"
        else:
            area = f"[{', '.join(name if variables else f'points[{literal(name)}]' for name in fill.corners)}]"
        row = f"({area}, {literal(fill.colour)}),"
        rows += [row] if len(row) < 84 else ["(", f"    {area},", f"    {literal(fill.colour)},", "),"]
    loop = ["for area, colour in areas:", f"    {pen}.fill(*project(area).T, color=colour, linewidth=0)"]
    return ["# Tinted areas in space and their colours, far to near.", "areas = [", *indented(rows), "]", *loop]


def _faces(fills: Sequence[Fill], variables: bool, table: str, pen: str) -> list[str]:
    names = [f"[{', '.join(fill.corners)}]" if variables else literal(fill.corners) for fill in fills]
    rows = [f"({corners}, {literal(fill.colour)})," for corners, fill in zip(names, fills, strict=True)]
    points = "*project(corners).T" if variables else f"*np.transpose([{table}[name] for name in corners])"
    shown = f"color=colour, alpha={num(fills[0].alpha)}, linewidth=0" if fills[0].alpha < 1 else "color=colour, linewidth=0"
    loop = ["for corners, colour in faces:", *indented(call(f"{pen}.fill", [points, shown]))]
    return ["# The faces in sight.", "faces = [", *indented(rows), "]", *loop]
