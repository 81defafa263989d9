"""Describes the coordinate system laid over the picture: axes with ranges, scales, tick labels, or that there are none."""

from cpx.describe.frames import Frame
from cpx.describe.picture import Panel, Side
from cpx.describe.wording import listing, number, numeral, quote, sentence, ticks

SIDES = ("left", "bottom", "right", "top")


def describe(panel: Panel, frame: Frame) -> list[str]:
    """Sentences about the axes of one panel."""
    if panel.kind == "polar":
        return _polar(panel, frame)
    if panel.kind == "3d":
        return _space(panel, frame)
    if panel.kind not in ("rectilinear", "other"):
        return [sentence("the plotting area is a map projection" + (" with a grid" if panel.grid else ""))]
    if not panel.shown or (bare(panel) and not panel.frame):
        return [hidden(panel, frame)]
    if bare(panel):
        return [sentence(f"a frame without tick labels surrounds the drawing, with {_spans(panel, frame)}"), *_furniture(panel)]
    x, y = (_side(side, letter, frame) for side, letter in zip(panel.sides[:2], "xy", strict=True))
    joined = f"{x}; {y}" if len(x) + len(y) < 240 else f"{sentence(x)} {sentence(y)}"
    return [sentence(joined), *_furniture(panel)]


def bare(panel: Panel) -> bool:
    """Whether neither flat axis has a tick label or a name."""
    return not any(side.ticks or side.label for side in panel.sides[:2])


def hidden(panel: Panel, frame: Frame) -> str:
    """The one remark on axes that are not drawn."""
    x, y = panel.sides[0].limits, panel.sides[1].limits
    if not x or not y:
        return "No axes are drawn."
    across = f"x from {frame.x.say(x[0])} (left) to {frame.x.say(x[1])} (right)"
    upwards = f"y from {frame.y.say(y[0])} (bottom) to {frame.y.say(y[1])} (top)"
    equal = ", equally long both ways" if panel.equal else ""
    return f"No axes are drawn; positions are given in the drawing's own units{equal}: {across} and {upwards}."


def second(panel: Panel, first: Panel, frame: Frame) -> list[str]:
    """Axes that share the plotting area of others: only the side that differs is told."""
    pairs = zip(panel.sides[:2], first.sides[:2], "xy", strict=True)
    told = [
        _side(side, letter, frame).removeprefix("the ") for side, other, letter in pairs if side != other and (side.ticks or side.label)
    ]
    return [sentence(f"a second {text} on the opposite side of the same plotting area") for text in told]


def _side(side: Side, letter: str, frame: Frame) -> str:
    scale = {"x": frame.x, "y": frame.y, "z": frame.z}[letter]
    kind = "" if side.scale in ("linear", "category", "date") else "logarithmic " if side.scale == "log" else f"{side.scale} "
    text = f"the {kind}{letter} axis{f', labelled {quote(side.label)},' if side.label else ''}"
    if side.scale == "category" and scale.names:
        return (
            f"{text} shows the {'category' if len(side.ticks) == 1 else 'categories'} {listing(map(quote, side.ticks), frame.most(6, 20))}"
        )
    if not side.limits:
        return f"{text} has {labels(side, 12)}" if side.ticks else f"{text} has no tick labels"
    low, high = side.limits
    turned = f", decreasing {'rightwards' if letter == 'x' else 'upwards'}" if low > high else ""
    marked = f", with {labels(side, frame.most(6, 14))}" if side.ticks else ", without tick labels"
    return f"{text} runs from {scale.say(low)} to {scale.say(high)}{turned}{marked}"


def labels(side: Side, limit: int | None) -> str:
    """`tick labels from 0 to 10 in steps of 2`."""
    printed = f" and {quote(side.offset)} printed for all of them" if side.offset else ""
    return f"tick label{'s' if len(side.ticks) > 1 else ''} {ticks(side.ticks, limit)}{printed}"


def _furniture(panel: Panel) -> list[str]:
    notes = []
    if panel.equal:
        notes.append("one unit is equally long on both axes")
    crossing = _moved_axes(panel)
    if crossing:
        notes.append(f"axis lines run along {listing(crossing)}")
    if panel.frame is not None and len(panel.frame) < 4 and set(panel.frame) <= set(SIDES) and not (crossing and not panel.frame):
        sides = [side for side in SIDES if side in panel.frame]
        notes.append(
            f"of the frame only the {listing(sides)} {'side is' if len(sides) == 1 else 'sides are'} drawn"
            if sides
            else "no frame is drawn"
        )
    if panel.grid:
        notes.append("a grid lies over the plotting area")
    return [sentence(listing(notes))] if notes else []


def _moved_axes(panel: Panel) -> list[str]:
    """Where axis lines run that were moved off the border, such as through the origin."""
    lines = [mark.vertices for mark in panel.marks if mark.role == "spine" and mark.kind == "line" and mark.space == "data"]
    places = {
        f"{letter} = {number(a[axis])}"
        for a, b, *_ in filter(lambda ends: len(ends) == 2, lines)
        for axis, letter in enumerate("xy")
        if a[axis] == b[axis]
    }
    return sorted(places)


def _polar(panel: Panel, frame: Frame) -> list[str]:
    angle, radius, _ = panel.sides
    if not panel.shown:
        return ["Positions are polar: an angle and a radius; no axes are drawn."]
    text = "the axes are polar"
    if angle.ticks:
        bare_angles = [tick.rstrip("°") for tick in angle.ticks]
        degrees = all(tick.endswith("°") for tick in angle.ticks)
        text += f": angles are labelled {ticks(bare_angles, frame.most(6, 12))}{' degrees' if degrees else ''}"
    if radius.limits:
        text += f"{', and' if angle.ticks else ':'} the radius runs from {frame.y.say(radius.limits[0])} to {frame.y.say(radius.limits[1])}"
    if radius.ticks:
        text += f" with labels {ticks(radius.ticks, frame.most(4, 8))}"
    return [sentence(text + (", with a grid" if panel.grid else ""))]


def _space(panel: Panel, frame: Frame) -> list[str]:
    view = f", seen from an elevation of {number(panel.view[0], 1)}° and an azimuth of {number(panel.view[1], 1)}°" if panel.view else ""
    spans = _spans(panel, frame, named=panel.shown)
    if not panel.shown:
        return [sentence(f"positions are three-dimensional{view}; no axes are drawn{f' ({spans})' if spans else ''}")]
    return [sentence(f"the axes are three-dimensional{view}: {spans}")]


def _spans(panel: Panel, frame: Frame, named: bool = False) -> str:
    axes = zip(panel.sides, (frame.x, frame.y, frame.z), "xyz", strict=True)
    told = [
        f"{letter}{f' ({quote(side.label)})' if named and side.label and side.label != letter else ''} "
        f"from {axis.say(side.limits[0])} to {axis.say(side.limits[1])}"
        for side, axis, letter in axes
        if side.limits and (letter != "z" or panel.kind == "3d")
    ]
    return listing(told)


def brief(panel: Panel, frame: Frame) -> str:
    """Ranges and names of the axes in half a sentence; `` where they say nothing."""
    if not panel.shown or panel.kind not in ("rectilinear", "3d") or (panel.kind == "rectilinear" and bare(panel)):
        return ""
    numbered = tuple(side if any(numeral(tick) is not None for tick in side.ticks) else side._replace(limits=None) for side in panel.sides)
    return _spans(panel._replace(sides=(numbered[0], numbered[1], numbered[2])), frame, named=True)
