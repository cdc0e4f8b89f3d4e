"""The conversations whose reply is due within the hour or overdue: what is late, then by due time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from madoguchi.desk.board.queries.policies import Policies
from madoguchi.desk.board.rows import BreakingRow
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations import clock_columns
from madoguchi.desk.conversations.clock_columns import COLUMNS, Stored
from madoguchi.desk.conversations.queries import faces
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question
from madoguchi.desk.platform.rows import ClientChip

SHOWN = 8
AHEAD = timedelta(hours=1)  # of wall time: while a desk is closed, nobody has to hurry
# One more than is shown says that there are more.
BREAKING = f"""select p.*, o.name, h.id is not null, s.state, s.send_at, d.person_id, d.name, {COLUMNS}
from (
  select q.* from unnest(%(clients)s::bigint[]) wanted (client_id) cross join lateral (
    select c.id, c.client_id, c.subject, c.owner_id, c.late_at, c.due_at from conversations_conversation c
    where c.client_id = wanted.client_id and c.state = 'open' and c.due_at <= %(ahead)s::timestamptz
    order by c.due_at, c.id limit {SHOWN + 1}
  ) q order by q.late_at < %(now)s::timestamptz desc, q.due_at, q.id limit {SHOWN + 1}
) p
join conversations_replyclock k on k.conversation_id = p.id and k.stopped_at is null
left join people_person o on o.id = p.owner_id
left join lateral (select id from conversations_heldreply
  where client_id = p.client_id and conversation_id = p.id and state = 'waiting' limit 1) h on true
left join lateral (select state, send_at from conversations_scheduledreply
  where client_id = p.client_id and conversation_id = p.id and state in ('scheduled', 'held')
  order by state, send_at, id limit 1) s on true
left join lateral (select t.person_id, y.name from conversations_saveddraft t
  join people_person y on y.id = t.person_id
  where t.conversation_id = p.id and t.body <> ''
  order by t.person_id = p.owner_id desc nulls last, t.at desc, t.id desc limit 1) d on true
order by p.late_at < %(now)s::timestamptz desc, p.due_at, p.id"""  # noqa: S608 -- our own words, no input


class _Found(NamedTuple):
    pk: int
    client_id: int
    subject: str
    owner_id: int | None
    late_at: datetime
    due_at: datetime
    owner_name: str | None
    is_held: bool
    schedule: str | None
    send_at: datetime | None
    writer_id: int | None
    writer_name: str | None


_WIDTH = len(_Found._fields)
Breaking = list[tuple[_Found, Stored]]


def breaking(scope: Scope) -> Question[Breaking]:
    """As they are found; `rows_of` says what they are."""
    given = {"clients": scope.client_ids, "now": scope.now, "ahead": scope.now + AHEAD}
    return Question(BREAKING, given, _read)


def rows_of(
    scope: Scope, found: Breaking, known: Policies, sight: Sight
) -> tuple[tuple[BreakingRow, ...], bool]:
    """The rows, and whether there are more."""
    chips = {chip.pk: chip for chip in scope.clients}
    rows = tuple(_row(*one, known, chips, sight, scope.now) for one in found[:SHOWN])
    return rows, len(found) > SHOWN


def _read(rows: Rows) -> Breaking:
    return [(_Found(*row[:_WIDTH]), _stored(row[_WIDTH:])) for row in rows]


def _stored(columns: Sequence[Any]) -> Stored:
    row = Stored(*columns)
    return row._replace(paused_seconds=float(row.paused_seconds))


def _row(
    found: _Found,
    stored: Stored,
    known: Policies,
    chips: Mapping[int, ClientChip],
    sight: Sight,
    now: datetime,
) -> BreakingRow:
    policy = known.by_id[stored.policy_id]
    people = sight.people.get(found.client_id, ())
    is_here = any(one.pk == found.owner_id for one in people)
    return BreakingRow(
        pk=found.pk,
        client=chips[found.client_id],
        subject=found.subject,
        owner_id=found.owner_id if is_here else None,
        owner_name=(found.owner_name or "") if is_here else "",
        clock=faces.running(clock_columns.clock_of(stored, policy.targets), policy, now=now),
        now=now,
        is_held=found.is_held,
        schedule=found.schedule or "",
        send_at=found.send_at,
        writer_name=_other(found),
        is_begun=found.writer_id is not None,
        people=tuple((one.pk, one.name) for one in people if one.pk != found.owner_id),
        can_act=sight.role_at(found.client_id) is not None,
        is_own=found.owner_id == sight.person_pk,
    )


def _other(found: _Found) -> str:
    """Who writes in the owner's place."""
    return found.writer_name or "" if found.writer_id not in {None, found.owner_id} else ""
