"""The rooms in sight, and the threads of one: a known number of queries, however much was said."""

from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms.rows import RoomRow, ThreadRow

MOST_THREADS = 60
# Two short lists a client, each by the index on threads of rooms.
_ROOM = "c.client_id = wanted.client_id and c.channel <> 'mail' and c.merged_into_id is null"
_UNREAD = """coalesce(c.newest_customer_message_id, 0) > coalesce((select r.up_to
  from rooms_readmark r where r.conversation_id = c.id and r.person_id = %(person)s::bigint), 0)"""
# For the number beside the navigation, over all clients in the scope.
UNREAD = f"""select count(*) from (select from conversations_conversation c
  where c.channel <> 'mail' and c.merged_into_id is null and {_UNREAD} limit 100) unread"""  # noqa: S608 -- the same
ROOMS = f"""select wanted.client_id,
  (select count(*) from conversations_conversation c where {_ROOM}),
  (select count(*) from conversations_conversation c where {_ROOM} and {_UNREAD}),
  (select count(*) from conversations_conversation c where {_ROOM} and c.state = 'open'
    and c.ball = 'us'),
  last.last_message_at, coalesce(last.snippet, ''), coalesce(last.subject, '')
from unnest(%(clients)s::bigint[]) with ordinality wanted (client_id, place)
left join lateral (select c.last_message_at, c.snippet, c.subject
  from conversations_conversation c where {_ROOM} order by c.last_message_at desc, c.id desc
  limit 1) last on true
order by wanted.place"""  # noqa: S608 -- our own words, no input
# What a member has not read is ours; their own they have.
UNREAD_OF_MEMBER = """exists (select from conversations_message n where n.conversation_id = c.id
  and n.kind = 'reply' and n.id > coalesce((select r.up_to from rooms_readmark r
    where r.conversation_id = c.id and r.person_id = %(person)s::bigint), 0))"""
UNREAD_BY_MEMBER = f"""select count(*) from (select from conversations_conversation c
  where c.channel <> 'mail' and c.merged_into_id is null and {UNREAD_OF_MEMBER}
  limit 100) unread"""  # noqa: S608 -- the same
THREADS = f"""select c.id, c.subject, c.snippet, c.last_message_at, c.ball, c.channel, c.state,
  case when %(is_member)s::boolean then {UNREAD_OF_MEMBER} else {_UNREAD} end,
  coalesce((select m.sender_name from conversations_message m
    where m.conversation_id = c.id and m.kind in ('customer', 'reply')
    order by m.at desc, m.id desc limit 1), '')
from conversations_conversation c, (select %(client)s::bigint as client_id) wanted
where {_ROOM} order by c.last_message_at desc, c.id desc limit {MOST_THREADS}"""  # noqa: S608 -- the same


class _Thread(NamedTuple):
    """A thread, as the columns above name it."""

    pk: int
    subject: str
    snippet: str
    last_at: datetime
    ball: str
    channel: str
    state: str
    is_unread: bool
    last_name: str


def rooms_of(*, person: Person, sight: Sight, current: int | None = None) -> tuple[RoomRow, ...]:
    """The room of each client in sight, in the sidebar's order."""
    rows = prepared.rows_of(*rooms_asked(person, sight))
    chips: dict[int, ClientChip] = {one.pk: one for one in sight.clients}
    return tuple(
        RoomRow(
            client=chips[client_id],
            threads=threads,
            unread=unread,
            ours=ours,
            last_at=last_at,
            last_words=snippet,
            last_name=subject,
            current=client_id == current,
        )
        for client_id, threads, unread, ours, last_at, snippet, subject in rows
    )


def threads_of(
    *, client_id: int, person: Person, current: int | None = None
) -> tuple[ThreadRow, ...]:
    """The room's threads, the newest word first; what is closed stands among them."""
    rows = prepared.rows_of(*threads_asked(client_id, person))
    return tuple(_row(_Thread(*row), current=current) for row in rows)


def rooms_asked(person: Person, sight: Sight) -> prepared.Asked:
    """What `rooms_of` asks the database, for who asks it ahead of its time."""
    return ROOMS, {"clients": sight.client_ids, "person": person.pk}


def threads_asked(client_id: int, person: Person) -> prepared.Asked:
    """The same of `threads_of`."""
    return THREADS, {"client": client_id, "person": person.pk, "is_member": person.is_member}


def _row(one: _Thread, *, current: int | None) -> ThreadRow:
    return ThreadRow(
        pk=one.pk,
        title=one.subject or say("（件名なし）"),
        snippet=one.snippet,
        last_name=one.last_name,
        last_at=one.last_at,
        ball="none" if one.ball == "nobody" or one.state == "closed" else one.ball,
        channel=one.channel,
        is_unread=one.is_unread and one.pk != current,
        is_closed=one.state == "closed",
        current=one.pk == current,
    )
