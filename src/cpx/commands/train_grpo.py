"""cpx-train-grpo: reinforcement of a model's code by what it draws."""

import json
from pathlib import Path
from typing import Any

import click

from cpx.cli import CORES, command, input_file, own_stdout, read_entries, say


class Weight(click.ParamType):
    """NAME=W."""

    name = "NAME=W"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> tuple[str, float]:
        name, equals, weight = str(value).rpartition("=")
        try:
            return name, float(weight if equals and name else "")
        except ValueError:
            self.fail(f"{value!r} is not NAME=W, such as image=0.4.", parameter, context)


@command("train-grpo", reads=("image", "code"), writes="a checkpoint")
@input_file
@click.option("--model", required=True, metavar="DIR|NAME", help="The model to start from: a folder, or a name on the hub.")
@click.option("--adapter", metavar="DIR", help="The adapter to go on with: what cpx-train-sft wrote.")
@click.option(
    "--output-dir", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR", help="Checkpoints, metrics and curve."
)
@click.option("--qlora", "tuning", flag_value="qlora", help="LoRA on weights in 4 bits.")
@click.option("--full", "tuning", flag_value="full", help="Train all weights, not an adapter (LoRA).")
@click.option("--preset", type=click.Choice(["default", "paper"]), default="default", help="Settings and rewards that belong together.")
@click.option(
    "--reward",
    type=Weight(),
    multiple=True,
    help="format, syntax, runs, image, structure or module:function. [default: format=0.1 runs=0.1 image=0.4 structure=0.4]",
)
@click.option("--num-generations", type=click.IntRange(min=2), metavar="N", help="Answers to a picture. [default: 8]")
@click.option("--max-completion-length", type=click.IntRange(min=8), metavar="N", help="Tokens of an answer. [default: 2048; paper: 8192]")
@click.option("--max-pixels", type=click.IntRange(min=1024), default=1310720, metavar="N", help="Larger pictures are scaled down.")
@click.option("--max-tokens", type=click.IntRange(min=16), default=4096, metavar="N", help="Leave out longer questions; none is cut.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=CORES, show_default="cores", metavar="N", help="Scripts run at once.")
@click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Any setting of TRL's GRPOConfig, such as beta=0.001.")
@click.option("--dry-run", is_flag=True, help="Write and count the examples, and stop.")
@click.option("--resume", is_flag=True, help="Go on from the newest whole checkpoint.")
def train_grpo(
    file: Path | None,
    model: str,
    output_dir: Path,
    tuning: str | None,
    preset: str,
    reward: tuple[tuple[str, float], ...],
    num_generations: int | None,
    max_completion_length: int | None,
    changes: tuple[str, ...],
    **rest: Any,
) -> None:
    """Reinforce a model's code by what it draws: each answer's script runs in the sandbox and is scored against the picture.

    No judge, key or network is needed. The last line on stdout is the checkpoint, as JSON. Ctrl-C writes a checkpoint first.

    \b
    cpx-train-grpo --model Qwen/Qwen3-VL-4B-Instruct --adapter runs/s1 --output-dir runs/r1 < icc.jsonl
    cpx-train-grpo --model runs/s1-full --full --preset paper --output-dir runs/r1 icc.jsonl
    """
    from cpx import rewards
    from cpx.train.grpo import Options, train

    stdout = own_stdout()
    named = {"num_generations": num_generations, "max_completion_length": max_completion_length}
    chosen = tuple(f"{key}={value}" for key, value in named.items() if value) + changes
    weights = dict(reward) or (rewards.PAPER if preset == "paper" else rewards.DEFAULT)
    options = Options(model, output_dir, tuning=tuning or "lora", preset=preset, reward=weights, changes=chosen, **rest)
    checkpoint = train((entry.record for entry in read_entries(file)), file.parent if file else None, options)
    if checkpoint:
        with open(stdout, "w") as out:
            out.write(json.dumps({"checkpoint": str(checkpoint)}) + "\n")
        say(f"{checkpoint}: weights, metrics.jsonl, reward.png")
