"""Writes what the docs say of the code from the code: docs/record.md, docs/record.schema.json, docs/commands.md, README's command table.

`make docs` runs it; a test holds that nothing is out of date.
"""

import ast
import inspect
import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import click

from cpx import cli, record

ROOT = Path(__file__).parent.parent
TYPES = [value for value in vars(record).values() if is_typeddict(value)]
MARK = "<!-- written by make docs; change the code instead -->"


def commands() -> dict[str, cli.Command]:
    """Every command, in the order of the flow."""
    data = ["reproduce", "diversify", "solidgen", "exec", "trace", "caption", "explain", "filter"]
    flow = [*data, "train-sft", "train-grpo", "perceive", "eval", "view"]
    names = {path.stem.replace("_", "-") for path in (ROOT / "src/cpx/commands").glob("[a-z]*.py")}
    return {name: cli.load(name) for name in sorted(names, key=flow.index)}


def schema() -> dict[str, Any]:
    """JSON Schema of a record; fields that are not ours are allowed everywhere."""
    definitions = {kind.__name__: definition(kind) for kind in TYPES if kind is not record.Fields}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"cpx record, version {record.VERSION}"}
    return {**head, **definition(record.Fields), "$defs": definitions}


def definition(kind: type) -> dict[str, Any]:
    """An object's schema, from the types of its fields and the texts below them."""
    said = field_texts(kind)
    fields = {name: {**form(hint), **({"description": said[name]} if name in said else {})} for name, hint in get_type_hints(kind).items()}
    required = sorted(kind.__required_keys__)
    return {
        "type": "object",
        "description": " ".join((vars(kind).get("__doc__") or "").split()),
        "properties": fields,
        **({"required": required} if required else {}),
    }


def field_texts(kind: type) -> dict[str, str]:
    body = ast.parse(inspect.getsource(kind)).body[0].body
    pairs = [(field, text) for field, text in pairwise(body) if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)]
    return {field.target.id: " ".join(text.value.value.split()) for field, text in pairs}


def form(hint: Any) -> dict[str, Any]:
    """JSON Schema of a Python type."""
    plain = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    origin, inner = get_origin(hint), get_args(hint)
    if hint in plain:
        return {"type": plain[hint]}
    if is_typeddict(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is list:
        return {"type": "array", "items": form(inner[0])}
    if origin in (Union, UnionType):
        return {"anyOf": [form(one) for one in inner]}
    return {"type": "object"} if origin is dict else {}


def shown(kind: dict[str, Any]) -> str:
    """A field's type in words."""
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in kind:
        return " · ".join(f"`{value}`" for value in kind["enum"])
    if "anyOf" in kind:
        return " or ".join(dict.fromkeys(shown(inner) for inner in kind["anyOf"]))
    if kind.get("type") == "array":
        return "list of " + shown(kind.get("items", {}))
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "object": "object",
        "null": "null",
    }
    return names.get(kind.get("type", ""), "anything")


def section(title: str, definition: dict[str, Any], intro: str) -> str:
    rows = [f"| `{name}` | {shown(kind)} | {told(kind)} |" for name, kind in definition["properties"].items()]
    return f"## {title}\n\n{intro}\n\n| field | type | what it says |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def told(kind: dict[str, Any]) -> str:
    """A field's text, or that of its type."""
    known = {one.__name__: vars(one).get("__doc__") or "" for one in TYPES}
    return " ".join((kind.get("description") or known.get(kind.get("$ref", "").rpartition("/")[2], "")).split())


def record_page(found: dict[str, Any]) -> str:
    parts = [f"# The record\n\n{MARK}\n", " ".join(inspect.getdoc(record).split()), ""]
    parts.append(
        f"Version {record.VERSION}; as JSON Schema: [record.schema.json](record.schema.json). Fields that are not named here are the\n"
        "user's: every command keeps them. Numbers that are not finite are `null`.\n"
    )
    parts.append(section("Fields", found, inspect.getdoc(record.Fields) or ""))
    for name, definition in found["$defs"].items():
        parts.append(section(name, definition, definition.get("description", "")))
    return "\n".join(parts)


def commands_page() -> str:
    parts = [f"# The commands\n\n{MARK}\n"]
    for name, command in commands().items():
        context = click.Context(command, info_name=f"cpx-{name}", **command.context_settings)
        context.terminal_width = 100
        text = command.get_help(context)
        parts.append(f"## cpx-{name}\n\n```text\n" + re.sub(r"[ \t]+\n", "\n", text) + "\n```\n")
    return "\n".join(parts)


def table() -> str:
    rows = []
    for name, command in commands().items():
        first = (inspect.cleandoc(command.help or "").split("\n\n")[0]).replace("\n", " ")
        adds = ", ".join(f"`{field}`" for field in command.adds) or command.writes
        rows.append(f"| [`cpx-{name}`](docs/commands.md#cpx-{name}) | {first} | {adds} |")
    return "| command | what it does | adds |\n|---|---|---|\n" + "\n".join(rows)


def readme(text: str) -> str:
    return re.sub(r"(<!-- commands -->\n).*?(<!-- end -->)", lambda match: match[1] + table() + "\n" + match[2], text, flags=re.S)


def pages() -> dict[Path, str]:
    found = schema()
    return {
        ROOT / "docs/record.schema.json": json.dumps(found, indent=1) + "\n",
        ROOT / "docs/record.md": record_page(found),
        ROOT / "docs/commands.md": commands_page(),
        ROOT / "README.md": readme((ROOT / "README.md").read_text()),
    }


if __name__ == "__main__":
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text() != text]
    for path, text in pages().items():
        path.write_text(text)
    print(*(f"wrote {path.relative_to(ROOT)}" for path in stale), sep="\n", file=sys.stderr)
