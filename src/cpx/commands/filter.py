"""cpx-filter: three gates of quality, near-duplicates, and pictures that benchmarks hold."""

from pathlib import Path
from typing import Any

import click

from cpx.cli import command, input_file, read_entries, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking

PROMPTS = ("gate-code", "gate-image", "gate-match")


@command("filter", reads=("image", "code", "trace", "caption"), adds=("quality",))
@input_file
@click.option("--gates", metavar="NAMES", default="code,image,match", help="Which of them, with commas.")
@click.option("--dedup", is_flag=True, help="Reject figures that draw what an earlier one draws.")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="BENCH.jsonl",
    help="Reject figures that it holds.",
)
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the others there, with reasons.")
@click.option("--annotate", is_flag=True, help="Pass all records on, with their verdicts.")
@click.option("--fail-under", type=click.FloatRange(0, 1), metavar="SHARE", default=0.0, help="Exit 1 if fewer pass.")
@prompt_option(*PROMPTS)
@model_options
@stream_options
def filter_(
    gates: str,
    dedup: bool,
    against: tuple[Path, ...],
    rejects: Path | None,
    annotate: bool,
    fail_under: float,
    prompts: tuple[str, ...],
    **options: Any,
) -> int:
    """Pass on the figures that are fit for training: sound code, a clean picture, and both of one mind.

    Rules judge first, then the model, if one is named. Records in error pass through; what was not drawn is rejected.

    \b
    cpx-filter --dedup --rejects rejects.jsonl icc.jsonl > clean.jsonl
    cpx-filter --model Qwen/Qwen3-VL-32B-Instruct --against bench.jsonl -o clean.jsonl --resume icc.jsonl
    cpx-filter --annotate < icc.jsonl | cpx-view --where quality.passed=false -o failures.html
    """
    from cpx.prompts import chosen
    from cpx.steps.gates import chosen_gates, gatekeeper
    from cpx.steps.screen import screened
    from cpx.steps.sieve import Sieve

    names, sieve = chosen_gates(gates), Sieve(rejects, annotate=annotate, resume=options["resume"])
    entries = screened(read_entries(options["file"], options["skip_bad_lines"]), dedup=dedup, against=against, file=options["file"])

    def step(models: Models) -> Any:
        return gatekeeper(names, models.open().ask, chosen(prompts, *PROMPTS)) if models.given else gatekeeper(names)

    code = run_asking(step, options, entries=entries, then=sieve, own=sieve, summary=sieve, label=lambda record: "judged")
    return code or int(sieve.share < fail_under)
