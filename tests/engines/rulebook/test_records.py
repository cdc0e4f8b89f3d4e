"""Records of the labelling guide become drafts, with plain defaults and readable refusals."""

from datetime import datetime, time, timedelta, timezone
from typing import Any

import pytest

from madoguchi.engines.rulebook import (
    Attachment,
    BadRecord,
    Context,
    Draft,
    Link,
    PreviousMessage,
    WorkingHours,
)

JST = timezone(timedelta(hours=9))
WHOLE_RECORD = {
    "id": "p-1",
    "audience_kind": "customer",
    "text": "はい",
    "findings": [],
    "context": {
        "sent_at": "2026-11-18T14:05:00+09:00",
        "working_hours": {
            "days": [1, 2],
            "open": "10:00",
            "close": "24:00",
            "tz": "Asia/Tokyo",
        },
        "room": "direct",
        "members": 4,
        "audience": ["internal"],
        "clearance": ["restricted"],
        "recipient_device": "smartphone",
        "urgent": True,
        "after_call": True,
        "due_at": "2026-11-18T15:00:00+09:00",
        "glossary": {"うつわ": ["商品"]},
        "attachments": [{"name": "a.xlsx", "confidentiality": "internal"}, {"name": "b.pdf"}],
        "links": [{"url": "https://example.co.jp", "access": "shared"}],
        "previous": [{"from": "them", "at": "2026-11-18T13:50:00+09:00", "text": "いつですか"}],
    },
}


def test_a_key_left_out_has_its_plain_default() -> None:
    assert Draft.from_record({"text": "はい"}) == Draft("はい", Context(), "client")
    assert Draft.from_record({"text": "はい", "context": {}}) == Draft("はい")


def test_every_key_of_the_guide_is_read() -> None:
    draft = Draft.from_record(WHOLE_RECORD)

    assert draft.audience_kind == "customer"
    assert draft.context == Context(
        sent_at=datetime(2026, 11, 18, 14, 5, tzinfo=JST),
        working_hours=WorkingHours(days=(1, 2), open=time(10), close=time.max, tz="Asia/Tokyo"),
        room="direct",
        members=4,
        audience=("internal",),
        clearance=("restricted",),
        recipient_device="smartphone",
        urgent=True,
        after_call=True,
        due_at=datetime(2026, 11, 18, 15, tzinfo=JST),
        glossary={"うつわ": ("商品",)},
        attachments=(Attachment("a.xlsx", "internal"), Attachment("b.pdf", "public")),
        links=(Link("https://example.co.jp", "shared"),),
        previous=(
            PreviousMessage("them", "いつですか", datetime(2026, 11, 18, 13, 50, tzinfo=JST)),
        ),
    )


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ([], "record must be an object"),
        ({}, "text must be a text"),
        ({"text": "はい", "context": [1]}, "context must be an object"),
        ({"text": "はい", "context": {"members": "4"}}, "members must be a whole number"),
        ({"text": "はい", "context": {"members": True}}, "members must be a whole number"),
        ({"text": "はい", "context": {"audience": "internal"}}, "audience must be a list"),
        ({"text": "はい", "context": {"sent_at": "morning"}}, "sent_at must be an ISO 8601 time"),
        ({"text": "はい", "context": {"sent_at": "2026-11-18T14:05"}}, "must name its offset"),
        ({"text": "はい", "context": {"sent_at": "9999-12-31T23:59+09:00"}}, "between 1900 and 2199"),
        ({"text": "はい", "context": {"working_hours": {"open": "25:00", "close": "26:00"}}}, "open must be a time"),
        ({"text": "はい", "context": {"working_hours": {"open": "10:00", "close": "19:00", "tz": "Mars/Base"}}}, "tz must be a time zone"),
        ({"text": "はい", "context": {"working_hours": {"open": "10:00", "close": "19:00", "tz": "/etc"}}}, "tz must be a time zone"),
    ],
)  # fmt: skip
def test_a_bad_record_is_refused_in_words(record: Any, complaint: str) -> None:
    with pytest.raises(BadRecord, match=complaint):
        Draft.from_record(record)
