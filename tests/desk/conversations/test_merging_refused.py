"""What is not merged: what waits, what was merged away, what is somebody else's."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import (
    approvals,
    closing,
    notes,
    ownership,
    scheduling,
)
from madoguchi.desk.conversations.actions.merging import (
    CannotMerge,
    CannotUndoMerge,
    ReplyWaits,
    merge_conversations,
    undo_merge,
)
from madoguchi.desk.conversations.models import Conversation, Merge
from madoguchi.desk.conversations.querysets import NoSuchConversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)
LAST = builders.NOW + timedelta(minutes=30)


@pytest.fixture
def target(hikari: Client, ann: Person) -> Conversation:
    """A question that came in after the source's, already answered once."""
    return builders.a_conversation(hikari, subject="在庫について")


@pytest.fixture
def source(hikari: Client, ann: Person) -> Conversation:
    """The same customer's other question, ten minutes older."""
    return builders.a_conversation(hikari)


def merged(source: Conversation, target: Conversation, person: Person) -> Merge:
    merge = merge_conversations(source_id=source.pk, target_id=target.pk, person=person, now=LATER)
    for one in (source, target):
        one.refresh_from_db()
    return merge


def test_a_reply_that_waits_stands_in_the_way(
    source: Conversation, target: Conversation, ann: Person
) -> None:
    scheduled = scheduling.schedule_reply(
        conversation_id=source.pk,
        author=ann,
        reply=builders.a_reply(source),
        send_at=LAST,
        now=LATER,
    )
    for one, other in ((source, target), (target, source)):
        with pytest.raises(ReplyWaits):
            merged(one, other, ann)
    scheduling.cancel_scheduled(scheduled_reply_id=scheduled.pk, person=ann, now=LATER)
    approvals.request_approval(
        conversation_id=source.pk, author=ann, reply=builders.a_reply(source), now=LATER
    )
    with pytest.raises(ReplyWaits):
        merged(source, target, ann)


def test_nothing_is_done_to_what_was_merged_away(
    source: Conversation, target: Conversation, hikari: Client, ann: Person
) -> None:
    merged(source, target, ann)
    third = builders.a_conversation(hikari)

    for action in (
        lambda: closing.reopen_conversation(conversation_id=source.pk, person=ann, now=LAST),
        lambda: notes.write_note(conversation_id=source.pk, author=ann, text="メモ", now=LAST),
        lambda: merged(third, source, ann),
        lambda: merged(source, third, ann),
    ):
        with pytest.raises(ownership.MergedAway):
            action()


def test_a_conversation_is_not_merged_with_itself_or_by_somebody_who_only_looks(
    source: Conversation, target: Conversation, ann: Person, ada: Person
) -> None:
    with pytest.raises(CannotMerge):
        merged(source, source, ann)
    with pytest.raises(ownership.CannotAssign):
        merged(source, target, ada)
    merge = merged(source, target, ann)
    with pytest.raises(ownership.CannotAssign):
        undo_merge(merge_id=merge.pk, person=ada, now=LAST)
    with pytest.raises(CannotUndoMerge):
        undo_merge(merge_id=987_654_321, person=ann, now=LAST)


def test_not_even_somebody_who_works_for_both_clients_merges_across(
    source: Conversation, tsubame: Client, ann: Person
) -> None:
    builders.assigned(ann, tsubame)
    foreign = builders.a_conversation(tsubame)

    with walls.within([source.client_id, tsubame.pk]):
        for one, other in ((source, foreign), (foreign, source)):
            with pytest.raises(CannotMerge):
                merged(one, other, ann)
    with pytest.raises(NoSuchConversation):
        merged(source, foreign, ann)
