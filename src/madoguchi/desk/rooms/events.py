"""What can happen in a room beside what is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from madoguchi.desk.conversations.events import ReplySent
from madoguchi.desk.platform.events import Happening

T = TypeVar("T")


def without_mails(happened: Iterable[T]) -> list[T]:
    """What may concern a room: a reply that goes by mail is known by itself, and asked nothing more."""
    return [one for one in happened if not isinstance(one, ReplySent) or one.channel is not None]


@dataclass(frozen=True, kw_only=True)
class ReactionGiven(Happening):
    """Somebody gave a sign at a message. It moves no clock."""

    message_id: int
    reaction: str


@dataclass(frozen=True, kw_only=True)
class ReactionTaken(Happening):
    """Somebody took their sign back."""

    message_id: int
    reaction: str


@dataclass(frozen=True, kw_only=True)
class DecisionPinned(Happening):
    """A message was pinned: what it says was decided."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class DecisionUnpinned(Happening):
    """What was pinned is a message like others again."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class CallNoted(Happening):
    """A talk on the phone was written down."""

    call_id: int


@dataclass(frozen=True, kw_only=True)
class FollowUpSent(Happening):
    """The written follow-up of a call was sent: the call is done."""

    call_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class DirectThreadOpened(Happening):
    """A thread for few was opened, for one of the private matters."""

    matter: str
    person_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MemberWrittenTo(Happening):
    """A member was written to about what they had missed in the room."""

    person_id: int
    up_to: int


@dataclass(frozen=True, kw_only=True)
class DirectThreadLeft(Happening):
    """Nobody of ours takes part any more, and nobody else has taken it: a director is to name somebody."""


@dataclass(frozen=True, kw_only=True)
class ParticipantNamed(Happening):
    """A director named somebody of ours into a direct thread that nobody of ours was left in."""

    person_id: int
