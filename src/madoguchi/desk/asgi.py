"""One process, one port: live updates as a plain coroutine, everything else Django in threads (ADR 0004).

The desk is set up before this is imported: `madoguchi web` does both.
"""

from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

from madoguchi.desk.clients import access
from madoguchi.desk.people import identity
from madoguchi.desk.platform import bodies
from madoguchi.desk.platform.live import stream
from madoguchi.desk.platform.live.hub import Hub

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


def identify(headers: list[tuple[bytes, bytes]]) -> tuple[int, frozenset[int]] | None:
    """Who asks for live updates, and which clients they see."""
    try:
        person = identity.person_of(headers)
        return None if person is None else (person.pk, access.client_ids_seen_by(person.pk))
    finally:
        connections.close_all()


async def application(scope: stream.Scope, receive: stream.Receive, send: stream.Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/healthz":
        await _answer_ok(send)
    elif scope["type"] == "http" and scope["path"] == "/events":
        await stream.stream(scope, receive, send, hub=hub, identify=identify)
    else:
        await bodies.with_whole_body(pages, scope, receive, send)


async def _answer_ok(send: stream.Send) -> None:
    """The process answers, whatever it stands on: the database may be away."""
    headers = [(b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


async def _lifespan(receive: stream.Receive, send: stream.Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
