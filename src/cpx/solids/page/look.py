"""The look of a figure: line width, ink, lettering, hidden lines, fills, size on the page; what every family shares."""

from collections.abc import Sequence
from typing import NamedTuple

from cpx.solids.draw import Draw

HIDDEN = {
    "dashed": 'linestyle="--"',
    "dotted": 'linestyle=":"',
    "light": 'color="darkgray"',
}

HIDDEN_NOUN = {"dashed": "dashed", "dotted": "dotted", "light": "grey", "omitted": "omitted"}

# Soft fills that black lines and letters stay readable on; their names are matplotlib's and English at once.
PALETTES = {
    "pastel": ["lightblue", "lightyellow", "lightpink", "palegreen", "plum", "navajowhite"],
    "bright": ["gold", "skyblue", "lightcoral", "lightgreen", "violet", "orange"],
    "cool": ["lightcyan", "lightsteelblue", "paleturquoise", "lavender", "aquamarine", "powderblue"],
    "grey": ["lightgray", "gainsboro", "silver", "whitesmoke", "darkgray", "white"],
}

# Top, front and side of a block in three tones, light from above.
TONES = {
    "blue": ("aliceblue", "lightblue", "steelblue"),
    "sand": ("cornsilk", "wheat", "tan"),
    "green": ("honeydew", "palegreen", "mediumseagreen"),
    "grey": ("white", "lightgray", "darkgray"),
    "rose": ("mistyrose", "lightpink", "palevioletred"),
    "gold": ("lightyellow", "gold", "goldenrod"),
}

_WORDS = {
    "lightblue": "light blue", "lightyellow": "light yellow", "lightpink": "light pink", "palegreen": "pale green",
    "navajowhite": "pale orange", "skyblue": "sky blue", "lightcoral": "light red", "lightgreen": "light green",
    "lightcyan": "pale cyan", "lightsteelblue": "greyish blue", "paleturquoise": "pale turquoise", "powderblue": "powder blue",
    "lightgray": "light grey", "gainsboro": "very light grey", "silver": "grey", "whitesmoke": "nearly white", "darkgray": "grey",
    "mistyrose": "pale rose", "khaki": "pale yellow", "peachpuff": "peach", "midnightblue": "dark blue", "dimgray": "dark grey",
    "steelblue": "steel blue", "indianred": "dull red", "seagreen": "sea green", "goldenrod": "dark yellow",
    "palevioletred": "pink", "wheat": "beige", "aliceblue": "pale blue", "honeydew": "pale green", "cornsilk": "beige",
    "mediumseagreen": "green",
    "darkgreen": "dark green", "crimson": "red", "royalblue": "blue",
}  # fmt: skip


class Look(NamedTuple):
    """What every figure of solids has."""

    ink: str  # colour of lines and letters
    width: float  # of a visible line, points
    font: str  # "stix", "cm", "dejavuserif": mathematics in that face; "serif italic": plain text
    size: float  # of the letters, points
    span: float  # the longer side of the drawing without its labels, points
    margin: float  # white round everything, points


def look(draw: Draw, span: tuple[int, int] = (230, 340)) -> Look:
    """The shared parameters, drawn."""
    return Look(
        ink=draw.one("ink", ("black", "black", "black", "midnightblue")),
        width=draw.one("line_width", (1.2, 1.4, 1.6, 1.8, 2.0)),
        font=draw.one("font", ("stix", "cm", "dejavuserif", "serif italic")),
        size=draw.one("font_size", (13, 14, 15, 16, 17)),
        span=draw.value("span", lambda rng: rng.randint(*span)),
        margin=draw.one("margin", (14, 18, 22, 26)),
    )


def colour_words(name: str) -> str:
    """A colour's name in plain English."""
    return _WORDS.get(name, name)


def joined(names: Sequence[str]) -> str:
    """A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def hatch_words(hatch: str) -> str:
    """What matplotlib's hatch of an area looks like."""
    return "filled with dots" if set(hatch) == {"."} else "hatched"


def printed(name: str, font: str) -> str:
    """A point's name (`A`, `C1`, `A'`) as the script prints it in the font."""
    stem, digits = name.rstrip("0123456789"), name[len(name.rstrip("0123456789")) :]
    if font == "serif italic":
        return stem.replace("'", "′") + digits.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
    return f"${stem}_{digits}$" if digits else f"${stem}$"


def lettering(look: Look) -> tuple[str | None, str]:
    """The rcParams line that the font needs, if any, and the keywords of a text."""
    if look.font == "serif italic":
        return None, f'fontsize={look.size:g}, family="serif", style="italic"'
    return f'plt.rcParams["mathtext.fontset"] = "{look.font}"', f"fontsize={look.size:g}"


def polygon(corners: int) -> str:
    """What a polygon is called."""
    return {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon"}.get(corners, f"polygon of {corners} sides")
