"""The story's words: nothing empty, no word that a client avoids, promises with their times."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.shapes import Entry
from madoguchi.desk.demo.story.wording import fill

DESIGN_DAY = datetime(2026, 11, 20, 14, 36, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_a_promise_and_the_words_for_it_come_together() -> None:
    for entry in _entries():
        assert ("{promise}" in entry.text) == (entry.promise is not None), entry.text
        assert entry.promise is not None or not entry.holding


def test_every_token_of_a_text_is_known() -> None:
    texts = [entry.text for entry in _entries()] + [draft.text for draft in STORY.drafts]
    for text in texts:
        written = fill(text, at=DESIGN_DAY, due=DESIGN_DAY)
        assert "{" not in written
        assert "}" not in written


def test_our_replies_avoid_the_words_that_the_client_avoids() -> None:
    avoided = {
        client.key: [word for words in client.glossary.values() for word in words]
        for client in STORY.clients
    }
    for conversation in STORY.conversations:
        replies = [one.text for one in conversation.entries if one.kind == "reply"]
        assert [
            (word, text)
            for word in avoided[conversation.client]
            for text in replies
            if word in text
        ] == []


def test_no_text_is_empty() -> None:
    for text in _strings(STORY):
        assert text == text.strip("\n")
    for entry in _entries():
        assert entry.text.strip()
    for conversation in STORY.conversations:
        assert conversation.subject.strip()


def test_attachments_are_small_and_of_their_kind() -> None:
    files = [one for entry in _entries() for one in entry.attachments]

    assert {one.content_type for one in files} == {"image/png", "text/csv", "text/plain"}
    for one in files:
        assert 0 < len(one.content) < 20_000
        is_png = one.content.startswith(b"\x89PNG\r\n\x1a\n")
        assert is_png == (one.content_type == "image/png")


def _entries() -> list[Entry]:
    every = (*STORY.conversations, *STORY.earlier)
    return [entry for conversation in every for entry in conversation.entries]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _strings(one)
