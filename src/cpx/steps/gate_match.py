"""Gate Q_IC, its certain part: do picture, code and caption tell of the same thing, as far as the trace can say?"""

import ast
from collections.abc import Iterator

from cpx import describe
from cpx.describe.wording import plain
from cpx.record import Record, part

WRITES = {"text", "annotate", "title", "set_title", "suptitle", "xlabel", "ylabel", "set_xlabel", "set_ylabel", "set_zlabel", "figtext"}
MISSING = 0.5
"""Share of the texts that the code writes which the picture may lack."""


def match_faults(record: Record) -> list[str]:
    """What contradicts what, each in a sentence."""
    return [*unwritten(record), *contradicted(record)]


def unwritten(record: Record) -> Iterator[str]:
    """Texts in the code that never reached the page."""
    trace, code = part(record, "trace"), record.get("code")
    if not trace or not isinstance(code, str) or trace.get("omitted"):
        return
    seen = plain(" ".join(texts(trace)), longest=10**6).lower()
    wanted = list(dict.fromkeys(written(code)))
    missing = [one for one in wanted if plain(one, longest=10**6).lower() not in seen]
    if len(missing) > 1 and len(missing) > MISSING * len(wanted):
        yield f"the code writes {len(wanted)} texts, of which the picture lacks {len(missing)}, such as {missing[0]!r}"


def written(code: str) -> Iterator[str]:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            constants = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield from (one for one in constants[:1] if one.strip())


def texts(trace: dict[str, object]) -> Iterator[str]:
    """All that is written in a picture."""
    for thing in (trace, *(trace.get("axes") or []), *(trace.get("elements") or [])):  # type: ignore[misc]
        for key in ("title", "text", "xlabel", "ylabel", "zlabel"):
            if thing.get(key):
                yield str(thing[key])


def contradicted(record: Record) -> Iterator[str]:
    """A caption that says what the trace rules out."""
    trace, caption = part(record, "trace"), record.get("caption")
    if trace and isinstance(caption, str) and record.get("caption_by") != "trace":
        found = record.get("check") or describe.check(caption, trace, record.get("facts"))  # type: ignore[arg-type]
        if found["contradicted"]:
            yield f"the caption is wrong: {describe.objections(found)[0]}"
