"""Questions on solids: every answer is worked out again by other means, and none has two right options."""

import re
from collections import Counter
from itertools import product
from random import Random

import numpy as np
import pytest

from cpx import solids
from cpx.solids.mix import SHARES, weights
from cpx.solids.questions import Question, choice

FAMILIES = solids.families()


def asked(family: str, number: int = 25, **params: str):
    for i in range(number):
        solid = solids.make(family, Random(f"questions/{i}"), params)
        for question in solids.ask(family, solid.facts, Random(i)):
            yield solid, question


@pytest.mark.parametrize("family", FAMILIES)
def test_every_figure_has_one_to_three_questions_whose_options_differ(family):
    found = Counter(solid.code for solid, _ in asked(family, 12))
    assert len(found) == 12
    assert set(found.values()) <= {1, 2, 3}
    for _, question in asked(family, 12):
        assert len({question.answer, *question.wrong}) == 1 + len(question.wrong)


@pytest.mark.parametrize("family", FAMILIES)
def test_counts_asked_for_are_those_of_the_facts(family):
    for solid, question in asked(family):
        if found := re.fullmatch(r"How many (.*) does the figure show\?", question.question):
            assert int(question.answer) == solid.facts["visible"]["counts"][found[1]]


def test_a_choice_holds_the_answer_under_its_letter():
    made = choice(Question("How many?", "3", ["1", "2", "4"]), Random(0))
    assert made["options"][made["answer"]] == made["value"] == "3"
    assert sorted(made["options"].values()) == ["1", "2", "3", "4"]


def test_a_question_without_wrong_answers_has_no_options():
    assert choice(Question("How many?", "3", []), Random(0)) == {"question": "How many?", "answer": "3", "value": "3"}


# Answers by other means


def folded(cells):
    """The outward direction of each square, the net rolled like a carpet: a path from the first square, one quarter turn a step."""
    start = cells[0]
    frames, queue = {start: np.eye(3, dtype=int)}, [start]  # rows: right, up, outward
    for x, y in queue:
        right, up, out = frames[x, y]
        steps = {(1, 0): (-out, up, right), (-1, 0): (out, up, -right), (0, 1): (right, -out, up), (0, -1): (right, out, -up)}
        for (dx, dy), frame in steps.items():
            if (x + dx, y + dy) in cells and (x + dx, y + dy) not in frames:
                frames[x + dx, y + dy] = np.array(frame)
                queue.append((x + dx, y + dy))
    return {cell: tuple(frame[2]) for cell, frame in frames.items()}


def squares(said: str):
    """The cells of a shape by the words of its caption, read row by row from the top."""
    counts, starts = (list(map(int, re.findall(r"\d+", part))) for part in said.split("begin in columns"))
    return counts, starts


def test_nets_fold_as_the_answers_say():
    answers = Counter()
    for solid, question in asked("cube_net", 60):
        rows = [said for said in solid.facts["visible"]["statements"] if "rows from top" in said]
        if "Can the flat pattern" in question.question and rows:
            counts, starts = squares(rows[0])
            if sum(counts) == 6 and len(counts) == len(starts):
                cells = [(start + k, -i) for i, (count, start) in enumerate(zip(counts, starts, strict=True)) for k in range(count)]
                if connected(cells):
                    answers[question.answer] += 1
                    assert question.answer == ("Yes" if len(set(folded(cells).values())) == 6 else "No")
    assert set(answers) == {"Yes", "No"}


def connected(cells) -> bool:
    return len(folded(cells)) == len(cells)


def test_piles_are_counted_from_their_heights():
    seen = Counter()
    for solid, question in asked("polycube", 60):
        if "Every cube stands" not in question.question:
            continue
        told = [said.split(":")[1] for said in solid.facts["visible"]["statements"] if "Heights" in said]
        h = np.pad(np.array([list(map(int, re.findall(r"\d+", said))) for said in told]), 1)
        sides = sum(np.maximum(h - np.roll(h, shift, axis), 0).sum() for shift, axis in product((1, -1), (0, 1)))
        expected = {
            "made of": h.sum(),
            "surface": sides + 2 * (h > 0).sum(),
            "from the top": (h > 0).sum(),
            "from the front": h.max(0).sum(),
            "from the right": h.max(1).sum(),
        }
        for part, count in expected.items():
            if part in question.question:
                seen[part] += 1
                assert int(question.answer) == count
    assert len(seen) == 5


def value(text: str) -> float:
    outside, inside = re.fullmatch(r"(\d*\.?\d*)(?:√(\d+))?", text).groups()
    return float(outside or 1) * float(inside or 1) ** 0.5


def test_lines_of_a_construction_are_as_long_as_in_the_script():
    from test_solids_measured import points_of

    found = 0
    for solid, question in asked("polyhedron_construction", 60, code_entry="straight", code_store="dict"):
        if name := re.search(r"How long is (\w)(\d?)(\w)(\d?)\?", question.question):
            points = points_of(solid.code)
            a, b = name[1] + name[2], name[3] + name[4]
            assert np.linalg.norm(np.array(points[a]) - points[b]) == pytest.approx(value(question.answer), rel=5e-3)
            found += 1
    assert found > 5


def test_construction_solids_obey_euler():
    for solid, question in asked("polyhedron_construction", 40):
        counts = solid.facts["derived"]
        if name := re.search(r"how many (vertices|edges|faces) has", question.question):
            v, e, f = counts["V"], counts["E"], counts["F"]
            assert int(question.answer) == {"vertices": e - f + 2, "edges": v + f - 2, "faces": e - v + 2}[name[1]]


def test_sections_have_as_many_corners_as_their_shape_says():
    corners = {"triangle": 3, "quadrilateral": 4, "pentagon": 5, "hexagon": 6, "heptagon": 7}
    for solid, question in asked("cross_section", 40):
        section = solid.facts["visible"].get("section")
        if question.question.startswith("What shape") and section:
            assert corners[question.answer] == len(section)
        if "other part" in question.question:
            whole, one = map(float, re.findall(r"volume (\d+\.?\d*)", question.question))
            assert float(question.answer) == pytest.approx(whole - one)
            assert whole == pytest.approx(sum(solid.facts["derived"]["volumes of the parts"]), abs=0.01)


# The stream


def test_mixes_have_every_family_and_the_shares_of_the_benchmark():
    for mix, shares in SHARES.items():
        drawn = dict(zip(FAMILIES, weights(mix, FAMILIES), strict=True))
        assert min(drawn.values()) > 0
        assert all(drawn[family] == share for family, share in shares.items() if family in drawn)


def test_questions_do_not_change_the_figure():
    plain = [solids.generate(5, i, FAMILIES) for i in range(6)]
    questioned = [solids.generate(5, i, FAMILIES, asked=True) for i in range(6)]
    assert all(record.pop("questions") for record in questioned)
    assert plain == questioned


def test_params_and_difficulty_are_kept():
    record = solids.generate(5, 0, ["cuboid"], params={"solid": "cube"}, difficulty=2)
    assert record["source"]["params"]["solid"] == "cube"
    assert record["source"]["params"]["difficulty"] == 2


def test_a_question_on_no_painted_face_says_no_exactly():
    texts = [question.question for _, question in asked("painted_cube", 60)]
    assert any("have no painted face?" in text for text in texts)
    assert not any("exactly no" in text for text in texts)
