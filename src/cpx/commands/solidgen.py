"""cpx-solidgen: write scripts that draw figures of solid geometry, with exact facts."""

from typing import Any

import click

from cpx.cli import command, run, stream_options


@command("solidgen", adds=("code", "source", "facts"))
@click.option("-n", "--number", type=click.IntRange(min=0), metavar="N", default=10, help="Scripts to write.")
@click.option("--seed", type=int, metavar="N", default=0, help="Same seed, same scripts: script i does not depend on -n.")
@click.option("--family", multiple=True, metavar="NAME", help="Only this family; may be repeated. [default: all]")
@click.option("--list", "listing", is_flag=True, help="Name the families, with a line each.")
@stream_options
def solidgen(number: int, seed: int, family: tuple[str, ...], listing: bool, **stream: Any) -> int:
    """Write scripts that draw figures of solid geometry, each with exact facts.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-caption > icc.jsonl
    cpx-solidgen -n 1000 --family polycube --seed 7 | cpx-exec -o stacks.jsonl
    cpx-solidgen --list
    """
    from cpx import solids
    from cpx.stream import numbered

    if listing:
        for name in solids.families():
            click.echo(f"{name:<28}{solids.about(name)}")
        return 0
    if unknown := sorted(set(family) - set(solids.families())):
        raise click.BadParameter(f"{unknown[0]!r} is no family; cpx-solidgen --list names them.", param_hint="--family")
    chosen = family or tuple(solids.families())
    entries = numbered(number, f"{seed}:{','.join(chosen)}")
    return run(
        lambda record: solids.generate(seed, record["index"], chosen),
        label=lambda record: record["source"]["family"],
        entries=entries,
        total=number,
        file=None,
        **stream,
    )
