"""What the lists say of a conversation into which another was put: unread by who has not read all of it."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.delivery import record_delivery
from madoguchi.desk.conversations.actions.merging import merge_conversations
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.conversations.listing import listed, the_list

pytestmark = pytest.mark.usefixtures("in_hikari")
TENTH = builders.NOW + timedelta(minutes=10)
LATER = builders.NOW + timedelta(minutes=20)
LAST = builders.NOW + timedelta(minutes=30)


def merged(source: Conversation, target: Conversation, person: Person) -> None:
    merge_conversations(source_id=source.pk, target_id=target.pk, person=person, now=LATER)
    target.refresh_from_db()


@pytest.mark.parametrize(
    ("read", "is_unread"),
    [
        pytest.param(("target",), True, id="the older one that came along was never read"),
        pytest.param(("source", "target"), False, id="both were read"),
        pytest.param(("source",), True, id="only what came along was read"),
    ],
)
def test_what_came_along_unread_is_unread_however_old_it_is(
    hikari: Client, ann: Person, read: tuple[str, ...], is_unread: bool
) -> None:
    both = {"source": builders.a_conversation(hikari)}
    both["target"] = builders.a_conversation(hikari, received_at=TENTH)
    for name in read:
        seeing.mark_seen(conversation=both[name], person=ann)

    merged(both["source"], both["target"], ann)

    [row] = the_list(ann, ListQuery(), now=LATER).groups[0].rows
    assert row.is_unread is is_unread
    assert (both["target"].pk in listed(ann, "mine", now=LATER, unread=True)) is is_unread
    seeing.mark_seen(conversation=both["target"], person=ann)
    assert listed(ann, "mine", now=LATER, unread=True) == []


def test_both_read_stay_read_when_the_newer_one_joins_the_older(
    hikari: Client, ann: Person
) -> None:
    older = builders.a_conversation(hikari)
    newer = builders.a_conversation(hikari, received_at=TENTH)
    for one in (older, newer):
        seeing.mark_seen(conversation=one, person=ann)

    merged(newer, older, ann)

    assert listed(ann, "mine", now=LATER) == [older.pk]
    assert listed(ann, "mine", now=LATER, unread=True) == []


def test_a_reply_to_the_other_matter_does_not_make_good_one_that_never_arrived(
    hikari: Client, ann: Person
) -> None:
    source = builders.a_conversation(hikari)
    target = builders.a_conversation(hikari, received_at=TENTH)
    lost = builders.replied(source, ann, after=timedelta(minutes=12))
    failed = Message.Delivery.FAILED
    record_delivery(message_id=lost.pk, delivery=failed, note="550 unknown", now=LATER)
    arrived = builders.replied(target, ann, after=timedelta(minutes=5))
    record_delivery(message_id=arrived.pk, delivery=Message.Delivery.SENT, note="", now=LATER)

    merged(source, target, ann)

    assert listed(ann, "undelivered", now=LAST) == [target.pk]
    builders.replied(target, ann, after=timedelta(minutes=15))
    assert listed(ann, "undelivered", now=LAST) == []
