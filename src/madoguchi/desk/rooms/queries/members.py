"""A thread as a member reads it: what both sides said, and nothing of ours."""

from datetime import datetime

from madoguchi.desk.conversations import made_of
from madoguchi.desk.conversations.models import Ball, Conversation
from madoguchi.desk.conversations.queries.threads import messages_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.queries.marks import marks_of
from madoguchi.desk.rooms.rows import HeadRow, MemberThread

WAITS = {Ball.US.value: "us", Ball.THEM.value: "them"}


def member_thread(conversation: Conversation, person: Person, now: datetime) -> MemberThread:
    """Asked inside the member's own wall, where notes and drafts do not exist."""
    marks = marks_of(conversation, person, now)
    head = marks.head.row if marks.head else None
    assert isinstance(head, HeadRow)
    is_closed = conversation.state == Conversation.State.CLOSED
    return MemberThread(
        pk=conversation.pk,
        title=conversation.subject,
        messages=messages_of(
            conversation, now, marks=marks.at, made=made_of.made_of(conversation, person)
        ),
        head=head,
        waits_for="" if is_closed else WAITS.get(conversation.ball, ""),
        is_closed=is_closed,
        names=marks.names,
        said=_said_by(conversation, person),
    )


def _said_by(conversation: Conversation, person: Person) -> str:
    """By it the reader's device knows that a kept text was said."""
    own = conversation.messages.filter(author=person, draft_key__isnull=False)
    key = own.order_by("-pk").values_list("draft_key", flat=True).first()
    return "" if key is None else str(key)
