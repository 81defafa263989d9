"""What asking costs the client, and how busy it keeps a server: python tests/bench/models.py -n 10000

Against a server of its own in another process. CPU is compared with the bare openai client doing the same in as many threads.
"""

import argparse
import base64
import hashlib
import json
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from cpx.models import Choice, open_model
from cpx.stream import Entry, run
from servers import Answer, ModelServer, failure, prompt, said

JOBS = 64
FAULTS = [failure(429, Retry_After="0.1"), failure(429), failure(500), failure(503), Answer(drop=True), Answer(b"{oops"), said("")]


def served(pipe: Any, mode: str, number: int) -> None:
    """The server's process: `plain`, with `faults` that clear, or with a heavy `tail` of latencies; tells what it saw when it is asked."""
    rng, seen, busy = random.Random(1), dict[str, int](), [0.0, time.monotonic(), 1e-9]

    def script(body: dict[str, Any], _: int) -> Answer:
        name = prompt(body)
        seen[name] = seen.get(name, 0) + 1
        if mode == "faults" and seen[name] <= rng.choice([0, 0, 0, 1, 2]):
            return rng.choice(FAULTS)
        answer = said(hashlib.sha256(name.encode()).hexdigest())
        return answer._replace(delay=min(20.0, rng.paretovariate(1.5) * 0.2)) if mode == "tail" else answer

    with ModelServer(script, keep=False) as server:
        pipe.send(server.url)
        while not pipe.poll(0.005):
            now = time.monotonic()
            if 0.05 * number < server.count < 0.95 * number:  # neither the start nor the last slow ones
                busy[0] += server.busy * (now - busy[1])
                busy[2] += now - busy[1]
            busy[1] = now
        pipe.recv()
        pipe.send((server.count, len(seen), busy[0] / busy[2], server.most_busy))


class Elsewhere:
    """That server, in another process."""

    def __init__(self, mode: str, number: int) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=served, args=(theirs, mode, number))
        self.process.start()
        self.url = self.pipe.recv()

    def end(self) -> tuple[int, int, float, int]:
        self.pipe.send("end")
        told = self.pipe.recv()
        self.process.join()
        return told


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def memory() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def entries(number: int, image: str) -> Iterator[Entry]:
    for i in range(number):
        yield Entry(i + 1, "", {"id": str(i), "image": image})


def ours(number: int, image: str, mode: str) -> dict[str, Any]:
    """A stage's work: each record read, asked about, and written in order."""
    server = Elsewhere(mode, number)
    with tempfile.TemporaryDirectory() as cache:
        begin, start, peaks, wrong = cpu(), time.monotonic(), [], 0
        choice = Choice("tiny", server.url, "none", cache=Path(cache))
        with open_model(choice, most=JOBS) as model:

            def step(record: dict[str, Any]) -> dict[str, Any]:
                return {**record, "text": model.ask(record["id"], [image] if image else []).text}

            groups = run(step, entries(number, image), stage="bench", jobs=JOBS, window=32 * JOBS)
            for i, group in enumerate(groups):
                wrong += group.records[0].get("text") != hashlib.sha256(str(i).encode()).hexdigest()
                if i % (number // 10) == 0:
                    peaks.append(round(memory()))
        used, wall = cpu() - begin, time.monotonic() - start
    count, seen, busy, most = server.end()
    return {"cpu": used, "wall": wall, "wrong": wrong, "mib": peaks, "asked": count, "seen": seen, "busy": busy / JOBS, "most": most}


def bare(number: int, image: str) -> dict[str, Any]:
    """The same with the openai package alone."""
    import openai

    server = Elsewhere("plain", number)
    client = openai.OpenAI(base_url=server.url, api_key="none", max_retries=8)
    begin, start = cpu(), time.monotonic()

    def one(i: int) -> str:
        picture = f"data:image/png;base64,{base64.b64encode(Path(image).read_bytes()).decode()}"
        content: Any = [{"type": "image_url", "image_url": {"url": picture}}, {"type": "text", "text": str(i)}]
        done = client.chat.completions.create(model="tiny", messages=[{"role": "user", "content": content}])
        return done.choices[0].message.content or ""

    with ThreadPoolExecutor(JOBS) as pool:
        wrong = sum(text != hashlib.sha256(str(i).encode()).hexdigest() for i, text in enumerate(pool.map(one, range(number))))
    told = {"cpu": cpu() - begin, "wall": time.monotonic() - start, "wrong": wrong}
    server.end()
    return told


def picture(folder: Path) -> str:
    """A PNG of 1 MB within the pixel budget."""
    import numpy as np
    from PIL import Image

    noise = np.random.default_rng(0).integers(0, 256, (583, 600, 3), np.uint8)
    Image.fromarray(noise).save(folder / "noise.png")
    return str(folder / "noise.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        image = picture(Path(folder))
        plain, alone = ours(given.n, image, "plain"), bare(given.n, image)
        faults = ours(given.n, image, "faults")
    tail = ours(min(given.n, 4000), "", "tail")
    print(json.dumps({"ours": plain, "bare": alone, "ratio": plain["cpu"] / alone["cpu"]}))
    print(json.dumps({"faults": faults}))
    print(json.dumps({"tail": tail}))


if __name__ == "__main__":
    main()
