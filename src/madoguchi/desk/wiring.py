"""Which feature reacts to whose happening, and which one tells what a lower one cannot know."""

from madoguchi.desk.adherence.queries.inbook import kept_by_client, kept_by_rule
from madoguchi.desk.alerts.actions.calling import (
    settle,
    tell_author,
    tell_directors,
    tell_of_call,
    tell_of_hold,
)
from madoguchi.desk.alerts.actions.seeing import see_in
from madoguchi.desk.alerts.queries import UNSEEN_IN
from madoguchi.desk.clients import first_steps, standards
from madoguchi.desk.clients.queries.duties import duties as duties_for_clients
from madoguchi.desk.conversations import unseen
from madoguchi.desk.conversations.events import (
    ConversationTagged,
    ConversationUntagged,
    MergeUndone,
    MessageReceived,
    MessagesJoined,
    NoteWritten,
    NoticeReceived,
    PersonMentioned,
    ReplyApproved,
    ReplyHeld,
    ReplyRecalled,
    ReplyReturned,
    ReplySent,
    ReplyTakenOver,
    ReplyWithdrawn,
    ScheduledReplyHeld,
)
from madoguchi.desk.conversations.queries.sent import last_sent
from madoguchi.desk.mail.actions.delivery import queue_delivery
from madoguchi.desk.mail.actions.outbox import withdraw
from madoguchi.desk.mail.queries.mailboxes import mail_comes
from madoguchi.desk.people import duties
from madoguchi.desk.platform.events import react, react_together
from madoguchi.desk.rulebook import in_force, kept, sent
from madoguchi.desk.search.actions.entries import (
    follow_messages,
    follow_tags,
    forget_message,
    index_said,
)


def connect() -> None:
    """Called once, when all features are loaded. A reaction runs in the transaction of its cause."""
    duties.told_by(duties_for_clients)
    first_steps.mail_told_by(mail_comes)
    standards.told_by(in_force.standards)
    unseen.told_by(UNSEEN_IN, see=see_in)
    kept.told_by(by_rule=kept_by_rule, by_client=kept_by_client)
    sent.register(last_sent)
    react(to=ReplySent, with_=queue_delivery)
    react(to=ReplyRecalled, with_=withdraw)
    for said in (MessageReceived, NoticeReceived, ReplySent, NoteWritten):
        react_together(to=said, with_=index_said)
    react(to=ReplyRecalled, with_=forget_message)
    for moved in (MessagesJoined, MergeUndone):
        react(to=moved, with_=follow_messages)
    for tagged in (ConversationTagged, ConversationUntagged):
        react(to=tagged, with_=follow_tags)
    react(to=PersonMentioned, with_=tell_of_call)
    react(to=ReplyHeld, with_=tell_directors)
    react(to=ScheduledReplyHeld, with_=tell_of_hold)
    for decided in (ReplyApproved, ReplyReturned, ReplyTakenOver, ReplyWithdrawn):
        react(to=decided, with_=settle)
    for told in (ReplyApproved, ReplyReturned, ReplyTakenOver):
        react(to=told, with_=tell_author)
