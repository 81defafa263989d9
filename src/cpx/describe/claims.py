"""What a caption states that can be held against a trace: its numbers, points, counts, colours, quoted words, names and relations.

claims("Two red lines meet at (1, 2); the x axis runs from 0 to 5.") -> counts, colours, points, axes, relations, each with its place
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORDS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], range(1, 13), strict=True)
)
ABOUT = r"(?:about|around|approximately|roughly|nearly|almost|over|under|at least|at most|more than|fewer than|less than)\s+"
NUMBER = r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:\s*[×x]\s*10\^?\{?[-−]?\d+\}?|e[-+]?\d+)?"
NOUNS = {
    **dict.fromkeys(("line", "segment", "edge", "side", "chord", "ray"), "line"),
    **dict.fromkeys(("curve", "graph", "arc"), "curve"),
    **dict.fromkeys(("circle", "disc", "disk"), "circle"),
    **dict.fromkeys(("ellipse", "oval"), "ellipse"),
    **dict.fromkeys(("point", "marker", "dot", "spot"), "points"),
    **dict.fromkeys(("rectangle", "square", "box", "bar", "column"), "rectangle"),
    **dict.fromkeys(("wedge", "slice", "sector"), "wedge"),
    **dict.fromkeys(("arrow", "vector"), "arrow"),
    **dict.fromkeys(("polygon", "triangle", "quadrilateral", "parallelogram", "pentagon", "hexagon", "region", "area"), "polygon"),
    **dict.fromkeys(("label", "text", "word", "letter"), "text"),
    **dict.fromkeys(("panel", "subplot", "plot"), "panel"),
}
"""What people call things, and the kind that the trace has them under."""
PLURALS = {noun + ("es" if noun.endswith(("s", "x", "sh", "ch")) else "s"): noun for noun in NOUNS} | {
    "vertices": "point",
    "ellipses": "ellipse",
}
HUES = [
    "black",
    "white",
    "grey",
    "gray",
    "red",
    "green",
    "blue",
    "yellow",
    "orange",
    "purple",
    "pink",
    "brown",
    "cyan",
    "magenta",
    "violet",
    "teal",
    "turquoise",
    "gold",
    "olive",
    "navy",
    "maroon",
    "beige",
    "tan",
    "lime",
]
SHADES = r"(?:light|dark|pale|bright|deep|dull|steel|sky|royal|forest|lime|sea)"
COLOUR = rf"(?:{SHADES}[ -])?(?:{'|'.join(HUES)})"
NOUN = "|".join(sorted({*NOUNS, *PLURALS}, key=len, reverse=True))
RELATIONS = {
    **{
        "parallel": "parallel",
        "perpendicular": "perpendicular",
        "right angle": "perpendicular",
        "tangent": "tangent",
        "touches": "tangent",
    },
    **{"concentric": "concentric", "collinear": "collinear", "inside": "inside", "inscribed": "inside", "contains": "inside"},
    **{"intersect": "meet", "crosses": "meet", "cross at": "meet", "meet": "meet", "symmetric": "symmetric", "bisect": "bisect"},
}
QUOTED = re.compile(r"\"([^\"]{1,200})\"|“([^”]{1,200})”|‘([^’]{1,200})’|(?<![\w])'([^'\n]{1,200})'(?!\w)|`([^`]{1,200})`")
POINT = re.compile(rf"\(\s*({NUMBER})\s*,\s*({NUMBER})(?:\s*,\s*({NUMBER}))?\s*\)")
AXIS = re.compile(
    rf"\b([xyz])(?:[- ]axis|[- ]axes)?\b(?:(?!\b[xyz][- ]axis)[^.;\n])*?\b(?:runs?|ranges?|goes|extends?|spans?|from)\s+(?:from\s+)?"
    rf"({NUMBER})\s*(?:\([^)]*\)\s*)?(?:to|through|up to|–|-)\s*({NUMBER})",
    re.IGNORECASE,
)
TITLE = re.compile(r"\btitled?(?: (?:is|reads?|of))?\s*[:,]?\s*$", re.IGNORECASE)
COUNT = re.compile(
    rf"(?<![\w.,^-])(?P<about>{ABOUT})?(?P<n>\d{{1,5}}|{'|'.join(WORDS)})\s+(?P<how>(?:(?!and\b|of\b|with\b|by\b|in\b|on\b|to\b)[\w-]+\s+){{0,4}}?)(?P<noun>{NOUN})\b",
    re.IGNORECASE,
)
TINTED = re.compile(
    rf"\b(?P<hue>{COLOUR})(?:\s*\(#[0-9a-f]{{6,8}}\))?\s+(?P<how>(?:(?!and\b|line\b)[\w-]+\s+){{0,3}}?)(?P<noun>{NOUN})\b", re.IGNORECASE
)
HEX = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?\b")
NAMED = re.compile(
    r"\b(?:points?|vertex|vertices|corners?|labell?ed|named|letters?|nodes?)\s+((?:[A-Z][′']?\d?|[A-Z]_?\d)(?:(?:,\s*|\s+and\s+|,\s+and\s+)(?:[A-Z][′']?\d?|[A-Z]_?\d))*)(?![\w])"
)
PAIR = re.compile(
    r"\b(?P<one>[A-Z]{2})\b(?:\s+\w+){0,2}?\s+(?:is|are|runs?|lies|and)?\s*(?P<what>parallel|perpendicular)(?:\s+to)?\s+(?P<other>[A-Z]{2})\b"
    r"|\b(?P<first>[A-Z]{2})\s+and\s+(?P<second>[A-Z]{2})\s+are\s+(?P<how>parallel|perpendicular)"
)


DATE = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?(?:[ T]\d{2}:\d{2}(?::\d{2})?)?\b|\b\d{1,2}:\d{2}(?::\d{2})?\b")


class Claim(NamedTuple):
    """Something that a caption states."""

    kind: str
    """`text`, `title`, `point`, `axis`, `count`, `colour`, `name`, `relation` or `number`."""
    start: int
    end: int
    words: tuple[str, ...]
    """What is stated: the quoted text; two or three numbers; an axis and its ends; how many of what in which colour; ..."""


def claims(caption: str) -> list[Claim]:
    """Every claim, in order; a passage is read once, by the most telling reading."""
    taken, quoted = [False] * len(caption), [False] * len(caption)
    found: list[Claim] = []
    for claim in _readings(caption):
        beside = claim.kind in ("colour", "relation")  # may lie within a count or a pair
        if not any((quoted if beside else taken)[claim.start : claim.end]):
            found.append(claim)
            if not beside:
                taken[claim.start : claim.end] = [True] * (claim.end - claim.start)
            if claim.kind in ("text", "title"):
                quoted[claim.start : claim.end] = [True] * (claim.end - claim.start)
    return sorted(found, key=lambda claim: (claim.start, claim.kind))


def _readings(caption: str) -> Iterator[Claim]:
    """The most telling first."""
    for found in QUOTED.finditer(caption):
        words = next(group for group in found.groups() if group is not None)
        titled = TITLE.search(caption[max(0, found.start() - 20) : found.start()])
        yield Claim("title" if titled else "text", *found.span(), (words,))
    for found in HEX.finditer(caption):
        yield Claim("hex", *found.span(), (found[0].lower(),))
    for found in DATE.finditer(caption):
        yield Claim("date", *found.span(), (found[0],))
    for found in POINT.finditer(caption):
        yield Claim("point", *found.span(), tuple(number for number in found.groups() if number))
    for found in AXIS.finditer(caption):
        yield Claim("axis", found.start(2), found.end(3), (found[1].lower(), found[2], found[3]))
    for found in COUNT.finditer(caption):
        how = found["how"].lower()
        hue = re.search(rf"\b{COLOUR}\b", how)
        noun = PLURALS.get(found["noun"].lower(), found["noun"].lower())
        number = str(WORDS.get(found["n"].lower(), found["n"]))
        if "more" not in how.split() and found["n"].lower() != "one":  # "one side of"
            yield Claim("count", *found.span(), (number, noun, hue[0] if hue else "", "about" if found["about"] else ""))
    for found in TINTED.finditer(caption):
        noun = PLURALS.get(found["noun"].lower(), found["noun"].lower())
        yield Claim("colour", found.start(), found.end("hue"), (found["hue"].lower(), noun))
    for found in NAMED.finditer(caption):
        for name in re.finditer(r"[A-Z][′'_]?\d?", found[1]):
            yield Claim("name", found.start(1) + name.start(), found.start(1) + name.end(), (name[0],))
    for found in PAIR.finditer(caption):
        words = (found["what"] or found["how"], found["one"] or found["first"], found["other"] or found["second"])
        yield Claim("pair", *found.span(), words)
    for word, relation in RELATIONS.items():
        for found in re.finditer(rf"\b{word}\w*", caption, re.IGNORECASE):
            yield Claim("relation", *found.span(), (relation,))
    for found in re.finditer(rf"(?<![\w.#^]){NUMBER}", caption):
        yield Claim("number", *found.span(), (found[0],))
