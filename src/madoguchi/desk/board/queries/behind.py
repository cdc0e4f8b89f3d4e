"""The conversations behind a figure of the board, page by page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from madoguchi.desk.board.queries.policies import Policies
from madoguchi.desk.board.queries.waits import COUNTED, ENDED, FIRST, MET, First, minutes
from madoguchi.desk.board.rows import BehindPage, BehindRow
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import DAY
from madoguchi.desk.platform.days import local, local_day, midnight
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.words import say
from madoguchi.engines.replyclock import Policy

SHOWN = 50
WAITS: Mapping[str, str] = {
    "ended": COUNTED,
    "missed": f"{COUNTED} and not {MET}",
    "first": FIRST,
}
BALLS: Mapping[str, str] = {
    "": "true",
    "overdue": "c.due_at < %(now)s::timestamptz",
    "late": "c.late_at < %(now)s::timestamptz",
}
# Client by client, so that the index answers in its order.
_WAITS = """select p.*, c.subject, o.name from (
  select q.* from unnest(%(clients)s::bigint[]) wanted (client_id) cross join lateral (
    select k.stopped_at, k.id, k.client_id, k.conversation_id, k.policy_id, k.since, k.due_at, k.met_at,
      k.paused_seconds, k.outcome, {met} as is_met
    from conversations_replyclock k
    where k.client_id = wanted.client_id and {ended} and {condition}
      and (k.stopped_at, k.id) < (%(before)s::timestamptz, %(before_id)s::bigint)
    order by k.stopped_at desc, k.id desc limit {limit}
  ) q order by q.stopped_at desc, q.id desc limit {limit}
) p join conversations_conversation c on c.id = p.conversation_id
left join people_person o on o.id = c.owner_id order by p.stopped_at desc, p.id desc"""
_BALLS = """select c.due_at, c.id, c.client_id, c.subject, o.name, c.last_message_at
from conversations_conversation c left join people_person o on o.id = c.owner_id
where c.client_id = any(%(clients)s::bigint[]) and c.state = 'open' and c.ball = 'us' and {condition}
  and (%(owner)s::bigint is null or c.owner_id = %(owner)s::bigint)
  and (coalesce(c.due_at, 'infinity'::timestamptz), c.id)
    > (coalesce(%(after)s::timestamptz, 'infinity'::timestamptz), %(after_id)s::bigint)
order by coalesce(c.due_at, 'infinity'::timestamptz), c.id limit {limit}"""


_WRITTEN = f"""select m.at, m.id, m.client_id, m.conversation_id, c.subject, m.sender_name, m.written_seconds
from conversations_message m join conversations_conversation c on c.id = m.conversation_id
where m.client_id = any(%(clients)s::bigint[]) and m.written_seconds is not null and m.kind = 'reply'
  and m.at >= %(morning)s::timestamptz and (m.at, m.id) < (%(before)s::timestamptz, %(before_id)s::bigint)
  and (%(author)s::bigint is null or m.author_id = %(author)s::bigint)
order by m.at desc, m.id desc limit {SHOWN + 1}"""  # noqa: S608 -- our own words, no input


class _Wait(NamedTuple):
    stopped_at: datetime
    pk: int
    client_id: int
    conversation_id: int
    policy_id: int
    since: datetime
    due_at: datetime
    met_at: datetime | None
    paused_seconds: float
    outcome: str
    is_met: bool
    subject: str
    owner_name: str | None


class Place(NamedTuple):
    """Where a page begins: the moment (None: of what has none) and the number of the row before it."""

    at: datetime | None
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat() if self.at else ''}~{self.pk}"


def waits(scope: Scope, what: str, known: Policies, before: Place | None) -> BehindPage:
    """The waits of WAITS that ended in the span, the newest first; one query."""
    sql = _WAITS.format(condition=WAITS[what], ended=ENDED, met=MET, limit=SHOWN + 1)
    given: dict[str, Any] = {
        **scope.parameters,
        "before": before.at if before and before.at else scope.span.until,
        "before_id": before.pk if before else 0,
    }
    found = [_Wait(*row) for row in prepared.rows_of(sql, given)]
    chips = {chip.pk: chip for chip in scope.clients}
    rows = tuple(
        BehindRow(
            pk=one.conversation_id,
            client=chips[one.client_id],
            subject=one.subject,
            person_name=one.owner_name or "",
            since=one.since,
            ended_at=one.stopped_at,
            due_at=one.due_at,
            minutes=_minutes(one, known.by_id[one.policy_id]),
            is_met=one.is_met,
            outcome=_outcome(one),
        )
        for one in found[:SHOWN]
    )
    return BehindPage(rows, _rest(found, lambda one: Place(local(one.stopped_at), one.pk)))


def balls(scope: Scope, what: str, owner_id: int | None, after: Place | None) -> BehindPage:
    """Our balls of BALLS, perhaps those of one owner, the most urgent first; one query."""
    sql = _BALLS.format(condition=BALLS[what], limit=SHOWN + 1)
    given = {
        "clients": scope.client_ids,
        "now": scope.now,
        "owner": owner_id,
        "after": after.at if after else datetime.fromtimestamp(0, scope.now.tzinfo),
        "after_id": after.pk if after else 0,
    }
    found = prepared.rows_of(sql, given)
    chips = {chip.pk: chip for chip in scope.clients}
    rows = tuple(
        BehindRow(
            pk=pk,
            client=chips[client_id],
            subject=subject,
            person_name=owner_name or "",
            since=last_at,
            due_at=due_at,
            is_met=due_at is None or due_at >= scope.now,
        )
        for due_at, pk, client_id, subject, owner_name, last_at in found[:SHOWN]
    )
    return BehindPage(rows, _rest(found, lambda one: Place(one[0] and local(one[0]), one[1])))


def written(scope: Scope, author_id: int | None, before: Place | None) -> BehindPage:
    """Today's replies whose typing was seen, perhaps one author's, the newest first; one query."""
    today = local_day(scope.now)
    given = {
        "clients": scope.client_ids,
        "morning": midnight(today),
        "author": author_id,
        "before": before.at if before and before.at else midnight(today + DAY),
        "before_id": before.pk if before else 0,
    }
    found = prepared.rows_of(_WRITTEN, given)
    chips = {chip.pk: chip for chip in scope.clients}
    rows = tuple(
        BehindRow(
            pk=conversation_id,
            client=chips[client_id],
            subject=subject,
            person_name=name,
            ended_at=at,
            message_pk=pk,
            written_seconds=seconds,
        )
        for at, pk, client_id, conversation_id, subject, name, seconds in found[:SHOWN]
    )
    return BehindPage(rows, _rest(found, lambda one: Place(local(one[0]), one[1])))


def _rest(found: Sequence[Any], place_of: Any) -> str:
    return str(place_of(found[SHOWN - 1])) if len(found) > SHOWN else ""


def _minutes(one: _Wait, policy: Policy) -> int | None:
    if one.met_at is None:
        return None
    return minutes(First(one.policy_id, one.since, one.met_at, one.paused_seconds), policy)


def _outcome(one: _Wait) -> str:
    match one.outcome:
        case "answered":
            return say("返信")
        case "held":
            return say("一次返信")
        case "closed":
            return say("返信せずに完了")
        case _:
            return say("返信せずに相手へ")
