"""One process, one port: live updates as a plain coroutine, everything else Django in threads (ADR 0004).

The desk is set up before this is imported: `madoguchi web` does both.
"""

import asyncio
import gc
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

from madoguchi.desk.clients import access
from madoguchi.desk.operations import metrics, readiness
from madoguchi.desk.people import identity
from madoguchi.desk.platform import bodies
from madoguchi.desk.platform.live import stream
from madoguchi.desk.platform.live.hub import Hub

UPLOADS = re.compile(r"/conversations/\d{1,15}/files/")
# Who is it, at the start of a live stream and each ping: of one question each, so a few threads will do.
ASKING_THREADS = 3
UPLOAD = bodies.Limits(most_bytes=30_000_000, seconds=300)  # a file and the form around it

# a2wsgi and Django spell the same protocols with other types.
pages: Any = WSGIMiddleware(
    cast("Any", get_wsgi_application()), workers=settings.CONFIG.web_threads
)


def _connection_of_its_own() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    return {
        name: value
        for name, value in parameters.items()
        if name not in {"cursor_factory", "context", "pool"}
    }


hub = Hub(_connection_of_its_own())
metrics.watch_desks(lambda: hub.size)
standing = readiness.Standing(readiness.problems)


def identify(headers: list[tuple[bytes, bytes]]) -> stream.Listener | None:
    """Who asks for live updates, and which clients they see."""
    try:
        person = identity.person_of(headers)
        if person is None:
            return None
        return stream.Listener(
            person.pk, access.client_ids_seen_by(person.pk), is_member=person.is_member
        )
    finally:
        connections.close_all()


async def application(scope: stream.Scope, receive: stream.Receive, send: stream.Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/healthz":
        await _answer(send, 200, b"ok")
    elif scope["type"] == "http" and scope["path"] == "/readyz":
        await _answer_readiness(send)
    elif scope["type"] == "http" and scope["path"] == "/events":
        await stream.stream(scope, receive, send, hub=hub, identify=identify)
    else:
        limits = await _limits(scope)
        await bodies.with_whole_body(pages, scope, receive, send, limits=limits)


async def _limits(scope: stream.Scope) -> bodies.Limits | None:
    """Somebody who signed in may send a file; nobody else fills our disk or waits for so long."""
    if scope["method"] != "POST" or not UPLOADS.fullmatch(scope["path"]):
        return None
    known = await asyncio.to_thread(identify, scope["headers"])
    return UPLOAD if known else None


async def _answer_readiness(send: stream.Send) -> None:
    """What a proxy or an orchestrator asks before it sends people here."""
    problems = await standing.problems()
    await _answer(send, 503 if problems else 200, "\n".join(problems).encode() or b"ok")


async def _answer(send: stream.Send, status: int, body: bytes) -> None:
    """Said by the process itself: of `/healthz` whatever it stands on, the database may be away."""
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _settle() -> None:
    """What was loaded stays: looking through all of it for rubbish would hold a page up for 0.1 s."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _lifespan(receive: stream.Receive, send: stream.Send) -> None:
    _settle()
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(ASKING_THREADS, "asking"))
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
