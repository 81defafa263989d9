"""What either trainer is made of: libraries, examples as a dataset, and TRL's trainer without its own printing."""

import os
from pathlib import Path
from typing import Any

from cpx.errors import Missing
from cpx.models.checkpoint import libraries


def prepared() -> None:
    """What must hold before the trainer's libraries are imported."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    libraries()
    try:
        import datasets  # noqa: F401
        import peft  # noqa: F401
        import trl  # noqa: F401
    except ImportError as error:
        raise Missing(f"training needs {error.name or error}; install it with: pip install 'cpx[train]'") from error


def dataset(file: Path) -> Any:
    """The rows of examples.jsonl, their pictures read when they are needed."""
    import datasets

    datasets.disable_progress_bars()
    rows = datasets.Dataset.from_json(str(file), cache_dir=str(file.parent / ".cache"))
    return rows.cast_column("image", datasets.Image(mode="RGB"))


def ready(trainer: Any) -> Any:
    """The trainer without its own printing, what it trains in float32.

    TRL makes adapters on 4-bit weights bfloat16; a checkpoint brings them back as float32, and the run would go another way.
    """
    from transformers.trainer_callback import PrinterCallback, ProgressCallback

    for kind in (PrinterCallback, ProgressCallback):
        trainer.remove_callback(kind)
    for parameter in trainer.model.parameters() if getattr(trainer.model, "is_quantized", False) else ():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()
    return trainer
