"""vLLM in this process: stage threads submit to one engine loop, which batches what is there at each step.

Held against the sources of vLLM 0.31 call by call, but never run, since no GPU was at hand. A server (`vllm serve`) takes the same weights
and is the better trodden way.
"""

import asyncio
import itertools
import json
import threading
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from cpx.errors import Missing, RecordError, Refused, Stopped
from cpx.models import checkpoint, origin, weights
from cpx.models.answer import words
from cpx.models.ask import Reply, Request, Usage

RANKS = (8, 16, 32, 64, 128, 256, 320, 512)
"""Of adapters, for which vLLM makes room."""


class InProcess:
    """An engine. Parameters that the user leaves open are the model's own, as with `vllm serve`."""

    def __init__(self, path: str, parameters: Mapping[str, Any], adapter: Path | None) -> None:
        try:
            from vllm import AsyncEngineArgs, AsyncLLMEngine
        except ImportError as error:
            raise Missing(f"vllm:{path} needs vLLM ({error.name} is missing): pip install 'cpx[vllm]', or use a server") from None
        origin.expected(path, str(adapter) if adapter else None)
        self.identity: Mapping[str, Any] = {"engine": "vllm", "weights": weights.fingerprint(path, adapter), **parameters}
        self.adapter = adapter
        self.numbers = itertools.count()
        self.processor = checkpoint.load_processor(path)
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, name="cpx-vllm", daemon=True).start()
        room = {"enable_lora": True, "max_lora_rank": rank(adapter)} if adapter else {}
        try:
            self.engine = self._wait(self._start(AsyncLLMEngine, AsyncEngineArgs(model=path, **room)))
        except (RuntimeError, ValueError) as error:  # no GPU, too little memory, a model that it does not know
            raise Missing(f"vLLM cannot load {path}: {error}; hf:{path} runs anywhere, or use a server") from None
        self.parameters = {"max_tokens": None, **self.engine.model_config.get_diff_sampling_param(), **parameters}
        try:
            self._sampling(0)
        except TypeError as error:
            raise Refused(f"--extra-body: {error}; vllm:PATH takes the fields of vLLM's SamplingParams") from None

    async def _start(self, kind: Any, arguments: Any) -> Any:
        return kind.from_engine_args(arguments)  # on the loop, where it starts its own tasks

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def _sampling(self, sample: int) -> Any:
        from vllm import SamplingParams
        from vllm.sampling_params import RequestOutputKind

        return SamplingParams(**{"seed": sample, **self.parameters}, output_kind=RequestOutputKind.FINAL_ONLY)

    def __call__(self, request: Request) -> Reply:
        from vllm.exceptions import VLLMClientError, VLLMServerError
        from vllm.v1.engine.exceptions import EngineDeadError

        prompt = self.processor.apply_chat_template(weights.chat(request), add_generation_prompt=True, tokenize=False)
        pictures = weights.opened(request)
        asked = {"prompt": prompt, **({"multi_modal_data": {"image": pictures}} if pictures else {})}
        try:
            return self._wait(self._generate(asked, request.sample))
        except (VLLMClientError, ValueError) as error:  # a prompt that is too long, mostly
            raise RecordError("refused", f"vLLM refuses this request: {error}") from None
        except EngineDeadError as error:
            raise Stopped(f"vLLM's engine has died ({error}); its log says why. Then go on with -o FILE --resume") from None
        except VLLMServerError as error:
            raise RecordError("server", f"vLLM failed on this request: {error.__cause__ or error}") from None

    async def _generate(self, asked: Mapping[str, Any], sample: int) -> Reply:
        from vllm.lora.request import LoRARequest

        lora = LoRARequest("adapter", 1, str(self.adapter)) if self.adapter else None
        async for done in self.engine.generate(asked, self._sampling(sample), str(next(self.numbers)), lora_request=lora):
            last = done
        said = last.outputs[0]
        finish = "length" if said.finish_reason == "length" else "stop"
        return Reply(words(said.text), Usage(len(last.prompt_token_ids), len(said.token_ids)), finish)

    def close(self) -> None:
        self.engine.shutdown()
        self.loop.call_soon_threadsafe(self.loop.stop)


def rank(adapter: Path) -> int:
    """The room that vLLM must make for an adapter; raises Missing, Refused."""
    try:
        own = json.loads((adapter / "adapter_config.json").read_text())["r"]
    except (OSError, ValueError, KeyError):
        raise Missing(f"{adapter} holds no LoRA adapter (no adapter_config.json with its rank)") from None
    fitting = [one for one in RANKS if one >= own]
    if not fitting:
        raise Refused(f"vLLM takes adapters of rank {RANKS[-1]} at most; {adapter} has {own}")
    return fitting[0]
