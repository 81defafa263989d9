"""cpx-perceive: a model sees each image."""

from pathlib import Path
from typing import Any, Literal

import click

from cpx.cli import command, sources, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking

PROMPTS = {"code": "perceive-code", "caption": "perceive-caption"}


@command("perceive", reads=("image",), adds=("perception",))
@sources
@click.option("--task", type=click.Choice(["code", "caption"]), default="code", help="What to write of the image.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Which of several answers, where there is a temperature.")
@prompt_option(*PROMPTS.values())
@model_options
@stream_options
def perceive(sources: tuple[Path, ...], task: Literal["caption", "code"], seed: int, prompts: tuple[str, ...], **options: Any) -> int:
    """Let a model see each image and write the script that draws it, or a caption.

    \b
    cpx-perceive --model hf:Qwen/Qwen3-VL-4B-Instruct --adapter runs/s1 bench.jsonl | cpx-eval stem2code > scored.jsonl
    cpx-perceive --task caption --model Qwen/Qwen3-VL-8B-Instruct --base-url http://localhost:8000/v1 images/
    """
    from cpx.prompts import chosen
    from cpx.steps.perceive import perceiver

    def step(models: Models) -> Any:
        words = chosen(prompts, *PROMPTS.values())[PROMPTS[task]]
        model = models.open()
        return perceiver(model.ask, task, words, model.name, seed)

    return run_asking(step, options, sources=sources, label=lambda record: "perceived")
