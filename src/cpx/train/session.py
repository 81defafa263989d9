"""One training run in one folder: settings, progress, signals, checkpoints that can be trusted, and the way back to them.

output-dir/
  run.json          what was asked for, and the hash of the examples: a resumed run must be the same run
  examples.jsonl    what is learned
  metrics.jsonl     one line a step that was logged
  loss.png          the curve
  checkpoint-N/     with a file `complete`, written last
  ...               the trained weights
"""

import dataclasses
import hashlib
import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from cpx import signals
from cpx.errors import Missing, Refused, Stopped
from cpx.models.checkpoint import libraries

COMPLETE = "complete"
SELDOM = 2.0
"""Seconds between two lines of progress."""
ROOM = 64 << 20
"""Bytes that must be free before a run starts."""


class Session:
    """The folder of a run and what happens in it while a trainer works; `callback` tells the trainer."""

    def __init__(self, folder: Path, asked: dict[str, Any], resume: bool, say: Any) -> None:
        self.folder, self.asked, self.resume, self.say = folder, asked, resume, say
        self.signal: int | None = None
        self.period = 1
        """Steps between which a checkpoint cannot be taken."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise Stopped(f"cannot write to {folder}: {error.strerror}") from None
        if shutil.disk_usage(folder).free < ROOM:
            raise Stopped(f"no room in {folder}: less than {ROOM >> 20} MiB are free")
        if not resume and (folder / "run.json").exists():
            raise Refused(f"{folder} holds a run already; go on with --resume, or name another --output-dir")

    @property
    def examples(self) -> Path:
        return self.folder / "examples.jsonl"

    @property
    def metrics(self) -> Path:
        return self.folder / "metrics.jsonl"

    def begin(self) -> Path | None:
        """The checkpoint to go on from, if any; Refused if this is not the run that was begun."""
        told = {**self.asked, "examples": hashlib.sha256(self.examples.read_bytes()).hexdigest()}
        file = self.folder / "run.json"
        if not file.exists():
            file.write_text(json.dumps(told, indent=1) + "\n")
            return None
        before = json.loads(file.read_text())
        changed = sorted(key for key in {*told, *before} if told.get(key) != before.get(key))
        if changed:
            raise Refused(f"{self.folder} was begun with other {', '.join(changed)}; give the same again, or another --output-dir")
        last = latest(self.folder)
        step = int(last.name.split("-")[1]) if last else 0
        self._forget_after(step)
        self.say(f"going on after step {step}" if last else "no whole checkpoint yet, starting over")
        return last

    def _forget_after(self, step: int) -> None:
        """Leave out metrics of steps that will be done again."""
        if self.metrics.exists():
            lines = [line for line in self.metrics.read_text().splitlines() if line.endswith("}") and json.loads(line)["step"] <= step]
            self.metrics.write_text("".join(f"{line}\n" for line in lines))

    def stop(self, number: int, frame: FrameType | None) -> None:
        """The first signal asks for a checkpoint and an end; a second one does not wait."""
        if self.signal is not None:
            raise signals.Interrupted(number)
        self.signal = number
        self.say("stopping after a checkpoint; once more to stop at once")

    def train(self, trainer: Any) -> None:
        """Train to the end; signals.Interrupted if a signal came, after the checkpoint it asked for."""
        trainer.add_callback(callback(self))
        checkpoint = self.begin()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        try:
            trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
        except OSError as error:
            raise Stopped(f"cannot write to {self.folder}: {error.strerror}; make room, then go on with --resume") from error
        finally:
            signals.install()
        if self.signal is not None and trainer.state.global_step < trainer.state.max_steps:
            self.say(f"stopped at step {trainer.state.global_step} of {trainer.state.max_steps}; go on with --resume")
            raise signals.Interrupted(self.signal)

    def log(self, step: int, values: dict[str, Any]) -> None:
        with self.metrics.open("a") as file:
            file.write(json.dumps({"step": step, **{key: value for key, value in values.items() if key != "total_flos"}}) + "\n")


def latest(folder: Path) -> Path | None:
    """The newest checkpoint that was written to its end."""
    found = [path.parent for path in folder.glob(f"checkpoint-*/{COMPLETE}")]
    return max(found, key=lambda path: int(path.name.split("-")[1]), default=None)


def callback(session: Session) -> Any:
    """What the trainer calls at each step, log and save."""
    from transformers import TrainerCallback

    class Told(TrainerCallback):
        begun = time.monotonic()
        before = 0
        told = 0.0

        def on_train_begin(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
            self.begun, self.before = time.monotonic(), state.global_step

        def on_step_end(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
            if session.signal is not None and state.global_step % session.period == 0:
                control.should_save = control.should_training_stop = True

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **rest: Any) -> None:
            session.log(state.global_step, logs)
            done, left = state.global_step - self.before, state.max_steps - state.global_step
            seconds = (time.monotonic() - self.begun) / max(done, 1) * left
            told = ", ".join(f"{name} {logs[name]:.4g}" for name in ("loss", "reward", "learning_rate") if name in logs)
            if told and (time.monotonic() - self.told > SELDOM or left == 0):
                self.told = time.monotonic()
                session.say(f"step {state.global_step} of {state.max_steps}: {told}; {clock(seconds)} left")

        def on_save(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
            if state.is_world_process_zero:
                (session.folder / f"checkpoint-{state.global_step}" / COMPLETE).touch()

    return Told()


def clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def settings(kind: type, given: dict[str, Any], changes: tuple[str, ...]) -> Any:
    """A config of `kind` with `given`, changed by KEY=VALUE texts; Refused for a key that it does not have."""
    known = {field.name for field in dataclasses.fields(kind)}
    changed = dict(given)
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals or key not in known:
            close = sorted(name for name in known if key and key in name)[:5]
            hint = f"; did you mean {', '.join(close)}?" if close else ""
            raise Refused(f"--set {change}: {kind.__name__} has no setting {key!r}{hint}" if equals else f"--set {change}: write KEY=VALUE")
        changed[key] = literal(value)
    try:
        return kind(**changed)
    except (ValueError, TypeError) as error:
        raise Refused(f"these settings do not go together: {str(error).splitlines()[0]}") from error


def literal(text: str) -> Any:
    """A JSON value, else the text itself."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


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


def tell(text: str) -> None:
    """A line to the person at the terminal."""
    print(text, file=sys.stderr, flush=True)
