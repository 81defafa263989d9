"""Run a command as an ordinary user, where only root's home holds Python or this tree: `sudo python ordinary_user.py COMMAND ...`

In a mount namespace of its own, each private folder on the way to them is covered by an empty one, and only what is needed is bound back.
"""

import os
import shlex
import sys
from pathlib import Path

USER = 4242
ROOT = Path(__file__).resolve().parent.parent


def main(command: list[str]) -> None:
    if os.geteuid() != 0:
        sys.exit("ordinary_user.py: only root can become somebody else; run the command itself")
    needed = {Path(os.path.realpath(place)) for place in (sys.base_prefix, sys.prefix, ROOT)}
    steps = []
    for folder in {folder for place in needed if (folder := private(place))}:
        steps += cover(folder, [place for place in needed if place.is_relative_to(folder)])
    home = "env HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1"
    steps.append(f"exec setpriv --reuid {USER} --regid {USER} --clear-groups {home} {shlex.join(command)}")
    os.execvp("unshare", ["unshare", "--mount", "sh", "-ec", "\n".join(steps)])


def private(place: Path) -> Path | None:
    """The first folder on the way to it that others may not pass."""
    return next((folder for folder in reversed([place, *place.parents]) if not folder.stat().st_mode & 0o001), None)


def cover(folder: Path, needed: list[Path]) -> list[str]:
    """Shell commands that leave nothing of a folder to see but what is needed."""
    aside = [f"/mnt/needed-{n}" for n in range(len(needed))]
    steps = ["mount -t tmpfs -o mode=755 none /mnt"]
    for place, path in zip(aside, needed, strict=True):
        steps.append(f"mkdir {place}; mount --bind {shlex.quote(str(path))} {place}")
    steps.append(f"mount -t tmpfs -o mode=755 none {shlex.quote(str(folder))}")
    for place, path in zip(aside, needed, strict=True):
        steps.append(f"mkdir -p {shlex.quote(str(path))}; mount --bind {place} {shlex.quote(str(path))}")
    return steps


if __name__ == "__main__":
    main(sys.argv[1:])
