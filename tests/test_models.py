"""Asking a model: what becomes of each fault of a server, what is stored, how many requests are out, what it costs."""

import json
import multiprocessing
import os
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from cpx.errors import CpxError, Missing, RecordError, Refused, Stopped
from cpx.models import Choice, Reply, Usage, health, open_model, server
from cpx.models.cache import Cache
from cpx.models.pace import Pace
from cpx.models.pictures import shown
from cpx.models.usage import Budget, Price
from servers import Answer, ModelServer, failure, prompt, said


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Back-off of milliseconds."""
    monkeypatch.setattr(server, "pause", lambda tries: 0.01)
    monkeypatch.setattr(health, "FIRST", 0.2)


@pytest.fixture
def opened(tmp_path):
    """`opened(server)`: a model behind that server, with a cache of the test's own."""

    def model(at, **choice):
        budget = choice.pop("budget", None)
        given = {"base_url": at if isinstance(at, str) else at.url, "key": "sk-secret-1234", "cache": tmp_path / "cache", **choice}
        return open_model(Choice(given.pop("name", "tiny"), **given), most=choice.get("most", 8), budget=budget)

    return model


def script(*answers):
    """The answers one after the other; the last one for ever."""
    return lambda body, number: answers[min(number, len(answers)) - 1]


GOOD = said("a red circle")
PASSING = {
    "429": failure(429),
    "429 Retry-After": failure(429, Retry_After="0"),
    "429 Retry-After a date": failure(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
    "500": failure(500),
    "503 of plain text": Answer(b"<html>busy</html>", 503),
    "half an answer": GOOD._replace(cut=40),
    "dropped": Answer(drop=True),
    "no text": said(""),
    "wrong JSON": Answer(b"{oops"),
    "another JSON": Answer(b'{"choices": []}'),
    "an error with status 200": Answer(b'{"error": {"message": "busy"}}'),
    "not UTF-8": Answer(b'{"choices": "\xff"}'),
    "not even HTTP content": Answer(b"\x00" * 100),
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_asked_again_and_not_seen(opened, fault):
    with ModelServer(script(PASSING[fault], PASSING[fault], GOOD)) as at, opened(at) as model:
        assert model.ask("What is it?").text == "a red circle"
        assert at.count == 3


LASTING = {
    "length": said("a red", "length"),
    "content-filter": said("", "content_filter"),
    "empty": said(""),
    "refused": failure(400, "context too long"),
    "server": failure(500),
    "bad-answer": Answer(b"{oops"),
}


@pytest.mark.parametrize("kind", LASTING)
def test_a_fault_that_stays_fails_the_record_by_its_name(opened, kind):
    with ModelServer(script(LASTING[kind])) as at, opened(at) as model, pytest.raises(RecordError) as raised:
        model.ask("What is it?")
    assert raised.value.kind == kind


def test_the_content_filter_of_azure_and_a_refusal_are_named(opened):
    filtered = Answer(json.dumps({"error": {"message": "blocked", "code": "content_filter"}}).encode(), 400)
    refused = said(None, choices=[{"finish_reason": "stop", "message": {"content": None, "refusal": "I will not"}}])
    for answer in (filtered, refused):
        with ModelServer(script(answer)) as at, opened(at) as model, pytest.raises(RecordError) as raised:
            model.ask("What is it?")
        assert raised.value.kind == "content-filter"


def test_an_endless_answer_is_cut_off_early(opened):
    huge = said("x" * 100_000_000)
    with ModelServer(script(huge)) as at, opened(at) as model, pytest.raises(RecordError) as raised:
        model.ask("What is it?")
    assert raised.value.kind == "oversize"
    assert at.count == 1


def test_an_answer_that_takes_too_long_is_asked_again(opened):
    with ModelServer(script(GOOD._replace(delay=1.0), GOOD)) as at, opened(at) as model:
        model.engine.client = model.engine.client.with_options(timeout=0.2)
        assert model.ask("What is it?").text == "a red circle"


def test_retry_after_is_kept_for_all_requests(opened):
    times = []

    def slow_down(body, number):
        times.append(time.monotonic())
        return failure(429, Retry_After="0.6") if number == 1 else GOOD

    with ModelServer(slow_down) as at, opened(at) as model:
        model.ask("one")
        model.ask("two")
    assert times[1] - times[0] >= 0.6


def test_a_server_that_is_busy_for_long_costs_no_record(opened):
    with ModelServer(lambda body, number: failure(429, Retry_After="0") if number < 30 else GOOD) as at, opened(at) as model:
        assert model.ask("What is it?").text == "a red circle"


def test_a_server_that_asks_for_an_hour_stops_the_run(opened):
    with ModelServer(script(failure(429, Retry_After="3600"))) as at, opened(at) as model, pytest.raises(Stopped, match="3600 seconds"):
        model.ask("What is it?")


def test_a_wrong_key_ends_the_run_and_is_never_shown(opened):
    wrong = failure(401, "Incorrect API key provided: sk-secret-1234")
    with ModelServer(script(wrong)) as at, opened(at) as model, pytest.raises(Missing) as raised:
        model.ask("What is it?")
    assert "OPENAI_API_KEY" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_an_unknown_model_is_told_with_those_that_are_there(opened):
    with ModelServer(script(failure(404))) as at, opened(at, name="huge") as model, pytest.raises(Missing, match="it offers tiny"):
        model.ask("What is it?")


@pytest.mark.parametrize("status", [404, 400])
def test_an_unknown_model_that_a_server_does_not_list_is_named_at_once(opened, status):
    told = {"message": "The model does not exist", "type": "invalid_request_error", "code": "model_not_found"}
    with ModelServer(script(Answer(json.dumps({"error": told}).encode(), status)), models=()) as at, opened(at, name="huge") as model:
        with pytest.raises(Missing, match="has no model 'huge'"):
            model.ask("What is it?")
        assert at.count == 1


def test_nothing_listening_stops_the_run_with_the_address(opened):
    with ModelServer(script(GOOD)) as at:
        url = at.url
    with opened(url) as model, pytest.raises(Stopped, match="is a model server running there") as raised:
        model.ask("What is it?")
    assert url in str(raised.value)


@pytest.mark.parametrize(("url", "right"), [("localhost:8000/v1", "localhost:8000/v1"), ("http:/host/v1", "host/v1"), ("//host", "host")])
def test_an_address_without_http_is_refused_with_the_right_one(opened, monkeypatch, url, right):
    with pytest.raises(Refused, match=rf"^--base-url: .* write http://{right} "):
        opened(url)
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    with pytest.raises(Refused, match=r"^OPENAI_BASE_URL: "):
        opened(url)


def test_a_server_that_comes_back_in_time_is_waited_for(opened):
    last = GOOD._replace(cut=len(GOOD.body), headers={"Connection": "close"})
    with ModelServer(script(last)) as at, opened(at) as model:
        assert model.ask("one").text
        at.shutdown()
        at.server_close()
        threading.Timer(0.5, lambda: ModelServer(script(GOOD), port=at.server_address[1]).__enter__()).start()
        assert model.ask("two").text


def test_many_failures_in_a_row_stop_the_run(opened):
    with ModelServer(script(failure(400, "no such parameter"))) as at, opened(at) as model:
        kinds = []
        for number in range(20):
            with pytest.raises((RecordError, Stopped)) as raised:
                model.ask(f"question {number}")
            kinds.append(type(raised.value))
    assert Counter(kinds) == {RecordError: 19, Stopped: 1}


def test_max_tokens_is_respelt_for_models_that_want_it(opened):
    def picky(body, number):
        return failure(400, "Unsupported parameter; use 'max_completion_tokens' instead.") if "max_tokens" in body else GOOD

    with ModelServer(picky) as at, opened(at, max_tokens=99) as model:
        assert model.ask("What is it?").text
        assert at.bodies[-1]["max_completion_tokens"] == 99


def test_an_adapter_needs_weights_of_our_own(opened, tmp_path):
    with pytest.raises(Refused, match="vllm:PATH"):
        opened("none", adapter=tmp_path)


@pytest.mark.parametrize("name", ["hf:/nowhere", "vllm:/nowhere"])
def test_an_engine_that_is_not_installed_names_its_remedy(opened, name):
    with pytest.raises(Missing):
        opened("none", name=name)


def test_what_a_model_thought_is_no_part_of_its_answer(opened):
    with ModelServer(script(said("<think>Is it red?</think>\n\nIt is red."))) as at, opened(at) as model:
        assert model.ask("What is it?").text == "It is red."


# ── the cache ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_stored_answer_is_asked_for_again(opened):
    with ModelServer(script(GOOD)) as at:
        for _ in range(2):
            with opened(at) as model:
                assert model.ask("What is it?").usage == Usage(100, 10)
        with opened(at, temperature=0.5) as other:
            other.ask("What is it?")
            other.ask("What is it?", sample=1)
        assert at.count == 3
        assert (model.account.requests, model.account.cached) == (0, 1)


def test_the_same_question_at_the_same_time_is_asked_once(opened):
    with ModelServer(lambda body, number: GOOD._replace(delay=0.1)) as at, opened(at) as model, ThreadPoolExecutor(8) as pool:
        assert len({reply.text for reply in pool.map(lambda _: model.ask("What is it?"), range(8))}) == 1
        assert at.count == 1


def test_another_picture_is_another_question(opened, tmp_path):
    for colour in ("red", "blue"):
        Image.new("RGB", (8, 8), colour).save(tmp_path / f"{colour}.png")
    with ModelServer(lambda body, number: said(f"answer {number}")) as at, opened(at) as model:
        answers = [model.ask("What is it?", [str(tmp_path / f"{colour}.png")]).text for colour in ("red", "blue", "red")]
    assert answers == ["answer 1", "answer 2", "answer 1"]


KEY = "ab" * 32


def test_half_an_entry_left_by_a_kill_spoils_only_itself(tmp_path):
    cache = Cache(tmp_path)
    cache.put(KEY, Reply("first", Usage(1, 2), "stop"))
    with open(next(tmp_path.iterdir()), "ab") as file:
        file.write(f'\n{KEY} ["tor'.encode())
    assert cache.get(KEY).text == "first"
    cache.put(KEY[:-1] + "c", Reply("second\nline"))
    cache.put(KEY, Reply("third"))
    assert [cache.get(key).text for key in (KEY, KEY[:-1] + "c")] == ["third", "second\nline"]
    assert cache.get("0" * 64) is None


def keep_writing(folder, start):
    cache = Cache(folder)
    for number in range(start, start + 100_000):
        cache.put(f"abc{number:061}", Reply(f"answer {number} " + "x" * 3000))


def test_processes_share_a_cache_and_survive_kills(tmp_path):
    writers = [multiprocessing.get_context("spawn").Process(target=keep_writing, args=(tmp_path, start)) for start in (0, 1_000_000)]
    for writer in writers:
        writer.start()
    while not (tmp_path / "abc.jsonl").exists() or (tmp_path / "abc.jsonl").stat().st_size < 2_000_000:
        time.sleep(0.01)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
    entries = [line for line in (tmp_path / "abc.jsonl").read_bytes().split(b"\n") if line]
    whole = [json.loads(line.split(b" ", 1)[1])[0] for line in entries[:-2]]
    assert all(Cache(tmp_path).get(f"abc{int(text.split()[1]):061}").text == text for text in whole[::50])


# ── pace, cost ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_requests_rise_to_the_ceiling_and_no_higher(opened):
    with ModelServer(lambda body, number: GOOD._replace(delay=0.02)) as at, opened(at) as model:
        with ThreadPoolExecutor(32) as pool:
            list(pool.map(lambda number: model.ask(f"question {number}"), range(200)))
        assert at.most_busy == 8


def test_an_overloaded_server_is_left_with_what_it_can_do():
    pace, most, refused = Pace(64), 10, 0
    out = 0
    lock = threading.Lock()

    def request(_):
        nonlocal out, refused
        done = False
        while not done:
            with pace.turn() as began:
                with lock:
                    out += 1
                    done = out <= most
                    refused += not done
                time.sleep(0.005)
                with lock:
                    out -= 1
            pace.answered() if done else pace.overloaded(began)
            time.sleep(0 if done else 0.05)

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(request, range(2000)))
    assert refused < 400
    assert pace.limit < 40


def test_a_budget_stops_the_run_before_it_is_overspent(opened):
    with ModelServer(script(GOOD)) as at, opened(at, price=Price(1000, 1000), budget=Budget(0.5, "dollars")) as model:
        with pytest.raises(Stopped, match=r"budget of \$0.5 is spent"):
            for number in range(10):
                model.ask(f"question {number}")  # each of them 11 cents
        assert at.count == 4
        assert model.account.told()["cost"] == pytest.approx(0.44)


@pytest.mark.parametrize(("most", "asked"), [(0, 0), (0.1, 1), (0.5, 4)])
def test_requests_that_are_out_together_keep_the_budget_too(opened, most, asked):
    def question(number):
        with pytest.raises(Stopped):
            while True:
                model.ask(f"question {number}")
                number += 100

    choice = {"price": Price(1000, 1000), "budget": Budget(most, "dollars")}
    with ModelServer(script(GOOD._replace(delay=0.1))) as at, opened(at, **choice) as model, ThreadPoolExecutor(8) as pool:
        list(pool.map(question, range(8)))  # each of them 11 cents
        assert at.count == asked


def test_answers_without_text_are_paid_for_and_counted(opened):
    with ModelServer(script(said(""), said(""), GOOD)) as at, opened(at) as model:
        model.ask("What is it?")
    assert (model.account.prompt, model.account.completion) == (300, 30)
    with ModelServer(script(said(""))) as at, opened(at) as model, pytest.raises(RecordError, match="no text"):
        model.ask("What else?")
    assert (at.count, model.account.prompt) == (3, 300)


def test_a_cost_that_nobody_knows_stays_unknown(opened):
    silent = json.loads(GOOD.body)
    del silent["usage"]
    with ModelServer(script(Answer(json.dumps(silent).encode()))) as at, opened(at, price=Price(1, 1)) as model:
        model.ask("What is it?")
    assert model.account.told()["cost"] is None
    assert "cost unknown" in str(model.account)
    with pytest.raises(Refused, match="--price"):
        opened(at, budget=Budget(1, "dollars"))


def test_a_forecast_without_a_price_says_how_to_give_it(opened):
    with ModelServer(script(GOOD)) as at, opened(at) as model:
        model.ask("What is it?")
    assert "100,000 tokens in, 10,000 out, cost unknown: say the price with --price" in model.account.forecast(1)


def test_answers_on_their_way_are_kept_when_the_run_stops(opened):
    with ModelServer(lambda body, number: GOOD._replace(delay=0.3)) as at:
        with pytest.raises(CpxError), opened(at) as model:
            threading.Thread(target=model.ask, args=("What is it?",), daemon=True).start()
            time.sleep(0.1)
            raise Stopped("the disk is full")
        with opened(at) as model:
            model.ask("What is it?")
        assert at.count == 1


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_within_the_budget_is_sent_as_it_is_and_a_larger_one_is_scaled(tmp_path):
    from io import BytesIO

    Image.new("RGBA", (400, 200), (255, 0, 0, 0)).save(tmp_path / "a.png")
    encoded = (tmp_path / "a.png").read_bytes()
    assert shown(encoded, 80_000, "a.png").content == encoded
    small = Image.open(BytesIO(shown(encoded, 20_000, "a.png").content))
    assert small.size == (200, 100)
    assert small.getpixel((0, 0)) == (255, 255, 255)


def test_a_request_holds_the_picture_and_the_words(opened, tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    with ModelServer(script(GOOD)) as at, opened(at) as model:
        model.ask("What is it?", [str(tmp_path / "a.png")])
        assert prompt(at.bodies[0]) == "What is it?"
        assert at.bodies[0]["messages"][0]["content"][0]["image_url"]["url"].startswith("data:image/png;base64,iVBOR")


# ── batches ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_batch_is_written_answered_and_read(opened, tmp_path):
    folder = tmp_path / "batch"
    for _ in range(2):
        with opened("none", batch=folder) as model, pytest.raises(RecordError, match="waits"):
            model.ask("What is it?")
    (line,) = [json.loads(line) for line in (folder / "requests-tiny-0001.jsonl").read_text().splitlines()]
    assert line["body"]["messages"][0]["content"] == "What is it?"
    answer = {"custom_id": line["custom_id"], "response": {"status_code": 200, "body": json.loads(GOOD.body)}, "error": None}
    (folder / "answers.jsonl").write_text(json.dumps(answer) + "\n")
    with opened("none", batch=folder) as model:
        assert model.ask("What is it?").text == "a red circle"


def test_batch_files_are_split_by_count_and_bytes(opened, tmp_path, monkeypatch):
    from cpx.models import batch

    monkeypatch.setattr(batch, "MOST_LINES", 2)
    monkeypatch.setattr(batch, "MOST_BYTES", 4300)
    with opened("none", batch=tmp_path / "batch") as model:
        for text in ("a", "b", "c", "d" * 4000, "e" * 4000):
            with pytest.raises(RecordError):
                model.ask(text)
    sizes = [len(Path(path).read_text().splitlines()) for path in sorted((tmp_path / "batch").iterdir())]
    assert sizes == [2, 1, 1, 1]
