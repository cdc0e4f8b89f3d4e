"""Live updates: a desk hears of its own clients' conversations, and of nothing else."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client as Browser

from madoguchi.desk import asgi
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.live import stream
from madoguchi.desk.platform.live.hub import SOON_SECONDS, Hub, Subscriber
from tests import builders

HIKARI, TSUBAME = 7, 8
Headers = list[tuple[bytes, bytes]]


def test_a_desk_is_told_of_its_own_clients_alone() -> None:
    hub = Hub({})
    ann, otto = Subscriber(1, frozenset({HIKARI})), Subscriber(2, frozenset({TSUBAME}))
    hub.subscribers |= {ann, otto}

    hub.publish(f'{{"id": 1, "client": {HIKARI}, "conversation": 4001, "kind": "NoteWritten"}}')

    assert ann.queue.qsize() == 1
    assert otto.queue.empty()


@pytest.mark.parametrize("payload", ['{"id": 1, "client": null}', '{"id": 1}'])
def test_what_is_no_clients_is_told_to_nobody(payload: str) -> None:
    hub = Hub({})
    ada = Subscriber(3, frozenset({HIKARI, TSUBAME}))
    hub.subscribers.add(ada)

    hub.publish(payload)

    assert ada.queue.empty()


def test_a_member_is_told_only_what_names_them() -> None:
    hub = Hub({})
    cora = Subscriber(4, frozenset({HIKARI}), is_member=True)
    hub.subscribers.add(cora)

    hub.publish(f'{{"client": {HIKARI}, "conversation": 4001, "kind": "NoteWritten"}}')
    hub.publish(f'{{"client": {HIKARI}, "conversation": 4001, "kind": "call", "people": [5]}}')
    hub.publish(f'{{"client": {TSUBAME}, "conversation": 1, "kind": "room", "people": [4]}}')
    assert cora.queue.empty()

    hub.publish(f'{{"client": {HIKARI}, "conversation": 4001, "kind": "room", "people": [4]}}')
    assert cora.queue.qsize() == 1


def test_what_is_told_soon_of_the_desk_is_not_told_to_a_member() -> None:
    async def heard() -> int:
        hub = Hub({})
        cora = Subscriber(4, frozenset({HIKARI}), is_member=True)
        hub.subscribers.add(cora)
        hub.publish(
            f'{{"client": {HIKARI}, "conversation": 4001, "kind": "typing", "people": [],'
            ' "soon": {"writing": ["Ann"]}}'
        )
        await asyncio.sleep(SOON_SECONDS + 0.1)
        return cora.queue.qsize()

    assert asyncio.run(heard()) == 0


def test_an_admin_without_a_reason_hears_nothing() -> None:
    assert not Subscriber(3, frozenset()).may_know(HIKARI)


@pytest.mark.django_db(transaction=True)
class TestWhoListens:
    def test_a_session_cookie_names_the_person_and_their_clients(
        self, ann: Person, hikari: Client, otto: Person
    ) -> None:
        assert asgi.identify(_cookies_of(ann)) == stream.Listener(ann.pk, frozenset({hikari.pk}))

    def test_a_member_listens_to_their_own_client_as_a_member(
        self, cora: Person, hikari: Client
    ) -> None:
        listener = asgi.identify(_cookies_of(cora))

        assert listener == stream.Listener(cora.pk, frozenset({hikari.pk}), is_member=True)

    def test_an_admin_listens_to_no_client_until_there_is_a_reason(self, ada: Person) -> None:
        assert asgi.identify(_cookies_of(ada)) == stream.Listener(ada.pk, frozenset())

    def test_an_assignment_that_ended_or_begins_later_is_not_listened_to(
        self, hikari: Client
    ) -> None:
        day, now = timedelta(days=1), clock.now()
        eri = builders.assigned(builders.a_person("eri"), hikari, ends_at=now - day)
        mori = builders.assigned(builders.a_person("mori"), hikari, starts_at=now + day)

        assert asgi.identify(_cookies_of(eri)) == stream.Listener(eri.pk, frozenset())
        assert asgi.identify(_cookies_of(mori)) == stream.Listener(mori.pk, frozenset())

    def test_somebody_who_was_switched_off_is_nobody(self, ann: Person) -> None:
        cookies = _cookies_of(ann)
        ann.is_active = False
        ann.save(update_fields=["is_active"])

        assert asgi.identify(cookies) is None

    def test_after_signing_out_the_cookie_is_nobodys(self, ann: Person) -> None:
        browser = builders.signed_in(ann)
        cookies = _cookies(browser)
        browser.post("/sign-out/")

        assert asgi.identify(cookies) is None

    def test_after_a_new_password_the_old_cookie_is_nobodys(self, ann: Person) -> None:
        cookies = _cookies_of(ann)
        ann.set_password("another long word")
        ann.save(update_fields=["password"])

        assert asgi.identify(cookies) is None

    @pytest.mark.parametrize(
        "headers",
        [
            [],
            [(b"cookie", b"")],
            [(b"cookie", b"madoguchi_session=made-up")],
            [(b"cookie", b"madoguchi_session")],
            [(b"cookie", b"other=1; =; madoguchi_session=")],
            [(b"cookie", "madoguchi_session=桜".encode())],
        ],
    )
    def test_without_a_session_there_is_no_stream(self, headers: Headers) -> None:
        sent = asyncio.run(_request(headers))

        assert sent[0]["status"] == 403
        assert sent[1].get("body", b"") == b""

    def test_ann_hears_of_hikari_what_otto_does_not_hear(
        self, ann: Person, otto: Person, hikari: Client, tsubame: Client
    ) -> None:
        heard = asyncio.run(
            _listen({"ann": _cookies_of(ann), "otto": _cookies_of(otto)}, (hikari, tsubame))
        )

        assert f'"client" : {hikari.pk}' in heard["ann"]
        assert f'"client" : {tsubame.pk}' not in heard["ann"]
        assert f'"client" : {tsubame.pk}' in heard["otto"]
        assert f'"client" : {hikari.pk}' not in heard["otto"]


def test_a_quiet_desk_learns_at_its_next_ping_that_an_assignment_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stream, "PING_SECONDS", 0.2)

    heard = asyncio.run(_told_after_an_assignment_ended(busy=False))

    assert "late news" not in heard


def test_a_busy_desk_learns_no_later_that_an_assignment_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """News that never stop must not put off the question whether the desk may hear them."""
    monkeypatch.setattr(stream, "PING_SECONDS", 0.2)

    heard = asyncio.run(_told_after_an_assignment_ended(busy=True))

    assert "first news" in heard
    assert "late news" not in heard


async def _told_after_an_assignment_ended(*, busy: bool) -> str:
    """What a desk hears in three pings whose assignment ends after the first answer."""
    answers = iter([stream.Listener(1, frozenset({HIKARI}))])
    hub = _HubWithoutDatabase({})
    told: list[str] = []

    async def send(message: Any) -> None:
        told.append(message.get("body", b"").decode())

    desk = asyncio.create_task(
        stream.stream(
            {"headers": []},
            _never,
            send,
            hub=hub,
            identify=lambda _headers: next(answers, stream.Listener(1, frozenset())),
        )
    )
    await _until(lambda: "hello" in "".join(told))
    for _ in range(60):
        if busy:
            hub.publish(f'{{"client": {HIKARI}, "kind": "first news"}}')
        await asyncio.sleep(stream.PING_SECONDS / 20)
    hub.publish(f'{{"client": {HIKARI}, "kind": "late news"}}')
    await asyncio.sleep(0.05)
    desk.cancel()
    return "".join(told)


class _HubWithoutDatabase(Hub):
    """Told by the test alone."""

    def join(self, subscriber: Subscriber) -> None:
        self.subscribers.add(subscriber)
        self.listening.set()


async def _listen(desks: dict[str, Headers], clients: tuple[Client, ...]) -> dict[str, str]:
    """Open a stream for each desk, let a customer write to each client, hear until quiet."""
    hub = Hub(asgi.hub.connection)
    told: dict[str, list[str]] = {name: [] for name in desks}

    def send_to(name: str) -> Callable[[Any], Awaitable[None]]:
        async def send(message: Any) -> None:
            told[name].append(message.get("body", b"").decode())

        return send

    streams = [
        asyncio.create_task(
            stream.stream(
                {"headers": headers}, _never, send_to(name), hub=hub, identify=asgi.identify
            )
        )
        for name, headers in desks.items()
    ]
    await _until(lambda: all("hello" in "".join(one) for one in told.values()))
    for client in clients:
        await asyncio.to_thread(_somebody_writes, client)
    await _until(lambda: all("MessageReceived" in "".join(one) for one in told.values()))
    await asyncio.sleep(0.1)
    for one in streams:
        one.cancel()
    return {name: "".join(parts) for name, parts in told.items()}


def _somebody_writes(client: Client) -> None:
    try:
        builders.a_conversation(client)
    finally:
        connections.close_all()


async def _request(headers: Headers) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {"type": "http", "path": "/events", "headers": headers}
    await asyncio.wait_for(asgi.application(scope, _never, send), timeout=10)
    return sent


async def _until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not done():
            await asyncio.sleep(0.01)


async def _never() -> dict[str, Any]:
    await asyncio.Event().wait()
    return {"type": "http.disconnect"}


def _cookies_of(person: Person) -> Headers:
    return _cookies(builders.signed_in(person))


def _cookies(browser: Browser) -> Headers:
    value = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={value}".encode())]
