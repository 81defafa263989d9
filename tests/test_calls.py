"""An element knows the call that drew it, and which of the script's names became what is seen: claimed only where it is so."""

import textwrap
from collections.abc import Iterator
from typing import Any

import pytest

from cpx.sandbox import Sandbox

AXES = "import matplotlib.pyplot as plt\nimport numpy as np\nfig, ax = plt.subplots()\nax.set(xlim=(-5, 5), ylim=(-5, 5), aspect='equal')\n"


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(jobs=1) as box:
        yield box


@pytest.fixture
def elements(box):
    def elements(code: str) -> list[dict[str, Any]]:
        found = box.run(AXES + textwrap.dedent(code)).drawings[0].trace["elements"]
        return [element for element in found if element["role"] in ("data", "annotation", "title")]

    return elements


def test_named_vertices_colours_and_widths(elements):
    (line,) = elements("A, B, BLUE, w = (0, 0), (4, 3), 'tab:blue', 2.5\nax.plot([A[0], B[0]], [A[1], B[1]], color=BLUE, lw=w)")
    assert line["call"] == "ax.plot"
    assert line["line"] == 6
    assert line["names"] == {"A[0]": "xy", "B[0]": "xy", "A[1]": "xy", "B[1]": "xy", "BLUE": "stroke", "w": "width"}


def test_a_name_has_the_value_of_its_own_call(elements):
    found = elements("""
        P = {"A": (0, 0), "B": (4, 0), "C": (1, 3)}
        for name, (x, y) in P.items():
            ax.text(x, y, name)
        x, y, name = 9, 9, "Z"
    """)
    assert [element["names"] for element in found] == [{"x": "xy", "y": "xy", "name": "text"}] * 3


def test_inside_functions_and_nested_calls(elements):
    found = elements("""
        def disc(centre, r):
            ax.add_patch(plt.Circle(centre, r, fc="red"))
        disc((1, 2), 0.5)
    """)
    assert (found[0]["call"], found[0]["names"]) == ("plt.Circle", {"centre": "centre", "r": "radius"})


def test_whole_columns_of_data(elements):
    (line,) = elements("t = np.linspace(0, 5, 20)\ns = np.sin(t)\nother = t * 2\nax.plot(t, s, label=str(other))")
    assert line["names"] == {"t": "xy", "s": "xy"}


def test_what_did_not_become_the_property_is_not_claimed(elements):
    (line,) = elements("w, unused = 3, 1\nax.plot([0, unused + 1], [0, 5], lw=w + 1)")
    assert "names" not in line


@pytest.mark.parametrize(
    "hostile",
    [
        "class L(list):\n    def __getitem__(self, i): raise SystemExit\nA = L([1, 2])\nax.plot([A], [0])",
        "class S(str):\n    def __eq__(self, o): raise SystemExit\n    __hash__ = str.__hash__\nn = S('a')\nax.text(0, 0, n)",
        "class N:\n    def __array__(self, *a, **k): raise SystemExit\n    def __len__(self): return 1\nn = N()\nax.set_title('t', url=n)",
    ],
)
def test_names_of_strange_types_cost_no_element(elements, hostile):
    assert len(elements("ax.plot([0, 1], [0, 1])\ntry:\n" + textwrap.indent(hostile, "    ") + "\nexcept BaseException: pass")) >= 1
