"""Raw pixels to a PNG file, to a name, and to the question whether there is anything to see.

Encoding happens on our side: what runs beside a script hands over pixels only, so no forged file can reach a reader.
zlib-ng at level 2 without row filters: for line art nothing smaller is as fast, and its bytes are stable.
"""

import hashlib
import struct
from collections.abc import Iterator

LEVEL = 2
BLOCK = 256 << 10
"""Bytes compressed at a time: large pictures stay in the processor's cache."""
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
    if rgba == rgba[:4] * (len(rgba) // 4):
        return True
    if rgba[3::4].count(255) == len(rgba) // 4:
        return False
    import numpy as np

    colours = np.unique(np.frombuffer(rgba, "<u4")).view(np.uint8).reshape(-1, 4).astype(int)
    seen = (colours[:, :3] * colours[:, 3:] + 255 * (255 - colours[:, 3:]) + 127) // 255
    return bool((seen == seen[0]).all())
