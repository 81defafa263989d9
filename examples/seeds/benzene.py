import matplotlib.pyplot as plt
import numpy as np

ATOMS = 6


def main():
    """A ring of carbon atoms with every other bond double."""
    angles = np.radians(90 + 360 / ATOMS * np.arange(ATOMS))
    corners = np.column_stack([np.cos(angles), np.sin(angles)])
    _, ax = plt.subplots(figsize=(4, 4))
    for i in range(ATOMS):
        ends = np.array([corners[i], corners[(i + 1) % ATOMS]])
        ax.plot(*ends.T, color="black", linewidth=2)
        if i % 2 == 0:
            ax.plot(*(0.82 * ends).T, color="black", linewidth=2)
    for corner in corners:
        ax.text(*(1.2 * corner), "C", ha="center", va="center", fontsize=12)
    ax.set_xlim(-1.5, 1.5)
    ax.set_ylim(-1.5, 1.5)
    ax.set_aspect("equal")
    ax.axis("off")
    plt.show()


main()
