"""Vectors in space and in the plane, as tuples of floats."""

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Vec = tuple[float, float, float]
Point = tuple[float, float]


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Vec, k: float) -> Vec:
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    return math.sqrt(dot(a, a))


def unit(a: Vec) -> Vec:
    return times(a, 1 / length(a))


def between(a: Vec, b: Vec, share: float) -> Vec:
    """The point that lies this share of the way from a to b."""
    return add(a, times(sub(b, a), share))


def centre(points: Sequence[Vec]) -> Vec:
    """The mean of the points."""
    return times((sum(p[0] for p in points), sum(p[1] for p in points), sum(p[2] for p in points)), 1 / len(points))


def normal(face: Sequence[Vec]) -> Vec:
    """Newell's normal of a plane polygon, as long as twice its area; it points at who sees the corners run anticlockwise."""
    total = (0.0, 0.0, 0.0)
    for a, b in ring(face):
        total = add(total, cross(a, b))
    return total


def ring(corners: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Neighbours along a closed path: each corner with the next, the last with the first."""
    return zip(corners, [*corners[1:], *corners[:1]], strict=True)
