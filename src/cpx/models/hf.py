"""A model of transformers in this process: the slowest way to ask, and the one that needs nothing but torch."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpx.errors import Missing, RecordError
from cpx.models import weights
from cpx.models.ask import Reply, Request, Usage


class Transformers:
    """An engine: one request at a time, greedy where the temperature is 0 or not said."""

    def __init__(self, path: str, parameters: Mapping[str, Any], adapter: Path | None) -> None:
        try:
            import torch
            from transformers import AutoModelForImageTextToText, AutoProcessor
        except ImportError as error:
            raise Missing(f"hf:{path} needs torch and transformers ({error.name} is missing): pip install 'cpx[train]'") from None
        self.identity: Mapping[str, Any] = {"engine": "hf", "weights": weights.fingerprint(path, adapter), **parameters}
        self.parameters = dict(parameters)
        try:
            self.processor = AutoProcessor.from_pretrained(path)
            self.model = AutoModelForImageTextToText.from_pretrained(path, dtype="auto")
        except (OSError, ValueError) as error:
            raise Missing(f"cannot load a vision model from {path}: {error}") from None
        if adapter:
            from peft import PeftModel

            self.model = PeftModel.from_pretrained(self.model, str(adapter))
        self.model = self.model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply:
        import torch

        words = self.processor.apply_chat_template(weights.chat(request), add_generation_prompt=True, tokenize=False)
        pictures = weights.opened(request) or None
        most, temperature = self.parameters.get("max_tokens", 8192), self.parameters.get("temperature") or 0.0
        sampling: dict[str, Any] = {"do_sample": True, "temperature": temperature} if temperature else {"do_sample": False}
        with self._lock, torch.inference_mode():
            given = self.processor(text=[words], images=pictures, return_tensors="pt").to(self.model.device)
            torch.manual_seed(request.sample)
            try:
                tokens = self.model.generate(**given, max_new_tokens=most, **sampling)
            except torch.cuda.OutOfMemoryError:
                raise RecordError("refused", "the GPU has too little memory for this request; lower --max-pixels or --max-tokens") from None
        return self.reply(tokens[0], given["input_ids"].shape[1], most)

    def reply(self, tokens: Any, asked: int, most: int) -> Reply:
        new = tokens[asked:]
        text = self.processor.tokenizer.decode(new, skip_special_tokens=True)
        finish = "length" if len(new) >= most else "stop"
        return Reply(text.rpartition("</think>")[2].lstrip("\n"), Usage(asked, len(new)), finish)

    def close(self) -> None:
        """The process ends soon, and its memory with it."""
