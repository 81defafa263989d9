"""Data from a script's process is taken only if it has the shape that the record promises to later commands."""

import pytest

from cpx.record import Trace
from cpx.sandbox.shape import fits


@pytest.mark.parametrize(
    ("trace", "good"),
    [
        ({}, True),
        ({"size": [1, 2], "dpi": 100, "elements": [{"kind": "line", "xy": [[0, 1.5], [None, 2]], "stroke": "#000000"}]}, True),
        ({"elements": [{"kind": "lines", "stroke": ["#000000", "#ffffff"], "parts": [[[1, 2]]]}]}, True),
        ({"axes": [{"kind": "3d", "shown": True, "view": [30, -60]}]}, True),
        ([], False),
        (None, False),
        ({"elements": "line"}, False),
        ({"elements": [{"kind": "no such kind"}]}, False),
        ({"elements": [{"xy": [[True, 1]]}]}, False),
        ({"elements": [{"xy": [["0", 1]]}]}, False),
        ({"elements": [{"stroke": 3}]}, False),
        ({"elements": [{"surprise": 1}]}, False),
        ({"size": [1.5, 2]}, False),
    ],
)
def test_only_a_trace_is_taken_for_a_trace(trace, good):
    assert fits(trace, Trace) is good


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 10**400, True])
def test_a_number_is_one_that_a_float_can_hold(number):
    assert not fits([number], list[float])
