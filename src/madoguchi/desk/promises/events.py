"""What can happen to a promise: ids and short values, never its words."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.events import Happening


@dataclass(frozen=True, kw_only=True)
class PromiseHappening(Happening):
    """Something that happened to one promise."""

    promise_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseGiven(PromiseHappening):
    """Somebody gave their word. side: us or them; the message is None for one made by hand.

    `instead_of`: the promise that was broken, in whose place it is.
    """

    side: str
    due_at: datetime
    owner_id: int | None = None
    message_id: int | None = None
    task_id: int | None = None
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseMended(PromiseHappening):
    """It is due at another time than was said, and why; or it is worded otherwise.

    `message_id`: the message that told the other side so, if one did.
    """

    due_before: datetime
    due_at: datetime
    reason: str
    message_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseKept(PromiseHappening):
    """What was promised is done, by a message or by other means."""

    was_late: bool
    message_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(PromiseHappening):
    """It was not kept, and will not be; or another promise took its place after its time, and why."""

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PromiseReleased(PromiseHappening):
    """It is owed no more, and why."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class PromiseHandedOver(PromiseHappening):
    """Somebody else answers for it now."""

    owner_before_id: int | None
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseTakenBack(PromiseHappening):
    """The message that gave it was recalled before it left: it was never given."""


@dataclass(frozen=True, kw_only=True)
class PromiseReopened(PromiseHappening):
    """The message that kept it, or that put another in its place, was recalled: it is owed still."""

    settled_at: datetime  # when it had seemed to be settled


@dataclass(frozen=True, kw_only=True)
class PromiseUnmended(PromiseHappening):
    """The message that told another due time was recalled before it left: the one before holds."""

    due_before: datetime
    due_at: datetime
    mended_at: datetime  # when it had seemed to be put elsewhere
