"""A reply that would leave after it is due: asked about once, never refused to who means it."""

from datetime import datetime

from django.utils import timezone

from madoguchi.desk.conversations.actions.replies import CannotReply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform import days
from madoguchi.desk.platform.words import say


class LeavesPastDue(CannotReply):
    """返信期限を過ぎます。"""

    def __init__(self, send_at: datetime, due_at: datetime, now: datetime) -> None:
        super().__init__(_words(send_at, due_at, now))
        self.send_at = send_at


def ask_about(conversation: Conversation, send_at: datetime, now: datetime) -> None:
    """Raises LeavesPastDue, which knows the moment, when a clock runs that is due before it."""
    due_at = conversation.due_at
    if due_at is not None and due_at < send_at:
        raise LeavesPastDue(send_at, due_at, now)


def _words(send_at: datetime, due_at: datetime, now: datetime) -> str:
    local = timezone.localtime(due_at)
    is_same_day = local.date() == timezone.localtime(send_at).date()
    due = f"{local:%H:%M}" if is_same_day else days.moment(local)
    if due_at <= now:
        return say("返信期限（%(due)s）をもう過ぎています。") % {"due": due}
    return say("返信期限（%(due)s）を過ぎます。") % {"due": due}
