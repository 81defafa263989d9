import matplotlib.pyplot as plt
import numpy as np

SPEED = 20  # metres a second
ANGLES = (30, 45, 60)


def main():
    """Paths of a ball thrown at three angles."""
    _, ax = plt.subplots(figsize=(5, 3.5), layout="constrained")
    for angle, colour in zip(ANGLES, ("tab:blue", "tab:red", "tab:green"), strict=True):
        rise = np.radians(angle)
        t = np.linspace(0, 2 * SPEED * np.sin(rise) / 9.81, 60)
        ax.plot(SPEED * np.cos(rise) * t, SPEED * np.sin(rise) * t - 9.81 * t**2 / 2, color=colour, label=f"{angle} degrees")
    ax.set_xlabel("distance (m)")
    ax.set_ylabel("height (m)")
    ax.set_ylim(bottom=0)
    ax.legend()
    plt.show()


main()
