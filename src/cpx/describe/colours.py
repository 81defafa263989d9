"""The name that people use for a colour: the nearest of a small set, measured in Oklab, where distances are as the eye sees them.

Oklab: Bjorn Ottosson, 2020, https://bottosson.github.io/posts/oklab/.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from cpx.describe.wording import listing

_ANCHORS = {
    "red": "dc143c ff0000 d62728 e41a1c e74c3c",
    "dark red": "8b0000 b22222 990000",
    "light red": "ff6666 ff7f7f f08080",
    "maroon": "800000",
    "salmon": "fa8072 ffa07a",
    "coral": "ff7f50",
    "tomato red": "ff6347",
    "orange": "ffa500 ff7f0e f39c12",
    "dark orange": "ff8c00 e67e22 d2691e",
    "light orange": "f4a460 ffbb78 ffcc80 ffd59e",
    "gold": "ffd700 f1c40f",
    "yellow": "fde725 ffff33 ffff00 bfbf00",
    "light yellow": "ffffe0 fffacd ffff99 fff9c4 fff3b0",
    "pale yellow": "f0e68c eee8aa fff2cc",
    "pale orange": "ffdead",
    "pale cyan": "e0ffff",
    "pale turquoise": "afeeee",
    "powder blue": "b0e0e6",
    "greyish blue": "b0c4de",
    "aquamarine": "7fffd4",
    "plum": "dda0dd",
    "pale rose": "ffe4e1",
    "dull red": "cd5c5c",
    "sea green": "2e8b57",
    "peach": "ffdab9 ffe5b4 ffd8b1",
    "dark yellow": "b8860b daa520",
    "cream": "fffff0 ffefd5 fffdd0 faf0e6 fdf5e6",
    "beige": "f5f5dc f5deb3 ffe4c4",
    "tan": "d2b48c deb887 c49c94",
    "brown": "8b4513 8c564b a52a2a a0522d",
    "dark brown": "5c3317 4e342e",
    "olive": "808000 bcbd22 6b8e23",
    "yellow-green": "9acd32 adff2f dbdb8d",
    "lime green": "00ff00 32cd32",
    "light green": "8fbc8f 90ee90 98df8a c8e6c9",
    "green": "008000 2ca02c 4caf50 2ecc71 3cb371",
    "dark green": "006400 1b5e20 228b22",
    "teal": "008080 20b2aa",
    "light turquoise": "8dd3c7",
    "turquoise": "66cdaa 40e0d0 1abc9c 48d1cc",
    "cyan": "00ffff 17becf 00bfbf 00ced1",
    "light cyan": "9edae5 b2ebf2",
    "sky blue": "80b1d3 87ceeb 87cefa 00bfff",
    "light blue": "add8e6 aec7e8 bbdefb a6cee3 deebf7",
    "pale blue": "f0f8ff e3f2fd",
    "steel blue": "4682b4 5f9ea0",
    "blue": "0000ff 1f77b4 3498db 1e90ff 4169e1 2980b9 6495ed",
    "dark blue": "00008b 191970 08306b 1f3a5f 0d47a1",
    "navy": "000080",
    "slate grey": "708090 2f4f4f 34495e",
    "indigo": "4b0082",
    "violet": "ee82ee 8a2be2",
    "purple": "800080 9467bd 9b59b6 9932cc",
    "light purple": "c5b0d5 e1bee7",
    "lavender": "e6e6fa d8bfd8",
    "magenta": "ff00ff bf00bf c71585",
    "pink": "db7093 ffc0cb e377c2 ff69b4 ff1493",
    "light pink": "ffb6c1 f7b6d2 fce4ec",
    "pale pink": "ffebee",
    "pale green": "98fb98 e8f5e9 f0fff0",
}
_EXACT = {"#000000", "#ffffff", "#ff0000", "#0000ff", "#008000", "#ffff00", "#808080"}


def _oklab(red: int, green: int, blue: int) -> tuple[float, float, float]:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red / 255, green / 255, blue / 255))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


GREYEST = 0.012
"""Chroma below which the eye sees no hue."""
GREYS = (
    (0.25, "black"), (0.53, "dark grey"), (0.82, "grey"), (0.885, "light grey"), (0.955, "very light grey"), (0.985, "nearly white"),
    (2.0, "white"),
)  # fmt: skip
"""Lightness up to which a grey bears each name."""
_TINTED = [(_oklab(*_channels("#" + code)), name) for name, codes in _ANCHORS.items() for code in codes.split()]


@lru_cache(maxsize=4096)
def name(colour: str) -> str:
    """`#1f77b4` -> `blue`; an alpha is not part of the name."""
    here = _oklab(*_channels(colour))
    if math.hypot(here[1], here[2]) < GREYEST:
        return next(word for lightness, word in GREYS if here[0] <= lightness)
    return min(_TINTED, key=lambda named: sum((a - b) ** 2 for a, b in zip(here, named[0], strict=True)))[1]


def opacity(colour: str) -> float:
    """1 is opaque."""
    return int(colour[7:9], 16) / 255 if len(colour) == 9 else 1.0


def colour(code: str, precise: bool = True) -> str:
    """`blue (#1f77b4)`; `translucent blue (#1f77b4, 40% opaque)`; plain `black`, `red` where the name says it all."""
    veil = opacity(code)
    word = name(code) if veil > 0.98 else f"translucent {name(code)}"
    solid = code[:7].lower()
    notes = ([solid] if solid not in _EXACT else []) + ([f"{round(veil * 100)}% opaque"] if veil <= 0.98 else [])
    return f"{word} ({', '.join(notes)})" if precise and notes else word


def names(colours: Sequence[str], limit: int = 8) -> str:
    """The names in order of first use: `red, green and blue`."""
    return listing(dict.fromkeys(name(code) for code in colours), limit)
