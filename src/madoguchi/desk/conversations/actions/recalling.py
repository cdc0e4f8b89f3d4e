"""A reply taken back before it left: as if it had not been sent, its text in the composer again."""

from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.conversations import clocks, draft_files, drafts
from madoguchi.desk.conversations.actions import moving, ownership, snoozing
from madoguchi.desk.conversations.events import ReplyRecalled, ReplySent
from madoguchi.desk.conversations.models import Conversation, Mention, Message
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.actions.recalling import Recall, take_back
from madoguchi.desk.promises.given import Promised

# As long as questions of one matter belong together (rule 0.3); the room says whether it was read.
UNREAD_FOR = timedelta(minutes=30)


class CannotRecall(Refusal):
    """取り消せる返信ではありません。"""


class NotYours(CannotRecall):
    """送信を取り消せるのは、書いた人とディレクターです。"""


class LeftAlready(CannotRecall):
    """もう送信されました。"""


@transaction.atomic
def recall_reply(*, message_id: int, person: Person, now: datetime) -> Message:
    """Take the reply back; the text is its author's draft, unless they have begun another.

    The feature that carries it withdraws it in the same transaction, or refuses: then nothing
    changes. What was closed by sending is open again, and the clock is as if nothing had been sent.
    """
    found = Message.objects.filter(pk=message_id, kind=Message.Kind.REPLY).first()
    if found is None:
        raise CannotRecall
    conversation = Conversation.objects.lock(found.conversation_id)
    ownership.admit(person, conversation, now)
    message = conversation.messages.filter(pk=message_id, kind=Message.Kind.REPLY).first()
    if message is None or not _was_sent_from(conversation, message):
        raise CannotRecall
    if message.author_id != person.pk and not _directs(person, conversation, now):
        raise NotYours
    if not _is_still_here(conversation, message, now):
        raise LeftAlready
    recalled = ReplyRecalled(
        client_id=conversation.client_id, conversation_id=conversation.pk, message_id=message.pk
    )
    event = events.record(recalled, at=now, actor_id=person.pk)
    _take_back(conversation, message, now)
    take_back(
        Recall(
            client_id=message.client_id,
            message_id=message.pk,
            said_at=message.at,
            person=person,
            now=now,
        )
    )
    clocks.advance(conversation, event)
    snoozing.begin_again(conversation, sent_at=message.at, person=person, now=now)
    moving.refresh_summary(conversation)
    return message


def _was_sent_from(conversation: Conversation, message: Message) -> bool:
    """A reply that came along with a merge has answered another conversation's clock."""
    sent = Event.objects.filter(conversation_id=conversation.pk, kind=ReplySent.__name__)
    return sent.filter(data__message_id=message.pk).exists()


def _is_still_here(conversation: Conversation, message: Message, now: datetime) -> bool:
    """A mail until its worker took it; what was said in a room for so long, if nobody there read it."""
    if conversation.is_mail:
        return message.delivery == Message.Delivery.QUEUED
    return now <= message.at + UNREAD_FOR


def _directs(person: Person, conversation: Conversation, now: datetime) -> bool:
    return access.role_at(person, conversation.client_id, now) == Assignment.Role.DIRECTOR


def _take_back(conversation: Conversation, message: Message, now: datetime) -> None:
    message.kind = Message.Kind.RECALLED
    message.delivery = Message.Delivery.NONE
    message.delivery_at = now
    message.save(update_fields=["kind", "delivery", "delivery_at"])
    Mention.objects.filter(message=message).delete()  # nobody was called
    if message.author is not None:
        is_back = drafts.give_back(
            conversation=conversation,
            person=message.author,
            letter=drafts.Letter(
                body=message.text,
                copied=tuple(message.copied),
                trace=_trace_of(message),
                promised=Promised.of(message.promised),
                written_seconds=message.written_seconds or 0,
            ),
            now=now,
        )
        if is_back:
            draft_files.give_back(message, message.author, now)


def _trace_of(message: Message) -> Trace:
    check = GuardCheck.objects.filter(message_id=message.pk).first()
    if check is None:
        return Trace()
    windows = {str(message.draft_key): check.rewritten}
    return Trace.of({"found": check.found, "windows": windows, "silenced": check.silenced})
