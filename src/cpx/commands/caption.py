"""cpx-caption: describe each figure from what was drawn."""

from typing import Any, Literal

import click
from click.core import ParameterSource

from cpx.cli import command, input_file, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking
from cpx.record import drawn

PROMPTS = ("caption-draft", "caption-facts", "caption-facts-code", "caption-refine", "caption-mend")


@command("caption", reads=("trace", "facts", "image", "code"), adds=("caption", "caption_by", "check"))
@input_file
@click.option("--detail", type=click.Choice(["brief", "full", "exhaustive"]), default="full", help="How much it says without a model.")
@click.option(
    "--check",
    is_flag=True,
    help="Hold the caption that a record has, or a new one, against the trace.",
)
@click.option("--draft-model", metavar="NAME", help="Writes the draft from the picture.  [default: --model]")
@click.option("--draft-only", is_flag=True, help="Leave it at the model's draft, as models caption natively.")
@click.option("--no-trace", is_flag=True, help="Let the model read the facts from the code alone.")
@prompt_option(*PROMPTS)
@model_options
@stream_options
def caption(
    detail: Literal["brief", "full", "exhaustive"],
    check: bool,
    draft_model: str | None,
    draft_only: bool,
    no_trace: bool,
    prompts: tuple[str, ...],
    **options: Any,
) -> int:
    """Describe each figure so that the words alone could rebuild it.

    The facts come from the trace of what was drawn, never from a guess. With a model, its draft is corrected by the facts of code and
    trace, and what the trace contradicts is sent back once. Records that were not drawn pass through.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-caption > icc.jsonl
    cpx-caption --model Qwen/Qwen3-VL-8B-Instruct -o icc.jsonl --resume drawn.jsonl
    cpx-caption --check < theirs.jsonl | jq -c 'select(.check.contradicted > 0) | {id, check}'
    """
    from cpx.prompts import chosen
    from cpx.steps import ground
    from cpx.steps.caption import captioner, checker, outcome

    def step(models: Models) -> Any:
        write = writer(models)
        return checker(write) if check else write

    def writer(models: Models) -> Any:
        named = click.get_current_context().get_parameter_source("model") is ParameterSource.COMMANDLINE
        if not (draft_model or (named if check else models.given)):
            return captioner(detail)
        words, draft = chosen(prompts, *PROMPTS), models.open(draft_model)
        if draft_only:
            return ground.drafter(draft.ask, words["caption-draft"], draft.name)
        refine = models.open()
        return ground.grounder(draft.ask, refine.ask, words, model=refine.name, use_trace=not no_trace)

    return run_asking(step, options, takes=drawn, label=outcome)
