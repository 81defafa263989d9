"""Solids with flat faces: named points, edges, lines, marks and values; laid out, then written as a script with its facts."""
