"""Weights in a folder: what tells them apart, and how a request is worded for a chat template."""

import hashlib
from pathlib import Path
from typing import Any

from cpx.models.ask import Request

FILES = ("*.safetensors", "*.bin", "*.gguf", "*.json", "*.jinja")


def fingerprint(path: str, adapter: Path | None) -> str:
    """Changes when the weights do: names, sizes and the first and last megabyte of each file; a name on a hub stands for itself."""
    told = hashlib.sha256()
    for folder in [Path(path), *([adapter] if adapter else [])]:
        files = sorted(file for pattern in FILES for file in folder.glob(pattern))
        if not files:
            told.update(str(folder).encode())
        for file in files:
            told.update(f"{file.name}:{file.stat().st_size}:".encode() + ends(file))
    return told.hexdigest()[:16]


def ends(file: Path, most: int = 1 << 20) -> bytes:
    with open(file, "rb") as opened:
        start = opened.read(most)
        opened.seek(max(0, file.stat().st_size - most))
        return hashlib.sha256(start + opened.read(most)).digest()


def chat(request: Request) -> list[dict[str, Any]]:
    """The request as processors of vision models take it; the pictures follow separately."""
    content = [*({"type": "image"} for _ in request.images), {"type": "text", "text": request.prompt}]
    return [{"role": "user", "content": content}]


def opened(request: Request) -> list[Any]:
    """The pictures, decoded."""
    from cpx.images import decode

    return [decode(picture.content, "the picture").convert("RGB") for picture in request.images]
