"""What cpx hands to vLLM is what vLLM takes, by its own classes, wherever it is installed; a GPU is not needed for that."""

import inspect
import json

import pytest
from PIL import Image

from cpx.errors import Missing, RecordError, Refused
from cpx.models import Choice, open_model
from cpx.models.vllm import InProcess, rank


@pytest.fixture
def vllm():
    return pytest.importorskip("vllm")


def test_batch_files_are_what_run_batch_reads(vllm, tmp_path):
    from vllm.entrypoints.launchers.run_batch import BatchRequestInput

    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    choice = Choice("tiny", temperature=0.5, max_tokens=9, extra={"top_k": 3}, cache=tmp_path / "cache", batch=tmp_path / "batch")
    with open_model(choice) as model, pytest.raises(RecordError, match="waits"):
        model.ask("What is it?", [str(tmp_path / "a.png")])
    (line,) = (tmp_path / "batch/requests-tiny-0001.jsonl").read_text().splitlines()
    read = BatchRequestInput.model_validate(json.loads(line))
    assert (read.body.model, read.body.temperature, read.body.max_tokens, read.body.top_k) == ("tiny", 0.5, 9, 3)
    assert [part["type"] for part in read.body.messages[0]["content"]] == ["image_url", "text"]


def test_its_answers_are_read(vllm, tmp_path):
    from vllm.entrypoints.launchers.run_batch import BatchRequestOutput, BatchResponseData
    from vllm.entrypoints.openai.chat_completion.protocol import ChatCompletionResponse

    message = {"role": "assistant", "content": "a red circle"}
    told = {"model": "tiny", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": {"prompt_tokens": 7}}
    choice = Choice("tiny", cache=tmp_path / "cache", batch=tmp_path)
    with open_model(choice) as model, pytest.raises(RecordError, match="waits"):
        model.ask("What is it?")
    asked = json.loads((tmp_path / "requests-tiny-0001.jsonl").read_text())
    body = ChatCompletionResponse.model_validate(told)
    response = BatchResponseData(status_code=200, request_id="r", body=body)
    answer = BatchRequestOutput(id="1", custom_id=asked["custom_id"], response=response, error=None)
    (tmp_path / "answers.jsonl").write_text(answer.model_dump_json() + "\n")
    with open_model(choice) as model:
        assert model.ask("What is it?").text == "a red circle"


def test_every_call_fits_its_signature(vllm):
    from vllm import AsyncEngineArgs, SamplingParams
    from vllm.lora.request import LoRARequest
    from vllm.sampling_params import RequestOutputKind
    from vllm.v1.engine.async_llm import AsyncLLM

    inspect.signature(AsyncEngineArgs).bind(model="x", enable_lora=True, max_lora_rank=16)
    inspect.signature(AsyncLLM.generate).bind(None, {}, None, "1", lora_request=None)
    inspect.signature(LoRARequest).bind("adapter", 1, "path")
    SamplingParams(seed=0, max_tokens=None, temperature=0.5, output_kind=RequestOutputKind.FINAL_ONLY)


def test_an_adapters_rank_is_rounded_up_to_one_that_there_is_room_for(tmp_path):
    settings = tmp_path / "adapter_config.json"
    settings.write_text('{"r": 48}')
    assert rank(tmp_path) == 64
    settings.write_text('{"r": 1024}')
    with pytest.raises(Refused, match="512"):
        rank(tmp_path)
    with pytest.raises(Missing):
        rank(tmp_path / "none")


def test_without_vllm_the_remedy_is_named(tmp_path):
    with pytest.raises(Missing, match=r"vllm:|holds no model"):
        InProcess(str(tmp_path), {}, None)
