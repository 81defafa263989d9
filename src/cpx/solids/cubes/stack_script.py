"""Scripts that draw stacks of cubes: from a table of heights, from a list of cubes, or face by face, always from far to near."""

from typing import NamedTuple

from cpx.solids.cubes.voxels import FACES, Cube, Seen, far_to_near, sides
from cpx.solids.draw import Misfit
from cpx.solids.page.labels import Box, ink
from cpx.solids.page.look import Look
from cpx.solids.page.project import View, formula
from cpx.solids.page.script import Habit, Script, call, indented, listing, literal, num, page, pair
from cpx.solids.page.vectors import Point

LABELLED = ("letters on tops", "numbers in front")


class Stack(NamedTuple):
    """What is drawn."""

    cubes: list[Cube]
    heights: list[list[int]]  # of a pile: a row for each depth, the nearest first
    view: View
    seen: list[Seen]  # faces in sight, far to near
    tones: dict[str, str]  # colour of each side
    label: str  # "none", or one of LABELLED
    arrow: str  # the word at an arrow to the front; empty for none

    def labels(self) -> list[tuple[Seen, str]]:
        """Marks on faces that are wholly in sight: letters on tops from the back left, numbers in front from the top left."""
        if self.label == "none":
            return []
        side = "top" if self.label == "letters on tops" else "front"
        faces = [face for face in self.seen if face.face == side]
        order = sorted(faces, key=lambda f: (-f.cube[1], f.cube[0]) if side == "top" else (-f.cube[2], f.cube[0]))
        if not 2 <= len(faces) <= 12 or any(face.share < 0.999 for face in faces):
            raise Misfit("a mark would be partly hidden")
        return [(face, "ABCDEFGHIJKLMNOP"[i] if side == "top" else str(i + 1)) for i, face in enumerate(order)]


def script(stack: Stack, look: Look, way: Habit) -> str:
    """The script of a stack."""
    made = Script(way)
    wide, high = size(stack)
    scale = min(look.span / max(wide, high), 56)
    boxes = steps(made, stack, look, scale, way)
    return made.text("A stack of unit cubes, drawn from the farthest to the nearest.", page(boxes, scale, look.margin))


def size(stack: Stack) -> tuple[float, float]:
    """Width and height of the stack on the page, in units."""
    wide, high = (max(axis) - min(axis) for axis in zip(*_corners(stack), strict=True))
    return wide, high


def steps(made: Script, stack: Stack, look: Look, scale: float, way: Habit) -> list[Box]:
    """The steps that draw the stack; what they cover on the page, in points."""
    made.numpy = True
    {"heights": _from_heights, "cubes": _from_cubes, "faces": _from_faces}[way.store](made, stack, look, way)
    made.function(*formula(stack.view))
    _marks(made, stack, look, scale, way)
    boxes = [Box(x * scale, y * scale, x * scale, y * scale) for x, y in _corners(stack)]
    return boxes + (_arrow(made, stack, look, scale, way, boxes) if stack.arrow else [])


def _corners(stack: Stack) -> list[Point]:
    return [stack.view.flat((x + i, y + j, z + k)) for x, y, z in stack.cubes for i in (0, 1) for j in (0, 1) for k in (0, 1)]


def _order(stack: Stack) -> str:
    """How far-to-near reads in a comment."""
    return f"back to front, {'left to right' if sides(stack.view)[2] == 'right' else 'right to left'}, upwards"


def _faces_given(stack: Stack) -> list[str]:
    rows = [f'    "{side}": ({literal(list(FACES[side][0]))[1:-1]}),' for side in sides(stack.view)]
    lines = ["# Corners of a unit cube's visible faces.", "corners = {", *rows, "}"]
    return [*lines, f"colours = {{{', '.join(f'{literal(side)}: {literal(stack.tones[side])}' for side in sides(stack.view))}}}"]


def _draw_face(look: Look, way: Habit, face: str, cube: str, by: int) -> list[str]:
    """Lines that draw one face of one cube."""
    edge = f'edgecolor={literal(look.ink)}, linewidth={num(look.width)}, joinstyle="round"'
    fill = call(f"{way.pen}.fill", [f"*polygon.T, facecolor=colours[{face}]", edge])
    return indented([f"polygon = project(np.add({cube}, corners[{face}]))", *fill], by)


def _from_heights(made: Script, stack: Stack, look: Look, way: Habit) -> None:
    made.given(
        "# Heights of the columns: a row for each depth, the front row first.",
        "heights = [",
        *[f"    {row}," for row in stack.heights],
        "]",
    )
    made.given(*_faces_given(stack))
    made.function(
        "def height(x, y):",
        '    """Height of a column, 0 beside the stack."""',
        "    inside = 0 <= y < len(heights) and 0 <= x < len(heights[0])",
        "    return heights[y][x] if inside else 0",
    )
    made.step(f"# Every face that no neighbour covers: {_order(stack)}.", *_column_loop(sides(stack.view)[2], look, way))


def _column_loop(side: str, look: Look, way: Habit) -> list[str]:
    across = "range(len(heights[0]))" if side == "right" else "reversed(range(len(heights[0])))"
    return [
        "for y in reversed(range(len(heights))):",
        f"    for x in {across}:",
        "        for z in range(height(x, y)):",
        "            visible = []",
        "            if z >= height(x, y - 1):",
        '                visible.append("front")',
        f"            if z >= height(x {'+' if side == 'right' else '-'} 1, y):",
        f'                visible.append("{side}")',
        "            if z == height(x, y) - 1:",
        '                visible.append("top")',
        "            for face in visible:",
        *_draw_face(look, way, "face", "(x, y, z)", 4),
    ]


def _from_cubes(made: Script, stack: Stack, look: Look, way: Habit) -> None:
    cubes = far_to_near(stack.cubes, stack.view)
    made.given(
        "# Each cube by its left, front, bottom corner,", f"# {_order(stack)}.", *listing("cubes", [literal(cube) for cube in cubes])
    )
    made.given(*_faces_given(stack))
    beside = ", ".join(f"{literal(side)}: {literal(FACES[side][1])}" for side in sides(stack.view))
    made.given("# The neighbour that would cover each face.", f"outward = {{{beside}}}")
    made.step(
        "# Draw every face that has no neighbour; nearer cubes cover farther ones.",
        "for x, y, z in cubes:",
        "    for face, (dx, dy, dz) in outward.items():",
        "        if (x + dx, y + dy, z + dz) not in cubes:",
        *_draw_face(look, way, "face", "(x, y, z)", 3),
    )


def _from_faces(made: Script, stack: Stack, look: Look, way: Habit) -> None:
    made.given(
        "# The faces in sight, each by its cube's left, front, bottom corner,",
        f"# {_order(stack)}.",
        *listing("faces", [literal((face.face, face.cube)) for face in stack.seen]),
    )
    made.given(*_faces_given(stack))
    made.step(
        "# Nearer faces are drawn later and cover farther ones.", "for face, cube in faces:", *_draw_face(look, way, "face", "cube", 1)
    )


def _marks(made: Script, stack: Stack, look: Look, scale: float, way: Habit) -> None:
    labels = stack.labels()
    if not labels:
        return
    top = labels[0][0].face == "top"
    middle = "(0.5, 0.5, 1)" if top else "(0.5, 0, 0.5)"
    size = round(min(scale * (0.3 if top else 0.45), 18))
    if size < 7:
        raise Misfit("the cubes are too small for marks")
    made.step(
        f"# {'Letters on the tops' if top else 'Numbers on the front faces'}.",
        *listing("marks", [f"{literal(text)}: {literal(face.cube)}" for face, text in labels], "{}"),
        "for mark, cube in marks.items():",
        f"    x, y = project(np.add(cube, {middle}))",
        f'    {way.pen}.text(x, y, mark, ha="center", va="center", fontsize={size}, color={literal(look.ink)})',
    )


def _arrow(made: Script, stack: Stack, look: Look, scale: float, way: Habit, ground: list[Box]) -> list[Box]:
    """An arrow on the ground towards the front, and its word at the tail."""
    near = [cube for cube in stack.cubes if cube[1] == min(y for _, y, _ in stack.cubes) and cube[2] == 0]
    if not near:
        raise Misfit("nothing stands in front for the arrow to point at")
    x = (min(cube[0] for cube in near) + max(cube[0] for cube in near) + 1) / 2
    head, tail = (x, -0.35, 0.0), (x, -0.35 - 78 / scale * (0.5 if stack.view.ratio == 1 else 0.9), 0.0)
    (hx, hy), (tx, ty) = stack.view.flat(head), stack.view.flat(tail)
    word = ink(stack.arrow, "sans", look.size - 2)
    long = ((tx - hx) ** 2 + (ty - hy) ** 2) ** 0.5 * scale
    dx, dy = (tx - hx) * scale / long, (ty - hy) * scale / long
    at = (round(dx * ((word.x1 - word.x0) / 2 + 3), 1), round(dy * ((word.y1 - word.y0) / 2 + 4), 1))
    if not stack.arrow.isascii():
        made.setting('plt.rcParams["font.family"] = ["DejaVu Sans", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"]')
    made.step(
        "# An arrow to the front.",
        f"tip, tail = project([{literal(head)}, {pair(tail)}])",
        f'{way.pen}.annotate("", tip, xytext=tail, arrowprops={{"arrowstyle": "-|>", "color": {literal(look.ink)}}})',
        f"{way.pen}.annotate(",
        f'    {literal(stack.arrow)}, tail, xytext={pair(at)}, textcoords="offset points",',
        f'    ha="center", va="center", fontsize={look.size - 2:g}, color={literal(look.ink)},',
        ")",
    )
    return [
        Box(min(hx, tx) * scale, min(hy, ty) * scale, max(hx, tx) * scale, max(hy, ty) * scale),
        word.moved(tx * scale + at[0], ty * scale + at[1]),
    ]
