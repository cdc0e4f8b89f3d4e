"""How readings are counted against labels."""

from datetime import datetime, timedelta

import pytest

from madoguchi.engines.promises import Promise
from madoguchi.engines.promises.records import SentText
from madoguchi.engines.promises.scoring import (
    BadLabel,
    Fault,
    Label,
    Labelled,
    labels_of,
    mistakes,
    score,
)
from madoguchi.engines.rulebook import BadRecord, WorkingHours

DUE = datetime.fromisoformat("2026-11-25T17:00:00+09:00")
TEXT = "明日送ります。25日に送ります。明日送ります。"


def message(labels: tuple[Label, ...] = (), found: tuple[Promise, ...] = ()) -> Labelled:
    return Labelled("m-1", TEXT, labels, found)


def promise(start: int, end: int, due: datetime = DUE) -> Promise:
    return Promise(start, end, due, "送る")


def test_a_promise_is_right_when_its_words_overlap_and_its_due_is_the_same() -> None:
    right = message((Label("25日に送ります", DUE),), (promise(10, 12),))

    assert mistakes(right) == ()
    assert (score([right]).share, score([right]).precision, score([right]).recall) == (1, 1, 1)


def test_another_due_time_is_one_mistake() -> None:
    wrong = message((Label("25日に送ります", DUE),), (promise(7, 12, DUE + timedelta(days=1)),))

    assert [one.fault for one in mistakes(wrong)] == [Fault.DUE]
    assert score([wrong]).exact == 0


def test_a_miss_and_a_false_find_are_two() -> None:
    wrong = message((Label("25日に送ります", DUE),), (promise(0, 5),))

    assert [one.fault for one in mistakes(wrong)] == [Fault.MISS, Fault.FALSE]
    assert (score([wrong]).precision, score([wrong]).recall) == (0, 0)


def test_the_same_words_twice_need_two_promises() -> None:
    label = Label("明日送ります", DUE)

    assert mistakes(message((label, label), (promise(0, 6), promise(16, 22)))) == ()
    assert len(mistakes(message((label, label), (promise(0, 6),)))) == 1


def test_nothing_at_all_is_exact() -> None:
    figures = score([])

    assert (figures.share, figures.precision, figures.recall) == (1, 1, 1)


@pytest.mark.parametrize(
    "record",
    [
        None,
        {"text": TEXT},
        {"text": TEXT, "promises": ["明日"]},
        {"text": TEXT, "promises": [{"due": DUE.isoformat()}]},
        {"text": TEXT, "promises": [{"span": "明後日", "due": DUE.isoformat()}]},
        {"text": TEXT, "promises": [{"span": "明日送ります", "due": "明日"}]},
    ],
)
def test_what_is_no_label_is_refused(record: object) -> None:
    with pytest.raises(BadLabel):
        labels_of(record)


def test_a_record_without_hours_has_plain_ones() -> None:
    sent = SentText.from_record({"text": "はい。", "context": {"sent_at": DUE.isoformat()}})

    assert sent == SentText("はい。", DUE, WorkingHours())


@pytest.mark.parametrize("record", [[], {"text": "はい。"}, {"text": "はい。", "context": {}}])
def test_a_record_without_its_moment_is_refused(record: object) -> None:
    with pytest.raises(BadRecord):
        SentText.from_record(record)
