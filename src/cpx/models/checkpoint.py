"""Weights on disk or from a hub: loads a vision language model and its processor, with an adapter if there is one.

`hf:PATH`, training and evaluation all load through here, the tiny model of the tests and Qwen3-VL alike.
"""

import logging
import os
import warnings
from collections.abc import Callable
from typing import Any

from cpx.errors import Missing, Refused
from cpx.models import torchvision
from cpx.models.origin import expected, has_processor

LANGUAGE_LINEAR = r".*language_model.*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"
"""Linear layers of the language model and not of the vision tower, on every Qwen-VL."""
NOT_QUANTIZED = ["model.visual", "lm_head"]


def libraries() -> None:
    """Import what models need, or say what to install."""
    warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")
    logging.getLogger("bitsandbytes").setLevel(logging.CRITICAL)  # it misses a package that it does not need
    torchvision.make_importable()
    try:
        import torch  # noqa: F401
        import transformers
    except ImportError as error:
        raise Missing(f"models in process need {error.name}; install it with: pip install 'cpx[train]'") from error
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def load_processor(path: str, max_pixels: int | None = None) -> Any:
    """Tokenizer and picture processor; pictures of more than `max_pixels`, or than its own limit, are made smaller.

    Raises Missing if there is no such model.
    """
    libraries()
    from transformers import AutoProcessor

    processor = _read(path, lambda: AutoProcessor.from_pretrained(path))
    if max_pixels:
        size = processor.image_processor.size
        for edge in ("longest_edge", "shortest_edge"):  # counts of pixels, whatever their names say
            size[edge] = min(size[edge], max_pixels)
    return processor


def load_model(path: str, adapter: str | None = None, quantize: bool = False, trainable: bool = False) -> Any:
    """The model, in bfloat16 on a GPU and float32 on a CPU; its language layers in 4 bits (nf4) if `quantize`.

    An adapter is put on top; it can be trained on if `trainable`. Raises Missing (no such model or adapter), Refused (the adapter
    belongs to another model).
    """
    expected(path, adapter)
    libraries()
    import torch
    from transformers import AutoModelForImageTextToText, BitsAndBytesConfig

    cuda = torch.cuda.is_available()
    settings: dict[str, Any] = {"dtype": torch.bfloat16 if cuda or quantize else torch.float32}
    if cuda:
        settings["device_map"] = {"": int(os.environ.get("LOCAL_RANK", 0))}
    if quantize:
        settings["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=torch.bfloat16,
            llm_int8_skip_modules=NOT_QUANTIZED,
        )
    model = _read(path, lambda: AutoModelForImageTextToText.from_pretrained(path, **settings))
    return with_adapter(model, path, adapter, trainable) if adapter else model


def with_adapter(model: Any, path: str, adapter: str, trainable: bool = False) -> Any:
    """The model with a LoRA adapter."""
    from peft import PeftModel

    try:
        return PeftModel.from_pretrained(model, adapter, is_trainable=trainable)
    except (RuntimeError, ValueError) as error:
        raise Refused(f"the adapter {adapter} does not fit {path}: {first_line(error)}") from error


def processor_of(path: str, adapter: str | None) -> str:
    """Where the processor lies: an adapter brings the one it was trained with."""
    return adapter if adapter and has_processor(adapter) else path


def context(path: str) -> int:
    """Tokens that the model can attend to at once."""
    from transformers import AutoConfig

    return int(_read(path, lambda: AutoConfig.from_pretrained(path)).get_text_config().max_position_embeddings)


def first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _read(path: str, load: Callable[[], Any]) -> Any:
    """What `load` returns; files that cannot be read are said in words."""
    from safetensors import SafetensorError

    try:
        return load()
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise Missing(f"the model {path} cannot be loaded: {first_line(error)}; is it a whole vision language model?") from error
