"""Models: what a stage asks, and what answers."""
