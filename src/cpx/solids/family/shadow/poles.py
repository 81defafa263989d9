"""Shadows of poles: by a lamp on a post, between two lamps, in the sun, up a wall.

dimensions -> Stage with pole, lamp, rays and shadow -> Drawn; lengths that follow from similar triangles are worked out in the script
"""

from collections.abc import Mapping
from typing import Any

from cpx.solids.draw import Draw, Drawn, Misfit
from cpx.solids.page.words import joined
from cpx.solids.wire import measured
from cpx.solids.wire.bodies import ZERO, Form
from cpx.solids.wire.scene import Fill
from cpx.solids.wire.staged import Stage

FLAT = ("cabinet", "cabinet", "cavalier")
VIEWS = ("cabinet", "cabinet", "cavalier", "orthographic", "orthographic", "dimetric")
RAYS = {"darkorange": "orange", "goldenrod": "dark yellow", "darkgray": "grey"}
GROUND = ("whitesmoke", "honeydew", "cornsilk", "aliceblue")
LAMPS = (
    [6, 2, 4, 2], [6, 2, 8, 4], [4.5, 1.5, 4, 2], [5, 2, 6, 4], [8, 2, 9, 3], [6, 1.5, 6, 2], [4, 1.6, 3, 2], [9, 3, 6, 3], [7, 2, 5, 2],
    [4.8, 1.6, 5, 2.5], [6.4, 1.6, 6, 2],
)  # fmt: skip
"""Heights of lamp and pole, distance, length of the shadow."""


def one(*names: str) -> Form:
    """The sum of these dimensions."""
    return dict.fromkeys(names, 1.0)


def ground(stage: Stage, x: tuple[Form, Form], y: tuple[Form, Form]) -> None:
    """Perhaps a rectangle of ground."""
    kind = stage.draw.one("ground", ("outline", "tinted", "none"))
    if kind == "none":
        return
    spots = [(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])]
    corners = [stage.point(f"G{k}", *spot, ZERO, False) for k, spot in enumerate(spots, 1)]
    stage.edges += measured.closed(corners)
    if kind == "tinted":
        stage.fills.insert(0, Fill(corners, stage.draw.one("ground_colour", GROUND), 1))


def finished(
    stage: Stage, title: str, subject: str, derived: Mapping[str, Any], ray: str = "ray of light", rays: str = "rays of light"
) -> Drawn:
    """Shadows thick and grey, rays thin and dashed."""
    colour = stage.draw.one("ray_colour", tuple(RAYS))
    style = f'color="{colour}", linestyle="--", linewidth=1'
    how = ("rays", f"{rays.capitalize()}.", style)
    drawn = stage.picture(title, subject, derived, ghost=how, accent="dimgray", stroke=2.2, ball=7, purpose="shadow")
    visible = drawn.facts["visible"]
    words = {"dotted grey edges": f"dashed {rays}", "solid thick lines": "thick grey lines", "solid edges": "thin solid lines"}
    visible["counts"] = {words.get(noun, noun.replace("edges", "lines")): count for noun, count in visible["counts"].items()}
    visible["statements"] = [said.replace("beside the edge", "beside the line") for said in visible["statements"]]
    lines = [a + b for a, b in stage.ghosts]
    said = f"{joined(lines)} are {rays}, dashed" if len(lines) > 1 else f"{lines[0]} is a {ray}, dashed"
    visible["statements"].append(f"{said} in {RAYS[colour]}.")
    return drawn


def lamp(draw: Draw) -> Drawn:
    """A lamp on a post, and a pole: the shadow is found from similar triangles."""
    tall, low, away, long = draw.row("sizes", LAMPS)
    said = {"H": "height of the lamp", "h": "height of the pole", "d": "distance from post to pole"}
    stage = Stage(draw, {"H": tall, "h": low, "d": away}, said, FLAT)
    stage.follows("s", long, "h * d / (H - h)", "length of the shadow")
    ground(stage, ({"d": -0.2}, {"d": 1.2, "s": 1.1}), ({"d": -0.4}, {"d": 0.4}))
    spots: list[tuple[str, Form, Form]] = [("F", ZERO, ZERO), ("L", ZERO, one("H")), ("B", one("d"), ZERO), ("A", one("d"), one("h"))]
    for name, x, z in [*spots, ("S", one("d", "s"), ZERO)]:
        stage.point(name, x, ZERO, z)
    stage.edges += [("F", "L"), ("A", "B"), ("F", "B")]
    stage.segments.append(("B", "S"))
    stage.ghosts += [("L", "A"), ("A", "S")]
    stage.dots.append("L")
    asked = draw.one("asked", ("shadow", "shadow", "lamp"))
    stage.given_at("A", "B", "h")
    stage.given_at("F", "B", "d")
    if asked == "shadow":
        stage.given_at("F", "L", "H")
        stage.asked_at("B", "S")
    else:
        stage.told_at("B", "S", "s", long)
        stage.asked_at("F", "L")
    stage.remarks.append("The thick line BS is the shadow of the pole AB in the light of the lamp L.")
    derived = {"form": "lamp", "asks": asked, "shadow": long, "known": ["h", "d", "H" if asked == "shadow" else "s"]}
    return finished(stage, "The shadow of a pole in the light of a lamp.", "a lamp L on a post FL, a pole AB and its shadow BS", derived)


PAIRS = ([6, 2, 2], [4, 1, 3], [9, 3, 2], [8, 2, 3], [5, 1, 4], [6, 1.5, 3], [7.5, 2.5, 2])
"""Heights of lamps and pole, and how many times its shadow a lamp's distance is."""


def two_lamps(draw: Draw) -> Drawn:
    """Equal lamps on both sides: two shadows."""
    tall, low, times = draw.row("sizes", PAIRS)
    left, right = draw.value("ways", lambda rng: [times * rng.randint(1, 3), times * rng.randint(1, 3)])
    if left == right or min(left * times - right, right * times - left) < times:
        raise Misfit("the pole stands in the middle, or a shadow reaches the other post")
    said = {"H": "height of the lamps", "h": "height of the pole", "d": "distance of the left lamp", "e": "distance of the right lamp"}
    stage = Stage(draw, {"H": tall, "h": low, "d": left, "e": right}, said, FLAT)
    stage.follows("s", left / times, "h * d / (H - h)", "shadow in the light of the left lamp")
    stage.follows("t", right / times, "h * e / (H - h)", "shadow in the light of the right lamp")
    spots: dict[str, tuple[Form, Form]] = {
        "F": (ZERO, ZERO), "L": (ZERO, one("H")), "B": (one("d"), ZERO), "A": (one("d"), one("h")), "E": (one("d", "e"), ZERO),
        "K": (one("d", "e"), one("H")), "S": (one("d", "s"), ZERO), "T": ({"d": 1.0, "t": -1.0}, ZERO),
    }  # fmt: skip
    for name, (x, z) in spots.items():
        stage.point(name, x, ZERO, z)
    stage.edges += [("F", "L"), ("E", "K"), ("A", "B"), ("F", "T"), ("S", "E")]
    stage.segments += [("B", "S"), ("T", "B")]
    stage.ghosts += [("L", "A"), ("A", "S"), ("K", "A"), ("A", "T")]
    stage.dots += ["L", "K"]
    for a, b, symbol in (("F", "L", "H"), ("A", "B", "h")):
        stage.given_at(a, b, symbol)
    stage.told_at("T", "B", "t", right / times)
    stage.told_at("B", "S", "s", left / times)
    stage.remarks.append("The thick lines BS and BT are shadows of the pole AB in the light of the lamps L and K.")
    derived = {"form": "two lamps", "lamps apart": left + right, "shadows": [left / times, right / times], "known": ["H", "h", "s", "t"]}
    subject = "lamps L and K on equal posts FL and EK, between them a pole AB with its shadows BS and BT"
    return finished(stage, "The shadows of a pole between two lamps.", subject, derived)


def sun(draw: Draw) -> Drawn:
    """Two poles in parallel light."""
    low, short, times = draw.value(
        "sizes", lambda rng: [rng.choice((1, 1.5, 2, 3)), rng.choice((1, 1.5, 2, 3)), rng.choice((1.5, 2, 2.5, 3))]
    )
    said = {"h": "height of the left pole", "m": "length of its shadow", "k": "how many times as high the right pole is"}
    stage = Stage(draw, {"h": low, "m": short, "k": times}, said, VIEWS)
    stage.follows("H", low * times, "k * h", "height of the right pole")
    stage.follows("n", short * times, "k * m", "length of its shadow")
    along, aside = draw.one("way", ([1.0, 0.0], [0.8, 0.6], [0.8, -0.6]))
    _poles_and_shadows(stage, along, aside)
    ground(stage, ({"m": -0.4}, {"m": 2.2, "n": along}), ({"n": min(aside, 0) - 0.3}, {"n": max(aside, 0) + 0.3}))
    stage.edges += [("A", "B"), ("C", "D")]
    stage.segments += [("B", "E"), ("D", "F")]
    stage.ghosts += [("A", "E"), ("C", "F")]
    stage.given_at("A", "B", "h")
    stage.given_at("B", "E", "m")
    asked = draw.one("asked", ("pole", "shadow"))
    if asked == "pole":
        stage.told_at("D", "F", "n", short * times)
        stage.asked_at("C", "D")
    else:
        stage.told_at("C", "D", "H", low * times)
        stage.asked_at("D", "F")
    stage.remarks.append("The poles AB and CD have the shadows BE and DF, drawn as thick lines.")
    derived = {"form": "sun", "asks": asked, "times": times, "known": ["h", "m", "n" if asked == "pole" else "H"]}
    return finished(
        stage, "Two poles in the light of the sun.", "two upright poles AB and CD in the sun with their shadows BE and DF", derived
    )


def _poles_and_shadows(stage: Stage, along: float, aside: float) -> None:
    spots: dict[str, tuple[Form, Form, Form]] = {
        "B": (ZERO, ZERO, ZERO), "A": (ZERO, ZERO, one("h")), "E": ({"m": along}, {"m": aside}, ZERO), "D": ({"m": 1.8}, ZERO, ZERO),
        "C": ({"m": 1.8}, ZERO, one("H")), "F": ({"m": 1.8, "n": along}, {"n": aside}, ZERO),
    }  # fmt: skip
    for name, spot in spots.items():
        stage.point(name, *spot)


WALLS = ([3, 2, 1], [4, 6, 1], [5, 6, 2], [6, 4, 2], [4, 3, 1], [6, 8, 2], [5, 4, 1], [8, 6, 2], [3, 4, 1])
"""Height of the pole, distance of the wall, height of the shadow on it."""


def wall(draw: Draw) -> Drawn:
    """A shadow that runs over the ground and up a wall."""
    tall, away, up = draw.row("sizes", WALLS)
    said = {"h": "height of the pole", "d": "distance of the wall", "w": "height of the shadow on the wall"}
    stage = Stage(draw, {"h": tall, "d": away, "w": up}, said, FLAT)
    spots: dict[str, tuple[Form, Form]] = {"B": (ZERO, ZERO), "A": (ZERO, one("h")), "C": (one("d"), ZERO), "D": (one("d"), one("w"))}
    for name, (x, z) in spots.items():
        stage.point(name, x, ZERO, z)
    sides = [(-0.4, ZERO), (0.7, ZERO), (0.7, {"h": 0.9}), (-0.4, {"h": 0.9})]
    corners = [stage.point(f"W{k}", one("d"), {"d": y}, z, False) for k, (y, z) in enumerate(sides, 1)]
    stage.edges += [("A", "B"), *measured.closed(corners)]
    stage.fills.append(Fill(corners, draw.one("wall_colour", ("whitesmoke", "mistyrose", "cornsilk", "aliceblue")), 1))
    stage.segments += [("B", "C"), ("C", "D")]
    stage.ghosts.append(("A", "D"))
    for a, b, symbol in (("A", "B", "h"), ("B", "C", "d"), ("C", "D", "w")):
        stage.given_at(a, b, symbol)
    stage.remarks.append("The shadow of the pole AB runs over the ground to C and up the wall to D; it is drawn as thick lines.")
    derived = {"form": "wall", "whole shadow": away * tall / (tall - up), "known": ["h", "d", "w"]}
    subject = "an upright pole AB in the sun, whose shadow runs over the ground to C and up a wall to D"
    return finished(stage, "The shadow of a pole that reaches a wall.", subject, derived)
