"""What can happen to a conversation that a reply clock has to know.

Each happening holds its moment `at` (aware, UTC) and the ids it needs.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.replyclock.levels import Targets


class Ball(StrEnum):
    """Who must act next."""

    US = "us"
    THEM = "them"
    NOBODY = "nobody"


class NoAnswer(StrEnum):
    """What is written or clicked on our side without being an answer."""

    REACTION = "reaction"
    NOTE = "note"
    AUTO_REPLY = "auto_reply"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Policy:
    """One immutable version of a client's targets and hours."""

    version: int
    calendar: Calendar
    targets: Targets


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """The customer wrote; this also opens a closed conversation again."""

    at: datetime
    message_id: int


@dataclass(frozen=True, slots=True)
class ReplySent:
    """A real answer left."""

    at: datetime
    message_id: int


@dataclass(frozen=True, slots=True)
class HoldingReplySent:
    """「確認して…までにお答えします」 left: what it promises has a clock of its own."""

    at: datetime
    message_id: int


@dataclass(frozen=True, slots=True)
class NoAnswerAdded:
    """Something that is no answer, and so never touches the clock."""

    at: datetime
    kind: NoAnswer


@dataclass(frozen=True, slots=True)
class AnswerNotNeeded:
    """A person marked a customer's message as needing no answer, and said why."""

    at: datetime
    message_id: int
    by: int
    why: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The conversation was closed."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Reopened:
    """A person took the closing back."""

    at: datetime


@dataclass(frozen=True, slots=True)
class BallPassed:
    """A person passed the ball without a message."""

    at: datetime
    to: Ball


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause began; it has an id, so that several can overlap."""

    at: datetime
    pause_id: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """The pause of that id ended."""

    at: datetime
    pause_id: int


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """Another version of targets or calendar holds from now on."""

    at: datetime
    policy: Policy


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unanswered message, or (without an id) a ball that a person passed to us."""

    at: datetime
    message_id: int | None


@dataclass(frozen=True, slots=True)
class MessagesJoined:
    """Messages came over from another conversation.

    `waiting` are those of them that wait, with the times at which they had come in; `rest` is where
    the ball of what joined lies when nothing of it waits.
    """

    at: datetime
    waiting: tuple[Waiting, ...]
    rest: Ball


@dataclass(frozen=True, slots=True)
class MessagesParted:
    """These messages went over to another conversation."""

    at: datetime
    message_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Merged:
    """All that there was went over to another conversation."""

    at: datetime


Happening = (
    MessageReceived
    | ReplySent
    | HoldingReplySent
    | NoAnswerAdded
    | AnswerNotNeeded
    | Closed
    | Reopened
    | BallPassed
    | Paused
    | Resumed
    | PolicyChanged
    | MessagesJoined
    | MessagesParted
    | Merged
)
