"""How long somebody typed: counted while a draft is saved again and again, kept with the message that it became."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.approvals import (
    approve_reply,
    request_approval,
    take_over_reply,
    withdraw_reply,
)
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.actions.scheduling import schedule_reply, send_at_its_time
from madoguchi.desk.conversations.drafts import NOTE, REPLY, Typing, draft_of, save_typing
from madoguchi.desk.conversations.models import Conversation, Message, Pen, SavedDraft
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.builders import NOW

SECOND = timedelta(seconds=1)
WINDOW = str(uuid.uuid4())


def typed(
    conversation: Conversation,
    person: Person,
    *after: float,
    window: str = WINDOW,
    kind: str = REPLY,
    begun: datetime = NOW,
) -> float:
    """Saved so many seconds after the beginning, each time with other words; what the draft counts then."""
    with walls.transaction([conversation.client_id]):
        for seconds in after:
            text = f"{seconds}秒までに書いた文面 {uuid.uuid4()}"
            typing = Typing(text=text, draft_key=window, kind=kind)
            save_typing(
                conversation_id=conversation.pk,
                person=person,
                typing=typing,
                now=begun + seconds * SECOND,
            )
        return draft_of(conversation=conversation, person=person).written_seconds


def sent(conversation: Conversation, person: Person, at: datetime) -> Message:
    with walls.transaction([conversation.client_id]):
        return send_reply(
            conversation_id=conversation.pk,
            author=person,
            reply=builders.a_reply(conversation),
            now=at,
        )


@pytest.mark.parametrize(
    ("saved", "counted"),
    [
        ((0,), 0),
        ((0, 1.5), 1.5),
        ((0, 2, 5, 9), 9),
        ((0, 60), 60),
        ((0, 60.5), 0),
        ((0, 10, 300, 310), 20),
    ],
)
def test_what_lies_between_two_savings_counts_unless_it_was_a_rest(
    saved: Sequence[float], counted: float, hikari: Client, ann: Person
) -> None:
    assert typed(builders.a_conversation(hikari), ann, *saved) == counted


def test_a_message_keeps_what_its_draft_counted(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 12.4, 30.8)

    message = sent(conversation, ann, NOW + 40 * SECOND)

    assert message.written_seconds == 30
    assert typed(conversation, ann, 50) == 0


def test_a_reply_that_nobody_typed_here_says_nothing(hikari: Client, ann: Person) -> None:
    assert builders.replied(builders.a_conversation(hikari), ann).written_seconds is None


def test_what_was_spent_on_a_message_is_not_written_anew(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 12)
    message = sent(conversation, ann, NOW + 40 * SECOND)

    with walls.transaction([hikari.pk]):
        message.save()
        with pytest.raises(DatabaseError, match="stays as it is"):
            Message.objects.filter(pk=message.pk).update(written_seconds=1)


def test_an_emptied_composer_begins_anew(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 20)
    with walls.transaction([hikari.pk]):
        typing = Typing(text=" ", draft_key=WINDOW)
        save_typing(
            conversation_id=conversation.pk, person=ann, typing=typing, now=NOW + 25 * SECOND
        )

    assert typed(conversation, ann, 30, 32) == 2


def test_a_note_beside_it_costs_the_reply_no_time(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 10)
    typed(conversation, ann, 20, kind=NOTE)

    assert typed(conversation, ann, 25) == 15  # after the note's saving


def test_two_windows_on_one_draft_count_the_time_once(hikari: Client, ann: Person) -> None:
    conversation, other = builders.a_conversation(hikari), str(uuid.uuid4())
    for second in range(0, 20, 2):
        typed(conversation, ann, second)
        counted = typed(conversation, ann, second + 1, window=other)

    assert counted == 19


def test_what_waited_for_a_director_keeps_its_time(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 30)
    with walls.transaction([hikari.pk]):
        reply = builders.a_reply(conversation)
        held = request_approval(
            conversation_id=conversation.pk, author=ann, reply=reply, now=NOW + 40 * SECOND
        )
        withdraw_reply(held_reply_id=held.pk, author=ann, now=NOW + 50 * SECOND)
    assert typed(conversation, ann, 51) == 31
    with walls.transaction([hikari.pk]):
        held = request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=NOW + 60 * SECOND,
        )
        message = approve_reply(held_reply_id=held.pk, director=dai, now=NOW + 900 * SECOND)

    assert message.written_seconds == 31


def test_a_director_who_takes_over_has_not_typed_it(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 30)
    with walls.transaction([hikari.pk]):
        held = request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=NOW + 40 * SECOND,
        )
        take_over_reply(held_reply_id=held.pk, director=dai, note="", now=NOW + 50 * SECOND)
        assert draft_of(conversation=conversation, person=dai).written_seconds == 0


def test_what_left_later_keeps_its_time(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 30)
    leaves = NOW + timedelta(hours=1)
    with walls.transaction([hikari.pk]):
        waiting = schedule_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            send_at=leaves,
            now=NOW + 40 * SECOND,
        )
    typed(conversation, ann, 600, 620)  # another text meanwhile
    with walls.transaction([hikari.pk]):
        send_at_its_time(scheduled_reply_id=waiting.pk, now=leaves)
        message = Message.objects.get(conversation=conversation, kind=Message.Kind.REPLY)

    assert message.written_seconds == 30


def test_what_was_taken_back_goes_on_where_it_was(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0, 30)
    message = sent(conversation, ann, NOW + 31 * SECOND)
    with walls.transaction([hikari.pk]):
        recall_reply(message_id=message.pk, person=ann, now=NOW + 35 * SECOND)

    assert typed(conversation, ann, 40) == 35
    assert sent(conversation, ann, NOW + 41 * SECOND).written_seconds == 35


def test_typing_asks_the_database_as_often_as_for_a_note(hikari: Client, ann: Person) -> None:
    """The time is taken with the draft: a reply's saving asks thrice more, for where its text may be."""
    conversation = builders.a_conversation(hikari)
    typed(conversation, ann, 0)
    with CaptureQueriesContext(connection) as note:
        typed(conversation, ann, 1, kind=NOTE)
    with CaptureQueriesContext(connection) as reply:
        typed(conversation, ann, 2)

    assert len(reply) == len(note) + 3


steps = st.lists(
    st.tuples(
        st.floats(0.001, 90),  # seconds since the step before
        st.integers(0, 1),  # which conversation
        st.integers(0, 1),  # which window
        st.sampled_from(["type", "type", "type", "note", "send", "hold"]),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
def test_never_more_than_passed_however_many_windows_and_conversations(
    steps: list[tuple[float, int, int, str]], hikari: Client, ann: Person
) -> None:
    Pen.objects.all().delete()
    both = [builders.a_conversation(hikari), builders.a_conversation(hikari)]
    windows = [str(uuid.uuid4()), str(uuid.uuid4())]
    at = 0.0
    for passed, which, window, what in steps:
        at += passed
        match what:
            case "send":
                sent(both[which], ann, NOW + at * SECOND)
            case "hold":
                with walls.transaction([hikari.pk]):
                    request_approval(
                        conversation_id=both[which].pk,
                        author=ann,
                        reply=builders.a_reply(both[which]),
                        now=NOW + at * SECOND,
                    )
            case _:
                kind = NOTE if what == "note" else REPLY
                typed(both[which], ann, at, window=windows[window], kind=kind)

    with walls.transaction([hikari.pk]):
        counted = sum(
            rows.aggregate(all=Sum("written_seconds"))["all"] or 0
            for one in both
            for rows in (
                SavedDraft.objects.filter(conversation=one),
                one.messages.all(),
                one.held_replies.all(),
            )
        )
    assert counted <= at + 1e-6
