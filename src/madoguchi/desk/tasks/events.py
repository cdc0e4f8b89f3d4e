"""What can happen to a task. Only ids and short values; the words are in the task."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.events import Happening


@dataclass(frozen=True, kw_only=True)
class TaskHappening(Happening):
    """Something that happened to a task."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskRequested(TaskHappening):
    """Work was asked for, in a message or by hand; as a part of another, or of a series."""

    message_id: int | None = None
    parent_id: int | None = None
    series_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class TaskAccepted(TaskHappening):
    """We take it on: due then, or a due time is named by then."""

    due_at: datetime | None
    due_named_by: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TaskDeclined(TaskHappening):
    """We do not take it on."""


@dataclass(frozen=True, kw_only=True)
class TaskStarted(TaskHappening):
    """Somebody works on it, for the first time or again."""


@dataclass(frozen=True, kw_only=True)
class TaskBlocked(TaskHappening):
    """Something stands in its way."""


@dataclass(frozen=True, kw_only=True)
class TaskWaits(TaskHappening):
    """The client has to answer first; reminded every so many business days, or not."""

    remind_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class TaskAnswered(TaskHappening):
    """What the task waited for came in."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class TaskReminded(TaskHappening):
    """A reminder was written: to leave at its time, or as a draft of the owner's."""

    is_scheduled: bool


@dataclass(frozen=True, kw_only=True)
class TaskFinished(TaskHappening):
    """It is done; due was then."""

    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class TaskReopened(TaskHappening):
    """It is not done after all."""


@dataclass(frozen=True, kw_only=True)
class TaskOwned(TaskHappening):
    """It is somebody else's now, or nobody's."""

    owner_id: int | None


@dataclass(frozen=True, kw_only=True)
class TaskDescribed(TaskHappening):
    """What it is about was written anew: names of the parts that changed."""

    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TaskEstimated(TaskHappening):
    """What is left of it was estimated, in minutes of work."""

    remaining_minutes: int
    estimate_minutes: int


@dataclass(frozen=True, kw_only=True)
class TaskDueChanged(TaskHappening):
    """Another due time."""

    due_at: datetime
    before: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TaskItemChanged(TaskHappening):
    """A line of its checklist came, went, was ticked or is open again."""

    item_id: int
    became: str  # added, ticked, open, removed


@dataclass(frozen=True, kw_only=True)
class TaskWatched(TaskHappening):
    """Somebody follows it, or follows it no more."""

    person_id: int
    is_watching: bool


@dataclass(frozen=True, kw_only=True)
class TaskQuestioned(TaskHappening):
    """Its open questions were drafted for the other side."""


@dataclass(frozen=True, kw_only=True)
class DelayNoticed(TaskHappening):
    """The due time cannot be held; the notice is drafted and has to leave before it."""

    delay_id: int
    due_at: datetime
    new_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class DelayTold(TaskHappening):
    """The other side knows of the delay; late when the due time had been reached."""

    delay_id: int
    was_late: bool
    message_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DelayUntold(TaskHappening):
    """The message that told it was recalled before it left: it waits again, and the due time before holds."""

    delay_id: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class TaskSeriesBegun(Happening):
    """A task comes again and again."""

    series_id: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class TaskSeriesEnded(Happening):
    """It comes no more."""

    series_id: int
