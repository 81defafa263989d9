"""What the commands that ask a model share: the options that choose it, and a run that opens it and tells what it cost."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click
from click.core import ParameterSource

from cpx import signals
from cpx.cli import CORES, ModelOption, own_stdout, read_entries, read_sources, run, say
from cpx.cli_resume import UNUSED
from cpx.errors import Refused

if TYPE_CHECKING:
    from cpx.models import Choice, Model
    from cpx.stream import Group

JOBS = 16
"""Requests at once unless -j says otherwise; records of an ordinary stage are as many as cores."""
TRIED = 5
"""Records of a --dry-run."""
WINDOW = 32
"""Times the jobs: output keeps the input's order, and what lies behind one slow answer must not starve the server."""


class ModelOptions(TypedDict):
    """What the shared options say."""

    model: str | None
    base_url: str | None
    api_key_file: Path | None
    temperature: float | None
    max_tokens: int | None
    extra_body: dict[str, Any]
    max_pixels: int | None
    adapter: Path | None
    cache: Path | None
    budget: tuple[float, str] | None
    price: tuple[float, float] | None
    usage: Path | None
    batch: Path | None
    dry_run: bool


# ── options ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Json(click.ParamType):
    """A JSON object."""

    name = "JSON"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> dict[str, Any]:
        from cpx.models.model import extra_from

        try:
            return value if isinstance(value, dict) else extra_from(value)
        except ValueError as error:
            self.fail(f"{value!r} is no JSON object: {error}.", parameter, context)


class Amount(click.ParamType):
    """Dollars, or tokens with a k or an M."""

    name = "AMOUNT"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> tuple[float, str]:
        scale = {"k": 1e3, "M": 1e6}.get(str(value)[-1:])
        try:
            amount = float(str(value)[:-1] if scale else str(value).removeprefix("$"))
        except ValueError:
            amount = -1.0
        if not 0 <= amount < float("inf"):
            self.fail(f"{value!r} is neither dollars, such as 5, nor tokens, such as 500k or 2M.", parameter, context)
        return (amount * scale, "tokens") if scale else (amount, "dollars")


class Pair(click.ParamType):
    """Two prices."""

    name = "IN:OUT"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> tuple[float, float]:
        try:
            first, second = (float(part) for part in str(value).split(":"))
        except ValueError:
            self.fail(f"{value!r} is not two prices such as 0.4:1.6.", parameter, context)
        return first, second


def model_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command which asks a model has."""
    folder, file = click.Path(file_okay=False, path_type=Path), click.Path(dir_okay=False, path_type=Path)
    secret, positive = click.Path(exists=True, dir_okay=False, path_type=Path), click.IntRange(min=1)

    def option(*names: str, **settings: Any) -> None:
        nonlocal function
        function = click.option(*names, cls=ModelOption, **settings)(function)

    option("--dry-run", is_flag=True, help=f"Ask for the first {TRIED} records only, write nothing, and say what 1,000 would cost.")
    option("--batch", type=folder, metavar="DIR", help="Write missing requests there as provider batch files; answers put there are used.")
    option("--usage", type=file, metavar="FILE", help="Add a line of JSON: requests, tokens, cost.")
    option("--price", type=Pair(), help="Dollars for a million tokens, where cpx does not know them.")
    option("--budget", type=Amount(), help="Stop before more is spent: dollars (5), or tokens (500k, 2M).")
    option("--cache", type=folder, metavar="DIR", help="Answers, so that none is paid for twice.  [default: ~/.cache/cpx/answers]")
    option("--adapter", type=folder, metavar="DIR", help="LoRA weights on top of vllm:PATH or hf:PATH.")
    option("--max-pixels", type=positive, metavar="N", help="Larger pictures are scaled down.  [default: 1310720]")
    option("--extra-body", type=Json(), metavar="JSON", default={}, show_default=False, help="Further fields of each request.")
    option("--max-tokens", type=positive, metavar="N", default=8192, help="Of an answer; a longer one is an error.")
    option("--temperature", type=click.FloatRange(min=0), metavar="T", help="[default: the server's]")
    option("--api-key-file", type=secret, metavar="FILE", help="The key, instead of OPENAI_API_KEY.")
    option("--base-url", envvar="OPENAI_BASE_URL", metavar="URL", help="An OpenAI-compatible server.  [default: $OPENAI_BASE_URL]")
    option("--model", envvar="CPX_MODEL", metavar="NAME", help="A server's model, or weights: vllm:PATH, hf:PATH.  [default: $CPX_MODEL]")
    return function


def prompt_option(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--prompt FILE` for a command that uses these prompts; `--prompt NAME=FILE` says which where there are several."""
    return click.option(
        "--prompt",
        "prompts",
        multiple=True,
        metavar="[NAME=]FILE",
        help=f"Ask in your own words instead of cpx's: {', '.join(names)}.",
    )


# ── one run ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Models:
    """The models of one run. They share its budget, and are opened when a step asks for them."""

    def __init__(self, options: ModelOptions, folder: Path | None, jobs: int) -> None:
        from cpx.models.usage import Budget

        self.options, self.folder, self.jobs = options, folder, jobs
        amount, unit = options["budget"] or (float("inf"), "tokens")
        self.budget = Budget(amount, unit)  # type: ignore[arg-type]
        self.opened: dict[str, Model] = {}

    @property
    def cores(self) -> int:
        """Scripts to run at once: more requests than cores may be out, but not more scripts."""
        return min(self.jobs, CORES)

    @property
    def given(self) -> bool:
        return bool(self.options["model"])

    def open(self, name: str | None = None) -> "Model":
        """The model of this name, or that of --model; raises Refused where neither is given."""
        from cpx.models import open_model

        name = name or self.options["model"]
        if not name:
            raise Refused("which model? Name one with --model, or set CPX_MODEL")
        if name not in self.opened:
            self.opened[name] = open_model(self.choice(name), most=self.jobs, folder=self.folder, budget=self.budget)
        return self.opened[name]

    def choice(self, name: str) -> "Choice":
        from cpx.models import Choice
        from cpx.models.model import key_from
        from cpx.models.pictures import MOST_PIXELS
        from cpx.models.usage import Price

        given = self.options
        return Choice(
            name,
            base_url=given["base_url"],
            key=key_from(given["api_key_file"]),
            temperature=given["temperature"],
            max_tokens=given["max_tokens"],
            extra=given["extra_body"],
            adapter=given["adapter"],
            cache=given["cache"],
            price=Price(*given["price"]) if given["price"] and name == given["model"] else None,
            max_pixels=given["max_pixels"] or MOST_PIXELS,
            batch=given["batch"],
        )


def run_asking(
    step: Callable[["Models"], Any],
    options: dict[str, Any],
    *,
    sources: Sequence[Path] | None = None,
    asks: bool | None = None,
    summary: object = None,
    **settings: Any,
) -> int:
    """Run the step that `step` makes of the models, and say in the end what they were asked and what it cost.

    `options` are those of `model_options` and `stream_options`; `sources` are read instead of its FILE. `asks`: the step asks the model, so
    that as many records are worked on as requests are wanted; if None, where there is a --model. `summary` is said at the end.
    """
    asking: Any = {key: options.pop(key) for key in ModelOptions.__annotations__}
    stream = widened(options) if (bool(asking["model"]) if asks is None else asks) else options
    if sources is not None:
        from cpx.sources import folder_of

        folder = folder_of(sources)
        settings["entries"], stream["file"] = read_sources(sources, stream["skip_bad_lines"]), None
    else:
        folder = stream["file"].parent if stream["file"] else None
    if asking["usage"]:
        from cpx.models.usage import writable

        writable(asking["usage"])
    own_stdout()  # before weights are loaded, which prints
    models = Models(asking, folder, stream["jobs"])
    if asking["dry_run"]:
        return tried(step, models, stream, settings)
    made = step(models)
    if not models.opened:
        click.get_current_context().meta[UNUSED] = {*ModelOptions.__annotations__}
    code = opened(made, models, stream, settings)
    if summary is not None and not stream["quiet"]:
        say(str(summary))
    return code


def tried(step: Callable[["Models"], Any], models: "Models", stream: dict[str, Any], settings: dict[str, Any]) -> int:
    """The same for a few records, whose answers are kept in the cache and nowhere else."""
    entries = settings.pop("entries", None) or read_entries(stream["file"], stream["skip_bad_lines"])
    seen = Counter[str]()

    def dropped(groups: "Iterator[Group]") -> "Iterator[Group]":
        seen.update("record" for _ in groups)
        yield from ()

    settings |= {"entries": islice(entries, TRIED), "then": dropped}
    code = opened(step(models), models, {**stream, "output": None, "resume": False}, settings)
    for model in models.opened.values():
        say(model.account.forecast(seen["record"]))
    return code


def widened(stream: dict[str, Any]) -> dict[str, Any]:
    """The stream's options, with more records at once where the user has not said how many."""
    given = click.get_current_context().get_parameter_source("jobs") is not ParameterSource.DEFAULT
    jobs = stream["jobs"] if given else JOBS
    return {**stream, "jobs": jobs, "window": stream["window"] or WINDOW * jobs}


def opened(step: Any, models: "Models", stream: dict[str, Any], settings: dict[str, Any]) -> int:
    began = time.monotonic()
    try:
        with ExitStack() as stack:
            for model in models.opened.values():
                stack.enter_context(model)
            then = settings.pop("then", iter)
            return run(step, through=lambda groups: then(answered(groups, models)), **settings, **stream)
    finally:
        tell(models, models.options["usage"], time.monotonic() - began, stream["quiet"])


def answered(groups: "Iterator[Group]", models: Models) -> "Iterator[Group]":
    """The groups until one waits for a batch; then the rest is gone through for its requests only, and the run stops."""
    for group in groups:
        if group.tried and any((record.get("error") or {}).get("kind") == "pending" for record in group.records):
            break
        yield group
    else:
        return
    for _ in groups:
        pass
    raise next(stopped for model in models.opened.values() if (stopped := model.waits()))


def tell(models: Models, usage: Path | None, seconds: float, quiet: bool) -> None:
    from cpx.models.usage import write

    quiet = quiet or isinstance(sys.exception(), signals.Closed | signals.Interrupted)
    for model in models.opened.values():
        if not quiet:
            say(str(model.account))
        if usage:
            write(usage, {"stage": click.get_current_context().info_name, **model.account.told(), "seconds": round(seconds, 3)})
