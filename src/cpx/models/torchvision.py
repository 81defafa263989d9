"""torchvision beside a CPU build of torch: its wheel brings operators for CUDA only, and Qwen's processors import it.

transformers has no other processor for the video half of Qwen3-VL, so `AutoProcessor` needs torchvision even for still pictures. The
wheel's operators cannot be loaded without CUDA, and none of them is called here: declaring two of them lets the import pass.
"""

import sys
from io import BytesIO
from typing import Any

OPERATORS = ("nms", "qnms")
_declared: Any = None


def make_importable() -> None:
    """Let `import torchvision` work; does nothing where it works by itself. Call it before transformers looks for torchvision."""
    global _declared
    if _declared is not None or "torchvision" in sys.modules:
        return
    try:
        import torchvision  # noqa: F401
    except ImportError:
        return
    except (RuntimeError, OSError):
        import torch

        for module in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[module]
        _declared = torch.library.Library("torchvision", "FRAGMENT")
        for name in OPERATORS:
            _declared.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _decode_with_pillow()


def _decode_with_pillow() -> None:
    import numpy as np
    import torch
    import torchvision.io.image as io
    from PIL import Image, ImageOps

    def decode_image(source: Any, mode: Any = "RGB", apply_exif_orientation: bool = False) -> Any:
        """Pixels as a tensor of 3 x height x width, uint8, from a path or from encoded bytes."""
        picture = Image.open(BytesIO(source.numpy().tobytes()) if isinstance(source, torch.Tensor) else source)
        upright = ImageOps.exif_transpose(picture) if apply_exif_orientation else picture
        return torch.from_numpy(np.array(upright.convert("RGB"))).permute(2, 0, 1).contiguous()

    sys.modules["torchvision.io"].decode_image = io.decode_image = decode_image  # type: ignore[attr-defined]
