"""From space to paper: projections, hidden lines, places for labels, dimension lines, the look, and how scripts are written."""
