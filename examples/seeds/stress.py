import matplotlib.pyplot as plt
import numpy as np

YIELD = 250  # megapascals


def main():
    """Stress over strain of mild steel: elastic, then yielding, then hardening."""
    strain = np.array([0, 0.2, 2, 8, 14, 18])
    stress = YIELD * np.array([0, 1, 1, 1.5, 1.6, 1.35])
    _, ax = plt.subplots(figsize=(5, 3.5), layout="constrained")
    ax.plot(strain, stress, color="black", linewidth=2)
    ax.plot([0.2, 14], [YIELD, 1.6 * YIELD], "s", color="tab:red")
    ax.text(0.6, 0.88 * YIELD, "yield")
    ax.text(14, 1.66 * YIELD, "strength", ha="center")
    ax.set_xlabel("strain (%)")
    ax.set_ylabel("stress (MPa)")
    ax.set_ylim(0, 1.9 * YIELD)
    plt.show()


main()
