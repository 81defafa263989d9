"""The stream runner: order, bounds, promptness, and what becomes of failures."""

import json
import threading
import time
from itertools import count

import pytest

from cpx.errors import BadLine, RecordError, Stopped
from cpx.stream import Entry, encode, read, run


def entries(numbers):
    return (Entry(number, "", {"id": str(number)}) for number in numbers)


def results(step, numbers, **settings):
    return list(run(step, entries(numbers), **{"stage": "cpx-test", "jobs": 4, "window": 8, **settings}))


def test_a_slow_first_record_does_not_change_the_order():
    def step(record):
        time.sleep(0.2 if record["id"] == "0" else 0)
        return record

    assert [group.records[0]["id"] for group in results(step, range(20))] == [str(number) for number in range(20)]


def test_no_more_than_the_window_is_taken_from_an_endless_input():
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield Entry(number, "", {"id": str(number)})

    stream = run(lambda record: record, endless(), stage="cpx-test", jobs=2, window=5)
    for _ in range(10):
        next(stream)
    time.sleep(0.2)
    assert len(taken) <= 10 + 5
    stream.close()


def test_as_many_run_at_once_as_there_are_jobs():
    together = threading.Barrier(3, timeout=5)

    def step(record):
        together.wait()
        return record

    assert len(results(step, range(6), jobs=3)) == 6


def test_a_record_may_become_several():
    assert [len(group.records) for group in results(lambda record: [record] * int(record["id"]), range(3))] == [0, 1, 2]


def test_a_record_that_cannot_be_handled_carries_the_reason_and_the_others_go_on():
    def step(record):
        if record["id"] == "1":
            raise RecordError("no-code", "there is none")
        return record

    groups = results(step, range(3))
    assert groups[1].records == [{"id": "1", "error": {"stage": "cpx-test", "kind": "no-code", "message": "there is none"}}]
    assert groups[2].records == [{"id": "2"}]


def test_a_surprise_is_a_bug_with_its_traceback():
    (group,) = results(lambda record: record["missing"], [7])
    assert group.records[0]["error"]["kind"] == "bug"
    assert "KeyError" in group.bug


def test_what_stops_the_run_comes_after_what_was_done_before():
    def step(record):
        if record["id"] == "3":
            raise Stopped("the disk is full")
        return record

    stream = run(step, entries(range(9)), stage="cpx-test", jobs=4, window=8)
    assert [next(stream).records[0]["id"] for _ in range(3)] == ["0", "1", "2"]
    with pytest.raises(Stopped):
        next(stream)


def test_a_step_never_changes_the_record_it_is_given():
    record = {"id": "a", "code": 1}
    (group,) = run(lambda given: {**given, "x": 1}, [Entry(1, "", record)], stage="cpx-test", jobs=1, window=1)
    assert (record, group.records[0]["x"]) == ({"id": "a", "code": 1}, 1)


def test_a_byte_order_mark_and_blank_lines_and_a_missing_last_newline_are_fine():
    found = list(read([b'\xef\xbb\xbf{"id":"a"}\r\n', b"\n", b"  \n", b'{"id":"b"}']))
    assert [(entry.number, entry.record["id"]) for entry in found] == [(1, "a"), (4, "b")]


def test_the_chain_changes_with_any_earlier_line():
    first = [entry.chain for entry in read([b'{"id":"a"}\n', b'{"id":"b"}\n'])]
    second = [entry.chain for entry in read([b'{"id":"A"}\n', b'{"id":"b"}\n'])]
    assert first[1] != second[1]
    assert first == [entry.chain for entry in read([b'{"id":"a"}\r\n', b'{"id":"b"}'])]


def test_a_bad_line_names_its_file_and_number():
    with pytest.raises(BadLine, match=r"^a\.jsonl:2: not JSON"):
        list(read([b"{}\n", b"{\n"], "a.jsonl"))


def test_numbers_that_are_not_finite_are_null_on_output():
    assert json.loads(encode({"a": [1.5, float("nan"), {"b": float("-inf")}]})) == {"a": [1.5, None, {"b": None}]}
