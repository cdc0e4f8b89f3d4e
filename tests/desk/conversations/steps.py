"""What can be done to a conversation, as steps of a random walk."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from madoguchi.desk.conversations import seeing, threading
from madoguchi.desk.conversations.actions import (
    closing,
    merging,
    passing,
    recalling,
    scheduling,
    snoozing,
    splitting,
)
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Conversation, Merge, Message
from madoguchi.desk.people.models import Person
from tests import builders

Step = Callable[[Conversation, Person, datetime], object]


def receive(conversation: Conversation, _person: Person, at: datetime) -> None:
    builders.received(conversation, received_at=at)


def receive_a_notice(conversation: Conversation, _person: Person, at: datetime) -> None:
    builders.received(conversation, received_at=at, notice="auto_reply")


def receive_late(conversation: Conversation, _person: Person, at: datetime) -> None:
    """A mail that lay somewhere for two hours."""
    builders.received(conversation, received_at=at - timedelta(hours=2))


def answer(conversation: Conversation, person: Person, at: datetime) -> None:
    reply = builders.a_reply(conversation, reason="試験のため")
    send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=at)


def answer_and_close(conversation: Conversation, person: Person, at: datetime) -> None:
    reply = builders.a_reply(conversation, reason="試験のため", close=True)
    send_reply(conversation_id=conversation.pk, author=person, reply=reply, now=at)


def close(conversation: Conversation, person: Person, at: datetime) -> None:
    closing.close_conversation(conversation_id=conversation.pk, person=person, now=at)


def reopen(conversation: Conversation, person: Person, at: datetime) -> None:
    closing.reopen_conversation(conversation_id=conversation.pk, person=person, now=at)


def excuse(conversation: Conversation, person: Person, at: datetime) -> None:
    """The oldest message that may still be excused."""
    for message in conversation.messages.filter(kind=Message.Kind.CUSTOMER).order_by("-pk")[:2]:
        closing.mark_no_answer_needed(
            conversation_id=conversation.pk,
            message_id=message.pk,
            person=person,
            reason="お礼のみ",
            now=at,
        )


def change_the_policy(conversation: Conversation, _person: Person, at: datetime) -> None:
    version = conversation.client.policies.count() + 1
    builders.a_policy(conversation.client, version=version, due_minutes=30 + version % 3 * 15)


def here(conversation: Conversation) -> Conversation:
    """Where the conversation is now: perhaps merged into another."""
    return Conversation.objects.get(pk=threading.where_it_went(conversation.pk))


def merge_an_older_one(conversation: Conversation, person: Person, at: datetime) -> None:
    older = builders.a_conversation(conversation.client, received_at=at - timedelta(minutes=40))
    merging.merge_conversations(
        source_id=older.pk, target_id=conversation.pk, person=person, now=at
    )


def merge_into_a_newer_one(conversation: Conversation, person: Person, at: datetime) -> None:
    newer = builders.a_conversation(conversation.client, received_at=at - timedelta(minutes=1))
    merging.merge_conversations(
        source_id=conversation.pk, target_id=newer.pk, person=person, now=at
    )


def merge_into_a_closed_one(conversation: Conversation, person: Person, at: datetime) -> None:
    done = builders.a_conversation(conversation.client, received_at=at - timedelta(minutes=50))
    close(done, person, at)
    merging.merge_conversations(source_id=conversation.pk, target_id=done.pk, person=person, now=at)


def undo_a_merge(_conversation: Conversation, person: Person, at: datetime) -> None:
    """The newest that still holds."""
    merge = Merge.objects.filter(undone_at__isnull=True).order_by("-pk").first()
    if merge is not None:
        merging.undo_merge(merge_id=merge.pk, person=person, now=at)


def split_off_the_oldest(conversation: Conversation, person: Person, at: datetime) -> None:
    _split(conversation, conversation.messages.order_by("pk"), person, at)


def split_off_the_newest(conversation: Conversation, person: Person, at: datetime) -> None:
    _split(conversation, conversation.messages.order_by("-pk"), person, at)


def _split(
    conversation: Conversation, messages: QuerySet[Message], person: Person, at: datetime
) -> None:
    splitting.split_conversation(
        conversation_id=conversation.pk,
        message_ids=[one.pk for one in messages[:2]],
        subject="",
        person=person,
        now=at,
    )


def recall(conversation: Conversation, person: Person, at: datetime) -> None:
    """The newest reply, as long as it has not left."""
    reply = conversation.messages.filter(kind=Message.Kind.REPLY).order_by("-pk").first()
    if reply is not None:
        recalling.recall_reply(message_id=reply.pk, person=person, now=at)


def ask_the_client(conversation: Conversation, person: Person, at: datetime) -> None:
    passing.pass_to_client(conversation_id=conversation.pk, person=person, now=at)


def take_the_ball(conversation: Conversation, person: Person, at: datetime) -> None:
    passing.pass_to_us(conversation_id=conversation.pk, person=person, now=at)


def give_the_ball(conversation: Conversation, person: Person, at: datetime) -> None:
    passing.pass_to_customer(conversation_id=conversation.pk, person=person, now=at)


def snooze(conversation: Conversation, person: Person, at: datetime) -> None:
    snoozing.snooze_conversation(
        conversation_id=conversation.pk, until=at + timedelta(minutes=20), person=person, now=at
    )


def wake(conversation: Conversation, _person: Person, at: datetime) -> None:
    snoozing.wake(conversation_id=conversation.pk, now=at)


def schedule(conversation: Conversation, person: Person, at: datetime) -> None:
    scheduling.schedule_reply(
        conversation_id=conversation.pk,
        author=person,
        reply=builders.a_reply(
            conversation, reason="試験のため", last_seen_id=seeing.newest_said(conversation)
        ),
        send_at=at + timedelta(minutes=1),
        now=at,
    )


def send_what_was_scheduled(conversation: Conversation, _person: Person, at: datetime) -> None:
    for one in conversation.scheduled_replies.order_by("pk"):
        scheduling.send_at_its_time(scheduled_reply_id=one.pk, now=at)


def cancel_what_was_scheduled(conversation: Conversation, person: Person, at: datetime) -> None:
    for one in conversation.scheduled_replies.order_by("pk"):
        scheduling.cancel_scheduled(scheduled_reply_id=one.pk, person=person, now=at)


STEPS: tuple[Step, ...] = (
    receive,
    receive,
    receive_a_notice,
    receive_late,
    answer,
    answer_and_close,
    close,
    reopen,
    excuse,
    change_the_policy,
    merge_an_older_one,
    merge_into_a_newer_one,
    merge_into_a_closed_one,
    undo_a_merge,
    undo_a_merge,
    split_off_the_oldest,
    split_off_the_newest,
    recall,
    recall,
    ask_the_client,
    take_the_ball,
    give_the_ball,
    snooze,
    wake,
    schedule,
    send_what_was_scheduled,
    cancel_what_was_scheduled,
)
