"""Whether the answer holds its script in one closed block of code, as the paper asks."""

from cpx.rewards import Attempt


def reward(attempt: Attempt) -> float:
    """1 or 0."""
    return float(attempt.code is not None)
