"""How numbers, counts, lists, places and quoted texts are written in a caption: pure functions from values to words."""

import itertools
import math
import re
from collections.abc import Iterable, Sequence

MINUS = "\N{MINUS SIGN}"
LONGEST_QUOTE = 120
POWER = re.compile(r"^\$((?:-?\d(?:\.\d+)?\\times)?-?10\^)\{(-?\d+)\}\$$")
r"""A tick label that matplotlib wrote as mathematics: `$10^{2}$`, `$2\times10^{0}$` between the powers of ten."""

_NAME = re.compile(r"\$([A-Za-z]|-?\d+(?:\.\d+)?)(?:_\{?(\d{1,2})\}?)?('*)\$")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_PLURALS = {
    "vertex": "vertices", "axis": "axes", "radius": "radii", "focus": "foci", "index": "indices", "half": "halves", "foot": "feet",
    "polyhedron": "polyhedra", "tetrahedron": "tetrahedra", "series": "series", "hexomino": "hexominoes", "die": "dice",
}  # fmt: skip
_SINGULARS = {many: one for one, many in _PLURALS.items()}
_POSTPOSED = re.compile(
    r"\s(?:of|with|in|on|that|from|to|at|between|above|below|under|drawn|seen|shown|visible|printed|marked|by|for|not|left)\b"
)


ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”")
"""What stands in brackets or quotation marks: a comma in it divides no list."""
POWERS = re.compile(r"10\^-?\d+")


def number(value: float, decimals: int | None = None) -> str:
    """A number as people write it: `2.5`, `-3`, `0.001`, `2.5 × 10^8`; to `decimals` places, else to four significant digits."""
    if decimals is None:
        rounded = float(f"{value:.4g}") if value != round(value) or abs(value) >= 1e7 else value
    else:
        rounded = round(value, min(max(decimals, -300), 300))
    if rounded == 0:
        return "0"
    if 1e-4 <= abs(rounded) < 1e7:
        return f"{rounded:.12f}".rstrip("0").rstrip(".") if rounded != int(rounded) else str(int(rounded))
    mantissa, exponent = f"{rounded:.3e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    power = f"10^{int(exponent)}"
    return power if mantissa == "1" else f"-{power}" if mantissa == "-1" else f"{mantissa} × {power}"


def plural(noun: str) -> str:
    """`vertex` -> `vertices`, `box` -> `boxes`, `dot` -> `dots`."""
    head, _, last = noun.rpartition(" ")
    if last in _PLURALS:
        word = _PLURALS[last]
    elif re.search(r"(s|x|z|ch|sh)$", last):
        word = last + "es"
    elif re.search(r"[^aeiou]y$", last):
        word = last[:-1] + "ies"
    else:
        word = last + "s"
    return f"{head} {word}" if head else word


def singular(phrase: str) -> str:
    """The singular of a plural noun phrase: `fold lines` -> `fold line`, `edges of the base` -> `edge of the base`."""
    cut = next((at for at in _POSTPOSED.finditer(phrase) if _is_plural(phrase[: at.start()].rpartition(" ")[2])), None)
    head, tail = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    start, _, last = head.rpartition(" ")
    word = _singular_word(last)
    return (f"{start} {word}" if start else word) + tail


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in _SINGULARS


def _singular_word(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(ss|x|ch|sh|z)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def counted(n: int, noun: str) -> str:
    """`1 circle`, `24 circles`; `noun` is the singular."""
    return f"{n} {noun if n == 1 else plural(noun)}"


def listing(items: Iterable[str], limit: int | None = None, last: str = "and") -> str:
    """`a, b and c`; past `limit` items, `a, b and 7 more`."""
    items = list(items)
    if limit is not None and len(items) > limit:
        hidden = len(items) - limit
        items = [*items[:limit], f"{hidden} more"]
    if len(items) < 2:
        return "".join(items)
    joint = "; " if any(", " in ASIDE.sub("", item) for item in items) else ", "
    tail = f"; {last} " if joint == "; " and len(items) > 2 else f" {last} "
    return joint.join(items[:-1]) + tail + items[-1]


def plain(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Text from the picture on one line, without control characters, at a sane length."""
    shown = re.sub(r"\\mathdefault\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", text[: longest * 8])
    shown = POWER.sub(r"\1\2", shown).replace("\\times10^", " × 10^") if POWER.match(shown) else shown
    shown = "".join(char if char.isprintable() else " " for char in shown)
    shown = " ".join(shown.split())
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def quote(text: str) -> str:
    """Text from the picture between quotation marks; `$A_1$` and `$2.5$` as they are printed, other mathematics as it was written."""
    shown = _NAME.sub(lambda name: name[1] + (name[2] or "").translate(_SUBSCRIPTS) + name[3], plain(text))
    return f"“{shown}”" if '"' in shown else f'"{shown}"'


def sentence(text: str) -> str:
    """With a capital letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    closed = text if text[-1] in ".!?" else text + "."
    return closed[0].upper() + closed[1:]


def turned(degrees: float) -> str:
    """How something that was level stands after a turn, as a viewer says it; anticlockwise is positive."""
    turn = (degrees + 180) % 360 - 180
    if abs(abs(turn) - 90) < 0.5:
        return "turned upright, reading upwards" if turn > 0 else "turned upright, reading downwards"
    return "upside down" if abs(turn) > 179 else f"tilted {number(abs(turn), 0)}° {'anticlockwise' if turn > 0 else 'clockwise'}"


def article(noun: str) -> str:
    """`a circle`, `an ellipse`."""
    spoken = noun.lstrip("\"'“")
    vowel = spoken[:1].lower() in ("a", "e", "i", "o") or re.match(r"(?i)un(?!i)|u[^ns]|8|11\b|18\b|x[ -]", spoken)
    return f"{'an' if vowel else 'a'} {noun}"


def place(across: float, down: float) -> str:
    """A ninth of the picture, from shares of its width (rightwards) and height (downwards)."""
    column = "left" if across < 1 / 3 else "right" if across > 2 / 3 else ""
    row = "top" if down < 1 / 3 else "bottom" if down > 2 / 3 else ""
    if row and column:
        return f"{'upper' if row == 'top' else 'lower'} {column}"
    return row or column or "centre"


def numeral(text: str) -> float | None:
    """The number that a printed label stands for, if it is one: `−1.5`, `1,000`, `$10^{2}$`, `20%`."""
    bare = plain(text).replace(MINUS, "-").replace("$", "").strip()
    power = re.fullmatch(r"(-?)(?:(\d(?:\.\d+)?) × )?(-?)10\^\{?(-?\d{1,3})\}?", bare)
    if power:
        return (-1 if power[1] or power[3] else 1) * float(power[2] or 1) * 10.0 ** int(power[4])
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", bare.removesuffix("%")):
        value = float(bare.removesuffix("%"))
        return value if math.isfinite(value) else None
    return None


def ticks(labels: Sequence[str], limit: int | None) -> str:
    """Printed tick labels in words: a list, or the ends and the step where they are evenly spaced numbers."""
    values = [numeral(label) for label in labels]
    steps = [b - a for a, b in itertools.pairwise(values) if a is not None and b is not None]
    if len(labels) > 3 and None not in values and all(POWERS.fullmatch(plain(label)) for label in labels):
        ratios = [b / a for a, b in itertools.pairwise(value or 1.0 for value in values)]
        if all(math.isclose(ratio, ratios[0], rel_tol=1e-6) for ratio in ratios):
            return f"from {plain(labels[0])} to {plain(labels[-1])}, each {number(ratios[0])} times the one before"
    even = len(labels) > 3 and len(steps) == len(values) - 1 and all(math.isclose(s, steps[0], rel_tol=1e-6, abs_tol=1e-12) for s in steps)
    if not even and len(labels) > 6 and len(steps) == len(values) - 1 and _rounded_evenly(labels, steps):
        return f"{len(labels)} evenly spaced from {plain(labels[0]).replace(MINUS, '-')} to {plain(labels[-1]).replace(MINUS, '-')}"
    if even and steps[0] != 0:
        return f"from {plain(labels[0]).replace(MINUS, '-')} to {plain(labels[-1]).replace(MINUS, '-')} in steps of {number(abs(steps[0]))}"
    bare = all(re.search(r"[^\W\d_]", label) is None for label in labels)
    spoken = [
        plain(label).replace(MINUS, "-") if bare or value is not None else quote(label) for label, value in zip(labels, values, strict=True)
    ]
    return listing(spoken, limit)


def _rounded_evenly(labels: Sequence[str], steps: Sequence[float]) -> bool:
    """Whether the steps differ by no more than the rounding of the printed numbers."""
    places = max(len(label.partition(".")[2].rstrip("$%")) for label in labels)
    return max(steps) - min(steps) <= 2.02 * 10.0**-places and min(map(abs, steps)) > 3 * 10.0**-places
