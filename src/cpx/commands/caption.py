"""cpx-caption: describe each figure from what was drawn."""

from typing import Literal, Unpack

import click

from cpx.cli import StreamOptions, command, input_file, run, stream_options
from cpx.record import drawn


@command("caption", reads=("trace", "facts"), adds=("caption", "caption_by", "check"))
@input_file
@click.option("--detail", type=click.Choice(["brief", "full", "exhaustive"]), default="full", help="How much the caption says.")
@click.option("--check", is_flag=True, help="Hold the caption that a record has, or the new one, against the trace.")
@stream_options
def caption(detail: Literal["brief", "full", "exhaustive"], check: bool, **stream: Unpack[StreamOptions]) -> int:
    """Describe each figure so that the words alone could rebuild it.

    The facts come from the trace of what was drawn, never from a guess. Records that were not drawn pass through.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-caption > icc.jsonl
    cpx-exec < code.jsonl | cpx-caption --detail exhaustive > icc.jsonl
    cpx-caption --check < theirs.jsonl | jq -c 'select(.check.contradicted > 0) | {id, check}'
    """
    from cpx.steps.caption import captioner, checker, outcome

    if check:
        return run(checker(detail), takes=drawn, label=outcome, **stream)
    return run(captioner(detail), takes=drawn, label=lambda record: "captioned", **stream)
