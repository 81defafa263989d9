"""What went wrong with a request, sorted: ask again, give this record up, or end the run."""

import json
import sys
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from cpx.errors import CpxError, Missing, RecordError, Stopped
from cpx.models.answer import Again

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpx.models.server import Server

PASSING = (408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529)
"""HTTP status codes after which the same request may succeed."""
TOO_MUCH, BUSY = (408, 429, 503, 504, 529), (429, 503, 529)
NO_MODEL = "model_not_found"
"""The code of OpenAI's error; some servers send it with another status than 404."""
LONGEST_WAIT = 300.0
"""Seconds that a server may ask us to wait, beyond which a person decides."""


class Unreachable(Exception):
    """Nothing listens at the address, or nothing can be reached there."""


def transport() -> Any:
    """The class of errors of the HTTP library that the installed openai package uses, which are raised as they are while a body is read."""
    import openai

    library = openai.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0]
    return sys.modules[library].HTTPError


def fault(error: Exception, server: "Server") -> Exception:
    """What an error of the openai package, or of the HTTP library under it, means."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return refusal(error, server)
    cause = error.__cause__ or error
    name, said = type(cause).__name__, str(cause) or type(cause).__name__
    if name in ("ConnectError", "ConnectTimeout"):
        return Unreachable(said)
    slow = isinstance(error, openai.APITimeoutError) or "Timeout" in name
    return Again(
        "server", f"no answer from {server.url}: {'it took too long' if slow else f'the connection broke ({said})'}", overload=slow
    )


def refusal(error: Any, server: "Server") -> Exception:
    """What an HTTP status other than 200 means."""
    status, said = error.status_code, server.hide(reason(error))
    if status in (401, 403):
        return Missing(f"{server.url} refuses the key ({status}: {said}); set OPENAI_API_KEY, or give --api-key-file FILE")
    if status == 404 or NO_MODEL in said:
        return no_model(server, said)
    if "insufficient_quota" in said:
        return Stopped(f"{server.url} says that the account's quota is spent; add credit, then go on with -o FILE --resume")
    if status in PASSING:
        return later(error.response.headers, f"{server.url} answered {status}: {said}", status)
    if "max_completion_tokens" in said and server.respell():
        return Again("refused", said, wait=0)
    kind = "content-filter" if "content_filter" in said else "refused"
    return RecordError(kind, f"the server refuses this request ({status}): {said}")


def later(headers: "Mapping[str, str]", said: str, status: int) -> Exception:
    wait = retry_after(headers) or None
    if wait is not None and wait > LONGEST_WAIT:
        return Stopped(f"{said}; it asks to wait {wait:.0f} seconds: go on then with -o FILE --resume")
    return Again("server", said, wait=wait, overload=status in TOO_MUCH or wait is not None, busy=status in BUSY)


def no_model(server: "Server", said: str) -> CpxError:
    names = server.served()
    if names and server.model not in names:
        return Missing(f"{server.url} has no model {server.model!r}; it offers {', '.join(names[:10])}: choose with --model")
    if NO_MODEL in said:
        return Missing(f"{server.url} has no model {server.model!r} for you ({said}): choose with --model")
    return Missing(f"{server.url} answered 404 ({said}); check --base-url, which mostly ends in /v1, and --model {server.model!r}")


def reason(error: Any) -> str:
    """What the server says, in one line of at most 500 characters."""
    body = error.body
    inner = body.get("message") or body if isinstance(body, dict) else body
    code = f" ({body['code']})" if isinstance(body, dict) and body.get("code") else ""
    said = inner if isinstance(inner, str) else json.dumps(inner)
    return " ".join((said or error.message or "").split())[:500] + code


def retry_after(headers: "Mapping[str, str]") -> float | None:
    """Seconds that the server asks to wait, said in any of the three usual ways."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        said = headers.get(name)
        if said is None:
            continue
        try:
            return max(0.0, float(said) * unit)
        except ValueError:
            pass
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
        except ValueError:
            pass
    return None
