import matplotlib.pyplot as plt
import numpy as np

TURNS = 3


def main():
    """A helix round the z axis with one point a turn."""
    t = np.linspace(0, 2 * np.pi * TURNS, 60 * TURNS)
    ax = plt.figure(figsize=(4.5, 4.5)).add_subplot(projection="3d")
    ax.plot(np.cos(t), np.sin(t), t / (2 * np.pi), color="darkgreen", linewidth=2)
    ax.scatter(np.ones(TURNS), np.zeros(TURNS), np.arange(TURNS), color="red", s=40)
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.set_zlabel("turns")
    plt.show()


main()
