import matplotlib.pyplot as plt
import numpy as np

ANGLE = 50  # degrees


def main():
    """Sine and cosine on the unit circle."""
    x, y = np.cos(np.radians(ANGLE)), np.sin(np.radians(ANGLE))
    _, ax = plt.subplots(figsize=(4, 4))
    ax.add_patch(plt.Circle((0, 0), 1, fill=False, edgecolor="black"))
    ax.plot([-1.3, 1.3], [0, 0], color="gray")
    ax.plot([0, 0], [-1.3, 1.3], color="gray")
    ax.plot([0, x], [0, y], color="tab:blue", linewidth=2)
    ax.plot([x, x], [0, y], color="tab:red", linewidth=2)
    ax.plot([0, x], [0, 0], color="tab:green", linewidth=2)
    ax.plot([x], [y], "ko")
    ax.text(x + 0.08, y / 2, "sin")
    ax.text(x / 2, -0.18, "cos", ha="center")
    ax.set_aspect("equal")
    ax.axis("off")
    plt.show()


main()
