"""Raw pixels become a PNG that any reader gives back unchanged, a stable name, and a verdict on whether there is anything to see."""

import io
import random

import numpy as np
import pytest
from PIL import Image

from cpx.sandbox import Drawing, encode, pixel_hash


def noise(width: int, height: int) -> bytes:
    return random.Random(width * height).randbytes(4 * width * height)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 700), (700, 1), (333, 257), (1024, 1024), (100_000, 3)])
def test_a_png_gives_back_the_same_pixels(width: int, height: int) -> None:
    rgba = noise(width, height)
    picture = Image.open(io.BytesIO(encode.png(width, height, rgba)))
    picture.verify()
    assert Image.open(io.BytesIO(encode.png(width, height, rgba))).tobytes() == rgba
    assert (picture.size, picture.mode) == ((width, height), "RGBA")


def test_the_same_pixels_give_the_same_bytes() -> None:
    rgba = noise(640, 480)
    assert len({encode.png(640, 480, rgba) for _ in range(20)}) == 1


def test_the_name_depends_on_every_pixel_and_on_the_shape() -> None:
    rgba = noise(20, 10)
    changed = rgba[:-1] + bytes([rgba[-1] ^ 1])
    names = [pixel_hash(20, 10, rgba), pixel_hash(10, 20, rgba), pixel_hash(20, 10, changed)]
    assert len(set(names)) == 3
    assert Drawing(20, 10, rgba, None).pixels == names[0]


@pytest.mark.parametrize(
    ("pixels", "blank"),
    [
        ([[255, 255, 255, 255]] * 6, True),
        ([[0, 0, 0, 255]] * 6, True),
        ([[0, 0, 0, 0]] * 6, True),
        ([[0, 0, 0, 0]] * 5 + [[255, 255, 255, 255]], True),  # both are white on white
        ([[255, 0, 0, 0]] * 5 + [[0, 255, 0, 0]], True),
        ([[255, 255, 255, 255]] * 5 + [[255, 255, 254, 255]], False),
        ([[0, 0, 0, 0]] * 5 + [[0, 0, 0, 9]], False),
    ],
)
def test_blank_is_one_colour_on_white(pixels: list[list[int]], blank: bool) -> None:
    assert encode.blank(np.array(pixels, np.uint8).tobytes()) is blank
