"""Training on what is not there, damaged, or does not belong together: a sentence each, before time is spent."""

import json
import resource
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, environment
from cpx.errors import Missing, Refused, Stopped
from cpx.journal import locked
from cpx.models.checkpoint import load_model
from cpx.train import grpo, sft, tiny
from cpx.train.settings import settings
from test_train import QUICK, model, processor, records  # noqa: F401


@pytest.fixture(scope="session")
def adapter(model, records, tmp_path_factory) -> Path:  # noqa: F811
    """A run of four steps with two checkpoints."""
    folder = tmp_path_factory.mktemp("trained") / "run"
    return sft.train(records, None, asked(model, folder))


def asked(model, folder, *changes, **more):  # noqa: F811
    return sft.Options(str(model), folder, ("code",), changes=("max_steps=4", "save_steps=2", *QUICK, *changes), **more)


@pytest.fixture
def cut(adapter, tmp_path) -> Path:
    """That run, killed after its second step."""
    shutil.copytree(adapter, tmp_path / "run")
    shutil.rmtree(tmp_path / "run" / "checkpoint-4")
    return tmp_path / "run"


def torn(file: Path) -> None:
    """Keep the first tenth."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 10])


# ── before torch is loaded ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_mistakes_are_named_before_torch_is_loaded(model, adapter, tmp_path):  # noqa: F811
    """And no folder is made for a model that is not there."""
    other = tiny.build(tmp_path / "other", "small")
    shutil.copytree(adapter, tmp_path / "torn")
    torn(tmp_path / "torn" / "adapter_model.safetensors")
    (tmp_path / "file").touch()
    script = f"""
import sys
from contextlib import closing
from pathlib import Path
from cpx.errors import CpxError
from cpx.train import grpo, sft
def said(train, model, folder, records=({{"id": "a"}},), **more):
    options = (sft if train is sft else grpo).Options(model, Path(folder), **more)
    try:
        train.train(records, None, options)
    except CpxError as error:
        print(type(error).__name__, error)
said(sft, "/no/such", "x")
said(sft, "no/such", "x")
said(sft, "{tmp_path}", "x")
said(sft, "{adapter}", "x")
said(grpo, "{other}", "x", adapter="{adapter}")
said(grpo, "{model}", "x", adapter="{tmp_path}/torn")
said(grpo, "{model}", "x", adapter="{tmp_path}/nowhere")
said(grpo, "{model}", "x", reward={{"beauty": 1.0}})
said(sft, "{model}", "{adapter}")
said(sft, "{model}", "{adapter}", resume=True, changes=("max_steps=5",))
said(sft, "{model}", "{tmp_path}/file/run")
said(sft, "{model}", "empty", records=())
print("torch" in sys.modules, Path("x").exists())
"""
    there = environment(PYTHONPATH=str(ROOT / "src"), HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=there, cwd=tmp_path)
    words = [
        "Missing no model at /no/such: no such folder",
        "Missing no model no/such: no such folder, and none from the hub",
        f"Missing {tmp_path} holds no whole model: it has no config.json, no processor_config.json, no model.safetensors",
        f"Missing {adapter} is an adapter; give its base as --model and it as --adapter",
        f"Refused the adapter {adapter} was trained on {model} and does not fit {other}",
        f"Missing {tmp_path}/torn/adapter_model.safetensors cannot be read: it is damaged",
        f"Missing {tmp_path}/nowhere holds no adapter",
        "Missing --reward: no reward 'beauty'",
        f"Refused {adapter} holds a run already; go on with --resume",
        f"Refused {adapter} was begun with other --set, --tasks; give the same again",
        f"Stopped cannot write to {tmp_path}/file/run: Not a directory",
        "Refused nothing to train on: the stream of records is empty",
        "False False",
    ]
    lines = done.stdout.splitlines()
    assert [line[: len(said)] for line, said in zip(lines, words, strict=True)] == words, done.stderr


# ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("learning_rat=1", "did you mean learning_rate"),
        ("max_steps", "KEY=VALUE"),
        ("max_steps=abc", "is no value for max_steps"),
        ("max_steps=0", "is no value for max_steps"),
        ("per_device_train_batch_size=0", "is no value for"),
        ("learning_rate=fast", "is no value for"),
        ("gradient_checkpointing=yes", "is no value for"),
        ("save_strategy=sometimes", "do not go together"),
        ("output_dir=elsewhere", "say it with --output-dir"),
        ("max_length=100", "say it with --max-tokens"),
        ("use_cpu=false", "torch sees no GPU"),
        ("deepspeed=zero.json", "not installed"),
    ],
)
def test_a_setting_that_cannot_be_is_named(change, message):
    import torch
    from trl import SFTConfig

    if change == "use_cpu=false" and torch.cuda.is_available():
        pytest.skip("there is a GPU")
    with pytest.raises((Missing, Refused), match=message):
        settings(SFTConfig, {"use_cpu": True, "bf16": False}, (change,))


def test_settings_are_read_as_json_or_text():
    from trl import SFTConfig

    changes = ("learning_rate=0.5", "lr_scheduler_type=cosine", "max_steps=7", "run_name=5", "warmup_steps=40")
    made = settings(SFTConfig, {"use_cpu": True, "bf16": False}, changes)
    assert (made.learning_rate, made.lr_scheduler_type, made.max_steps, made.run_name) == (0.5, "cosine", 7, "5")


@pytest.mark.parametrize(("change", "kind", "message"), [("packing=true", Refused, "Packing"), ("report_to=wandb", Refused, "wandb")])
def test_what_only_the_trainer_refuses_is_said_too(model, records, tmp_path, change, kind, message):  # noqa: F811
    with pytest.raises(kind, match=message):
        sft.train(records, None, asked(model, tmp_path / "run", change))


def test_vllm_that_is_not_installed_is_named(model, records, tmp_path):  # noqa: F811
    with pytest.raises(Missing, match="install vLLM"):
        grpo.train(records, None, grpo.Options(model, tmp_path / "run", changes=("use_vllm=true", "num_generations=4", *QUICK)))


# ── examples ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_record_that_teaches_nothing_is_listed_with_its_reason(model, records, tmp_path, capsys):  # noqa: F811
    nowhere = {"id": "lost", "image": "pictures/none.png", "code": "pass"}
    sft.train([*records[:2], nowhere, {"id": "bare", "code": "pass"}], None, asked(model, tmp_path / "run", dry_run=True))
    left = [json.loads(line) for line in (tmp_path / "run" / "left_out.jsonl").read_text().splitlines()]
    assert [(one["id"], one["why"]) for one in left] == [("lost", "with no usable image (no-image)"), ("bare", "without image")]
    assert "no picture at" in left[0]["message"]
    assert f"1 without image (each in {tmp_path}/run/left_out.jsonl)" in capsys.readouterr().err


def test_nothing_to_train_on_is_said_with_reasons(model, tmp_path):  # noqa: F811
    with pytest.raises(Refused, match="2 without image"):
        sft.train([{"id": "1"}, {"id": "2"}], None, asked(model, tmp_path / "run"))


def test_no_example_is_longer_than_the_model_s_context(model, records, tmp_path):  # noqa: F811
    long = {**records[0], "code": "x = 1\n" * 2000}
    with pytest.raises(Refused, match="1 longer than 4096 tokens"):
        sft.train([long], None, asked(model, tmp_path / "run", max_tokens=100_000))
    answers = grpo.Options(model, tmp_path / "other", changes=("max_completion_length=4096", "num_generations=4", *QUICK))
    with pytest.raises(Refused, match="attends to 4096 tokens at once"):
        grpo.train(records, None, answers)


# ── models ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "config.json", "processor_config.json"])
def test_a_damaged_model_is_named(model, records, tmp_path, file):  # noqa: F811
    shutil.copytree(model, tmp_path / "model")
    torn(tmp_path / "model" / file)
    with pytest.raises(Missing, match=r"cannot be (loaded|read)"):
        sft.train(records, None, asked(tmp_path / "model", tmp_path / "run"))


def test_a_processor_as_older_releases_wrote_it_is_read(model, tmp_path):  # noqa: F811
    from cpx.models.checkpoint import load_processor
    from cpx.models.origin import expected

    old = tmp_path / "old"
    shutil.copytree(model, old)
    parts = json.loads((old / "processor_config.json").read_text())
    (old / "processor_config.json").unlink()
    (old / "preprocessor_config.json").write_text(json.dumps(parts["image_processor"]))
    (old / "video_preprocessor_config.json").write_text(json.dumps(parts["video_processor"]))
    expected(str(old))
    assert load_processor(str(old)).image_processor.size == load_processor(model).image_processor.size


def test_a_model_in_the_hub_s_cache_needs_no_network(model, tmp_path, monkeypatch):  # noqa: F811
    from huggingface_hub import constants

    from cpx.models.origin import expected

    snapshot = tmp_path / "models--some--model" / "snapshots" / "abc"
    shutil.copytree(model, snapshot)
    (tmp_path / "models--some--model" / "refs").mkdir()
    (tmp_path / "models--some--model" / "refs" / "main").write_text("abc")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    expected("some/model")
    with pytest.raises(Missing, match="none from the hub"):
        expected("some/other")


def test_an_adapter_of_another_base_is_refused(model, adapter, tmp_path):  # noqa: F811
    other = tiny.build(tmp_path / "other", "small")
    with pytest.raises(Refused, match="does not fit"):
        load_model(str(other), str(adapter))
    with pytest.raises(Missing, match="is an adapter"):
        load_model(str(adapter))


# ── taken up again ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", ["adapter_model.safetensors", "trainer_state.json", "optimizer.pt", "rng_state.pth", "scheduler.pt"])
def test_a_damaged_checkpoint_is_named_with_the_remedy(model, records, cut, file):  # noqa: F811
    torn(cut / "checkpoint-2" / file)
    with pytest.raises(Missing, match=r"checkpoint-2 cannot be gone on from .* delete it"):
        sft.train(records, None, asked(model, cut, resume=True))


def test_other_examples_or_weights_are_refused(adapter, model, records, tmp_path):  # noqa: F811
    shutil.copytree(model, tmp_path / "model")
    folder = tmp_path / "run"
    sft.train(records, None, asked(tmp_path / "model", folder, "max_steps=1"))
    before = (folder / "examples.jsonl").read_bytes()
    again = asked(tmp_path / "model", folder, "max_steps=1", resume=True)
    with pytest.raises(Refused, match="begun with other examples"):
        sft.train(records[1:], None, again)
    assert (folder / "examples.jsonl").read_bytes() == before
    tiny.build(tmp_path / "model", seed=1)
    with pytest.raises(Refused, match="begun with other weights"):
        sft.train(records, None, again)


def test_two_runs_do_not_share_a_folder(model, records, cut):  # noqa: F811
    with closing(locked(cut / ".lock0")), pytest.raises(Refused, match="another run is writing"):
        sft.train(records, None, asked(model, cut, resume=True))


def test_a_torn_run_file_or_metrics_line_is_no_surprise(model, records, cut):  # noqa: F811
    with open(cut / "metrics.jsonl", "a") as metrics:
        metrics.write('{}\n{"step": 5, "lo')
    sft.train(records, None, asked(model, cut, resume=True))
    (cut / "run.json").write_text('{"model')
    with pytest.raises(Refused, match="cannot be read"):
        sft.train(records, None, asked(model, cut, resume=True))


# ── the disk ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_disk_that_is_too_small_is_said_before_the_first_step(model, records, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(0, 0, 10_000_000))
    with pytest.raises(Stopped, match="needs 67 MB and 10 MB are free"):
        sft.train(records, None, asked(model, tmp_path / "run"))
    monkeypatch.setattr("cpx.train.session.ROOM", 0)
    with pytest.raises(Stopped, match="3 checkpoints of 6 MB lie there at once"):
        sft.train(records, None, asked(model, tmp_path / "run", tuning="full"))
    assert not (tmp_path / "run" / "run.json").exists()


@pytest.mark.parametrize("most", [500, 60_000])
def test_a_disk_that_fills_up_stops_the_run_which_then_goes_on(model, records, tmp_path, most):  # noqa: F811
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        with pytest.raises(Stopped, match="make room, then go on with --resume"):
            sft.train(records, None, asked(model, tmp_path / "run"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sft.train(records, None, asked(model, tmp_path / "run", resume=True)) == tmp_path / "run"


def test_a_picture_that_vanishes_is_named(model, records, tmp_path):  # noqa: F811
    shutil.copy(records[0]["image"], tmp_path / "0.png")

    def vanishing():
        yield {**records[0], "image": str(tmp_path / "0.png")}
        yield from records * 6  # pictures are looked at some records ahead
        (tmp_path / "0.png").unlink()

    with pytest.raises(Stopped, match=r"0.png was there .* put it back"):
        sft.train(vanishing(), None, asked(model, tmp_path / "run"))
