"""A model that is played, so that examples/icc.sh runs without one: it knows the seeds' scripts, does what cpx's prompts ask, and errs.

Its faults are those of real servers and models: it is busy now and then, drops connections, answers without code or is cut off, writes
scripts that fail, miscounts, and changes a script that it was told to leave alone. What it says depends on the question alone.

    python examples/played_model.py FILE        serves `played` until it is killed, and writes its address to FILE
"""

import base64
import hashlib
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parent / "seeds"
KNOWN = {hashlib.sha256(path.read_bytes()).hexdigest(): path.stem for path in SEEDS.glob("*.png")}
CODE = {path.stem: path.read_text() for path in SEEDS.glob("*.py")}
SLIPS = {
    "benzene": ("import numpy as np", "import nunpy as np"),
    "tree": ("ax.axis(", "ax.axes_off("),
    "titration": ("ax.grid(", "ax.girds("),
}
"""What it gets wrong in a seed's script, and mends when it is shown the error."""
FENCED = re.compile(r"<<(\w+) (\w{8})\n(.*?)\n\2 \1>>", re.DOTALL)
COUNT = re.compile(r"\b(\d+) (bars|nodes|lines|circles|rectangles)\b")
NAME = "played"
FOREIGN = "this model is played: it knows the pictures of examples/seeds and cpx's own prompts, and nothing else; name a real one"
FORM = "REASON: {}\nSCORE: {}\nVERDICT: {}"


def answer(words: str, picture: bytes | None) -> tuple[str, str]:
    """What it says, and the finish reason; LookupError where it does not know what it is asked about."""
    given = {name: text for name, _, text in FENCED.findall(words)}
    seed = KNOWN.get(hashlib.sha256(picture or b"").hexdigest(), "")
    if "draws this picture again" in words:
        return written(seed)
    if "PRINCIPLE:" in words:
        shows = subject(CODE[seed])
        return f"PRINCIPLE: {shows}\nDIMENSION: 2\nIDEAS:\n1. the same with a larger number\n2. the same in other colours", "stop"
    if "idea" in given:
        return block(variant(CODE[seed], "larger" in given["idea"])), "stop"
    if "fails" in words:
        return block(mended(given["code"])), "stop"
    if "VERDICT" in words:
        bad = "Who eats whom" in given.get("code", "")
        return FORM.format("the arrows say nothing" if bad else "fine", 2 if bad else 5, "fail" if bad else "pass"), "stop"
    return told(words, given, seed), "stop"


def told(words: str, given: dict[str, str], seed: str) -> str:
    """Descriptions, captions and explanations."""
    if "careful editor" in words:
        return miscounted(given["facts"])
    if "A check against the drawing" in words:
        wrong = re.findall(r"- '(.*?)' is said, but the picture has (.*?)\.?$", given["objections"], re.MULTILINE)
        return re.sub("|".join(re.escape(said) for said, _ in wrong) or "$^", lambda one: dict(wrong)[one[0]], given["caption"])
    if "trace" in given:
        return given["trace"]
    if "code" in given:
        return f"1. All of it, with matplotlib.\n\n{block(careless(given['code']))}"
    return f"This picture shows: {subject(CODE.get(seed, ''))} It holds about a dozen things."


def written(seed: str) -> tuple[str, str]:
    """The seed's script, more or less."""
    code = CODE[seed].replace(*SLIPS[seed]) if seed in SLIPS else CODE[seed]
    if seed == "lens":
        return "I see a lens, but I would rather not draw it.", "stop"
    return block(code)[: 300 if seed == "helix" else None], "length" if seed == "helix" else "stop"


def variant(code: str, larger: bool) -> str:
    if larger:
        return re.sub(r"^([A-Z]+) = (\d+)", lambda one: f"{one[1]} = {int(one[2]) + 2}", code, count=1, flags=re.MULTILINE)
    return code.replace("tab:red", "purple").replace("black", "navy")


def mended(code: str) -> str:
    for right, wrong in SLIPS.values():
        code = code.replace(wrong, right)
    return code


def miscounted(text: str) -> str:
    """One caption in three has its first number of things wrong."""
    careless = hashlib.sha256(text.encode()).digest()[0] % 3 == 0
    return COUNT.sub(lambda one: f"{int(one[1]) + 3} {one[2]}", text, count=1) if careless else text


def careless(code: str) -> str:
    return code.replace("linewidth=2", "linewidth=4")


def subject(code: str) -> str:
    found = re.search(r'"""(.*?)"""', code)
    return found[1] if found else "A figure."


def block(code: str) -> str:
    return f"Here it is.\n\n```python\n{code}```\n"


def reply(parts: Any) -> dict[str, Any]:
    """The answer to a message, as the protocol has it."""
    parts = [{"type": "text", "text": parts}] if isinstance(parts, str) else parts
    pictures = [base64.b64decode(part["image_url"]["url"].partition(",")[2]) for part in parts if part["type"] == "image_url"]
    words = "".join(part["text"] for part in parts if part["type"] == "text")
    said, finish = answer(words, pictures[0] if pictures else None)
    usage = {"prompt_tokens": len(words) // 4 + 1000 * len(pictures), "completion_tokens": len(said) // 4}
    return {"choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": said}}], "usage": usage}


class Played(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: set[str] = set()  # noqa: RUF012 - shared by all requests, as it should be

    def log_message(self, *words: object) -> None:
        """Nothing on stderr."""

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            return self.refuse(404, f"nothing is at {self.path}", "not_found")
        return self.send(200, {"object": "list", "data": [{"id": NAME, "object": "model"}]})

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/v1/chat/completions":
            return self.refuse(404, f"nothing is at {self.path}", "not_found")
        try:
            request = json.loads(content)
            if request["model"] != NAME:
                return self.refuse(404, f"there is no model {request['model']!r}", "model_not_found")
            told = reply(request["messages"][-1]["content"])
        except (LookupError, TypeError, ValueError):
            return self.refuse(400, FOREIGN, "unknown")
        name = hashlib.sha256(content).hexdigest()
        first = name not in self.asked
        self.asked.add(name)
        if first and int(name, 16) % 9 == 0:
            return self.refuse(429 if int(name, 16) % 2 else 500, "busy", "busy")
        if first and int(name, 16) % 9 == 1:
            self.close_connection = True
            return None
        return self.send(200, told)

    def refuse(self, status: int, message: str, code: str) -> None:
        self.send(status, {"error": {"message": message, "type": "invalid_request_error", "code": code}})

    def send(self, status: int, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Played)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Path(sys.argv[1]).write_text(f"http://127.0.0.1:{server.server_address[1]}/v1\n")
    thread.join()


if __name__ == "__main__":
    main()
