"""Curves and surfaces by formula in a frame Oxyz."""
