"""cpx-view: one HTML page to look at records."""

from pathlib import Path

import click

from cpx.cli import command, input_file, read_entries, say
from cpx.cli_files import or_stdout


@command("view", reads=("image", "caption", "code", "exec", "trace", "facts"))
@input_file
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="PAGE",
    callback=or_stdout,
    help="The page to write; - for stdout.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show this many records at most.")
@click.option("--sort", metavar="FIELD", help="Order by a field such as exec.why; -FIELD for the largest first.")
@click.option("--where", multiple=True, metavar="TEST", help="Only records such as exec.ok=false, source.family=polycube, caption~hexagon.")
@click.option("--embed", is_flag=True, help="Put the full pictures into the page, so that it can be sent as one file.")
def view(file: Path | None, output: Path | None, limit: int | None, sort: str | None, where: tuple[str, ...], embed: bool) -> None:
    """Make one HTML page of records: picture, caption, code, status, trace.

    \b
    cpx-view icc.jsonl -o icc.html
    cpx-view drawn.jsonl --where exec.ok=false --sort exec.why -o failures.html
    """
    from cpx.report.page import write_page

    records = (entry.record for entry in read_entries(file))
    tally = write_page(records, output, limit=limit, sort=sort, where=where, embed=embed, source=file)
    say(f"{output or 'stdout'}: {tally}")
