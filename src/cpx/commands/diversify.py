"""cpx-diversify: the principle behind a picture, drawn in new settings."""

from pathlib import Path
from typing import Any

import click

from cpx.cli import command, sources, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking

PROMPTS = ("principle", "diversify-2d", "diversify-3d")


@command("diversify", reads=("image",), adds=("code", "source"))
@sources
@click.option(
    "-k", "--variants", type=click.IntRange(min=1), metavar="K", default=10, help="Scripts for each picture: records ID/1 to ID/K."
)
@click.option("--principle-model", metavar="NAME", help="Finds the principle and the ideas.  [default: --model]")
@prompt_option(*PROMPTS)
@model_options
@stream_options
def diversify(sources: tuple[Path, ...], variants: int, principle_model: str | None, prompts: tuple[str, ...], **options: Any) -> int:
    """Write scripts that draw the principle behind each picture in new settings.

    \b
    cpx-diversify seeds/ | cpx-exec --repair 2 | cpx-caption > icc.jsonl
    cpx-diversify -k 3 -o code.jsonl --resume seeds.jsonl
    """
    from cpx.prompts import chosen
    from cpx.steps.diversify import diversifier

    def step(models: Models) -> Any:
        write, think = models.open(), models.open(principle_model)
        return diversifier(write.ask, think.ask, chosen(prompts, *PROMPTS), model=write.name, variants=variants, stage="cpx-diversify")

    return run_asking(step, options, sources=sources, label=lambda record: "written")
