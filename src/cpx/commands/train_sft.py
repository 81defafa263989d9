"""cpx-train-sft: supervised training of a vision language model on records."""

import json
from pathlib import Path
from typing import Any

import click

from cpx.cli import command, input_file, own_stdout, read_entries, say


@command("train-sft", reads=("image", "caption", "code", "explanation"), writes="a checkpoint")
@input_file
@click.option("--model", required=True, metavar="DIR|NAME", help="The model to start from: a folder, or a name on the hub.")
@click.option(
    "--output-dir", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR", help="Checkpoints, metrics and curve."
)
@click.option("--tasks", default="caption,code", metavar="LIST", help="What to learn: caption, code, or both.")
@click.option("--qlora", "tuning", flag_value="qlora", help="LoRA on weights in 4 bits.")
@click.option("--full", "tuning", flag_value="full", help="Train all weights, not an adapter (LoRA).")
@click.option("--preset", type=click.Choice(["default", "paper"]), default="default", help="Settings that belong together.")
@click.option("--max-pixels", type=click.IntRange(min=1024), default=1310720, metavar="N", help="Larger pictures are scaled down.")
@click.option("--max-tokens", type=click.IntRange(min=16), default=4096, metavar="N", help="Leave out longer examples; none is cut.")
@click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Any setting of TRL's SFTConfig, such as learning_rate=2e-5.")
@click.option("--dry-run", is_flag=True, help="Write and count the examples, and stop.")
@click.option("--resume", is_flag=True, help="Go on from the newest whole checkpoint.")
def train_sft(file: Path | None, model: str, output_dir: Path, tasks: str, tuning: str | None, **rest: Any) -> None:
    """Train a vision language model on records: pictures to captions, pictures to explained code.

    The last line on stdout is the checkpoint, as JSON. Ctrl-C writes a checkpoint first.

    \b
    cpx-train-sft --model Qwen/Qwen3-VL-4B-Instruct --output-dir runs/s1 < icc.jsonl
    cpx-train-sft --qlora --model Qwen/Qwen3-VL-8B-Instruct --output-dir runs/s1 --set num_train_epochs=2 icc.jsonl
    """
    from cpx.train.sft import Options, train

    chosen = tuple(tasks.split(","))
    if not set(chosen) <= {"caption", "code"}:
        raise click.BadParameter(f"{tasks!r} is not caption, code or caption,code.", param_hint="--tasks")
    stdout = own_stdout()
    records = (entry.record for entry in read_entries(file))
    options = Options(model, output_dir, chosen, tuning or "lora", **rest)  # type: ignore[arg-type]
    checkpoint = train(records, file.parent if file else None, options)
    if checkpoint:
        with open(stdout, "w") as out:
            out.write(json.dumps({"checkpoint": str(checkpoint)}) + "\n")
        say(f"{checkpoint}: weights, metrics.jsonl, loss.png")
