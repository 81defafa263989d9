"""Hostile scripts, as data: what each does, and how it may end. HARM is a folder outside the sandbox, with a secret and sockets in it.

A script prints `BREACH what` for each thing that it managed to do and should not have.
"""

from typing import NamedTuple

DRAW = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
TRY = """
import ctypes, os, sys
def attempt(what, act):
    try: got = act()
    except BaseException as error: print("stopped", what, type(error).__name__)
    else: print("BREACH", what, repr(got)[:60])
c = ctypes.CDLL(None, use_errno=True)
def system_call(*arguments):
    got = c.syscall(*arguments)
    if got < 0: raise OSError(ctypes.get_errno(), "refused")
    return got
"""


class Attack(NamedTuple):
    code: str
    ends: tuple[str | None, ...] = (None,)
    """The `why` it may end with; None is a picture."""


def attempts(*lines: str) -> Attack:
    """Try each expression, then draw."""
    return Attack(TRY + "".join(f"attempt({line!r}, lambda: {line})\n" for line in lines) + DRAW)


ATTACKS = {
    "read files": attempts(
        *(f"open({path!r}, 'rb').read(9)" for path in ("/etc/passwd", "HARM/secret", "HARM/home/.ssh/id_rsa", "HARM/records.jsonl")),
        "open('/dev/mem', 'rb').read(9)",
        *(f"open('/proc/self/{name}').read()" for name in ("environ", "maps", "status")),
        "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
        "open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
        "open('/proc/1/environ').read()",
        "os.listdir('/')",
        "os.listdir('/tmp')",
        "os.listdir('HARM')",
        "os.listdir('..')",
        "open('../config/../errors').read()",
        "open('../../../HARM/secret').read()",
        "{}[next(name for name in os.environ if 'KEY' in name or 'TOKEN' in name)]",
    ),
    "write outside": attempts(
        *(f"open({path!r}, 'w')" for path in ("HARM/new", "/tmp/cpx_evil", "/dev/shm/cpx_evil", "/var/tmp/cpx_evil", "/usr/cpx_evil")),
        "open('HARM/secret', 'a').write('x')",
        "open(os.path.join(os.environ['MPLCONFIGDIR'], 'matplotlibrc'), 'w')",
        "open(os.__file__, 'a')",
        "os.unlink('HARM/victim')",
        "os.rename('HARM/victim', 'HARM/victim2')",
        "os.rename('HARM/victim', 'mine')",
        "os.truncate('HARM/secret', 0)",
        "os.setxattr('HARM/secret', 'user.x', b'1')",
        "os.chown('HARM/secret', 1, 1)",
        "os.symlink('HARM/secret', 'link')",
        "os.link('HARM/secret', 'link')",
        "os.mkfifo('fifo')",
        "os.mknod('device', 0o600 | 0o020000, os.makedev(1, 3))",
        "os.mkdir('HARM/folder')",
    ),
    "change modes and times": Attack(
        TRY + "for act in (lambda: os.chmod('HARM/secret', 0o777), lambda: os.utime('HARM/secret', (0, 0))):\n"
        "    try: act()\n    except OSError: pass\n" + DRAW
    ),
    "network": attempts(
        "__import__('socket').create_connection(('127.0.0.1', PORT), 2)",
        "__import__('socket').socket(2, 2).sendto(b'x', ('127.0.0.1', PORT))",
        "(lambda s: s.connect('HARM/socket'))(__import__('socket').socket(1))",
        "(lambda s: s.connect('\\0cpx-test-PORT'))(__import__('socket').socket(1))",
        "(lambda s: (s.bind(('127.0.0.1', 0)), s.listen()))(__import__('socket').socket())",
        "__import__('socket').socket(16, 3, 0)",
        "__import__('socket').socket(40, 1)",
        "__import__('socket').socketpair()",
        "__import__('socket').getaddrinfo('example.test', 80)",
        "__import__('urllib.request').request.urlopen('http://127.0.0.1:PORT', timeout=2)",
        "system_call(41, 2, 1, 0)",
        "system_call(425, 8, ctypes.create_string_buffer(256))",
    ),
    "other processes": attempts(
        "os.kill(os.getppid(), 0)",
        "os.kill(os.getppid(), 15)",
        "os.kill(-1, 0)",
        "os.killpg(0, 0)",
        "os.pidfd_open(os.getppid())",
        "system_call(101, 16, os.getppid(), 0, 0)",
        "system_call(310, os.getppid(), 0, 0, 0, 0, 0)",
        "__import__('resource').prlimit(os.getppid(), 0, (1, 1))",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "os.sched_setaffinity(os.getppid(), {0})",
        "__import__('fcntl').fcntl(0, 8, os.getppid())",
    ),
    "new processes": attempts(
        "__import__('subprocess').run(['/bin/sh', '-c', 'id'])",
        "{0: 1}[os.system('true')]",
        "os.fork() or os._exit(0)",
        "system_call(58)",
        "system_call(435, ctypes.create_string_buffer(88), 88)",
        "system_call(56, 0x10000000 | 17, 0, 0, 0, 0)",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "__import__('multiprocessing').Pool(1)",
    ),
    "privileges": attempts(
        "system_call(272, 0x10000000)",
        "system_call(165, 0, 0, 0, 0, 0)",
        "system_call(321, 0, 0, 0)",
        "system_call(323, 0)",
        "system_call(298, 0, 0, 0, 0, 0)",
        "system_call(250, 0, 0)",
        "system_call(317, 1, 0, 0)",
        "system_call(157, 1, 0, 0, 0, 0)",
        "os.setuid(0)",
        "os.chroot('.')",
        "__import__('resource').setrlimit(9, (-1, -1))",
        "os.memfd_create('x')",
        "__import__('multiprocessing.shared_memory').shared_memory.SharedMemory(create=True, size=1 << 20)",
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
    "fork bomb": Attack(
        "import os, time\ntry:\n    for i in range(200):\n        if os.fork() == 0: time.sleep(3); os._exit(0)\n"
        "        print('BREACH fork')\nexcept OSError: pass\n" + DRAW
    ),
    "daemon": Attack(
        "import os, time\ntry:\n    if os.fork() == 0:\n        os.setsid()\n"
        "        if os.fork() == 0: time.sleep(60); open('HARM/new', 'w')\n        os._exit(0)\nexcept OSError: pass\n" + DRAW
    ),
    "thread bomb": Attack(
        "import threading, time\ntry:\n    for i in range(20000): threading.Thread(target=time.sleep, args=(3,), daemon=True).start()\n"
        "except (RuntimeError, MemoryError): pass\n" + DRAW,
        (None, "memory", "error"),
    ),
    "30 GB at once": Attack("import numpy as np\nnp.ones(30 << 30, np.uint8)\nprint('BREACH')\n", ("memory",)),
    "memory bit by bit": Attack("kept = []\nwhile True: kept.append(bytearray(b'x' * (64 << 20)))\n", ("memory",)),
    "memory from C": Attack(
        "import ctypes\nwhile ctypes.CDLL(None).malloc(1 << 20): pass\n" + DRAW, ("memory", "killed", "timeout", "error", None)
    ),
    "busy loop": Attack("while True: pass", ("timeout",)),
    "busy loop, no signal heard": Attack(
        "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        ("timeout",),
    ),
    "sleep": Attack("import time\ntime.sleep(100)", ("timeout",)),
    "pattern without end": Attack("import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')", ("timeout",)),
    "number without end": Attack("x = 10 ** (10 ** 9)\n", ("timeout", "memory")),
    "stop itself": Attack("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n" + DRAW, ("error",)),
    "end itself": Attack("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n" + DRAW, ("killed",)),
    "kill itself": Attack("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n" + DRAW, ("killed",)),
    "output flood": Attack(
        "import os\nfor i in range(20000): print('x' * 10000)\nfor i in range(2000): os.write(1, b'y' * 100000)\n" + DRAW
    ),
    "output garbage": Attack("print('\\x00\\x01\\udc80\\ud800' * 100000)\n" + DRAW),
    "one large file": Attack(
        "f = open('f', 'wb')\nfor i in range(100): f.write(b'x' * (8 << 20))\nprint('BREACH')\n" + DRAW, ("error", "oversize")
    ),
    "many files": Attack(
        "import time\nfor n in range(60):\n    open(f'f{n}', 'wb').write(b'x' * (16 << 20)); time.sleep(0.02)\nprint('BREACH')\n" + DRAW,
        ("oversize",),
    ),
    "a million empty files": Attack(
        "for n in range(10 ** 6): open(f'f{n}', 'w').close()\nprint('BREACH')\n" + DRAW, ("oversize", "timeout")
    ),
    "deep folders": Attack(
        "import os\nfor n in range(3000): os.mkdir('d'); os.chdir('d')\n" + DRAW,
        (None, "oversize", "error"),
    ),
    "locked folders": Attack("import os\nos.makedirs('a/b/c')\nos.chmod('a/b', 0)\nos.mkdir('d', 0)\n" + DRAW),
    "huge figure": Attack("import matplotlib.pyplot as plt\nplt.figure(figsize=(10000, 10000))\nplt.plot([1, 2])", ("oversize",)),
    "huge figure, drawn": Attack(
        "import matplotlib.pyplot as plt\nfig = plt.figure(figsize=(200, 200), dpi=320)\nplt.plot([1, 2])\nfig.canvas.draw()\n",
        ("memory", "oversize", "error"),
    ),
    "exit 0 at once": Attack(DRAW + "import os\nos._exit(0)", ("killed",)),
    "crash": Attack("import ctypes\nctypes.string_at(0)", ("killed",)),
    "recursion": Attack("import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()\nf()", ("killed", "memory", "timeout")),
    "false PNG writer": Attack(
        DRAW + "from matplotlib.backends.backend_agg import FigureCanvasAgg as Canvas\n"
        "Canvas.print_png = lambda self, f, *a, **k: f.write(b'fake')\nplt.savefig('x.png')\nplt.close = None\n",
        ("protocol",),
    ),
    "false report": Attack(
        "import os, struct\nos.pwrite(62, struct.pack('<Q', 1 << 40) + b'garbage' * 1000, 0)\nos._exit(0)", ("protocol",)
    ),
    "nested report": Attack(
        "import os, struct\nline = b'{\"end\": ' + b'[' * 100000 + b'}'\n"
        "os.pwrite(62, struct.pack('<Q', len(line)) + line, 0)\nos._exit(0)",
        ("protocol",),
    ),
    "impossible picture": Attack(
        "import os, struct\n"
        'line = b\'{"drawing": {"width": 99999, "height": 99999, "offset": 4194304, "trace": null, "number": 1}}\'\n'
        "os.pwrite(62, struct.pack('<Q', len(line)) + line, 0)\nos._exit(0)",
        ("protocol",),
    ),
    "a thousand pictures": Attack(
        "import os, struct\n"
        'line = b\'{"drawing": {"width": 4096, "height": 4096, "offset": 4194304, "trace": null, "number": 1}}\\n\' * 1000\n'
        "os.pwrite(62, struct.pack('<Q', len(line)) + line, 0)\nos._exit(0)",
        ("protocol",),
    ),
    "endless report": Attack("import os\ntry:\n    while True: os.write(62, b'\\0' * (8 << 20))\nexcept OSError: os._exit(0)", ("killed",)),
    "last words": Attack(
        "import atexit, threading, time\natexit.register(time.sleep, 60)\n"
        "class Clinging:\n    def __del__(self):\n        while True: pass\nkept = Clinging()\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n" + DRAW
    ),
    "error that fights back": Attack(
        DRAW + "class E(Exception):\n    def __str__(self): raise SystemExit(0)\n    __repr__ = __format__ = __str__\nraise E\n", ("error",)
    ),
}
