"""Variety for training: looks are drawn from the id, keep what is drawn, and take the trace along."""

import io

import numpy as np
import pytest
from PIL import Image

from cpx.sandbox import Drawing
from cpx.steps.look import Look, Paper, Variety, moved, rendered

PAPER = Paper(tint=(240, 236, 220), rotation=0.0, blur=0.3, noise=2.0, quality=90)


@pytest.fixture
def drawing() -> Drawing:
    """A black bar on white, 100 x 60."""
    rgba = np.full((60, 100, 4), 255, np.uint8)
    rgba[20:40, 10:30, :3] = 0
    element = {"kind": "rectangle", "role": "data", "space": "pixels", "centre": [20, 30], "size": [20, 20], "box": [10, 20, 30, 40]}
    return Drawing(100, 60, rgba.tobytes(), {"size": [100, 60], "axes": [{"box": [0, 0, 100, 60]}], "elements": [element]})


def ink(encoded: bytes) -> list[int]:
    dark = np.argwhere(np.asarray(Image.open(io.BytesIO(encoded)).convert("L")) < 128)
    return [*dark.min(axis=0)[::-1].tolist(), *(dark.max(axis=0)[::-1] + 1).tolist()]


def test_a_look_depends_on_the_id_alone():
    variety = Variety((80, 200), (0, 8), paper=True)
    looks = [variety.draw(str(number)) for number in range(50)]
    assert looks == [variety.draw(str(number)) for number in range(50)]
    assert len(set(looks)) == 50
    assert all(80 <= look.dpi <= 200 and all(0 <= side <= 80 for side in look.margin) for look in looks)
    assert max(abs(look.paper.rotation) for look in looks) < 1


def test_the_dpi_of_a_record_does_not_change_with_its_paper():
    assert Variety((80, 200), None, True).draw("a").dpi == Variety((80, 200)).draw("a").dpi


@pytest.mark.parametrize("paper", [None, PAPER])
def test_boxes_of_the_trace_move_with_the_margin(drawing, paper):
    margin = (100, 50, 30, 0)
    picture = rendered(drawing, Look(100, margin, paper), "a")
    (element,) = (trace := moved(drawing.trace, margin))["elements"]
    assert (picture.width, picture.height) == (113, 65) == tuple(trace["size"])
    assert np.abs(np.subtract(ink(picture.encoded), element["box"])).max() <= 1
    assert element["centre"] == [30, 35]


def test_paper_is_tinted_noisy_and_no_louder_than_said(drawing):
    picture = np.asarray(Image.open(io.BytesIO(rendered(drawing, Look(100, None, PAPER), "a").encoded)), dtype=float)
    page = picture[:, 60:].reshape(-1, 3)
    assert np.abs(page.mean(axis=0) - PAPER.tint).max() < 2
    assert 0.5 < page.std(axis=0).max() < 4


def test_the_same_record_gives_the_same_file(drawing):
    look = Look(100, (10, 10, 10, 10), PAPER)
    assert rendered(drawing, look, "a") == rendered(drawing, look, "a")
    assert rendered(drawing, look, "a").pixels != rendered(drawing, look, "b").pixels


def test_a_transparent_page_lies_on_white(drawing):
    clear = Drawing(10, 10, bytes(400), None)
    picture = Image.open(io.BytesIO(rendered(clear, Look(100, (100, 0, 0, 0), None), "a").encoded))
    assert picture.convert("RGB").getextrema() == ((255, 255),) * 3
