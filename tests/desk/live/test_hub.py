"""One LISTEN a process: who is told what."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction

from madoguchi import database
from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.live.hub import CHANNEL, QUEUE, RESYNC, SOON_SECONDS, Hub, Subscriber
from tests import builders
from tests.conftest import HOME

PATIENCE_SECONDS = 10


def news_of(client_id: int | None) -> str:
    return json.dumps({"id": 1, "client": client_id, "conversation": 4001, "kind": "ReplySent"})


def subscriber(*client_ids: int) -> Subscriber:
    return Subscriber(person_id=1, client_ids=frozenset(client_ids))


def told(one: Subscriber) -> list[str]:
    """Everything that waits for this desk."""
    return [one.queue.get_nowait() for _ in range(one.queue.qsize())]


def test_news_go_to_those_who_see_the_client() -> None:
    hub, ann, otto = Hub({}), subscriber(1), subscriber(2)
    hub.subscribers = {ann, otto}

    hub.publish(news_of(1))

    assert told(ann) == [news_of(1)]
    assert told(otto) == []


def test_news_of_no_client_go_to_nobody() -> None:
    hub, ann = Hub({}), subscriber(1)
    hub.subscribers = {ann}

    hub.publish(news_of(None))

    assert told(ann) == []


def test_who_left_is_told_nothing() -> None:
    hub, ann = Hub({}), subscriber(1)
    hub.subscribers = {ann}
    hub.leave(ann)
    hub.leave(ann)

    hub.publish(news_of(1))

    assert told(ann) == []


def test_a_desk_that_cannot_follow_reads_everything_anew() -> None:
    ann = subscriber(1)
    for number in range(QUEUE):
        ann.tell(str(number))

    ann.tell("one too many")
    ann.tell("the next one")

    assert told(ann) == [RESYNC, "the next one"]


def soon_of(client_id: int, conversation_id: int, name: str, *people: int) -> str:
    """Who has a conversation open now."""
    present = {"present": [[9, name, False]]}
    told = {"kind": "presence", "client": client_id, "conversation": conversation_id}
    return json.dumps({**told, "people": people, "soon": present})


def test_what_can_wait_a_second_is_told_together_to_those_who_see_its_client() -> None:
    hub = Hub({})
    both, hikari_alone, dai, otto = (
        subscriber(1, 3),
        subscriber(1),
        Subscriber(person_id=2, client_ids=frozenset({1})),
        subscriber(2),
    )
    hub.subscribers = {both, hikari_alone, dai, otto}

    async def scene() -> None:
        hub.publish(soon_of(1, 4001, "Ann", 2))
        hub.publish(soon_of(1, 4001, "Eve"))
        hub.publish(soon_of(3, 4003, "Dai"))
        assert [one.queue.qsize() for one in (both, hikari_alone, dai, otto)] == [0, 0, 1, 0]
        await asyncio.sleep(SOON_SECONDS + 0.2)

    asyncio.run(scene())

    eve, dais = {"present": [[9, "Eve", False]]}, {"present": [[9, "Dai", False]]}
    assert [json.loads(one) for one in told(both)] == [
        {"kind": "soon", "conversations": {"4001": eve, "4003": dais}}
    ]
    assert [json.loads(one) for one in told(hikari_alone)] == [
        {"kind": "soon", "conversations": {"4001": eve}}
    ]
    [at_once, _soon] = [json.loads(one) for one in told(dai)]
    assert at_once == {"kind": "presence", "client": 1, "conversation": 4001, "people": [2]}
    assert told(otto) == []


def connected() -> dict[str, Any]:
    return {"conninfo": database.embedded(HOME, user=database.APP_ROLE).conninfo()}


async def heard(one: Subscriber) -> dict[str, Any]:
    """The next news of this desk."""
    payload = await asyncio.wait_for(one.queue.get(), PATIENCE_SECONDS)
    news: dict[str, Any] = json.loads(payload)
    return news


async def in_another_connection(work: Callable[[], object]) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    await asyncio.to_thread(run)


async def listening(*desks: Subscriber) -> Hub:
    """A hub that is connected, with these desks."""
    hub = Hub(connected())
    for desk in desks:
        hub.join(desk)
    await asyncio.wait_for(hub.listening.wait(), PATIENCE_SECONDS)
    return hub


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_heard_by_those_who_see_it(hikari: Client, tsubame: Client) -> None:
    async def scene() -> tuple[list[dict[str, Any]], list[str]]:
        ann, otto = subscriber(hikari.pk), subscriber(tsubame.pk)
        await listening(ann, otto)
        await in_another_connection(lambda: builders.a_conversation(hikari))
        return [await heard(ann), await heard(ann)], told(otto)

    news, told_otto = asyncio.run(scene())

    assert [one["kind"] for one in news] == ["ConversationOpened", "MessageReceived"]
    assert {one["client"] for one in news} == {hikari.pk}
    assert set(news[0]) == {"client", "conversation", "kind"}  # never a word of a message
    assert told_otto == []


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_heard(hikari: Client) -> None:
    def rolled_back() -> None:
        with walls.transaction([hikari.pk]):
            builders.a_conversation(hikari)
            transaction.set_rollback(True)

    async def scene() -> dict[str, Any]:
        ann = subscriber(hikari.pk)
        await listening(ann)
        await in_another_connection(rolled_back)
        await in_another_connection(lambda: builders.a_conversation(hikari))
        return await heard(ann)

    news = asyncio.run(scene())

    with walls.transaction([hikari.pk]):
        assert news["conversation"] == hikari.conversation_set.get().pk


@pytest.mark.django_db(transaction=True)
def test_after_a_lost_connection_every_desk_reads_anew_and_hears_again(hikari: Client) -> None:
    async def scene() -> list[dict[str, Any]]:
        ann = subscriber(hikari.pk)
        hub = await listening(ann)
        await asyncio.to_thread(end_the_listening)
        resync = await heard(ann)
        await asyncio.wait_for(hub.listening.wait(), PATIENCE_SECONDS)
        await in_another_connection(lambda: builders.a_conversation(hikari))
        return [resync, await heard(ann)]

    resync, news = asyncio.run(scene())

    assert resync == {"kind": "resync"}
    assert news["kind"] == "ConversationOpened"


def end_the_listening() -> None:
    """As when the database restarts."""
    above = database.embedded(HOME, user="postgres").conninfo()
    with psycopg.connect(above) as connection:
        ended = connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query = %s",
            [f"listen {CHANNEL}"],
        ).fetchall()
    assert ended == [(True,)]


def test_a_database_that_is_away_is_waited_for() -> None:
    async def scene() -> bool:
        hub = Hub({"conninfo": "host=127.0.0.1 port=1 dbname=none connect_timeout=1"})
        hub.join(subscriber(1))
        await asyncio.sleep(0.3)
        return hub.listening.is_set()

    assert asyncio.run(scene()) is False
