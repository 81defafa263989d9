"""How pictures may vary for training: resolution, margins, and the look of a scanned page, drawn for each record from its id.

Models that only see clean renderings at one resolution stumble over photographed and scanned pages, which benchmarks are full of.
Nothing here changes what is drawn: counts, texts and relations stay true, and boxes in the trace move with the margin. A page's
rotation stays under one degree and is only recorded, since it moves a box by less than the width of its frame.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from cpx.sandbox import Drawing, pixel_hash


class Paper(NamedTuple):
    """One scanned page."""

    tint: tuple[int, int, int]
    """Colour of the paper."""
    rotation: float
    """Degrees anticlockwise."""
    blur: float
    """Radius in pixels."""
    noise: float
    """Standard deviation in grey levels of 255."""
    quality: int
    """Of the JPEG file."""


class Look(NamedTuple):
    """How one picture is rendered."""

    dpi: int
    margin: tuple[int, int, int, int] | None
    """Left, top, right, bottom, in per mille of the picture's longer side."""
    paper: Paper | None

    def told(self) -> dict[str, Any]:
        """What the record says of it."""
        margin = {"margin": list(self.margin)} if self.margin else {}
        return {**margin, **({"paper": self.paper._asdict()} if self.paper else {})}


class Variety(NamedTuple):
    """What looks may be drawn."""

    dpi: tuple[int, int] = (100, 100)
    margin: tuple[int, int] | None = None
    """Least and most, in percent of the picture's longer side."""
    paper: bool = False

    def draw(self, name: str) -> Look:
        """The look of the record with this id: the same in every run, whatever the order and the number of jobs."""
        rng = Random(hashlib.sha256(f"look:{name}".encode("utf-8", "surrogatepass")).digest())
        dpi, sides, page = rng.randint(*self.dpi), [rng.random() for _ in range(4)], paper(rng)
        return Look(dpi, self.margins(sides), page if self.paper else None)

    def margins(self, sides: list[float]) -> tuple[int, int, int, int] | None:
        if self.margin is None:
            return None
        low, high = self.margin
        left, top, right, bottom = (round(10 * (low + share * (high - low))) for share in sides)
        return left, top, right, bottom


def paper(rng: Random) -> Paper:
    """White to cream or grey paper, flat on the glass but never quite straight."""
    light, warmth = rng.randint(232, 254), rng.randint(0, 22)
    return Paper(
        tint=(light, light - warmth // 3, light - warmth),
        rotation=round(rng.uniform(-0.9, 0.9), 2),
        blur=round(rng.uniform(0.2, 0.7), 2),
        noise=round(rng.uniform(1.0, 5.0), 1),
        quality=rng.randint(60, 92),
    )


class Picture(NamedTuple):
    """A picture as it is kept."""

    width: int
    height: int
    pixels: str
    """Hash of dimensions and pixels."""
    encoded: bytes
    suffix: str


def rendered(drawing: Drawing, look: Look, name: str) -> Picture:
    """The drawing with its margins and on its paper."""
    from PIL import Image

    drawn = Image.frombytes("RGBA", (drawing.width, drawing.height), drawing.rgba)
    page = bordered(Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("RGB"), look.margin)
    encoded, suffix = (scanned(page, look.paper, name), ".jpg") if look.paper else (png(page), ".png")
    seen = Image.open(io.BytesIO(encoded)).convert("RGBA")
    return Picture(*seen.size, pixel_hash(*seen.size, seen.tobytes()), encoded, suffix)


class Place(NamedTuple):
    """Where a drawing lies on its page, in pixels."""

    left: int
    top: int
    width: int
    height: int


def place(size: tuple[int, int], margin: Sequence[int] | None) -> Place:
    """The place of a drawing of this size, and the size of the page."""
    left, top, right, bottom = (round(share * max(size) / 1000) for share in margin or (0, 0, 0, 0))
    return Place(left, top, size[0] + left + right, size[1] + top + bottom)


def bordered(drawn: Any, margin: Sequence[int] | None) -> Any:
    """The picture on a larger page of its corner's colour."""
    from PIL import Image

    spot = place(drawn.size, margin)
    page = Image.new("RGB", (spot.width, spot.height), drawn.getpixel((0, 0)))
    page.paste(drawn, (spot.left, spot.top))
    return page


def scanned(page: Any, look: Paper, name: str) -> bytes:
    """The page as a scanner would give it, as a JPEG file."""
    import numpy as np
    from PIL import Image, ImageFilter

    turned = page.rotate(look.rotation, Image.Resampling.BICUBIC, fillcolor=page.getpixel((0, 0)))
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(look.blur)), dtype=np.float32)
    seed = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    grain = np.random.default_rng(seed).standard_normal(soft.shape[:2], dtype=np.float32) * look.noise
    grey = soft * (np.array(look.tint, dtype=np.float32) / 255) + grain[:, :, None]
    kept = io.BytesIO()
    Image.fromarray(grey.round().clip(0, 255).astype(np.uint8)).save(kept, "JPEG", quality=look.quality)
    return kept.getvalue()


def png(page: Any) -> bytes:
    kept = io.BytesIO()
    page.save(kept, "PNG", compress_level=1)
    return kept.getvalue()


def moved(trace: Mapping[str, Any], margin: Sequence[int] | None) -> dict[str, Any]:
    """The trace of a drawing that got these margins, if any."""
    if margin is None:
        return dict(trace)
    left, top, *size = place(tuple(trace["size"]), margin)
    parts = {field: [shifted(part, left, top) for part in trace[field]] for field in ("axes", "elements") if field in trace}
    return {**trace, **parts, "size": size}


def shifted(part: Mapping[str, Any], left: int, top: int) -> dict[str, Any]:
    """Axes or an element, with all that is measured in pixels of the image."""

    def step(point: Sequence[float | None]) -> list[float | None]:
        return [value if value is None else round(value + offset, 1) for value, offset in zip(point, (left, top), strict=False)]

    new = dict(part)
    if "box" in part:
        new["box"] = [*step(part["box"][:2]), *step(part["box"][2:])]
    if part.get("space") == "pixels":
        new |= {field: [step(point) for point in part[field]] for field in ("xy", "centres") if field in part}
        new |= {"centre": step(part["centre"])} if "centre" in part else {}
        new |= {"parts": [[step(point) for point in line] for line in part["parts"]]} if "parts" in part else {}
        new |= (
            {"range": [[end + offset for end in ends] for ends, offset in zip(part["range"], (left, top), strict=True)]}
            if "range" in part
            else {}
        )
    return new
