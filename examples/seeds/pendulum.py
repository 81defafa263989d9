import matplotlib.pyplot as plt
import numpy as np

SWING = 35  # degrees to each side


def main():
    """A pendulum at rest and at both ends of its swing."""
    _, ax = plt.subplots(figsize=(4, 4))
    ax.plot([-0.4, 0.4], [0, 0], color="black", linewidth=3)
    for angle, style in ((-SWING, "--"), (0, "-"), (SWING, "--")):
        x, y = np.sin(np.radians(angle)), -np.cos(np.radians(angle))
        ax.plot([0, x], [0, y], style, color="gray")
        ax.add_patch(plt.Circle((x, y), 0.08, facecolor="tab:orange", edgecolor="black"))
    ax.text(0.06, -0.5, "L")
    ax.set_xlim(-1, 1)
    ax.set_ylim(-1.3, 0.3)
    ax.set_aspect("equal")
    ax.axis("off")
    plt.show()


main()
