import matplotlib.pyplot as plt

EATERS = 3


def main():
    """Who eats whom: grass, hares and their enemies."""
    _, ax = plt.subplots(figsize=(5, 4))
    places = {"grass": (0, 0), "hare": (0, 1)} | {
        name: (i - (EATERS - 1) / 2, 2) for i, name in enumerate(("fox", "owl", "lynx", "man")[:EATERS])
    }
    links = [("grass", "hare")] + [("hare", name) for name in list(places)[2:]]
    for eaten, eater in links:
        (x0, y0), (x1, y1) = places[eaten], places[eater]
        ax.annotate("", (x1, y1 - 0.15), xytext=(x0, y0 + 0.15), arrowprops={"arrowstyle": "->", "color": "gray"})
    for name, (x, y) in places.items():
        ax.text(x, y, name, ha="center", va="center", bbox={"boxstyle": "round", "facecolor": "honeydew"})
    ax.set_xlim(-1.8, 1.8)
    ax.set_ylim(-0.4, 2.4)
    ax.axis("off")
    plt.show()


main()
