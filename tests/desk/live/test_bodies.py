"""A request's body is read before a thread works on it."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from madoguchi.desk.platform import bodies

Message = MutableMapping[str, Any]


def _answer_to(*given: Message, then_hang: bool = False) -> tuple[list[Message], list[bytes]]:
    """What was sent back, and the bodies that reached the application."""
    waiting, sent, reached = list(given), list[Message](), list[bytes]()

    async def receive() -> Message:
        if not waiting and then_hang:
            await asyncio.sleep(60)
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def application(_scope: Message, receive: bodies.Receive, _send: bodies.Send) -> None:
        message = await receive()
        reached.append(message["body"])
        assert not message["more_body"]

    asyncio.run(bodies.with_whole_body(application, {}, receive, send))
    return sent, reached


def test_a_body_in_pieces_arrives_whole() -> None:
    sent, reached = _answer_to(
        {"type": "http.request", "body": b"one ", "more_body": True},
        {"type": "http.request", "body": b"two"},
    )

    assert (sent, reached) == ([], [b"one two"])


def test_a_sender_that_never_ends_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "DEADLINE_SECONDS", 0.05)

    sent, reached = _answer_to(
        {"type": "http.request", "body": b"o", "more_body": True}, then_hang=True
    )

    assert sent[0]["status"] == 408
    assert reached == []


def test_a_body_larger_than_any_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST_BYTES", 3)

    sent, reached = _answer_to({"type": "http.request", "body": b"four"})

    assert sent[0]["status"] == 413
    assert reached == []


def test_a_browser_that_left_reaches_nobody() -> None:
    assert _answer_to({"type": "http.disconnect"}) == ([], [])
