"""R1: answers are paid in the trainer, a stopped run goes on alike, and what the paper says of its numbers is what the preset says."""

import json
import subprocess

import pytest

from cpx.errors import Refused
from cpx.models.checkpoint import load_model
from cpx.train import grpo, sft
from cpx.train.settings import settings
from test_train import model, processor, records  # noqa: F401

QUICK = (
    "per_device_train_batch_size=4", "num_generations=4", "gradient_accumulation_steps=1", "learning_rate=0.01", "warmup_steps=0",
    "max_completion_length=32", "temperature=1.0",
)  # fmt: skip


def logged(folder, *names: str) -> list[tuple[float, ...]]:
    lines = map(json.loads, (folder / "metrics.jsonl").read_text().splitlines())
    return [tuple(line[name] for name in names) for line in lines if "reward" in line]


@pytest.fixture(scope="session")
def taught(model, records, tmp_path_factory) -> str:  # noqa: F811
    """A model that ends its answers: what is cut off earns nothing."""
    changes = ("max_steps=30", "per_device_train_batch_size=4", "gradient_accumulation_steps=1", "learning_rate=0.01")
    options = sft.Options(model, tmp_path_factory.mktemp("taught") / "run", ("code",), tuning="full", changes=changes)
    return str(sft.train([{**record, "code": "plt.bar(1)"} for record in records], None, options))


@pytest.fixture
def paid(monkeypatch, tmp_path):
    """A reward that a random model can earn: how many of its letters are vowels."""
    (tmp_path / "paid.py").write_text("def vowels(attempt):\n    return sum(c in 'aeiou' for c in attempt.completion) / 20\n")
    monkeypatch.syspath_prepend(tmp_path)
    return {"paid:vowels": 1.0, "format": 0.0}


def test_answers_are_paid_and_every_part_is_logged(taught, records, tmp_path, paid):  # noqa: F811
    options = grpo.Options(taught, tmp_path / "run", tuning="full", reward=paid, changes=("max_steps=3", *QUICK))
    checkpoint = grpo.train(records, None, options)
    found = logged(tmp_path / "run", "reward", "rewards/paid:vowels", "rewards/format", "rewards/seconds_p50", "rewards/seconds_p99")
    assert len(found) == 3
    assert any(reward > 0 for reward, *_ in found)
    assert load_model(str(checkpoint)).num_parameters() == load_model(taught).num_parameters()
    assert (tmp_path / "run" / "reward.png").stat().st_size > 1000


def test_an_adapter_is_trained_further(taught, records, tmp_path, paid):  # noqa: F811
    first = sft.train(records, None, sft.Options(taught, tmp_path / "s1", ("code",), changes=("max_steps=2", *QUICK[:1], *QUICK[2:4])))
    options = grpo.Options(taught, tmp_path / "r1", adapter=str(first), reward=paid, changes=("max_steps=2", "beta=0.01", *QUICK))
    second = grpo.train(records, None, options)
    before, after = ((folder / "adapter_model.safetensors").read_bytes() for folder in (first, second))
    assert len(before) == len(after)
    assert before != after
    with pytest.raises(Refused, match="--full trains all weights"):
        grpo.train(records, None, options._replace(tuning="full", output=tmp_path / "other"))


def test_a_run_taken_up_again_has_the_undisturbed_rewards(taught, records, tmp_path, paid):  # noqa: F811
    def options(name: str, **more):
        return grpo.Options(taught, tmp_path / name, tuning="full", reward=paid, changes=("max_steps=6", "save_steps=2", *QUICK), **more)

    grpo.train(records, None, options("whole"))
    grpo.train(records, None, options("cut"))
    for file in ("checkpoint-6", "model.safetensors"):
        subprocess.run(["rm", "-r", tmp_path / "cut" / file], check=True)
    for _ in range(2):  # the second time it is finished
        grpo.train(records, None, options("cut", resume=True))
    assert logged(tmp_path / "cut", "reward", "loss") == logged(tmp_path / "whole", "reward", "loss")


def test_checkpoints_fall_between_batches_of_answers(tmp_path):
    from trl import GRPOConfig

    given = {"output_dir": str(tmp_path), "use_cpu": True, "bf16": False, "num_generations": 4, "per_device_train_batch_size": 4}
    made = settings(GRPOConfig, given | {"gradient_accumulation_steps": 2}, ("steps_per_generation=8", "num_iterations=3"))
    assert grpo.period(made) == 12


def test_long_answers_earn_less_and_the_longest_nothing():
    assert [grpo.brevity(tokens, 100) for tokens in (10, 90, 95, 100)] == pytest.approx([1, 1, 0.5, 0])


def test_a_group_whose_rewards_hardly_differ_teaches_nothing():
    paid = [0.500, 0.505, 0.1, 0.9]
    assert grpo.levelled(paid, ["a", "a", "b", "b"]) == [0.5025, 0.5025, 0.1, 0.9]


def test_how_attempts_ended_is_logged_with_every_part():
    from cpx.rewards import Attempt
    from cpx.rewards.attempts import Timed

    made = [Timed(Attempt("", None, None, None), seconds) for seconds in (0.3, 0.1, 0.2, 9.0)]
    found = grpo.told(made, [{"format": 0.0, "runs": 0.5, "total": 0.2}] * 4)
    assert found == {
        "rewards/format": 0.0,
        "rewards/runs": 0.5,
        "rewards/seconds_p50": 0.3,
        "rewards/seconds_p99": 9.0,
        "attempts/no-code": 1.0,
    }


def test_the_paper_s_numbers():
    preset = grpo.PRESETS["paper"]
    assert (preset["learning_rate"], preset["num_generations"], preset["beta"], preset["top_p"]) == (1e-6, 8, 0.001, 0.85)
    assert (preset["max_completion_length"], preset["max_grad_norm"], preset["repetition_penalty"]) == (8192, 0.5, 1.1)
