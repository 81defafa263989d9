"""Hostile scripts that stay in their own process: against the server's remains there, the report, and the record that comes next."""

from attacks import DRAW, TRY, Attack, attempts

BEFORE = "kept = 'SECRET-OF-' + 'x'  # SECRET-OF-ANOTHER-RECORD"
"""A line of the harmless script that runs before and after each attack; `walk memory` looks for its comment."""

FORGE = """
import json, os, struct
def forge(*lines):
    text = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\\n" for line in lines)
    os.pwrite(62, struct.pack("<Q", len(text)) + text, 0)
    os._exit(0)
def picture(**more): return {"drawing": {"width": 2, "height": 2, "offset": 4 << 20, "trace": None, "number": 1, **more}}
SILENT = {"missing_glyphs": None, "stdout": ""}
def end(**more): return {"end": {"why": None, "message": None, "line": None, "note": None, "figures": 1, **SILENT, **more}}
"""

WALK = """
import ctypes, gc, os
c = ctypes.CDLL(None)
c.sbrk.restype = ctypes.c_void_p
r, w = os.pipe()
def readable(page):
    there = c.write(w, ctypes.c_void_p(page), 1) == 1
    if there: os.read(r, 1)
    return there
halves = (b"SECRET-OF-", b"ANOTHER-RECORD"), (b"SECRET-IN-THE-", b"ENVIRONMENT")  # apart, so as not to find themselves
pages, seen, walked = {id(o) >> 12 << 12 for o in gc.get_objects()}, set(), 0
pages |= {(c.sbrk(0) - 1) >> 12 << 12, ctypes.c_void_p.in_dll(c, "environ").value >> 12 << 12}
for page in pages:
    for step in (4096, -4096):
        at = page
        while at not in seen and readable(at):
            seen.add(at)
            at += step
for page in seen:
    content = ctypes.string_at(page, 4096 + 32 if page + 4096 in seen else 4096)
    for first, second in halves:
        start = content.find(first)
        while start >= 0:
            if content.startswith(second, start + len(first)): print("BREACH", first, second)
            start = content.find(first, start + 1)
if len(seen) < 5000: print("BREACH of the attack itself: it saw little,", len(seen))
"""


def hooked(lines: str, *ends: str | None) -> Attack:
    """Replace something that the job still needs, then draw."""
    return Attack(DRAW + lines + "\n", ends or (None, "killed", "error", "protocol", "no-figure"))


def forged(line: str, *ends: str | None) -> Attack:
    return Attack(FORGE + f"forge({line})\n", ends or ("protocol",))


ATTACKS = {
    # what is left of the server and of others
    "environment": Attack(
        TRY + "c.environ\nfor name, value in os.environ.items():\n    if 'SECRET' in value: print('BREACH', name)\n"
        "c.getenv.restype = ctypes.c_char_p\nif c.getenv(b'CPX_TEST_TOKEN'): print('BREACH getenv')\n" + DRAW
    ),
    "walk memory": Attack(WALK + DRAW),
    "frames of the server": Attack(
        "import sys\nframe = sys._getframe()\nwhile frame:\n    for name, value in list(frame.f_locals.items()):\n"
        "        if hasattr(value, 'sendmsg') and value.fileno() >= 0:\n            try: value.send(b'{}'); print('BREACH socket')\n"
        "            except OSError: pass\n        if name in ('message', 'said') and 'id' in str(value): print('BREACH', value)\n"
        "    frame = frame.f_back\n" + DRAW
    ),
    "objects of the server": Attack(
        "import gc, os\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Server':\n"
        "        for act in (lambda: o.channel.send(b'{\"number\": 1}'), lambda: o.begin(), lambda: os.pidfd_open(o.config.parent),\n"
        "                    lambda: os.kill(o.config.parent, 0), lambda: os.stat('1', dir_fd=o.processes)):\n"
        "            try: act(); print('BREACH', act)\n            except (OSError, ValueError): pass\n" + DRAW
    ),
    "descriptors": Attack(
        TRY + "for n in range(3, 200):\n"
        "    try: kind = os.fstat(n).st_mode & 0o170000\n    except OSError: continue\n"
        "    if n != 62: print('BREACH open descriptor', n, oct(kind))\n" + DRAW
    ),
    "records in memory": Attack(
        "import gc, sys\n"
        "for o in gc.get_objects():\n"
        "    if isinstance(o, dict) and 'code' in o and 'id' in o: print('BREACH record')\n"
        "if len(sys.argv) > 1: print('BREACH argv', sys.argv)\n" + DRAW
    ),
    # the report
    "false report": Attack(
        "import os, struct\nos.pwrite(62, struct.pack('<Q', 1 << 40) + b'garbage' * 1000, 0)\nos._exit(0)", ("protocol",)
    ),
    "nested report": forged("b'{\"end\": ' + b'[' * 100000 + b'}'"),
    "impossible picture": forged("picture(width=99999, height=99999)"),
    "picture from the lines": forged("picture(offset=0), end()"),
    "picture of nothing": forged("picture(width=0), end()"),
    "picture of less than nothing": forged("picture(width=-2, height=-2), end()"),
    "truth for a number": forged("picture(width=True, height=True), end()", "protocol", "blank"),
    "a number of 5000 digits": forged("b'{\"drawing\": {\"width\": ' + b'9' * 5000 + b'}}'"),
    "no number": forged('b\'{"drawing": {"width": NaN, "height": Infinity, "offset": 0, "trace": null, "number": 1}}\''),
    "a key too many": forged("picture(report=1), end()", "blank"),
    "a reason of its own": forged("end(why='excellent')"),
    "false types at the end": forged("end(stdout=[1])"),
    "half a surrogate": forged("end(why='error', message='\\ud800 \\x00', stdout='\\udfff')", "error"),
    "a line of four megabytes": forged("end(stdout='x' * (4 << 20))"),
    "nested trace": forged("picture(trace={'version': 1, 'elements': [eval('[' * 80 + ']' * 80)]}), end()", None, "blank"),
    "numbers beyond numbers": forged(
        'b\'{"drawing": {"width": 2, "height": 2, "offset": 4194304, "number": 1, \''
        '+ b\'"trace": {"version": 1, "dpi": 1e999, "size": [2, \' + b\'9\' * 400 + b\']}}}\', end()',
        "blank",
    ),
    "a thousand pictures": forged("*[picture(width=4096, height=4096)] * 1000", "protocol", "killed"),
    "forty thousand pictures": forged("*[picture(width=1, height=2)] * 40000, end()", "protocol", "blank", None),
    "the same picture twice": forged("picture(number=7), picture(number=7), end()", "blank"),
    "no bytes": forged("b''", "protocol", "killed"),
    "endless report": Attack("import os\ntry:\n    while True: os.write(62, b'\\0' * (8 << 20))\nexcept OSError: os._exit(0)", ("killed",)),
    "report of another size": attempts(
        "os.ftruncate(62, 0)", "os.ftruncate(62, 1 << 40)", "system_call(285, 62, 0, 0, ctypes.c_long(1 << 40))"
    ),
    "sealed report": attempts("__import__('fcntl').fcntl(62, 1033, 8)", "__import__('fcntl').fcntl(62, 1033, 16)"),
    "report that changes": Attack(
        "import os, struct, threading\ndef change():\n"
        "    while True: os.pwrite(62, struct.pack('<Q', 1 << 60), 0); os.pwrite(62, struct.pack('<Q', 9), 0)\n"
        "threading.Thread(target=change, daemon=True).start()\n" + DRAW,
        (None, "protocol", "killed"),
    ),
    "report mapped for good": Attack(
        "import mmap, threading\nview = mmap.mmap(62, 8)\ndef change():\n    while True: view[:] = b'\\xff' * 8\n"
        "threading.Thread(target=change, daemon=True).start()\n" + DRAW,
        (None, "protocol"),
    ),
    "report closed": Attack(DRAW + "import os\nos.closerange(0, 100)\n", ("killed", "error", "protocol")),
    "report taken for another": Attack(
        DRAW + "import os\nfor n in range(3): os.dup2(os.open('f', os.O_RDWR | os.O_CREAT), 60 + n)\n", ("killed", "protocol")
    ),
    # our own functions
    "false PNG writer": Attack(
        DRAW + "from matplotlib.backends.backend_agg import FigureCanvasAgg as Canvas\n"
        "Canvas.print_png = lambda self, f, *a, **k: f.write(b'fake')\nplt.savefig('x.png')\nplt.close = None\n",
        ("protocol",),
    ),
    "an exit that does not": hooked("import os\nos._exit = lambda status: None", None, "killed", "timeout"),
    "an exit that hangs": hooked("import os, time\nos._exit = lambda status: time.sleep(60)", None, "timeout"),
    "time runs backwards": hooked("import time, itertools\ntime.monotonic = itertools.count(0, -1).__next__"),
    "false json": hooked("import json\njson.dumps = lambda *a, **k: '[' * 10 ** 6"),
    "false structs": hooked("import struct\nstruct.pack = lambda *a: b'\\xff' * 8"),
    "false writes": hooked("import os\nos.pwrite = lambda *a: 0"),
    "false lengths": hooked("import builtins\nbuiltins.len = lambda x: -1"),
    "no modules": hooked("import sys\nsys.modules.clear()"),
    "no builtins": hooked("import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)"),
    "a trace function": hooked("import sys\ndef spy(*a): raise SystemExit(0)\nsys.settrace(spy); sys.setprofile(spy)"),
    "hostile output": hooked(
        "import sys\nsys.stdout.buffer.raw.kept = bytearray(b'x' * (64 << 20))\nsys.stdout.flush = None", None, "killed", "memory"
    ),
    "keeper of its own": hooked(
        "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ in ('Report', 'Keeper', 'Capture'):\n"
        "        for name in list(vars(o)): setattr(o, name, 10 ** 30)"
    ),
    "a figure that ends the process": hooked("import os\nplt.gcf().draw = lambda r: os._exit(0)", "killed"),
    "a figure without end": hooked("def draw(renderer):\n    while True: pass\nplt.gcf().draw = draw", "timeout"),
    # words, threads and last wishes
    "last words": Attack(
        "import atexit, threading, time\natexit.register(time.sleep, 60)\n"
        "class Clinging:\n    def __del__(self):\n        while True: pass\nkept = Clinging()\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n" + DRAW
    ),
    "a thread that goes on": Attack(
        "import threading\ndef work():\n    while True: pass\nthreading.Thread(target=work, daemon=True).start()\n" + DRAW,
        (None, "timeout"),
    ),
    "error that fights back": Attack(
        DRAW + "class E(Exception):\n    def __str__(self): raise SystemExit(0)\n    __repr__ = __format__ = __str__\nraise E\n", ("error",)
    ),
    "error without a name": Attack(
        DRAW + "class M(type):\n    @property\n    def __name__(self): raise KeyboardInterrupt\n"
        "class E(Exception, metaclass=M): pass\nraise E\n",
        ("error", "killed"),
    ),
    "error of a hundred megabytes": Attack(DRAW + "raise ValueError('x' * 10 ** 8)\n", ("error", "memory")),
    "exit code that hangs": Attack(
        DRAW + "class E:\n    def __str__(self):\n        while True: pass\nraise SystemExit(E())\n", ("timeout",)
    ),
    # the next record
    "poison the next": attempts(
        *(f"open(os.path.join(os.environ['MPLCONFIGDIR'], {name!r}), 'w')" for name in ("matplotlibrc", "fontlist-v390.json")),
        "open(os.path.join(os.path.dirname(__import__('numpy').__file__), 'evil.pth'), 'w')",
        "open(os.path.dirname(os.path.dirname(__import__('numpy').__file__)) + '/sitecustomize.py', 'w')",
        "os.rename('.', '../mine')",
        "os.rmdir(os.getcwd())",
        "[os.listdir(other) for other in ('../scratch-0', '../scratch-1') if not os.path.samefile(other, '.')] or 1 / 0",
    ),
    "modules left behind": Attack(
        "for name in ('random', 'matplotlib', 'numpy', 'scipy', 'usercustomize', 'json'): open(name + '.py', 'w').write('1 / 0')\n" + DRAW
    ),
    "settings left behind": Attack(
        DRAW + "import numpy, random, warnings\nplt.rcdefaults(); plt.style.use('dark_background'); numpy.random.seed(9); random.seed(9)\n"
        "plt.rcParams['lines.linewidth'] = 9; plt.plot = None; warnings.simplefilter('error')\n",
        (None, "error"),
    ),
}
