"""What can happen to a conversation. The reply clock is rebuilt from these and nothing else."""

from dataclasses import dataclass
from datetime import datetime

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
    """We answered the customer; or held them with a promise: the clock stops, the ball stays ours."""

    message_id: int
    is_holding: bool = False
    is_urgent: bool = False  # it did not wait for a good moment; its check says why
    channel: str | None = None  # of a thread in a room; None: by mail


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
    """The matter is done; with the reply `message_id`, when it was closed by sending that."""

    message_id: int | None = None


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
class ReplyWithdrawn(Happening):
    """The author of a held reply took it back before it was decided."""

    held_reply_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyTakenOver(Happening):
    """A director took a held reply into their own composer, to send it as theirs."""

    held_reply_id: int


@dataclass(frozen=True, kw_only=True)
class DeliveryRecorded(Happening):
    """What became of a reply's mail: sent, failed, bounced."""

    message_id: int
    delivery: str


@dataclass(frozen=True, kw_only=True)
class ReplyRecalled(Happening):
    """A reply was taken back before it left: as if it had never been sent."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyScheduled(Happening):
    """A reply is to leave later."""

    scheduled_reply_id: int
    send_at: datetime


@dataclass(frozen=True, kw_only=True)
class ScheduledReplyHeld(Happening):
    """A scheduled reply did not leave at its time: somebody has to look."""

    scheduled_reply_id: int


@dataclass(frozen=True, kw_only=True)
class ScheduledReplyCancelled(Happening):
    """A scheduled reply will not leave."""

    scheduled_reply_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationSnoozed(Happening):
    """Out of the lists until then; the reply clock goes on."""

    until: datetime


@dataclass(frozen=True, kw_only=True)
class SnoozeEnded(Happening):
    """Back in the lists. why: time (and still to be followed up), message, person, acted or closing."""

    why: str


@dataclass(frozen=True, kw_only=True)
class BallPassed(Happening):
    """The ball was passed without a message. to: us, them, or client (asked; the clock goes on).

    A clock that starts with it follows this policy. `message_id`: the message of ours that says so,
    and takes it along when it is recalled.
    """

    to: str
    policy_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonMentioned(Happening):
    """A note called somebody into the conversation."""

    message_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationMerged(Happening):
    """All that was here went into another conversation."""

    merge_id: int
    target_id: int


@dataclass(frozen=True, kw_only=True)
class MessagesJoined(Happening):
    """Messages came over from another conversation, by a merge or (without `merge_id`) a split.

    `waiting` holds (message id or None, when it had come in) of what waits; `rest` is where the ball
    of what joined lies when nothing of it waits. The clock goes on under this policy.
    """

    other_id: int
    waiting: tuple[tuple[int | None, str], ...]
    rest: str
    policy_id: int
    merge_id: int | None = None
    took_owner: bool = False
    tag_ids: tuple[int, ...] = ()  # that were not here before
    draft_person_ids: tuple[int, ...] = ()  # whose drafts came along


@dataclass(frozen=True, kw_only=True)
class MessagesParted(Happening):
    """Messages went over to a new conversation."""

    other_id: int
    message_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Happening):
    """A merge was taken back: for both conversations as if it had never been."""

    merge_id: int
    other_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationTagged(Happening):
    """A tag was put on."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationUntagged(Happening):
    """A tag was taken off."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationLinked(Happening):
    """This has to do with another conversation."""

    other_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationUnlinked(Happening):
    """This has nothing to do with the other conversation after all."""

    other_id: int
