"""The text of scripts: finding the one that a model's answer holds."""

import ast
import re
from collections.abc import Mapping

from cpx.errors import RecordError

FENCE = re.compile(r"^[ \t]*```[ \t]*([\w+-]*)[^\n]*\n(.*?)(?:^[ \t]*```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
CLOSED = re.compile(r"^(?P<fence>`{3,}|~{3,})[ \t]*(?P<kind>[\w+-]*)[^\n]*\n(?P<code>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
PYTHON = ("python", "py", "python3", "")


def script_in(answer: str) -> str:
    """The script in an answer: its one Python block; of several the longest that parses; the whole answer where that is a script.

    Raises RecordError "no-code". A block that was never closed counts if it parses: then only the closing fence was forgotten.
    """
    text = answer.replace("\r\n", "\n")
    blocks = [block for kind, block in FENCE.findall(text) if kind.lower() in PYTHON]
    whole = sorted((block for block in blocks if parses(block)), key=len)
    if whole:
        return whole[-1]
    closed = [block for block in blocks if not text.rstrip().endswith(block.rstrip())]
    if closed:  # its error is for whoever runs it
        return max(closed, key=len)
    if not blocks and "import " in text and parses(text):
        return text.strip() + "\n"
    raise RecordError("no-code", "the answer's code is cut off" if blocks else "the answer holds no block of Python code")


def fenced(answer: str) -> str | None:
    """The script of an answer that keeps to the form it was asked for: its last closed ```python block, else its last closed block
    without a name; None without either. A block that was never closed was cut off.
    """
    closed = [(found["kind"].lower(), found["code"]) for found in CLOSED.finditer(answer.replace("\r\n", "\n")) if found["code"].strip()]
    for wanted in (PYTHON[:3], ("",)):
        if blocks := [code for kind, code in closed if kind in wanted]:
            return blocks[-1]
    return None


def parses(code: str) -> bool:
    try:
        return bool(ast.parse(code).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def numbered(code: str, numbers: Mapping[int, int]) -> str:
    """The script with a comment before each of these lines (from 1) that holds its number; untouched where that would change it."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return code
    starts: dict[int, list[int]] = {}
    for line, number in numbers.items():
        starts.setdefault(statement(tree, line), []).append(number)
    lines = []
    for at, text in enumerate(code.splitlines(), 1):
        if at in starts:
            lines.append(f"{text[: len(text) - len(text.lstrip())]}# {', '.join(map(str, starts[at]))}")
        lines.append(text)
    marked = "\n".join(lines) + "\n"
    return marked if parses(marked) and ast.dump(ast.parse(marked)) == ast.dump(tree) else code


def statement(tree: ast.Module, line: int) -> int:
    """The line on which the innermost statement that holds this one begins."""
    holding = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)]
    return max(holding, default=line)
