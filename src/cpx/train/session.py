"""One training run in one folder: what was asked for, progress, signals, checkpoints that can be trusted, and the way back to them.

output-dir/
  run.json          what was asked for, and hashes of weights and examples: a resumed run must be the same run
  examples.jsonl    what is learned
  left_out.jsonl    records that teach nothing, each with the reason
  metrics.jsonl     one line a step that was logged
  loss.png          the curve (reward.png)
  checkpoint-N/     with a file `complete`, written last
  ...               the trained weights
"""

import hashlib
import json
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from cpx import signals
from cpx.errors import Refused, Stopped
from cpx.journal import locked
from cpx.report.plots import curve
from cpx.train import faults
from cpx.train.data import Examples, Row

COMPLETE = "complete"
RANK = os.environ.get("RANK", "0")
"""Which of several processes this is, under torchrun; each writes what it needs under a name of its own, and the first one speaks."""
NAMED = {"changes": "--set", "tuning": "--qlora or --full", "examples": "examples", "weights": "weights"}
"""What a person calls the parts of run.json; the others are options of their own names."""
LOGGED = re.compile(r'\{"step": (\d+),.*\}$')
"""A whole line of metrics.jsonl."""
SHOWN = ("loss", "reward", "attempts/drawn", "learning_rate")
"""What a line of progress tells of a step; metrics.jsonl has all."""
SELDOM = 2.0
"""Seconds between two lines of progress."""
PATIENCE = 15.0
"""Seconds between two lines while examples are made."""
ROOM = 64 << 20
"""Bytes that must be free before anything starts; `room` asks for what the run needs."""


class Session:
    """The folder of a run and what happens in it while a trainer works; `callback` tells the trainer. Enter it to have it alone."""

    def __init__(self, folder: Path, asked: dict[str, Any], resume: bool, name: str) -> None:
        """Refused if the folder holds another run, Stopped if nothing can be written there. `name` is the command's."""
        self.folder, self.asked, self.name = folder, asked, name
        self.signal: int | None = None
        self.period = 1
        """Steps between which a checkpoint cannot be taken."""
        self.before = self._before()
        if self.before and not resume:
            raise Refused(f"{folder} holds a run already; go on with --resume, or name another --output-dir")
        if self.before:
            self._same({key: value for key, value in self.before.items() if key != "examples"}, asked)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".probe{RANK}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise Stopped(f"cannot write to {folder}: {error.strerror}; name another --output-dir") from None
        self._free(ROOM)

    def __enter__(self) -> Self:
        """Refused while another run writes there."""
        self._lock = locked(self.folder / f".lock{RANK}")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._lock.close()

    @property
    def examples(self) -> Path:
        return self.folder / "examples.jsonl"

    @property
    def metrics(self) -> Path:
        return self.folder / "metrics.jsonl"

    def say(self, text: str) -> None:
        """A line to the person at the terminal."""
        if RANK == "0":
            print(f"{self.name}: {text}", file=sys.stderr, flush=True)

    def learn(self, examples: Examples, rows: Iterable[Row]) -> None:
        """Take these rows for the run's examples; Refused if there are none, or the run was begun with others."""
        draft = self.folder / f"examples.jsonl.part{RANK}"
        examples.write(self._counted(rows), draft, self.folder / "left_out.jsonl")
        self.say(str(examples))
        self.asked |= {"examples": hashlib.sha256(draft.read_bytes()).hexdigest()}
        if self.before:
            self._same(self.before, self.asked)
        draft.replace(self.examples)

    def train(self, trainer: Any, curved: str) -> Path | None:
        """Train to the end, write the weights and the curve of `curved`, and return the folder (in the first process).

        signals.Interrupted if a signal came, after the checkpoint it asked for.
        """
        learned = [one for one in trainer.model.parameters() if one.requires_grad]
        self._room(sum(one.numel() * one.element_size() for one in learned), trainer.args.save_total_limit or 2)
        self.say(f"{sum(one.numel() for one in learned) / 1e6:.1f} million parameters are trained, on {trainer.args.device}")
        trainer.add_callback(callback(self))
        checkpoint = self._begin()
        with self._listening(), faults.resuming(checkpoint, trainer), suppress(Finished):
            trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
        if self.signal is not None and trainer.state.global_step < trainer.state.max_steps:
            self.say(f"stopped at step {trainer.state.global_step} of {trainer.state.max_steps}; go on with --resume")
            raise signals.Interrupted(self.signal)
        trainer.save_model(str(self.folder))
        if RANK != "0":
            return None
        curve(self.metrics, curved, self.folder / f"{curved}.png")
        return self.folder

    def log(self, step: int, values: dict[str, Any]) -> None:
        with self.metrics.open("a") as file:
            file.write(json.dumps({"step": step, **{key: value for key, value in values.items() if key != "total_flos"}}) + "\n")

    def _before(self) -> dict[str, Any]:
        """What the run in the folder was asked for; empty if there is none."""
        file = self.folder / "run.json"
        try:
            found = json.loads(file.read_text())
            return found if isinstance(found, dict) else {}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError) as error:
            raise Refused(f"{file} cannot be read ({error}), so nothing can go on there; name another --output-dir") from None

    def _same(self, before: dict[str, Any], told: dict[str, Any]) -> None:
        changed = sorted(NAMED.get(key, f"--{key.replace('_', '-')}") for key in {*told, *before} if told.get(key) != before.get(key))
        if changed:
            raise Refused(f"{self.folder} was begun with other {', '.join(changed)}; give the same again, or another --output-dir")

    def _begin(self) -> Path | None:
        """The checkpoint to go on from, if any; else what was asked for is written down."""
        if not self.before:
            draft = self.folder / f"run.json.part{RANK}"
            draft.write_text(json.dumps(self.asked, indent=1) + "\n")
            draft.replace(self.folder / "run.json")
            return None
        last = latest(self.folder)
        self._forget_after(step_of(last))
        self.say(f"going on after step {step_of(last)}" if last else "no whole checkpoint yet, starting over")
        return last

    def _forget_after(self, step: int) -> None:
        """Leave out metrics of steps that will be done again, and a line that a kill tore."""
        if self.metrics.exists():
            lines = [line for line in self.metrics.read_text().splitlines() if (found := LOGGED.match(line)) and int(found[1]) <= step]
            self.metrics.write_text("".join(f"{line}\n" for line in lines))

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows; now and then how many there are so far."""
        told = time.monotonic()
        for count, row in enumerate(rows, 1):
            yield row
            if time.monotonic() - told > PATIENCE:
                told = time.monotonic()
                self.say(f"{count} examples so far")

    def _room(self, learned: int, kept: int) -> None:
        """Stopped if the checkpoints of a run that trains so many bytes will not fit on the disk."""
        once = 3 * learned  # weights, and two moments of each in the optimizer
        self._free(learned + (kept + 1) * once, f"; {kept + 1} checkpoints of {size(once)} lie there at once (--set save_total_limit=1: 2)")

    def _free(self, needed: int, why: str = "") -> None:
        free = shutil.disk_usage(self.folder).free
        if free < needed:
            raise Stopped(f"no room in {self.folder}: the run needs {size(needed)} and {size(free)} are free{why}")

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Signals end the run after a checkpoint, unless they are ignored (nohup)."""
        before = {number: signal.getsignal(number) for number in signals.ENDING}
        for number in (number for number, handler in before.items() if handler is not signal.SIG_IGN):
            signal.signal(number, self._stop)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """The first signal asks for a checkpoint and an end; a second one does not wait."""
        if self.signal is not None:
            raise signals.Interrupted(number)
        self.signal = number
        self.say("stopping after a checkpoint; once more to stop at once")


class Finished(Exception):
    """The checkpoint that the trainer has read is the run's last."""


def latest(folder: Path) -> Path | None:
    """The newest checkpoint that was written to its end."""
    return max((path.parent for path in folder.glob(f"checkpoint-*/{COMPLETE}")), key=step_of, default=None)


def step_of(checkpoint: Path | None) -> int:
    return int(checkpoint.name.split("-")[1]) if checkpoint else 0


def size(count: int) -> str:
    """Bytes for a person."""
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.0f} MB"


def callback(session: Session) -> Any:
    """What the trainer calls at each step, log and save."""
    from transformers import TrainerCallback

    class Told(TrainerCallback):
        begun = time.monotonic()
        before = 0
        told = 0.0

        def on_train_begin(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
            self.begun, self.before = time.monotonic(), state.global_step
            if state.global_step >= state.max_steps:  # the trainer looks after each step only, and would take one more
                session.say(f"all {state.max_steps} steps are done")
                raise Finished

        def on_step_end(self, args: Any, state: Any, control: Any, **rest: Any) -> None:
            if session.signal is not None and state.global_step % session.period == 0:
                control.should_save = control.should_training_stop = True

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **rest: Any) -> None:
            if "train_runtime" in logs or not state.is_world_process_zero:  # the trainer's last words, also of a run that was stopped
                return
            session.log(state.global_step, logs)
            done, left = state.global_step - self.before, state.max_steps - state.global_step
            seconds = (time.monotonic() - self.begun) / max(done, 1) * left
            told = ", ".join(f"{name} {logs[name]:.4g}" for name in SHOWN if name in logs)
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
