import matplotlib.pyplot as plt

STEPS = 5


def main():
    """Odd numbers add up to squares: each step is one more corner of unit squares."""
    _, ax = plt.subplots(figsize=(4, 4))
    for step in range(STEPS):
        for i in range(step + 1):
            for x, y in {(step, i), (i, step)}:
                shade = "gold" if step % 2 else "lightblue"
                ax.add_patch(plt.Rectangle((x, y), 1, 1, facecolor=shade, edgecolor="black"))
    ax.set_xlim(-0.5, STEPS + 0.5)
    ax.set_ylim(-0.5, STEPS + 0.5)
    ax.set_aspect("equal")
    ax.axis("off")
    plt.show()


main()
