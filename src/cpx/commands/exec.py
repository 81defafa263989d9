"""cpx-exec: run each record's script in a sandbox, draw its figure, trace it."""

from pathlib import Path
from typing import Any, Literal

import click

from cpx.cli import Span, command, input_file, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking


@command("exec", reads=("code",), adds=("image", "exec", "trace"))
@input_file
@click.option(
    "--images",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("images"),
    metavar="DIR",
    help="Folder for the pictures, named by their pixels.",
)
@click.option(
    "--dpi", type=Span(10, 1200), default="100", help="Pixels per inch, whatever the script says; a span is drawn for each record."
)
@click.option("--margin", type=Span(0, 50), help="Border to add on each side, in percent of the longer side; a span is drawn for each.")
@click.option("--paper", is_flag=True, help="Make pictures look scanned: tint, blur, noise, a slight rotation, JPEG.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", default=30.0, help="CPU time per script; four times that by the clock."
)
@click.option("--memory", type=click.IntRange(min=256), metavar="MIB", default=2048, help="Address space per script.")
@click.option(
    "--figures",
    type=click.Choice(["first", "last", "all"]),
    default="first",
    help="Which figures of a script; `all` makes records ID/1, ID/2, ...",
)
@click.option(
    "--repair", type=click.IntRange(min=0), metavar="N", default=0, help="Send a script that fails back to the model, N times at most."
)
@click.option("--no-trace", is_flag=True, help="Only draw.")
@click.option("--python", metavar="PATH", help="The Python whose matplotlib draws, such as other/.venv/bin/python.  [default: cpx's own]")
@click.option("--unsafe", is_flag=True, help="Run scripts unconfined where this machine cannot confine them.")
@prompt_option("repair")
@model_options
@stream_options
def exec_(
    images: Path,
    dpi: tuple[int, int],
    margin: tuple[int, int] | None,
    paper: bool,
    timeout: float,
    memory: int,
    figures: Literal["first", "last", "all"],
    repair: int,
    no_trace: bool,
    python: str | None,
    unsafe: bool,
    prompts: tuple[str, ...],
    **options: Any,
) -> int:
    """Run each script in a sandbox, draw its figure and trace what was drawn.

    A script that fails, hangs or draws nothing is a finding in the record's `exec`, not an error.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-caption > icc.jsonl
    cpx-exec -j 2 --dpi 300 -o drawn.jsonl --resume code.jsonl
    cpx-exec --repair 3 --model Qwen/Qwen3-VL-8B-Instruct code.jsonl -o drawn.jsonl
    jq -c 'select(.exec.ok | not) | {id, exec}' drawn.jsonl
    """
    from cpx.prompts import chosen
    from cpx.steps.execute import Executor, outcome
    from cpx.steps.look import Variety
    from cpx.steps.repair import Repairer

    def step(models: Models) -> Any:
        execute = Executor(
            images,
            jobs=models.cores if repair else models.jobs,
            variety=Variety(dpi, margin, paper),
            seconds=timeout,
            memory=memory << 20,
            figures=figures,
            trace=not no_trace,
            unsafe=unsafe,
            python=python,
        )
        return Repairer(execute, models.open().ask, chosen(prompts, "repair")["repair"], repair) if repair else execute

    return run_asking(step, options, asks=repair > 0, label=outcome)
