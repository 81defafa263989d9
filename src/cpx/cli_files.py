"""The files that a command is given must be different ones: nothing that it reads is written over, and no two outputs meet in one file."""

import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import click

from cpx.errors import Refused

STDOUT = tuple(map(Path, ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")))


class Given(NamedTuple):
    """A file or folder of this run."""

    name: str  # as the user knows it: FILE, --rejects
    path: Path
    written: bool  # folders are not: several may well be one


def keep_apart(context: click.Context) -> None:
    """Raises Refused where a file that would be written is another one of the command's files too."""
    files = list(given(context))
    for one in files:
        if one.written and one.name != "stdout" and one.path in STDOUT:
            raise Refused(f"{one.name} cannot go to stdout; name a file")
    for one, other in combinations(files, 2):
        if (one.written or other.written) and same(one.path, other.path):
            path = one.path if one.name != "stdin" else other.path
            raise Refused(f"{one.name} and {other.name} are one file, {path}, which would be written over; give one of them another name")


def given(context: click.Context) -> Iterator[Given]:
    """What the parameters name, and the standard streams that stand in for those which name nothing."""
    for parameter in context.command.params:
        if not isinstance(parameter.type, click.Path):
            continue
        name = parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name.strip("[].")
        value = context.params.get(parameter.name or "")
        for path in value if isinstance(value, tuple) else (value,) if value else ():
            written = parameter.type.file_okay and not parameter.type.exists
            yield Given("stdin", Path("/dev/stdin"), written=False) if path == Path("-") and not written else Given(name, path, written)
    if not context.params.get("file", context.params.get("sources", True)):
        yield Given("stdin", Path("/dev/stdin"), written=False)
    if context.params.get("output", True) is None:
        yield Given("stdout", Path("/dev/stdout"), written=True)


def same(one: Path, other: Path) -> bool:
    """Whether both are, or would be, one file; what is no regular file, such as /dev/null, cannot be written over."""
    if os.path.exists(one) and os.path.exists(other):  # which say no to what cannot be reached; the command will name that fault
        return os.path.isfile(one) and os.path.samefile(one, other)
    return os.path.realpath(one) == os.path.realpath(other)


def or_stdout(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """None for the names of standard output."""
    return None if value in STDOUT else value
