"""The stream of live updates: a plain ASGI coroutine, cheap enough for hundreds of open desks."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

from madoguchi.desk.platform.live.hub import RESYNC, Hub, Subscriber

PING_SECONDS = 20
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-store"),
    (b"x-accel-buffering", b"no"),
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Listener(NamedTuple):
    """Who listens: the person, the clients they see, and whether they are of a client's own people."""

    person_id: int
    client_ids: frozenset[int]
    is_member: bool = False


# Who signed in with these request headers; None for nobody.
Identify = Callable[[list[tuple[bytes, bytes]]], Listener | None]


async def stream(
    scope: Scope, receive: Receive, send: Send, *, hub: Hub, identify: Identify
) -> None:
    """Answer GET /events: 403 for nobody, else events until the browser leaves."""
    who = await asyncio.to_thread(identify, scope["headers"])
    if who is None:
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    subscriber = Subscriber(*who)
    hub.join(subscriber)
    gone = asyncio.create_task(_gone(receive))
    try:
        if not await _listening(hub, gone):
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _say(send, "hello", "{}")
        await _tell(scope, send, subscriber, gone, identify)
    finally:
        hub.leave(subscriber)
        gone.cancel()


async def _listening(hub: Hub, gone: asyncio.Task[None]) -> bool:
    """Wait for LISTEN, before which "hello" would lose what happens; False when the browser left."""
    ready = asyncio.create_task(hub.listening.wait())
    try:
        await asyncio.wait({ready, gone}, return_when=asyncio.FIRST_COMPLETED)
        return ready.done()
    finally:
        ready.cancel()


async def _tell(
    scope: Scope,
    send: Send,
    subscriber: Subscriber,
    gone: asyncio.Task[None],
    identify: Identify,
) -> None:
    loop = asyncio.get_running_loop()
    ask_at = loop.time() + PING_SECONDS
    while not gone.done():
        # An assignment may have begun or ended, or the person signed out: asked at each ping,
        # which comes in time however much there is to tell.
        if loop.time() >= ask_at:
            who = await asyncio.to_thread(identify, scope["headers"])
            if who is None:
                await send({"type": "http.response.body", "body": b""})
                return
            subscriber.client_ids = who.client_ids
            await send({"type": "http.response.body", "body": b": ping\n\n", "more_body": True})
            ask_at = loop.time() + PING_SECONDS
        payload = await _news(subscriber, gone, seconds=ask_at - loop.time())
        if payload is not None:
            await _say(send, "resync" if payload == RESYNC else "message", payload)


async def _news(subscriber: Subscriber, gone: asyncio.Task[None], *, seconds: float) -> str | None:
    news = asyncio.create_task(subscriber.queue.get())
    try:
        await asyncio.wait({news, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return news.result() if news.done() else None
    finally:
        news.cancel()


async def _say(send: Send, event: str, data: str) -> None:
    body = f"event: {event}\ndata: {data}\n\n".encode()
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
