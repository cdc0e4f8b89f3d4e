"""Whether a task will be done by its due time, as long as there is time to say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from madoguchi.engines.businesstime import Calendar, NoOpenTime, add
from madoguchi.engines.taskrisk.work import Standing, Work

MINUTE = timedelta(minutes=1)
STILL = {Standing.BLOCKED: "blocked", Standing.WAITING: "waiting"}


class Outlook(StrEnum):
    """How a task stands: what is late, or cannot be done in time any more, is that whatever stands in its way."""

    ON_TRACK = "on_track"
    WILL_BE_LATE = "will_be_late"
    LATE = "late"
    BLOCKED = "blocked"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Risk:
    """How a task stands, and when it is expected to be done.

    `expected_at` is None where nobody has estimated the work, and where the desk has no open time for
    it within twenty years. For a task that stands still it is the earliest that is possible.
    `late_by` runs by the clock on the wall, from the due time on: the client's waiting, not our work.
    """

    outlook: Outlook
    expected_at: datetime | None
    late_by: timedelta = timedelta(0)

    @property
    def late_minutes(self) -> int:
        """Whole minutes beyond the due time, begun ones counted."""
        return -(-self.late_by // MINUTE)


def judge(task: Work, others: Iterable[Work], *, now: datetime, calendar: Calendar) -> Risk:
    """How the task stands at `now`.

    The model, plainly: its owner does one task after the other, in the order of their due times (those
    without one last, the older first where they are the same), in the calendar's business time, from
    now on and without a break. `others` are the owner's other open tasks: of those that stand before
    it, what is left is done first. A task that is blocked or waits for the client takes no time, nor
    does one that nobody has estimated. Raises BadMoment.
    """
    expected = _expected(task, others, now, calendar)
    late_by = _beyond(task.due_at, now, expected)
    return Risk(_outlook(task, now, expected, late_by), expected, late_by)


def _expected(
    task: Work, others: Iterable[Work], now: datetime, calendar: Calendar
) -> datetime | None:
    if task.minutes is None:
        return None
    ahead = sum(other.takes for other in others if other.place < task.place)
    try:
        return add(now, (ahead + task.minutes) * MINUTE, calendar)
    except NoOpenTime:
        return None


def _beyond(due_at: datetime | None, now: datetime, expected: datetime | None) -> timedelta:
    if due_at is None:
        return timedelta(0)
    return max(timedelta(0), (expected or now) - due_at, now - due_at)


def _outlook(task: Work, now: datetime, expected: datetime | None, late_by: timedelta) -> Outlook:
    if task.due_at is not None and now > task.due_at:
        return Outlook.LATE
    is_endless = task.minutes is not None and expected is None and task.due_at is not None
    if late_by or is_endless:
        return Outlook.WILL_BE_LATE
    return Outlook(STILL[task.standing]) if task.standing in STILL else Outlook.ON_TRACK
