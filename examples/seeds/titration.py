import matplotlib.pyplot as plt
import numpy as np

POINT = 25  # millilitres at the equivalence point


def main():
    """A strong acid titrated with a strong base."""
    volume = np.linspace(0, 2 * POINT, 200)
    acidity = 7 + 5 * np.tanh((volume - POINT) / 2)
    _, ax = plt.subplots(figsize=(5, 3.5), layout="constrained")
    ax.plot(volume, acidity, color="purple", linewidth=2)
    ax.axvline(POINT, color="gray", linestyle="--")
    ax.plot([POINT], [7], "o", color="tab:red")
    ax.set_xlabel("volume of base (mL)")
    ax.set_ylabel("pH")
    ax.set_ylim(0, 14)
    ax.grid(True)
    plt.show()


main()
