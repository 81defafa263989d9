"""What libraries raise while they train, in words: the disk is full, the GPU is too small, settings do not go together."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cpx.errors import CpxError, Missing, Refused, Stopped
from cpx.models.checkpoint import first_line

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO)
SAID = ("No space left", "quota exceeded", "File too large", "file write failed", "PytorchStreamWriter", "inline_container")
"""What safetensors and torch say in errors that bear no number."""


@contextmanager
def training(folder: Path) -> Iterator[None]:
    """Anything between the first weights and the last file."""
    try:
        yield
    except CpxError:
        raise
    except Exception as error:
        known = disk(error, folder) or memory(error) or gone(error)
        if known is None:
            raise
        raise known from error


@contextmanager
def resuming(checkpoint: Path | None, trainer: Any) -> Iterator[None]:
    """A trainer goes on: what it meets before its first step is a checkpoint that cannot be read."""
    try:
        yield
    except Exception as error:
        begun = trainer.state.global_step > (int(checkpoint.name.split("-")[1]) if checkpoint else -1)
        if begun or disk(error, Path()) or memory(error):
            raise
        met = f"{type(error).__name__}: {first_line(error)}"
        raise Missing(f"{checkpoint} cannot be gone on from ({met}); delete it if it is damaged, to go on from an earlier one") from error


@contextmanager
def making() -> Iterator[None]:
    """A trainer is made of settings: what it will not take are settings."""
    try:
        yield
    except ImportError as error:
        raise Missing(f"these settings need what is not installed: {first_line(error)}") from error
    except (ValueError, TypeError, RuntimeError) as error:
        if memory(error):
            raise
        raise Refused(f"these settings do not go together: {first_line(error)}") from error


def disk(error: BaseException, folder: Path) -> Stopped | None:
    """The error if it says that no more can be written."""
    for one in chain(error):
        if (isinstance(one, OSError) and one.errno in FULL) or any(said.lower() in str(one).lower() for said in SAID):
            return Stopped(f"cannot write to {folder}: {first_line(one)}; make room, then go on with --resume")
    return None


def memory(error: BaseException) -> Missing | None:
    """The error if a GPU has no more memory."""
    if not any("out of memory" in str(one).lower() for one in chain(error)):
        return None
    return Missing(
        "the GPU has too little memory; try --qlora, fewer --max-pixels or --max-tokens, or --set per_device_train_batch_size=1, "
        "in another --output-dir"
    )


def gone(error: BaseException) -> Stopped | None:
    """The error if a picture is no longer where it was."""
    for one in chain(error):
        if isinstance(one, FileNotFoundError) and one.filename:
            return Stopped(f"{one.filename} was there when the examples were made and is gone; put it back, then go on with --resume")
    return None


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that led to it."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
