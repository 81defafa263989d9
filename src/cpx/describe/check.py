"""Holds a caption against the trace: each thing it states is confirmed, contradicted, or not found.

check(caption, trace, facts) -> {"confirmed": 12, "contradicted": 1, "unknown": 2, "claims": [...]}
objections(check) -> sentences for whoever wrote the caption

A false contradiction misleads more than a missing one: it is only said where the trace leaves no doubt.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, cast

from cpx.describe import colours, context
from cpx.describe.claims import NOUNS, RELATIONS, Claim, claims
from cpx.describe.compose import caption as written
from cpx.record import Check, Checked, Facts, Trace

CONFIRMED, CONTRADICTED, UNKNOWN = "confirmed", "contradicted", "unknown"
NOUNS_THAT_COUNT = ("circle", "bar", "wedge", "slice", "arrow", "ellipse", "panel", "subplot", "dot", "marker", "point")
SIDES = {"triangle": 3, "quadrilateral": 4, "pentagon": 5, "hexagon": 6}
"""Counted where they are drawn as polygons, and no closed line may be one."""
FAMILIES = {
    **{"gray": "grey", "navy": "blue", "teal": "green", "turquoise": "cyan", "violet": "purple", "magenta": "pink", "maroon": "red"},
    **{"gold": "yellow", "olive": "green", "lime": "green", "beige": "white", "tan": "brown", "cream": "white", "peach": "orange"},
    **{"salmon": "red", "coral": "orange", "plum": "purple", "lavender": "purple", "aquamarine": "cyan", "turquoise": "cyan"},
}
NEIGHBOURS = [("red", "orange"), ("orange", "yellow"), ("yellow", "green"), ("green", "cyan"), ("cyan", "blue"), ("blue", "purple")]
NEIGHBOURS += [
    ("purple", "pink"),
    ("pink", "red"),
    ("brown", "orange"),
    ("brown", "red"),
    ("grey", "black"),
    ("grey", "white"),
    ("grey", "blue"),
]
NEIGHBOURS += [("brown", "yellow"), ("white", "yellow"), ("pink", "white"), ("brown", "grey")]
"""Families between which people differ."""


def check(caption: str, trace: Trace, facts: Facts | None = None) -> Check:
    """What a caption states, held against the trace and the visible facts."""
    known = Known(trace, facts)
    found = [verdict(claim, caption, known) for claim in claims(caption)]
    counts = {name: sum(one["verdict"] == name for one in found) for name in (CONFIRMED, CONTRADICTED, UNKNOWN)}
    return {"confirmed": counts[CONFIRMED], "contradicted": counts[CONTRADICTED], "unknown": counts[UNKNOWN], "claims": found}


def objections(found: Check) -> list[str]:
    """One sentence for each contradiction."""
    wrong = (one for one in found["claims"] if one["verdict"] == CONTRADICTED)
    return [f"{one['said']!r} is said, but the picture has {one['found']}" for one in wrong]


def verdict(claim: Claim, caption: str, known: "Known") -> Checked:
    said, truth = compared(claim, caption, known, VERDICTS[claim.kind](claim, known))
    kind = {"date": "number", "hex": "colour", "pair": "relation", "title": "text"}.get(claim.kind, claim.kind)
    one = {"said": caption[claim.start : claim.end], "at": [claim.start, claim.end], "kind": kind, "verdict": said}
    return cast(Checked, {**one, "found": truth} if truth else one)


def compared(claim: Claim, caption: str, known: "Known", alone: "Verdict") -> "Verdict":
    """Where the caption uses cpx's own words, as one that was refined from them does, what stands there is right or wrong.

    `alone`: the verdict on the claim by itself, which stands where the caption has other words.
    """
    words = caption[claim.start : claim.end]
    others = context.values(claim, caption, known.told)
    if not others or words in others:
        return (CONFIRMED, "") if others else alone
    if any(plain(one) == plain(words) for one in others) or (claim.kind == "colour" and family(words) in map(family, others)):
        return alone
    if alone[0] == CONFIRMED and len(set(others)) > 1:
        return alone
    return CONTRADICTED, f"{others[0]} there"


class Known:
    """What the trace says, in the ways that claims are asked after."""

    def __init__(self, trace: Trace, facts: Facts | None) -> None:
        self.trace, self.facts = trace, facts
        self.elements: list[dict[str, Any]] = [e for e in trace.get("elements", []) if isinstance(e, dict)]  # type: ignore[misc]
        self.axes: list[dict[str, Any]] = [a for a in trace.get("axes", []) if isinstance(a, dict)]  # type: ignore[misc]
        self.shown = [e for e in self.elements if e.get("role") in ("data", "annotation", "colorbar")]
        self.whole = not trace.get("omitted") and not any(e.get("kind") in ("image", "mesh") or e.get("cmap") for e in self.elements)

    @cached_property
    def listed(self) -> bool:
        """Whether the trace lists every point there is."""
        those = [e for e in self.shown if e.get("kind") != "rectangle"]
        return self.whole and all(e.get("count", 0) <= len(e.get("xy") or e.get("parts") or e.get("centres") or [None]) for e in those)

    @cached_property
    def told(self) -> str:
        """All that cpx itself would say."""
        facts = " ".join(map(str, _leaves(self.facts.get("visible", {})))) if self.facts else ""
        return f"{written(self.trace, self.facts, 'exhaustive')} {written(self.trace, self.facts, 'full')} {facts}"

    @cached_property
    def texts(self) -> set[str]:
        found = [str(e["text"]) for e in self.elements if e.get("text")] + [str(self.trace.get("title", ""))]
        for axes in self.axes:
            found += [str(axes.get(key, "")) for key in ("title", "xlabel", "ylabel", "zlabel", "xoffset", "yoffset", "zoffset")]
            found += [str(one) for key in ("xticks", "yticks", "zticks", "legend") for one in axes.get(key, [])]
        return {plain(part) for text in found for part in (text, *text.splitlines()) if part.strip()}

    @cached_property
    def titles(self) -> list[str]:
        found = [str(self.trace.get("title", "")), *(str(axes.get("title", "")) for axes in self.axes)]
        return [title for title in found if title.strip()]

    @cached_property
    def numbers(self) -> list[float]:
        leaves = _leaves([{k: v for k, v in e.items() if k not in ("box", "line", "z", "stroke", "fill")} for e in self.elements])
        found = [float(one) for one in leaves if isinstance(one, int | float)]
        found += [float(one) for one in _leaves(self.axes) if isinstance(one, int | float)]
        texts = [*self.texts, self.told]
        found += [value for text in texts for one in NUMBERS.findall(text) if (value := number(one)) is not None]
        found += [float(one) / 2 for e in self.elements for one in _leaves(e.get("size"))]  # radii
        return sorted(set(found))

    @cached_property
    def points(self) -> list[list[float]]:
        found = [point for e in self.elements for point in _points([e.get(key) for key in ("xy", "parts", "centre", "centres")])]
        return found + [[v for one in pair if (v := number(one)) is not None] for pair in PAIRS.findall(self.told)]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        also = {
            "line": ("line", "lines", "polygon", "rectangle"),
            "curve": ("line", "curve", "lines"),
            "polygon": ("polygon", "polygons", "line"),
        }
        also |= {"points": ("points", "circle"), "circle": ("circle", "points", "line", "curve"), "text": ("text",)}
        return [e for e in self.shown if e.get("kind") in also.get(kind, (kind,))]

    @cached_property
    def hues(self) -> set[str]:
        """Families of all colours in the picture."""
        codes = [code for e in self.elements for key in ("stroke", "fill", "frame_fill", "frame_stroke") for code in _leaves(e.get(key))]
        codes += [axes.get("face") for axes in self.axes] + [self.trace.get("face")]
        return {family(colours.name(code)) for code in codes if isinstance(code, str) and code.startswith("#")}


NUMBERS = re.compile(r"[-−]?\d+(?:\.\d+)?(?:\s*×\s*10\^?\{?[-−]?\d+\}?|e[-+]?\d+)?")
PAIRS = re.compile(rf"\(({NUMBERS.pattern}), ({NUMBERS.pattern})\)")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def number(text: str) -> float | None:
    """`−1,200.5` and `2.1 × 10^11` as numbers."""
    text = text.replace("−", "-").translate(SUPERSCRIPTS)
    text = re.sub(r",(?=\d{3})", "", text)
    text = re.sub(r"\s*[×x]\s*10\^?\{?(-?\d+)\}?", r"e\1", text)
    try:
        return float(text)
    except ValueError:
        return None


def plain(text: str) -> str:
    """As a reader takes it: without mathematics' signs, spaces and case."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("′", "'")
    return re.sub(r"[\s${}\\^_]|mathrm|mathbf|mathit", "", text).casefold()


def near(value: float, other: float, digits: str) -> bool:
    """Whether a number, as it was written, is the other rounded."""
    decimals = len(digits.partition(".")[2]) if "." in digits and "10" not in digits.partition(".")[2][2:] else 0
    return math.isclose(
        value, other, rel_tol=0.002, abs_tol=0.501 * 10**-decimals if "." in digits else min(0.051, abs(other) * 0.002 + 1e-12)
    )


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
    elif value is not None and not isinstance(value, bool):
        yield value


def _points(value: Any) -> Iterator[list[float]]:
    if isinstance(value, list):
        if 2 <= len(value) <= 3 and all(isinstance(one, int | float) for one in value):
            yield value
        else:
            for part in value:
                yield from _points(part)


# Verdicts: what is said of a claim, and the truth where it is contradicted

Verdict = tuple[str, str]


def text(claim: Claim, known: Known) -> Verdict:
    said = plain(claim.words[0].strip(" .,;:"))
    parts = [plain(part) for part in re.split(r"\s*(?:…|\.\.\.)\s*", claim.words[0]) if part.strip()]
    if said in known.texts or any(said and said in one for one in known.texts if len(said) > 3):
        return CONFIRMED, ""
    return (CONFIRMED if parts and all(any(part in one for one in known.texts) for part in parts) else UNKNOWN), ""


def title(claim: Claim, known: Known) -> Verdict:
    found = text(claim, known)[0]
    if found == UNKNOWN and len(known.titles) == 1:
        return CONTRADICTED, f'the title "{known.titles[0]}"'
    return found, ""


def a_number(claim: Claim, known: Known) -> Verdict:
    value = number(claim.words[0])
    found = value is not None and any(near(value, other, claim.words[0]) for other in known.numbers)
    return (CONFIRMED if found else UNKNOWN), ""


def point(claim: Claim, known: Known) -> Verdict:
    values = [value for word in claim.words if (value := number(word)) is not None]
    if len(values) < len(claim.words):
        return UNKNOWN, ""
    for other in known.points:
        if len(other) >= len(values) and all(near(v, o, word) for v, o, word in zip(values, other, claim.words, strict=False)):
            return CONFIRMED, ""
    corners = [axes.get(name + "lim") for axes in known.axes for name in "xy"]
    if len(values) == 2 and known.listed and len(known.axes) == 1 and all(corners) and not _on_a_line(values, corners, known):
        nearest = min(known.points, key=lambda other: math.dist(other[:2], values), default=None)
        return (CONTRADICTED, f"({nearest[0]:g}, {nearest[1]:g}) nearest to it") if nearest else (UNKNOWN, "")
    return UNKNOWN, ""


def _on_a_line(point: Sequence[Any], limits: Sequence[Any], known: Known) -> bool:
    """Whether a point lies on something drawn, within 3% of the axes, or in a corner of them."""
    scale = [abs(limits[i][1] - limits[i][0]) or 1.0 for i in (0, 1)]
    where = [value / size for value, size in zip(point, scale, strict=True)]
    lines = [line for e in known.elements for line in (e.get("xy"), *(e.get("parts") or [])) if line]
    for line in lines:
        spots = [[spot[i] / scale[i] for i in (0, 1)] for spot in line if isinstance(spot, list) and None not in spot[:2]]
        if any(_away(where, a, b) < 0.03 for a, b in pairwise(spots)):
            return True
    return all(any(abs(point[i] - end) < 1e-9 for end in limits[i]) for i in (0, 1))


def _away(point: list[float], a: list[float], b: list[float]) -> float:
    """From a point to a segment."""
    along = [b[i] - a[i] for i in (0, 1)]
    whole = along[0] ** 2 + along[1] ** 2
    share = max(0.0, min(1.0, sum((point[i] - a[i]) * along[i] for i in (0, 1)) / whole)) if whole else 0.0
    return math.dist(point, [a[i] + share * along[i] for i in (0, 1)])


def axis(claim: Claim, known: Known) -> Verdict:
    """The ends of an axis, or of something along it."""
    name, *ends = claim.words
    low, high = (number(end) for end in ends)
    if low is None or high is None:
        return UNKNOWN, ""
    spans = []
    for axes in known.axes:
        spans += [axes[name + "lim"]] if len(axes.get(name + "lim") or []) == 2 else []
        ticks = [value for tick in axes.get(name + "ticks", []) if (value := number(str(tick))) is not None]
        spans += [[min(ticks), max(ticks)]] if ticks else []
    if any(near(low, a, ends[0]) and near(high, b, ends[1]) for span in spans for a, b in (span, span[::-1])):
        return CONFIRMED, ""
    if re.search(rf"\b{name}\b[^.;]*?{re.escape(ends[0])}(?: \([^)]*\))? to {re.escape(ends[1])}\b", known.told):
        return CONFIRMED, ""
    limits = [axes.get(name + "lim") for axes in known.axes]
    if len(limits) == 1 and limits[0] and known.axes[0].get("shown") and _far(low, high, spans):
        return CONTRADICTED, f"{name} from {limits[0][0]:g} to {limits[0][1]:g}"
    return UNKNOWN, ""


def _far(low: float, high: float, spans: list[list[float]]) -> bool:
    """Whether an axis with these ends is another than any of the spans: one of its ends lies out by a tenth."""
    return all(max(abs(low - min(s)), abs(high - max(s))) > 0.1 * (max(s) - min(s)) for s in spans)


def count(claim: Claim, known: Known) -> Verdict:
    said, noun, hue, about = int(claim.words[0]), *claim.words[1:]
    kind = NOUNS[noun]
    if re.search(rf"(?<![\d.]){said}(?: \(#\w+\)| [^\W\d][\w-]*){{0,5}} {noun}", known.told):
        return CONFIRMED, ""
    if kind == "panel":
        panels = sum(not axes.get("colorbar") for axes in known.axes)
        if said == panels:
            return CONFIRMED, ""
        return (CONTRADICTED, f"{panels} panels") if noun != "plot" and known.whole else (UNKNOWN, "")
    those = known.of_kind(kind)
    tinted = [e for e in those if not hue or _has(e, hue)]
    numbers = [sum(e.get("count", 1) for e in group) for group in _groups(tinted)]
    if said in numbers or (about and any(0.8 * said <= n <= 1.25 * said for n in numbers)):
        return CONFIRMED, ""
    strict = [e for e in tinted if e.get("kind") == kind]
    if noun in SIDES:
        strict = [e for e in strict if len(e.get("xy") or []) - (e["xy"][0] == e["xy"][-1]) == SIDES[noun]]
        tinted = strict + [e for e in tinted if e.get("kind") != kind and (e.get("xy") or [0])[0] == (e.get("xy") or [1])[-1]]
    total = sum(e.get("count", 1) for e in strict)
    if noun in (*NOUNS_THAT_COUNT, *SIDES) and not about and known.whole and strict and len(strict) == len(tinted):
        return CONTRADICTED, f"{total} {hue + ' ' if hue else ''}{noun}{'' if total == 1 else 's'}"
    return UNKNOWN, ""


def _groups(those: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Ways in which a viewer takes some of them together."""
    found: list[list[dict[str, Any]]] = []
    for keys in ((), ("axes",), ("stroke",), ("fill",), ("dash",), ("size",), ("line",)):
        groups: dict[str, list[dict[str, Any]]] = {}
        for one in those:
            groups.setdefault(str([one.get(key) for key in ("kind", *keys)]), []).append(one)
        found += groups.values()
    return found


def colour(claim: Claim, known: Known) -> Verdict:
    hue, noun = claim.words
    if any(_has(e, hue) for e in known.of_kind(NOUNS[noun])) or re.search(rf"\b{hue}\b[^.;]*\b{noun}", known.told):
        return CONFIRMED, ""
    close = {family(hue)} | {b for a, b in NEIGHBOURS if a == family(hue)} | {a for a, b in NEIGHBOURS if b == family(hue)}
    if known.whole and known.hues and not known.hues & close:
        return CONTRADICTED, f"nothing {hue}"
    return UNKNOWN, ""


def date(claim: Claim, known: Known) -> Verdict:
    return (CONFIRMED if claim.words[0] in known.told or plain(claim.words[0]) in known.texts else UNKNOWN), ""


def code(claim: Claim, known: Known) -> Verdict:
    every = {str(one).lower() for e in known.elements for key, value in e.items() if key not in ("text",) for one in _leaves(value)}
    return (CONFIRMED if claim.words[0] in every or claim.words[0] in known.told.lower() else UNKNOWN), ""


def _has(element: dict[str, Any], hue: str) -> bool:
    codes = [one for key in ("stroke", "fill") for one in _leaves(element.get(key)) if isinstance(one, str) and one.startswith("#")]
    return any(family(colours.name(one)) == family(hue) for one in codes)


def family(name: str) -> str:
    """`light blue` and `steel blue` are blue."""
    words = re.split(r"[ -]", name)
    return FAMILIES.get(words[-1], words[-1])


def label(claim: Claim, known: Known) -> Verdict:
    """A name of one letter, where such names are written."""
    if plain(claim.words[0]) in known.texts:
        return CONFIRMED, ""
    names = sorted(text.upper() for text in known.texts if len(text) == 1 and text.isalpha())
    return (CONTRADICTED, f"the names {', '.join(names)}") if len(names) > 1 and known.whole else (UNKNOWN, "")


def pair(claim: Claim, known: Known) -> Verdict:
    """Two sides named by their ends: their directions say."""
    relation, one, other = claim.words
    if any(re.search(rf"\b{a}\b (?:is|are|and {b} are) {relation}\b(?: to {b})?", known.told) for a, b in ((one, other), (other, one))):
        return CONFIRMED, ""
    turns = [_direction(name, known) for name in (one, other)]
    if turns[0] is None or turns[1] is None:
        return UNKNOWN, ""
    between = abs((turns[0] - turns[1] + 90) % 180 - 90)
    wanted = 0.0 if relation == "parallel" else 90.0
    if abs(between - wanted) < 1.5:
        return CONFIRMED, ""
    return (CONTRADICTED, f"{between:.0f}° between {one} and {other}") if abs(between - wanted) > 12 else (UNKNOWN, "")


def _direction(name: str, known: Known) -> float | None:
    """Degrees of the side between two labelled points, on the page: by the middles of their labels' nearest vertices."""
    ends = []
    for letter in name:
        boxes = [
            e["box"] for e in known.elements if e.get("kind") == "text" and str(e.get("text", "")).strip("$ ") == letter and e.get("box")
        ]
        if len(boxes) != 1:
            return None
        ends.append(((boxes[0][0] + boxes[0][2]) / 2, (boxes[0][1] + boxes[0][3]) / 2))
    across, up = ends[1][0] - ends[0][0], ends[0][1] - ends[1][1]
    return math.degrees(math.atan2(up, across)) if math.hypot(across, up) > 150 else None


def relation(claim: Claim, known: Known) -> Verdict:
    words = [word for word, meaning in RELATIONS.items() if meaning == claim.words[0]]
    return (CONFIRMED if any(re.search(rf"\b{word}", known.told) for word in words) else UNKNOWN), ""


VERDICTS = {
    **{
        "text": text,
        "title": title,
        "number": a_number,
        "point": point,
        "axis": axis,
        "count": count,
        "colour": colour,
        "hex": code,
        "date": date,
    },
    **{"name": label, "pair": pair, "relation": relation},
}
