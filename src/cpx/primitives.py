"""Renderer primitives of a drawing: what reached the page, in paint order, whatever API it was drawn with.

The sandbox records them during the one draw; scores compare them. A record names their file in `trace.primitives`.

    load("images/3f/3f0c....prims.npz").rows["stroke"]        # the colour of each
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpx.errors import RecordError

PATH, TEXT, IMAGE = 0, 1, 2
"""`kind`: an image is a picture, a mesh of more than 400 cells, or shaded triangles."""
DATA, FURNITURE, BACKGROUND = 0, 1, 2
"""`role`: furniture is what an axis draws by itself, spines, ticks, tick labels, grid, panes; background the figure's and axes' ground."""
MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 1, 2, 3, 4, 79
"""`codes`, as matplotlib has them: each control point and end point of a curve carries the curve's code."""
ROW = np.dtype(
    [
        ("kind", "u1"),
        ("role", "u1"),
        ("element", "<i4"),  # index into the trace's elements, -1 for none
        ("line", "<i4"),  # of the script, 0 where it is not known
        ("start", "<i4"),  # its vertices are vertices[start:stop]; of texts and images the four corners, closed
        ("stop", "<i4"),
        ("stroke", "u1", 4),  # RGBA; alpha 0 for none
        ("fill", "u1", 4),
        ("width", "<f4"),  # of the stroke, pixels
        ("dash", "<f4", 4),  # first two on-off pairs, pixels; zeros for solid
        ("hatch", "u1"),
        ("clip", "<f4", 4),  # left, top, right, bottom
        ("mask_start", "<i4"),  # a clip path that is no rectangle: its vertices
        ("mask_stop", "<i4"),
        ("text", "<i4"),  # index into strings, -1 for none
        ("size", "<f4"),  # of the font, pixels
        ("angle", "<f4"),  # of the text, degrees, counter-clockwise
        ("image", "<i4"),  # index into images, -1 for none
    ]
)
ROWS, VERTICES, IMAGES, STRINGS = 20_000, 400_000, 1000, 1_000_000
"""At most; of strings, bytes in all."""
THUMB = 16
FIELDS = ("rows", "vertices", "codes", "images", "strings", "page")
LARGEST = ROWS * ROW.itemsize + VERTICES * 9 + IMAGES * 4 * THUMB * THUMB + STRINGS + 16
"""Bytes of all fields together."""
SUFFIX = ".prims.npz"


class Primitives(NamedTuple):
    """All that reached a page. Pixels of the drawing from its top left corner, y down; curves are not flattened, nothing is clipped."""

    rows: NDArray[Any]
    """(n,) of ROW, in paint order."""
    vertices: NDArray[np.float32]
    """(m, 2)."""
    codes: NDArray[np.uint8]
    """(m,)."""
    images: NDArray[np.uint8]
    """(k, 16, 16, 4) RGBA: small copies of what the page shows where an image lies."""
    strings: list[str]
    """Texts as the author wrote them, line by line, mathematics between dollar signs."""
    page: NDArray[np.int32]
    """Width, height, dots per inch, and how many primitives were left out because they were too many."""


def checked(fields: Mapping[str, bytes]) -> Primitives:
    """Primitives from the bytes of each field, which may come from hostile hands; raises ValueError where they cannot be true."""
    if sum(map(len, fields.values())) > LARGEST:
        raise ValueError("too much of them")
    strings = fields["strings"].decode().split("\0") if fields["strings"] else []
    found = Primitives(
        np.frombuffer(fields["rows"], ROW),
        np.frombuffer(fields["vertices"], "<f4").reshape(-1, 2),
        np.frombuffer(fields["codes"], np.uint8),
        np.frombuffer(fields["images"], np.uint8).reshape(-1, THUMB, THUMB, 4),
        strings,
        np.frombuffer(fields["page"], "<i4"),
    )
    if not sound(found):
        raise ValueError("they contradict themselves")
    return found


def sound(found: Primitives) -> bool:
    """Whether every index points into its array and every number is finite."""
    rows, many = found.rows, len(found.vertices)
    spans = (rows["start"], rows["stop"]), (rows["mask_start"], rows["mask_stop"])
    numbers = (found.vertices, *(rows[name] for name in ("width", "dash", "clip", "size", "angle")))
    return bool(
        len(found.codes) == many
        and len(found.page) == 4
        and (found.page[:2] > 0).all()
        and all(((start >= 0) & (start <= stop) & (stop <= many)).all() for start, stop in spans)
        and ((rows["text"] >= -1) & (rows["text"] < len(found.strings))).all()
        and ((rows["image"] >= -1) & (rows["image"] < len(found.images))).all()
        and (rows["element"] >= -1).all()
        and all(np.isfinite(values).all() for values in numbers)
    )


def name(found: Primitives) -> str:
    """SHA-256 of the content, in hex."""
    return hashlib.sha256(b"\n".join(packed(found)[field] for field in FIELDS)).hexdigest()


def packed(found: Primitives) -> dict[str, bytes]:
    """The opposite of `checked`."""
    arrays = {field: value.tobytes() for field, value in found._asdict().items() if field != "strings"}
    return {**arrays, "strings": "\0".join(found.strings).encode()}


def encoded(found: Primitives) -> bytes:
    """As an npz file: same content, same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for field, value in found._asdict().items():
            array = np.frombuffer("\0".join(value).encode(), np.uint8) if field == "strings" else value
            with archive.open(zipfile.ZipInfo(f"{field}.npy"), "w") as member:
                np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
    return file.getvalue()


def load(path: Path) -> Primitives:
    """The primitives in a file; raises RecordError "no-primitives" where it is missing or broken."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return checked({field: file[field].tobytes() for field in FIELDS})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
        raise RecordError("no-primitives", f"{path} holds no primitives that can be read: {problem}; draw the record again") from None
