"""A real HTTP server on loopback that plays a model: a script says what it answers, and how it misbehaves."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self


class Answer(NamedTuple):
    """What the server does with one request."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012
    delay: float = 0.0
    cut: int | None = None
    """Send only so many bytes of the body, then close."""
    drop: bool = False
    """Reset the connection without a word."""


def said(text: Any, finish: str = "stop", **more: Any) -> Answer:
    """A proper answer."""
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    told = {"id": "1", "object": "chat.completion", "created": 0, "model": "tiny", "usage": usage}
    return Answer(json.dumps({**told, "choices": [{"index": 0, "finish_reason": finish, "message": message}], **more}).encode())


def failure(status: int, message: str = "no", **headers: str) -> Answer:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return Answer(json.dumps({"error": {"message": message, "type": "x"}}).encode(), status, named)


def prompt(body: dict[str, Any]) -> str:
    """The words of a request."""
    content = body["messages"][-1]["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


class ModelServer(ThreadingHTTPServer):
    """`with ModelServer(lambda body, number: said("a figure")) as server: ... server.url, server.bodies`; requests count from 1."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(
        self, script: Callable[[dict[str, Any], int], Answer], models: tuple[str, ...] = ("tiny",), keep: bool = True, port: int = 0
    ) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.script, self.models, self.keep = script, models, keep
        self.bodies: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        self.count = self.busy = self.most_busy = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ModelServer

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, *words: Any) -> None:
        """Nothing on stderr."""

    def do_GET(self) -> None:
        self.send(Answer(json.dumps({"object": "list", "data": [{"id": name, "object": "model"} for name in self.server.models]}).encode()))

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(content)
        with self.server.lock:
            self.server.count += 1
            number = self.server.count
            if self.server.keep:
                self.server.bodies.append(body)
            self.server.keys.add(self.headers.get("Authorization"))
            self.server.busy += 1
            self.server.most_busy = max(self.server.most_busy, self.server.busy)
        try:
            answer = self.server.script(body, number)
            time.sleep(answer.delay)
        finally:
            with self.server.lock:
                self.server.busy -= 1
        self.send(answer)

    def send(self, answer: Answer) -> None:
        if answer.drop:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        head = {"Content-Type": "application/json", "Content-Length": str(len(answer.body)), **answer.headers}
        lines = "".join(f"{key}: {value}\r\n" for key, value in head.items())
        self.wfile.write(f"HTTP/1.1 {answer.status} x\r\n{lines}\r\n".encode() + answer.body[: answer.cut])
        self.close_connection = answer.cut is not None
