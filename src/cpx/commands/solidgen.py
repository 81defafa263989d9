"""cpx-solidgen: write scripts that draw figures of solid geometry, with exact facts."""

import json
from collections.abc import Sequence
from typing import Any

import click

from cpx.cli import command, run, stream_options
from cpx.errors import RecordError


@command("solidgen", adds=("code", "source", "facts", "questions"))
@click.option("-n", "--number", type=click.IntRange(min=0), metavar="N", default=10, help="Scripts to write.")
@click.option("--seed", type=int, metavar="N", default=0, help="Same seed, same scripts: script i does not depend on -n.")
@click.option("--family", multiple=True, metavar="NAME", help="Only this family; may be repeated. [default: all]")
@click.option(
    "--mix", type=click.Choice(["uniform", "solidgeo", "mathvision"]), default="uniform", help="How often each family: as in a benchmark."
)
@click.option("--difficulty", type=click.IntRange(1, 5), metavar="N", help="How much there is to see, 1 to 5. [default: any]")
@click.option("--params", metavar="JSON", default="{}", help="Parameters to fix, as records name them in source.params.")
@click.option("--questions", is_flag=True, help="One to three questions on each figure, with exact answers.")
@click.option("--list", "listing", is_flag=True, help="Name the families, with a line each.")
@stream_options
def solidgen(
    number: int,
    seed: int,
    family: tuple[str, ...],
    mix: str,
    difficulty: int | None,
    params: str,
    questions: bool,
    listing: bool,
    **stream: Any,
) -> int:
    """Write scripts that draw figures of solid geometry, each with exact facts.

    \b
    cpx-solidgen -n 100 | cpx-exec | cpx-caption > icc.jsonl
    cpx-solidgen -n 1000 --mix solidgeo --questions --seed 7 | cpx-exec -o solids.jsonl
    cpx-solidgen -n 20 --family cuboid --params '{"solid": "cube", "projection": "cabinet"}'
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
    fixed = _fixed(params, difficulty, chosen)

    def write(record: dict[str, Any]) -> Any:
        try:
            return solids.generate(seed, record["index"], chosen, mix, fixed, difficulty, questions)
        except ValueError as error:
            raise RecordError("no-figure", str(error)) from error

    return run(
        write,
        label=lambda record: record["source"]["family"],
        entries=numbered(number, json.dumps([seed, chosen, mix, difficulty, fixed, questions], sort_keys=True)),
        total=number,
        file=None,
        **stream,
    )


def _fixed(params: str, difficulty: int | None, families: Sequence[str]) -> dict[str, Any]:
    """The parameters that `--params` fixes, tried on each family before any record is written."""
    from random import Random

    from cpx import solids

    try:
        fixed = json.loads(params)
    except json.JSONDecodeError as error:
        raise click.BadParameter(f'no JSON ({error}); write it as \'{{"solid": "cube"}}\'.', param_hint="--params") from error
    if not isinstance(fixed, dict):
        raise click.BadParameter('it takes a JSON object, such as \'{"solid": "cube"}\'.', param_hint="--params")
    for family in families if fixed else ():
        try:
            solids.make(family, Random(0), fixed, difficulty)
        except ValueError as error:
            remedy = " Choose families that have them with --family." if len(families) > 1 else ""
            raise click.BadParameter(f"{error}.{remedy}", param_hint="--params") from error
    return fixed
