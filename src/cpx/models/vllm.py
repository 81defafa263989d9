"""vLLM in this process: stage threads submit to one engine loop, which batches what is there at each step.

Not run on the machine this was written on, which has no GPU; a server (`vllm serve`) takes the same weights and is the better trodden way.
"""

import asyncio
import itertools
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpx.errors import Missing, RecordError
from cpx.models import origin, weights
from cpx.models.ask import Reply, Request, Usage


class InProcess:
    """An engine."""

    def __init__(self, path: str, parameters: Mapping[str, Any], adapter: Path | None) -> None:
        try:
            from vllm import AsyncEngineArgs, AsyncLLMEngine
        except ImportError as error:
            raise Missing(f"vllm:{path} needs vLLM ({error.name} is missing): pip install 'cpx[vllm]', or use a server") from None
        origin.expected(path, str(adapter) if adapter else None)
        self.identity: Mapping[str, Any] = {"engine": "vllm", "weights": weights.fingerprint(path, adapter), **parameters}
        self.parameters, self.adapter = dict(parameters), adapter
        self.numbers = itertools.count()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, name="vllm", daemon=True).start()
        self.engine = self._wait(self._start(AsyncLLMEngine, AsyncEngineArgs(model=path, enable_lora=adapter is not None)))
        from transformers import AutoProcessor

        self.processor = AutoProcessor.from_pretrained(path)

    async def _start(self, kind: Any, arguments: Any) -> Any:
        return kind.from_engine_args(arguments)

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def __call__(self, request: Request) -> Reply:
        words = self.processor.apply_chat_template(weights.chat(request), add_generation_prompt=True, tokenize=False)
        pictures = weights.opened(request)
        asked = {"prompt": words, **({"multi_modal_data": {"image": pictures}} if pictures else {})}
        try:
            return self._wait(self._generate(asked, request.sample))
        except ValueError as error:  # a prompt that is too long, mostly
            raise RecordError("refused", f"vLLM refuses this request: {error}") from None

    async def _generate(self, asked: Mapping[str, Any], sample: int) -> Reply:
        from vllm import SamplingParams
        from vllm.lora.request import LoRARequest

        how = SamplingParams(seed=sample, **self.parameters)
        lora = LoRARequest("adapter", 1, str(self.adapter)) if self.adapter else None
        async for state in self.engine.generate(asked, how, str(next(self.numbers)), lora_request=lora):
            last = state
        said = last.outputs[0]
        finish = "length" if said.finish_reason == "length" else "stop"
        return Reply(said.text.rpartition("</think>")[2].lstrip("\n"), Usage(len(last.prompt_token_ids), len(said.token_ids)), finish)

    def close(self) -> None:
        self.engine.shutdown()
        self.loop.call_soon_threadsafe(self.loop.stop)
