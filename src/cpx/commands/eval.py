"""cpx-eval: score what a model perceived."""

from pathlib import Path
from typing import Literal, Unpack

import click

from cpx.cli import StreamOptions, command, input_file, run, say, stream_options
from cpx.record import Record


@command("eval", reads=("perception", "code", "reference", "image"), adds=("score",))
@click.argument("bench", type=click.Choice(["stem2code"]))
@input_file
@click.option("--images", type=click.Path(file_okay=False, path_type=Path), default="images", metavar="DIR", help="Where renderings go.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, metavar="S", help="CPU seconds that a script may take.")
@click.option("--versus", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help="A scored run to compare.")
@click.option("--official-arithmetic", is_flag=True, help="Also both averages that the paper and its script print.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="PAGE", help="A page of all records, worst first.")
@stream_options
def evaluate(
    bench: Literal["stem2code"],
    images: Path,
    timeout: float,
    versus: Path | None,
    official_arithmetic: bool,
    report: Path | None,
    **stream: Unpack[StreamOptions],
) -> int:
    """Score the scripts that a model wrote of images: scored records on stdout, the table on stderr.

    A script counts by what it draws, compared element by element and pixel by pixel with the reference. Every record counts.

    \b
    cpx-perceive --model hf:runs/s1 bench.jsonl | cpx-eval stem2code --report s1.html > s1.jsonl
    cpx-eval stem2code --versus s1.jsonl perceived_r1.jsonl > r1.jsonl
    """
    from cpx.bench import stem2code
    from cpx.bench.account import Account, saved
    from cpx.journal import regular
    from cpx.report import scored

    file = stream["file"]
    if report:
        regular(report)
    theirs = stem2code.earlier(saved(versus), versus) if versus else []
    account = Account(stream["output"], bool(report))
    scorer = stem2code.Scorer(images, file.parent if file else None, jobs=stream["jobs"], seconds=timeout)
    code = run(scorer, label=status, through=account.note, **stream)
    account.close()
    table = stem2code.table(account.rows, official_arithmetic) + ("\n" + stem2code.versus(account.rows, theirs) if versus else "")
    say(table)
    if report:
        say(f"{report}: {scored.write(account.cards(), report, file, table)}")
    return code


def status(record: Record) -> str:
    return str(record["score"]["status"])
