"""Training: what is learned from a record, that a run learns, and that a stopped run goes on as if it had not been stopped."""

import base64
import io
import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from cpx.errors import Refused
from cpx.models.checkpoint import load_model, load_processor
from cpx.prompts import template
from cpx.train import sft, tiny
from cpx.train.data import Examples
from cpx.train.session import latest

BIN = Path(__file__).parents[1] / "bin"
QUICK = (
    "per_device_train_batch_size=4",
    "gradient_accumulation_steps=1",
    "learning_rate=0.01",
    "lr_scheduler_type=constant",
    "warmup_steps=0",
)


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> str:
    return str(tiny.build(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="session")
def processor(model):
    return load_processor(model)


@pytest.fixture(scope="session")
def records(tmp_path_factory) -> list[dict]:
    folder = tmp_path_factory.mktemp("pictures")
    made = []
    for i in range(12):
        picture = Image.new("RGB", (96, 64), "white")
        ImageDraw.Draw(picture).rectangle((8, 60 - 4 * i, 30, 60), fill="blue")
        picture.save(folder / f"{i}.png")
        code = f"import matplotlib.pyplot as plt\nplt.bar([1], [{i}])\nplt.show()"
        made.append({"id": str(i), "image": str(folder / f"{i}.png"), "code": code, "caption": f"A bar of height {i}."})
    return made


def examples(processor, folder, most=4096) -> Examples:
    return Examples(processor, most, None, folder / "pictures")


# ── the tiny model ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_tiny_model_loads_and_writes_like_a_real_one(model, processor):
    from cpx.models.ask import Request
    from cpx.models.hf import Transformers

    engine = Transformers(model, {"max_tokens": 5}, None)
    reply = engine(Request("Write code."))
    assert (reply.finish_reason, reply.usage.completion) in {("length", 5)} | {("stop", n) for n in range(5)}
    engine.close()
    assert type(load_model(model)).__name__ == "Qwen3VLForConditionalGeneration"


def test_the_same_seed_builds_the_same_weights(tmp_path, model):
    again = tiny.build(tmp_path / "again")
    assert (again / "model.safetensors").read_bytes() == Path(model, "model.safetensors").read_bytes()
    assert (again / "tokenizer.json").read_bytes() == Path(model, "tokenizer.json").read_bytes()


# ── what is learned ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(96, 64), (640, 480), (33, 1000), (1, 1), (2000, 40)])
def test_tokens_are_counted_as_the_model_sees_them(processor, tmp_path, size):
    Image.new("RGB", size, "white").save(tmp_path / "a.png")
    found = examples(processor, tmp_path)
    rows = list(found.supervised([{"id": "a", "image": str(tmp_path / "a.png"), "caption": "White."}], ("caption",)))
    prompt, completion = rows[0]["prompt"][0]["content"], rows[0]["completion"][0]["content"]
    user = {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": prompt}]}
    text = processor.apply_chat_template([user, {"role": "assistant", "content": completion}])
    assert found.longest == processor(text=[text], images=[Image.open(tmp_path / "a.png")])["input_ids"][0].__len__()


def test_both_tasks_are_learned_and_the_plain_script_is_counted(processor, tmp_path, records):
    found = examples(processor, tmp_path)
    explained = {**records[1], "explanation": "A bar.\n```python\npass\n```"}
    rows = list(found.supervised([records[0], explained], ("caption", "code")))
    answers = [row["completion"][0]["content"] for row in rows]
    assert answers == [records[0]["caption"], f"```python\n{records[0]['code']}\n```", records[1]["caption"], explained["explanation"]]
    assert [row["prompt"][0]["content"] == template("perceive-code").text for row in rows] == [False, True, False, True]
    assert found.plain == 1


def test_what_cannot_be_learned_is_left_out_and_counted(processor, tmp_path, records):
    Image.new("RGB", (3000, 10)).save(tmp_path / "long.png")
    (tmp_path / "broken.png").write_bytes(Path(records[0]["image"]).read_bytes()[:60])
    Image.new("1", (20_000, 20_000)).save(tmp_path / "huge.png")
    bad = [
        {"id": "1", "code": "pass"},
        {"id": "2", "image": str(tmp_path / "none.png"), "code": "pass"},
        {"id": "3", "image": str(tmp_path / "broken.png"), "code": "pass"},
        {"id": "4", "image": str(tmp_path / "long.png"), "code": "pass"},
        {"id": "5", "image": str(tmp_path / "huge.png"), "code": "pass"},
        {"id": "6", "image": records[0]["image"]},
        {"id": "7", "image": records[0]["image"], "code": "x = 1\n" * 2000},
        {"id": "8", "error": {"kind": "bug"}},
    ]
    found = examples(processor, tmp_path, 500)
    assert [row["completion"][0]["content"] for row in found.supervised([*bad, records[2]], ("code",))] == [
        f"```python\n{records[2]['code']}\n```"
    ]
    assert sum(found.left_out.values()) == len(bad)
    assert len(found.left_out) == len(bad)


def test_a_picture_inside_the_record_is_learned_too(processor, tmp_path):
    data = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(data, "PNG")
    uri = "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()
    [row] = examples(processor, tmp_path).supervised([{"id": "a", "image": uri, "code": "pass"}], ("code",))
    assert Path(row["image"]).read_bytes() == data.getvalue()


def test_only_the_answer_is_learned_and_all_of_it(model, records, tmp_path):
    from trl import SFTTrainer

    seen = []
    real = SFTTrainer.train

    def look(self, **settings):
        batch = self.data_collator([dict(self.train_dataset[0])])
        seen.append(self.processing_class.tokenizer.decode(batch["labels"][0][batch["labels"][0] != -100]))
        return real(self, **settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SFTTrainer, "train", look)
        options = sft.Options(model, tmp_path / "run", ("code",), changes=("max_steps=1", *QUICK))
        sft.train(records[:1], None, options)
    assert seen == [f"```python\n{records[0]['code']}\n```<|im_end|>\n"]


# ── runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def losses(folder: Path) -> list[float]:
    return [line["loss"] for line in map(json.loads, (folder / "metrics.jsonl").read_text().splitlines()) if "loss" in line]


def test_the_loss_falls_and_the_checkpoint_loads(model, records, tmp_path):
    options = sft.Options(model, tmp_path / "run", ("code",), tuning="full", changes=("max_steps=12", *QUICK))
    checkpoint = sft.train(records, None, options)
    found = losses(tmp_path / "run")
    assert all(map(math.isfinite, found))
    assert found[-1] < 0.7 * found[0]
    assert load_model(str(checkpoint)).num_parameters() == load_model(model).num_parameters()
    assert (tmp_path / "run" / "loss.png").stat().st_size > 1000


@pytest.mark.parametrize("tuning", ["lora", "qlora"])
def test_a_run_taken_up_again_has_the_undisturbed_curve(model, records, tmp_path, tuning):
    def options(name: str, **more):
        return sft.Options(model, tmp_path / name, ("code",), tuning=tuning, changes=("max_steps=6", "save_steps=2", *QUICK), **more)

    sft.train(records, None, options("whole"))
    sft.train(records, None, options("cut"))
    for file in ("checkpoint-6", "adapter_model.safetensors"):
        subprocess.run(["rm", "-r", tmp_path / "cut" / file], check=True)
    sft.train(records, None, options("cut", resume=True))
    assert losses(tmp_path / "cut") == losses(tmp_path / "whole")
    ours, theirs = ((tmp_path / name / "adapter_model.safetensors").read_bytes() for name in ("whole", "cut"))
    assert ours == theirs


@pytest.mark.parametrize("limit", ["max_steps=4", "num_train_epochs=1"])
def test_a_finished_run_taken_up_again_takes_no_step_and_writes_its_weights(model, records, tmp_path, limit):
    options = sft.Options(model, tmp_path / "run", ("code",), tuning="full", changes=(limit, "save_steps=2", *QUICK))
    weights = sft.train(records, None, options) / "model.safetensors"
    kept = {file: file.read_bytes() for file in (weights, tmp_path / "run" / "metrics.jsonl")}
    checkpoints = sorted((tmp_path / "run").glob("checkpoint-*"))
    for lost in (False, True):
        if lost:  # a kill after the last checkpoint
            weights.unlink()
        assert sft.train(records, None, options._replace(resume=True)) == tmp_path / "run"
        assert {file: file.read_bytes() for file in kept} == kept
        assert sorted((tmp_path / "run").glob("checkpoint-*")) == checkpoints


def test_a_checkpoint_that_was_not_finished_is_passed_over(tmp_path):
    for step, whole in ((2, True), (10, True), (20, False)):
        (tmp_path / f"checkpoint-{step}").mkdir()
        if whole:
            (tmp_path / f"checkpoint-{step}" / "complete").touch()
    assert latest(tmp_path) == tmp_path / "checkpoint-10"


def test_another_run_is_not_gone_on_with(model, records, tmp_path):
    options = sft.Options(model, tmp_path / "run", ("code",), changes=("max_steps=1", *QUICK))
    sft.train(records, None, options)
    with pytest.raises(Refused, match="holds a run already"):
        sft.train(records, None, options)
    with pytest.raises(Refused, match="begun with other examples"):
        sft.train(records[1:], None, options._replace(resume=True))


# ── the command, its signals ─────────────────────────────────────────────────────────────────────────────────────────────────────


def command(model: str, folder: Path, *more: str) -> list[str]:
    changes = [part for change in ("max_steps=400", "save_steps=3", *QUICK) for part in ("--set", change)]
    return [sys.executable, str(BIN / "cpx-train-sft"), "--model", model, "--tasks", "code", "--output-dir", str(folder), *changes, *more]


def begun(process: subprocess.Popen, folder: Path, step: int) -> None:
    """Wait until a step was logged."""
    for _ in range(600):
        if (folder / "metrics.jsonl").exists() and len(losses(folder)) >= step:
            return
        assert process.poll() is None
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_leaves_a_run_that_goes_on(model, records, tmp_path, number):
    lines = "".join(json.dumps(record) + "\n" for record in records).encode()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(command(model, tmp_path / "run"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    process.stdin.write(lines)
    process.stdin.close()
    begun(process, tmp_path / "run", 5)
    process.send_signal(number)
    assert process.wait(60) == -number
    assert process.stdout.read() == b""
    done = int(latest(tmp_path / "run").name.split("-")[1])
    assert done >= (3 if number == signal.SIGKILL else 5)
    again = [*command(model, tmp_path / "run", "--resume")]
    process = subprocess.Popen(again, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    process.stdin.write(lines)
    process.stdin.close()
    begun(process, tmp_path / "run", done + 4)
    process.kill()
    process.wait()
    steps = [json.loads(line)["step"] for line in (tmp_path / "run" / "metrics.jsonl").read_text().splitlines()]
    assert steps == list(range(1, len(steps) + 1))
