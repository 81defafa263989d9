"""What a trainer is told: presets changed by --set KEY=VALUE, and refused in words before a model is loaded."""

import dataclasses
import json
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from cpx.errors import Missing, Refused
from cpx.models.checkpoint import LANGUAGE_LINEAR, first_line

OURS = {"output_dir": "--output-dir", "resume_from_checkpoint": "--resume", "max_length": "--max-tokens"}
"""Settings that cpx makes itself, and the option to say instead."""
POSITIVE = ("per_device_train_batch_size", "gradient_accumulation_steps", "num_train_epochs", "max_completion_length", "save_steps")
PLAIN = (bool, int, float, str, dict, list, type(None))


def settings(kind: type, given: dict[str, Any], changes: tuple[str, ...]) -> Any:
    """A config of `kind` with `given`, changed by KEY=VALUE texts; Refused or Missing for what it cannot be."""
    changed = given | dict(change(kind, text) for text in changes)
    if changed.get("use_cpu") is False:
        on_gpu()
    try:
        return kind(**changed)
    except ImportError as error:
        raise Missing(f"these settings need what is not installed: {first_line(error)}") from error
    except (ValueError, TypeError) as error:
        raise Refused(f"these settings do not go together: {first_line(error)}") from error


def change(kind: type, said: str) -> tuple[str, Any]:
    """The setting of `kind` and its value that KEY=VALUE names; Refused where it has none such."""
    key, equals, text = said.partition("=")
    known = {field.name for field in dataclasses.fields(kind)}
    if not equals:
        raise Refused(f"--set {said}: write KEY=VALUE")
    if key in OURS:
        raise Refused(f"--set {said}: say it with {OURS[key]}")
    if key not in known:
        close = sorted(name for name in known if key and key in name)[:5]
        raise Refused(f"--set {said}: {kind.__name__} has no setting {key!r}" + (f"; did you mean {', '.join(close)}?" if close else ""))
    return key, value(key, text, get_type_hints(kind)[key])


def value(key: str, text: str, hint: Any) -> Any:
    """A setting's value: JSON, or else the text itself; Refused if neither is of its type."""
    try:
        read = [json.loads(text), text]
    except json.JSONDecodeError:
        read = [text]
    found = [one for one in read if fits(one, hint)]
    if not found or (key in POSITIVE and found[0] <= 0) or (key == "max_steps" and not (found[0] == -1 or found[0] > 0)):
        raise Refused(f"--set {key}={text}: {text!r} is no value for {key}")
    return found[0]


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a setting's type; types that are not plain are left to the trainer."""
    kinds = [get_origin(one) or one for one in (get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,))]
    if any(kind not in PLAIN for kind in kinds):
        return True
    return type(value) in kinds or (type(value) is int and float in kinds)


def on_gpu() -> None:
    """Refused where torch sees no GPU."""
    import torch

    if not torch.cuda.is_available():
        raise Refused("--set use_cpu=false: torch sees no GPU here; leave it out, or run where nvidia-smi shows one")


def common(output: Path) -> dict[str, Any]:
    """Settings of either trainer that do not depend on the task."""
    import torch

    cuda = torch.cuda.is_available()
    return {
        "output_dir": str(output),
        "report_to": "none",
        "disable_tqdm": True,
        "bf16": cuda,
        "gradient_checkpointing": cuda,
        "logging_steps": 1,
        "save_steps": 100,
        "save_total_limit": 2,
        "per_device_train_batch_size": 1,
        "gradient_accumulation_steps": 16,
        "lr_scheduler_type": "cosine",
        "warmup_steps": 0.05,
        **({} if cuda else {"use_cpu": True}),
    }


def lora() -> Any:
    """An adapter on the linear layers of the language model; the vision tower stays as it is."""
    from peft import LoraConfig

    return LoraConfig(r=32, lora_alpha=64, lora_dropout=0.0, target_modules=LANGUAGE_LINEAR, task_type="CAUSAL_LM")
