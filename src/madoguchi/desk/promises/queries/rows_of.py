"""Promises as frozen rows: one statement each, planned once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.promises.rows import PromiseRow

# The subject is read from the floor above by its table, as a string key points there.
COLUMNS = """p.id, l.id, l.name, l.hue, p.what, p.due_at, p.side, p.span, p.owner_id,
  coalesce(o.name, ''), p.given_at, coalesce(g.name, ''), p.state, p.settled_at,
  coalesce(s.name, ''), p.release_reason, p.conversation_id, coalesce(c.subject, ''),
  p.message_id, p.kept_by_message_id, p.mended"""
# Of ours, one whose time has come, whatever became of it: a released one is owed no more, and an open
# one is judged when it is due. Of `p`, with the parameter `now`.
FELL_DUE = """p.side = 'us' and (p.state in ('kept', 'late', 'broken')
  or (p.state = 'open' and p.due_at <= %(now)s::timestamptz))"""
# What is due at midnight is due at the end of the day before: 「25日に」 of a desk that never closes.
FELL_DUE_IN_SPAN = f"""{FELL_DUE}
  and p.due_at > %(since)s::timestamptz and p.due_at <= %(until)s::timestamptz"""
LAST_MOMENT = "p.due_at - interval '1 microsecond'"  # of the day that it falls on
BESIDE = """join clients_client l on l.id = p.client_id
left join people_person o on o.id = p.owner_id
left join people_person g on g.id = p.given_by_id
left join people_person s on s.id = p.settled_by_id
left join conversations_conversation c on c.client_id = p.client_id and c.id = p.conversation_id"""


def found(where: str, given: Mapping[str, Any], *, now: datetime) -> tuple[PromiseRow, ...]:
    """The rows by a condition on `p` with its order; the texts of conditions are few."""
    return tuple(row_of(one, now) for one in prepared.rows_of(finding(where), given))


def finding(where: str) -> str:
    """The statement of `found`, for who asks it ahead of its time."""
    return f"select {COLUMNS} from promises_promise p {BESIDE} where {where}"  # noqa: S608 -- our own words


def row_of(values: Any, now: datetime) -> PromiseRow:
    """The columns above as a row."""
    (pk, client_pk, client_name, hue, what, due_at, side, span, owner_pk, owner) = values[:10]
    (given_at, given_by, state, settled_at, settled_by, reason) = values[10:16]
    conversation_pk, subject, message_pk, kept_by_pk, mended = values[16:]
    return PromiseRow(
        pk=pk,
        client=ClientChip(pk=client_pk, name=client_name, hue=hue),
        what=what,
        due_at=due_at,
        now=now,
        side=side,
        span=span,
        owner_pk=owner_pk,
        owner=owner,
        given_at=given_at,
        given_by=given_by,
        state=state,
        settled_at=settled_at,
        settled_by=settled_by,
        release_reason=reason,
        conversation_pk=conversation_pk,
        subject=subject,
        message_pk=message_pk,
        kept_by_pk=kept_by_pk,
        mended=mended,
    )
