"""What every command shares: entry point, options, help, progress, exit codes."""

import os
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from cpx import __version__, signals
from cpx.cli_files import keep_apart, or_stdout
from cpx.errors import BadLine, CpxError, Refused
from cpx.record import Record

if TYPE_CHECKING:
    from cpx.stream import Counts

CORES = len(os.sched_getaffinity(0))


class StreamOptions(TypedDict):
    """What the shared options say."""

    file: Path | None
    jobs: int
    window: int | None
    output: Path | None
    resume: bool
    strict: bool
    skip_bad_lines: bool
    quiet: bool
    verbose: bool


# ── entry ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Run the command that this program is named after, as a Unix filter: quiet on a closed pipe, honest on Ctrl-C."""
    program = Path(sys.argv[0]).name
    open_standard_streams()
    signals.install()
    try:
        code = load(program.removeprefix("cpx-")).main(prog_name=program, standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        code = 2
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except CpxError as error:
        click.echo(f"{program}: {error}", err=True)
        code = error.exit_code
    except signals.Closed:
        signals.die(13)
    except signals.Interrupted as signal:
        signals.die(signal.number)
    except (KeyboardInterrupt, click.Abort):
        signals.die(2)
    sys.stderr.flush()
    if threading.active_count() > 1:  # the reader may wait for a silent stdin for ever
        os._exit(code)
    sys.exit(code)


def open_standard_streams() -> None:
    """Put /dev/null in the place of standard streams that the caller has closed; a write to one is then an error and not a stray file."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDONLY if name != "stderr" else os.O_WRONLY)
            setattr(sys, name, open(number, mode, closefd=False))


def load(name: str) -> "Command":
    """The command in `cpx/commands/NAME.py`: the one click command that the module holds."""
    known = {path.stem.replace("_", "-") for path in (Path(__file__).parent / "commands").glob("[a-z]*.py")}
    if name not in known:
        raise Refused(f"the commands are {', '.join(f'cpx-{one}' for one in sorted(known))}; cpx-exec --help says what one does")
    module = import_module(f"cpx.commands.{name.replace('-', '_')}")
    return next(value for value in vars(module).values() if isinstance(value, Command))


# ── command and help ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Command(click.Command):
    """A command whose help opens with what it does and pipes to paste, then its own options, then the common ones."""

    def __init__(
        self, *args: Any, reads: tuple[str, ...] = (), adds: tuple[str, ...] = (), writes: str = "a page", **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.reads, self.adds, self.writes = reads, adds, writes

    def invoke(self, context: click.Context) -> Any:
        keep_apart(context)
        return super().invoke(context)

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_help_text(context, formatter)
        formatter.write_paragraph()
        self.format_usage(context, formatter)
        if self.reads or self.adds:
            formatter.write_paragraph()
            formatter.write_text(
                f"Reads {', '.join(self.reads) or 'nothing'}; {'adds ' + ', '.join(self.adds) if self.adds else f'writes {self.writes}'}."
            )
        sections: dict[str, list[tuple[str, str]]] = {"Options": [], ModelOption.section: [], CommonOption.section: []}
        for parameter in self.get_params(context):
            if isinstance(parameter, click.Option) and (row := parameter.get_help_record(context)):
                common = CommonOption.section if parameter.name in ("help", "version") else "Options"
                sections[getattr(parameter, "section", common)].append(row)
        for title, rows in sections.items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class CommonOption(click.Option):
    """An option that all streaming commands share."""

    section = "Common options"


class ModelOption(click.Option):
    """An option that all commands share which ask a model."""

    section = "Model options"


def command(
    name: str, *, reads: tuple[str, ...] = (), adds: tuple[str, ...] = (), writes: str = "a page"
) -> Callable[[Callable[..., Any]], Command]:
    """Make a function the command cpx-NAME; `reads` and `adds` are fields of the record, `writes` what comes of one that adds none."""

    def decorate(function: Callable[..., Any]) -> Command:
        settings = {"help_option_names": ["-h", "--help"], "max_content_width": 110, "show_default": True}
        function = click.version_option(__version__, "-V", "--version", prog_name=f"cpx-{name}", message="%(prog)s %(version)s")(function)
        return click.command(f"cpx-{name}", cls=Command, reads=reads, adds=adds, writes=writes, context_settings=settings)(function)

    return decorate


class Span(click.ParamType):
    """A number, or two as LOW:HIGH; given to the command as a pair."""

    name = "N|LOW:HIGH"

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> tuple[int, int]:
        first, _, second = str(value).partition(":")
        try:
            span = int(first), int(second or first)
        except ValueError:
            self.fail(f"{value!r} is neither a whole number nor two such as 80:200.", parameter, context)
        if not self.low <= span[0] <= span[1] <= self.high:
            self.fail(f"{value!r} is not within {self.low} to {self.high}, lower end first.", parameter, context)
        return span


def input_file(function: Callable[..., Any]) -> Callable[..., Any]:
    """The FILE argument; none or `-` is standard input."""
    path = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
    return click.argument(
        "file", type=path, required=False, metavar="[FILE]", callback=lambda _c, _p, value: None if value == Path("-") else value
    )(function)


def sources(function: Callable[..., Any]) -> Callable[..., Any]:
    """The SRC arguments: JSONL files, pictures, folders of pictures; none or `-` is standard input."""
    path = click.Path(exists=True, allow_dash=True, path_type=Path)
    return click.argument("sources", type=path, nargs=-1, metavar="[SRC]...")(function)


def stream_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every streaming command has."""
    positive = click.IntRange(min=1)
    target = click.Path(dir_okay=False, path_type=Path)

    def option(*names: str, **settings: Any) -> None:
        nonlocal function
        function = click.option(*names, cls=CommonOption, **settings)(function)

    option("-v", "--verbose", is_flag=True, help="Name each record that fails, on stderr.")
    option("-q", "--quiet", is_flag=True, help="No progress and no closing line.")
    option("--skip-bad-lines", is_flag=True, help="Pass over lines that are no JSON object instead of stopping.")
    option("--strict", is_flag=True, help="Exit 1 if any record fails, not only if all do.")
    option("--resume", is_flag=True, help="Go on with an unfinished -o FILE after a crash or a kill; a finished one is made anew.")
    option(
        "-o",
        "--output",
        type=target,
        metavar="FILE",
        callback=or_stdout,
        help="Write to FILE, which appears when it is whole. [default: stdout]",
    )
    option("--window", type=positive, metavar="N", show_default="4 x jobs", help="Records held at most; output keeps the input's order.")
    option("-j", "--jobs", type=positive, metavar="N", default=CORES, show_default="cores", help="Records worked on at once.")
    return function


# ── one run ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def run(
    step: Callable[[Record], Record | Iterable[Record]],
    *,
    takes: Callable[[Record], bool] = bool,
    label: Callable[[Record], str] = lambda record: "done",
    entries: Iterable[Any] | None = None,
    total: int | None = None,
    through: Callable[[Any], Iterable[Any]] = iter,
    own: "Counts | None" = None,
    **options: Unpack[StreamOptions],
) -> int:
    """Stream records through a step, from FILE or stdin (or `entries`) to stdout or -o, and return the exit code.

    `takes` says which records the step is for (others pass through), `label` names an outcome in the closing line, `through` may end the
    run early; `own` are counts that a resumed run goes on with. A step that is a context manager is entered for the run.
    """
    from cpx.stream import Tally
    from cpx.stream import run as results

    stage = click.get_current_context().info_name or "cpx"
    stdout = own_stdout()
    output = destination(stdout, options["output"], options["resume"])
    tally = Tally(label, output.before, own)
    entries = output.rest(read_entries(options["file"], options["skip_bad_lines"]) if entries is None else entries)
    window = options["window"] or 4 * options["jobs"]
    piped = not options["output"] and stat.S_ISFIFO(os.fstat(stdout).st_mode)
    resource = step if isinstance(step, AbstractContextManager) else nullcontext()
    try:
        with resource:
            groups = through(results(step, entries, stage=stage, jobs=options["jobs"], window=window, takes=takes))
            for group in groups if options["quiet"] or piped else progress(groups, stage, total):
                tally.add(group)
                report(group, stage, tally, options["verbose"])
                output.write(group, tally)
        output.finish()
    finally:
        if not options["quiet"] and not isinstance(sys.exception(), signals.Closed | signals.Interrupted):
            say(str(tally))
            if reason := tally.total_failure():
                say(reason)
    return tally.exit_code(options["strict"])


def destination(stdout: int, target: Path | None, resume: bool) -> Any:
    """Where groups of records go: to standard output, or into a file that can be resumed."""
    from cpx.cli_resume import lasting
    from cpx.journal import Journal
    from cpx.stream import Pipe

    if resume and not target:
        raise click.UsageError("--resume needs -o FILE: what went to stdout cannot be taken up again.")
    return Journal(target, resume, lasting(click.get_current_context())) if target else Pipe(stdout)


def read_entries(file: Path | None, skip_bad_lines: bool = False) -> Iterator[Any]:
    """The records of FILE or of stdin; a person at a terminal who gave neither is shown the help instead of a hanging program."""
    from cpx.stream import read

    context = click.get_current_context()
    if file is None and os.isatty(0):
        click.echo(f"{context.get_help()}\n\n{context.info_name}: expected records on stdin, or a FILE.", err=True)
        context.exit(2)
    lines = open(file, "rb") if file else open(0, "rb", closefd=False)
    return read(lines, str(file or "<stdin>"), skipped if skip_bad_lines else None)


def read_sources(paths: Sequence[Path], skip_bad_lines: bool = False) -> Iterator[Any]:
    """The records of JSONL files, and one for each picture; of stdin where no path is given. Raises Refused for a folder without any."""
    from cpx.sources import SUFFIXES, lines, pictures
    from cpx.stream import read

    if bare := next((path for path in paths if path.is_dir() and not any(pictures(path))), None):
        raise Refused(f"{bare} holds no pictures ({', '.join(sorted(SUFFIXES))}); name a folder that does, or a JSONL file")
    if all(path == Path("-") for path in paths):
        return read_entries(None, skip_bad_lines)
    return read(lines(paths), str(paths[0]) if len(paths) == 1 else "input", skipped if skip_bad_lines else None)


def skipped(bad: BadLine) -> None:
    click.echo(f"{Path(sys.argv[0]).name}: skipped {bad}", err=True)  # in the reader's thread, which has no context


def say(text: str) -> None:
    """A line to the person at the terminal, with the command's name."""
    click.echo(f"{click.get_current_context().info_name}: {text}", err=True)


@cache
def own_stdout() -> int:
    """Keep stdout for records: whatever else prints, here or in a library, goes to stderr. Returns the descriptor for records."""
    records = os.dup(1)
    os.dup2(2, 1)
    return records


def progress(groups: Iterable[Any], stage: str, total: int | None) -> Iterable[Any]:
    """A bar on stderr, if that is a terminal; `run` asks for it in the last stage of a pipe only."""
    if not sys.stderr.isatty():
        return groups
    from tqdm import tqdm

    return tqdm(groups, desc=stage, total=total, unit=" records", file=sys.stderr, leave=False)


def report(group: Any, stage: str, tally: Any, verbose: bool) -> None:
    """Our own defects are shown once, with their traceback; other failures only when asked for."""
    if group.bug and tally.bugs == tally.bugs_before + 1:
        click.echo(
            f"{group.bug}{stage}: record {group.entry.record.get('id')!r} met a defect of cpx; please report it with that record", err=True
        )
    for record in group.records if verbose and group.tried else ():
        finding = record.get("error") or record.get("exec") or {}
        if finding.get("message"):
            click.echo(f"{stage}: {record.get('id')}: {finding.get('kind') or finding.get('why')}: {finding['message']}", err=True)
