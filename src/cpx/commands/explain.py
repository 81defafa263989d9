"""cpx-explain: a tutorial for each figure that ends in the script that draws it."""

from typing import Any

import click

from cpx.cli import command, input_file, stream_options
from cpx.cli_model import Models, model_options, prompt_option, run_asking
from cpx.record import drawn

PROMPTS = ("explain-draft", "explain-refine")


@command("explain", reads=("image", "code", "trace"), adds=("explanation", "explanation_by", "explanation_code"))
@input_file
@click.option("--draft-model", metavar="NAME", help="Writes the draft from the picture.  [default: --model]")
@click.option("--native", is_flag=True, help="Leave it at the draft, which no script has corrected.")
@click.option("--unsafe", is_flag=True, help="Run scripts unconfined where this machine cannot confine them.")
@prompt_option(*PROMPTS)
@model_options
@stream_options
def explain(draft_model: str | None, native: bool, unsafe: bool, prompts: tuple[str, ...], **options: Any) -> int:
    """Explain how each figure is drawn, step by step, with a script that draws the very same picture.

    A model's explanation is corrected by the record's script, and its code is run: where it draws anything else, the record's script takes
    its place. Without a model the explanation is read off the trace.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-explain > explained.jsonl
    cpx-explain --model Qwen/Qwen3-VL-8B-Instruct -o explained.jsonl --resume icc.jsonl
    """
    from cpx.prompts import chosen
    from cpx.sandbox import Sandbox
    from cpx.steps import explain as steps

    def step(models: Models) -> Any:
        if not models.given and not draft_model:
            return steps.plain
        words, draft = chosen(prompts, *PROMPTS), models.open(draft_model)
        if native:
            return steps.native(draft.ask, words["explain-draft"], draft.name)
        refine = models.open()
        return steps.Explainer(draft.ask, refine.ask, words, model=refine.name, box=Sandbox(models.cores, trace=False, unsafe=unsafe))

    return run_asking(step, options, takes=drawn, label=steps.outcome)
