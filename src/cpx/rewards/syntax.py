"""Whether the script is Python, as the reward of the authors' repository asks."""

from cpx.rewards import Attempt
from cpx.source import parses


def reward(attempt: Attempt) -> float:
    """1 or 0."""
    return float(attempt.code is not None and parses(attempt.code))
