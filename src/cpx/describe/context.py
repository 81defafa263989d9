"""What cpx would say in the place of a claim: its own words on the picture, searched for what stands before and after the claim.

caption "A red line runs from (0, 0) to (4, 2)", cpx's words "A red line runs from (0, 0) to (5, 2)." -> "(5, 2)"
"""

import re
from collections.abc import Iterator

from cpx.describe.claims import COLOUR, DATE, NUMBER, RELATIONS, WORDS, Claim

QUOTE = r"\"[^\"]*\"|“[^”]*”"
VALUES = {
    **dict.fromkeys(("number", "count"), rf"(?:{NUMBER}|{'|'.join(WORDS)})"),
    **{"point": rf"\((?:{NUMBER})(?:, (?:{NUMBER}))+\)", "text": QUOTE, "title": QUOTE, "hex": r"#[0-9a-f]{6,8}"},
    **{"colour": rf"(?:[a-z]+ )?{COLOUR}", "name": r"[A-Z][′']?\d?", "date": DATE.pattern},
    **{"axis": rf"{NUMBER}(?: \([^)]*\))? to {NUMBER}", "relation": rf"(?:{'|'.join(RELATIONS)})\w*"},
}
"""What may stand in the place of a claim of each kind."""
WINDOWS = ((6, 3), (5, 2), (4, 1), (5, 0), (2, 4), (0, 6))
"""Words before and after that are looked for, the most telling first."""
FEWEST = 14
"""Characters of them, at least: fewer are found anywhere."""


def values(claim: Claim, caption: str, told: str) -> list[str]:
    """What `told` has where the caption has the claim; nothing where it has no such place."""
    if claim.kind not in VALUES:
        return []
    start, end = claim.start, claim.end
    value, rest = VALUES[claim.kind], ""
    if claim.kind == "count":  # of "4 red bars" the number is the claim
        number = re.match(rf"\D*?({NUMBER}|\w+)", caption[start:end])
        rest = caption[start + number.end() : end] if number else ""
    for before, after in windows(caption, start, end):
        if len(before) + len(after) + len(rest) >= FEWEST:
            found = re.findall(rf"(?={re.escape(before)}({value}){re.escape(rest + after)})", told)
            if found:
                return [one + rest for one in found]
    return []


def windows(caption: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The caption's words round a claim, within its paragraph."""
    earlier, later = caption[max(0, start - 120) : start].rpartition("\n")[2], caption[end : end + 80].partition("\n")[0]
    for before, after in WINDOWS:
        left, right = re.findall(r"\S+\s*|^\s+", earlier)[-before:] if before else [], re.findall(r"\s*\S+", later)[:after]
        yield "".join(left), "".join(right)
