"""Pictures of records: found in two places, opened from files and data URIs, refused with a reason."""

import base64
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cpx.errors import RecordError
from cpx.images import find, given, open_image


def png(width: int = 4, height: int = 3) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "PNG")
    return buffer.getvalue()


def refusal(image: str, folder: Path | None = None) -> RecordError:
    with pytest.raises(RecordError) as refused:
        open_image(image, folder)
    return refused.value


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "cwd").mkdir()
    (tmp_path / "input").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    return tmp_path


def test_the_working_directory_comes_before_the_input_files_folder(here):
    (here / "input/a.png").write_bytes(png())
    assert find("a.png", here / "input") == here / "input/a.png"
    (here / "cwd/a.png").write_bytes(png())
    assert find("a.png", here / "input") == here / "cwd/a.png"


def test_a_missing_picture_is_named_with_both_places(here):
    problem = refusal("a.png", here / "input")
    assert problem.kind == "no-image"
    assert str(here / "cwd/a.png") in str(problem)
    assert str(here / "input/a.png") in str(problem)


@pytest.mark.parametrize("name", ["", ".", "a\0b", "\ud800.png", "x" * 5000, "/dev/zero", "http://example.org/a.png", "file:///etc/passwd"])
def test_what_is_no_file_is_no_image(here, name):
    assert refusal(name, here / "input").kind == "no-image"


def test_a_data_uri_is_opened(here):
    picture = open_image("data:image/png;base64," + base64.b64encode(png()).decode(), None)
    assert (picture.size, picture.format) == ((4, 3), "PNG")


@pytest.mark.parametrize(
    "uri",
    ["data:image/png;base64,@@@", "data:image/png;base64,AAAA", "data:text/html;base64,AAAA", "data:image/svg+xml,<svg/>", "data:"],
)
def test_a_data_uri_that_holds_no_picture_is_refused(here, uri):
    assert refusal(uri).kind == "bad-image"


def test_a_picture_cut_off_is_refused(here):
    whole = BytesIO()
    Image.effect_noise((64, 64), 50).save(whole, "PNG")
    Path("cut.png").write_bytes(whole.getvalue()[:1000])
    assert refusal("cut.png").kind == "bad-image"


@pytest.mark.parametrize("size", [(4097, 4096), (100_000, 100_000)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_decompression_bomb_is_refused_before_it_is_decoded(here, size):
    bomb = bytearray(png())
    bomb[16:24] = size[0].to_bytes(4) + size[1].to_bytes(4)
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4)
    Path("bomb.png").write_bytes(bomb)
    assert refusal("bomb.png").kind == "large-image"


@pytest.mark.parametrize("name", ["a.eps", "a.ppm", "a.ico"])
def test_a_format_that_figures_never_have_is_not_decoded(here, name):
    Image.new("RGB", (32, 32)).save(name)
    assert refusal(name).kind == "bad-image"


def test_a_photograph_taken_sideways_is_turned_upright(here):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (8, 4)).save("photo.jpg", exif=exif)
    assert open_image("photo.jpg", None).size == (4, 8)


def test_an_image_that_is_no_path_is_told_apart_from_none():
    for image, said in ((5, "`image` is int, not a path"), (None, "none here"), ("", "none here")):
        with pytest.raises(RecordError, match=said):
            given(image, "none here")
