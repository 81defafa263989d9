"""Pictures as input: files and folders named on the command line become records beside those of JSONL files."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"}


def lines(paths: Iterable[Path]) -> Iterator[bytes]:
    """Lines of JSONL: those of files, and one for each picture, with its name as `id`. Folders are searched to the bottom, by name."""
    for path in paths:
        if path.is_dir():
            for picture in sorted(pictures(path)):
                yield line(picture, picture.relative_to(path))
        elif is_picture(path):
            yield line(path, Path(path.name))
        else:
            with open(0 if path == Path("-") else path, "rb", closefd=path != Path("-")) as file:
                for one in file:
                    yield one.rstrip(b"\n") + b"\n"


def pictures(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if is_picture(one))


def is_picture(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file()


def line(picture: Path, name: Path) -> bytes:
    return json.dumps({"id": name.with_suffix("").as_posix(), "image": str(picture)}).encode() + b"\n"


def folder_of(paths: Iterable[Path]) -> Path | None:
    """Where relative paths of pictures may start: beside the first JSONL file."""
    return next((path.parent for path in paths if path.is_file() and not is_picture(path)), None)
