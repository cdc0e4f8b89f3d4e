"""What can happen to a conversation. The reply clock is rebuilt from these and nothing else."""

from dataclasses import dataclass

from madoguchi.desk.platform.events import Happening


@dataclass(frozen=True, kw_only=True)
class ConversationOpened(Happening):
    """A customer wrote about a new matter."""

    customer_id: int


@dataclass(frozen=True, kw_only=True)
class MessageReceived(Happening):
    """A customer's message came in; a clock that starts with it follows this policy."""

    message_id: int
    policy_id: int


@dataclass(frozen=True, kw_only=True)
class NoticeReceived(Happening):
    """A machine wrote: an automatic reply, a bounce, a delay. It never starts a clock."""

    message_id: int
    notice: str


@dataclass(frozen=True, kw_only=True)
class ReplySent(Happening):
    """We answered the customer."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Happening):
    """Somebody wrote an internal note."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class OwnerChanged(Happening):
    """The conversation got an owner, another owner, or none."""

    owner_id: int | None


@dataclass(frozen=True, kw_only=True)
class ConversationClosed(Happening):
    """The matter is done."""


@dataclass(frozen=True, kw_only=True)
class ConversationReopened(Happening):
    """The matter is not done after all."""


@dataclass(frozen=True, kw_only=True)
class NoAnswerNeeded(Happening):
    """A customer's message was marked as needing no answer, with the reason."""

    message_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReplyHeld(Happening):
    """A reply waits for a director."""

    held_reply_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyApproved(Happening):
    """A director approved a held reply, which was sent."""

    held_reply_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyReturned(Happening):
    """A director returned a held reply to its author."""

    held_reply_id: int


@dataclass(frozen=True, kw_only=True)
class DeliveryRecorded(Happening):
    """What became of a reply's mail: sent, failed, bounced."""

    message_id: int
    delivery: str
