"""Internal notes: never leave the house, never touch ball or clock; they may call a colleague."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.conversations import drafts, mentions
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import NoteWritten, PersonMentioned
from madoguchi.desk.conversations.models import Conversation, Mention, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotNote(Refusal):
    """メモの本文がまだありません。"""


class CannotMention(CannotNote):
    """この委託元の担当ではない人は呼べません。"""


@transaction.atomic
def write_note(
    *,
    conversation_id: int,
    author: Person,
    text: str,
    now: datetime,
    mentioned_ids: Iterable[int] = (),
) -> Message:
    """Keep a note for colleagues beside the conversation.

    Calls those whom it names (「@藤原 みお」) and those picked. Raises CannotMention for somebody
    who is not assigned to the client: they could not read it.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(author, conversation, now)
    if not text.strip():
        raise CannotNote
    called = _called(conversation, text, mentioned_ids, now)
    message = _keep(conversation, author, text, now)
    drafts.discard_note(conversation=conversation, person=author)
    events.record(
        NoteWritten(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            message_id=message.pk,
        ),
        at=now,
        actor_id=author.pk,
    )
    for person_id in called:
        if person_id != author.pk:
            _mention(message, person_id)
    return message


def _keep(conversation: Conversation, author: Person, text: str, now: datetime) -> Message:
    return Message.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        channel=conversation.channel,
        kind=Message.Kind.NOTE,
        author=author,
        sender_name=author.name,
        at=now,
        text=text,
    )


def _called(
    conversation: Conversation, text: str, picked: Iterable[int], now: datetime
) -> tuple[int, ...]:
    people = mentions.people_of(conversation, now=now)
    strangers = mentions.strangers_in(text, people)
    if strangers:
        raise CannotMention(
            _("%(name)sさんはこの委託元の担当ではないため、メモで呼べません。")
            % {"name": strangers[0]}
        )
    wanted = dict.fromkeys((*picked, *mentions.called_in(text, people)))
    if not set(wanted) <= set(people):
        raise CannotMention
    return tuple(wanted)


def _mention(message: Message, person_id: int) -> None:
    Mention.objects.create(
        client_id=message.client_id,
        conversation_id=message.conversation_id,
        message=message,
        person_id=person_id,
        at=message.at,
    )
    mentioned = PersonMentioned(
        client_id=message.client_id,
        conversation_id=message.conversation_id,
        message_id=message.pk,
        person_id=person_id,
    )
    events.record(mentioned, at=message.at, actor_id=message.author_id)
