"""S1: supervised training on both tasks, captions and explanatory code, on what the model itself will be asked (paper, section 4.1).

--model (frozen) + LoRA      by default; the adapter is what is written
--qlora                      the same on weights in 4 bits: 8 billion parameters in 24 GB
--full                       all weights, as in the paper
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cpx.models.checkpoint import context, load_model, load_processor
from cpx.models.origin import expected
from cpx.models.pictures import MOST_PIXELS
from cpx.models.weights import fingerprint
from cpx.record import Record
from cpx.train import faults
from cpx.train.data import Examples, Task, some
from cpx.train.session import Session
from cpx.train.settings import common, lora, settings
from cpx.train.trainer import dataset, prepared, ready

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
    max_pixels: int = MOST_PIXELS
    max_tokens: int = 4096
    changes: tuple[str, ...] = ()
    dry_run: bool = False
    resume: bool = False

    def asked(self) -> dict[str, Any]:
        """What a resumed run must share."""
        left_out = ("output", "dry_run", "resume")
        said = {key: list(value) if isinstance(value, tuple) else value for key, value in self._asdict().items() if key not in left_out}
        return {**said, "weights": fingerprint(self.model, None)}


def train(records: Iterable[Record], folder: Path | None, options: Options) -> Path | None:
    """Train and return the folder of the checkpoint, None after a dry run; `folder` is where pictures may lie."""
    expected(options.model)
    session = Session(options.output, options.asked(), options.resume, "cpx-train-sft")
    records = some(records)
    prepared()
    from trl import SFTConfig, SFTTrainer

    config = settings(SFTConfig, common(options.output) | PRESETS[options.preset] | {"max_length": None}, options.changes)
    processor = load_processor(options.model, options.max_pixels)
    with session, faults.training(options.output):
        examples = Examples(processor, min(options.max_tokens, context(options.model)), folder, options.output / "pictures")
        session.learn(examples, examples.supervised(records, options.tasks))
        if options.dry_run:
            return None
        model = load_model(options.model, quantize=options.tuning == "qlora")
        with faults.making():
            trainer = SFTTrainer(
                model=model,
                args=config,
                train_dataset=dataset(session.examples),
                processing_class=processor,
                peft_config=None if options.tuning == "full" else lora(),
            )
        return session.train(ready(trainer), "loss")
