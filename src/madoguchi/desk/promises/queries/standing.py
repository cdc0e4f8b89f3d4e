"""What is owed: of a client, in a conversation, by a person; and under the messages that gave it."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import MOST_COUNTED
from madoguchi.desk.promises.queries import rows_of
from madoguchi.desk.promises.rows import PromiseMark, PromiseRow

MOST = 200
GIVEN = """select message_id, id, what, due_at,
  case when state = 'open' and due_at <= %(now)s::timestamptz then 'overdue' else state end
from promises_promise where conversation_id = %(of)s::bigint and message_id is not null
order by id"""
OPEN = f"""p.conversation_id = %(of)s::bigint and p.state = 'open'
order by p.due_at, p.id limit {MOST}"""
OWED = """select id, what, due_at from promises_promise
where client_id = %(client)s::bigint and conversation_id = %(conversation)s::bigint
  and side = 'us' and state = 'open' order by due_at, id"""
# For the sidebar: mine that fall due before the day is over at the desk (`tonight`), those overdue too.
DUE_TODAY = f"""select count(*) from (select from promises_promise p
  where p.owner_id = %(person)s::bigint and p.state = 'open'
  and p.due_at <= %(tonight)s::timestamptz limit {MOST_COUNTED + 1}) due"""  # noqa: S608 -- a number


class Owed(NamedTuple):
    """An open promise of ours."""

    pk: int
    what: str
    due_at: datetime


def owed_in(client_id: int, conversation_id: int) -> tuple[Owed, ...]:
    """The open promises of ours in a conversation, the first due first."""
    given = {"client": client_id, "conversation": conversation_id}
    return tuple(Owed(*row) for row in prepared.rows_of(OWED, given))


def open_in_conversation(conversation_id: int, now: datetime) -> tuple[PromiseRow, ...]:
    """Both sides' open promises in a conversation."""
    return rows_of.found(OPEN, {"of": conversation_id}, now=now)


def open_asked(conversation_id: int) -> prepared.Asked:
    """What `open_in_conversation` asks the database, for who asks it ahead of its time."""
    return rows_of.finding(OPEN), {"of": conversation_id}


def open_of_person(person_id: int, now: datetime) -> tuple[PromiseRow, ...]:
    """The first of what somebody owes, for all clients in sight."""
    where = f"""p.owner_id = %(person)s::bigint and p.state = 'open'
      order by p.due_at, p.id limit {MOST}"""
    return rows_of.found(where, {"person": person_id}, now=now)


def given_in(conversation_id: int, now: datetime) -> dict[int, tuple[PromiseMark, ...]]:
    """What each message of a conversation promised, by the message's number."""
    marks: defaultdict[int, list[PromiseMark]] = defaultdict(list)
    for message_id, *mark in prepared.rows_of(*given_asked(conversation_id, now)):
        marks[message_id].append(PromiseMark(*mark))
    return {pk: tuple(given) for pk, given in marks.items()}


def given_asked(conversation_id: int, now: datetime) -> prepared.Asked:
    """What `given_in` asks the database, for who asks it ahead of its time."""
    return GIVEN, {"of": conversation_id, "now": now}
