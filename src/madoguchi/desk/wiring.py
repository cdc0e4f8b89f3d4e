"""Which feature reacts to whose happening, and which one tells what a lower one cannot know."""

from madoguchi.desk.adherence.queries.inbook import kept_by_client, kept_by_rule
from madoguchi.desk.alerts.actions.calling import (
    settle,
    tell_author,
    tell_directors,
    tell_of_call,
    tell_of_hold,
    uncall,
)
from madoguchi.desk.alerts.actions.promising import settle_promise, unsettle_promise
from madoguchi.desk.alerts.actions.relieving import tell_of_hand_over
from madoguchi.desk.alerts.actions.seeing import see_in
from madoguchi.desk.alerts.actions.unheld import settle_left, tell_of_left
from madoguchi.desk.alerts.queries import UNSEEN_IN
from madoguchi.desk.clients import first_steps, standards
from madoguchi.desk.clients.events import AssignmentEnded, PersonAssigned
from madoguchi.desk.clients.queries.duties import duties as duties_for_clients
from madoguchi.desk.contacts.actions.members import join
from madoguchi.desk.contacts.authority import looks_after_people
from madoguchi.desk.conversations import beside, giving, made_of, thread_marks, unseen
from madoguchi.desk.conversations.events import (
    BallPassed,
    ConversationClosed,
    ConversationMerged,
    ConversationReopened,
    ConversationTagged,
    ConversationUntagged,
    MergeUndone,
    MessageReceived,
    MessagesJoined,
    MessagesParted,
    NoAnswerNeeded,
    NoteWritten,
    NoticeReceived,
    OwnerChanged,
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
from madoguchi.desk.conversations.queries.promised import promises_asked, promises_panel
from madoguchi.desk.conversations.queries.sent import last_sent
from madoguchi.desk.expectations.panels import asked_of as expectations_asked
from madoguchi.desk.expectations.panels import panel as expectations_panel
from madoguchi.desk.mail.actions.delivery import queue_delivery
from madoguchi.desk.mail.actions.outbox import withdraw
from madoguchi.desk.mail.queries.mailboxes import mail_comes
from madoguchi.desk.people import duties, second_factor
from madoguchi.desk.people.events import InvitationAccepted, PersonDeactivated
from madoguchi.desk.platform.events import react, react_together
from madoguchi.desk.promises.actions.handing import when_assignment_ends, when_person_leaves
from madoguchi.desk.promises.events import (
    PromiseBroken,
    PromiseHandedOver,
    PromiseKept,
    PromiseMended,
    PromiseReleased,
    PromiseReopened,
    PromiseTakenBack,
    PromiseUnmended,
)
from madoguchi.desk.rooms.actions.calling import call_in
from madoguchi.desk.rooms.actions.follow_ups import settle_calls, unsettle_call
from madoguchi.desk.rooms.actions.gathering import refuse_if_read
from madoguchi.desk.rooms.actions.leaving import when_assignment_ends as leave_threads_at_its_end
from madoguchi.desk.rooms.actions.leaving import (
    when_owner_changes,
    when_person_is_assigned,
)
from madoguchi.desk.rooms.actions.leaving import when_person_leaves as leave_threads_of
from madoguchi.desk.rooms.actions.reading import note_read
from madoguchi.desk.rooms.events import (
    DecisionPinned,
    DecisionUnpinned,
    DirectThreadLeft,
    ParticipantNamed,
    ReactionGiven,
    ReactionTaken,
)
from madoguchi.desk.rooms.queries import finding as finding_in_rooms
from madoguchi.desk.rooms.queries.marks import marks_of as marks_of_room
from madoguchi.desk.rooms.queries.ways import asked_of as ways_asked
from madoguchi.desk.rooms.queries.ways import ways_panel
from madoguchi.desk.rooms.telling import tell_members
from madoguchi.desk.rulebook import in_force, kept, sent
from madoguchi.desk.search.actions.entries import (
    follow_messages,
    follow_tags,
    forget_message,
    index_said,
)
from madoguchi.desk.search.queries.in_rooms import found_in_room
from madoguchi.desk.tasks.actions.delays import told_by_replies, untold_by_recall
from madoguchi.desk.tasks.actions.following import follow_answers, follow_merge
from madoguchi.desk.tasks.actions.following import follow_messages as follow_messages_of_tasks
from madoguchi.desk.tasks.actions.leaving import when_assignment_ends as release_tasks_at_its_end
from madoguchi.desk.tasks.actions.leaving import when_person_leaves as release_tasks_of
from madoguchi.desk.tasks.actions.postponing import put_off
from madoguchi.desk.tasks.beside import asked_of as tasks_asked
from madoguchi.desk.tasks.beside import panel_of as tasks_panel
from madoguchi.desk.tasks.marks import HAS_TASKS, tasks_of_messages

# What changes a thread as the client's own people read it.
ROOM_MOVES = (
    MessageReceived,
    ReplySent,
    ReplyRecalled,
    NoAnswerNeeded,
    BallPassed,
    ConversationClosed,
    ConversationReopened,
    ReactionGiven,
    ReactionTaken,
    DecisionPinned,
    DecisionUnpinned,
    ParticipantNamed,
)


def connect() -> None:
    """Called once, when all features are loaded. A reaction runs in the transaction of its cause."""
    duties.told_by(duties_for_clients)
    second_factor.demanded_by(looks_after_people)
    first_steps.mail_told_by(mail_comes)
    standards.told_by(in_force.standards)
    unseen.told_by(UNSEEN_IN, see=see_in)
    finding_in_rooms.told_by(found_in_room)
    _beside()
    kept.told_by(by_rule=kept_by_rule, by_client=kept_by_client)
    sent.register(last_sent)
    thread_marks.told_by(marks_of_room, read=note_read)
    react(to=InvitationAccepted, with_=join)
    react_together(to=MessageReceived, with_=follow_answers)
    giving.mended_by(put_off)
    react_together(to=ReplySent, with_=told_by_replies)
    react(to=ConversationMerged, with_=follow_merge)
    react(to=MergeUndone, with_=follow_messages_of_tasks)
    react(to=MessagesParted, with_=follow_messages_of_tasks)
    react(to=ReplySent, with_=queue_delivery)
    react_together(to=ReplySent, with_=settle_calls)
    for said in (MessageReceived, NoticeReceived, ReplySent, NoteWritten):
        react_together(to=said, with_=index_said)
    for moved in (MessagesJoined, MergeUndone):
        react(to=moved, with_=follow_messages)
    for tagged in (ConversationTagged, ConversationUntagged):
        react(to=tagged, with_=follow_tags)
    _taking_back()
    _kept_words()
    _between_few()
    react(to=PersonMentioned, with_=tell_of_call)
    react(to=ReplyHeld, with_=tell_directors)
    react(to=ScheduledReplyHeld, with_=tell_of_hold)
    for decided in (ReplyApproved, ReplyReturned, ReplyTakenOver, ReplyWithdrawn):
        react(to=decided, with_=settle)
    for told in (ReplyApproved, ReplyReturned, ReplyTakenOver):
        react(to=told, with_=tell_author)


def _beside() -> None:
    """What features show beside a conversation, in this order, and at its messages."""
    beside.told_by(ways_panel)
    beside.told_by(promises_panel)
    beside.told_by(tasks_panel)
    beside.told_by(expectations_panel)
    beside.asked_by(ways_asked, promises_asked, tasks_asked, expectations_asked)
    made_of.told_by(HAS_TASKS, tasks_of_messages)


def _between_few() -> None:
    """A direct thread is never nobody's without somebody who may read it being told."""
    react(to=AssignmentEnded, with_=leave_threads_at_its_end)
    react(to=PersonAssigned, with_=when_person_is_assigned)
    react(to=PersonDeactivated, with_=leave_threads_of)
    react(to=OwnerChanged, with_=when_owner_changes)
    react(to=DirectThreadLeft, with_=tell_of_left)
    react(to=ParticipantNamed, with_=settle_left)


def _taking_back() -> None:
    """A recalled reply: who carries it refuses what has left; what it did is undone."""
    undone = (
        withdraw,
        refuse_if_read,
        untold_by_recall,
        unsettle_call,
        forget_message,
        uncall,
    )
    for undo in undone:
        react(to=ReplyRecalled, with_=undo)


def _kept_words() -> None:
    """Who owes what, and what is said of it in the rooms."""
    react(to=AssignmentEnded, with_=when_assignment_ends)
    react(to=AssignmentEnded, with_=release_tasks_at_its_end)
    react(to=PersonDeactivated, with_=release_tasks_of)
    react(to=PersonDeactivated, with_=when_person_leaves)
    for settled in (
        PromiseKept,
        PromiseBroken,
        PromiseReleased,
        PromiseMended,
        PromiseHandedOver,
        PromiseTakenBack,
        PromiseUnmended,
    ):
        react(to=settled, with_=settle_promise)
    react(to=PromiseHandedOver, with_=tell_of_hand_over)
    for again in (PromiseReopened, PromiseUnmended):
        react(to=again, with_=unsettle_promise)
    for spoken in (MessageReceived, ReplySent):
        react_together(to=spoken, with_=call_in)
    for in_room in ROOM_MOVES:
        react_together(to=in_room, with_=tell_members)
