"""The rooms in sight, and the threads of one: a known number of queries, however much was said."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms.rows import RoomRow, ThreadRow, Threads

PAGE = 60
MOST_AGAIN = 600  # threads that are drawn anew at once, when their reader has gone on so far
LATEST = datetime.max.replace(tzinfo=UTC), 0
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
# What a member has not read is ours or a colleague's; their own they have.
UNREAD_OF_MEMBER = """exists (select from conversations_message n where n.conversation_id = c.id
  and n.kind in ('customer', 'reply') and n.author_id is distinct from %(person)s::bigint
  and n.id > coalesce((select r.up_to from rooms_readmark r
    where r.conversation_id = c.id and r.person_id = %(person)s::bigint), 0))"""
UNREAD_BY_MEMBER = f"""select count(*) from (select from conversations_conversation c
  where c.channel <> 'mail' and c.merged_into_id is null and {UNREAD_OF_MEMBER}
  limit 100) unread"""  # noqa: S608 -- the same
# Of a message without a word the files say what it was.
_LAST_SAID = """select m.id from conversations_message m
  where m.conversation_id = c.id and m.kind in ('customer', 'reply')
  order by m.at desc, m.id desc limit 1"""
THREADS = f"""select c.id, c.subject, c.snippet, c.last_message_at, c.ball, c.channel, c.state,
  case when %(is_member)s::boolean then {UNREAD_OF_MEMBER} else {_UNREAD} end,
  coalesce((select m.sender_name from conversations_message m
    where m.conversation_id = c.id and m.kind in ('customer', 'reply')
    order by m.at desc, m.id desc limit 1), ''),
  case when c.snippet = '' then array(select a.name from conversations_attachment a
    where a.message_id = ({_LAST_SAID}) order by a.position, a.id) else '{{}}'::text[] end
from conversations_conversation c, (select %(client)s::bigint as client_id) wanted
where {_ROOM} and (c.last_message_at, c.id) < (%(at)s::timestamptz, %(before)s::bigint)
order by c.last_message_at desc, c.id desc limit %(most)s::int"""  # noqa: S608 -- the same
# What the client is asked for, by its own index; how many there are is told beside those shown.
THEIRS = f"""{_ROOM} and c.state = 'open' and c.ball = 'them'"""
THEIR_THREADS = THREADS.replace(f"where {_ROOM} and (", f"where {THEIRS} and (")
HOW_MANY_THEIRS = f"""select count(*) from conversations_conversation c,
  (select %(client)s::bigint as client_id) wanted where {THEIRS}"""  # noqa: S608 -- the same


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a room's threads: older than a place, or so many from the newest on; `theirs`: those
    that wait for the client."""

    before: tuple[datetime, int] | None = None
    shown: int = 0  # one page at least
    theirs: bool = False


ALL = Part()


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
    files: list[str]


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
    *, client_id: int, person: Person, current: int | None = None, part: Part = ALL
) -> Threads:
    """The room's threads, the newest word first; what is closed stands among them."""
    rows = prepared.rows_of(*threads_asked(client_id, person, part))
    most = _most(part)
    shown = tuple(_row(_Thread(*row), current=current) for row in rows[:most])
    return Threads(
        shown,
        older=f"{shown[-1].last_at.isoformat()}~{shown[-1].pk}" if len(rows) > most else "",
        shown=max(part.shown, PAGE) + (len(shown) if part.before else 0),
        theirs=part.theirs,
        is_continued=part.before is not None or part.shown > PAGE,
    )


def their_balls(*, client_id: int, person: Person, most: int) -> tuple[tuple[ThreadRow, ...], int]:
    """The newest threads that wait for the client, and how many there are."""
    sql, given = threads_asked(client_id, person, Part(theirs=True))
    rows = prepared.rows_of(sql, {**given, "most": most})
    [(count,)] = prepared.rows_of(HOW_MANY_THEIRS, {"client": client_id})
    return tuple(_row(_Thread(*row), current=None) for row in rows), count


def rooms_asked(person: Person, sight: Sight) -> prepared.Asked:
    """What `rooms_of` asks the database, for who asks it ahead of its time."""
    return ROOMS, {"clients": sight.client_ids, "person": person.pk}


def threads_asked(client_id: int, person: Person, part: Part = ALL) -> prepared.Asked:
    """The same of `threads_of`; one more than is shown."""
    at, before = part.before or LATEST
    given = {
        "client": client_id,
        "person": person.pk,
        "is_member": person.is_member,
        "at": at,
        "before": before,
        "most": _most(part) + 1,
    }
    return THEIR_THREADS if part.theirs else THREADS, given


def _most(part: Part) -> int:
    return PAGE if part.before else min(max(part.shown, PAGE), MOST_AGAIN)


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
        files=tuple(one.files),
    )
