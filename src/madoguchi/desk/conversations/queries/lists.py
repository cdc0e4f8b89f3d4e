"""The left pane: a queue over all clients in sight, or narrowed, a page at a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations import clock_columns
from madoguchi.desk.conversations.bulk_rows import BulkResult
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.conversations.list_query import Cursor, ListQuery
from madoguchi.desk.conversations.list_rows import DeskList, Filters, ListGroup
from madoguchi.desk.conversations.queries import counts, faces, keyset
from madoguchi.desk.conversations.queries.keyset import Shown
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.engines.replyclock import Policy

PAGE = 50
THEIRS_BESIDE_MINE = 12


class _Found(NamedTuple):
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
    customer_name: str
    customer_email: str
    owner_name: str | None
    seen_id: int | None
    is_troubled: bool
    last_said: int
    schedule: str | None
    send_at: datetime | None
    present: str | None  # 「w藤原 みお」: writes in it; 「v…」: looks at it
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
    columns=", ".join(f"c.{name}" for name in _Found._fields[2:12]),
    beside="""u.name, u.email, o.name, s.message_id,
  exists (select from conversations_message m where m.client_id = p.client_id
    and m.conversation_id = p.id and m.delivery in ('failed', 'bounced')),
  coalesce((select max(m.id) from conversations_message m
    where m.conversation_id = p.id and m.kind in ('customer', 'reply')), 0),
  l.state, l.send_at,
  (select case when x.is_writing then 'w' else 'v' end || y.name from conversations_presence x
    join people_person y on y.id = x.person_id
    where x.conversation_id = p.id and x.person_id <> %(person)s
    and x.at > %(now)s - interval '45 s' and x.at < %(now)s + interval '45 s'
    order by x.is_writing desc, x.person_id limit 1),
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


def desk_list(
    *,
    query: ListQuery,
    person: Person,
    sight: Sight,
    now: datetime,
    filters: Filters | None = None,
    result: BulkResult | None = None,
) -> DeskList:
    """A page of the list that the address names; under one's own balls the first of theirs."""
    pages = [_Page(query, PAGE, person, sight, now)]
    if query.queue == "mine" and query.from_start() == query and not query.filters:
        theirs = replace(query, queue="theirs", sort="")
        pages.append(_Page(theirs, THEIRS_BESIDE_MINE, person, sight, now))
    known = policies.parsed_of(
        {row.policy_id for page in pages for row in page.found if row.position}
    )
    totals = counts.of_lists([page.query for page in pages], person=person, sight=sight, now=now)
    chips = {one.pk: one for one in sight.clients}
    heads = ["", say("相手のボール")]
    picked = result.still_picked if result else frozenset()
    groups = [
        page.group(head, total, _Known(known, chips, picked))
        for page, head, total in zip(pages, heads, totals, strict=False)
    ]
    return DeskList(
        asked=query,
        groups=tuple(groups),
        client=None if query.client_id is None else chips.get(query.client_id),
        unassigned_count=0 if groups[0].rows else _unassigned(query, person, sight, now),
        filters=filters,
        result=result,
    )


def _unassigned(query: ListQuery, person: Person, sight: Sight, now: datetime) -> int:
    """What somebody without a ball of their own could take."""
    if query.queue != "mine":
        return 0
    nobodys = [ListQuery(queue="unassigned")]
    return counts.of_lists(nobodys, person=person, sight=sight, now=now)[0]


class _Known(NamedTuple):
    """What the rows of a page are drawn with."""

    policies: Mapping[int, Policy]
    chips: Mapping[int, ClientChip]
    picked: frozenset[int]


class _Page:
    """One query's rows, and what lies around them."""

    def __init__(
        self, query: ListQuery, size: int, person: Person, sight: Sight, now: datetime
    ) -> None:
        wanted = keyset.asked(query, person=person, sight=sight, now=now)
        found = [_Found(*row) for row in keyset.page(wanted, query, shown=SHOWN, limit=size)]
        self.query, self.person, self.now = query, person, now
        self.has_more = len(found) > size
        self.found = found[:size][::-1] if query.before else found[:size]

    def group(
        self,
        heading: str,
        total: int,
        known: _Known,
    ) -> ListGroup:
        """The rows with the links to the pages around."""
        has_next = self.has_more or self.query.before is not None
        has_back = self.query.after is not None or (self.query.before and self.has_more)
        shown = self.found
        return ListGroup(
            heading=heading,
            total=total,
            rows=tuple(_row(one, self.person, known, self.now) for one in shown),
            next_query=self._at(after=_cursor(shown[-1])) if shown and has_next else "",
            back_query=self._at(before=_cursor(shown[0])) if shown and has_back else "",
        )

    def _at(self, *, after: Cursor | None = None, before: Cursor | None = None) -> str:
        return replace(self.query, after=after, before=before).query


def _cursor(row: _Found) -> Cursor:
    return Cursor(row.client_id, row.key, row.id)


def _row(one: _Found, person: Person, known: _Known, now: datetime) -> ConversationRow:
    is_mine = one.owner_id == person.pk
    unread = one.ball == "us" and (one.newest_customer_message_id or 0) > (one.seen_id or 0)
    return ConversationRow(
        pk=one.id,
        client=known.chips[one.client_id],
        subject=one.subject,
        customer_name=say("%(name)s 様") % {"name": one.customer_name or one.customer_email},
        snippet=one.snippet,
        ball="none" if one.ball == "nobody" else one.ball,
        clock=_clock_row(one, known.policies, now),
        is_unread=unread,
        owner_name=one.owner_name.split()[0] if one.owner_name and not is_mine else "",
        has_delivery_trouble=one.is_troubled,
        last_said=one.last_said,
        schedule=one.schedule or "",
        until=one.send_at or one.snoozed_until,
        is_picked=one.id in known.picked,
        present_name=one.present[1:].split()[0] if one.present else "",
        is_writing=(one.present or "").startswith("w"),
    )


def _clock_row(one: _Found, known: Mapping[int, Policy], now: datetime) -> ClockRow:
    if one.position is None:
        return faces.stopped(None, is_closed=one.state == "closed", now=now)
    policy = known[one.policy_id]
    clock = clock_columns.clock_of(one, policy.targets)
    if one.stopped_at is not None:
        return faces.stopped(clock, is_closed=one.state == "closed", now=now)
    return faces.running(clock, policy, now=now)
