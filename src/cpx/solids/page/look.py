"""The look of a figure: line width, ink, lettering, hidden lines, fills, size on the page; what every family shares."""

from typing import NamedTuple

from cpx.solids.draw import Draw

HIDDEN = {
    "dashed": 'linestyle="--"',
    "dotted": 'linestyle=":"',
    "light": 'color="darkgray"',
}

# Soft fills that black lines and letters stay readable on; their names are matplotlib's and English at once.
PALETTES = {
    "pastel": ["lightblue", "lightyellow", "lightpink", "palegreen", "plum", "navajowhite"],
    "bright": ["gold", "skyblue", "lightcoral", "lightgreen", "violet", "orange"],
    "cool": ["lightcyan", "lightsteelblue", "paleturquoise", "lavender", "aquamarine", "powderblue"],
    "grey": ["lightgray", "gainsboro", "silver", "whitesmoke", "darkgray", "white"],
}

FILLS = ("lightblue", "lightpink", "palegreen", "khaki", "lightgray", "plum", "peachpuff", "skyblue")
"""What shades a polygon or a section."""
PAPERS = ("white", "white", "lightyellow", "lightblue", "lightgray", "mistyrose", "lavender", "honeydew", "peachpuff")
"""What nets are cut from."""

# Top, front and side of a block in three tones, light from above.
TONES = {
    "blue": ("aliceblue", "lightblue", "steelblue"),
    "sand": ("cornsilk", "wheat", "tan"),
    "green": ("honeydew", "palegreen", "mediumseagreen"),
    "grey": ("white", "lightgray", "darkgray"),
    "rose": ("mistyrose", "lightpink", "palevioletred"),
    "gold": ("lightyellow", "gold", "goldenrod"),
}


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


def hidden_lines(draw: Draw) -> str:
    """How lines out of sight look."""
    return draw.one("hidden", ("dashed", "dashed", "dashed", "dotted", "light"))


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
