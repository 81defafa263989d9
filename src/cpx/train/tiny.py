"""A Qwen3-VL that a CPU can train: the real classes, processor and chat layout, at 0.5 to 20 million parameters, built offline.

    python -m cpx.train.tiny runs/tiny --size small

Sizes follow Qwen3-VL's plan (patches of 16, merged 2 x 2, interleaved M-RoPE, deepstack); the tokenizer is byte-level BPE, learned from
matplotlib's own sources, so that code of figures is short. Weights begin wider than Qwen's 0.02, which suits widths of thousands: at a
width of a hundred the picture is hardly heard through it, and a model needs several times the steps to begin to see.
"""

from pathlib import Path
from typing import Any, NamedTuple

from cpx.models.checkpoint import libraries

SPECIAL = [
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>", "<|image_pad|>", "<|video_pad|>",
]  # fmt: skip
DEVIATION = 0.06
"""Standard deviation of the first weights."""
SPLIT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
"""Where Qwen's tokenizer splits text: words, single digits, runs of signs."""
TEMPLATE = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{% set content = [{'type': 'text', 'text': message.content}] if message.content is string else message.content -%}
{%- for part in content -%}
{%- if part.type == 'text' %}{{ part.text }}
{%- else %}<|vision_start|><|image_pad|><|vision_end|>{% endif -%}
{%- endfor -%}
<|im_end|>
{% endfor -%}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif -%}
"""


class Size(NamedTuple):
    """Widths and depths of both halves, the vocabulary, and the side of the largest picture in pixels."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    sight_width: int
    sight_layers: int
    sight_inner: int
    side: int


SIZES = {
    "tiny": Size(1024, 64, 2, 4, 128, 64, 2, 128, 128),  # 0.5 M parameters: for tests
    "small": Size(1024, 128, 3, 4, 352, 96, 2, 256, 128),  # 1.4 M: learns a family of figures in minutes on a CPU
    "medium": Size(2048, 256, 6, 8, 704, 192, 4, 512, 256),  # 8 M: learns solids on a GPU
}


def build(folder: Path, size: str = "tiny", seed: int = 0) -> Path:
    """Write config, random weights, tokenizer and processor to `folder`, which then loads like any checkpoint of Qwen3-VL."""
    libraries()
    import torch
    from transformers import Qwen2VLImageProcessor, Qwen3VLForConditionalGeneration, Qwen3VLProcessor, Qwen3VLVideoProcessor

    plan = SIZES[size]
    torch.manual_seed(seed)
    tokenizer = _tokenizer(plan.vocabulary)
    model = Qwen3VLForConditionalGeneration(_config(plan, tokenizer))
    model.generation_config.eos_token_id = [tokenizer.eos_token_id, tokenizer.pad_token_id]
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    limits = {"shortest_edge": 32 * 32, "longest_edge": plan.side**2}
    pictures = {"patch_size": 16, "merge_size": 2, "size": limits, "image_mean": [0.5] * 3, "image_std": [0.5] * 3}
    processor = Qwen3VLProcessor(Qwen2VLImageProcessor(**pictures), tokenizer, Qwen3VLVideoProcessor(**pictures), chat_template=TEMPLATE)
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def _config(plan: Size, tokenizer: Any) -> Any:
    from transformers import Qwen3VLConfig

    number = tokenizer.convert_tokens_to_ids
    head = plan.width // plan.heads
    third = head // 6
    text = {
        "initializer_range": DEVIATION,
        "vocab_size": plan.vocabulary,
        "hidden_size": plan.width,
        "intermediate_size": plan.inner,
        "num_hidden_layers": plan.layers,
        "num_attention_heads": plan.heads,
        "num_key_value_heads": plan.heads // 2,
        "head_dim": head,
        "max_position_embeddings": 4096,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 1e4,
            "mrope_section": [head // 2 - 2 * third, third, third],
            "mrope_interleaved": True,
        },
        "pad_token_id": number("<|endoftext|>"),
        "bos_token_id": number("<|endoftext|>"),
        "eos_token_id": number("<|im_end|>"),
        "tie_word_embeddings": True,
    }
    sight = {
        "initializer_range": DEVIATION,
        "depth": plan.sight_layers,
        "hidden_size": plan.sight_width,
        "intermediate_size": plan.sight_inner,
        "num_heads": 4,
        "out_hidden_size": plan.width,
        "patch_size": 16,
        "spatial_merge_size": 2,
        "temporal_patch_size": 2,
        "num_position_embeddings": (plan.side // 16) ** 2,
        "deepstack_visual_indexes": list(range(min(plan.sight_layers, plan.layers) - 1)),
    }
    tokens = {
        "image_token_id": number("<|image_pad|>"),
        "video_token_id": number("<|video_pad|>"),
        "vision_start_token_id": number("<|vision_start|>"),
        "vision_end_token_id": number("<|vision_end|>"),
    }
    return Qwen3VLConfig(text_config=text, vision_config=sight, tie_word_embeddings=True, **tokens)


def _tokenizer(vocabulary: int) -> Any:
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(SPLIT), behavior="isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary, special_tokens=SPECIAL, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    made.train_from_iterator(_sources(), trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=SPECIAL,
        padding_side="right",
        clean_up_tokenization_spaces=False,
        model_max_length=4096,
    )


def _sources() -> list[str]:
    from importlib.util import find_spec

    spec = find_spec("matplotlib")
    folder = Path(spec.origin or "").parent if spec else Path()
    files = sorted(folder.rglob("*.py"))[:120]
    return [file.read_text(encoding="utf-8", errors="ignore") for file in files]


def main() -> None:
    import click

    @click.command(help=__doc__)
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--size", type=click.Choice(list(SIZES)), default="tiny", show_default=True)
    @click.option("--seed", type=int, default=0, show_default=True)
    def command(folder: Path, size: str, seed: int) -> None:
        click.echo(build(folder, size, seed))

    command()


if __name__ == "__main__":
    main()
