"""When a wait becomes due, late and over the limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from madoguchi.engines.businesstime import Calendar, add, elapsed
from madoguchi.engines.replyclock.pauses import Pause, merged


class BadTargets(ValueError):
    """Targets that are not positive, or not in the order due, late, limit."""


@dataclass(frozen=True, slots=True)
class Targets:
    """The three levels of a reply clock, in business minutes since the wait began."""

    due_minutes: int = 60
    late_minutes: int = 180
    limit_minutes: int = 360

    def __post_init__(self) -> None:
        if not 0 < self.due_minutes <= self.late_minutes <= self.limit_minutes:
            raise BadTargets("targets are minutes above zero in the order due, late, limit")


@dataclass(frozen=True, slots=True)
class Levels:
    """The three moments, in UTC."""

    due: datetime
    late: datetime
    limit: datetime


def levels(
    *, since: datetime, calendar: Calendar, targets: Targets, pauses: Sequence[Pause] = ()
) -> Levels:
    """When a wait since `since` becomes due, late and over the limit, in business time.

    Pauses count as closed time: each moves the levels that are still ahead when it begins, by the
    business time that it takes, and never moves one that has passed. A pause without an end is not
    counted. Raises BadMoment and NoOpenTime of businesstime.
    """
    stops = merged(pauses, since=since)

    def level(minutes: int) -> datetime:
        moment = add(since, minutes * 60, calendar)
        for begin, end in stops:
            if begin < moment:
                moment = add(moment, elapsed(begin, end, calendar), calendar)
        return moment.astimezone(UTC)

    return Levels(
        due=level(targets.due_minutes),
        late=level(targets.late_minutes),
        limit=level(targets.limit_minutes),
    )
