"""HTML by construction: whatever is not Markup is escaped, so no text of a record can become an element or an attribute."""

import html
import re
from collections.abc import Iterable

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Controls, lone surrogates, and marks that turn the direction of text: with them code can read otherwise than it runs."""

VOID = {"img", "rect"}


class Markup(str):
    """Finished HTML. A plain str is text still."""

    __slots__ = ()


Child = str | None


def tag(name: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """The element `name`; attributes that are None or False are left out, `data_status` is written data-status, `class_` class."""
    start = f"<{name}{''.join(attribute(key, value) for key, value in attributes.items())}>"
    return Markup(start if name in VOID else f"{start}{join(children)}</{name}>")


def attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    spelled = key.rstrip("_").replace("_", "-")
    return f" {spelled}" if value is True else f' {spelled}="{text(str(value))}"'


def join(children: Iterable[Child], between: str = "") -> Markup:
    """Children one after another, plain ones escaped, None left out."""
    return Markup(text(between).join(text(child) for child in children if child is not None))


def text(words: str) -> Markup:
    """Words escaped for content and attributes; characters that cannot be seen are shown by their number."""
    if isinstance(words, Markup):
        return words
    return Markup(html.escape(UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", words)))
