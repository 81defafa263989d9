"""A model of transformers in this process: threads ask one at a time, one thread answers them in batches.

request ──> queue ──> all that wait, at most BATCH ──> generate ──> replies
"""

import queue
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from cpx.errors import RecordError
from cpx.models import checkpoint, origin, weights
from cpx.models.answer import words
from cpx.models.ask import Reply, Request, Usage

BATCH = 16
"""Requests answered together at most."""
PATIENCE = 0.02
"""Seconds that a batch waits for company."""
MOST_TOKENS = 8192


class Waiting(NamedTuple):
    request: Request
    reply: "Future[Reply]"


class Transformers:
    """An engine: greedy where the temperature is 0 or not said."""

    def __init__(self, path: str, parameters: Mapping[str, Any], adapter: Path | None) -> None:
        added = str(adapter) if adapter else None
        origin.expected(path, added)
        self.processor = checkpoint.load_processor(checkpoint.processor_of(path, added))
        self.processor.tokenizer.padding_side = "left"
        self.model = checkpoint.load_model(path, added).eval()
        self.identity: Mapping[str, Any] = {"engine": "hf", "weights": weights.fingerprint(path, adapter), **parameters}
        self.parameters = dict(parameters)
        self.queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        threading.Thread(target=self._loop, name="cpx-hf", daemon=True).start()

    def __call__(self, request: Request) -> Reply:
        reply: Future[Reply] = Future()
        self.queue.put(Waiting(request, reply))
        return reply.result()

    def close(self) -> None:
        self.queue.put(None)

    def _loop(self) -> None:
        while (first := self.queue.get()) is not None:
            batch = [first]
            try:
                while len(batch) < BATCH and (more := self.queue.get(timeout=PATIENCE)) is not None:
                    batch.append(more)
            except queue.Empty:
                more = first
            self._answer(batch)
            if more is None:
                return

    def _answer(self, batch: Sequence[Waiting]) -> None:
        try:
            replies = self.replies([waiting.request for waiting in batch])
        except Exception as error:
            if len(batch) == 1:
                batch[0].reply.set_exception(refused(error))
                return
            for waiting in batch:  # the fault of one is not to be that of all
                self._answer([waiting])
        else:
            for waiting, reply in zip(batch, replies, strict=True):
                waiting.reply.set_result(reply)

    def replies(self, requests: Sequence[Request]) -> list[Reply]:
        """Answers to requests, together."""
        import torch

        prompts = [
            self.processor.apply_chat_template(weights.chat(request), add_generation_prompt=True, tokenize=False) for request in requests
        ]
        shown = [weights.opened(request) for request in requests]
        given = self.processor(text=prompts, images=shown if any(shown) else None, padding=True, return_tensors="pt").to(self.model.device)
        temperature = self.parameters.get("temperature") or 0.0
        sampling: dict[str, Any] = {"do_sample": True, "temperature": temperature} if temperature else {"do_sample": False}
        torch.manual_seed(requests[0].sample)
        with torch.inference_mode():
            made = self.model.generate(**given, max_new_tokens=self.parameters.get("max_tokens") or MOST_TOKENS, **sampling)
        asked = given["attention_mask"].sum(dim=1).tolist()
        return [self._reply(tokens.tolist(), count) for tokens, count in zip(made[:, given["input_ids"].shape[1] :], asked, strict=True)]

    def _reply(self, tokens: list[int], asked: int) -> Reply:
        ends = self.model.generation_config.eos_token_id
        ends = ends if isinstance(ends, list) else [ends]
        end = next((i for i, token in enumerate(tokens) if token in ends), None)
        text = self.processor.tokenizer.decode(tokens[:end], skip_special_tokens=True)
        finish = "length" if end is None else "stop"
        return Reply(words(text), Usage(asked, len(tokens[:end])), finish)


def refused(error: Exception) -> Exception:
    """What a request met, as its record's error where it is one."""
    import torch

    if isinstance(error, torch.cuda.OutOfMemoryError):
        return RecordError("refused", "the GPU has too little memory for this request; lower --max-pixels or --max-tokens")
    if isinstance(error, ValueError):
        return RecordError("refused", f"the model cannot take this request: {checkpoint.first_line(error)}")
    return error
