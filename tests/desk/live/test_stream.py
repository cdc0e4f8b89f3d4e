"""The stream of live updates, from the browser's side."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from madoguchi.desk.platform.live import stream
from madoguchi.desk.platform.live.hub import RESYNC, Hub, Subscriber
from tests.fakes.browser import AsgiBrowser

HIKARI, TSUBAME = 1, 2
Scene = Callable[[Hub, AsgiBrowser], Awaitable[None]]


def news_of(client_id: int) -> str:
    return json.dumps({"id": 7, "client": client_id, "conversation": 4001, "kind": "ReplySent"})


class QuietHub(Hub):
    """A hub that listens to nobody: the test publishes."""

    def __init__(self) -> None:
        super().__init__({})
        self.listening.set()

    def join(self, subscriber: Subscriber) -> None:
        self.subscribers.add(subscriber)


ANN = stream.Listener(1, frozenset({HIKARI}))


@dataclass
class Door:
    """Says who is there, and counts how often it was asked."""

    who: stream.Listener | None = ANN
    asked: int = 0
    seen: list[list[tuple[bytes, bytes]]] = field(default_factory=list)

    def __call__(self, headers: list[tuple[bytes, bytes]]) -> stream.Listener | None:
        self.asked += 1
        self.seen.append(headers)
        return self.who


def played(scene: Scene, door: Door) -> tuple[AsgiBrowser, Hub]:
    """The scene, played while the stream is open; then the browser leaves."""

    async def play() -> tuple[AsgiBrowser, Hub]:
        hub, browser = QuietHub(), AsgiBrowser()
        streaming = asyncio.create_task(
            stream.stream(browser.scope, browser.receive, browser.send, hub=hub, identify=door)
        )
        await scene(hub, browser)
        browser.left.set()
        await asyncio.wait_for(streaming, 10)
        return browser, hub

    return asyncio.run(play())


def test_nobody_is_told_nothing() -> None:
    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await asyncio.sleep(0.05)

    browser, hub = played(scene, Door(who=None))

    assert (browser.status, browser.text) == (403, "")
    assert not hub.subscribers


def test_the_stream_begins_with_hello() -> None:
    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until("hello")

    browser, _ = played(scene, Door())

    assert browser.status == 200
    assert browser.text == "event: hello\ndata: {}\n\n"
    assert (b"content-type", b"text/event-stream; charset=utf-8") in browser.sent[0]["headers"]


def test_hello_waits_until_nothing_can_be_missed() -> None:
    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        hub.listening.clear()
        await asyncio.sleep(0.1)
        assert browser.sent == []
        hub.listening.set()
        await browser.until("hello")

    played(scene, Door())


def test_news_are_told_as_they_come_and_a_gap_as_a_resync() -> None:
    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until("hello")
        hub.publish(news_of(HIKARI))
        hub.publish(news_of(TSUBAME))
        for subscriber in hub.subscribers:
            subscriber.tell(RESYNC)
        await browser.until("resync")

    browser, _ = played(scene, Door())

    assert browser.text.split("\n\n")[1:] == [
        f"event: message\ndata: {news_of(HIKARI)}",
        f"event: resync\ndata: {RESYNC}",
        "",
    ]


def test_a_browser_that_left_is_forgotten() -> None:
    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until("hello")
        assert len(hub.subscribers) == 1

    _, hub = played(scene, Door())

    assert not hub.subscribers


def test_a_browser_to_which_nothing_can_be_sent_is_forgotten() -> None:
    async def scene() -> Hub:
        hub, browser = QuietHub(), AsgiBrowser()

        async def broken(message: object) -> None:
            raise OSError("the line is dead")

        with pytest.raises(OSError, match="dead"):
            await stream.stream(browser.scope, browser.receive, broken, hub=hub, identify=Door())
        return hub

    assert not asyncio.run(scene()).subscribers


@pytest.fixture
def quick_pings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ping every twentieth of a second."""
    monkeypatch.setattr(stream, "PING_SECONDS", 0.05)


@pytest.mark.usefixtures("quick_pings")
def test_a_quiet_line_is_kept_open() -> None:
    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until(": ping\n\n: ping\n\n")

    played(scene, Door())


@pytest.mark.usefixtures("quick_pings")
def test_an_assignment_that_ended_stops_the_news_at_the_next_ping() -> None:
    door = Door()

    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until("hello")
        door.who = stream.Listener(1, frozenset({TSUBAME}))
        await browser.until("ping")
        hub.publish(news_of(HIKARI))
        hub.publish(news_of(TSUBAME))
        await browser.until("message")

    browser, _ = played(scene, door)

    assert news_of(HIKARI) not in browser.text
    assert news_of(TSUBAME) in browser.text


@pytest.mark.usefixtures("quick_pings")
def test_a_busy_line_is_asked_again_too() -> None:
    door = Door()

    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until("hello")
        for _ in range(40):
            hub.publish(news_of(HIKARI))
            await asyncio.sleep(0.01)

    played(scene, door)

    assert door.asked >= 3


@pytest.mark.usefixtures("quick_pings")
def test_who_signed_out_is_told_no_more() -> None:
    door = Door()

    async def scene(hub: Hub, browser: AsgiBrowser) -> None:
        await browser.until("hello")
        door.who = None
        while hub.subscribers:
            await asyncio.sleep(0.01)

    browser, _ = played(scene, door)

    assert browser.sent[-1].get("more_body", False) is False
