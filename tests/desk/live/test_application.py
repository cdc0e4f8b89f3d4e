"""The ASGI application: live updates beside the pages, and who asks for them."""

import asyncio
from typing import Any

import pytest
from django.db import connections
from django.test import Client as Browser

from madoguchi.desk import asgi
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.live.stream import Listener
from tests import builders
from tests.fakes.browser import AsgiBrowser

pytestmark = pytest.mark.django_db(transaction=True)


def headers_of(browser: Browser) -> list[tuple[bytes, bytes]]:
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    return [(b"cookie", cookies.encode())]


def test_a_signed_in_desk_hears_what_happens_to_its_clients(
    ann_browser: Browser, hikari: Client, tsubame: Client
) -> None:
    def happen() -> None:
        try:
            builders.a_conversation(tsubame)
            builders.a_conversation(hikari)
        finally:
            connections.close_all()

    async def scene() -> str:
        browser = AsgiBrowser(headers=headers_of(ann_browser))
        streaming = asyncio.create_task(
            asgi.application(browser.scope, browser.receive, browser.send)
        )
        await browser.until("hello")
        await asyncio.to_thread(happen)
        text = await browser.until("MessageReceived")
        browser.left.set()
        await asyncio.wait_for(streaming, 10)
        return text

    text = asyncio.run(scene())

    assert f'"client" : {hikari.pk}' in text
    assert f'"client" : {tsubame.pk}' not in text


def test_somebody_without_a_session_hears_nothing(db: None) -> None:
    async def scene() -> int:
        browser = AsgiBrowser()
        await asgi.application(browser.scope, browser.receive, browser.send)
        return browser.status

    assert asyncio.run(scene()) == 403


def test_the_asker_is_named_with_the_clients_that_they_see(
    ann: Person, ann_browser: Browser, hikari: Client, tsubame: Client
) -> None:
    assert asgi.identify(headers_of(ann_browser)) == Listener(ann.pk, frozenset({hikari.pk}))
    assert asgi.identify([]) is None


def test_the_server_may_start_and_stop() -> None:
    async def scene() -> list[str]:
        said: list[str] = []
        waiting = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

        async def receive() -> Any:
            return waiting.pop(0)

        async def send(message: Any) -> None:
            said.append(message["type"])

        await asgi.application({"type": "lifespan"}, receive, send)
        return said

    assert asyncio.run(scene()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
