"""The lines of a list, of their rows: what says the same as a moment ago is not made again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from madoguchi.desk.conversations import clock_columns
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.conversations.queries import faces
from madoguchi.desk.conversations.queries.keyset import Shown
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.engines.replyclock import Policy

MOST = 2_000  # lines that are remembered
_MINUTE = timedelta(minutes=1)
# By conversation, whether it is one's own, and language: all that the line was made of, and the line.
_made: dict[tuple[int, bool, str | None], tuple[object, ConversationRow]] = {}


class Found(NamedTuple):
    """A row of the page, as the columns below name it."""

    key: datetime | None
    place: int
    id: int
    client_id: int
    customer_id: int
    subject: str
    snippet: str
    state: str
    ball: str
    owner_id: int | None
    newest_customer_message_id: int | None
    snoozed_until: datetime | None
    channel: str
    customer_name: str
    customer_email: str
    owner_name: str | None
    seen_id: int | None
    is_troubled: bool
    last_said: int
    schedule: str | None
    send_at: datetime | None
    present: str | None  # 「w藤原 みお」: writes in it; 「v…」: looks at it
    member_name: str | None  # who wrote last of the client's side, in a room
    promised_at: datetime | None  # where no clock runs: when our next promise falls due
    position: int | None
    policy_id: int
    message_id: int | None
    since: datetime
    due_at: datetime
    late_at: datetime
    limit_at: datetime
    paused_seconds: float
    paused_since: datetime | None
    stopped_at: datetime | None
    met_at: datetime | None
    outcome: str


SHOWN = Shown(
    columns=", ".join(f"c.{name}" for name in Found._fields[2:13]),
    beside="""u.name, u.email, o.name, s.message_id,
  exists (select from conversations_message m where m.client_id = p.client_id
    and m.conversation_id = p.id and m.delivery in ('failed', 'bounced')),
  coalesce((select max(m.id) from conversations_message m
    where m.conversation_id = p.id and m.kind in ('customer', 'reply')), 0),
  l.state, l.send_at,
  (select case when x.is_writing then 'w' else 'v' end || y.name from conversations_presence x
    join people_person y on y.id = x.person_id
    where x.conversation_id = p.id and x.person_id <> %(person)s
    and x.at > %(now)s::timestamptz - interval '45 s'
    and x.at < %(now)s::timestamptz + interval '45 s'
    order by x.is_writing desc, x.person_id limit 1),
  case when p.channel <> 'mail' then (select n.sender_name from conversations_message n
    where n.id = p.newest_customer_message_id) end,
  case when p.state = 'open' and k.stopped_at is not null then (select min(r.due_at)
    from promises_promise r where r.conversation_id = p.id and r.client_id = p.client_id
    and r.side = 'us' and r.state = 'open') end,
  k.*""",
    joins="""join conversations_customer u on u.id = p.customer_id
left join people_person o on o.id = p.owner_id
left join conversations_seen s on s.conversation_id = p.id and s.person_id = %(person)s
left join lateral (select state, send_at from conversations_scheduledreply
  where client_id = p.client_id and conversation_id = p.id and state in ('scheduled', 'held')
  order by state, send_at, id limit 1) l on true
left join lateral (select position, policy_id, message_id, since, due_at, late_at, limit_at, paused_seconds,
  paused_since, stopped_at, met_at, outcome from conversations_replyclock
  where conversation_id = p.id order by position desc limit 1) k on true""",
)


class Known(NamedTuple):
    """What the rows of a page are made with; `person` is the reader's number, `language` the running one."""

    person: int
    language: str | None
    policies: Mapping[int, Policy]
    chips: Mapping[int, ClientChip]
    picked: frozenset[int]


def line_of(row: Found, known: Known, now: datetime) -> ConversationRow:
    """The row as a line; the same one as before, where it would say the same."""
    chip = known.chips[row.client_id]
    policy = None if row.position is None else known.policies[row.policy_id]
    is_mine, is_picked = row.owner_id == known.person, row.id in known.picked
    says = (row, chip, policy, is_picked, _stage(row, now))
    name = (row.id, is_mine, known.language)
    kept = _made.get(name)
    if kept is not None and kept[0] == says:
        return kept[1]
    line = _line(row, chip, policy, now, is_mine=is_mine, is_picked=is_picked)
    if len(_made) >= MOST:
        _made.clear()
    _made[name] = (says, line)
    return line


def _stage(row: Found, now: datetime) -> tuple[Any, ...]:
    """What of a line can change with the time alone: two moments of one stage say the same.

    Minutes are told rounded down, before the due time and after it; a desk opens and closes, and a day
    begins, at whole minutes.
    """
    minute = now.replace(second=0, microsecond=0)
    until = row.send_at or row.snoozed_until
    back = until is not None and until <= now
    if row.position is None or row.stopped_at is not None:
        promise = row.promised_at is not None and row.promised_at <= now
        return (minute if until else None, back, promise)
    left = row.due_at - now
    return (minute, back, left // _MINUTE, -left // _MINUTE, now > row.late_at, now > row.limit_at)


def _line(
    row: Found,
    chip: ClientChip,
    policy: Policy | None,
    now: datetime,
    *,
    is_mine: bool,
    is_picked: bool,
) -> ConversationRow:
    unread = row.ball == "us" and (row.newest_customer_message_id or 0) > (row.seen_id or 0)
    return ConversationRow(
        pk=row.id,
        client=chip,
        subject=row.subject,
        customer_name=_name(row),
        channel=row.channel,
        snippet=row.snippet,
        ball="none" if row.ball == "nobody" else row.ball,
        clock=_clock(row, policy, now),
        is_unread=unread,
        owner_name=row.owner_name.split()[0] if row.owner_name and not is_mine else "",
        has_delivery_trouble=row.is_troubled,
        last_said=row.last_said,
        schedule=row.schedule or "",
        until=row.send_at or row.snoozed_until,
        is_picked=is_picked,
        present_name=row.present[1:].split()[0] if row.present else "",
        is_writing=(row.present or "").startswith("w"),
        promised_at=row.promised_at,
        is_promise_over=row.promised_at is not None and row.promised_at <= now,
    )


def _name(row: Found) -> str:
    if row.channel == "mail":
        return say("%(name)s 様") % {"name": row.customer_name or row.customer_email}
    if row.member_name:
        return say("%(name)sさん（委託元）") % {"name": row.member_name}
    return row.customer_name


def _clock(row: Found, policy: Policy | None, now: datetime) -> ClockRow:
    if policy is None:
        return faces.stopped(None, is_closed=row.state == "closed", now=now)
    clock = clock_columns.clock_of(row, policy.targets)
    if row.stopped_at is not None:
        return faces.stopped(clock, is_closed=row.state == "closed", now=now)
    return faces.running(clock, policy, now=now)
