"""Figures in the plane: nets, unrolled surfaces, shapes of six squares, drawing sheets with several views."""
