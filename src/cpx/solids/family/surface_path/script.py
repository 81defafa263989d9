"""Scripts of ways over surfaces: the solid with the way on it, dashed behind, and the unrolled surface with a straight line."""

from collections.abc import Mapping, Sequence

from cpx.solids.family.surface_path.routes import Way, Winding
from cpx.solids.flat.drawing import Flat, Layout
from cpx.solids.flat.script import Writer
from cpx.solids.page.hidden import Piece
from cpx.solids.page.script import Script, call, habit, indented, listing, literal, num
from cpx.solids.wire.bodies import words

Looks = Mapping[str, str]  # paper, fold_line, accent


def polyhedron(way: Way, looks: Looks, flat: Flat, layout: Layout) -> str:
    """A way over the faces of a polyhedron."""
    made, writer = _begun(flat, layout)
    made.given(*[f"{name} = {num(size)}  # {way.said[name]}" for name, size in way.given.items()])
    if flat.lines:
        rows = [f"{literal(name)}: ({words(x)}, {words(y)})" for name, (x, y) in way.net.items()]
        made.given("# The faces that the way runs over, unrolled, and their outline.", *listing("net", rows, "{}"))
        made.given(*listing("outline", [literal(name) for name in way.outline]))
        _paper(made, writer, looks, ["*np.transpose([net[name] for name in outline])"])
        writer.stroke(
            "Edges of the solid.", "folds", [literal(fold) for fold in way.folds], "[net[p], net[q]]", writer.style(looks["fold_line"])
        )
        p, q = way.ends
        _line(made, writer, looks, f'net["{p}"], net["{q}"]')
    return writer.text(f"A way over the surface of a {way.body.kind}.")


def round_solid(way: Winding, pieces: Sequence[Piece], looks: Looks, height: Sequence[str], flat: Flat, layout: Layout) -> str:
    """A way round a cylinder or cone."""
    made, writer = _begun(flat, layout)
    made.given(*[f"{name} = {num(size)}  # {way.said[name]}" for name, size in way.given.items()], *way.further, *height)
    made.function(*way.script)
    if flat.lines:
        (_unrolled_cylinder if way.kind == "cylinder" else _unrolled_cone)(way, made, writer, looks)
    rows = [f'({num(piece.start, 1)}, {num(piece.end, 1)}, "{"--" if piece.hidden else "-"}")' for piece in pieces]
    route = f"*(project(way(np.linspace(start, end, 200))){' + shift' if flat.lines else ''}).T"
    style = f"color={literal(looks['accent'])}, linestyle=style, linewidth={num(flat.look.width)}"
    steps = [
        "# The way, dashed behind the solid: from where to where in degrees.",
        *listing("pieces", rows),
        "for start, end, style in pieces:",
    ]
    writer.more.append([*steps, *indented(call(f"{writer.pen}.plot", [route, style]))])
    spots = ", ".join(spot for spot in flat.names if spot.startswith("solid"))
    writer.more.append(["# Points.", *call(f"{writer.pen}.plot", [f"*np.transpose([{spots}])", f'"o", color={writer.ink}, markersize=4'])])
    return writer.text(f"The shortest way round a {way.kind}." if way.kind == "cone" else "A thread that winds round a cylinder.")


def _begun(flat: Flat, layout: Layout) -> tuple[Script, Writer]:
    made = Script(habit(flat.draw, ("way",)))
    made.numpy = True
    return made, Writer(flat, layout, made)


def _paper(made: Script, writer: Writer, looks: Looks, lists: Sequence[str]) -> None:
    edge = f"facecolor={literal(looks['paper'])}, edgecolor={writer.ink}, linewidth={num(writer.flat.look.width)}"
    made.step("# The unrolled surface.", *call(f"{writer.pen}.fill", [*lists, edge]))


def _line(made: Script, writer: Writer, looks: Looks, ends: str) -> None:
    style = f"color={literal(looks['accent'])}, linewidth={num(writer.flat.look.width)}"
    made.step("# The way is a straight line there.", *call(f"{writer.pen}.plot", [f"*np.transpose([{ends}])", style]))


def _unrolled_cylinder(way: Winding, made: Script, writer: Writer, looks: Looks) -> None:
    """A rectangle, the thread in one straight piece for each turn."""
    _paper(made, writer, looks, ["[0, c, c, 0]", "[0, 0, h, h]"])
    if way.turns <= 1:
        _line(made, writer, looks, f"(0, 0), ({'c' if way.turns == 1 else 'c / 2'}, h)")
        return
    style = f"color={literal(looks['accent'])}, linewidth={num(writer.flat.look.width)}"
    lines = [
        f"turns = {way.turns}",
        "for k in range(turns):",
        f"    {writer.pen}.plot([0, c], [h * k / turns, h * (k + 1) / turns], {style})",
    ]
    made.step("# The thread is a straight line there, cut once each turn.", *lines)


def _unrolled_cone(way: Winding, made: Script, writer: Writer, looks: Looks) -> None:
    """A sector whose corner is the apex."""
    made.step("t = np.linspace(-np.pi / 2 - angle / 2, -np.pi / 2 + angle / 2, 200)")
    made.more("net = {", *indented(net_rows(way)), "}")
    _paper(made, writer, looks, ["np.append(0, s * np.cos(t))", "np.append(0, s * np.sin(t))"])
    _line(made, writer, looks, 'net["start"], net["end"]')


def net_rows(way: Winding) -> list[str]:
    """The ends of the way on the unrolled cone."""
    return ['"apex": (0, 0),', '"start": (s * np.cos(t[0]), s * np.sin(t[0])),', '"end": (m * np.cos(t[-1]), m * np.sin(t[-1])),']
