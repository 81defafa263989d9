"""Finding the script in a model's answer."""

import pytest

from cpx.errors import RecordError
from cpx.source import script_in

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"


@pytest.mark.parametrize(
    "answer",
    [
        f"Here it is:\n```python\n{PLOT}```\nDone.",
        f"```py\r\n{PLOT}```".replace("\n", "\r\n"),
        f"```\n{PLOT}```",
        f"```bash\npip install matplotlib\n```\n```python\n{PLOT}```",
        f"```python\nx = 1\n```\nand the whole:\n```python\n{PLOT}```\n",
        f"```python\nplt.plot(\n```\nI mean\n```python\n{PLOT}```\n",
        f"```python\n{PLOT}",
        PLOT,
    ],
)
def test_the_script_is_found(answer):
    assert script_in(answer) == PLOT


@pytest.mark.parametrize("answer", ["I cannot.", "```python\nplt.plot([1, 2", "```bash\nls\n```", "```python\n```"])
def test_an_answer_without_a_script_says_so(answer):
    with pytest.raises(RecordError) as raised:
        script_in(answer)
    assert raised.value.kind == "no-code"


def test_a_closed_block_that_is_wrong_is_a_script_all_the_same():
    assert script_in("```python\nplt.plot([1, 2\n```\nThat is all.") == "plt.plot([1, 2\n"
    assert script_in("```python\nplt.plot([1, 2\n```") == "plt.plot([1, 2\n"
