"""How a script states the points of a scene: by coordinates in a table or one by one, then those that follow from others."""

from collections.abc import Mapping

from cpx.solids.page.script import indented, listing
from cpx.solids.wire.scene import How

FOOT = (
    "def foot(p, a, b):",
    '    """Foot of the perpendicular from p to the line ab."""',
    "    p, a, b = np.array([p, a, b])",
    "    along = b - a",
    "    return a + (p - a) @ along / (along @ along) * along",
)
BETWEEN = (
    "def between(p, q, share):",
    '    """The point that lies this share of the way from p to q."""',
    "    return np.add(p, share * np.subtract(q, p))",
)


class Points:
    """The points in one of three ways: "dict", "variables", or "flat", which projects each as soon as it is named."""

    def __init__(self, how: Mapping[str, How], store: str) -> None:
        self.store = store
        self.stated = {name: f"({', '.join(given[1:])})" for name, given in how.items() if given[0] == "at"}
        self.derived = {name: given for name, given in how.items() if given[0] != "at"}

    def functions(self) -> list[tuple[str, ...]]:
        """What the script needs to work out points."""
        foot = any(how[0] == "foot" for how in self.derived.values())
        shares = self.store != "variables" and any(how[0] == "between" and how[3] != "0.5" for how in self.derived.values())
        return [FOOT] * foot + [BETWEEN] * shares

    def table(self) -> list[str]:
        """The points whose coordinates are given."""
        if self.store == "variables":
            return [f"{name} = np.array({row})" for name, row in self.stated.items()]
        rows = [f'"{name}": {f"project({row})" if self.store == "flat" else row}' for name, row in self.stated.items()]
        if self.store == "dict" and len(rows) > 8:
            return listing("points", rows, "{}")
        return ["points = {", *indented([f"{row}," for row in rows]), "}"]

    def further(self) -> list[str]:
        """The points that follow from others, a line each."""
        lines = []
        for name, how in self.derived.items():
            left = name if self.store == "variables" else f'points["{name}"]'
            lines.append(f"{left} = {self._formula(how)}{'  # an edge disappears here' if name.startswith('cut') else ''}")
        return lines

    def _formula(self, how: How) -> str:
        kind, *names = how
        if self.store == "variables":
            return _by_variables(kind, names)
        known = [f'points["{name}"]' for name in names]
        if kind == "mean":
            return f"np.mean([{', '.join(known)}], axis=0)"
        if kind == "foot":
            return f"foot({', '.join(known)})"
        return f"np.add({known[0]}, {known[1]}) / 2" if names[2] == "0.5" else f"between({known[0]}, {known[1]}, {names[2]})"


def _by_variables(kind: str, names: list[str]) -> str:
    if kind == "mean":
        return f"({' + '.join(names)}) / {len(names)}"
    if kind == "foot":
        return f"foot({', '.join(names)})"
    return f"({names[0]} + {names[1]}) / 2" if names[2] == "0.5" else f"{names[0]} + {names[2]} * ({names[1]} - {names[0]})"
