"""`hf:PATH`: weights in process, by transformers. Threads ask one at a time, one thread answers them in batches.

ask ──> queue ──> all that wait, at most `batch` ──> generate ──> replies
"""

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from cpx.models import Reply
from cpx.models.checkpoint import load_model, load_processor

PATIENCE = 0.02
"""Seconds that a batch waits for company."""


class Sampling(NamedTuple):
    """How an answer is drawn."""

    temperature: float = 0.0
    """0: always the likeliest token."""
    top_p: float = 1.0
    max_tokens: int = 2048
    seed: int = 0


class Question(NamedTuple):
    prompt: str
    pictures: Sequence[Any]
    reply: "Future[Reply]"


class HF:
    """A model in this process. Enter it to load the weights."""

    def __init__(self, path: str, adapter: str | None = None, sampling: Sampling = Sampling(), batch: int = 8) -> None:  # noqa: B008
        self.path, self.adapter, self.sampling, self.batch = path, adapter, sampling, batch
        self.name = Path(adapter or path).name
        self.waiting: queue.Queue[Question | None] = queue.Queue()
        self.thread = threading.Thread(target=self._answer, name="cpx-hf", daemon=True)

    def __enter__(self) -> Self:
        own = self.adapter if self.adapter and Path(self.adapter, "processor_config.json").is_file() else self.path
        self.processor = load_processor(own)
        self.processor.tokenizer.padding_side = "left"
        self.model = load_model(self.path, self.adapter).eval()
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.waiting.put(None)

    def ask(self, prompt: str, pictures: Sequence[Any]) -> Reply:
        """The answer to a question about PIL images; blocks."""
        reply: Future[Reply] = Future()
        self.waiting.put(Question(prompt, pictures, reply))
        return reply.result()

    def _answer(self) -> None:
        import torch

        torch.manual_seed(self.sampling.seed)
        while (first := self.waiting.get()) is not None:
            asked = [first]
            while len(asked) < self.batch:
                try:
                    more = self.waiting.get(timeout=PATIENCE)
                except queue.Empty:
                    break
                if more is None:
                    self.waiting.put(None)
                    break
                asked.append(more)
            try:
                replies = self.replies(asked)
            except Exception as error:
                for question in asked:
                    question.reply.set_exception(error)
            else:
                for question, reply in zip(asked, replies, strict=True):
                    question.reply.set_result(reply)

    def replies(self, asked: Sequence[Question]) -> list[Reply]:
        """Answers to questions, together."""
        import torch

        texts = [self._conversation(question) for question in asked]
        shown = [list(question.pictures) for question in asked]
        given = self.processor(text=texts, images=shown if any(shown) else None, padding=True, return_tensors="pt").to(self.model.device)
        sampling = self.sampling
        how = {"do_sample": True, "temperature": sampling.temperature, "top_p": sampling.top_p, "top_k": 0} if sampling.temperature else {}
        with torch.inference_mode():
            made = self.model.generate(**given, max_new_tokens=sampling.max_tokens, **(how or {"do_sample": False}))
        return [self._reply(tokens) for tokens in made[:, given["input_ids"].shape[1] :]]

    def _conversation(self, question: Question) -> str:
        content = [*({"type": "image"} for _ in question.pictures), {"type": "text", "text": question.prompt}]
        text: str = self.processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        return text

    def _reply(self, tokens: Any) -> Reply:
        ends = self.model.generation_config.eos_token_id
        written = tokens.tolist()
        end = next((i for i, token in enumerate(written) if token in (ends if isinstance(ends, list) else [ends])), None)
        text = self.processor.tokenizer.decode(written[:end], skip_special_tokens=True)
        return Reply(text.strip(), "length" if end is None else "stop", len(written[:end]))
