"""The body of a request is read before a thread works on it: a slow sender holds nobody up."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import IO, Any

DEADLINE_SECONDS = 15
LARGEST_BYTES = 8_000_000
IN_MEMORY_BYTES = 1_000_000  # of each body; what is more lies in a temporary file
PIECE_BYTES = 262_144
TOO_SLOW = 408
TOO_LARGE = 413

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a body may be, and how long it may take to come."""

    most_bytes: int
    seconds: float


class _TooLarge(Exception):
    """The body is larger than is allowed here."""


async def with_whole_body(
    application: Application,
    scope: MutableMapping[str, Any],
    receive: Receive,
    send: Send,
    *,
    limits: Limits | None = None,
) -> None:
    """Hand the request over once all of it is here; 408 or 413 otherwise. Without limits: a form's."""
    allowed = limits or Limits(LARGEST_BYTES, DEADLINE_SECONDS)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as body:
        try:
            is_whole = await asyncio.wait_for(_read(receive, body, allowed), allowed.seconds)
        except TimeoutError:
            await _refuse(send, TOO_SLOW)
            return
        except _TooLarge:
            await _refuse(send, TOO_LARGE)
            return
        if is_whole:
            await application(scope, _replayed(body, receive), send)


async def _read(receive: Receive, body: IO[bytes], limits: Limits) -> bool:
    """Put all of the body there; False when the browser left."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        body.write(message.get("body", b""))
        if body.tell() > limits.most_bytes:
            raise _TooLarge
        if not message.get("more_body", False):
            return True


def _replayed(body: IO[bytes], receive: Receive) -> Receive:
    size = body.tell()
    body.seek(0)
    is_told = False

    async def replay() -> Message:
        nonlocal is_told
        if is_told:
            return await receive()
        piece = body.read(PIECE_BYTES)
        is_told = body.tell() >= size
        return {"type": "http.request", "body": piece, "more_body": not is_told}

    return replay


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
