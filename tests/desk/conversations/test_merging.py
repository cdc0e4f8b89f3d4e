"""Two conversations of one client become one, and two again: nothing is lost, nothing leaves astray."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts, threading, verification
from madoguchi.desk.conversations.actions import (
    closing,
    notes,
    ownership,
    tagging,
)
from madoguchi.desk.conversations.actions.merging import (
    CannotUndoMerge,
    MovedOn,
    ReplyOnItsWay,
    merge_conversations,
    undo_merge,
)
from madoguchi.desk.conversations.models import Conversation, Merge, Message, SavedDraft
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
TENTH = builders.NOW + timedelta(minutes=10)
LATER = builders.NOW + timedelta(minutes=20)
LAST = builders.NOW + timedelta(minutes=30)


@pytest.fixture
def target(hikari: Client, ann: Person) -> Conversation:
    """A question that came in after the source's, already answered once."""
    return builders.a_conversation(hikari, received_at=TENTH, subject="在庫について")


@pytest.fixture
def source(hikari: Client, ann: Person) -> Conversation:
    """The same customer's other question, ten minutes older."""
    return builders.a_conversation(hikari)


def merged(source: Conversation, target: Conversation, person: Person) -> Merge:
    merge = merge_conversations(source_id=source.pk, target_id=target.pk, person=person, now=LATER)
    for one in (source, target):
        one.refresh_from_db()
    return merge


def undone(merge: Merge, person: Person, *conversations: Conversation) -> None:
    undo_merge(merge_id=merge.pk, person=person, now=LAST)
    for one in conversations:
        one.refresh_from_db()


def test_all_messages_are_in_the_target_and_its_clock_runs_from_the_oldest(
    source: Conversation, target: Conversation, ann: Person
) -> None:
    due_at = source.due_at

    merged(source, target, ann)

    assert (source.messages.count(), target.messages.count()) == (0, 2)
    assert (source.state, source.merged_into, source.due_at) == ("closed", target, None)
    assert (target.ball, target.due_at) == ("us", due_at)
    assert target.last_message_at == TENTH
    assert [one.outcome for one in source.clocks.all()] == ["superseded"]
    assert verification.verify_all().differences == ()


def test_one_answer_answers_both(source: Conversation, target: Conversation, ann: Person) -> None:
    merged(source, target, ann)

    builders.replied(target, ann, after=timedelta(minutes=20))

    target.refresh_from_db()
    assert (target.ball, target.due_at) == ("them", None)


def test_what_joined_unanswered_can_be_excused_although_a_later_message_was_answered(
    source: Conversation, target: Conversation, ann: Person
) -> None:
    builders.replied(target, ann, after=timedelta(minutes=1))
    merged(source, target, ann)

    closing.mark_no_answer_needed(
        conversation_id=target.pk,
        message_id=source.newest_customer_message_id or 0,
        person=ann,
        reason="もう済んだため",
        now=LAST,
    )

    target.refresh_from_db()
    assert target.ball == "them"


def test_undone_everything_is_as_it_was(
    source: Conversation, target: Conversation, ann: Person
) -> None:
    before = [_everything(one) for one in (source, target)]
    merge = merged(source, target, ann)

    undone(merge, ann, source, target)

    assert [_everything(one) for one in (source, target)] == before
    assert verification.verify_all().differences == ()
    with pytest.raises(CannotUndoMerge):
        undo_merge(merge_id=merge.pk, person=ann, now=LAST)
    merged(source, target, ann)  # and once more
    assert source.merged_into == target


def test_what_came_later_stays_when_it_is_undone(
    source: Conversation, target: Conversation, ann: Person
) -> None:
    merge = merged(source, target, ann)
    reply = builders.replied(target, ann, after=timedelta(minutes=15))
    later = builders.received(target, received_at=LAST)

    undone(merge, ann, source, target)

    assert {one.pk for one in target.messages.all()} >= {reply.pk, later.pk}
    assert source.messages.count() == 1
    assert (source.ball, target.ball) == ("us", "us")
    assert target.due_at == LAST + timedelta(minutes=60)
    assert verification.verify_all().differences == ()


def test_mail_finds_the_target_by_its_ids_and_by_the_signed_address(
    source: Conversation, target: Conversation, hikari: Client, ann: Person
) -> None:
    mail_id = source.messages.get().mail_id
    merged(source, target, ann)

    by_token = builders.received(source, received_at=LATER)
    by_id = builders.a_conversation(hikari, thread_keys=(mail_id,), received_at=LATER)

    assert by_token.conversation_id == by_id.pk == target.pk


def test_mail_finds_the_last_of_several_targets(
    source: Conversation, target: Conversation, hikari: Client, ann: Person
) -> None:
    last = builders.a_conversation(hikari)
    merged(source, target, ann)
    merge = merged(target, last, ann)

    assert builders.received(source, received_at=LATER).conversation_id == last.pk
    assert threading.where_it_went(source.pk) == last.pk
    with pytest.raises(MovedOn):
        undo_merge(merge_id=Merge.objects.get(source=source).pk, person=ann, now=LAST)
    undone(merge, ann)
    undone(Merge.objects.get(source=source), ann, source)
    assert source.messages.count() == 1
    assert verification.verify_all().differences == ()


def test_a_note_stays_a_note_and_a_reply_goes_to_the_targets_customer(
    source: Conversation, hikari: Client, ann: Person, dai: Person
) -> None:
    other = builders.a_conversation(hikari, sender_email="jiro@customer.example")
    note = notes.write_note(
        conversation_id=source.pk, author=ann, text="社内だけの話 @Dai 花子", now=LATER
    )
    merged(source, other, ann)

    reply = builders.replied(other, ann, after=timedelta(minutes=25))

    note.refresh_from_db()
    assert (note.conversation, note.kind) == (other, Message.Kind.NOTE)
    assert note.mentions.get().conversation == other
    assert threading.customer_of(reply).email == "jiro@customer.example"


def test_a_reply_that_was_written_before_still_belongs_to_its_own_customer(
    source: Conversation, hikari: Client, ann: Person
) -> None:
    other = builders.a_conversation(hikari, sender_email="jiro@customer.example")
    last = builders.a_conversation(hikari, sender_email="saburo@customer.example")
    reply = builders.replied(source, ann)
    with pytest.raises(ReplyOnItsWay):
        merged(source, other, ann)
    Message.objects.filter(pk=reply.pk).update(delivery=Message.Delivery.BOUNCED)

    merged(source, other, ann)
    merged(other, last, ann)

    reply.refresh_from_db()
    assert threading.customer_of(reply).email == "megumi@customer.example"


def test_owner_and_tags_come_along_and_go_back(
    source: Conversation, target: Conversation, ann: Person
) -> None:
    ownership.release_owner(conversation_id=target.pk, person=ann, now=LATER)
    for conversation, names in ((source, ("返品", "VIP")), (target, ("VIP",))):
        for name in names:
            tagging.tag_conversation(
                conversation_id=conversation.pk, name=name, person=ann, now=LATER
            )
    before = _everything(target)

    merge = merged(source, target, ann)
    assert (target.owner, target.tags.count()) == (ann, 2)

    undone(merge, ann, source, target)
    assert _everything(target) == before


def test_a_draft_moves_where_none_was_begun_and_goes_back(
    source: Conversation, target: Conversation, ann: Person, dai: Person
) -> None:
    for person in (ann, dai):
        drafts.save_draft(conversation=source, person=person, body="書きかけ", now=LATER)
    drafts.save_draft(conversation=target, person=dai, body="別の書きかけ", now=LATER)

    merge = merged(source, target, ann)
    assert drafts.draft_body(conversation=target, person=ann) == "書きかけ"
    assert drafts.draft_body(conversation=target, person=dai) == "別の書きかけ"
    assert drafts.draft_body(conversation=source, person=dai) == "書きかけ"

    undone(merge, ann)
    assert drafts.draft_body(conversation=source, person=ann) == "書きかけ"
    assert SavedDraft.objects.filter(conversation=target).count() == 1


def test_a_draft_to_one_customer_is_never_put_under_the_name_of_another(
    source: Conversation, hikari: Client, ann: Person
) -> None:
    other = builders.a_conversation(hikari, sender_email="jiro@customer.example")
    drafts.save_draft(conversation=source, person=ann, body="書きかけ", now=LATER)

    merged(source, other, ann)

    assert drafts.draft_body(conversation=other, person=ann) == ""
    assert drafts.draft_body(conversation=source, person=ann) == "書きかけ"


def _everything(conversation: Conversation) -> object:
    """All that a person could notice of a conversation; what happened to it is told anyway."""
    conversation.refresh_from_db()
    row = {
        field.attname: getattr(conversation, field.attname) for field in Conversation._meta.fields
    }
    return (
        row,
        list(conversation.messages.order_by("pk").values()),
        list(conversation.clocks.order_by("position").values()),
        list(conversation.tags.order_by("tag_id").values_list("tag_id", flat=True)),
        list(conversation.drafts.order_by("person_id").values_list("person_id", "body")),
    )
