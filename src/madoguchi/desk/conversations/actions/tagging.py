"""Words by which a client's conversations are found again: put on, taken off."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import ConversationTagged, ConversationUntagged
from madoguchi.desk.conversations.models import Channel, Conversation, ConversationTag, Tag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal

LONGEST = 40


class CannotTag(Refusal):
    """タグは1〜40字で書いてください。"""


class WordWouldBeSeen(CannotTag):
    """個別スレッドには、すでにあるタグだけを付けられます。タグの名前は、ほかの担当者にも見えます。"""


class NoSuchTag(Refusal):
    """このタグは、もう外れています。"""


@transaction.atomic
def tag_conversation(
    *, conversation_id: int, name: str, person: Person, now: datetime
) -> Conversation:
    """Put a tag on, made by its first use; the same tag again is nothing new. Raises CannotTag."""
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    word = " ".join(name.split())
    if not 0 < len(word) <= LONGEST:
        raise CannotTag
    tag = _tag(conversation, word)
    _use, is_new = ConversationTag.objects.get_or_create(
        client_id=conversation.client_id, conversation=conversation, tag=tag
    )
    if is_new:
        tagged = ConversationTagged(
            client_id=conversation.client_id, conversation_id=conversation.pk, tag_id=tag.pk
        )
        events.record(tagged, at=now, actor_id=person.pk)
    return conversation


@transaction.atomic
def untag_conversation(
    *, conversation_id: int, tag_id: int, person: Person, now: datetime
) -> Conversation:
    """Take a tag off; the word stays for the client's other conversations."""
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    gone, _by_table = ConversationTag.objects.filter(
        conversation=conversation, tag_id=tag_id
    ).delete()
    if not gone:
        raise NoSuchTag
    untagged = ConversationUntagged(
        client_id=conversation.client_id, conversation_id=conversation.pk, tag_id=tag_id
    )
    events.record(untagged, at=now, actor_id=person.pk)
    return conversation


def _tag(conversation: Conversation, word: str) -> Tag:
    """The client's tag of this name, capitals aside. A direct thread makes none: lists name them all."""
    client_id = conversation.client_id
    known = Tag.objects.filter(client_id=client_id, name__iexact=word).order_by("pk").first()
    if known is not None:
        return known
    if conversation.channel == Channel.DIRECT:
        raise WordWouldBeSeen
    tag, _is_new = Tag.objects.get_or_create(client_id=client_id, name=word)
    return tag
