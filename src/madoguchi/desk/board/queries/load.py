"""What lies with whom now: our balls, what of them is overdue, replies that wait for a director."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from madoguchi.desk.board.rows import HeldRow, LoadRow, Pressing
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import DAY
from madoguchi.desk.clients.queries.sight import Colleague, Sight
from madoguchi.desk.conversations.presence import GONE_AFTER
from madoguchi.desk.platform.days import local_day, midnight
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises.asked import Asked as Ledger

SHOWN = 6
EXCERPT = 60  # characters
KINDS = ("ball", "promise", "there", "written")
LYING = """select 'ball', c.client_id, c.owner_id, count(*),
  count(*) filter (where c.due_at < %(now)s::timestamptz),
  count(*) filter (where c.late_at < %(now)s::timestamptz), 0, 0
from conversations_conversation c
where c.client_id = any(%(clients)s::bigint[]) and c.state = 'open' and c.ball = 'us'
group by c.client_id, c.owner_id
union all
select 'promise', p.client_id, p.owner_id, count(*), 0, 0, 0, 0 from promises_promise p
where p.client_id = any(%(clients)s::bigint[]) and p.side = 'us' and p.state = 'open'
  and p.due_at <= %(tonight)s::timestamptz group by p.client_id, p.owner_id
union all
select 'there', min(client_id), person_id, count(*), 0, 0, 0, 0 from conversations_presence
where client_id = any(%(clients)s::bigint[]) and at > %(gone)s::timestamptz group by person_id
union all
select 'written', min(m.client_id), m.author_id, count(*), 0, 0, sum(m.written_seconds),
  percentile_cont(0.5) within group (order by m.written_seconds)::bigint
from conversations_message m where m.client_id = any(%(clients)s::bigint[])
  and m.written_seconds is not null and m.kind = 'reply'
  and m.at >= %(morning)s::timestamptz and m.at < %(tonight)s::timestamptz group by m.author_id"""
HELD = f"""select h.client_id, h.conversation_id, h.author_id, y.name, h.asked_at,
  case when row_number() over (order by h.asked_at, h.id) <= {SHOWN} then left(h.body, 200) else '' end,
  c.subject
from conversations_heldreply h
join people_person y on y.id = h.author_id
join conversations_conversation c on c.id = h.conversation_id
where h.client_id = any(%(clients)s::bigint[]) and h.state = 'waiting' and c.merged_into_id is null
order by h.asked_at, h.id"""  # noqa: S608 -- our own words, no input


class Lying(NamedTuple):
    """So many of one client that lie with one person, or (None) with nobody.

    kind: "ball" (ours), "promise" (due today or overdue), "there" (a conversation that is open before them),
    "written" (replies sent today whose typing was seen, with its seconds in all and their median).
    """

    kind: str
    client_id: int
    owner_id: int | None
    number: int
    overdue: int
    late: int
    seconds: int = 0
    middle: int = 0


class _Beside(NamedTuple):
    """What else is known of somebody: the balls of whoever has most, what waits, what is at risk."""

    most: int
    waiting: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Held:
    """The replies that wait, the oldest first, and how many there are of each author."""

    rows: tuple[HeldRow, ...]
    count: int
    by_author: dict[int, int]


def lying(scope: Scope) -> Question[list[Lying]]:
    """Over what is open alone, and what was sent today."""
    given = {
        "clients": scope.client_ids,
        "now": scope.now,
        "gone": scope.now - GONE_AFTER,
        "morning": midnight(local_day(scope.now)),
        "tonight": midnight(local_day(scope.now) + DAY),
    }
    return Question(LYING, given, lambda rows: [Lying(*row) for row in rows])


def promises_due(found: Sequence[Lying]) -> int:
    """How many promises of ours are overdue or due today, whoever gave them."""
    return sum(one.number for one in found if one.kind == "promise")


def held(scope: Scope) -> Question[Held]:
    """All that wait, the first of them with their words."""
    return Question(HELD, {"clients": scope.client_ids}, partial(_held, scope))


def _held(scope: Scope, found: Rows) -> Held:
    chips = {chip.pk: chip for chip in scope.clients}
    rows = tuple(
        HeldRow(
            conversation_id=conversation_id,
            client=chips[client_id],
            subject=subject,
            author_name=name,
            asked_at=asked_at,
            excerpt=_excerpt(body),
        )
        for client_id, conversation_id, _, name, asked_at, body, subject in found[:SHOWN]
    )
    by_author: dict[int, int] = {}
    for row in found:
        by_author[row[2]] = by_author.get(row[2], 0) + 1
    return Held(rows, len(found), by_author)


def load(
    scope: Scope,
    sight: Sight,
    found: Sequence[Lying],
    waiting: Held,
    at_risk: Mapping[int, int],
) -> tuple[LoadRow, ...]:
    """Everybody who works for these clients, who has most first."""
    people: dict[int, Colleague] = {}
    clients: dict[int, list[int]] = {}
    for client_id in scope.client_ids:
        for one in sight.people.get(client_id, ()):
            people.setdefault(one.pk, one)
            clients.setdefault(one.pk, []).append(client_id)
    chips = {chip.pk: chip for chip in scope.clients}
    most = max((_of(found, "ball", pk).number for pk in people), default=0)
    rows = [
        _row(
            scope,
            one,
            tuple(chips[client_id] for client_id in clients[pk]),
            {kind: _of(found, kind, pk) for kind in KINDS},
            _Beside(most, waiting.by_author.get(pk, 0), at_risk.get(pk, 0)),
        )
        for pk, one in people.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.balls, -row.overdue, row.name, row.pk)))


def _row(
    scope: Scope,
    one: Colleague,
    clients: tuple[ClientChip, ...],
    own: Mapping[str, Lying],
    beside: _Beside,
) -> LoadRow:
    ball, typed = own["ball"], own["written"]
    return LoadRow(
        pk=one.pk,
        name=one.name,
        clients=clients,
        balls=ball.number,
        overdue=ball.overdue,
        most=beside.most,
        is_there=own["there"].number > 0,
        pressing=_pressing(
            scope, one.pk, ball.overdue, beside.waiting, own["promise"].number, beside.tasks
        ),
        written_query=scope.asked.query(span="", owner=one.pk),
        written=typed.number,
        written_seconds=typed.seconds,
        written_middle=typed.middle,
    )


def _pressing(
    scope: Scope, pk: int, overdue: int, waiting: int, promises: int, tasks: int
) -> tuple[Pressing, ...]:
    """What of somebody's presses, each with the way to its rows."""
    client_id, asked = scope.asked.client_id, scope.asked
    of_client = {"client": client_id} if client_id is not None else {}
    owed = Ledger(owner=str(pk), client_id=client_id, last=local_day(scope.now)).address
    overdue_query = asked.query(what="overdue", owner=pk)
    told = (
        (overdue, say("期限切れ %(n)s"), f"{reverse('board-balls')}?{overdue_query}"),
        (
            waiting,
            say("承認待ち %(n)s"),
            f"{reverse('desk')}?{urlencode({'queue': 'waiting', **of_client})}",
        ),
        (promises, say("今日までの約束 %(n)s"), reverse("promises") + owed),
        (
            tasks,
            say("遅れそうなタスク %(n)s"),
            f"{reverse('tasks-list')}?{urlencode({'who': pk, **of_client})}",
        ),
    )
    return tuple(Pressing(words % {"n": count}, href) for count, words, href in told if count)


def _of(found: Sequence[Lying], kind: str, pk: int) -> Lying:
    """The sum over the clients."""
    own = [one for one in found if one.kind == kind and one.owner_id == pk]
    return Lying(
        kind,
        0,
        pk,
        sum(one.number for one in own),
        sum(one.overdue for one in own),
        sum(one.late for one in own),
        sum(one.seconds for one in own),
        sum(one.middle for one in own),  # of those with a median there is one row alone
    )


def _excerpt(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
