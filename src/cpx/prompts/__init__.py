"""Prompts: a file each, in our own words."""

from functools import cache
from pathlib import Path


@cache
def text(name: str) -> str:
    """The words of `prompts/NAME.md`, lines joined into paragraphs as they stand."""
    return (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8").strip()
