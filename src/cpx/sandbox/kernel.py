"""What this machine offers to confine a script with: asked of the kernel itself, since configuration files may be absent or wrong."""

import ctypes
import os
import platform
import sys
from typing import NamedTuple

from cpx.errors import Missing

PR_GET_SECCOMP = 21
LANDLOCK_CREATE_RULESET, LANDLOCK_CREATE_RULESET_VERSION = 444, 1
REMEDY = "Run in a container on x86-64 Linux 5.13+ with Landlock"


class Level(NamedTuple):
    """How a script is confined; goes into each record."""

    landlock: int
    """Version of Landlock (its ABI), 0 if none."""
    seccomp: bool
    namespaces: bool = False
    """A second wall. In `level` only that the kernel has them: whether this machine lets us use them, the fork server finds out."""


def level() -> Level:
    """What this machine offers. Off x86-64 Linux that is nothing, since the filter is written for its system calls."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return Level(landlock=0, seccomp=False)
    libc = ctypes.CDLL(None)
    libc.syscall.restype = ctypes.c_long
    abi = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(LANDLOCK_CREATE_RULESET_VERSION))
    seccomp = libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0
    return Level(landlock=max(0, abi), seccomp=seccomp, namespaces=os.path.exists("/proc/self/ns/user"))


def require(unsafe: bool) -> Level:
    """The level to run at; raises Missing where scripts cannot be confined, or cannot be run at all."""
    if sys.platform != "linux":
        raise Missing(f"scripts run in a sandbox made of Linux parts, which {platform.system()} does not have.\n{REMEDY}.")
    found = level()
    if not unsafe and not (found.landlock and found.seccomp):
        raise Missing(f"{lacking(found)}, so scripts cannot be confined.\n{REMEDY}, or accept the risk with --unsafe.")
    return found


def lacking(found: Level) -> str:
    if platform.machine() != "x86_64":
        return f"the system call filter is written for x86-64, and this machine is {platform.machine()}"
    absent = [name for name, there in (("Landlock", found.landlock), ("seccomp", found.seccomp)) if not there]
    return "this kernel offers " + ("neither Landlock nor seccomp" if len(absent) == 2 else f"no {absent[0]}")
