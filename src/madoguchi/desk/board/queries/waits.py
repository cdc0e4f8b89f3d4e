"""The reply clocks that ended in a span: answered in time or not, and how many ran at each moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import accumulate
from statistics import median
from typing import NamedTuple

from madoguchi.desk.board.scope import Scope
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question
from madoguchi.engines.businesstime import elapsed
from madoguchi.engines.replyclock import Policy

# A wait that was answered, or that lasted beyond its due time, however it ended or if it goes on: that
# stays a miss. One that ended otherwise before was none, nor was one that needed no answer; one whose
# policy changed goes on in the row that took its place.
COUNTED = """(k.outcome not in ('not_needed', 'superseded') and (k.met_at is not null
  or coalesce(k.stopped_at, %(now)s::timestamptz) > k.due_at))"""
MET = "(k.met_at is not null and k.met_at <= k.due_at)"
ENDED = """k.client_id = any(%(clients)s::bigint[])
  and k.stopped_at >= %(since)s::timestamptz and k.stopped_at < %(until)s::timestamptz"""
# The first answer of a conversation.
NONE_BEFORE = """(k.position = 1 or not exists (
  select from conversations_replyclock e where e.conversation_id = k.conversation_id
  and e.position < k.position and e.met_at is not null))"""
FIRST = f"k.met_at is not null and {NONE_BEFORE}"

BY_PART = f"""select width_bucket(k.since, %(edges)s::timestamptz[]),
  width_bucket(k.stopped_at, %(edges)s::timestamptz[]), count(*),
  count(*) filter (where {COUNTED}), count(*) filter (where {COUNTED} and {MET})
from conversations_replyclock k where {ENDED} and k.outcome <> 'superseded' group by 1, 2
union all
select width_bucket(k.since, %(edges)s::timestamptz[]), null, count(*), 0, 0
from conversations_replyclock k
where k.client_id = any(%(clients)s::bigint[]) and k.stopped_at is null group by 1"""  # noqa: S608 -- our own words, no input
# What has one before it in the span is none: only the earliest of each conversation is looked up.
FIRSTS = f"""select k.policy_id, k.since, k.met_at, k.paused_seconds from (
  select distinct on (k.conversation_id) k.conversation_id, k.position, k.policy_id, k.since, k.met_at,
    k.paused_seconds
  from conversations_replyclock k where {ENDED} and k.met_at is not null
  order by k.conversation_id, k.position
) k where {NONE_BEFORE}"""  # noqa: S608 -- our own words, no input


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    met: int = 0
    counted: int = 0

    @property
    def exactly(self) -> Decimal | None:
        """In percent, as what was agreed is compared with it; None where nothing was counted."""
        return Decimal(100) * self.met / self.counted if self.counted else None

    @property
    def percent(self) -> float | None:
        """None where nothing was counted."""
        return 100 * self.met / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Waits:
    """Of the whole span, and of each of its parts that has begun.

    `running` counts the waits at the end of each part, now at that of the last.
    """

    whole: Share
    parts: tuple[Share, ...]
    running: tuple[int, ...]


class First(NamedTuple):
    """The wait for a conversation's first answer."""

    policy_id: int
    since: datetime
    met_at: datetime
    paused_seconds: float


class Part(NamedTuple):
    """Clocks that began in one part of the span and ended in another; 0 is before it."""

    began: int
    ended: int | None  # None: they run
    clocks: int
    counted: int
    met: int


def waits(scope: Scope) -> Question[Waits]:
    """Those that ended in the span, and how many ran."""
    return Question(BY_PART, scope.parameters, partial(_waits, scope))


def firsts(scope: Scope) -> Question[list[First]]:
    """The waits for a first answer that came in the span."""
    return Question(FIRSTS, scope.parameters, _firsts)


def _waits(scope: Scope, found: Rows) -> Waits:
    rows = [Part(*row) for row in found]
    shown = scope.span.shown(scope.now)
    numbers = range(1, shown + 1)
    return Waits(
        whole=_share(rows),
        parts=tuple(_share(row for row in rows if row.ended == number) for number in numbers),
        running=_running(rows, shown),
    )


def _firsts(rows: Rows) -> list[First]:
    return [
        First(policy_id, since, met_at, float(paused)) for policy_id, since, met_at, paused in rows
    ]


def spent(first: First, policy: Policy) -> float:
    """How long it took, in seconds of the business time of its own policy."""
    return max(0.0, elapsed(first.since, first.met_at, policy.calendar) - first.paused_seconds)


def minutes(first: First, policy: Policy) -> int:
    """The same in whole minutes."""
    return int(spent(first, policy) // 60)


def middle(taken: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    taken = list(taken)
    return median(taken) if taken else None


def _share(rows: Iterable[Part]) -> Share:
    rows = list(rows)
    return Share(sum(row.met for row in rows), sum(row.counted for row in rows))


def _running(rows: Iterable[Part], shown: int) -> tuple[int, ...]:
    """What had run before, what began, what ended, part by part."""
    change = [0] * (shown + 1)
    for row in rows:
        change[min(row.began, shown)] += row.clocks
        if row.ended is not None:
            change[min(row.ended, shown)] -= row.clocks
    return tuple(accumulate(change))[1:]
