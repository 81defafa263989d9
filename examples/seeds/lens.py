import matplotlib.pyplot as plt

FOCAL = 2.0
OBJECT = 5.0


def main():
    """A converging lens with three rays from the tip of an arrow."""
    image = 1 / (1 / FOCAL - 1 / OBJECT)
    tip = -image / OBJECT
    _, ax = plt.subplots(figsize=(6, 3))
    ax.axhline(0, color="black", linewidth=0.8)
    ax.plot([0, 0], [-1.6, 1.6], color="tab:blue", linewidth=3)
    ax.annotate("", (-OBJECT, 1), xytext=(-OBJECT, 0), arrowprops={"arrowstyle": "-|>", "color": "black"})
    ax.annotate("", (image, tip), xytext=(image, 0), arrowprops={"arrowstyle": "-|>", "color": "black"})
    for height in (1, 0, tip):
        ax.plot([-OBJECT, 0, image], [1, height, tip], color="tab:red", linewidth=1)
    ax.plot([-FOCAL, FOCAL], [0, 0], "ko", markersize=4)
    ax.text(-FOCAL, -0.35, "F", ha="center")
    ax.text(FOCAL, -0.35, "F'", ha="center")
    ax.axis("off")
    plt.show()


main()
