"""Piles of unit cubes: which faces are seen, their front, side and top views, and scripts that draw both."""
