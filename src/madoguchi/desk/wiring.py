"""Which feature reacts to whose happening: all of it, on this page."""

from madoguchi.desk.conversations.events import (
    MergeUndone,
    MessageReceived,
    MessagesJoined,
    NoteWritten,
    NoticeReceived,
    ReplyRecalled,
    ReplySent,
)
from madoguchi.desk.mail.actions.delivery import queue_delivery
from madoguchi.desk.mail.actions.outbox import withdraw
from madoguchi.desk.platform.events import react, react_together
from madoguchi.desk.search.actions.entries import follow_messages, forget_message, index_said


def connect() -> None:
    """Called once, when all features are loaded. A reaction runs in the transaction of its cause."""
    react(to=ReplySent, with_=queue_delivery)
    react(to=ReplyRecalled, with_=withdraw)
    for said in (MessageReceived, NoticeReceived, ReplySent, NoteWritten):
        react_together(to=said, with_=index_said)
    react(to=ReplyRecalled, with_=forget_message)
    for moved in (MessagesJoined, MergeUndone):
        react(to=moved, with_=follow_messages)
