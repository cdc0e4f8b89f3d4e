"""The month to date in a client's own time, and its opening hours as the database counts with them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from madoguchi.desk.clients import policies
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines.businesstime import Calendar, open_intervals
from madoguchi.engines.replyclock import Policy

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
# The newest version, and those that a clock of the window ran by.
VERSIONS = """
select p.id, p.calendar::text, p.due_minutes, p.late_minutes, p.limit_minutes
from clients_replypolicy p where p.client_id = %(client)s::bigint and (
  p.version = (select max(n.version) from clients_replypolicy n where n.client_id = p.client_id)
  or p.id in (select k.policy_id from conversations_replyclock k
    where k.client_id = %(client)s and k.since >= %(since)s::timestamptz
      and k.since < %(until)s::timestamptz))
order by p.version desc, p.id desc
"""


@dataclass(frozen=True)
class Window:
    """A client's month from its first midnight on, as it is known at `until`; both aware.

    Of a month that is over what began in it counts, and what became of that until today.
    """

    client_id: int
    since: datetime
    until: datetime
    today: date  # where the client is; the last day of a month that is over
    ended: datetime | None = None

    @property
    def first(self) -> date:
        """The month's first day."""
        return self.since.date()

    @property
    def before(self) -> datetime:
        """What counts began before this moment."""
        return self.ended or self.until


@dataclass(frozen=True)
class OpenTime:
    """Opening hours by policy, in parallel lists: microseconds since 1970, and of open time before them."""

    policies: tuple[int, ...]
    opens: tuple[int, ...]
    lengths: tuple[int, ...]
    before: tuple[int, ...]
    newest: int  # the policy that holds now

    @property
    def parameters(self) -> dict[str, object]:
        """As the statements name them."""
        return {
            "policies": list(self.policies),
            "opens": list(self.opens),
            "lengths": list(self.lengths),
            "before": list(self.before),
            "newest": self.newest,
        }


def month_to_date(client_id: int, policy: Policy, now: datetime) -> Window:
    """The month that `now` lies in where the client is."""
    zone = policy.calendar.zone
    today = now.astimezone(zone).date()
    first = datetime.combine(today.replace(day=1), time(), zone)
    return Window(client_id, first, now, today)


def month_window(running: Window, first: date) -> Window:
    """The month of that first day, as the running month's moment knows it."""
    if first >= running.first:
        return running
    zone = running.since.tzinfo
    following = (first + timedelta(days=31)).replace(day=1)
    since, ended = (datetime.combine(day, time(), zone) for day in (first, following))
    return Window(running.client_id, since, running.until, following - timedelta(days=1), ended)


def open_time(window: Window) -> OpenTime:
    """When the client's desk was open in the window, by each policy that counts in it. One query."""
    rows = prepared.rows_of(
        VERSIONS,
        {"client": window.client_id, "since": window.since, "until": window.before},
    )
    found = [policies.parsed_row(*row) for row in rows]
    listed = [
        (policy.version, *span)
        for policy in found
        for span in _spans(policy.calendar, window.first, _day(window.until, policy.calendar))
    ]
    return OpenTime(
        policies=tuple(one[0] for one in listed),
        opens=tuple(one[1] for one in listed),
        lengths=tuple(one[2] for one in listed),
        before=tuple(one[3] for one in listed),
        newest=found[0].version,
    )


def _day(moment: datetime, calendar: Calendar) -> date:
    return moment.astimezone(calendar.zone).date()


@lru_cache(maxsize=512)
def _spans(calendar: Calendar, first: date, last: date) -> tuple[tuple[int, int, int], ...]:
    """Opening, length and the open time before it, of each stretch of these days, in microseconds."""
    spans, before = [], 0
    for one in open_intervals(first, last, calendar):
        opens = (one.opens - EPOCH) // MICROSECOND
        # By way of UTC: within one zone Python would count the clock on the wall.
        length = (one.closes - EPOCH) // MICROSECOND - opens
        spans.append((opens, length, before))
        before += length
    return tuple(spans)
