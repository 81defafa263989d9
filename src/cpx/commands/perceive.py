"""cpx-perceive: a model sees each image."""

from typing import Literal, Unpack

import click

from cpx.cli import StreamOptions, command, input_file, run, stream_options


@command("perceive", reads=("image",), adds=("perception",))
@input_file
@click.option("--task", type=click.Choice(["code", "caption"]), default="code", help="What to write of the image.")
@click.option("--model", required=True, envvar="CPX_MODEL", metavar="hf:DIR|NAME", help="The model; hf: weights in this process.")
@click.option("--adapter", metavar="DIR", help="A LoRA adapter on top: what cpx-train-sft or cpx-train-grpo wrote.")
@click.option("--temperature", type=click.FloatRange(0), default=0.0, metavar="T", help="0: always the likeliest word.")
@click.option("--seed", type=int, default=0, metavar="N", help="Of what is drawn by lot.")
@click.option("--max-tokens", type=click.IntRange(min=1), default=2048, metavar="N", help="Of an answer.")
@click.option("--batch", type=click.IntRange(min=1), default=8, metavar="N", help="Images that the model is shown at once.")
@stream_options
def perceive(
    task: Literal["caption", "code"],
    model: str,
    adapter: str | None,
    temperature: float,
    seed: int,
    max_tokens: int,
    batch: int,
    **stream: Unpack[StreamOptions],
) -> int:
    """Let a model see each image and write the script that draws it, or a caption.

    \b
    cpx-perceive --model hf:Qwen/Qwen3-VL-4B-Instruct --adapter runs/s1 bench.jsonl | cpx-eval stem2code > scored.jsonl
    cpx-perceive --task caption --model hf:runs/full < images.jsonl
    """
    from cpx.models.hf import HF, Sampling
    from cpx.steps.perceive import perceiver

    kind, colon, path = model.partition(":")
    if not colon or kind != "hf":
        raise click.BadParameter(f"{model!r} is no model that this command knows; write hf:DIR or hf:NAME.", param_hint="--model")
    file = stream["file"]
    stream["jobs"] = max(stream["jobs"], 2 * batch)
    with HF(path, adapter, Sampling(temperature, max_tokens=max_tokens, seed=seed), batch) as engine:
        return run(perceiver(engine, task, file.parent if file else None), label=lambda record: record["perception"]["finish"], **stream)
