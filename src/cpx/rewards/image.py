"""How like the reference the picture is, by its pixels (cpx.scores); flags such as a pasted raster have lowered it."""

from cpx.rewards import Attempt


def reward(attempt: Attempt) -> float:
    """0 to 1; 0 for what was not drawn."""
    return attempt.score.image or 0.0 if attempt.score else 0.0
