"""What this machine can do for cpx, a line for each part, and the remedy for each lack: `make doctor`.

    ✓ there    – not there, and the base job (solidgen, exec, caption, view) does without    ✗ not there, and it cannot

The exit code is 0 if the base job can run, else 4. The model server's key is sent to it and never printed.
"""

import ctypes
import errno
import glob
import http.client
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from cpx.errors import CpxError
from cpx.sandbox import Sandbox, kernel

CHECKOUT = Path(__file__).parents[2]
GIB = 1 << 30
LEAST_DISK = GIB // 4


class Finding(NamedTuple):
    subject: str
    says: str
    remedy: str = ""
    """Empty where nothing lacks."""
    needed: bool = True
    """By the base job."""

    def __str__(self) -> str:
        mark = "✓" if not self.remedy else "✗" if self.needed else "–"
        return f"{mark} {self.subject:<13}{self.says}" + (f"\n{'':15}{self.remedy}" if self.remedy else "")


def spare(subject: str, says: str, remedy: str) -> Finding:
    """A lack that the base job can do with."""
    return Finding(subject, says, remedy, needed=False)


def main() -> int:
    lacks = 0
    for finding in findings():
        print(finding, flush=True)
        lacks += bool(finding.remedy and finding.needed)
    print("The base job can run here." if not lacks else f"The base job cannot run here: see the {lacks} marked ✗.")
    return 4 if lacks else 0


def findings() -> Iterator[Finding]:
    yield system()
    if sys.platform != "linux":
        return
    yield landlock()
    yield seccomp()
    yield namespaces()
    yield python()
    yield environment()
    yield from packages()
    yield fonts()
    yield drawing()
    yield server()
    yield gpu()
    yield resources()
    yield disk()


# ── the sandbox ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def system() -> Finding:
    release, machine = platform.release(), platform.machine()
    place = " under WSL" if "microsoft" in release.lower() else " in a container" if os.path.exists("/.dockerenv") else ""
    version = tuple(int(number) for number in re.findall(r"\d+", release)[:2])
    fine = sys.platform == "linux" and machine == "x86_64" and version >= (5, 13)
    return Finding("system", f"{platform.system()} {release}, {machine}{place}", "" if fine else "cpx needs x86-64 Linux 5.13 or later")


def landlock() -> Finding:
    version = kernel.level().landlock
    if version:
        return Finding("Landlock", f"version {version} of its interface: scripts see only the files they need")
    reasons = {
        errno.EOPNOTSUPP: "in the kernel, but off: start it with landlock first in the boot parameter lsm= (see `cat /proc/cmdline`)",
        errno.EPERM: "forbidden here: this container's seccomp profile is too old; update Docker, or pass a newer profile",
    }
    other = "not in this kernel: use Linux 5.13 or later (`wsl --update` in WSL; in Docker the host's kernel counts, and gVisor has none)"
    return Finding("Landlock", "scripts cannot be confined", reasons.get(refusal(), other))


def refusal() -> int:
    """The error with which the kernel answers the question for Landlock's version."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(kernel.LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(kernel.LANDLOCK_CREATE_RULESET_VERSION))
    return ctypes.get_errno()


def seccomp() -> Finding:
    if kernel.level().seccomp:
        return Finding("seccomp", "scripts reach only the system calls they need")
    return Finding("seccomp", "system calls cannot be filtered", "use a kernel with CONFIG_SECCOMP_FILTER on x86-64")


def namespaces() -> Finding:
    """Only told: the sandbox has a second wall where they work."""
    unshare = shutil.which("unshare")
    there = unshare and subprocess.run([unshare, "--map-root-user", "--mount", "true"], capture_output=True, timeout=10).returncode == 0
    without = "not for us here; the sandbox does without, and docs/security.md says what then stays open"
    return Finding("namespaces", "a second wall round the sandbox" if there else without)


# ── Python ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def python() -> Finding:
    fine = sys.version_info >= (3, 11)
    return Finding("Python", platform.python_version(), "" if fine else "cpx needs Python 3.11 or later: make PYTHON=python3.12 install")


def environment() -> Finding:
    inside = sys.prefix != sys.base_prefix
    if inside:
        return Finding("environment", sys.prefix)
    return spare("environment", "no virtual environment", f"make install in {CHECKOUT} makes one")


def packages() -> Iterator[Finding]:
    """The base packages, then each extra, as pyproject.toml lists them."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: wanted for name, wanted in project["optional-dependencies"].items() if name != "all"}
    yield installed("packages", project["dependencies"], f"make install in {CHECKOUT}", needed=True)
    for name, wanted in extras.items():
        yield installed(f"[{name}]", wanted, f"for what needs it: pip install -e '{CHECKOUT}[{name}]'", needed=False)


def installed(subject: str, wanted: list[str], remedy: str, needed: bool) -> Finding:
    names = [re.split(r"[^\w.-]", requirement)[0] for requirement in wanted]
    versions = {name: version(name) for name in names}
    absent = [name for name in names if versions[name] is None]
    if absent:
        return Finding(subject, f"not installed: {', '.join(absent)}", remedy, needed)
    return Finding(subject, ", ".join(f"{name} {versions[name]}" for name in names))


def version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def fonts() -> Finding:
    """The fonts that pictures are drawn with: found as files, since the pixels depend on them."""
    try:
        import matplotlib

        from cpx.errors import Missing
        from cpx.sandbox import font

        latin, chinese = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf"), font.chinese()
        if not latin.is_file():
            return Finding("fonts", f"{latin} is not there", f"make install in {CHECKOUT}")
    except (ImportError, OSError, Missing) as problem:
        return Finding("fonts", str(problem), f"make install in {CHECKOUT}")
    return Finding("fonts", f"DejaVu, and {Path(chinese).name}, the very file cpx was made with")


def drawing() -> Finding:
    """The proof of all lines above: a figure drawn in the sandbox."""
    try:
        with Sandbox(jobs=1) as box:
            result = box.run("import matplotlib.pyplot as plt; plt.plot([1, 4, 9])")
    except CpxError as problem:
        return Finding("drawing", "no figure could be drawn", str(problem))
    if not result.ok:
        return Finding("drawing", "no figure could be drawn", f"{result.why}: {result.message}")
    return Finding("drawing", f"a figure was drawn in the sandbox, in {result.cpu:.2f} s of CPU")


# ── models ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: following it would take the key to another server."""

    def redirect_request(self, *_: object) -> None:
        return None


def server() -> Finding:
    base, model = os.environ.get("OPENAI_BASE_URL", ""), os.environ.get("CPX_MODEL", "")
    if not base:
        says = "OPENAI_BASE_URL is not set; captions are written from the trace"
        return spare("model server", says, "export OPENAI_BASE_URL=http://localhost:8000/v1 CPX_MODEL=NAME")
    key = "with a key" if os.environ.get("OPENAI_API_KEY") else "without a key (OPENAI_API_KEY is not set)"
    where = f"{place(base)}, {key}"
    try:
        models = offered(base)
    except (OSError, ValueError, http.client.HTTPException) as problem:
        return spare("model server", f"{where}: {why(problem)}", "start it, or set OPENAI_BASE_URL, which ends in /v1 as a rule")
    if model in models:
        return Finding("model server", f"{where}: answers, and has CPX_MODEL={model}")
    said = f"has no model CPX_MODEL={model}" if model else "answers, but CPX_MODEL is not set"
    return spare("model server", f"{where}: {said}", f"it has: {', '.join(models[:5]) or 'none'}")


def place(base: str) -> str:
    """The address without a name, password or query, which may be secrets."""
    return re.sub(r"//[^/]*@", "//", base.split("?")[0])


def offered(base: str) -> list[str]:
    """Names of the server's models. Raises OSError, ValueError or HTTPException."""
    if urlsplit(base).scheme not in ("http", "https"):
        raise ValueError
    key = os.environ.get("OPENAI_API_KEY")
    request = urllib.request.Request(base.rstrip("/") + "/models", headers={"Authorization": f"Bearer {key}"} if key else {})
    with urllib.request.build_opener(StayHere).open(request, timeout=2) as answer:
        models = json.loads(answer.read(GIB // 1024))
    if not isinstance(models, dict) or not isinstance(models.get("data"), list):
        raise ValueError
    return [str(entry.get("id")) for entry in models["data"] if isinstance(entry, dict)]


def why(problem: Exception) -> str:
    """In our words, since an exception's own may quote a header, and with it the key."""
    if isinstance(problem, urllib.error.HTTPError):
        refused = " (the key is refused)" if problem.code in (401, 403) else ""
        return f"answers with status {problem.code}{refused}"
    reason = problem.reason if isinstance(problem, urllib.error.URLError) else problem
    if isinstance(reason, TimeoutError):
        return "no answer in 2 s"
    if isinstance(reason, OSError):
        return f"cannot be reached ({reason.strerror or type(reason).__name__})"
    return "is no OpenAI-compatible server"


# ── the machine ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def gpu() -> Finding:
    tool = shutil.which("nvidia-smi")
    if tool:
        query = [tool, "--query-gpu=name,memory.total", "--format=csv,noheader"]
        listed = subprocess.run(query, capture_output=True, text=True, timeout=20)
        if listed.returncode == 0:
            return Finding("GPU", "; ".join(listed.stdout.split("\n")).strip("; "))
    if glob.glob("/dev/nvidia[0-9]*") or os.path.exists("/dev/dxg"):
        return spare("GPU", "a device is there, but nvidia-smi does not list it", "install NVIDIA's driver (in WSL: on Windows)")
    return spare("GPU", "none", "training and models run in process want an NVIDIA GPU; a server may have it instead")


def resources() -> Finding:
    cores = len(os.sched_getaffinity(0))
    sizes = dict(re.findall(r"(\w+):\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii")))
    total, free = (int(sizes[name]) * 1024 / GIB for name in ("MemTotal", "MemAvailable"))
    return Finding("resources", f"{cores} cores, {total:.1f} GiB of memory, {free:.1f} GiB of it free")


def disk() -> Finding:
    free = shutil.disk_usage(".").free
    remedy = "make room: pictures are written here" if free < LEAST_DISK else ""
    return Finding("disk", f"{free / GIB:.1f} GiB free in {Path.cwd()}", remedy)


if __name__ == "__main__":
    sys.exit(main())
