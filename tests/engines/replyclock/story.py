"""A conversation of Friday 2026-11-20 at an office open 10:00 to 19:00 on weekdays."""

from datetime import UTC, datetime

from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.replyclock import (
    AnswerNotNeeded,
    Ball,
    BallPassed,
    Clock,
    Closed,
    Happening,
    HoldingReplySent,
    Merged,
    MessageReceived,
    MessagesJoined,
    MessagesParted,
    Paused,
    Policy,
    PolicyChanged,
    Reopened,
    ReplySent,
    Resumed,
    State,
    Targets,
    Waiting,
    replay,
)
from tests.engines.businesstime.hours import ALWAYS, OFFICE, jst

POLICY = Policy(version=1, calendar=OFFICE, targets=Targets())
NIGHT_AND_DAY = Policy(version=2, calendar=ALWAYS, targets=Targets(30, 60, 120))
NEVER_AGAIN = parse_calendar(
    {"tz": "Asia/Tokyo", "weekly": {}, "open_extra": {"2026-11-01": [["10:00", "11:00"]]}}
)
OPERATOR = 7


def at(text: str) -> datetime:
    """A moment of the story, as "11:00" on that Friday or as "24T11:00" later that month; UTC."""
    day, _, time = text.rpartition("T")
    return jst(f"2026-11-{day or '20'} {time}").astimezone(UTC)


def received(when: str, message_id: int = 1) -> MessageReceived:
    return MessageReceived(at(when), message_id)


def answered(when: str) -> ReplySent:
    return ReplySent(at(when), 100)


def held(when: str) -> HoldingReplySent:
    return HoldingReplySent(at(when), 101)


def not_needed(when: str, message_id: int = 1) -> AnswerNotNeeded:
    return AnswerNotNeeded(at(when), message_id, OPERATOR, "お礼のみのため")


def closed(when: str) -> Closed:
    return Closed(at(when))


def reopened(when: str) -> Reopened:
    return Reopened(at(when))


def passed(when: str, to: Ball) -> BallPassed:
    return BallPassed(at(when), to)


def paused(when: str, pause_id: int = 1) -> Paused:
    return Paused(at(when), pause_id)


def resumed(when: str, pause_id: int = 1) -> Resumed:
    return Resumed(at(when), pause_id)


def waits(when: str, message_id: int | None = 1) -> Waiting:
    return Waiting(at(when), message_id)


def joined(when: str, *waiting: Waiting, rest: Ball = Ball.NOBODY) -> MessagesJoined:
    return MessagesJoined(at(when), waiting, rest)


def parted(when: str, *message_ids: int) -> MessagesParted:
    return MessagesParted(at(when), frozenset(message_ids))


def merged(when: str) -> Merged:
    return Merged(at(when))


def changed(when: str, policy: Policy) -> PolicyChanged:
    return PolicyChanged(at(when), policy)


def after(*happenings: Happening) -> State:
    """The state after these happenings under the first policy."""
    return replay(happenings, policy=POLICY)


def running(*happenings: Happening) -> Clock:
    """The clock that runs after these happenings."""
    clock = after(*happenings).running
    assert clock is not None
    return clock
