"""Pictures as a model takes them: no more pixels than it can use, in a format that every server reads."""

from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from cpx import images
from cpx.models.ask import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

UNDERSTOOD = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""First bytes of what is sent as it is."""
MOST_PIXELS = 1280 * 32 * 32
"""Qwen3-VL's budget of 1280 visual tokens; more is resized by most servers anyway."""


def shown(encoded: bytes, most: int, label: str) -> Picture:
    """The picture as it is where it fits, else scaled down to `most` pixels, as PNG."""
    kind = next((kind for start, kind in UNDERSTOOD.items() if encoded.startswith(start)), None)
    if kind and upright_size(encoded) <= most:
        return Picture(kind, encoded)
    return Picture("image/png", png(fitted(images.decode(encoded, label), most)))


def upright_size(encoded: bytes) -> float:
    """Pixels, by the file's head alone; infinite for a picture that its camera held sideways, or that cannot be read."""
    from PIL import Image

    try:
        picture = Image.open(BytesIO(encoded), formats=("PNG", "JPEG"))
    except Exception:  # the decoder will say what is wrong with it
        return float("inf")
    turned = picture.format == "JPEG" and picture.getexif().get(0x0112, 1) != 1
    return float("inf") if turned else picture.width * picture.height


def fitted(picture: "Image", most: int) -> "Image":
    """On white, since many models take transparent for black."""
    from PIL import Image

    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    picture = picture.convert("RGB")
    scale = min(1.0, sqrt(most / (picture.width * picture.height)))
    size = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    return picture if scale == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)


def png(picture: "Image") -> bytes:
    kept = BytesIO()
    picture.save(kept, "PNG", compress_level=1)
    return kept.getvalue()
