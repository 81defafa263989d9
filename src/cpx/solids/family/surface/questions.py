"""Questions on surfaces: name, equation, cuts by planes, what lies at the origin, normals, and volumes under a graph."""

import math
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from cpx.solids.family.surface import surfaces
from cpx.solids.family.surface.surfaces import SURFACES
from cpx.solids.page.script import pair
from cpx.solids.page.words import with_article
from cpx.solids.questions import Question, chosen, counted

CUTS = ("circle", "ellipse", "hyperbola", "parabola", "two lines that meet", "two parallel lines")
FLAT = ("lowest point", "highest point", "saddle point", "no point of the surface")


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What follows from the equation that the question states, then counts."""
    derived = facts["derived"]
    thought = _of_region(derived, rng) if derived["form"] == "region" else _of_surface(derived, rng)
    return chosen(thought, counted(facts["visible"], rng), rng)


def _of_surface(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    opening = f"The figure shows the surface {derived['equation']}."
    if derived["form"] == "normal":
        return [_normal(opening, derived, rng)]
    nouns = sorted({surface.noun for surface in SURFACES.values()} - {derived["noun"]})
    called = [with_article(noun) for noun in rng.sample(nouns, 3)]
    made = [Question("What is the surface in the figure called?", with_article(derived["noun"]), called)]
    others = [surface for surface in SURFACES.values() if surface.noun != derived["noun"] and not surface.noun.startswith("paraboloid")]
    wrong = [surfaces.readable(surface, surfaces.given(surface, surface.sizes[0])) for surface in rng.sample(others, 3)]
    made.append(Question("Which equation fits the surface in the figure?", derived["equation"], wrong))
    for plane, curve in derived["cuts"]:
        others_cut = rng.sample([other for other in CUTS if other != curve and not _alike(other, curve)], 3)
        text = f"{opening} In what does the plane {plane} cut the whole surface?"
        made.append(Question(text, _named(curve), [_named(other) for other in others_cut]))
    if derived["at the origin"] in ("lowest point", "saddle point"):
        right = derived["at the origin"]
        text = f"{opening} What is the origin for this surface?"
        made.append(Question(text, f"a {right}", [f"a {other}" if "no" not in other else other for other in FLAT if other != right]))
    return made


def _alike(one: str, other: str) -> bool:
    """A circle is an ellipse too; half-lines are easily called lines."""
    return {one, other} in ({"circle", "ellipse"}, {"two lines that meet", "two half-lines that meet"})


def _named(curve: str) -> str:
    return curve if curve.startswith("two") else with_article(curve)


def _normal(opening: str, derived: Mapping[str, Any], rng: Random) -> Question:
    """Which vector is perpendicular to the surface at the point."""
    parts = [Fraction(part).limit_denominator(60) for part in derived["normal"]]
    scale = math.lcm(*(part.denominator for part in parts))
    x, y, z = (int(part * scale) for part in parts)
    slips = [(x, y, -z), (x, y, 0), (y, x, -z), (x + z, y, z), (x, y + z, -z), (z, z, x + y), (1, 1, -1), (0, 0, 1)]
    wrong = [slip for slip in dict.fromkeys(slips) if any(slip) and not _parallel(slip, (x, y, z))]
    at = f"({', '.join(derived['point'])})"
    text = f"{opening} The dot is the point {at}. Which of these vectors is perpendicular to the surface there?"
    return Question(text, pair((x, y, z)), [pair(slip) for slip in rng.sample(wrong, 3)])


def _parallel(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return all(a[i] * b[j] == a[j] * b[i] for i, j in ((0, 1), (1, 2), (0, 2)))


def _of_region(derived: Mapping[str, Any], rng: Random) -> list[Question]:
    opening = f"The figure shows {derived['described']}."
    volume = Fraction(derived["volume"])
    a, b, f = f"{derived['a']:g}", f"{derived['b']:g}", derived["function"]
    slips = [volume * part for part in (Fraction(1, 2), 2, Fraction(3, 2), Fraction(1, 3), Fraction(3, 4))]
    wrong = [str(slip) for slip in slips]
    right = f"\u222b from 0 to {a} \u222b from 0 to {b} ({f}) dy dx"
    slanting = f"\u222b from 0 to {a} \u222b from 0 to {b} - {b}x/{a} ({f}) dy dx"
    others = [f"\u222b from 0 to {b} \u222b from 0 to {a} ({f}) dy dx", f"\u222b from 0 to {a} \u222b from 0 to {f} ({b}) dy dx"]
    others.append(f"\u222b from 0 to {a} \u222b from 0 to {b}x/{a} ({f}) dy dx")
    options = [slanting, right] if derived["triangle"] else [right, slanting]
    if a == b:
        others = others[1:]
    base = Fraction(derived["a"]) * Fraction(derived["b"]) / (2 if derived["triangle"] else 1)
    mean = [str(volume / base * part) for part in (1, 2, Fraction(1, 2), Fraction(3, 2))]
    return [
        Question(f"{opening} What is its volume?", str(volume), rng.sample(wrong, 3)),
        Question(f"{opening} Which integral gives its volume?", options[0], [options[1], *others][:3]),
        Question(f"{opening} What is the mean height of the surface over the region?", mean[0], mean[1:]),
    ]
