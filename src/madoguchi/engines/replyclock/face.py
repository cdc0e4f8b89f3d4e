"""What a screen shows of a clock, without words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from madoguchi.engines.businesstime import Calendar, elapsed, is_open
from madoguchi.engines.replyclock.clock import Clock

SOON_SECONDS = 15 * 60


class Level(StrEnum):
    """How far a wait has gone."""

    OK = "ok"
    SOON = "soon"
    OVER = "over"
    LATE = "late"
    HARD = "hard"


class FaceState(StrEnum):
    """The level, or that the clock stands still."""

    OK = "ok"
    SOON = "soon"
    OVER = "over"
    LATE = "late"
    HARD = "hard"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Face:
    """A clock at one moment, in business seconds and in fractions from 0 to 1.

    `state` is the level, or paused while the desk is closed or the clock stands still; `level`
    is there in both cases. One of `left_seconds` and `over_seconds` is zero. `due_used` is the
    fraction of the due target that has passed, `limit_used` that of the limit.
    """

    state: FaceState
    level: Level
    left_seconds: float
    over_seconds: float
    due_used: float
    limit_used: float

    @property
    def minutes_left(self) -> int:
        """Whole business minutes until due, rounded down: never more than there are."""
        return int(self.left_seconds // 60)

    @property
    def minutes_over(self) -> int:
        """Whole business minutes since due, rounded down."""
        return int(self.over_seconds // 60)


def face(clock: Clock, now: datetime, calendar: Calendar) -> Face:
    """What to show of `clock` at `now`; a stopped clock shows the moment of its end.

    Soon is less than 15 business minutes before due; over, late and hard are past the due, late
    and limit times (exactly at them is not yet past). Raises BadMoment of businesstime.
    """
    read_at = clock.read_at(now)
    left = elapsed(read_at, clock.due, calendar)
    level = _level(clock, read_at, left)
    stands = clock.paused_since is not None or not is_open(now, calendar)
    return Face(
        state=FaceState.PAUSED if stands and clock.stopped_at is None else FaceState(level),
        level=level,
        left_seconds=left,
        over_seconds=0.0 if left else elapsed(clock.due, read_at, calendar),
        due_used=_used(left, clock.targets.due_minutes),
        limit_used=_used(elapsed(read_at, clock.limit, calendar), clock.targets.limit_minutes),
    )


def _level(clock: Clock, read_at: datetime, left_seconds: float) -> Level:
    if read_at > clock.limit:
        return Level.HARD
    if read_at > clock.late:
        return Level.LATE
    if read_at > clock.due:
        return Level.OVER
    return Level.SOON if left_seconds < SOON_SECONDS else Level.OK


def _used(left_seconds: float, target_minutes: int) -> float:
    return max(0.0, 1.0 - left_seconds / (target_minutes * 60))
