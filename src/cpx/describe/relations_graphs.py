"""Tells what the lines or arrows between circles and boxes with names make of them: a chain, a ring, a tree, a graph."""

from collections import Counter
from collections.abc import Sequence

from cpx.describe.frames import Frame
from cpx.describe.names import TOUCH, named
from cpx.describe.picture import Mark
from cpx.describe.relations_lines import Relation
from cpx.describe.wording import counted, plural, sentence

FEWEST = 3
"""Nodes of a graph."""


def relations(marks: Sequence[Mark], frame: Frame) -> list[Relation]:
    """The graph of the nodes with names, if there are at least two edges between them and each name stands once."""
    nodes = tuple(name for name in frame.names if name.box is not None)
    joins = [(pair, mark.kind) for mark in marks if (pair := _joined(mark, frame))]
    edges = list(dict.fromkeys(pair for pair, _ in joins))
    kinds = {kind for _, kind in joins}
    if len(nodes) < FEWEST or len(edges) < 2 or len(edges) < len(joins) or len({name.word for name in nodes}) < len(nodes):
        return []
    noun = f"{len(edges)} {'arrows' if kinds == {'arrow'} else 'lines' if kinds == {'line'} else 'lines and arrows'}"
    shapes = {name.shape for name in nodes}
    shape = {"box": "text"}.get(word := shapes.pop(), word) if len(shapes) == 1 else "node"
    return [Relation(0, sentence(f"the {noun} join the {len(nodes)} {plural(shape)} into a {_form(edges, [name.word for name in nodes])}"))]


def _joined(mark: Mark, frame: Frame) -> tuple[str, str] | None:
    """The two nodes that a line or an arrow joins."""
    if mark.kind not in ("line", "arrow") or mark.space != "data" or len(mark.vertices) < 2 or mark.marker:
        return None
    nodes = tuple(name for name in frame.names if name.box is not None)
    first, second = (named(frame.pixel(end), nodes, TOUCH) for end in (mark.vertices[0], mark.vertices[-1]))
    return (first, second) if first and second and first != second else None


def _form(edges: Sequence[tuple[str, str]], nodes: Sequence[str]) -> str:
    degrees = Counter(node for edge in edges for node in edge)
    whole = len(_reached(edges, nodes[0])) == len(nodes)
    if whole and len(edges) == len(nodes) - 1:
        return "chain" if max(degrees.values()) == 2 else "tree"
    if whole and len(edges) == len(nodes) and set(degrees.values()) == {2}:
        return "ring"
    return f"graph of {counted(len(nodes), 'node')} and {counted(len(edges), 'edge')}"


def _reached(edges: Sequence[tuple[str, str]], start: str) -> set[str]:
    """The nodes that one node is connected with, itself among them."""
    found = {start}
    while more := {b for edge in edges for a, b in (edge, edge[::-1]) if a in found} - found:
        found |= more
    return found
