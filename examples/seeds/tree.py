import matplotlib.pyplot as plt

LEVELS = 4


def main():
    """A complete binary tree with its nodes numbered level by level."""
    _, ax = plt.subplots(figsize=(6, 4))
    place = {n: ((n - 2**level + 0.5) / 2**level, -level) for level in range(LEVELS) for n in range(2**level, 2 ** (level + 1))}
    for n, (x, y) in place.items():
        if n > 1:
            ax.plot([x, place[n // 2][0]], [y, place[n // 2][1]], color="gray", zorder=1)
    for n, (x, y) in place.items():
        ax.plot([x], [y], "o", color="white", markeredgecolor="black", markersize=20, zorder=2)
        ax.text(x, y, str(n), ha="center", va="center", zorder=3)
    ax.set_ylim(0.5 - LEVELS, 0.5)
    ax.axis("off")
    plt.show()


main()
