"""Whether a model and its adapter are there and belong together, found out before torch is loaded.

A folder must hold a whole model; a name must be on the hub or in its cache. An adapter's weights must have the shapes of the model's.
"""

import json
import re
import struct
from pathlib import Path
from typing import Any

from cpx.errors import Missing, Refused

HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
PROCESSORS = ("processor_config.json", "preprocessor_config.json")
"""What transformers 5 writes, and what older releases wrote."""
WEIGHTS = ("*.safetensors", "*.bin")
SECONDS = 10.0
"""For the hub's first word."""


def expected(path: str, adapter: str | None = None) -> None:
    """Raises Missing (no such model or adapter) or Refused (the adapter belongs to another model)."""
    if Path(path).is_dir():
        _whole(path)
    elif HUB_NAME.fullmatch(path) and not Path(path).exists():
        _on_hub(path)
    else:
        raise Missing(f"no model at {path}: no such folder")
    if adapter:
        _fitting(path, adapter)


def is_adapter(path: str) -> bool:
    """Whether the folder holds an adapter and not a whole model."""
    return Path(path, "adapter_config.json").is_file()


def has_processor(path: str) -> bool:
    return any(Path(path, name).is_file() for name in PROCESSORS)


def _whole(path: str) -> None:
    folder = Path(path)
    if is_adapter(path):
        raise Missing(f"{path} is an adapter; give its base as --model and it as --adapter")
    parts = {
        "config.json": (folder / "config.json").is_file(),
        PROCESSORS[0]: has_processor(path),
        "model.safetensors": any(next(folder.glob(pattern), None) for pattern in WEIGHTS),
    }
    lacks = [name for name, there in parts.items() if not there]
    if lacks:
        raise Missing(f"{path} holds no whole model: it has no {', no '.join(lacks)}; name the folder that a training or a download wrote")
    for weights in folder.glob("*.safetensors"):
        header(weights)


def _on_hub(path: str) -> None:
    """A name that is no folder: known to the hub, or in its cache, which then is all that is used."""
    import huggingface_hub

    try:
        huggingface_hub.HfApi().model_info(path, timeout=SECONDS)
    except Exception as error:
        if not isinstance(huggingface_hub.try_to_load_from_cache(path, "config.json"), str):
            reason = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
            raise Missing(f"no model {path}: no such folder, and none from the hub ({reason}); check the name or the network") from error
        huggingface_hub.constants.HF_HUB_OFFLINE = True  # each file of a hub that does not answer would be waited for


def _fitting(path: str, adapter: str) -> None:
    folder = Path(adapter)
    if not is_adapter(adapter):
        raise Missing(f"{adapter} holds no adapter (no adapter_config.json); name the folder that cpx-train-sft wrote")
    if not (folder / "adapter_model.safetensors").is_file():
        raise Missing(f"{adapter} holds no adapter (no adapter_model.safetensors); train it to its end with cpx-train-sft --resume")
    base = _json(folder / "adapter_config.json").get("base_model_name_or_path")
    if Path(path).is_dir() and not _shapes(folder / "adapter_model.safetensors") <= _shape(path):
        raise Refused(f"the adapter {adapter} was trained on {base} and does not fit {path}")


def _shapes(weights: Path) -> set[tuple[str, Any]]:
    """Names and widths of what the adapter's layers of attention look at."""
    return {
        (name.split(".layers.")[1].split(".")[0], shape[1])
        for name, shape in header(weights).items()
        if name.endswith("q_proj.lora_A.weight")
    }


def _shape(path: str) -> set[tuple[str, Any]]:
    """The same of the model's language layers."""
    config = _json(Path(path, "config.json"))
    language = config.get("text_config") or config
    return {(str(layer), language.get("hidden_size")) for layer in range(language.get("num_hidden_layers") or 0)}


def header(weights: Path) -> dict[str, list[int]]:
    """Names and shapes of the tensors in a safetensors file; Missing if it is none, or cut off."""
    try:
        with weights.open("rb") as file:
            [length] = struct.unpack("<Q", file.read(8))
            found = json.loads(file.read(min(length, 1 << 26)))
        tensors = {name: one for name, one in found.items() if name != "__metadata__"}
        if 8 + length + max((one["data_offsets"][1] for one in tensors.values()), default=0) != weights.stat().st_size:
            raise ValueError("its end is not where its header says")
        return {name: one["shape"] for name, one in tensors.items()}
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        raise Missing(f"{weights} cannot be read: it is damaged; train or fetch it again") from error


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise Missing(f"{file} cannot be read: {error}; train or fetch it again") from error
    return found if isinstance(found, dict) else {}
