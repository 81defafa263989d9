"""S1: supervised training on both tasks, captions and explanatory code, on what the model itself will be asked (paper, section 4.1).

--model (frozen) + LoRA      by default; the adapter is what is written
--qlora                      the same on weights in 4 bits: 8 billion parameters in 24 GB
--full                       all weights, as in the paper
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cpx.models.checkpoint import LANGUAGE_LINEAR, load_model, load_processor
from cpx.record import Record
from cpx.report.plots import curve
from cpx.train.data import Examples, Task
from cpx.train.session import Session, dataset, prepared, ready, settings, tell

Tuning = Literal["lora", "qlora", "full"]
PRESETS: dict[str, dict[str, Any]] = {
    "default": {"learning_rate": 1e-4},
    "paper": {
        "learning_rate": 3e-6,
        "lr_scheduler_type": "cosine_with_min_lr",
        "lr_scheduler_kwargs": {"min_lr": 2e-7},
        "warmup_steps": 0.05,
        "per_device_train_batch_size": 2,
        "gradient_accumulation_steps": 2,
        "num_train_epochs": 1,
    },
}
"""`paper`: supplement D; its 128 a step came from 32 GPUs."""


class Options(NamedTuple):
    """What the command line says."""

    model: str
    output: Path
    tasks: tuple[Task, ...] = ("caption", "code")
    tuning: Tuning = "lora"
    preset: str = "default"
    max_pixels: int | None = None
    max_tokens: int = 4096
    changes: tuple[str, ...] = ()
    dry_run: bool = False
    resume: bool = False

    def asked(self) -> dict[str, Any]:
        """What a resumed run must share."""
        left_out = ("output", "dry_run", "resume")
        return {key: list(value) if isinstance(value, tuple) else value for key, value in self._asdict().items() if key not in left_out}


def train(records: Iterable[Record], folder: Path | None, options: Options) -> Path | None:
    """Train and return the folder of the checkpoint, None after a dry run; `folder` is where pictures may lie."""
    prepared()
    from trl import SFTConfig, SFTTrainer

    processor = load_processor(options.model, options.max_pixels)
    session = Session(options.output, options.asked(), options.resume, lambda text: tell(f"cpx-train-sft: {text}"))
    config = settings(SFTConfig, common(options.output) | PRESETS[options.preset] | {"max_length": None}, options.changes)
    examples = Examples(processor, options.max_tokens, folder, options.output / "pictures")
    examples.write(examples.supervised(records, options.tasks), session.examples)
    session.say(str(examples))
    if options.dry_run:
        return None
    model = load_model(options.model, quantize=options.tuning == "qlora")
    trainer = SFTTrainer(
        model=model,
        args=config,
        train_dataset=dataset(session.examples),
        processing_class=processor,
        peft_config=None if options.tuning == "full" else lora(options.preset),
    )
    session.train(ready(trainer))
    trainer.save_model(str(options.output))
    curve(session.metrics, "loss", options.output / "loss.png")
    return options.output


def common(output: Path) -> dict[str, Any]:
    """Settings of either trainer that do not depend on the task."""
    import torch

    cuda = torch.cuda.is_available()
    return {
        "output_dir": str(output),
        "report_to": "none",
        "disable_tqdm": True,
        "use_cpu": not cuda,
        "bf16": cuda,
        "gradient_checkpointing": cuda,
        "logging_steps": 1,
        "save_steps": 100,
        "save_total_limit": 2,
        "per_device_train_batch_size": 1,
        "gradient_accumulation_steps": 16,
        "lr_scheduler_type": "cosine",
        "warmup_steps": 0.05,
    }


def lora(preset: str) -> Any:
    """An adapter on the linear layers of the language model; the vision tower stays as it is."""
    from peft import LoraConfig

    return LoraConfig(r=32, lora_alpha=64, lora_dropout=0.0, target_modules=LANGUAGE_LINEAR, task_type="CAUSAL_LM")
