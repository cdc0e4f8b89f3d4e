"""Times in which a reply clock stands still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.engines.businesstime import Calendar, elapsed


@dataclass(frozen=True, slots=True)
class Pause:
    """One row per pause; several may overlap.

    `pause_id` is None for the time in which the conversation was closed or the ball not with us.
    `until` is None while it lasts.
    """

    pause_id: int | None
    since: datetime
    until: datetime | None = None


def merged(pauses: Sequence[Pause], *, since: datetime) -> list[tuple[datetime, datetime]]:
    """Ended pauses from `since` on, in order, with what overlaps counted once."""
    ended = sorted(
        (max(pause.since, since), pause.until)
        for pause in pauses
        if pause.until is not None and pause.until > since
    )
    apart: list[tuple[datetime, datetime]] = []
    for begin, end in ended:
        if apart and begin <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((begin, end))
    return apart


def cut(pauses: Sequence[Pause], *, until: datetime) -> tuple[Pause, ...]:
    """The pauses as they were by `until`: none begins later, all have ended."""
    return tuple(
        Pause(pause.pause_id, pause.since, min(pause.until or until, until))
        for pause in pauses
        if pause.since < until
    )


def paused_seconds(pauses: Sequence[Pause], *, since: datetime, calendar: Calendar) -> float:
    """Business seconds of the ended pauses from `since` on; overlaps count once."""
    return sum(elapsed(begin, end, calendar) for begin, end in merged(pauses, since=since))


def paused_since(pauses: Sequence[Pause]) -> datetime | None:
    """When the present standstill began: the earliest pause that still lasts, or None."""
    return min((pause.since for pause in pauses if pause.until is None), default=None)
