"""A moment of sending that may not be meant: past the due time, or when the words name another day."""

from datetime import datetime

from django.utils import timezone

from madoguchi.desk.conversations import giving
from madoguchi.desk.conversations.actions.replies import CannotReply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform import days
from madoguchi.desk.platform.words import say
from madoguchi.engines.rulebook import Draft


class MomentAsked(CannotReply):
    """この日時でよいか確かめてください。"""

    def __init__(self, sentence: str, send_at: datetime) -> None:
        super().__init__(sentence)
        self.send_at = send_at


class LeavesPastDue(MomentAsked):
    """返信期限を過ぎます。"""


class ReadsOtherwise(MomentAsked):
    """届く日に読むと、本文の日付が変わります。"""


def ask_about(conversation: Conversation, send_at: datetime, now: datetime) -> None:
    """Raises LeavesPastDue, which knows the moment, when a clock runs that is due before it."""
    due_at = conversation.due_at
    if due_at is not None and due_at < send_at:
        raise LeavesPastDue(_words(send_at, due_at, now), send_at)


def ask_about_words(draft: Draft, send_at: datetime, now: datetime) -> None:
    """Raises ReadsOtherwise, which names the first word that its reader takes for another day."""
    found = giving.shifted_in(draft, written_at=now, read_at=send_at)
    if found:
        words = say("「%(said)s」は、届いてから読むと別の日になります。")
        raise ReadsOtherwise(words % {"said": found[0].said}, send_at)


def _words(send_at: datetime, due_at: datetime, now: datetime) -> str:
    local = timezone.localtime(due_at)
    is_same_day = local.date() == timezone.localtime(send_at).date()
    due = f"{local:%H:%M}" if is_same_day else days.moment(local)
    if due_at <= now:
        return say("返信期限（%(due)s）をもう過ぎています。") % {"due": due}
    return say("返信期限（%(due)s）を過ぎます。") % {"due": due}
