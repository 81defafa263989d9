"""Take rights away from the process that is about to run a script: limits, Landlock for files, seccomp for system calls.

    rlimits -> no new privileges -> Landlock (paths by grant) -> seccomp (calls by list)

All of it needs no privilege, and also holds for root. What it leaves open is listed in docs/security.md.
"""

import contextlib
import ctypes
import errno
import os
import resource
import socket
import struct
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import syscalls

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER = 2
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_RULE_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM, REFER, TRUNCATE, IOCTL_DEV = (1 << bit for bit in range(6, 16))
RIGHTS_BY_ABI = {1: MAKE_SYM * 2 - 1, 2: REFER * 2 - 1, 3: TRUNCATE * 2 - 1, 4: TRUNCATE * 2 - 1, 5: IOCTL_DEV * 2 - 1}
NET_BIND_AND_CONNECT, SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 3, 3

READ = READ_FILE | READ_DIR
WORK = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE

DESCRIPTORS = 64
"""Files that a job may have open."""
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
PUBLIC = ("/usr/share/zoneinfo", "/etc/ld.so.cache", "/dev/urandom", "/dev/zero")


class Grant(NamedTuple):
    path: str
    rights: int


class Rights(NamedTuple):
    """The resources of one job."""

    seconds: float
    """Of CPU; the kernel's own clock counts whole seconds, so it stands a second behind the server's."""
    memory: int
    file_size: int


def prctl(option: int, *arguments: Any) -> None:
    """Like the system call; numbers are passed at their full width."""
    wide = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in (*arguments, 0, 0, 0, 0)[:4]]
    if libc.prctl(option, *wide) < 0:
        raise failure(f"prctl({option})")


def failure(what: str) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, f"{what}: {os.strerror(number)}")


def interpreter_paths() -> list[str]:
    """What Python itself needs to read: its library, the installed packages, shared libraries; never a whole prefix."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    packages = [path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")]
    places = [*(sysconfig.get_path(name) for name in names), *packages, sysconfig.get_config_var("LIBDIR") or "", *LIBRARIES, *PUBLIC]
    return sorted({os.path.realpath(place) for place in places if os.path.exists(place)})


def grants(config: str) -> list[Grant]:
    """What every job may read; its own scratch folder is added to this."""
    return [Grant("/dev/null", READ_FILE | WRITE_FILE), *(Grant(path, READ) for path in (*interpreter_paths(), config))]


def exposed(granted: Iterable[Grant], private: Iterable[str]) -> Iterator[str]:
    """Each private folder that lies in a granted one, as a sentence."""
    for folder in map(os.path.realpath, private):
        for grant in granted:
            if folder != "/" and os.path.commonpath((folder, grant.path)) == grant.path:
                yield f"{folder} lies in {grant.path}, which scripts must be able to read"


def ruleset(granted: Iterable[Grant], abi: int) -> int:
    """A Landlock ruleset, as a file descriptor: everything that this ABI knows is forbidden but the grants."""
    handled = RIGHTS_BY_ABI[min(abi, max(RIGHTS_BY_ABI))]
    descriptor = create_ruleset(handled, abi)
    for grant in granted:
        add_rule(descriptor, grant.path, grant.rights & handled)
    return descriptor


def create_ruleset(handled: int, abi: int) -> int:
    """With as many kinds of rights as the kernel takes: some report an ABI whose scopes they do not know."""
    fields = [handled, *([NET_BIND_AND_CONNECT] if abi >= 4 else []), *([SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS] if abi >= 6 else [])]
    while True:
        attributes = struct.pack(f"{len(fields)}Q", *fields)
        descriptor = libc.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
        if descriptor >= 0:
            return descriptor
        if ctypes.get_errno() != errno.EINVAL or len(fields) == 1:
            raise failure("landlock_create_ruleset")
        fields.pop()


def add_rule(descriptor: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):
            rights &= READ_FILE | WRITE_FILE
        rule = struct.pack("=Qi", rights, place)
        if libc.syscall(LANDLOCK_ADD_RULE, descriptor, LANDLOCK_RULE_PATH_BENEATH, rule, ctypes.c_uint(0)) < 0:
            raise failure(f"landlock_add_rule({path})")
    finally:
        os.close(place)


def limit(rights: Rights) -> None:
    """Set the limits that the kernel itself watches."""
    for what, most in (
        (resource.RLIMIT_AS, rights.memory),
        (resource.RLIMIT_CPU, int(rights.seconds) + 2),
        (resource.RLIMIT_FSIZE, rights.file_size),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def confine(rights_to_files: int) -> None:
    """Give up, for good, every file outside the Landlock ruleset and every system call outside the list."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    if libc.syscall(LANDLOCK_RESTRICT_SELF, rights_to_files, ctypes.c_uint(0)) < 0:
        raise failure("landlock_restrict_self")
    program = syscalls.bound(os.getpid())
    code = (ctypes.c_char * len(program)).from_buffer(program)
    header = struct.pack("=HxxxxxxQ", len(syscalls.PROGRAM), ctypes.addressof(code))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(header))


def holds(rights_to_files: int) -> bool:
    """Whether confinement does what it says on this kernel: tried out in a process of its own."""
    pid = os.fork()
    if pid == 0:
        try:
            confine(rights_to_files)
            os._exit(not (refused(os.listdir, "/") and refused(socket.socket) and refused(os.fork)))
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def refused(act: Callable[..., Any], *arguments: Any) -> bool:
    try:
        act(*arguments)
    except PermissionError:
        return True
    return False


def die_with(parent: int, signal: int = 9) -> None:
    """Have the kernel end this process when its parent is gone; set by a process of one thread, since it follows the thread."""
    prctl(PR_SET_PDEATHSIG, signal)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal)


def outlive() -> None:
    """Stay when the thread that started us ends; from now on we look for its process ourselves."""
    prctl(PR_SET_PDEATHSIG, 0)


def be_first_to_go() -> None:
    """Out of memory, the kernel should take us and not the user's work."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


def keep_memory_private() -> None:
    """No other process of this user may look into ours."""
    prctl(PR_SET_DUMPABLE, 0)
