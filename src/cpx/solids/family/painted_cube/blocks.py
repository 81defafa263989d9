"""Blocks of unit cubes that are painted and cut: which cubes are left, how many painted faces each has, and scripts that draw them.

size + tunnels and missing cubes -> Block -> cubes, painted faces -> steps of a script, cube by cube or side by side
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from cpx.solids.cubes.voxels import FACES, Cube, sides
from cpx.solids.draw import Misfit
from cpx.solids.page.labels import ink, touches
from cpx.solids.page.look import Look
from cpx.solids.page.project import View
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, num, pair
from cpx.solids.page.vectors import ring

OPPOSITE = {"top": "bottom", "front": "back", "right": "left", "left": "right"}  # of sides that can be in sight
STEPS: dict[str, Cube] = {
    "top": (0, 0, 1), "bottom": (0, 0, -1), "front": (0, -1, 0), "back": (0, 1, 0), "right": (1, 0, 0), "left": (-1, 0, 0),
}  # fmt: skip
AXES = {"x": "from left to right", "y": "from front to back", "z": "from top to bottom"}


class Tunnel(NamedTuple):
    """Unit cubes taken away in a line from side to side: along an axis, at the other two coordinates in their order."""

    axis: str
    i: int
    j: int

    def cubes(self, size: Cube) -> list[Cube]:
        k = "xyz".index(self.axis)
        return [(t, self.i, self.j) if k == 0 else (self.i, t, self.j) if k == 1 else (self.i, self.j, t) for t in range(size[k])]

    def words(self, size: Cube) -> str:
        """The set of its cubes, as a script writes it."""
        i, j, n = self.i, self.j, size["xyz".index(self.axis)]
        cube = {"x": f"(x, {i}, {j})", "y": f"({i}, y, {j})", "z": f"({i}, {j}, z)"}[self.axis]
        return f"{{{cube} for {self.axis} in range({n})}}"


class Block(NamedTuple):
    """What is drawn."""

    size: Cube  # unit cubes from left to right, front to back, bottom to top
    tunnels: list[Tunnel]
    missing: list[Cube]  # taken away one by one
    view: View
    colours: dict[str, str]  # of the sides in sight; empty for a checkerboard
    inside: str  # colour of faces that came to light when cubes were taken away
    board: tuple[str, str] | None  # colours of cubes whose coordinates have an even and an odd sum
    letters: dict[str, tuple[str, Cube]]  # marks on unit squares: side and cube

    @property
    def removed(self) -> set[Cube]:
        return {cube for tunnel in self.tunnels for cube in tunnel.cubes(self.size)} | set(self.missing)

    @property
    def cubes(self) -> list[Cube]:
        return [cube for cube in whole(self.size) if cube not in self.removed]


def whole(size: Cube) -> list[Cube]:
    """All cubes of the block."""
    a, b, c = size
    return [(x, y, z) for x in range(a) for y in range(b) for z in range(c)]


def beside(cube: Cube, side: str) -> Cube:
    dx, dy, dz = STEPS[side]
    return cube[0] + dx, cube[1] + dy, cube[2] + dz


def outer(size: Cube, side: str) -> list[Cube]:
    """The cubes of the block that lie on this side of it."""
    everything = set(whole(size))
    return [cube for cube in whole(size) if beside(cube, side) not in everything]


def painted(cubes: Iterable[Cube], size: Cube, on: Collection[str]) -> Counter[int]:
    """How many cubes have how many painted faces, if these sides of the whole block were painted before anything was taken away."""
    everything = set(whole(size))
    return Counter(sum(beside(cube, side) not in everything for side in on) for cube in cubes)


def dipped(cubes: Iterable[Cube]) -> Counter[int]:
    """The same if what is left was painted wherever it can be reached; a tunnel can."""
    left = set(cubes)
    return Counter(sum(beside(cube, side) not in left for side in STEPS) for cube in left)


def points(block: Block) -> list[tuple[float, float]]:
    """The corners of the block on the page."""
    corners = {(x + i, y + j, z + k) for x, y, z in block.cubes for i in (0, 1) for j in (0, 1) for k in (0, 1)}
    return [block.view.flat(corner) for corner in corners]


def steps(made: Script, block: Block, look: Look, way: Habit) -> None:
    """The steps that draw the block."""
    made.numpy = True
    names = ", ".join("abc")
    made.given(f"{names} = {', '.join(map(str, block.size))}  # unit cubes from left to right, front to back, bottom to top")
    if way.store == "sides":
        _sides(made, block, look, way)
    else:
        _cubes(made, block, look, way)


def _sides(made: Script, block: Block, look: Look, way: Habit) -> None:
    """Each side as a rectangle with lines across it."""
    given = {
        "top": "(0, 0, c), (1, 0, 0), (0, 1, 0), a, b",
        "front": "(0, 0, 0), (1, 0, 0), (0, 0, 1), a, c",
        "right": "(a, 0, 0), (0, 1, 0), (0, 0, 1), b, c",
        "left": "(0, 0, 0), (0, 1, 0), (0, 0, 1), b, c",
    }
    rows = [f"({given[side]}, {literal(block.colours[side])}),  # {side}" for side in sides(block.view)]
    made.given("# Sides: a corner, two directions, the unit squares along each of them, the colour.", "sides = [", *indented(rows), "]")
    edge = f"edgecolor={literal(look.ink)}, linewidth={num(look.width)}"
    line = f"color={literal(look.ink)}, linewidth={num(look.width)}"
    made.step(
        "# Each side in its colour, cut into unit squares.",
        "for corner, u, v, m, n, colour in sides:",
        "    corner, u, v = np.array([corner, u, v])",
        "    outline = project([corner, corner + m * u, corner + m * u + n * v, corner + n * v])",
        *indented(call(f"{way.pen}.fill", ["*outline.T, facecolor=colour", f'{edge}, joinstyle="round"'])),
        "    cuts = [(corner + i * u, corner + i * u + n * v) for i in range(1, m)]",
        "    cuts += [(corner + j * v, corner + m * u + j * v) for j in range(1, n)]",
        "    for cut in cuts:",
        *indented(call(f"{way.pen}.plot", ["*project(cut).T", line]), 2),
    )


def _cubes(made: Script, block: Block, look: Look, way: Habit) -> None:
    """Every face of every cube that has no neighbour, from far to near."""
    seen = sides(block.view)
    if block.tunnels or block.missing:
        sets = [tunnel.words(block.size) for tunnel in block.tunnels]
        sets += [f"{{{', '.join(map(literal, block.missing))}}}"] if block.missing else []
        about = "# Cubes that are taken away"
        made.given(
            f"{about}: {'tunnels from side to side.' if block.tunnels else 'each by its left, front, bottom corner.'}", *_union(sets)
        )
    made.given(
        "# Corners of a unit cube's faces, and the step to the neighbour that would cover each.",
        "corners = {", *[f"    {literal(side)}: ({literal(list(FACES[side][0]))[1:-1]})," for side in seen], "}",
        f"outward = {{{', '.join(f'{literal(side)}: {literal(FACES[side][1])}' for side in seen)}}}",
    )  # fmt: skip
    if block.board:
        made.given(f"even, odd = {literal(block.board[0])}, {literal(block.board[1])}  # colours of neighbours")
    else:
        made.given(*listing("colours", [f"{literal(side)}: {literal(block.colours[side])}" for side in seen], "{}"))
        if block.tunnels or block.missing:
            made.given(f"inside = {literal(block.inside)}  # colour of the faces that came to light")
    made.step(*_far_to_near(block, seen[2] == "right"))
    made.step("# Every face that no neighbour covers; nearer cubes cover farther ones.", *_faces(block, look, way))


def _union(sets: list[str]) -> list[str]:
    lines = [f"removed = {sets[0]}"]
    return lines + [f"removed |= {other}" for other in sets[1:]]


def _far_to_near(block: Block, right: bool) -> list[str]:
    across = "range(a)" if right else "reversed(range(a))"
    loops = ["for y in reversed(range(b))", f"for x in {across}", "for z in range(c)"]
    some = ["if (x, y, z) not in removed"] if block.tunnels or block.missing else []
    return ["# All unit cubes, the farthest first.", "cubes = [", *indented(["(x, y, z)", *loops, *some]), "]"]


def _faces(block: Block, look: Look, way: Habit) -> list[str]:
    taken = bool(block.tunnels or block.missing)
    if block.board:
        colour = ["colour = even if (x + y + z) % 2 == 0 else odd"]
    elif taken:
        colour = ["colour = inside if beside in removed else colours[face]"]
    else:
        colour = ["colour = colours[face]"]
    edge = f'edgecolor={literal(look.ink)}, linewidth={num(look.width)}, joinstyle="round"'
    return [
        "for x, y, z in cubes:",
        "    for face, (dx, dy, dz) in outward.items():",
        "        beside = (x + dx, y + dy, z + dz)",
        "        if beside in cubes:",
        "            continue",
        *indented(colour, 2),
        "        square = project(np.add((x, y, z), corners[face]))",
        *indented(call(f"{way.pen}.fill", ["*square.T, facecolor=colour", edge]), 2),
    ]


def letters(made: Script, block: Block, look: Look, scale: float, way: Habit) -> None:
    """Letters on unit squares; Misfit where one would touch the lines of its square."""
    size = min(round(scale * 0.4), 16)
    rows = {}
    for name, (side, cube) in block.letters.items():
        middle = [sum(corner[k] for corner in FACES[side][0]) / 4 + cube[k] for k in range(3)]
        x, y = block.view.flat((middle[0], middle[1], middle[2]))
        square = [block.view.flat((corner[0] + cube[0], corner[1] + cube[1], corner[2] + cube[2])) for corner in FACES[side][0]]
        box = ink(name, "sans", size).grown(1.5)
        if any(touches(((p[0] - x) * scale, (p[1] - y) * scale, (q[0] - x) * scale, (q[1] - y) * scale), box) for p, q in ring(square)):
            raise Misfit("a letter has no room in its square")
        rows[name] = pair(middle)
    style = f'ha="center", va="center", fontsize={size}, color={literal(look.ink)}'
    made.step(
        "# Letters, each in the middle of a unit square.",
        *listing("letters", [f"{literal(name)}: {row}" for name, row in rows.items()], "{}"),
        "for letter, point in letters.items():",
        *indented(call(f"{way.pen}.text", ["*project(point), letter", style])),
    )
