"""Whether the script runs in the sandbox and draws something: a blank page, no figure, or a page far too large is nothing."""

from cpx.rewards import Attempt


def reward(attempt: Attempt) -> float:
    """1 or 0."""
    return float(attempt.result is not None and attempt.result.ok)
