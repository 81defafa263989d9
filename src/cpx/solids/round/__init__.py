"""Solids with round parts: cylinders, cones, frusta and balls in any stack, with their outlines, rims and what they hide."""
