"""cpx-caption: describe each figure from what was drawn."""

from typing import Literal, Unpack

import click

from cpx.cli import StreamOptions, command, input_file, run, stream_options
from cpx.record import drawn


@command("caption", reads=("trace", "facts"), adds=("caption", "caption_by"))
@input_file
@click.option("--detail", type=click.Choice(["brief", "full", "exhaustive"]), default="full", help="How much the caption says.")
@stream_options
def caption(detail: Literal["brief", "full", "exhaustive"], **stream: Unpack[StreamOptions]) -> int:
    """Describe each figure so that the words alone could rebuild it.

    The facts come from the trace of what was drawn, never from a guess. Records that were not drawn pass through.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-caption > icc.jsonl
    cpx-exec < code.jsonl | cpx-caption --detail exhaustive > icc.jsonl
    """
    from cpx.steps.caption import captioner

    return run(captioner(detail), takes=drawn, label=lambda record: "captioned", **stream)
