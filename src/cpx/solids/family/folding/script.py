"""Scripts of folded figures: the figure in the plane with its crease, then what it becomes, in space or flat on itself."""

from collections.abc import Mapping, Sequence

from cpx.solids.family.folding.creases import FlatFold, Meeting, Plane, Sheet
from cpx.solids.flat.drawing import Flat, Layout
from cpx.solids.flat.script import Writer
from cpx.solids.page.script import Script, call, habit, listing, literal, num
from cpx.solids.page.words import with_article
from cpx.solids.wire.bodies import Form, words
from cpx.solids.wire.scene import Pair

FOLDED = (
    "def folded(point):",
    '    """Where a point of the moving part comes to lie: it turns round the crease."""',
    "    start, end, point = (np.append(p, 0) for p in (plane[crease[0]], plane[crease[1]], point))",
    "    axis, away = (end - start) / np.linalg.norm(end - start), point - start",
    "    along, turn = (away @ axis) * axis, np.pi - np.radians(angle)",
    "    level, upright = away - along, np.cross(axis, away)",
    "    return start + along + level * np.cos(turn) + upright * np.sin(turn)",
)
MIRRORED = (
    "def mirrored(point, start, end):",
    '    """The mirror image of a point in the line from start to end."""',
    "    start, end, point = np.array([start, end, point])",
    "    axis = (end - start) / np.linalg.norm(end - start)",
    "    foot = start + (point - start) @ axis * axis",
    "    return 2 * foot - point",
)


def into_space(sheet: Sheet, angle: int, looks: Mapping[str, str], flat: Flat, layout: Layout) -> str:
    """Folded until the parts make an angle."""
    made, writer = _begun(flat, layout)
    made.given(*_stated(sheet.given, sheet.said), f"angle = {angle}  # between the two parts after folding, degrees")
    _plane(made, sheet.points)
    made.given("# What lies to the left of the crease turns up.", f"crease = {literal(sheet.crease)}")
    made.function(*FOLDED)
    _outline(made, writer, sheet.outline, looks["paper"])
    style = writer.style(looks["fold_line"])
    made.step("# The crease.", *call(f"{writer.pen}.plot", ["*np.transpose([plane[name] for name in crease])", style]))
    return writer.text(f"{_article(sheet.noun)} folded along a line.")


def onto_itself(fold: FlatFold, looks: Mapping[str, str], flat: Flat, layout: Layout) -> str:
    """Folded flat."""
    made, writer = _begun(flat, layout)
    made.given(*_stated(fold.given, fold.said), *[f"{line}" for _, line in fold.further.values()])
    _plane(made, fold.points)
    if fold.mirrored:
        made.function(*MIRRORED)
    for name, image in fold.mirrored.items():
        ends = ", ".join(f'plane["{end}"]' for end in fold.crease)
        made.step(f"# {image} comes to lie at {name}.", f'plane["{name}"] = mirrored(plane["{image}"], {ends})')
    flap = f"*np.transpose([plane[name] for name in {literal(fold.flap)}])"
    made.step("# The flap, which lies on the rest.", *call(f"{writer.pen}.fill", [flap, f"color={literal(looks['flap'])}, linewidth=0"]))
    _pairs(writer, "Where the flap was.", "before", fold.dotted, writer.style("dotted"))
    _pairs(writer, "Sides of the paper as it lies now.", "sides", fold.solid, writer.style("solid"))
    _pairs(writer, "The crease.", "crease", [fold.crease], writer.style("dashed"))
    return writer.text("A rectangle of paper folded flat.")


def to_a_point(meeting: Meeting, looks: Mapping[str, str], flat: Flat, layout: Layout) -> str:
    """Folded along three lines so that three corners meet."""
    made, writer = _begun(flat, layout)
    said = {"a": "side" if meeting.noun == "square" else "half of BC", "b": "height"}
    made.given(*_stated(meeting.given, said), *meeting.further)
    _plane(made, meeting.points)
    _outline(made, writer, meeting.outline, looks["paper"])
    _pairs(writer, "The creases.", "creases", meeting.creases, writer.style(looks["fold_line"]))
    return writer.text(f"{_article(meeting.noun)} folded so that A, B and C meet.")


def _article(noun: str) -> str:
    return with_article(noun).capitalize()


def _begun(flat: Flat, layout: Layout) -> tuple[Script, Writer]:
    made = Script(habit(flat.draw, ("plane",)))
    made.numpy = True
    return made, Writer(flat, layout, made)


def _stated(given: Mapping[str, float], said: Mapping[str, str]) -> list[str]:
    return [f"{name} = {num(size)}  # {said[name]}" for name, size in given.items()]


def _plane(made: Script, points: Plane) -> None:
    rows = [f'"{name}": ({_words(x)}, {_words(y)})' for name, (x, y) in points.items()]
    made.given("# Points of the plane.", *listing("plane", rows, "{}"))


def _words(form: Form) -> str:
    return words(dict(sorted(form.items(), key=lambda term: term[1] < 0)))


def _outline(made: Script, writer: Writer, outline: Sequence[str], paper: str) -> None:
    corners = f"*np.transpose([plane[name] for name in {literal(list(outline))}])"
    edge = f"facecolor={literal(paper)}, edgecolor={writer.ink}, linewidth={num(writer.flat.look.width)}"
    made.step("# The figure in the plane.", *call(f"{writer.pen}.fill", [corners, edge]))


def _pairs(writer: Writer, about: str, name: str, pairs: Sequence[Pair], style: str) -> None:
    """Straight lines between named points of the plane."""
    if len(pairs) > 1:
        writer.stroke(about, name, [literal(pair) for pair in pairs], "[plane[p], plane[q]]", style)
        return
    p, q = pairs[0]
    ends = f'*np.transpose([plane["{p}"], plane["{q}"]])'
    writer.script.step(f"# {about}", *call(f"{writer.pen}.plot", [ends, style]))
