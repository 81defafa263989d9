"""The curve of a run."""

import json
from pathlib import Path


def curve(metrics: Path, name: str, file: Path) -> None:
    """Draw a logged value over the steps: each point, and a running mean over a twentieth of them."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    logged = [line for line in map(json.loads, metrics.read_text().splitlines()) if name in line]
    if not logged:
        return
    steps, values = np.array([line["step"] for line in logged]), np.array([line[name] for line in logged], float)
    figure = Figure(figsize=(6, 3.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.plot(steps, values, color="0.75", linewidth=1)
    width = max(1, len(values) // 20)
    mean = np.convolve(values, np.ones(width) / width, mode="valid")
    axes.plot(steps[len(steps) - len(mean) :], mean, color="tab:blue", linewidth=2)
    axes.set(xlabel="step", ylabel=name)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, dpi=120)
