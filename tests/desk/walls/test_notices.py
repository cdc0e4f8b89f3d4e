"""Live news that name people: who has a conversation open, whose clock nears; told to them alone."""

import asyncio
import json
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections

from madoguchi.desk import asgi
from madoguchi.desk.alerts.actions.raising import raise_alerts
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import presence
from madoguchi.desk.conversations.models import Conversation, Presence
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.live.hub import SOON_SECONDS, Hub, Subscriber
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from tests import builders

HIKARI, TSUBAME = 7, 8


def test_what_is_meant_for_somebody_is_told_to_nobody_else() -> None:
    hub = Hub({})
    ann, dai = Subscriber(1, frozenset({HIKARI})), Subscriber(4, frozenset({HIKARI}))
    hub.subscribers |= {ann, dai}

    hub.publish(_notice(people=[1]))

    assert (ann.queue.qsize(), dai.queue.qsize()) == (1, 0)


@pytest.mark.parametrize("kind", ["presence", "alert"])
def test_somebody_named_whose_assignment_ended_hears_nothing(kind: str) -> None:
    """Named for another client's sake, or by a row that outlived the assignment."""
    hub = Hub({})
    otto = Subscriber(2, frozenset({TSUBAME}))
    hub.subscribers.add(otto)

    hub.publish(_notice(kind=kind, people=[2]))

    assert otto.queue.empty()


@pytest.mark.django_db(transaction=True)
def test_who_opens_or_writes_is_told_to_colleagues_and_not_over_the_wall(
    ann: Person, dai: Person, otto: Person, hikari: Client
) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        # Otto once was there: his mark outlived his assignment.
        for person in (dai, otto):
            Presence.objects.create(
                client=hikari, conversation=conversation, person=person, at=clock.now()
            )

    def ann_writes() -> None:
        with walls.transaction([hikari.pk]):
            presence.arrive(conversation=conversation, person=ann, is_writing=True, now=clock.now())

    assert _who_hears(ann_writes, ann=ann, dai=dai, otto=otto) == {"dai": "presence"}


@pytest.mark.django_db(transaction=True)
def test_an_alert_is_told_to_its_person_alone(
    ann: Person, dai: Person, otto: Person, hikari: Client
) -> None:
    builders.a_conversation(hikari)

    def the_clock_nears() -> None:
        with walls.transaction([hikari.pk]):
            raise_alerts(client_id=hikari.pk, now=builders.NOW + timedelta(minutes=50))

    assert _who_hears(the_clock_nears, ann=ann, dai=dai, otto=otto) == {"ann": "alert"}


@pytest.mark.django_db(transaction=True)
def test_of_a_direct_thread_a_colleague_who_takes_no_part_hears_nothing(
    ann: Person, dai: Person, cora: Person, hikari: Client
) -> None:
    """Neither that it was opened, nor that somebody writes in it; nor does another of Cora's house."""
    kei = builders.assigned(builders.a_person("kei"), hikari)
    noa = builders.a_member("noa", hikari)

    def ann_opens_it() -> None:
        with walls.transaction([hikari.pk]):
            thread = _a_direct_thread(hikari, ann, cora)
            presence.arrive(conversation=thread, person=ann, is_writing=True, now=clock.now())

    people = {"ann": ann, "dai": dai, "kei": kei, "cora": cora, "noa": noa}
    heard = _who_hears(ann_opens_it, wait=SOON_SECONDS, **people)

    assert heard == {"ann": "ConversationOpened", "dai": "ConversationOpened", "cora": "room"}


def _a_direct_thread(client: Client, ours: Person, theirs: Person) -> Conversation:
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[theirs.pk],
        draft_key=uuid.uuid4(),
    )
    opened = open_direct(client_id=client.pk, person=ours, opening=opening, now=builders.NOW)
    assert opened.refusal is None
    return opened.conversation


def _notice(*, kind: str = "presence", people: list[int]) -> str:
    return json.dumps({"kind": kind, "client": HIKARI, "conversation": 4001, "people": people})


def _who_hears(happen: Callable[[], None], wait: float = 0.0, **people: Person) -> dict[str, str]:
    """The first kind that each person's open desk is told of, in the clients of their real sight."""
    seen = {name: asgi.identify(_cookie_of(person)) for name, person in people.items()}

    async def scene() -> dict[str, str]:
        hub = Hub(asgi.hub.connection)
        desks = {name: Subscriber(*one) for name, one in seen.items() if one is not None}
        for desk in desks.values():
            hub.join(desk)
        await asyncio.wait_for(hub.listening.wait(), 10)
        await asyncio.to_thread(_and_close, happen)
        await asyncio.wait_for(_first_news(desks), 10)
        await asyncio.sleep(wait + 0.2)
        return {
            name: json.loads(desk.queue.get_nowait())["kind"]
            for name, desk in desks.items()
            if desk.queue.qsize()
        }

    return asyncio.run(scene())


def _and_close(happen: Callable[[], None]) -> None:
    try:
        happen()
    finally:
        connections.close_all()


async def _first_news(desks: dict[str, Subscriber]) -> None:
    while not any(desk.queue.qsize() for desk in desks.values()):
        await asyncio.sleep(0.01)


def _cookie_of(person: Person) -> list[tuple[bytes, bytes]]:
    value = builders.signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
    return [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={value}".encode())]
