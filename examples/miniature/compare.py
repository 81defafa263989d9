"""What the run came to: held-out scores of S0, S1 and R1, and the reward at R1's start and end. Exit 1 if training did not help."""

import json
import statistics
import sys
from pathlib import Path

from cpx.bench.stem2code import interval, row

run = Path(sys.argv[1])
scores = {}
for name in ("s0", "s1", "r1"):
    rows = [row(json.loads(line)) for line in (run / f"{name}.scored.jsonl").read_text().splitlines()]
    scores[name] = interval(one.total for one in rows)
    print(f"{name}: {len(rows)} held-out figures, drawn {interval(one.drawn for one in rows)}, total {scores[name]}")
logged = [json.loads(line) for line in (run / "r1" / "metrics.jsonl").read_text().splitlines()]
rewards = [line["reward"] for line in logged if "reward" in line]
ends = min(10, len(rewards) // 2)
first, last = rewards[:ends], rewards[-ends:]
error = (statistics.variance(first) / ends + statistics.variance(last) / ends) ** 0.5 if ends > 1 else 0.0
gain = statistics.mean(last) - statistics.mean(first)
ends_told = f"{statistics.mean(first):.3f} in the first {ends} steps, {statistics.mean(last):.3f} in the last"
print(f"r1: reward {ends_told} ({gain / error:.1f} standard errors)" if error else f"r1: reward {ends_told}")
good = {
    "S1 above S0": scores["s1"].low > scores["s0"].high,
    "reward rose": gain > 2 * error,
    "R1 not below S1": scores["r1"].mean >= scores["s1"].mean,
}
print(", ".join(f"{what}: {'yes' if held else 'NO'}" for what, held in good.items()))
sys.exit(not all(good.values()))
