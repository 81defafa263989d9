import matplotlib.pyplot as plt

RAIN = (78, 55, 61, 48, 52, 45)


def main():
    """Rainfall of half a year."""
    _, ax = plt.subplots(figsize=(5, 3.5), layout="constrained")
    bars = ax.bar(["Jan", "Feb", "Mar", "Apr", "May", "Jun"], RAIN, color="steelblue", edgecolor="black")
    ax.bar_label(bars)
    ax.set_ylabel("rainfall (mm)")
    ax.set_title("Rainfall in the first half of the year")
    ax.set_ylim(0, 90)
    plt.show()


main()
