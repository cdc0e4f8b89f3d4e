"""Who has read up to where: a mark that only goes forward, and no event."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms import telling

# One statement, so that two windows of one person cannot collide.
MARK = """
insert into rooms_readmark (client_id, conversation_id, person_id, up_to, at)
select %(client)s, %(of)s, %(person)s, %(up_to)s, %(at)s {held}
on conflict on constraint person_has_read_up_to_one_message
do update set up_to = excluded.up_to, at = excluded.at
where rooms_readmark.up_to < excluded.up_to
"""
# What a member has before them cannot be taken back in the same moment: one waits for the other.
HELD = "from (select from conversations_conversation where id = %(of)s for share) held"
BEFORE = """select
  coalesce((select max(m.id) from conversations_message m
    where m.conversation_id = %(of)s::bigint and m.kind in ('customer', 'reply')), 0),
  coalesce((select r.up_to from rooms_readmark r
    where r.conversation_id = %(of)s and r.person_id = %(person)s::bigint), 0),
  coalesce((select s.message_id from conversations_seen s
    where s.conversation_id = %(of)s and s.person_id = %(person)s), 0),
  exists (select from conversations_mention n where n.conversation_id = %(of)s
    and n.person_id = %(person)s and n.seen_at is null)"""
SAID = (Message.Kind.CUSTOMER, Message.Kind.REPLY)


class Before(NamedTuple):
    """Of one reader, as the columns above name it; messages by their numbers, 0 for none."""

    newest: int
    read_up_to: int
    seen_up_to: int  # on the desk
    is_called: bool  # and has not come yet

    @property
    def is_news(self) -> bool:
        return self.newest > self.read_up_to


def mark_read(*, conversation: Conversation, person: Person, up_to: int, now: datetime) -> bool:
    """Remember that this person has read the thread up to that message; whether that was new."""
    with walls.as_the_desk():
        return _mark(conversation, person, up_to, now)


def _mark(conversation: Conversation, person: Person, up_to: int, now: datetime) -> bool:
    with connection.cursor() as cursor:
        given: dict[str, Any] = {
            "client": conversation.client_id,
            "of": conversation.pk,
            "person": person.pk,
            "up_to": up_to,
            "at": now,
        }
        cursor.execute(MARK.format(held=HELD if person.member_of else ""), given)
        is_new = bool(cursor.rowcount)
    if is_new:
        telling.tell_of_reading(conversation, _writers(conversation, person))
    return is_new


def _writers(conversation: Conversation, reader: Person) -> list[int]:
    """Whoever has said something in the thread: they see that it was read."""
    said = conversation.messages.filter(kind__in=SAID, author__isnull=False)
    writers = said.exclude(author=reader).order_by("author_id")
    return [pk for pk in writers.values_list("author_id", flat=True).distinct() if pk]


def before_reading(conversation: Conversation, person: Person) -> Before:
    """What somebody who opens the thread has not seen of it, in one query."""
    return Before(*prepared.row_of(BEFORE, {"of": conversation.pk, "person": person.pk}))


def note_read(conversation: Conversation, person: Person, now: datetime) -> bool:
    """This person has the whole thread before them; somebody who only looks leaves no mark."""
    before = before_reading(conversation, person)
    if not before.is_news or access.role_at(person, conversation.client_id, now) is None:
        return False
    return mark_read(conversation=conversation, person=person, up_to=before.newest, now=now)
