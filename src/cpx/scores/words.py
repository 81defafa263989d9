"""Texts of figures as a reader takes them: mathematics as plain characters, spaces and styles aside; how alike two of them are."""

import functools
import re
import unicodedata

GREEK = {
    **dict(
        zip(
            ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"],
            "αβγδεζηθικλμ",
            strict=True,
        )
    ),
    **dict(zip(["nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"], "νξπρστυφχψω", strict=True)),
    **{"varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varrho": "ρ"},
    **dict(zip(["Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"], "ΓΔΘΛΞΠΣΦΨΩ", strict=True)),
}
SIGNS = {
    **{"times": "×", "cdot": "·", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈"},
    **{"degree": "°", "circ": "°", "angle": "∠", "triangle": "△", "perp": "⊥", "parallel": "∥", "infty": "∞", "prime": "'"},
    **{"to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "sqrt": "√", "sum": "∑", "int": "∫", "partial": "∂"},
    **{
        "in": "∈",
        "cup": "∪",
        "cap": "∩",
        "subset": "⊂",
        "emptyset": "∅",
        "nabla": "∇",
        "hbar": "ℏ",
        "ell": "ℓ",
        "ldots": "…",
        "cdots": "⋯",
    },
}
STYLES = re.compile(r"\\(mathrm|mathbf|mathit|mathregular|mathsf|mathtt|mathcal|text|rm|bf|it|left|right|displaystyle|quad|qquad|[,;:! ])")
COMMAND = re.compile(r"\\([A-Za-z]+)")
SAME = str.maketrans({"−": "-", "–": "-", "—": "-", "′": "'", "’": "'", "‘": "'", "“": '"', "”": '"', "∙": "·", "⋅": "·"})


@functools.lru_cache(10_000)
def normal(text: str) -> str:
    """`$\\alpha_{1}$ = 30^\\circ` and `α_1=30°` are the same."""
    text = STYLES.sub("", text)
    text = COMMAND.sub(lambda found: GREEK.get(found[1]) or SIGNS.get(found[1]) or found[1], text)
    text = unicodedata.normalize("NFKC", text).translate(SAME).replace("^°", "°").replace("^{°}", "°")
    return re.sub(r"[\s${}\\^_]", "", text)


@functools.lru_cache(100_000)
def likeness(one: str, other: str) -> float:
    """1 for the same, 0 where every character differs: one minus the edit distance over the longer's length."""
    if one == other:
        return 1.0
    one, other = one[:60], other[:60]
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row = row, [i]
        for j, theirs in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != theirs)))
    return 1 - row[-1] / max(len(one), len(other), 1)
