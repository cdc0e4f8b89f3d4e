"""Who has a conversation open, and who is writing in it: a mark of the moment, not an event."""

from datetime import datetime, timedelta

from django.db import connection

from madoguchi.desk.conversations.models import Channel, Conversation, Presence
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.live import notices

GONE_AFTER = timedelta(seconds=45)  # a browser says every 20 s that it is still there
KIND = "presence"
MOST_NAMED = 20  # of a crowd, a line names one

# One statement, so that two windows of one person cannot collide. It returns whether the others
# knew all of this already: nothing is returned for somebody who was not there.
MARK = """
with before as (
  select at, is_writing from conversations_presence
  where conversation_id = %(conversation)s and person_id = %(person)s
)
insert into conversations_presence (client_id, conversation_id, person_id, at, is_writing)
values (%(client)s, %(conversation)s, %(person)s, %(now)s, %(is_writing)s)
on conflict on constraint person_is_present_once
do update set at = excluded.at, is_writing = excluded.is_writing
returning (select at > %(gone)s and is_writing = %(is_writing)s from before)
"""


def arrive(*, conversation: Conversation, person: Person, is_writing: bool, now: datetime) -> None:
    """Say that this person is there, or still there; the others are told only what is new to them."""
    values: dict[str, int | bool | datetime] = {
        "client": conversation.client_id,
        "conversation": conversation.pk,
        "person": person.pk,
        "now": now,
        "is_writing": is_writing,
        "gone": now - GONE_AFTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(MARK, values)
        is_known = cursor.fetchone()
    if is_known is None or not is_known[0]:
        _tell_others(conversation, person, now)


def leave(*, conversation: Conversation, person: Person, now: datetime) -> None:
    """Say that this person went to something else."""
    here = Presence.objects.filter(conversation=conversation, person=person)
    if here.delete()[0]:
        _tell_others(conversation, person, now)


def _tell_others(conversation: Conversation, person: Person, now: datetime) -> None:
    """At once those who have it open; soon everybody in whose list its line may stand.

    Of a direct thread nobody else is told: it stands in no other list.
    """
    here = Presence.objects.filter(
        conversation=conversation, at__gt=now - GONE_AFTER, at__lt=now + GONE_AFTER
    )
    first = here.select_related("person").order_by("-is_writing", "person_id")[:MOST_NAMED]
    present = [(one.person_id, one.person.family_name, one.is_writing) for one in first]
    notices.tell(
        kind=KIND,
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        people=[pk for pk, _, _ in present if pk != person.pk],
        soon=None if conversation.channel == Channel.DIRECT else {"present": present},
    )
