"""Run the examples of matplotlib's own source distribution through `cpx-exec | cpx-caption`, and plainly, and compare.

    sdist of the installed version -> gallery.jsonl -> plain.jsonl      one fresh headless interpreter for each
                                                    -> captioned.jsonl  cpx-exec | cpx-caption
                                   -> gallery.md                        every difference with its reason

The examples are trusted: they come from PyPI and are checked by hash. What the folder already holds is not made again.
"""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import matplotlib

ROOT = Path(__file__).resolve().parents[1]
TIMEOUT = 120
"""Seconds for one plain run."""

FETCH = """
import hashlib, sys
from pip._internal.commands import create_command
name, version, target = sys.argv[1:]
command = create_command("download")
options, _ = command.parse_args(["--no-deps", "--no-binary", name, name])
with command.main_context():
    session = command.get_default_session(options)
    found = command._build_package_finder(options=options, session=session).find_all_candidates(name)
    link = next(one.link for one in found if str(one.version) == version and not one.link.is_wheel)
    content = session.get(link.url_without_fragment).content
assert hashlib.new(link.hash_name, content).hexdigest() == link.hash, "the source distribution is not the one its index names"
open(target, "wb").write(content)
"""
"""Fetch a source distribution from the index that pip is set up with; `pip download` would build its metadata, for minutes."""

PLAIN = """
import runpy, sys
import matplotlib.figure
import matplotlib.pyplot as plt
drawn, save = {}, matplotlib.figure.Figure.savefig
def savefig(figure, *args, **kwargs):
    drawn[id(figure)] = figure
    return save(figure, *args, **kwargs)
matplotlib.figure.Figure.savefig = savefig
runpy.run_path(sys.argv[1], run_name="__main__")
for number in plt.get_fignums():
    figure = plt.figure(number)
    drawn[id(figure)] = figure
    figure.canvas.draw()
print(f"\\nfigures: {len(drawn)}", file=sys.__stdout__)
"""
"""Run a script in this interpreter, draw what it left open, and say how many figures it has."""


def main(work: Path = ROOT / "build/gallery", report: Path = ROOT / "docs/gallery.md") -> None:
    work.mkdir(parents=True, exist_ok=True)
    examples = unpacked(work)
    records = [{"id": name, "code": text} for name, text in examples.items()]
    made(work / "gallery.jsonl", lambda target: write(target, records))
    with ThreadPoolExecutor(2) as pool:
        made(work / "plain.jsonl", lambda target: write(target, list(pool.map(plain_run, examples, examples.values()))))
    made(work / "captioned.jsonl", lambda target: captioned(work, target))
    text = compared(read(work / "plain.jsonl"), read(work / "captioned.jsonl"), examples)
    report.write_text(text, encoding="utf-8")
    print(text)


def made(target: Path, make: Any) -> None:
    """Make a file unless it is there; it appears whole or not at all."""
    if not target.exists():
        part = target.with_suffix(".part")
        make(part)
        part.rename(target)


def read(path: Path) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def unpacked(work: Path) -> dict[str, str]:
    """The examples by their path, from the source distribution of the installed matplotlib."""
    archive = work / f"matplotlib-{matplotlib.__version__}.tar.gz"
    made(archive, lambda target: subprocess.run([sys.executable, "-c", FETCH, "matplotlib", matplotlib.__version__, target], check=True))
    if not (work / "galleries").exists():
        with tarfile.open(archive) as tar:
            top = tar.getnames()[0].split("/")[0]
            members = [member for member in tar.getmembers() if member.name.startswith(f"{top}/galleries/examples/")]
            tar.extractall(work, members, filter="data")
        (work / top / "galleries").rename(work / "galleries")
    folder = work / "galleries/examples"
    return {str(path.relative_to(folder).with_suffix("")): self_contained(path) for path in sorted(folder.rglob("*.py"))}


def self_contained(script: Path) -> str:
    """An example's text, after the module beside it that it imports, if there is one: records hold one script each."""
    text = script.read_text(encoding="utf-8")
    for name in re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE):
        beside = script.with_name(f"{name}.py")
        if beside.exists():
            module = f"import sys, types\n_module = sys.modules[{name!r}] = types.ModuleType({name!r})\n"
            text = f"{module}exec({beside.read_text(encoding='utf-8')!r}, _module.__dict__)\n{text}"
    return text


def plain_run(name: str, code: str) -> dict[str, Any]:
    """Figures that one example draws in a fresh headless interpreter, or why it draws none."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "script.py").write_text(code, encoding="utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-W", "ignore", "-c", PLAIN, "script.py"],
                cwd=folder,
                env={**os.environ, "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"},
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                stdin=subprocess.DEVNULL,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired:
            return {"id": name, "figures": 0, "error": f"no end after {TIMEOUT} s"}
    count = re.findall(r"^figures: (\d+)$", done.stdout, re.MULTILINE)
    if done.returncode or not count:
        return {"id": name, "figures": 0, "error": done.stderr.strip().rsplit("\n", 1)[-1] or f"exit {done.returncode}"}
    return {"id": name, "figures": int(count[-1])}


def captioned(work: Path, target: Path) -> None:
    """gallery.jsonl through `cpx-exec | cpx-caption`."""
    pipe = '"$0/cpx-exec" -j 2 --images "$1/images" "$1/gallery.jsonl" | "$0/cpx-caption" > "$2"'
    subprocess.run(["bash", "-o", "pipefail", "-c", pipe, ROOT / "bin", work, target], check=True)


def compared(plain: dict[str, Any], ours: dict[str, Any], codes: dict[str, str]) -> str:
    """The report: how many examples draw where, and each that differs."""
    ours = {key: {**record, "drawn": record.get("exec", {}).get("ok", False)} for key, record in ours.items()}
    drew = {key for key, record in plain.items() if record["figures"]}
    both = {key for key in drew if ours[key]["drawn"]}
    apart = {key for key in drew - both if outside(codes[key])}
    tally = Counter(ours[key]["exec"]["why"] for key in ours if not ours[key]["drawn"])
    lines = [
        "# matplotlib's gallery, plainly and in the sandbox",
        "",
        f"The {len(plain)} examples in the source distribution of matplotlib {matplotlib.__version__}, each run by a fresh headless",
        "interpreter and by `cpx-exec | cpx-caption`. `make gallery` makes this page.",
        "",
        "| | examples |",
        "|---|---|",
        f"| a plain interpreter draws a figure | {len(drew)} |",
        f"| of these, drawn here too | {len(both)} ({len(both) / len(drew):.1%}) |",
        f"| of these, not drawn because they need LaTeX, another program or the network | {len(apart)} |",
        f"| drawn here only | {sum(record['drawn'] for key, record in ours.items() if key not in drew)} |",
        f"| drawn here, with a trace that leaves nothing out | {sum(whole(record) for record in ours.values())} |",
        f"| drawn here, with a caption | {sum(bool(record.get('caption')) for record in ours.values())} |",
        f"| not drawn here | {sum(tally.values())} ({', '.join(f'{why} {count}' for why, count in tally.most_common())}) |",
        "",
        "## Every difference",
        "",
        "| example | plainly | here | because it |",
        "|---|---|---|---|",
        *(difference(key, plain[key], ours[key], codes[key]) for key in plain if differs(plain[key], ours[key])),
        "",
        "## Drawn by neither",
        "",
        "| example | plainly | here |",
        "|---|---|---|",
        *(f"| {key} | {cell(said(plain[key]))} | {cell(told(ours[key]))} |" for key in plain if key not in drew and not ours[key]["drawn"]),
        "",
    ]
    return "\n".join(lines)


def differs(plain: dict[str, Any], ours: dict[str, Any]) -> bool:
    return bool(plain["figures"]) != ours["drawn"] or (ours["drawn"] and plain["figures"] != ours["exec"]["figures"])


def difference(key: str, plain: dict[str, Any], ours: dict[str, Any], code: str) -> str:
    return f"| {key} | {cell(said(plain))} | {cell(told(ours))} | {reason(code, plain, ours)} |"


def said(plain: dict[str, Any]) -> str:
    return plain.get("error") or figures(plain["figures"])


def told(ours: dict[str, Any]) -> str:
    if "error" in ours:
        return f"{ours['error']['kind']}: {ours['error']['message']}"
    finding = ours["exec"]
    return figures(finding["figures"]) if ours["drawn"] else f"`{finding['why']}`: {finding.get('message', '')}"


def figures(count: int) -> str:
    return f"{count} figure{'' if count == 1 else 's'}"


def whole(record: dict[str, Any]) -> bool:
    return "trace" in record and not record["trace"].get("omitted")


def outside(code: str) -> str:
    """What an example needs that a sandbox does not give."""
    if re.search(r"usetex\W+True|backend_pgf|\bpgf\b", code):
        return "LaTeX"
    if re.search(r"^\s*(import|from) (subprocess|multiprocessing)", code, re.MULTILINE) or "FFMpeg" in code:
        return "another program"
    return "the network" if re.search(r"urlopen|requests\.|urllib", code) else ""


def reason(code: str, plain: dict[str, Any], ours: dict[str, Any]) -> str:
    """Why the two runs differ, where the code tells; empty where a person has to look."""
    if ours["drawn"] and plain["figures"]:
        later = code.partition("show()")[2]
        return "draws on after `show()`: a new figure here, as after a window is closed" if "plt." in later else ""
    if "ft2font" in plain.get("error", ""):
        return "reads the machine's own fonts, one of which is broken; here are only the pinned ones"
    return f"needs {outside(code)}" if outside(code) else ""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:160]


if __name__ == "__main__":
    main()
