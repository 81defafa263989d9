"""Questions on figures in a frame: coordinates of points, components, lengths and products of vectors, normals of planes.

Everything is asked only where the picture gives the numbers from which it follows.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations, permutations
from random import Random
from typing import Any

from cpx.solids.page.script import pair
from cpx.solids.page.vectors import Vec, add, cross, dot, length, sub, times
from cpx.solids.questions import Question, chosen, counted, measure
from cpx.solids.wire import questions

Points = Mapping[str, Vec]


def ask(facts: Mapping[str, Any], rng: Random) -> list[Question]:
    """What can be worked out from the coordinates, then what can be counted."""
    derived = facts["derived"]
    points = {name: (p[0], p[1], p[2]) for name, p in derived["coordinates"].items()}
    opening = f"The figure shows {derived['described']}."
    if "vectors" in derived:
        thought = _of_vectors(opening, points, derived, rng)
        return chosen(thought, counted(facts["visible"], rng), rng)
    if not set(derived["dimensions"]) <= set(derived["printed"]):
        return chosen([], counted(facts["visible"], rng), rng)
    thought = [*_places(opening, points, derived, rng), *_between(opening, points, derived, rng)]
    thought += [_normal(opening, points, plane, rng) for plane in derived["planes"]]
    return chosen(thought, questions.ask(facts, rng), rng)


def _places(opening: str, points: Points, derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Coordinates of a point that is not given, best one off the axes; the middle of two points."""
    free = [name for name in points if name not in derived["noted"] and sum(part != 0 for part in points[name]) > 1]
    a, b = rng.sample(list(points), 2)
    middle = times(add(points[a], points[b]), 0.5)
    made = [_triple(f"{opening} What are the coordinates of {name}?", points[name], rng) for name in rng.sample(free, min(len(free), 1))]
    return [*made, _triple(f"{opening} What are the coordinates of the midpoint of {a}{b}?", middle, rng, [sub(points[b], points[a])])]


def _between(opening: str, points: Points, derived: Mapping[str, Any], rng: Random) -> list[Question]:
    """Components, length and products of lines that are drawn, or of some that are not."""
    drawn = [tuple(pair) for pair in derived["lines"]]
    others = [pair for pair in combinations(points, 2) if list(pair) not in derived["joined"]] or list(combinations(points, 2))
    pairs = drawn if len(drawn) > 1 else drawn + others
    a, b = pairs[0] if drawn else rng.choice(pairs)
    p, q = rng.choice([pair for pair in pairs if set(pair) != {a, b}] or derived["joined"])
    one, other = sub(points[b], points[a]), sub(points[q], points[p])
    made = [
        _triple(f"{opening} What are the components of the vector from {a} to {b}?", one, rng, [add(points[a], points[b])]),
        measure(f"{opening} How long is {a}{b}?", length(one), (2, 1 / 2, 3 / 2, 3 / 4), "", rng),
        _product(f"{opening} What is the dot product of the vectors {a}{b} and {p}{q}?", one, other),
    ]
    return [*made, _angle(f"{opening} How large is the angle between the lines {a}{b} and {p}{q}, in degrees?", one, other, rng)]


def _of_vectors(opening: str, points: Points, derived: Mapping[str, Any], rng: Random) -> list[Question]:
    names = derived["vectors"]
    a = points[names[0]]
    if len(names) == 1:
        foot = (a[0], a[1], 0.0)
        text = f"{opening} What are the coordinates of the foot of the perpendicular from A to the xy-plane?"
        far = f"{opening} How far is A from the z-axis?"
        return [
            measure(f"{opening} How long is the vector OA?", length(a), (2, 1 / 2, 3 / 2), "", rng),
            _triple(text, foot, rng, [(a[0], 0.0, a[2]), (0.0, a[1], a[2])]),
            measure(far, length(foot), (length(a) / length(foot), a[2] / length(foot), 2), "", rng),
        ]
    b = points[names[1]]
    made = [
        _product(f"{opening} What is the dot product of OA and OB?", a, b),
        _triple(f"{opening} What are the components of OA + OB?", add(a, b), rng, [sub(a, b), sub(b, a)]),
        _triple(f"{opening} What are the components of the vector AB?", sub(b, a), rng, [sub(a, b), add(a, b)]),
        _triple(f"{opening} What are the components of the cross product of OA and OB?", cross(a, b), rng, [cross(b, a)]),
        measure(f"{opening} How far is it from A to B?", length(sub(a, b)), (2, 1 / 2, length(add(a, b)) / length(sub(a, b))), "", rng),
    ]
    if derived["sum"]:
        area = length(cross(a, b))
        made.append(measure(f"{opening} OACB is a parallelogram. What is its area?", area, (1 / 2, 2, dot(a, b) / area or 3), "", rng))
    if len(names) > 2 and abs(dot(cross(a, b), points[names[2]])) > 1e-9:
        volume = abs(dot(cross(a, b), points[names[2]]))
        text = f"{opening} What is the volume of the tetrahedron OABC?"
        made.append(measure(text, volume / 6, (6, 3, 2), "", rng))
    return made


def _triple(text: str, right: Vec, rng: Random, slips: Sequence[Vec] = ()) -> Question:
    """Asks for coordinates; wrong are usual slips, then the same numbers in another order, or one of them changed."""
    others = [pair(slip) for slip in slips]
    mixed = [pair(order) for order in permutations(right)]
    rng.shuffle(mixed)
    changed = [pair(tuple(part + (step if k == axis else 0) for k, part in enumerate(right))) for axis in range(3) for step in (1, -1)]
    rng.shuffle(changed)
    wrong = [other for other in dict.fromkeys([*others, *mixed, *changed]) if other != pair(right)]
    return Question(text, pair(right), wrong[:3])


def _product(text: str, a: Vec, b: Vec) -> Question:
    right = dot(a, b)
    parts = [x * y for x, y in zip(a, b, strict=True)]
    slips = [-right, parts[0] + parts[1] - parts[2], parts[0] - parts[1] + parts[2], right + 2, right - 1, right + 4]
    wrong = [f"{slip:g}" for slip in dict.fromkeys(slips) if f"{slip:g}" not in (f"{right:g}", "-0")]
    return Question(text, f"{right + 0.0:g}", wrong[:3])


def _angle(text: str, a: Vec, b: Vec, rng: Random) -> Question:
    """Between two lines, so at most a right angle."""
    degrees = math.degrees(math.acos(min(1.0, abs(dot(a, b)) / length(a) / length(b))))
    right = f"{degrees:.1f}".removesuffix(".0")
    hint = " Round to one decimal." if abs(degrees - round(degrees)) > 1e-6 else ""
    slips = [90 - degrees, *rng.sample([30.0, 45.0, 60.0, 90.0, 53.1, 36.9], 4)]
    wrong = [f"{slip:.1f}".removesuffix(".0") for slip in slips if abs(slip - degrees) > 2 and slip > 1]
    return Question(text + hint, f"{right}°", [f"{slip}°" for slip in dict.fromkeys(wrong)][:3])


def _normal(opening: str, points: Points, plane: Sequence[str], rng: Random) -> Question:
    """Which vector is perpendicular to the shaded plane."""
    a, b, c = (points[name] for name in plane[:3])
    normal = cross(sub(b, a), sub(c, a))
    whole = [round(4 * part) for part in normal]
    shared = math.gcd(*whole)
    right = tuple(part // shared for part in whole)
    options = {tuple(order) for order in permutations(right)} | {
        (right[0], right[1], -right[2]),
        (right[0], -right[1], right[2]),
        (1, 1, 1),
    }
    options |= {(1, 2, 1), (2, 1, -1), (1, 0, 1)}
    wrong = sorted(option for option in options if any(option) and length(cross(option, right)) > 1e-9)  # type: ignore[arg-type]
    text = f"{opening} Which of these vectors is perpendicular to the plane {''.join(plane)}?"
    return Question(text, pair(right), [pair(option) for option in rng.sample(wrong, 3)])
