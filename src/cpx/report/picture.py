"""A record's picture on the page: a small copy inside it, and a link to the file, or the reason why there is none."""

import base64
import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from cpx.errors import RecordError
from cpx.images import decode, find, named, read
from cpx.report.markup import Markup, tag

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL = (360, 540)
"""Widest and highest, in pixels."""
SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"}
"""Files that a browser opens as pictures; a picture named page.html would be opened as a page."""


class Album:
    """Where a page's pictures come from and how they go into it."""

    def __init__(self, page: Path, folder: Path | None, embed: bool) -> None:
        self.page = page
        self.folder = folder
        self.embed = embed

    def picture(self, image: object, alt: str) -> Markup:
        """The picture, linked to its file where it has one. Raises RecordError where it cannot be shown."""
        if not isinstance(image, str):
            raise RecordError("no-image", f"image is {type(image).__name__}, not a path or data URI")
        encoded = read(image, self.folder)
        shown = decode(encoded, named(image))
        inside = image[:5].lower() == "data:"
        if inside or self.embed:
            return drawing(*whole(shown, encoded), shown, alt)
        small = thumbnail(shown)
        thumb = drawing(compressed(small), "image/webp", small, alt)
        link = self.link(find(image, self.folder))
        return tag("a", thumb, href=link, target="_blank", rel="noopener") if link else thumb

    def link(self, path: Path) -> str | None:
        """The file's path from the page, every unusual character escaped, so that it can name no scheme and no server."""
        if path.suffix.lower() not in SUFFIXES:
            return None
        return quote(os.fsencode(os.path.relpath(path, self.page.parent)))


def thumbnail(picture: "Image") -> "Image":
    small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    small.thumbnail(THUMBNAIL)
    return small


def compressed(picture: "Image") -> bytes:
    """WebP: figures take a third of their PNG's size in it."""
    buffer = BytesIO()
    picture.save(buffer, "WEBP", quality=82, method=2)
    return buffer.getvalue()


def whole(picture: "Image", encoded: bytes) -> tuple[bytes, str]:
    """The full picture in a format that browsers show, and its media type."""
    if picture.format in ("PNG", "JPEG", "GIF", "WEBP"):
        return encoded, f"image/{picture.format.lower()}"
    buffer = BytesIO()
    picture.convert("RGBA").save(buffer, "PNG")
    return buffer.getvalue(), "image/png"


def drawing(encoded: bytes, media: str, picture: "Image", alt: str) -> Markup:
    width, height = picture.size
    uri = f"data:{media};base64,{base64.b64encode(encoded).decode('ascii')}"
    return tag("img", src=uri, alt=alt, width=width, height=height, loading="lazy", decoding="async")
