"""How a group of marks looks, in words: fill, outline, thickness, dash, hatch and transparency."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cpx.describe import colours
from cpx.describe.frames import Detail
from cpx.describe.picture import Mark
from cpx.describe.wording import article, listing, number, plural, quote

HATCHES = {"/": "diagonal hatching", "\\": "diagonal hatching", "|": "vertical hatching", "-": "horizontal hatching",
           "+": "crossed hatching", "x": "cross hatching", "o": "a pattern of circles", "O": "a pattern of large circles",
           ".": "a pattern of dots", "*": "a pattern of stars"}  # fmt: skip
THIN, THICK = 0.8, 3.0
MOST_COLOURS = 6


class Look(NamedTuple):
    """Words before the noun and a clause after it, such as `red` and `with black outlines`; of lines the clause is only what differs."""

    before: str
    after: str


def line_look(marks: Sequence[Mark], detail: Detail) -> Look:
    """`thick dashed blue (#1f77b4)`; where colours differ, the clause after counts them."""
    strokes = [stroke for mark in marks for stroke in mark.strokes]
    dashes = {mark.dash for mark in marks}
    widths = {width for mark in marks for width in mark.widths}
    words = [_thickness(widths)] if len(widths) == 1 else []
    if len(dashes) == 1:
        words.append(_dash(next(iter(dashes))))
    if len(set(strokes)) == 1:
        words.append(colours.colour(strokes[0], precise=detail != "brief"))
    return Look(_join(words), "; ".join(part for part in (_mixture(strokes), _dashes(marks)) if part))


def shape_look(marks: Sequence[Mark], detail: Detail, mixture: bool = True) -> Look:
    """`light blue (#add8e6)` ... `with dashed black outlines`; `unfilled` where there is none inside."""
    precise = detail != "brief"
    fills = [fill for mark in marks for fill in mark.fills]
    strokes = [stroke for mark in marks for stroke in mark.strokes]
    after: list[str] = []
    if not fills:
        words = ["unfilled"] if strokes else []
    elif len(set(fills)) == 1:
        words = [colours.colour(fills[0], precise)]
    else:
        words = []
        after += [f"({_mixture(fills)})"] if mixture else []
    outline = _outline(marks, strokes, fills, precise)
    hatch = {mark.hatch for mark in marks}
    pattern = hatch.pop() if len(hatch) == 1 else ""
    drawn = [part for part in (outline, HATCHES.get(pattern[0], "a pattern") if pattern else "") if part]
    after += [f"with {' and '.join(drawn)}"] if drawn else []
    return Look(_join(words), " ".join(after))


def _outline(marks: Sequence[Mark], strokes: list[str], fills: list[str], precise: bool) -> str:
    if not strokes or (fills and set(strokes) <= set(fills)):
        return ""
    one = len(marks) == 1 and (marks[0].kind not in ("polygons", "points") or marks[0].total == 1)
    ends = "outline" if one else "outlines"
    if len(set(strokes)) > 1 or _dashes(marks):
        return f"{ends} ({'; '.join(part for part in (_mixture(strokes), _dashes(marks)) if part)})"
    dash = "" if marks[0].dash == "solid" else f"{_dash(marks[0].dash)} "
    tint = colours.colour(strokes[0], precise)
    return f"{'an ' if ends == 'outline' and (dash + tint)[0] in 'aeio' else 'a ' if ends == 'outline' else ''}{dash}{tint} {ends}"


def _dashes(marks: Sequence[Mark]) -> str:
    """`2 solid and 1 dashed`; `` where all are alike."""
    kinds = Counter(_dash(mark.dash) for mark in marks)
    return listing(f"{n} {kind}" for kind, n in kinds.items()) if len(kinds) > 1 else ""


def _mixture(shades: Sequence[str]) -> str:
    """`red, green and blue`, `12 blue and 12 tomato`, `9 different colours`, `shades of blue`; `` for a single colour."""
    distinct = list(dict.fromkeys(shades))
    if len(distinct) < 2:
        return ""
    named = Counter(colours.name(shade) for shade in shades)
    if len(named) == 1:
        return f"shades of {next(iter(named))}"
    if len(named) > MOST_COLOURS:
        return f"{len(distinct)} different colours"
    veiled = all(colours.opacity(shade) <= 0.98 for shade in distinct)
    if len(shades) == len(named):
        return f"{'translucent ' if veiled else ''}{listing(named)}"
    return listing(f"{n} {name}" for name, n in named.items()) + (", all translucent" if veiled else "")


def subject(marks: Sequence[Mark], n: int, noun: str, label: str, detail: Detail) -> str:
    """`a dashed red line labelled "b"`, `12 thin lines (red and blue)`: the beginning of a sentence about lines."""
    look = line_look(marks, detail)
    name = f" labelled {quote(label)}" if label else ""
    several = f" ({look.after})" if look.after else ""
    words = f"{look.before} {noun}".strip()
    return (article(words) if n == 1 else f"{n} {look.before} {plural(noun)}".replace("  ", " ")) + name + several


def shapes_subject(marks: Sequence[Mark], n: int, noun: str, label: str, detail: Detail, size: str = "", mixture: bool = True) -> str:
    """`an unfilled square of side 2 with a red outline`: the beginning of a sentence about shapes."""
    look = shape_look(marks, detail, mixture)
    name = f" labelled {quote(label)}" if label else ""
    words = f"{look.before} {noun}".strip()
    head = article(words) if n == 1 else f"{n} {look.before} {plural(noun)}".replace("  ", " ")
    return head + name + size + (f" {look.after}" if look.after else "")


def _thickness(widths: set[float]) -> str:
    width = next(iter(widths))
    return "thin" if width <= THIN else "thick" if width >= THICK else ""


def _dash(dash: str) -> str:
    return {"dashdot": "dash-dotted", "solid": "solid", "dashed": "dashed", "dotted": "dotted"}.get(dash, "dashed")


def _join(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word)


def span(values: Sequence[float], say: Callable[[float], str] = number) -> str:
    """`0.4` where all agree, `1, 2 and 3` for a few in order, else `0.4 to 1.2`."""
    said = [say(value) for value in values]
    if len(set(said)) == 1:
        return said[0]
    return listing(said) if len(said) <= 4 else f"{say(min(values))} to {say(max(values))}"
