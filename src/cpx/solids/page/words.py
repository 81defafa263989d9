"""Words for what a picture shows: articles, lists, colours, hatches, polygons, hidden lines."""

from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
HIDDEN_NOUN = {"dashed": "dashed", "dotted": "dotted", "light": "grey", "omitted": "omitted"}

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


def with_article(noun: str) -> str:
    """A or an before it."""
    return f"{'an' if noun[0] in 'aeiouL' else 'a'} {noun}"


def joined(names: Sequence[str]) -> str:
    """A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def colour_words(name: str) -> str:
    """A colour's name in plain English."""
    return _WORDS.get(name, name)


def hatch_words(hatch: str) -> str:
    """What matplotlib's hatch of an area looks like."""
    return "filled with dots" if set(hatch) == {"."} else "hatched"


def polygon(corners: int) -> str:
    """What a polygon is called."""
    return {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon"}.get(corners, f"polygon of {corners} sides")


def polygons(corners: int) -> str:
    """What several of them are called: `pentagons`, `polygons of 8 sides`."""
    noun, of, sides = polygon(corners).partition(" of ")
    return f"{noun}s{of}{sides}"
