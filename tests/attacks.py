"""Hostile scripts, as data: what each does, and how it may end. HARM is a folder outside the sandbox, with a secret and sockets in it.

Here: files, network, other processes, the kernel, and using up what there is. attacks_within.py has the rest.

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
    leaks: bool = False
    """Whether it gets through where there are no namespaces, as docs/security.md says."""


def attempts(*lines: str, leaks: bool = False) -> Attack:
    """Try each expression, then draw."""
    return Attack(TRY + "".join(f"attempt({line!r}, lambda: {line})\n" for line in lines) + DRAW, leaks=leaks)


DEVICES = ("tty", "ptmx", "kmsg", "fuse", "kvm", "net/tun", "shm/x", "mem", "vda")
DOORS = {
    **{"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "userfaultfd": 323, "bpf": 321, "perf_event_open": 298},
    **{"timer_create": 222, "timerfd_create": 283, "signalfd": 282, "clock_settime": 227, "settimeofday": 164, "adjtimex": 159},
    **{
        "setns": 308,
        "unshare": 272,
        "pivot_root": 155,
        "umount2": 166,
        "fsopen": 430,
        "open_tree": 428,
        "move_mount": 429,
        "mount_setattr": 442,
    },
    **{"open_by_handle_at": 304, "name_to_handle_at": 303, "fanotify_init": 300, "inotify_init1": 294, "quotactl": 179, "acct": 163},
    **{
        "iopl": 172,
        "ioperm": 173,
        "modify_ldt": 154,
        "personality": 135,
        "kexec_load": 246,
        "init_module": 175,
        "reboot": 169,
        "syslog": 103,
    },
    **{
        "shmget": 29,
        "msgget": 68,
        "semget": 64,
        "mq_open": 240,
        "memfd_create": 319,
        "memfd_secret": 447,
        "vmsplice": 278,
        "mlockall": 151,
    },
    **{"landlock_create_ruleset": 444, "seccomp": 317, "capset": 126, "setresuid": 117, "setgroups": 116, "setsid": 112, "setpgid": 109},
    **{
        "sched_setscheduler": 144,
        "sched_setattr": 314,
        "sched_setaffinity": 203,
        "ioprio_set": 251,
        "move_pages": 279,
        "set_mempolicy": 238,
    },
    **{
        "swapon": 167,
        "sethostname": 170,
        "keyctl": 250,
        "add_key": 248,
        "socket": 41,
        "socketpair": 53,
        "accept4": 288,
        "lookup_dcookie": 212,
    },
}
"""System calls that no script needs, each a way to something."""
MACHINE_CODE = """
import ctypes, mmap
code = mmap.mmap(-1, 4096, prot=7)
code.write(bytes.fromhex("%s"))
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
print("BREACH")
"""
SMALL_THREADS = """
import ctypes
c, thread, made = ctypes.CDLL(None), ctypes.c_ulong(), 0
attributes = ctypes.create_string_buffer(64)
c.pthread_attr_init(attributes)
c.pthread_attr_setstacksize(attributes, ctypes.c_size_t(16384))
while made < 15000 and c.pthread_create(ctypes.byref(thread), attributes, ctypes.cast(c.pause, ctypes.c_void_p), None) == 0: made += 1
print("BREACH", made)
"""


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
    "ask about files": attempts(
        "os.stat('/etc/passwd')",
        "os.stat('HARM/secret').st_size",
        "os.open('HARM/secret', os.O_PATH)",
        "os.readlink('HARM/link')",
        "os.statvfs('HARM')",
        "os.chdir('HARM')",
        "os.stat('/proc/self')",
        leaks=True,
    ),
    "devices": attempts(
        *(f"open('/dev/{name}', 'rb+', 0)" for name in DEVICES),
        "__import__('fcntl').ioctl(0, 0x5412, b'x')",
    ),
    "delete everything": Attack(
        "import shutil\nfor place in ('HARM', '/tmp', '/', '/usr', '/home'): shutil.rmtree(place, ignore_errors=True)\n" + DRAW
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
        "system_call(129, os.getppid(), 0, 0)",
        "system_call(297, os.getppid(), os.getppid(), 0, 0)",
        "system_call(424, 0, 0, 0, 0)",
        "system_call(438, 0, 0, 0)",
        "system_call(440, 0, 0, 0, 0, 0)",
        "system_call(311, os.getppid(), 0, 0, 0, 0, 0)",
        "system_call(312, os.getpid(), os.getppid(), 0, 0, 0)",
        "system_call(274, os.getppid(), ctypes.create_string_buffer(8), ctypes.create_string_buffer(8))",
        "open('/proc/self/mem', 'rb+')",
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
    "doors of the kernel": attempts(*(f"({name!r}, system_call({number}, 0, 0, 0, 0, 0))" for name, number in DOORS.items())),
    "free of its parent": attempts(
        *(f"system_call(157, {option}, {value}, 0, 0, 0)" for option, value in ((1, 0), (4, 1), (36, 1), (35, 1), (22, 0)))
    ),
    "calls of 32 bits": Attack(MACHINE_CODE % "b814000000cd80c3", ("killed",)),
    "calls of x32": Attack(TRY + "system_call((1 << 30) + 39)\nprint('BREACH')\n", ("killed",)),
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
    "bomb of small threads": Attack(SMALL_THREADS + DRAW, ("oversize",)),
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
    "stop as from a terminal": Attack(
        "import os, signal\nfor s in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU): os.kill(os.getpid(), s)\n" + DRAW, (None, "timeout")
    ),
    "end as if late": Attack("import os, signal\nos.kill(os.getpid(), signal.SIGXCPU)\n" + DRAW, ("timeout",)),
    "abort": Attack("import os\nos.abort()", ("killed",)),
    "a million alarms": Attack(
        "import signal\nsignal.signal(signal.SIGALRM, lambda *a: None)\nsignal.setitimer(signal.ITIMER_REAL, 1e-6, 1e-6)\n" + DRAW,
        (None, "timeout"),
    ),
    "a signal in each signal": Attack(
        "import os, signal\ndef again(*a): os.kill(os.getpid(), signal.SIGUSR1)\nsignal.signal(signal.SIGUSR1, again)\nagain()\n" + DRAW,
        ("error", "timeout", "killed"),
    ),
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
    "deleted files that stay open": Attack(
        "import os\nkept, total = [], 0\nfor n in range(20):\n    kept.append(open('f', 'wb', 0))\n    os.unlink('f')\n"
        "    try: total += kept[-1].write(b'x' * (16 << 20))\n    except OSError: break\nif total > 64 << 20: print('BREACH', total)\n"
        + DRAW,
        (None, "timeout"),
        leaks=True,
    ),
    "holes in files": attempts(
        "open('a', 'wb').truncate(10 ** 15)",
        "(lambda f: (f.seek(10 ** 15), f.write(b'x')))(open('b', 'wb', 0))",
        "system_call(285, open('c', 'wb').fileno(), 1, ctypes.c_long(0), ctypes.c_long(1 << 36))",
    ),
    "a million empty files": Attack(
        "for n in range(10 ** 6): open(f'f{n}', 'w').close()\nprint('BREACH')\n" + DRAW, ("oversize", "timeout")
    ),
    "deep folders": Attack(
        "import os\nfor n in range(3000): os.mkdir('d'); os.chdir('d')\n" + DRAW,
        (None, "oversize", "error", "timeout"),
    ),
    "locked folders": Attack("import os\nos.makedirs('a/b/c')\nos.chmod('a/b', 0)\nos.mkdir('d', 0)\n" + DRAW),
    "huge figure": Attack("import matplotlib.pyplot as plt\nplt.figure(figsize=(10000, 10000))\nplt.plot([1, 2])", ("oversize",)),
    "huge figure, drawn": Attack(
        "import matplotlib.pyplot as plt\nfig = plt.figure(figsize=(200, 200), dpi=320)\nplt.plot([1, 2])\nfig.canvas.draw()\n",
        ("memory", "oversize", "error"),
    ),
    "every descriptor": Attack(
        DRAW + "import os\nkept = []\nwhile True:\n    try: kept.append(os.pipe())\n    except OSError: break\n"
        "for r, w in kept:\n    os.set_blocking(w, False)\n    try: os.write(w, b'x' * (1 << 20))\n    except OSError: pass\n",
        (None, "error"),
    ),
    "bomb in a stream": Attack(
        "import zlib\nsqueeze, zeros = zlib.compressobj(1), bytes(32 << 20)\n"
        "zlib.decompress(b''.join(squeeze.compress(zeros) for n in range(16)) + squeeze.flush())\nprint('BREACH')\n",
        ("memory", "timeout"),
    ),
    "bomb in a PNG": Attack(
        "import io, struct, zlib\nimport matplotlib.pyplot as plt\n"
        "def chunk(kind, data): return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))\n"
        "head = chunk(b'IHDR', struct.pack('>IIBBBBB', 60000, 60000, 8, 6, 0, 0, 0))\n"
        "plt.imshow(plt.imread(io.BytesIO(b'\\x89PNG\\r\\n\\x1a\\n' + head "
        "+ chunk(b'IDAT', zlib.compress(bytes(10 ** 6))) + chunk(b'IEND', b''))))\n",
        ("memory", "error", "timeout"),
    ),
    "bomb in JSON": Attack("import json\njson.loads('[' * 10 ** 7)", ("error", "memory")),
    "bomb in XML": Attack(
        "import xml.etree.ElementTree as tree\nlevels = ''.join(f'<!ENTITY e{n} \"' + f'&e{n - 1};' * 10 + '\">' for n in range(1, 12))\n"
        "tree.fromstring('<!DOCTYPE x [<!ENTITY e0 \"ha\">' + levels + ']><x>&e11;</x>')\nprint('BREACH')\n",
        ("error", "memory", "timeout"),
    ),
    "ten million letters": Attack(DRAW + "plt.title('x' * 10 ** 7)\n", (None, "timeout", "memory", "oversize", "error", "killed")),
    "a million ticks": Attack(DRAW + "plt.xticks(range(10 ** 6))\n", ("timeout", "memory", "error")),
    "nested mathematics": Attack(DRAW + "plt.title('$' + '{' * 3000 + 'x' + '}' * 3000 + '$')\n", ("error", "memory", "timeout", "killed")),
    "exit 0 at once": Attack(DRAW + "import os\nos._exit(0)", ("killed",)),
    "crash": Attack("import ctypes\nctypes.string_at(0)", ("killed",)),
    "recursion": Attack("import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): return f()\nf()", ("killed", "memory", "timeout")),
}
