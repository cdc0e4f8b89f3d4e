"""Which figures are asked for: a span of weeks, and what is narrowed to."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from madoguchi.desk.platform.days import next_month

BY = ("rule", "person", "client", "week")
# What of a message's checks is counted, and can be opened.
WHAT = (
    "checked",
    "found",
    "rewritten",
    "silenced",
    "sent",
    "reasoned",
    "approved",
    "confirmed",
    "rejected",
)
URGENT = "urgent"  # sent without waiting for a good moment: of checks, not of findings
SPANS = (1, 4, 12)  # weeks, the running one included


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The weeks from `first` (a Monday) up to but not including `end`; None and "" narrow to nothing."""

    first: date
    end: date
    weeks: int  # 0: named in another way
    by: str = "rule"
    rule: str = ""
    person_id: int | None = None
    client_id: int | None = None
    days: str = ""  # how the address names them, where not by a number of weeks: "day=2026-11-20"

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def since(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time()))

    @property
    def until(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.end, time()))

    def query(self, **changed: object) -> str:
        """The same as a query string, with some of it changed; empty values are left out."""
        given: dict[str, object] = {
            "weeks": self.weeks or None,
            "by": self.by,
            "rule": self.rule,
            "person": self.person_id,
            "client": self.client_id,
            **dict([self.days.split("=")] if self.days else []),
            **changed,
        }
        return urlencode({name: one for name, one in given.items() if one not in (None, "")})

    def in_week(self, monday: date) -> "Asked":
        """Only the week that begins on this Monday."""
        end = monday + timedelta(weeks=1)
        return replace(self, first=monday, end=end, weeks=0, days=f"week={monday}")

    def on_day(self, day: date) -> "Asked":
        """Only this day."""
        return replace(self, first=day, end=day + timedelta(days=1), weeks=0, days=f"day={day}")

    def in_month(self, first: date) -> "Asked":
        """Only the month of this first day."""
        return replace(
            self, first=first, end=next_month(first), weeks=0, days=f"month={first:%Y-%m}"
        )


def asked_until(today: date, *, weeks: int, by: str) -> Asked:
    """The last so many weeks up to the end of today's week."""
    monday = today - timedelta(days=today.weekday())
    span = weeks if weeks in SPANS else SPANS[1]
    return Asked(
        first=monday - timedelta(weeks=span - 1),
        end=monday + timedelta(weeks=1),
        weeks=span,
        by=by if by in BY else BY[0],
    )
