"""Mixes: how often each family is drawn, evenly or as in a public benchmark of solid geometry.

Shares in percent, read off SolidGeo (3,113 problems, some in several categories) and the solid geometry of MathVision (244 problems).
What a benchmark counts for several families at once is divided among them; families it does not count share what is left, or one
percent each where nothing is left, so that no family is missing.
"""

from collections.abc import Sequence

SHARES: dict[str, dict[str, float]] = {
    "uniform": {},
    "solidgeo": {
        "cube_net": 4, "box_net": 3, "other_net": 4, "dice": 6.6, "polycube": 15, "polycube_views": 11, "three_views": 11, "cuboid": 9.5,
        "prism": 7.5, "pyramid": 13, "cylinder": 10, "cone": 4.6, "sphere": 3.7, "carved": 4.2, "polyhedron_construction": 19,
        "folding": 2.7, "cross_section": 2.3, "revolution": 1.5, "surface_path": 5.3, "liquid": 2.2,
    },
    "mathvision": {"dice": 13, "composite": 59, "carved": 14, "painted_cube": 10},
}  # fmt: skip


def weights(mix: str, families: Sequence[str]) -> list[float]:
    """The share of each family among all; they need not add up to anything."""
    shares = SHARES[mix]
    others = [family for family in families if family not in shares]
    left = max(100 - sum(shares.values()), len(others)) / max(len(others), 1)
    return [shares.get(family, left) for family in families]
