"""Ask a model: `ask(prompt, images) -> Reply`, with a cache, retries, a pace that suits the server, and an account of what it cost.

    Model.ask ──> cache ──(missing)──> budget ──> engine: server | vllm | hf | batch
        <──────── Reply(text, usage, finish_reason)

with open_model(Choice("Qwen/Qwen3-VL-8B-Instruct", base_url="http://localhost:8000/v1")) as model:
    model.ask("What is drawn here?", ["figure.png"]).text
"""

from cpx.models.ask import Ask, Reply, Usage
from cpx.models.model import Choice, Model, open_model

__all__ = ["Ask", "Choice", "Model", "Reply", "Usage", "open_model"]
