"""Facts of solids, found again by other means: folding in space, rays, half-spaces, convex hulls, counting."""

import math
from itertools import pairwise, product
from random import Random

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.colors import to_hex
from scipy.spatial import ConvexHull

from cpx import solids
from cpx.describe import colours
from cpx.solids.cubes import voxels
from cpx.solids.draw import Draw, Misfit
from cpx.solids.family.cross_section import rounds, sections
from cpx.solids.family.cube_net import _seen
from cpx.solids.flat import hexominoes
from cpx.solids.page import hidden, look, project, words
from cpx.solids.page.vectors import between
from cpx.solids.wire import bodies

VIEWS = [
    project.cabinet(),
    project.cabinet(135, 0.6),
    project.isometric(1),
    project.isometric(-1),
    project.dimetric(),
    project.orthographic(25, 20),
    project.orthographic(-30, 15, 24),
]
BODIES = [(kind, i) for kind in bodies.KINDS for i in range(3)]


def body(kind: str, i: int) -> bodies.Body:
    return bodies.body(Draw(Random(f"{kind}/{i}"), {"solid": kind}), bodies.KINDS)


# Polyhedra


@pytest.mark.parametrize(("kind", "i"), BODIES)
def test_euler_and_each_edge_between_two_faces(kind, i):
    solid = body(kind, i)
    assert len(solid.spots) - len(solid.edges) + len(solid.faces) == 2
    sides = [(a, b) for face in solid.faces for a, b in zip(face, face[1:] + face[:1], strict=True)]
    assert len(set(sides)) == len(sides)
    assert all((b, a) in sides for a, b in sides)


@pytest.mark.parametrize(("kind", "i"), [case for case in BODIES if case[0] != "ell prism"])
def test_volume_and_surface_are_those_of_the_convex_hull(kind, i):
    solid = body(kind, i)
    hull = ConvexHull(np.array(list(solid.points.values())))
    assert bodies.volume(solid.points, solid.faces) == pytest.approx(hull.volume, rel=1e-9)
    assert sum(bodies.area(solid.points, face) for face in solid.faces) == pytest.approx(hull.area, rel=1e-6)


@pytest.mark.parametrize("kind", [kind for kind in bodies.KINDS if "al p" in kind or "frustum" in kind or "tetra" in kind])
def test_regular_solids_are_regular(kind):
    for solid in (body(kind, i) for i in range(6)):
        if solid.kind.startswith("regular") or "frustum" in solid.kind:
            sides = solid.edges if "tetra" in solid.kind else zip(solid.base, solid.base[1:] + solid.base[:1], strict=True)
            assert all(bodies.distance(solid.points, a, b) == pytest.approx(solid.given["a"]) for a, b in sides)


def test_volume_of_the_ell_prism_is_a_box_less_a_box():
    solid = body("ell prism", 1)
    points, given = solid.points, solid.given
    box = given["a"] * given["b"] * given["h"]
    notch = (points["D"][0] - points["C"][0]) * points["C"][1] * given["h"]
    assert bodies.volume(solid.points, solid.faces) == pytest.approx(box - notch)


# Hidden lines


def ray_hits(start: np.ndarray, way: np.ndarray, faces: list[np.ndarray]) -> bool:
    """Whether a ray from just before the start meets a face: each cut into triangles, Cramer's rule."""
    for face in faces:
        for b, c in pairwise(face[1:]):
            matrix = np.column_stack((b - face[0], c - face[0], -way))
            if abs(np.linalg.det(matrix)) > 1e-9:
                u, v, t = np.linalg.solve(matrix, start - face[0])
                if u > -1e-9 and v > -1e-9 and u + v < 1 + 1e-9 and t > 1e-6:
                    return True
    return False


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.kind)
@pytest.mark.parametrize("kind", ["cube", "ell prism", "hexagonal frustum", "tetrahedron", "wedge"])
def test_pieces_agree_with_rays(kind, view):
    solid = body(kind, 0)
    points = solid.points
    faces = [[points[name] for name in face] for face in solid.faces]
    triangles = [np.array(part) for face in faces for part in fan(face)]
    rng = Random(5)
    names = list(points)
    lines = solid.edges + [tuple(rng.sample(names, 2)) for _ in range(3)]
    for a, b in lines:
        for piece in hidden.pieces(points[a], points[b], hidden.screens(faces, view), view):
            for share in (0.13, 0.5, 0.87):
                p = between(points[a], points[b], piece.start + share * (piece.end - piece.start))
                way = np.array(view.toward(p))
                found = {ray_hits(np.array(p) + 1e-5 * way, way + 1e-7 * np.array(aside), triangles) for aside in ((3, 1, 2), (-3, -1, -2))}
                assert piece.hidden in found  # a ray that grazes an edge may go either way


def fan(face):
    """Triangles that cover a face: of an L, one on each side of every corner of a fan from its inner corner."""
    at = reflex(face)
    face = face[at:] + face[:at]
    return [[face[0], q, r] for q, r in pairwise(face[1:])]


def reflex(face) -> int:
    """The corner from which all others are seen: the inner one of an L, any of a convex face."""
    total = sum(np.cross(p, q) for p, q in zip(face, face[1:] + face[:1], strict=True))
    turns = [
        np.cross(np.subtract(q, p), np.subtract(r, q)) @ total
        for p, q, r in zip(face[-1:] + face[:-1], face, face[1:] + face[:1], strict=True)
    ]
    return int(np.argmin(turns))


ROUND_VIEW = project.orthographic(0, 25)
ROUNDS = {
    "cylinder": (rounds.cylinder(2, 5, 0.4, 30, 2.5, False, ROUND_VIEW), lambda x, y, z: np.hypot(x, y) < 2 and 0 < z < 5),
    "cone": (rounds.cone(2, 5, -0.5, 0, 2, False, ROUND_VIEW), lambda x, y, z: z > 0 and np.hypot(x, y) < 2 * (1 - z / 5)),
    "sphere": (rounds.sphere(2, (0.6, 0, 0.8), 1.0, False, ROUND_VIEW), lambda x, y, z: x * x + y * y + z * z < 4),
    "cut cylinder": (rounds.cylinder(2, 5, 0.4, 0, 2.5, True, ROUND_VIEW), lambda x, y, z: np.hypot(x, y) < 2 and 0 < z < 2.5 + 0.4 * x),
}


@pytest.mark.parametrize("name", ROUNDS)
def test_arcs_are_hidden_where_the_way_to_the_viewer_enters_the_solid(name):
    solid, inside = ROUNDS[name]
    way = np.array(ROUND_VIEW.toward((0, 0, 0)))
    for rim in solid.rims:
        for piece in rim.pieces:
            for share in (0.1, 0.35, 0.6, 0.9):
                start = np.array(rim.at(piece.start + share * (piece.end - piece.start)))
                entered = any(inside(*(start + step * way)) for step in (0.02, 0.05, 0.1, 0.3))
                assert entered == piece.hidden or rim.about == "outline"


@pytest.mark.parametrize("name", ["cylinder", "cone"])
def test_sections_of_round_solids_lie_on_surface_and_plane(name):
    solid, _ = ROUNDS[name]
    curve = hidden.ellipse(*solid.section)
    points = np.array([curve(t) for t in range(0, 360, 15)])
    assert all(abs(solid.surfaces[0].value(tuple(p))) < 1e-9 for p in points)
    assert np.linalg.svd(points - points.mean(axis=0))[1][2] < 1e-9


def test_outline_of_the_cone_touches_its_base():
    solid, _ = ROUNDS["cone"]
    foot, apex = (np.array(ROUND_VIEW.flat(p)) for p in solid.horizon[1])
    base = np.array([ROUND_VIEW.flat((2 * math.cos(t), 2 * math.sin(t), 0)) for t in np.linspace(0, 2 * math.pi, 721)])
    along = apex - foot
    side = along[0] * (base - foot)[:, 1] - along[1] * (base - foot)[:, 0]
    assert min(abs(side.min()), abs(side.max())) < 1e-4


# Sections


def cuts(count: int):
    """Sections of random bodies by random planes through points of three edges."""
    rng = Random(11)
    while count:
        solid = body(rng.choice([kind for kind in bodies.KINDS if kind != "ell prism"]), rng.randrange(9))
        spots = [between(solid.points[a], solid.points[b], rng.choice((0.25, 0.5, 0.7))) for a, b in rng.sample(solid.edges, 3)]
        try:
            plane = sections.through(*spots)
            yield solid, plane, sections.section(solid.points, solid.faces, plane)
        except Misfit:
            continue
        count -= 1


def test_section_corners_are_the_hull_of_all_edges_met_by_the_plane():
    for solid, plane, corners in cuts(40):
        met = []
        for a, b in solid.edges:
            p, q = np.array(solid.points[a]), np.array(solid.points[b])
            d, e = plane.side(tuple(p)), plane.side(tuple(q))
            if d * e <= 0 and abs(d - e) > 1e-9:
                met.append(p + d / (d - e) * (q - p))
        met = np.unique(np.round(met, 4), axis=0)
        found = np.unique(np.round([sections.at(solid.points, corner) for corner in corners], 4), axis=0)
        assert met.shape == found.shape
        assert np.abs(met - found).max() < 2e-4


def test_the_two_parts_of_a_cut_are_hulls_and_make_the_whole():
    for solid, plane, corners in cuts(25):
        names = {corner: corner.a if not corner.b else f"X{k}" for k, corner in enumerate(corners)}
        points = {**solid.points, **{names[corner]: sections.at(solid.points, corner) for corner in corners}}
        total = 0.0
        for sign in (1, -1):
            side = sections.Plane((sign * plane.normal[0], sign * plane.normal[1], sign * plane.normal[2]), sign * plane.offset)
            faces = [face for face in sections.kept(solid.points, solid.faces, side, names) if set(face) != set(names.values())]
            faces.append(sections.facing(list(names.values()), points, side.normal))
            hull = ConvexHull(np.array([points[name] for face in faces for name in face]))
            assert bodies.volume(points, faces) == pytest.approx(hull.volume, abs=1e-3)
            total += hull.volume
        assert total == pytest.approx(bodies.volume(solid.points, solid.faces), abs=1e-3)


# Nets


def folded(cells):
    """Corners of each square in space after turning all that hangs on each fold line by 90 degrees, one after the other."""
    corners = {(x, y): np.array([(x, y, 0), (x + 1, y, 0), (x + 1, y + 1, 0), (x, y + 1, 0)], float) for x, y in cells}
    tree, queue = {cells[0]: None}, [cells[0]]
    for x, y in queue:
        for k, cell in enumerate(((x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y))):
            if cell in corners and cell not in tree:
                tree[cell] = ((x, y), k)
                queue.append(cell)
    for cell in reversed(queue[1:]):
        parent, k = tree[cell]
        a, b = corners[parent][k], corners[parent][(k + 1) % 4]
        for other in hanging(cell, tree):
            corners[other] = turned_about(corners[other], a, b)
    return corners


def hanging(cell, tree):
    return [other for other in tree if other == cell or (tree[other] and other != cell and above(other, cell, tree))]


def above(cell, ancestor, tree) -> bool:
    while tree[cell]:
        cell = tree[cell][0]
        if cell == ancestor:
            return True
    return False


def turned_about(points, a, b):
    """Rodrigues: by 90 degrees, away from the viewer of the paper."""
    axis = (b - a) / np.linalg.norm(b - a)
    rest = points - a
    along = np.outer(rest @ axis, axis)
    return a + along + np.cross(axis, rest)


def test_eleven_of_the_35_hexominoes_fold_to_a_cube():
    assert len(hexominoes.hexominoes()) == 35
    proved = []
    for cells in hexominoes.hexominoes():
        centres = {tuple(np.round(square.mean(axis=0), 3)) for square in folded(list(cells)).values()}
        if len(centres) == 6:
            proved.append(cells)
    assert len(proved) == 11
    assert set(proved) == set(hexominoes.cube_nets())
    assert set(hexominoes.cube_nets()) | set(hexominoes.other_hexominoes()) == set(hexominoes.hexominoes())


@pytest.mark.parametrize("i", range(11))
def test_opposite_faces_are_opposite_in_space(i):
    cells = list(hexominoes.cube_nets()[i])
    frames, corners = hexominoes.fold(cells), folded(cells)
    middle = np.mean([square.mean(axis=0) for square in corners.values()], axis=0)
    for a, b in product(cells, cells):
        opposite = np.allclose(corners[a].mean(axis=0) + corners[b].mean(axis=0), 2 * middle)
        assert opposite == (frames[a].outward == tuple(-n for n in frames[b].outward))


@pytest.mark.parametrize("i", range(11))
def test_the_cube_shown_is_the_net_folded_and_turned_never_mirrored(i):
    cells = hexominoes.turned(hexominoes.cube_nets()[i], i % 4, bool(i % 2))
    corners = folded(cells)
    for corner in range(24):
        shown, quarters = _seen(cells, corner)
        ways = {"front": ((1, 0, 0), (0, 0, 1)), "right": ((0, 1, 0), (0, 0, 1)), "top": ((1, 0, 0), (0, 1, 0))}
        turns = []
        for face, (across, upward) in ways.items():
            square = corners[cells[shown[face]]]
            own = np.column_stack((square[1] - square[0], square[3] - square[0]))
            across, upward = np.array(across, float), np.array(upward, float)
            for _ in range(quarters[face]):
                across, upward = upward, -across
            there = np.column_stack((across, upward))
            own, there = (np.column_stack((m, np.cross(m[:, 0], m[:, 1]))) for m in (own, there))
            turns.append(there @ np.linalg.inv(own))
        assert np.linalg.det(turns[0]) == pytest.approx(1)
        assert np.allclose(turns[0], turns[1])
        assert np.allclose(turns[0], turns[2])


# Stacks of cubes


def stacks():
    rng = Random(3)
    for k in range(12):
        if k % 3:
            yield voxels.stacked([[rng.randint(0, 3) for _ in range(3)] for _ in range(3)])
        else:
            yield voxels.grown(rng, 7)


@pytest.mark.parametrize("view", VIEWS[:5], ids=lambda view: view.kind)
def test_shares_of_faces_in_sight_agree_with_rays(view):
    way = np.array(view.toward((0, 0, 0)))
    way = way / np.abs(way).max()
    steps = np.linspace(1e-3, 6, 500)
    for cubes in list(stacks())[:6]:
        solid = set(cubes)
        for cube, face, share in voxels.seen(cubes, view):
            corners = np.array(voxels.FACES[face][0], float)
            free = []
            for u, v in product((0.1, 0.3, 0.5, 0.7, 0.9), (0.12, 0.33, 0.54, 0.76, 0.93)):
                start = np.add(cube, corners[0] + u * (corners[1] - corners[0]) + v * (corners[3] - corners[0]))
                path = np.floor(start + np.outer(steps, way)).astype(int)
                free.append(not any(tuple(spot) in solid for spot in path.tolist()))
            assert abs(np.mean(free) - share) < 0.17
            assert share > 1e-6 or not any(free)


def test_surface_and_views_of_a_pile_by_its_heights():
    for k in range(20):
        rng = Random(k)
        heights = [[rng.randint(0, 3) for _ in range(3)] for _ in range(2)]
        cubes = voxels.stacked(heights)
        if not cubes:
            continue
        padded = np.pad(np.array(heights), 1)
        walls = np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum()
        assert voxels.surface(cubes) == walls + 2 * np.count_nonzero(padded)
        front = voxels.views(cubes)["front"]
        assert [sum(row[x] == "#" for row in front) for x in range(len(front[0]))] == list(np.max(heights, axis=0))[: len(front[0])]


@pytest.mark.parametrize("i", range(15))
def test_what_a_pile_says_of_itself(i):
    solid = solids.make("polycube", Random(f"pile/{i}"), {"form": "pile"})
    heights = np.array(solid.params["heights"])
    counts, derived = solid.facts["visible"]["counts"], solid.facts["derived"]
    assert derived["cubes"] == heights.sum()
    if "columns" in counts:
        assert counts["columns"] == np.count_nonzero(heights) == counts["visible top faces"]
    assert counts["cubes in sight"] + derived["cubes out of sight"] == heights.sum()


# Sections, as facts


@pytest.mark.parametrize("i", range(20))
def test_section_facts_by_projecting_the_polygon(i):
    solid = solids.make("cross_section", Random(f"cut/{i}"), {"form": "polyhedron"})
    derived, visible = solid.facts["derived"], solid.facts["visible"]
    assert derived["section sides"] == visible["counts"]["corners of the section"]
    assert sum(derived["volumes of the parts"]) == pytest.approx(derived["volume"], abs=1e-3)
    assert min(derived["volumes of the parts"]) > 0


@pytest.mark.parametrize("i", range(8))
def test_lengths_are_those_between_the_points_of_the_script(i):
    solid = solids.make("polyhedron_construction", Random(f"length/{i}"), {"code_store": "dict", "code_entry": "straight"})
    space: dict = {}
    exec(compile(solid.code, "solid.py", "exec"), space)
    plt.close("all")
    derived = solid.facts["derived"]
    points = {name: np.array(point, float) for name, point in space["points"].items()}
    for a, b in ((a, b) for a in points for b in points if a + b in derived["edge lengths"] | derived["segment lengths"]):
        length = (derived["edge lengths"] | derived["segment lengths"])[a + b]
        assert np.linalg.norm(points[a] - points[b]) == pytest.approx(length, abs=6e-3)  # coordinates are printed with three decimals
    for step in solid.params["steps"]:
        if step[0] == "foot":
            foot, p, a, b = (points[name] for name in step[1:])
            assert (p - foot) @ (b - a) == pytest.approx(0, abs=1e-9)


def test_a_colour_has_one_name_in_facts_and_captions():
    for shade in {shade for shades in [*look.TONES.values(), *look.PALETTES.values()] for shade in shades}:
        assert words.colour_words(shade) == colours.name(to_hex(shade))
    assert words.HIDDEN_NOUN["light"] == colours.name(to_hex("darkgray"))


def test_an_area_of_dots_is_not_hatched():
    assert words.hatch_words("...") == "filled with dots"
    assert words.hatch_words("///") == "hatched"
