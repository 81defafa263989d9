"""Pictures of records: finds the file that a record names, opens it or a data URI, and refuses what is broken or far too large."""

import base64
import binascii
import os
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cpx.errors import RecordError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 4096 * 4096
MOST_BYTES = 8 * MOST_PIXELS
"""Encoded: no picture of so many pixels needs more, even raw with 16 bits a channel."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
"""Only these: Pillow hands some others (EPS) to programs outside."""

ADDRESS = re.compile(r"[a-z][a-z+.-]+://", re.IGNORECASE)
DATA_URI = re.compile(r"data:image/[\w.+-]+;base64,", re.ASCII | re.IGNORECASE)


def given(image: object, none: str) -> str:
    """The path or data URI of a record; raises RecordError "no-image", which says `none` where it is absent, and what else it is."""
    if not image and (image is None or isinstance(image, str)):
        raise RecordError("no-image", none)
    if not isinstance(image, str):
        raise RecordError("no-image", f"`image` is {type(image).__name__}, not a path or data URI")
    return image


def find(image: str, folder: Path | None) -> Path:
    """The file that `image` names: tried against the working directory, then `folder`, the input file's.

    Raises RecordError "no-image" where neither has it.
    """
    if ADDRESS.match(image):
        raise RecordError("no-image", f"{named(image)} is an address, and nothing is fetched; save the picture and name its file")
    places = dict.fromkeys(os.path.join(os.path.abspath(place), image) for place in ("", folder or ""))
    for place in places:
        if os.path.isfile(place):  # "no" to NUL, overlong names, pipes and devices alike
            return Path(place)
    raise RecordError("no-image", f"no picture at {' nor at '.join(map(named, places))}; run from the folder that its path starts in")


def open_image(image: str, folder: Path | None) -> "Image":
    """The decoded first frame of a path or data URI, the right way up; its `format` says how it was encoded.

    Raises RecordError "no-image" (not there), "bad-image" (not a picture, or cut off) or "large-image" (over 4096 x 4096 pixels).
    """
    return decode(read(image, folder), named(image))


def read(image: str, folder: Path | None) -> bytes:
    """The encoded bytes of a path or data URI; raises RecordError "no-image", "bad-image" or "large-image"."""
    if image[:5].lower() == "data:":
        return payload(image)
    path = find(image, folder)
    try:
        with path.open("rb") as file:
            encoded = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise RecordError("no-image", f"{named(image)} cannot be read: {problem.strerror}") from None
    if len(encoded) > MOST_BYTES:
        raise RecordError("large-image", f"{named(image)} has more than {MOST_BYTES >> 20} MiB")
    return encoded


def payload(uri: str) -> bytes:
    """What a `data:image/...;base64,` URI holds."""
    start = DATA_URI.match(uri)
    if not start:
        raise RecordError("bad-image", f"{named(uri)} is not a data:image/...;base64, URI")
    try:
        return base64.b64decode(uri[start.end() :], validate=True)
    except (binascii.Error, ValueError) as problem:
        raise RecordError("bad-image", f"{named(uri)} is not base64: {problem}") from None


def decode(encoded: bytes, label: str) -> "Image":
    """The picture in `encoded`; `label` names it in errors."""
    from PIL import Image, ImageOps

    try:
        picture = Image.open(BytesIO(encoded), formats=FORMATS)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise RecordError("large-image", f"{label} has {width} x {height} pixels; the most is {MOST_PIXELS:,} in all")
        picture.load()
        kind = picture.format
        ImageOps.exif_transpose(picture, in_place=True)
        picture.format = kind
    except RecordError:
        raise
    except Image.DecompressionBombError:
        raise RecordError("large-image", f"{label} has far more than the {MOST_PIXELS:,} pixels that are the most") from None
    except Exception as problem:  # Pillow's decoders meet a broken file with nearly every class there is
        raise RecordError("bad-image", f"{label} is no picture that can be read: {reason(problem)}") from None
    return picture


def reason(problem: Exception) -> str:
    """Pillow's words, without the memory address that would make two runs differ."""
    from PIL import UnidentifiedImageError

    return f"not one of {', '.join(FORMATS)}" if isinstance(problem, UnidentifiedImageError) else str(problem)


def named(image: str) -> str:
    """The path for a message, quoted and cut: a data URI may be megabytes."""
    return repr(image if len(image) <= 300 else f"{image[:60]}...")
