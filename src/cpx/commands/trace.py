"""cpx-trace: trace records that were drawn elsewhere, by drawing them again."""

from pathlib import Path
from typing import Unpack

import click

from cpx.cli import StreamOptions, command, input_file, run, stream_options


@command("trace", reads=("code", "exec"), adds=("trace",))
@input_file
@click.option(
    "--images",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("images"),
    metavar="DIR",
    help="Folder for the primitives, named by their content.",
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", default=30.0, help="CPU time per script; four times that by the clock."
)
@click.option("--unsafe", is_flag=True, help="Run scripts unconfined where this machine cannot confine them.")
@stream_options
def trace(images: Path, timeout: float, unsafe: bool, **stream: Unpack[StreamOptions]) -> int:
    """Trace what the scripts of records draw, where that has not been done.

    Scripts run again in the sandbox of cpx-exec; the picture must be the one that `exec.pixels` names. Records with a trace are left alone.

    \b
    cpx-trace < code-and-images.jsonl | cpx-caption > icc.jsonl
    cpx-exec --no-trace < code.jsonl | cpx-trace > traced.jsonl
    """
    from cpx.steps.retrace import Tracer, untraced

    step = Tracer(images, jobs=stream["jobs"], seconds=timeout, unsafe=unsafe)
    return run(step, takes=untraced, label=lambda record: "traced", **stream)
