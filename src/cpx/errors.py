"""What can stop a run, and what can befall one record: each error names what happened, where, and what to do."""


class CpxError(Exception):
    """Stops the run; `main` prints the message after the command's name and exits with `exit_code`."""

    exit_code = 1


class Refused(CpxError):
    """What was asked for cannot be meant: a usage error that only shows once files are looked at."""

    exit_code = 2


class BadLine(CpxError):
    """The input is not JSONL: `file:line: reason`."""

    exit_code = 3


class Missing(CpxError):
    """Something the command needs is not there; the message names the remedy."""

    exit_code = 4


class Stopped(CpxError):
    """The run stopped early and can be resumed: the disk is full, the budget is spent, the server is gone."""

    exit_code = 5


class RecordError(Exception):
    """One record cannot be handled: it becomes the record's `error`, and the run goes on."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
