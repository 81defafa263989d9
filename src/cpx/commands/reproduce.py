"""cpx-reproduce: pictures in, scripts that draw them out."""

from pathlib import Path
from typing import Any

import click

from cpx.cli import command, sources, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking

PROMPTS = ("reproduce-caption", "reproduce-code", "refine", "advise", "repair")


@command("reproduce", reads=("image",), adds=("code", "source"))
@sources
@click.option("--caption-model", metavar="NAME", help="Describes each picture first, and advises.  [default: --model]")
@click.option(
    "--samples", type=click.IntRange(min=1), metavar="K", default=1, help="Scripts to write; the one nearest to the picture is kept."
)
@click.option("--refine", type=click.IntRange(min=0), metavar="N", default=0, help="Rounds of drawing, comparing and writing again.")
@click.option("--advise", is_flag=True, help="Have a model say before each round what to change.")
@click.option("--unsafe", is_flag=True, help="Run scripts unconfined where this machine cannot confine them.")
@prompt_option(*PROMPTS)
@model_options
@stream_options
def reproduce(
    sources: tuple[Path, ...],
    caption_model: str | None,
    samples: int,
    refine: int,
    advise: bool,
    unsafe: bool,
    prompts: tuple[str, ...],
    **options: Any,
) -> int:
    """Write a script that draws each picture again, from the picture and a description of it.

    \b
    cpx-reproduce seeds/ | cpx-exec --repair 2 | cpx-caption > icc.jsonl
    cpx-reproduce --samples 4 --refine 3 -o code.jsonl --resume seeds.jsonl
    cpx-reproduce --batch batch/ -o code.jsonl --resume seeds.jsonl
    """
    from cpx.prompts import chosen
    from cpx.sandbox import Sandbox
    from cpx.steps.reproduce import Reproducer

    def step(models: Models) -> Reproducer:
        write, describe = models.open(), models.open(caption_model)
        box = Sandbox(models.cores, trace=False, unsafe=unsafe) if samples > 1 or refine else None
        words = chosen(prompts, *PROMPTS)
        return Reproducer(
            write.ask, describe.ask, words, model=write.name, box=box, samples=samples, refine=refine, advise=advise, folder=models.folder
        )

    return run_asking(step, options, sources=sources, label=lambda record: "written")
