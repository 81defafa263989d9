"""Which options a resumed run must keep: all on which records depend, since halves of two data sets are worse than none."""

import json
from typing import Any

import click

UNUSED = "cpx.unused"
"""In a context's `meta`: names of parameters that this run has no use for."""
FREE = {
    *("sources", "file", "number"),  # what is read is known by its hash; more may come at the end
    *("jobs", "window", "output", "resume", "strict", "skip_bad_lines", "quiet", "verbose"),
    *("base_url", "api_key_file", "cache", "budget", "price", "usage", "batch", "dry_run"),
    *("fail_under", "report", "versus", "official_arithmetic"),
}
"""Parameters that change what is done or told, but no record."""


def lasting(context: click.Context) -> dict[str, str | None]:
    """The other options of this run by their names, as a user would write their values; None for one that is not given."""
    free = FREE | context.meta.get(UNUSED, set())
    options = [one for one in context.command.params if isinstance(one, click.Option) and one.expose_value and one.name not in free]
    return {option.opts[-1]: written(context.params[option.name or ""], option.multiple) for option in options}


def written(value: Any, several: bool) -> str | None:
    if value is None or value is False or value in ((), {}):
        return None
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True)
    if isinstance(value, tuple):  # options that may be repeated, or a span
        return " ".join(map(str, value)) if several else ":".join(map(str, dict.fromkeys(value)))
    return "" if value is True else str(value)
