"""The body of a request is read before a thread works on it: a slow sender holds nobody up."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

DEADLINE_SECONDS = 15
LARGEST_BYTES = 8_000_000
TOO_SLOW = 408
TOO_LARGE = 413

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


class _TooLarge(Exception):
    """The body is larger than any form of ours."""


async def with_whole_body(
    application: Application, scope: MutableMapping[str, Any], receive: Receive, send: Send
) -> None:
    """Hand the request over once all of it is here; 408 or 413 otherwise."""
    try:
        body = await asyncio.wait_for(_whole(receive), DEADLINE_SECONDS)
    except TimeoutError:
        await _refuse(send, TOO_SLOW)
        return
    except _TooLarge:
        await _refuse(send, TOO_LARGE)
        return
    if body is not None:
        await application(scope, _replayed(body, receive), send)


async def _whole(receive: Receive) -> bytes | None:
    """All of the body; None when the browser left."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > LARGEST_BYTES:
            raise _TooLarge
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
