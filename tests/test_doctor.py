"""The doctor: a line for each part, an exit code that can be trusted, and a key that is never printed."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cpx import doctor
from cpx.sandbox import kernel

KEY = "sk-do-not-print-me"


class Server(BaseHTTPRequestHandler):
    """A model server that answers as `status` and `body` say, and notes the keys it is sent."""

    status, body, keys = 200, b"", []

    def do_GET(self):
        self.keys.append(self.headers["Authorization"])
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(self.body if self.path == "/v1/models" else b"")

    def log_message(self, *_):
        pass


@pytest.fixture
def serve(monkeypatch):
    """Starts a server and points the environment at it."""
    running = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{running.server_port}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("CPX_MODEL", "tiny")

    def answer(status=200, body=b""):
        Server.status, Server.body, Server.keys = status, body, []

    yield answer
    running.shutdown()
    thread.join()
    running.server_close()


def test_it_runs_and_says_a_line_of_each_part(tmp_path):
    home = {**os.environ, "PYTHONPATH": str(doctor.CHECKOUT / "src")}
    done = subprocess.run([sys.executable, "-m", "cpx.doctor"], capture_output=True, text=True, cwd=tmp_path, env=home)
    subjects = [line[2:].split()[0] for line in done.stdout.splitlines() if line[0] in "✓–✗"]
    assert {
        "system",
        "Landlock",
        "seccomp",
        "Python",
        "packages",
        "[train]",
        "fonts",
        "drawing",
        "model",
        "GPU",
        "resources",
        "disk",
    } <= set(subjects)
    assert done.returncode == (4 if "✗" in done.stdout else 0)
    assert done.stderr == ""


def test_a_lack_that_the_base_job_can_do_without_is_no_failure(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "findings", lambda: [doctor.Finding("a", "there"), doctor.spare("b", "not there", "fetch it")])
    assert doctor.main() == 0
    assert "– b            not there\n               fetch it\n" in capsys.readouterr().out


def test_a_kernel_without_landlock_cannot_run_the_base_job(monkeypatch, capsys):
    monkeypatch.setattr(kernel, "level", lambda: kernel.Level(landlock=0, seccomp=True))
    assert doctor.main() == 4
    assert "✗ Landlock" in capsys.readouterr().out


def test_a_server_with_the_model_is_fine_and_was_sent_the_key(serve):
    serve(200, json.dumps({"data": [{"id": "tiny"}]}).encode())
    found = doctor.server()
    assert (found.remedy, Server.keys) == ("", [f"Bearer {KEY}"])
    assert "with a key" in found.says


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (200, b'{"data": [{"id": "other"}]}', "has no model CPX_MODEL=tiny"),
        (401, b"", "the key is refused"),
        (500, b"", "status 500"),
        (302, b"", "status 302"),
        (200, b"<html>", "no OpenAI-compatible server"),
        (200, b"[]", "no OpenAI-compatible server"),
        (200, b"\xff", "no OpenAI-compatible server"),
    ],
)
def test_a_server_that_cannot_be_used_is_a_lack_with_its_reason(serve, status, body, says):
    serve(status, body)
    found = doctor.server()
    assert says in found.says
    assert found.remedy
    assert len(Server.keys) == 1  # no redirect was followed


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/v1", "file:///etc", "nonsense", "http://[", "http://name:pass-word@127.0.0.1:1/v1?a=s"]
)
@pytest.mark.parametrize("key", [KEY, f"{KEY}\nx", f"{KEY}ü€"])
def test_neither_key_nor_password_is_ever_printed(monkeypatch, address, key):
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    monkeypatch.setenv("OPENAI_API_KEY", key)
    found = str(doctor.server())
    assert found.startswith("– model server")
    assert KEY not in found
    assert "pass-word" not in found
