"""How like the reference the drawing is, element by element (cpx.scores); where the reference has only a picture, like the picture."""

from cpx.rewards import Attempt


def reward(attempt: Attempt) -> float:
    """0 to 1; 0 for what was not drawn."""
    if attempt.score is None:
        return 0.0
    return (attempt.score.image if attempt.score.n_reference is None else attempt.score.structure) or 0.0
