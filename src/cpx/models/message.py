"""A request as the chat messages of the OpenAI protocol."""

import base64
from typing import Any

from cpx.models.ask import Picture, Request


def message(request: Request) -> list[dict[str, Any]]:
    """One message of the user: the pictures, then the words."""
    pictures = [{"type": "image_url", "image_url": {"url": address(picture)}} for picture in request.images]
    return [{"role": "user", "content": [*pictures, {"type": "text", "text": request.prompt}] if pictures else request.prompt}]


def address(picture: Picture) -> str:
    return f"data:{picture.kind};base64,{base64.b64encode(picture.content).decode()}"
