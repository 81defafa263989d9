"""A second wall round the fork server and all its jobs: a file system that holds nothing but what they may read, and no network.

    /                 memory, read only: folders made for what is bound into them
    /usr/lib, ...     bound from outside, read only: the paths that Landlock grants, and their other names
    BASE/config       a copy of matplotlib's font list
    BASE/scratch-N    memory of a fixed size, one folder for each job that runs at a time

It closes what Landlock leaves open: asking after paths outside, and filling the disk. Not every machine allows it (Docker does not, by
default), so it is tried in a process of its own first. There is no process namespace: jobs make no processes and signal none, and the
server keeps its number, its parent and its parent's death.
"""

import ctypes
import os
import shutil
import struct
import sys
from collections.abc import Iterable, Mapping

import confine

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18
MNT_DETACH = 2
CAPSET, PIVOT_ROOT, MOUNT_SETATTR = 126, 155, 442
CAPABILITIES_VERSION = 0x20080522
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
READ_ONLY, NO_SET_UID = 1, 2
USER = 1000
"""Who a script is told it runs as: the same on every machine, and never root."""
LINKS = "/etc/alternatives"
"""Where shared libraries of some distributions are links to; read by nobody, since Landlock does not grant it."""


def enter(granted: Iterable[str], base: str, folders: Iterable[str], size: int) -> bool:
    """Move this process, which must have one thread, behind the wall for good; False where the machine does not allow it.

    `granted` are the paths to show, `base` our own folder, which is removed outside; each of `folders` in it holds at most `size` bytes.
    """
    paths = names([*(path for path in granted if not within(path, base)), LINKS])
    if len(os.listdir("/proc/self/task")) > 1 or not works(paths, base):
        return False
    config = contents(os.path.join(base, "config"))
    build(paths, base)
    shutil.rmtree("/old" + base)
    leave("/old")
    furnish(base, config, folders, size)
    give_up_capabilities()
    return True


def works(paths: Iterable[str], base: str) -> bool:
    pid = os.fork()
    if pid == 0:
        try:
            build(paths, base)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def names(granted: Iterable[str]) -> list[str]:
    """The granted paths, and the other names by which Python and the loader know them; none that lies in another."""
    real = [path for path in granted if os.path.exists(path)]
    others = [os.path.abspath(path) for path in (*sys.path, *confine.LIBRARIES, *confine.PUBLIC) if path and os.path.exists(path)]
    found: list[str] = []
    for path in sorted({*real, *(other for other in others if any(within(os.path.realpath(other), one) for one in real))}):
        if not any(within(path, one) for one in found):
            found.append(path)
    return found


def within(path: str, folder: str) -> bool:
    return os.path.commonpath((path, folder)) == folder


def build(paths: Iterable[str], base: str) -> None:
    """New namespaces, and in them a root of our own, with the old one in /old."""
    user, group = os.geteuid(), os.getegid()
    check(confine.libc.unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS), "unshare")
    for name, content in (("setgroups", "deny"), ("uid_map", f"{USER} {user} 1"), ("gid_map", f"{USER} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(content)
    check(confine.libc.sethostname(b"sandbox", ctypes.c_size_t(7)), "sethostname")
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    mount("tmpfs", base, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=4m")
    for path in paths:
        show(path, base + path)
    old = os.path.join(base, "old")
    os.mkdir(old)
    check(confine.libc.syscall(PIVOT_ROOT, base.encode(), old.encode()), "pivot_root")
    os.chdir("/")


def show(path: str, place: str) -> None:
    """Bind a file or a folder to another place, read only."""
    if os.path.isdir(path):
        os.makedirs(place)
    else:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        open(place, "w").close()
    mount(path, place, None, MS_BIND | MS_REC)
    protect(place, READ_ONLY | NO_SET_UID, AT_RECURSIVE)


def leave(old: str) -> None:
    check(confine.libc.umount2(old.encode(), MNT_DETACH), "umount")
    os.rmdir(old)


def furnish(base: str, config: Mapping[str, bytes], folders: Iterable[str], size: int) -> None:
    """Our own folder, at the path it had outside."""
    os.makedirs(os.path.join(base, "config"))
    for name, content in config.items():
        with open(os.path.join(base, "config", name), "wb") as file:
            file.write(content)
    for folder in folders:
        os.mkdir(folder)
        mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, f"mode=700,size={size},nr_inodes={size >> 12}")
    protect("/", READ_ONLY)
    os.chdir(base)


def contents(folder: str) -> dict[str, bytes]:
    found = {}
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False):
            with open(entry.path, "rb") as file:
                found[entry.name] = file.read()
    return found


def give_up_capabilities() -> None:
    """Those over our own namespaces, which `unshare` gave us."""
    header, none = struct.pack("=Ii", CAPABILITIES_VERSION, 0), bytes(24)
    check(confine.libc.syscall(CAPSET, header, none), "capset")


def mount(source: str | None, place: str, kind: str | None, flags: int, options: str | None = None) -> None:
    names = [name and name.encode() for name in (source, place, kind)]
    check(confine.libc.mount(*names, ctypes.c_ulong(flags), options and options.encode()), f"mount({place})")


def protect(place: str, attributes: int, flags: int = 0) -> None:
    attributes_of_a_mount = struct.pack("=4Q", attributes, 0, 0, 0)
    size = ctypes.c_size_t(len(attributes_of_a_mount))
    check(confine.libc.syscall(MOUNT_SETATTR, AT_FDCWD, place.encode(), flags, attributes_of_a_mount, size), f"mount_setattr({place})")


def check(returned: int, what: str) -> None:
    if returned < 0:
        raise confine.failure(what)
