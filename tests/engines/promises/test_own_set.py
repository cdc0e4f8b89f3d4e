"""The floors on labelled messages, which were tuned on: docs/reference/promise-accuracy.md."""

import json
from pathlib import Path

import pytest

from madoguchi.engines.promises import extract
from madoguchi.engines.promises.records import SentText
from madoguchi.engines.promises.scoring import Labelled, labels_of, score

DATA = Path(__file__).parents[2] / "data" / "promises"


def labelled(line: str) -> Labelled:
    record = json.loads(line)
    sent = SentText.from_record(record)
    found = extract(sent.text, sent_at=sent.sent_at, hours=sent.hours)
    return Labelled(record["id"], sent.text, labels_of(record), found)


@pytest.mark.parametrize(("name", "messages"), [("own", 180), ("further", 200), ("later", 220)])
def test_at_least_97_of_100_messages_are_read_without_a_mistake(name: str, messages: int) -> None:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()

    figures = score([labelled(line) for line in lines])

    assert figures.messages == messages
    assert figures.share >= 0.97
    assert figures.precision >= 0.97
    assert figures.recall >= 0.97


def test_at_least_95_of_100_messages_that_were_never_tuned_on_are_read_without_a_mistake() -> None:
    lines = (DATA / "unseen.jsonl").read_text(encoding="utf-8").splitlines()

    figures = score([labelled(line) for line in lines])

    assert figures.messages == 240
    assert figures.share >= 0.95
