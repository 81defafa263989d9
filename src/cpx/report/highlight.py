"""Code as numbered, coloured lines of HTML, with the line that failed marked."""

from collections.abc import Iterator
from functools import cache

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, String

from cpx.report.markup import Markup, join, tag, text

MOST = 100_000
"""Characters shown: a page is for reading, and a lexer can be slow on what is no code."""

KINDS = {Comment: "c", Keyword: "k", String: "s", Number: "n", Name.Function: "f", Name.Class: "f", Name.Builtin: "b"}


def highlight(code: str, failed: int | None = None) -> Markup:
    """A `<pre>` with one `<span class="line">` a line; line `failed`, from 1, is a `<mark>` instead."""
    lines = list(split(code[:MOST]))
    if len(code) > MOST:
        lines.append(tag("span", f"... and {len(code) - MOST:,} more characters", class_="c"))
    numbered = (tag("mark" if at == failed else "span", line, "\n", class_="line") for at, line in enumerate(lines, 1))
    return tag("pre", tag("code", *numbered), tabindex=0)


def split(code: str) -> Iterator[Markup]:
    """The coloured lines of Python code."""
    # Blanks at line ends are not seen, and on thousands of lines of nothing else the lexer takes quadratic time.
    code = "\n".join(line.rstrip() for line in code.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    line: list[Markup] = []
    for token, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens(code):
        first, *rest = value.split("\n")
        line.append(coloured(token, first))
        for piece in rest:
            yield join(line)
            line = [coloured(token, piece)]
    if any(line):
        yield join(line)


def coloured(token: object, piece: str) -> Markup:
    """One token in the class of its kind; most kinds have none, since calm code has few colours."""
    kind = shade(token)
    return tag("span", piece, class_=kind) if kind and piece else text(piece)


@cache
def shade(token: object) -> str | None:
    return next((name for kind, name in KINDS.items() if token in kind), None)
