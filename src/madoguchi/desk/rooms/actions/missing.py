"""What members missed in their room: found when they are at work, and written to them by mail once.

What we said, since they joined; what a colleague said, where it calls them by name: the rest of it is
unread in their room, and mail among the client's own people is theirs to write.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from madoguchi.desk.contacts.hours import calendar_of
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform import events, jobs
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.events import MemberWrittenTo
from madoguchi.desk.rooms.models import Told
from madoguchi.engines.businesstime import is_open

UNREAD_FOR = timedelta(minutes=15)  # so long it may be read in the room first
CALLED_FOR = timedelta(minutes=2)  # who was called by name is told sooner
LOOKED_BACK = timedelta(days=7)
MISSED = """select k.id, k.person_id, c.id, missed.up_to, least(coalesce(r.up_to, 0), missed.up_to)
from contacts_contact k
join people_person p on p.id = k.person_id and p.is_active
join conversations_conversation c on c.client_id = k.client_id and c.channel <> 'mail'
  and c.merged_into_id is null and c.last_message_at > %(since)s::timestamptz
left join rooms_readmark r on r.conversation_id = c.id and r.person_id = k.person_id
left join rooms_told t on t.conversation_id = c.id and t.person_id = k.person_id
join lateral (select max(m.id) as up_to from conversations_message m
  where m.conversation_id = c.id and m.kind in ('customer', 'reply')
  and m.author_id is distinct from k.person_id
  and m.id > greatest(coalesce(r.up_to, 0), coalesce(t.up_to, 0))
  and m.at > coalesce(k.joined_at, k.added_at)
  and (m.kind = 'reply' and m.at <= %(long)s::timestamptz or (m.at <= %(called)s::timestamptz
    and exists (select from conversations_mention n where n.message_id = m.id
      and n.person_id = k.person_id)))) missed on missed.up_to is not null
where k.client_id = %(client)s::bigint and k.person_id is not null and k.left_at is null
  and (c.channel = 'room' or exists (select from rooms_participant q
    where q.conversation_id = c.id and q.person_id = k.person_id))
order by k.id, c.id"""


class _Missed(NamedTuple):
    """One thread that one member has not read, as the columns above name it."""

    contact_id: int
    person_id: int
    conversation_id: int
    up_to: int
    read_up_to: int


@transaction.atomic
def write_of_missed(*, client_id: int, now: datetime) -> int:
    """Queue a letter for each member and thread with something unread; returns how many.

    In the member's own hours alone. Each message is written about once, however often this looks.
    """
    given = {
        "client": client_id,
        "since": now - LOOKED_BACK,
        "long": now - UNREAD_FOR,
        "called": now - CALLED_FOR,
    }
    found = [_Missed(*row) for row in prepared.rows_of(MISSED, given)]
    at_work = _at_work({one.contact_id for one in found}, now)
    told = [one for one in found if one.contact_id in at_work]
    # What is taken back in the same moment is not written of: one waits for the other.
    Conversation.objects.lock_all(one.conversation_id for one in told)
    for one in told:
        _write(client_id, one, now)
    return len(told)


def _at_work(contact_ids: set[int], now: datetime) -> set[int]:
    contacts = Contact.objects.filter(pk__in=contact_ids)
    return {one.pk for one in contacts if is_open(now, calendar_of(one))}


def _write(client_id: int, one: _Missed, now: datetime) -> None:
    before = Told.objects.filter(
        conversation=one.conversation_id, person=one.person_id
    ).values_list("up_to", flat=True)
    since = max(one.read_up_to, before.first() or 0)
    Told.objects.update_or_create(
        client_id=client_id,
        conversation_id=one.conversation_id,
        person_id=one.person_id,
        defaults={"up_to": one.up_to, "at": now},
    )
    events.record(
        MemberWrittenTo(
            client_id=client_id,
            conversation_id=one.conversation_id,
            person_id=one.person_id,
            up_to=one.up_to,
        ),
        at=now,
    )
    jobs.defer(
        "mail.write_to_member",
        client_id=client_id,
        conversation_id=one.conversation_id,
        person_id=one.person_id,
        since=since,
        up_to=one.up_to,
    )
