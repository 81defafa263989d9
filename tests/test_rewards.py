"""Rewards: the right drawing is paid in full, its like in part, and every known trick next to nothing."""

import asyncio
import math

import pytest
from PIL import Image

from cpx import rewards, source
from cpx.errors import Missing, Refused
from cpx.rewards.attempts import LIMITS, Attempts

HEAD = "import matplotlib.pyplot as plt\nimport numpy as np\n"
RIGHT = (
    HEAD
    + """fig, ax = plt.subplots()
ax.plot([0, 4, 2, 0], [0, 0, 3, 0], color='black')
ax.add_patch(plt.Circle((2, 1), 0.7, color='tab:orange'))
for name, x, y in (('A', -0.3, 0), ('B', 4.1, 0), ('C', 2, 3.1)):
    ax.text(x, y, name)
ax.set(xlim=(-1, 5), ylim=(-1, 4))
ax.axis('off')
plt.show()"""
)
LIKE = RIGHT.replace("plt.Circle((2, 1), 0.7", "plt.Circle((2, 1), 0.5").replace("'A', -0.3, 0", "'A', -0.3, 0.2")
WRONG = HEAD + "plt.bar([1, 2, 3], [4, 5, 6])\nplt.show()"
TRICKS = {
    "blank page": HEAD + "plt.figure()\nplt.axis('off')\nplt.show()",
    "nothing": "x = 1",
    "white on white": HEAD + "plt.figure()\nplt.axis('off')\nplt.plot([0, 4, 2, 0], [0, 0, 3, 0], color='white')\nplt.show()",
    "flood": HEAD
    + "plt.figure()\nr = np.random.default_rng(0)\nfor _ in range(400): plt.plot(*r.uniform(size=(2, 2)), 'k')\nplt.axis('off')",
    "noise": HEAD
    + "plt.figure()\nplt.imshow(np.random.default_rng(0).uniform(size=(60, 80)), cmap='gray', extent=(0, 8, 0, 6))\nplt.axis('off')",
    "letters": HEAD + "plt.figure()\nplt.axis('off')\nfor i in range(60): plt.text(i % 10 / 10, i // 10 / 6, 'ABC'[i % 3])",
    "tiny": RIGHT.replace("xlim=(-1, 5), ylim=(-1, 4)", "xlim=(-100, 500), ylim=(-100, 400)"),
    "huge": RIGHT.replace("plt.subplots()", "plt.subplots(figsize=(300, 300))"),
    "takes all memory": HEAD + "x = np.ones((1 << 31,))\nplt.plot([1, 2])",
    "reads the reference": HEAD + "plt.imshow(plt.imread('reference.png'))\nplt.show()",
    "never ends": "while True: pass",
    "patches the tracer": "import sys\nfor m in list(sys.modules.values()):\n    if 'primitives' in str(m): m.__dict__.clear()\n"
    + HEAD
    + "plt.plot([1, 2])",
}


def fenced(code: str) -> str:
    return f"Here it is.\n```python\n{code}\n```\n"


@pytest.fixture(scope="module")
def pay():
    """What completions are worth against RIGHT."""
    parts = rewards.mix(rewards.DEFAULT)

    def paid(*completions: str, reference: str = RIGHT, picture=None) -> list[dict[str, float]]:
        with Attempts(2, LIMITS._replace(seconds=2.0)) as attempts:
            made = asyncio.run(attempts.make(list(completions), [reference] * len(completions), [picture] * len(completions)))
        return [rewards.worth(timed.attempt, parts) for timed in made]

    return paid


def test_the_right_script_is_paid_in_full_and_a_like_one_in_part(pay):
    right, like, wrong = pay(fenced(RIGHT), fenced(LIKE), fenced(WRONG))
    assert right["total"] == pytest.approx(1.0, abs=1e-3)
    assert right["total"] > like["total"] > 0.8
    assert wrong["total"] < 0.5


@pytest.mark.parametrize("trick", sorted(TRICKS))
def test_tricks_do_not_pay(pay, trick):
    [found] = pay(fenced(TRICKS[trick]))
    assert found["total"] < 0.45, found
    assert found["image"] * 0.4 + found["structure"] * 0.4 < 0.25, found


@pytest.mark.parametrize("how", ["imshow", "pcolormesh", "scatter"])
def test_the_reference_s_own_pixels_do_not_pay(pay, how):
    """Pasted into the script, as a picture, as cells or as dots: no drawing, however like it looks."""
    from cpx.sandbox import Sandbox

    with Sandbox() as box:
        shown = Image.fromarray(box.run(RIGHT).drawings[0].array()).convert("L").resize((96, 72))
    draw = {
        "imshow": "plt.imshow(a, cmap='gray')",
        "pcolormesh": "plt.pcolormesh(a[::-1], cmap='gray')",
        "scatter": "y, x = np.nonzero(a < 200); plt.scatter(x, -y, s=9, c='k', marker='s')",
    }
    pasted = f"{HEAD}a = np.frombuffer(bytes.fromhex('{shown.tobytes().hex()}'), np.uint8).reshape(72, 96)\nplt.figure()\n"
    [found] = pay(fenced(f"{pasted}{draw[how]}\nplt.axis('off')\nplt.show()"))
    assert found["runs"] == 1
    assert found["image"] * 0.4 + found["structure"] * 0.4 < 0.25, found


HIDDEN = {
    "in white": "color='white', zorder=0",
    "transparent": "color='black', alpha=0",
    "covered": "color='black', zorder=-5",
    "beside the page": "color='black', transform=plt.gcf().transFigure + __import__('matplotlib').transforms.Affine2D().translate(5e4, 0)",
}


@pytest.mark.parametrize("how", sorted(HIDDEN))
def test_what_cannot_be_seen_does_not_pay(pay, how):
    """The right lines in a place where no eye finds them, under the wrong picture."""
    wrong = WRONG.replace("plt.show()", "")
    cover = "plt.gca().add_patch(plt.Rectangle((-9, -9), 99, 99, color='white', zorder=-4))\n" if how == "covered" else ""
    hidden = f"{wrong}{cover}plt.plot([0, 4, 2, 0], [0, 0, 3, 0], {HIDDEN[how]})\nplt.axis([-0.5, 4.5, 0, 7])"
    plain = f"{wrong}plt.axis([-0.5, 4.5, 0, 7])"
    one, other = pay(fenced(hidden), fenced(plain))
    assert one["runs"] == other["runs"] == 1
    assert one["total"] < other["total"] + 0.02


def test_texts_in_a_heap_are_not_paid_in_full(pay):
    heap = RIGHT
    for place in ("-0.3, 0)", "4.1, 0)", "2, 3.1)"):
        heap = heap.replace(place, "2, 1)")
    right, heaped = pay(fenced(RIGHT), fenced(heap))
    assert heaped["total"] < right["total"] - 0.08


def test_drawing_everything_again_on_the_same_place_gains_nothing(pay):
    right, thrice = pay(fenced(RIGHT), fenced(RIGHT.replace("plt.show()", "") + "\n".join(RIGHT.splitlines()[3:6] * 2)))
    assert thrice["total"] <= right["total"] + 1e-6


@pytest.mark.parametrize("answer", ["", "no code", RIGHT, f"```python\n{RIGHT}", "```\n\n```", "```json\n{}\n```"])
def test_an_answer_without_a_closed_block_of_code_is_worth_nothing(pay, answer):
    assert pay(answer) == [dict.fromkeys((*rewards.DEFAULT, "total"), 0.0)]


def test_a_reference_without_script_is_compared_by_its_picture(pay, tmp_path):
    from cpx.sandbox import Sandbox

    with Sandbox() as box:
        picture = Image.fromarray(box.run(RIGHT).drawings[0].array()).convert("RGB")
    right, wrong = pay(fenced(RIGHT), fenced(WRONG), reference="", picture=picture)
    assert right["structure"] == right["image"] > 0.99
    assert wrong["total"] < 0.6


def test_a_reference_is_drawn_once(monkeypatch):
    ran = []
    with Attempts(2) as attempts:
        real = attempts.box.arun
        monkeypatch.setattr(attempts.box, "arun", lambda code: (ran.append(code), real(code))[1])
        asyncio.run(attempts.make([fenced(WRONG)] * 6, [RIGHT] * 6, [None] * 6))
    assert ran.count(RIGHT) == 1
    assert ran.count(WRONG + "\n") == 6


def test_a_script_that_never_ends_holds_nobody_up_for_long(pay):
    import time

    begin = time.monotonic()
    *quick, _ = pay(*[fenced(RIGHT)] * 8, fenced("while True: pass"))
    assert all(found["total"] > 0.99 for found in quick)
    assert time.monotonic() - begin < 40


def test_rewards_of_ones_own(tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text("def short(attempt):\n    return 1 / len(attempt.completion)\n")
    monkeypatch.syspath_prepend(tmp_path)
    parts = rewards.mix({"format": 1, "mine:short": 3})
    found = rewards.worth(rewards.Attempt("abcd", None, None, None), parts)
    assert found == {"format": 0.0, "mine:short": 0.25, "total": 0.25 * 0.75}


@pytest.mark.parametrize(("value", "paid"), [(math.nan, 0), (math.inf, 0), (-1, 0), (7, 1), (0.5, 0.5)])
def test_what_is_no_share_is_made_one(value, paid):
    assert rewards.bounded(value) == paid


@pytest.mark.parametrize("chosen", [{}, {"format": -1}, {"format": 0}, {"format": math.nan}])
def test_weights_that_mean_nothing_are_refused(chosen):
    with pytest.raises(Refused):
        rewards.mix(chosen)


def test_a_reward_that_is_not_there_is_named():
    with pytest.raises(Missing, match="format, image, runs, structure, syntax"):
        rewards.mix({"beauty": 1})
    with pytest.raises(Missing, match="PYTHONPATH"):
        rewards.mix({"nowhere:reward": 1})


# ── scripts in answers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("```python\nx = 1\n```", "x = 1\n"),
        ("```py\nx = 1\n```", "x = 1\n"),
        ("```Python title=a\nx = 1\n```", "x = 1\n"),
        ("~~~python\nx = 1\n~~~", "x = 1\n"),
        ("```python\r\nx = 1\r\n```\r\n", "x = 1\n"),
        ("```\nx = 1\n```", "x = 1\n"),
        ("```python\nold\n```\nbetter:\n```python\nnew\n```", "new\n"),
        ("```python\nx = 1\n```\n```\noutput\n```", "x = 1\n"),
        ("````python\nx = '''\n```\n'''\n````", "x = '''\n```\n'''\n"),
        ("```python\nx = '```'\n```", "x = '```'\n"),
        ("```python\nx = 1", None),
        ("```python\nx = 1\n``` trailing", None),
        ("```bash\nls\n```", None),
        ("x = 1", None),
    ],
)
def test_the_script_of_an_answer(text, script):
    assert source.fenced(text) == script


def test_deep_nesting_is_no_python():
    assert not source.parses("(" * 100_000)
    assert not source.parses("x = '\0'")
