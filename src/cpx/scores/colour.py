"""Colours as people tell them apart: sRGB to CIE Lab (D65), and the CIEDE2000 difference.

Sources: IEC 61966-2-1; CIE 15:2004; Sharma, Wu, Dalal (2005), "The CIEDE2000 color-difference formula".
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]], np.float32)
WHITE = np.array([0.95047, 1.0, 1.08883], np.float32)
LEVELS = np.arange(256, dtype=np.float32) / 255
LINEAR = np.where(LEVELS <= 0.04045, LEVELS / 12.92, ((LEVELS + 0.055) / 1.055) ** 2.4).astype(np.float32)


def lab(rgb: Array) -> Array:
    """(..., 3) bytes of sRGB -> (..., 3) L (0 to 100), a, b as float32."""
    xyz = LINEAR[rgb] @ (TO_XYZ / WHITE[:, None]).T
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def over(rgba: Array, ground: Array) -> Array:
    """(n, 4) bytes painted on a ground (3,) -> (n, 3) bytes."""
    alpha = rgba[:, 3:].astype(float) / 255
    return np.rint(rgba[:, :3] * alpha + ground * (1 - alpha)).astype(np.uint8)


def difference(one: Array, other: Array) -> Array:
    """CIEDE2000 between Lab colours of shapes that broadcast: 1 is just visible, over 20 is another colour."""
    l1, a1, b1 = np.moveaxis(np.asarray(one, dtype=float), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(other, dtype=float), -1, 0)
    mean7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 1.5 - 0.5 * np.sqrt(mean7 / (mean7 + 25.0**7))
    c1, c2 = np.hypot(g * a1, b1), np.hypot(g * a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, g * a1)) % 360, np.degrees(np.arctan2(b2, g * a2)) % 360
    grey = c1 * c2 == 0
    dh = np.where(grey, 0.0, (h2 - h1 + 180) % 360 - 180)
    hue = np.where(grey, h1 + h2, (h1 + dh / 2) % 360)
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    turn = np.radians(hue)
    t = 1 - 0.17 * np.cos(turn - np.pi / 6) + 0.24 * np.cos(2 * turn)
    t = t + 0.32 * np.cos(3 * turn + np.radians(6)) - 0.20 * np.cos(4 * turn - np.radians(63))
    sl = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    dhue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2)) / sh
    return np.sqrt(np.maximum(dl**2 + dc**2 + dhue**2 + rotation * dc * dhue, 0))
