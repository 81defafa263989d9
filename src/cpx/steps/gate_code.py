"""Gate Q_C, its certain part: is this code whose ideas can be read off the picture, and which draws the same one anywhere, any time?"""

import ast
import sys
from collections.abc import Iterator

DRAWING = {"matplotlib", "mpl_toolkits", "numpy", "scipy"}
FIGURES = {"networkx", "pandas", "seaborn", "skimage", "sklearn", "sympy", "statsmodels", "noise"}
"""Standard tools that figures are drawn with."""
OUTSIDE = {
    *("requests", "urllib", "http", "socket", "ftplib", "smtplib", "ssl", "aiohttp", "httpx"),
    *("sqlite3", "subprocess", "multiprocessing"),
}
READERS = {
    **{"open": "a file", "input": "what somebody types", "imread": "a picture file", "imread_v2": "a picture file"},
    **dict.fromkeys(("loadtxt", "genfromtxt", "fromfile", "load", "read_text", "read_bytes", "loadmat"), "a file"),
    **{f"read_{kind}": "a file" for kind in ("csv", "excel", "json", "parquet", "table", "sql", "html", "pickle")},
    **dict.fromkeys(("load_dataset", "fetch_openml", "urlopen", "get_sample_data"), "data from the network"),
}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "perf_counter", "getenv", "urandom", "uuid4", "getpid", "gethostname"}
CLOCK_OWNERS = {"datetime", "date", "time", "os", "uuid", "socket", "dt"}
DRAWS = ("random", "np.random", "numpy.random", "npr", "rnd")
"""Where a call without a seed gives other numbers each time."""
SEEDING = ("seed", "default_rng", "RandomState", "Random", "Generator", "SeedSequence", "PCG64")


def code_faults(code: str) -> list[str]:
    """What disqualifies a script, each in a sentence; empty for a qualified one."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError) as error:
        return [f"the code is not Python: {error}"]
    return list(dict.fromkeys([*imports(tree), *inputs(tree), *randomness(tree), *hidden_steps(tree)]))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for name in {one.partition(".")[0] for one in names}:
            if name in OUTSIDE:
                yield f"it reaches outside: imports {name}"
            elif name not in DRAWING | FIGURES | sys.stdlib_module_names:
                yield f"it needs {name}, which is no standard tool for figures"


def inputs(tree: ast.Module) -> Iterator[str]:
    """Reading files, and what depends on the moment or the machine."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        owner, name = called(node)
        if name in READERS and not (name in ("load", "open") and owner not in ("", "np", "numpy", "Image", "json", "pickle", "Path", "io")):
            yield f"it reads {READERS[name]} ({name}, line {node.lineno})"
        if name in CLOCKS and owner.rpartition(".")[2] in CLOCK_OWNERS:
            yield f"it draws something else each time ({owner}.{name}, line {node.lineno})"


def randomness(tree: ast.Module) -> Iterator[str]:
    """Random numbers that no seed fixes."""
    calls = [(*called(node), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    seeded = {owner.partition(".")[0] if owner != "np.random" else "np" for owner, name, _ in calls if name == "seed"}
    for owner, name, node in calls:
        if name in ("default_rng", "RandomState", "Random") and not node.args and not node.keywords:
            yield f"it draws random numbers without a seed ({name}, line {node.lineno})"
        elif owner in DRAWS and name not in SEEDING and owner.partition(".")[0] not in seeded:
            yield f"it draws random numbers without a seed ({owner}.{name}, line {node.lineno})"


def hidden_steps(tree: ast.Module) -> Iterator[str]:
    """`data = [1, 2, 3]`, then `data += 100`: a step that no viewer of the picture could infer."""
    literal = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and written_out(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    inside = {id(node) for loop in ast.walk(tree) if isinstance(loop, ast.For | ast.While) for node in ast.walk(loop)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and isinstance(node.value, ast.Constant)):
            continue
        if id(node) not in inside and node.target.id in literal and isinstance(node.value.value, int | float):
            yield f"it changes data in a way that no viewer could infer ({ast.unparse(node)}, line {node.lineno})"


def written_out(value: ast.expr) -> bool:
    """A list of numbers, or an array made of one."""
    if isinstance(value, ast.Call) and called(value)[1] in ("array", "asarray") and value.args:
        value = value.args[0]
    return isinstance(value, ast.List | ast.Tuple) and bool(value.elts) and all(isinstance(one, ast.Constant) for one in value.elts)


def called(node: ast.Call) -> tuple[str, str]:
    """`np.random.rand()` -> ("np.random", "rand"); an owner that is no plain name is "?"."""
    if isinstance(node.func, ast.Name):
        return "", node.func.id
    if isinstance(node.func, ast.Attribute):
        owner = ast.unparse(node.func.value)
        return owner if owner.replace(".", "").isidentifier() else "?", node.func.attr
    return "?", "?"
