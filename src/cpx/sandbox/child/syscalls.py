"""Which system calls a script may make: tables by purpose, compiled to a seccomp filter (BPF) for x86-64.

    architecture -> calls judged by their arguments -> calls allowed -> calls answered without being made -> refused

No call that makes a process, a socket or a namespace is listed, so one SIGKILL ends a script whole. Landlock guards paths;
what Landlock leaves open (sockets, signals, other processes, modes and times of files) is closed here.
"""

import errno
import signal
import struct
from collections.abc import Iterable
from typing import NamedTuple

FILES = {
    "read": 0,
    "write": 1,
    "open": 2,
    "close": 3,
    "stat": 4,
    "fstat": 5,
    "lstat": 6,
    "lseek": 8,
    "pread64": 17,
    "pwrite64": 18,
    "readv": 19,
    "writev": 20,
    "access": 21,
    "sendfile": 40,
    "flock": 73,
    "fsync": 74,
    "fdatasync": 75,
    "ftruncate": 77,
    "getdents": 78,
    "getcwd": 79,
    "chdir": 80,
    "fchdir": 81,
    "rename": 82,
    "mkdir": 83,
    "rmdir": 84,
    "creat": 85,
    "unlink": 87,
    "readlink": 89,
    "umask": 95,
    "statfs": 137,
    "fstatfs": 138,
    "readahead": 187,
    "getdents64": 217,
    "fadvise64": 221,
    "openat": 257,
    "mkdirat": 258,
    "newfstatat": 262,
    "unlinkat": 263,
    "renameat": 264,
    "readlinkat": 267,
    "faccessat": 269,
    "splice": 275,
    "preadv": 295,
    "pwritev": 296,
    "renameat2": 316,
    "copy_file_range": 326,
    "statx": 332,
    "faccessat2": 439,
}
DESCRIPTORS = {
    "poll": 7,
    "pipe": 22,
    "select": 23,
    "dup": 32,
    "dup2": 33,
    "epoll_wait": 232,
    "epoll_ctl": 233,
    "pselect6": 270,
    "ppoll": 271,
    "epoll_pwait": 281,
    "eventfd2": 290,
    "epoll_create1": 291,
    "dup3": 292,
    "pipe2": 293,
    "close_range": 436,
    "epoll_pwait2": 441,
}
MEMORY = {"mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "mremap": 25, "msync": 26, "madvise": 28, "membarrier": 324}
SIGNALS = {
    "rt_sigaction": 13,
    "rt_sigprocmask": 14,
    "rt_sigreturn": 15,
    "pause": 34,
    "rt_sigpending": 127,
    "rt_sigtimedwait": 128,
    "sigaltstack": 131,
    "restart_syscall": 219,
}
THREADS = {
    "sched_yield": 24,
    "exit": 60,
    "arch_prctl": 158,
    "gettid": 186,
    "futex": 202,
    "sched_getaffinity": 204,
    "set_tid_address": 218,
    "exit_group": 231,
    "set_robust_list": 273,
    "get_robust_list": 274,
    "getcpu": 309,
    "rseq": 334,
}
CLOCKS = {
    "nanosleep": 35,
    "getitimer": 36,
    "alarm": 37,
    "setitimer": 38,
    "gettimeofday": 96,
    "times": 100,
    "time": 201,
    "clock_gettime": 228,
    "clock_getres": 229,
    "clock_nanosleep": 230,
}
ITSELF = {
    "getpid": 39,
    "uname": 63,
    "getrlimit": 97,
    "getrusage": 98,
    "sysinfo": 99,
    "getuid": 102,
    "getgid": 104,
    "geteuid": 107,
    "getegid": 108,
    "getppid": 110,
    "getpgrp": 111,
    "getgroups": 115,
    "getresuid": 118,
    "getresgid": 120,
    "getpgid": 121,
    "getsid": 124,
    "getpriority": 140,
    "sched_getparam": 143,
    "sched_getscheduler": 145,
    "getrandom": 318,
}
ALLOWED = {**FILES, **DESCRIPTORS, **MEMORY, **SIGNALS, **THREADS, **CLOCKS, **ITSELF}

PRETENDED = {
    "chmod": 90,
    "fchmod": 91,
    "utime": 132,
    "utimes": 235,
    "futimesat": 261,
    "fchmodat": 268,
    "utimensat": 280,
    "fchmodat2": 452,
}
"""Landlock does not guard modes and times, so nothing is done; they report success because `shutil.copy` gives up otherwise."""

UNSUPPORTED = {
    "setxattr": 188,
    "lsetxattr": 189,
    "fsetxattr": 190,
    "getxattr": 191,
    "lgetxattr": 192,
    "fgetxattr": 193,
    "listxattr": 194,
    "llistxattr": 195,
    "flistxattr": 196,
    "removexattr": 197,
    "lremovexattr": 198,
    "fremovexattr": 199,
    "fallocate": 285,
}
"""Extended attributes: as on a file system without them, which `shutil.copy2` takes in its stride. Reserving space for a file would
pass its limit of size, and glibc writes zeros instead."""

IOCTLS = {"TCGETS": 0x5401, "TIOCGWINSZ": 0x5413, "FIONREAD": 0x541B, "FIONBIO": 0x5421, "FIONCLEX": 0x5450, "FIOCLEX": 0x5451}
FCNTLS = {
    "F_DUPFD": 0,
    "F_GETFD": 1,
    "F_SETFD": 2,
    "F_GETFL": 3,
    "F_SETFL": 4,
    "F_GETLK": 5,
    "F_SETLK": 6,
    "F_SETLKW": 7,
    "F_OFD_GETLK": 36,
    "F_OFD_SETLK": 37,
    "F_OFD_SETLKW": 38,
    "F_DUPFD_CLOEXEC": 1030,
}
PRCTLS = {"PR_GET_DUMPABLE": 3, "PR_SET_NAME": 15, "PR_GET_NAME": 16, "PR_SET_VMA": 0x53564D41}

CLONE, KILL, FCNTL, IOCTL, PRCTL, TGKILL, PRLIMIT64, CLONE3 = 56, 62, 72, 16, 157, 234, 302, 435
CLONE_OF_A_THREAD = 0x00000100 | 0x00010000  # CLONE_VM | CLONE_THREAD
CLONE_OF_A_NAMESPACE = 0x7E020000  # CLONE_NEWNS | CGROUP | UTS | IPC | USER | PID | NET

LOAD, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
ARCHITECTURE, NUMBER = 4, 0  # offsets in struct seccomp_data
X86_64, X32 = 0xC000003E, 0x40000000
ALLOW, KILL_PROCESS, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
OWN_PID = 0x7FFFFFFF  # stands for the job's own pid until `bound`


class Step(NamedTuple):
    """One BPF instruction: `skip_if` and `skip_else` count the instructions to jump over."""

    code: int
    value: int
    skip_if: int = 0
    skip_else: int = 0


def answer(verdict: int) -> Step:
    return Step(RETURN, verdict)


def refuse(error: int = errno.EPERM) -> Step:
    return answer(ERRNO | error)


def argument(index: int, high: bool = False) -> Step:
    """Load one half of an argument: the kernel's own types are 32 bits wide in all calls judged here, pointers apart."""
    return Step(LOAD, 16 + 8 * index + 4 * high)


def when(number: int, steps: list[Step]) -> list[Step]:
    """Run the steps, which all end in a verdict, for this call only."""
    return [Step(EQUAL, number, 0, len(steps)), *steps]


def only(index: int, values: Iterable[int], error: int = errno.EPERM) -> list[Step]:
    """Allow the call when its argument is one of the values."""
    values = list(values)
    tests = [Step(EQUAL, value, len(values) - i) for i, value in enumerate(values)]
    return [argument(index), *tests, refuse(error), answer(ALLOW)]


def to_itself(signal_index: int) -> list[Step]:
    """Signals go to the job's own process, and never the two that cannot be handled.

    A SIGKILL ends it with SIGSYS, so that a SIGKILL that we did not send came from the kernel, out of memory.
    """
    own = [argument(0), Step(EQUAL, OWN_PID, 1), refuse(), argument(signal_index)]
    kill = [Step(EQUAL, signal.SIGKILL, 0, 1), answer(KILL_PROCESS)]
    stop = [Step(EQUAL, signal.SIGSTOP, 0, 1), refuse()]
    return [*own, *kill, *stop, answer(ALLOW)]


def threads_only() -> list[Step]:
    no_namespace = [argument(0), Step(ANY_BIT, CLONE_OF_A_NAMESPACE, 2)]
    thread = [Step(AND, CLONE_OF_A_THREAD), Step(EQUAL, CLONE_OF_A_THREAD, 1)]
    return [*no_namespace, *thread, refuse(), answer(ALLOW)]


def reading_own_limits() -> list[Step]:
    """`prlimit64` of itself without a new limit: root could raise one again."""
    own = [argument(0), Step(EQUAL, 0, 1), refuse()]
    no_new_limit = [argument(2), Step(EQUAL, 0, 1), refuse(), argument(2, high=True), Step(EQUAL, 0, 1), refuse()]
    return [*own, *no_new_limit, answer(ALLOW)]


def program() -> list[Step]:
    """The whole filter."""
    steps = [
        *[Step(LOAD, ARCHITECTURE), Step(EQUAL, X86_64, 1), answer(KILL_PROCESS)],
        *[Step(LOAD, NUMBER), Step(AT_LEAST, X32, 0, 1), answer(KILL_PROCESS)],
        *when(CLONE, threads_only()),
        *when(CLONE3, [refuse(errno.ENOSYS)]),  # so that glibc falls back to clone, whose flags a filter can read
        *when(KILL, to_itself(1)),
        *when(TGKILL, to_itself(2)),
        *when(PRLIMIT64, reading_own_limits()),
        *when(FCNTL, only(1, FCNTLS.values())),
        *when(IOCTL, only(1, IOCTLS.values(), errno.ENOTTY)),
        *when(PRCTL, only(0, PRCTLS.values())),
    ]
    for number in ALLOWED.values():
        steps += when(number, [answer(ALLOW)])
    for number in PRETENDED.values():
        steps += when(number, [refuse(0)])
    for number in UNSUPPORTED.values():
        steps += when(number, [refuse(errno.ENOTSUP)])
    return [*steps, refuse()]


PROGRAM = program()
TEMPLATE = b"".join(struct.pack("=HBBI", step.code, step.skip_if, step.skip_else, step.value) for step in PROGRAM)
OWN_PIDS = [8 * i + 4 for i, step in enumerate(PROGRAM) if step.value == OWN_PID]


def bound(pid: int) -> bytearray:
    """The filter as the kernel reads it, for the process `pid`."""
    code = bytearray(TEMPLATE)
    for offset in OWN_PIDS:
        struct.pack_into("=I", code, offset, pid)
    return code
