"""Questions on figures whose sizes are letters: answers worked out for the script's sizes, against the facts."""

import math
import re
from random import Random

import pytest

from cpx import solids
from cpx.solids.family.folding import creases
from test_solids_folding import asked


def in_letters(answer: str, names: dict) -> float:
    """The number that an answer in letters comes to for these sizes."""
    words = answer.replace("2πr", "2*pi*r").replace("²", "**2").replace("³", "**3").replace("·", "*").replace("ab/", "a*b/")
    words = re.sub(r"√(\d+)", r"sqrt(\1)", words).replace("√(", "sqrt(").replace("°", "*pi/180")
    words = re.sub(r"(?<=[\da-z)])\s*(?=(sqrt|cos|sin)\()", "*", re.sub(r"(\d)([a-z])", r"\1*\2", words))
    return eval(words, {"sqrt": math.sqrt, "cos": math.cos, "sin": math.sin, "pi": math.pi}, names)


@pytest.mark.parametrize("figure", sorted(creases.MAKERS))
def test_answers_in_letters_are_the_lengths_after_folding(figure):
    solid = solids.make("folding", Random(figure), {"form": "space", "figure": figure, "values": "letter"})
    derived, sizes = solid.facts["derived"], dict(zip("acb" if figure == "trapezoid" else "ab", solid.params["sizes"], strict=False))
    corner, mirror = derived["reach"][0], derived["mirror"]
    for question in asked("folding", solid, "in the letters"):
        size = derived["apart"][mirror + corner] if "apart" in question.question else derived["height"][corner]
        assert in_letters(question.answer, sizes) == pytest.approx(size, abs=2e-4)
        assert all(abs(in_letters(wrong, sizes) - size) > 1e-3 for wrong in question.wrong)


def test_answers_in_the_letter_of_a_square_whose_corners_meet():
    solid = solids.make("folding", Random(5), {"form": "meeting", "figure": "square", "values": "letter"})
    derived, a = solid.facts["derived"], solid.params["sizes"][0]
    found = {"volume": derived["volume"], "surface": derived["surface area"], "How far": derived["distance of P"]}
    for about, size in found.items():
        for question in asked("folding", solid, about):
            assert in_letters(question.answer, {"a": a}) == pytest.approx(size, abs=2e-4)


def test_the_edge_as_long_as_another_is_the_opposite_one():
    solid = solids.make("folding", Random(5), {"form": "meeting", "figure": "triangle", "values": "letter"})
    lengths = {frozenset(pair): size for pair, size in solid.facts["derived"]["lengths"].items()}
    for question in asked("folding", solid, "Which edge"):
        edge = question.question.removesuffix("?")[-2:]
        assert lengths[frozenset(question.answer)] == pytest.approx(lengths[frozenset(edge)])
        assert all(abs(lengths[frozenset(wrong)] - lengths[frozenset(edge)]) > 1e-3 for wrong in question.wrong)


@pytest.mark.parametrize("ends_at", [1, 0.5, 0.667])
def test_the_way_round_a_cone_in_letters_is_the_shortest_one(ends_at):
    solid = solids.make("surface_path", Random(3), {"solid": "cone", "values": "letter", "ends_at": ends_at, "difficulty": 4})
    derived, sizes = solid.facts["derived"], dict(zip("rs", solid.params["sizes"], strict=True))
    for question in asked("surface_path", solid, "How long is the shortest way"):
        assert in_letters(question.answer, sizes) == pytest.approx(derived["length"], abs=1e-3)
        right = in_letters(question.answer, {"r": 1, "s": 3.7})
        assert all(abs(in_letters(wrong, {"r": 1, "s": 3.7}) - right) > 1e-3 for wrong in question.wrong)
