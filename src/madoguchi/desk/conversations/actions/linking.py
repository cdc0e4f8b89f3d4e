"""Two conversations of one client that have to do with each other."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import ConversationLinked, ConversationUnlinked
from madoguchi.desk.conversations.models import Conversation, ConversationLink
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotLink(Refusal):
    """関連付けられるのは、同じ委託元のほかの対応です。"""


class NotLinked(Refusal):
    """この対応とは、もう関連付けられていません。"""


@transaction.atomic
def link_conversations(
    *, conversation_id: int, other_id: int, person: Person, now: datetime
) -> ConversationLink:
    """Link the two; linked again it is the same link."""
    one, other = _both(conversation_id, other_id)
    if one.pk == other.pk or one.client_id != other.client_id:
        raise CannotLink
    ownership.admit(person, one, now)
    ownership.admit(person, other, now)
    first, second = sorted((one.pk, other.pk))
    link, is_new = ConversationLink.objects.get_or_create(
        client_id=one.client_id, first_id=first, second_id=second
    )
    if is_new:
        _record(ConversationLinked, one, other, person, now)
        _record(ConversationLinked, other, one, person, now)
    return link


@transaction.atomic
def unlink_conversations(
    *, conversation_id: int, other_id: int, person: Person, now: datetime
) -> None:
    """Take the link away."""
    one, other = _both(conversation_id, other_id)
    ownership.admit(person, one, now)
    first, second = sorted((one.pk, other.pk))
    gone, _by_table = ConversationLink.objects.filter(first=first, second=second).delete()
    if not gone:
        raise NotLinked
    _record(ConversationUnlinked, one, other, person, now)
    _record(ConversationUnlinked, other, one, person, now)


def _both(conversation_id: int, other_id: int) -> tuple[Conversation, Conversation]:
    """Both, held in the order of their numbers: two people who do it crosswise do not wait for ever."""
    held = {pk: Conversation.objects.lock(pk) for pk in sorted({conversation_id, other_id})}
    return held[conversation_id], held[other_id]


def _record(
    happening: type[ConversationLinked | ConversationUnlinked],
    of: Conversation,
    other: Conversation,
    person: Person,
    now: datetime,
) -> None:
    told = happening(client_id=of.client_id, conversation_id=of.pk, other_id=other.pk)
    events.record(told, at=now, actor_id=person.pk)
