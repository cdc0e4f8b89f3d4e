"""Names that are written in one place and meant in another: jobs, events."""

import ast
from dataclasses import fields
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from procrastinate.contrib.django import app

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.actions import approvals, scheduling
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message, ScheduledReply
from madoguchi.desk.conversations.queries.histories import history_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.platform.events import Happening
from tests import builders
from tests.house.tree import modules, name_of, parsed

OF_CONVERSATIONS = [
    one
    for one in vars(happened).values()
    if isinstance(one, type) and issubclass(one, Happening) and one is not Happening
]


def test_every_job_that_is_deferred_is_registered() -> None:
    deferred = {
        (name_of(path), _name_of_job(call))
        for path in modules("src")
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "jobs.defer"
    }

    assert deferred
    assert {place for place, job in deferred if job not in app.tasks} == set()


def test_every_registered_job_of_ours_is_named_after_its_feature() -> None:
    # Other tests register jobs of their own in this process, named "test.…".
    foreign = ("procrastinate", "builtin", "test.")
    ours = {name for name in app.tasks if not name.startswith(foreign)}

    assert {name.partition(".")[0] for name in ours} <= {
        "alerts",
        "conversations",
        "expectations",
        "mail",
        "platform",
        "promises",
        "rooms",
        "search",
        "tasks",
    }


def test_every_kind_of_event_has_a_name_of_its_own() -> None:
    kinds = [one.__name__ for one in _descendants(Happening)]

    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("kind", OF_CONVERSATIONS, ids=lambda kind: kind.__name__)
def test_everything_that_can_happen_to_a_conversation_has_words(
    kind: type[Happening], hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    with walls.transaction([hikari.pk]):
        message = Message.objects.get(conversation=conversation)
        if kind is happened.ReplyRecalled:  # only what waits in the outbox is taken back
            message = builders.replied(conversation, ann)
        for values in _all_values(kind, ann, message):
            happening = kind(client_id=hikari.pk, conversation_id=conversation.pk, **values)
            events.record(happening, at=builders.NOW, actor_id=ann.pk)
            newest = history_of(conversation)[0]
            assert newest.words
            assert newest.who == ann.name


def _all_values(kind: type[Happening], person: Person, message: Message) -> list[dict[str, Any]]:
    """Every combination of values that its fields can have, as far as words depend on them."""
    possible: dict[str, list[Any]] = {
        field.name: _values(field.name, person, message)
        for field in fields(kind)
        if field.name not in {"client_id", "conversation_id"}
    }
    return [dict(zip(possible, one, strict=True)) for one in product(*possible.values())]


def _values(name: str, person: Person, message: Message) -> list[Any]:
    match name:
        case "owner_id":
            return [person.pk, None]
        case "person_id":
            return [person.pk]
        case "until" | "send_at":
            return [builders.NOW]
        case "why":
            return ["time", "message", "person", "acted", "closing"]
        case "to":
            return ["us", "them", "client"]
        case "merge_id":
            return [1, None]
        case "waiting" | "message_ids" | "tag_ids" | "draft_person_ids":
            return [()]
        case "message_id":
            return [message.pk]
        case "held_reply_id":
            return [_held(message.conversation, person).pk]
        case "scheduled_reply_id":
            return [_scheduled(message.conversation, person).pk]
        case "delivery":
            return [one.value for one in Message.Delivery if one != Message.Delivery.NONE]
        case "reason":
            return ["お礼のみ"]
        case "notice":
            return ["auto_reply", "bounce", "delay"]
        case _:
            return [1]


def _held(conversation: Conversation, author: Person) -> HeldReply:
    """One that there is: other features look at what waits."""
    reply = builders.a_reply(conversation)
    return approvals.request_approval(
        conversation_id=conversation.pk, author=author, reply=reply, now=builders.NOW
    )


def _scheduled(conversation: Conversation, author: Person) -> ScheduledReply:
    """The same, for its time."""
    return scheduling.schedule_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=builders.a_reply(conversation),
        send_at=builders.NOW + timedelta(minutes=10),
        now=builders.NOW,
    )


def _name_of_job(call: ast.Call) -> str:
    first = call.args[0]
    assert isinstance(first, ast.Constant)
    assert isinstance(first.value, str)
    return first.value


def _descendants(kind: type[Happening]) -> set[type[Happening]]:
    below = set(kind.__subclasses__())
    return below | {one for child in below for one in _descendants(child)}
