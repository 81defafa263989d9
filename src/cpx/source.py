"""The text of scripts: found in what a model says."""

import ast
import re

FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[ \t]*(?P<tag>[\w+-]*)[^\n]*\n(?P<code>.*?)(?:^(?P=fence)[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
PYTHON = ("python", "py", "python3")


def blocks(text: str) -> list[tuple[str, str, bool]]:
    """The fenced blocks of a text: tag, content, and whether the fence is closed."""
    return [
        (found["tag"].lower(), found["code"], found[0].rstrip().endswith(found["fence"]) and "\n" in found[0].rstrip())
        for found in FENCE.finditer(text.replace("\r\n", "\n"))
    ]


def script(text: str) -> str | None:
    """The script that an answer holds: the last closed ```python block, else the last closed block without a tag; None without either.

    A block that was never closed was cut off, and half a script is none.
    """
    closed = [(tag, code) for tag, code, whole in blocks(text) if whole and code.strip()]
    for wanted in (PYTHON, ("",)):
        if found := [code for tag, code in closed if tag in wanted]:
            return found[-1]
    return None


def parses(code: str) -> bool:
    """Whether the text is Python; deep nesting and NUL count as not."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
