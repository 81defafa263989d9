"""Thousands of scripts while the fork servers are killed at random: every record answered once, in order, in the same memory."""

import json
import os
import random
import signal
import threading
from pathlib import Path

import pytest

from conftest import alive, descendants

COUNT = int(os.environ.get("CPX_SOAK", "2000"))
EVERY = 150
"""Records between two kills, on average."""
DIED = "the sandbox died twice while it ran"
SCRIPTS = (
    "print({n})",
    "raise ValueError({n})",
    "import os; os._exit(0)",
    "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1))\nplt.text(0, 0.5, '{n}')\nplt.axis('off')",
    "import scipy.stats\nprint({n})",
)


def resident(pid: int) -> int:
    """KiB of memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def servers(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]


@pytest.mark.slow
def test_every_record_is_answered_once_while_servers_are_killed(start):
    rng, kills, memory, answers = random.Random(1), [], [], []
    running = start("exec", "-j", "2", "--timeout", "10", "-q")

    def feed() -> None:
        for n in range(COUNT):
            record = {"id": f"r{n}", "code": SCRIPTS[n % len(SCRIPTS)].format(n=n)}
            running.stdin.write(json.dumps(record).encode() + b"\n")
            running.stdin.flush()
        running.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    seen = descendants(running.pid)
    for n, line in enumerate(running.stdout):
        answers.append(json.loads(line))
        if rng.random() < 1 / EVERY and (found := servers(running.pid)):
            kills.append(rng.choice(found))
            os.kill(kills[-1], signal.SIGKILL)
        if n % 100 == 0:
            memory.append(resident(running.pid))
            seen |= descendants(running.pid)
    assert running.wait() == 0, running.stderr.read().decode()
    feeder.join()
    twice = sum(answer["exec"].get("message") == DIED for answer in answers)
    quarter = memory[len(memory) // 4]
    print(f"\n{len(answers)} records, {len(kills)} servers killed, {twice} scripts given up; {quarter} KiB, {memory[-1]} KiB at last")
    assert [answer["id"] for answer in answers] == [f"r{n}" for n in range(COUNT)]
    assert all(answers[n]["exec"]["message"] in (f"ValueError: {n}", DIED) for n in range(1, COUNT, len(SCRIPTS)))
    assert twice <= len(kills)
    assert memory[-1] < quarter + 8192
    assert not any(map(alive, seen))
