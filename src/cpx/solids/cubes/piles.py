"""Piles of unit cubes: heights by lot, shading, and whether a viewer can tell from the picture what stands there."""

from random import Random

from cpx.solids.cubes import voxels
from cpx.solids.cubes.voxels import Cube, Seen
from cpx.solids.draw import Draw, Misfit
from cpx.solids.page.look import TONES
from cpx.solids.page.project import View
from cpx.solids.page.vectors import Point, ring

FRONT = {"en": "front", "zh": "正面"}
VIEWS = ("cabinet", "cabinet", "isometric", "isometric", "dimetric")


def heights(rng: Random, level: int) -> list[list[int]]:
    """A pile: rows from the nearest to the farthest, higher at the back more often than not."""
    across, deep, tall = rng.randint(2, 3 + level // 3), rng.randint(2, 2 + (level + 1) // 3), rng.randint(2, 2 + (level + 1) // 2)
    rows = [[rng.randint(0 if rng.random() < 0.5 else 1, tall) for _ in range(across)] for _ in range(deep)]
    if rng.random() < 0.7:
        columns = [sorted(column) for column in zip(*rows, strict=True)]
        rows = [list(row) for row in zip(*columns, strict=True)]
    return rows


def tones(draw: Draw, sides: tuple[str, str, str]) -> dict[str, str]:
    """Colour of each visible side: three tones, or all white."""
    colours = (
        TONES[draw.one("tones", tuple(TONES))]
        if draw.one("shading", ("three tones", "three tones", "plain")) == "three tones"
        else ("white",) * 3
    )
    return dict(zip(sides, colours, strict=True))


def fair(cubes: list[Cube], seen: list[Seen]) -> None:
    """Misfit where a viewer would be misled: a face of which only a sliver shows, a loose part, a shape too small or too large."""
    if not 4 <= len(cubes) <= 40:
        raise Misfit("too few cubes or too many")
    if any(1e-6 < face.share < 0.3 for face in seen):
        raise Misfit("only a sliver of a face shows")
    reached, queue = {cubes[0]}, [cubes[0]]
    for x, y, z in queue:
        for cube in ((x + 1, y, z), (x - 1, y, z), (x, y + 1, z), (x, y - 1, z), (x, y, z + 1), (x, y, z - 1)):
            if cube in cubes and cube not in reached:
                reached.add(cube)
                queue.append(cube)
    if len(reached) < len(cubes) or min(x for x, _, _ in cubes) > 0 or min(y for _, y, _ in cubes) > 0:
        raise Misfit("the cubes do not hang together")
    if len({face.cube for face in seen if face.share > 1e-6}) < 0.5 * len(cubes):
        raise Misfit("most cubes are out of sight")


def honest(seen: list[Seen], view: View) -> None:
    """Misfit where two faces of one kind seem to join, sharing an edge on the page but none in space."""
    edges: dict[tuple[str, Point, Point], tuple[Cube, Cube]] = {}
    for cube, face, share in seen:
        corners = [(cube[0] + i, cube[1] + j, cube[2] + k) for i, j, k in voxels.FACES[face][0]] if share > 1e-6 else []
        for a, b in ring(corners):
            (p, a), (q, b) = sorted(((round(x, 4), round(y, 4)), end) for end in (a, b) for x, y in [view.flat(end)])
            if edges.setdefault((face, p, q), (a, b)) != (a, b):
                raise Misfit("faces that lie apart seem to join")
