"""Numbers with the words a script has for them, and ellipses made of such numbers."""

from typing import NamedTuple

from cpx.solids.page.script import num


class Term(NamedTuple):
    """A number, and the script's words for it."""

    value: float
    words: str

    def __neg__(self) -> "Term":
        """The same with the other sign."""
        return Term(-self.value, self.words if self.value == 0 else f"-{self.words}" if self.words.isidentifier() else f"-({self.words})")


ZERO = Term(0, "0")


class Curve(NamedTuple):
    """An ellipse, or part of one, centre + cos(t) u + sin(t) v, on the solid."""

    about: str
    centre: tuple[Term, Term, Term]
    u: tuple[Term, Term, Term]
    v: tuple[Term, Term, Term]
    start: float
    end: float


def share(r: Term, part: float) -> Term:
    """So many times the length."""
    if abs(part) < 1e-12:
        return ZERO
    if abs(abs(part) - 1) < 1e-12:
        return r if part > 0 else -r
    return Term(r.value * part, times(r, part))


def times(r: Term, share: float) -> str:
    """So many times the length, in words."""
    if abs(share) < 1e-9:
        return "0"
    if abs(share - 1) < 1e-9:
        return r.words
    return f"{num(share)} * {r.words if r.words.isidentifier() or number(r.words) else f'({r.words})'}"


def minus(a: Term, b: Term) -> str:
    """The difference in words, in brackets where it is one."""
    if b.value == 0:
        return a.words if a.words.isidentifier() or number(a.words) else f"({a.words})"
    parts_of_b = b.words.split(" + ")
    if a.words.startswith(b.words + " + "):
        rest = a.words[len(b.words) + 3 :]
        return rest if rest.isidentifier() else f"({rest})"
    return f"({a.words} - {b.words if len(parts_of_b) == 1 else f'({b.words})'})"


def number(text: str) -> bool:
    """Whether the words are but a number."""
    return text.replace(".", "", 1).isdigit()
