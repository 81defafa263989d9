"""The call of the script that made an artist, and which of the names in it became what is seen.

    ax.plot([A[0], B[0]], [A[1], B[1]], color=BLUE)   ->   "ax.plot", {"A[0]": "xy", "B[0]": "xy", ..., "BLUE": "stroke"}

A name is claimed only where its value, when the call was made, equals the property.
"""

import ast
import functools
import linecache
from collections.abc import Iterator
from types import CodeType
from typing import Any, NamedTuple

import numpy as np
from geometry import colour
from matplotlib.colors import to_rgba

LONGEST = 60
"""Characters of a call or a name that are kept."""
MOST = 12
"""Names of one call that are looked at."""
KEYWORDS = {
    **dict.fromkeys(("color", "c", "ec", "edgecolor", "edgecolors", "colors", "markeredgecolor", "mec"), ("stroke", "fill")),
    **dict.fromkeys(("fc", "facecolor", "facecolors", "markerfacecolor", "mfc"), ("fill",)),
    **dict.fromkeys(("lw", "linewidth", "linewidths"), ("width",)),
    **dict.fromkeys(("fontsize", "size"), ("font_size",)),
    **dict.fromkeys(("ms", "markersize"), ("marker_size",)),
    **dict.fromkeys(("s", "text", "label", "title", "xlabel", "ylabel"), ("text", "label")),
    **dict.fromkeys(("radius", "width", "height", "r"), ("size",)),
    **{"rotation": ("rotation",), "angle": ("angle", "rotation"), "zorder": ("z",)},
}
"""Which properties the value of an argument with this name can become."""
PLACES = ("xy", "parts", "centre", "centres", "size", "text", "label")
"""What arguments without a name, or with another, can become."""

ROUND = ("circle", "ellipse", "wedge")
"""Their size is twice what scripts call a radius."""


class Made(NamedTuple):
    """How an artist came to be."""

    line: int
    call: str = ""
    values: tuple[tuple[str, tuple[str, ...], Any], ...] = ()
    """Names in the call, the properties each may become, and their values."""


class Site(NamedTuple):
    """A call in the script."""

    call: str
    names: tuple[tuple[ast.expr, str, tuple[str, ...]], ...]


NOWHERE = Site("", ())


def made(frame: Any) -> Made:
    """What the script is calling in this frame of it."""
    site = _site(frame.f_code, frame.f_lasti)
    if not site.names:
        return Made(frame.f_lineno, site.call)
    scope = frame.f_locals
    values = ((name, where, _value(node, scope, frame.f_globals)) for node, name, where in site.names)
    return Made(frame.f_lineno, site.call, tuple(value for value in values if value[2] is not None))


@functools.lru_cache(4096)
def _site(code: CodeType, last: int) -> Site:
    """The call that the instruction at `last` makes."""
    try:
        position = list(code.co_positions())[last // 2]
        node = _calls(code.co_filename).get(position)
    except (AttributeError, IndexError, SyntaxError, ValueError, RecursionError):  # also interpreters before 3.11
        return NOWHERE
    return Site(_text(node.func), tuple(_names(node))[:MOST]) if node else NOWHERE


@functools.cache
def _calls(filename: str) -> dict[tuple[int | None, ...], ast.Call]:
    """Every call of the script by its position."""
    tree = ast.parse("".join(linecache.getlines(filename)))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {(node.lineno, node.end_lineno, node.col_offset, node.end_col_offset): node for node in calls}


def _names(call: ast.Call) -> Iterator[tuple[ast.expr, str, tuple[str, ...]]]:
    for argument in call.args:
        for node in _read(argument):
            yield node, _text(node), PLACES
    for keyword in call.keywords:
        for node in _read(keyword.value):
            yield node, _text(node), KEYWORDS.get(keyword.arg or "", PLACES)


def _read(node: ast.AST) -> Iterator[ast.expr]:
    """The names, and items of named lists or dicts, that an argument is made of."""
    if isinstance(node, ast.Name) or (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)):
        yield node
        return
    children = [*node.args, *node.keywords] if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for child in children:
        yield from _read(child)


def _text(node: ast.AST) -> str:
    return ast.unparse(node)[:LONGEST]


def _value(node: ast.expr, scope: Any, around: Any) -> Any:
    """What a name, or an item of it, stands for; only plain data are looked into, whose methods are not the script's."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return scope.get(node.id, around.get(node.id))
    if isinstance(node, ast.Subscript):
        whole, key = _value(node.value, scope, around), _value(node.slice, scope, around)
        if type(whole) in (dict, list, tuple, np.ndarray) and type(key) in (str, int):
            try:
                return whole[key]
            except (LookupError, ValueError):
                return None
    return None


def claimed(element: dict[str, Any], values: tuple[tuple[str, tuple[str, ...], Any], ...]) -> dict[str, str]:
    """Names of the call by the property that has their value."""
    found: dict[str, str] = {}
    for name, properties, value in values:
        plain = _plain(value)
        for key in properties if plain is not None else ():
            if key in element and _is(element[key], key, plain):
                found[name] = key
                break
            if key == "size" and element["kind"] in ROUND and not isinstance(plain, str) and _is(element[key], key, 2 * plain):
                found[name] = "radius"
                break
    return found


def _plain(value: Any) -> Any:
    """A number, text, or list of numbers; None for what is something else."""
    if isinstance(value, str):
        return value
    if type(value) in (list, tuple, np.ndarray, float, int) or isinstance(value, np.number):
        try:
            array = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            return None
        return array if array.ndim <= 1 and 0 < array.size <= 10_000 else None
    return None


def _is(property: Any, key: str, value: Any) -> bool:
    if key in ("stroke", "fill"):
        return _same_colour(property, value)
    if isinstance(value, str) or isinstance(property, str):
        return isinstance(value, str) and property == value
    numbers = np.array(_flat(property), dtype=float)
    if value.size == 1:
        return bool(np.isclose(numbers, float(value.ravel()[0]), rtol=1e-5, atol=0).any())
    points = np.array([point for point in _points(property) if len(point) == len(value)], dtype=float)
    if len(points) and np.isclose(points, value, rtol=1e-5, atol=1e-9).all(axis=1).any():
        return True
    columns = np.array(property, dtype=float) if key == "xy" and len(property) == len(value) else np.zeros((0, 0))
    return bool(columns.size and np.isclose(columns, value[:, None], rtol=1e-5, atol=1e-9).all(axis=0).any())


def _same_colour(property: Any, value: Any) -> bool:
    try:
        named = colour(to_rgba(value if isinstance(value, str) else tuple(value.tolist())))
    except (TypeError, ValueError):
        return False
    return named is not None and named[:7] in [str(one)[:7] for one in (property if isinstance(property, list) else [property])]


def _flat(property: Any) -> list[Any]:
    if not isinstance(property, list):
        return [property] if isinstance(property, int | float) else []
    return [number for part in property for number in _flat(part)]


def _points(property: Any) -> Iterator[list[float]]:
    """Every list of plain numbers in it."""
    if isinstance(property, list):
        if all(isinstance(part, int | float) for part in property):
            yield property
        else:
            for part in property:
                yield from _points(part)
