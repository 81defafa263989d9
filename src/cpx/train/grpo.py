"""R1: reinforcement on code alone, paid for what the written script draws (paper, section 4.2; GRPO in TRL).

each picture ──> a group of answers ──> sandbox, scores ──> rewards ──> those above their group's mean become likelier
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any, NamedTuple

from cpx import rewards
from cpx.errors import Refused
from cpx.models.checkpoint import context, load_model, load_processor, processor_of
from cpx.models.origin import expected
from cpx.models.pictures import MOST_PIXELS
from cpx.models.weights import fingerprint
from cpx.record import Record
from cpx.rewards.attempts import Attempts, Timed
from cpx.train import faults
from cpx.train.data import Examples, some
from cpx.train.session import Session
from cpx.train.settings import common, lora, settings
from cpx.train.trainer import dataset, prepared, ready

PRESETS: dict[str, dict[str, Any]] = {
    "default": {
        "learning_rate": 1e-5,
        "num_generations": 8,
        "per_device_train_batch_size": 8,
        "gradient_accumulation_steps": 4,
        "max_completion_length": 2048,
        "loss_type": "dapo",
        "beta": 0.0,
    },
    "paper": {
        "learning_rate": 1e-6,
        "num_generations": 8,
        "per_device_train_batch_size": 8,
        "gradient_accumulation_steps": 4,
        "loss_type": "grpo",
        "beta": 0.001,
        "temperature": 1.0,
        "top_p": 0.85,
        "repetition_penalty": 1.1,
        "max_completion_length": 8192,
        "max_grad_norm": 0.5,
        "lr_scheduler_type": "constant_with_warmup",
        "num_train_epochs": 1,
    },
}
"""`paper`: supplement D."""
ALIKE = 0.01
"""Standard deviation of a group's rewards below which it teaches nothing."""
LATE = 0.9
"""Of the longest completion allowed, from where the reward falls, down to nothing at the end (DAPO's soft punishment, arXiv 2503.14476)."""


class Options(NamedTuple):
    """What the command line says."""

    model: str
    output: Path
    adapter: str | None = None
    tuning: str = "lora"
    preset: str = "default"
    reward: Mapping[str, float] = rewards.DEFAULT
    max_pixels: int = MOST_PIXELS
    max_tokens: int = 4096
    jobs: int = 2
    changes: tuple[str, ...] = ()
    dry_run: bool = False
    resume: bool = False

    def asked(self) -> dict[str, Any]:
        """What a resumed run must share."""
        left_out = ("output", "dry_run", "resume", "jobs")
        said = {key: list(value) if isinstance(value, tuple) else value for key, value in self._asdict().items() if key not in left_out}
        return {**said, "weights": fingerprint(self.model, Path(self.adapter) if self.adapter else None)}


def train(records: Iterable[Record], folder: Path | None, options: Options) -> Path | None:
    """Train and return the folder of the checkpoint, None after a dry run; `folder` is where pictures may lie."""
    parts = rewards.mix(options.reward)
    if options.adapter and options.tuning == "full":
        raise Refused("--full trains all weights and --adapter an adapter; merge the adapter first, or leave one out")
    expected(options.model, options.adapter)
    session = Session(options.output, options.asked(), options.resume, "cpx-train-grpo")
    records = some(records)
    prepared()
    from trl import GRPOConfig, GRPOTrainer

    config = settings(GRPOConfig, common(options.output) | PRESETS[options.preset], options.changes)
    session.period = period(config)
    config.save_steps = math.ceil(config.save_steps / session.period) * session.period
    processor = load_processor(processor_of(options.model, options.adapter), options.max_pixels)
    with session, faults.training(options.output), Attempts(options.jobs) as attempts:
        examples = Examples(processor, room(options, config.max_completion_length), folder, options.output / "pictures")
        session.learn(examples, examples.rewarded(records))
        if options.dry_run:
            return None
        model = load_model(options.model, options.adapter, quantize=options.tuning == "qlora", trainable=True)
        with faults.making():
            trainer = GRPOTrainer(
                model=model,
                reward_funcs=rewarder(attempts, parts, config.max_completion_length),
                args=config,
                train_dataset=dataset(session.examples),
                processing_class=processor,
                peft_config=None if options.tuning == "full" or options.adapter else lora(),
            )
        return session.train(ready(trainer), "reward")


def room(options: Options, answer: int) -> int:
    """Tokens that a question may have: what the longest answer leaves of the model's context."""
    left = context(options.model) - answer
    if left < 1:
        raise Refused(f"--max-completion-length {answer}: {options.model} attends to {left + answer} tokens at once, question and answer")
    return min(options.max_tokens, left)


def period(config: Any) -> int:
    """Optimizer steps that one batch of answers serves; a run taken up in between would answer anew and go another way."""
    return max(1, config.steps_per_generation // config.gradient_accumulation_steps) * config.num_iterations


def rewarder(attempts: Attempts, parts: Mapping[str, rewards.Part], longest: int) -> Any:
    """The one reward function that the trainer calls; it logs every part, its seconds, and how attempts ended."""

    async def reward(
        completions: list[Any],
        completion_ids: list[list[int]],
        id: list[str],
        reference: list[str],
        image: list[Any],
        log_metric: Any,
        **rest: Any,
    ) -> list[float]:
        made = await attempts.make([completion[0]["content"] for completion in completions], reference, image)
        worth = [rewards.worth(timed.attempt, parts) for timed in made]
        for name, mean in told(made, worth).items():
            log_metric(name, mean)
        paid = [one["total"] * brevity(len(ids), longest) for one, ids in zip(worth, completion_ids, strict=True)]
        return levelled(paid, id)

    return reward


def told(made: Sequence[Timed], worth: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """What is logged of a batch: each reward's mean, seconds, and the share of attempts that ended in each way or raised each flag."""
    seconds = sorted(timed.seconds for timed in made)
    ends = Counter(f"attempts/{timed.attempt.end}" for timed in made)
    flags = Counter(f"flags/{flag}" for timed in made for flag in (timed.attempt.score.flags if timed.attempt.score else ()))
    return {
        **{f"rewards/{name}": sum(one[name] for one in worth) / len(worth) for name in worth[0] if name != "total"},
        "rewards/seconds_p50": seconds[len(seconds) // 2],
        "rewards/seconds_p99": seconds[math.ceil(0.99 * len(seconds)) - 1],
        **{name: count / len(made) for name, count in (ends + flags).items()},
    }


def brevity(tokens: int, longest: int) -> float:
    """1 for most of the room there is, then falling to 0 where it ends."""
    return min(1.0, max(0.0, (longest - tokens) / ((1 - LATE) * longest)))


def levelled(paid: Sequence[float], ids: Sequence[str]) -> list[float]:
    """The rewards; of a group that hardly differs, its mean: GRPO divides by the group's deviation, and would learn the noise of scores."""
    groups: dict[str, list[float]] = {}
    for name, one in zip(ids, paid, strict=True):
        groups.setdefault(name, []).append(one)
    alike = {name: fmean(group) for name, group in groups.items() if pstdev(group) < ALIKE}
    return [alike.get(name, one) for name, one in zip(ids, paid, strict=True)]
