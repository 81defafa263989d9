"""Raw pixels to a PNG file, to a name, and to the question whether there is anything to see.

Encoding happens on our side: what runs beside a script hands over pixels only, so no forged file can reach a reader.
zlib-ng at level 2 without row filters: for line art nothing smaller is as fast, and its bytes are stable.
"""

import hashlib
import struct
import sys
from collections.abc import Iterator

LEVEL = 2
BLOCK = 256 << 10
"""Bytes compressed at a time: large pictures stay in the processor's cache."""
GLANCE = 16 << 10
"""Bytes looked at together: most pictures show a second colour soon."""
EIGHT_BIT_RGBA = (8, 6, 0, 0, 0)
"""Bit depth, colour type, compression, filter method, interlacing."""


def png(width: int, height: int, rgba: bytes) -> bytes:
    """The PNG file of a picture given as RGBA rows, 8 bits a channel."""
    from zlib_ng import zlib_ng

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib_ng.crc32(content, zlib_ng.crc32(kind)))

    squeeze = zlib_ng.compressobj(LEVEL)
    squeezed = b"".join([*map(squeeze.compress, blocks(4 * width, rgba)), squeeze.flush()])
    header = struct.pack(">II5B", width, height, *EIGHT_BIT_RGBA)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", squeezed) + chunk(b"IEND", b"")


def blocks(row: int, rgba: bytes) -> Iterator[bytes]:
    """All rows of `row` bytes, each after a zero: no filter."""
    step = max(1, BLOCK // row) * row
    for start in range(0, len(rgba), step):
        block = rgba[start : start + step]
        yield b"\0" + b"\0".join([block[i : i + row] for i in range(0, len(block), row)])


def pixel_hash(width: int, height: int, rgba: bytes) -> str:
    """The picture's name: SHA-256 over its dimensions and raw pixels, in hex."""
    digest = hashlib.sha256(b"%d x %d RGBA\n" % (width, height))
    digest.update(rgba)
    return digest.hexdigest()


def blank(rgba: bytes) -> bool:
    """Whether the picture is of one colour once it lies on white."""
    plain = rgba[:4] * (GLANCE // 4)
    for start in range(0, len(rgba), GLANCE):
        block = rgba[start : start + GLANCE]
        if block != plain[: len(block)]:
            return len(on_white(rgba[:4] + block)) == 1 and len(on_white(rgba)) == 1
    return True


def on_white(rgba: bytes) -> set[tuple[int, ...]]:
    """The colours of a picture that lies on white."""
    pixels = (pixel.to_bytes(4, sys.byteorder) for pixel in set(memoryview(rgba).cast("I")))
    return {tuple((level * alpha + 255 * (255 - alpha) + 127) // 255 for level in colour) for *colour, alpha in pixels}
