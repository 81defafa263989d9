"""The folder a script may write in: how much it holds, and how to empty it however hostile its contents are."""

import errno
import os
import stat

ENTRY = 4096
"""Bytes that an entry counts for at least, so that a million empty files are too much as well."""


def usage(root: str, most: int) -> int:
    """Bytes in the folder, counted until they pass `most`."""
    total, folders = 0, [root]
    while folders and total <= most:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    total += max(ENTRY, entry.stat(follow_symlinks=False).st_blocks * 512)
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    if total > most:
                        break
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # nobody nests folders so deep in earnest
                return most + 1
    return total


def wipe(root: str) -> None:
    """Empty the folder without recursion: a folder's children are lifted to the top before it goes, so no path grows long."""
    lifted, unforeseen = 0, os.urandom(8).hex()
    while entries := list(os.scandir(root)):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, stat.S_IRWXU)
            for child in list(os.scandir(entry.path)):
                lifted += 1
                if child.is_dir(follow_symlinks=False):
                    os.chmod(child.path, stat.S_IRWXU)
                os.rename(child.path, os.path.join(root, f"{unforeseen}-{lifted}"))
            os.rmdir(entry.path)
